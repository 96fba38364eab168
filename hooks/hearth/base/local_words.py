"""Days, numbers, lists and names as the Unicode CLDR has them for languages other than English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.localedata import LocaleDataDict, load
from babel.numbers import format_decimal

from hearth.base.words import Translations

_FIRST = {"fr": "1er", "pt-BR": "1º"}
"""How the first day of a month is written in languages whose other days are bare numbers, which the
CLDR does not say."""
_MONDAY = date(2024, 1, 1)
_LISTS: dict[str, Literal["standard", "or"]] = {"and": "standard", "or": "or"}


class LocalTranslations(Translations):
    """The words of a language that has a catalogue; what is not translated yet is English."""

    @cached_property
    def locale(self) -> Locale:
        """The language as Babel knows it, by its first part where it does not know the whole."""
        tag = self.language.replace("-", "_")
        found = Locale.parse(tag if Locale.negotiate([tag], [tag]) else tag.split("_")[0])
        # Babel (2.18) notes what it looks up in data that languages share: one would then have the
        # months of another.
        own: Any = deepcopy(load(str(found)))
        setattr(found, "_Locale__data", LocaleDataDict(own))  # noqa: B010
        return found

    @property
    def hour_cycle(self) -> str:
        if self._hour_cycle:
            return self._hour_cycle
        return "h12" if "a" in self.locale.time_formats["short"].pattern else "h23"

    def half_day(self, moment: datetime | time) -> str:
        return str(format_skeleton("hm", moment, locale=self.locale))

    def _first(self, day: date, written: str) -> str:
        """A day as it is written, where the first of a month is called first."""
        first = _FIRST.get(self.language) if day.day == 1 else None
        return re.sub(r"(?<!\d)1(?= )", first, written, count=1) if first else written

    def number(self, value: float) -> str:
        return format_decimal(round(value, 2), "#,##0.##", self.locale)

    def decimal(self, value: float) -> str:
        return format_decimal(value, "#,##0.#", self.locale)

    def day_of_month(self, number: int) -> str:
        if number == 1:
            return self.inside("repetition: on", "1st")
        return self.inside("repetition: on", "%(number)sth") % {"number": number}

    def listed(self, words: Sequence[str], last: str = "and") -> str:
        return format_list(list(words), _LISTS[last], self.locale) if words else ""

    def long_day(self, day: date) -> str:
        return self._first(day, format_date(day, "long", self.locale))

    def short_day(self, day: date) -> str:
        return self._first(day, format_skeleton("yMMMd", day, locale=self.locale))

    def day_month(self, day: date) -> str:
        return self._first(day, format_skeleton("MMMMd", day, locale=self.locale))

    def weekday(self, day: date) -> str:
        return format_date(day, "ccc", self.locale)

    def weekday_name(self, number: int) -> str:
        return format_date(_MONDAY + timedelta(number), "cccc", self.locale)

    def weekday_parts(self, number: int) -> tuple[str, str]:
        return _parts(self.weekday_name(number), self.weekday(_MONDAY + timedelta(number)))

    def month_parts(self, number: int) -> tuple[str, str]:
        return _parts(self.month_name(number), self.short_month(number))

    def month(self, day: date) -> str:
        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_name(self, number: int) -> str:
        return format_date(date(2024, number, 1), "LLLL", self.locale)

    def short_month(self, number: int) -> str:
        return format_date(date(2024, number, 1), "LLL", self.locale)

    def day_in_week(self, day: date) -> str:
        return self._first(day, format_date(day, self._day_in_week, self.locale))

    @cached_property
    def _day_in_week(self) -> str:
        """The language's own pattern for a day in full, but for a short weekday."""
        return str(self.locale.date_formats["full"].pattern).replace("EEEE", "EEE")

    def days(self, first: date, last: date) -> str:
        if first == last:
            return self.day_in_week(first)
        same = first.year == last.year
        begins = self.day_of_year(first) if same else self.day_in_week(first)
        return f"{begins} – {self.day_in_week(last)}"

    def full_day(self, day: date) -> str:
        return self._first(day, format_date(day, "full", self.locale))

    def brief_day(self, day: date) -> str:
        return self._first(day, format_skeleton("yMMMEd", day, locale=self.locale))

    def brief_day_of_year(self, day: date) -> str:
        return self.day_of_year(day)

    def day_of_year(self, day: date) -> str:
        return self._first(day, format_skeleton("MMMEd", day, locale=self.locale))

    def weekday_and_day(self, day: date) -> str:
        return self._first(day, format_skeleton("MMMMEEEEd", day, locale=self.locale))

    def days_of_month(self, first: date, last: date) -> str:
        return format_interval(first, last, "yMMMd", locale=self.locale)

    def language_name(self, code: str) -> str:
        names = self.locale.languages
        first, *rest = code.split("-")
        whole, part = names.get(code.replace("-", "_")), names.get(first)
        if whole or not part:
            return str(whole or code)
        places = (self.locale.territories.get(one) for one in rest)
        place = next((one for one in places if one), "")
        return f"{part} ({place})" if place else str(part)

    def country(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))

    region = country


def _parts(name: str, short: str) -> tuple[str, str]:
    """A name in two, where its short form is how it begins; else the whole of it."""
    begins = short.rstrip(".")
    return (begins, name[len(begins) :]) if name.startswith(begins) else (name, "")
