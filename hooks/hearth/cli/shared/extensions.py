"""Load what a hub adds to the engine before a command looks at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hearth.base.problems import Problem
from hearth.cli.shared.terminal import problem_line
from hearth.model.config_file import config_path, read_config_file

if TYPE_CHECKING:
    from hearth.model.settings import Settings


def load_for(settings: Settings, trusted: Path | None) -> list[Problem]:
    """Load what the settings name; ``trusted`` is the folder whose own file may be run."""
    if not settings.extensions:
        return []
    # The doors lead into every room, and most hubs have none: their commands start without them.
    from hearth.site.extensions import load_extensions

    return load_extensions(settings.extensions, trusted)


def load_from(folder: Path) -> None:
    """Load what extends the hub in a folder, so that its kinds are known on the command line.

    What cannot be loaded is told when the hub is opened.
    """
    if _names_extensions(folder):
        _load_named(folder, folder)


def _names_extensions(folder: Path) -> bool:
    """Whether the configuration says anything of extensions. To read all that it says takes every
    kind of record, which a command that has nothing to do can do without."""
    values = read_config_file(folder, config_path(folder, None))[0].values
    for key in ("extra", "hearth", "extensions"):
        values = values.get(key) if isinstance(values, dict) else None
    return bool(values)


def _load_named(folder: Path, trusted: Path | None) -> list[Problem]:
    from hearth.model.settings import read_settings

    return load_for(read_settings(folder)[0], trusted)


def load_for_comparison(folder: Path, trusted: Path | None) -> None:
    """Load what extends a hub of which somebody only proposes a change: nothing of the hub's own,
    unless it is taken from a folder that is trusted."""
    for problem in _load_named(trusted or folder, trusted):
        click.secho(problem_line(problem), fg="yellow", err=True)
