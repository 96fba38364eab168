"""``hearth import``: records from files of other tools, with a preview."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hearth.base.words import said
from hearth.cli.shared.kind_type import OneKind
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import OneOf, allow_forgotten, as_of, hub_options, out
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _, ngettext, tell, words_now
from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.detect import form_of, kind_of, read_rows
from hearth.contribute.importing.mapping import (
    ImportPlan,
    MappingError,
    check_field,
    is_contact,
    read_mapping,
)
from hearth.contribute.importing.preview import STATES, Preview, RowResult, prepare
from hearth.contribute.importing.tables import MAX_BYTES, Rows, UnreadableError
from hearth.edit.record_files import write_new
from hearth.kinds.event_importing import LEFT_OUT
from hearth.model.hub import Hub
from hearth.read.sources import decode
from hearth.wording.document import DataTable, written

SHOWN = 300
"""Lines of the table; a longer list is better read as JSON."""
_MISSING = re.compile(r"([a-z_.]+) is missing")
_STYLES = {"new": "green", "known": "dim", "changed": "yellow", "left out": "red"}


def _settings(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """``field=value`` each."""
    found = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.UsageError(
                _(
                    "--set %(text)s is not understood. Write field=value, like --set type=article "
                    'or --set why="…".',
                    text=repr(text),
                )
            )
        found[name.strip()] = " ".join(value.split())
    return found


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=OneKind(),
    help="What the rows are; calendars hold events, bookmarks and OPML resources.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A YAML file that says which column goes into which field.",
)
@click.option(
    "--set",
    "given",
    multiple=True,
    callback=_settings,
    metavar="FIELD=VALUE",
    help="A value for rows that give none; repeatable.",
)
@click.option(
    "--days",
    "order",
    type=OneOf(["day-first", "month-first"]),
    help="What 3/12/2026 is; without it the file's other days tell, or it is left out.",
)
@click.option(
    "--write", is_flag=True, help="Write a file for each new row; without it nothing is written."
)
@click.option(
    "--format",
    "form",
    type=OneOf(["text", "markdown", "json"]),
    default="text",
    help="How to say it.",
)
@hub_options
@as_of
@allow_forgotten
@out
def import_(
    file: Path,
    kind: str | None,
    mapping: Path | None,
    given: dict[str, str],
    order: str | None,
    write: bool,
    form: str,
    folder: Path,
    as_of: date | None,
    allow_forgotten: bool,
    out: Path | None,
) -> None:
    """Show what the rows of FILE (CSV, JSON, YAML, ICS, OPML, bookmarks) would become; with
    --write, add those that are new.

    A record that exists is never rewritten: what the source says otherwise is shown, for you to
    take over by hand.
    """
    raw = _bytes(file)
    plan = _plan(mapping, kind) if mapping else None
    hub, problems = open_hub(folder, as_of)
    rows, plan = _understood(file, raw, plan, kind, hub)
    found = by_evidence(plan, rows.rows, order or "")
    plan, rows = found.plan, Rows(rows.rows, (*rows.notes, *found.notes))
    _check_given(plan.kind, given)
    if problems.errors:
        click.secho(
            _(
                "The hub has problems: records that are wrong cannot be compared. See `hearth "
                "check`."
            ),
            fg="red",
            err=True,
        )
    preview = prepare(hub, rows.rows, plan, given, allow_forgotten)
    written = _write(hub, preview) if write else []
    if form == "json":
        give(json.dumps(_as_data(preview, rows, written), ensure_ascii=False, indent=2), out)
    elif form == "markdown" or out:
        give(_markdown(preview, rows, write), out)
    else:
        _table(preview, rows, write)
    if not preview.lines:
        click.secho(
            _("%(file)s holds no rows: nothing can be imported from it.", file=file),
            fg="red",
            err=True,
        )
        raise SystemExit(1)


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise click.UsageError(_("There is no file %(file)s.", file=file))
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _plan(mapping: Path, kind: str | None) -> ImportPlan:
    if not mapping.is_file():
        raise click.UsageError(_("There is no mapping file %(mapping)s.", mapping=mapping))
    text, problem = decode(mapping, shown=str(mapping))
    if problem:
        raise click.UsageError(
            _("%(file)s %(what)s. %(fix)s", file=mapping, what=problem.what, fix=problem.fix)
        )
    try:
        return read_mapping(text, kind)
    except MappingError as wrong:
        raise click.UsageError(
            _(
                "The mapping file %(mapping)s cannot be followed: %(wrong)s",
                mapping=mapping,
                wrong=wrong,
            )
        ) from None


def _understood(
    file: Path, raw: bytes, plan: ImportPlan | None, kind: str | None, hub: Hub
) -> tuple[Rows, ImportPlan]:
    """The rows, and how they are to be taken."""
    try:
        form = form_of(file.name)
        named = plan.kind if plan else kind or kind_of(form)
        if named is None:
            raise click.UsageError(
                _(
                    "What are the rows of %(name)s? Say --kind member, event, resource or another.",
                    name=file.name,
                )
            )
        rows = read_rows(form, raw, plan, hub.as_of)
    except UnreadableError as wrong:
        raise click.UsageError(_("%(file)s %(why)s", file=file, why=wrong)) from None
    columns = dict.fromkeys(name for row in rows.rows for name in row.values)
    return rows, plan or by_names(named, columns, hub.community.language)


def _check_given(kind: str, given: dict[str, str]) -> None:
    for name in given:
        try:
            check_field(kind, name)
        except MappingError as wrong:
            raise click.UsageError(_("--set: %(wrong)s", wrong=wrong)) from None


def _write(hub: Hub, preview: Preview) -> list[str]:
    written = []
    for line in preview.lines:
        if line.state == "new" and line.path and line.text is not None:
            try:
                write_new(hub.root, line.path, line.text)
            except OSError as error:
                click.secho(
                    _(
                        "%(path)s was not written: %(reason)s.",
                        path=line.path,
                        reason=error.strerror or error,
                    ),
                    fg="red",
                    err=True,
                )
                continue
            written.append(line.path)
    return written


# -- telling it ----------------------------------------------------------------------------------


def _count(preview: Preview, written: bool) -> str:
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


_MEETING = re.compile(rf"{LEFT_OUT}.*the address of (?:the|an?) ")


def _asides(preview: Preview, rows: Rows) -> list[str]:
    found = list(rows.notes)
    if any(_MEETING.match(why) for line in preview.lines for why in line.why):
        found.append(
            said(
                "Addresses of meetings are for those who register. If everybody may walk in, keep "
                "them in online.url: --set online.reveal=public"
            )
        )
    contacts = [name for name in preview.unused if is_contact(name)]
    if contacts:
        found.append(
            said(
                "Not imported, because personal contacts never are: %(columns)s.",
                columns=", ".join(contacts),
            )
        )
    if others := [name for name in preview.unused if name not in contacts]:
        found.append(said("Columns nothing is taken from: %(columns)s.", columns=", ".join(others)))
    return found


def _table(preview: Preview, rows: Rows, write: bool) -> None:
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in (_("Row"), _("What"), "", _("File, reason")):
        table.add_column(name, overflow="fold")
    shown = (
        [line for line in preview.lines if line.state != "known"]
        if len(preview.lines) > SHOWN
        else preview.lines
    )
    for line in shown[:SHOWN]:
        style = _STYLES[line.state]
        cells = (
            str(line.number),
            tell(line.name),
            words_now().noted(line.state),
            "\n".join(_words(line)),
        )
        table.add_row(*(Text(cell, style=style) for cell in cells))
    console.print(table)
    if more := len(preview.lines) - len(shown[:SHOWN]):
        console.print(
            _("… and %(number)s more rows; --format json shows all.", number=more), style="dim"
        )
    for aside in _asides(preview, rows):
        console.print(Text(tell(aside), style="yellow"))
    _reasons(console, preview)
    console.print(Text(_count(preview, write), style="bold"))
    if not write and preview.counts["new"]:
        console.print(_("Nothing is written yet. Add --write to write the new ones."), style="dim")


def _reasons(console: Console, preview: Preview) -> None:
    """The commonest reasons why rows are left out, where a list is too long to read them one by
    one."""
    reasons = Counter(
        line.why[0] for line in preview.lines if line.state == "left out" and line.why
    )
    if len(preview.lines) > SHOWN:
        for reason, count in reasons.most_common(10):
            told = _("left out %(number)s times: %(reason)s", number=count, reason=reason)
            console.print(Text(told, style="red"))


def _words(line: RowResult) -> list[str]:
    words = [*([line.path] if line.path else []), *map(tell, line.why)]
    if line.state == "left out" and line.why and (missing := _MISSING.match(line.why[0])):
        words.append(
            _("If one value is true of all such rows: --set %(field)s=…", field=missing[1])
        )
    return words


def _markdown(preview: Preview, rows: Rows, write: bool) -> str:
    lines = tuple(
        (line.number, tell(line.name), words_now().noted(line.state), "; ".join(_words(line)))
        for line in preview.lines
    )
    return "\n".join(
        [
            written(
                [DataTable((_("Row"), _("What"), _("State"), _("File, reason")), lines)]
            ).markdown,
            "",
            *(f"{tell(aside)}\n" for aside in _asides(preview, rows)),
            _count(preview, write),
        ]
    )


def _as_data(preview: Preview, rows: Rows, written: list[str]) -> dict[str, object]:
    lines = [
        {
            "row": line.number,
            "what": line.name,
            "state": line.state,
            "file": line.path,
            "why": list(line.why),
        }
        for line in preview.lines
    ]
    return {
        "kind": preview.kind,
        "counts": dict(preview.counts),
        "written": written,
        "notes": _asides(preview, rows),
        "rows": lines,
    }
