"""Reporting periods: quarters and half-years of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.words import N_, Translations

FIRST = 1990
"""No report tells of earlier years."""
_NAMED = re.compile(r"(?P<year>\d{4})-(?P<part>Q[1-4]|H[12])")
_QUARTERS = (
    N_("First quarter of %(year)s"),
    N_("Second quarter of %(year)s"),
    N_("Third quarter of %(year)s"),
    N_("Fourth quarter of %(year)s"),
)
_HALVES = (N_("First half of %(year)s"), N_("Second half of %(year)s"))


@dataclass(frozen=True, order=True)
class Period:
    """A quarter (``parts`` is 4) or a half-year (2) of a year; ``number`` counts from 1."""

    year: int
    parts: int
    number: int

    @property
    def name(self) -> str:
        """2026-Q3, or 2026-H2."""
        return f"{self.year}-{'Q' if self.parts == 4 else 'H'}{self.number}"

    def in_words(self, words: Translations) -> str:
        """Third quarter of 2026"""
        form = (_QUARTERS if self.parts == 4 else _HALVES)[self.number - 1]
        return words.noted(form) % {"year": self.year}

    @property
    def first(self) -> date:
        return date(self.year, 12 // self.parts * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        after = self.next
        return date(after.year, 12 // after.parts * (after.number - 1) + 1, 1) - timedelta(days=1)

    @property
    def next(self) -> Period:
        return Period(
            self.year + self.number // self.parts, self.parts, self.number % self.parts + 1
        )

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in it; None lies nowhere."""
        return day is not None and self.first <= day <= self.last


def period_named(name: str) -> Period | None:
    """The period that 2026-Q3 or 2026-H2 means; None when it means none."""
    found = _NAMED.fullmatch(name.strip().upper())
    if found is None or int(found["year"]) < FIRST:
        return None
    return Period(int(found["year"]), 4 if found["part"][0] == "Q" else 2, int(found["part"][1]))


def last_period(day: date, parts: int) -> Period:
    """The latest quarter (4) or half-year (2) that is over at the end of a day."""
    now = Period(day.year, parts, (day.month - 1) // (12 // parts) + 1)
    if now.last <= day:
        return now
    return (
        Period(now.year, parts, now.number - 1)
        if now.number > 1
        else Period(now.year - 1, parts, parts)
    )
