"""Find the date of an event that a command is about."""

from __future__ import annotations

import click

from hearth.cli.shared.tongue import _
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.programme import prepared


def next_date(hub: Hub, event: Event) -> Occurrence:
    """The next date of the event that takes place; ends the command when there is none."""
    item = prepared(hub, event)
    if item is None:
        raise click.UsageError(
            _("%(id)s has no date that is coming and not cancelled.", id=event.id)
        )
    return item
