"""Join two changes of one text."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple


class LineChange(NamedTuple):
    """Lines that take the place of others."""

    start: int
    end: int
    lines: tuple[str, ...]


def merged(base: str, ours: str, theirs: str) -> str | None:
    """The text with what both changed in ``base``; None where they changed the same lines, or lines
    beside each other, in different ways."""
    old = base.splitlines(keepends=True)
    changes = sorted({*_changes(old, ours), *_changes(old, theirs)})
    if any(second.start <= first.end for first, second in pairwise(changes)):
        return None
    for change in reversed(changes):
        old[change.start : change.end] = change.lines
    return "".join(old)


def _changes(old: list[str], text: str) -> list[LineChange]:
    new = text.splitlines(keepends=True)
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        LineChange(start, end, tuple(new[first:last]))
        for tag, start, end, first, last in found
        if tag != "equal"
    ]
