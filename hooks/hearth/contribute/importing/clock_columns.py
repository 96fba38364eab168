"""Settle what columns of times and lengths mean by what stands in them: 18 is an hour where other
cells say 20, and a length in hours where all of them are small."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hearth.base.words import said
from hearth.contribute.importing.day_order import texts_of
from hearth.contribute.importing.mapping import From, ImportPlan
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import LostError, minutes, moment
from hearth.kinds import KINDS

_DAYS = ("date", "start_date")
_CLOCKS = ("start", "end", "start_time", "end_time")
_BARE = re.compile(r"\d{1,2}|[01]?\d[0-5]\d|2[0-3][0-5]\d")
_BARE_RANGE = re.compile(rf"(?:{_BARE.pattern}) ?[-–] ?\d{{3,4}}")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_LONGEST = 12
"""Hours that an event without nights lasts; so few minutes none does."""
_EARLIEST = 6 * 60
"""Before this minute of the day hardly anything begins: 1:30 is a length."""


def with_clocks(plan: ImportPlan, rows: Sequence[Row]) -> tuple[ImportPlan, tuple[str, ...]]:
    """The plan with its columns of times and lengths as their cells show them, and what is told of
    that; a mapping that somebody wrote stays."""
    if plan.by_hand or "start_time" not in KINDS[plan.kind].importing.loose:
        return plan, ()
    notes: list[str] = []
    fields = _without_clocks_as_lengths(plan, rows)
    for name, ways in fields.items():
        fields[name] = tuple(_settled(plan, name, way, rows, notes) for way in ways)
    return replace(plan, fields=fields), tuple(dict.fromkeys(notes))


def _without_clocks_as_lengths(
    plan: ImportPlan, rows: Sequence[Row]
) -> dict[str, tuple[From, ...]]:
    """The fields, in which a column that is called a length and says times of day is the
    beginning."""
    fields = dict(plan.fields)
    lengths = fields.get("duration", ())
    if "start_time" in fields or not lengths:
        return fields
    clocks = tuple(way for way in lengths if _says_clocks(texts_of(rows, way.column or "")))
    if clocks:
        fields["start_time"] = tuple(replace(way, steps=(("time", None),)) for way in clocks)
        fields["duration"] = tuple(way for way in lengths if way not in clocks)
    return {name: ways for name, ways in fields.items() if ways}


def _says_clocks(texts: Sequence[str]) -> bool:
    """Whether cells are times of day, of which at least one is too late to be a length."""
    return bool(texts) and all(map(_clock, texts)) and any(map(_no_length, texts))


def _clock(text: str) -> str:
    try:
        found = moment(text)
    except LostError:
        return ""
    return found if found.startswith("T") else ""


def _no_length(text: str) -> bool:
    try:
        return int(minutes(text)) >= _EARLIEST
    except LostError:
        return True


def _settled(plan: ImportPlan, name: str, way: From, rows: Sequence[Row], notes: list[str]) -> From:
    texts = texts_of(rows, way.column or "") if way.column else []
    if name == "duration" and _are_hours(texts):
        notes.append(said('Lengths like "%(text)s" are read as hours.', text=texts[0][:20]))
        return replace(way, steps=(("hours", None),))
    with_day = name.endswith("_time") or any(each in plan.fields for each in _DAYS)
    if name in _CLOCKS and with_day and _are_hours_of_a_day(texts):
        return replace(way, steps=(("clock", None),))
    return way


def _are_hours(texts: Sequence[str]) -> bool:
    bare = [float(text.replace(",", ".")) for text in texts if _NUMBER.fullmatch(text)]
    return bool(bare) and max(bare) <= _LONGEST


def _are_hours_of_a_day(texts: Sequence[str]) -> bool:
    """Whether numbers alone are times of day, as one of them shows that is after noon or has four
    figures."""
    if any(map(_BARE_RANGE.fullmatch, texts)):
        return True
    bare = [text for text in texts if _BARE.fullmatch(text)]
    return any(len(text) == 4 or 12 < int(text) <= 24 for text in bare if len(text) in (2, 4))
