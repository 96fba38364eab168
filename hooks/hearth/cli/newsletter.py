"""What the community manager tells: the newsletter, drafts for other channels, and the calendar of
what is to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from hearth.cli.common import (
    DayType,
    NumberType,
    as_of,
    folder_option,
    give,
    open_right_hub,
    out,
    right_notes,
)
from hearth.cli.private_notes import changed, keep, right_note
from hearth.cli.render_output import form_for, form_option, give_paper
from hearth.edit import record_files
from hearth.kinds import KINDS
from hearth.kinds.fields import did_you_mean
from hearth.manage.desk.editorial import calendar
from hearth.manage.desk.newsletter import Letter, letter, sent_on
from hearth.manage.private import Notes
from hearth.manage.private.notes import Issue, Plan
from hearth.manage.private.writing import amend
from hearth.model.hub import Hub
from hearth.papers import editorial
from hearth.papers.newsletter import Draft, as_post, draft, lasting
from hearth.papers.newsletter_mail import mail
from hearth.papers.social import Drafts, of_event, of_post
from hearth.views.programme import prepared
from hearth.wording.safe import SafeHtml

REPORTS = "reports"


@dataclass(frozen=True)
class _Issue:
    """A draft in every form."""

    draft: Draft

    @property
    def markdown(self) -> str:
        return self.draft.markdown

    @property
    def plain(self) -> str:
        return self.draft.plain

    @property
    def html(self) -> SafeHtml:
        return mail(self.draft)


@click.command()
@folder_option
@as_of
@click.option(
    "--since",
    type=DayType(),
    help="Tell what came after this day; else after the last issue, else 30 days.",
)
@click.option(
    "--opening",
    default="",
    help="Your own first words, instead of a sentence that says since when.",
)
@click.option(
    "--keep", is_flag=True, help="Write it to reports/newsletter-NUMBER as .md, .html and .txt."
)
@click.option(
    "--publish",
    is_flag=True,
    help="Write it as a post of the hub, without what is only for the day.",
)
@click.option(
    "--sent",
    is_flag=True,
    help="Note in the private folder that it was sent, so that the next one begins here.",
)
@form_option
@out
def newsletter(
    folder: Path,
    as_of: date | None,
    since: date | None,
    opening: str,
    keep: bool,
    publish: bool,
    sent: bool,
    form: str | None,
    out: Path | None,
) -> None:
    """Draft the next issue of the newsletter: what was added or changed since the last one, the
    most important first.

    It holds nothing but what the hub's site shows. HTML is for mail programs; `{{unsubscribe}}` in
    it is for the service that sends it. Exit status: 0, or 2 when the command was called wrongly.
    """
    hub, _ = open_right_hub(folder, as_of)
    notes = right_notes(hub)
    if since and since >= hub.as_of:
        raise click.UsageError(f"--since {since} is not before the day of the issue, {hub.as_of}.")
    told = letter(hub, notes, since)
    issue = _Issue(draft(hub.public(), told, opening))
    if keep:
        for ending, words in (
            (".md", issue.markdown),
            (".html", str(issue.html)),
            (".txt", issue.plain),
        ):
            give(words, folder / REPORTS / f"newsletter-{told.number}{ending}")
    if publish:
        _publish(folder, issue.draft)
    if sent:
        _note(hub, notes, told, issue.draft)
    if out or form or not (keep or publish or sent):
        give_paper(issue, issue.draft.data, form, out)


def _publish(folder: Path, issue: Draft) -> None:
    """Write the issue as a post, never over another file."""
    if not lasting(issue.sections):
        raise click.ClickException(
            "There is nothing in it for more than a day, so nothing was published."
        )
    fields = as_post(issue)
    path = record_files.path_of("post", f"{issue.day:%Y-%m}-newsletter-{issue.number}", fields)
    words = record_files.text_of("post", fields)
    if not record_files.reads_back(path, words, fields):
        raise click.ClickException(
            f"{path} cannot be written so that it reads back as it was given."
        )
    try:
        record_files.write_new(folder, path, words)
    except FileExistsError as error:
        raise click.ClickException(f"{error}. Nothing was published.") from None
    click.echo(f"{folder / path} written")


def _note(hub: Hub, notes: Notes, told: Letter, issue: Draft) -> None:
    if already := sent_on(notes, hub.as_of):
        raise click.ClickException(
            f"Newsletter {already.number} is noted as sent on {already.date} already."
        )
    note = Issue(number=told.number, date=told.day, subject=issue.subject)
    click.echo(f"{keep(hub, note)}: newsletter {told.number} noted as sent on {told.day}")


@click.command()
@click.argument("subject", metavar="EVENT|POST")
@folder_option
@as_of
@form_option
@out
def social(
    subject: str, folder: Path, as_of: date | None, form: str | None, out: Path | None
) -> None:
    """Draft what tells of EVENT or POST elsewhere: in 280 characters, in 500, and at length, with
    hashtags and alt text.

    Give the name of the file; the whole path when an event and a post have the same name. As text,
    each draft stands as it is to be copied. Exit status: 0, or 2 when there is no such event or
    post, or when it is not public.
    """
    hub, _ = open_right_hub(folder, as_of)
    drafts = _drafts(hub, subject)
    if form_for(form, out) == "text":  # not laid out for the terminal: it is copied from there
        give(drafts.plain, out)
    else:
        give_paper(drafts, drafts.data, form, out)


def _drafts(hub: Hub, subject: str) -> Drafts:
    known, folder = Path(subject).stem, Path(subject).parent.name
    kinds = {
        kind: folder in ("", KINDS[kind].folder.split("/")[-1]) and known in hub.records[kind]
        for kind in ("event", "post")
    }
    if all(kinds.values()):
        raise click.UsageError(
            f"There is an event {known} and a post {known}. Say events/{known} or news/{known}."
        )
    if not any(kinds.values()):
        names = frozenset((*hub.events, *hub.posts))
        fix = did_you_mean(
            known, names, "Write the name of a file in events/ or content/news/ without its ending."
        )
        raise click.UsageError(f"There is no event and no post {subject!r}. {fix}")
    public = hub.public()
    if known in public.posts and kinds["post"]:
        return of_post(public, public.posts[known])
    if known not in public.events or not kinds["event"]:
        raise click.UsageError(f"{known} is not public, so nothing is told of it.")
    item = prepared(public, public.events[known])
    if item is None:
        raise click.UsageError(
            f"{known} has no date that is coming and not cancelled. Tell of its recap instead."
        )
    return of_event(public, item)


@click.command()
@folder_option
@as_of
@click.option("--add", "what", help="Note something to be told, with the options below it.")
@click.option("--due", type=DayType(), help="With --add: when.")
@click.option("--where", help="With --add: the channel.")
@click.option("--event", help="With --add: the event it is about.")
@click.option("--who", help="With --add: the id of the member who writes it.")
@click.option("--audience", help="With --add: for whom.")
@click.option("--why", help="With --add: what should come of it.")
@click.option("--how", help="With --add: its form, such as text, picture, call.")
@click.option(
    "--done", type=NumberType(1, 10_000), help="Note that the plan of this number is told today."
)
@form_option
@out
def plan(
    folder: Path,
    as_of: date | None,
    done: int | None,
    form: str | None,
    out: Path | None,
    **given: Any,
) -> None:
    """Show what is to be told: plans that are late, due and to come, and what nobody has planned
    yet.

    Plans stand in plans.yml of the private folder: who tells what, when, where, to whom, why and
    how. Exit status: 0, or 2 when the command was called wrongly.
    """
    hub, _ = open_right_hub(folder, as_of)
    notes = right_notes(hub, ["plans.yml"] if done else (), "its plans are not numbered rightly")
    fields = {name: str(value) for name, value in given.items() if value is not None}
    if fields and "what" not in fields:
        raise click.UsageError(f"--{next(iter(fields))} goes with --add.")
    if fields:
        _add_plan(hub, fields)
    if done is not None:
        _tell_plan(hub, done)
    if form or out or not (fields or done):
        found = calendar(hub, notes)
        give_paper(editorial.paper(hub, found), editorial.data(hub, found), form, out)


def _add_plan(hub: Hub, fields: dict[str, str]) -> None:
    note = right_note(hub, Plan, fields)
    click.echo(f"{keep(hub, note)}: {note.what} planned for {note.due}")


def _tell_plan(hub: Hub, number: int) -> None:
    file = changed(hub, lambda folder: amend(folder, Plan, number - 1, {"done": hub.as_of}))
    click.echo(f"{file}: plan {number} noted as told on {hub.as_of}")
