"""schedule: rules become local times, local times become instants."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hearth.kinds.event import Event
from hearth.model.schedule import HORIZON, Occurrence, Schedule, occurrences

AS_OF = date(2026, 11, 23)
BERLIN = "Europe/Berlin"


def event(start: str, **fields: object) -> Event:
    values = {
        "id": "e",
        "path": "events/e.yml",
        "title": "E",
        "summary": "S",
        "start": start,
        "mode": "online",
        **fields,
    }
    if "T" in start:
        values.setdefault("timezone", BERLIN)
    return Event.model_validate(values)


def days(
    rule: dict[str, object], start: str = "2026-12-03T18:00", as_of: date = AS_OF
) -> list[str]:
    return [
        f"{item.first_day:%Y-%m-%d}"
        for item in occurrences(event(start, repeats=rule), BERLIN, as_of)
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"rule": "daily", "count": 3}, ["2026-12-03", "2026-12-04", "2026-12-05"]),
        ({"rule": "weekly", "count": 3}, ["2026-12-03", "2026-12-10", "2026-12-17"]),
        (
            {"rule": "weekly", "interval": 2, "until": "2026-12-31"},
            ["2026-12-03", "2026-12-17", "2026-12-31"],
        ),
        ({"rule": "weekly", "on": "monday", "count": 2}, ["2026-12-07", "2026-12-14"]),
        ({"rule": "monthly", "count": 3}, ["2026-12-03", "2027-01-03", "2027-02-03"]),
        (
            {"rule": "monthly", "on": "first thursday", "count": 3},
            ["2026-12-03", "2027-01-07", "2027-02-04"],
        ),
        ({"rule": "monthly", "on": "last friday", "count": 2}, ["2026-12-25", "2027-01-29"]),
        (
            {"rule": "monthly", "on": "fifth thursday", "count": 2},
            ["2026-12-31", "2027-04-29"],
        ),
        (
            {"rule": "monthly", "on": ["1st", "15th", "last day"], "count": 4},
            ["2026-12-15", "2026-12-31", "2027-01-01", "2027-01-15"],
        ),
        ({"rule": "yearly", "on": "last day", "count": 1}, ["2026-12-31"]),
        ({"also": ["2027-02-11", "2027-01-14"]}, ["2026-12-03", "2027-01-14", "2027-02-11"]),
        (
            {"rule": "weekly", "count": 2, "also": ["2026-12-05", "2029-01-01"]},
            ["2026-12-03", "2026-12-05", "2026-12-10", "2029-01-01"],
        ),
        (
            {"also": ["2027-01-14", "2027-02-11"], "skip": ["2027-01-14"]},
            ["2026-12-03", "2027-02-11"],
        ),
        ({"rule": "yearly", "count": 2}, ["2026-12-03", "2027-12-03"]),
        ({"rule": "week", "count": 1}, ["2026-12-03"]),
    ],
)
def test_rules(rule: dict[str, object], expected: list[str]) -> None:
    """Each rule gives its days."""
    assert days(rule) == expected


def test_a_further_date_has_the_time_of_the_start_or_its_own() -> None:
    """It was never to be at another one, so it is not rescheduled."""
    rule = {"rule": "weekly", "count": 1, "also": ["2026-12-05", "2026-12-06T20:30"]}
    found = occurrences(event("2026-12-03T18:00", repeats=rule), BERLIN, AS_OF)
    assert [(f"{item.start:%d %H:%M}", item.status) for item in found] == [
        ("03 18:00", "scheduled"),
        ("05 18:00", "scheduled"),
        ("06 20:30", "scheduled"),
    ]


def test_the_thirty_first_comes_where_there_is_one() -> None:
    """A monthly event on the 31st leaves out shorter months."""
    assert days({"rule": "monthly", "until": "2027-05-31"}, "2027-01-31T10:00") == [
        "2027-01-31",
        "2027-03-31",
        "2027-05-31",
    ]


def test_the_last_day_counts() -> None:
    """``until`` is the last day on which it can happen, whatever the time."""
    assert days({"rule": "daily", "until": "2026-12-05"}, "2026-12-03T23:30")[-1] == "2026-12-05"


def test_without_an_end_a_year_is_laid_out() -> None:
    """An endless series goes a year beyond the hub's day, and no further."""
    found = days({"rule": "weekly"})
    assert (
        date.fromisoformat(found[-1])
        <= AS_OF + HORIZON
        < date.fromisoformat(found[-1]) + timedelta(days=7)
    )


@pytest.mark.parametrize("rule", ["daily", "weekly"])
def test_an_old_series_goes_on(rule: str) -> None:
    """A series that began many years ago still has its next dates."""
    found = days({"rule": rule}, "2010-01-07T10:00")
    assert any(day >= AS_OF.isoformat() for day in found)


def test_a_counted_series_has_as_many() -> None:
    """All of four hundred are there when four hundred, the most there can be, were asked for."""
    assert len(days({"rule": "weekly", "count": 400})) == 400


def test_skipped_days_are_left_out() -> None:
    """A skipped day does not shift the others."""
    assert days({"rule": "weekly", "count": 3, "skip": ["2026-12-10"]}) == [
        "2026-12-03",
        "2026-12-17",
    ]


def test_a_moved_occurrence_keeps_its_original_day() -> None:
    """What is moved has new times, its own title and status, and the identity of the day the rule
    gave."""
    change = {
        "occurrence": "2026-12-10",
        "start": "2026-12-11T20:00",
        "title": "Later",
        "status": "cancelled",
    }
    moved = occurrences(
        event(
            "2026-12-03T18:00",
            duration=90,
            repeats={"rule": "weekly", "count": 3, "moved": [change]},
        ),
        BERLIN,
        AS_OF,
    )[1]
    assert (moved.original, moved.start.isoformat(), moved.minutes) == (
        date(2026, 12, 10),
        "2026-12-11T20:00:00+01:00",
        90,
    )
    assert (moved.title, moved.status, moved.mode) == ("Later", "cancelled", "online")


def test_a_series_keeps_its_wall_time() -> None:
    """A series at 18:00 is at 18:00 in winter and in summer."""
    found = occurrences(
        event("2027-03-25T18:00", repeats={"rule": "weekly", "count": 2}), BERLIN, AS_OF
    )
    assert [item.starts_at.hour for item in found] == [17, 16]
    assert [f"{item.start:%H:%M}" for item in found] == ["18:00", "18:00"]


def test_a_duration_is_counted_in_minutes_that_pass() -> None:
    """Two hours across a change of the clock are two hours."""
    for start in ("2027-03-28T01:30", "2027-10-31T01:30"):
        item = occurrences(event(start, duration=120), BERLIN, AS_OF)[0]
        assert item.ends_at - item.starts_at == timedelta(hours=2)
        assert item.minutes == 120


@pytest.mark.parametrize(("fold", "hour"), [("first", 0), ("second", 1)])
def test_the_hour_that_comes_twice(fold: str, hour: int) -> None:
    """``fold`` says which of the two is meant."""
    assert occurrences(event("2027-10-31T02:30", fold=fold), BERLIN, AS_OF)[
        0
    ].starts_at == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_whole_days_end_after_the_last() -> None:
    """The last day is included, and over at the midnight behind it."""
    item = occurrences(event("2026-12-03", end="2026-12-05"), None, AS_OF)[0]
    assert (item.whole_days, item.last_day, item.ends_at) == (
        True,
        date(2026, 12, 5),
        datetime(2026, 12, 6, tzinfo=UTC),
    )


def test_an_event_without_an_end_takes_an_hour() -> None:
    """When nothing is said, a time with a clock is an hour long."""
    assert occurrences(event("2026-12-03T18:00"), BERLIN, AS_OF)[0].minutes == 60


def test_an_uncertain_day_is_no_occurrence() -> None:
    """While only the month is known there is nothing to put into a calendar."""
    assert occurrences(event("2026-12-01", date_precision="month"), None, AS_OF) == []


def schedule(*starts: str) -> Schedule:
    found: list[Occurrence] = []
    for number, start in enumerate(starts):
        found += occurrences(event(start, id=f"e{number}"), BERLIN, AS_OF)
    return Schedule(tuple(sorted(found, key=lambda item: item.sort_key)), AS_OF)


def test_today_is_still_coming() -> None:
    """What has not ended when the hub's day begins is upcoming; the rest is past, latest first."""
    parted = schedule(
        "2026-11-22T18:00", "2026-11-23T18:00", "2026-11-23", "2026-11-21", "2026-12-01"
    )
    assert [item.event.id for item in parted.upcoming] == ["e2", "e1", "e4"]
    assert [item.event.id for item in parted.past] == ["e0", "e3"]


def test_the_next_one_is_shown_or_the_last() -> None:
    """A series shows its next date; when all is over, its last."""
    series = event("2026-11-02T18:00", repeats={"rule": "weekly", "count": 4})
    found = Schedule(tuple(occurrences(series, BERLIN, AS_OF)), AS_OF)
    assert found.next_of(series).first_day == date(2026, 11, 23)  # type: ignore[union-attr]
    later = Schedule(found.occurrences, date(2027, 1, 1))
    assert later.next_of(series).first_day == date(2026, 11, 23)  # type: ignore[union-attr]
