"""The columns of a list's index: the answers of every item to a filter, as few letters as can be.

Nothing stands twice. What several filters can answer has its names in one table; a column that
follows from another, as a country does from a town, says so for each value and not for each item;
and one that has all that another has, as every topic of a person has those of the talks, leaves
that out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""What numbers are written with: no sign that JSON would write otherwise."""
ENDS = 64
"""As many of them end a number; the others stand before one that ends it."""


@dataclass(frozen=True)
class Column:
    """The values that each item has in a column."""

    rows: Sequence[Sequence[str]]
    offered: Mapping[str, str] | None = None
    """The words for those that can be chosen, in their order."""
    table: str = ""
    """What its values are called in common with other columns."""

    @cached_property
    def sets(self) -> list[frozenset[str]]:
        return [*map(frozenset, self.rows)]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many items have each value."""
        return Counter(chain.from_iterable(self.sets))

    @cached_property
    def values(self) -> list[str]:
        """The different ones: those that can be chosen, then the most frequent first."""
        known = self.offered or {}
        others = self.counts.keys() - known.keys()
        return [*known, *sorted(others, key=lambda value: (-self.counts[value], value))]

    @cached_property
    def single(self) -> bool:
        """Whether no item has several values, and many share theirs."""
        return len(self.counts) * 2 <= len(self.sets) and all(len(row) < 2 for row in self.sets)

    def packed(self, rows: Iterable[frozenset[str]] | None = None) -> dict[str, str]:
        """How many values each row has, and which: from one to the next, as far as it is in the
        order of the values."""
        found = self.sets if rows is None else [*rows]
        numbers = {value: number for number, value in enumerate(self.values)}
        which = (sorted(numbers[value] for value in row) for row in found)
        return {
            "many": packed(map(len, found)),
            "which": packed(chain.from_iterable(map(_gaps, which))),
        }

    def follows(self, base: Column) -> dict[str, frozenset[str]] | None:
        """What it has for each value of a column that tells it; None if that does not."""
        told: dict[str, frozenset[str]] = {}
        for own, known in zip(self.sets, base.sets, strict=True):
            for value in known:
                if told.setdefault(value, own) != own:
                    return None
            if own and not known:
                return None
        return told

    def has_all(self, other: Column) -> bool:
        """Whether each item has all values here that it has there."""
        return all(theirs <= own for own, theirs in zip(self.sets, other.sets, strict=True))


def written(
    columns: Mapping[str, Column], words: Column, tables: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The columns of filters as a script reads them, in the order in which they came."""
    made: dict[str, Any] = {}
    bases = {"": words} if words.single else {}
    # Only what was written before is leant on: the one with more values tells the one with fewer.
    for name in sorted(columns, key=lambda name: -len(columns[name].counts)):
        column = columns[name]
        for base, other in bases.items():
            if (told := column.follows(other)) is not None:
                made[name] = {
                    "of": base,
                    **column.packed(told.get(value, frozenset()) for value in other.values),
                }
                break
        else:
            if column.single:
                bases[name] = column
    smaller: dict[str, Column] = {}
    for name in sorted(columns, key=lambda name: columns[name].counts.total()):
        column = columns[name]
        if name not in made:
            made[name] = _without(column, {} if name in bases else smaller)
        if column.counts:
            smaller[name] = column
    return {name: {**_named(column, tables), **made[name]} for name, column in columns.items()}


def _without(column: Column, smaller: Mapping[str, Column]) -> dict[str, Any]:
    """A column without what others of the same table tell."""
    parts = {
        name: other
        for name, other in smaller.items()
        if other.table == column.table and column.has_all(other)
    }
    rows = column.sets
    for other in parts.values():
        rows = [own - theirs for own, theirs in zip(rows, other.sets, strict=True)]
    return {**column.packed(rows), **({"with": [*parts]} if parts else {})}


def _named(column: Column, tables: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The values of a column by their places in a table, and how many of them can be chosen."""
    places = {value: place for place, value in enumerate(tables[column.table])}
    return {
        "names": column.table,
        "values": packed(places[value] for value in column.values),
        "offered": len(column.offered or ()),
    }


def tables_of(columns: Iterable[Column]) -> dict[str, dict[str, str]]:
    """The values of all columns with what they are called, by table, each once."""
    tables: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for column in columns:
        table = tables[column.table]
        for value in column.values:
            table[value] = (column.offered or {}).get(value) or table.get(value, "")
    return dict(tables)


def _gaps(numbers: Sequence[int]) -> Iterable[int]:
    """How many numbers each leaves out after the one before it."""
    return (number - before - 1 for before, number in zip((-1, *numbers), numbers, strict=False))


def packed(numbers: Iterable[int]) -> str:
    """Small numbers as a text that compresses well: one letter each below 64, and above that one or
    more before it."""
    return "".join(map(_written, numbers))


@lru_cache(maxsize=4096)
def _written(number: int) -> str:
    number, last = divmod(number, ENDS)
    text = SIGNS[last]
    while number:
        number, digit = divmod(number - 1, len(SIGNS) - ENDS)
        text = SIGNS[ENDS + digit] + text
    return text
