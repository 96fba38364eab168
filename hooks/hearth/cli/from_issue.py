"""``hearth from-issue``: a record of a filled issue form."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import click

from hearth.base.languages import words_for
from hearth.base.problems import Problems
from hearth.base.similarity import did_you_mean
from hearth.base.whole_files import write_whole
from hearth.base.words import Translations, said
from hearth.cli.shared.open_hub import hub_parts
from hearth.cli.shared.options import allow_forgotten, as_of, day_of, folder_option
from hearth.cli.shared.terminal import show
from hearth.cli.shared.tongue import _, language_of, tell, words_now
from hearth.contribute.drafts import (
    DraftError,
    LikeRemovedError,
    check_id,
    problems_of,
    problems_of_text,
    refuse_removed,
    write_new,
)
from hearth.contribute.form_changes import RecordChange, change_from, is_of_sender
from hearth.contribute.forms import (
    MAX_BODY,
    REMOVAL,
    answers,
    draft_from,
    filled_form,
    offered_topics,
    removal_summary,
    same_name,
)
from hearth.contribute.forms import forms as known_forms
from hearth.contribute.replies import (
    reply_to_removal,
    reply_with_change,
    reply_with_problems,
    reply_with_record,
    reply_with_refusal,
)
from hearth.edit.texts import FileChange, replace_file
from hearth.kinds.form import Form, FormError
from hearth.read.load import LoadResult, read_all
from hearth.review.change_words import as_markdown
from hearth.review.compare import compare, read_side

MAX_EVENT = 8 * MAX_BODY
"""An event names the issue, whoever sent it, the repository, and both as they were before."""


@click.command("from-issue")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--event",
    is_flag=True,
    help="FILE is the event of a workflow, in JSON: the issue in it is read.",
)
@click.option(
    "--kind",
    help="Which form it is, such as member or removal; else its first heading tells.",
)
@click.option(
    "--id", "record_id", help="The id of the new record; else it is made of the name or title."
)
@folder_option
@as_of
@allow_forgotten
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write below this folder instead of the hub's.",
)
@click.option(
    "--changes",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a changed file below this folder, as before and after, instead of the hub's.",
)
@click.option(
    "--reply",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write into this file, in Markdown, what to say to whoever filled the form.",
)
def from_issue(
    file: BinaryIO,
    event: bool,
    kind: str | None,
    record_id: str | None,
    folder: Path,
    as_of: date | None,
    allow_forgotten: bool,
    out: Path | None,
    changes: Path | None,
    reply: Path | None,
) -> None:
    """Make a record of a filled issue form: the body of the issue in FILE, or from standard input.

    A file is written only when `hearth check` would pass it, and never over another, unless the
    form is one that changes a page. A request for removal writes nothing and says what to do.

    Exit status: 0 when it is done, 1 when something must be mended first, 2 when the command was
    called wrongly.
    """
    day = day_of(as_of)
    found = read_all(folder)
    # Whoever filled the form reads the hub's language, whatever this machine speaks.
    words, topics = words_for(language_of(folder)), offered_topics(found)
    known = known_forms(topics, words)
    _refuse_unknown(kind, known)
    try:
        body, sender = _of_event(file) if event else (_read(file, MAX_BODY), "")
        form = known[kind] if kind else filled_form(body, known, topics)
        given = answers(form, body)
        if form.kind == REMOVAL:
            click.echo(removal_summary(given, found, words_now()))
            _say(reply, reply_to_removal(words))
            return
        filled = _Filled(form, given, sender, found, folder, day, reply, words)
        if form.act:
            _change(filled, changes)
        else:
            _add(filled, record_id, allow_forgotten, out)
    except (FormError, DraftError) as error:
        reply_words = reply_with_refusal(error, words)
        # The log of a workflow is as public as the issue.
        click.secho(
            reply_words if event and isinstance(error, LikeRemovedError) else tell(error),
            fg="red",
            err=True,
        )
        _say(reply, reply_words)
        sys.exit(1)


def _refuse_unknown(kind: str | None, known: Mapping[str, Form]) -> None:
    """Raise UsageError for a form that there is not."""
    if kind is not None and kind not in known:
        forms_are = _("Forms are: %(forms)s.", forms=", ".join(known))
        raise click.UsageError(
            _(
                "There is no form %(kind)s. %(fix)s",
                kind=repr(kind),
                fix=did_you_mean(kind, list(known), forms_are),
            )
        )


@dataclass(frozen=True)
class _Filled:
    """A filled form, and what it is read with."""

    form: Form
    given: Mapping[str, str]
    sender: str
    found: LoadResult
    folder: Path
    day: date
    reply: Path | None
    words: Translations

    def say(self, words: str) -> None:
        _say(self.reply, words)

    def refuse(self, path: str, problems: Problems) -> None:
        """End the command where something must be mended first, and say what."""
        if problems.errors:
            show(problems)
            click.secho(
                _("%(path)s was not written: ask for what must be mended.", path=path),
                fg="red",
                err=True,
            )
            self.say(reply_with_problems(self.form, problems, self.words))
            sys.exit(1)


def _add(it: _Filled, record_id: str | None, allow_forgotten: bool, out: Path | None) -> None:
    """Write the record that a form gives."""
    draft = draft_from(it.form, it.given, it.found, it.day, record_id)
    check_id(draft.id, draft.kind, it.found)
    refuse_removed(it.folder, draft, allow_forgotten)
    it.refuse(draft.path, problems_of(it.folder, draft, it.found, it.day))
    click.echo(_("%(file)s written", file=write_new(out or it.folder, draft)))
    it.say(reply_with_record(draft, same_name(draft, it.found), it.words))


def _change(it: _Filled, changes: Path | None) -> None:
    """Change the record that a form names."""
    change = change_from(it.form, it.given, it.found, it.folder, it.day)
    path = change.file.path
    wrong = problems_of_text(it.folder, it.form.kind, path, change.text, it.found, it.day)
    it.refuse(path, wrong)
    told = _told(it.folder, change, it.day)
    _write_change(change.file, changes, it.folder)
    is_own = is_of_sender(it.form, change, it.sender)
    it.say(reply_with_change(path, told, is_own, it.words))


def _told(folder: Path, change: RecordChange, day: date) -> str:
    """What a change does, as ``hearth diff`` says it: seen in a copy."""
    with TemporaryDirectory(prefix="hearth-") as name:
        copy = Path(name)
        for part in hub_parts():
            if (folder / part).is_dir():
                shutil.copytree(folder / part, copy / part, symlinks=True)
            elif (folder / part).is_file():
                shutil.copy(folder / part, copy / part)
        (copy / change.file.path).write_bytes(change.file.after)
        found = compare(read_side(folder, day), read_side(copy, day))
        # What was wrong before is none of the sender's business.
        return as_markdown(replace(found, problems=tuple(found.new_problems)))


def _write_change(change: FileChange, changes: Path | None, folder: Path) -> None:
    if changes is None:
        if why := replace_file(folder, change.path, change.before, change.after):
            raise FormError(f"{change.path} {why}.")
        click.echo(_("%(file)s changed", file=folder / change.path))
        return
    for side, raw in (("before", change.before), ("after", change.after)):
        file = changes / side / change.path
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, raw)
    click.echo(_("%(file)s written", file=changes / "after" / change.path))


def _say(file: Path | None, words: str) -> None:
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{words}\n")


def _read(file: BinaryIO, most: int) -> str:
    raw = file.read(most + 1)
    if len(raw) > most:
        raise FormError(
            said("This is larger than %(size)s KiB, and no form is.", size=most // 1024)
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError(said("This is not written in UTF-8.")) from None


def _of_event(file: BinaryIO) -> tuple[str, str]:
    """The body of the issue that an event is about, and the account that sent it; nothing else of
    the event is used."""
    try:
        issue = json.loads(_read(file, MAX_EVENT))["issue"]
        body = issue["body"] or ""
        sender = str((issue.get("user") or {}).get("login") or "")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise click.UsageError(
            _("This is no event of an issue: there is no issue with a body in it.")
        ) from None
    # JSON can hold halves of characters, which no file can.
    text = str(body).encode("utf-8", "replace")
    if len(text) > MAX_BODY:
        raise FormError(
            said("This is larger than %(size)s KiB, and no form is.", size=MAX_BODY // 1024)
        )
    return text.decode("utf-8"), sender
