"""Add a pack to a hub, and say thing by thing what was added and what was left."""

from __future__ import annotations

from itertools import groupby

import click

from hearth.cli.shared.private_notes import append_note, place_in, right_notes
from hearth.cli.shared.tongue import _, tell
from hearth.model.hub import Hub
from hearth.starter.packs import Pack, PackPlan, pack_plan, write_texts


def add_pack(hub: Hub, chosen: Pack, dry_run: bool = False) -> None:
    """Write what a pack has and a hub has not, unless it is only to be told; what a person wrote
    stays as it is."""
    plan = pack_plan(hub, right_notes(hub), chosen)
    if not dry_run:
        _write(hub, plan)
    for path, items in groupby(plan.items, key=lambda item: item.path):
        click.secho(path, bold=True)
        for item in items:
            said = f"{_(item.what)}: {item.name}"
            if item.left:
                click.secho(f"  = {said} ({tell(item.left)})", dim=True)
            else:
                click.echo(f"  + {said}")
    click.secho(_("What this place tempts one to do wrong:"), bold=True)
    for caution in chosen.cautions:
        click.echo(f"  - {caution}")


def _write(hub: Hub, plan: PackPlan) -> None:
    if plan.stakeholders:
        place_in(hub)  # refused before anything is written
    for why in write_texts(hub.root, plan):
        raise click.ClickException(tell(why))
    for note in plan.stakeholders:
        append_note(hub, note)
