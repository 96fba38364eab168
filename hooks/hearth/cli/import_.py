"""``hearth import``: records from files of other tools, with a preview, an account and an undo."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from hearth.base.whole_files import write_whole
from hearth.cli.shared import import_report
from hearth.cli.shared.kind_type import OneKind
from hearth.cli.shared.open_hub import open_hub
from hearth.cli.shared.options import OneOf, allow_forgotten, as_of, hub_options, out
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _, ngettext, tell
from hearth.contribute.importing.account import account_as_csv, account_as_json, account_of
from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.mapping import (
    ImportPlan,
    MappingError,
    check_field,
    is_contact,
    read_mapping,
)
from hearth.contribute.importing.mapping_file import mapping_text, strange_words
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.recognise import Recognised, UnknownKindError, recognised
from hearth.contribute.importing.tables import MAX_BYTES, Rows, UnreadableError
from hearth.contribute.importing.transforms import by_joined_words
from hearth.contribute.importing.undo import take_back
from hearth.contribute.importing.write import write_import
from hearth.model.hub import Hub
from hearth.model.rules import topic_words
from hearth.read.sources import decode

_NEXT = re.compile(r";\s*(?=[a-z_.0-9]+\s*=)")
"""Between several values in one text: title=A; type=b."""


def _settings(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    return _values(given)


def _values(given: Iterable[str]) -> dict[str, str]:
    """``field=value`` each, several of them parted by semicolons."""
    found = {}
    for text in (part for each in given for part in _NEXT.split(each)):
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
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--kind",
    type=OneKind(),
    help="What the rows are, where the file itself does not tell.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    help="A YAML file that says which column goes into which field.",
)
@click.option(
    "--save-mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write down how the columns are understood, to change it and give it as --mapping.",
)
@click.option(
    "--set",
    "given",
    multiple=True,
    callback=_settings,
    metavar="FIELD=VALUE",
    help="A value for rows that give none; repeatable, or several with ; between.",
)
@click.option(
    "--days",
    "order",
    type=OneOf(["day-first", "month-first"]),
    help="What 3/12/2026 is; without it the file's other days tell, or it is left out.",
)
@click.option(
    "--year",
    type=click.IntRange(1970, 2100),
    help="The year of days that say none, where the file does not tell.",
)
@click.option("--sheet", default="", help="The sheet of a workbook to read; without it all.")
@click.option(
    "--write/--dry-run", help="Write a file for each new row; without it nothing is written."
)
@click.option("--undo", is_flag=True, help="Take back what the last import wrote.")
@click.option(
    "--account",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of each row into this file: .csv, or .json.",
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
    file: Path | None,
    kind: str | None,
    mapping: Path | None,
    save_mapping: Path | None,
    given: dict[str, str],
    order: str | None,
    year: int | None,
    sheet: str,
    write: bool,
    undo: bool,
    account: Path | None,
    form: str,
    folder: Path,
    as_of: date | None,
    allow_forgotten: bool,
    out: Path | None,
) -> None:
    """Show what the rows of FILE would become; with --write, add those that are new.

    FILE is a table, a calendar, bookmarks, an OPML, JSON or YAML list, or what another service
    exports; what it is, it tells by itself. A record that exists is never rewritten: what the
    source says otherwise is shown, for you to take over by hand.
    """
    if undo:
        _undone(folder)
        return
    if file is None:
        raise click.UsageError(_("Say which file to import, or --undo for the last import."))
    raw = _bytes(file)
    plan = _plan(mapping, kind) if mapping else None
    hub, problems = open_hub(folder, as_of)
    found = _understood(file, raw, plan, kind, hub, order or "", sheet, year or 0)
    if write and found.question:
        raise click.UsageError(tell(found.question))
    _check_given(found.plan.kind, given)
    if problems.errors:
        _warn_of_problems()
    may_ask = form == "text" and not out
    wish = ImportWish({**found.plan.defaults, **given}, allow_forgotten, may_ask)
    preview = _previewed(hub, found, wish)
    strange = _strange(hub, found)
    if save_mapping:
        _save(save_mapping, file, found, preview, strange, order or "", given)
    if write:
        preview = write_import(hub, preview, file.name)
    _tell(found, preview, write, form, out)
    if may_ask:
        _ask_back(found, preview, strange, bool(mapping or save_mapping))
    if account:
        _write_account(account, found, preview, file.name)
    import_report.say_nothing_new(str(file), preview, form)
    if not preview.lines:
        raise SystemExit(1)


def _warn_of_problems() -> None:
    told = _("The hub has problems: records that are wrong cannot be compared. See `hearth check`.")
    click.secho(told, fg="red", err=True)


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
    file: Path,
    raw: bytes,
    plan: ImportPlan | None,
    kind: str | None,
    hub: Hub,
    order: str,
    sheet: str,
    year: int,
) -> Recognised:
    """The rows, and how they are to be taken."""
    try:
        language = hub.community.language
        found = recognised(file.name, raw, hub.as_of, kind, plan, language, sheet, year)
    except UnknownKindError:
        raise click.UsageError(
            _(
                "What are the rows of %(name)s? Say --kind member, event, resource or another.",
                name=file.name,
            )
        ) from None
    except UnreadableError as wrong:
        raise click.UsageError(_("%(file)s %(why)s", file=file, why=wrong)) from None
    evidence = by_evidence(found.plan, found.rows.rows, order)
    asked = (evidence.question,) if evidence.question else ()
    rows = Rows(found.rows.rows, (*asked, *found.rows.notes, *evidence.notes))
    return replace(found, rows=rows, plan=evidence.plan, question=evidence.question)


def _check_given(kind: str, given: dict[str, str]) -> None:
    for name in given:
        try:
            check_field(kind, name)
        except MappingError as wrong:
            raise click.UsageError(_("--set: %(wrong)s", wrong=wrong)) from None


@dataclass(frozen=True)
class ImportWish:
    """What the caller gives beside the file."""

    given: Mapping[str, str]
    allow_forgotten: bool
    may_ask: bool
    """Whether what is said is read by a person, who can be asked."""


def _previewed(hub: Hub, found: Recognised, asked: ImportWish) -> Preview:
    """What would become of the rows; at a terminal, one question for all that they lack."""
    given = dict(asked.given)
    preview = prepare(hub, found.rows.rows, found.plan, given, asked.allow_forgotten)
    if not asked.may_ask or not is_asked():
        return preview
    if told := import_report.question(preview):
        click.echo(told)
        lacking = import_report.lacking_fields(preview)
        shape = "; ".join(f"{name}=…" for name in lacking)
        words = _("One answer for all, as %(shape)s, or Enter to leave them out", shape=shape)
        if answer := str(click.prompt(words, default="", show_default=False)).strip():
            more = _values((answer,))
            _check_given(found.plan.kind, more)
            return prepare(
                hub, found.rows.rows, found.plan, {**given, **more}, asked.allow_forgotten
            )
    return preview


def is_asked() -> bool:
    """Whether somebody sits at the terminal who can answer."""
    return sys.stdin.isatty()


def _strange(hub: Hub, found: Recognised) -> dict[str, tuple[str, ...]]:
    topics = by_joined_words(topic_words(hub.topics.values()))
    return strange_words(found.plan, found.rows.rows, topics)


def _save(
    target: Path,
    file: Path,
    found: Recognised,
    preview: Preview,
    strange: Mapping[str, tuple[str, ...]],
    order: str,
    given: Mapping[str, str],
) -> None:
    """Write the mapping down; a file that is there stays."""
    if target.exists():
        raise click.UsageError(
            _("%(path)s is there already: name another file, or delete it.", path=target)
        )
    plan = replace(found.plan, defaults={**found.plan.defaults, **given})
    unused = (name for name in preview.unused if not is_contact(name))
    lacking = import_report.lacking_fields(preview)
    text = mapping_text(plan, file.name, order, lacking, strange, unused)
    write_whole(target, text)
    click.secho(
        _("Written to %(path)s: change it, and give it as --mapping.", path=target), err=True
    )


def _tell(found: Recognised, preview: Preview, write: bool, form: str, out: Path | None) -> None:
    if form == "json":
        data = import_report.as_data(found, preview, write)
        give(json.dumps(data, ensure_ascii=False, indent=2), out)
    elif form == "markdown" or out:
        give(import_report.as_markdown(found, preview, write), out)
    else:
        import_report.show(found, preview, write)


def _ask_back(
    found: Recognised, preview: Preview, strange: Mapping[str, tuple[str, ...]], mapped: bool
) -> None:
    """What is not certain, told once for the whole file."""
    if told := import_report.question(preview):
        click.echo(f"{told} {import_report.answer_hint(preview)}")
    columns = [name for name in preview.unused if not is_contact(name)]
    if mapped or not found.guessed or not (told or strange or columns):
        return
    click.echo(_("How the columns are taken:"))
    click.echo(import_report.mapping_words(found.plan))
    click.echo(_("If that is not right: --save-mapping FILE, change it, and --mapping FILE."))


def _write_account(target: Path, found: Recognised, preview: Preview, source: str) -> None:
    notes = import_report.asides(found, preview)
    account = account_of(preview, found.rows.rows, notes)
    as_json = target.suffix.lower() == ".json"
    write_whole(target, account_as_json(account, source) if as_json else account_as_csv(account))


def _undone(folder: Path) -> None:
    """Take back the last import, and say what was done."""
    done = take_back(folder)
    if done is None:
        click.secho(_("There is no import to take back."), fg="yellow", err=True)
        raise SystemExit(1)
    click.echo(
        ngettext(
            "Taken back: the import of %(file)s on %(day)s. %(num)s file removed.",
            "Taken back: the import of %(file)s on %(day)s. %(num)s files removed.",
            len(done.removed),
            file=done.of.source,
            day=done.of.day,
        )
    )
    for path in done.changed:
        click.secho(_("%(path)s was changed since, and stays.", path=path), fg="yellow")
    for path in done.gone:
        click.secho(_("%(path)s was gone already.", path=path), fg="yellow")
