"""Validate a draft: values that the model refuses are removed and reported, not the whole
record."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hearth.base.words import said
from hearth.contribute.importing.drafts import RowDraft
from hearth.kinds import KINDS, Complaint, Record
from hearth.read.records import build, dotted


def fitted(
    kind_name: str,
    record_id: str,
    draft: RowDraft,
    further: Callable[[Record], Iterable[Complaint]] | None = None,
) -> RowDraft:
    """The draft without what the engine refuses, or the reason why nothing can stay; ``further``
    complains of more."""
    kind = KINDS[kind_name]
    fields, notes = copy.deepcopy(draft.fields), list(draft.notes)
    while True:
        record, complaints = build(
            kind.model, {**fields, "id": record_id, "path": f"{kind.folder}/{record_id}.yml"}
        )
        if record is not None:
            complaints = [
                *(kind.rules(record) if kind.rules else ()),
                *(further(record) if further else ()),
            ]
        if not complaints:
            return RowDraft(fields, tuple(notes))
        # One at a time: without the first wrong value, others may be right.
        worst = complaints[0]
        if _carries(kind.model, worst) or not _remove(fields, worst.field):
            others = (_message(each) for each in complaints[1:] if each.code == worst.code)
            return RowDraft({}, tuple(others), left_out=_message(worst))
        notes.append(said("%(worst)s: left away", worst=_message(worst)))


def _carries(model: type[Record], complaint: Complaint) -> bool:
    """Whether the record cannot be without the value that is wrong: then that is the reason to
    tell."""
    field = model.model_fields.get(str(complaint.field[0])) if complaint.field else None
    return field is not None and field.is_required() and len(complaint.field) == 1


def _message(complaint: Complaint) -> str:
    named = dotted(tuple(step for step in complaint.field if not isinstance(step, int)))
    return said("%(named)s %(what)s", named=named, what=complaint.what)


def _remove(fields: Any, where: Sequence[str | int]) -> bool:
    """Take away the value a complaint is about, or the part that is wrong without it; False when
    there is none."""
    parts = [fields]
    for step in where:
        try:
            parts.append(parts[-1][step])
        except (KeyError, IndexError, TypeError):
            break
    depth = len(parts) - 1
    if depth == 0:
        return False
    del parts[depth - 1][where[depth - 1]]
    for outer, step in zip(reversed(parts[: depth - 1]), reversed(where[: depth - 1]), strict=True):
        if outer[step]:
            break
        del outer[step]  # a part or a list of which nothing is left
    return True
