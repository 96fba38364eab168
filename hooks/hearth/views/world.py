"""Maps of places: an equidistant cylindrical projection onto small maps over the outlines of the
land.

The projection is the equidistant cylindrical one: ``x = longitude · cos(middle latitude) · scale``,
``y = −latitude · scale``. It is plain arithmetic, shapes come out right around the middle of the
map, and it goes on over the 180th meridian.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, cos, floor, hypot, log10, radians
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from hearth.base.collation import Collation
from hearth.base.words import ENGLISH, Translations
from hearth.kinds.venue import Venue

WIDTH = 1000
"""Units from edge to edge of every map; the stylesheet counts on it."""
FLATTEST, STEEPEST = 2.4, 1.7
"""How many times wider than high a map of several places is, at most and at least."""
CONTINENT = 70.0
"""Degrees of longitude at the equator that a map of several places shows at least."""
AROUND = 16.0
"""The same for the map around one place: its town with the coasts near it, which is as near as the
outlines are true."""
BAR = 200.0
"""Units: about how long the bar is that says how far it is across a map."""
KILOMETRES = 111.2
"""In a degree of latitude."""
AROUND_SHAPE = 1.6
MARGIN = 0.12
"""Of the map's width and height, left free on each side of the outermost points."""
TOGETHER = 44.0
"""Units: nearer points share one dot, for on a phone two could not be told apart or touched."""
LABELLED = 40
"""Maps with more dots than this carry no words."""
LAND_WEST, LAND_EAST = -180, 191
"""Where the outlines begin and end: Asia is drawn in one piece, to where Chukotka faces Alaska."""
Point = tuple[float, float]


class Spot(Protocol):
    """What a map can show: a venue, or a town."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


Shown = TypeVar("Shown", bound=Spot)


@dataclass(frozen=True)
class Frame:
    """The part of the world a map shows: degrees, unwrapped over the 180th meridian, and how they
    are stretched."""

    west: float
    north: float
    degrees: float
    """From the west edge to the east edge."""
    stretch: float
    """How wide a degree of longitude is drawn, when a degree of latitude is 1."""
    height: int
    """Units; the width is WIDTH."""

    @property
    def scale(self) -> float:
        """Units to a degree of latitude."""
        return WIDTH / (self.degrees * self.stretch)

    def point(self, lat: float, lon: float) -> Point:
        """(x, y) in units of a point, which may be inside the map or not; x counts from the west
        edge, eastward."""
        # Counted from the west edge, so that a map may reach over the 180th meridian.
        east = (lon - self.west) % 360
        return round(east * self.stretch * self.scale, 1), round((self.north - lat) * self.scale, 1)

    @property
    def bar(self) -> tuple[int, float]:
        """(kilometres, units) of a bar that says how far it is across the map: 200 km."""
        long = BAR / self.scale * KILOMETRES
        ten = 10 ** floor(log10(long))
        kilometres = max(step * ten for step in (1, 2, 5) if step * ten <= long)
        return kilometres, round(kilometres / KILOMETRES * self.scale, 1)

    @property
    def land(self) -> tuple[str, ...]:
        """The transforms that lay the outlines under the map; one for each turn of the globe that
        shows."""
        first = ceil((self.west - LAND_EAST) / 360)
        last = floor((self.west + self.degrees - LAND_WEST) / 360)
        across, down = self.stretch * self.scale, self.scale
        return tuple(
            (
                f"translate({(360 * turn - self.west) * across:.1f} {self.north * down:.1f}) "
                f"scale({across:.4f} {down:.4f})"
            )
            for turn in range(first, last + 1)
        )


def around(lat: float, lon: float) -> Frame:
    """The part of the world around one point."""
    return _frame(lat, lon, AROUND, 0, AROUND_SHAPE, AROUND_SHAPE)


def fitting(points: Sequence[Point]) -> Frame:
    """The smallest part of the world that holds all points (latitude, longitude) with a margin, at
    least a continent."""
    lats = [lat for lat, _ in points]
    west, across = _span([lon for _, lon in points])
    room = 1 - 2 * MARGIN
    middle = (max(lats) + min(lats)) / 2
    wide = max(across / room * _stretch(middle), CONTINENT)
    return _frame(
        middle, west + across / 2, wide, (max(lats) - min(lats)) / room, FLATTEST, STEEPEST
    )


def _span(longitudes: list[float]) -> Point:
    """(west end, degrees) of the shortest way round the globe that meets all longitudes."""
    around = sorted({lon % 360 for lon in longitudes})
    gaps = [
        (following - lon, following)
        for lon, following in zip(around, [*around[1:], around[0] + 360], strict=True)
    ]
    # The widest gap between neighbours is left out: what remains is the shortest way round.
    widest, west = max(gaps)
    return west, 360 - widest


def _stretch(lat: float) -> float:
    """cos(latitude), but no narrower than at 75 degrees, where a map would otherwise become a
    thread."""
    return cos(radians(min(abs(lat), 75)))


def _frame(
    lat: float, lon: float, wide: float, high: float, flattest: float, steepest: float
) -> Frame:
    """The frame around a middle, as wide and high as asked (in degrees of latitude) or more, in a
    becoming shape."""
    stretch = _stretch(lat)
    high = max(high, wide / flattest)
    wide = min(max(wide, high * steepest), 360 * stretch)
    high = min(high, 180)
    north = min(max(lat + high / 2, high - 90), 90)
    degrees = wide / stretch
    west = (lon - degrees / 2 + 180) % 360 - 180
    return Frame(west, north, degrees, stretch, ceil(WIDTH * high / wide))


@dataclass(frozen=True)
class Dot(Generic[Shown]):
    """One place on a map, or several that lie too close together to be told apart."""

    x: float
    y: float
    places: tuple[Shown, ...]
    side: str = ""
    """Where its words stand: right, left, above, below; empty when there is no room for any."""
    small: bool = True
    """There is room for the words on a phone too."""
    words: str = ""
    """What stands beside it: the town, or around which one its places lie."""

    @property
    def shared(self) -> bool:
        """Whether it stands for several places."""
        return len(self.places) > 1

    @property
    def anchor(self) -> str:
        """The part of the page below the map that a shared dot leads to."""
        return f"near-{self.places[0].id}"


@dataclass(frozen=True)
class Map(Generic[Shown]):
    """What a page needs to draw: the frame and the dots, from north to south."""

    frame: Frame
    dots: tuple[Dot[Shown], ...]


def point_of(venue: Spot) -> Point | None:
    """(latitude, longitude) of a place that gives both."""
    return (venue.lat, venue.lon) if venue.lat is not None and venue.lon is not None else None


def open_map(venue: Venue) -> str:
    """The address at which a map of the streets around the venue opens, or nothing."""
    point = point_of(venue)
    if not point:
        return ""
    lat, lon = _written(point).split(",")
    return f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=16/{lat}/{lon}"


def directions(venue: Venue) -> str:
    """The address at which the way to the venue is found: to its point, else to what it says of
    its place."""
    point = point_of(venue)
    if point:
        return f"https://www.openstreetmap.org/directions?{urlencode({'to': _written(point)})}"
    said = [venue.address, venue.city, venue.region, venue.country]
    query = urlencode({"query": ", ".join(part for part in said if part)})
    return f"https://www.openstreetmap.org/search?{query}" if venue.address else ""


def geo(venue: Venue) -> str:
    """The venue's point for the reader's own map application (RFC 5870), or nothing."""
    point = point_of(venue)
    return f"geo:{_written(point)}" if point else ""


def _written(point: Point) -> str:
    return ",".join(f"{degrees:.5f}".rstrip("0").rstrip(".") for degrees in point)


def map_around(venue: Venue) -> Map[Venue] | None:
    """The map of the venue's part of the world, if the venue says where it lies."""
    point = point_of(venue)
    if not point:
        return None
    frame = around(*point)
    return Map(frame, (Dot(*frame.point(*point), (venue,), "right", words=venue.city),))


def map_of(
    places: Iterable[Shown], words: Translations = ENGLISH, most: int = 0
) -> Map[Shown] | None:
    """The map of all places that say where they lie, or None when none does; those that lie
    together share a dot, so that there are at most so many, or 0 for any number."""
    found = [(place, point) for place in places if (point := point_of(place))]
    if not found:
        return None
    frame = fitting([point for _, point in found])
    points, reach = [(frame.point(*point), place) for place, point in found], TOGETHER
    dots = _gathered(points, reach)
    while most and len(dots) > most:
        reach *= 1.5
        dots = _gathered(points, reach)
    named = [replace(dot, words=_beside(dot.places, words)) for dot in dots]
    return Map(frame, tuple(_worded(named, frame)))


def _beside(places: Sequence[Spot], words: Translations) -> str:
    city = places[0].city
    if all(place.city == city for place in places):
        return city
    return words("around %(place)s", place=city)


def neighbours_together(
    venues: Iterable[Venue], drawn: Map[Venue] | None, collation: Collation
) -> list[Venue]:
    """Venues by city and name, with those that share a dot one after the other."""
    by_name = sorted(venues, key=lambda venue: collation.by(_by_city(venue)))
    shared = {venue.id: dot.places for dot in drawn.dots for venue in dot.places} if drawn else {}
    ordered: dict[str, Venue] = {}
    for venue in by_name:
        for neighbour in shared.get(venue.id, (venue,)):
            ordered.setdefault(neighbour.id, neighbour)
    return list(ordered.values())


def _by_city(place: Spot) -> tuple[str, str, str]:
    return place.city, place.name, place.id


def _gathered(points: list[tuple[Point, Shown]], reach: float) -> list[Dot[Shown]]:
    """Dots from north to south; a place joins the nearest dot that began within reach of it."""
    begun: dict[tuple[int, int], list[tuple[Point, list[Shown]]]] = {}
    for (x, y), place in sorted(points, key=lambda pair: _by_city(pair[1])):
        # A grid of cells as wide as the reach: only nine of them need be looked at.
        column, row = int(x // reach), int(y // reach)
        cells = ((i, j) for i in (column - 1, column, column + 1) for j in (row - 1, row, row + 1))
        near = [
            (hypot(x - at[0], y - at[1]), at, there)
            for cell in cells
            for at, there in begun.get(cell, ())
        ]
        distance, _, there = min(near, key=lambda item: item[:2], default=(reach, (x, y), []))
        if distance >= reach:
            begun.setdefault((column, row), []).append(((x, y), there := []))
        there.append(place)
    dots = [Dot(x, y, tuple(there)) for cell in begun.values() for (x, y), there in cell]
    return sorted(dots, key=lambda dot: (dot.y, dot.x, dot.places[0].id))


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
SIDES = ("right", "left", "below", "above")
LETTERS = {"small": 34.0, "large": 14.0}
"""Size of the words in units: on a phone a unit is a third of a pixel, at a desk about one."""


def _worded(dots: list[Dot[Shown]], frame: Frame) -> Iterator[Dot[Shown]]:
    """The dots with the side their words stand on, where those cross neither a dot nor other
    words."""
    taken = {size: [_dot(dot, letters) for dot in dots] for size, letters in LETTERS.items()}
    for dot in dots:
        side, sizes = _room(dot, taken, frame) if len(dots) <= LABELLED else ("", ())
        for size in sizes:
            taken[size].append(_words(dot, side, LETTERS[size]))
        yield replace(dot, side=side, small="small" in sizes)


def _room(
    dot: Dot[Shown], taken: dict[str, list[Box]], frame: Frame
) -> tuple[str, tuple[str, ...]]:
    """(side, sizes) at which the dot's words find room: at both sizes if there is a side for it,
    else at a desk only."""
    for sizes in (tuple(LETTERS), ("large",)):
        for side in SIDES:
            if all(_free(_words(dot, side, LETTERS[size]), taken[size], frame) for size in sizes):
                return side, sizes
    return "", ()


def _dot(dot: Dot[Shown], letters: float) -> Box:
    reach = letters * (0.9 if dot.shared else 0.7)
    return dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach


def _words(dot: Dot[Shown], side: str, letters: float) -> Box:
    """The box of the words on a side of the dot; letters beyond the Latin ones and their like are
    as wide as high."""
    long = letters * sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in dot.words)
    half, gap = letters * 0.6, letters * (1.4 if dot.shared else 1.2)
    if side in ("above", "below"):
        middle = dot.y + (gap + letters / 2) * (1 if side == "below" else -1)
        return dot.x - long / 2, middle - half, dot.x + long / 2, middle + half
    left = dot.x + gap if side == "right" else dot.x - gap - long
    return left, dot.y - half, left + long, dot.y + half


def _free(box: Box, taken: list[Box], frame: Frame) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= WIDTH and bottom <= frame.height
    return inside and not any(
        left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
        for other in taken
    )
