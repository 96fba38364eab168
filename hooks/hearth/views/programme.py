"""The programme of an event: when each point of its agenda begins, and which occurrence people
prepare next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hearth.kinds.event import Event
from hearth.kinds.event_parts import AgendaItem
from hearth.kinds.fields import day_of
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence


@dataclass(frozen=True)
class ProgrammePoint:
    """A point of the agenda with its local times, as far as they are known; of whole days they
    carry no zone."""

    item: AgendaItem
    starts: datetime | None = None
    ends: datetime | None = None


def prepared(hub: Hub, event: Event) -> Occurrence | None:
    """The next occurrence that is coming and not cancelled: the one organisers are busy with."""
    coming = (
        item
        for item in hub.schedule.by_event.get(event.id, ())
        if item.ends_at > hub.schedule.day_began
    )
    return next((item for item in coming if item.status != "cancelled"), None)


def end_is_stated(item: Occurrence) -> bool:
    """Whether somebody said when it is over; otherwise an hour was assumed for calendars."""
    return bool(item.event.end or item.event.duration or (item.change and item.change.end))


def points(event: Event, item: Occurrence | None = None) -> list[ProgrammePoint]:
    """The agenda with local times; those of a series' occurrence move with its start.

    A point begins when it says, else when the one before is over. An earlier time than that of the
    point before belongs to the next day, if there is one.
    """
    start = item.start if item else event.start
    clock = start if isinstance(start, datetime) else None
    day, last = event.first_day, event.first_day + _nights(event, item)
    before: datetime | None = None
    found = []
    for point in event.agenda:
        if point.at:
            clock = _at(point.at, day, event, start)
            # The agenda gives times alone: an earlier one means that a night has passed.
            while before and clock < before and day < last:
                day += timedelta(days=1)
                clock = _at(point.at, day, event, start)
        ends = later(clock, point.minutes) if clock and point.minutes else None
        found.append(ProgrammePoint(point, clock, ends))
        before, clock = clock or before, ends
    return found


def _nights(event: Event, item: Occurrence | None) -> timedelta:
    if item:
        return item.last_day - item.first_day
    return timedelta(days=max(0, (day_of(event.end or event.start) - event.first_day).days))


def _at(words: str, day: date, event: Event, start: date | datetime) -> datetime:
    """A time of the agenda on the occurrence's own clock: the agenda is written for the start its
    event names."""
    hours, minutes = map(int, words.split(":"))
    written = datetime.combine(day, time(hours, minutes))
    if isinstance(start, datetime) and isinstance(event.start, datetime):
        wall = start.replace(tzinfo=None, fold=0)
        return (written + (wall - event.start)).replace(tzinfo=start.tzinfo, fold=start.fold)
    return written + (day_of(start) - event.first_day)


def later(moment: datetime, minutes: int) -> datetime:
    """The local time when ``minutes`` have passed, also while clocks are changed."""
    if moment.tzinfo is None:
        return moment + timedelta(minutes=minutes)
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def passed(start: datetime, end: datetime) -> int:
    """The minutes that pass between two local times."""
    if start.tzinfo and end.tzinfo:
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    return int((end - start).total_seconds() // 60)
