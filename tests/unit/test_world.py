"""Maps: points land where they are, over every edge of the projection, and no place becomes
unreachable."""

from __future__ import annotations

import importlib.util
import re
from itertools import product
from math import cos, hypot, radians
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.base.collation import Collation
from hearth.kinds.venue import Venue
from hearth.outputs.pages.venues import FACE
from hearth.views import world
from hearth.wording import structured_data
from hubs import REPOSITORY, small_hub

ASSETS = REPOSITORY / "hooks" / "hearth" / "theme" / "assets" / "hearth" / "map"
SUVA, HILO, NAIROBI, BERLIN = (-18.1, 178.4), (19.7, -155.1), (-1.29, 36.82), (52.52, 13.41)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def venue(place: str, at: tuple[float, float] | None = None, city: str = "") -> Venue:
    lat, lon = at or (None, None)
    return Venue(
        id=place,
        path=f"{place}.yml",
        name=place.title(),
        city=city or place,
        country="KE",
        lat=lat,
        lon=lon,
    )


def inside(frame: world.Frame, at: tuple[float, float]) -> bool:
    x, y = frame.point(*at)
    return 0 <= x <= world.WIDTH and 0 <= y <= frame.height


# -- the projection --------------------------------------------------------------------------------


def test_the_middle_is_in_the_middle() -> None:
    """A place is at the centre of the map around it."""
    frame = world.around(*NAIROBI)
    assert frame.point(*NAIROBI) == (world.WIDTH / 2, pytest.approx(frame.height / 2, abs=0.5))


def test_known_points() -> None:
    """A degree of latitude has the same length everywhere; one of longitude is cos(middle latitude)
    of it."""
    frame = world.Frame(west=-180, north=90, degrees=360, stretch=0.5, height=1000)
    assert frame.point(90, -180) == (0, 0)
    assert frame.point(0, 0) == (500, 500)
    assert frame.point(-90, 90) == (750, 1000)
    near = world.around(*BERLIN)
    (x, y), (east, _), (_, south) = (
        near.point(*at) for at in (BERLIN, (52.52, 14.41), (51.52, 13.41))
    )
    assert (east - x) / (south - y) == pytest.approx(cos(radians(52.52)), abs=0.01)


@settings(max_examples=300, deadline=None)
@given(st.lists(points, min_size=1, max_size=8))
def test_every_point_is_on_the_map(found: list[tuple[float, float]]) -> None:
    """Wherever places lie, the map that fits them holds them all and never leaves the globe."""
    frame = world.fitting(found)
    assert all(inside(frame, at) for at in found)
    assert frame.north <= 90 and frame.north - frame.height / frame.scale >= -90.5
    assert frame.degrees <= 360.01 and 0 < frame.height < 1500


def test_a_map_is_as_wide_as_a_continent() -> None:
    """Two places in one town do not make a map of a town."""
    frame = world.fitting([BERLIN, (52.4, 13.1)])
    assert frame.degrees * frame.stretch >= world.CONTINENT


def test_over_the_180th_meridian_the_short_way() -> None:
    """Fiji and Hawaii are neighbours, and the land is drawn for both turns of the globe."""
    frame = world.fitting([SUVA, HILO])
    (fiji, _), (hawaii, _) = frame.point(*SUVA), frame.point(*HILO)
    assert 0 < fiji < hawaii < world.WIDTH
    assert frame.degrees < 120
    assert len(frame.land) == 2


def test_land_is_drawn_where_the_points_are() -> None:
    """The transform of the outlines takes a degree to the same unit as the point of the frame."""
    for at in (SUVA, HILO, NAIROBI):
        frame = world.around(*at)
        drawn = []
        for transform in frame.land:
            left, top, across, down = map(float, re.findall(r"-?[\d.]+", transform))
            drawn.append((left + at[1] * across, top - at[0] * down))
        assert any(hypot(x - frame.point(*at)[0], y - frame.point(*at)[1]) < 1 for x, y in drawn)


@pytest.mark.parametrize("lat", [90, -90, 84])
def test_at_the_poles(lat: float) -> None:
    """A place at a pole has a map, too."""
    frame = world.around(lat, 20)
    assert inside(frame, (lat, 20)) and frame.degrees <= 360


# -- places on it ----------------------------------------------------------------------------------


def test_no_coordinates_no_map() -> None:
    """Without both numbers there is nothing to draw, and nothing to open."""
    half = Venue(id="half", path="half.yml", name="Half", city="Half", country="KE", lat=1.0)
    assert world.map_of([venue("nowhere"), half]) is None
    assert world.map_around(half) is None
    assert world.open_map(half) == ""


def test_the_way_leads_to_the_point_or_the_address() -> None:
    """Never to more than the venue says: without coordinates the address is looked up."""
    hall = venue("hall", NAIROBI)
    to = ",".join(map(str, NAIROBI))
    assert world.directions(hall) == (
        f"https://www.openstreetmap.org/directions?to={to.replace(',', '%2C')}"
    )
    assert world.geo(hall) == f"geo:{to}"
    street = venue("street").model_copy(update={"address": "Long Road 3", "city": "Nairobi"})
    found = "https://www.openstreetmap.org/search?query=Long+Road+3%2C+Nairobi%2C+KE"
    assert (world.directions(street), world.geo(street)) == (found, "")
    assert world.directions(venue("somewhere")) == ""


def test_a_bar_says_how_far_it_is() -> None:
    """A round number of kilometres, as long as they are on the map."""
    frame = world.around(*NAIROBI)
    kilometres, units = frame.bar
    assert str(kilometres).strip("0") in ("1", "2", "5") and 80 <= units <= world.BAR
    down = frame.point(NAIROBI[0] - kilometres / world.KILOMETRES, NAIROBI[1])
    assert abs(down[1] - frame.point(*NAIROBI)[1] - units) < 1


def test_the_equator_is_a_place() -> None:
    """Zero degrees are coordinates like others."""
    assert world.map_around(venue("null", (0.0, 0.0))) is not None


def test_neighbours_share_a_dot() -> None:
    """Places too close to tell apart become one dot that names all of them."""
    drawn = world.map_of(
        [venue("b", (52.5, 13.4)), venue("a", (52.51, 13.41)), venue("far", NAIROBI)]
    )
    assert drawn
    assert sorted([place.id for place in dot.places] for dot in drawn.dots) == [["a", "b"], ["far"]]


@settings(max_examples=60, deadline=None)
@given(st.lists(points, min_size=1, max_size=60))
def test_no_place_is_lost_and_no_dot_hidden(found: list[tuple[float, float]]) -> None:
    """Each place belongs to one dot, and no two dots lie closer than they can be told apart."""
    drawn = world.map_of([venue(f"v{number}", at) for number, at in enumerate(found)])
    assert drawn
    assert sorted(place.id for dot in drawn.dots for place in dot.places) == sorted(
        f"v{number}" for number in range(len(found))
    )
    for one, other in product(drawn.dots, drawn.dots):
        assert one is other or hypot(one.x - other.x, one.y - other.y) >= world.TOGETHER - 0.1


def test_a_shared_dot_says_what_it_stands_for() -> None:
    """The town when all its places lie there, else around which town they lie."""
    town, beside = venue("a", BERLIN, "Berlin"), venue("b", (52.51, 13.4), "Berlin")
    for places, words in (
        ([town, beside], "Berlin"),
        ([town, venue("c", (52.4, 13.1), "Potsdam")], "around Berlin"),
    ):
        drawn = world.map_of(places)
        assert drawn and [(dot.words, dot.shared) for dot in drawn.dots] == [(words, True)]


def test_the_order_of_files_does_not_matter() -> None:
    """The same places give the same map, whichever is read first."""
    places = [venue(f"v{n}", (40 + n * 0.9, 10 + n * 1.7)) for n in range(12)]
    assert world.map_of(places) == world.map_of(reversed(places))


def test_words_do_not_cross() -> None:
    """No words lie over a dot or over other words, and a dot without room keeps silent."""
    places = [
        venue(f"v{n}", (50 + n % 3 * 3, n * 5.0), "A rather long name of a town") for n in range(9)
    ]
    drawn = world.map_of(places)
    assert drawn and any(dot.side for dot in drawn.dots) and not all(dot.side for dot in drawn.dots)
    boxes = [world._words(dot, dot.side, 14) for dot in drawn.dots if dot.side]
    boxes += [(dot.x - 7, dot.y - 7, dot.x + 7, dot.y + 7) for dot in drawn.dots]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert not (
                left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            )


def test_neighbours_stand_together_in_the_list() -> None:
    """The list goes by towns, but who shares a dot is found in one place."""
    places = [
        venue("z", (52.4, 13.1), "Potsdam"),
        venue("m", NAIROBI, "Nairobi"),
        venue("b", BERLIN, "Berlin"),
    ]
    order = world.neighbours_together(places, world.map_of(places), Collation())
    assert [place.city for place in order] == ["Berlin", "Potsdam", "Nairobi"]


# -- the pages -------------------------------------------------------------------------------------


def test_a_shared_dot_leads_to_its_places(tmp_path: Path) -> None:
    """The link of a dot with a count ends at the first of its places in the list below."""
    other = "name: The Annex\ncity: Nairobi\ncountry: KE\nlat: -1.3\nlon: 36.8\n"
    hall = (
        "name: The Hall\ncity: Nairobi\ncountry: KE\ntimezone: Africa/Nairobi\nlat: -1.29\n"
        "lon: 36.82\n"
    )
    hub = small_hub(tmp_path, {"events/venues/annex.yml": other, "events/venues/hall.yml": hall})
    drawn = world.map_of(hub.venues.values())
    assert drawn and [dot.anchor for dot in drawn.dots] == ["near-annex"]
    listed = (
        next(page for page in FACE.pages(hub) if page.url == "venues/")
        .prepare(hub)
        .values["venues"]
    )
    assert [place.id for place in listed] == ["annex", "hall"]


def test_machines_learn_what_is_stated(tmp_path: Path) -> None:
    """Yes and no are told as such, other answers in their words, what is not stated not at all."""
    hall = (
        "name: The Hall\ncity: Nairobi\ncountry: KE\ntimezone: Africa/Nairobi\ncapacity: 0\n"
        "lat: -1.29\nlon: 36.82\n"
        "step_free: yes\naccess: {hearing_loop: no, quiet_room: upstairs}\n"
    )
    hub = small_hub(tmp_path, {"events/venues/hall.yml": hall})
    told = structured_data.venue(hub, hub.venues["hall"])
    assert {item["name"]: item["value"] for item in told["amenityFeature"]} == {
        "Step-free access": True,
        "Hearing loop": False,
        "Quiet room": "upstairs",
    }
    assert told["maximumAttendeeCapacity"] == 0
    assert (
        told["hasMap"] == "https://www.openstreetmap.org/?mlat=-1.29&mlon=36.82#map=16/-1.29/36.82"
    )


# -- the outlines ----------------------------------------------------------------------------------


def outlines() -> list[list[tuple[int, int]]]:
    """The rings of world.svg in tenths of a degree."""
    found = re.search(r' d="([^"]*)"', (ASSETS / "world.svg").read_text(encoding="utf-8"))
    assert found
    rings = []
    for ring in found[1].removesuffix("z").split("z"):
        x, y, *steps = map(int, re.findall(r"-?\d+", ring))
        places = [(x, y)]
        for east, south in zip(steps[::2], steps[1::2], strict=True):
            places.append((places[-1][0] + east, places[-1][1] + south))
        rings.append(places)
    return rings


def is_land(lat: float, lon: float) -> bool:
    """Whether a point lies inside an odd number of rings."""
    x, y, inside = lon * 10, -lat * 10, False
    for ring in outlines():
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("name", "lat", "lon", "land"),
    [
        ("Nairobi", -1.29, 36.82, True),
        ("Berlin", 52.52, 13.41, True),
        ("Alice Springs", -23.7, 133.9, True),
        ("Chukotka beyond 180°", 66.5, 185.0, True),
        ("the south pole", -89.5, 0.0, True),
        ("the Pacific", 0.0, -150.0, False),
        ("the Caspian Sea", 41.5, 50.7, False),
        ("the north pole", 89.0, 0.0, False),
    ],
)
def test_land_is_land(name: str, lat: float, lon: float, land: bool) -> None:
    """The outlines hold land and leave out water, over the 180th meridian and at the poles, too."""
    assert is_land(lat, lon) is land


def test_the_outlines_stay_where_maps_look_for_them() -> None:
    """No ring reaches beyond the ends that frames count on, and the file is small."""
    across = [x for ring in outlines() for x, _ in ring]
    assert min(across) >= world.LAND_WEST * 10 and max(across) <= world.LAND_EAST * 10
    assert (ASSETS / "world.svg").stat().st_size < 40 * 1024
    assert "world-atlas" in (ASSETS / "README.md").read_text(encoding="utf-8")
    assert (ASSETS / "LICENSE-world-atlas.txt").read_text(encoding="utf-8").startswith("Copyright")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script that draws the outlines."""
    spec = importlib.util.spec_from_file_location("draw_map", ASSETS.parents[2] / "draw_map.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_ring_over_the_meridian_is_laid_flat(script: ModuleType) -> None:
    """It goes on beyond 180 degrees, and one round the pole is closed along it."""
    assert script.laid_flat([(1790, 0), (-1790, 0), (-1790, 20)]) == [
        (1790, 0),
        (1810, 0),
        (1810, 20),
    ]
    around = script.laid_flat([(-1200, 700), (0, 700), (1200, 700)])
    assert {(x, y) for x, y in around if y == script.POLE} == {(2400, 900), (-1200, 900)}
