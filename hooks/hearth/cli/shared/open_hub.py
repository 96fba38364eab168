"""Open the hub that a command works on, on its day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.base.problems import Problems
from hearth.cli.shared.extensions import load_for
from hearth.cli.shared.options import chosen_config, day_of
from hearth.cli.shared.tongue import _, count
from hearth.kinds import top_folders
from hearth.model.config_file import CONFIG
from hearth.model.hub import Hub, load_hub
from hearth.model.settings import read_settings
from hearth.read.readings import Readings


def hub_parts() -> tuple[str, ...]:
    """What a hub is read from: its settings and the folders its records and pages lie in."""
    return (CONFIG, *sorted(top_folders()))


def open_hub(
    folder: Path, as_of: date | None, config: Path | None = None, readings: Readings | None = None
) -> tuple[Hub, Problems]:
    """The hub in ``folder`` as the build sees it that goes by ``config``, or by what the running
    command is asked to, and everything that is wrong with it; ``readings`` remember what its files
    say."""
    day = day_of(as_of)
    settings, wrong = read_settings(folder, config or chosen_config())
    wrong += load_for(settings, folder)
    known = None if settings.extensions else readings
    hub, problems = load_hub(folder, settings, day, memory=known)
    problems.extend(wrong)
    return hub, problems


def opened_again(hub: Hub, readings: Readings) -> Hub:
    """The hub after some of its files were written: only those are read."""
    known = None if hub.settings.extensions else readings
    return load_hub(hub.root, hub.settings, hub.as_of, history=hub.history, memory=known)[0]


def open_right_hub(
    folder: Path, as_of: date | None, readings: Readings | None = None
) -> tuple[Hub, Problems]:
    """The hub, with a word when records are left out of it because they are wrong; ends the command
    where there is none."""
    if not any((folder / part).exists() for part in hub_parts()):
        raise click.UsageError(
            _(
                "%(folder)s is no hub: there is none of %(parts)s in it. Name the hub's folder "
                "with --folder.",
                folder=folder.resolve(),
                parts=", ".join(hub_parts()),
            )
        )
    hub, problems = open_hub(folder, as_of, readings=readings)
    if errors := len(problems.errors):
        click.secho(
            (
                _(
                    "%(problems)s in the hub's files: what is wrong is left out. See "
                    "`hearth check`.",
                    problems=count(errors, "problem"),
                )
            ),
            fg="red",
            err=True,
        )
    return hub, problems
