"""The hub as data: the records of each kind as JSON, in pages, with a JSON Schema, and an index of
them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from hearth.kinds import COMMUNITY, KINDS, Kind, Record
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.schemas import model_schema, source_schema
from hearth.wording.structured_data import absolute

PAGE = 500_000
"""Bytes of a page of records: what any client can read at once. A record is never cut."""
PRIVATE = frozenset({"visible", "not_public", "path"})
"""Fields of every kind that are no one's business outside."""


def api(hub: Hub) -> Iterator[Output]:
    """api/index.json and the pages of each kind."""
    index: dict[str, Any] = {
        "community": hub.community.name,
        "as_of": hub.as_of.isoformat(),
        "kinds": {},
    }
    for kind in KINDS.values():
        records = hub.records[kind.name].values()
        pages = _pages(published(hub, record) for record in records)
        index["kinds"][kind.plural] = {
            "url": absolute(hub, page_uri(kind, 1)),
            "schema": absolute(hub, f"schemas/{kind.name}.published.json"),
            "count": len(records),
            "pages": len(pages),
        }
        for number, items in enumerate(pages, 1):
            after = absolute(hub, page_uri(kind, number + 1)) if number < len(pages) else ""
            yield _page(page_uri(kind, number), kind, items, after)
    yield _json("api/index.json", index)


def schemas() -> Iterator[Output]:
    """schemas/<kind>.json, and schemas/<kind>.published.json: the same for every hub."""
    for kind in (*KINDS.values(), COMMUNITY):
        yield _json(f"schemas/{kind.name}.json", source_schema(kind))
    for kind in KINDS.values():
        yield _json(f"schemas/{kind.name}.published.json", published_schema(kind))


def page_uri(kind: Kind, number: int) -> str:
    """The address of a page of a kind's records: the first is the kind's own."""
    return f"api/{kind.plural}.json" if number == 1 else f"api/{kind.plural}/{number}.json"


def _pages(records: Iterable[str]) -> list[list[str]]:
    """Records in pages; one page even when there are none."""
    pages: list[list[str]] = [[]]
    room = PAGE
    for record in records:
        size = len(record.encode())
        if size > room and pages[-1]:
            pages.append([])
            room = PAGE
        pages[-1].append(record)
        room -= size
    return pages


def _page(uri: str, kind: Kind, records: list[str], after: str) -> Output:
    """A page of records, which names the one after it."""
    items = ",\n".join(records)
    more = f',"next":{json.dumps(after)}' if after else ""
    return Output(uri, f'{{"{kind.plural}":[\n{items}\n]{more}}}\n'.encode())


def published(hub: Hub, record: Record) -> str:
    """A record as the public may have it, as JSON."""
    private = {*PRIVATE, *KINDS[record.KIND].private}
    fields = record.model_dump_json(exclude=private, exclude_defaults=True)
    return f'{{"page":{json.dumps(absolute(hub, record))},{fields[1:]}'


@cache
def published_schema(kind: Kind) -> dict[str, Any]:
    """The JSON Schema of api/<plural>.json and of the pages after it."""
    record = model_schema(kind.model)
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
        "properties": {
            kind.plural: {"type": "array", "items": record},
            "next": {"type": "string", "format": "uri"},
        },
        "required": [kind.plural],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _json(uri: str, value: Any) -> Output:
    return Output(
        uri,
        (json.dumps(value, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n").encode(),
    )
