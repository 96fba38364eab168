"""``hearth connectors``: who brings groups together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _
from hearth.manage.desk.connectors import bridges, other_links
from hearth.manage.figures import MetricContext
from hearth.papers import connectors as network


@click.command()
@hub_options
@as_of
@form_option
@out
def connectors(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say who brings groups together, and who is the only link to others: people to thank, and not
    to overload.

    It looks at what people did together within a year. It is for you alone: no page of the hub
    shows it.
    """
    hub = open_right_hub(folder, as_of)[0]
    context = MetricContext.of(hub, right_notes(hub))
    with busy(_("Following who works with whom …")):
        found, others = bridges(context), other_links(context)
    give_paper(network.paper(context, found, others), network.as_data(found, others), form, out)
