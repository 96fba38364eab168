"""``hearth newsletter``: draft, publish and note the next issue of the newsletter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, as_of, hub_options, out
from hearth.cli.shared.private_notes import append_note, right_notes
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.terminal import give
from hearth.cli.shared.tongue import _
from hearth.edit import record_files
from hearth.kinds.post import Post
from hearth.manage.desk.newsletter import IssueContents, issue_contents, sent_on
from hearth.manage.private import Notes
from hearth.manage.private.notes import Issue
from hearth.model.hub import Hub
from hearth.papers.newsletter import NewsletterIssue, as_post, draft, lasting
from hearth.papers.newsletter_mail import mail
from hearth.wording.safe import SafeHtml

REPORTS = "reports"


@dataclass(frozen=True)
class _Issue:
    """A draft in every form."""

    draft: NewsletterIssue

    @property
    def markdown(self) -> str:
        return self.draft.markdown

    @property
    def plain_text(self) -> str:
        return self.draft.plain_text

    @property
    def html(self) -> SafeHtml:
        return mail(self.draft)


@click.command()
@hub_options
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
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(hub)
    if since and since >= hub.as_of:
        raise click.UsageError(
            _(
                "--since %(since)s is not before the day of the issue, %(as_of)s.",
                since=since,
                as_of=hub.as_of,
            )
        )
    contents = issue_contents(hub, notes, since)
    issue = _Issue(draft(hub.public(), contents, opening))
    if keep:
        for ending, words in (
            (".md", issue.markdown),
            (".html", str(issue.html)),
            (".txt", issue.plain_text),
        ):
            give(words, folder / REPORTS / f"newsletter-{contents.number}{ending}")
    if publish:
        _publish(folder, issue.draft)
    if sent:
        _note(hub, notes, contents, issue.draft)
    if out or form or not (keep or publish or sent):
        give_paper(issue, issue.draft.data, form, out)


def _publish(folder: Path, issue: NewsletterIssue) -> None:
    """Write the issue as a post, never over another file."""
    if not lasting(issue.sections):
        raise click.ClickException(
            _("There is nothing in it for more than a day, so nothing was published.")
        )
    fields = as_post(issue)
    path = record_files.path_of(Post.KIND, f"{issue.day:%Y-%m}-newsletter-{issue.number}", fields)
    words = record_files.text_of(Post.KIND, fields)
    if not record_files.reads_back(path, words, fields):
        raise click.ClickException(
            _("%(path)s cannot be written so that it reads back as it was given.", path=path)
        )
    try:
        record_files.write_new(folder, path, words)
    except FileExistsError as error:
        raise click.ClickException(_("%(error)s. Nothing was published.", error=error)) from None
    click.echo(_("%(file)s written", file=folder / path))


def _note(hub: Hub, notes: Notes, contents: IssueContents, issue: NewsletterIssue) -> None:
    if already := sent_on(notes, hub.as_of):
        raise click.ClickException(
            _(
                "Newsletter %(number)s is noted as sent on %(date)s already.",
                number=already.number,
                date=already.date,
            )
        )
    note = Issue(number=contents.number, date=contents.day, subject=issue.subject)
    click.echo(
        _(
            "%(file)s: newsletter %(number)s noted as sent on %(day)s",
            file=append_note(hub, note),
            number=contents.number,
            day=contents.day,
        )
    )
