"""Show and write the changes of files that a command made."""

from __future__ import annotations

from pathlib import Path

import click

from hearth.cli.shared.tongue import _
from hearth.edit.texts import FileChange, replace_file

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_changes(found: list[FileChange]) -> None:
    """Print the changes of files as unified diffs."""
    for file in found:
        for number, line in enumerate(file.diff()):
            is_head = number < 2
            click.secho(line, fg=None if is_head else _COLOURS.get(line[:1]), bold=is_head or None)


def write_changes(folder: Path, found: list[FileChange]) -> int:
    """Write the files; say which could not be written, and return how many were."""
    wrong = {file.path: replace_file(folder, file.path, file.before, file.after) for file in found}
    for path, why in wrong.items():
        if why:
            click.secho(
                _("%(path)s %(why)s and was left alone.", path=path, why=why), fg="red", err=True
            )
    return sum(why is None for why in wrong.values())
