"""``hearth survey``: short questions in versions, and what came of asking as counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, NumberType, OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import right_note, right_notes, write_alone
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _, count, ngettext, tell
from hearth.contribute.importing.detect import form_of, read_rows
from hearth.contribute.importing.survey_answers import CountedAnswers, counted_answers
from hearth.contribute.importing.tables import MAX_BYTES, UnreadableError
from hearth.manage.asking import BELONGING_SOURCE, READY, ready_questions, with_questions
from hearth.manage.private import Notes
from hearth.manage.private.reading import occurrence_named
from hearth.manage.private.surveys import Survey, SurveyQuestion
from hearth.model.hub import Hub
from hearth.papers.surveys import survey_paper, surveys_paper

_NAME = re.compile("[a-z0-9][a-z0-9-]{0,40}")
TITLES = {"belonging": "Sense of belonging", "event": "Feedback on events"}
"""Titles of surveys whose questions are ready, as their figures are called."""


@dataclass(frozen=True)
class Request:
    """What the command was called with."""

    hub: Hub
    notes: Notes
    name: str | None
    file: Path | None
    like: str | None
    questions: tuple[str, ...]
    asked: float | None
    answered: float | None
    since: date | None
    until: date | None
    event: str | None
    form: str | None
    out: Path | None


def _list(request: Request) -> None:
    data = {name: survey.model_dump(mode="json") for name, survey in request.notes.surveys.items()}
    give_paper(surveys_paper(request.hub, request.notes), data, request.form, request.out)


def _named(request: Request) -> tuple[str, Survey]:
    surveys, name = request.notes.surveys, request.name
    if name is None or name not in surveys:
        raise click.UsageError(
            _(
                "There is no survey %(name)s. Surveys are: %(names)s.",
                name=name or "",
                names=", ".join(surveys) or _("none yet"),
            )
        )
    return name, surveys[name]


def _show(request: Request) -> None:
    survey = _named(request)[1]
    paper = survey_paper(request.hub, survey)
    give_paper(paper, survey.model_dump(mode="json"), request.form, request.out)


def _new(request: Request) -> None:
    hub, name = request.hub, request.name
    if name is None or not _NAME.fullmatch(name):
        raise click.UsageError(
            _("Give the survey a name of small letters, digits and dashes, such as autumn.")
        )
    before = request.notes.surveys.get(name)
    questions = _questions(request, before)
    title = before.title if before else hub.words.noted(TITLES.get(request.like or "", name))
    source = BELONGING_SOURCE if request.like == "belonging" else None
    survey = with_questions(before, title, questions, hub.as_of, source)
    if survey is before:
        click.echo(_("It asks that already."))
        return
    file = write_alone(hub, "surveys", name, survey)
    click.echo(
        _(
            "Version %(number)s with %(questions)s is kept in %(file)s.",
            number=survey.newest.version,
            questions=count(len(questions), "question"),
            file=file,
        )
    )


def _questions(request: Request, before: Survey | None) -> list[SurveyQuestion]:
    """Those that are ready, and those of one's own; what is asked already keeps its id."""
    hub, community = request.hub, request.hub.community
    name = community.short_name or community.name
    found = ready_questions(request.like, name, hub.words) if request.like else []
    texts = list(request.questions)
    while not found and not texts:
        texts.append(click.prompt(_("What you ask, to be answered from 1 to 5")))
    known = {
        one.text: one
        for version in (before.versions if before else ())
        for one in version.questions
    }
    taken = len(known)
    for text in texts:
        one = known.get(text)
        taken += one is None
        found.append(one or SurveyQuestion(id=f"q{taken}", text=text))
    return found


def _take(request: Request) -> None:
    name, survey = _named(request)
    hub, newest = request.hub, survey.newest
    found = _counted(request, newest.questions)
    answered = found.people if found.people is not None else request.answered
    if answered is None:
        raise click.UsageError(
            _("A table of counts does not tell how many answered. Say --answered N.")
        )
    if request.event and not occurrence_named(hub, request.event):
        raise click.UsageError(
            _("%(event)s is no event, or date of a series (EVENT@DAY).", event=request.event)
        )
    until = request.until or hub.as_of
    result = {
        "version": newest.version,
        "since": (request.since or until).isoformat(),
        "until": until.isoformat(),
        "asked": request.asked,
        "answered": answered,
        "event": request.event,
        "answers": found.answers,
    }
    told = survey.model_dump(mode="json", exclude_none=True)
    kept = {key: value for key, value in result.items() if value is not None}
    # The same asking, taken again, takes the place of what it gave before.
    others = [one for one in told["results"] if _asking(one) != _asking(kept)]
    after = {**told, "results": [*others, kept]}
    file = write_alone(hub, "surveys", name, right_note(hub, Survey, after))
    _tell(found, int(answered), request.asked)
    click.echo(_("Noted in %(file)s.", file=file))


def _asking(result: Mapping[str, object]) -> tuple[object, ...]:
    return result["version"], result["until"], result.get("event")


def _counted(request: Request, questions: list[SurveyQuestion]) -> CountedAnswers:
    file = request.file
    if file is None or not file.is_file():
        raise click.UsageError(_("There is no file %(file)s.", file=file or ""))
    try:
        with file.open("rb") as stream:
            rows = read_rows(form_of(file.name), stream.read(MAX_BYTES + 1))
        return counted_answers(rows, questions)
    except UnreadableError as wrong:
        raise click.UsageError(_("%(file)s %(why)s", file=file, why=tell(wrong))) from None


def _tell(found: CountedAnswers, answered: int, asked: float | None) -> None:
    """What was counted, and what of the table is left out."""
    click.echo(
        _("%(number)s answered; how many were asked is not known: --asked N.", number=answered)
        if asked is None
        else _("%(answered)s of %(asked)s who were asked answered.", answered=answered, asked=asked)
    )
    if found.missing:
        missing = ", ".join(found.missing)
        click.echo(_("Nobody answered, so it is missing: %(questions)s.", questions=missing))
    if found.beside:
        columns = ", ".join(found.beside)
        click.echo(_("No question, so nothing of it is kept: %(columns)s.", columns=columns))
    if found.odd:
        click.echo(
            ngettext(
                "%(num)s cell is no answer to its question and is left out.",
                "%(num)s cells are no answers to their questions and are left out.",
                found.odd,
            )
        )


ACTIONS: dict[str, Callable[[Request], None]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "take": _take,
}
_PEOPLE = NumberType(0, 1_000_000)


@click.command()
@click.argument("action", type=OneOf(tuple(ACTIONS)), default="list")
@click.argument("name", required=False)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--like", type=OneOf(READY), help="With questions that are ready.")
@click.option(
    "--question", "questions", multiple=True, help="A question, answered from 1 to 5; repeatable."
)
@click.option("--asked", type=_PEOPLE, metavar="NUMBER", help="How many people were asked.")
@click.option(
    "--answered",
    type=_PEOPLE,
    metavar="NUMBER",
    help="How many answered, where a table of counts does not tell.",
)
@click.option("--since", type=DayType(), help="The first day on which answers came.")
@click.option("--until", type=DayType(), help="The last day on which answers came; else today.")
@click.option("--event", help="The event it was about; EVENT@DAY for a date of a series.")
@hub_options
@as_of
@form_option
@out
def survey(
    action: str,
    name: str | None,
    folder: Path,
    as_of: date | None,
    **more: object,
) -> None:
    """Keep surveys: ACTION is list, new, show or take.

    `new` writes questions, or a new version of them; `show` has them as they are to be asked, and
    what came of it. `take` counts the answers of FILE, a table with a row for each person or one of
    counts: only how often each answer was given is kept, and nothing of any person.
    """
    hub = open_right_hub(folder, as_of)[0]
    ACTIONS[action](Request(hub, right_notes(hub), name, **more))  # type: ignore[arg-type]
