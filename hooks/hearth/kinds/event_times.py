"""When an event is, from what rows of other tools say: days, times, zones and ranges, in one column
or in several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from hearth.base.written_times import A_NIGHT, ends_of
from hearth.base.zone_words import EITHER_SEASON, SAME, abbreviations, says, zone_words
from hearth.base.zones import comes_twice, zone, zone_names
from hearth.kinds.descriptor import NoRecordError

BEGINS = ("date", "start_date", "start", "start_time")
ENDS = ("end_date", "end", "end_time")
LOOSE = frozenset({"date", "start_date", "start_time", "end_date", "end_time"})
"""Names of columns that say a part of the beginning or the end."""

_FORM = re.compile(
    r"(?P<day>\d{4}(?:-\d\d){0,2})?(?:T(?P<clock>\d\d:\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?"
    r"(?:\[(?P<zone>[^\[\]]+)\])?"
)


@dataclass(frozen=True)
class _Time:
    """A time as ``read_time`` gives it, in its parts."""

    day: str = ""
    clock: str = ""
    offset: str = ""
    zone: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(f"{self.day}T{self.clock}")


def settle_times(fields: dict[str, Any], notes: list[str], given: Mapping[str, str]) -> None:
    """Sort what a row says of times into ``start``, ``end``, ``timezone`` and ``all_day``;
    NoRecordError when that cannot be done for sure."""
    said = {name: str(fields.pop(name)) for name in (*BEGINS, *ENDS) if fields.get(name)}
    if any(not _is_read(text) for text in said.values()):
        fields |= {name: said[name] for name in ("start", "end") if name in said}
        return
    begins, ends = _merged(said, BEGINS), _merged(said, ENDS)
    if begins is None:
        return
    first, last = begins
    first = _day_after(first) if first.clock == _MIDNIGHT else first
    if last and ends:
        last = _same(last, ends[1] or ends[0])
    elif ends:
        last = ends[1] or ends[0]
    last = _day_after(last) if last and last.clock == _MIDNIGHT else last
    _write(fields, notes, given, first, last)


_MIDNIGHT = "24:00"


def _day_after(time: _Time) -> _Time:
    """The midnight with which a day ends, as that with which the next begins."""
    day = time.day and (date.fromisoformat(time.day) + timedelta(days=1)).isoformat()
    return replace(time, day=day, clock="00:00")


def _is_read(text: str) -> bool:
    begins, ends = ends_of(text)
    return bool(begins and _FORM.fullmatch(begins) and _FORM.fullmatch(ends))


def _merged(said: Mapping[str, str], names: tuple[str, ...]) -> tuple[_Time, _Time | None] | None:
    """What several columns say together of the beginning or of the end, either of which can be a
    range."""
    found: tuple[_Time, _Time | None] | None = None
    for name in names:
        if name in said:
            one, other = ends_of(said[name])
            each = _split(one), _split(other) if other else None
            found = _joined(found, each, name) if found else each
    return found


def _split(text: str) -> _Time:
    parts = _FORM.fullmatch(text)
    named = {name: value or "" for name, value in parts.groupdict().items()} if parts else {}
    # A spreadsheet keeps a time of day as a time of its first day.
    return _Time(**{**named, "day": ""} if named["day"][:4] in ("1899", "1900") else named)


def _joined(
    one: tuple[_Time, _Time | None], other: tuple[_Time, _Time | None], name: str
) -> tuple[_Time, _Time | None]:
    first = _both(one[0], other[0], name)
    if one[1] is None or other[1] is None:
        return first, one[1] or other[1]
    return first, _both(one[1], other[1], name)


def _both(one: _Time, other: _Time, name: str) -> _Time:
    """A time of which two columns say a part each."""
    day = _agreed(one.day, other.day, name, "days")
    clocks = [each.clock for each in (one, other) if each.clock]
    if len(clocks) == 2 and "00:00" in clocks:
        clocks.remove("00:00")  # a day as programs write it, beside the time
    clock = _agreed(clocks[0] if clocks else "", clocks[-1] if clocks else "", name, "times")
    return _Time(
        day,
        clock,
        _agreed(one.offset, other.offset, name, "zones"),
        _agreed(one.zone, other.zone, name, "zones"),
    )


def _agreed(one: str, other: str, name: str, what: str) -> str:
    if one and other and one != other and not (one + other).startswith((one * 2, other * 2)):
        raise NoRecordError(f"two of its columns say different {what}: {one} and {other}")
    return max(one, other, key=len)


def _same(last: _Time, other: _Time) -> _Time:
    """The end of a range, beside a column that says the end too, or the rest of it."""
    if any(mine and theirs and mine != theirs for mine, theirs in _pairs(last, other)):
        raise NoRecordError("its start is a range that ends otherwise than its end")
    return _Time(*(mine or theirs for mine, theirs in _pairs(last, other)))


def _pairs(one: _Time, other: _Time) -> Iterator[tuple[str, str]]:
    yield from zip(astuple(one), astuple(other), strict=True)


# -- the event's own fields ----------------------------------------------------------------------


def _write(
    fields: dict[str, Any],
    notes: list[str],
    given: Mapping[str, str],
    first: _Time,
    last: _Time | None,
) -> None:
    if not first.day:
        raise NoRecordError(f"start says a time ({first.clock}) and no day")
    whole = str(fields.pop("all_day", "")).casefold()
    if len(first.day) < 10:
        _write_month(fields, first, last)
    elif whole in ("true", "yes"):
        _write_days(fields, *_without_midnights(first, last))
    elif not first.clock:
        if whole in ("false", "no"):
            raise NoRecordError("it is said to take no whole day, and its time is not given")
        if last and last.clock:
            raise NoRecordError("end says a time, and start says none")
        _write_days(fields, first, last)
        if last is None and not whole:
            notes.append("start says no time: it is taken for a whole day")
    else:
        _write_times(fields, notes, given, first, last)


def _write_month(fields: dict[str, Any], first: _Time, last: _Time | None) -> None:
    if first.clock or (last and last.day != first.day):
        raise NoRecordError(f"start says no day ({first.day})")
    fields["start"] = f"{first.day}-01-01"[:10] if len(first.day) == 4 else f"{first.day}-01"
    fields["date_precision"] = "year" if len(first.day) == 4 else "month"


def _without_midnights(first: _Time, last: _Time | None) -> tuple[_Time, _Time | None]:
    """The days of an event of whole days; its end is often written as the midnight behind it."""
    if {first.clock, last.clock if last else ""} - {"", "00:00", "23:59"}:
        raise NoRecordError("it is said to take whole days, and has a time")
    if last and last.clock == "00:00" and last.day > first.day:
        before = date.fromisoformat(last.day) - timedelta(days=1)
        last = _Time(before.isoformat())
    return _Time(first.day), _Time(last.day) if last and last.day else None


def _write_days(fields: dict[str, Any], first: _Time, last: _Time | None) -> None:
    fields |= {"start": first.day, "all_day": "true"}
    fields.pop("timezone", None)  # a whole day is the same day everywhere
    if last and len(last.day) == 10 and last.day != first.day:
        if last.day < first.day:
            raise NoRecordError(f"it ends ({last.day}) before it begins ({first.day})")
        fields["end"] = last.day
    elif last and last.day and len(last.day) < 10:
        raise NoRecordError(f"end says no day ({last.day})")


def _write_times(
    fields: dict[str, Any],
    notes: list[str],
    given: Mapping[str, str],
    first: _Time,
    last: _Time | None,
) -> None:
    named = str(fields.get("timezone") or "")
    if named and named not in zone_names():  # an offset or an abbreviation in a column of its own
        mark = _split(f"T00:00{named}")
        first = first if first.offset or first.zone else replace(first, **_mark(mark))
        named = ""
        del fields["timezone"]
    where = named or given.get("timezone") or _zone_of(first, notes)
    if last is not None:
        last = _end(first, last, notes)
    start = _local(first, where)
    if where and not named and (first.offset or first.zone or given.get("timezone") != where):
        fields["timezone"] = where
    fields["start"] = _written(start)
    if where and start.fold and comes_twice(start.replace(fold=0), zone(where)):
        fields["fold"] = "second"
    if last is not None:
        end = _local(last, where)
        if end < start:
            raise NoRecordError(f"it ends ({_written(end)}) before it begins ({_written(start)})")
        if end == start:
            notes.append("end is the same as start: it is left away")
        else:
            fields["end"] = _written(end)


def _mark(time: _Time) -> dict[str, str]:
    return {"offset": time.offset, "zone": time.zone}


def _end(first: _Time, last: _Time, notes: list[str]) -> _Time | None:
    """The end with what the beginning says for both."""
    if not last.offset and not last.zone:
        last = replace(last, **_mark(first))
    if not last.day:
        day = date.fromisoformat(first.day)
        if last.clock < first.clock and _mark(last) == _mark(first):
            day += timedelta(days=1)
            last = replace(last, day=day.isoformat())
            if last.moment - first.moment > timedelta(minutes=A_NIGHT):
                raise NoRecordError(f"it ends ({last.clock}) before it begins ({first.clock})")
        return replace(last, day=day.isoformat())
    if last.clock:
        return last
    if last.day != first.day:
        raise NoRecordError("end says a day, and start says a time")
    notes.append("end says no time: when it is over is not known")
    return None


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


# -- zones ---------------------------------------------------------------------------------------


def _zone_of(time: _Time, notes: list[str]) -> str:
    """The zone that a time names itself; empty when it names none."""
    if "/" in time.zone or time.zone == "UTC":
        return time.zone
    if time.zone:
        usual = zone_words().get(time.zone.lower(), ("", None))[1]
        if usual and usual.usual:
            notes.append(f"{time.zone} is taken for the time of {usual.usual}")
            return usual.usual
        raise NoRecordError(
            f"{time.zone} is the time of several places: name the zone, as in "
            "--set timezone=Europe/Berlin"
        )
    if time.offset == "Z":
        return "UTC"
    if time.offset:
        raise NoRecordError(
            f"its time carries an offset ({time.offset}) and no zone: name it, as in "
            "--set timezone=Europe/Berlin"
        )
    return ""


def _local(time: _Time, where: str) -> datetime:
    """The local time in a zone."""
    moment = time.moment
    if not where or where not in zone_names() or not (time.offset or time.zone):
        return moment
    if time.offset:
        instant = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M}{time.offset}")
    elif "/" in time.zone or time.zone == "UTC":
        if time.zone == where:
            return moment
        instant = moment.replace(tzinfo=zone(time.zone))
    else:
        minutes = _minutes(time.zone, moment, where)
        if minutes is None:
            return moment
        instant = moment.replace(tzinfo=zone("UTC")) - timedelta(minutes=minutes)
    return instant.astimezone(zone(where)).replace(tzinfo=None)


def _minutes(word: str, moment: datetime, where: str) -> int | None:
    """The minutes ahead of UTC that an abbreviation says; None when the clocks of the zone show
    just that time."""
    meant = EITHER_SEASON.get(word, (SAME.get(word, word),))
    if says(where, moment) in meant:
        return None
    meaning = zone_words()[word.lower()][1]
    if meaning.minutes is None or abbreviations(where, moment) & {*meant}:
        raise NoRecordError(
            f"its time says {word}, and the clocks of {where} show "
            f"{says(where, moment)} on that day"
        )
    return meaning.minutes
