"""``hearth brief``: the weekly brief for those who look after the community."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from hearth.base.similarity import did_you_mean
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import right_notes
from hearth.cli.shared.render_output import form_for, form_option, give_paper
from hearth.cli.shared.terminal import busy
from hearth.cli.shared.tongue import _, words_now
from hearth.manage.desk.brief import ORDER, PARTS, ROLES, Brief, BriefItem
from hearth.manage.desk.brief import brief as make_brief
from hearth.manage.figures import MetricContext
from hearth.manage.private.folder import put
from hearth.papers.brief import as_data, brief_paper, cure_parts, foot, opening, title, whole
from hearth.wording.document import Code, flat

REPORTS = "reports"


@click.command()
@hub_options
@as_of
@click.option(
    "--role", type=OneOf(ROLES), help="Only the parts that are for this hat; else all of them."
)
@click.option("--part", "only", help="One part alone, with all its lines.")
@click.option("--keep", is_flag=True, help="Write it into reports/brief-WEEK.md and .html too.")
@form_option
@out
def brief(
    folder: Path,
    as_of: date | None,
    role: str | None,
    only: str | None,
    keep: bool,
    form: str | None,
    out: Path | None,
) -> None:
    """Say what waits this week: whom to welcome and thank, what events lack, what grew old, and
    what clears each line.

    It reads the hub's records and the private folder, where there is one. Exit status: 0, or 2 when
    the command was called wrongly.
    """
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
    hub = open_right_hub(folder, as_of)[0]
    with busy(_("Looking for what waits …")):
        made = make_brief(MetricContext.of(hub, right_notes(hub)), role, only)
    if form_for(form, out) == "text" and out is None:
        _show(made)
    else:
        give_paper(brief_paper(made), as_data(made), form, out)
    if keep:
        _keep(made, folder / REPORTS)


def _known() -> str:
    return _("Parts are: %(parts)s.", parts=", ".join(ORDER))


def _show(made: Brief) -> None:
    """On the terminal: a heading for each part, a box to tick for each line, and less loud what
    clears it."""
    console = Console(highlight=False)
    console.print(Text(title(made), style="bold"))
    console.print(Text(opening(made)))
    for part in made.parts:
        console.print()
        console.print(
            Text.assemble((part.about.title, "bold yellow"), (f"  {len(part.lines)}", "dim"))
        )
        for line in part.shown:
            _show_line(console, line)
        if part.more:
            console.print(
                Text.assemble(
                    (f"  {_('and %(number)s more:', number=part.more)} ", "dim"),
                    (whole(part), "cyan"),
                )
            )
    console.print()
    console.print(Text(foot(made), style="dim"))


def _show_line(console: Console, line: BriefItem) -> None:
    """What waits, and beneath it what clears it; a command is not broken, so that it can be
    copied."""
    row = Table.grid(padding=(0, 1))
    row.add_row("☐", _line(line) if line.cure.command else Group(_line(line), _cure(line)))
    console.print(row)
    if line.cure.command:
        console.print(Text.assemble("  ", _cure(line)), soft_wrap=True)


def _line(line: BriefItem) -> Text:
    return Text.assemble((flat(line.name), "bold"), flat(f" – {line.text}"))


def _cure(line: BriefItem) -> Text:
    said = (
        (flat(part.text), "cyan") if isinstance(part, Code) else (flat(str(part)), "dim")
        for part in cure_parts(line.cure)
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
