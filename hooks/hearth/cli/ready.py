"""``hearth ready``: what coming events lack, and by when."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from hearth.base.problems import Problem
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import OneOf, as_of, hub_options, out
from hearth.cli.shared.records import record_named
from hearth.cli.shared.render_output import form_for
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _, count, tell, words_now
from hearth.kinds.event import CALLED_OFF, Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import readiness
from hearth.views.fairness import fairness
from hearth.wording import formatting

CLASHES = ("late-change", "speaks-twice", "group-twice", "too-many-places")
"""Warnings that an organiser must know of."""
_STYLES = {"overdue": "bold red", "due": "yellow", "later": "dim", "done": "green"}


@click.command()
@click.argument("event", required=False)
@hub_options
@as_of
@click.option(
    "--format",
    "form",
    type=OneOf(["text", "markdown", "json"]),
    help="How to say it; else by the ending of --out, else text.",
)
@out
def ready(
    event: str | None, folder: Path, as_of: date | None, form: str | None, out: Path | None
) -> None:
    """Say what each coming event still lacks and by when, and what is missing of those that are
    over.

    With EVENT (the name of its file), every check of that event's next date, done or not, and how
    fair its hour is.
    """
    hub, problems = open_right_hub(folder, as_of)
    form = form_for(form, out, {".md": "markdown", ".txt": "text", ".json": "json"})
    clashes = [
        problem
        for problem in problems.warnings
        if problem.code in CLASHES and (not event or Path(problem.path).stem == Path(event).stem)
    ]
    found = _of_event(hub, record_named(hub, Event, event)) if event else readiness.lacking(hub)
    if form == "json":
        give(json.dumps([_as_data(hub, line) for line in found], ensure_ascii=False, indent=2), out)
    elif form == "markdown" or out:
        give(_markdown(hub, found, clashes), out)
    else:
        _table(hub, found)
        for problem in clashes:
            click.secho(f"{problem.path}: {tell(problem.message)}", fg="yellow")
    if event and form == "text" and not out and found:
        click.echo(_fair_words(hub, found[0].item))


def _of_event(hub: Hub, event: Event) -> list[readiness.CheckResult]:
    item = hub.schedule.next_of(event)
    if item is None:
        raise click.UsageError(
            _("The day of %(id)s is not fixed yet, so nothing is due.", id=event.id)
        )
    if item.status in CALLED_OFF:
        raise click.UsageError(
            _(
                "%(id)s is %(status)s: nothing is due.",
                id=event.id,
                status=words_now().noted(item.status),
            )
        )
    return readiness.lines(hub, item)


def _as_data(hub: Hub, line: readiness.CheckResult) -> dict[str, object]:
    return {
        "event": line.item.event.id,
        "title": line.item.title,
        "day": line.item.first_day.isoformat(),
        "check": line.check.name,
        "state": line.state,
        "due": line.due.isoformat(),
        "do": "" if line.done else line.check.cure,
        "file": line.item.event.path,
    }


def _by_item(
    found: list[readiness.CheckResult],
) -> dict[tuple[str, date], list[readiness.CheckResult]]:
    items: dict[tuple[str, date], list[readiness.CheckResult]] = {}
    for line in found:
        items.setdefault((line.item.event.id, line.item.original), []).append(line)
    return items


def _heading(hub: Hub, item: Occurrence) -> str:
    days, words = (item.first_day - hub.as_of).days, words_now()
    far = (
        _("today")
        if days == 0
        else _("in %(days)s", days=count(days, "day"))
        if days > 0
        else _("%(days)s ago", days=count(-days, "day"))
    )
    mode = words.noted(formatting.MODES[item.mode])
    return f"{item.title}, {formatting.day(item, words)}, {far}, {mode}"


def _when(line: readiness.CheckResult) -> str:
    if line.done:
        return _("done")
    day = words_now().short_day(line.due)
    return (
        _("was due on %(day)s", day=day)
        if line.state == "overdue"
        else _("due on %(day)s", day=day)
    )


def _table(hub: Hub, found: list[readiness.CheckResult]) -> None:
    console = Console(highlight=False)
    if not found:
        console.print(_("Nothing is lacking in the week to come."), style="green")
    for lines in _by_item(found).values():
        item = lines[0].item
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        for line in lines:
            table.add_row(
                f"  {words_now().noted(line.check.name)}",
                _when(line),
                "" if line.done else words_now().noted(line.check.cure),
                style=_STYLES[line.state],
            )
        console.print(_heading(hub, item), style="bold", markup=False)
        console.print(f"  {item.event.path}", style="dim", markup=False)
        console.print(table)
        console.print()


def _markdown(hub: Hub, found: list[readiness.CheckResult], clashes: list[Problem]) -> str:
    parts = ["# " + _("What events lack, %(day)s", day=words_now().short_day(hub.as_of))]
    for lines in _by_item(found).values():
        item = lines[0].item
        parts.append(f"\n## {_heading(hub, item)}\n\n`{item.event.path}`\n")
        parts += map(_ticked, lines)
    if not found:
        parts.append("\n" + _("Nothing is lacking in the week to come."))
    if clashes:
        parts += [
            f"\n## {_('Warnings')}\n",
            *(f"- `{problem.path}`: {tell(problem.message)}" for problem in clashes),
        ]
    return "\n".join(parts)


def _ticked(line: readiness.CheckResult) -> str:
    """A check as a box to tick, with what to do where it is not done."""
    words = words_now()
    said = f"- [{'x' if line.done else ' '}] **{words.noted(line.check.name)}** ({_when(line)})"
    return said if line.done else f"{said}: {words.noted(line.check.cure)}"


def _fair_words(hub: Hub, item: Occurrence) -> str:
    found = fairness(hub, item)
    if found is None:
        return ""
    words = _(
        "Fair hours: it begins between 08:00 and 21:00 for %(fair)s of %(known)s members whose "
        "zone is known (%(percent)s%%).",
        fair=found.fair,
        known=found.known,
        percent=found.percent,
    )
    if found.better:
        words += " " + _(
            "%(hour)s would suit %(fair)s (%(percent)s%%).",
            hour=f"{found.better:%H:%M}",
            fair=found.better_fair,
            percent=found.better_percent,
        )
    return words
