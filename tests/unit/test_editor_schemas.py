"""The schemas that editors get: right for every file that is right, and telling what the hub
knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import hubs
from hearth.kinds import COMMUNITY, KINDS
from hearth.outputs.schemas import MOST, editor_schemas, file_patterns, source_schema
from hearth.read.load import LoadResult, read_all
from hearth.read.sources import split


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML as editors do (1.2): numbers are numbers, true is true, and yes is a word."""

    yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in found
            if tag.rsplit(":", 1)[1] in ("null", "int", "float")
        ]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf")
)


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    """What an editor underlines."""
    found = Draft202012Validator(schema).iter_errors(yaml.load(text, EditorLoader))  # noqa: S506 - a SafeLoader
    return [f"{list(error.path)} {error.message}" for error in found]


@pytest.fixture(scope="module")
def sample() -> LoadResult:
    return read_all(hubs.REPOSITORY)


@pytest.mark.parametrize("kind", [*KINDS, COMMUNITY.name])
def test_no_right_file_is_underlined(kind: str, sample: LoadResult) -> None:
    """Every file of the sample hub, whose problems are none, passes the schema of its kind."""
    schemas = editor_schemas(sample)
    name = f"{kind}.list.json" if kind in ("topic", "term") else f"{kind}.json"
    Draft202012Validator.check_schema(schemas[name])
    paths = {checked.source.path for checked in sample.sources if checked.source.kind == kind}
    assert paths
    for path in sorted(paths):
        text = (hubs.REPOSITORY / path).read_text(encoding="utf-8")
        assert complaints(schemas[name], split(text, path)[0]) == [], path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("member", "name: Di\njoined: 2026-11-01\ntopics: [metricks]"),
        ("member", "nmae: Di\njoined: 2026-11-01"),
        ("member", "name: Di\njoined: 2026-11-01\nplace: {country: Kenya}"),
        ("venue", "name: Hall\ncity: Porto"),
        ("event", "title: A\nsummary: B\nstart: tomorrow\nmode: online"),
        ("event", "title: A\nsummary: B\nstart: 2026-12-03T18:00\nmode: onsite"),
        ("resource", "title: A\nurl: example.org\ntype: guide\nwhy: B"),
    ],
)
def test_slips_are_underlined(kind: str, text: str, tmp_path: Path) -> None:
    """Before anything is checked or built."""
    assert complaints(editor_schemas(read_all(hubs.minimal_hub(tmp_path)))[f"{kind}.json"], text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (
            "member",
            (
                "name: 1984\njoined: 2026-11-01\nexpert_in: [metrics]\n"
                "groups: [crew, {group: crew}]\nbuddy: new-one"
            ),
        ),
        ("group", "name: A\npurpose: B\nleads: [ada]\nmembers: [{member: bo}]"),
        (
            "event",
            (
                "title: A\nsummary: B\nstart: 2026-12-03T18:00\nmode: online\n"
                "hosts: [ada, {guest: Gil}]\ntimezone: Asia/Calcutta"
            ),
        ),
        ("venue", "name: A\ncity: B\ncountry: NO\nstep_free: true\naccess: {quiet_room: no}"),
    ],
)
def test_short_forms_are_right(kind: str, text: str, tmp_path: Path) -> None:
    """A bare id where the engine takes one, an id that is written at the same time, a former zone,
    numbers as names."""
    assert (
        complaints(editor_schemas(read_all(hubs.minimal_hub(tmp_path)))[f"{kind}.json"], text) == []
    )
    assert complaints(source_schema(KINDS[kind]), text) == []


def test_ids_come_with_their_names(tmp_path: Path) -> None:
    """An editor shows what stands behind an id."""
    schema = editor_schemas(read_all(hubs.minimal_hub(tmp_path)))["event.json"]
    venue = schema["properties"]["venue"]["anyOf"][0]["anyOf"][0]
    assert (venue["enum"], venue["enumDescriptions"]) == (["hall"], ["The Hall"])


def test_every_field_is_described(tmp_path: Path) -> None:
    """The sentence of the field reference is the editor's hint."""
    for name, schema in editor_schemas(read_all(hubs.minimal_hub(tmp_path))).items():
        properties = schema.get("properties") or schema["items"]["properties"]
        assert [
            field for field, shape in properties.items() if not shape.get("description")
        ] == [], name


def test_large_hubs_keep_schemas_small(tmp_path: Path) -> None:
    """Beyond some hundreds, an editor is told how an id is written and not all of them."""
    many = {f"members/m{n}.yml": f"name: M {n}\njoined: 2026-11-01\n" for n in range(MOST + 1)}
    schema = editor_schemas(read_all(hubs.minimal_hub(tmp_path, many)))["member.json"]
    assert "m17" not in str(schema)
    assert complaints(schema, "name: Di\njoined: 2026-11-01\nbuddy: m17") == []
    assert complaints(schema, "name: Di\njoined: 2026-11-01\nbuddy: M 17")


def test_every_file_has_one_schema(sample: LoadResult) -> None:
    """What the editor's settings match is what the engine reads, and no file is matched twice."""
    for checked in sample.sources:
        path = Path(checked.source.path)
        if path.suffix == ".md":
            continue
        fitting = [name for name, patterns in file_patterns().items() if _matches(path, patterns)]
        wanted = f"{checked.source.kind}{'.list' if checked.source.prefix else ''}.json"
        assert fitting == [wanted], path


def _matches(path: Path, patterns: list[str]) -> bool:
    def fits(pattern: str) -> bool:
        escaped = (
            re.escape(pattern)
            .replace(r"\*\*/", "(.*/)?")
            .replace(r"/\*\*", "/.*")
            .replace(r"\*", "[^/]*")
        )
        return re.fullmatch(escaped, path.as_posix()) is not None

    left_out = any(fits(pattern[1:]) for pattern in patterns if pattern.startswith("!"))
    return not left_out and any(
        fits(pattern) for pattern in patterns if not pattern.startswith("!")
    )


@pytest.mark.parametrize(
    "path", sorted(path for path in hubs.BASE if "/" in path and not path.startswith("overrides"))
)
def test_a_line_for_the_editor_is_legal(path: str, tmp_path: Path) -> None:
    """`# yaml-language-server: $schema=…` is a comment, at the top of every file of records."""
    text, line = str(hubs.BASE[path]), "# yaml-language-server: $schema=../.hearth/schemas/x.json\n"
    if path.endswith(".md") and not text.startswith("---\n"):
        return  # a page
    changed = text.replace("---\n", f"---\n{line}", 1) if path.endswith(".md") else line + text
    plain, lined = (
        hubs.load(hubs.minimal_hub(tmp_path / "a")),
        hubs.load(hubs.minimal_hub(tmp_path / "b", {path: changed})),
    )
    assert list(map(str, lined[1])) == list(map(str, plain[1]))
    assert lined[0].records == plain[0].records and lined[0].community == plain[0].community
