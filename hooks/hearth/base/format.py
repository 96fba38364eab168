"""Format days, numbers, lists and codes for people, in English."""

from __future__ import annotations

from datetime import date

from hearth.base.locale_data import LANGUAGES, MONTHS, WEEKDAYS


def long_day(day: date) -> str:
    """3 December 2026"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """3 Dec 2026"""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday(day: date) -> str:
    """Thu"""
    return WEEKDAYS[day.weekday()][:3]


def month(day: date) -> str:
    """December 2026"""
    return f"{MONTHS[day.month - 1]} {day.year}"


def language_name(code: str) -> str:
    """Portuguese (Brazil) for pt-BR; the code itself when it is unknown."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.split("-")[0], code)


def zone_place(zone: str) -> str:
    """The place a zone is named after: New York for America/New_York."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def count(number: int, one: str, many: str = "") -> str:
    """1 person, 2 people"""
    return f"{number:,} {one if number == 1 else many or one + 's'}".replace(",", " ")


def listed(words: list[str]) -> str:
    """One, two and three"""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
