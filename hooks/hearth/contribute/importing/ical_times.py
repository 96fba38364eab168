"""Times of a calendar file, and its zones: by the database's name, by names of other programs, and
by what the file itself says of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from dateutil import rrule
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from hearth.base.words import said
from hearth.base.zones import links, local, zone, zone_aliases, zone_names
from hearth.contribute.importing.ical import Component, Property

Wall = date | datetime
"""A day, or a time as the clock on the wall shows it, without a zone."""

_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r" ?(Z|UTC|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"([+-])?P(?:(\d+)W)?(?:(\d+)D)?(?:T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
_OFFSET_IN_NAME = re.compile(r"\((?:UTC|GMT)([+-]\d\d?[:.]\d\d)?\)\s*")
_USUAL = (
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver"),
    *("America/Los_Angeles", "UTC", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"),
)
"""Zones that are tried first where several keep the same time."""
_US_ZONES = {"eastern": "America/New_York", "central": "America/Chicago"} | {
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic": "America/Halifax",
    "est5edt": "America/New_York",
    "cst6cdt": "America/Chicago",
    "mst7mdt": "America/Denver",
    "pst8pdt": "America/Los_Angeles",
}
_AROUND = timedelta(days=550)
"""How far before and after a day two zones must keep the same time to be taken for one another."""


class NoTimeError(ValueError):
    """A value that says no time."""


@dataclass(frozen=True)
class IcalTime:
    """A moment as a file gives it: the local time or the day, and the zone it is in."""

    wall: Wall
    zone: str | None = None
    """The name of a zone, UTC, or None where it holds wherever the calendar is."""
    is_converted: bool = False
    """Whether it is told in UTC because no zone keeps its file's time: of another day the same
    local time would be another instant."""

    @property
    def is_day(self) -> bool:
        return not isinstance(self.wall, datetime)


def parsed(value: str, is_day: bool = False) -> tuple[Wall, timedelta | None]:
    """The wall time or day a value says, and its offset from UTC where it says one."""
    found = _TIME.fullmatch(value.strip())
    if found is None:
        raise NoTimeError(value)
    year, month, day = (int(found[part]) for part in (1, 2, 3))
    try:
        on = date(year, month, day)
        if found[4] is None or (is_day and not int(found[4] + found[5] + (found[6] or "0"))):
            return on, None
        at = datetime.combine(on, time()) + timedelta(
            hours=int(found[4]), minutes=int(found[5]), seconds=min(int(found[6] or 0), 59)
        )
    except (ValueError, OverflowError):
        raise NoTimeError(value) from None
    if int(found[4]) > 24 or int(found[5]) > 59:
        raise NoTimeError(value)
    return at, _offset(found[7]) if found[7] else None


def _offset(text: str) -> timedelta:
    """+0130, -01:30, Z or UTC; seconds may follow."""
    found = re.fullmatch(r"([+-])(\d\d):?(\d\d):?(\d\d)?", text)
    if not found:
        return timedelta()
    given = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -given if found[1] == "-" else given


def duration(value: str) -> timedelta:
    """P1DT2H30M; NoTimeError when it is none."""
    found = _LASTS.fullmatch(value.strip())
    if found is None or not any(found.groups()[1:]):
        raise NoTimeError(value)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        given = timedelta(days, seconds, 0, 0, minutes, hours, weeks)
    except OverflowError:
        raise NoTimeError(value) from None
    return -given if found[1] == "-" else given


class Zones:
    """The zones of one calendar of a file."""

    def __init__(self, calendar: Component, today: date) -> None:
        defined = (OwnZone(part, today) for part in calendar.walk("VTIMEZONE"))
        self._defined = {own.name: own for own in defined if own.changes}
        self._alike: dict[tuple[str, int], str | None] = {}
        self.default = zone_called(calendar.text("X-WR-TIMEZONE"))
        """The zone people see the calendar in."""
        self.told: dict[str, None] = {}
        """What is to be told of zones that are defined in the file, or nowhere."""

    def time(
        self, given: Property, value: str | None = None, beside: Property | None = None
    ) -> IcalTime:
        """The moment a property says, or one of its values; in the zone of the one beside it where
        it names none."""
        tzid = given.parameters.get("TZID", "").strip()
        is_day = given.parameters.get("VALUE", "").upper() == "DATE"
        wall, offset = parsed(given.value if value is None else value, is_day)
        if not isinstance(wall, datetime):
            return IcalTime(wall)
        if not tzid and offset is None and beside is not None:
            tzid = beside.parameters.get("TZID", "").strip()
        known, own = zone_called(tzid), self._defined.get(tzid)
        if offset is not None and (known or own):
            self.told[
                said("Some times are said in a zone and in UTC at once: the zone is taken.")
            ] = None
        elif offset is not None:
            return at((wall - offset).replace(tzinfo=UTC), "UTC")
        elif (offset := fixed_offset(tzid)) is not None and not known:
            return self._at_offset(tzid, wall, offset)
        if known or not tzid:
            if known and own and not own.agrees(known, wall):
                self.told[
                    said(
                        'The file says other times for the zone "%(tzid)s" than %(known)s keeps, '
                        "which is written.",
                        tzid=tzid[:60],
                        known=known,
                    )
                ] = None
            return IcalTime(wall, known)
        if own:
            like = self._like(own, wall)
            return replace(at(own.instant(wall), like or "UTC"), is_converted=like is None)
        self.told[
            said(
                'Nobody knows the zone "%(tzid)s". Say what it is: --set timezone=Europe/Berlin.',
                tzid=tzid[:60],
            )
        ] = None
        return IcalTime(wall)

    def _at_offset(self, tzid: str, wall: datetime, offset: timedelta) -> IcalTime:
        """A time in a zone that is no more than an offset: of a place that keeps it all year."""
        instant = (wall - offset).replace(tzinfo=UTC)
        for name in ("UTC", *WINDOWS_TO_OLSON.values(), *sorted(zone_names())):
            if name in zone_names() and _offsets_of(name, wall.year, wall.year + 1) == {offset}:
                self.told[
                    said(
                        '"%(tzid)s" is an offset and no zone; %(name)s keeps it all year.',
                        tzid=tzid[:40],
                        name=name,
                    )
                ] = None
                return at(instant, name)
        return replace(at(instant, "UTC"), is_converted=True)

    def _like(self, own: OwnZone, when: datetime) -> str | None:
        """The database's zone that keeps the same time around a day as one of the file, which is
        told."""
        year = own.name, when.year
        if year not in self._alike:
            first = (name for name in (own.meant, self.default, *self._alike.values()) if name)
            names = [*first, *_USUAL, *WINDOWS_TO_OLSON.values(), *sorted(zone_names())]
            known = own.like(names, when)
            alike = said(
                'The zone "%(name)s" is defined in the file; %(known)s keeps the same time, and is '
                "written.",
                name=own.name[:60],
                known=known or "",
            )
            other = said(
                'The zone "%(name)s" is defined in the file, and none we know keeps its time: '
                "times are written in UTC.",
                name=own.name[:60],
            )
            self.told[alike if known else other] = None
            self._alike[year] = known
        return self._alike[year]


def at(instant: datetime, zone_name: str) -> IcalTime:
    """The wall time of an instant in a zone."""
    return IcalTime(instant.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0), zone_name)


def in_zone(moment: IcalTime, zone_name: str | None) -> Wall:
    """The wall time of a moment in a zone; a day, and a time that holds anywhere, as it is."""
    if isinstance(moment.wall, datetime) and moment.zone and zone_name != moment.zone:
        if zone_name is None:
            return moment.wall
        return at(local(moment.wall, zone(moment.zone)).astimezone(UTC), zone_name).wall
    return moment.wall


def fixed_offset(name: str) -> timedelta | None:
    """The offset that a zone's name says, such as UTC+2, GMT+0100 or Etc/GMT-1, whose sign is the
    other way round."""
    found = re.fullmatch(r"(Etc/)?(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?", name, re.IGNORECASE)
    if not found or int(found[3]) > 14:
        return None
    given = timedelta(hours=int(found[3]), minutes=int(found[4] or 0))
    return -given if (found[2] == "-") != bool(found[1]) else given


def zone_called(name: str) -> str | None:
    """The database's name of a zone that calendars call by it, by Windows' name or display name, or
    with a maker's prefix."""
    name = name.strip().strip('"').strip()
    parts = name.split("/")
    windows = WINDOWS_TO_OLSON.get(name) or WINDOWS_TO_OLSON.get(f"{name} Standard Time", "")
    for known in (
        name,
        _US_ZONES.get(name.casefold(), ""),
        windows,
        name.replace("-", "/", 1),
        "/".join(parts[-2:]),
        "/".join(parts[-3:]),
    ):
        if found := _in_database(known):
            return found
    if re.fullmatch(r"z|utc|gmt|.*microsoft/utc|coordinated universal time", name, re.IGNORECASE):
        return "UTC"
    return _displayed(name)


def _in_database(name: str) -> str | None:
    if not name:
        return None
    # An abbreviation such as EST5EDT says a zone here, because a program wrote it.
    for known in (name, zone_aliases().get(name), links().get(name)):
        if known in zone_names():
            return known
    folded = name.replace(" ", "_").casefold()
    return next((known for known in zone_names() if known.casefold() == folded), None)


def _displayed(name: str) -> str | None:
    """The zone of a name for people, such as "(UTC+01:00) Amsterdam, Berlin" or "Eastern Time (US &
    Canada)": one that is called after one of the cities, and has this offset."""
    found = _OFFSET_IN_NAME.match(name)
    offset = fixed_offset((found[1] or "+0").replace(".", ":")) if found else None
    places = name[found.end() :].strip() if found else name
    if us := _US_ZONES.get(places.split(" ")[0].casefold()) if " Time" in places else None:
        return us
    cities = {part.strip().replace(" ", "_").casefold() for part in re.split(r"[,;/]", places)}
    if found and "coordinated" in places.casefold():
        return "UTC"
    usual = {*WINDOWS_TO_OLSON.values()}
    called = [
        known
        for known in sorted(zone_names(), key=lambda name: (name not in usual, name))
        if known.rpartition("/")[2].casefold() in cities
        and (offset is None or offset in _offsets_of(known, 2026))
    ]
    return called[0] if called and (found or len(called) == 1) else None


def _offsets_of(name: str, *years: int) -> set[timedelta | None]:
    """The offsets a zone keeps in some years."""
    days = (datetime(year, month, 1, tzinfo=UTC) for year in years for month in range(1, 13))
    return {day.astimezone(zone(name)).utcoffset() for day in days}


class OwnZone:
    """A zone as a file defines it (VTIMEZONE): when its clocks are changed, and to what."""

    def __init__(self, component: Component, today: date) -> None:
        self.name = component.text("TZID")
        self.meant = zone_called(component.text("X-LIC-LOCATION"))
        """The zone it is made from, where it says so."""
        self._parts = component.parts
        self._today = datetime.combine(today, time())

    @cached_property
    def changes(self) -> list[tuple[datetime, timedelta, timedelta]]:
        """(instant in UTC, offset before, offset after) in order of time, two years beyond today;
        empty when the definition cannot be followed."""
        found: dict[datetime, tuple[timedelta, timedelta]] = {}
        try:
            for part in self._parts:
                before, after = (
                    _offset(part.text(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO")
                )
                if not part.text("TZOFFSETTO"):
                    return []
                for onset in self._onsets(part):
                    found[onset - before] = before, after
        except (ValueError, TypeError, OverflowError):
            return []
        return sorted((instant, *offsets) for instant, offsets in found.items())

    def _onsets(self, part: Component) -> Iterator[datetime]:
        start = parsed(part.text("DTSTART"))[0]
        first = start if isinstance(start, datetime) else datetime.combine(start, time())
        yield first
        until = max(self._today, first) + 4 * _AROUND
        for rule in part.all("RRULE"):
            # Only rules by the year: clocks are not changed more often, and others have no end.
            if first < until and re.search(r"FREQ=YEARLY", rule.value, re.IGNORECASE):
                yield from _years(rule.value, first, until)
        for given in part.all("RDATE"):
            for value in given.value.split(","):
                onset = parsed(value.partition("/")[0])[0]
                if isinstance(onset, datetime):
                    yield onset

    def offset(self, instant: datetime) -> timedelta:
        """The offset at an instant, given in UTC without a zone."""
        at = bisect_right(self.changes, instant, key=lambda change: change[0])
        return self.changes[at - 1][2] if at else self.changes[0][1]

    def instant(self, wall: datetime) -> datetime:
        """The instant its clocks show a time; the first of two, and what no clock shows with the
        offset before the gap."""
        offsets = {offset for change in self.changes for offset in change[1:]}
        fitting = [wall - offset for offset in offsets if self.offset(wall - offset) == offset]
        before = self.offset(wall - max(offsets) - timedelta(hours=1))
        return min(fitting, default=wall - before).replace(tzinfo=UTC)

    def agrees(self, name: str, wall: datetime) -> bool:
        """Whether a zone of the database has the same time at a moment, as far as the file goes."""
        offset = local(wall, zone(name)).utcoffset() or timedelta()
        return wall - offset < self.changes[0][0] or self.offset(wall - offset) == offset

    def like(self, names: Sequence[str], when: datetime) -> str | None:
        """The first of the zones that keeps the same time around a day, as far as the file knows,
        or at least in its winter and its summer: rules are changed, and files stay."""
        around = [change[0] for change in self.changes if abs(change[0] - when) <= _AROUND]
        asked = [when + _AROUND * step / 12 for step in range(-12, 13)]
        asked += [change + timedelta(seconds=by) for change in around for by in (-1, 1)]
        known = [instant for instant in asked if instant > self.changes[0][0]]
        seasons = [datetime.combine(date(when.year, month, 15), time()) for month in (1, 7)]
        for instants in (known, seasons):
            for name in names:
                if name in zone_names() and self._keeps(name, instants):
                    return name
        return None

    def _keeps(self, name: str, instants: Iterable[datetime]) -> bool:
        return all(
            instant.replace(tzinfo=UTC).astimezone(zone(name)).utcoffset() == self.offset(instant)
            for instant in instants
        )


def _years(rule: str, first: datetime, until: datetime) -> Iterator[datetime]:
    parts = [part for part in rule.upper().split(";") if part and not part.startswith("UNTIL")]
    end = re.search(r"UNTIL=([0-9TZ]+)", rule.upper())
    last = parsed(end[1])[0] if end else until
    last = last if isinstance(last, datetime) else datetime.combine(last, time.max)
    given = rrule.rrulestr(";".join(parts), dtstart=first)
    for onset in given:
        if onset > min(last + timedelta(days=1), until):
            return
        yield onset
