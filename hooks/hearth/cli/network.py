"""Who holds the community together, for the manager's eyes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.common import as_of, busy, folder_option, open_right_hub, out, right_notes
from hearth.cli.papers import form_option, give_paper
from hearth.desk.connectors import bridges, other_links
from hearth.figures import Ground
from hearth.outputs.connectors import data, paper


@click.command()
@folder_option
@as_of
@form_option
@out
def connectors(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say who brings groups together, and who is the only link to others: people to thank, and not to overload.

    It looks at what people did together within a year. It is for you alone: no page of the hub shows it.
    """
    hub, _ = open_right_hub(folder, as_of)
    ground = Ground.of(hub, right_notes(hub))
    with busy("Following who works with whom …"):
        found, others = bridges(ground), other_links(ground)
    give_paper(paper(ground, found, others), data(found, others), form, out)
