"""Pages of the events near a town, and of the towns that have one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.kinds.event import KIND
from hearth.model.hub import Hub
from hearth.outputs.calendars import FACETS, calendars
from hearth.outputs.pages.page import Crumb, Page, PageView, facet_alternates, section
from hearth.views import nearby
from hearth.views.nearby import NearbyTown


def lists(hub: Hub) -> Iterator[Page]:
    """The towns, and a page for each."""
    found = nearby.towns(hub)
    if found:
        yield Page(nearby.FOLDER, "events-towns.html", _towns)
    for town in found.values():
        yield Page(town.url, "events-near.html", partial(_near, town=town))


def _title(hub: Hub) -> Crumb:
    return hub.words.noted(FACETS["near"].heading), nearby.FOLDER


def _towns(hub: Hub) -> PageView:
    """The towns, each with how much is coming near it."""
    by = hub.collation.by
    found = [(town, len(nearby.nearest(hub, town)[0])) for town in nearby.towns(hub).values()]
    return PageView(
        title=_title(hub)[0],
        description=hub.words("Events in person near the towns where members and places are."),
        values={"towns": sorted(found, key=lambda pair: by((pair[0].city, pair[0].id)))},
        crumbs=[section(hub, KIND)],
    )


def _near(hub: Hub, town: NearbyTown) -> PageView:
    close, far = nearby.nearest(hub, town)
    return PageView(
        title=hub.words("Events near %(town)s", town=hub.words.among(town.city)),
        description=hub.words(
            "Events in person within 100 km of %(town)s, and the nearest further away.",
            town=hub.words.among(town.city),
        ),
        values={
            "town": town,
            "close": close,
            "far": far,
            "calendar": calendars(hub).get(f"near/{town.id}"),
            "of_country": calendars(hub).get(f"countries/{town.country.lower()}"),
        },
        crumbs=[section(hub, KIND), _title(hub)],
        crumb=town.city,
        alternates=facet_alternates(hub, f"near/{town.id}"),
    )
