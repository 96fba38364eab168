"""``hearth brief``: the weekly brief for those who look after the community."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hearth.base.similarity import did_you_mean
from hearth.base.words import Translations
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import NumberType, OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import append_note, right_notes
from hearth.cli.shared.render_output import form_for, form_option, give_paper
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _, words_now
from hearth.manage.desk.brief import ORDER, PARTS, ROLES, Brief, BriefItem, Task
from hearth.manage.desk.brief import brief as make_brief
from hearth.manage.figures import MetricContext
from hearth.manage.private.folder import put
from hearth.model.hub import Hub
from hearth.papers.brief import (
    as_data,
    brief_paper,
    cure_parts,
    foot,
    hats,
    left_undone,
    opening,
    reason,
    task_text,
    task_title,
    title,
)
from hearth.wording.document import Code, closed, flat

MOST = 7
"""So many things after the first three are told on the terminal."""
REPORTS = "reports"


@click.command()
@hub_options
@as_of
@click.option(
    "--role", type=OneOf(ROLES), help="Only the parts that are for this hat; else all of them."
)
@click.option("--part", "only", help="One part alone, with all its lines.")
@click.option("--all", "everything", is_flag=True, help="Show also what does not fit this week.")
@click.option(
    "--hours",
    type=NumberType(1, 80, whole=False),
    help="Hours there are this week; else those that the team names.",
)
@click.option(
    "--done",
    multiple=True,
    metavar="ID",
    help="Note that this is done, or left alone on purpose; it comes back only for a new cause.",
)
@click.option("--keep", is_flag=True, help="Write it into reports/brief-WEEK.md and .html too.")
@form_option
@out
def brief(
    folder: Path,
    as_of: date | None,
    role: str | None,
    only: str | None,
    everything: bool,
    hours: float | None,
    done: tuple[str, ...],
    keep: bool,
    form: str | None,
    out: Path | None,
) -> None:
    """Say what waits this week, three things first: what is lost when it waits, how long it takes,
    what clears it, and what is left undone.

    It reads the hub's records and the private folder, where there is one. Exit status: 0, or 2 when
    the command was called wrongly.
    """
    _right_call(role, only, keep)
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(
        hub, ["done.yml"] if done else (), _("what is noted already cannot be told")
    )
    with busy(_("Looking for what waits …")):
        made = make_brief(MetricContext.of(hub, notes), role, only, hours)
    if done:
        _note_done(hub, made, done)
        return
    if form_for(form, out) == "text" and out is None:
        _show(made, everything)
    else:
        give_paper(brief_paper(made, everything), as_data(made), form, out)
    if keep:
        _keep(made, folder / REPORTS)


def _right_call(role: str | None, only: str | None, keep: bool) -> None:
    if only is not None and only not in ORDER:
        raise click.UsageError(
            _(
                "There is no part %(part)s. %(fix)s",
                part=repr(only),
                fix=did_you_mean(only, list(ORDER), _known()),
            )
        )
    if only and role and role not in PARTS[only].roles:
        raise click.UsageError(
            _(
                "%(part)s is not for the %(role)s. It is for the %(roles)s.",
                part=words_now().noted(PARTS[only].title),
                role=words_now().noted(role),
                roles=_(" and the ").join(map(words_now().noted, PARTS[only].roles)),
            )
        )
    if only and keep:
        raise click.UsageError(
            _("One part is not kept as the brief of the week. Leave --part or --keep away.")
        )


def _note_done(hub: Hub, made: Brief, ids: tuple[str, ...]) -> None:
    """Note lines as done, with why they stood there; all lines of what is done in one go."""
    found = made.named
    for name in ids:
        if name not in found:
            fix = did_you_mean(name, list(found), _("Its name stands beside each line."))
            raise click.UsageError(
                _("Nothing that waits is called %(name)s. %(fix)s", name=repr(name), fix=fix)
            )
    for note in {note.item: note for name in ids for note in found[name]}.values():
        file = append_note(hub, note)
    click.echo(_("Noted in %(file)s.", file=file))


def _known() -> str:
    return _("Parts are: %(parts)s.", parts=", ".join(ORDER))


def _show(made: Brief, everything: bool) -> None:
    """On the terminal: a heading for each part, a box to tick for each line, and less loud why it
    stands there and what clears it."""
    console = Console(highlight=False)
    console.print(Text(title(made), style="bold"))
    console.print(Text(opening(made)))
    if made.alone:
        for part in made.parts:
            _heading(console, made.words.noted(part.about.title), len(part.lines))
            for line in part.lines:
                _show_line(console, line, made.words)
    else:
        for said in hats(made):
            console.print(Text(said))
        _show_order(console, made, everything)
    console.print()
    console.print(Text(foot(made), style="dim"))


def _show_order(console: Console, made: Brief, everything: bool) -> None:
    """Three things; then as many as fit on a screen; then what is left, folded."""
    agenda = made.agenda
    most = len(agenda.week) if everything else MOST
    told = ((_("Three things first"), agenda.first), (_("Then this week"), agenda.week[:most]))
    for said, tasks in told:
        if tasks:
            _heading(console, said)
        for task in tasks:
            _show_task(console, task, made)
    if (more := len(agenda.week) - most) > 0:
        _folded(console, _("and %(number)s more:", number=more))
    if agenda.undone:
        _heading(console, _("Left for another week"))
        console.print(Text(left_undone(made)))
        for task in agenda.undone if everything else ():
            _show_task(console, task, made)
        if not everything:
            parts = Counter[str]()
            for task in agenda.undone:
                parts[made.words.noted(task.part.title)] += len(task.lines)
            row = " · ".join(f"{part} {number}" for part, number in parts.items())
            _folded(console, f"{row}:")


def _folded(console: Console, said: str) -> None:
    console.print(Text.assemble((f"  {said} ", "dim"), ("hearth brief --all", "cyan")))


def _heading(console: Console, said: str, number: int | None = None) -> None:
    console.print()
    count = "" if number is None else f"  {number}"
    console.print(Text.assemble((said, "bold yellow"), (count, "dim")))


def _show_task(console: Console, task: Task, made: Brief) -> None:
    """What is done in one go: why it waits, by when and for how long, and beneath what clears
    it."""
    words = made.words
    console.print(
        Padding(
            Group(
                Text.assemble(
                    (f"{flat(task_title(task, words))}", "bold"),
                    flat(f" – {closed(task_text(task, words))}"),
                ),
                Text.assemble((reason(task, made), "italic"), (f" · {task.id}", "dim")),
            ),
            (0, 0, 0, 2),
        )
    )
    if len(task.lines) > 1:
        cure = Text.assemble("→ ", (f"hearth brief --part {task.part.id}", "cyan"))
    else:
        cure = _cure(task.lines[0], words)
    console.print(Text.assemble("  ", cure), soft_wrap=True)


def _show_line(console: Console, line: BriefItem, words: Translations) -> None:
    """What waits, and beneath it what clears it; a command is not broken, so that it can be
    copied."""
    row = Table.grid(padding=(0, 1))
    cure = _cure(line, words)
    row.add_row("☐", _line(line) if line.cure.command else Group(_line(line), cure))
    console.print(row)
    if line.cure.command:
        console.print(Text.assemble("  ", cure), soft_wrap=True)


def _line(line: BriefItem) -> Text:
    return Text.assemble((flat(line.name), "bold"), flat(f" – {line.text}"))


def _cure(line: BriefItem, words: Translations) -> Text:
    said = (
        (flat(part.text), "cyan") if isinstance(part, Code) else (flat(str(part)), "dim")
        for part in cure_parts(line.cure, words)
    )
    return Text.assemble(*said)


def _keep(made: Brief, folder: Path) -> None:
    """Write the brief as Markdown and as a page, each whole or not at all; one for a hat beside the
    whole one."""
    paper = brief_paper(made)
    for ending, text in ((".md", paper.markdown), (".html", str(paper.html))):
        file = folder / f"brief-{made.week}{f'-{made.role}' if made.role else ''}{ending}"
        put(file, f"{text.rstrip()}\n".encode())
        click.echo(_("%(file)s written", file=file), err=True)
