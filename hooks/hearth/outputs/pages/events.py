"""Lists of events: what is coming, and what was, by type and by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from hearth.base.derived import once
from hearth.base.words import N_
from hearth.kinds.descriptor import Filter
from hearth.kinds.event import KIND, TYPES, Event
from hearth.kinds.vocabulary import Topic
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import calendars
from hearth.outputs.list_index import ListIndex, index_uri
from hearth.outputs.pages.page import (
    Page,
    PageView,
    Pagination,
    calendar_alternate,
    facet_alternates,
    feed_alternates,
    kind_feed,
    numbered,
    section,
)
from hearth.views import calendar_grid, facets, topics
from hearth.views.facets import Facet
from hearth.wording import formatting

EVERY_DATE_WITHIN = timedelta(days=56)
"""How far ahead each date of a series is listed; after that a series is named once."""
FILTERS = (
    Filter("mode", N_("How"), lambda item: (item.mode,), formatting.MODES.get),
    Filter(
        "type",
        N_("What"),
        lambda item: (item.event.type,),
        lambda words: words.replace("-", " "),
        page="events/type/{}/",
    ),
    Filter("topic", N_("About"), lambda item: item.event.topics, refers=Topic.KIND),
    Filter("language", N_("Language"), lambda item: item.event.languages, codes="language"),
)
"""What dates of events can be narrowed by."""
SHOWN = ("mode", "topic", "type", "language")
"""The facets as the pages of events show them."""


def lists(hub: Hub) -> Iterator[Page]:
    """What is coming and what was, as lists."""
    schedule, size = hub.schedule, hub.settings.page_size
    for place, items in numbered("events/", coming_up(hub), size):
        yield Page(
            place.url(place.number),
            "events.html",
            partial(_upcoming, items=items, place=place),
            landing=place.number == 1,
        )
    yield Page("events/past/", "events-past.html", _past)
    for year, past in schedule.past_by_year.items():
        for place, items in numbered(f"events/past/{year}/", past, size):
            yield Page(
                place.url(place.number),
                "events-year.html",
                partial(_year, year=year, items=items, place=place),
            )
    for kind in TYPES:
        found = {event.id for event in hub.events.values() if event.type == kind}
        if found:
            yield Page(
                f"events/type/{kind}/", "events-type.html", partial(_type, kind=kind, events=found)
            )


def indexes(hub: Hub) -> Iterator[ListIndex]:
    """What the list of coming dates is narrowed by in a browser, where it has several pages."""
    items = coming_up(hub)
    if len(items) > hub.settings.page_size:
        yield ListIndex(
            KIND.plural,
            "events/",
            items,
            FILTERS,
            title=lambda item: item.title,
            url=hub.url,
            line=lambda item: f"{formatting.when(hub, item).day} · {formatting.where(hub, item)}",
            words=lambda item: _words(hub, item),
            end=formatting.over_at,
        )


def _words(hub: Hub, item: Occurrence) -> Iterator[str]:
    yield formatting.where(hub, item)
    yield formatting.names(hub.people([*item.event.hosts, *item.speakers]), hub.words)


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
    """What the card of an event's date can be found by."""
    return facets.keys(FILTERS, item)


def _upcoming(hub: Hub, items: Sequence[Occurrence], place: Pagination) -> PageView:
    months: dict[str, list[Occurrence]] = {}
    for item in items:
        months.setdefault(hub.words.month(max(item.first_day, hub.as_of)), []).append(item)
    return PageView(
        title=place.titled(hub.words, hub.words("Events")),
        description=hub.words(
            "What is coming up in %(community)s: online, in person and hybrid.",
            community=hub.community.name,
        ),
        values={
            "months": months,
            "place": place,
            "past_count": len(hub.schedule.past),
            "years": {year: len(found) for year, found in hub.schedule.past_by_year.items()},
            "facets": _facets(hub),
            "total": len(coming_up(hub)),
            "index": index_uri(KIND.plural) if place.total > 1 else "",
            "spans": calendar_grid.spans(hub),
            "undated": _undated(hub),
            "keys": keys,
        },
        crumbs=[section(hub, KIND)] if place.number > 1 else [],
        alternates=[
            *kind_feed(KIND),
            *feed_alternates("reminders", hub.words("Reminders")),
            *calendar_alternate(hub, "all"),
        ],
    )


def event_facets(hub: Hub, items: Iterable[Occurrence]) -> list[Facet]:
    """The facets of ``items`` with every choice any calendar page has, so that a choice holds from
    view to view."""
    answers = facets.counted(FILTERS, items)
    for name, choices in _choices(hub).items():
        answers[name].update(choices)
    found = {facet.name: facet for facet in facets.labelled(hub, FILTERS, answers)}
    return [found[name] for name in SHOWN]


@once
def _choices(hub: Hub) -> dict[str, dict[str, int]]:
    """Every choice of each facet, counted as none."""
    found = facets.counted(FILTERS, (*calendar_grid.shown(hub), *coming_up(hub)))
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
        title=hub.words("Past events"),
        description=hub.words("What happened so far, by year, with recaps, recordings and slides."),
        values={
            "years": years,
            "counts": {year: len(items) for year, items in hub.schedule.past_by_year.items()},
        },
        crumbs=[section(hub, KIND)],
    )


def _year(hub: Hub, year: int, items: Sequence[Occurrence], place: Pagination) -> PageView:
    return PageView(
        title=place.titled(hub.words, hub.words("Events in %(time)s", time=year)),
        description=hub.words(
            "What happened in %(year)s, with recaps, recordings and slides.", year=year
        ),
        values={
            "year": year,
            "items": items,
            "place": place,
            "past": hub.schedule.past_by_year[year],
            "years": {other: len(found) for other, found in hub.schedule.past_by_year.items()},
        },
        crumbs=[section(hub, KIND), (hub.words("Past"), "events/past/")],
    )


def _type(hub: Hub, kind: str, events: set[str]) -> PageView:
    coming, past = topics.occurrences_of(hub, events)
    words = hub.words.noted(kind.replace("-", " "))
    return PageView(
        title=hub.words("Events: %(type)s", type=words),
        description=hub.words(
            "Every %(type)s of %(community)s, coming and past.",
            type=words,
            community=hub.community.name,
        ),
        values={
            "coming": coming,
            "past": past[: hub.settings.page_size],
            "past_count": len(past),
            "kind": words,
            "calendar": calendars(hub).get(f"types/{kind}"),
        },
        crumbs=[section(hub, KIND)],
        alternates=facet_alternates(hub, f"types/{kind}"),
    )
