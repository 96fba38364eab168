"""The hub as data, checked against its own published schemas."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from hearth.kinds import COMMUNITY, KINDS
from hearth.model.hub import Hub
from hearth.outputs import api
from hearth.read.sources import decode, split
from hearth.site.named_addresses import named_addresses
from hubs import REPOSITORY

PLURALS = {kind.plural: kind.name for kind in KINDS.values()}


def read(site: Path, uri: str) -> Any:
    return json.loads((site / uri).read_bytes())


@pytest.mark.parametrize("plural", PLURALS)
def test_what_is_published_follows_its_schema(site: Path, plural: str) -> None:
    """api/<plural>.json validates against schemas/<kind>.published.json."""
    schema = read(site, f"schemas/{PLURALS[plural]}.published.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [
        f"{error.json_path}: {error.message[:200]}"
        for error in validator.iter_errors(read(site, f"api/{plural}.json"))
    ][:5] == []


def test_the_index_names_everything(site: Path, hub: Hub) -> None:
    """Each kind with its file, its schema and how many there are."""
    index = read(site, "api/index.json")
    assert (index["community"], index["as_of"]) == (hub.community.name, "2026-11-23")
    assert {plural: entry["count"] for plural, entry in index["kinds"].items()} == {
        plural: len(hub.records[kind]) for plural, kind in PLURALS.items()
    }
    for plural, entry in index["kinds"].items():
        for name in ("url", "schema"):
            assert (site / entry[name].removeprefix(hub.settings.site_url)).is_file(), plural


def test_many_records_come_in_pages(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first at the kind's own address, each naming the next, none larger than is promised
    unless one record is; together they hold every record once."""
    (whole,) = (output for output in api.api(hub) if output.uri == "api/events.json")
    monkeypatch.setattr(api, "PAGE", 8_000)
    made = {output.uri: output.content for output in api.api(hub)}
    found, uri, pages = [], "api/events.json", 0
    while uri:
        page = json.loads(made[uri])
        sizes = [len(line) for line in made[uri].splitlines()[1:-1]]
        assert sum(sizes) <= 8_200 or len(sizes) == 1
        assert named_addresses(uri, made[uri], hub.settings.site_url) >= {
            page.get("next", "").removeprefix(hub.settings.site_url)
        } - {""}
        found += page["events"]
        pages += 1
        uri = page.get("next", "").removeprefix(hub.settings.site_url)
        assert uri == (f"api/events/{pages + 1}.json" if uri else "")
    assert found == json.loads(whole.content)["events"]
    assert json.loads(made["api/index.json"])["kinds"]["events"]["pages"] == pages > 5


@pytest.mark.parametrize("plural", PLURALS)
def test_all_records_are_published(site: Path, hub: Hub, plural: str) -> None:
    """Each with its id and the address of its page."""
    records = read(site, f"api/{plural}.json")[plural]
    assert [(record["id"], record["page"]) for record in records] == [
        (record.id, hub.settings.site_url + hub.url(record))
        for record in hub.records[PLURALS[plural]].values()
    ]


@pytest.mark.parametrize(
    "field", ["consent", "welcomed", "found_via", "buddy", "visible", "not_public", "path"]
)
def test_what_serves_the_work_is_not_published(site: Path, field: str) -> None:
    """Fields that are nobody else's business are in no record and no published schema."""
    for plural, kind in PLURALS.items():
        assert [
            record["id"] for record in read(site, f"api/{plural}.json")[plural] if field in record
        ] == []
        assert (
            field
            not in read(site, f"schemas/{kind}.published.json")["properties"][plural]["items"][
                "properties"
            ]
        )


@pytest.mark.parametrize("name", [*KINDS, COMMUNITY.name])
def test_source_schemas_are_schemas(site: Path, name: str) -> None:
    """Each kind's own schema is valid, explains every field, and knows no internal one."""
    schema = read(site, f"schemas/{name}.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"id", "path"}.isdisjoint(schema["properties"])
    assert [
        field for field, words in schema["properties"].items() if not words.get("description")
    ] == []


@pytest.mark.parametrize("name", KINDS)
def test_editors_accept_what_the_engine_accepts(site: Path, hub: Hub, name: str) -> None:
    """No record of the sample hub is underlined in an editor that checks it against the schema."""
    validator = jsonschema.Draft202012Validator(read(site, f"schemas/{name}.json"))
    wrong = {}
    for record in hub.records[name].values():
        fields, _, _ = split(decode(REPOSITORY / record.path)[0], record.path)
        value = yaml.load(fields, _Core)  # noqa: S506 - a safe loader with fewer resolvers
        if isinstance(value, list):
            value = next(
                {key: field for key, field in entry.items() if key != "id"}
                for entry in value
                if entry["id"] == record.id
            )
        if found := next(validator.iter_errors(value), None):
            wrong[record.path] = f"{found.json_path}: {found.message[:200]}"
    assert wrong == {}


class _Core(yaml.CSafeLoader):
    """Reads plain scalars as editors do, by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first)
    )
