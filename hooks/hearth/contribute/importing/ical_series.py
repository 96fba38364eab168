"""Lay out an entry of a calendar file: when it happens, by its rules, exceptions and changed
dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hearth.base.reasons import reason
from hearth.base.words import said
from hearth.contribute.importing.ical import Component, Property
from hearth.contribute.importing.ical_rules import NoRuleError, RecurrenceRule, in_words, read_rule
from hearth.contribute.importing.ical_times import (
    IcalTime,
    NoTimeError,
    Wall,
    Zones,
    duration,
    in_zone,
)
from hearth.kinds.event_parts import MAX_OCCURRENCES
from hearth.kinds.fields import day_of
from hearth.model.schedule import HORIZON

AHEAD = timedelta(days=3660)
"""How far ahead a date that a series names is looked for."""
SINGLE = 50
"""So many dates of one entry become events of their own at most."""
STRETCHES = 20
"""So often all later dates of a series are changed at most."""


class NoDateError(ValueError):
    """Why an entry has no date."""


@dataclass(frozen=True)
class TimeSpan:
    """From when to when; the last day of whole days is one of them."""

    start: Wall
    end: Wall | None = None

    def beginning(self, start: Wall) -> TimeSpan:
        """As long, from another beginning."""
        return TimeSpan(start, None if self.end is None else start + (self.end - self.start))


@dataclass(frozen=True)
class ChangedDate:
    """One date of a series that differs, and the entry that says what it is."""

    planned: Wall
    """When the series has it."""
    span: TimeSpan
    entry: Component
    zone: str | None

    @property
    def day(self) -> date:
        return day_of(self.planned)


@dataclass(frozen=True)
class LaidOut:
    """An event, or a series, as it can be written."""

    entry: Component
    span: TimeSpan
    zone: str | None
    repeats: dict[str, Any] | None = None
    """The rule, further dates and days left out, in the hub's words."""
    changes: tuple[ChangedDate, ...] = ()
    single: tuple[ChangedDate, ...] = ()
    """Dates that can only be events of their own: a second one on a day, or one that is not of
    whole days as the others are."""
    notes: tuple[str, ...] = ()


@dataclass
class Desk:
    """What entries of one calendar are laid out with."""

    zones: Zones
    today: date
    dates_left: int = 1_000_000
    """So many dates of rules are looked at in one calendar; a file of nothing but rules would take
    minutes."""


def lay_out(entry: Component, others: Sequence[Component], desk: Desk) -> list[LaidOut]:
    """What an entry and the changed dates of its series become: one series, or several where all
    later dates were changed at once; NoDateError when nothing does."""
    recurs = any(entry.first(name) for name in ("RRULE", "RDATE", "EXRULE", "EXDATE"))
    span, zone_name, notes = span_of(entry, desk.zones, recurs)
    if not recurs and not others:
        return [LaidOut(entry, span, zone_name, notes=tuple(notes))]
    series = _Series(entry, span, zone_name, desk)
    series.notes += notes
    return _laid(series, others)


# -- one date ------------------------------------------------------------------------------------


def span_of(
    entry: Component, zones: Zones, recurs: bool = True, zone_name: str | None = None
) -> tuple[TimeSpan, str | None, list[str]]:
    """When an entry begins and ends, in which zone, and what is to be told; in the zone of its
    series where one is given."""
    notes: list[str] = []
    begins = _begins(entry, zones)
    if zone_name is None:
        zone_name = begins.zone or zones.default
        # In UTC: shown where the calendar is, but a series keeps UTC, which knows no summer time.
        if begins.zone == "UTC" and zones.default and not recurs:
            zone_name = zones.default
    start = in_zone(begins, zone_name)
    end = _end(entry, zones, start, zone_name)
    if end is not None and end < start:
        notes.append(said("it ends before it begins: its end is left away"))
    span = TimeSpan(start, end if end is not None and end > start else None)
    if _is_of_whole_days(entry, span):
        first, last = day_of(span.start), day_of(span.end or span.start)
        return TimeSpan(first, last - _DAY if last - _DAY > first else None), None, notes
    return span, None if begins.is_day else zone_name, notes


_DAY = timedelta(days=1)
_HALF_A_DAY = timedelta(hours=12)


def _begins(entry: Component, zones: Zones) -> IcalTime:
    given = entry.first("DTSTART")
    if given is None or not given.value:
        raise NoDateError(said("it does not say when it begins"))
    try:
        moment = zones.time(given)
    except NoTimeError:
        raise NoDateError(
            said('its dates cannot be read: "%(value)s"', value=given.value[:40])
        ) from None
    return replace(moment, wall=_to_the_minute(moment.wall))


def _to_the_minute(wall: Wall) -> Wall:
    return wall.replace(second=0) if isinstance(wall, datetime) else wall


def _end(entry: Component, zones: Zones, start: Wall, zone_name: str | None) -> Wall | None:
    """The local time it is over, or the last day; None where the file does not say."""
    given, lasts = entry.first("DTEND"), entry.first("DURATION")
    try:
        if given is not None and given.value:
            moment = zones.time(given, beside=entry.first("DTSTART"))
            end = _to_the_minute(in_zone(moment, zone_name))
        elif lasts is not None:
            end = _to_the_minute(_after(start, duration(lasts.value)))
        else:
            return None
    except NoTimeError as wrong:
        raise NoDateError(
            said('its end cannot be read: "%(value)s"', value=str(wrong)[:40])
        ) from None
    except OverflowError:
        raise NoDateError(said("its dates cannot be read")) from None
    if isinstance(start, datetime) and not isinstance(end, datetime):
        return datetime.combine(end, time())
    if isinstance(end, datetime) != isinstance(start, datetime):
        raise NoDateError(said("it begins with a day and ends with a time, or the other way round"))
    # The day after the last (RFC 5545, 3.6.1).
    return end if isinstance(end, datetime) else max(end - _DAY, min(start, end))


def _after(start: Wall, lasts: timedelta) -> Wall:
    """Where the clock stands later; a part of a day is a day."""
    if isinstance(start, datetime):
        return start + lasts
    return start + timedelta(days=-(-lasts // _DAY))


def _is_of_whole_days(entry: Component, span: TimeSpan) -> bool:
    """Whether Outlook says so of an entry that lasts from midnight to midnight."""
    stated = entry.text("X-MICROSOFT-CDO-ALLDAYEVENT") or entry.text("X-FUNAMBOL-ALLDAY")
    midnight = (time(), None)
    return stated.upper() in ("TRUE", "1") and all(
        (moment.time() if isinstance(moment, datetime) else None) in midnight
        for moment in (span.start, span.end)
    )


# -- series --------------------------------------------------------------------------------------


class _Series:
    """The dates of a series, all local in one zone."""

    def __init__(self, entry: Component, span: TimeSpan, zone_name: str | None, desk: Desk) -> None:
        self.entry, self.span, self.zone, self.desk = entry, span, zone_name, desk
        self.zones, self.today = desk.zones, desk.today
        self.notes: list[str] = []
        self.rules: list[RecurrenceRule] = []
        self.given: list[Wall] = []
        """The dates its rules give."""
        self.planned: list[Wall] = []
        """All its dates, before single ones are changed."""
        self.endless = False
        self.ends: dict[Wall, Wall] = {}
        """Ends of dates that have one of their own (RDATE with a period)."""

    def lay_out(self, others: Sequence[Component]) -> None:
        """Find all dates: those the rules give, those named beside them, without those taken
        out."""
        named, out = self._named("RDATE"), self._named("EXDATE")
        self._follow_rules(self._far([*named, *out], others))
        planned = {*self.given, *named}
        if not self._was_over():
            planned.add(self.span.start)
        days = {wall for wall in out if not isinstance(wall, datetime)}
        self.planned = sorted(
            (wall for wall in planned if wall not in out and day_of(wall) not in days), key=as_time
        )

    def _follow_rules(self, far: datetime) -> None:
        dates: set[datetime] = set()
        try:
            if self.entry.first("RRULE") and _begins(self.entry, self.zones).is_converted:
                raise NoRuleError(said("its zone is like no other"))
            if self.desk.dates_left < 0:
                raise NoRuleError(said("the file repeats too much to follow it"))
            self.rules = self._read_rules("RRULE")
            self.endless = any(not rule.ends for rule in self.rules)
            for rule in self.rules:
                dates |= {*rule.dates(far if self.endless else _CENTURY)}
            for rule in self._read_rules("EXRULE"):
                dates -= {*rule.dates(far)}
            self.desk.dates_left -= len(dates)
        except NoRuleError as wrong:
            self.notes.append(
                said("%(wrong)s: of its rule the first date alone is taken", wrong=reason(wrong))
            )
            self.rules, self.endless, dates = [], False, set()
        if len(dates) > MAX_OCCURRENCES and max(dates).date() > self._horizon():
            self.notes.append(
                said(
                    "its end, %(dates)s, is left away: a series has 1,000 dates at most",
                    dates=f"{max(dates):%Y-%m-%d}",
                )
            )
            self.endless = True
        timed = isinstance(self.span.start, datetime)
        self.given = [moment if timed else moment.date() for moment in sorted(dates)]

    def _read_rules(self, name: str) -> list[RecurrenceRule]:
        start, zone_name = self.span.start, self.zone
        return [read_rule(given.value, start, zone_name) for given in self.entry.all(name)]

    def _was_over(self) -> bool:
        """Whether its rule ended before it began: then not even the first date is meant."""
        first = as_time(self.span.start)
        untils = [rule.until for rule in self.rules]
        return bool(untils) and all(until is not None and until < first for until in untils)

    def _horizon(self) -> date:
        """How far the hub lays out a series without an end."""
        return max(self.today, day_of(self.span.start)) + HORIZON

    def _far(self, named: Sequence[Wall], others: Sequence[Component]) -> datetime:
        """How far rules are laid out: to the hub's horizon, to whatever the file names, and so far
        that the hub's words can be told to mean the same."""
        first = day_of(self.span.start)
        days = [day_of(wall) for wall in (*named, *filter(None, map(self.planned_of, others)))]
        wanted = [self._horizon()]
        wanted += [day for day in days if day < self.today + AHEAD]
        rules = [given.value.upper() for given in self.entry.all("RRULE")]
        yearly = any("YEARLY" in rule and re.search("BYDAY|INTERVAL", rule) for rule in rules)
        wanted.append(first + HORIZON * (40 if yearly else 8))
        return datetime.combine(max(wanted), time.max)

    def _named(self, name: str) -> list[Wall]:
        """The dates a property names."""
        found: list[Wall] = []
        for given in self.entry.all(name):
            for value in filter(str.strip, given.value.replace(";", ",").split(",")):
                try:
                    found += self._moments(given, value)
                except (NoTimeError, OverflowError):
                    self.notes.append(
                        said(
                            'its date "%(value)s" cannot be read: it is left away', value=value[:40]
                        )
                    )
        return found

    def _moments(self, given: Property, value: str) -> Iterator[Wall]:
        begins, _, ends = value.partition("/")
        moment = self._time(given, begins)
        wall = self.wall(in_zone(moment, self.zone))
        if given.name == "EXDATE":
            yield wall
            # Some write the time of the series beside another zone.
            yield self.wall(moment.wall)
            return
        is_timed = isinstance(self.span.start, datetime)
        if is_timed == moment.is_day:
            if ends:
                raise NoTimeError(value)
            self.notes.append(
                said('its date "%(date)s" says no time: the series\' is taken', date=begins[:40])
                if is_timed
                else said('its date "%(date)s" has a time: its day is taken', date=begins[:40])
            )
        if isinstance(self.span.start, datetime) and not isinstance(wall, datetime):
            wall = datetime.combine(wall, self.span.start.time())
        yield wall
        if ends.strip().upper().startswith("P"):
            end = _after(wall, duration(ends))
        elif ends:
            end = self.wall(in_zone(self._time(given, ends), self.zone))
        else:
            return
        if as_time(end) > as_time(wall) and isinstance(end, datetime) == isinstance(wall, datetime):
            self.ends[wall] = end

    def _time(self, given: Property, value: str | None = None) -> IcalTime:
        return self.zones.time(given, value, self.entry.first("DTSTART"))

    def wall(self, wall: Wall) -> Wall:
        """A local time to the minute; of a series of whole days, the day, whose midnight some
        write as the evening before in UTC."""
        if isinstance(self.span.start, datetime):
            return _to_the_minute(wall)
        return day_of(wall + _HALF_A_DAY) if isinstance(wall, datetime) else wall

    def planned_of(self, other: Component, as_written: bool = False) -> Wall | None:
        """The date that an entry changes, in the zone of the series or as it is written; None when
        it cannot be read."""
        given = other.first("RECURRENCE-ID")
        try:
            moment = self._time(given) if given else None
            if moment is None or as_written:
                return self.wall(moment.wall) if moment else None
            return self.wall(in_zone(moment, self.zone))
        except (NoTimeError, OverflowError):
            return None

    def change(self, planned: Wall | None, other: Component) -> ChangedDate | None:
        """A changed date; as long as the others where it does not say."""
        try:
            span, zone_name, notes = span_of(other, self.zones, zone_name=self.zone)
        except NoDateError as wrong:
            self.notes.append(said("a changed date is not taken: %(wrong)s", wrong=reason(wrong)))
            return None
        self.notes += notes
        says_length = other.first("DTEND") or other.first("DURATION")
        alike = isinstance(span.start, datetime) == isinstance(self.span.start, datetime)
        if not says_length and alike:
            span = self.span.beginning(span.start)
        return ChangedDate(planned or span.start, span, other, zone_name)

    def changed(self, others: Sequence[Component]) -> tuple[dict[Wall, Component], list[Component]]:
        """The entry of each date that is changed, and the entries that change none."""
        by_day = {day_of(wall): wall for wall in reversed(self.planned)}
        known, found, stray = {*self.planned}, {}, []
        for other in others:
            of = self.planned_of(other)
            if of not in known:
                # Some write the time of the series beside another zone.
                written = self.planned_of(other, as_written=True)
                of = written if written in known else of
            if of is not None and not isinstance(of, datetime):
                of = by_day.get(of)
            if of is not None and of in known:
                found[of] = other
            else:
                stray.append(other)
        return found, stray


def as_time(wall: Wall) -> datetime:
    """A moment by which days and times can be put in order."""
    return wall if isinstance(wall, datetime) else datetime.combine(wall, time())


_BEFORE = datetime.combine(date.min, time())
_AFTER = datetime.combine(date.max, time())
_CENTURY = datetime.combine(date(2130, 1, 1), time())


@dataclass
class _Stretch:
    """The dates of a series that one entry speaks for; another begins where a change is one of all
    later dates too (RANGE=THISANDFUTURE)."""

    entry: Component
    span: TimeSpan
    begins: datetime
    shift: timedelta = timedelta()
    """By how much its dates lie later than the series has them."""


def _sequence(entry: Component) -> int:
    number = entry.text("SEQUENCE")
    return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0


def _stretches(series: _Series, changes: dict[Wall, Component]) -> list[_Stretch]:
    found = [_Stretch(series.entry, series.span, _BEFORE)]
    for of in sorted(changes, key=as_time):
        other = changes[of]
        given = other.first("RECURRENCE-ID")
        if given is None or given.parameters.get("RANGE", "").upper() != "THISANDFUTURE":
            continue
        change = series.change(of, other) if len(found) < STRETCHES else None
        if change and isinstance(change.span.start, datetime) == isinstance(of, datetime):
            shift = as_time(change.span.start) - as_time(of)
            found.append(_Stretch(other, change.span, as_time(of), shift))
            del changes[of]
    return found


def _laid(series: _Series, others: Sequence[Component]) -> list[LaidOut]:
    series.lay_out(others)
    changes, stray = series.changed(others)
    stretches = _stretches(series, changes)
    ends = [*(stretch.begins for stretch in stretches[1:]), _AFTER]
    found: list[LaidOut] = []
    for stretch, end in zip(stretches, ends, strict=True):
        is_last = end == _AFTER
        inside = [wall for wall in series.planned if stretch.begins <= as_time(wall) < end]
        given = [wall for wall in series.given if stretch.begins <= as_time(wall) < end]
        words = _Words(series, stretch, inside, given, series.endless and is_last)
        found += words.laid(changes, stray if is_last else [])
    if not found:
        raise NoDateError(said("its repetition leaves no date"))
    return found


class _Words:
    """One stretch of a series, put into the hub's words."""

    def __init__(
        self,
        series: _Series,
        stretch: _Stretch,
        inside: Sequence[Wall],
        given: Sequence[Wall],
        endless: bool,
    ) -> None:
        self.series, self.stretch, self.endless = series, stretch, endless
        self.notes: list[str] = []
        self.of = {wall + stretch.shift: wall for wall in inside}
        """The date as the series has it, by the date it has here."""
        self.planned = [*self.of]
        self.given = [wall + stretch.shift for wall in given]
        self.rule: dict[str, Any] | None = None
        self.start: Wall = stretch.span.start
        self.also: list[Wall] = []
        self.skip: set[date] = set()
        self.changes: list[ChangedDate] = []
        self.single: list[ChangedDate] = []
        self.days: set[date] = set()
        """Days on which the series has a date already."""
        self.all_given: set[Wall] = set()

    def laid(self, changes: Mapping[Wall, Component], stray: Sequence[Component]) -> list[LaidOut]:
        if not self.endless:
            self._keep_the_latest()
        if self.planned:
            self._say_the_rule()
        if self.planned and self.rule is None:
            self._name_all()
        own = {*self.also, *(self.given if self.rule is not None else [self.start])}
        for wall in self.planned:
            self._change(wall, wall in own, changes.get(self.of[wall]))
        self.days = {day_of(wall) for wall in (*self.planned, *self.also, *self.given)}
        self.all_given = {*self.series.given}
        for other in stray:
            self._add(other)
        dates = [wall for wall in self.planned if wall in own and day_of(wall) not in self.skip]
        return [*self._result(dates)]

    def _keep_the_latest(self) -> None:
        """No more dates than the hub can have."""
        more = len(self.planned) - MAX_OCCURRENCES
        if more <= 0:
            return
        self.planned = self.planned[more:]
        self.start = self.planned[0]
        self.given = [wall for wall in self.given if as_time(wall) >= as_time(self.start)]
        self.notes.append(
            said("its first %(more)s dates are not taken: a series has 1,000 at most", more=more)
        )

    def _say_the_rule(self) -> None:
        if not self.given:
            return
        if self.start not in self.of and self.start not in self.given:
            self.start = self.given[0]
        times = [as_time(wall) for wall in self.given]
        self.rule = in_words(times, self.start, self.endless, self.series.rules[0])
        if self.rule is not None:
            self.skip = {day_of(wall) for wall in self.given if wall not in self.of}
            self._name(set(self.planned) - set(self.given), {day_of(wall) for wall in self.given})

    def _name_all(self) -> None:
        """Without words for the rule each date is named, as far as the hub lays out a series."""
        if len(self.planned) == 1 and not self.endless:
            if self.series.rules:
                self.notes.append(said("its rule gives no date but the first, which is taken"))
        elif self.endless:
            last = max(self.series.today, day_of(self.planned[0])) + HORIZON
            self.planned = [wall for wall in self.planned if day_of(wall) <= last]
            self.notes.append(
                said(
                    "the hub has no word for its repetition: its dates until %(last)s are named; "
                    "import it again for later ones",
                    last=last,
                )
            )
            self._keep_the_latest()
        elif self.series.rules:
            self.notes.append(said("the hub has no word for its repetition: its dates are named"))
        self.start = self.planned[0]
        self._name(self.planned[1:], {day_of(self.start)})

    def _name(self, walls: Iterable[Wall], days: set[date]) -> None:
        """Further dates, one for each day that has none yet."""
        for wall in sorted(walls, key=as_time):
            if day_of(wall) not in days:
                self.also.append(wall)
                days.add(day_of(wall))

    def _change(self, wall: Wall, is_own: bool, other: Component | None) -> None:
        """What is to be said of one date by itself."""
        usual = self._usual(wall)
        change = self.series.change(wall, other) if other is not None else None
        if change is None and (end := self.series.ends.get(self.of[wall])) is not None:
            change = replace(usual, span=TimeSpan(wall, end))
        change = change or usual
        if not is_own:
            self.single.append(change)
        elif isinstance(change.span.start, datetime) != isinstance(wall, datetime):
            self.single.append(change)
            self.skip.add(day_of(wall))
        elif change != usual:
            self.changes.append(change)

    def _usual(self, wall: Wall) -> ChangedDate:
        span = self.stretch.span.beginning(wall)
        return ChangedDate(wall, span, self.stretch.entry, self.series.zone)

    def _add(self, other: Component) -> None:
        """A changed date that is none of the series' stands beside the others."""
        change, of = self.series.change(None, other), self.series.planned_of(other)
        if change is None or other.text("STATUS").upper() == "CANCELLED":
            return
        if of is not None and of in self.all_given:
            self.notes.append(
                said("%(of)s is changed and taken out: it does not take place", of=day_of(of))
            )
            return
        if other.first("RRULE") and _sequence(other) < _sequence(self.series.entry):
            return  # an earlier state of the whole series
        apart = isinstance(change.span.start, datetime) != isinstance(self.start, datetime)
        if not self.planned or apart or change.day in self.days:
            self.single.append(change)
        else:
            self.also.append(change.span.start)
            self.days.add(change.day)
            self.changes.append(change)
        self.notes.append(
            said("%(day)s is no date of its rule: it is taken beside it", day=change.day)
        )

    def _result(self, dates: Sequence[Wall]) -> Iterator[LaidOut]:
        """The series, or the one event it is when only one date is left."""
        zone, notes = self.series.zone, (*self.series.notes, *self.notes)
        single = self.single[:SINGLE]
        if len(self.single) > SINGLE:
            more = len(self.single) - SINGLE
            notes = (
                *notes,
                said("%(more)s further dates on days it has already are not taken", more=more),
            )
        if len({*dates, *self.also}) > 1 or (self.endless and dates):
            yield LaidOut(
                self.stretch.entry,
                self.stretch.span.beginning(self.start),
                zone,
                self._repeats(),
                tuple(sorted(self.changes, key=lambda change: change.day)),
                tuple(single),
                notes,
            )
            return
        usual = [self._usual(wall) for wall in dates]
        for only in [*(self.changes or usual), *single][:1]:
            rest = single[1:] if only in single else single
            yield LaidOut(only.entry, only.span, only.zone, single=tuple(rest), notes=notes)

    def _repeats(self) -> dict[str, Any]:
        also = [_written(wall, self.start) for wall in sorted(self.also, key=as_time)]
        skip = [day.isoformat() for day in sorted(self.skip)]
        return {
            **(self.rule or {}),
            **({"also": also} if also else {}),
            **({"skip": skip} if skip else {}),
        }


def _written(wall: Wall, start: Wall) -> str:
    """A further date: its day alone where it has the time of the others."""
    if isinstance(wall, datetime) and isinstance(start, datetime):
        return f"{wall:%Y-%m-%d}" if wall.time() == start.time() else f"{wall:%Y-%m-%dT%H:%M}"
    return wall.isoformat()
