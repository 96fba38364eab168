"""What there is in place of an event that does not take place as it was announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hearth.base.derived import once
from hearth.kinds.event import CALLED_OFF, Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.series import of_event

CHANGED = (*CALLED_OFF, "rescheduled", "moved-online")
"""Statuses of what is not as it was announced."""


@dataclass(frozen=True)
class Alternative:
    """Where somebody who wanted to come can go instead."""

    how: str
    """named by the event itself; else the next date, of the series, or on the same topic"""
    target: Event | Occurrence | None = None
    note: str = ""
    """What to do, in the event's own words."""

    @property
    def title(self) -> str:
        return self.target.title if self.target else ""

    @property
    def item(self) -> Occurrence | None:
        """The date it leads to, if it leads to one."""
        return self.target if isinstance(self.target, Occurrence) else None


def instead(hub: Hub, subject: Event | Occurrence, near: bool = False) -> Alternative | None:
    """What an event names in its place, else what comes next of its kind where it does not take
    place; ``near`` looks no further than its own dates."""
    event = subject.event if isinstance(subject, Occurrence) else subject
    if subject.status not in CHANGED:
        return None
    named = subject.instead
    if named:
        other = hub.events.get(named.event or "")
        target = (hub.schedule.next_of(other) or other) if other and other is not event else None
        if target or named.note:
            return Alternative("named", target, named.note or "")
    over = isinstance(subject, Occurrence) and subject.ends_at <= hub.schedule.day_began
    if subject.status not in CALLED_OFF or over:
        return None
    return next(_following(hub, event, near), None)


def _following(hub: Hub, event: Event, near: bool) -> Iterator[Alternative]:
    """What comes next: of its own dates, of its series, on one of its topics."""
    if event.repeats:
        yield from _first(hub, "date", hub.schedule.by_event.get(event.id, ()))
    if near:
        return
    series = of_event(hub, event)
    if series:
        others = (item for item in series.occurrences if item.event.id != event.id)
        yield from _first(hub, "series", others)
    coming = coming_on_topics(hub)
    on_topics = (
        item for topic in event.topics for item in coming.get(topic, ()) if item.event is not event
    )
    yield from (
        Alternative("topic", item) for item in sorted(on_topics, key=lambda item: item.sort_key)
    )


def _first(hub: Hub, how: str, items: Iterable[Occurrence]) -> Iterator[Alternative]:
    began = hub.schedule.day_began
    for item in items:
        if item.ends_at > began and item.status not in CALLED_OFF:
            yield Alternative(how, item)
            return


@once
def coming_on_topics(hub: Hub) -> Mapping[str, tuple[Occurrence, ...]]:
    """The next dates on each topic that take place: one each of two events."""
    found: dict[str, list[Occurrence]] = {}
    for item in hub.schedule.upcoming:
        if item.status in CALLED_OFF:
            continue
        for topic in item.event.topics:
            others = found.setdefault(topic, [])
            if len(others) < 2 and all(other.event.id != item.event.id for other in others):
                others.append(item)
    return {topic: tuple(items) for topic, items in found.items()}
