"""``hearth run-sheet``: the run sheet of an event."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.events import next_date
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import as_of, hub_options, out
from hearth.cli.shared.records import record_named
from hearth.cli.shared.terminal import give
from hearth.kinds.event import Event
from hearth.outputs.run_sheet import run_sheet as make_run_sheet
from hearth.outputs.run_sheet import run_sheet_markdown


@click.command("run-sheet")
@click.argument("event")
@hub_options
@as_of
@out
def run_sheet(event: str, folder: Path, as_of: date | None, out: Path | None) -> None:
    """Write the run sheet of EVENT's next date: minute marks, roles, questions. The hub's page of
    it prints better."""
    hub = open_right_hub(folder, as_of)[0].public()
    item = next_date(hub, record_named(hub, Event, event))
    give(run_sheet_markdown(make_run_sheet(hub, item), hub.words), out)
