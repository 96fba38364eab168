"""What the engine says itself, in the language of the hub: messages, and days, numbers and names as
that language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, Self
from unicodedata import bidirectional

from hearth.base import format as english
from hearth.base.catalogue import CONTEXT, NO_CATALOGUE, Catalogue
from hearth.base.locale_data import COUNTRIES, MONTHS, REGIONS, WEEKDAYS

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

    def __call__(self, message: str, /, **values: object) -> str:
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

    def numbered(self, one: str, several: str, many: int, /, **values: object) -> str:
        """The one of two messages that goes with a number, with values in its places."""
        return self.plural(one, several, many) % values

    def together(self, *sentences: str) -> str:
        """Sentences in a row; what is empty is none."""
        return " ".join(filter(None, sentences))

    def told(self, text: str) -> str:
        """What was said in English without a hub at hand, in this language; other text as it is."""
        if not isinstance(text, Said):
            return text
        values = {name: self._told(value) for name, value in text.values.items()}
        told: str = getattr(self, text.how)(*map(self._told, text.given), **values)
        return told

    def _told(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(self._told, value))
        return self.told(value) if isinstance(value, Said) else value

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

    def decimal(self, value: float) -> str:
        """A number beside a drawing, with one digit after the point at most."""
        return f"{value:,.1f}".removesuffix(".0").replace("-", "−")

    def day_of_month(self, number: int) -> str:
        """3rd, as it stands in a rule of repetition."""
        return english.nth(number)

    def listed(self, words: Sequence[str], last: str = "and") -> str:
        """One, two and three; ``last`` is "and" or "or"."""
        return english.listed(words, last)

    def row(self, words: Sequence[str]) -> str:
        """One, two, three"""
        return ", ".join(words)

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

    def full_day(self, day: date) -> str:
        """Thursday 3 December 2026"""
        return f"{english.weekday_name(day)} {english.long_day(day)}"

    def brief_day(self, day: date) -> str:
        """Thu 3 Dec 2026"""
        return f"{english.weekday(day)} {english.short_day(day)}"

    def brief_day_of_year(self, day: date) -> str:
        """Thu 3 Dec"""
        return f"{self.weekday(day)} {day.day} {self.short_month(day.month)}"

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

    def region(self, code: str) -> str:
        """Europe for 150; the code itself when it is unknown."""
        return REGIONS.get(code, code)


ENGLISH = Translations()
"""For what is said without a hub at hand."""


class Said(str):
    """A text in English that can still be told in another language: it keeps how it was made."""

    __slots__ = ("given", "how", "values")
    how: str
    given: tuple[Any, ...]
    values: dict[str, Any]

    def __new__(cls, how: str, given: tuple[Any, ...], values: dict[str, Any]) -> Self:
        """``how`` is the name of a method of Translations, and the others are what it is given."""
        said = super().__new__(cls, getattr(ENGLISH, how)(*given, **values))
        said.how, said.given, said.values = how, given, values
        return said

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (self.how, self.given, self.values)


NOTHING = Said("together", (), {})
"""What is said where there is nothing to say."""


def said(message: str, /, **values: object) -> Said:
    """A message where no hub is at hand; values that are said are told with it."""
    return Said("__call__", (message,), {name: _lasting(value) for name, value in values.items()})


def said_many(one: str, several: str, many: int, /, **values: object) -> Said:
    """The one of two messages that goes with a number."""
    kept = {name: _lasting(value) for name, value in values.items()}
    return Said("numbered", (one, several, many), kept)


def _lasting(value: object) -> object:
    """A value as it can be kept: what an error carries that was said, else text or a number."""
    if isinstance(value, Exception) and value.args and isinstance(value.args[0], Said):
        return value.args[0]
    return value if isinstance(value, str | int) else str(value)


def said_count(many: int, one: str, several: str = "") -> Said:
    """1 person, 2 people"""
    return Said("count", (many, one, several), {})


def said_list(words: Iterable[str], last: str = "and") -> Said:
    """One, two and three; ``last`` is "and" or "or"."""
    return Said("listed", (tuple(words), last), {})


def said_row(words: Iterable[str]) -> Said:
    """One, two, three"""
    return Said("row", (tuple(words),), {})


def said_number(value: float) -> Said:
    """A number as the language writes it."""
    return Said("number", (value,), {})


def said_day(day: date) -> Said:
    """3 December 2026"""
    return Said("long_day", (day,), {})


def said_language(code: str) -> Said:
    """Portuguese (Brazil) for pt-BR"""
    return Said("language_name", (code,), {})


def said_weekday(number: int) -> Said:
    """Monday for 0"""
    return Said("weekday_name", (number,), {})


def said_together(*sentences: Said) -> Said:
    """Sentences in a row; what is empty is none."""
    return Said("together", sentences, {})
