"""What the engine says itself, in the language of the hub: messages, and days, numbers and names as
that language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from unicodedata import bidirectional

from hearth.base import format as english
from hearth.base.catalogue import CONTEXT, NO_CATALOGUE, Catalogue
from hearth.base.locale_data import COUNTRIES, MONTHS, WEEKDAYS

RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from the right."""


_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
"""Directions of letters, by their classes in Unicode's annex 9."""


def direction_of(language: str) -> str:
    """rtl for a language that is written from the right, else ltr."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def direction_of_text(words: str) -> str:
    """The way a text runs, by its first letter (annex 9, P2); empty when it has none."""
    return next((_STRONG[name] for name in map(bidirectional, words) if name in _STRONG), "")


def N_(message: str) -> str:  # noqa: N802 - the name that tools of gettext know
    """A message that is only noted here, and said in the hub's language where it is used."""
    return message


def plural_of(one: str, several: str) -> tuple[str, str]:
    """A message for one thing and for several, noted like those of ``N_``."""
    return one, several


class Translations:
    """The words of one language; these are English. A message is plain text and is escaped where it
    lands; values take the places of ``%(name)s`` in it."""

    def __init__(
        self,
        language: str = "en",
        catalogue: Catalogue = NO_CATALOGUE,
        hour_cycle: str | None = None,
    ) -> None:
        self.language = language
        self.catalogue = catalogue
        self._hour_cycle = hour_cycle

    def __call__(self, message: str, **values: object) -> str:
        found = self.catalogue.messages.get(message)
        words = found[0] if found else message
        return words % values if values else words

    def noted(self, message: str) -> str:
        """A message that stands somewhere else, marked with ``N_``."""
        found = self.catalogue.messages.get(message)
        return found[0] if found else message

    def plural(self, one: str, several: str, many: int) -> str:
        """The one of two messages that goes with a number; their places are not yet filled."""
        found = self.catalogue.messages.get(one)
        return found[self.catalogue.plural(many)] if found else several if many != 1 else one

    def inside(self, context: str, message: str) -> str:
        """A message that means different things in different places; ``context`` names the
        place."""
        found = self.catalogue.messages.get(f"{context}{CONTEXT}{message}")
        return found[0] if found else message

    def count(self, many: int, one: str, several: str = "") -> str:
        """1 person, 2 people"""
        found = self.catalogue.messages.get(f"%(num)s {one}")
        if found is None:
            return f"{self.number(many)} {one if many == 1 else several or one + 's'}"
        return found[self.catalogue.plural(many)] % {"num": self.number(many)}

    # -- as this language writes them ------------------------------------------------------------

    @property
    def direction(self) -> str:
        """rtl for languages that are written from the right, else ltr."""
        return direction_of(self.language)

    @property
    def hour_cycle(self) -> str:
        """h23 for 18:00, h12 for 6:00 pm."""
        return self._hour_cycle or "h23"

    def clock(self, moment: datetime | time) -> str:
        """18:00, or 6:00 pm"""
        if self.hour_cycle == "h23":
            return f"{moment:%H:%M}"
        return self.half_day(moment)

    def half_day(self, moment: datetime | time) -> str:
        """6:00 pm"""
        return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"

    def hours(self, start: datetime | time, end: datetime | time) -> str:
        """18:00–19:30"""
        between = "–" if self.hour_cycle == "h23" else " – "
        return self._apart(f"{self.clock(start)}{between}{self.clock(end)}")

    def _apart(self, words: str) -> str:
        """A range, which keeps its order among words that run the other way."""
        if self.direction == "ltr":
            return words
        own = direction_of_text(words) == "rtl"
        mark = "\N{RIGHT-TO-LEFT ISOLATE}" if own else "\N{LEFT-TO-RIGHT ISOLATE}"
        return f"{mark}{words}\N{POP DIRECTIONAL ISOLATE}"

    def among(self, name: str) -> str:
        """A name for plain text, kept apart from words that run the other way."""
        if direction_of_text(name) in ("", self.direction):
            return name
        return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"

    def number(self, value: float) -> str:
        return english.number(value)

    def nth(self, number: int) -> str:
        """3rd"""
        return english.nth(number)

    def listed(self, words: Sequence[str], last: str = "and") -> str:
        """One, two and three; ``last`` is "and" or "or"."""
        return english.listed(words, last)

    def long_day(self, day: date) -> str:
        """3 December 2026"""
        return english.long_day(day)

    def short_day(self, day: date) -> str:
        """3 Dec 2026"""
        return english.short_day(day)

    def day_month(self, day: date) -> str:
        """3 December"""
        return english.day_month(day)

    def weekday(self, day: date) -> str:
        """Thu"""
        return english.weekday(day)

    def weekday_name(self, number: int) -> str:
        """Monday for 0"""
        return WEEKDAYS[number]

    def weekday_parts(self, number: int) -> tuple[str, str]:
        """Mon and day for 0: what is left where room is short, and the rest."""
        return WEEKDAYS[number][:3], WEEKDAYS[number][3:]

    def month_parts(self, number: int) -> tuple[str, str]:
        """Dec and ember for 12"""
        return MONTHS[number - 1][:3], MONTHS[number - 1][3:]

    def month(self, day: date) -> str:
        """December 2026"""
        return english.month(day)

    def month_name(self, number: int) -> str:
        """December for 12"""
        return MONTHS[number - 1]

    def short_month(self, number: int) -> str:
        """Dec for 12"""
        return MONTHS[number - 1][:3]

    def day_in_week(self, day: date) -> str:
        """Thu 3 December 2026"""
        return f"{self.weekday(day)} {self.long_day(day)}"

    def days(self, first: date, last: date) -> str:
        """Thu 3 December 2026, or Thu 3 – Sat 5 December 2026."""
        if first == last:
            return self.day_in_week(first)
        if (first.year, first.month) == (last.year, last.month):
            return f"{self.weekday(first)} {first.day} – {self.day_in_week(last)}"
        return f"{self.day_in_week(first)} – {self.day_in_week(last)}"

    def day_of_year(self, day: date) -> str:
        """Thu 3 December"""
        return f"{self.weekday(day)} {self.day_month(day)}"

    def weekday_and_day(self, day: date) -> str:
        """Thursday 3 December"""
        return f"{self.weekday_name(day.weekday())} {self.day_month(day)}"

    def days_of_month(self, first: date, last: date) -> str:
        """3–9 December 2026, both in one month."""
        return f"{first.day}–{self.long_day(last)}"

    def language_name(self, code: str) -> str:
        """Portuguese (Brazil) for pt-BR; the code itself when it is unknown."""
        return english.language_name(code)

    def country(self, code: str) -> str:
        """Germany for DE; the code itself when it is unknown."""
        return COUNTRIES.get(code, code)


ENGLISH = Translations()
"""For what is said without a hub at hand."""
