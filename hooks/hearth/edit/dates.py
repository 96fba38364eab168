"""Fix days and times that are written in other ways, where they can be read in one way only."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from hearth.base.locale_data import MONTHS
from hearth.base.zones import comes_twice, exists, zone, zone_aliases, zone_names
from hearth.edit.fixes import Fix
from hearth.edit.location import Location, mentions
from hearth.kinds.fields import Clock, Day, LastDay, Moment

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]+)\.?,? (\d{4})", re.IGNORECASE
)
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?:(?:[:.](\d{2}))(?::00(?:\.0+)?)?)? ?([ap]\.?m\.?)?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2}) ?h ?(\d{2})?", re.IGNORECASE)
_SECONDS = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}):00")
_OFFSET = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::00(?:\.0+)?)? ?(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})"
)


def day(location: Location, code: str) -> list[Fix]:
    """The day, as year-month-day."""
    if not isinstance(location.value, str):
        return []
    if mentions(location.annotation, Moment):
        return moment(location, code)
    return (
        location.becomes(_day(location.value.strip()), code)
        if mentions(location.annotation, Day) or mentions(location.annotation, LastDay)
        else []
    )


def moment(location: Location, code: str) -> list[Fix]:
    """The day and time of the clock, or the time of the clock alone where a field holds one."""
    if not isinstance(location.value, str):
        return []
    text = location.value.strip()
    if mentions(location.annotation, Clock):
        return location.becomes(_clock(text), code)
    if not mentions(location.annotation, Moment):
        return []
    if whole := _day(text):
        return location.becomes(whole, code)
    for found in re.finditer(r"T|,? at |, ?| ", text):
        on, at = _day(text[: found.start()].strip()), _clock(text[found.end() :].strip())
        if on and at:
            return location.becomes(f"{on}T{at}", code)
    return []


def seconds(location: Location, code: str) -> list[Fix]:
    """A time to the minute, where seconds say nothing."""
    found = _SECONDS.fullmatch(location.value)
    return (
        location.becomes(found[1], code) if found and mentions(location.annotation, Moment) else []
    )


def offset(location: Location, code: str) -> list[Fix]:
    """The local time without its offset, when the zone the event names has just that offset
    then."""
    found = _OFFSET.fullmatch(location.value.strip()) if isinstance(location.value, str) else None
    if not found:
        return moment(location, code)  # what follows the time may be pm
    name = _zone_name(location)
    if not name:
        return []
    on, at, written = found.groups()
    try:
        local = datetime.fromisoformat(f"{on}T{at:0>5}")
    except ValueError:
        return []
    tz = zone(name)
    # An offset says what the zone says already, or something else, which only a person can decide.
    same = (
        exists(local, tz)
        and not comes_twice(local, tz)
        and local.replace(tzinfo=tz).utcoffset() == _delta(written)
    )
    return location.becomes(f"{on}T{at:0>5}", code) if same else []


def _zone_name(location: Location) -> str | None:
    """The zone of the record's local times: its own, else its venue's."""
    own, venue = location.record.get("timezone"), location.record.get("venue")
    if own is None and isinstance(venue, str):
        own = (location.known.venue_zones or {}).get(venue)
    if not isinstance(own, str):
        return None
    return own if own in zone_names() else zone_aliases().get(own)


def _delta(written: str) -> timedelta:
    if written == "Z":
        return timedelta()
    minutes = int(written[1:3]) * 60 + int(written[3:].lstrip(":") or 0)
    return timedelta(minutes=-minutes if written[0] == "-" else minutes)


def _day(text: str) -> str | None:
    """The day that a text names, when it can be read as one day only."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(*found.groups())
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(*found.groups())
    if found := _DAY_MONTH.fullmatch(text):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return _iso(found[3], _month(found[1]), found[2])
    return None


def _year_last(first: str, mark: str, second: str, year: str) -> str | None:
    # Wherever days are written with points, the day comes first; with strokes it depends on the
    # country.
    if int(second) > 12:
        return _iso(year, first, second)
    if mark == "." or int(first) > 12 or int(first) == int(second):
        return _iso(year, second, first)
    return None


def _month(name: str) -> str:
    found = [
        number
        for number, month in enumerate(MONTHS, 1)
        if len(name) >= 3 and month.lower().startswith(name.lower())
    ]
    return str(found[0]) if len(found) == 1 else "0"


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _clock(text: str) -> str | None:
    """The time of day that a text names, in 24 hours; a bare number is none."""
    hours = _HOURS.fullmatch(text)
    found = hours or _TIME.fullmatch(text)
    half = (found[3] or "")[:1].lower() if found and not hours else ""
    if not found or not (hours or half or found[2]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
