"""``hearth introduce``: whom to introduce to whom, pairs for coffee, and how far each has come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from hearth.base.similarity import did_you_mean
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import NumberType, as_of, hub_options, out
from hearth.cli.shared.private_notes import append_note, changed_file, right_notes
from hearth.cli.shared.records import record_named
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _, count, listed, words_now
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.manage.desk.candidates import NEEDED, find_candidates
from hearth.manage.desk.coffee import Lot, draw
from hearth.manage.desk.introductions import FEW, suggest
from hearth.manage.figures import MetricContext
from hearth.manage.private import Notes
from hearth.manage.private.notes import Introduction
from hearth.manage.private.noting import STEPS, introduction_of
from hearth.manage.private.writing import amend
from hearth.model.hub import Hub
from hearth.papers.introductions import (
    coffee_data,
    coffee_paper,
    introductions_data,
    introductions_paper,
)

EXAMPLE = "hearth introduce --mark ANA BEN accepted"
EVERYBODY = "*"
"""Coffee for all who are open to it, and not for one group."""


@click.command()
@click.argument("people", nargs=-1, metavar="[PEOPLE... STEP]")
@hub_options
@as_of
@click.option("--limit", type=NumberType(1, 1000), help="How many introductions at most; else 5.")
@click.option(
    "--coffee",
    is_flag=False,
    flag_value=EVERYBODY,
    metavar="[GROUP]",
    help="Draw pairs for coffee, of a group or of all.",
)
@click.option("--keep", "kept", is_flag=True, help="Note them as suggested in the private folder.")
@click.option(
    "--mark",
    "marked",
    is_flag=True,
    help="Note a step of PEOPLE's introduction: approved, accepted, declined, met, useful, "
    "not-useful.",
)
@form_option
@out
def introduce(
    people: tuple[str, ...],
    folder: Path,
    as_of: date | None,
    limit: int | None,
    coffee: str | None,
    kept: bool,
    marked: bool,
    form: str | None,
    out: Path | None,
) -> None:
    """Suggest whom to introduce to whom, and why, with what to write to each.

    Only members who are open to introductions (or to coffee) are ever named. Ask both first;
    `hearth introduce --mark ANA BEN accepted` then notes that they agreed.
    """
    if people and not marked:
        raise click.UsageError(_("Names go with --mark: %(example)s.", example=EXAMPLE))
    if coffee and limit is not None:
        raise click.UsageError(_("--limit is for introductions: at coffee everybody has a cup."))
    if marked and (kept or coffee or limit is not None or form or out):
        raise click.UsageError(
            _("--mark notes one step and shows nothing: give it without the other options.")
        )
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(hub, NEEDED, _("a block could be overlooked"))
    if marked:
        _mark(hub, notes, people)
        return
    context = MetricContext.of(hub, notes)
    found = (
        _coffee(context, coffee, form, out)
        if coffee
        else _introductions(context, limit or FEW, form, out)
    )
    if kept:
        for one in found:
            append_note(hub, one)
        click.echo(
            _("%(introductions)s noted.", introductions=count(len(found), "introduction")), err=True
        )


def _introductions(
    context: MetricContext, limit: int, form: str | None, out: Path | None
) -> list[Introduction]:
    """Give suggestions, and return what to note of them."""
    with busy(_("Comparing what people ask for and offer …")):
        found = suggest(context, limit)
    open_to = len(find_candidates(context, "introductions").people)
    give_paper(
        introductions_paper(context.hub, found, open_to),
        introductions_data(context.hub, found),
        form,
        out,
    )
    return [
        Introduction(
            people=[one.asker, one.offerer], topics=list(one.topics), suggested=context.day
        )
        for one in found
    ]


def _coffee(
    context: MetricContext, named: str, form: str | None, out: Path | None
) -> list[Introduction]:
    """Give a draw, and return what to note of it."""
    hub = context.hub
    group = None if named == EVERYBODY else record_named(hub, Group, named).id
    lot = Lot(find_candidates(context, "coffee"))
    with busy(_("Drawing pairs …")):
        found = draw(context, group)
    give_paper(coffee_paper(hub, found, lot, group), coffee_data(found, lot), form, out)
    return [
        Introduction(people=list(cup), kind="coffee", suggested=context.day) for cup in found.cups
    ]


def _mark(hub: Hub, notes: Notes, said: tuple[str, ...]) -> None:
    """Note a step of an introduction: the last word says which, the others whose."""
    if not said:
        raise click.UsageError(
            _("Say whose introduction, and which step: %(example)s.", example=EXAMPLE)
        )
    *people, step = said
    if step not in STEPS:
        fix = did_you_mean(step, list(STEPS), _("Steps are: %(steps)s.", steps=", ".join(STEPS)))
        raise click.UsageError(
            _("%(step)s is no step of an introduction. %(fix)s", step=repr(step), fix=fix)
        )
    names = [record_named(hub, Member, name).id for name in people]
    place = introduction_of(notes, names)
    if place is None:
        raise click.UsageError(
            _(
                "No introduction of %(people)s is noted. Note it with --keep first.",
                people=listed(names) or _("nobody"),
            )
        )
    field, value = STEPS[step]
    # Every entry was read, so that their places here are those in the file.
    changed_file(
        hub, lambda folder: amend(folder, Introduction, place, {field: value or hub.as_of})
    )
    click.echo(f"{listed(names)}: {step}, {words_now().short_day(hub.as_of)}")
