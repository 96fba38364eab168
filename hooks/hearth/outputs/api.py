"""The hub as data: one JSON file per kind with its JSON Schema, and an index of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from hearth.kinds import COMMUNITY, KINDS, Kind, Record
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.schemas import source_schema
from hearth.wording.structured_data import absolute

PRIVATE = frozenset({"visible", "not_public", "path"})
"""Fields of every kind that are no one's business outside."""


def api(hub: Hub) -> Iterator[Output]:
    """api/index.json, api/<plural>.json and schemas/<kind>.json"""
    index: dict[str, Any] = {
        "community": hub.community.name,
        "as_of": hub.as_of.isoformat(),
        "kinds": {},
    }
    for kind in KINDS.values():
        records = hub.records[kind.name].values()
        uri = f"api/{kind.plural}.json"
        index["kinds"][kind.plural] = {
            "url": absolute(hub, uri),
            "schema": absolute(hub, f"schemas/{kind.name}.published.json"),
            "count": len(records),
        }
        items = ",\n".join(published(hub, record) for record in records)
        yield Output(uri, f'{{"{kind.plural}":[\n{items}\n]}}\n'.encode())
        yield _json(f"schemas/{kind.name}.json", source_schema(kind))
        yield _json(f"schemas/{kind.name}.published.json", published_schema(kind))
    yield _json(f"schemas/{COMMUNITY.name}.json", source_schema(COMMUNITY))
    yield _json("api/index.json", index)


def published(hub: Hub, record: Record) -> str:
    """A record as the public may have it, as JSON."""
    private = {*PRIVATE, *KINDS[record.KIND].private}
    fields = record.model_dump_json(exclude=private, exclude_defaults=True)
    return f'{{"page":{json.dumps(absolute(hub, record))},{fields[1:]}'


@cache
def published_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of api/<plural>.json."""
    record = _schema(kind.model)
    definitions = record.pop("$defs", {})
    private = PRIVATE | kind.private
    for name in private:
        record["properties"].pop(name, None)
    record["properties"]["page"] = {"type": "string", "format": "uri"}
    record["required"] = sorted({*(set(record.get("required", [])) - private), "id", "page"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.plural,
        "type": "object",
        "properties": {kind.plural: {"type": "array", "items": record}},
        "required": [kind.plural],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="validation")


def _json(uri: str, value: Any) -> Output:
    return Output(
        uri,
        (json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n").encode(),
    )
