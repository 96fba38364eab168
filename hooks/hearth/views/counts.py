"""How many people, countries and dates there are: counted once, for every page and figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from hearth.base.derived import once
from hearth.kinds.event import CALLED_OFF
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.directory import belongs

LATELY = timedelta(days=91)
"""How long ago somebody may have joined to be counted as new."""


@dataclass(frozen=True)
class DateCounts:
    """Dates that take place, and those that were called off."""

    held: int
    off: int


@dataclass(frozen=True)
class HubCounts:
    """What a hub is counted by on its day."""

    people: int
    """Who belongs to it: joined by that day, and not left."""
    former: int
    """Who was here before."""
    remembered: int
    """Who has died."""
    expected: int
    """Who joins on a later day."""
    organisations: int
    of: int
    """Of how many countries and zones are counted: the people, or organisations where there is
    nobody else."""
    placed: int
    """How many of them name a country."""
    countries: int
    timed: int
    """How many of them name a zone."""
    zones: int
    joined: int
    """Who joined within three months and is still here."""
    this_year: DateCounts
    """Of the calendar year of the hub's day, over and to come."""
    coming: DateCounts


@once
def counts(hub: Hub) -> HubCounts:
    """The numbers of the hub on its day."""
    standing = Counter(_standing(hub, member) for member in hub.members.values())
    counted = [member for member in hub.members.values() if belongs(member, hub.as_of)]
    new = sum(1 for member in counted if member.joined > hub.as_of - LATELY)
    counted = counted or [member for member in hub.members.values() if member.status == "active"]
    countries = [member.place.country for member in counted if member.place]
    zones = [member.timezone for member in counted if member.timezone]
    year = [item for item in hub.schedule.occurrences if item.first_day.year == hub.as_of.year]
    return HubCounts(
        people=standing["here"],
        former=standing["former"],
        remembered=standing["remembered"],
        expected=standing["expected"],
        organisations=standing["organisation"],
        of=len(counted),
        placed=len(countries),
        countries=len(set(countries)),
        timed=len(zones),
        zones=len(set(zones)),
        joined=new,
        this_year=dates(year),
        coming=dates(hub.schedule.upcoming),
    )


def dates(items: Iterable[Occurrence]) -> DateCounts:
    """How many of the dates take place."""
    off = Counter(item.status in CALLED_OFF for item in items)
    return DateCounts(off[False], off[True])


def _standing(hub: Hub, member: Member) -> str:
    if not member.is_person:
        return "organisation"
    if belongs(member, hub.as_of):
        return "here"
    if member.joined > hub.as_of:
        return "expected"
    return "remembered" if member.status == "in-memoriam" else "former"
