"""The graph of ties between members, from what they did together within a year: components,
betweenness, bridges.

A tie is evidence of having met in the work, not of a relation: those who sat in the same large room
are tied by a thread. The weight of doing something with others is shared among them (Newman 2001),
and halves with every half-year. All of it takes time in proportion to the ties, but for the
shortest paths, which are counted from a sample of people above a thousand of them (Brandes and Pich
2007).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import combinations
from math import inf

from hearth.base.derived import once
from hearth.manage.figures.base import MetricContext
from hearth.manage.ledger import Act

YEAR, HALF_LIFE = 365, 180
CROWD = 25
"""Among more people than this, doing the same thing ties nobody."""
TOGETHER: Mapping[str, float] = {
    "host": 3,
    "organise": 3,
    "moderate": 3,
    "project": 3,
    "lead": 3,
    "speak": 2,
    "author": 2,
    "attend": 0.5,
}
"""What doing something together weighs, by the kind of act."""
FOR_SOMEBODY: Mapping[str, float] = {"buddy": 3, "answer": 2}
"""What doing something for one person weighs; the object's name says for whom."""
INTRODUCED, MENTORED, THANKED = 3.0, 3.0, 1.0
MANY, PIVOTS, SEED = 1000, 200, 1
"""Above so many people, shortest paths are followed from so many of them, drawn with this seed."""
FINE = 1_000_000
"""Lengths are whole numbers of this part of a unit, so that equal ways are equal to the last
digit."""

Tie = tuple[str, str, float, date]
"""(one, other, weight on the day, day)"""
Ties = Mapping[str, Mapping[str, float]]
"""For each person, how strongly they are tied to whom."""


@once
def ties(context: MetricContext) -> Ties:
    """The graph on the context's day: members who did something within the year or are tied to
    somebody, the team included."""
    there = context.belonging(context.day)
    since = context.since(YEAR)
    book = context.everything.of(there)
    found: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one, other, weight, day in _all_ties(context):
        if since < day <= context.day and one != other and one in there and other in there:
            # Halves every HALF_LIFE days: what was done lately ties more.
            share = weight * 0.5 ** ((context.day - day).days / HALF_LIFE)
            found[one][other] += share
            found[other][one] += share
    active = {act.person for act in book.between(since, context.day) if act.kind != "join"}
    return {person: dict(sorted(found[person].items())) for person in sorted(active | found.keys())}


def _all_ties(context: MetricContext) -> Iterator[Tie]:
    since = context.since(YEAR)
    for acts in context.everything.by_object.values():
        if acts[-1].day > since:
            yield from _by_object(acts)
    for pair in context.notes.mentoring:
        # It goes on, so it is as fresh as its last day.
        if pair.since <= context.day:
            yield pair.mentor, pair.mentee, MENTORED, min(pair.until or context.day, context.day)
    for introduction in context.notes.introductions:
        if introduction.met:
            people = sorted(set(introduction.people))
            for one, other in combinations(people, 2):
                yield one, other, INTRODUCED / (len(people) - 1), introduction.met
    for thanks in context.notes.thanks:
        if thanks.by:
            yield thanks.by, thanks.to, THANKED, thanks.date
    for member in context.hub.members.values():
        for said in member.thanks:
            yield said.by, member.id, THANKED, said.date


def _by_object(acts: Sequence[Act]) -> Iterator[Tie]:
    """Ties of those who did something for the same object.

    Two people are tied by the lesser of what they did, shared among all who did at least as much:
    who hosts with one other is not further from them because many came.
    """
    part: dict[str, tuple[float, date]] = {}
    for act in acts:
        if act.kind in FOR_SOMEBODY:
            yield act.person, act.object.split("/")[1], FOR_SOMEBODY[act.kind], act.day
        elif act.kind in TOGETHER:
            part[act.person] = max(
                part.get(act.person, (0.0, act.day)), (TOGETHER[act.kind], act.day)
            )
    for level in sorted({weight for weight, _ in part.values()}):
        people = [person for person, (weight, _) in part.items() if weight >= level]
        if 2 <= len(people) <= CROWD:
            for one, other in combinations(people, 2):
                if min(part[one][0], part[other][0]) == level:
                    yield one, other, level / (len(people) - 1), max(part[one][1], part[other][1])


def pairs(graph: Ties) -> Iterator[tuple[str, str]]:
    """Every tie once."""
    return ((one, other) for one, others in graph.items() for other in others if one < other)


def components(graph: Ties, without: str = "") -> list[frozenset[str]]:
    """The parts that hang together, the largest first; ``without`` leaves one person away."""
    seen = {without}
    found = []
    for start in graph:
        if start not in seen:
            part, waiting = {start}, [start]
            while waiting:
                fresh = [
                    other
                    for other in graph[waiting.pop()]
                    if other not in part and other != without
                ]
                part.update(fresh)
                waiting += fresh
            seen |= part
            found.append(frozenset(part))
    return sorted(found, key=lambda part: (-len(part), min(part)))


def single_bridges(graph: Ties) -> dict[str, int]:
    """People without whom a part would fall apart, and how many would be cut off from its largest
    rest (Tarjan 1972)."""
    order: dict[str, int] = {}
    found: dict[str, int] = {}
    for root in graph:
        if root not in order:
            hanging, whole = _hanging(graph, root, order)
            for person, sizes in hanging.items():
                rest = [*sizes, *([whole - 1 - sum(sizes)] if person != root else [])]
                if len(rest) > 1:
                    found[person] = sum(rest) - max(rest)
    return dict(sorted(found.items()))


def _hanging(graph: Ties, root: str, order: dict[str, int]) -> tuple[dict[str, list[int]], int]:
    """(how many people hang on each person alone, branch by branch; how many there are) in the part
    around ``root``."""
    low: dict[str, int] = {}
    size: defaultdict[str, int] = defaultdict(lambda: 1)
    hanging: defaultdict[str, list[int]] = defaultdict(list)
    order[root] = low[root] = len(order)
    # By hand and not by recursion: a long chain of people would exhaust the stack.
    way = [(root, "", iter(graph[root]))]
    while way:
        person, before, others = way[-1]
        for other in others:
            if other not in order:
                order[other] = low[other] = len(order)
                way.append((other, person, iter(graph[other])))
                break
            if other != before:
                low[person] = min(low[person], order[other])
        else:
            way.pop()
            if before:
                low[before] = min(low[before], low[person])
                size[before] += size[person]
                # No tie leads past ``before``: who is in this branch hangs on that one person.
                if low[person] >= order[before]:
                    hanging[before].append(size[person])
    return hanging, size[root]


def betweenness(graph: Ties) -> dict[str, float]:
    """For each person the share of shortest ways between two others that lead over them (Brandes
    2001).

    A strong tie is a short way: its length is one divided by its weight.
    """
    number = {person: place for place, person in enumerate(graph)}
    lengths = [
        [(number[other], max(1, round(FINE / weight))) for other, weight in others.items()]
        for others in graph.values()
    ]
    people = len(lengths)
    # Not a secret, only a choice of people that is the same every time.
    starts = random.Random(SEED).sample(range(people), PIVOTS) if people > MANY else range(people)  # noqa: S311
    total = [0.0] * people
    for start in starts:
        for person, share in _over(start, lengths):
            total[person] += share
    # Each pair was met from both ends; of a sample, as many times as it is part of the whole.
    whole = len(starts) * (people - 1) * (people - 2) / max(1, people)
    return {person: total[place] / whole if whole > 0 else 0.0 for person, place in number.items()}


def _over(start: int, lengths: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, float]]:
    """How much of the shortest ways from ``start`` to everybody leads over each person."""
    ways = [0.0] * len(lengths)
    ways[start] = 1.0
    before: list[list[int]] = [[] for _ in lengths]
    nearest: list[float] = [inf] * len(lengths)
    nearest[start] = 0
    done: list[int] = []
    waiting = [(0, start)]
    while waiting:
        far, person = heappop(waiting)
        if far > nearest[person]:
            continue  # a nearer way was found since
        done.append(person)
        for other, length in lengths[person]:
            reach = far + length
            if reach < nearest[other]:
                nearest[other], ways[other], before[other] = reach, ways[person], [person]
                heappush(waiting, (reach, other))
            elif reach == nearest[other]:
                ways[other] += ways[person]
                before[other].append(person)
    share = [0.0] * len(lengths)
    for person in reversed(done):
        for earlier in before[person]:
            share[earlier] += ways[earlier] / ways[person] * (1 + share[person])
        if person != start:
            yield person, share[person]
