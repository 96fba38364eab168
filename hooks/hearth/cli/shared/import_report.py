"""How ``hearth import`` tells what became of the rows of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hearth.base.words import said
from hearth.cli.shared.tongue import _, ngettext, tell, words_now
from hearth.contribute.importing.account import account_of
from hearth.contribute.importing.mapping import ImportPlan, is_contact
from hearth.contribute.importing.preview import STATES, Preview, RowResult
from hearth.contribute.importing.recognise import Recognised
from hearth.kinds.event_importing import LEFT_OUT
from hearth.wording.document import DataTable, written

SHOWN = 300
"""Lines of the table; a longer list is better read as JSON."""
_STYLES = {"new": "green", "known": "dim", "changed": "yellow", "left out": "red"}
_LACKING = re.compile(r"([a-z_.]+) is missing|.*--set ([a-z_.]+)=.*", re.DOTALL)
"""A reason that names a field which one answer for all rows gives."""
_MEETING = re.compile(rf"{LEFT_OUT}.*the address of (?:the|an?) ")
_REASONS = 10
"""Reasons that are told in sum; there are seldom more."""


def lacking_fields(preview: Preview) -> Mapping[str, int]:
    """The fields for want of which rows are left out, each with the number of rows."""
    return Counter(
        found[1] or found[2]
        for line in preview.lines
        if line.state == "left out"
        for reason in line.why
        if (found := _LACKING.fullmatch(reason))
    )


def show(found: Recognised, preview: Preview, written: bool) -> None:
    """Tell it at a terminal: the rows, what is to be known beside them, and the account."""
    console = Console(highlight=False)
    _rows(console, preview)
    for aside in asides(found, preview):
        console.print(Text(tell(aside), style="yellow"))
    _account(console, found, preview, written)
    if not written and preview.counts["new"]:
        console.print(_("Nothing is written yet. Add --write to write the new ones."), style="dim")
    if written and preview.counts["new"]:
        console.print(_("`hearth import --undo` takes this import back."), style="dim")


def _rows(console: Console, preview: Preview) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in (_("Row"), _("What"), "", _("File, reason")):
        table.add_column(name, overflow="fold")
    shown = (
        [line for line in preview.lines if line.state != "known"]
        if len(preview.lines) > SHOWN
        else preview.lines
    )
    for line in shown[:SHOWN]:
        cells = (
            place_of(line),
            tell(line.name),
            words_now().noted(line.state),
            "\n".join(_words(line)),
        )
        table.add_row(*(Text(cell, style=_STYLES[line.state]) for cell in cells))
    console.print(table)
    if more := len(preview.lines) - len(shown[:SHOWN]):
        console.print(
            _("… and %(number)s more rows; --format json shows all.", number=more), style="dim"
        )


def place_of(line: RowResult) -> str:
    """Where a row stands: its number, behind the name of its sheet where a file has several."""
    return f"{line.sheet} {line.number}".strip()


def _words(line: RowResult) -> list[str]:
    return [*([line.path] if line.path else []), *map(tell, line.why)]


def _account(console: Console, found: Recognised, preview: Preview, written: bool) -> None:
    """How many rows went where; the numbers add up to the rows that were read."""
    account = account_of(preview, found.rows.rows)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right")
    table.add_column()
    lines = [
        (account.read, _("rows read"), "bold"),
        (account.counts["placed"], _place_words(written), "green"),
        (account.counts["joined"], _("joined with a record or a row that is there"), ""),
        (account.counts["left out"], _("left out"), "red"),
    ]
    for number, told, style in lines:
        table.add_row(Text(str(number), style=style), Text(told, style=style))
    if further := sum(account.more.values()):
        told = ngettext(
            "%(num)s of them is a changed date of a series",
            "%(num)s of them are changed dates of series",
            further,
        )
        table.add_row("", Text(told, style="dim"))
    for reason, number in account.reasons[:_REASONS]:
        table.add_row("", Text(f"{number} × {tell(reason)}", style="red"))
    console.print()
    console.print(table)
    console.print(Text(count_line(preview, written), style="bold"))


def _place_words(written: bool) -> str:
    return _("placed in new files") if written else _("would be placed in new files")


def count_line(preview: Preview, written: bool) -> str:
    """How many rows there are of each state, in a sentence."""
    numbers = {state.replace(" ", "_"): preview.counts[state] for state in STATES}
    rows = len(preview.lines)
    if written:
        return ngettext(
            "%(rows)s row: %(new)s written, %(known)s known, %(changed)s changed at the source, "
            "%(left_out)s left out",
            "%(rows)s rows: %(new)s written, %(known)s known, %(changed)s changed at the source, "
            "%(left_out)s left out",
            rows,
            rows=rows,
            **numbers,
        )
    return ngettext(
        "%(rows)s row: %(new)s new, %(known)s known, %(changed)s changed at the source, "
        "%(left_out)s left out",
        "%(rows)s rows: %(new)s new, %(known)s known, %(changed)s changed at the source, "
        "%(left_out)s left out",
        rows,
        rows=rows,
        **numbers,
    )


def asides(found: Recognised, preview: Preview) -> list[str]:
    """What is to be told of the file as a whole."""
    told = [*_of_export(found), *found.rows.notes]
    if any(_MEETING.match(why) for line in preview.lines for why in line.why):
        told.append(
            said(
                "Addresses of meetings are for those who register. If everybody may walk in, keep "
                "them in online.url: --set online.reveal=public"
            )
        )
    contacts = [name for name in preview.unused if is_contact(name)]
    if contacts:
        told.append(
            said(
                "Not imported, because personal contacts never are: %(columns)s.",
                columns=", ".join(contacts),
            )
        )
    if others := [name for name in preview.unused if name not in contacts]:
        names = ", ".join(others)
        if found.answers or (found.export and not found.export.others):
            told.append(
                said("Answers that were not given for a site stay out: %(names)s.", names=names)
            )
        else:
            told.append(said("Columns nothing is taken from: %(columns)s.", columns=names))
    return told


def _of_export(found: Recognised) -> list[str]:
    """What a known export is, and what it is not."""
    if found.answers:
        return [said("Read as answers to a form; a question is taken for what it asks for.")]
    if found.export is None:
        return []
    told: list[str] = [said("Read as an export of %(service)s.", service=found.export.name)]
    if found.plan.guests:
        told.append(
            said("`hearth attendance` counts who came, and names nobody without their word.")
        )
    if found.export.subscribers:
        told.append(
            said(
                "Who takes a newsletter has not agreed to stand on a site: ask them before you "
                "publish it."
            )
        )
    return told


def question(preview: Preview) -> str:
    """The one question for the whole file: which values its rows lack; empty when they lack
    none."""
    lacking = lacking_fields(preview)
    if not lacking:
        return ""
    fields = ", ".join(f"{name} ({number})" for name, number in lacking.items())
    return _("Rows that say nothing of: %(fields)s.", fields=fields)


def answer_hint(preview: Preview) -> str:
    """How one answer for all rows is given."""
    given = "; ".join(f"{name}=…" for name in lacking_fields(preview))
    quoted = f"'{given}'" if ";" in given else given
    return _("If one value is true of all of them: --set %(given)s", given=quoted)


def mapping_words(plan: ImportPlan) -> str:
    """Which column goes into which field, plainly."""
    taken = {
        column: name for name, ways in plan.fields.items() for way in ways for column in way.columns
    }
    return "\n".join(f"  {column} → {name}" for column, name in taken.items())


def as_markdown(found: Recognised, preview: Preview, is_written: bool) -> str:
    """The whole list for a message."""
    lines = tuple(
        (place_of(line), tell(line.name), words_now().noted(line.state), "; ".join(_words(line)))
        for line in preview.lines
    )
    return "\n".join(
        [
            written(
                [DataTable((_("Row"), _("What"), _("State"), _("File, reason")), lines)]
            ).markdown,
            "",
            *(f"{tell(aside)}\n" for aside in asides(found, preview)),
            count_line(preview, is_written),
        ]
    )


def as_data(found: Recognised, preview: Preview, is_written: bool) -> dict[str, object]:
    """The whole list for a machine."""
    rows = [
        {
            "row": line.number,
            **({"sheet": line.sheet} if line.sheet else {}),
            "what": line.name,
            "state": line.state,
            "file": line.path,
            "why": list(line.why),
        }
        for line in preview.lines
    ]
    return {
        "kind": preview.kind,
        "export": found.export.name if found.export else None,
        "counts": dict(preview.counts),
        "written": [line.path for line in preview.lines if is_written and line.state == "new"],
        "notes": asides(found, preview),
        "rows": rows,
    }


def say_nothing_new(file: str, preview: Preview, form: str) -> None:
    """A word where a file gives nothing at all, or nothing that is new."""
    if not preview.lines:
        click.secho(
            _("%(file)s holds no rows: nothing can be imported from it.", file=file),
            fg="red",
            err=True,
        )
    elif not preview.counts["new"] and form == "text":
        told = (
            _("Nothing new: every row is in the hub already.")
            if not preview.counts["left out"]
            else _("Nothing new: the account above says why.")
        )
        click.secho(told, fg="yellow", err=True)
