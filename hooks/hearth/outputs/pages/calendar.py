"""Calendar pages: one for each month and each week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from hearth.base.words import Translations
from hearth.kinds.event import KIND as EVENT
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.pages.events import event_facets, keys
from hearth.outputs.pages.page import Page, PageView, calendar_alternate, section
from hearth.views import calendar_grid as grid
from hearth.views.week_axis import DayBar, TimedBlock, week_axis

SHOWN = 5
"""How many entries of a day a month shows at once."""


@dataclass(frozen=True)
class DayEntry:
    """An occurrence on one of its days."""

    item: Occurrence
    clock: str
    """When on that day: 18:00, or which of several days it is; empty for a single whole day."""
    over: bool
    """Whether it had ended when the hub's day began."""
    timed: bool
    """Whether a time of the clock is told."""
    place: str = ""
    """The classes that place it on a week's axis of hours."""


@dataclass(frozen=True)
class DayCell:
    """A day as a page shows it."""

    day: date
    words: str
    """Thu 3 December"""
    weekday: str
    month: tuple[str, str]
    """In a few letters, and the rest of its name."""
    entries: tuple[DayEntry, ...]
    shown: int
    """How many of the entries are seen at once."""
    outside: bool
    today: bool


def pages(hub: Hub) -> Iterator[Page]:
    for first in grid.months(hub):
        yield Page(grid.month_url(first), "events-month.html", partial(_month, first=first))
    for first in grid.weeks(hub):
        url = grid.week_url(first + grid.MIDDLE)
        yield Page(url, "events-week.html", partial(_week, first=first))


def _month(hub: Hub, first: date) -> PageView:
    found = grid.month_grid(hub, first)
    values = {
        "weeks": [
            (
                _number(week[0].date),
                _address(hub, week[0].date),
                [_cell(hub, day, SHOWN) for day in week],
            )
            for week in found.weeks
        ],
        "weekdays": [
            hub.words.weekday_parts((hub.first_weekday + number) % 7) for number in range(7)
        ],
        "heading": hub.words.month(first),
    }
    steps = {name: (grid.month_url(day), hub.words.month(day)) for name, day in _neighbours(found)}
    return _page(
        hub, found, hub.words("Events in %(time)s", time=hub.words.month(first)), values, steps
    )


def _week(hub: Hub, first: date) -> PageView:
    found = grid.week_grid(hub, first)
    year, number, _ = (first + grid.MIDDLE).isocalendar()
    axis = week_axis(found.days)
    values = {
        "cells": [
            _placed(_cell(hub, day, len(day.items)), axis.days[at] if axis else ())
            for at, day in enumerate(found.days)
        ],
        "axis": axis,
        "hours": [
            (hour, hub.words.clock(time(hour))) for hour in range(axis.first_hour, axis.last_hour)
        ]
        if axis
        else [],
        "heading": _span(hub.words, first, first + grid.WEEK - grid.DAY),
        "number": number,
    }
    steps = {
        name: (
            grid.week_url(day + grid.MIDDLE),
            hub.words("Week %(number)s", number=_number(day)),
        )
        for name, day in _neighbours(found)
    }
    title = hub.words("Events in week %(number)s of %(year)s", number=number, year=year)
    return _page(hub, found, title, values, steps)


def _page(
    hub: Hub,
    found: grid.Grid,
    title: str,
    values: dict[str, Any],
    steps: dict[str, tuple[str, str]],
) -> PageView:
    items, near = found.items, grid.near(hub, found)
    return PageView(
        title=title,
        description=hub.words(
            "%(title)s: what happens in %(community)s, day by day.",
            title=title,
            community=hub.community.name,
        ),
        values={
            "steps": steps,
            "items": items,
            "near": [_entry(hub, item, item.first_day) for item in near],
            "facets": event_facets(hub, items),
            "keys": keys(hub, [*items, *near]),
            "nearest": _nearest(hub, found) if not items else None,
            "spans": grid.spans(hub),
            **values,
        },
        crumbs=[section(hub, EVENT)],
        alternates=calendar_alternate(hub, "all"),
    )


def _number(first: date) -> int:
    """Of the week that begins on a day, after ISO 8601."""
    return (first + grid.MIDDLE).isocalendar().week


def _address(hub: Hub, first: date) -> str:
    """Of the page of the week that begins on a day, if it has one."""
    return grid.week_url(first + grid.MIDDLE) if first in grid.weeks(hub) else ""


def _neighbours(found: grid.Grid) -> Iterator[tuple[str, date]]:
    if found.earlier:
        yield "prev", found.earlier
    if found.later:
        yield "next", found.later


def _cell(hub: Hub, day: grid.GridDay, shown: int) -> DayCell:
    entries = tuple(_entry(hub, item, day.date) for item in day.items)
    # A fold that hides a single entry would take more room than it saves.
    shown = len(entries) if len(entries) <= shown + 1 else shown
    return DayCell(
        day.date,
        hub.words.day_of_year(day.date),
        hub.words.weekday(day.date),
        hub.words.month_parts(day.date.month),
        entries,
        shown,
        day.outside,
        day.date == hub.as_of and not day.outside,
    )


def _placed(cell: DayCell, places: Sequence[TimedBlock | DayBar | None]) -> DayCell:
    """A day of a week with where each entry lies on the axis."""
    entries = tuple(
        replace(entry, place=place.classes if place else "hb-cont")
        for entry, place in zip(cell.entries, places, strict=False)
    )
    return replace(cell, entries=entries) if places else cell


def _entry(hub: Hub, item: Occurrence, day: date) -> DayEntry:
    first, last = grid.days_of(item)
    timed = isinstance(item.start, datetime) and day in (first, last)
    over = item.ends_at <= hub.schedule.day_began
    return DayEntry(item, _clock(hub.words, item, day), over, timed)


def _clock(words: Translations, item: Occurrence, day: date) -> str:
    first, last = grid.days_of(item)
    if first == last:
        return words.clock(item.start) if isinstance(item.start, datetime) else ""
    if isinstance(item.start, datetime) and day == first:
        return words("from %(time)s", time=words.clock(item.start))
    if isinstance(item.end, datetime) and day == last:
        return words("until %(time)s", time=words.clock(item.end))
    number, of = (day - first).days + 1, (last - first).days + 1
    return words("day %(number)s of %(of)s", number=number, of=of)


def _span(words: Translations, first: date, last: date) -> str:
    """30 November – 6 December 2026"""
    if first.year != last.year:
        return f"{words.long_day(first)} – {words.long_day(last)}"
    if first.month != last.month:
        return f"{words.day_month(first)} – {words.long_day(last)}"
    return words.days_of_month(first, last)


def _nearest(hub: Hub, found: grid.Grid) -> Occurrence | None:
    """For an empty month or week: the next occurrence after it that has a page of its kind, else
    the last before it."""
    shown: Sequence[Occurrence] = grid.shown(hub)
    later = next((item for item in shown if item.first_day > found.days[-1].date), None)
    return later or next(
        (item for item in reversed(shown) if item.last_day < found.days[0].date), None
    )
