"""The web editor: off unless it is asked for, forms for everything the models know, nothing it does
not need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.model.settings import Backend, read_settings
from hearth.outputs.editor import SCRIPTS, configuration, editor, policy, written
from hearth.outputs.editor_forms import FILE_NAME, PARTS
from hearth.outputs.render import Renderer
from hearth.read.load import read_all
from hearth.read.records import INTERNAL
from hearth.read.sources import split

TEST = Backend.model_validate({"name": "test-repo"})
SINGLE: dict[str, str | bytes | None] = {
    "content/topics.yml": None,
    "content/glossary.yml": None,
    "members/ada.yml": "name: Ada Example\njoined: 2026-01-05\n",
    "events/welcome-call.yml": "title: Call\nsummary: Meet.\nstart: 2026-12-03\nmode: online\n",
    "content/resources/canvas.yml": (
        "title: A canvas\nurl: https://example.org/c\ntype: guide\nwhy: It asks.\n"
    ),
    "content/topics/onboarding.yml": "label: Onboarding\ndescription: First weeks.\n",
    "content/glossary/lurker.yml": "term: lurker\ndefinition: Someone who reads.\n",
}
"""The small hub with its topics and terms in files of their own."""


def collections(hub: Hub) -> dict[str, dict[str, Any]]:
    """The editor's collections by name, as the editor reads them."""
    config = yaml.load(
        written(configuration(hub, TEST)),
        getattr(yaml, "CSafeLoader", yaml.SafeLoader),  # noqa: S506
    )
    return {collection["name"]: collection for collection in config["collections"]}


@pytest.fixture(scope="module")
def found(hub: Hub) -> dict[str, dict[str, Any]]:
    """The collections of the sample hub."""
    return collections(hub)


@pytest.fixture(scope="module")
def files() -> dict[str, list[str]]:
    """The sample hub's files by the kind of their records."""
    paths: dict[str, set[str]] = {}
    for checked in read_all(hubs.REPOSITORY).sources:
        paths.setdefault(checked.source.kind, set()).add(checked.source.path)
    return {kind: sorted(own) for kind, own in paths.items()}


def test_it_is_off_by_default(hub: Hub) -> None:
    """Without the setting no file of the editor is published."""
    assert list(editor(hub, Renderer(hub))) == []


def test_switched_on_it_has_what_it_needs(tmp_path: Path) -> None:
    """A page, its configuration and its scripts, below editor/, the same at every build."""
    root = hubs.minimal_hub(
        tmp_path, settings="editor: {backend: {name: github, repo: circle/hub}}"
    )
    settings, wrong = read_settings(root)
    assert wrong == []
    hub = hubs.load(root, editor=settings.editor)[0].public()
    first, second = (list(editor(hub, Renderer(hub))) for _ in range(2))
    assert first == second
    assert [output.uri for output in first] == [
        f"editor/{name}"
        for name in (
            "index.html",
            "config.yml",
            "decap-cms.js",
            "decap-cms.js.LICENSE.txt",
            "LICENSE-decap-cms.txt",
            "ids.js",
            "start.js",
        )
    ]
    page = first[0].content.decode()
    assert '<meta name="robots" content="noindex">' in page and "https://api.github.com" in page
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [
        "data:,",
        "config.yml",
        "../",
        "decap-cms.js",
        "ids.js",
        "start.js",
    ]
    config = yaml.safe_load(first[1].content)
    assert config["backend"] == {"name": "github", "repo": "circle/hub", "branch": "main"}
    assert config["publish_mode"] == "editorial_workflow"


def test_every_kind_and_field_has_its_place(tmp_path: Path) -> None:
    """Each kind can be added, asks for what it requires, and offers all that people should fill
    in."""
    found = collections(hubs.small_hub(tmp_path, SINGLE))
    for kind in KINDS.values():
        collection = found[kind.name]
        assert collection["create"] and collection["folder"] == kind.folder
        fields = {field["name"]: field for field in collection["fields"]}
        required = {
            name for name, info in kind.model.model_fields.items() if info.is_required()
        } - set(INTERNAL)
        assert {name for name, field in fields.items() if field["required"]} == required
        left_out = set(kind.model.model_fields) - set(fields)
        assert left_out <= {*INTERNAL, "aliases", "revision"}
        assert collection["identifier_field"] == kind.title_field and FILE_NAME in fields
        assert all(field["hint"] for field in fields.values())


def test_who_is_hidden_is_not_named(tmp_path: Path) -> None:
    """The configuration names only what the public may see."""
    dora = "name: Dora Kept\njoined: 2026-01-05\nvisible: hidden\n"
    hub = hubs.small_hub(tmp_path, {"members/dora.yml": dora})
    assert b"Dora" in written(configuration(hub, TEST))
    assert b"dora" not in written(configuration(hub.public(), TEST)).lower()


def test_records_that_share_a_file_are_left_to_it(found: dict[str, Any]) -> None:
    """Topics and terms that stand together in one file have no form, since the editor writes one
    file a record."""
    assert not {"topic", "term"} & set(found)
    assert {"member", "event", "venue", "resource", "path", "group", "post"} <= set(found)


def test_a_new_record_begins_with_dates_alone(found: dict[str, Any]) -> None:
    """What is filled in beforehand are days of the record itself, so no list or part begins with an
    entry."""

    def begun(fields: list[dict[str, Any]]) -> Iterator[str]:
        for field in fields:
            yield from (field["name"],) if "default" in field else ()
            yield from begun(field.get(PARTS, []))

    for collection in found.values():
        own = [field["name"] for field in collection["fields"] if "default" in field]
        assert list(begun(collection["fields"])) == own and set(own) <= {"added", "joined", "date"}


def test_what_has_several_endings_is_all_shown(found: dict[str, Any], hub: Hub) -> None:
    """Each file of a record is in one of the kind's collections; new ones get the usual ending."""
    for kind in ("member", "event", "resource"):
        own = [item for name, item in found.items() if name.split("-")[0] == kind]
        assert {item["extension"] for item in own} == {
            record.path.rpartition(".")[2] for record in hub.records[kind].values()
        }
        assert [item["create"] for item in own] == [True] + [False] * (len(own) - 1)


def refused(field: dict[str, Any], value: Any) -> Iterator[str]:
    """What the form would not take of a value that stands in a file."""
    if isinstance(value, list):
        inner = field.get("field") or {**field, "multiple": False}
        yield from (word for item in value for word in refused(inner, item))
    elif isinstance(value, dict):
        parts = {part["name"]: part for part in field[PARTS]}
        yield from (word for name, item in value.items() for word in refused(parts[name], item))
    elif "pattern" in field and not re.search(field["pattern"][0], value):
        yield f"{field['name']}: {value}"
    elif field["widget"] == "select" and len(field["options"]) < 30:
        known = {
            option["value"] if isinstance(option, dict) else option for option in field["options"]
        }
        yield from () if value in known else (f"{field['name']}: {value}",)


@pytest.mark.parametrize("kind", ["member", "event", "venue", "resource", "path", "group", "post"])
def test_the_forms_take_what_is_right(
    kind: str, found: dict[str, Any], files: dict[str, list[str]]
) -> None:
    """Every value of the sample's files fits the pattern and the choices of its field."""
    fields = {field["name"]: field for field in found[kind]["fields"]}
    for path in files[kind]:
        values = read_yaml(split((hubs.REPOSITORY / path).read_text(encoding="utf-8"), path)[0])
        given = {name: value for name, value in values.items() if name in fields}
        assert [
            word for name, value in given.items() for word in refused(fields[name], value)
        ] == [], path


@pytest.mark.parametrize(
    ("backend", "asked"),
    [
        ({"name": "test-repo"}, "'self' blob:"),
        (
            {"name": "github", "repo": "a/b", "base_url": "https://login.example.org"},
            "'self' blob: https://api.github.com",
        ),
        (
            {"name": "gitlab", "repo": "a/b", "auth_type": "pkce", "app_id": "x"},
            "'self' blob: https://gitlab.com",
        ),
        (
            {
                "name": "forgejo",
                "repo": "a/b",
                "app_id": "x",
                "api_root": "https://git.example.org/api/v1",
            },
            "'self' blob: https://git.example.org",
        ),
        (
            {"name": "git-gateway", "gateway_url": "https://gate.example.org/x"},
            "'self' blob: https://gate.example.org",
        ),
    ],
)
def test_the_page_may_ask_its_forge_alone(backend: dict[str, Any], asked: str) -> None:
    """The page's policy names the interface of the chosen forge and no other address to ask."""
    rules = dict(rule.split(" ", 1) for rule in policy(Backend.model_validate(backend)).split("; "))
    assert rules["connect-src"] == asked
    assert rules["default-src"] == "'none'" and rules["script-src"] == "'self' 'unsafe-eval'"


@pytest.mark.parametrize(
    "editor",
    [
        "true",
        "{}",
        "{backend: {name: github}}",
        "{backend: {name: gitlab, repo: a/b, auth_type: pkce}}",
        "{backend: {name: elsewhere}}",
        "{backend: {name: github, repo: 'not a repository'}}",
        "{backend: {name: github, repo: a/b, base_url: 'javascript:x'}}",
        "{backend: {name: test-repo, rpeo: a/b}}",
    ],
)
def test_a_wrong_setting_is_told(tmp_path: Path, editor: str) -> None:
    """What the editor could not work with is a problem of the settings, and it stays off."""
    settings, wrong = read_settings(hubs.minimal_hub(tmp_path, settings=f"editor: {editor}"))
    assert [problem.code for problem in wrong] == ["wrong-setting"] and settings.editor is None
    assert "web-editor.md" in wrong[0].fix


def test_what_is_vendored_is_what_is_noted() -> None:
    """The sums in the folder's README are those of the files."""
    noted = dict(
        re.findall(
            r"^\| `([\w.-]+)` \| `([0-9a-f]{64})` \|$",
            (SCRIPTS / "README.md").read_text(),
            re.MULTILINE,
        )
    )
    assert noted == {
        name: hashlib.sha256((SCRIPTS / name).read_bytes()).hexdigest() for name in noted
    }
    assert set(noted) == {"decap-cms.js", "decap-cms.js.LICENSE.txt"}
