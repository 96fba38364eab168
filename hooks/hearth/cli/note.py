"""Writing into the private folder: a note of any kind, and a word of thanks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, get_origin

import click
from rich.console import Console
from rich.table import Table

from hearth.cli.common import as_of, folder_option, open_right_hub, right_notes
from hearth.cli.private_notes import changed, keep, right_note
from hearth.kinds.fields import Part, did_you_mean
from hearth.manage.private.notes import FILES, Care
from hearth.manage.private.writing import amend
from hearth.model.hub import Hub

MOVES_ON = ("checked_in", "next_check")
"""Days of which only the last one counts: a new one takes the place of the old one."""


@click.command()
@click.argument("kind", required=False)
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@folder_option
@as_of
def note(kind: str | None, fields: tuple[str, ...], folder: Path, as_of: date | None) -> None:
    """Add a note to a list in the private folder: KIND is the name of its file, such as thanks,
    featured or insights.

    Without FIELD=VALUE it shows which fields that kind has, without KIND which kinds there are.
    `date` is today unless you say otherwise; several values of one field are parted by commas.
    Nothing is written unless all of it is right.
    """
    if kind is None:
        _table((name, _words(model.__doc__)) for name, model in FILES.items())
        return
    model = FILES.get(kind)
    if model is None:
        near = did_you_mean(kind, list(FILES), f"Kinds are: {', '.join(FILES)}.")
        raise click.UsageError(f"There are no notes called {kind!r}. {near}")
    if not fields:
        _table(
            (
                f"{name}{'' if info.is_required() else ' (may be left out)'}",
                _words(info.description),
            )
            for name, info in model.model_fields.items()
        )
        return
    hub, _ = open_right_hub(folder, as_of)
    _keep(hub, model, _given(hub, model, fields))


@click.command()
@click.argument("member")
@click.option("--for", "reason", required=True, help="What for, in a few words.")
@click.option("--event", help="The event it is about: the name of its file.")
@click.option("--by", help="Who said it: a member's id; else the team.")
@folder_option
@as_of
def thank(
    member: str, reason: str, event: str | None, by: str | None, folder: Path, as_of: date | None
) -> None:
    """Note that MEMBER was thanked, so that nobody is forgotten and nobody thanked twice for the
    same."""
    hub, _ = open_right_hub(folder, as_of)
    told = {
        "date": hub.as_of.isoformat(),
        "to": Path(member).stem,
        "by": by,
        "reason": reason,
        "event": event,
    }
    _keep(hub, FILES["thanks"], {name: value for name, value in told.items() if value is not None})


def _given(hub: Hub, model: type[Part], fields: Iterable[str]) -> dict[str, Any]:
    """The fields by their names; a list where the model has one."""
    known, found = model.model_fields, dict[str, Any]()
    for text in fields:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.UsageError(
                f'{text!r} is not understood. Write field=value, like reason="the minutes".'
            )
        if name not in known:
            near = did_you_mean(name, list(known), f"Fields are: {', '.join(known)}.")
            raise click.UsageError(f"There is no field {name!r} here. {near}")
        if name in found:
            raise click.UsageError(f"{name} is given twice. Part several values by commas.")
        several = get_origin(known[name].annotation) is list
        found[name] = (
            [item.strip() for item in value.split(",") if item.strip()] if several else value
        )
    if "date" in known and "date" not in found:
        found = {"date": hub.as_of.isoformat(), **found}
    return found


def _keep(hub: Hub, model: type[Part], fields: dict[str, Any]) -> None:
    """Write a note that is right, and say so; a second one about what to mind with a member goes
    into the first."""
    found = right_note(hub, model, fields)
    kind = next(name for name, known in FILES.items() if known is model)
    notes = right_notes(hub, [f"{kind}.yml"], "what is noted already cannot be told")
    if found in getattr(notes, kind):
        click.echo(f"That is noted already, in {hub.settings.private}/{kind}.yml.")
        return
    before = [care.member for care in notes.people] if isinstance(found, Care) else []
    if isinstance(found, Care) and found.member in before:
        more = {name: value for name, value in fields.items() if name != "member"}
        file = changed(
            hub,
            lambda folder: amend(folder, model, before.index(found.member), more, over=MOVES_ON),
        )
    else:
        file = keep(hub, found)
    click.echo(f"Noted in {file}.")


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _table(rows: Iterable[tuple[str, str]]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, words in rows:
        table.add_row(name, words)
    Console(highlight=False).print(table, markup=False)
