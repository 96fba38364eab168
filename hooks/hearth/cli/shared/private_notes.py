"""Read and write notes in the private folder: only valid ones, never among what is published, with
a warning when Git would keep them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from hearth.cli.shared.terminal import problem_line
from hearth.cli.shared.tongue import _, tell
from hearth.kinds.fields import Part
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.folder import NotPrivateError, goes_into_git, private_folder
from hearth.manage.private.noting import add, is_noted, kind_of, problem_of
from hearth.manage.private.reading import checked
from hearth.manage.private.writing import NotWrittenError, append, put_note
from hearth.model.hub import Hub


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
            "\n".join(tell(problem_of(fields, complaint).message) for complaint in complaints)
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


def write_alone(hub: Hub, kind: str, name: str, note: Part) -> Path:
    """Write the one note of a file in a folder of its kind, and return the file."""
    return changed_file(hub, lambda folder: put_note(folder, kind, name, note))


def remove_alone(hub: Hub, kind: str, name: str) -> None:
    """Remove such a file."""
    (place_in(hub, kind) / f"{name}.yml").unlink()


def shown(file: Path) -> Path:
    """A file that was written, as whoever typed the command would name it."""
    here = Path.cwd().resolve()
    return file.relative_to(here) if file.is_relative_to(here) else file


def write_note(hub: Hub, model: type[Part], fields: dict[str, Any]) -> None:
    """Write a note that is right, and say so; a second one about what to mind with a member goes
    into the first."""
    found, kind = right_note(hub, model, fields), kind_of(model)
    notes = right_notes(hub, [f"{kind}.yml"], _("what is noted already cannot be told"))
    if is_noted(notes, found):
        click.echo(
            _(
                "That is noted already, in %(private)s/%(kind)s.yml.",
                private=hub.settings.private,
                kind=kind,
            )
        )
        return
    file = changed_file(hub, lambda folder: add(folder, notes, found, fields))
    click.echo(_("Noted in %(file)s.", file=file))
