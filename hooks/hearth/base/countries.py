"""Countries by the names and codes people write, and the regions that addresses name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hearth.base.locale_data import COUNTRIES
from hearth.base.normalize import fold

_OTHER_NAMES = {
    "bosnia and herzegovina": "BA",
    "burma": "MM",
    "china, hong kong": "HK",
    "congo (kinshasa)": "CD",
    "congo (brazzaville)": "CG",
    "czech republic": "CZ",
    "drc": "CD",
    "eire": "IE",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "ivory coast": "CI",
    "korea": "KR",
    "macedonia": "MK",
    "northern ireland": "GB",
    "osterreich": "AT",
    "people's republic of china": "CN",
    "prc": "CN",
    "republic of ireland": "IE",
    "republic of korea": "KR",
    "russian federation": "RU",
    "scotland": "GB",
    "swaziland": "SZ",
    "the bahamas": "BS",
    "the gambia": "GM",
    "the netherlands": "NL",
    "the philippines": "PH",
    "turkey": "TR",
    "u.a.e.": "AE",
    "u.k.": "GB",
    "u.s.": "US",
    "u.s.a.": "US",
    "uae": "AE",
    "uk": "GB",
    "united states of america": "US",
    "the united states": "US",
    "us": "US",
    "usa": "US",
    "viet nam": "VN",
    "wales": "GB",
}
NATIONS = {
    "england": "England",
    "northern ireland": "Northern Ireland",
    "scotland": "Scotland",
    "wales": "Wales",
}
"""Countries that share one code; their names are kept as regions."""


@cache
def country_names() -> Mapping[str, str]:
    """Each name of a country in 26 languages and each code of three letters, folded → its two
    letters."""
    found: dict[str, str] = {}
    for code, three, names in _rows("country_names.tsv"):
        found |= dict.fromkeys((fold(three), *filter(None, names.split("|"))), code)
    found |= {fold(name): code for code, name in COUNTRIES.items()}
    return found | _OTHER_NAMES


def country_code(name: str) -> str | None:
    """The two letters of a country's name or code."""
    text = name.strip()
    return text.upper() if text.upper() in COUNTRIES else country_names().get(fold(text))


@dataclass(frozen=True)
class Region:
    """A part of a country that addresses name."""

    country: str
    name: str
    by_code: bool
    """Whether it was found by its abbreviation."""


@cache
def _regions() -> Mapping[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = {}
    for country, code, names in _rows("regions.tsv"):
        first, *others = names.split("|")
        if code != "-":
            found.setdefault(code, []).append(Region(country, first, True))
        for name in (first, *others):
            if name != code:
                said = first if "." in name else name
                found.setdefault(fold(name), []).append(Region(country, said, False))
    return {word: tuple(regions) for word, regions in found.items()}


def regions_called(words: str) -> tuple[Region, ...]:
    """The regions of a name, or of an abbreviation in capitals; several countries can have one."""
    return _regions().get(words) or _regions().get(fold(words), ())


def _rows(name: str) -> list[list[str]]:
    text = (files("hearth.base") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
