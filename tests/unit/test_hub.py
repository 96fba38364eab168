"""hub: records, relations, and the public part of both."""

from __future__ import annotations

from pathlib import Path

from hearth.kinds.event import Event
from hearth.kinds.member import Member
from hearth.outputs.run_sheet import run_sheet
from hubs import BASE, load, minimal_hub, small_hub

HIDDEN = "name: Ada Example\njoined: 2026-01-05\nvisible: {visible}\n"


def test_relations_work_both_ways(tmp_path: Path) -> None:
    """Who refers to a record is known, by kind and field."""
    hub = small_hub(tmp_path)
    ada = hub.members["ada"]
    assert [event.id for event in hub.referring(ada, Event)] == ["welcome-call"]
    assert [member.id for member in hub.referring(ada, Member, "buddy")] == ["bo"]
    assert hub.referring(ada, Event, "speakers") == []


def test_an_event_takes_its_venue_s_zone(tmp_path: Path) -> None:
    """Unless it names its own."""
    hub = small_hub(tmp_path)
    assert [hub.zone(hub.events[event]) for event in ("evening", "welcome-call")] == [
        "Africa/Nairobi",
        "Europe/Berlin",
    ]


def test_people_are_members_and_guests(tmp_path: Path) -> None:
    """Both in the order they were written."""
    hub = small_hub(tmp_path)
    assert [
        getattr(person, "name", None) or person.guest
        for person in hub.people(hub.events["evening"].speakers)
    ] == [
        "Bo Sample",
        "Gil Guest",
    ]  # type: ignore[union-attr]


def test_who_is_not_public_is_nowhere(tmp_path: Path) -> None:
    """Neither as a record nor in any reference to it."""
    for visible in ("members", "hidden"):
        hub = small_hub(tmp_path, {"members/ada.yml": HIDDEN.format(visible=visible)}).public()
        assert "ada" not in hub.members
        assert ("member", "ada") not in hub.links
        assert (
            hub.events["welcome-call"].hosts,
            hub.groups["crew"].leads,
            hub.members["bo"].buddy,
        ) == ([], [], None)


def test_fields_that_are_kept_back_are_empty(tmp_path: Path) -> None:
    """As if they had never been written."""
    hub = small_hub(
        tmp_path,
        {
            "members/ada.yml": (
                "name: Ada\njoined: 2026-01-05\nplace: {country: KE}\nskills: [x]\n"
                "not_public: [place, skills]\n"
            )
        },
    ).public()
    assert (hub.members["ada"].place, hub.members["ada"].skills) == (None, [])


def test_the_hub_with_problems_is_whole(tmp_path: Path) -> None:
    """A broken record takes no good one with it, and nothing refers to it any more."""
    hub, problems = load(minimal_hub(tmp_path, {"events/venues/hall.yml": "name: Hall\n"}))
    assert {problem.path for problem in problems.errors} == {"events/venues/hall.yml"}
    assert "evening" in hub.events and hub.events["evening"].venue is None


def test_reading_in_several_processes_gives_the_same(tmp_path: Path) -> None:
    """One worker or two, the hub is equal."""
    from hearth.read import load as reading

    root = minimal_hub(tmp_path)
    many, reading.MANY = reading.MANY, 1
    try:
        assert [found.id for found in load(root)[0]] == [found.id for found in small_hub(tmp_path)]
    finally:
        reading.MANY = many


def test_a_date_of_a_series_loses_its_hidden_speaker(tmp_path: Path) -> None:
    """References of single dates are cut like all others, and dates that name nobody stay as they
    are."""
    rule = (
        "repeats:\n  rule: weekly\n  moved:\n    - {occurrence: 2026-12-10, speakers: [bo, cy]}\n"
        "    - {occurrence: 2026-12-17, title: Other}\n"
    )
    files = {
        "events/welcome-call.yml": f"{BASE['events/welcome-call.yml']}{rule}",
        "members/bo.yml": "name: Bo Sample\njoined: 2026-02-10\nvisible: hidden\n",
    }
    dates = small_hub(tmp_path, {**files}).public().schedule.by_event["welcome-call"]
    assert [item.speakers for item in dates[:3]] == [[], ["cy"], []]


def test_rules_are_those_that_somebody_wrote(tmp_path: Path) -> None:
    """An event's own, else the page about conduct; without either nothing points to any."""
    own = f"{BASE['events/evening.yml']}policies: {{conduct: 'https://example.org/rules'}}\n"
    hub = small_hub(tmp_path / "with", {"events/evening.yml": own})
    assert [hub.rules_of(hub.events[name]) for name in ("evening", "welcome-call")] == [
        "https://example.org/rules",
        "https://example.org/small/conduct/",
    ]
    hub = small_hub(tmp_path / "without", {"content/conduct.md": None})
    assert [hub.rules_of(event) for event in hub.events.values()] == [None, None]
    assert run_sheet(hub, hub.schedule.occurrences[0]).care.conduct == ""
