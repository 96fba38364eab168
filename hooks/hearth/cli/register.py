"""``hearth register``: the register of lessons learned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.manage.desk.register import register as make_register
from hearth.papers.register import register_data, register_paper


@click.command()
@hub_options
@as_of
@form_option
@out
def register(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show what was learned, who takes it on, until when, and what came of it, from insights.yml in
    the private folder."""
    hub = open_right_hub(folder, as_of)[0]
    found = make_register(hub, right_notes(hub))
    give_paper(register_paper(hub, found), register_data(found), form, out)
