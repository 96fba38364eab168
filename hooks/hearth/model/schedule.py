"""The schedule: events expanded into occurrences, in the order of time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Any, cast
from zoneinfo import ZoneInfo

from dateutil import rrule

from hearth.base.zones import local, zone
from hearth.kinds.event import Event
from hearth.kinds.event_parts import MAX_OCCURRENCES, EventPlace, Instead, Moved, Outcomes, Repeats
from hearth.kinds.fields import Person, day_of

HORIZON = timedelta(days=366)
"""How far ahead of the hub's day an endless series is laid out."""
UNSTATED = 60
"""Minutes an event is taken to last when it says neither `end` nor `duration`."""
_RULES = {
    "daily": rrule.DAILY,
    "weekly": rrule.WEEKLY,
    "monthly": rrule.MONTHLY,
    "yearly": rrule.YEARLY,
}


@dataclass(frozen=True)
class Occurrence:
    """One time an event happens.

    ``start`` and ``end`` are aware times in the event's zone, or days (the last one included) for
    an event of whole days.
    """

    event: Event
    planned: date | datetime
    """The local time, or the day, that the event or its rule gives, before any change."""
    start: date | datetime
    end: date | datetime
    change: Moved | None = None

    @property
    def title(self) -> str:
        return str(self._own("title"))

    @property
    def summary(self) -> str:
        return str(self._own("summary"))

    @property
    def speakers(self) -> list[Person]:
        return list(self._own("speakers"))

    @property
    def room(self) -> str | None:
        return cast("str | None", self._own("room"))

    @property
    def mode(self) -> str:
        return "online" if self.status == "moved-online" else str(self._own("mode"))

    @property
    def status(self) -> str:
        """Its own status, else the series'; one that was given another time is rescheduled unless
        it says otherwise."""
        if self.change and self.change.status:
            return str(self.change.status)
        return (
            "rescheduled"
            if self.previous_start and self.event.status == "scheduled"
            else str(self.event.status)
        )

    @property
    def previous_start(self) -> date | datetime | None:
        """When it was to begin before it was given another time."""
        moved = self.change and self.change.start and self.change.start != self.planned
        return self.planned if moved else self.event.previous_start

    @property
    def venue(self) -> str | None:
        # A place of this date alone takes the place of the event's venue, and the other way round.
        return None if self.change and self.change.place else cast("str | None", self._own("venue"))

    @property
    def place(self) -> EventPlace | None:
        """Where, when the place has no file of its own."""
        return (
            None
            if self.change and self.change.venue
            else cast("EventPlace | None", self._own("place"))
        )

    @property
    def instead(self) -> Instead | None:
        """What there is in its place; of a series, what was said of this date first."""
        return cast("Instead | None", self._own("instead"))

    @property
    def outcomes(self) -> Outcomes | None:
        """What is known afterwards: of a series, only what was said of this very occurrence."""
        if self.event.repeats:
            return self.change.outcomes if self.change else None
        return self.event.outcomes

    def _own(self, name: str) -> Any:
        """What was said of this occurrence, else what its event says."""
        own = getattr(self.change, name, None)
        return getattr(self.event, name) if own is None else own

    @property
    def original(self) -> date:
        """The day the event or its rule gave first; it identifies the occurrence for ever."""
        return day_of(self.planned)

    @property
    def name(self) -> str:
        """EVENT, or EVENT@DAY of a series: how notes and people name it."""
        return f"{self.event.id}@{self.original}" if self.event.repeats else self.event.id

    @property
    def whole_days(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        return day_of(self.start)

    @property
    def last_day(self) -> date:
        return day_of(self.end)

    @property
    def minutes(self) -> int | None:
        """Length in minutes of an event with times."""
        # Instants, not wall times: their difference is what passes when the clock is changed in
        # between.
        return (
            None if self.whole_days else int((self.ends_at - self.starts_at).total_seconds() // 60)
        )

    @cached_property
    def starts_at(self) -> datetime:
        """The first instant, in UTC; whole days begin at midnight UTC."""
        return _instant(self.start)

    @cached_property
    def ends_at(self) -> datetime:
        """The instant after the last, in UTC."""
        return (
            _instant(self.end)
            if isinstance(self.end, datetime)
            else _instant(self.end + timedelta(days=1))
        )

    @property
    def sort_key(self) -> tuple[datetime, str]:
        return self.starts_at, self.event.id


def _instant(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), UTC)


def occurrences(event: Event, zone_name: str | None, as_of: date) -> list[Occurrence]:
    """Every time an event happens, up to a year after ``as_of`` for a series without end; none
    while its day is unknown."""
    if event.date_precision != "day":
        return []
    # A whole day has no zone: it is the same date wherever people are.
    tz = zone(zone_name) if zone_name and not event.whole_days else None
    if event.repeats is None:
        return [_occurrence(event, event.start, tz, None)]
    moved = {change.occurrence: change for change in event.repeats.moved}
    skipped = set(event.repeats.skip)
    return [
        _occurrence(event, start, tz, moved.get(day_of(start)))
        for start in expand(event.repeats, event.start, as_of + HORIZON)
        if day_of(start) not in skipped
    ]


def expand(rule: Repeats, start: date | datetime, horizon: date) -> list[date | datetime]:
    """The local times of a series: those its rule gives until ``horizon``, or all of them when they
    are counted, and those it names; the latest, when there are too many."""
    given = times(rule, start)
    if rule.count is None:
        given = takewhile(lambda moment: day_of(moment) <= horizon, given)
    # Of a series that began long ago the latest are kept: an occurrence is known by its day, so
    # none is renamed by that.
    latest = deque(given, MAX_OCCURRENCES)
    return sorted([*latest, *named(rule, start)], key=day_of)[-MAX_OCCURRENCES:]


def named(rule: Repeats, start: date | datetime) -> list[date | datetime]:
    """The further dates of a series, a day without a time at the time of its start."""
    clock = start.time() if isinstance(start, datetime) else None
    return [
        datetime.combine(moment, clock)
        if clock is not None and not isinstance(moment, datetime)
        else moment
        for moment in rule.also
    ]


def times(rule: Repeats, start: date | datetime) -> Iterator[date | datetime]:
    """The local times a rule gives, one after the other; without end when the rule has none. No
    rule gives the start alone."""
    if rule.rule is None:
        return iter([start])
    first = start if isinstance(start, datetime) else datetime.combine(start, time())
    limit: dict[str, Any] = {"count": rule.count} if rule.count else {}
    if rule.until and not rule.count:
        limit["until"] = datetime.combine(rule.until, time(23, 59))
    if rule.on:
        limit["byweekday"] = [rrule.weekday(day, nth) for day, nth in rule.weekdays()] or None
        limit["bymonthday"] = rule.month_days() or None
        # Which weekday of the month, not of the year.
        limit["bymonth"] = first.month if rule.rule == "yearly" else None
    often: Any = _RULES[rule.rule]
    given = rrule.rrule(often, dtstart=first, interval=rule.interval, cache=False, **limit)
    return (moment if isinstance(start, datetime) else moment.date() for moment in given)


def _occurrence(
    event: Event, planned: date | datetime, tz: ZoneInfo | None, change: Moved | None
) -> Occurrence:
    start = change.start if change and change.start is not None else planned
    begins = _local(event, start, tz)
    end = (
        _local(event, change.end, tz)
        if change and change.end is not None
        else _end(event, start, begins, tz)
    )
    return Occurrence(event, planned, begins, end, change)


def _end(
    event: Event, start: date | datetime, begins: date | datetime, tz: ZoneInfo | None
) -> date | datetime:
    """An end is where the clock on the wall stands then; a duration, or the hour taken without one,
    is time that passes."""
    if event.end is not None:
        # From where the clock really stands at the beginning: it may have skipped the time that was
        # meant.
        start = begins.replace(tzinfo=None, fold=0) if isinstance(begins, datetime) else start
        return _local(event, start + (event.end - event.start), tz)
    if isinstance(begins, datetime):
        return (begins.astimezone(UTC) + timedelta(minutes=event.duration or UNSTATED)).astimezone(
            begins.tzinfo
        )
    return begins


def _local(event: Event, moment: date | datetime, tz: ZoneInfo | None) -> date | datetime:
    return (
        local(moment, tz or UTC, event.fold == "second") if isinstance(moment, datetime) else moment
    )


@dataclass(frozen=True)
class Schedule:
    """All occurrences in order of time, parted by the hub's day."""

    occurrences: tuple[Occurrence, ...]
    as_of: date

    @cached_property
    def day_began(self) -> datetime:
        """The instant the hub's day began, in UTC."""
        return _instant(self.as_of)

    @cached_property
    def upcoming(self) -> tuple[Occurrence, ...]:
        """What had not ended when the hub's day began, soonest first."""
        return tuple(item for item in self.occurrences if item.ends_at > self.day_began)

    @cached_property
    def past(self) -> tuple[Occurrence, ...]:
        """What has ended, latest first."""
        return tuple(item for item in reversed(self.occurrences) if item.ends_at <= self.day_began)

    @cached_property
    def past_by_year(self) -> dict[int, list[Occurrence]]:
        years: dict[int, list[Occurrence]] = {}
        for item in self.past:
            years.setdefault(item.first_day.year, []).append(item)
        return years

    @cached_property
    def by_event(self) -> dict[str, list[Occurrence]]:
        """The occurrences of each event, in order of time."""
        found: dict[str, list[Occurrence]] = {}
        for item in self.occurrences:
            found.setdefault(item.event.id, []).append(item)
        return found

    def next_of(self, event: Event) -> Occurrence | None:
        """The occurrence to show for an event: the next one, else the last."""
        found = self.by_event.get(event.id)
        if not found:
            return None
        return next((item for item in found if item.ends_at > self.day_began), found[-1])

    def one_each(self, items: Iterable[Occurrence]) -> Iterator[Occurrence]:
        """The first occurrence of each event among ``items``."""
        seen: set[str] = set()
        for item in items:
            if item.event.id not in seen:
                seen.add(item.event.id)
                yield item
