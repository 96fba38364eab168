"""The rules calendars are measured by see what they are there for."""

from __future__ import annotations

import pytest

from ics_rules import broken

RIGHT = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Hearth//A circle\\, in a test//EN
METHOD:PUBLISH
NAME:A circle
X-WR-CALNAME:A circle
SOURCE;VALUE=URI:https://example.org/calendars/all.ics
BEGIN:VEVENT
UID:2a2f4e58-0000-5000-8000-000000000001
DTSTAMP:20261101T000000Z
SEQUENCE:0
DTSTART:20261203T170000Z
DTEND:20261203T180000Z
SUMMARY:Food\\, talk\\; and a \\\\
DESCRIPTION:By https://social.example/@ada@social.example
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_that_is_right_breaks_no_rule() -> None:
    """Escaped text, addresses of pages and the profile of a person on a network are no fault."""
    assert broken(RIGHT.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("\r\n", "\n", "CR or LF alone"),
        ("VERSION:2.0\r\n", "VERSION:2.0\n", "CR or LF alone"),
        ("END:VCALENDAR\r\n", "END:VCALENDAR", "end with CRLF"),
        ("SUMMARY:", "SUMMARY:" + "x" * 60, "octets"),
        ("VERSION:2.0\r\n", "VERSION:2.0\r\n\r\n", "empty"),
        ("SUMMARY:", "SUMMARY:\x07", "control character"),
        ("END:VEVENT\r\n", "", "closes nothing"),
        ("END:VCALENDAR\r\n", "", "not closed"),
        ("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "must not"),
        ("VERSION:2.0\r\n", "", "0 VERSION"),
        ("DTSTAMP:20261101T000000Z\r\n", "", "0 DTSTAMP"),
        ("STATUS:CONFIRMED\r\n", "STATUS:CONFIRMED\r\nSTATUS:CONFIRMED\r\n", "2 STATUS"),
        ("SUMMARY:", "SUMMARY ", "no property"),
        ("DTEND:20261203T180000Z", "DTEND:20261203T170000Z", "begins at"),
        ("DTEND:20261203T180000Z", "DTEND;VALUE=DATE:20261204", "the other way round"),
        ("DTSTART:20261203T170000Z", "DTSTART;TZID=Europe/Berlin:20261203T170000", "neither"),
        ("\\,", ",", "not escaped"),
        ("\\\\", "\\", "escapes nothing"),
        ("STATUS:CONFIRMED", "STATUS:DONE", "STATUS is"),
        ("SEQUENCE:0", "SEQUENCE:one", "SEQUENCE"),
        ("SUMMARY:", "SUMMARY:Ask ada@example.org ", "address away"),
        ("STATUS:", "ORGANIZER:https://example.org\r\nSTATUS:", "address away"),
        ("https://social", "MAILTO:social", "address away"),
    ],
)
def test_what_is_wrong_is_seen(old: str, new: str, word: str) -> None:
    """Each fault breaks a rule, and is named."""
    assert old in RIGHT
    assert any(word in rule for rule in broken(RIGHT.replace(old, new).encode()))


def test_a_character_in_two_lines_is_seen() -> None:
    """A fold between the bytes of one letter is a fault, though the file as a whole is UTF-8 when
    it is unfolded."""
    cut = RIGHT.encode().replace(
        b"SUMMARY:", "SUMMARY:é".encode()[:-1] + b"\r\n " + "é".encode()[-1:]
    )
    assert any("cut within a character" in rule for rule in broken(cut))


def test_an_identity_twice_is_seen() -> None:
    """Two entries of one file never share a UID."""
    event = RIGHT[RIGHT.index("BEGIN:VEVENT") : RIGHT.index("END:VCALENDAR")]
    assert any("2 times" in rule for rule in broken(RIGHT.replace(event, event * 2).encode()))
