"""Pages of venues."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.kinds import event
from hearth.kinds.event import Event
from hearth.kinds.venue import KIND, Venue
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.face import Face
from hearth.outputs.pages.page import Crumb, Page, PageView, facet_alternates, section
from hearth.views import nearby, topics, world
from hearth.wording import structured_data
from hearth.wording.structured_data import Thing


class VenueFace(Face[Venue]):
    """Places on a map, and a page for each."""

    def lists(self, hub: Hub) -> Iterator[Page]:
        yield Page("venues/", "venues.html", self._venues, landing=True)

    def _venues(self, hub: Hub) -> PageView:
        drawn = world.map_of(hub.venues.values(), hub.words)
        return PageView(
            title=hub.words.noted(self.kind.listing.title),
            description=hub.words.noted(self.kind.listing.purpose),
            values={
                "venues": world.neighbours_together(hub.venues.values(), drawn, hub.collation),
                "map": drawn,
                "unmapped": [venue for venue in hub.venues.values() if not world.point_of(venue)],
            },
            crumbs=[section(hub, event.KIND)],
        )

    def view(self, hub: Hub, record: Venue) -> PageView:
        events = hub.referring(record, Event)
        coming, past = topics.occurrences_of(hub, {event.id for event in events})
        return PageView(
            title=record.name,
            description=record.summary
            or hub.words("%(name)s in %(city)s", name=record.name, city=record.city),
            values={
                "venue": record,
                "coming": coming,
                "past": past,
                "host": hub.members.get(record.host or ""),
                "map": world.map_around(record),
                "open_map": world.open_map(record),
                "directions": world.directions(record),
                "geo": world.geo(record),
                "calendar": calendars(hub).get(f"venues/{record.id}"),
                "town": nearby.town_of(hub, record),
            },
            crumbs=self.crumbs(hub, record),
            things=[self.thing(hub, record)],
            alternates=facet_alternates(hub, f"venues/{record.id}"),
            record=record,
        )

    def crumbs(self, hub: Hub, record: Venue) -> list[Crumb]:
        return [section(hub, event.KIND), section(hub, self.kind)]

    def thing(self, hub: Hub, record: Venue) -> Thing:
        return structured_data.venue(hub, record)


FACE = VenueFace(KIND)
