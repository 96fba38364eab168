"""``hearth insights``: the figures of the community, each with its definition."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hearth.base.similarity import did_you_mean
from hearth.base.words import N_
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import place_in, right_notes, shown
from hearth.cli.shared.render_output import form_for
from hearth.cli.shared.terminal import busy, give
from hearth.cli.shared.tongue import _, words_now
from hearth.manage.desk.goals import GoalState, goal_states
from hearth.manage.desk.snapshots import (
    FOLDER,
    Snapshot,
    as_json,
    history,
    read_snapshots,
    remembered,
    snapshot,
)
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure, published
from hearth.manage.figures import Table as Numbers
from hearth.manage.figures.base import HIDDEN, HIDDEN_SHARE, Answer, Definition
from hearth.manage.private import Notes
from hearth.manage.private.folder import put
from hearth.model.hub import Hub
from hearth.outputs.insights import as_csv
from hearth.wording import metric_format as words
from hearth.wording.document import DataTable, cell_text, written

KEPT_ALONE = N_(
    "--keep writes a file of its own with all figures: give it without the other options."
)
ENDINGS = {".md": "markdown", ".txt": "text", ".json": "json", ".csv": "csv"}


@click.command()
@hub_options
@as_of
@click.option(
    "--figure", "name", help="One figure alone, with its definition and the numbers behind it."
)
@click.option(
    "--public",
    is_flag=True,
    help=(
        "As everybody may see it: without what is hidden or yours alone, and without small "
        "numbers of people."
    ),
)
@click.option(
    "--keep",
    is_flag=True,
    help="Keep what the records will not tell later, a file a month in the private folder.",
)
@click.option(
    "--format",
    "form",
    type=OneOf(["text", "markdown", "json", "csv"]),
    help="How to say it; else by the ending of --out, else text.",
)
@out
def insights(
    folder: Path,
    as_of: date | None,
    name: str | None,
    public: bool,
    keep: bool,
    form: str | None,
    out: Path | None,
) -> None:
    """Show how the community is doing, in figures that say what they count.

    They come from the hub's own records and from the private folder, where there is one. What the
    team does is counted apart. The goals stand at the end. Exit status: 0, or 2 when the command
    was called wrongly.
    """
    _refuse_unknown(name, public)
    form = form_for(form, out, ENDINGS)
    if keep and (name is not None or public or out or form != "text"):
        raise click.UsageError(words_now().noted(KEPT_ALONE))
    hub = open_right_hub(folder, as_of)[0]
    # In public the same as the site's pages tell: nothing that is hidden or the manager's is
    # counted either.
    hub = hub.public() if public else hub
    notes, kept = (Notes(), []) if public else (right_notes(hub), _kept(hub))
    with busy("Counting …"):
        figures = remembered(
            measure(MetricContext.of(hub, notes), [name] if name else None), kept, hub.as_of
        )
    if keep:
        _keep(hub, snapshot(figures, hub.as_of), kept)
        return
    figures = published(figures) if public else figures
    found = list(figures.values())
    goals = goal_states(() if name else hub.community.goals, figures, hub.as_of)
    if form == "json":
        give(
            json.dumps([as_data(figure, public) for figure in found], ensure_ascii=False, indent=2),
            out,
        )
    elif form == "csv":
        give(_csv(found, public), out)
    elif form == "markdown" or out:
        give(
            "\n".join(
                [
                    *_markdown(found, whole=name is not None),
                    *_kept_lines(name, kept),
                    *_goal_lines(goals),
                ]
            ),
            out,
        )
    elif name:
        _show_whole(found[0], kept)
    else:
        _show(found, goals, public)


def _kept(hub: Hub) -> list[Snapshot]:
    """The snapshots in the private folder, earliest first, with a word about each file that holds
    none."""
    kept, wrong = read_snapshots(hub)
    for file in wrong:
        told = _("%(file)s is no snapshot of its month and is left out.", file=file)
        click.secho(told, fg="red", err=True)
    return kept


def _keep(hub: Hub, new: Snapshot, kept: list[Snapshot]) -> None:
    """Write a snapshot into its month's file, unless that has a later one."""
    file = place_in(hub, FOLDER) / f"{new.month}.json"
    if later := next((one for one in kept if one.month == new.month and one.day > new.day), None):
        raise click.ClickException(
            _(
                "%(file)s has the figures of %(day)s, which is later.",
                file=shown(file),
                day=later.day,
            )
        )
    put(file, as_json(new).encode())
    click.echo(_("%(file)s written", file=shown(file)))


def _kept_lines(name: str | None, kept: list[Snapshot]) -> list[str]:
    """A figure's months, where they were kept."""
    found = history(name, kept) if name else ()
    return (
        [
            f"## {_('Kept month by month')}",
            "",
            *_rows(Numbers((_("Month"), _noted(FIGURES[name].title)), found)),
            "",
        ]
        if name and found
        else []
    )


def _known() -> str:
    return _("Figures are: %(figures)s.", figures=", ".join(FIGURES))


def as_data(figure: Figure, public: bool) -> dict[str, object]:
    """A figure as data."""
    about = {key: value for key, value in asdict(figure.about).items() if key != "compute"}
    now, before = (
        answer and {**_fields(answer), **_counts(figure.about, answer, public)}
        for answer in (figure.now, figure.before)
    )
    return {**about, "now": now, "a_year_ago": before}


def _fields(answer: Answer) -> dict[str, object]:
    """What an answer says, without what decides what of it is public."""
    fields = asdict(answer)
    return {name: fields[name] for name in fields if name not in ("share_of", "hidden")}


def _counts(about: Definition, answer: Answer, public: bool) -> dict[str, int | str | None]:
    """Over how many a figure tells; in public without small numbers of people."""
    counts = {"n": answer.n, "covered": answer.covered, "total": answer.total}
    return {
        name: words.counted(about, some) if public and some is not None else some
        for name, some in counts.items()
    }


_LOOKS = {
    N_("reached"): "green",
    N_("on track"): "cyan",
    N_("behind"): "red",
    N_("not known"): "dim",
}
_WIDE = 92
"""From so many columns on there is room for each figure's name beside it."""


def _change(figure: Figure) -> Text:
    """How much it is more than a year ago, green when that is better."""
    change = figure.change
    if change is None:
        return Text("")
    good = {"up": change > 0, "down": change < 0}.get(figure.about.better)
    look = "" if good is None or not change else "green" if good else "red"
    return Text(_signed(change), look)


def _signed(change: float) -> str:
    return f"{'+' if round(change, 2) > 0 else ''}{words_now().number(change)}"


def _show(found: list[Figure], goals: tuple[GoalState, ...], public: bool) -> None:
    """Figures by section, a line each, with what to know of the number below it; goals at the
    end."""
    console = Console(highlight=False)
    wide = console.width >= _WIDE
    for section in dict.fromkeys(figure.about.section for figure in found):
        heads = (
            f"{_noted(section):<34}",
            f"{_('now'):>18}",
            f"{_('a year ago'):>14}",
            f"{_('change'):>10}",
            f"  {_('figure')}" if wide else "",
        )
        console.print(Text.assemble("\n", (heads[0], "bold"), ("".join(heads[1:]), "dim")))
        for figure in found:
            if figure.about.section == section:
                _show_figure(console, figure, wide, public)
    if goals:
        _show_goals(console, goals)
    hint = _("`hearth insights --figure NAME` says how one is computed.")
    console.print(f"\n{hint}" if wide else f"\n{hint} {_known()}", markup=False)


def _refuse_unknown(name: str | None, public: bool) -> None:
    """Raise UsageError for a figure that there is not, or that is not for everybody."""
    if name is None:
        return
    if name not in FIGURES:
        near = did_you_mean(name, list(FIGURES), _known())
        raise click.UsageError(
            _("There is no figure %(name)s. %(near)s", name=repr(name), near=near)
        )
    if public and FIGURES[name].manager:
        raise click.UsageError(_("%(name)s is for the manager's eyes only.", name=name))


def _show_figure(console: Console, figure: Figure, wide: bool, public: bool) -> None:
    now, before = figure.now, figure.before
    value = (
        words.value_words(figure.about, now, words_now())
        if now.enough
        else _("not enough data")
        if now.value is not None
        else _("not known")
    )
    earlier = (
        words_now().number(before.value)
        if before and before.enough and before.value is not None
        else "–"
    )
    change = _change(figure)
    change.align("right", 10)
    dim = "" if now.enough else "dim"
    line = Text.assemble(
        f"{_noted(figure.about.title):<34}",
        (f"{value:>18}", dim),
        (f"{earlier:>14}", "dim"),
        change,
    )
    console.print(line.append(f"  {figure.about.id}" if wide else "", "dim"))
    counts = _counts(figure.about, now, public)
    thin = (
        _(
            "%(covered)s of %(total)s %(people)s",
            covered=counts["covered"],
            total=counts["total"],
            people=_noted(now.of),
        )
        if now.value is not None and not now.enough
        else ""
    )
    if note := "; ".join(part for part in (thin, words.note_words(now)) if part):
        console.print(Padding(Text(note, "dim italic"), (0, 0, 0, 2)))


def _show_whole(figure: Figure, kept: list[Snapshot]) -> None:
    """One figure with its definition, the numbers behind it, and its months where they were
    kept."""
    console = Console(highlight=False)
    about, now = figure.about, figure.now
    console.print(Text(_noted(about.title), "bold"), Text(_noted(about.question), "dim"), sep="  ")
    console.print(
        Text.assemble(
            "\n",
            (words.value_words(figure.about, now, words_now()), "bold"),
            f", {note}" if (note := words.note_words(now)) else "",
        )
    )
    console.print(
        _context(figure),
        f"\n\n{_noted(about.definition)} {_elsewhere(about)}",
        sep="",
        markup=False,
    )
    months = Numbers((_("Kept month by month"), _noted(about.title)), history(about.id, kept))
    for numbers in (now.table, months):
        if numbers and numbers.rows:
            console.print()
            console.print(_numbers(numbers))


def _numbers(numbers: Numbers) -> Table:
    """A table for the terminal: words to the left, numbers to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for place, column in enumerate(numbers.columns):
        told = any(
            isinstance(row[place], str) and row[place] not in (HIDDEN, HIDDEN_SHARE)
            for row in numbers.rows
        )
        table.add_column(Text(column), justify="left" if told else "right")
    for row in numbers.rows:
        table.add_row(*(Text(cell_text(cell)) for cell in row))
    return table


def _context(figure: Figure) -> str:
    """What it was a year ago, and over how many it tells."""
    before = figure.before
    ago = (
        _(
            "A year ago: %(value)s.",
            value=words.value_words(figure.about, before, words_now()),
        )
        if before
        else _("The records do not tell what it was a year ago.")
    )
    over = _("Counted over %(number)s.", number=figure.now.n) if figure.now.n else ""
    return f"{ago} {over}".rstrip()


def _show_goals(console: Console, goals: tuple[GoalState, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(Text(_("Goals"), "bold not dim"))
    for heading in (_("now"), _("target"), _("in a year")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("by"), no_wrap=True)
    table.add_column(_("state"), no_wrap=True)
    for goal in goals:
        table.add_row(*_goal_cells(goal), style=None if goal.state != "not known" else "dim")
    console.print()
    console.print(table)


def _goal_cells(goal: GoalState) -> tuple[Text, ...]:
    """Its words, value, target, trend, day and state."""
    trend = _signed(goal.trend) if goal.trend is not None else "–"
    value = words_now().number(goal.value) if goal.value is not None else "–"
    if goal.figure and goal.figure.now.running:
        value += f" ({words.so_far(goal.figure.now.running)})"
    by = goal.goal.by.isoformat() if goal.goal.by else ""
    cells = (goal.goal.title, value, words_now().number(goal.goal.target), trend, by)
    return (*map(Text, cells), Text(_noted(goal.state), _LOOKS[goal.state]))


def _goal_lines(goals: tuple[GoalState, ...]) -> list[str]:
    if not goals:
        return []
    rows = tuple(tuple(cell.plain for cell in _goal_cells(goal)) for goal in goals)
    return [
        f"## {_('Goals')}",
        "",
        *_rows(
            Numbers((_("Goal"), _("Now"), _("Target"), _("In a year"), _("By"), _("State")), rows)
        ),
    ]


def _markdown(found: list[Figure], whole: bool) -> list[str]:
    lines: list[str] = []
    for figure in found:
        about, now = figure.about, figure.now
        note = f", {note}" if (note := words.note_words(now)) else ""
        lines += [
            f"## {_noted(about.title)}",
            "",
            f"**{words.value_words(figure.about, now, words_now())}**{note}. "
            f"{_noted(about.question)}",
            "",
        ]
        lines += [_context(figure), ""]
        if whole:
            lines += [
                _noted(about.definition),
                "",
                _elsewhere(about),
                "",
            ]
        if now.table and now.table.rows and (whole or about.window is None):
            lines += [*_rows(now.table), ""]
    return lines


def _noted(message: str) -> str:
    return words_now().noted(message)


def _elsewhere(about: Definition) -> str:
    """Where others count the same, and how they call it."""
    return _("Known elsewhere as: %(source)s.", source=_noted(about.source))


def _rows(table: Numbers) -> list[str]:
    return written([DataTable(table.columns, table.rows)]).markdown.splitlines()


def _csv(found: list[Figure], public: bool) -> str:
    """One line a figure."""
    lines = [
        (
            figure.about.id,
            now.value if now.enough else None,
            figure.about.unit,
            *_counts(figure.about, now, public).values(),
            before.value if before and before.enough else None,
            now.note,
        )
        for figure in found
        for now, before in [(figure.now, figure.before)]
    ]
    return as_csv(("figure", "value", "unit", "n", "covered", "total", "a year ago", "note"), lines)
