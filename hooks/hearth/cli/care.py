"""``hearth care``: thanks, spotlight, onboarding, mentoring and programmes on one page."""

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
from hearth.manage.desk.care import care as look
from hearth.manage.figures import MetricContext
from hearth.papers.care import care_data, care_paper


@click.command()
@hub_options
@as_of
@form_option
@out
def care(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show who was thanked and who was not, whose turn in the spotlight it is, who settles in, who
    mentors whom, and the programmes.

    It is made of the hub and of the lists in the private folder, and meant for the manager alone.
    """
    hub = open_right_hub(folder, as_of)[0]
    context = MetricContext.of(hub, right_notes(hub))
    with busy(_("Looking after everybody …")):
        found = look(context)
    give_paper(care_paper(hub, found), care_data(found), form, out)
