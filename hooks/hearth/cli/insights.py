"""What the community manager looks up: figures, each with its definition."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from hearth.cli.common import as_of, folder_option, give, open_right_hub, out
from hearth.figures import FIGURES, Figure, Ground, measure
from hearth.figures import Table as Numbers
from hearth.figures.base import Answer
from hearth.kinds.fields import did_you_mean
from hearth.private import read_notes


@click.command()
@folder_option
@as_of
@click.option("--figure", "name", help="One figure alone, with its definition and the numbers behind it.")
@click.option("--public", is_flag=True, help="Hide small numbers of people, and what is for you alone.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "csv"]), default="text", help="How to say it."
)
@out
def insights(folder: Path, as_of: date | None, name: str | None, public: bool, form: str, out: Path | None) -> None:
    """Show how the community is doing, in figures that say what they count.

    They come from the hub's own records and from the private folder, where there is one. What the team does is counted
    apart. Exit status: 0, or 2 when the command was called wrongly.
    """
    if name is not None and name not in FIGURES:
        raise click.UsageError(f"There is no figure {name!r}. {did_you_mean(name, list(FIGURES), _known())}")
    hub, _ = open_right_hub(folder, as_of)
    notes, problems = read_notes(hub)
    for problem in problems:
        click.secho(f"{hub.settings.private}/{problem}", fg="red", err=True)
    found = list(measure(Ground.of(hub, notes), [name] if name else None).values())
    found = [figure.public() for figure in found if not figure.about.manager] if public else found
    if form == "json":
        give(json.dumps([plain(figure) for figure in found], ensure_ascii=False, indent=2), out)
    elif form == "csv":
        give(_csv(found), out)
    elif form == "markdown" or out:
        give("\n".join(_markdown(found, whole=name is not None)), out)
    else:
        _table(found) if name is None else click.echo("\n".join(_markdown(found, whole=True)))


def _known() -> str:
    return f"Figures are: {', '.join(FIGURES)}."


def plain(figure: Figure) -> dict[str, object]:
    """A figure as data."""
    about = {key: value for key, value in asdict(figure.about).items() if key != "compute"}
    return {**about, "now": asdict(figure.now), "a_year_ago": asdict(figure.before) if figure.before else None}


def value_words(figure: Figure, answer: Answer | None) -> str:
    """A value with its unit, or why there is none."""
    if answer is None:
        return "not known"
    if answer.value is None:
        return answer.note if answer.note.startswith("hidden") else "not known"
    if not answer.enough:
        return f"not enough data ({answer.covered} of {answer.total} {answer.of})"
    return f"{answer.value:g} {figure.about.unit}"


def _change(figure: Figure) -> str:
    return f"{figure.change:+g}" if figure.change is not None else ""


def _table(found: list[Figure]) -> None:
    console = Console(highlight=False)
    for section in dict.fromkeys(figure.about.section for figure in found):
        table = Table(title=section, title_justify="left", title_style="bold", box=None, pad_edge=False)
        for heading in ("Figure", "Now", "A year ago", "Change", ""):
            table.add_column(heading)
        for figure in found:
            if figure.about.section == section:
                shown = (value_words(figure, figure.now), value_words(figure, figure.before), _change(figure))
                table.add_row(figure.about.title, *shown, figure.now.note)
        console.print(table)
    console.print(
        "\n`hearth insights --figure NAME` says how one is computed. Names: " + ", ".join(FIGURES), markup=False
    )


def _markdown(found: list[Figure], whole: bool) -> list[str]:
    lines: list[str] = []
    for figure in found:
        about, now = figure.about, figure.now
        lines += [
            f"## {about.title}",
            "",
            f"**{value_words(figure, now)}**{f', {now.note}' if now.note else ''}. {about.question}",
            "",
        ]
        lines += [f"A year ago: {value_words(figure, figure.before)}. Counted over {now.n or 'fewer than five'}.", ""]
        if whole:
            lines += [about.definition, "", f"Known elsewhere as: {about.source}.", ""]
        if now.table and (whole or about.window is None):
            lines += [*_rows(now.table), ""]
    return lines


def _rows(table: Numbers) -> list[str]:
    rows = [table.columns, *(("" if cell is None else str(cell) for cell in row) for row in table.rows)]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(table.columns), *lines[1:]]


def _csv(found: list[Figure]) -> str:
    """One line a figure; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("figure", "value", "unit", "n", "covered", "total", "a year ago", "note"))
    for figure in found:
        now, before = figure.now, figure.before
        cells = (figure.about.id, now.value if now.enough else None, figure.about.unit, now.n, now.covered, now.total,
                 before.value if before and before.enough else None, now.note)  # fmt: skip
        rows.writerow(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell for cell in cells]
        )
    return text.getvalue()
