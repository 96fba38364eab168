"""Candidates for introductions on a day, and what speaks for or against any two of them.

Only what the hub's site shows of a person is looked at, because all of it may be told to the other
one; whether somebody wants to be introduced at all is read from the whole record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from hearth.base.zones import zone
from hearth.kinds.member import Member
from hearth.manage.figures import MetricContext
from hearth.manage.figures.network import memberships
from hearth.manage.private.notes import Introduction

MANY = 25
"""Who shared something with more people than this did not meet them by it."""
UNKNOWN_HOURS = 6.0
"""How far apart two people are taken to be when one of them names no time zone: half of the
most."""
NEW = 90
"""Days for which somebody is a newcomer."""


NEEDED = frozenset({"people.yml", "introductions.yml"})
"""The notes without which a block, a pause or an earlier introduction could be overlooked."""
_NOTHING: frozenset[str] = frozenset()


def pair(one: str, other: str) -> frozenset[str]:
    """Two people, in no order."""
    return frozenset((one, other))


@dataclass(frozen=True, eq=False)
class Candidates:
    """People who want to be brought together and may be."""

    context: MetricContext
    people: Mapping[str, Member]
    """What the site shows of them, by id."""
    _shared: Mapping[str, AbstractSet[str]] = field(repr=False)
    """What each had a part in that few had."""
    _known: Mapping[str, AbstractSet[str]] = field(repr=False)
    """For whom each did something, and who did something for them."""

    def may_meet(self, one: str, other: str) -> bool:
        """Whether they are two people who can talk to each other, and nothing is known against
        it."""
        return (
            one != other
            and not self.languages[one].isdisjoint(self.languages[other])
            and not self.context.notes.kept_apart(one, other)
        )

    def tied(self, one: str, other: str) -> bool:
        """Whether they know each other from something they did together, or one for the other."""
        if other in self._known.get(one, ()):
            return True
        return not self._shared.get(one, _NOTHING).isdisjoint(self._shared.get(other, _NOTHING))

    @cached_property
    def languages(self) -> Mapping[str, frozenset[str]]:
        """The languages of each without their regions; who names none is taken to speak the
        hub's."""
        own = [self.context.hub.community.language]
        return {
            name: frozenset(code.split("-")[0] for code in member.languages or own)
            for name, member in self.people.items()
        }

    @cached_property
    def offsets(self) -> Mapping[str, float | None]:
        """Hours by which each one's clock is ahead of UTC at noon of the day; None when no zone is
        named."""
        noon = datetime.combine(self.context.day, time(12), UTC)
        return {name: _ahead(noon, member.timezone) for name, member in self.people.items()}

    def apart(self, one: str, other: str) -> float | None:
        """Hours between their clocks, 12 at the most; None when it is not known."""
        here, there = self.offsets[one], self.offsets[other]
        if here is None or there is None:
            return None
        hours = abs(here - there)
        return min(hours, 24 - hours)

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """The groups each belongs to on the day."""
        groups = self.context.hub.groups.values()
        found = memberships(self.people.values(), groups, self.context.day)
        return {name: found.get(name, frozenset()) for name in self.people}

    def crosses(self, one: str, other: str) -> bool:
        """Whether both belong to groups, and to none together."""
        mine, theirs = self.groups[one], self.groups[other]
        return bool(mine and theirs) and not mine & theirs

    @cached_property
    def newcomers(self) -> frozenset[str]:
        """Who came only lately."""
        since = self.context.since(NEW)
        return frozenset(name for name, member in self.people.items() if member.joined > since)


def find_candidates(context: MetricContext, open_to: str) -> Candidates:
    """People who are ``open_to`` something, active, shown on the site and not paused.

    Nobody at all while there is a mistake in the notes that say who must not be brought together,
    or was already.
    """
    if context.notes.wrong & NEEDED:
        return Candidates(context, {}, {}, {})
    shown, whole = context.hub.public().members, context.persons
    paused = {care.member for care in context.notes.people if care.is_paused(context.day)}
    people = {
        name: shown[name]
        for name in sorted((context.belonging(context.day) & shown.keys()) - paused)
        if open_to in whole[name].open_to and whole[name].status == "active"
    }
    return Candidates(context, people, *_ties(context))


def brought_together(context: MetricContext) -> Iterator[tuple[frozenset[str], Introduction]]:
    """Every pair in the manager's notes that was thought of by the day, with its note."""
    for note in context.notes.introductions:
        if note.suggested <= context.day:
            people = sorted(set(note.people))
            yield from (
                (pair(a, b), note) for index, a in enumerate(people) for b in people[index + 1 :]
            )


def _ties(
    context: MetricContext,
) -> tuple[Mapping[str, AbstractSet[str]], Mapping[str, AbstractSet[str]]]:
    """(what each had a part in that few had, for whom each did something or who did something for
    them)"""
    shared: defaultdict[str, set[str]] = defaultdict(set)
    tied = {two for two, note in brought_together(context) if note.accepted or note.met}
    for name, acts in context.everything.by_object.items():
        people = {act.person for act in acts}
        if whom := _done_for(name):
            tied |= {pair(whom, person) for person in people}
        elif len(people) <= MANY:
            for person in people:
                shared[person].add(name)
    return shared, _both_ways(tied)


def _both_ways(pairs: Iterable[frozenset[str]]) -> Mapping[str, AbstractSet[str]]:
    """By each person of some pairs the others."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for two in pairs:
        for name in two:
            found[name] |= two - {name}
    return found


def _done_for(name: str) -> str:
    """The member for whom something was done: a newcomer, a mentee, who asked; nothing for other
    objects."""
    kind, _, rest = name.partition("/")
    return rest.split("/")[0] if kind in (Member.KIND, "ask") else ""


def _ahead(noon: datetime, name: str | None) -> float | None:
    offset = noon.astimezone(zone(name)).utcoffset() if name else None
    return None if offset is None else offset / timedelta(hours=1)
