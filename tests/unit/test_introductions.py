"""desk.introductions: nothing outweighs a condition, the score is its parts, and the choice is
nearly the best."""

from __future__ import annotations

from itertools import combinations
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from desks import TOPICS, base, context
from hearth.manage.desk.assignment import STEPS, auction
from hearth.manage.desk.introductions import Suggestion, suggest
from hearth.manage.figures import MetricContext
from hearth.manage.private.notes import Attendance, Notes
from hearth.model.hub import Hub

__all__ = ["base"]

ANA: dict[str, Any] = {
    "asks": [{"topic": "metrics"}],
    "languages": ["en"],
    "timezone": "Europe/Berlin",
}
BEN: dict[str, Any] = {
    "offers": [{"topic": "metrics"}],
    "languages": ["en", "de"],
    "timezone": "Europe/London",
}


def pairs(found: MetricContext) -> list[tuple[str, str]]:
    return [(one.asker, one.offerer) for one in suggest(found, 99)]


def test_a_suggestion_says_why(base: Hub) -> None:
    """By hand: N is two, one of them gives metrics and one events; an hour apart."""
    ana = {**ANA, "offers": [{"topic": "events-craft"}]}
    ben = {**BEN, "mentoring": {"seeks": ["events-craft"]}}
    (one,) = suggest(context(base, {"ana": ana, "ben": ben}))
    assert one == Suggestion(
        "ana",
        "ben",
        one.hits,
        one.back,
        round((1 + 0.5 * 0.5) * log(3) * 0.96, 6),
        (
            "Ana asks about Metrics; Ben offers it",
            "Ben looks for a mentor on Events; Ana offers it",
            "Both speak English",
            "1 hour apart",
            "No event or work they shared is on record",
        ),
        "English",
    )
    assert one.topics == ("metrics", "events-craft") and [hit.weight for hit in one.hits] == [
        log(3)
    ]


AGAINST: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "the asker did not opt in": ({"open_to": ["coffee"]}, {}, {}),
    "the offerer did not opt in": ({}, {"open_to": []}, {}),
    "one is no longer active": ({}, {"status": "alumni"}, {}),
    "one has left": ({}, {"left": "2026-11-01", "status": "alumni"}, {}),
    "one is about to leave": ({}, {"left": "2026-12-31", "status": "alumni"}, {}),
    "one is not there yet": ({"joined": "2026-12-24"}, {}, {}),
    "one is hidden": ({}, {"visible": "hidden"}, {}),
    "one is not on this site": ({"visible": "members"}, {}, {}),
    "one keeps the ask back": ({"not_public": ["asks"]}, {}, {}),
    "an organisation": ({}, {"kind": "organisation"}, {}),
    "no language in common": ({"languages": ["pt-BR"]}, {}, {}),
    "no language named, and not the hub's": ({"languages": []}, {"languages": ["de"]}, {}),
    "the ask is settled": ({"asks": [{"topic": "metrics", "answered": "2026-11-01"}]}, {}, {}),
    "the ask lies ahead": ({"asks": [{"topic": "metrics", "since": "2026-12-01"}]}, {}, {}),
    "nothing of it is offered": ({}, {"offers": [{"topic": "events-craft"}]}, {}),
    "the asker is paused": ({}, {}, {"people": [{"member": "ana", "paused_until": "2026-11-23"}]}),
    "the offerer is paused": (
        {},
        {},
        {"people": [{"member": "ben", "paused_until": "2027-01-01"}]},
    ),
    "one of two notes blocks": (
        {},
        {},
        {"people": [{"member": "ana", "blocks": ["ben"]}, {"member": "ana"}]},
    ),
    "the asker blocks": ({}, {}, {"people": [{"member": "ana", "blocks": ["ben"]}]}),
    "the offerer blocks": ({}, {}, {"people": [{"member": "ben", "blocks": ["ana"]}]}),
    "the offerer wants none": ({}, {}, {"people": [{"member": "ben", "most_introductions": 0}]}),
    "suggested within the half-year": (
        {},
        {},
        {"introductions": [{"people": ["ben", "ana"], "suggested": "2026-05-28"}]},
    ),
    "declined within the half-year": (
        {},
        {},
        {
            "introductions": [
                {"people": ["ana", "ben"], "suggested": "2026-01-01", "declined": "2026-06-01"}
            ]
        },
    ),
    "drawn for coffee": (
        {},
        {},
        {
            "introductions": [
                {"people": ["ana", "bo", "ben"], "suggested": "2026-11-01", "kind": "coffee"}
            ]
        },
    ),
    "introduced years ago": (
        {},
        {},
        {
            "introductions": [
                {"people": ["ana", "ben"], "suggested": "2023-01-01", "accepted": "2023-01-05"}
            ]
        },
    ),
    "one answered the other": (
        {
            "asks": [
                {"topic": "metrics"},
                {
                    "topic": "charts",
                    "since": "2026-01-01",
                    "answered": "2026-02-01",
                    "responses": [{"by": "ben", "date": "2026-01-05"}],
                },
            ]
        },
        {},
        {},
    ),
    "one is the other's buddy": ({"buddy": "ben"}, {}, {}),
    "one mentors the other": (
        {},
        {},
        {"mentoring": [{"mentor": "ben", "mentee": "ana", "since": "2025-01-01"}]},
    ),
}
"""What is changed in Ana, in Ben and in the notes, so that nothing may come of it."""


@pytest.mark.parametrize("why", AGAINST)
def test_nothing_outweighs_a_condition(base: Hub, why: str) -> None:
    """Ana asks what Ben offers, and one thing stands against it."""
    ana, ben, notes = AGAINST[why]
    assert pairs(context(base, {"ana": {**ANA, **ana}, "ben": {**BEN, **ben}}, **notes)) == []


NOT_AGAINST: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "the pause is over": ({}, {}, {"people": [{"member": "ana", "paused_until": "2026-11-22"}]}),
    "somebody else is blocked": ({}, {}, {"people": [{"member": "ana", "blocks": ["bo"]}]}),
    "no languages are named": ({"languages": []}, {"languages": []}, {}),
    "the same language of two regions": ({"languages": ["pt-BR"]}, {"languages": ["pt-PT"]}, {}),
    "suggested longer ago": (
        {},
        {},
        {"introductions": [{"people": ["ana", "ben"], "suggested": "2026-05-27"}]},
    ),
    "settled later": ({"asks": [{"topic": "metrics", "answered": "2026-11-24"}]}, {}, {}),
    "both answered somebody": (
        {},
        {},
        {
            "mentoring": [
                {"mentor": "ana", "mentee": "bo", "since": "2025-01-01"},
                {"mentor": "ben", "mentee": "bo", "since": "2025-01-01"},
            ]
        },
    ),
    "no zone is named": ({"timezone": None}, {}, {}),
}


@pytest.mark.parametrize("why", NOT_AGAINST)
def test_what_is_no_condition(base: Hub, why: str) -> None:
    """The same two, and nothing against them."""
    ana, ben, notes = NOT_AGAINST[why]
    assert pairs(context(base, {"ana": {**ANA, **ana}, "ben": {**BEN, **ben}}, **notes)) == [
        ("ana", "ben")
    ]


def test_who_met_is_not_introduced(base: Hub, tmp_path: Path) -> None:
    """Whoever spoke or was on the same small occasion; in a crowd nobody is taken to have met."""
    for crowd, expected in ((2, []), (40, [("ana", "ben")])):
        who = ["ana", "ben", *(f"~{number:012x}" for number in range(crowd - 2))]
        event = (
            "title: Small talk\nsummary: Over.\nstart: 2026-10-01T18:00\nduration: 60\n"
            "timezone: Europe/Berlin\nmode: online\n"
        )
        hub = hubs.small_hub(
            tmp_path / str(crowd), {"content/topics.yml": TOPICS, "events/talk.yml": event}
        )
        found = context(hub, {"ana": ANA, "ben": BEN})
        notes = Notes.of({}, (Attendance("talk", None, tuple(who)),))
        assert pairs(MetricContext.of(found.hub, notes)) == expected


PARTS: list[tuple[str, dict[str, Any], dict[str, Any], float]] = [
    ("the same topic", {}, {}, log(3)),
    ("no zone: six hours", {"timezone": None}, {}, log(3) * 0.76 / 0.96),
    (
        "twelve hours at the most",
        {"timezone": "Pacific/Auckland"},
        {"timezone": "America/Anchorage"},
        log(3) * 0.92 / 0.96,
    ),
    ("known well, not offered", {}, {"offers": [], "expert_in": ["metrics"]}, 0.5 * log(3)),
    (
        "a mentor for a mentee",
        {"asks": [], "mentoring": {"seeks": ["metrics"]}},
        {"offers": [], "mentoring": {"offers": ["metrics"]}},
        log(3),
    ),
    ("help for a mentee", {"asks": [], "mentoring": {"seeks": ["metrics"]}}, {}, 0.5 * log(3)),
    ("the wider topic", {"asks": [{"topic": "charts"}]}, {}, 0.5 * log(3)),
    ("a part of the topic", {}, {"offers": [{"topic": "charts"}]}, 0.5 * log(3)),
    (
        "the best way counts once",
        {},
        {"expert_in": ["metrics"], "offers": [{"topic": "metrics"}, {"topic": "charts"}]},
        log(3),
    ),
    ("the same ask twice", {"asks": [{"topic": "metrics"}, {"topic": "metrics"}]}, {}, log(3)),
    ("a newcomer", {"joined": "2026-11-01"}, {}, log(3) + 0.25),
    ("different groups", {"groups": ["crew"]}, {"groups": ["other"]}, log(3) + 0.25),
    ("one group in common", {"groups": ["crew", "other"]}, {"groups": ["other"]}, log(3)),
    (
        "a group that is past",
        {"groups": ["crew"]},
        {"groups": [{"group": "other", "until": "2026-01-01"}]},
        log(3),
    ),
]


@pytest.mark.parametrize(
    ("ana", "ben", "score"), [part[1:] for part in PARTS], ids=[part[0] for part in PARTS]
)
def test_the_parts_of_a_score(
    base: Hub, ana: dict[str, Any], ben: dict[str, Any], score: float
) -> None:
    """Each alone, an hour apart where nothing else is said."""
    (one,) = suggest(context(base, {"ana": {**ANA, **ana}, "ben": {**BEN, **ben}}))
    assert one.score == pytest.approx(score * 0.96, abs=1e-6)


def test_rare_help_counts_more(base: Hub) -> None:
    """Three can help with metrics and one with events, among five."""
    people = {
        "ana": {"asks": [{"topic": "metrics"}, {"topic": "events-craft"}]},
        "ben": {"offers": [{"topic": "events-craft"}]},
        **{name: {"offers": [{"topic": "metrics"}]} for name in ("cleo", "dan", "eve")},
    }
    found = suggest(context(base, people))
    assert [(one.offerer, one.score) for one in found] == [
        ("ben", round(0.76 * log(1 + 5), 6)),
        ("cleo", round(0.76 * log(1 + 5 / 3), 6)),
        ("dan", round(0.76 * log(1 + 5 / 3), 6)),
    ]


def test_nobody_is_asked_too_much(base: Hub) -> None:
    """Three for who asks, two a month for who helps, or as many as the notes say; what was
    suggested lately is counted."""
    askers = {f"a{number}": {"asks": [{"topic": "metrics"}]} for number in range(5)}
    givers = {f"g{number}": {"offers": [{"topic": "metrics"}]} for number in range(5)}
    assert len(pairs(context(base, {"a0": askers["a0"], **givers}))) == 3
    alone = {**askers, "g0": givers["g0"]}
    assert len(pairs(context(base, alone))) == 2
    assert len(pairs(context(base, alone, people=[{"member": "g0", "most_introductions": 4}]))) == 4
    lately = [
        {"people": ["g0", "bo"], "suggested": "2026-11-01"},
        {"people": ["g0", "cy"], "suggested": "2026-11-01", "declined": "2026-11-02"},
        {"people": ["g0", "ada"], "suggested": "2026-10-01"},
    ]
    assert len(pairs(context(base, alone, introductions=lately))) == 1


def test_two_people_are_suggested_once(base: Hub) -> None:
    """Both ask and both offer: the better way round, and the first by id when it is the same."""
    both = {"asks": [{"topic": "metrics"}], "offers": [{"topic": "metrics"}]}
    assert pairs(context(base, {"ana": both, "ben": both})) == [("ana", "ben")]
    better = {
        "asks": [{"topic": "metrics"}, {"topic": "events-craft"}],
        "offers": [{"topic": "metrics"}],
    }
    assert pairs(
        context(
            base,
            {
                "ana": {**both, "offers": [*both["offers"], {"topic": "events-craft"}]},
                "ben": better,
            },
        )
    ) == [("ben", "ana")]


def test_who_has_others_leaves_somebody_their_only_match(base: Hub) -> None:
    """The choice is made for everybody before the list is cut."""
    people = {
        "ana": ANA,
        "bea": {**ANA, "timezone": "Asia/Tokyo"},
        "gus": BEN,
        "hal": {"expert_in": ["metrics"], "timezone": "Europe/London", "languages": ["de", "en"]},
    }
    notes = {
        "people": [
            {"member": "gus", "most_introductions": 1},
            {"member": "hal", "blocks": ["bea"]},
        ],
        "introductions": [
            {"people": ["ana", name], "suggested": "2026-11-20"} for name in ("bo", "cy")
        ],
    }
    found = suggest(context(base, people, **notes), 99)
    assert {(one.asker, one.offerer) for one in found} == {("bea", "gus"), ("ana", "hal")}


WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")),
    st.sampled_from([0.5, 1.0, 1.25, 2.0, 3.0]),
    max_size=9,
)


@settings(max_examples=80, deadline=None)
@given(WEIGHTS, st.lists(st.integers(-1, 3), min_size=6, max_size=6))
def test_the_choice_is_nearly_the_best(
    weights: dict[tuple[str, str], float], most: list[int]
) -> None:
    """Against all ways to choose: within the caps, never above the bound, and short of the best by
    no more than is promised."""
    caps = dict(zip("abcxyz", most, strict=True))
    best = 0.0
    edges = sorted(weights)
    for number in range(len(edges) + 1):
        for some in combinations(edges, number):
            if all(sum(name in edge for edge in some) <= max(0, cap) for name, cap in caps.items()):
                best = max(best, sum(weights[edge] for edge in some))
    choice = auction(weights, caps, caps)
    assert all(
        sum(name in edge for edge in choice.pairs) <= max(0, cap) for name, cap in caps.items()
    )
    assert choice.value == pytest.approx(sum(weights[edge] for edge in choice.pairs))
    short = len(choice.pairs) * max(weights.values(), default=0) / STEPS
    assert (
        best - short - 1e-9 <= choice.value <= best + 1e-9
        and best <= choice.bound + 1e-9 <= choice.value + short + 2e-9
    )


PERSON = st.fixed_dictionaries(
    {
        "open_to": st.sampled_from(
            [["introductions", "coffee"], ["introductions"], ["coffee"], []]
        ),
        "visible": st.sampled_from(["public", "public", "members", "hidden"]),
        "languages": st.sampled_from([["en"], ["en", "de"], ["de"], ["pt-BR"], []]),
        "asks": st.lists(
            st.fixed_dictionaries({"topic": st.sampled_from(["metrics", "charts"])}),
            min_size=1,
            max_size=2,
        ),
        "offers": st.lists(
            st.fixed_dictionaries({"topic": st.sampled_from(["metrics", "charts"])}),
            min_size=1,
            max_size=2,
        ),
        "status": st.sampled_from(["active", "active", "alumni"]),
    }
)
CARE = st.fixed_dictionaries(
    {
        "paused_until": st.sampled_from([None, "2026-11-22", "2026-11-23", "2027-02-01"]),
        "blocks": st.lists(st.sampled_from(["p0", "p1", "p2", "p3"]), min_size=1, max_size=3),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, min_size=4, max_size=8), st.lists(CARE, min_size=4, max_size=4))
def test_nobody_appears_who_does_not_want_to(
    base: Hub, people: list[dict[str, Any]], care: list[dict[str, Any]]
) -> None:
    """Whatever people and notes say: opted out, hidden, gone, paused, blocked and without a word in
    common stay out."""
    named = {f"p{number}": person for number, person in enumerate(people)}
    notes = {f"p{number}": note for number, note in enumerate(care)}
    found = context(base, named, people=[{"member": name, **note} for name, note in notes.items()])
    for one in suggest(found, 99):
        both = (one.asker, one.offerer)
        for name, other in (both, both[::-1]):
            note = notes.get(name, {"paused_until": None, "blocks": []})
            assert "introductions" in named[name]["open_to"] and named[name]["visible"] == "public"
            assert (
                named[name]["status"] == "active"
                and (note["paused_until"] or "") < "2026-11-23"
                and other not in note["blocks"]
            )
        spoken = [{code[:2] for code in named[name]["languages"] or ["en"]} for name in both]
        assert spoken[0] & spoken[1] and one.asker != one.offerer


def test_the_same_day_gives_the_same(base: Hub) -> None:
    """In whatever order the records come."""
    people = {
        f"p{number}": {
            "asks": [{"topic": "metrics"}],
            "offers": [{"topic": "charts" if number % 2 else "metrics"}],
        }
        for number in range(12)
    }
    backward = dict(reversed(people.items()))
    assert suggest(context(base, people), 99) == suggest(context(base, backward), 99) != ()
