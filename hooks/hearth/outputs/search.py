"""What can be searched: one small record per page, made from fields and not from pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from hearth.kinds import KINDS, Record
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.path import Path
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model.hub import Hub
from hearth.wording import formatting
from hearth.wording.safe import html_to_text, markdown

KIND_NAMES = {"post": "news", "venue": "place"}


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
    own = [record.id] if isinstance(record, Topic) else []
    topics = tuple(
        hub.topics[topic].label for topic in [*own, *_topics(record)] if topic in hub.topics
    )
    body = html_to_text(markdown(record.body)) if record.body else ""
    text = " · ".join(part for part in (*_texts(hub, record), *topics, body) if part)
    line = "" if isinstance(record, Topic | GlossaryTerm) else record.line
    return SearchRecord(
        hub.url(record), record.heading, _kind(record), text, line, topics, _names(record)
    )


def _names(record: Record) -> tuple[str, ...]:
    if isinstance(record, Topic):
        return tuple(record.synonyms)
    if isinstance(record, GlossaryTerm):
        return tuple(record.aliases)
    return (record.latin,) if isinstance(record, Member) and record.latin else ()


def _kind(record: Record) -> str:
    return record.kind if isinstance(record, Member) else KIND_NAMES.get(record.KIND, record.KIND)


def _topics(record: Record) -> list[str]:
    topics = list(record.topics)
    if isinstance(record, Member):
        topics += [item.topic for item in record.expert_in] + [
            offer.topic for offer in record.offers
        ]
    return list(dict.fromkeys(topics))


def _texts(hub: Hub, record: Record) -> list[str | None]:
    """Everything beside title and text that a record should be found by."""
    match record:
        case Member():
            notes = [offer.note for offer in record.offers] + [ask.note for ask in record.asks]
            place = [record.place.city, record.place.region] if record.place else []
            return [record.headline, *place, *record.skills, *notes]
        case Event():
            item = hub.schedule.next_of(record)
            people = formatting.names(hub.people(record.guests_and_members))
            return [
                record.summary,
                record.why_come,
                record.type,
                record.mode,
                people,
                formatting.where(hub, item) if item else None,
                *(point.title for point in record.agenda),
            ]
        case Resource():
            return [record.why, record.summary, record.type, *record.authors]
        case Topic():
            return [record.description]
        case GlossaryTerm():
            return [record.definition]
        case Group():
            return [record.purpose, *record.needs]
        case Venue():
            return [record.summary, record.city, record.address]
        case Path():
            return [record.summary, record.for_whom]
        case Post():
            return [record.summary, record.type, formatting.names(hub.people(record.authors))]
    return []
