"""``hearth fmt``: record files in their one form."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from hearth.cli.shared.changes import show_changes, write_changes
from hearth.cli.shared.tongue import _, count
from hearth.edit.format_files import format_files, record_files
from hearth.model.config_file import CONFIG


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
    result = format_files(folder, only)
    if dry_run:
        show_changes(result.changed)
    elif only_check:
        for file in result.changed:
            click.echo(_("%(path)s is not in its form", path=file.path))
    changed, files = len(result.changed), count(result.count, "file")
    if not (only_check or dry_run):
        changed = write_changes(folder, result.changed)
    for path, why in result.left:
        click.secho(
            _("%(path)s %(why)s; it was left alone.", path=path, why=why), fg="yellow", err=True
        )
    told = (
        _("%(changed)s of %(files)s would change.", changed=changed, files=files)
        if only_check or dry_run
        else _("%(changed)s of %(files)s changed.", changed=changed, files=files)
    )
    click.secho(told, bold=True)
    sys.exit(
        1 if result.changed and (only_check or dry_run or changed < len(result.changed)) else 0
    )


def _chosen(paths: tuple[Path, ...]) -> tuple[Path, set[str] | None]:
    """The hub's folder, and the files in it that are meant; None for all of them."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(_("There is no file or folder %(path)s.", path=path))
    if any(path.is_dir() for path in paths) and len(paths) > 1:
        raise click.UsageError(_("Name one folder, or files of one hub."))
    if not paths or paths[0].is_dir():
        return (paths[0] if paths else Path()), None
    folder = _hub_of(paths[0])
    known = record_files(folder)
    only = {Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix() for path in paths}
    for other in sorted(only - known.keys()):
        raise click.UsageError(
            _(
                "%(other)s is not a file with records of the hub in %(folder)s.",
                other=other,
                folder=folder,
            )
        )
    return folder, only


def _hub_of(file: Path) -> Path:
    """The folder of the hub that a file lies in: the nearest above it with the site's
    configuration."""
    for folder in file.absolute().parents:
        if (folder / CONFIG).is_file():
            return folder
    raise click.UsageError(
        _(
            "No folder above %(file)s has a %(config)s: name the hub's folder instead.",
            file=file,
            config=CONFIG,
        )
    )
