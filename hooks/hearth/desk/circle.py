"""Who may be brought together on a day, and what speaks for or against any two of them.

Only what the hub's site shows of a person is looked at, because all of it may be told to the other one; whether somebody wants
to be introduced at all is read from the whole record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from hearth.figures import Ground
from hearth.kinds.member import Member
from hearth.ledger import Act
from hearth.private.notes import Introduction
from hearth.zones import zone

MANY = 25
"""Who shared something with more people than this did not meet them by it."""
UNKNOWN_HOURS = 6.0
"""How far apart two people are taken to be when one of them names no time zone: half of the most."""
NEW = 90
"""Days for which somebody is a newcomer."""


def pair(one: str, other: str) -> frozenset[str]:
    """Two people, in no order."""
    return frozenset((one, other))


@dataclass(frozen=True, eq=False)
class Circle:
    """People who want to be brought together and may be."""

    ground: Ground
    people: Mapping[str, Member]
    """What the site shows of them, by id."""
    _shared: Mapping[str, frozenset[str]] = field(repr=False)
    """What each had a part in that few had."""
    _tied: frozenset[frozenset[str]] = field(repr=False)
    """Pairs of whom one did something for the other."""

    def blocked(self, one: str, other: str) -> bool:
        """Whether either of them must not be brought together with the other."""
        care = self.ground.notes.care
        return any(a in care and b in care[a].blocks for a, b in ((one, other), (other, one)))

    def may_meet(self, one: str, other: str) -> bool:
        """Whether they are two people who can talk to each other, and nothing is known against it."""
        return one != other and bool(self.languages[one] & self.languages[other]) and not self.blocked(one, other)

    def tied(self, one: str, other: str) -> bool:
        """Whether they know each other from something they did together, or one for the other."""
        return pair(one, other) in self._tied or not self._shared[one].isdisjoint(self._shared[other])

    @cached_property
    def languages(self) -> Mapping[str, frozenset[str]]:
        """The languages of each without their regions; who names none is taken to speak the hub's."""
        own = [self.ground.hub.community.language]
        return {
            name: frozenset(code.split("-")[0] for code in member.languages or own)
            for name, member in self.people.items()
        }

    @cached_property
    def offsets(self) -> Mapping[str, float | None]:
        """Hours by which each one's clock is ahead of UTC at noon of the day; None when no zone is named."""
        noon = datetime.combine(self.ground.day, time(12), UTC)
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
        day = self.ground.day
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, member in self.people.items():
            found[name] |= {item.group for item in member.groups if _current(item, day)}
        for group in self.ground.hub.groups.values():
            for term in (*group.leads, *group.members):
                if _current(term, day):
                    found[term.member].add(group.id)
        return {name: frozenset(found[name]) for name in self.people}

    def crosses(self, one: str, other: str) -> bool:
        """Whether both belong to groups, and to none together."""
        mine, theirs = self.groups[one], self.groups[other]
        return bool(mine and theirs) and not mine & theirs

    def is_new(self, name: str) -> bool:
        """Whether somebody came only lately."""
        return self.people[name].joined > self.ground.since(NEW)


def circle(ground: Ground, open_to: str) -> Circle:
    """People who are ``open_to`` something, active, shown on the site and not paused."""
    shown, care = ground.hub.public().members, ground.notes.care
    people = {}
    for name in sorted(ground.belonging(ground.day) & shown.keys()):
        whole, until = ground.persons[name], care[name].paused_until if name in care else None
        paused = until is not None and until >= ground.day
        if open_to in whole.open_to and whole.status == "active" and not paused:
            people[name] = shown[name]
    shared, tied = _ties(ground)
    return Circle(ground, people, {name: frozenset(shared.get(name, ())) for name in people}, frozenset(tied))


def brought_together(ground: Ground) -> Iterator[tuple[frozenset[str], Introduction]]:
    """Every pair in the manager's notes that was thought of by the day, with its note."""
    for note in ground.notes.introductions:
        if note.suggested <= ground.day:
            people = sorted(set(note.people))
            yield from ((pair(a, b), note) for index, a in enumerate(people) for b in people[index + 1 :])


def _ties(ground: Ground) -> tuple[Mapping[str, set[str]], set[frozenset[str]]]:
    """(what each had a part in that few had, pairs of whom one did something for the other)"""
    shared: defaultdict[str, set[str]] = defaultdict(set)
    tied: set[frozenset[str]] = set()
    for name, acts in ground.everything.by_object.items():
        if whom := _done_for(name):
            tied |= {pair(whom, act.person) for act in acts}
        elif len(people := _people(acts)) <= MANY:
            for person in people:
                shared[person].add(name)
    for number, (people, note) in enumerate(brought_together(ground)):
        if note.accepted or note.met:
            for person in people:
                shared[person].add(f"note/{number}")
    return shared, tied


def _done_for(name: str) -> str:
    """The member for whom something was done: a newcomer, a mentee, who asked; nothing for other objects."""
    kind, _, rest = name.partition("/")
    return rest.split("/")[0] if kind in ("member", "ask") else ""


def _people(acts: Iterable[Act]) -> frozenset[str]:
    return frozenset(act.person for act in acts)


def _ahead(noon: datetime, name: str | None) -> float | None:
    offset = noon.astimezone(zone(name)).utcoffset() if name else None
    return None if offset is None else offset / timedelta(hours=1)


def _current(term: object, day: date) -> bool:
    since, until = term.since, term.until  # type: ignore[attr-defined]
    return (since is None or since <= day) and (until is None or until >= day)
