"""``hearth doctor``: a look at a hub, and at what is published of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import as_of, config, folder, refuse_no_hub
from hearth.cli.shared.tongue import _, count, tell
from hearth.doctor.diagnosis import Diagnosis
from hearth.doctor.hub_diagnoses import Patient, hub_diagnoses
from hearth.doctor.site_diagnoses import Visit, site_diagnoses
from hearth.doctor.visitor import UnreachableError, Visitor
from hearth.model.config_file import config_path, read_config_file

SIGNS = {"error": ("✗", "red"), "warning": ("!", "yellow"), "fine": ("✓", "green")}


@click.command()
@folder
@as_of
@config
@click.option(
    "--address",
    metavar="URL",
    help="Look also at the site that is published there. Without it, nothing is asked over the "
    "network.",
)
def doctor(folder: Path, as_of: date | None, config: Path | None, address: str | None) -> None:
    """Look at the hub in FOLDER as a whole, and with --address at what is published of it: for what
    no single file is wrong with.

    Exit status: 0 when nothing is amiss that harms anybody, 1 when something is, 2 when the command
    was called wrongly. Warnings alone give 0.
    """
    refuse_no_hub(folder, config)
    visitor = _visitor(address)
    hub, problems = open_hub(folder, as_of, config)
    settings = read_config_file(folder, config_path(folder, config))[0]
    found = _shown(_("The hub"), hub_diagnoses(Patient(folder, hub, problems, settings)))
    if visitor:
        visit = Visit(visitor, hub.public())
        found += _shown(_("What is at %(address)s", address=visitor.address), site_diagnoses(visit))
    wrong = [each.grade for each in found]
    errors, warnings = wrong.count("error"), wrong.count("warning")
    click.secho(
        f"{count(errors, 'error')}, {count(warnings, 'warning')}",
        fg="red" if errors else "green",
        bold=True,
    )
    sys.exit(1 if errors else 0)


def _visitor(address: str | None) -> Visitor | None:
    try:
        return Visitor(address) if address else None
    except UnreachableError as failed:
        raise click.UsageError(
            _("%(address)s cannot be read: %(failed)s.", address=address, failed=failed)
        ) from None


def _shown(heading: str, diagnoses: Iterable[Diagnosis]) -> list[Diagnosis]:
    """The diagnoses, each said when it is found."""
    click.secho(heading, bold=True)
    shown = []
    for diagnosis in diagnoses:
        sign, colour = SIGNS[diagnosis.grade]
        click.echo(f"  {click.style(sign, fg=colour)} {_harmless(tell(diagnosis.what))}")
        if diagnosis.fix:
            click.echo(f"    {_harmless(tell(diagnosis.fix))}")
        shown.append(diagnosis)
    return shown


def _harmless(words: str) -> str:
    """Words of a server without what would steer a terminal, and no more of them than can be
    read."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in words[:1000])
    return shown if len(words) <= 1000 else f"{shown} …"
