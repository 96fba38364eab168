"""Fixes as values: a range of a file's text and its replacement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fix:
    """Replace the characters from ``start`` to ``end`` of the file's text, with plain line ends, by
    ``text``."""

    path: str
    start: int
    end: int
    text: str
    code: str


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the fixes in it, in order; one that overlaps an earlier one is left for the
    next pass."""
    pieces, done = [], 0
    last: Fix | None = None
    for fix in sorted(set(fixes)):
        if fix.start < done or (last and fix.start == last.start):
            continue
        pieces += [text[done : fix.start], fix.text]
        done, last = fix.end, fix
    return "".join([*pieces, text[done:]])
