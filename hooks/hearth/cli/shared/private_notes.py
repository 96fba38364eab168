"""Read and write notes in the private folder: only valid ones, never among what is published, with
a warning when Git would keep them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from hearth.base.problems import Problem
from hearth.cli.shared.terminal import problem_line
from hearth.cli.shared.tongue import _, tell
from hearth.kinds.base import Complaint
from hearth.kinds.fields import Part
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.folder import NotPrivateError, goes_into_git, private_folder
from hearth.manage.private.notes import FILES, Care
from hearth.manage.private.reading import checked
from hearth.manage.private.writing import NotWrittenError, amend, append
from hearth.model.hub import Hub
from hearth.read.records import dotted

MOVES_ON = ("checked_in", "next_check", "away_from", "away_until")
"""Days of which only the last one counts: a new one takes the place of the old one."""


def right_notes(hub: Hub, needed: Iterable[str] = (), why: str = "") -> Notes:
    """What lies in the private folder, with a word about each note that is wrong and left out.

    Ends the command when a file of ``needed`` is wrong; ``why`` says what could go wrong then.
    """
    notes, problems = read_notes(hub)
    for problem in problems:
        click.secho(f"{hub.settings.private}/{problem_line(problem)}", fg="red", err=True)
    if wrong := sorted(notes.wrong & set(needed)):
        raise click.ClickException(
            _("Put %(files)s right first: %(why)s.", files=_(" and ").join(wrong), why=why)
        )
    return notes


def place_in(hub: Hub, *parts: str) -> Path:
    """The private folder, or a place in it, to write into; ends the command when it is among what
    is published."""
    try:
        place = private_folder(hub, *parts)
    except NotPrivateError as error:
        raise click.ClickException(tell(error)) from None
    if goes_into_git(hub, place / "notes.yml"):
        click.secho(
            (
                _(
                    "%(place)s is not ignored by Git: add %(private)s/ to .gitignore before you "
                    "commit.",
                    place=shown(place),
                    private=hub.settings.private,
                )
            ),
            fg="yellow",
            err=True,
        )
    return place


def right_note(hub: Hub, model: type[Part], fields: Mapping[str, Any]) -> Any:
    """The note that the fields make; ends the command when anything in them is wrong."""
    note, complaints = checked(hub, dict(fields), model)
    if note is None or complaints:
        raise click.UsageError(
            "\n".join(tell(_message(fields, complaint)) for complaint in complaints)
        )
    return note


def append_note(hub: Hub, note: Part) -> Path:
    """Add a note to its file, and return that."""
    return changed_file(hub, lambda folder: append(folder, note))


def changed_file(hub: Hub, change: Callable[[Path], Path]) -> Path:
    """The file that a change of the private folder wrote; ends the command when it could not."""
    try:
        return shown(change(place_in(hub)))
    except NotWrittenError as error:
        raise click.ClickException(tell(error)) from None


def shown(file: Path) -> Path:
    """A file that was written, as whoever typed the command would name it."""
    here = Path.cwd().resolve()
    return file.relative_to(here) if file.is_relative_to(here) else file


def write_note(hub: Hub, model: type[Part], fields: dict[str, Any]) -> None:
    """Write a note that is right, and say so; a second one about what to mind with a member goes
    into the first."""
    found = right_note(hub, model, fields)
    kind = next(name for name, known in FILES.items() if known is model)
    notes = right_notes(hub, [f"{kind}.yml"], _("what is noted already cannot be told"))
    if found in getattr(notes, kind):
        click.echo(
            _(
                "That is noted already, in %(private)s/%(kind)s.yml.",
                private=hub.settings.private,
                kind=kind,
            )
        )
        return
    before = [care.member for care in notes.people] if isinstance(found, Care) else []
    if isinstance(found, Care) and found.member in before:
        more = {name: value for name, value in fields.items() if name != "member"}
        file = changed_file(
            hub,
            lambda folder: amend(folder, model, before.index(found.member), more, over=MOVES_ON),
        )
    else:
        file = append_note(hub, found)
    click.echo(_("Noted in %(file)s.", file=file))


def _message(fields: Mapping[str, Any], complaint: Complaint) -> str:
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
