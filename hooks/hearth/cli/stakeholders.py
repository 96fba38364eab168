"""``hearth stakeholders``: who wants to hear of the community, and when they last did."""

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
from hearth.manage.desk.snapshots import read_snapshots, remembered
from hearth.manage.figures import MetricContext, measure
from hearth.manage.private.stakeholders import standings, told_to_nobody, wanted_figures
from hearth.papers.stakeholders import stakeholders_data, stakeholders_paper


@click.command()
@hub_options
@as_of
@form_option
@out
def stakeholders(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show what each stakeholder cares about, the figures that answer it, and when they were last
    told something.

    They stand in stakeholders.yml in the private folder, and what they were told in told.yml;
    `hearth pack` brings those of a place.
    """
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(hub)
    found = standings(notes, hub.as_of)
    with busy(_("Counting …")):
        measured = measure(MetricContext.of(hub, notes), wanted_figures(found.values()))
        figures = remembered(measured, read_snapshots(hub)[0], hub.as_of)
    paper = stakeholders_paper(hub, found.values(), figures, told_to_nobody(notes))
    give_paper(paper, stakeholders_data(hub, found.values(), figures), form, out)
