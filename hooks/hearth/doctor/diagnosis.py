"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hearth.base.words import NOTHING, Said

Grade = Literal["error", "warning", "fine"]


@dataclass(frozen=True)
class Diagnosis:
    """What was seen, and what to do about it."""

    grade: Grade
    what: Said
    fix: Said = NOTHING


def error(what: Said, fix: Said) -> Diagnosis:
    """Something that harms people, or will soon."""
    return Diagnosis("error", what, fix)


def warning(what: Said, fix: Said) -> Diagnosis:
    """Something that could be better, or that only a person can judge."""
    return Diagnosis("warning", what, fix)


def fine(what: Said) -> Diagnosis:
    """Something that is as it should be."""
    return Diagnosis("fine", what)
