"""zones: the names of places, what they were called, and times that a clock skips or shows
twice."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from hearth.base.zones import comes_twice, exists, local, zone, zone_aliases, zone_names


def test_every_name_has_a_zone() -> None:
    """Each name and each alias leads to a zone that can be read."""
    assert len(zone_names()) > 400
    for name in [*zone_names(), *zone_aliases().values()]:
        assert zone(name).key == name


def test_every_place_of_the_database_is_understood() -> None:
    """Whatever names a place in the machine's own database is a name or an alias here."""
    places = {
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/"))
    }
    assert sorted(places - zone_names() - zone_aliases().keys()) == []


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Israel", "Asia/Jerusalem"),
        ("Africa/Asmera", "Africa/Asmara"),
        ("Etc/UTC", "UTC"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_former_names(alias: str, name: str) -> None:
    """A former name leads to the name the place has today."""
    assert zone_aliases()[alias] == name


def test_abbreviations_are_no_places() -> None:
    """EST and the like are refused: they say an offset, and not whose."""
    assert {"EST", "MST", "HST", "CET", "EET", "MET", "WET"}.isdisjoint(
        zone_aliases().keys() | zone_names()
    )


def test_the_hour_that_is_skipped_and_the_one_that_comes_twice() -> None:
    """Berlin's clocks in 2027."""
    berlin = zone("Europe/Berlin")
    times = [
        datetime(2027, 3, 28, 2, 30),
        datetime(2027, 10, 31, 2, 30),
        datetime(2027, 6, 1, 2, 30),
    ]
    assert [(exists(moment, berlin), comes_twice(moment, berlin)) for moment in times] == [
        (False, False),
        (True, True),
        (True, False),
    ]


def test_a_skipped_time_is_an_hour_later() -> None:
    """RFC 5545, 3.3.5: the offset before the gap is taken."""
    found = local(datetime(2027, 3, 28, 2, 30), zone("Europe/Berlin"))  # noqa: DTZ001, RUF100
    assert (found.isoformat(), found.astimezone(UTC).hour) == ("2027-03-28T03:30:00+02:00", 1)


@pytest.mark.parametrize(("second", "hour"), [(False, 0), (True, 1)])
def test_one_of_two(second: bool, hour: int) -> None:
    """Of a time that comes twice the wanted one is taken."""
    assert (
        local(datetime(2027, 10, 31, 2, 30), zone("Europe/Berlin"), second).astimezone(UTC).hour
        == hour
    )
