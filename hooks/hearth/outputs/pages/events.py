"""What is coming, what was, each event and each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from urllib.parse import urlencode

from hearth.hub import Hub
from hearth.kinds.event import TYPES, Event
from hearth.kinds.event_parts import AgendaItem
from hearth.kinds.venue import Venue
from hearth.outputs import structured, wording
from hearth.outputs.pages.page import Page, PageView, Pagination, calendar_alternate, feed_alternates, parts
from hearth.outputs.structured import absolute
from hearth.schedule import Occurrence
from hearth.views import programme, topics
from hearth.views.facets import Facet, counted, facet
from hearth.views.once import once
from hearth.words import month

EVENTS = ("Events", "events/")
EVERY_DATE_WITHIN = timedelta(days=56)
"""How far ahead each date of a series is listed; after that a series is named once."""
VENUES = ("Places", "venues/")


def pages(hub: Hub) -> Iterator[Page]:
    schedule = hub.schedule
    chunks = parts(coming_up(hub), hub.settings.page_size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination("events/", number, len(chunks))
        yield Page(place.url(number), "events.html", partial(_upcoming, items=chunk, place=place), landing=number == 1)
    yield Page("events/past/", "events-past.html", _past)
    for year, items in schedule.past_by_year.items():
        chunks = parts(items, hub.settings.page_size)
        for number, chunk in enumerate(chunks, 1):
            place = Pagination(f"events/past/{year}/", number, len(chunks))
            yield Page(place.url(number), "events-year.html", partial(_year, year=year, items=chunk, place=place))
    for kind in TYPES:
        found = {event.id for event in hub.events.values() if event.type == kind}
        if found:
            yield Page(f"events/type/{kind}/", "events-type.html", partial(_type, kind=kind, events=found))
    for event in hub.events.values():
        yield Page(hub.url(event), "event.html", partial(_event, event=event), source=event.path)
    yield Page("venues/", "venues.html", _venues, landing=True)
    for venue in hub.venues.values():
        yield Page(hub.url(venue), "venue.html", partial(_venue, venue=venue), source=venue.path)


@once
def coming_up(hub: Hub) -> list[Occurrence]:
    """Every date of the next weeks, and after that the first of each event that has not been named yet."""
    until = hub.schedule.day_began + EVERY_DATE_WITHIN
    soon = [item for item in hub.schedule.upcoming if item.starts_at < until]
    named = {item.event.id for item in soon}
    later = [item for item in hub.schedule.one_each(hub.schedule.upcoming) if item.event.id not in named]
    return soon + later


def keys(item: Occurrence) -> str:
    """What an event's card can be found by."""
    words = [f"mode:{item.mode}", f"type:{item.event.type}", *(f"topic:{topic}" for topic in item.event.topics)]
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
            "undated": _undated(hub),
            "keys": keys,
        },
        crumbs=[EVENTS] if place.number > 1 else [],
        alternates=[*feed_alternates("events", "Events"), *calendar_alternate(hub, "all", hub.community.name, list(hub.events.values()))],
    )  # fmt: skip


@once
def _facets(hub: Hub) -> list[Facet]:
    counts = counted(map(keys, coming_up(hub)), ("mode", "type", "topic", "language"))
    topics_there = {key: topic.label for key in counts["topic"] if (topic := hub.topics.get(key))}
    types = {key: key.replace("-", " ") for key in counts["type"]}
    return [
        facet("mode", "How", counts["mode"], wording.MODES),
        facet("topic", "About", counts["topic"], topics_there, "topics/{}/"),
        facet("type", "What", counts["type"], types, "events/type/{}/"),
    ]


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
        values={"years": years, "counts": {year: len(items) for year, items in hub.schedule.past_by_year.items()}},
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
        values={"coming": coming, "past": past[: hub.settings.page_size], "past_count": len(past), "kind": words},
        crumbs=[EVENTS],
    )


def _event(hub: Hub, event: Event) -> PageView:
    schedule = hub.schedule
    item = schedule.next_of(event)
    others = [
        found
        for found in schedule.by_event.get(event.id, [])
        if found is not item and found.ends_at > schedule.day_began
    ]
    in_series = set(hub.events_by_series.get(event.series or "", ())) - {event.id}
    series_coming, series_past = topics.occurrences_of(hub, in_series)
    people = hub.people(event.guests_and_members)
    return PageView(
        title=event.title,
        description=event.summary,
        values={
            "event": event,
            "item": item,
            "is_past": item is not None and item.ends_at <= schedule.day_began,
            "more_dates": others[:12],
            "agenda": agenda(event, item),
            "is_prepared": programme.prepared(hub, event) is not None,
            "cast": people,
            "group": hub.groups.get(event.group or ""),
            "venue": hub.venues.get((item.venue if item else event.venue) or ""),
            "series_coming": series_coming,
            "series_past": series_past,
            "recaps": topics.newest_posts(hub.referring(event, "post")),
            "paths": hub.referring(event, "path"),
            "compose": compose_links(hub, item) if item else [],
            "has_calendar": item is not None,
        },
        crumbs=[EVENTS],
        things=[structured.event(hub, event, item)],
        alternates=calendar_alternate(hub, f"events/{event.id}", event.title, [event]),
        image=event.image.src if event.image else None,
    )


def agenda(event: Event, item: Occurrence | None = None) -> list[tuple[str, AgendaItem]]:
    """(clock time or nothing, item), on the clock of the occurrence shown."""
    return [(f"{point.starts:%H:%M}" if point.starts else "", point.item) for point in programme.points(event, item)]


def compose_links(hub: Hub, item: Occurrence) -> list[tuple[str, str]]:
    """(service, address) that opens a new entry in a calendar on the web."""
    event, url = item.event, absolute(hub, item.event)
    text = f"{event.summary}\n\n{url}"
    if item.whole_days:
        first, last = item.first_day, item.last_day + timedelta(days=1)
        google, start, end = f"{first:%Y%m%d}/{last:%Y%m%d}", first.isoformat(), last.isoformat()
    else:
        google = f"{item.starts_at:%Y%m%dT%H%M%SZ}/{item.ends_at:%Y%m%dT%H%M%SZ}"
        start, end = wording.utc(item.starts_at), wording.utc(item.ends_at)
    where = wording.where(hub, item)
    return [
        ("Google", "https://calendar.google.com/calendar/render?" + urlencode(
            {"action": "TEMPLATE", "text": item.title, "dates": google, "details": text, "location": where})),
        ("Outlook", "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(
            {"subject": item.title, "startdt": start, "enddt": end, "body": text, "location": where,
             "allday": "true" if item.whole_days else "false", "path": "/calendar/action/compose", "rru": "addevent"})),
    ]  # fmt: skip


def _venues(hub: Hub) -> PageView:
    return PageView(
        title="Places we meet",
        description="Venues with room, access facts and how to get there.",
        values={"venues": sorted(hub.venues.values(), key=lambda venue: (venue.city, venue.name))},
        crumbs=[EVENTS],
    )


def _venue(hub: Hub, venue: Venue) -> PageView:
    events = hub.referring(venue, "event")
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return PageView(
        title=venue.name,
        description=venue.summary or f"{venue.name} in {venue.city}",
        values={"venue": venue, "coming": coming, "past": past, "host": hub.members.get(venue.host or ""),
                "has_calendar": any(hub.schedule.by_event.get(event.id) for event in events)},
        crumbs=[EVENTS, VENUES],
        things=[structured.venue(hub, venue)],
        alternates=calendar_alternate(hub, f"venues/{venue.id}", venue.name, events),
    )  # fmt: skip
