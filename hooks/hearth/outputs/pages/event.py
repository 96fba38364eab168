"""Event pages: the event, each date of a series, and the series itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

from hearth.base.words import ENGLISH, Translations
from hearth.kinds.event import CALLED_OFF, KIND, Event
from hearth.kinds.event_parts import AgendaItem
from hearth.kinds.fields import Person
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs import picture_cards
from hearth.outputs.calendar_links import compose_links
from hearth.outputs.calendars import calendars, name_of
from hearth.outputs.face import Face
from hearth.outputs.head import Alternate
from hearth.outputs.list_index import ListIndex
from hearth.outputs.pages import events, nearby
from hearth.outputs.pages.page import Page, PageView, facet_alternates, section
from hearth.views import programme, topics, world
from hearth.views.fairness import DAY as FAIR
from hearth.views.fairness import fairness, zones_of_members
from hearth.views.series import Series, all_series, of_event
from hearth.wording import formatting, structured_data
from hearth.wording.structured_data import Thing

_PAST_WEIGHT = 0.7
"""How much an event that is over counts in a search."""
MOST_TRACKS = 4
"""How many parallel tracks stand side by side; more are named one after the other."""
FEW_PEOPLE = 4
"""How many people stand in one column beside the agenda."""
LISTED = 12
"""How many dates of a series its page lists before it folds the rest away."""


class EventFace(Face[Event]):
    """What is coming and what was, a page for each event, each date of a series and each series."""

    bounded = True
    on_cards = ("venue", "outcomes", "hosts", "speakers", "agenda", "roles", "repeats", "instead")

    def lists(self, hub: Hub) -> Iterator[Page]:
        yield from events.lists(hub)
        yield from nearby.lists(hub)

    def indexes(self, hub: Hub) -> Iterator[ListIndex]:
        yield from events.indexes(hub)

    def record_pages(self, hub: Hub) -> Iterator[Page]:
        for event in hub.events.values():
            yield from _pages(hub, event)
        for series in all_series(hub).values():
            if series.url.startswith("events/series/"):
                yield Page(series.url, "series.html", partial(_series, series=series))

    def pools(self, hub: Hub, record: Event) -> list[str]:
        series = (f"dates of {series}" for series in hub.series_of(record))
        topics = (f"events about {topic}" for topic in record.topics)
        return [*series, *(f"events of {group}" for group in hub.groups_of(record)), *topics]

    def sees(self, hub: Hub, record: Event) -> list[str]:
        # Only what is off leads to what comes next on its topics.
        topics = {f"events about {topic}" for topic in record.topics}
        seen = [name for name in self.pools(hub, record) if _is_off(record) or name not in topics]
        return [*seen, *(f"posts about {topic}" for topic in record.topics)]

    def shared(self, hub: Hub) -> Any:
        return zones_of_members(hub)

    def values(self, hub: Hub, subject: Event | Occurrence) -> dict[str, Any]:
        if isinstance(subject, Occurrence):
            return {"event": subject.event, "item": subject}
        return {"event": subject, "item": hub.schedule.next_of(subject)}

    def texts(self, hub: Hub, record: Event) -> Iterable[str | None]:
        item = hub.schedule.next_of(record)
        return (
            formatting.names(hub.people(record.guests_and_members)),
            formatting.where(hub, item) if item else None,
            *(point.title for point in record.agenda),
        )

    def further(self, hub: Hub, record: Event) -> Iterable[tuple[str, str, str]]:
        if record.repeats:
            for item in hub.schedule.by_event.get(record.id, ()):
                yield hub.url(item), _title(hub, item), formatting.where(hub, item) or ""

    def weight(self, hub: Hub, record: Event) -> float:
        item = hub.schedule.next_of(record)
        return _PAST_WEIGHT if item and item.ends_at <= hub.schedule.day_began else 1.0

    def thing(self, hub: Hub, record: Event) -> Thing:
        return structured_data.event(hub, record, hub.schedule.next_of(record))


FACE = EventFace(KIND)


def _is_off(event: Event) -> bool:
    """Whether it, or one of its dates, does not take place."""
    moved = event.repeats.moved if event.repeats else ()
    return any(it.status in CALLED_OFF for it in (event, *moved))


def _pages(hub: Hub, event: Event) -> Iterator[Page]:
    """The page of an event, and those of its dates when it repeats."""
    items, about = hub.schedule.by_event.get(event.id, []), (event.KIND, event.id)
    if not event.repeats:
        only = items[0] if items else None
        prepare = partial(_event, event=event, item=only)
        yield Page(hub.url(event), "event.html", prepare, source=event.path, about=about)
        return
    prepare = partial(_repeating, event=event)
    yield Page(hub.url(event), "event-series.html", prepare, source=event.path, about=about)
    for item in items:
        prepare = partial(_event, event=event, item=item)
        yield Page(hub.url(item), "event.html", prepare, source=event.path, about=about)


def _event(hub: Hub, event: Event, item: Occurrence | None) -> PageView:
    schedule = hub.schedule
    subject = item or event
    is_past = item is not None and item.ends_at <= schedule.day_began
    calendar = name_of(item) if item and (not event.repeats or not is_past) else ""
    series = of_event(hub, event)
    recaps = _recaps(hub, event, item)
    card = picture_cards.card_uri(hub, event, item)
    return PageView(
        title=_title(hub, item) if item else event.title,
        description=subject.summary,
        values={
            **_facts(hub, event, item),
            "is_past": is_past,
            **_programme(hub, event, item, subject.speakers),
            "recaps": recaps,
            "compose": compose_links(hub, item) if item and not is_past else [],
            "calendar": calendar,
            "whole_series": calendars(hub).get(f"series/{series.id if series else event.id}"),
            "neighbours": _neighbours(hub, item) if item and event.repeats else (None, None),
            "is_prepared": item is not None and programme.prepared(hub, event) == item,
            "series": series,
            "series_dates": _nearest(series, item) if series and not event.repeats else [],
        },
        crumbs=[
            section(hub, KIND),
            *([(event.title, hub.url(event))] if item and event.repeats else []),
        ],
        crumb=formatting.day(item, hub.words) if item and event.repeats else "",
        things=[structured_data.event(hub, event, item, card)],
        alternates=_own_calendar(hub, subject.title, calendar),
        image=event.image.src if event.image else card,
        image_alt=picture_cards.alt(hub, event, item) if card and not event.image else "",
        record=event,
    )


def _own_calendar(hub: Hub, title: str, name: str) -> list[Alternate]:
    words = hub.words("%(title)s (calendar)", title=title)
    return [Alternate("text/calendar", words, f"calendars/{name}.ics")] if name else []


def _title(hub: Hub, item: Occurrence) -> str:
    """A date of a series has its day in its title, so that no two pages have the same."""
    return f"{item.title}, {formatting.day(item, hub.words)}" if item.event.repeats else item.title


def _facts(hub: Hub, event: Event, item: Occurrence | None) -> dict[str, Any]:
    """What the card of facts shows."""
    subject = item or event
    coming = item is not None and item.ends_at > hub.schedule.day_began
    venue = hub.venues.get(subject.venue or "")
    return {
        "event": event,
        "item": item,
        "venue": venue,
        "directions": world.directions(venue) if venue and coming else "",
        "group": hub.groups.get(event.group or ""),
        "fair_hours": (time(FAIR.start), time(FAIR.stop)),
        "fairness": fairness(hub, item)
        if item and coming and item.status not in CALLED_OFF
        else None,
        "repetition": formatting.repetition(event, hub.words),
    }


def _programme(
    hub: Hub, event: Event, item: Occurrence | None, speakers: list[Person]
) -> dict[str, Any]:
    """What happens, and with whom."""
    shown, cast = agenda(event, item, hub.words), hub.people(_cast(event, speakers))
    return {"agenda": shown, "cast": cast, "beside": _side_by_side(shown, cast)}


def _cast(event: Event, speakers: list[Person]) -> list[Person]:
    """Hosts, speakers and those of the agenda, each once."""
    return list(
        dict.fromkeys(
            (
                *event.hosts,
                *speakers,
                *(person for point in event.agenda for person in point.speakers),
            )
        )
    )


def _recaps(hub: Hub, event: Event, item: Occurrence | None) -> list[Any]:
    """Posts about the event; of one date of a series, only what its own outcomes name."""
    if item and event.repeats:
        recap = item.outcomes.recap if item.outcomes else None
        return [hub.posts[recap]] if recap and recap in hub.posts else []
    return topics.newest_posts(hub.referring(event, Post))


def _neighbours(hub: Hub, item: Occurrence) -> tuple[Occurrence | None, Occurrence | None]:
    """The dates of the series before and after one."""
    dates = hub.schedule.by_event[item.event.id]
    at = dates.index(item)
    return (dates[at - 1] if at else None), (dates[at + 1] if at + 1 < len(dates) else None)


def _nearest(series: Series, item: Occurrence | None, count: int = 6) -> list[Occurrence]:
    """Other dates of a series, those around this one."""
    dates = series.occurrences
    if item is None:
        return list(dates[-count:])
    # Only neighbours are near: of a long series, nobody looks through all for each of its dates.
    at = bisect_left(dates, item.sort_key, key=lambda other: other.sort_key)
    first = max(0, at - count)
    while first and dates[first - 1].starts_at == dates[first].starts_at:
        first -= 1
    others = [other for other in dates[first : at + count + 1] if other.event.id != item.event.id]
    others.sort(key=lambda other: (abs(other.starts_at - item.starts_at), other.sort_key))
    return sorted(others[:count], key=lambda other: other.sort_key)


def _repeating(hub: Hub, event: Event) -> PageView:
    """The page of an event that comes again and again."""
    schedule = hub.schedule
    dates = schedule.by_event.get(event.id, [])
    coming = [item for item in dates if item.ends_at > schedule.day_began]
    series = of_event(hub, event)
    card = picture_cards.card_uri(hub, event, None)
    return PageView(
        title=event.title,
        description=event.summary,
        values={
            **_facts(hub, event, schedule.next_of(event)),
            "coming": coming,
            "past": [item for item in reversed(dates) if item.ends_at <= schedule.day_began],
            "listed": LISTED,
            **_programme(hub, event, None, event.speakers),
            "recaps": topics.newest_posts(hub.referring(event, Post)),
            "calendar": calendars(hub).get(f"series/{event.id}"),
            "is_prepared": programme.prepared(hub, event) is not None,
            "series": series,
            "series_dates": [item for item in series.occurrences if item.event.id != event.id][-6:]
            if series
            else [],
        },
        crumbs=[section(hub, KIND)],
        things=[
            structured_data.series(hub, event.title, event.summary, hub.url(event), coming[:LISTED])
        ],
        alternates=facet_alternates(hub, f"series/{event.id}"),
        image=event.image.src if event.image else card,
        image_alt=picture_cards.alt(hub, event, None) if card and not event.image else "",
        record=event,
    )


def _series(hub: Hub, series: Series) -> PageView:
    """The page of several events that carry the same series."""
    began = hub.schedule.day_began
    coming = [item for item in series.occurrences if item.ends_at > began]
    words = hub.words("%(series)s: every date of the series, coming and past.", series=series.title)
    return PageView(
        title=series.title,
        description=words,
        values={
            "series": series,
            "calendar": calendars(hub).get(f"series/{series.id}"),
            "coming": coming,
            "past": [item for item in reversed(series.occurrences) if item.ends_at <= began],
            "repeating": [
                (event, formatting.repetition(event, hub.words))
                for event in series.events
                if event.repeats
            ],
            "listed": LISTED,
        },
        crumbs=[section(hub, KIND)],
        things=[structured_data.series(hub, series.title, words, series.url, coming[:LISTED])],
        alternates=facet_alternates(hub, f"series/{series.id}"),
    )


@dataclass(frozen=True)
class AgendaSlot:
    """What begins at one time."""

    clock: str
    """The time, or nothing where it is not known."""
    points: tuple[AgendaItem, ...]
    columns: tuple[int, ...] = ()
    """The column of each point, from 1, where the day has parallel tracks and one of them has
    it."""


@dataclass(frozen=True)
class AgendaDayShown:
    """A day of an agenda as a page shows it."""

    heading: str
    """Which day it is; empty where the event has one day."""
    slots: tuple[AgendaSlot, ...]
    tracks: int = 0
    """How many columns its parallel tracks take; 0 where it has none, or too many."""


def agenda(
    event: Event, item: Occurrence | None = None, words: Translations = ENGLISH
) -> list[AgendaDayShown]:
    """The agenda by days, on the clock of the occurrence shown."""
    days = programme.days(event, item)
    several = len(days) > 1 or (event.last_day - event.first_day).days > 1
    return [
        _agenda_day(day, _day_heading(event, item, day, words) if several else "", words)
        for day in days
    ]


def _agenda_day(day: programme.ProgrammeDay, heading: str, words: Translations) -> AgendaDayShown:
    found = [tuple(point.item for point in slot) for slot in day.slots]
    named = list(dict.fromkeys(point.track for slot in found for point in slot if point.track))
    tracks = named if 1 < len(named) <= MOST_TRACKS else []
    slots = []
    for timed, points in zip(day.slots, found, strict=True):
        clock = words.clock(timed[0].starts) if timed[0].starts else ""
        if any(point.track in tracks for point in points):
            points = tuple(sorted(points, key=lambda point: _column(point, tracks)))
            columns = tuple(_column(point, tracks) for point in points)
            slots.append(AgendaSlot(clock, points, columns))
        else:
            slots.append(AgendaSlot(clock, points))
    return AgendaDayShown(heading, tuple(slots), len(tracks))


def _column(point: AgendaItem, tracks: list[str]) -> int:
    return tracks.index(point.track) + 1 if point.track in tracks else 0


def _side_by_side(shown: list[AgendaDayShown], cast: list[Any]) -> bool:
    """Whether an agenda and the people stand beside each other: a day in one column, and few."""
    narrow = len(shown) == 1 and not shown[0].tracks
    return narrow and 0 < len(cast) <= FEW_PEOPLE


def _day_heading(
    event: Event, item: Occurrence | None, day: programme.ProgrammeDay, words: Translations
) -> str:
    """Day 2, with its date where there is one."""
    dated = item is not None or event.repeats is None
    heading = words("Day %(number)s", number=day.number)
    return f"{heading}: {words.weekday_and_day(day.day)}" if dated else heading
