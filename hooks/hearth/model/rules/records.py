"""Rules between records of every kind: references of the right kind, unique addresses, words and
ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from hearth.base.pictures import Refusal
from hearth.base.similarity import did_you_mean
from hearth.base.urls import same_address
from hearth.base.words import said
from hearth.kinds import KINDS, Complaint, Record
from hearth.kinds.discussion import OFF, ON
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.path import Path
from hearth.kinds.resource import Resource
from hearth.kinds.source import FollowedSource
from hearth.kinds.vocabulary import GlossaryTerm, Topic
from hearth.model.rules.facts import Facts, Finding
from hearth.read.handwritten import generated
from hearth.read.sources import Source


def kinds_of_members(facts: Facts) -> Iterator[Finding]:
    """Sponsors and employers are organisations; buddies and speakers are people."""
    organisations = {
        record.id for record in facts.found.of(Member).values() if record.kind == "organisation"
    }
    people = facts.found.of(Member).keys() - organisations
    for source, event in facts.sources(Event):
        for index, name in enumerate(event.sponsors):
            if name in people:
                yield (
                    source,
                    Complaint(
                        ("sponsors", index),
                        "wrong-kind",
                        said("is a person"),
                        said("Name an organisation."),
                    ),
                )
    for source, member in facts.sources(Member):
        for index, item in enumerate(member.affiliations):
            if item.organisation in people:
                where = ("affiliations", index, "organisation")
                yield (
                    source,
                    Complaint(
                        where, "wrong-kind", said("is a person"), said("Name an organisation.")
                    ),
                )
        if member.buddy in organisations:
            yield (
                source,
                Complaint(
                    ("buddy",), "wrong-kind", said("is an organisation"), said("Name a person.")
                ),
            )


def series(facts: Facts) -> Iterator[Finding]:
    """A group meets in a series that some event belongs to."""
    events = facts.found.of(Event).values()
    known = {event.series for event in events if event.series} | {
        event.id for event in events if event.repeats
    }
    # An event that is wrong in some other way may well be the series that is meant.
    unsure = facts.found.known_ids[Event.KIND] - facts.found.of(Event).keys()
    for source, group in facts.sources(Group):
        for index, name in enumerate(group.meets):
            if name not in known and name not in unsure:
                fix = did_you_mean(name, sorted(known), said("Write the `series` of some events."))
                yield (
                    source,
                    Complaint(
                        ("meets", index), "unknown-series", said("is not a series of events"), fix
                    ),
                )


def pages_of_paths(facts: Facts) -> Iterator[Finding]:
    """A step of a path that names a page names one of this site."""
    pages = sorted(generated() | facts.found.pages.keys())
    for source, path in facts.sources(Path):
        for index, step in enumerate(path.steps):
            if step.page and step.page not in pages:
                fix = did_you_mean(
                    step.page, pages, said("Write a file's path below content/, such as join.md.")
                )
                yield (
                    source,
                    Complaint(
                        ("steps", index, "page"),
                        "unknown-page",
                        said("is not a page of this site"),
                        fix,
                    ),
                )


def one_address_each(facts: Facts) -> Iterator[Finding]:
    """No two resources have one address."""
    seen: dict[str, Source] = {}
    for source, resource in facts.sources(Resource):
        first = seen.setdefault(same_address(resource.url), source)
        if first is not source:
            yield (
                source,
                Complaint(
                    ("url",),
                    "duplicate-url",
                    said("is already in %(path)s", path=first.path),
                    said("Keep one of the two."),
                ),
            )


def topic_words(topics: Iterable[Topic]) -> dict[str, str]:
    """Every word for a topic, in lower case, and the topic's id."""
    words: dict[str, str] = {}
    for topic in topics:
        for word in (topic.id, topic.label, *topic.synonyms):
            words.setdefault(word.casefold(), topic.id)
    return words


def one_meaning_each(facts: Facts) -> Iterator[Finding]:
    """No two topics share a word, and no two terms."""
    words: dict[str, str] = {}
    for topic_id in facts.found.of(Topic):
        words.setdefault(topic_id, topic_id)
    for source, topic in facts.sources(Topic):
        named: list[tuple[tuple[str | int, ...], str]] = [(("label",), topic.label)]
        named += [(("synonyms", index), word) for index, word in enumerate(topic.synonyms)]
        yield from _taken(source, topic, named, words)
    words = {}
    for source, term in facts.sources(GlossaryTerm):
        named = [
            (("term",), term.term),
            *((("aliases", index), word) for index, word in enumerate(term.aliases)),
        ]
        yield from _taken(source, term, named, words)


def _taken(
    source: Source, record: Record, named: list[tuple[Any, str]], words: dict[str, str]
) -> Iterator[Finding]:
    for where, word in named:
        owner = words.setdefault(word.casefold(), record.id)
        if owner != record.id:
            yield (
                source,
                Complaint(
                    where,
                    "duplicate-word",
                    said('already means "%(owner)s"', owner=owner),
                    said("Keep it in one of the two."),
                ),
            )


def topic_cycles(facts: Facts) -> Iterator[Finding]:
    """No topic is part of its own part."""
    topics = facts.found.of(Topic)
    for source, topic in facts.sources(Topic):
        seen = {topic.id}
        parent = topic.parent
        while parent in topics:
            if parent in seen:
                yield (
                    source,
                    Complaint(
                        ("parent",),
                        "topic-circle",
                        said("leads in a circle"),
                        said("Remove one of the parents."),
                    ),
                )
                break
            seen.add(parent)
            parent = topics[parent].parent


def aliases(facts: Facts) -> Iterator[Finding]:
    """A former id leads to one record, and to none that has it now."""
    seen: dict[tuple[str, str], str] = {}
    for source, record in facts.found.right():
        if source.kind not in KINDS or KINDS[source.kind].anchored:
            continue  # without an address of its own, nothing leads there
        for index, alias in enumerate(record.aliases):
            owner = (
                alias
                if alias in facts.found.known_ids[source.kind]
                else seen.setdefault((source.kind, alias), source.id)
            )
            if owner != source.id or alias == source.id:
                yield (
                    source,
                    Complaint(
                        ("aliases", index),
                        "duplicate-id",
                        said("already leads to %(owner)s", owner=owner),
                        said("Remove it here or there."),
                    ),
                )


def one_place_each(facts: Facts) -> Iterator[Finding]:
    """Where a record has its page, or had it, no hand-written page lies."""
    pages = {page.url.casefold(): page.src_uri for page in facts.found.pages.values()}
    for source, record in facts.found.right():
        kind = KINDS.get(source.kind)
        if kind is None or kind.anchored:
            continue
        ids: list[tuple[tuple[str | int, ...], str]] = [((), record.id)]
        ids += [(("aliases", index), alias) for index, alias in enumerate(record.aliases)]
        for where, name in ids:
            if page := pages.get(kind.url(name)):
                what = said("has the same address as %(path)s", path=f"content/{page}")
                yield (
                    source,
                    Complaint(where, "address-taken", what, said("Rename one of the two.")),
                )


def pictures(facts: Facts) -> Iterator[Finding]:
    """A picture lies in content/, is a plain file of modest size, and is of a kind that browsers
    show and that holds no script."""
    for source, where, src in facts.named_pictures:
        found = facts.pictures[src]
        if isinstance(found, Refusal):
            yield source, Complaint(where, found.code, found.what, found.fix)


def added(facts: Facts) -> Iterator[Finding]:
    """What feeds and lists put in order by the day it came to the hub says that day."""
    for kind in KINDS.values():
        if not kind.feed or kind.date_field != "added":
            continue
        for source, record in facts.sources(kind.model):
            if record.added is None:
                yield (
                    source,
                    Complaint(
                        ("added",),
                        "missing-added",
                        said("is missing: it stays out of feeds and of what is new"),
                        said("Add the day it came to the hub."),
                    ),
                )


def days_to_come(facts: Facts) -> Iterator[Finding]:
    """What a record says of the past has happened; somewhere it is tomorrow already."""
    latest = facts.as_of + timedelta(days=1)
    for source, record in facts.found.right():
        for where in record.PAST:
            day: Any = record
            for step in where:
                day = getattr(day, step, None)
            if isinstance(day, date) and day > latest:
                what = said("is a day that has not come yet")
                fix = said(
                    "Check the year, and write it like this: %(field)s: %(day)s",
                    field=where[-1],
                    day=facts.as_of,
                )
                yield source, Complaint(where, "day-to-come", what, fix)


def kinds_of_sources(facts: Facts) -> Iterator[Finding]:
    """What a source's entries become is a kind of record, which may come from outside."""
    for source, followed in facts.sources(FollowedSource):
        if followed.becomes and followed.becomes not in KINDS:
            otherwise = said("Choose one of: %(choices)s.", choices=", ".join(KINDS))
            fix = did_you_mean(followed.becomes, sorted(KINDS), otherwise)
            what = said("is not one of the choices")
            yield source, Complaint(("becomes",), "unknown-choice", what, fix)


def discussions(facts: Facts) -> Iterator[Finding]:
    """Threads lie at the service that the community has its discussions at."""
    told = facts.found.community.discussions if facts.found.community else None
    for kind in KINDS.values():
        for source, record in facts.sources(kind.model):
            if record.discussion in (None, OFF):
                continue
            where = ("discussion",)
            if told is None:
                what = said("asks for a discussion, and the hub has none")
                fix = said("Say in content/community.yml where, by `discussions`, or take it out.")
                yield source, Complaint(where, "wrong-discussion", what, fix)
            elif record.discussion == ON and told.service == "mastodon":
                what = said("names no thread, and on Mastodon each page has its own")
                fix = said("Write its address, like %(example)s.", example=told.example)
                yield source, Complaint(where, "wrong-discussion", what, fix)
            elif record.discussion != ON and told.number(record.discussion) is None:
                what = said("is no thread of %(place)s", place=told.place)
                fix = said("Write its address, like %(example)s.", example=told.example)
                yield source, Complaint(where, "wrong-discussion", what, fix)
