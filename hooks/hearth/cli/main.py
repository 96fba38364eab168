"""The command ``hearth``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from hearth import __version__
from hearth.hub import Hub, load_hub
from hearth.kinds import KINDS
from hearth.problems import Problems
from hearth.reference import pages
from hearth.settings import read_settings
from hearth.today import as_of_day


class DayType(click.ParamType[date]):
    """A day on the command line."""

    name = "day"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else as_of_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a day. Write year-month-day, like 2026-12-03.", param, ctx)


def existing_folder(_context: click.Context, _parameter: click.Parameter, folder: Path) -> Path:
    """Refuse a folder that is not there before anything is read or written."""
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}.")
    return folder


folder = click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=".", callback=existing_folder
)
as_of = click.option("--as-of", type=DayType(), help="The day to take for today; else SOURCE_DATE_EPOCH, else today.")


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


def open_hub(folder: Path, as_of: date | None) -> tuple[Hub, Problems]:
    """The hub in ``folder`` as the build sees it, and everything that is wrong with it."""
    try:
        day = as_of or as_of_day()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    settings, wrong = read_settings(folder)
    hub, problems = load_hub(folder, settings, day)
    problems.extend(wrong)
    return hub, problems


def show(problems: Problems) -> None:
    """Print problems a line each, places first, so that editors and people find them."""
    for problem in problems:
        place = click.style(f"{problem.path}:{problem.line}:{problem.column}", bold=True)
        words = click.style(problem.message, fg="red" if problem.severity == "error" else "yellow")
        click.echo(f"{place}  {words} {click.style(f'[{problem.code}]', dim=True)}")


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
