"""formatting: times and people as pages say them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hearth.kinds.event import Event
from hearth.kinds.fields import Guest
from hearth.wording import formatting
from hubs import small_hub

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", "today"),
        ("2026-11-22", "yesterday"),
        ("2026-11-20", "3 days ago"),
        ("2026-11-10", "13 days ago"),
        ("2026-11-09", "2 weeks ago"),
        ("2026-09-25", "8 weeks ago"),
        ("2026-09-24", "in September"),
        ("2025-11-23", "in November 2025"),
        ("2026-12-01", "1 December 2026"),
    ],
)
def test_ago(day: str, words: str) -> None:
    """As exact as one wants to know, and no tense that is wrong for a day to come."""
    assert formatting.ago(date.fromisoformat(day), AS_OF) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (None, ""),
        (0, ""),
        (45, "45 min"),
        (60, "60 min"),
        (90, "90 min"),
        (91, "1 h 31"),
        (120, "2 h"),
        (125, "2 h 05"),
        (1440, "1 day"),
        (1500, "2 days"),
        (4320, "3 days"),
    ],
)
def test_length(minutes: int | None, words: str) -> None:
    """Minutes, hours or days, whichever is read at a glance."""
    assert formatting.length(minutes) == words.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Example", "AE"),
        ("Ada", "AD"),
        ("Anouk de Vries", "AV"),
        ("李", "李"),
        ("李小龙", "李小"),
        ("Sinéad O'Brien", "SO"),
        ("Bo (he) Sample", "BS"),
        ("(x)", "X"),
        ("!!!", "?"),
        ("👩 Ada", "AD"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    """At most two letters, whatever the script."""
    assert formatting.initials(name) == letters


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 people"), (1, "1 person"), (2, "2 people"), (12345, "12 345 people")],
)
def test_count(number: int, words: str) -> None:
    """One is singular, thousands are set apart."""
    assert (
        formatting.count(number, "person", "people").replace("\u202f", " ").replace("\u00a0", " ")
        == words
    )


def test_names() -> None:
    """Commas, and one and."""
    guests = [Guest(guest=name) for name in ("Ada", "Bo", "Cy")]
    assert [formatting.names(guests[:number]) for number in range(4)] == [
        "",
        "Ada",
        "Ada and Bo",
        "Ada, Bo and Cy",
    ]


def test_a_tone_is_for_ever() -> None:
    """One id always has the same of the four tones."""
    assert formatting.tone("ada") == formatting.tone("ada") in range(1, 5)


def spoken(tmp_path: Path, fields: str) -> formatting.When:
    path = "events/welcome-call.yml"
    hub = small_hub(
        tmp_path, {path: f"title: T\nsummary: S\nmode: online\nadded: 2026-11-01\n{fields}"}
    )
    return formatting.when(hub, hub.schedule.by_event["welcome-call"][0])


def test_when_at_a_time(tmp_path: Path) -> None:
    """Day, wall time, the zone's place and short name, and the instants in UTC."""
    when = spoken(tmp_path, "start: 2026-12-03T18:00\nduration: 90\ntimezone: Europe/Berlin\n")
    assert (when.day, when.clock, when.place, when.abbreviation) == (
        "Thu 3 December 2026",
        "18:00–19:30",
        "Berlin",
        "CET",
    )
    assert (when.start, when.end) == ("2026-12-03T17:00:00Z", "2026-12-03T18:30:00Z")


def test_when_it_is_a_whole_day(tmp_path: Path) -> None:
    """A whole day has no clock and no zone, and is over when the day is."""
    when = spoken(tmp_path, "start: 2026-12-03\n")
    assert (when.day, when.clock, when.zone, when.start, when.end) == (
        "Thu 3 December 2026",
        "",
        "",
        "2026-12-03",
        "2026-12-04T00:00:00Z",
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-12-03", "2026-12-05", "Thu 3 – Sat 5 December 2026"),
        ("2026-11-30", "2026-12-02", "Mon 30 November 2026 – Wed 2 December 2026"),
        ("2026-12-31", "2027-01-01", "Thu 31 December 2026 – Fri 1 January 2027"),
    ],
)
def test_when_it_takes_several_days(tmp_path: Path, start: str, end: str, words: str) -> None:
    """First and last day, without saying the month twice."""
    assert spoken(tmp_path, f"start: {start}\nend: {end}\n").day == words


@pytest.mark.parametrize(
    ("zone", "short", "instant"),
    [
        ("Asia/Kathmandu", "UTC+5:45", "2026-12-03T12:15:00Z"),
        ("Asia/Kolkata", "IST", "2026-12-03T12:30:00Z"),
        ("America/Sao_Paulo", "UTC−3", "2026-12-03T21:00:00Z"),
        ("Australia/Eucla", "UTC+8:45", "2026-12-03T09:15:00Z"),
        ("Pacific/Chatham", "UTC+13:45", "2026-12-03T04:15:00Z"),
        ("UTC", "UTC", "2026-12-03T18:00:00Z"),
    ],
)
def test_zones_with_odd_offsets(tmp_path: Path, zone: str, short: str, instant: str) -> None:
    """A zone without letters of its own is told by its difference, quarters of an hour included."""
    when = spoken(tmp_path, f"start: 2026-12-03T18:00\ntimezone: {zone}\n")
    assert (when.abbreviation, when.start) == (short, instant)


def test_an_evening_past_midnight_names_both_days(tmp_path: Path) -> None:
    """An end on the next day is said to be on the next day."""
    when = spoken(
        tmp_path, "start: 2026-12-03T22:00\nend: 2026-12-04T01:00\ntimezone: Europe/Berlin\n"
    )
    assert (when.day, when.clock) == ("Thu 3 – Fri 4 December 2026", "22:00–01:00")


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"rule": "daily"}, "Every day"),
        ({"rule": "weekly", "interval": 2}, "Every two weeks on Friday"),
        ({"rule": "monthly", "on": "fifth friday"}, "Every fifth Friday of the month"),
        ({"rule": "monthly", "on": ["1st", "15th"]}, "Every 1st and 15th of the month"),
        (
            {"rule": "monthly", "on": "last day", "interval": 3, "count": 2},
            "Every three months on the last day, 2 times",
        ),
        ({"rule": "yearly", "on": "last day"}, "Every year on the last day of January"),
        (
            {"rule": "weekly", "until": "2027-03-01", "also": ["2027-05-01"]},
            "Every Friday, until 1 March 2027, and on 1 more date",
        ),
        ({"also": ["2027-02-01", "2027-03-01"]}, "On 3 single dates"),
    ],
)
def test_a_repetition_is_said_in_words(rule: dict[str, object], words: str) -> None:
    """Rule, end and further dates, as a sentence begins."""
    event = Event.model_validate(
        {
            "id": "e",
            "path": "events/e.yml",
            "title": "E",
            "summary": "S",
            "start": "2027-01-29",
            "mode": "online",
            "repeats": rule,
        }
    )
    assert formatting.repetition(event) == words
