"""``hearth promote``: the announcements of an event."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.events import next_date
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import OneOf, as_of, hub_options, out
from hearth.cli.shared.records import record_named
from hearth.cli.shared.terminal import give
from hearth.kinds.event import Event
from hearth.outputs.promotion import kit, kit_markdown, kit_plain


@click.command()
@click.argument("event")
@hub_options
@as_of
@click.option(
    "--format",
    "form",
    type=OneOf(["markdown", "text"]),
    default="markdown",
    help="How the texts are written.",
)
@out
def promote(event: str, folder: Path, as_of: date | None, form: str, out: Path | None) -> None:
    """Write what tells others about EVENT's next date: announcements, subject lines, reminders, alt
    text."""
    hub = open_right_hub(folder, as_of)[0].public()
    found = kit(hub, next_date(hub, record_named(hub, Event, event)))
    write = kit_markdown if form == "markdown" else kit_plain
    give(write(found, hub.words), out)
