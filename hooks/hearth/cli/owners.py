"""``hearth owners``: the file CODEOWNERS."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options
from hearth.cli.shared.options import out as out_option
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _
from hearth.review.owners import owners as make_owners


@click.command()
@hub_options
@as_of
@out_option
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 when the file is not up to date.",
)
def owners(folder: Path, as_of: date | None, out: Path | None, only_check: bool) -> None:
    """Write who is asked to look at a change to which folder, as a file CODEOWNERS.

    It comes from the team in content/community.yml and the leads of groups, by the names on GitHub
    in their profiles.

    Exit status: 0; 1 when --check finds the file different; 2 when the command was called wrongly.
    """
    text = make_owners(open_right_hub(folder, as_of)[0].public())
    if not only_check:
        give(text if out else text.rstrip("\n"), out)
        return
    file = out or folder / ".github" / "CODEOWNERS"
    current = file.is_file() and file.read_text(encoding="utf-8") == text
    click.echo(
        _("%(file)s is up to date", file=file)
        if current
        else _("%(file)s is not up to date", file=file)
    )
    sys.exit(0 if current else 1)
