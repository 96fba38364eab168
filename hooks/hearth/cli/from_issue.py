"""``hearth from-issue``: a record of a filled issue form."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from hearth.base.similarity import did_you_mean
from hearth.base.whole_files import write_whole
from hearth.cli.shared.options import allow_forgotten, as_of, day_of, folder_option
from hearth.cli.shared.terminal import show
from hearth.cli.shared.tongue import spoken
from hearth.contribute.drafts import (
    DraftError,
    LikeRemovedError,
    check_id,
    problems_of,
    refuse_removed,
    write_new,
)
from hearth.contribute.forms import (
    MAX_BODY,
    REMOVAL,
    FormError,
    answers,
    draft_from,
    kind_of,
    offered_topics,
    removal_summary,
    same_name,
)
from hearth.contribute.forms import forms as known_forms
from hearth.contribute.replies import (
    reply_to_removal,
    reply_with_problems,
    reply_with_record,
    reply_with_refusal,
)
from hearth.read.load import read_all

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
    reply: Path | None,
) -> None:
    """Make a record of a filled issue form: the body of the issue in FILE, or from standard input.

    A file is written only when `hearth check` would pass it, and never over another. A request for
    removal writes nothing and says what to do. Exit status: 0 when it is done, 1 when something
    must be mended first, 2 when the command was called wrongly.
    """
    day = day_of(as_of)
    found = read_all(folder)
    known = known_forms(offered_topics(found))
    if kind is not None and kind not in known:
        forms_are = f"Forms are: {', '.join(known)}."
        raise click.UsageError(
            f"There is no form {kind!r}. {did_you_mean(kind, list(known), forms_are)}"
        )
    try:
        body = _body_of_event(file) if event else _read(file, MAX_BODY)
        form = known[kind or kind_of(body, known)]
        given = answers(form, body)
        if form.kind == REMOVAL:
            click.echo(removal_summary(given, found))
            _say(reply, reply_to_removal(spoken(folder)))
            return
        draft = draft_from(form, given, found, day, record_id)
        check_id(draft.id, draft.kind, found)
        refuse_removed(folder, draft, allow_forgotten)
        problems = problems_of(folder, draft, found, day)
        if problems.errors:
            show(problems)
            click.secho(
                f"{draft.path} was not written: ask for what must be mended.", fg="red", err=True
            )
            _say(reply, reply_with_problems(form, problems, spoken(folder)))
            sys.exit(1)
        click.echo(f"{write_new(out or folder, draft)} written")
        _say(reply, reply_with_record(draft, same_name(draft, found), spoken(folder)))
    except (FormError, DraftError) as error:
        words = reply_with_refusal(error, spoken(folder))
        # The log of a workflow is as public as the issue.
        click.secho(
            words if event and isinstance(error, LikeRemovedError) else str(error),
            fg="red",
            err=True,
        )
        _say(reply, words)
        sys.exit(1)


def _say(file: Path | None, words: str) -> None:
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, f"{words}\n")


def _read(file: BinaryIO, most: int) -> str:
    raw = file.read(most + 1)
    if len(raw) > most:
        raise FormError(f"This is larger than {most // 1024} KiB, and no form is.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError("This is not written in UTF-8.") from None


def _body_of_event(file: BinaryIO) -> str:
    """The body of the issue that an event is about; nothing else of the event is used."""
    try:
        body = json.loads(_read(file, MAX_EVENT))["issue"]["body"] or ""
    except (ValueError, LookupError, TypeError, RecursionError):
        raise click.UsageError(
            "This is no event of an issue: there is no issue with a body in it."
        ) from None
    # JSON can hold halves of characters, which no file can.
    text = str(body).encode("utf-8", "replace")
    if len(text) > MAX_BODY:
        raise FormError(f"This is larger than {MAX_BODY // 1024} KiB, and no form is.")
    return text.decode("utf-8")
