"""Search records: one for each page, made from fields and not from pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.outputs.faces import face_of
from hearth.wording.safe import html_to_text, markdown


@dataclass(frozen=True)
class SearchRecord:
    """A page as the search sees it: where it is, what it says, and what it can be narrowed by."""

    url: str
    title: str
    kind: str
    text: str
    line: str = ""
    topics: tuple[str, ...] = field(default=())
    words: tuple[str, ...] = field(default=())
    """Other names for it, which find it as surely as its title."""


def headings() -> list[tuple[str, str]]:
    """(what a result is called, what such results stand under), in the order of the filters."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.searching.rank)
    found = (kind.searching.headings or {kind.name: kind.plural.capitalize()} for kind in kinds)
    return [*chain.from_iterable(names.items() for names in found), ("page", "Pages")]


def search_records(hub: Hub) -> Iterator[SearchRecord]:
    """A search record for every record of the hub."""
    for record in hub:
        yield search_record(hub, record)


def search_record(hub: Hub, record: Record) -> SearchRecord:
    kind = KINDS[record.KIND]
    known = kind.searching
    ids = dict.fromkeys(known.topics(record))
    topics = tuple(hub.topics[topic].label for topic in ids if topic in hub.topics)
    body = html_to_text(markdown(record.body)) if record.body else ""
    texts = (*known.texts(record), *face_of(record).texts(hub, record), *topics, body)
    return SearchRecord(
        url=hub.url(record),
        title=record.heading,
        kind=known.label(record) if known.label else kind.name,
        text=" · ".join(part for part in texts if part),
        line=record.line if known.line else "",
        topics=topics,
        words=tuple(known.names(record)),
    )
