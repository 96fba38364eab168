"""Where members and groups are, town by town, and maps of it: never nearer than a town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from hearth.base.country_regions import REGION_OF
from hearth.base.derived import once
from hearth.base.normalize import fold
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.venue import Venue
from hearth.model.hub import Hub
from hearth.views import directory, world
from hearth.views.facets import word
from hearth.views.world import Map, Point

MARKS = 60
"""Dots on one map at most."""
LISTED = 120
"""Towns that have a card; of more, those with the most people."""
FACES, NAMED = 5, 3
"""People, and events, that a card names."""
SEVERAL = 3
"""Towns that make a part of the world worth a map of its own."""


@dataclass(frozen=True)
class Town:
    """A town with those who are there, what meets there, and what is coming."""

    id: str
    city: str
    country: str
    point: Point | None
    """The town's place to a tenth of a degree, about ten kilometres: where in it somebody lives is
    nobody's business."""
    members: tuple[Member, ...]
    groups: tuple[Group, ...]
    events: tuple[Event, ...]

    @property
    def part(self) -> str:
        """The code of the part of the world it lies in."""
        return REGION_OF.get(self.country, "")

    @property
    def answer(self) -> str:
        """How lists of members are narrowed by it."""
        return word(self.city)

    @property
    def name(self) -> str:
        """Nothing but the town."""
        return self.city

    @property
    def lat(self) -> float | None:
        """Degrees north."""
        return self.point and self.point[0]

    @property
    def lon(self) -> float | None:
        """Degrees east."""
        return self.point and self.point[1]


@dataclass(frozen=True)
class WorldView:
    """A map of the world, or of a part of it."""

    code: str
    """Of the part of the world; empty for all of it."""
    map: Map[Town]


@dataclass
class _Gathered:
    city: str
    country: str
    points: list[Point] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)


@once
def towns(hub: Hub) -> list[Town]:
    """All towns that active members and venues name, by country and name."""
    found: dict[str, _Gathered] = {}
    for member in directory.in_order(hub, directory.active(hub)):
        place = member.place
        if place and place.city:
            town = _town(found, place.city, place.country)
            town.members.append(member)
            if place.lat is not None and place.lon is not None:
                town.points.append((place.lat, place.lon))
    coming = {item.event.id for item in hub.schedule.upcoming}
    for event in hub.events.values():
        if venue := hub.venues.get(event.venue or ""):
            _meets(hub, _town(found, venue.city, venue.country), event, venue, coming)
    made = [
        Town(
            key,
            town.city,
            town.country,
            _middle(town.points),
            tuple(town.members),
            tuple(town.groups.values()),
            tuple(town.events.values()),
        )
        for key, town in found.items()
        if town.members or town.groups or town.events
    ]
    name, by = hub.words.country, hub.collation.by
    return sorted(made, key=lambda town: by((name(town.country), town.city, town.id)))


def _town(found: dict[str, _Gathered], city: str, country: str) -> _Gathered:
    key = f"{country.lower()}-{'-'.join(fold(city).split())}"
    return found.setdefault(key, _Gathered(city, country))


def _meets(hub: Hub, town: _Gathered, event: Event, venue: Venue, coming: set[str]) -> None:
    """Note what meets at a venue of the town."""
    if point := world.point_of(venue):
        town.points.append(point)
    if group := hub.groups.get(event.group or ""):
        town.groups[group.id] = group
    if event.id in coming:
        town.events[event.id] = event


def _middle(points: list[Point]) -> Point | None:
    if not points:
        return None
    lat, lon = sorted(points)[len(points) // 2]
    return round(lat, 1), round(lon, 1)


def largest(found: list[Town]) -> tuple[list[Town], Counter[str]]:
    """The towns that have a card, in their order, and by country how many more there are."""
    by_size = sorted(found, key=lambda town: (-len(town.members), town.id))[:LISTED]
    shown = {town.id for town in by_size}
    kept = [town for town in found if town.id in shown]
    return kept, Counter(town.country for town in found if town.id not in shown)


def views(hub: Hub) -> Iterator[WorldView]:
    """Maps of the parts of the world that have several towns, and at last of all the world."""
    placed = [town for town in towns(hub) if town.point]
    parts: dict[str, list[Town]] = {}
    for town in placed:
        parts.setdefault(town.part, []).append(town)
    for code in sorted(parts, key=lambda code: hub.collation.key(hub.words.country(code))):
        whole = len(parts[code]) < SEVERAL or len(parts) < 2
        drawn = None if whole or not code else world.map_of(parts[code], hub.words, MARKS)
        if drawn:
            yield WorldView(code, drawn)
    if drawn := world.map_of(placed, hub.words, MARKS):
        yield WorldView("", drawn)
