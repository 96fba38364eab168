"""week_axis: where the events of a week lie between the hours, and what stands above them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hearth.model.hub import Hub
from hearth.views import calendar_grid as grid
from hearth.views.week_axis import DayBar, TimedBlock, WeekAxis, week_axis
from hubs import small_hub

MONDAY = date(2027, 2, 1)


def event(start: str, **fields: str) -> str:
    """An event's file; it has a zone when its start has a time."""
    zone = {"timezone": "Europe/Berlin"} if "T" in start else {"all_day": "true"}
    values = {"title": "E", "summary": "S", "start": start, "mode": "online", **zone, **fields}
    return "".join(f"{name}: {value}\n" for name, value in values.items())


def of(root: Path, *events: str) -> WeekAxis | None:
    files = {f"events/e{number:02}.yml": text for number, text in enumerate(events)}
    empty = {"events/call.yml": None, "events/meet.yml": None}
    hub: Hub = small_hub(root, {**empty, **files}).public()
    return week_axis(grid.week_grid(hub, MONDAY).days)


def day(axis: WeekAxis | None, number: int) -> list[object]:
    assert axis
    return list(axis.days[number])


def test_a_block_is_as_high_as_it_is_long(tmp_path: Path) -> None:
    """In quarters of an hour; what is short has room for its title."""
    long = event("2027-02-02T10:20", duration="100")
    short = event("2027-02-03T10:00", duration="10")
    axis = of(tmp_path, long, short)
    assert day(axis, 1) == [TimedBlock(10 * 60 + 15, 105)]
    assert day(axis, 2) == [TimedBlock(10 * 60, 45)]
    assert axis and (axis.first_hour, axis.last_hour, axis.rows) == (8, 20, 0)
    assert (
        TimedBlock(615, 105, 1, 2).classes
        == "hb-at-10 hb-atq-1 hb-for-1 hb-forq-3 hb-col-1 hb-of-2"
    )


def test_the_hours_reach_from_the_first_to_the_last(tmp_path: Path) -> None:
    axis = of(
        tmp_path,
        event("2027-02-02T06:30", duration="30"),
        event("2027-02-02T21:10", duration="60"),
    )
    assert axis and (axis.first_hour, axis.last_hour) == (6, 23)


def test_what_overlaps_stands_side_by_side(tmp_path: Path) -> None:
    """Also by way of others; what begins when another ends takes its column."""
    axis = of(
        tmp_path,
        event("2027-02-02T10:00", duration="120"),
        event("2027-02-02T11:00", duration="120"),
        event("2027-02-02T12:00", duration="60"),
        event("2027-02-02T15:00", duration="60"),
    )
    assert day(axis, 1) == [
        TimedBlock(600, 120, 0, 2),
        TimedBlock(660, 120, 1, 2),
        TimedBlock(720, 60, 0, 2),
        TimedBlock(900, 60),
    ]


def test_an_evening_past_midnight_is_on_two_days(tmp_path: Path) -> None:
    axis = of(tmp_path, event("2027-02-02T22:00", duration="240"))
    assert (day(axis, 1), day(axis, 2)) == ([TimedBlock(1320, 120)], [TimedBlock(0, 120)])


def test_days_lie_above_the_hours(tmp_path: Path) -> None:
    """One bar over all of its days that the week shows, each row with what is free there."""
    axis = of(
        tmp_path,
        event("2027-01-30", end="2027-02-02"),
        event("2027-02-02T10:00", end="2027-02-04T12:00"),
        event("2027-02-03"),
    )
    assert axis and axis.rows == 2
    assert day(axis, 0) == [DayBar(0, 2)]
    assert day(axis, 1) == [None, DayBar(1, 3)]
    assert [place for place in axis.days[2] if isinstance(place, DayBar)] == [DayBar(0, 1)]


def test_more_than_can_be_read_has_no_axis(tmp_path: Path) -> None:
    """The days then list what they have."""
    assert of(tmp_path, *[event("2027-02-02T10:00", duration="60")] * 5) is None
