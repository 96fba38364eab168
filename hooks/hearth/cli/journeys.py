"""``hearth journeys``: how far members have come, who stalls where, and what was tried."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.manage.desk.journeys import journeys_contents
from hearth.manage.figures import MetricContext
from hearth.papers.journeys import journeys_data, journeys_paper


@click.command()
@hub_options
@as_of
@form_option
@out
def journeys(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show how far members have come between joining and leading, who stalls where, how many of
    those who joined together are still there, and what was tried.

    Nobody is scored or ranked. Steps of your own are `milestones` in community.yml.
    """
    hub = open_right_hub(folder, as_of)[0]
    found = journeys_contents(MetricContext.of(hub, right_notes(hub)))
    give_paper(journeys_paper(hub, found), journeys_data(found), form, out)
