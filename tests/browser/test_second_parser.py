"""Calendars, read by a second parser that shares nothing with the first, and rules laid out by a
third engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hearth.model.schedule import occurrences
from ical_js import by_ical_js, times_by_ical_js
from ics_entries import by_icalendar
from ics_rules import broken
from recurrence import SERIES, Made, rrule

pytestmark = pytest.mark.browser

FIELDS = {"title": "A series", "summary": "S", "mode": "online", "timezone": "Europe/Berlin"}


def calendars(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*.ics"))
    }


def assert_both_agree(browser: Any, files: dict[str, bytes]) -> None:
    """Neither parser finds an error, and every identity, instant and text is the same to both."""
    first = {uri: by_icalendar(content) for uri, content in files.items()}
    second = dict(zip(files, by_ical_js(browser, list(files.values())), strict=True))
    assert {
        uri: errors for read in (first, second) for uri, (_, errors) in read.items() if errors
    } == {}
    assert [uri for uri, (entries, _) in first.items() if not entries] == []
    for uri in files:
        assert first[uri][0] == second[uri][0], uri


def test_two_parsers_agree_on_the_sample_hub(browser: Any, site: Path) -> None:
    """Every calendar of the sample hub is right, and read alike by icalendar and ical.js."""
    files = calendars(site)
    assert len(files) > 50
    assert_both_agree(browser, files)


def test_two_parsers_agree_on_published_lists(browser: Any, listed_site: Path) -> None:
    """So is every calendar of a hub of published lists, whose words nobody chose for a test."""
    files = calendars(listed_site)
    assert len(files) > 1500
    assert {uri: rules for uri, content in files.items() if (rules := broken(content))} == {}
    assert_both_agree(browser, files)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"DTSTART:2026", b"DTSTART:26"),
        (b"END:VCALENDAR\r\n", b""),
        (b"END:VEVENT\r\n", b""),
        (b"VERSION:", b"VERSION "),
        (b"SUMMARY:", b"SUMMERY:"),
    ],
)
def test_the_second_parser_is_strict(browser: Any, site: Path, old: bytes, new: bytes) -> None:
    """A fault in a file is an error to it, so that its silence says something."""
    content = (site / "calendars" / "all.ics").read_bytes()
    assert old in content
    ((_, errors),) = by_ical_js(browser, [content.replace(old, new, 1)])
    assert errors != []


@pytest.mark.parametrize("clock", ["18:00", "02:30"])
def test_a_third_engine_lays_out_the_same_days(browser: Any, clock: str) -> None:
    """ical.js, which shares no code with dateutil, gives every rule's dates as the hub plans
    them."""
    ours, asked = [], []
    for day, rule in SERIES.values():
        start = date.fromisoformat(f"2027-{day}")
        item = Made(
            {**FIELDS, "start": f"{start}T{clock}", "repeats": {**rule, "count": 60}},
            "Europe/Berlin",
            start,
        )
        planned = [
            f"{found.planned:%Y-%m-%dT%H:%M:%S}"
            for found in occurrences(item.event, item.zone, start)
        ]
        ours.append(planned)
        asked.append((planned[0], rrule(rule, start), 60))
    assert times_by_ical_js(browser, asked) == ours
