"""Care and recognition on one page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.common import as_of, busy, folder_option, open_right_hub, out, right_notes
from hearth.cli.papers import form_option, give_paper
from hearth.desk.care import care as look
from hearth.figures import Ground
from hearth.outputs.care import care_data, care_paper


@click.command()
@folder_option
@as_of
@form_option
@out
def care(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Show who was thanked and who was not, whose turn in the spotlight it is, who settles in, who mentors whom, and the programmes.

    It is made of the hub and of the lists in the private folder, and meant for the manager alone.
    """
    hub, _ = open_right_hub(folder, as_of)
    with busy("Looking after everybody …"):
        found = look(Ground.of(hub, right_notes(hub)))
    give_paper(care_paper(hub, found), care_data(found), form, out)
