"""The draft of a record that a row gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hearth.kinds.descriptor import WHOLE

EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class RowDraft:
    """What a row gives: fields, what is to be told about them, and why it is no record, if it is
    none."""

    fields: dict[str, Any]
    notes: tuple[str, ...] = ()
    left_out: str | None = None


def put(fields: dict[str, Any], name: str, value: Any) -> None:
    """Set a field by its dotted name; a number in it is a place in a list, as in
    ``calls.0.url``. A text beside the parts of one field has no name among them."""
    *parts, last = name.split(".")
    here: Any = fields
    for step, following in zip(parts, [*parts[1:], last], strict=False):
        here = _inside(here, step, [] if following.isdigit() else {})
    if isinstance(here, list):
        here.append(value)
    elif isinstance(here.get(last), dict) and isinstance(value, str):
        here[last][WHOLE] = value
    else:
        here[last] = value


def _inside(here: Any, step: str, empty: Any) -> Any:
    """What stands under one step, made where there is nothing yet; a list grows by one at most."""
    if not isinstance(here, list):
        if isinstance(here.get(step), str) and isinstance(empty, dict):
            here[step] = {WHOLE: here[step]}
        return here.setdefault(step, empty)
    if int(step) >= len(here):
        here.append(empty)
    return here[min(int(step), len(here) - 1)]


def value_at(fields: Any, name: str) -> Any:
    """The value under a dotted name, or None."""
    for step in name.split("."):
        if isinstance(fields, list):
            fields = fields[int(step)] if step.isdigit() and int(step) < len(fields) else None
        else:
            fields = fields.get(step) if isinstance(fields, dict) else None
    return fields
