"""Towns, and the events that take place near them.

Distances are those between towns, in a straight line and in round numbers: where somebody lives is
never told more closely than by the town on their profile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt

from hearth.base.derived import once
from hearth.base.normalize import fold
from hearth.kinds.event_parts import EventPlace
from hearth.kinds.member import Place
from hearth.kinds.venue import Venue
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.model.schedule import Occurrence
from hearth.read.ids import slug
from hearth.views.world import Point

FOLDER = "events/near/"
NEAR = 100
"""Kilometres that count as near; messages say it too."""
TOWNS = 200
"""How many towns have a page at most, those with the most people and places: so the work grows with
the places of events alone."""
FARTHER = 12
"""How many events further away a town's page names."""
TOGETHER = 60
"""Kilometres between records of one town at most; else two towns share a name."""
ROUND = 10
EARTH = 6371.0
Name = tuple[str, str]
"""(town, country) to be compared by."""


@dataclass(frozen=True)
class NearbyTown:
    """A town with members or places: its id is part of its address."""

    id: str
    city: str
    country: str
    point: Point
    first: Target
    """A record that names it."""

    @property
    def url(self) -> str:
        """Of its page, from the site's root."""
        return f"{FOLDER}{self.id}/"


@dataclass(frozen=True)
class Near:
    """A date, and how many kilometres away it is; 0 is in the town or close by."""

    item: Occurrence
    km: int


@once
def towns(hub: Hub) -> dict[str, NearbyTown]:
    """The towns that have a page, by their ids, which are the same in each language of a hub; none
    while no event has a place on the map."""
    named = _named(hub.original or hub).values() if _points(hub) else ()
    by_id: dict[str, NearbyTown] = {}
    for town in named:
        here = _places(hub).get(town.first)
        by_id.setdefault(town.id, replace(town, city=(here and here.city) or town.city))
    return dict(sorted(by_id.items()))


@once
def _named(hub: Hub) -> dict[Name, NearbyTown]:
    """The towns that have a page, by what they are called."""
    found: defaultdict[Name, list[Target]] = defaultdict(list)
    for target, place in _places(hub).items():
        found[_name(place)].append(target)
    first = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:TOWNS]
    made = ((name, _town(hub, name, targets)) for name, targets in first)
    return {name: town for name, town in made if town}


def _town(hub: Hub, name: Name, targets: list[Target]) -> NearbyTown | None:
    """The town of some records, where the first of them lies; None when two share the name."""
    places = [_places(hub)[target] for target in targets]
    points = [point for place in places if (point := _point(place))]
    if any(kilometres(points[0], point) > TOGETHER for point in points):
        return None
    # In tenths of a degree, the size of a town: one person alone would else tell their own place.
    lat, lon = (round(part, 1) for part in points[0])
    words = slug(name[0], f"{abs(lat):.0f}-{abs(lon):.0f}")
    country = places[0].country
    return NearbyTown(f"{words}-{name[1]}", places[0].city or "", country, (lat, lon), targets[0])


@once
def _places(hub: Hub) -> dict[Target, Venue | Place]:
    """Where venues and members are, of whom a town and a point on the map are known."""
    found: dict[Target, Venue | Place] = {
        **{(one.KIND, one.id): one for one in hub.venues.values()},
        **{(one.KIND, one.id): one.place for one in hub.members.values() if one.place},
    }
    return {target: place for target, place in found.items() if place.city and _point(place)}


def _name(place: Venue | Place | EventPlace) -> Name:
    return fold(place.city or ""), place.country.lower()


def _point(place: Venue | Place) -> Point | None:
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


@once
def _points(hub: Hub) -> dict[tuple[str, date], Point]:
    """Where each date takes place that is no online one: on the map, or in a town that is."""
    if hub.original:
        return _points(hub.original)
    named, found = _named(hub), {}
    for item in hub.schedule.occurrences if named else ():
        venue = hub.venues.get(item.venue or "")
        place = venue or item.place
        if item.mode != "online" and place:
            town = named.get(_name(place))
            if point := (venue and _point(venue)) or (town and town.point):
                found[item.event.id, item.original] = point
    return found


def town_of(hub: Hub, venue: Venue) -> NearbyTown | None:
    """The town of a venue, if it has a page."""
    original = hub.original or hub
    town = _named(original).get(_name(original.venues[venue.id]))
    return towns(hub).get(town.id) if town else None


@once
def _distances(hub: Hub) -> dict[Point, dict[str, float]]:
    """Kilometres from each place where something happens to each town."""
    return {
        point: {town.id: kilometres(point, town.point) for town in towns(hub).values()}
        for point in set(_points(hub).values())
    }


def near(hub: Hub, item: Occurrence) -> Iterator[str]:
    """The ids of the towns that a date is near to."""
    if point := _points(hub).get((item.event.id, item.original)):
        yield from (town for town, km in _distances(hub)[point].items() if km <= NEAR)


@once
def _coming(hub: Hub) -> dict[Point, list[Occurrence]]:
    """The next date of each event that is coming, by where it takes place."""
    found: defaultdict[Point, list[Occurrence]] = defaultdict(list)
    for item in hub.schedule.one_each(hub.schedule.upcoming):
        if point := _points(hub).get((item.event.id, item.original)):
            found[point].append(item)
    return found


def nearest(hub: Hub, town: NearbyTown) -> tuple[list[Near], list[Near]]:
    """(what is coming near a town, soonest first; the nearest further away)."""
    coming, close, far = _coming(hub), list[Near](), list[Near]()
    for km, point in sorted((_distances(hub)[point][town.id], point) for point in coming):
        about = round(km / ROUND) * ROUND
        (close if km <= NEAR else far).extend(Near(item, about) for item in coming[point])
        if len(far) >= FARTHER:
            break
    return sorted(close, key=lambda one: one.item.sort_key), far[:FARTHER]


def kilometres(one: Point, other: Point) -> float:
    """The distance of two points (latitude, longitude) along the surface: haversines on a sphere,
    right to a half of one per cent."""
    (lat, lon), (lat2, lon2) = (map(radians, point) for point in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))
