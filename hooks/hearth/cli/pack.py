"""``hearth pack``: the stakeholders, goals and words that go with a place in an organisation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import OneOf, as_of, hub_options
from hearth.cli.shared.packs import add_pack
from hearth.cli.shared.tongue import _, words_now
from hearth.starter.packs import pack as pack_of
from hearth.starter.packs import pack_names


@click.command()
@click.argument("name", required=False, type=OneOf(pack_names()), metavar="[NAME]")
@click.option("--dry-run", is_flag=True, help="Say what it would add, and write nothing.")
@hub_options
@as_of
def pack(name: str | None, dry_run: bool, folder: Path, as_of: date | None) -> None:
    """Add what goes with a community's place in an organisation: stakeholders with what they care
    about, goals with their figures, and words.

    Without a name it lists the packs. What stands in the hub already is never changed; each thing
    that is added or left is named. Stakeholders go into the private folder.
    """
    if name is None:
        for each in pack_names():
            click.echo(f"  {each:18} {pack_of(each, words_now().language).about}")
        click.echo(_("See what one would add with `hearth pack NAME --dry-run`."))
        return
    hub = open_right_hub(folder, as_of)[0]
    add_pack(hub, pack_of(name, hub.community.language), dry_run)
    if dry_run:
        click.echo(_("Nothing was written. Leave --dry-run out to add it."))
        return
    click.echo(
        _(
            "Change the targets to what you can reach. `hearth stakeholders` shows who wants to "
            "hear what."
        )
    )
