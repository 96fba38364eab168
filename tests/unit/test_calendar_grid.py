"""calendar_grid: days in whole weeks, and what happens on each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hearth.model.hub import Hub
from hearth.outputs.pages.calendar import pages
from hearth.outputs.pages.events import event_facets
from hearth.views import calendar_grid as grid
from hubs import small_hub


def event(start: str, **fields: str) -> str:
    """An event's file; it has a zone when its start has a time."""
    zone = {"timezone": "Europe/Berlin"} if "T" in start else {"all_day": "true"}
    values = {
        "title": "E",
        "summary": "S",
        "start": start,
        "mode": "online",
        "added": "2020-01-01",
        **zone,
        **fields,
    }
    return "".join(f"{name}: {value}\n" for name, value in values.items())


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    """Two events in December 2026, and whatever stands in no month near them."""
    return small_hub(tmp_path)


def of(tmp_path: Path, *events: str, as_of: date = date(2026, 11, 23)) -> Hub:
    """A hub of these events alone."""
    files: dict[str, str | bytes | None] = {
        f"events/e{number}.yml": text for number, text in enumerate(events)
    }
    nothing = {
        "events/welcome-call.yml": None,
        "events/evening.yml": None,
        "content/paths/first-month.yml": None,
    }
    return small_hub(tmp_path, {**nothing, **files}, as_of)


def where(hub: Hub, event_id: str = "e0") -> list[str]:
    """The days an event stands on, in all months."""
    found = [day for first in grid.months(hub) for day in grid.month_grid(hub, first).days]
    return [str(day.date) for day in found if event_id in {item.event.id for item in day.items}]


def test_a_month_is_whole_weeks(hub: Hub) -> None:
    """From the Monday before its first day to the Sunday after its last; days that fill up show
    nothing."""
    month = grid.month_grid(hub, date(2026, 12, 1))
    days = [day for week in month.weeks for day in week]
    assert (days[0].date, days[-1].date, len(month.weeks)) == (
        date(2026, 11, 30),
        date(2027, 1, 3),
        5,
    )
    assert [day.date.weekday() for day in days] == [*range(7)] * 5
    assert [day.date.day for day in days if day.outside] == [30, 1, 2, 3]
    assert [day.date.day for day in month.days] == [*range(1, 32)]


def test_a_month_of_four_weeks_has_no_fifth(hub: Hub) -> None:
    """February 2027 begins on a Monday and ends on a Sunday."""
    month = grid.month_grid(hub, date(2027, 2, 1))
    assert len(month.weeks) == 4 and not any(day.outside for week in month.weeks for day in week)


def test_each_occurrence_stands_on_its_day(hub: Hub) -> None:
    """The event's own local day."""
    assert (where(hub, "welcome-call"), where(hub, "evening")) == (["2026-12-03"], ["2026-12-10"])


def test_several_days_over_the_turn_of_the_year(tmp_path: Path) -> None:
    """It stands on each of its days, in both months, and counts once in each."""
    hub = of(tmp_path, event("2026-12-30", end="2027-01-02"))
    assert where(hub) == ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]
    assert [len(grid.month_grid(hub, first).items) for first in grid.months(hub)] == [0, 1, 1]


def test_midnight_begins_no_further_day(tmp_path: Path) -> None:
    """What ends at midnight does not stand on the next day; what ends later does."""
    hub = of(
        tmp_path,
        event("2026-12-04T20:00", end="2026-12-05T00:00"),
        event("2026-12-11T20:00", duration="300"),
    )
    assert (where(hub, "e0"), where(hub, "e1")) == (["2026-12-04"], ["2026-12-11", "2026-12-12"])


def test_months_reach_from_the_first_to_the_last(tmp_path: Path) -> None:
    """Empty ones between are there too, so that one leads to the next."""
    hub = of(tmp_path, event("2026-08-10T18:00"), event("2027-02-10T18:00"))
    assert [grid.month_key(first) for first in grid.months(hub)] == [
        "2026-08",
        "2026-09",
        "2026-10",
        "2026-11",
        "2026-12",
        "2027-01",
        "2027-02",
    ]
    assert grid.month_grid(hub, date(2026, 10, 1)).items == []
    assert (
        grid.month_grid(hub, date(2026, 8, 1)).earlier,
        grid.month_grid(hub, date(2027, 2, 1)).later,
    ) == (
        None,
        None,
    )
    assert grid.month_grid(hub, date(2026, 12, 1)).earlier == date(2026, 11, 1)


def test_without_events_there_is_this_month_and_week(tmp_path: Path) -> None:
    """A hub that is just beginning has a calendar to look at."""
    hub = of(tmp_path)
    assert grid.months(hub) == (date(2026, 11, 1),)
    assert grid.weeks(hub)[-1] == date(2026, 11, 23)
    assert [page.url for page in pages(hub)][:1] == ["events/month/2026-11/"]


@pytest.mark.parametrize("start", ["1999-01-01T18:00", "2126-01-01T18:00"])
def test_a_year_far_away_makes_no_thousand_months(tmp_path: Path, start: str) -> None:
    """Grids end five years from the hub's day, in both directions."""
    assert len(grid.months(of(tmp_path, event(start), event("2026-11-25T18:00")))) == 61


def test_an_event_that_never_ends_is_cut_at_the_last_grid(tmp_path: Path) -> None:
    """A mistyped end costs no more than the days that are shown."""
    hub = of(tmp_path, event("2026-11-25", end="2099-12-30"))
    assert len(where(hub)) == (date(2031, 12, 1) - date(2026, 11, 25)).days


def test_weeks_reach_from_thirteen_back_to_the_last_coming(tmp_path: Path) -> None:
    """And not beyond a year."""
    near = of(tmp_path / "near", event("2026-12-10T18:00"))
    far = of(tmp_path / "far", event("2029-12-10T18:00"))
    assert (grid.weeks(near)[0], grid.weeks(near)[-1]) == (date(2026, 8, 24), date(2026, 12, 7))
    assert grid.weeks(far)[-1] == date(2027, 11, 29)


def test_weeks_at_the_turn_of_the_year(tmp_path: Path) -> None:
    """ISO 8601: 2026 has a week 53 that ends in 2027, and the next is week 1; 2024 ends in week 1
    of 2025."""
    hub = of(tmp_path, event("2027-01-02T18:00"), event("2027-01-05T18:00"))
    urls = [grid.week_url(first) for first in grid.weeks(hub)]
    assert urls[-2:] == ["events/week/2026-W53/", "events/week/2027-W01/"]
    week = grid.week_grid(hub, date(2026, 12, 28))
    assert [len(day.items) for day in week.days] == [0, 0, 0, 0, 0, 1, 0]
    assert week.later == date(2027, 1, 4)
    assert grid.week_key(date(2024, 12, 31)) == "2025-W01"


@pytest.mark.parametrize(
    ("said", "begins", "key"),
    [
        ({"language": "de"}, date(2026, 11, 23), "2026-W48"),
        ({"language": "he"}, date(2026, 11, 22), "2026-W48"),
        ({"language": "ar"}, date(2026, 11, 21), "2026-W48"),
        ({"language": "en-US"}, date(2026, 11, 22), "2026-W48"),
        ({"language": "en-US", "week_begins": "monday"}, date(2026, 11, 23), "2026-W48"),
    ],
)
def test_weeks_begin_where_the_community_s_do(
    hub: Hub, said: dict[str, str], begins: date, key: str
) -> None:
    """As its language and country have it (CLDR), or as it says; a week is numbered by its
    Thursday, and its days are those of a row of the month."""
    hub = replace(hub, community=hub.community.model_copy(update=said))
    assert begins in grid.weeks(hub)
    assert grid.week_key(begins + grid.MIDDLE) == key
    assert grid.spans(hub)["week"][2] == key
    rows = [[day.date for day in week] for week in grid.month_grid(hub, date(2026, 11, 1)).weeks]
    assert [day.date for day in grid.week_grid(hub, begins).days] in rows


def test_facets_count_what_is_given_and_offer_all(hub: Hub) -> None:
    """A choice that no event of a month has is offered with nought, so that it is not lost on the
    way through."""
    month = grid.month_grid(hub, date(2026, 12, 1))
    modes = next(facet for facet in event_facets(hub, month.items[:1]) if facet.name == "mode")
    assert [(choice.key, choice.count) for choice in modes.choices] == [
        ("online", 1),
        ("in-person", 0),
    ]
