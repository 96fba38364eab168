"""``hearth note``: a note of any kind for the private folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from hearth.base.field_docs import field_docs
from hearth.base.similarity import did_you_mean
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options
from hearth.cli.shared.private_notes import write_note
from hearth.cli.shared.tongue import _, words_now
from hearth.kinds.fields import Part
from hearth.manage.private.notes import FILES
from hearth.manage.private.noting import values
from hearth.model.hub import Hub


@click.command()
@click.argument("kind", required=False)
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@hub_options
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
        near = did_you_mean(kind, list(FILES), _("Kinds are: %(files)s.", files=", ".join(FILES)))
        raise click.UsageError(
            _("There are no notes called %(kind)s. %(near)s", kind=repr(kind), near=near)
        )
    if not fields:
        _table(
            (
                name if info.is_required() else _("%(field)s (may be left out)", field=name),
                _words(field_docs(model).get(name)),
            )
            for name, info in model.model_fields.items()
        )
        return
    hub = open_right_hub(folder, as_of)[0]
    write_note(hub, model, _given(hub, model, fields))


def _given(hub: Hub, model: type[Part], fields: Iterable[str]) -> dict[str, Any]:
    """The fields by their names; a list where the model has one."""
    known, found = model.model_fields, dict[str, str]()
    for text in fields:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.UsageError(
                _(
                    '%(text)s is not understood. Write field=value, like reason="the minutes".',
                    text=repr(text),
                )
            )
        if name not in known:
            near = did_you_mean(
                name, list(known), _("Fields are: %(known)s.", known=", ".join(known))
            )
            raise click.UsageError(
                _("There is no field %(name)s here. %(near)s", name=repr(name), near=near)
            )
        if name in found:
            raise click.UsageError(
                _("%(name)s is given twice. Part several values by commas.", name=name)
            )
        found[name] = value
    return values(model, found, hub.as_of)


def _words(text: str | None) -> str:
    return words_now().noted(" ".join((text or "").split()))


def _table(rows: Iterable[tuple[str, str]]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for name, words in rows:
        table.add_row(name, words)
    Console(highlight=False).print(table, markup=False)
