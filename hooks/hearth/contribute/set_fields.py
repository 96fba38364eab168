"""Fields of one record or note set to other values: checked in a copy before anything is
written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import Where
from hearth.base.words import said
from hearth.contribute.importing.files import refused
from hearth.edit.cutting import CannotCutError, put_within
from hearth.edit.format_files import record_files
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text, replace_file
from hearth.kinds import kind_named
from hearth.manage.private.notes import FILES
from hearth.manage.private.reading import checked
from hearth.manage.private.writing import amend, notes_in
from hearth.model.hub import Hub
from hearth.read.records import dotted, model_at


class NotSetError(Exception):
    """Why nothing was set, in words for whoever asked for it."""


def set_fields(hub: Hub, path: str, values: Mapping[str, str]) -> FileChange:
    """The file of a record with other values in its fields; ``roles.av`` is a field of a part,
    ``asks.1.answered`` of the first entry of a list.

    Raises NotSetError when there is no such file, or the hub could not take what it would be.
    Nothing is written.
    """
    file = record_files(hub.root).get(path)
    if file is None or file.is_list or not file.readable:
        known = [name for name, one in record_files(hub.root).items() if not one.is_list]
        raise NotSetError(
            said("%(path)s is no file of one record. %(near)s", path=path, near=near(path, known))
        )
    raw = (hub.root / path).read_bytes()
    before = read_text(raw)
    kind, text = kind_named(file.kind), before.text
    for name, value in values.items():
        where = _where(name)
        try:
            text = put_within(
                text, path, where, given(kind.model, where, value), field_order(kind.name)
            )
        except (CannotCutError, KeyError, TypeError) as error:
            why = (
                error.args[0]
                if isinstance(error, CannotCutError)
                else said("there is no such field")
            )
            raise NotSetError(
                said("%(name)s cannot be set: %(why)s.", name=name, why=why)
            ) from None
    if wrong := refused(hub, {path: text}):
        raise NotSetError(wrong[path])
    return FileChange(path, raw, before.with_text(text, keep_ends=False))


def write_change(root: Path, change: FileChange) -> None:
    """Write a change of a record's file; NotSetError when it cannot be written."""
    if why := replace_file(root, change.path, change.before, change.after):
        raise NotSetError(f"{change.path} {why}.")


def set_in_note(hub: Hub, folder: Path, kind: str, number: int, values: Mapping[str, str]) -> Path:
    """Write other values into a note of a kind; ``number`` counts the notes of its file from 1.

    Raises NotSetError, or NotWrittenError, when they cannot stand there.
    """
    model = FILES[kind]
    notes = notes_in(folder, model)
    if not 0 < number <= len(notes):
        raise NotSetError(said("%(name)s has no note %(index)s.", name=f"{kind}.yml", index=number))
    fields = {name: given(model, (name,), value) for name, value in values.items()}
    note, complaints = checked(hub, {**notes[number - 1], **fields}, model)
    if note is None or complaints:
        first = complaints[0]
        at = dotted(first.field)
        wrong = Problem("", 0, 0, first.code, at, first.what, first.fix, values.get(at))
        raise NotSetError(wrong.message)
    return amend(folder, model, number - 1, fields, over=tuple(fields))


def near(path: str, known: list[str]) -> str:
    return did_you_mean(path, known, said("Name it from the hub's folder: members/ada.yml."))


def _where(name: str) -> Where:
    steps = name.split(".")
    return tuple(int(step) - 1 if step.isdigit() and int(step) else step for step in steps)


def given(model: type[BaseModel], where: Where, value: str) -> Any:
    """A value as a file holds it: parted by commas where the field is a list."""
    owner = model_at(model, where[:-1])
    field = owner.model_fields.get(str(where[-1])) if owner else None
    kinds = (field.annotation, *get_args(field.annotation)) if field else ()
    if any(get_origin(kind) is list for kind in kinds):
        return [item.strip() for item in value.split(",") if item.strip()]
    return value
