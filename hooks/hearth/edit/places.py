"""Fix zones, countries and languages that are given by their names instead of codes."""

from __future__ import annotations

import re
from functools import cache

from hearth.base.locale_data import COUNTRIES, LANGUAGES
from hearth.base.normalize import hyphenated
from hearth.base.similarity import only_match
from hearth.base.zones import FOLDER, zone_aliases, zone_names
from hearth.edit.fixes import Fix
from hearth.edit.location import Location, mentions
from hearth.kinds.fields import Country, Language, Zone

_ALSO = {
    "usa": "US",
    "u.s.a.": "US",
    "u.s.": "US",
    "united states of america": "US",
    "uk": "GB",
    "u.k.": "GB",
    "great britain": "GB",
    "czech republic": "CZ",
    "turkey": "TR",
    "holland": "NL",
}
"""Names of countries that are in daily use beside those of the table."""


def zone(location: Location, code: str) -> list[Fix]:
    """The zone's name of today: for a former name, a city alone, other capitals, or a slip."""
    if not isinstance(location.value, str) or not mentions(location.annotation, Zone):
        return []
    value = location.value.strip()
    if value in zone_aliases():
        return location.becomes(zone_aliases()[value], code)
    return location.becomes(
        _by_city(value, _stated_country(location))
        or only_match(re.sub(r"\s*/\s*", "/", value), zone_names()),
        code,
    )


def _by_city(value: str, country: str | None) -> str | None:
    """The zone of a city, unless the record is in another country; towns below a region share their
    names too often."""
    cities = (name for name in zone_names() if name.count("/") == 1)
    found = [name for name in cities if hyphenated(name.split("/")[1]) == hyphenated(value)]
    return found[0] if len(found) == 1 and country in (None, zone_country(found[0])) else None


def _stated_country(location: Location) -> str | None:
    """The country that the record says it is in."""
    place = location.record.get("place")
    country = place.get("country") if isinstance(place, dict) else location.record.get("country")
    return country if isinstance(country, str) else None


@cache
def _countries() -> dict[str, str]:
    rows = (FOLDER / "zone.tab").read_text(encoding="utf-8").splitlines()
    return {
        row.split("\t")[2]: row.split("\t")[0] for row in rows if row and not row.startswith("#")
    }


def zone_country(name: str) -> str | None:
    """The two letters of the country that a zone lies in."""
    return _countries().get(name)


def country(location: Location, code: str) -> list[Fix]:
    """The two letters of the country."""
    if not isinstance(location.value, str) or not mentions(location.annotation, Country):
        return []
    value = location.value.strip()
    if value.upper() in COUNTRIES:
        return location.becomes(value.upper(), code)
    if value.casefold() in _ALSO:
        return location.becomes(_ALSO[value.casefold()], code)
    return location.becomes(
        _code(re.sub(r"\band\b", "&", value, flags=re.IGNORECASE), COUNTRIES), code
    )


def language(location: Location, code: str) -> list[Fix]:
    """The language's code, with the capitals it has."""
    if not isinstance(location.value, str) or not mentions(location.annotation, Language):
        return []
    value = location.value.strip()
    main, *more = re.split(r"[-_]", value)
    if main.lower() in LANGUAGES:
        parts = [part.title() if len(part) == 4 else part.upper() for part in more]
        return location.becomes("-".join([main.lower(), *parts]), code)
    return location.becomes(_code(value, LANGUAGES), code)


def _code(name: str, table: dict[str, str]) -> str | None:
    """The only code whose name this is, or is very near."""
    found = only_match(name, table.values())
    codes = [code for code, known in table.items() if known == found]
    return codes[0] if len(codes) == 1 else None
