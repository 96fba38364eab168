"""The command ``hearth``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hearth import __version__
from hearth.cli.add import add
from hearth.cli.bring_in import bring_in
from hearth.cli.build import build
from hearth.cli.check import check
from hearth.cli.common import folder
from hearth.cli.forget import forget
from hearth.cli.forms import forms, from_issue
from hearth.cli.mend import fmt
from hearth.cli.organise import promote, ready, run_sheet
from hearth.cli.reviewing import diff, owners
from hearth.cli.schemas import schemas
from hearth.reference import pages


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hearth")
def main() -> None:
    """Hearth turns a folder of YAML and Markdown files into a community hub."""


@main.command()
@folder
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when a page is not up to date.")
def reference(folder: Path, only_check: bool) -> None:
    """Write the field reference and the list of problems into the guide of the hub in FOLDER."""
    stale = [
        path
        for path, text in pages().items()
        if not (folder / path).is_file() or (folder / path).read_text(encoding="utf-8") != text
    ]
    for path in stale:
        click.echo(f"{path} is not up to date" if only_check else f"{path} written")
        if not only_check:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(pages()[path], encoding="utf-8")
    sys.exit(1 if only_check and stale else 0)


COMMANDS = (
    build, check, fmt, add, bring_in, from_issue, forms, schemas, diff, owners, ready, promote, run_sheet, forget,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
