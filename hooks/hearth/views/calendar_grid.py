"""Calendar grids: months and weeks of whole weeks, each day with its events. A week begins where
the hub's does, and has the number of its Thursday (ISO 8601)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hearth.base.derived import once
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

MONTHS_EACH_WAY = 60
"""How many months before and after the hub's day have a grid, so that one mistyped year does not
make a thousand."""
WEEKS_BACK = 13
"""How many weeks before the hub's day have a grid."""
WEEKS_AHEAD = 53
"""How many weeks after the hub's day may have one: a year."""
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
MIDDLE = 3 * DAY
"""So long after a week's first day, be it Saturday, Sunday or Monday, comes one by which ISO 8601
numbers it as by its Thursday."""


@dataclass(frozen=True)
class GridDay:
    """A day in a grid."""

    date: date
    items: tuple[Occurrence, ...] = ()
    """What happens on it, in order of time; what lasts several days stands on each of them."""
    outside: bool = False
    """Whether it only fills up a week: its own month shows what happens on it."""


@dataclass(frozen=True)
class Grid:
    """A month or a week."""

    first: date
    """The first day of the month or of the week."""
    weeks: tuple[tuple[GridDay, ...], ...]
    """Whole weeks."""
    earlier: date | None = None
    """The first day of the grid before this one, if there is one."""
    later: date | None = None

    @property
    def days(self) -> list[GridDay]:
        """The days of the month or week itself."""
        return [day for week in self.weeks for day in week if not day.outside]

    @property
    def items(self) -> list[Occurrence]:
        """Everything in it once, in order of time."""
        found = {(item.event.id, item.original): item for day in self.days for item in day.items}
        return sorted(found.values(), key=lambda item: item.sort_key)


def days_of(item: Occurrence) -> tuple[date, date]:
    """The first and the last of the event's own days that it takes up; midnight at its end begins
    no further day."""
    last = item.last_day
    ends_at_midnight = isinstance(item.end, datetime) and item.end.time() == time(0)
    return item.first_day, last - DAY if ends_at_midnight and last > item.first_day else last


@once
def months(hub: Hub) -> Sequence[date]:
    """The first day of every month that has a grid: from the first to the last with an occurrence,
    and the current one."""
    today = hub.as_of.replace(day=1)
    earliest, latest = _months_later(today, -MONTHS_EACH_WAY), _months_later(today, MONTHS_EACH_WAY)
    ends = [day for item in hub.schedule.occurrences for day in days_of(item)]
    first = max(min([*ends, today]).replace(day=1), earliest)
    last = min(max([*ends, today]).replace(day=1), latest)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_months_later(first, number) for number in range(count))


@once
def weeks(hub: Hub) -> Sequence[date]:
    """The first day of every week that has a grid: the last thirteen, the current one, and on to
    the last coming occurrence."""
    this_week = begin_of_week(hub, hub.as_of)
    latest = this_week + WEEKS_AHEAD * WEEK
    last = max((min(days_of(item)[1], latest) for item in hub.schedule.upcoming), default=this_week)
    count = max((begin_of_week(hub, last) - this_week).days // 7, 0)
    return tuple(this_week + number * WEEK for number in range(-WEEKS_BACK, count + 1))


@once
def by_day(hub: Hub) -> Mapping[date, tuple[Occurrence, ...]]:
    """What happens on each day that some grid shows."""
    first = min(months(hub)[0], weeks(hub)[0])
    last = max(_months_later(months(hub)[-1], 1), weeks(hub)[-1] + WEEK) - DAY
    found: dict[date, list[Occurrence]] = {}
    for item in hub.schedule.occurrences:
        begins, ends = days_of(item)
        for day in _days(max(begins, first), min(ends, last)):
            found.setdefault(day, []).append(item)
    return {day: tuple(items) for day, items in found.items()}


def near(hub: Hub, found: Grid) -> list[Occurrence]:
    """What has a time on the days before and after a grid: by somebody's clock it is inside."""
    inside = {(item.event.id, item.original) for item in found.items}
    days = (found.days[0].date - DAY, found.days[-1].date + DAY)
    return [
        item
        for day in days
        for item in by_day(hub).get(day, ())
        if not item.whole_days and (item.event.id, item.original) not in inside
    ]


@once
def shown(hub: Hub) -> Sequence[Occurrence]:
    """Every occurrence that stands in some grid once, in order of time."""
    first, last = min(by_day(hub), default=date.max), max(by_day(hub), default=date.min)
    return [
        item
        for item in hub.schedule.occurrences
        if days_of(item)[0] <= last and first <= days_of(item)[1]
    ]


def month_grid(hub: Hub, first: date) -> Grid:
    """The month that begins on ``first``."""
    last = _months_later(first, 1) - DAY
    found = by_day(hub)
    days = tuple(
        GridDay(day, outside=True)
        if (day.year, day.month) != (first.year, first.month)
        else GridDay(day, found.get(day, ()))
        for day in _days(begin_of_week(hub, first), begin_of_week(hub, last) + WEEK - DAY)
    )
    known = set(months(hub))
    earlier, later = _months_later(first, -1), _months_later(first, 1)
    return Grid(
        first,
        tuple(days[at : at + 7] for at in range(0, len(days), 7)),
        _if(earlier, known),
        _if(later, known),
    )


def week_grid(hub: Hub, first: date) -> Grid:
    """The week that begins on ``first``."""
    days = tuple(GridDay(day, by_day(hub).get(day, ())) for day in _days(first, first + WEEK - DAY))
    known = set(weeks(hub))
    return Grid(first, (days,), _if(first - WEEK, known), _if(first + WEEK, known))


def begin_of_week(hub: Hub, day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=(day.weekday() - hub.first_weekday) % 7)


def month_key(day: date) -> str:
    """2026-12"""
    return f"{day:%Y-%m}"


def week_key(day: date) -> str:
    """2026-W49, after ISO 8601: the year is the one the week's Thursday lies in."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def month_url(day: date) -> str:
    """The address of the day's month."""
    return f"events/month/{month_key(day)}/"


def week_url(day: date) -> str:
    """The address of the day's week."""
    return f"events/week/{week_key(day)}/"


def spans(hub: Hub) -> dict[str, tuple[str, str, str]]:
    """The keys of the first and the last month and week that have a grid, and of today's."""
    today = begin_of_week(hub, hub.as_of) + MIDDLE
    return {
        "month": (month_key(months(hub)[0]), month_key(months(hub)[-1]), month_key(hub.as_of)),
        "week": (
            week_key(weeks(hub)[0] + MIDDLE),
            week_key(weeks(hub)[-1] + MIDDLE),
            week_key(today),
        ),
    }


def _months_later(first: date, count: int) -> date:
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _if(day: date, known: set[date]) -> date | None:
    return day if day in known else None
