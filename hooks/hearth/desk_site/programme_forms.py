"""Forms that take somebody into a programme and let go of old applications, as `hearth programme`
does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hearth.base.reasons import reason
from hearth.contribute.set_fields import NotSetError
from hearth.contribute.taking_in import accept, renew
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, Field, FormResult
from hearth.desk_site.note_forms import written
from hearth.manage.desk.programmes import last_part
from hearth.manage.private.programmes import Application
from hearth.manage.private.writing import NotWrittenError, take_out
from hearth.manage.programmes import PROGRAMME, name_of, over
from hearth.views.cohorts import following

APPLICATIONS = "applications"


def accept_form(desk: ManagerDesk, steps: tuple[str, ...], _: Mapping[str, str]) -> DeskForm | None:
    """``accept/3``: the third application becomes a term in the programme."""
    number = int(steps[0]) if len(steps) == 1 and steps[0].isdigit() else 0
    if not 0 < number <= len(desk.notes.applications):
        return None
    application, words = desk.notes.applications[number - 1], desk.words
    group = desk.hub.groups[application.programme]

    def take(_: Mapping[str, str]) -> FormResult:
        def write(folder: Path) -> Path:
            try:
                return accept(desk.hub, folder, number, application, desk.hub.as_of)[1]
            except NotSetError as error:
                raise NotWrittenError(reason(error)) from None

        return written(desk, APPLICATIONS, write)

    intro = (
        words(
            "%(name)s becomes part of %(programme)s, with a term in the group's file. Tell them "
            "afterwards.",
            name=name_of(desk.hub, application),
            programme=group.name,
        )
        if application.member
        else words(
            "%(name)s has no profile yet: the term waits for it.",
            name=name_of(desk.hub, application),
        )
    )
    return DeskForm(words("Accept"), intro, (), take)


def renew_form(desk: ManagerDesk, steps: tuple[str, ...], _: Mapping[str, str]) -> DeskForm | None:
    """``renew/ambassadors/ada``: another term for somebody who goes on."""
    group = desk.hub.groups.get(steps[0]) if len(steps) == 2 else None
    found = last_part(desk.context, group, steps[1]) if group else None
    if group is None or found is None or found[0].term.until is None:
        return None
    words, term = desk.words, found[0].term
    since, usual = following(group, term)

    def take(sent: Mapping[str, str]) -> FormResult:
        try:
            until = date.fromisoformat(sent["until"]) if "until" in sent else None
        except ValueError:
            return FormResult(wrong={"until": words("Write year-month-day, like 2026-12-03.")})

        def write(folder: Path) -> Path:
            try:
                renew(desk.hub, desk.notes, folder, group, term, until)
            except NotSetError as error:
                raise NotWrittenError(reason(error)) from None
            return folder

        return written(desk, "renewals", write)

    intro = words(
        "%(name)s goes on in %(programme)s: another term from %(day)s, in the group's file.",
        name=term.member.name,
        programme=group.name,
        day=words.long_day(since),
    )
    asked = Field("until", words("Last day of the new term"), "date")
    given = {"until": usual.isoformat() if usual else ""}
    return DeskForm(words("Goes on"), intro, (asked,), take, given)


def let_go_form(desk: ManagerDesk, steps: tuple[str, ...], _: Mapping[str, str]) -> DeskForm | None:
    """``let-go/ambassadors``: applications that led to nothing and are a year old are taken out."""
    group = desk.hub.groups.get(steps[0]) if len(steps) == 1 else None
    if group is None or group.type != PROGRAMME:
        return None
    words, places = desk.words, over(desk.notes, group, desk.hub.as_of)

    def take(_: Mapping[str, str]) -> FormResult:
        if not places:
            return FormResult(words("All of it is done already."))
        return written(desk, APPLICATIONS, lambda folder: take_out(folder, Application, places))

    intro = words(
        "Applications for %(programme)s that led to nothing and are older than a year: "
        "%(number)s. They are taken out of the notes.",
        programme=group.name,
        number=len(places),
    )
    return DeskForm(words("Let go of old applications"), intro, (), take)
