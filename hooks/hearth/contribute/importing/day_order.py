"""Settle what the days of a table mean: which number of 3/12/2026 is the month, and what stands
beside them in other columns or in the names of theirs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hearth.base.calendar_names import WEEKDAY_NUMBERS
from hearth.base.normalize import fold, word_set
from hearth.base.words import said
from hearth.base.written_times import (
    DAY_FIRST,
    MONTH_FIRST,
    date_order,
    ends_of,
    has_two_orders,
    read_zone,
    says_no_year,
)
from hearth.contribute.importing.mapping import From, ImportPlan, column_key, column_text
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import LostError, is_serial, moment

_WITH_DAYS = ("day", "time", "deadline")
FieldWays = Mapping[str, tuple[From, ...]]


@dataclass(frozen=True)
class SettledDays:
    """How the columns of a table say days."""

    fields: FieldWays
    notes: tuple[str, ...] = ()
    question: str = ""
    """What nothing in the table settles, with how to answer; empty where nothing is open."""
    order: str = ""
    """The order of the days, where it is one."""


def settled(plan: ImportPlan, rows: Sequence[Row], order: str = "") -> SettledDays:
    """The plan's fields with the order of each column's days: as the caller says, as the column's
    name or its other days show, or as those of other columns do where these agree."""
    fields, notes = dict(plan.fields), []
    texts = {column: texts_of(rows, column) for column in _columns_of_days(plan)}
    if not plan.by_hand:
        fields = _beside_weekdays(fields, rows, texts)
    notes += _serials(texts)
    notes += _years(rows, tuple(texts))
    shown = {column: _shown(column, said_) for column, said_ in texts.items()}
    orders = {found for found, _ in shown.values() if found}
    usual = order or (orders.pop() if len(orders) == 1 else "")
    by = next((by for found, by in shown.values() if found == usual and by), "")
    open_: list[str] = []
    for column, said_ in texts.items():
        unsure = [text for text in said_ if has_two_orders(text)]
        found = order or shown[column][0] or usual
        if unsure and found:
            fields = {name: _ordered(ways, column, found) for name, ways in fields.items()}
            if not order:
                notes.append(_told(unsure[0], found, shown[column][1] or by))
        elif unsure and not _weekday_tells(fields, column):
            open_ += unsure
    question = _question(open_) if open_ else ""
    return SettledDays(fields, tuple(dict.fromkeys(notes)), question, usual)


def texts_of(rows: Sequence[Row], column: str) -> list[str]:
    """What the rows of a table say in one column, without those that are none."""
    found = (column_text(row.values, column) for row in rows if not row.wrong)
    return [text for text in found if text]


def _columns_of_days(plan: ImportPlan) -> list[str]:
    found = (
        way.column
        for ways in plan.fields.values()
        for way in ways
        if way.column and any(step in _WITH_DAYS and not more for step, more in way.steps)
    )
    return list(dict.fromkeys(found))


_DAY_BEFORE_MONTH = re.compile(r"(?<![^\W\d])[dtj]{1,2} ?[-/. ] ?m{1,2}(?![^\W\d])")
_MONTH_BEFORE_DAY = re.compile(r"(?<![^\W\d])m{1,2} ?[-/. ] ?[dtj]{1,2}(?![^\W\d])")


def _shown(column: str, texts: Sequence[str]) -> tuple[str, str]:
    """(day-first or month-first, what shows it) by a column itself, or nothing."""
    name = fold(column)
    if _DAY_BEFORE_MONTH.search(name):
        return DAY_FIRST, column
    if _MONTH_BEFORE_DAY.search(name):
        return MONTH_FIRST, column
    return date_order(texts)


def _told(unsure: str, found: str, by: str) -> str:
    return said(
        'Days like "%(unsure)s" are read %(found)s, as "%(shown_by)s" can only be.',
        unsure=unsure[:40],
        found=found,
        shown_by=by[:40],
    )


def _question(texts: Sequence[str]) -> str:
    return said(
        'Which number of "%(text)s" is the month? Nothing in the file settles it (rows: '
        "%(count)s). Say --days day-first or --days month-first.",
        text=texts[0][:40],
        count=len(texts),
    )


def _ordered(ways: tuple[From, ...], column: str, order: str) -> tuple[From, ...]:
    return tuple(
        replace(
            way,
            steps=tuple(
                (step, more or order) if step in _WITH_DAYS else (step, more)
                for step, more in way.steps
            ),
        )
        if column in way.columns
        else way
        for way in ways
    )


def _years(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """What is told of days that say no year: which they are of, or how to say it."""
    told: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        for column in () if row.wrong else columns:
            text = column_text(row.values, column)
            if says_no_year(text):
                told.setdefault((row.sheet, row.within[0]), []).append(text)
    open_ = [text for (_, year), texts in told.items() if not year for text in texts]
    known = {year: texts[0] for (_, year), texts in told.items() if year}
    notes: list[str] = [
        said(
            'Days like "%(text)s" say no year: they are taken for days of %(year)s, as the file '
            "says.",
            text=text[:40],
            year=year,
        )
        for year, text in known.items()
    ]
    if open_:
        notes.append(
            said(
                'Days like "%(text)s" say no year (rows: %(count)s). Say it with --year.',
                text=open_[0][:40],
                count=len(open_),
            )
        )
    return notes


def _serials(texts: Mapping[str, Sequence[str]]) -> list[str]:
    """What is told of days as programs for tables keep them."""
    found = next((text for each in texts.values() for text in each if is_serial(text)), "")
    if not found:
        return []
    return [
        said(
            'Numbers like "%(text)s" are days as programs for tables keep them: %(day)s.',
            text=found,
            day=moment(found).partition("T")[0],
        )
    ]


# -- what stands beside a day --------------------------------------------------------------------


def _beside_weekdays(
    fields: FieldWays, rows: Sequence[Row], texts: dict[str, list[str]]
) -> dict[str, tuple[From, ...]]:
    """A column of nothing but days of the week belongs to the day beside it, which it then
    proves."""
    columns = dict.fromkeys(column for row in rows for column in row.values)
    named = [each for each in columns if each in texts or column_key(each) in _WEEKDAY_NAMES]
    weekdays = [column for column in named if _are_weekdays(texts_of(rows, column))]
    if not weekdays:
        return dict(fields)
    found = {}
    for name, ways in fields.items():
        kept = tuple(way for way in ways if way.column not in weekdays)
        if name in _FIRST_DAYS:
            kept = tuple(_with_weekday(way, weekdays[0], texts) for way in kept)
        if kept:
            found[name] = kept
    for column in weekdays:
        texts.pop(column, None)
    return found


@dataclass(frozen=True)
class _Above:
    """The day that rows above say, and the time of the last of them."""

    sheet: str = ""
    column: str = ""
    day: str = ""
    clock: str = ""


def with_days_above(plan: ImportPlan, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, in which a time without a day, and later than that of the row above, is of the same
    day: programmes say each day once."""
    days = [way.column for name in _FIRST_DAYS for way in plan.fields.get(name, ()) if way.column]
    clocks = [way.column for way in plan.fields.get("start_time", ()) if way.column]
    found, above = [], _Above()
    for row in rows if clocks else ():
        column = next((each for each in days if column_text(row.values, each)), "")
        clock = next(
            filter(None, (_clock_of(column_text(row.values, each)) for each in clocks)), ""
        )
        if column and not row.wrong:
            above = _Above(row.sheet, column, column_text(row.values, column), clock)
        elif row.wrong or above.sheet != row.sheet or not "" < above.clock < clock:
            above = _Above()
        else:
            above = replace(above, clock=clock)
            told = said("it says no day: it is taken for one of %(day)s, as above", day=above.day)
            values = {**row.values, above.column: above.day}
            row = replace(row, values=values, notes=(*row.notes, told))
        found.append(row)
    return tuple(found) if clocks else tuple(rows)


def _clock_of(text: str) -> str:
    """When a text of a column of times begins; empty where that is not sure."""
    try:
        begins = ends_of(moment(text))[0] if text else ""
    except LostError:
        return ""
    return begins if begins.startswith("T") else ""


_WEEKDAY_NAMES = word_set(
    "day|weekday|day_of_week|day_of_the_week|wochentag|jour|jour_de_la_semaine|dia|dia_de_la_semana"
    "|dia_da_semana|יום|יום_בשבוע|اليوم|曜日"
)


def _are_weekdays(texts: Sequence[str]) -> bool:
    return bool(texts) and all(fold(text).strip(" .,") in WEEKDAY_NUMBERS for text in texts)


def _with_weekday(way: From, weekday: str, texts: Mapping[str, Sequence[str]]) -> From:
    days = texts.get(way.column or "", ())
    if "{" in f"{weekday}{way.column}" or not any(_SAYS_DAY.search(text) for text in days):
        return way
    text = f"{{{weekday}}} {{{way.column}}}"
    return replace(way, column=None, text=text, when=(*way.when, way.column or ""))


_SAYS_DAY = re.compile(r"\d ?[-/.年월] ?\d|\d{1,2}\.? [^\W\d]{3}|[^\W\d]{3} \d")
_FIRST_DAYS = ("date", "start_date", "start")


def _weekday_tells(fields: FieldWays, column: str) -> bool:
    """Whether a day of the week stands before each day of a column."""
    return any(way.text and column in way.columns for ways in fields.values() for way in ways)


_CLOCK = re.compile(r"\d[:.h]\d\d|\d ?(?:[ap]\.?m\b|uhr|h\b)|T\d\d:", re.IGNORECASE)


def with_zones(plan: ImportPlan, rows: Sequence[Row]) -> ImportPlan:
    """The plan with the zone that the name of a column of times says: Start (UTC)."""
    if plan.by_hand:
        return plan
    fields = {
        name: tuple(_with_zone(way, rows) for way in ways) if name in _TIMES else ways
        for name, ways in plan.fields.items()
    }
    return replace(plan, fields=fields)


_TIMES = ("start", "end", "start_time", "end_time", "date")


def _with_zone(way: From, rows: Sequence[Row]) -> From:
    column = way.column or ""
    inside = re.search(r"[(\[]([^()\[\]]{1,40})[)\]]", column)
    if not inside or not read_zone(inside[1].strip()) or "{" in column:
        return way
    texts = texts_of(rows, column)
    if not all(_CLOCK.search(text) for text in texts):
        return way
    return replace(way, column=None, text=f"{{{column}}} {inside[1].strip()}", when=(column,))
