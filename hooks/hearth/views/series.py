"""Series: an event that repeats, or several that carry the same `series`."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.base.derived import once
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence


@dataclass(frozen=True)
class Series:
    """Everything that happens under one name, in order of time."""

    id: str
    title: str
    events: tuple[Event, ...]
    occurrences: tuple[Occurrence, ...]
    url: str
    """Its page: that of the one event that is the whole series, or one of its own."""


@once
def all_series(hub: Hub) -> dict[str, Series]:
    """Every series by its id."""
    return {series_id: _series(hub, series_id) for series_id in sorted(hub.events_by_series)}


def _series(hub: Hub, series_id: str) -> Series:
    events = [hub.events[event_id] for event_id in hub.events_by_series[series_id]]
    by_event = hub.schedule.by_event
    items = sorted(
        (item for event in events for item in by_event.get(event.id, ())),
        key=lambda item: item.sort_key,
    )
    repeating = next(
        (event for event in events if event.repeats and series_id in (event.id, event.series)), None
    )
    title = repeating.title if repeating else series_id.replace("-", " ").capitalize()
    alone = len(events) == 1 and events[0].repeats
    url = hub.url(events[0]) if alone else f"events/series/{series_id}/"
    return Series(series_id, title, tuple(events), tuple(items), url)


def of_event(hub: Hub, event: Event) -> Series | None:
    """The series an event belongs to by its `series`, when something else belongs to it too."""
    found = all_series(hub).get(event.series or "")
    return found if found and len(found.events) > 1 else None
