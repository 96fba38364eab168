"""Recognise a file by what it holds: an export of a service, a list of some kind, answers to a
form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hearth.base.written_times import year_in
from hearth.contribute.importing.archives import unpacked
from hearth.contribute.importing.columns import by_names, of_use
from hearth.contribute.importing.day_order import with_days_above
from hearth.contribute.importing.detect import SOURCES, form_of, kind_of, read_rows
from hearth.contribute.importing.drafts import EMPTY
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.exports import Export, exports_in, exports_of_tables
from hearth.contribute.importing.mapping import (
    From,
    ImportPlan,
    is_contact,
    is_private_column,
)
from hearth.contribute.importing.questions import stamp_of
from hearth.contribute.importing.tables import Rows, UnreadableError, checked_size
from hearth.contribute.importing.transforms import USUAL
from hearth.kinds import KINDS


class UnknownKindError(UnreadableError):
    """Rows of which it cannot be told what they are."""


@dataclass(frozen=True)
class Recognised:
    """The rows of a file, and how they become records."""

    rows: Rows
    plan: ImportPlan
    export: Export | None = None
    """The export that it is, if it is one of a service."""
    answers: bool = False
    """Whether its rows are answers to a form."""
    guessed: bool = False
    """Whether its columns are taken by their names, which somebody chose."""
    question: str = ""
    """What the whole file leaves open, and how to answer; nothing is to be written before."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for row in self.rows.rows for name in row.values))


def recognised(
    name: str,
    raw: bytes,
    today: date | None,
    kind: str | None = None,
    plan: ImportPlan | None = None,
    language: str = "",
    sheet: str = "",
    year: int = 0,
) -> Recognised:
    """What a file holds, by its content; ``kind`` or a ``plan`` say it where somebody knows better,
    ``sheet`` which sheet of a workbook is meant, and ``year`` of which days without one are.

    UnreadableError when it cannot be read, UnknownKindError when nothing tells what its rows are.
    """
    checked_size(raw)
    name, raw = unpacked(name, raw)
    found = _recognised(name, raw, today, kind, plan, language, sheet)
    return replace(found, rows=_in_years(found, name, year))


def _in_years(found: Recognised, name: str, year: int) -> Rows:
    """The rows, each with the year of its days where it is told: by somebody, by what stands above
    them, or by the file's name. A list of people is called by the day it was made."""
    if KINDS[found.plan.kind].personal:
        told = ((year, 0) for _ in found.rows.rows)
    else:
        usual = year or year_in(name.rpartition(".")[0].replace("_", " "))
        told = (row.within if row.within[0] else (usual, row.within[1]) for row in found.rows.rows)
    rows = (replace(row, within=each) for row, each in zip(found.rows.rows, told, strict=True))
    return replace(found.rows, rows=tuple(rows))


def _recognised(
    name: str,
    raw: bytes,
    today: date | None,
    kind: str | None,
    plan: ImportPlan | None,
    language: str,
    sheet: str,
) -> Recognised:
    form = form_of(name, raw)
    if plan:
        rows = read_rows(form, raw, plan, today, sheet)
        return Recognised(replace(rows, rows=with_days_above(plan, rows.rows)), plan)
    if (found := _export(form, raw, today, sheet)) and kind in (None, found.plan.kind):
        return found
    rows = read_rows(form, raw, None, today, sheet)
    columns = list(dict.fromkeys(column for row in rows.rows for column in row.values))
    stamp = stamp_of(columns)
    named = (
        kind
        or kind_of(form)
        or likely_kind(columns, answers=bool(stamp))
        or likely_kind(_usual_columns(rows))
    )
    if named is None:
        raise UnknownKindError
    plan = _answered(by_names(named, columns, language), stamp)
    rows = of_use(plan, rows)
    rows = replace(rows, rows=with_days_above(plan, rows.rows))
    return Recognised(rows, plan, answers=bool(stamp), guessed=kind_of(form) is None)


def _usual_columns(rows: Rows) -> list[str]:
    """The columns that most rows say something in: a list of records names all that any has."""
    said = Counter(
        name for row in rows.rows for name, value in row.values.items() if value not in EMPTY
    )
    return [name for name, number in said.items() if 2 * number > len(rows.rows)]


def _answered(plan: ImportPlan, stamp: str | None) -> ImportPlan:
    """The mapping for answers to a form: somebody's day is that of their answer."""
    day = KINDS[plan.kind].asking.today
    if not stamp or not day:
        return plan
    ways = (*plan.fields.get(day, ()), From(column=stamp, steps=((USUAL, None),)))
    return replace(plan, fields={**plan.fields, day: ways})


def _export(form: str, raw: bytes, today: date | None, sheet: str) -> Recognised | None:
    if form == "json":
        return _export_in_json(raw)
    if SOURCES[form].kind or SOURCES[form].dated or form == "yaml":
        return None
    try:
        rows = read_rows(form, raw, None, today, sheet)
    except UnreadableError:
        return None
    for export in exports_of_tables():
        if export.is_told_by(rows.rows):
            return _taken(export, rows)
    return None


def _export_in_json(raw: bytes) -> Recognised | None:
    for export, place in exports_in(text_of(raw)[0]):
        try:
            rows = read_rows("json", raw, replace(export.plan, rows=place))
        except UnreadableError:
            continue
        if export.is_told_by(rows.rows):
            return _taken(export, rows)
    return None


def _taken(export: Export, rows: Rows) -> Recognised:
    plan = export.plan_for(rows.rows)
    if export.others:
        columns = plan.leaves(dict.fromkeys(name for row in rows.rows for name in row.values))
        more = by_names(plan.kind, columns).fields
        plan = replace(plan, fields={**more, **plan.fields})
    return Recognised(rows, plan, export)


# -- what rows without a name are ------------------------------------------------------------------


def likely_kind(columns: list[str], answers: bool = False) -> str | None:
    """What rows with these columns are, of the kinds that people give by a form: the one that most
    columns speak of; None where it is not sure. Of ``answers`` to questions few may be anything."""
    telling = [name for name in columns if not is_contact(name) and not is_private_column(name)]
    found = {kind.name: by_names(kind.name, telling) for kind in KINDS.values() if kind.asking.form}
    spoken = {
        name: len(plan.named)
        for name, plan in found.items()
        if _tells(plan) and (answers or 2 * len(plan.named) >= len(telling))
    }
    best = [name for name, number in spoken.items() if number == max(spoken.values())]
    return best[0] if len(best) == 1 else None


_WITHOUT: Mapping[str, frozenset[str]] = {
    "start": frozenset({"start", "date"}),
    "url": frozenset({"url"}),
}
"""What a kind cannot be without that needs it, and the beginnings of the fields that give it."""


def _tells(plan: ImportPlan) -> bool:
    """Whether rows would say what they are called, and when or where they are."""
    kind = KINDS[plan.kind]
    told = {re.split("[._]", name)[0] for name in plan.fields}
    required = {name for name, info in kind.model.model_fields.items() if info.is_required()}
    called = (name for name in plan.fields if name.rpartition("_")[2] == kind.title_field)
    return any(called) and all(told & names for name, names in _WITHOUT.items() if name in required)
