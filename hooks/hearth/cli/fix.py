"""Commands that write record files as they should be: ``hearth check --fix`` and ``hearth fmt``."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from hearth.cli.common import day_of
from hearth.edit.format_files import formed, record_files
from hearth.edit.mend import mend
from hearth.edit.texts import Mended, replace_file
from hearth.model.settings import CONFIG

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def mend_first(folder: Path, as_of: date | None, fix: bool, dry_run: bool) -> None:
    """What ``check`` does before it checks: mend what is certain, and show it."""
    if not fix:
        if dry_run:
            raise click.UsageError("--dry-run goes with --fix: it shows what would be mended.")
        return
    found = mend(folder, day_of(as_of))
    _show(found)
    if dry_run and found:
        click.secho(f"{_files(len(found))} would be mended.", bold=True)
        sys.exit(1)
    if found:
        written = _write(folder, found)
        click.secho(f"{_files(written)} mended.", bold=True)


def _files(count: int) -> str:
    return f"{count} file{'s' * (count != 1)}"


def _show(found: list[Mended]) -> None:
    for file in found:
        for number, line in enumerate(file.diff()):
            is_head = number < 2
            click.secho(line, fg=None if is_head else _COLOURS.get(line[:1]), bold=is_head or None)


def _write(folder: Path, found: list[Mended]) -> int:
    """Write the files; say which could not be written, and return how many were."""
    wrong = {file.path: replace_file(folder, file.path, file.before, file.after) for file in found}
    for path, why in wrong.items():
        if why:
            click.secho(f"{path} {why} and was left alone.", fg="red", err=True)
    return sum(why is None for why in wrong.values())


@click.command("fmt")
@click.argument("paths", nargs=-1, metavar="[FOLDER | FILES...]", type=click.Path(path_type=Path))
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing, name the files; exit with 1 if there are any.",
)
@click.option(
    "--dry-run", is_flag=True, help="Write nothing, show the changes; exit with 1 if there are any."
)
def fmt(paths: tuple[Path, ...], only_check: bool, dry_run: bool) -> None:
    """Bring the record files of the hub in FOLDER, or only FILES, into the form they all have.

    Fields stand in the order of the field reference, comments move with them, and values stay as
    they are written.
    """
    folder, only = _chosen(paths)
    result = formed(folder, only)
    if dry_run:
        _show(result.changed)
    elif only_check:
        for file in result.changed:
            click.echo(f"{file.path} is not in its form")
    changed = len(result.changed)
    if not (only_check or dry_run):
        changed = _write(folder, result.changed)
    for path, why in result.left:
        click.secho(f"{path} {why}; it was left alone.", fg="yellow", err=True)
    verb = "would change" if only_check or dry_run else "changed"
    click.secho(f"{changed} of {_files(result.count)} {verb}.", bold=True)
    sys.exit(
        1 if result.changed and (only_check or dry_run or changed < len(result.changed)) else 0
    )


def _chosen(paths: tuple[Path, ...]) -> tuple[Path, set[str] | None]:
    """The hub's folder, and the files in it that are meant; None for all of them."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"There is no file or folder {path}.")
    if any(path.is_dir() for path in paths) and len(paths) > 1:
        raise click.UsageError("Name one folder, or files of one hub.")
    if not paths or paths[0].is_dir():
        return (paths[0] if paths else Path()), None
    folder = _hub_of(paths[0])
    known = record_files(folder)
    only = {Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix() for path in paths}
    for other in sorted(only - known.keys()):
        raise click.UsageError(f"{other} is not a file with records of the hub in {folder}.")
    return folder, only


def _hub_of(file: Path) -> Path:
    """The folder of the hub that a file lies in: the nearest above it with the site's
    configuration."""
    for folder in file.absolute().parents:
        if (folder / CONFIG).is_file():
            return folder
    raise click.UsageError(f"No folder above {file} has a {CONFIG}: name the hub's folder instead.")
