"""desk.coffee: everybody gets a cup, and nobody meets the same person again while there is another
way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import hubs
from desks import base, context
from hearth.manage.desk.coffee import Cup, Draw, draw
from hearth.manage.desk.pairing import ALONE, most_pairs
from hearth.model.hub import Hub

__all__ = ["base"]

NAMES = [f"p{number}" for number in range(9)]


def of(
    hub: Hub,
    people: list[str] | dict[str, dict[str, Any]],
    again: list[Cup] | tuple[Cup, ...] = (),
    /,
    **notes: Any,
) -> Draw:
    """The draw of some people, some of whom met on different days of the last year."""
    met = [
        {
            "people": list(two),
            "kind": "coffee",
            "suggested": str(hubs.AS_OF - timedelta(days=30 + 10 * number)),
        }
        for number, two in enumerate(again)
    ]
    named = people if isinstance(people, dict) else {name: {} for name in people}
    return draw(context(hub, named, introductions=met, **notes))


@pytest.mark.parametrize("number", range(10))
def test_everybody_gets_one_cup(base: Hub, number: int) -> None:
    """In pairs, and in one three when the number is odd; alone when there is nobody else."""
    found = of(base, [f"p{each}" for each in range(number)])
    seated = [name for cup in found.cups for name in cup] + list(found.alone)
    assert sorted(seated) == sorted(f"p{each}" for each in range(number)) and len(found.alone) == (
        number == 1
    )
    assert (
        sorted(map(len, found.cups))[:-1] == [2] * max(0, len(found.cups) - 1)
        and found.again == frozenset()
    )


def test_a_year_of_draws_has_no_repeat_while_there_is_another_way(base: Hub) -> None:
    """Ten people can meet in pairs for nine weeks; the lot does not paint itself into a corner in
    the first five."""
    people, kept = {f"p{each}": {} for each in range(10)}, []
    for week in range(5):
        day = date(2026, 9, 7) + timedelta(weeks=week)
        found = draw(context(base, people, introductions=kept).at(day))
        assert found.again == frozenset() and len(found.cups) == 5
        kept += [
            {"people": list(cup), "kind": "coffee", "suggested": str(day)} for cup in found.cups
        ]


def arrangements(people: list[str]) -> Iterator[list[Cup]]:
    """Every way to seat people in pairs, and in one three when they are odd."""
    if not people:
        yield []
        return
    first, rest = people[0], people[1:]
    for other in rest:
        yield from (
            [(first, other), *cups]
            for cups in arrangements([name for name in rest if name != other])
        )
    if len(people) % 2:
        for two in combinations(rest, 2):
            left = [name for name in rest if name not in two]
            yield from ([(first, *two), *cups] for cups in arrangements(left))


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(4, 8))
def test_no_repeats_while_there_is_another_way(base: Hub, data: st.DataObject, number: int) -> None:
    """Against every way to seat so many: whoever met and whoever must not meet."""
    people = NAMES[:number]
    pairs = st.sampled_from(list(combinations(people, 2)))
    met, blocked = data.draw(st.sets(pairs, max_size=20)), data.draw(st.sets(pairs, max_size=6))
    found = of(
        base,
        people,
        sorted(met),
        people=[
            {"member": one, "blocks": [b for a, b in sorted(blocked) if a == one]} for one in people
        ],
    )
    ways = [
        cups
        for cups in arrangements(people)
        if not blocked & {two for cup in cups for two in combinations(cup, 2)}
    ]
    fresh = [
        cups for cups in ways if not met & {two for cup in cups for two in combinations(cup, 2)}
    ]
    assert not blocked & {two for cup in found.cups for two in combinations(cup, 2)}
    assert not fresh or (found.again == frozenset() and found.alone == ())
    assert not ways or number % 2 or found.alone == ()
    assert bool(found.again) == bool(
        met & {two for cup in found.cups for two in combinations(cup, 2)}
    )


def test_longest_ago_comes_first_again(base: Hub) -> None:
    """Of four who all met, those meet again whose last times lie furthest back."""
    again = [("p0", "p1"), ("p0", "p2"), ("p1", "p3"), ("p2", "p3"), ("p0", "p3"), ("p1", "p2")]
    found = of(base, NAMES[:4], again)
    assert found.cups == (("p0", "p3"), ("p1", "p2")) and found.again == frozenset(found.cups)


def test_other_groups_and_near_clocks_are_preferred(base: Hub) -> None:
    """With two of each, each pair crosses; with two at each end of the world, each pair stays
    near."""
    crossing = of(
        base, {name: {"groups": ["crew" if name < "p2" else "other"]} for name in NAMES[:4]}
    )
    assert all((a < "p2") != (b < "p2") for a, b in crossing.cups)
    near = of(
        base,
        {
            name: {"timezone": "Asia/Tokyo" if name in ("p0", "p3") else "Europe/Berlin"}
            for name in NAMES[:4]
        },
    )
    assert near.cups == (("p0", "p3"), ("p1", "p2"))


LEFT_OUT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "did not opt in": ({"open_to": ["introductions"]}, {}),
    "hidden": ({"visible": "hidden"}, {}),
    "gone": ({"status": "alumni"}, {}),
    "paused": ({}, {"people": [{"member": "p0", "paused_until": "2026-12-01"}]}),
}


@pytest.mark.parametrize("why", LEFT_OUT)
def test_who_does_not_want_to_is_not_drawn(base: Hub, why: str) -> None:
    """Nor named as left over."""
    changed, notes = LEFT_OUT[why]
    found = of(base, {"p0": changed, "p1": {}, "p2": {}}, **notes)
    assert found.cups == (("p1", "p2"),) and found.alone == ()


def test_who_shares_no_language_stays_alone_or_comes_third(base: Hub) -> None:
    """Only with people who can talk to each other."""
    found = of(
        base,
        {"p0": {"languages": ["de"]}, "p1": {"languages": ["en"]}, "p2": {"languages": ["en"]}},
    )
    assert found.cups == (("p1", "p2"),) and found.alone == ("p0",)
    both = ["de", "en"]
    third = of(
        base, {"p0": {"languages": ["de"]}, "p1": {"languages": both}, "p2": {"languages": both}}
    )
    assert third.cups == (("p0", "p1", "p2"),)


def test_a_group_has_its_own_draw(base: Hub) -> None:
    """Those of it who are open to coffee."""
    people = {name: {"groups": ["crew"]} if name != "p1" else {} for name in NAMES[:5]}
    assert sorted(name for cup in draw(context(base, people), "crew").cups for name in cup) == [
        "p0",
        "p2",
        "p3",
        "p4",
    ]


def test_the_lot_is_the_day_s(base: Hub) -> None:
    """The same on the same day, in whatever order the records come; another on another."""
    people: dict[str, dict[str, Any]] = {f"p{number}": {} for number in range(30)}
    found = context(base, people)
    assert draw(found) == draw(context(base, dict(reversed(people.items()))))
    assert draw(found) != draw(found.at(hubs.AS_OF - timedelta(days=7)))


def test_many_are_drawn_at_several_tables(base: Hub) -> None:
    """Everybody once, and one three."""
    found = of(
        base, {f"p{number}": {"groups": [("crew", "other")[number % 2]]} for number in range(451)}
    )
    assert sorted(map(len, found.cups)) == [*[2] * 224, 3] and found.alone == ()


EDGES = st.sets(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda edge: edge[0] < edge[1])
)


@settings(max_examples=150, deadline=None)
@example({(0, 2), (0, 4), (0, 6), (1, 2), (1, 5), (4, 5), (5, 6)})  # an odd circle lies on the way
@given(EDGES)
def test_as_many_pairs_as_there_can_be(edges: set[tuple[int, int]]) -> None:
    """Against every set of pairs."""

    def most(left: list[tuple[int, int]]) -> int:
        if not left:
            return 0
        (a, b), rest = left[0], left[1:]
        return max(most(rest), 1 + most([edge for edge in rest if not {a, b} & set(edge)]))

    near = [
        [b if a == person else a for a, b in sorted(edges) if person in (a, b)]
        for person in range(8)
    ]
    mate = [ALONE] * 8
    most_pairs(near, mate)
    assert all(
        mate[other] == person and other in near[person]
        for person, other in enumerate(mate)
        if other != ALONE
    )
    assert 8 - mate.count(ALONE) == 2 * most(sorted(edges))
