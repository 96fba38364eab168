"""What is coming, what was, by kind and by year, and each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from hearth.base.derived import once
from hearth.base.format import language_name, month
from hearth.kinds.event import TYPES, Event
from hearth.kinds.venue import Venue
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import calendars
from hearth.outputs.pages.page import (
    Page,
    PageView,
    Pagination,
    calendar_alternate,
    feed_alternates,
    parts,
)
from hearth.views import calendar_grid, topics, world
from hearth.views.facets import Facet, counted, facet
from hearth.wording import formatting, structured_data

EVENTS = ("Events", "events/")
EVERY_DATE_WITHIN = timedelta(days=56)
"""How far ahead each date of a series is listed; after that a series is named once."""
FACETS = ("mode", "topic", "type", "language")
VENUES = ("Places", "venues/")


def pages(hub: Hub) -> Iterator[Page]:
    schedule = hub.schedule
    chunks = parts(coming_up(hub), hub.settings.page_size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination("events/", number, len(chunks))
        yield Page(
            place.url(number),
            "events.html",
            partial(_upcoming, items=chunk, place=place),
            landing=number == 1,
        )
    yield Page("events/past/", "events-past.html", _past)
    for year, items in schedule.past_by_year.items():
        chunks = parts(items, hub.settings.page_size)
        for number, chunk in enumerate(chunks, 1):
            place = Pagination(f"events/past/{year}/", number, len(chunks))
            yield Page(
                place.url(number),
                "events-year.html",
                partial(_year, year=year, items=chunk, place=place),
            )
    for kind in TYPES:
        found = {event.id for event in hub.events.values() if event.type == kind}
        if found:
            yield Page(
                f"events/type/{kind}/", "events-type.html", partial(_type, kind=kind, events=found)
            )
    yield Page("venues/", "venues.html", _venues, landing=True)
    for venue in hub.venues.values():
        yield Page(hub.url(venue), "venue.html", partial(_venue, venue=venue), source=venue.path)


@once
def coming_up(hub: Hub) -> list[Occurrence]:
    """Every date of the next weeks, and after that the first of each event that has not been named
    yet."""
    until = hub.schedule.day_began + EVERY_DATE_WITHIN
    soon = [item for item in hub.schedule.upcoming if item.starts_at < until]
    named = {item.event.id for item in soon}
    later = [
        item for item in hub.schedule.one_each(hub.schedule.upcoming) if item.event.id not in named
    ]
    return soon + later


def keys(item: Occurrence) -> str:
    """What an event's card can be found by."""
    words = [
        f"mode:{item.mode}",
        f"type:{item.event.type}",
        *(f"topic:{topic}" for topic in item.event.topics),
    ]
    return " ".join(words + [f"language:{code}" for code in item.event.languages])


def _upcoming(hub: Hub, items: Sequence[Occurrence], place: Pagination) -> PageView:
    months: dict[str, list[Occurrence]] = {}
    for item in items:
        months.setdefault(month(max(item.first_day, hub.as_of)), []).append(item)
    return PageView(
        title="Events" if place.number == 1 else f"Events, page {place.number}",
        description=f"What is coming up in {hub.community.name}: online, in person and hybrid.",
        values={
            "months": months,
            "place": place,
            "total": len(hub.schedule.upcoming),
            "past_count": len(hub.schedule.past),
            "years": {year: len(found) for year, found in hub.schedule.past_by_year.items()},
            "facets": _facets(hub),
            "spans": calendar_grid.spans(hub),
            "undated": _undated(hub),
            "keys": keys,
        },
        crumbs=[EVENTS] if place.number > 1 else [],
        alternates=[
            *feed_alternates("events", "Events"),
            *feed_alternates("reminders", "Reminders"),
            *calendar_alternate(hub, "all"),
        ],
    )


def event_facets(hub: Hub, items: Iterable[Occurrence]) -> list[Facet]:
    """The facets of ``items`` with every choice any calendar page has, so that a choice holds from
    view to view."""
    counts = counted(map(keys, items), FACETS)
    for name, choices in _choices(hub).items():
        counts[name].update(choices)
    return [
        facet("mode", "How", counts["mode"], formatting.MODES),
        facet(
            "topic",
            "About",
            counts["topic"],
            {key: topic.label for key, topic in hub.topics.items()},
            "topics/{}/",
        ),
        facet(
            "type",
            "What",
            counts["type"],
            {key: key.replace("-", " ") for key in counts["type"]},
            "events/type/{}/",
        ),
        facet(
            "language",
            "Language",
            counts["language"],
            {key: language_name(key) for key in counts["language"]},
        ),
    ]


@once
def _choices(hub: Hub) -> dict[str, dict[str, int]]:
    """Every choice of each facet, counted as none."""
    found = counted(map(keys, (*calendar_grid.shown(hub), *coming_up(hub))), FACETS)
    return {name: dict.fromkeys(counts, 0) for name, counts in found.items()}


@once
def _facets(hub: Hub) -> list[Facet]:
    return event_facets(hub, coming_up(hub))


def _undated(hub: Hub) -> list[Event]:
    """Events of which only the month or the year is known, from this month on."""
    found = [event for event in hub.events.values() if event.date_precision != "day"]
    return sorted(
        (event for event in found if event.first_day >= hub.as_of.replace(day=1)),
        key=lambda event: (event.first_day, event.id),
    )


def _past(hub: Hub) -> PageView:
    years = {year: items[:6] for year, items in hub.schedule.past_by_year.items()}
    return PageView(
        title="Past events",
        description="What happened so far, by year, with recaps, recordings and slides.",
        values={
            "years": years,
            "counts": {year: len(items) for year, items in hub.schedule.past_by_year.items()},
        },
        crumbs=[EVENTS],
    )


def _year(hub: Hub, year: int, items: Sequence[Occurrence], place: Pagination) -> PageView:
    page = f", page {place.number}" if place.number > 1 else ""
    return PageView(
        title=f"Events in {year}{page}",
        description=f"What happened in {year}, with recaps, recordings and slides.",
        values={
            "year": year,
            "items": items,
            "place": place,
            "total": len(hub.schedule.past_by_year[year]),
            "years": {other: len(found) for other, found in hub.schedule.past_by_year.items()},
        },
        crumbs=[EVENTS, ("Past", "events/past/")],
    )


def _type(hub: Hub, kind: str, events: set[str]) -> PageView:
    coming, past = topics.occurrences_of(hub, events)
    words = kind.replace("-", " ")
    return PageView(
        title=f"Events: {words}",
        description=f"Every {words} of {hub.community.name}, coming and past.",
        values={
            "coming": coming,
            "past": past[: hub.settings.page_size],
            "past_count": len(past),
            "kind": words,
            "calendar": calendars(hub).get(f"types/{kind}"),
        },
        crumbs=[EVENTS],
        alternates=calendar_alternate(hub, f"types/{kind}"),
    )


def _venues(hub: Hub) -> PageView:
    drawn = world.map_of(hub.venues.values())
    return PageView(
        title="Places we meet",
        description="Venues with room, access facts and how to get there.",
        values={
            "venues": world.neighbours_together(hub.venues.values(), drawn),
            "map": drawn,
            "unmapped": [venue for venue in hub.venues.values() if not world.point_of(venue)],
        },
        crumbs=[EVENTS],
    )


def _venue(hub: Hub, venue: Venue) -> PageView:
    events = hub.referring(venue, Event)
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return PageView(
        title=venue.name,
        description=venue.summary or f"{venue.name} in {venue.city}",
        values={
            "venue": venue,
            "coming": coming,
            "past": past,
            "host": hub.members.get(venue.host or ""),
            "map": world.map_around(venue),
            "open_map": world.open_map(venue),
            "calendar": calendars(hub).get(f"venues/{venue.id}"),
        },
        crumbs=[EVENTS, VENUES],
        things=[structured_data.venue(hub, venue)],
        alternates=calendar_alternate(hub, f"venues/{venue.id}"),
    )
