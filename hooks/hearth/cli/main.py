"""The command ``hearth``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from hearth import __version__
from hearth.cli.bring_in import bring_in
from hearth.cli.common import as_of, folder, open_hub, show
from hearth.cli.organise import promote, ready, run_sheet
from hearth.kinds import KINDS
from hearth.reference import pages


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hearth")
def main() -> None:
    """Hearth turns a folder of YAML and Markdown files into a community hub."""


@main.command()
@folder
@as_of
def check(folder: Path, as_of: date | None) -> None:
    """Say everything that is wrong with the hub in FOLDER, all at once.

    Exit status: 0 when the hub can be published, 1 when a record must be mended, 2 when the command was called wrongly.
    """
    hub, problems = open_hub(folder, as_of)
    show(problems)
    counts = ", ".join(f"{len(hub.records[name])} {kind.plural}" for name, kind in KINDS.items())
    errors, warnings = len(problems.errors), len(problems.warnings)
    noun = "no problems" if not errors else f"{errors} problem{'s' * (errors != 1)}"
    also = f", {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    click.secho(f"{noun}{also} in {counts}", fg="red" if errors else "green", bold=True)
    sys.exit(1 if errors else 0)


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


for command in (ready, promote, run_sheet, bring_in):
    main.add_command(command)
