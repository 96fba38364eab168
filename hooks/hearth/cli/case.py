"""``hearth case``: reports of misconduct, from the day they are received to their close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.base.languages import words_for
from hearth.cli.shared.cases import (
    case_named,
    mark,
    members_named,
    opened,
    secret,
    without_names,
    write_case,
)
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import append_note, remove_alone, right_notes, write_alone
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _, listed, words_now
from hearth.manage.cases import (
    deadlines,
    moderation_years,
    names_of,
    next_number,
    over,
    reduced,
    who_decides,
)
from hearth.manage.private import Notes
from hearth.manage.private.cases import OUTCOMES, Case
from hearth.model.hub import Hub
from hearth.papers.case_letters import LETTERS, letter
from hearth.papers.cases import HONESTLY, case_paper, cases_data, cases_paper, years_paper


@dataclass(frozen=True)
class Asked:
    """What the command was called with."""

    hub: Hub
    notes: Notes
    number: str | None
    words: str
    me: str | None
    day: date
    reporter: str | None
    about: tuple[str, ...]
    who: tuple[str, ...]
    answered: bool
    asked_back: bool
    until: date | None
    language: str | None
    form: str | None
    out: Path | None

    @property
    def text(self) -> str:
        """Everything said after the action, where no number is expected."""
        return " ".join(filter(None, (self.number, self.words)))


def _list(asked: Asked) -> None:
    cases = asked.notes.cases
    give_paper(cases_paper(asked.hub, cases), cases_data(asked.hub, cases), asked.form, asked.out)


def _new(asked: Asked) -> None:
    hub, text = asked.hub, asked.text
    reporter, about = asked.reporter, list(asked.about)
    if not text:
        text = click.prompt(_("What was reported, without names"))
        reporter = reporter or click.prompt(
            _("Who reported it: a member's id, a capital letter, or nothing"), default="",
            show_default=False,
        )  # fmt: skip
        said = about or click.prompt(
            _("Whom it is about, parted by commas"), default="", show_default=False
        ).split(",")
        about = [name.strip() for name in said if name.strip()]
    who = members_named(hub, asked.who) or who_decides(hub, [reporter or "", *about])
    if not who or {reporter, *about} & {*who}:
        raise click.UsageError(
            _("Say who may open it, and nobody whom it concerns: --who ID, repeatable.")
        )
    number = next_number(asked.notes.cases, asked.day.year)
    found, file = write_case(
        hub,
        number,
        Case(received=asked.day),
        received_by=asked.me,
        what=without_names(hub, text),
        reporter=mark(hub, reporter) if reporter else None,
        about=[mark(hub, name) for name in about],
        may_see=who,
    )
    click.echo(_("Case %(number)s is kept in %(file)s.", number=number, file=file))
    _tell_due(hub, found)
    click.echo(_(HONESTLY))


def _tell_due(hub: Hub, case: Case) -> None:
    """Say what comes next and who may open it."""
    for one in deadlines(case, hub.community.conduct):
        day = words_now().long_day(one.day)
        click.echo("  " + _("Until %(day)s: %(what)s", day=day, what=_(one.what)))
    people = listed([hub.members[name].name for name in case.may_see])
    click.echo("  " + _("May open it: %(people)s", people=people))


def _show(asked: Asked) -> None:
    number, case = opened(asked.hub, asked.notes, asked.number, asked.me)
    names = names_of(asked.hub, case, secret())
    paper = case_paper(asked.hub, asked.notes.cases, number, names)
    give_paper(paper, case.model_dump(mode="json"), asked.form, asked.out)


def _step(asked: Asked) -> None:
    number, case = opened(asked.hub, asked.notes, asked.number, asked.me)
    day = asked.day.isoformat()
    text = asked.words or (_("Answered") if asked.answered else "")
    text = text or (_("Asked whether it has stopped") if asked.asked_back else "")
    steps = [step.model_dump(mode="json", exclude_none=True) for step in case.steps]
    step = {"date": day, "what": without_names(asked.hub, text or click.prompt(_("What was done")))}
    fields: dict[str, object] = {
        "steps": [*steps, {**step, **({"by": asked.me} if asked.me else {})}]
    }
    if asked.answered:
        fields["answered"] = day
    if asked.asked_back:
        fields["asked_back"] = day
    if asked.until:
        fields["decide_by"] = asked.until.isoformat()
    if asked.who:
        fields["may_see"] = members_named(asked.hub, [*case.may_see, *asked.who])
    found, file = write_case(asked.hub, number, case, **fields)
    click.echo(_("Noted in %(file)s.", file=file))
    _tell_due(asked.hub, found)


def _close(asked: Asked) -> None:
    number, case = opened(asked.hub, asked.notes, asked.number, asked.me)
    outcome = asked.words or click.prompt(_("Outcome"), type=OneOf(OUTCOMES))
    day = asked.day.isoformat()
    answered = (case.answered or asked.day).isoformat()
    found, file = write_case(
        asked.hub, number, case, outcome=outcome, closed=day, answered=answered
    )
    click.echo(_("Noted in %(file)s.", file=file))
    _tell_due(asked.hub, found)


def _letter(asked: Asked) -> None:
    number, case = opened(asked.hub, asked.notes, asked.number, asked.me)
    if asked.words not in LETTERS:
        raise click.UsageError(
            _("Say which letter. It can be %(choices)s.", choices=", ".join(LETTERS))
        )
    words = words_for(asked.language) if asked.language else asked.hub.words
    paper = letter(asked.hub, number, case, asked.words, words)
    give_paper(paper, {"title": paper.title, "text": paper.plain_text}, asked.form, asked.out)


def _years(asked: Asked) -> None:
    years = moderation_years(asked.notes, asked.hub.as_of).values()
    data = [one.model_dump(mode="json") for one in years]
    give_paper(years_paper(asked.hub, asked.notes), data, asked.form, asked.out)


def _due(asked: Asked) -> list[tuple[str, Case]]:
    """The case that is named, or every one whose time is over."""
    conduct, day = asked.hub.community.conduct, asked.hub.as_of
    if asked.number:
        number, case = case_named(asked.notes, asked.number)
        if not over(case, conduct, day):
            opened(asked.hub, asked.notes, number, asked.me)
        if case.closed is None:
            raise click.UsageError(_("Case %(number)s is not closed yet.", number=number))
        return [(number, case)]
    return [item for item in asked.notes.cases.items() if over(item[1], conduct, day)]


def _reduce(asked: Asked) -> None:
    found = [(number, case) for number, case in _due(asked) if not case.reduced]
    for number, case in found:
        write_alone(asked.hub, "cases", number, reduced(case, asked.hub.as_of))
    _tell_numbers(_("Reduced to what the yearly counts need: %(cases)s."), found)


def _forget(asked: Asked) -> None:
    """A year's counts are noted before the first of its cases is gone, or they would be wrong."""
    found = _due(asked)
    if running := [number for number, case in found if case.received.year == asked.hub.as_of.year]:
        raise click.UsageError(
            _(
                "The year of case %(number)s is not over, and its counts would be wrong. Reduce "
                "it: hearth case reduce %(number)s",
                number=running[0],
            )
        )
    counts = moderation_years(asked.notes, asked.hub.as_of)
    for year in sorted({case.received.year for _number, case in found}):
        if counts[year] not in asked.notes.moderation:
            append_note(asked.hub, counts[year])
    for number, _case in found:
        remove_alone(asked.hub, "cases", number)
    _tell_numbers(_("Gone: %(cases)s. Their years stay counted in moderation.yml."), found)


def _tell_numbers(said: str, found: list[tuple[str, Case]]) -> None:
    numbers = ", ".join(number for number, _case in found)
    click.echo(said % {"cases": numbers} if found else _("No case is to be let go of."))


ACTIONS: dict[str, Callable[[Asked], None]] = {
    "list": _list,
    "new": _new,
    "show": _show,
    "step": _step,
    "close": _close,
    "letter": _letter,
    "years": _years,
    "reduce": _reduce,
    "forget": _forget,
}


@click.command()
@click.argument("action", type=OneOf(tuple(ACTIONS)), default="list")
@click.argument("number", required=False)
@click.argument("text", nargs=-1)
@click.option("--as", "me", metavar="ID", envvar="HEARTH_ME", help="Who you are: a member's id.")
@click.option("--on", type=DayType(), help="The day it was received or done; else today.")
@click.option("--from", "reporter", metavar="WHO", help="Who reported it; kept as a pseudonym.")
@click.option(
    "--about", multiple=True, metavar="WHO", help="Whom it is about; repeatable, and kept likewise."
)
@click.option("--who", multiple=True, metavar="ID", help="Who may open it; repeatable.")
@click.option("--answered", is_flag=True, help="The step was an answer to whoever reported it.")
@click.option("--asked-back", is_flag=True, help="The step was to ask whether it has stopped.")
@click.option("--until", type=DayType(), help="Another day for the decision.")
@click.option("--language", metavar="LANGUAGE", help="The language of a letter; else the hub's.")
@hub_options
@as_of
@form_option
@out
def case(
    action: str,
    number: str | None,
    text: tuple[str, ...],
    me: str | None,
    on: date | None,
    folder: Path,
    as_of: date | None,
    **more: object,
) -> None:
    """Keep reports of misconduct: ACTION is list, new, show, step, close, letter, years, reduce or
    forget.

    A case lies in the private folder, names nobody, and is opened only for those whom it names as
    its readers. `step` and `close` say what was done and how it ended, `letter` drafts an answer
    (receipt, more, to-reporter, to-reported, to-all), `years` counts, and `reduce` and `forget` let
    go of what is over.
    """
    hub = open_right_hub(folder, as_of)[0]
    notes = right_notes(hub)
    person = Path(me).stem if me else None
    if person and person not in hub.members:
        raise click.UsageError(_("There is no member %(id)s.", id=repr(person)))
    words = " ".join(text).strip()
    ACTIONS[action](
        Asked(hub, notes, number, words, person, on or hub.as_of, **more)  # type: ignore[arg-type]
    )
