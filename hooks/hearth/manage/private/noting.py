"""From answers to a note in the private folder: what commands and the desk's forms do alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_origin

from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.words import said
from hearth.kinds.base import Complaint
from hearth.kinds.fields import Part
from hearth.manage.private.notes import FILES, Care, Notes, ToldStakeholder
from hearth.manage.private.stakeholders import standings
from hearth.manage.private.writing import NotWrittenError, amend, append
from hearth.read.records import dotted

MOVES_ON = ("checked_in", "next_check", "away_from", "away_until")
"""Days of which only the last one counts: a new one takes the place of the old one."""
STEPS: dict[str, tuple[str, str | None]] = {
    **{step: (step, None) for step in ("approved", "accepted", "declined", "met")},
    "useful": ("useful", "yes"),
    "not-useful": ("useful", "no"),
}
"""What can be noted of an introduction: in which field, and its value; None for the day."""


def kind_of(model: type[Part]) -> str:
    """What notes of a model are called: the name of their file without its ending."""
    return next(name for name, known in FILES.items() if known is model)


def is_list(model: type[Part], name: str) -> bool:
    """Whether a field holds several values."""
    return get_origin(model.model_fields[name].annotation) is list


def values(model: type[Part], answers: Mapping[str, str], day: date) -> dict[str, Any]:
    """Answers as the fields of a note: lists are parted by commas, and `date` is the day unless it
    is said."""
    found: dict[str, Any] = {
        name: [item.strip() for item in text.split(",") if item.strip()]
        if is_list(model, name)
        else text
        for name, text in answers.items()
    }
    if "date" in model.model_fields and "date" not in found:
        found = {"date": day.isoformat(), **found}
    return found


def is_noted(notes: Notes, note: Part) -> bool:
    """Whether the very same is noted already."""
    return note in getattr(notes, kind_of(type(note)))


def add(folder: Path, notes: Notes, note: Part, fields: Mapping[str, Any]) -> Path:
    """Write a note that is right; a second one about what to mind with a member goes into the
    first. Returns the file.

    Raises NotWrittenError. ``notes`` are what the folder holds, with nothing left out of the note's
    own file.
    """
    if isinstance(note, ToldStakeholder):
        _refuse_unknown(notes, note)
    members = [care.member for care in notes.people]
    if isinstance(note, Care) and note.member in members:
        more = {name: value for name, value in fields.items() if name != "member"}
        return amend(folder, Care, members.index(note.member), more, over=MOVES_ON)
    return append(folder, note)


def _refuse_unknown(notes: Notes, note: ToldStakeholder) -> None:
    """Raise NotWrittenError when somebody was told something who is no stakeholder."""
    known = standings(notes, date.max)
    if not any(one.is_called(note.stakeholder) for one in known.values()):
        otherwise = said("Note who it is in stakeholders.yml first.")
        fix = did_you_mean(note.stakeholder, list(known), otherwise)
        raise NotWrittenError(
            said("%(name)s is no stakeholder. %(fix)s", name=repr(note.stakeholder), fix=fix)
        )


def introduction_of(notes: Notes, people: Iterable[str]) -> int | None:
    """Which introduction of these people is the last one, counted from 0; None for none."""
    wanted = sorted(people)
    theirs = [
        (one.suggested, place)
        for place, one in enumerate(notes.introductions)
        if sorted(one.people) == wanted
    ]
    return max(theirs)[1] if theirs else None


def problem_of(fields: Mapping[str, Any], complaint: Complaint) -> Problem:
    """What is wrong with fields that are no note, with the value that it is about."""
    value: Any = fields
    for step in complaint.field:
        value = (
            value[int(step)]
            if isinstance(value, list)
            else value.get(step)
            if isinstance(value, dict)
            else None
        )
    shown = value if isinstance(value, str) else None
    return Problem(
        "", 0, 0, complaint.code, dotted(complaint.field), complaint.what, complaint.fix, shown
    )
