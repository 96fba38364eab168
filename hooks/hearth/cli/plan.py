"""``hearth plan``: the editorial calendar, shown and written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, NumberType, as_of, hub_options, out
from hearth.cli.shared.private_notes import append_note, changed_file, right_note, right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _
from hearth.manage.desk.editorial import calendar
from hearth.manage.private.notes import Plan
from hearth.manage.private.writing import amend
from hearth.model.hub import Hub
from hearth.papers import editorial


@click.command()
@hub_options
@as_of
@click.option("--add", "what", help="Note something to be told, with the options below it.")
@click.option("--due", type=DayType(), help="With --add: when.")
@click.option("--where", help="With --add: the channel.")
@click.option("--event", help="With --add: the event it is about.")
@click.option("--who", help="With --add: the id of the member who writes it.")
@click.option("--audience", help="With --add: for whom.")
@click.option("--why", help="With --add: what should come of it.")
@click.option("--how", help="With --add: its form, such as text, picture, call.")
@click.option(
    "--done", type=NumberType(1, 10_000), help="Note that the plan of this number is told today."
)
@form_option
@out
def plan(
    folder: Path,
    as_of: date | None,
    done: int | None,
    form: str | None,
    out: Path | None,
    **given: Any,
) -> None:
    """Show what is to be told: plans that are late, due and to come, and what nobody has planned
    yet.

    Plans stand in plans.yml of the private folder: who tells what, when, where, to whom, why and
    how. Exit status: 0, or 2 when the command was called wrongly.
    """
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(hub, ["plans.yml"] if done else (), _("its plans are not numbered rightly"))
    fields = {name: str(value) for name, value in given.items() if value is not None}
    if fields and "what" not in fields:
        raise click.UsageError(_("--%(option)s goes with --add.", option=next(iter(fields))))
    if fields:
        _add_plan(hub, fields)
    if done is not None:
        _tell_plan(hub, done)
    if form or out or not (fields or done):
        found = calendar(hub, notes)
        give_paper(editorial.paper(hub, found), editorial.as_data(hub, found), form, out)


def _add_plan(hub: Hub, fields: dict[str, str]) -> None:
    note = right_note(hub, Plan, fields)
    click.echo(
        _(
            "%(file)s: %(what)s planned for %(due)s",
            file=append_note(hub, note),
            what=note.what,
            due=note.due,
        )
    )


def _tell_plan(hub: Hub, number: int) -> None:
    file = changed_file(hub, lambda folder: amend(folder, Plan, number - 1, {"done": hub.as_of}))
    click.echo(
        _(
            "%(file)s: plan %(number)s noted as told on %(as_of)s",
            file=file,
            number=number,
            as_of=hub.as_of,
        )
    )
