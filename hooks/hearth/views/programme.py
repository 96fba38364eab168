"""The programme of an event: when each point of its agenda begins, and which occurrence people
prepare next."""

from __future__ import annotations

from collections.abc import Iterator
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
    day: date
    """By the dates of the event itself."""
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

    A point begins when it says, else when the one before is over, unless it is on another day.
    """
    start = item.start if item else event.start
    clock = start if isinstance(start, datetime) else None
    found: list[ProgrammePoint] = []
    for point, on in zip(event.agenda, event.agenda_days, strict=True):
        if point.at:
            clock = _at(point.at, on.day, event, start)
        elif point.day and found and on.day != found[-1].day:
            clock = None
        ends = later(clock, point.minutes) if clock and point.minutes else None
        found.append(ProgrammePoint(point, on.day, clock, ends))
        clock = ends
    return found


@dataclass(frozen=True)
class ProgrammeDay:
    """A day of an agenda: its number from 1, its date, and the points that begin together."""

    number: int
    day: date
    slots: tuple[tuple[ProgrammePoint, ...], ...]


def days(event: Event, item: Occurrence | None = None) -> list[ProgrammeDay]:
    """The agenda by days and by what begins at the same time, in the order of the points."""
    moved = (item.first_day if item else event.first_day) - event.first_day
    found = []
    by_day: dict[date, list[ProgrammePoint]] = {}
    for point in points(event, item):
        by_day.setdefault(point.day, []).append(point)
    for day, of_day in sorted(by_day.items()):
        if all(point.starts for point in of_day):
            of_day.sort(key=lambda point: point.starts)  # type: ignore[arg-type,return-value]
        number = (day - event.first_day).days + 1
        found.append(ProgrammeDay(number, day + moved, tuple(_together(of_day))))
    return found


def _together(found: list[ProgrammePoint]) -> Iterator[tuple[ProgrammePoint, ...]]:
    """Neighbours that begin at the same time; what begins at no known time stands alone."""
    slot: list[ProgrammePoint] = []
    for point in found:
        if slot and (point.starts is None or point.starts != slot[-1].starts):
            yield tuple(slot)
            slot = []
        slot.append(point)
    if slot:
        yield tuple(slot)


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
