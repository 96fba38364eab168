"""Time zones from the tzdata package, not from the machine, so that all machines agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from hearth.base.similarity import NameSet

FOLDER: Traversable = files("tzdata") / "zoneinfo"
"""Compiled zones (RFC 9636), each in a file of its name, beside the tables of the database."""

# The database also links names of one place to another place that kept the same time. These are the
# names of the place itself.
_OF_THE_PLACE = {
    "Africa/Asmera": "Africa/Asmara",
    "Africa/Timbuktu": "Africa/Bamako",
    "America/Coral_Harbour": "America/Atikokan",
    "America/Virgin": "America/St_Thomas",
    "Antarctica/South_Pole": "Antarctica/McMurdo",
    "Atlantic/Jan_Mayen": "Arctic/Longyearbyen",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
    "Pacific/Yap": "Pacific/Chuuk",
    **dict.fromkeys(
        (
            "Etc/GMT",
            "Etc/UCT",
            "Etc/UTC",
            "Etc/Universal",
            "Etc/Zulu",
            "GMT",
            "UCT",
            "Universal",
            "Zulu",
        ),
        "UTC",
    ),
}


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of one of ``zone_names()``; FileNotFoundError when the database does not have it."""
    # ZoneInfo(name) would ask the machine's own database first.
    with FOLDER.joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@cache
def zone_names() -> NameSet:
    """The names that places have in the IANA time zone database today, and UTC."""
    rows = (FOLDER / "zone.tab").read_text(encoding="utf-8").splitlines()
    named = (row.split("\t")[2] for row in rows if row and not row.startswith("#"))
    return NameSet(("UTC", *named))


@cache
def links() -> Mapping[str, str]:
    """Every other name of a zone, abbreviations among them, and the name it leads to."""
    found = {}
    for row in (FOLDER / "tzdata.zi").read_text(encoding="utf-8").splitlines():
        if row.startswith("L "):
            _, target, name = row.split()
            found[name] = target
    return {name: _followed(found, name) for name in found}


@cache
def zone_aliases() -> Mapping[str, str]:
    """Former and other names of zones that are still understood, and the name each has today."""
    found = {**links(), **_OF_THE_PLACE}
    # Abbreviations such as EST say an offset and no place; they stay unknown.
    return {
        name: target
        for name, target in found.items()
        if name not in zone_names()
        and target in zone_names()
        and ("/" in name or name.istitle() or target == "UTC")
    }


def _followed(links: Mapping[str, str], name: str) -> str:
    while name in links and name not in zone_names():
        name = links[name]
    return name


@cache
def release() -> int:
    """The number of the database's release, counted from 2026f: a later one may have moved instants
    that lie ahead."""
    with (FOLDER / "tzdata.zi").open(encoding="utf-8") as file:
        found = re.search(r"version (\d{4})([a-z])", file.readline())
    return (int(found[1]) - 2026) * 26 + ord(found[2]) - ord("f") if found else 0


def exists(moment: datetime, tz: tzinfo) -> bool:
    """Whether the clock of a zone ever shows this local time; it skips some when it is put
    forward."""
    # A time that the clock skips comes back from UTC as another one.
    aware = moment.replace(tzinfo=tz, fold=0)
    return aware.astimezone(UTC).astimezone(tz).replace(tzinfo=None, fold=0) == moment.replace(
        fold=0
    )


def comes_twice(moment: datetime, tz: tzinfo) -> bool:
    """Whether the clock of a zone shows this local time twice, because it is put back."""
    first, second = moment.replace(tzinfo=tz, fold=0), moment.replace(tzinfo=tz, fold=1)
    return first.utcoffset() != second.utcoffset() and exists(moment, tz)


def local(moment: datetime, tz: tzinfo, second: bool = False) -> datetime:
    """A local time with its zone; ``second`` means the later of two.

    A time that the clock skips is taken with the offset before the gap, and so becomes the time an
    hour later that the clock does show (RFC 5545, 3.3.5).
    """
    if exists(moment, tz):
        return moment.replace(tzinfo=tz, fold=int(second))
    return moment.replace(tzinfo=tz, fold=0).astimezone(UTC).astimezone(tz)
