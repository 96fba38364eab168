"""Find the event, and the date of it, that an argument of a command names."""

from __future__ import annotations

from pathlib import Path

import click

from hearth.base.similarity import did_you_mean
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.programme import prepared


def event_named(hub: Hub, event_id: str) -> Event:
    """The event of that id; a word about the nearest when there is none."""
    known = Path(event_id).stem  # the name of its file will do
    if known in hub.events:
        return hub.events[known]
    fix = did_you_mean(
        known, frozenset(hub.events), "Write the name of a file in events/ without its ending."
    )
    raise click.UsageError(f"There is no event {event_id!r}. {fix}")


def next_date(hub: Hub, event: Event) -> Occurrence:
    """The next date of the event that takes place; ends the command when there is none."""
    item = prepared(hub, event)
    if item is None:
        raise click.UsageError(f"{event.id} has no date that is coming and not cancelled.")
    return item
