"""Calendars as programs write them, imported and laid out, against recurring-ical-events: every
date, end, place and text."""

from __future__ import annotations

import os
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
from icalendar import Calendar
from icalendar.timezone import tzp
from recurring_ical_events import CalendarQuery

import hubs
from hearth.base.meetings import without_meetings
from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.columns import by_names
from hearth.contribute.importing.ical_times import zone_called
from hearth.contribute.importing.preview import prepare
from hearth.contribute.importing.tables import UnreadableError
from hearth.contribute.importing.transforms import strip_markup
from hearth.edit.record_files import write_new
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import HORIZON, Occurrence, occurrences

TODAY = date(2026, 11, 30)
OWN = sorted((hubs.REPOSITORY / "tests" / "calendars").glob("*.ics"))
GIVEN = [
    file
    for folder in [os.environ.get("HEARTH_DATA")]
    if folder
    for file in sorted(Path(folder).rglob("*.ics"))
]
FLOATING = "Africa/Nairobi"
"""The zone that --set gives to times without one; both sides take it."""


@pytest.fixture(scope="module", autouse=True)
def same_zones() -> Iterator[None]:
    """The other library reads the same zones: those of the tzdata package, not the machine's."""
    reset_tzpath(())
    ZoneInfo.clear_cache()
    yield
    reset_tzpath()
    ZoneInfo.clear_cache()


@dataclass(frozen=True, order=True)
class Date:
    """One time something happens, as both sides can tell it."""

    start: str
    end: str
    """Empty where it is not said."""
    title: str
    place: str
    text: str


def moment(value: date | datetime, zone_name: str) -> str:
    """A day, or an instant; a time without zone is one of the zone that is given for such."""
    if not isinstance(value, datetime):
        return value.isoformat()
    aware = value if value.tzinfo else value.replace(tzinfo=ZoneInfo(zone_name))
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def words(text: object) -> str:
    return " ".join(str(text or "").split())


def other_dates(raw: bytes, first: date, last: date) -> list[Date]:
    """What the other library lays out between two days."""
    tzp.use_zoneinfo()  # it keeps the zones that earlier files defined
    raw = re.sub(rb";TZID=[^;:\r\n]*(?=;VALUE=DATE:)", b"", raw)  # a day is in no zone
    raw = re.sub(rb"(?<=;VALUE=DATE);TZID=[^;:\r\n]*", b"", raw)
    found = []
    with warnings.catch_warnings(action="ignore"):
        calendars = Calendar.from_ical(raw, multiple=True)
    for calendar in calendars:
        zone_name = zone_called(str(calendar.get("X-WR-TIMEZONE", ""))) or FLOATING
        for entry in CalendarQuery(calendar).between(first, last):
            start, end = entry["DTSTART"].dt, entry["DTEND"].dt
            found.append(
                Date(
                    moment(start, zone_name),
                    "" if end == start else moment(end, zone_name),
                    words(entry.get("SUMMARY")),
                    words(entry.get("LOCATION")),
                    words(without_meetings(strip_markup(str(entry.get("DESCRIPTION", ""))))[0]),
                )
            )
    return found


def imported(hub: Hub, raw: bytes) -> list[Event]:
    """The events the files of an import say, once they are written."""
    rows = calendar_rows(raw, TODAY).rows
    columns = dict.fromkeys(name for row in rows for name in row.values)
    preview = prepare(
        hub, rows, by_names("event", columns), {"timezone": FLOATING, "mode": "online"}
    )
    assert [line for line in preview.lines if line.state == "left out"] == [
        line for line in preview.lines if "older version" in "".join(line.why)
    ]
    before = set(hub.events)
    for line in preview.lines:
        if line.state == "new":
            write_new(hub.root, str(line.path), str(line.text))
    after, problems = hubs.load(hub.root)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return [event for event_id, event in after.events.items() if event_id not in before]


def place_of(item: Occurrence) -> str:
    where = item.place
    if item.mode == "online" or where is None:
        return "Online"
    return ", ".join(filter(None, (where.name, where.city)))


def our_dates(events: list[Event]) -> Iterator[Date]:
    for event in events:
        for item in occurrences(event, event.timezone, TODAY):
            own = item.change.summary if item.change else None
            states_end = event.end or (item.change and item.change.end)
            end = item.end if isinstance(item.end, datetime) else item.end + timedelta(days=1)
            yield Date(
                moment(item.start, "UTC"),
                moment(end, "UTC") if states_end or item.whole_days else "",
                item.title,
                place_of(item),
                words(own or event.body or event.summary),
            )


def within(dates: list[Date], first: date, last: date) -> Counter[Date]:
    return Counter(each for each in dates if f"{first}" <= each.start[:10] < f"{last}")


def shortened(each: Date) -> Date:
    """A place without its country, which the hub says by two letters."""
    parts = each.place.split(", ")
    return Date(each.start, each.end, each.title, ", ".join(parts[:-1] or parts), each.text)


@pytest.mark.parametrize("file", OWN, ids=lambda file: file.stem)
def test_a_calendar_comes_in_whole(tmp_path: Path, file: Path) -> None:
    """Every date of a year around today, its end, its place, its title and its text."""
    hub = hubs.small_hub(tmp_path)
    first, last = TODAY - timedelta(days=30), TODAY + HORIZON
    raw = file.read_bytes()
    theirs = within([shortened(each) for each in other_dates(raw, first, last)], first, last)
    ours = within(list(our_dates(imported(hub, raw))), first, last)
    assert sorted((ours - theirs).elements()) == sorted((theirs - ours).elements()) == []
    assert sum(theirs.values()) > 10


@pytest.mark.parametrize("file", GIVEN, ids=lambda file: file.stem)
def test_a_given_calendar_loses_no_date(file: Path) -> None:
    """Of calendars nobody here wrote, each date the other library finds is one of ours, or the row
    it would stand in says why not."""
    raw = file.read_bytes()
    try:
        rows = calendar_rows(raw, TODAY).rows
        theirs = other_dates(raw, TODAY, TODAY + HORIZON)
    except (UnreadableError, ValueError, KeyError, TypeError, AttributeError):
        pytest.skip("one of the two cannot read it")
    if any(row.wrong or row.notes for row in rows):
        pytest.skip("something of it is told")
    events = [event_of(row.values) for row in rows]
    ours = {each.start for each in our_dates(events)}
    assert {each.start for each in theirs} - ours == set()


def event_of(values: Any) -> Event:
    """A row's event, as far as its times go."""
    repeats = values.get("repeats")
    if repeats and "moved" in repeats:
        moved = [
            {name: said for name, said in change.items() if name != "location"}
            for change in repeats["moved"]
        ]
        repeats = {**repeats, "moved": moved}
    fields = {
        "id": "e",
        "path": "events/e.yml",
        "title": words(values.get("title"))[:200] or "x",
        "summary": "S",
        "mode": "online",
        "start": values["start"],
        "timezone": values["timezone"] or FLOATING if "T" in values["start"] else None,
        "end": values["end"] or None,
        "repeats": repeats,
    }
    return Event.model_validate(fields)
