"""The entries of a calendar in the few words that every reader of calendars can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar


@dataclass(frozen=True, order=True)
class Entry:
    """One event of a calendar; instants are written 2026-12-03T17:00:00Z, days 2026-12-03."""

    uid: str
    start: str
    end: str
    summary: str
    description: str
    location: str
    status: str
    sequence: int


def moment(value: date | datetime) -> str:
    """An instant or a day as an entry has it; a time without a zone stays without the Z."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return (
        value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else value.isoformat()
    )


def by_icalendar(content: bytes) -> tuple[list[Entry], list[str]]:
    """The entries as icalendar reads them, in the file's order, and the errors it finds."""
    calendar = Calendar.from_ical(content)
    errors = [str(error) for component in calendar.walk() for error in component.errors]
    return [_entry(event) for event in calendar.events], errors


def _entry(event: Any) -> Entry:
    return Entry(
        uid=str(event["UID"]),
        start=moment(event["DTSTART"].dt),
        end=moment(event["DTEND"].dt),
        summary=str(event.get("SUMMARY", "")),
        description=str(event.get("DESCRIPTION", "")),
        location=str(event.get("LOCATION", "")),
        status=str(event.get("STATUS", "")),
        sequence=int(event.get("SEQUENCE", 0)),
    )
