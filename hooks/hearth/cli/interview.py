"""``hearth interview``: the notebook of talks with members, by what they agreed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import (
    remove_alone,
    right_note,
    right_notes,
    write_alone,
)
from hearth.cli.shared.records import record_named
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _, tell
from hearth.edit.record_files import text_of, write_new
from hearth.kinds.post import Post
from hearth.kinds.vocabulary import Topic
from hearth.manage.asking import quotes_to_publish
from hearth.manage.cases import next_number
from hearth.manage.private import Notes
from hearth.manage.private.interviews import CONSENTS, ResearchInterview
from hearth.model.hub import Hub
from hearth.papers.interviews import (
    ASK_FIRST,
    interview_paper,
    notebook_data,
    notebook_paper,
    research_post,
)


@dataclass(frozen=True)
class InterviewCall:
    """What the command was called with."""

    hub: Hub
    notes: Notes
    number: str | None
    words: str
    day: date
    consent: str | None
    member: str | None
    by: str | None
    topics: tuple[str, ...]
    keep: bool
    form: str | None
    out: Path | None


def _list(called: InterviewCall) -> None:
    paper = notebook_paper(called.hub, called.notes)
    give_paper(paper, notebook_data(called.notes), called.form, called.out)


def _named(called: InterviewCall) -> tuple[str, ResearchInterview]:
    talks, number = called.notes.interviews, called.number
    if number is None or number not in talks:
        raise click.UsageError(
            _(
                "There is no interview %(number)s. Interviews are: %(numbers)s.",
                number=number or "",
                numbers=", ".join(talks) or _("none yet"),
            )
        )
    return number, talks[number]


def _show(called: InterviewCall) -> None:
    number, talk = _named(called)
    paper = interview_paper(called.hub, number, talk)
    give_paper(paper, talk.model_dump(mode="json"), called.form, called.out)


def _new(called: InterviewCall) -> None:
    """What was agreed comes first: without it nothing is written."""
    consent = called.consent
    if consent is None:
        click.echo(_(ASK_FIRST))
        consent = click.prompt(_("What was agreed"), type=OneOf(CONSENTS))
    number = next_number(called.notes.interviews, called.day.year)
    note = " ".join(filter(None, (called.number, called.words)))
    fields = {
        "date": called.day.isoformat(),
        "consent": consent,
        "by": called.by,
        "member": called.member,
        "topics": list(called.topics),
        "note": note,
    }
    _write(called, number, fields)


def _write(called: InterviewCall, number: str, fields: Mapping[str, object]) -> None:
    told = {name: value for name, value in fields.items() if value}
    found = right_note(called.hub, ResearchInterview, told)
    file = write_alone(called.hub, "interviews", number, found)
    click.echo(_("Interview %(number)s is kept in %(file)s.", number=number, file=file))


def _quote(called: InterviewCall) -> None:
    number, talk = _named(called)
    if len(called.topics) != 1:
        raise click.UsageError(_("Say which topic a quote is about: --topic ID."))
    quote = {
        "topic": called.topics[0],
        "said": called.words or click.prompt(_("What was said, word for word")),
        **({"publish": "no"} if called.keep else {}),
    }
    before = talk.model_dump(mode="json", exclude_defaults=True)
    _write(called, number, {**before, "quotes": [*before.get("quotes", []), quote]})


def _draft(called: InterviewCall) -> None:
    """A draft begins with `_`: nothing of it is published before somebody gives it its name."""
    hub, topic = called.hub, record_named(called.hub, Topic, called.number or "").id
    if not quotes_to_publish(called.notes, topic):
        raise click.ClickException(_("Nothing was said about it that may be published."))
    fields = research_post(hub, called.notes, topic, called.by)
    path = f"content/news/_{called.day:%Y-%m}-{topic}.md"
    try:
        write_new(hub.root, path, text_of(Post.KIND, fields))
    except FileExistsError as error:
        raise click.ClickException(tell(error)) from None
    click.echo(
        _("%(path)s is a draft. Read it with whoever is quoted, then take the _ away.", path=path)
    )


def _forget(called: InterviewCall) -> None:
    number, _talk = _named(called)
    remove_alone(called.hub, "interviews", number)
    click.echo(_("Interview %(number)s is gone.", number=number))


ACTIONS: dict[str, Callable[[InterviewCall], None]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "quote": _quote,
    "draft": _draft,
    "forget": _forget,
}


@click.command()
@click.argument("action", type=OneOf(tuple(ACTIONS)), default="list")
@click.argument("number", required=False)
@click.argument("text", nargs=-1)
@click.option(
    "--consent", type=OneOf(CONSENTS), help="What was agreed; else you are asked, with the words."
)
@click.option("--with", "member", metavar="ID", help="With whom: a member's id; may be left out.")
@click.option("--by", metavar="ID", help="Who asked, or writes the post: a member's id.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="A topic; repeatable.")
@click.option("--keep", is_flag=True, help="The quote stays in the notebook, whatever was agreed.")
@click.option("--on", type=DayType(), help="The day of the talk; else today.")
@hub_options
@as_of
@form_option
@out
def interview(
    action: str,
    number: str | None,
    text: tuple[str, ...],
    on: date | None,
    folder: Path,
    as_of: date | None,
    **more: object,
) -> None:
    """Keep a notebook of interviews: ACTION is list, new, show, quote, draft or forget.

    Nothing is kept without what was agreed. `quote` adds what was said about a topic; `draft`, with
    a topic in the place of NUMBER, drafts a research note of quotes that may be published. The
    board of needs counts how many interviews named each topic.
    """
    hub = open_right_hub(folder, as_of)[0]
    words = " ".join(text).strip()
    ACTIONS[action](
        InterviewCall(hub, right_notes(hub), number, words, on or hub.as_of, **more)  # type: ignore[arg-type]
    )
