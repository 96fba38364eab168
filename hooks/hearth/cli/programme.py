"""``hearth programme``: who applied, who takes part and what they agreed to, what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from hearth.base.languages import words_for
from hearth.cli.shared.open_hub import open_right_hub
from hearth.cli.shared.options import DayType, OneOf, as_of, hub_options, out
from hearth.cli.shared.private_notes import changed_file, place_in, right_notes, shown
from hearth.cli.shared.records import record_named
from hearth.cli.shared.render_output import form_option, give_paper
from hearth.cli.shared.tongue import _, ngettext, tell
from hearth.contribute.set_fields import NotSetError
from hearth.contribute.taking_in import accept, renew
from hearth.kinds.group import Group
from hearth.manage.desk.programmes import last_part, programme_contents
from hearth.manage.figures import MetricContext
from hearth.manage.private import Notes
from hearth.manage.private.programmes import Application
from hearth.manage.private.writing import NotWrittenError, take_out
from hearth.manage.programmes import PROGRAMME, name_of, over
from hearth.model.hub import Hub
from hearth.papers.certificate import certificate
from hearth.papers.programmes import programme_paper, programmes_data, programmes_paper


@dataclass(frozen=True)
class ProgrammeAsked:
    """What the command was called with."""

    hub: Hub
    notes: Notes
    programme: str | None
    who: str | None
    until: date | None
    language: str | None
    form: str | None
    out: Path | None

    @property
    def context(self) -> MetricContext:
        return MetricContext.of(self.hub, self.notes)


def _list(called: ProgrammeAsked) -> None:
    found = programme_contents(called.context)
    give_paper(
        programmes_paper(called.hub, found),
        programmes_data(called.hub, found),
        called.form,
        called.out,
    )


def _group(called: ProgrammeAsked) -> Group:
    group = record_named(called.hub, Group, called.programme or "")
    if group.type != PROGRAMME:
        raise click.UsageError(
            _(
                "%(name)s is no programme: its type is %(type)s.",
                name=group.id,
                type=group.type,
            )
        )
    return group


def _show(called: ProgrammeAsked) -> None:
    found = programme_contents(called.context, _group(called).id)
    give_paper(
        programme_paper(called.hub, found[0]),
        programmes_data(called.hub, found),
        called.form,
        called.out,
    )


def _certificate(called: ProgrammeAsked) -> None:
    group = _group(called)
    found = last_part(called.context, group, called.who or "")
    if found is None:
        raise _never(called, group)
    words = words_for(called.language) if called.language else called.hub.words
    part, cohort = found
    paper = certificate(called.hub, group, part, cohort, words)
    data = {"programme": group.id, "member": called.who, "cohort": cohort or None}
    give_paper(paper, data, called.form, called.out)


def _application(called: ProgrammeAsked) -> tuple[int, Application]:
    """The application by its number in its file; ends the command when it is of another
    programme."""
    number, found = called.who or "", called.notes.applications
    place = int(number) if number.isdigit() else 0
    if not 0 < place <= len(found) or found[place - 1].programme != called.programme:
        mine = [
            f"{place} ({name_of(called.hub, one)})"
            for place, one in enumerate(found, 1)
            if one.programme == called.programme
        ]
        raise click.UsageError(
            _(
                "Say which application: %(numbers)s.",
                numbers=", ".join(mine) or _("there is none"),
            )
        )
    return place, found[place - 1]


def _accept(called: ProgrammeAsked) -> None:
    _group(called)
    place, note = _application(called)
    try:
        change, file = accept(called.hub, place_in(called.hub), place, note, called.hub.as_of)
    except (NotSetError, NotWrittenError) as error:
        raise click.ClickException(tell(error)) from None
    if change:
        for line in change.diff()[2:]:
            click.echo(line)
    elif note.member is None:
        click.echo(
            _("%(name)s has no profile yet: the term waits for it.", name=name_of(called.hub, note))
        )
    click.echo(_("Noted in %(file)s.", file=shown(file)))


def _renew(called: ProgrammeAsked) -> None:
    group = _group(called)
    last, notes = last_part(called.context, group, called.who or ""), called.notes
    if last is None:
        raise _never(called, group)
    try:
        folder = place_in(called.hub)
        change = renew(called.hub, notes, folder, group, last[0].term, called.until)
    except (NotSetError, NotWrittenError) as error:
        raise click.ClickException(tell(error)) from None
    for line in change.diff()[2:]:
        click.echo(line)


def _never(called: ProgrammeAsked, group: Group) -> click.UsageError:
    who = repr(called.who or "")
    return click.UsageError(_("%(who)s never took part in %(name)s.", who=who, name=group.id))


def _let_go(called: ProgrammeAsked) -> None:
    places = over(called.notes, _group(called), called.hub.as_of)
    if places:
        changed_file(called.hub, lambda folder: take_out(folder, Application, places))
    click.echo(
        ngettext(
            "%(number)s application was taken out.",
            "%(number)s applications were taken out.",
            len(places),
            number=len(places),
        )
    )


ACTIONS: dict[str, Callable[[ProgrammeAsked], None]] = {
    "list": _list,
    "show": _show,
    "accept": _accept,
    "certificate": _certificate,
    "renew": _renew,
    "let-go": _let_go,
}


NEEDED = {
    "accept": ("applications.yml",),
    "let-go": ("applications.yml",),
    "renew": ("renewals.yml",),
}
"""The notes in which nothing may be left out for an action."""


@click.command()
@click.argument("action", type=OneOf(tuple(ACTIONS)), default="list")
@click.argument("programme", required=False)
@click.argument("who", required=False)
@click.option(
    "--language", metavar="LANGUAGE", help="The language of a certificate; else the hub's."
)
@click.option("--until", type=DayType(), help="The last day of another term; else the usual one.")
@hub_options
@as_of
@form_option
@out
def programme(action: str, folder: Path, as_of: date | None, **more: object) -> None:
    """Look after programmes of ambassadors, mentors and others: ACTION is list, show, accept,
    certificate, renew or let-go.

    `show` names who applied and waits for what, who takes part and what they agreed to, and what
    earlier cohorts took and brought. `accept` takes the number of an application in
    applications.yml and gives the person a term; `certificate` takes a member and writes a page to
    print (--out ada.html); `renew` gives a member another term; `let-go` takes out applications
    that led to nothing and are a year old.
    """
    hub = open_right_hub(folder, as_of)[0]
    needed = NEEDED.get(action, ())
    notes = right_notes(hub, needed, _("what is noted already cannot be told"))
    ACTIONS[action](ProgrammeAsked(hub, notes, **more))  # type: ignore[arg-type]
