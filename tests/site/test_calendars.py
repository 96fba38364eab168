"""Calendars, read by somebody else's parser."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar

import hubs
from hearth.model.hub import Hub
from hearth.outputs.calendars import CalendarWriter, by_facet, calendars, of_event, single_dates
from hearth.wording import identity
from ics_rules import broken


@pytest.fixture(scope="module")
def raw(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.glob("calendars/**/*.ics")
    }


@pytest.fixture(scope="module")
def parsed(raw: dict[str, bytes]) -> dict[str, Any]:
    return {uri: Calendar.from_ical(content) for uri, content in raw.items()}


def every(hub: Hub) -> dict[str, Any]:
    """Every calendar the hub has, by its address."""
    found = [*calendars(hub).values(), *single_dates(hub)]
    found += [calendar for event in hub.events.values() if (calendar := of_event(hub, event))]
    return {calendar.uri: calendar for calendar in found}


def test_there_is_a_calendar_for_everything(raw: dict[str, bytes], hub: Hub) -> None:
    """One for each topic, group, series, mode, kind, language, level, country, place, speaker,
    event and coming date, for deadlines and for all."""
    assert set(raw) == set(every(hub))
    folders = {uri.split("/")[1] for uri in raw}
    assert folders == {
        "all.ics",
        "deadlines.ics",
        "topics",
        "groups",
        "series",
        "modes",
        "types",
        "languages",
        "levels",
        "countries",
        "near",
        "venues",
        "members",
        "events",
    }


def test_what_is_for_any_level_is_in_the_calendar_of_each(hub: Hub) -> None:
    """And what names one level is in that one alone."""
    dates = hub.schedule.occurrences
    for level in ("beginner", "intermediate", "advanced"):
        wanted = {item.event.id for item in dates if item.event.level in ("any", level)}
        found = {item.event.id for item in by_facet(hub)[f"levels/{level}"].dates}
        assert found == wanted != set()


def test_no_parser_finds_an_error(parsed: dict[str, Any]) -> None:
    """No component of any calendar has one, and none is empty."""
    errors = {
        uri: component.errors
        for uri, calendar in parsed.items()
        for component in calendar.walk()
        if component.errors
    }
    assert errors == {}
    assert [uri for uri, calendar in parsed.items() if not calendar.events] == []


def test_files_are_as_the_standard_wants(raw: dict[str, bytes]) -> None:
    """Lines, nesting, what must be there and what must not: no calendar breaks one of the rules,
    and none tells a mailbox."""
    assert {uri: rules for uri, content in raw.items() if (rules := broken(content))} == {}


def test_calendars_say_what_they_are(parsed: dict[str, Any]) -> None:
    """Version, product, method, name, and the address they are at."""
    for uri, calendar in parsed.items():
        assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
        assert calendar["PRODID"] and calendar["NAME"] == calendar["X-WR-CALNAME"]
        assert calendar["SOURCE"] == f"https://example.org/community-circle/{uri}"


def test_an_identity_is_of_one_occurrence(parsed: dict[str, Any]) -> None:
    """No UID twice in a file; in all files the same UID is the same entry to the byte."""
    entries: dict[str, set[bytes]] = defaultdict(set)
    for uri, calendar in parsed.items():
        uids = [str(event["UID"]) for event in calendar.events]
        assert len(uids) == len(set(uids)), uri
        for event in calendar.events:
            entries[str(event["UID"])].add(event.to_ical())
    assert {uid for uid, forms in entries.items() if len(forms) > 1} == set()


def test_times_are_in_utc_or_days(parsed: dict[str, Any]) -> None:
    """No zone tables are needed, and what ends, ends after it starts."""
    for uri, calendar in parsed.items():
        assert not calendar.walk("VTIMEZONE"), uri
        for event in calendar.events:
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            assert type(start) is type(end) and end > start, uri
            assert not isinstance(start, datetime) or (
                start.tzinfo is not None and start.utcoffset() == timedelta(0)
            ), uri
            assert event["DTSTAMP"].dt.utcoffset() == timedelta(0), uri


def expected(hub: Hub, items: Any) -> list[tuple[str, Any, Any]]:
    return sorted(
        (
            identity.of_occurrence(hub, item),
            item.first_day if item.whole_days else item.starts_at,
            item.last_day + timedelta(days=1) if item.whole_days else item.ends_at,
        )
        for item in items
    )


def test_another_engine_sees_the_same_dates(raw: dict[str, bytes], hub: Hub) -> None:
    """Every calendar, laid out by recurring-ical-events, gives the hub's own occurrences."""
    found = {
        uri: calendar for uri, calendar in every(hub).items() if uri != "calendars/deadlines.ics"
    }
    for uri, calendar in found.items():
        seen = recurring_ical_events.of(Calendar.from_ical(raw[uri])).between(
            date(2000, 1, 1), date(2040, 1, 1)
        )
        assert sorted(
            (str(event["UID"]), event["DTSTART"].dt, event["DTEND"].dt) for event in seen
        ) == expected(hub, calendar.entries), uri


EVENT = "title: {title}\nsummary: Meet, eat; talk.\nmode: online\nadded: 2026-11-01\n{rest}"


def tiny(
    tmp_path: Path, rest: str, title: str = "Welcome call", as_of: date = hubs.AS_OF
) -> list[Any]:
    files: dict[str, str | bytes | None] = {
        "events/welcome-call.yml": EVENT.format(title=title, rest=rest)
    }
    hub = hubs.small_hub(tmp_path / "hub", files, as_of).public()
    calendar = of_event(hub, hub.events["welcome-call"])
    assert calendar
    return Calendar.from_ical(CalendarWriter(hub).write(calendar).content).events


def test_words_come_through_unchanged(tmp_path: Path) -> None:
    """Commas, semicolons, backslashes, quotes and emoji in a title are read back as they were."""
    title = (
        'Food, talk; \\n "and" 👩🏽‍💻 — with Sinéad O\'Brien, 李 and everybody else who can '
        "come to this"
    )
    event = tiny(
        tmp_path,
        "start: 2026-12-03T18:00\ntimezone: Europe/Berlin\n",
        "'" + title.replace("'", "''") + "'",
    )[0]
    assert str(event["SUMMARY"]) == title
    assert str(event["DESCRIPTION"]).startswith("Meet, eat; talk.\n\n")


def test_the_end_of_whole_days_is_the_day_after(tmp_path: Path) -> None:
    """RFC 5545, 3.6.1: DTEND is not part of the event."""
    event = tiny(tmp_path, "start: 2026-12-03\nend: 2026-12-05\n")[0]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 3), date(2026, 12, 6))


SERIES = """\
start: 2027-03-25T18:00
duration: 60
timezone: Europe/Berlin
repeats:
  rule: weekly
  count: 4
  skip: [2027-04-01]
  moved:
    - {occurrence: 2027-04-08, start: 2027-04-09T20:00}
    - {occurrence: 2027-04-15, status: cancelled}
"""


def test_a_series_with_exceptions(tmp_path: Path) -> None:
    """Summer time, a skipped, a moved and a cancelled date."""
    events = tiny(tmp_path, SERIES)
    assert [(event["DTSTART"].dt, str(event["STATUS"])) for event in events] == [
        (datetime(2027, 3, 25, 17, tzinfo=UTC), "CONFIRMED"),
        (datetime(2027, 4, 9, 18, tzinfo=UTC), "CONFIRMED"),
        (datetime(2027, 4, 15, 16, tzinfo=UTC), "CANCELLED"),
    ]


def test_identities_outlast_changes(tmp_path: Path) -> None:
    """A new title, time and place leave a UID as it was."""
    before = tiny(tmp_path / "before", "start: 2026-12-03T18:00\ntimezone: Europe/Berlin\n")
    after = tiny(
        tmp_path / "after",
        "start: 2026-12-10T09:00\ntimezone: Africa/Nairobi\nrevision: 1\n",
        "Another title",
    )
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert [event["SEQUENCE"] for event in (*before, *after)] == [0, 1]


def test_tomorrow_s_build_keeps_the_identities_of_a_series(tmp_path: Path) -> None:
    """An endless series laid out two weeks later has the same UIDs for the same dates."""
    rest = "start: 2026-11-05T18:00\ntimezone: Europe/Berlin\nrepeats: {rule: weekly}\n"
    one, two = (
        {event["DTSTART"].dt: event["UID"] for event in tiny(tmp_path / str(day), rest, as_of=day)}
        for day in (hubs.AS_OF, hubs.AS_OF + timedelta(days=14))
    )
    assert len(one) > 50 and all(two[start] == uid for start, uid in one.items() if start in two)
