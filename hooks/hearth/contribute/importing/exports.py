"""Known exports of other services: each a mapping file in ``known_exports``, and how it is
recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from hearth.base.strict_yaml import read_yaml
from hearth.base.words import said
from hearth.contribute.importing.drafts import value_at
from hearth.contribute.importing.mapping import (
    From,
    ImportPlan,
    column_key,
    read_mapping_of,
)
from hearth.contribute.importing.tables import Row

FOLDER = Path(__file__).parent / "known_exports"
_HEAD = ("name", "columns", "at", "guests", "subscribers", "others")
_LOOKED_AT = 50
"""Rows that are looked at for the columns of an export: an entry need not say all."""


@dataclass(frozen=True)
class Export:
    """A file that a service gives to those who leave it, or only look at it."""

    name: str
    """The service."""
    columns: tuple[tuple[str, ...], ...]
    """Sets of columns of which one tells it from other files."""
    at: tuple[str, ...]
    """In JSON, where its list can be; empty for a table."""
    plan: ImportPlan
    others: bool
    """Whether columns that it does not speak of are taken by their names; else they are answers."""
    subscribers: bool
    """Whether it lists who gets mail, which is no list of members."""

    def is_told_by(self, rows: Sequence[Row]) -> bool:
        """Whether rows have its columns."""
        found = _columns(rows[:_LOOKED_AT])
        return any(all(_has(found, rows, column) for column in columns) for columns in self.columns)

    def plan_for(self, rows: Sequence[Row]) -> ImportPlan:
        """Its mapping, with the columns called as they are called in the file."""
        named = {column_key(name): name for name in _columns(rows)}
        return _renamed(self.plan, {} if self.at else named)


def _columns(rows: Iterable[Row]) -> Mapping[str, None]:
    return dict.fromkeys(name for row in rows for name in row.values)


def _has(found: Mapping[str, None], rows: Sequence[Row], column: str) -> bool:
    if "." in column:
        return any(value_at(row.values, column) is not None for row in rows[:_LOOKED_AT])
    return column_key(column) in map(column_key, found)


def _renamed(plan: ImportPlan, named: Mapping[str, str]) -> ImportPlan:
    def actual(column: str) -> str:
        return named.get(column_key(column), column)

    def way(each: From) -> From:
        return replace(
            each,
            column=actual(each.column) if each.column else None,
            when=tuple(map(actual, each.when)),
        )

    return replace(
        plan,
        fields={name: tuple(map(way, ways)) for name, ways in plan.fields.items()},
        required=tuple(map(actual, plan.required)),
        skip=tuple(replace(skip, column=actual(skip.column)) for skip in plan.skip),
        unused=tuple(map(actual, plan.unused)),
    )


@cache
def known_exports() -> tuple[Export, ...]:
    """Every export that is recognised."""
    return tuple(map(_read, sorted(FOLDER.glob("*.yml"))))


def _read(file: Path) -> Export:
    data = read_yaml(file.read_text(encoding="utf-8"))
    head: dict[str, Any] = {name: data.pop(name, None) for name in _HEAD}
    plan = read_mapping_of(data, None)
    # Their reasons are those that are told elsewhere, too, and in every language.
    skip = tuple(replace(each, because=said(each.because)) for each in plan.skip)
    plan = replace(plan, skip=skip, guests=head["guests"] == "true")
    return Export(
        head["name"],
        tuple(map(tuple, head["columns"])),
        tuple(each or "" for each in head["at"] or ()),
        plan,
        head["others"] == "names",
        head["subscribers"] == "true",
    )


def exports_of_tables() -> Iterator[Export]:
    """Those that are tables."""
    return (export for export in known_exports() if not export.at)


def exports_in(text: str) -> Iterator[tuple[Export, str]]:
    """Those whose words a text in JSON holds, each with every place where its list can be."""
    for export in known_exports():
        if export.at and any(_names(text, columns) for columns in export.columns):
            yield from ((export, place) for place in export.at)


def _names(text: str, columns: Iterable[str]) -> bool:
    return all(f'"{column.rpartition(".")[2]}"' in text for column in columns)
