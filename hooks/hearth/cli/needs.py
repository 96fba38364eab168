"""What people need against what there is, with what only the manager knows of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.common import as_of, folder_option, open_right_hub, out, right_notes
from hearth.cli.papers import form_option, give_paper
from hearth.figures import Ground
from hearth.outputs.needs import data, paper


@click.command()
@folder_option
@as_of
@form_option
@out
def needs(folder: Path, as_of: date | None, form: str | None, out: Path | None) -> None:
    """Say what people ask for against what there is, topic by topic, who knows what, and what was decided and tried.

    The hub has a page of it too; here stands also what only you know: hidden profiles and the experiments of your notes.
    """
    hub, _ = open_right_hub(folder, as_of)
    ground = Ground.of(hub, right_notes(hub))
    give_paper(paper(ground), data(ground), form, out)
