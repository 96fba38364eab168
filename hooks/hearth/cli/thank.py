"""``hearth thank``: note that somebody was thanked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options
from hearth.cli.shared.private_notes import write_note
from hearth.manage.private.notes import FILES


@click.command()
@click.argument("member")
@click.option("--for", "reason", required=True, help="What for, in a few words.")
@click.option("--event", help="The event it is about: the name of its file.")
@click.option("--by", help="Who said it: a member's id; else the team.")
@hub_options
@as_of
def thank(
    member: str, reason: str, event: str | None, by: str | None, folder: Path, as_of: date | None
) -> None:
    """Note that MEMBER was thanked, so that nobody is forgotten and nobody thanked twice for the
    same."""
    hub = open_right_hub(folder, as_of)[0]
    given = {
        "date": hub.as_of.isoformat(),
        "to": Path(member).stem,
        "by": by,
        "reason": reason,
        "event": event,
    }
    write_note(
        hub, FILES["thanks"], {name: value for name, value in given.items() if value is not None}
    )
