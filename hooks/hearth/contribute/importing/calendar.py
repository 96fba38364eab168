"""Read the entries of a calendar (RFC 5545) into rows with the fields of events."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from hearth.base.zones import zone, zone_aliases, zone_names
from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many
from hearth.kinds.event_parts import ORDINALS, WEEKDAYS

STATUS = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}
FREQUENCIES = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))
_NTH = {str(number): word for word, number in ORDINALS.items()}
_KNOWN_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "WKST"}
)


def calendar_rows(raw: bytes) -> Rows:
    """A row for each entry; changed dates of a series stand in the series' own row."""
    try:
        with warnings.catch_warnings(
            action="ignore"
        ):  # the library warns of zones it guesses; we look them up ourselves
            calendars = Calendar.from_ical(raw, multiple=True)
        entries = [
            (entry, _zone_name(str(cal.get("X-WR-TIMEZONE", ""))))
            for cal in calendars
            for entry in cal.walk("VEVENT")
        ]
    except (ValueError, KeyError, IndexError, RecursionError):
        raise UnreadableError(
            "cannot be read as a calendar. It should begin with BEGIN:VCALENDAR."
        ) from None
    changed: dict[str, list[Any]] = {}
    for entry, _ in entries:
        if entry.get("RECURRENCE-ID") is not None:
            changed.setdefault(str(entry.get("UID")), []).append(entry)
    rows = []
    for number, (entry, calendar_zone) in enumerate(entries, 1):
        if entry.get("RECURRENCE-ID") is None:
            rows.append(_row(number, entry, calendar_zone, changed.get(str(entry.get("UID")), [])))
    return Rows(not_too_many(tuple(rows)))


def _row(number: int, entry: Any, calendar_zone: str | None, changed: list[Any]) -> Row:
    values: dict[str, Any] = {
        name: _text(entry, name.upper()) for name in ("description", "location", "url")
    }
    values |= {
        "title": _text(entry, "SUMMARY"),
        "status": STATUS.get(_text(entry, "STATUS").upper(), ""),
    }
    notes: list[str] = []
    try:
        start, zone_name = _start(entry, calendar_zone)
        values |= {"start": _written(start), "timezone": zone_name or ""}
        values["all_day"] = "" if isinstance(start, datetime) else "true"
        values["end"] = _end(entry, start, zone_name)
        if entry.get("RRULE") is not None or entry.get("RDATE") is not None:
            values["repeats"] = _repeats(entry, start, zone_name, changed, notes)
    except _OddError as odd:
        return Row(number, values, tuple(notes), str(odd))
    except (ValueError, AttributeError, TypeError, OverflowError):
        return Row(number, values, tuple(notes), "its dates cannot be read")
    if entry.get("ATTENDEE") is not None or entry.get("ORGANIZER") is not None:
        notes.append("people's mail addresses are not imported")
    return Row(number, values, tuple(notes))


class _OddError(Exception):
    """Why an entry cannot be an event."""


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return str(value[0] if isinstance(value, list) else value or "")


def _zone_name(name: str) -> str | None:
    """The database's name of a zone that calendars call by it, by Windows' name, or with a maker's
    prefix."""
    name = name.strip().strip('"')
    for known in (
        name,
        WINDOWS_TO_OLSON.get(name, ""),
        # Some programs write a prefix before it: /freeassociation.sourceforge.net/Europe/Berlin.
        "/".join(name.split("/")[-2:]),
        "/".join(name.split("/")[-3:]),
    ):
        if known in zone_names():
            return known
        if known in zone_aliases():
            return zone_aliases()[known]
    return None


def _start(entry: Any, calendar_zone: str | None) -> tuple[date | datetime, str | None]:
    """The local time an entry begins, and its zone; a day has none."""
    given = entry.get("DTSTART")
    if given is None or isinstance(given, list):
        raise _OddError("it does not say when it begins")
    moment = given.dt
    if not isinstance(moment, datetime):
        return moment, None
    if named := given.params.get("TZID"):
        known = _zone_name(str(named))
        if known is None:
            raise _OddError(f'its zone "{str(named)[:60]}" is not one of the IANA database')
        return moment.replace(tzinfo=None, fold=0), known
    if moment.tzinfo is None:
        return moment, calendar_zone  # a floating time: wherever the calendar is
    # In UTC: shown in the calendar's own zone, but a series keeps UTC, which does not follow the
    # seasons.
    where = calendar_zone if calendar_zone and entry.get("RRULE") is None else "UTC"
    return _local(moment, where), where


def _local(moment: datetime, zone_name: str | None) -> datetime:
    """The wall time of an instant in a zone; a time without zone as it is."""
    if moment.tzinfo is None or zone_name is None:
        return moment.replace(tzinfo=None)
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)


def _aware(value: Any) -> Any:
    """A property's moment, its zone taken from our database where its name is known there."""
    moment, named = value.dt, value.params.get("TZID")
    known = _zone_name(str(named)) if named else None
    return moment.replace(tzinfo=zone(known)) if known and isinstance(moment, datetime) else moment


def _end(entry: Any, start: date | datetime, zone_name: str | None) -> str:
    """The local time or the last day; nothing where the entry is as long as its kind says by
    itself."""
    given, lasts = entry.get("DTEND"), entry.get("DURATION")
    if given is not None:
        end = _aware(given)
    elif lasts is not None and isinstance(start, datetime) and zone_name:
        end = start.replace(tzinfo=zone(zone_name)).astimezone(zone("UTC")) + lasts.dt
    elif lasts is not None:
        end = start + lasts.dt
    else:
        return ""
    if isinstance(end, datetime) != isinstance(start, datetime):
        raise _OddError("it begins with a day and ends with a time, or the other way round")
    if not isinstance(end, datetime):
        last = end - timedelta(days=1)  # the day after the last (RFC 5545, 3.6.1)
        return last.isoformat() if last > start else ""
    end = _local(end, zone_name)
    return _written(end) if end > start else ""


def _written(moment: date | datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M") if isinstance(moment, datetime) else moment.isoformat()


def _day(value: Any, zone_name: str | None) -> date:
    return _local(value, zone_name).date() if isinstance(value, datetime) else value


# -- repetitions ---------------------------------------------------------------------------------


def _repeats(
    entry: Any, start: date | datetime, zone_name: str | None, changed: list[Any], notes: list[str]
) -> Any:
    """The rule in the hub's words; None with a note when it is none the hub has."""
    rule, further = entry.get("RRULE"), entry.get("RDATE")
    found = (
        None
        if isinstance(rule, list) or rule is None or further is not None
        else _rule(rule, start, zone_name)
    )
    if found is None:
        notes.append("its repetition is none the hub has: the first date alone is taken")
        return None
    if skipped := sorted(
        {_day(item.dt, zone_name).isoformat() for item in _each(entry.get("EXDATE"))}
    ):
        found["skip"] = skipped
    if moved := [_moved(entry, item, zone_name) for item in changed]:
        found["moved"] = sorted(moved, key=lambda item: item["occurrence"])
    return found


def _each(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, list) else [value] if value is not None else []:
        yield from part.dts


def _rule(rule: Any, start: date | datetime, zone_name: str | None) -> dict[str, Any] | None:
    parts = {
        name: [str(value) for value in (values if isinstance(values, list) else [values])]
        for name, values in rule.items()
        if name != "UNTIL"
    }
    frequency = FREQUENCIES.get(parts.get("FREQ", [""])[0])
    on = _on(parts, frequency)
    if (
        frequency is None
        or on is None
        or not set(rule) <= _KNOWN_PARTS
        or not _as_start(parts, frequency, start, on)
    ):
        return None
    found: dict[str, Any] = {"rule": frequency}
    if (interval := parts.get("INTERVAL", ["1"])[0]) != "1":
        found["interval"] = interval
    # A single weekday that is the start's own says nothing more than the start does.
    if on and not (frequency == "weekly" and on == [WEEKDAYS[start.weekday()]]):
        found["on"] = on
    if interval != "1" and len(on) > 1 and parts.get("WKST", ["MO"]) != ["MO"]:
        return None  # which week a day counts to decides; the hub's begin on Monday
    if "COUNT" in parts:
        found["count"] = parts["COUNT"][0]
    elif "UNTIL" in rule:
        until = rule["UNTIL"]
        found["until"] = _day(until[0] if isinstance(until, list) else until, zone_name).isoformat()
    return found


def _on(parts: dict[str, list[str]], frequency: str | None) -> list[str] | None:
    """The weekdays in the hub's words; None when they cannot be said in them."""
    position = parts.get("BYSETPOS")
    if position and (
        len(parts.get("BYDAY", [])) != 1 or len(position) != 1 or frequency != "monthly"
    ):
        return None
    found = []
    for text in parts.get("BYDAY", []):
        part = re.fullmatch(r"([+-]?\d+)?([A-Z]{2})", text)
        number = (part[1] or (position[0] if position else None)) if part else None
        which = _NTH.get(number.lstrip("+")) if number else ""
        if (
            part is None
            or part[2] not in _DAYS
            or which is None
            or (frequency == "weekly") == bool(which)
        ):
            return None
        found.append(f"{which} {_DAYS[part[2]]}".strip())
    return found if frequency != "daily" or not found else None


def _as_start(
    parts: dict[str, list[str]], frequency: str, start: date | datetime, on: list[str]
) -> bool:
    """Whether days and months of a rule are the start's own, which the hub's rule takes without a
    word."""
    days, months = parts.get("BYMONTHDAY"), parts.get("BYMONTH")
    if days and (days != [str(start.day)] or on or frequency not in ("monthly", "yearly")):
        return False
    if months and (months != [str(start.month)] or frequency != "yearly"):
        return False
    return (
        frequency != "yearly" or not on or bool(months)
    )  # without a month it is the weekday of the year


def _moved(entry: Any, other: Any, zone_name: str | None) -> dict[str, Any]:
    """What one date of a series has of its own."""
    planned = _aware(other["RECURRENCE-ID"])
    found: dict[str, Any] = {"occurrence": _day(planned, zone_name).isoformat()}
    if _text(other, "STATUS").upper() == "CANCELLED":
        found["status"] = "cancelled"
    if other.get("DTSTART") is not None:
        start = _aware(other["DTSTART"])
        start = _local(start, zone_name) if isinstance(start, datetime) else start
        if _written(start) != _written(
            _local(planned, zone_name) if isinstance(planned, datetime) else planned
        ):
            found["start"] = _written(start)
            if end := _end(other, start, zone_name):
                found["end"] = end
    if (title := _text(other, "SUMMARY")) and title != _text(entry, "SUMMARY"):
        found["title"] = title
    return found
