"""Format days, numbers, lists and codes for people, in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hearth.base.locale_data import LANGUAGES, MONTHS, WEEKDAYS


def long_day(day: date) -> str:
    """3 December 2026"""
    return f"{day_month(day)} {day.year}"


def short_day(day: date) -> str:
    """3 Dec 2026"""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_month(day: date) -> str:
    """3 December"""
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday(day: date) -> str:
    """Thu"""
    return weekday_name(day)[:3]


def weekday_name(day: date) -> str:
    """Thursday"""
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """December 2026"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def language_name(code: str) -> str:
    """Portuguese (Brazil) for pt-BR; the code itself when it is unknown."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.split("-")[0], code)


def zone_place(zone: str) -> str:
    """The place a zone is named after: New York for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def number(value: float) -> str:
    """A number to read: thousands apart, at most two digits after the point, a minus that is
    one."""
    return f"{round(value, 2):,.10g}".replace(",", " ").replace("-", "−")


def count(many: int, one: str, several: str = "") -> str:
    """1 person, 2 people"""
    return f"{number(many)} {one if many == 1 else several or one + 's'}"


def nth(day: int) -> str:
    """1st, 2nd, 23rd, 14th."""
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three"""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def iso(day: date | None) -> str | None:
    """2026-12-03, for data; None where there is no day."""
    return day.isoformat() if day else None
