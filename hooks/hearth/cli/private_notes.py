"""How commands write into the private folder: only what is right, never among what is published,
with a word when Git would keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from hearth.base.problems import Problem
from hearth.kinds.base import Complaint
from hearth.kinds.fields import Part
from hearth.manage.private.folder import NotPrivateError, goes_into_git, private_folder
from hearth.manage.private.reading import checked
from hearth.manage.private.writing import NotWrittenError, append
from hearth.model.hub import Hub
from hearth.read.records import dotted


def place_in(hub: Hub, *parts: str) -> Path:
    """The private folder, or a place in it, to write into; ends the command when it is among what
    is published."""
    try:
        place = private_folder(hub, *parts)
    except NotPrivateError as error:
        raise click.ClickException(str(error)) from None
    if goes_into_git(hub, place / "notes.yml"):
        click.secho(
            (
                f"{shown(place)} is not ignored by Git: add {hub.settings.private}/ to "
                ".gitignore before you commit."
            ),
            fg="yellow",
            err=True,
        )
    return place


def right_note(hub: Hub, model: type[Part], fields: Mapping[str, Any]) -> Any:
    """The note that the fields make; ends the command when anything in them is wrong."""
    note, complaints = checked(hub, dict(fields), model)
    if note is None or complaints:
        raise click.UsageError("\n".join(_told(fields, complaint) for complaint in complaints))
    return note


def keep(hub: Hub, note: Part) -> Path:
    """Add a note to its file, and return that."""
    return changed(hub, lambda folder: append(folder, note))


def changed(hub: Hub, change: Callable[[Path], Path]) -> Path:
    """The file that a change of the private folder wrote; ends the command when it could not."""
    try:
        return shown(change(place_in(hub)))
    except NotWrittenError as error:
        raise click.ClickException(str(error)) from None


def shown(file: Path) -> Path:
    """A file that was written, as whoever typed the command would name it."""
    here = Path.cwd().resolve()
    return file.relative_to(here) if file.is_relative_to(here) else file


def _told(fields: Mapping[str, Any], complaint: Complaint) -> str:
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
    ).message
