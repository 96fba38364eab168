"""``hearth example``: an invented private folder, to see the desk with something on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import NumberType, as_of, hub_options
from hearth.cli.shared.private_notes import place_in, shown
from hearth.cli.shared.tongue import _
from hearth.manage.private.example import example_notes
from hearth.manage.private.folder import put


@click.command()
@click.option(
    "--seed", type=NumberType(0, 1_000_000), default=1, help="Another number, other notes."
)
@hub_options
@as_of
def example(folder: Path, as_of: date | None, seed: int) -> None:
    """Write an invented private folder for a hub, to see the desk before there are notes.

    Thanks, talks, cases, answers and counts in it are made up and say so. A private folder that
    holds something already is left as it is.
    """
    hub = open_right_hub(folder, as_of)[0]
    place = place_in(hub)
    if place.is_dir() and any(place.iterdir()):
        raise click.ClickException(
            _(
                "%(place)s holds notes already: nothing was written. Rename it first to see an "
                "example.",
                place=shown(place),
            )
        )
    files = example_notes(hub, int(seed))
    for path, text in files.items():
        put(place / path, text.encode())
    click.echo(
        _("%(number)s invented files are in %(place)s.", number=len(files), place=shown(place))
    )
    click.echo(_("See them with `hearth desk`, and delete the folder before you write your own."))
