"""``hearth export``: the hub as Markdown pages, for another site builder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.adapters import export as adapter
from hearth.cli.shared.options import as_of, config, day_of, folder
from hearth.cli.shared.tongue import _, count, tell
from hearth.site.builder import BuildFailedError


@click.command()
@folder
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into, which is new or empty.",
)
@as_of
@config
def export(folder: Path, out: Path, as_of: date | None, config: Path | None) -> None:
    """Write the hub in FOLDER as Markdown pages with a mkdocs.yml, for site builders that know
    nothing of hubs, such as Zensical.

    Only what is public is in it. Addresses, feeds, calendars and data are those of the hub's own
    site. Exit status: 0 when the pages are there, 1 when something is wrong with the hub.
    """
    if out.is_dir() and any(out.iterdir()):
        raise click.UsageError(_("%(out)s is not empty. Name a folder that is new.", out=out))
    try:
        pages = adapter.export(folder.resolve(), out.resolve(), day_of(as_of), config)
    except BuildFailedError as error:
        raise click.ClickException(tell(error)) from None
    click.echo(_("%(pages)s written into %(out)s", pages=count(pages, "page"), out=out))
