"""The command that brings people together: whom, why, what to write to them, and how far it has come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from hearth.cli.common import as_of, folder_option, open_right_hub, out
from hearth.cli.papers import form_option, give_paper
from hearth.desk.circle import circle
from hearth.desk.coffee import Lot, draw
from hearth.desk.introductions import suggest
from hearth.figures import Ground
from hearth.hub import Hub
from hearth.kinds.fields import did_you_mean
from hearth.outputs.introducing import coffee_data, coffee_paper, introductions_data, introductions_paper
from hearth.outputs.wording import count, listed
from hearth.private import read_notes
from hearth.private.noting import FILE, STEPS, NotKeptError, keep, mark
from hearth.words import short_day

NEEDED = ["people.yml", FILE]
"""Notes without which somebody could be named who must not be."""
EVERYBODY = "*"
"""Coffee for all who are open to it, and not for one group."""


@click.command()
@click.argument("people", nargs=-1, metavar="[PEOPLE... STEP]")
@folder_option
@as_of
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, help="How many introductions at most.")
@click.option(
    "--coffee",
    is_flag=False,
    flag_value=EVERYBODY,
    metavar="[GROUP]",
    help="Draw pairs for coffee, of a group or of all.",
)
@click.option("--keep", "kept", is_flag=True, help="Note them as suggested in the private folder.")
@click.option("--mark", "marked", is_flag=True, help=f"Note a step of PEOPLE's introduction: {', '.join(STEPS)}.")
@form_option
@out
def introduce(
    people: tuple[str, ...], folder: Path, as_of: date | None, limit: int, coffee: str | None, kept: bool, marked: bool,
    form: str | None, out: Path | None,
) -> None:  # fmt: skip
    """Suggest whom to introduce to whom, and why, with what to write to each.

    Only members who are open to introductions (or to coffee) are ever named. Ask both first; `hearth introduce --mark ANA BEN
    accepted` then notes that they agreed.
    """
    hub, _ = open_right_hub(folder, as_of)
    if marked:
        _mark(hub, people)
        return
    if people:
        raise click.UsageError("Names go with --mark: hearth introduce --mark ANA BEN accepted.")
    notes, problems = read_notes(hub)
    for problem in problems:
        click.secho(f"{hub.settings.private}/{problem}", fg="red", err=True)
    if any(problem.path in NEEDED for problem in problems):
        raise click.ClickException(
            f"Nothing is suggested while {listed(NEEDED)} are wrong: a block could be overlooked."
        )
    ground = Ground.of(hub, notes)
    entries = _coffee(ground, coffee, form, out) if coffee else _introductions(ground, limit, form, out)
    if kept:
        _write(hub, lambda private: keep(private, entries))
        click.echo(f"{count(len(entries), 'introduction')} noted in {hub.settings.private}/{FILE}", err=True)


def _introductions(ground: Ground, limit: int, form: str | None, out: Path | None) -> list[dict[str, Any]]:
    """Give suggestions, and return what to note of them."""
    found = suggest(ground, limit)
    open_to = len(circle(ground, "introductions").people)
    give_paper(introductions_paper(ground.hub, found, open_to), introductions_data(ground.hub, found), form, out)
    day = ground.day.isoformat()
    return [{"people": [one.asker, one.offerer], "topics": list(one.topics), "suggested": day} for one in found]


def _coffee(ground: Ground, named: str, form: str | None, out: Path | None) -> list[dict[str, Any]]:
    """Give a draw, and return what to note of it."""
    hub, group = ground.hub, None if named == EVERYBODY else Path(named).stem
    if group is not None and group not in hub.groups:
        known = frozenset(hub.groups)
        fix = did_you_mean(group, known, "Write the name of a file in content/groups/ without its ending.")
        raise click.UsageError(f"There is no group {named!r}. {fix}")
    lot = Lot(circle(ground, "coffee"))
    found = draw(ground, group)
    give_paper(coffee_paper(hub, found, lot, group), coffee_data(found, lot), form, out)
    return [{"people": list(cup), "kind": "coffee", "suggested": ground.day.isoformat()} for cup in found.cups]


def _mark(hub: Hub, said: tuple[str, ...]) -> None:
    """Note a step of an introduction: the last word says which, the others whose."""
    *people, step = said or ("",)
    if step not in STEPS:
        fix = did_you_mean(step, list(STEPS), f"Steps are: {', '.join(STEPS)}.")
        raise click.UsageError(f"{step!r} is no step of an introduction. {fix}")
    names = [Path(name).stem for name in people]
    for name in names:
        if name not in hub.members:
            fix = did_you_mean(name, frozenset(hub.members), "Write the name of a file in members/ without its ending.")
            raise click.UsageError(f"There is no member {name!r}. {fix}")
    if not 2 <= len(names) <= 3:
        raise click.UsageError("Name the two or three people, then the step: hearth introduce --mark ANA BEN accepted.")
    _write(hub, lambda private: mark(private, names, step, hub.as_of))
    click.echo(f"{listed(names)}: {step}, {short_day(hub.as_of)}")


def _write(hub: Hub, change: Any) -> None:
    try:
        change(hub.root / hub.settings.private)
    except NotKeptError as error:
        raise click.ClickException(f"{error}.") from None
