"""Remove a person from private notes: entries about them go, entries that name them lose the
name."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.edit.cutting import CannotCutError, cut
from hearth.kinds.fields import Part
from hearth.kinds.member import Member
from hearth.manage.private import activity
from hearth.manage.private.interviews import ResearchInterview
from hearth.manage.private.notes import FILES, FOLDERS, Done
from hearth.manage.private.reading import ATTENDANCE
from hearth.manage.private.writing import note_text
from hearth.model import links
from hearth.model.links import references
from hearth.read.records import build


def is_notes(folder: Path, file: Path) -> bool:
    """Whether a file below the private folder holds notes of a kind that is known."""
    return (
        _is_sheet(folder, file)
        or _is_activity(folder, file)
        or _model_of_file(folder, file) is not None
        or (file.parent == folder and file.suffix == ".yml" and file.stem in FILES)
    )


def _model_of_file(folder: Path, file: Path) -> type[Part] | None:
    """What a file holds that is one note by itself; None of any other."""
    alone = file.parent.parent == folder and file.suffix == ".yml"
    return FOLDERS.get(file.parent.name) if alone else None


def _is_sheet(folder: Path, file: Path) -> bool:
    return file.parent == folder / ATTENDANCE and file.suffix == ".csv"


def _is_activity(folder: Path, file: Path) -> bool:
    return file.parent == folder / activity.FOLDER and file.suffix == ".csv"


def _pseudonyms(folder: Path, person: str) -> frozenset[str]:
    """What stands for the member on tables, as far as their note says it."""
    try:
        notes = read_yaml((folder / "people.yml").read_text("utf-8"))
    except (OSError, UnicodeDecodeError, YamlError):
        return frozenset()
    mine = [note for note in notes or () if isinstance(note, dict) and note.get("member") == person]
    return frozenset(name for note in mine for name in note.get("pseudonyms") or ())


def without(folder: Path, file: Path, text: str, person: str) -> str:
    """The text of a file of notes without the member; raises CannotCutError when only a hand can
    take them out."""
    if _is_sheet(folder, file):
        return _sheet_without(text, person)
    if _is_activity(folder, file):
        theirs = _pseudonyms(folder, person)
        return activity.without_people(text, theirs) if theirs else text
    try:
        entries = read_yaml(text)
    except YamlError:
        raise CannotCutError(said("it is not written as YAML")) from None
    if one := _model_of_file(folder, file):
        return _file_without(text, one, entries, person)
    if not isinstance(entries, list):
        return text
    model = FILES[file.stem]
    # From the last to the first, so that what is taken out moves nothing that is still to come.
    for index in range(len(entries) - 1, -1, -1):
        for where in _cuts(model, entries[index], person):
            alone = not where and len(read_yaml(text)) == 1
            text = "" if alone else cut(text, file.name, (index, *where))
    return text


def is_interview_with(folder: Path, file: Path, text: str, person: str) -> bool:
    """Whether a file holds an interview with the member: it is theirs as a whole."""
    if _model_of_file(folder, file) is not ResearchInterview:
        return False
    try:
        fields = read_yaml(text)
    except YamlError:
        return False
    return isinstance(fields, dict) and fields.get("member") == person


def _file_without(text: str, model: type[Part], fields: Any, person: str) -> str:
    """The text of a file with one note, without what refers to the person."""
    note, _ = build(model, fields) if isinstance(fields, dict) else (None, ())
    if note is None:
        raise CannotCutError(said("something in it is wrong"))
    after = links.without(note, lambda target: target == (Member.KIND, person))
    if after is None:
        raise CannotCutError(said("it is nothing without them"))
    return text if after == note else note_text(after)


def _cuts(model: type[Part], entry: Any, person: str) -> list[tuple[str | int, ...]]:
    """What is cut out of an entry: the places that name the person, in a list the last first, or
    all of it, as (), when it is nothing without them."""
    note, _ = build(model, entry) if isinstance(entry, dict) else (None, ())
    if isinstance(note, Done) and note.tells_of(person):
        return [()]
    named = (
        [where for where, target in references(note) if target == (Member.KIND, person)]
        if note is not None
        else []
    )
    rest, found = dict(entry) if named else {}, list[tuple[str | int, ...]]()
    for name in dict.fromkeys(str(where[0]) for where in named):
        there, value = {where[-1] for where in named if where[0] == name}, rest.pop(name)
        others = (
            [item for place, item in enumerate(value) if place not in there]
            if isinstance(value, list)
            else []
        )
        if others:  # a list keeps the others in it
            rest[name] = others
        found += (
            [(name, place) for place in range(len(value) - 1, -1, -1) if place in there]
            if others
            else [(name,)]
        )
    return [()] if found and build(model, rest)[0] is None else found


def _sheet_without(text: str, person: str) -> str:
    """A sheet of attendance without the person's row."""
    lines = text.splitlines(keepends=True)
    try:
        heads, *rows = (
            [cell.strip() for cell in next(csv.reader([line]), [])] for line in lines or [""]
        )
    except csv.Error:
        raise CannotCutError(said("it is no table that can be read")) from None
    if "person" not in heads:
        return text
    column = heads.index("person")
    kept = [
        line
        for line, row in zip(lines[1:], rows, strict=True)
        if row[column : column + 1] != [person]
    ]
    if any(re.search(rf"(?<![a-z0-9-]){re.escape(person)}(?![a-z0-9-])", line) for line in kept):
        raise CannotCutError(said("it names them in another place than a row of their own"))
    return "".join([*lines[:1], *kept])
