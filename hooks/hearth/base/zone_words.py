"""Words and offsets by which people and programs name a time zone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from hearth.base.normalize import fold, word_set
from hearth.base.zones import FOLDER, zone, zone_aliases, zone_names


@dataclass(frozen=True)
class ZoneWord:
    """What a word says of a zone: the minutes ahead of UTC, the usual zone, or both."""

    minutes: int | None = None
    """None where the word is used for several offsets, or for whatever the clock shows there."""
    usual: str | None = None
    """The zone it is used for nearly always; None where many countries use it."""


_OFFSETS = {
    0: "UTC GMT UCT WET WEZ",
    60: "CET MEZ HNEC WEST WAT",
    120: "CEST MESZ HAEC EET CAT SAST",
    180: "EEST MSK EAT TRT",
    240: "GST",
    300: "PKT UZT",
    330: "SLST",
    345: "NPT",
    360: "BDT",
    420: "ICT WIB",
    480: "AWST HKT SGT PHT MYT WITA",
    540: "JST KST WIT",
    570: "ACST",
    600: "AEST CHST",
    630: "ACDT",
    660: "AEDT",
    720: "NZST",
    780: "NZDT",
    -150: "NDT",
    -180: "BRT ART ADT UYT",
    -210: "NST",
    -240: "EDT",
    -300: "EST CDT COT PET",
    -360: "MDT",
    -420: "MST PDT",
    -480: "PST AKDT",
    -540: "AKST",
    -600: "HST",
}
_USUAL = {
    "UTC": "UTC GMT UCT",
    "America/New_York": "EST EDT ET",
    "America/Chicago": "CDT CT",
    "America/Denver": "MST MDT MT",
    "America/Los_Angeles": "PST PDT PT",
    "America/Anchorage": "AKST AKDT",
    "Pacific/Honolulu": "HST",
    "America/Halifax": "ADT",
    "America/St_Johns": "NST NDT",
    "America/Sao_Paulo": "BRT",
    "America/Argentina/Buenos_Aires": "ART",
    "America/Bogota": "COT",
    "America/Lima": "PET",
    "Europe/London": "BST",
    "Europe/Moscow": "MSK",
    "Europe/Istanbul": "TRT",
    "Asia/Karachi": "PKT",
    "Asia/Kathmandu": "NPT",
    "Asia/Jakarta": "WIB",
    "Asia/Hong_Kong": "HKT",
    "Asia/Singapore": "SGT",
    "Asia/Manila": "PHT",
    "Asia/Kuala_Lumpur": "MYT",
    "Asia/Tokyo": "JST",
    "Asia/Seoul": "KST",
    "Australia/Perth": "AWST",
    "Australia/Adelaide": "ACST ACDT",
    "Australia/Sydney": "AEST AEDT",
    "Pacific/Auckland": "NZST NZDT",
    "Africa/Johannesburg": "SAST",
    "Africa/Nairobi": "EAT",
}
_MANY_MEANINGS = "IST CST AST BST GST AMT ECT SST WST CLT PYT"
"""Of which each is used for several offsets: only the zone of the place tells which."""
_SEVERAL_WORDS = {
    "ET": "eastern time|eastern|us eastern|us eastern time",
    "CT": "us central|us central time",
    "MT": "mountain time|us mountain|us mountain time",
    "PT": "pacific time|pacific|us pacific|us pacific time",
    "EST": "eastern standard time",
    "EDT": "eastern daylight time|eastern summer time",
    "CDT": "central daylight time",
    "MST": "mountain standard time",
    "MDT": "mountain daylight time",
    "PST": "pacific standard time",
    "PDT": "pacific daylight time",
    "UTC": "coordinated universal time|universal time|zulu",
    "GMT": "greenwich mean time",
    "BST": "british summer time",
    "CET": "central european standard time|mitteleuropaische zeit"
    "|mitteleuropaische normalzeit|heure normale d'europe centrale",
    "CEST": "central european summer time|mitteleuropaische sommerzeit"
    "|heure d'ete d'europe centrale",
    "CE(S)T": "ce(s)t|cet/cest|cest/cet|me(s)z|mez/mesz|central european time"
    "|heure d'europe centrale",
    "EET": "eastern european standard time",
    "EEST": "eastern european summer time",
    "WET": "western european standard time",
    "WEST": "western european summer time",
    "IST": "india standard time|indian standard time",
    "JST": "japan standard time|japan time",
    "AEST": "australian eastern standard time",
    "AEDT": "australian eastern daylight time",
}
SAME = {"MEZ": "CET", "MESZ": "CEST", "HNEC": "CET", "HAEC": "CEST", "WEZ": "WET"}
"""Words of other languages for an abbreviation of the database."""
EITHER_SEASON = {"CE(S)T": ("CET", "CEST")}
LOCAL = word_set(
    "local|local time|ortszeit|lokalzeit|heure locale|hora local|ora locale|lokale tijd"
)
"""Words that name no zone: the time is the place's own anyway."""


@cache
def zone_words() -> Mapping[str, tuple[str, ZoneWord]]:
    """Each folded word → the word as it is written usually, and what it says."""
    minutes = {word: offset for offset, words in _OFFSETS.items() for word in words.split()}
    usual = {word: name for name, words in _USUAL.items() for word in words.split()}
    many = set(_MANY_MEANINGS.split())
    words = {*minutes, *usual, *many, *EITHER_SEASON}
    found = {
        fold(word): (word, ZoneWord(None if word in many else minutes.get(word), usual.get(word)))
        for word in words
    }
    for word, names in _SEVERAL_WORDS.items():
        found |= {name: found[fold(word)] for name in names.split("|")}
    return found


@cache
def folded_zones() -> Mapping[str, str]:
    """Names of the database and their aliases, folded → the name of today."""
    names = {fold(name): name for name in zone_names()}
    aliases = {fold(name): target for name, target in zone_aliases().items()}
    return aliases | names | {name.replace("_", " "): target for name, target in names.items()}


@cache
def cities() -> Mapping[str, str]:
    """The city a zone is named after, folded → the zone, where only one is."""
    found: dict[str, set[str]] = {}
    for name, target in folded_zones().items():
        if "/" in name:
            found.setdefault(name.rsplit("/", 1)[1].replace("_", " "), set()).add(target)
    return {city: next(iter(targets)) for city, targets in found.items() if len(targets) == 1}


@cache
def zone_countries() -> Mapping[str, str]:
    """A zone's name → the country it lies in (ISO 3166-1, two letters)."""
    rows = (FOLDER / "zone.tab").read_text(encoding="utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {cell[2]: cell[0] for cell in cells}


_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-]) ?(\d{1,2})(?::?([0-5]\d))?")


def minutes_of(text: str) -> int | None:
    """The minutes ahead of UTC that +01:00, -0500, UTC+2, GMT-3:30 or Z say; None for others."""
    if text == "z":
        return 0
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 14:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return -minutes if found[1] == "-" else minutes


def written_offset(minutes: int) -> str:
    """+01:00"""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def says(name: str, moment: datetime) -> str:
    """The abbreviation a zone has at a local time."""
    return moment.replace(tzinfo=zone(name)).tzname() or ""


def abbreviations(name: str, moment: datetime) -> frozenset[str]:
    """Those a zone has in the course of the year around a local time."""
    days = (timedelta(days=step) for step in (-180, -120, -60, 0, 60, 120, 180))
    return frozenset(says(name, moment + step) for step in days)


_PLACE_S_TIME = re.compile(r"^(?:heure de|hora de|ora di) |[ -](?:time|zeit|tid|tijd)$")


def named_zone(text: str) -> str | None:
    """The zone that words name for sure: one of the database, an alias, a city's time, or what
    one country alone uses; None for others."""
    words = re.sub(r"^\((?:utc|gmt)[+-]?[\d:]*\) ?| \(us & canada\)$", "", fold(text).strip())
    if found := folded_zones().get(words.replace(" ", "_")) or cities().get(
        _PLACE_S_TIME.sub("", words)
    ):
        return found
    word = zone_words().get(words)
    return word[1].usual if word and (word[1].minutes == 0 or len(word[0]) == 2) else None
