"""Towns, and the events near them: measured in a straight line, and told in round numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

import bilingual
import hubs
from hearth.model.hub import Hub
from hearth.outputs.calendars import FACETS, calendars
from hearth.views import nearby

EVENT = """\
title: {name}
summary: Somewhere.
start: 2027-01-0{day}T18:00
end: 2027-01-0{day}T20:00
timezone: Europe/Lisbon
mode: in-person
venue: {name}
"""


def venue(city: str, lat: float, lon: float, country: str = "PT") -> str:
    return f"name: Hall in {city}\ncity: {city}\ncountry: {country}\nlat: {lat}\nlon: {lon}\n"


def member(city: str, lat: float, lon: float, country: str = "PT") -> str:
    place = f"place: {{city: {city}, country: {country}, lat: {lat}, lon: {lon}}}"
    return f"name: Somebody\nlatin: Somebody\njoined: 2026-01-01\n{place}\n"


FILES: hubs.Files = {
    "events/venues/porto.yml": venue("Porto", 41.15, -8.61),
    "events/venues/lisboa.yml": venue("Lisboa", 38.72, -9.14),
    "events/venues/madrid.yml": venue("Madrid", 40.42, -3.7, "ES"),
    "events/porto.yml": EVENT.format(name="porto", day=8),
    "events/lisboa.yml": EVENT.format(name="lisboa", day=7),
    "events/madrid.yml": EVENT.format(name="madrid", day=6),
    "members/eve.yml": member("Braga", 41.5512345, -8.4234567),
}


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return hubs.small_hub(tmp_path, FILES).public()


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((41.15, -8.61), (38.72, -9.14), 274),  # Porto, Lisboa
        ((52.52, 13.40), (-33.87, 151.21), 16_096),  # Berlin, Sydney
        ((21.31, -157.86), (35.68, 139.69), 6_196),  # Honolulu, Tokyo: over the 180th meridian
        ((0.0, 0.0), (0.0, 0.0), 0),
    ],
)
def test_distances_are_those_of_the_globe(one: nearby.Point, other: nearby.Point, km: int) -> None:
    """To a half of one per cent."""
    assert nearby.kilometres(one, other) == pytest.approx(km, rel=0.005)
    assert nearby.kilometres(other, one) == nearby.kilometres(one, other)


def test_a_town_has_what_is_near_and_the_nearest_beyond(hub: Hub) -> None:
    """What is near by its day, what is further away by its distance, in tens of kilometres."""
    close, far = nearby.nearest(hub, nearby.towns(hub)["braga-pt"])
    assert [(one.item.event.id, one.km) for one in close] == [("porto", 50)]
    assert [(one.item.event.id, one.km) for one in far] == [("lisboa", 330), ("madrid", 420)]


def test_it_has_a_calendar_of_what_is_near(hub: Hub) -> None:
    """Within as many kilometres as its name says."""
    assert f"{nearby.NEAR} km" in FACETS["near"].purpose
    found = calendars(hub)
    names = sorted(name for name in found if name.startswith("near/"))
    assert names == ["near/braga-pt", "near/lisboa-pt", "near/madrid-es", "near/porto-pt"]
    assert [entry.event.id for entry in found["near/braga-pt"].entries] == ["porto"]


def test_nobody_is_found_by_distances(hub: Hub) -> None:
    """A town lies where its first record does to a tenth of a degree, and no closer."""
    assert nearby.towns(hub)["braga-pt"].point == (41.6, -8.4)


def test_two_towns_of_one_name_have_no_page(tmp_path: Path) -> None:
    """Nobody could say which of them is meant."""
    more = {**FILES, "members/fay.yml": member("Braga", 38.0, -8.0)}
    found = nearby.towns(hubs.small_hub(tmp_path, more).public())
    assert "braga-pt" not in found and "porto-pt" in found


def test_a_place_without_a_venue_is_where_its_town_is(tmp_path: Path) -> None:
    """As far as the hub knows where that is."""
    event = EVENT.format(name="porto", day=8).replace(
        "venue: porto", "place: {city: braga, country: PT}"
    )
    hub = hubs.small_hub(tmp_path, {**FILES, "events/porto.yml": event}).public()
    close, _ = nearby.nearest(hub, nearby.towns(hub)["braga-pt"])
    assert [(one.item.event.id, one.km) for one in close] == [("porto", 0)]


def test_towns_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with the most records have a page; what is online or without a place makes none."""
    assert nearby.towns(hubs.small_hub(tmp_path / "none").public()) == {}
    monkeypatch.setattr(nearby, "TOWNS", 1)
    more = {**FILES, "members/fay.yml": member("Porto", 41.1, -8.6)}
    assert list(nearby.towns(hubs.small_hub(tmp_path / "one", more).public())) == ["porto-pt"]


def test_addresses_are_the_same_in_each_language(tmp_path: Path) -> None:
    """A town is called as the language has it."""
    files = {**bilingual.FILES, **FILES, "events/venues/porto.he.yml": "city: פורטו\n"}
    hub = hubs.small_hub(tmp_path, files).public()
    (edition,) = hub.editions()
    assert list(nearby.towns(edition)) == list(nearby.towns(hub))
    assert nearby.towns(edition)["porto-pt"].city == "פורטו"
    town = nearby.town_of(edition, edition.venues["porto"])
    assert town and town.url == "events/near/porto-pt/"


def test_a_place_kept_back_makes_no_town_in_any_language(tmp_path: Path) -> None:
    """Nor does somebody who is hidden: neither in the first language nor in a further one."""
    kept_back = f"{member('Faro', 37.0, -7.9)}not_public: [place]\n"
    hidden = f"{member('Evora', 38.6, -7.9)}visible: hidden\n"
    more = {"members/fay.yml": kept_back, "members/gil.yml": hidden}
    hub = hubs.small_hub(tmp_path, {**bilingual.FILES, **FILES, **more})
    for shown in (hub, *hub.editions()):
        assert list(nearby.towns(shown.public())) == [
            "braga-pt",
            "lisboa-pt",
            "madrid-es",
            "porto-pt",
        ]
