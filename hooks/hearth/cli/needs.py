"""``hearth needs``: what people ask for against what there is."""

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
from hearth.manage.figures import MetricContext
from hearth.papers import needs as wanted


@click.command()
@hub_options
@as_of
@form_option
@out
def needs(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say what people ask for against what there is, topic by topic, who knows what, and what was
    decided and tried.

    The hub has a page of it too; here stands also what only you know: hidden profiles and the
    experiments of your notes.
    """
    hub = open_right_hub(folder, as_of)[0]
    context = MetricContext.of(hub, right_notes(hub))
    with busy(_("Holding what is asked against what there is …")):
        paper, data = wanted.paper(context), wanted.as_data(context)
    give_paper(paper, data, form, out)
