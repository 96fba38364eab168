"""Lists of events: what is coming, and what was, by type and by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import time, timedelta
from functools import partial

from hearth.base.country_regions import REGION_OF
from hearth.base.derived import once
from hearth.base.words import N_
from hearth.kinds.descriptor import Filter, Surroundings
from hearth.kinds.event import KIND, TYPES, Event
from hearth.kinds.fields import LEVELS, levels
from hearth.kinds.venue import Venue
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
from hearth.views import calendar_grid, facets, nearby, topics
from hearth.views.facets import Choice, Facet
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
    Filter(
        "language", N_("Language"), lambda item: item.event.languages, codes="language", folded=True
    ),
    Filter(
        "level",
        N_("Level"),
        lambda item: levels(item.event.level),
        order=LEVELS,
        folded=True,
    ),
    Filter(
        "cost",
        N_("Cost"),
        lambda item: ("free" if _is_free(item.event) else None,),
        lambda _: N_("free"),
        folded=True,
    ),
    Filter(
        "weekday",
        N_("Day of the week"),
        lambda item: (str(item.first_day.weekday()),),
        codes="weekday",
        order=tuple(map(str, range(7))),
        folded=True,
    ),
    Filter(
        "region",
        N_("Part of the world"),
        inside=lambda item, hub: (REGION_OF.get(_place(hub, item, "country") or ""),),
        codes="region",
        folded=True,
    ),
    Filter(
        "country",
        N_("Country"),
        inside=lambda item, hub: (_place(hub, item, "country"),),
        codes="country",
        folded=True,
    ),
    Filter(
        "town",
        N_("Town"),
        inside=lambda item, hub: (_place(hub, item, "city"),),
        codes="name",
        folded=True,
    ),
)
"""What dates of events can be narrowed by."""
SHOWN = (
    "mode",
    "topic",
    "type",
    "daytime",
    "weekday",
    "cost",
    "level",
    "language",
    "region",
    "country",
    "town",
)
"""The facets as the pages of events show them."""
DAYTIMES = {
    "morning": (N_("morning"), 6, 12),
    "afternoon": (N_("afternoon"), 12, 18),
    "evening": (N_("evening"), 18, 0),
    "night": (N_("night"), 0, 6),
}
"""Parts of a reader's day, with the hours in which they begin and end, as the script has them."""


def _is_free(event: Event) -> bool:
    return event.registration is not None and event.registration.is_free


def _place(hub: Surroundings, item: Occurrence, part: str) -> str | None:
    """A part of the address where people come together."""
    if item.mode == "online":
        return None
    spot = hub.records[Venue.KIND].get(item.venue or "") or item.place
    return getattr(spot, part) if spot else None


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
            hub,
            FILTERS,
            title=lambda item: item.title,
            url=hub.url,
            line=lambda item: f"{formatting.when(hub, item).day} · {formatting.where(hub, item)}",
            words=lambda item: _words(hub, item),
            facets=_facets(hub),
            start=lambda item: formatting.when(hub, item).start,
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


def keys(hub: Hub, items: Iterable[Occurrence]) -> Callable[[Occurrence], str]:
    """What the cards of events' dates can be found by."""
    found = {f"{item.event.id}@{item.original}": facets.keys(hub, FILTERS, item) for item in items}
    return partial(_keys_of, found)


def _keys_of(found: Mapping[str, str], item: Occurrence) -> str:
    return found[f"{item.event.id}@{item.original}"]


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
            "near_towns": bool(nearby.towns(hub)),
            "keys": keys(hub, items),
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
    answers = facets.counted(hub, FILTERS, items)
    for name, choices in _choices(hub).items():
        answers[name].update(dict.fromkeys(choices, 0))
    found = {facet.name: facet for facet in facets.labelled(hub, FILTERS, answers)}
    found["daytime"] = _daytime(hub)
    return [found[name] for name in SHOWN if name in _offered(hub)]


def _daytime(hub: Hub) -> Facet:
    """When dates begin by the clock of the reader, which only a browser knows."""
    choices = [
        Choice(key, f"{hub.words.noted(name)} {hub.words.hours(time(begins), time(ends))}", None)
        for key, (name, begins, ends) in DAYTIMES.items()
    ]
    title = hub.words("Begins, by your clock")
    return Facet("daytime", title, tuple(choices), folded=True, own_time=True)


@once
def _everything(hub: Hub) -> list[Occurrence]:
    """All dates of which some page can be narrowed."""
    return [*calendar_grid.shown(hub), *coming_up(hub)]


@once
def _choices(hub: Hub) -> dict[str, Counter[str]]:
    """Every choice of each facet."""
    return facets.counted(hub, FILTERS, _everything(hub))


@once
def _offered(hub: Hub) -> set[str]:
    """The facets that narrow anything."""
    found = [*facets.labelled(hub, FILTERS, _choices(hub)), _daytime(hub)]
    return {facet.name for facet in facets.narrowing(found, len(_everything(hub)))}


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
