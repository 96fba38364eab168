"""Load what a hub adds to the engine before a command looks at it."""

from __future__ import annotations

from pathlib import Path

import click

from hearth.base.problems import Problem
from hearth.model.settings import Settings, read_settings


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
    load_for(read_settings(folder)[0], folder)


def load_for_comparison(folder: Path, trusted: Path | None) -> None:
    """Load what extends a hub of which somebody only proposes a change: nothing of the hub's own,
    unless it is taken from a folder that is trusted."""
    for problem in load_for(read_settings(trusted or folder)[0], trusted):
        click.secho(str(problem), fg="yellow", err=True)
