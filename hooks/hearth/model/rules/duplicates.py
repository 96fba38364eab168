"""Rules about likely duplicates: people under two spellings, events in two files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from hearth.base.normalize import latin
from hearth.base.words import said
from hearth.kinds import Complaint
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.member import Member
from hearth.model.rules.facts import Facts, Finding
from hearth.read.sources import Source

SHORTEST = 8
"""Names of fewer letters are one letter apart too often to say anything."""
MOST = 8
"""With so many records of one spelling the others are compared: it bounds the work where all have
one name."""

APART = timedelta(hours=4)
"""Between the beginnings of two sessions of one title on one day."""


def members(facts: Facts) -> Iterator[Finding]:
    """Nobody has two profiles: no two names are the same letters in another order or spelling, or
    one letter apart."""
    for kind in ("person", "organisation"):
        names = [
            (source, member, name)
            for source, member in facts.sources(Member)
            if member.kind == kind
            for name in dict.fromkeys(
                spelling(text) for text in (member.name, member.latin) if text
            )
            if len(name) >= SHORTEST or " " in name
        ]
        reported: set[str] = set()
        for later, earlier in _near([name for _, _, name in names]):
            source, member, name = names[later]
            first, other, theirs = names[earlier]
            if member.id not in reported and _alike(member, name, other, theirs):
                reported.add(member.id)
                fix = said(
                    "If it is one, keep one file; if not, tell the two apart by their `links`."
                )
                yield (
                    source,
                    Complaint(
                        ("name",),
                        "similar-member",
                        said("looks like the one in %(path)s", path=first.path),
                        fix,
                    ),
                )


def _near(names: list[str]) -> Iterator[tuple[int, int]]:
    """Places of pairs of names that may be one slip apart, the later one first: they have a
    spelling in common."""
    first: dict[str, int] = {}
    more: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        near: dict[int, None] = {}
        for key in one_letter_less(name):
            earlier = first.setdefault(key, place)
            if earlier == place:
                continue
            near[earlier] = None
            others = more[key]
            near.update(dict.fromkeys(others))
            if len(others) < MOST and others[-1:] != [place]:
                others.append(place)
        near.pop(place, None)
        yield from ((place, other) for other in near)


def spelling(text: str) -> str:
    """The words of a name in one order, in small letters without accents and signs."""
    letters = re.sub(
        r"['’.]", "", latin(text)
    )  # marks of people who were removed are made of this: J.R. is JR
    return " ".join(sorted("".join(char if char.isalnum() else " " for char in letters).split()))


def one_letter_less(name: str) -> list[str]:
    """The name, and what it becomes without any one of its letters: two names a slip apart have one
    of these in common."""
    if len(name) < SHORTEST:
        return [name]
    return [name, *(name[:index] + name[index + 1 :] for index in range(len(name)))]


def _alike(member: Member, name: str, other: Member, theirs: str) -> bool:
    near = name == theirs or (min(len(name), len(theirs)) >= SHORTEST and one_slip(name, theirs))
    return (
        near
        and member is not other
        and _initials(name) == _initials(theirs)
        and not _told_apart(member, other)
    )


def _initials(name: str) -> list[str]:
    return [word[0] for word in name.split()]


def _told_apart(member: Member, other: Member) -> bool:
    """Whether both name an account on one service, and not the same."""
    if not member.links or not other.links:
        return False
    theirs = dict(other.links.addresses())
    return any(
        theirs.get(service, address) != address for service, address in member.links.addresses()
    )


def one_slip(first: str, second: str) -> bool:
    """Whether two words are one letter apart: one more, one less, another one, or two neighbours
    swapped."""
    if abs(len(first) - len(second)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
        min(len(first), len(second)),
    )
    rest, others = first[start:], second[start:]
    swapped = (
        len(rest) > 1
        and len(others) > 1
        and rest[0] == others[1]
        and rest[1] == others[0]
        and rest[2:] == others[2:]
    )
    return rest[1:] == others or rest == others[1:] or rest[1:] == others[1:] or swapped


def events(facts: Facts) -> Iterator[Finding]:
    """No two events of one title begin on one day, unless they are in different places or many
    hours apart."""
    seen: defaultdict[tuple[str, date], list[tuple[Source, Event]]] = defaultdict(list)
    for source, event in facts.sources(Event):
        title = spelling(event.title)
        if not title or event.date_precision != "day" or event.status in CALLED_OFF:
            continue
        same = seen[title, event.first_day]
        duplicate = next((first for first, other in same if _may_be_one(event, other)), None)
        if len(same) < MOST:
            same.append((source, event))
        if duplicate:
            fix = said("Keep one of the two, or say in the titles how they differ.")
            yield (
                source,
                Complaint(
                    ("title",),
                    "similar-event",
                    said("is on the same day in %(path)s", path=duplicate.path),
                    fix,
                ),
            )


def _may_be_one(event: Event, other: Event) -> bool:
    return not _elsewhere(event, other) and not _at_other_hours(event, other)


def _at_other_hours(event: Event, other: Event) -> bool:
    """Whether they begin so long after each other that they are two sessions, and no slip."""
    if not isinstance(event.start, datetime) or not isinstance(other.start, datetime):
        return False
    return event.timezone == other.timezone and abs(event.start - other.start) >= APART


def _elsewhere(event: Event, other: Event) -> bool:
    """Whether both say where they are, and it is not the same place."""
    mine, theirs = event.venue or event.place, other.venue or other.place
    return mine is not None and theirs is not None and mine != theirs
