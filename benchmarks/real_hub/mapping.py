"""How a row of a source becomes the fields of a record: a table of fields, applied by one
function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hearth.contribute.importing.drafts import EMPTY, RowDraft, put

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Noted:
    """A value and something to tell about it."""

    value: Any
    note: str


def lost(note: str) -> Noted:
    """A value that the source gives and the hub cannot take."""
    return Noted(None, note)


@dataclass(frozen=True)
class Field:
    """One field of a record: its name (``links.website`` for a part), the source's columns it is
    made from, and how."""

    to: str
    reads: tuple[str, ...]
    by: Callable[..., Any]
    """Takes the columns' values in order; returns a value, a Noted one, or a list in which entries
    may be Noted."""
    required: bool = False
    """Without it there is no record."""


@dataclass(frozen=True)
class Table:
    """Everything there is to say about turning one source into records of one kind."""

    kind: str
    source: str
    """The file's name."""
    fields: tuple[Field, ...]
    skip: Callable[[Row], str | None] = lambda row: None
    """Why a row is not meant to be a record at all, or None."""
    homeless: Mapping[str, str] = field(default_factory=dict)
    """Columns that no field of the hub can hold, and why."""
    unused: frozenset[str] = frozenset()
    """Columns that say something about the source, and nothing about the record."""

    @property
    def columns(self) -> frozenset[str]:
        """Every column the table knows of."""
        return (
            frozenset(name for item in self.fields for name in item.reads)
            | self.homeless.keys()
            | self.unused
        )


def apply(table: Table, row: Row) -> RowDraft:
    """The draft of one row; nothing the row says goes by without a field or a note."""
    if reason := table.skip(row):
        return RowDraft({}, left_out=reason)
    fields: dict[str, Any] = {}
    notes = list(_homeless(table, row))
    for item in table.fields:
        value, told = settled(item.by(*(row.get(name) for name in item.reads)))
        if value in EMPTY and item.required:
            return RowDraft({}, left_out=told[0] if told else f"without {item.to}")
        notes += told
        if value not in EMPTY:
            put(fields, item.to, value)
    return RowDraft(fields, tuple(notes))


def settled(value: Any) -> tuple[Any, list[str]]:
    """A plain value, and the notes that were on it or on its entries."""
    if isinstance(value, Noted):
        return value.value, [value.note]
    if not isinstance(value, list):
        return value, []
    notes = [entry.note for entry in value if isinstance(entry, Noted)]
    plain = [entry.value if isinstance(entry, Noted) else entry for entry in value]
    return [entry for entry in plain if entry not in EMPTY], notes


def _homeless(table: Table, row: Row) -> Iterator[str]:
    for name, reason in table.homeless.items():
        value = row.get(name)
        said = (
            [part for part in value.values() if part not in EMPTY]
            if isinstance(value, Mapping)
            else value
        )
        if said not in EMPTY:
            yield f"{name} not carried over: {reason}"
    for name in row:
        if name not in table.columns:
            yield f"{name} not carried over: the table does not know this column"


__all__ = ["EMPTY", "Field", "Noted", "Row", "RowDraft", "Table", "apply", "lost", "put", "settled"]
