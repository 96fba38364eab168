"""Coffee pairs by lot: everybody who is open to it meets one other, somebody new while there is
one.

The lot is drawn anew each day and is the same for whoever draws it on that day from the same
records and notes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from itertools import combinations, islice

from hearth.manage.desk.candidates import (
    UNKNOWN_HOURS,
    Candidates,
    brought_together,
    find_candidates,
    pair,
)
from hearth.manage.desk.pairing import ALONE, most_pairs, swapped
from hearth.manage.figures import MetricContext

TOGETHER = 200
"""More people than this are parted by lot into tables of so many, each of which is drawn by
itself."""
AGAIN = 1000.0
"""What it costs to draw two again, beside anything else; and once more as much if it was today,
half of that if it was a year ago."""
OWN_GROUP, KNOWN, PER_HOUR = 4.0, 2.0, 0.25
"""What it costs that two share a group, that they know each other, and each hour between their
clocks."""
TRIES = 84
"""How many threes are tried out for an odd number of people: all there are among nine."""

Cup = tuple[str, ...]
"""Two people, or three when one was left over, in the order of their ids."""


@dataclass(frozen=True)
class Draw:
    """Who has coffee with whom."""

    cups: tuple[Cup, ...]
    alone: tuple[str, ...]
    """Who could not be brought together with anybody."""
    again: frozenset[Cup]
    """Cups in which two were brought together before."""


def draw(context: MetricContext, group: str | None = None) -> Draw:
    """Coffee for everybody who is open to it, or for those of them who belong to a group."""
    lot = Lot(find_candidates(context, "coffee"))
    people = [name for name in lot.order if group is None or group in lot.candidates.groups[name]]
    cups: list[Cup] = []
    alone: list[str] = []
    # In tables, because the work grows with the cube of the people at one.
    for start in range(0, len(people), TOGETHER):
        some, rest = _seated(lot, people[start : start + TOGETHER])
        cups += some
        alone += rest
    some, alone = _seated(lot, alone)  # those who were left over at different tables
    cups, alone = _with_third(lot, [*cups, *some], alone)
    seated = tuple(sorted(tuple(sorted(cup)) for cup in cups))
    return Draw(seated, tuple(sorted(alone)), frozenset(cup for cup in seated if _again(lot, cup)))


class Lot:
    """What it would cost to draw two candidates together."""

    def __init__(self, people: Candidates) -> None:
        self.candidates = people
        self._costs: dict[tuple[str, str], float | None] = {}

    @cached_property
    def order(self) -> list[str]:
        """Everybody, in an order that the day decides."""
        day = self.candidates.context.day.isoformat()
        # A hash of day and id: a lot that nobody can turn, and that is the same on every machine.
        return sorted(
            self.candidates.people, key=lambda name: sha256(f"{day} {name}".encode()).digest()
        )

    @cached_property
    def _met(self) -> Mapping[frozenset[str], date]:
        found: dict[frozenset[str], date] = {}
        for two, note in brought_together(self.candidates.context):
            found[two] = max(note.last_step, found.get(two, note.last_step))
        return found

    def last(self, one: str, other: str) -> date | None:
        """When the two were last brought together."""
        return self._met.get(pair(one, other))

    def cost(self, one: str, other: str) -> float | None:
        """What stands against drawing the two together; None when they must not meet."""
        key = (one, other) if one < other else (other, one)
        if key not in self._costs:
            self._costs[key] = self._cost(*key) if self.candidates.may_meet(*key) else None
        return self._costs[key]

    def _cost(self, one: str, other: str) -> float:
        people, hours = self.candidates, self.candidates.apart(one, other)
        found = PER_HOUR * (UNKNOWN_HOURS if hours is None else hours)
        found += OWN_GROUP * bool(people.groups[one] & people.groups[other]) + KNOWN * people.tied(
            one, other
        )
        if last := self.last(one, other):
            found += AGAIN * (1 + 0.5 ** ((people.context.day - last).days / 365))
        return found

    def costs(self, cup: Sequence[str]) -> float | None:
        """What stands against drawing some together; None when two of them must not meet."""
        each = [self.cost(a, b) for a, b in combinations(cup, 2)]
        return None if None in each else sum(cost for cost in each if cost is not None)


def _seated(lot: Lot, people: list[str]) -> tuple[list[Cup], list[str]]:
    """(pairs, and one three where the number is odd; who is left over); nobody who met before where
    that is possible for all.

    Where it is not, those are drawn again whose last time is longest ago.
    """
    days = {lot.last(a, b) for a, b in combinations(people, 2) if lot.cost(a, b) is not None}
    mate = _matched(lot, people, [ALONE] * len(people), None)
    if mate.count(ALONE) == 1 and (cups := _with_fresh_third(lot, people, mate)):
        return cups, []
    # The earliest meetings are forgiven first, one day after the other, and no more than it takes.
    for day in sorted(day for day in days if day):
        if mate.count(ALONE) > len(people) % 2:
            mate = _matched(lot, people, mate, day)
    return _improved(lot, people, mate), [
        people[place] for place, other in enumerate(mate) if other == ALONE
    ]


def _matched(lot: Lot, people: list[str], mate: list[int], until: date | None) -> list[int]:
    """As many partners as there can be who never met, or not after a day; the cheapest are tried
    first."""
    edges: list[tuple[float, int, int]] = []
    for (here, one), (there, other) in combinations(enumerate(people), 2):
        cost, last = lot.cost(one, other), lot.last(one, other)
        if cost is not None and (last is None or (until is not None and last <= until)):
            edges.append((cost, here, there))
    found, near = list(mate), [list[int]() for _ in people]
    for _, here, there in sorted(edges):
        near[here].append(there)
        near[there].append(here)
        if found[here] == found[there] == ALONE:
            found[here], found[there] = there, here
    most_pairs(near, found)
    return found


def _with_fresh_third(lot: Lot, people: list[str], mate: list[int]) -> list[Cup]:
    """Pairs and one three of people who never met; none when there is no way, or none was found
    among ``TRIES``."""
    single = people[mate.index(ALONE)]
    cups, left = _with_third(lot, _improved(lot, people, mate), [single])
    if not left and not any(_again(lot, cup) for cup in cups):
        return cups
    threes = (
        cup
        for cup in combinations(people, 3)
        if lot.costs(cup) is not None and not _again(lot, cup)
    )
    for three in islice(threes, TRIES):
        rest = [name for name in people if name not in three]
        found = _matched(lot, rest, [ALONE] * len(rest), None)
        if ALONE not in found:
            return [three, *_improved(lot, rest, found)]
    return []


def _improved(lot: Lot, people: list[str], mate: list[int]) -> list[Cup]:
    """The pairs, with partners swapped where that is better."""
    pairs = [(place, other) for place, other in enumerate(mate) if place < other]
    better = swapped(pairs, lambda one, other: lot.cost(people[one], people[other]))
    return [(people[one], people[other]) for one, other in better]


def _with_third(lot: Lot, cups: list[Cup], left: list[str]) -> tuple[list[Cup], list[str]]:
    """(the cups with those who were left over as third ones, who fits nowhere); no cup gets a
    fourth."""
    cups, alone = list(cups), []
    for name in left:
        costs = (
            (lot.costs((*cup, name)), place) for place, cup in enumerate(cups) if len(cup) == 2
        )
        possible = [(cost, place) for cost, place in costs if cost is not None]
        if possible:
            cups[min(possible)[1]] += (name,)
        else:
            alone.append(name)
    return cups, alone


def _again(lot: Lot, cup: Cup) -> bool:
    """Whether two of them were brought together before."""
    return any(lot.last(a, b) for a, b in combinations(cup, 2))
