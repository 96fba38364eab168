"""Lay out rules of repetition (RFC 5545, 3.3.10) and say them in the hub's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, islice, takewhile
from math import gcd
from typing import Any

from dateutil import rrule
from pydantic import ValidationError

from hearth.base.words import said
from hearth.contribute.importing.ical_times import NoTimeError, Wall, at, parsed
from hearth.kinds.event_parts import LAST_DAY, MAX_OCCURRENCES, ORDINALS, WEEKDAYS, Repeats, nth
from hearth.kinds.fields import day_of
from hearth.model.schedule import times

MOST = 40_000
"""So many dates of one rule are looked at: the days of a century."""
_STEPS_TAKEN = 150_000
"""So many seconds, minutes, hours or days are tried for one rule; days of four centuries."""
_STEPS = {"SECONDLY": 1, "MINUTELY": 60, "HOURLY": 3600} | dict.fromkeys(
    ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"), 86400
)
_KNOWN = frozenset(
    ("FREQ", "INTERVAL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
) | {"BYSETPOS", "BYHOUR", "BYMINUTE", "BYSECOND"}
_ORDINALS = {number: word for word, number in ORDINALS.items()}
_WORDS = 8
"""So many days are named in a rule at most; more are better read as dates."""


_TOO_OFTEN = said("it repeats too often for a calendar of a community")


class NoRuleError(ValueError):
    """Why a rule cannot be followed."""


@dataclass(frozen=True)
class RecurrenceRule:
    """One rule of an entry, with the local time it begins at."""

    parts: Mapping[str, str]
    first: datetime
    until: datetime | None
    count: int | None

    @property
    def ends(self) -> bool:
        return self.until is not None or self.count is not None

    def dates(self, horizon: datetime) -> list[datetime]:
        """Its local times as far as the horizon, or until it ends."""
        wanted = min(self.until or horizon, horizon)
        step = _STEPS[self.parts["FREQ"]] * int(self.parts.get("INTERVAL", 1))
        steps = min((wanted - self.first).total_seconds() // step + 1, _STEPS_TAKEN)
        last = min(wanted, self.first + timedelta(seconds=step * steps))
        if self.count is None and last < wanted:
            raise NoRuleError(_TOO_OFTEN)
        if last < self.first or self.count == 0:
            return []
        text = ";".join(f"{name}={value}" for name, value in self.parts.items())
        try:
            given = rrule.rrulestr(f"{text};UNTIL={last:%Y%m%dT%H%M%S}", dtstart=self.first)
        except (ValueError, KeyError, TypeError):
            raise NoRuleError(said("its repetition cannot be read")) from None
        found = list(islice(given, MOST if self.count is None else min(self.count, MOST)))
        several_a_day = len(found) == MOST and found[-1] - found[0] < timedelta(days=MOST - 1)
        if several_a_day or (self.count is not None and last < wanted and len(found) < self.count):
            raise NoRuleError(_TOO_OFTEN)
        return found


def read_rule(value: str, start: Wall, zone_name: str | None) -> RecurrenceRule:
    """The rule a file gives; NoRuleError when it is none that can be followed."""
    if re.match(r"(?:D|W|MD|MP|YM|YD)\d+(?:\s|$)", value):
        value = _of_vcalendar(value)
    plain = value.upper().replace(" ", "").replace("\\", "")
    parts = {name: stated for name, _, stated in (part.partition("=") for part in plain.split(";"))}
    if parts.pop("RSCALE", "GREGORIAN") != "GREGORIAN" or parts.pop("SKIP", "OMIT") != "OMIT":
        raise NoRuleError(said("its repetition follows another calendar than ours"))
    _check_parts(parts)
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    # Zero and less say nothing in an interval; a count below zero is how some write "for ever".
    if int(parts.get("INTERVAL", 1)) < 1:
        del parts["INTERVAL"]
    return RecurrenceRule(
        {name: stated for name, stated in parts.items() if name in _KNOWN and stated},
        start if isinstance(start, datetime) else datetime.combine(start, time()),
        _until(until, start, zone_name) if until else None,
        int(count) if re.fullmatch(r"\d{1,6}", count) else None,
    )


def _check_parts(parts: Mapping[str, str]) -> None:
    """Refuse a part that nobody knows, or a number that is none: it may be an end that is misspelt,
    and the rule would go on for ever. Names with X- are anybody's own."""
    known = {*_KNOWN, "FREQ", "COUNT", "UNTIL", ""}
    others = [name for name in parts if name not in known and not name.startswith("X-")]
    counted = [parts[name] for name in ("COUNT", "INTERVAL") if name in parts]
    is_wrong = others or not all(re.fullmatch(r"-?\d{1,5}", stated) for stated in counted)
    if is_wrong or parts.get("FREQ") not in _STEPS or parts.get("UNTIL") == "":
        raise NoRuleError(said("its repetition cannot be read"))


def _until(value: str, start: Wall, zone_name: str | None) -> datetime:
    """The last local time a rule can give; a day holds to its end."""
    try:
        wall, offset = parsed(value)
    except NoTimeError:
        raise NoRuleError(said("the end of its repetition cannot be read")) from None
    if not isinstance(wall, datetime):
        return datetime.combine(wall, time.max)
    if not isinstance(start, datetime):
        # The midnight of a day is written as the evening before in UTC.
        evening = wall.hour >= 12 and wall.minute != 59
        return datetime.combine(day_of(wall) + timedelta(days=evening), time.max)
    if offset is None or zone_name is None:
        return wall
    shown = at((wall - offset).replace(tzinfo=UTC), zone_name).wall
    return shown if isinstance(shown, datetime) else wall


def _of_vcalendar(value: str) -> str:
    """A rule of vCalendar 1.0, W2 TU TH #10, in the words of its successor."""
    head, *words = value.upper().split()
    form, interval = re.sub(r"\d", "", head), re.sub(r"\D", "", head)
    end = "COUNT=2"  # what the rule means when it says no end
    if words and words[-1].startswith("#"):
        end = f"COUNT={words.pop()[1:]}".replace("COUNT=0", "")
    elif words and re.fullmatch(r"\d{8}(T\d{6}Z?)?", words[-1]):
        end = f"UNTIL={words.pop()}"
    name, often = {
        "D": ("", "DAILY"),
        "W": ("BYDAY", "WEEKLY"),
        "MD": ("BYMONTHDAY", "MONTHLY"),
        "MP": ("BYDAY", "MONTHLY"),
        "YM": ("BYMONTH", "YEARLY"),
        "YD": ("BYYEARDAY", "YEARLY"),
    }[form]
    days = list(_with_positions(words)) if form == "MP" else [_signed(word) for word in words]
    by = f"{name}={','.join(days)}" if name and days else ""
    return f"FREQ={often};INTERVAL={interval};{by};{end}"


def _signed(word: str) -> str:
    number = "-1" if word == "LD" else word
    return f"-{number[:-1]}" if number.endswith("-") else number.removesuffix("+")


def _with_positions(words: Sequence[str]) -> Iterator[str]:
    position = ""
    for word in words:
        if word[0].isdigit():
            position = _signed(word)
        else:
            yield f"{position}{word}"


# -- in the hub's words ----------------------------------------------------------------------------


def in_words(
    dates: Sequence[datetime], start: Wall, endless: bool, rule: RecurrenceRule
) -> dict[str, Any] | None:
    """What the hub says for exactly these dates; None when it has no words for them.

    The dates decide and not how the rule is put: many rules mean the same, and only what is laid
    out in the same way is taken.
    """
    days = [moment.date() for moment in dates]
    if len({*days}) != len(days) or len({moment.time() for moment in dates}) > 1:
        return None
    if isinstance(start, datetime) and dates[0].time() != start.time():
        return None
    for found in _candidates(days, day_of(start), rule):
        for end in [{}] if endless else _ends(days, rule):
            stated = {**found, **end}
            if _means(stated, start, days, endless):
                return {name: _as_text(value) for name, value in stated.items()}
    return None


def _as_text(value: Any) -> Any:
    return value if isinstance(value, list) else str(value)


def _ends(days: Sequence[date], rule: RecurrenceRule) -> Iterator[dict[str, Any]]:
    if rule.count is not None and len(days) <= MAX_OCCURRENCES:
        yield {"count": len(days)}
    if rule.until is not None and len(days) <= MAX_OCCURRENCES:
        yield {"until": rule.until.date()}
    yield {"until": days[-1]}


def _means(stated: dict[str, Any], start: Wall, days: Sequence[date], endless: bool) -> bool:
    try:
        given = map(day_of, times(Repeats.model_validate(stated), start))
    except ValidationError:
        return False  # a year that the hub does not know
    if endless:
        return list(takewhile(lambda day: day <= days[-1], islice(given, len(days) + 1))) == [*days]
    return list(islice(given, len(days) + 1)) == [*days]


def _candidates(
    days: Sequence[date], start: date, rule: RecurrenceRule
) -> Iterator[dict[str, Any]]:
    """Rules that may give these days, first those that are put as the file has it."""
    own = rule.parts["FREQ"].lower()
    found: list[dict[str, Any]] = []
    for often in sorted(("daily", "weekly", "monthly", "yearly"), key=lambda name: name != own):
        if often == "yearly" and {day.month for day in days} != {start.month}:
            continue
        between = gcd(*_between(days, start, often))
        stated = int(rule.parts.get("INTERVAL", 1)) if often == own else between
        for interval in dict.fromkeys(number or 1 for number in (stated, between)):
            every = {"rule": often} | ({"interval": interval} if interval > 1 else {})
            named = _days_named(days, start, often, rule) if interval <= 60 else ()
            found += [every | ({"on": on} if on else {}) for on in named]
    # Every Monday is better said than every seven days, or the first to the fifth of the month.
    yield from sorted(
        found,
        key=lambda stated: (
            len(stated.get("on", ())) > 3 or (stated["rule"] == "daily" and len(stated) > 1)
        ),
    )


def _between(days: Sequence[date], start: date, often: str) -> list[int]:
    """How many days, weeks, months or years lie between the start and each of the days."""
    if often == "daily":
        return [(day - start).days for day in days]
    if often == "weekly":
        monday = start.toordinal() - start.weekday()
        return [(day.toordinal() - day.weekday() - monday) // 7 for day in days]
    if often == "monthly":
        return [12 * (day.year - start.year) + day.month - start.month for day in days]
    return [day.year - start.year for day in days]


def _days_named(
    days: Sequence[date], start: date, often: str, rule: RecurrenceRule
) -> Iterator[list[str]]:
    """What `on` can say for the days: nothing where they are the start's own."""
    if often == "daily":
        yield []
        return
    if often == "weekly":
        named = [WEEKDAYS[number] for number in sorted({day.weekday() for day in days})]
        yield [] if named == [WEEKDAYS[start.weekday()]] else named
        return
    from_end = any("-" in rule.parts.get(name, "") for name in _FROM_THE_END)
    month_days = [[nth(number) for number in sorted({day.day for day in days})]]
    month_days.append(_with_last({_month_day(day) for day in days}))
    if {day.day for day in days} == {start.day}:
        month_days.insert(1 if from_end else 0, [])
    # A fifth Monday is always the last one too, so either may be meant.
    always_last = [
        number
        for number in sorted({day.weekday() for day in days})
        if all(_is_last(day) for day in days if day.weekday() == number)
    ]
    last_ones = [{*chosen} for size in range(4) for chosen in combinations(always_last, size)]
    weekdays = [_which_weekdays(days, last) for last in [*last_ones, {*range(7)}]]
    if from_end:
        month_days.reverse()
        weekdays.reverse()
    both = [*weekdays, *month_days] if "BYDAY" in rule.parts else [*month_days, *weekdays]
    yield from (named for named in both if len(named) <= _WORDS)


_FROM_THE_END = ("BYDAY", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY")


def _month_day(day: date) -> int:
    return -1 if (date.fromordinal(day.toordinal() + 1)).day == 1 else day.day


def _with_last(numbers: set[int]) -> list[str]:
    named = [nth(number) for number in sorted(numbers - {-1})]
    return [*named, LAST_DAY] if -1 in numbers else named


def _which_weekdays(days: Sequence[date], last: set[int]) -> list[str]:
    """Which weekdays of the month the days are; of some weekdays the last one as such, of the
    others by its number."""
    found = {
        (-1 if day.weekday() in last and _is_last(day) else (day.day + 6) // 7, day.weekday())
        for day in days
    }
    ordered = sorted(found, key=lambda which: (which[0] % 7, which[1]))
    return [f"{_ORDINALS[number]} {WEEKDAYS[weekday]}" for number, weekday in ordered]


def _is_last(day: date) -> bool:
    return date.fromordinal(min(day.toordinal() + 7, date.max.toordinal())).month != day.month
