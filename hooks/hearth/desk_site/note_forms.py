"""Forms that write notes, through what `hearth note`, `hearth thank`, `hearth plan` and `hearth
introduce` write with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hearth.base.reasons import reason
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, Field, FormResult
from hearth.desk_site.note_titles import TITLES
from hearth.desk_site.question import field_of, meant
from hearth.kinds.fields import Part
from hearth.manage.private.folder import NotPrivateError, private_folder
from hearth.manage.private.notes import FILES, Introduction
from hearth.manage.private.noting import (
    STEPS,
    add,
    introduction_of,
    is_list,
    is_noted,
    kind_of,
    problem_of,
    values,
)
from hearth.manage.private.reading import checked
from hearth.manage.private.writing import NotWrittenError, amend, append, notes_in

Given = Mapping[str, str]
TODAY = "today"
"""What stands for the day of whoever fills a form, in an address."""


# -- questions -------------------------------------------------------------------------------------


def fields_of(desk: ManagerDesk, model: type[Part]) -> tuple[Field, ...]:
    """A question for each field of a note, in words."""
    return tuple(
        field_of(desk, model, name, name, info.is_required())
        for name, info in model.model_fields.items()
    )


# -- answers ---------------------------------------------------------------------------------------


def _given(
    desk: ManagerDesk, form: tuple[Field, ...], model: type[Part], sent: Mapping[str, str]
) -> Any:
    """The answers as fields of a note; who is known by name alone is named by it."""
    known = {one.name: one for one in form}
    answers = {
        name: desk.hub.as_of.isoformat()
        if text == TODAY
        else meant(known[name], text, is_list(model, name))
        for name, text in sent.items()
    }
    return values(model, answers, desk.hub.as_of)


def _wrong(desk: ManagerDesk, fields: Mapping[str, Any], model: type[Part]) -> dict[str, str]:
    """What is wrong with fields, by field."""
    _, complaints = checked(desk.hub, dict(fields), model)
    found: dict[str, str] = {}
    for complaint in complaints:
        name = str(complaint.field[0]) if complaint.field else ""
        said = desk.words.told(problem_of(fields, complaint).message)
        found[name] = f"{found[name]} {said}" if name in found else said
    return found


def _unreadable(desk: ManagerDesk, kind: str) -> str:
    """Why nothing may be written into a list: something in it is wrong and was left out."""
    if f"{kind}.yml" not in desk.notes.wrong:
        return ""
    problems = (one for one in desk.wrong_notes if one.path == f"{kind}.yml")
    return desk.words(
        "%(file)s has a mistake; put it right first: %(why)s",
        file=f"{desk.hub.settings.private}/{kind}.yml",
        why=" ".join(f"{one.line}:{one.column} {desk.words.told(one.message)}" for one in problems),
    )


def written(desk: ManagerDesk, kind: str, write: Any) -> FormResult:
    """Write into the private folder, and tell where; what stands against it, else."""
    if why := _unreadable(desk, kind):
        return FormResult(wrong={"": why})
    try:
        write(private_folder(desk.hub))
    except (NotWrittenError, NotPrivateError) as error:
        return FormResult(wrong={"": desk.words.told(reason(error))})
    except OSError as error:
        return FormResult(wrong={"": f"{error.strerror or error}: {error.filename}"})
    return FormResult(
        desk.words("Noted in %(file)s.", file=f"{desk.hub.settings.private}/{kind}.yml")
    )


# -- forms -----------------------------------------------------------------------------------------


def note_form(desk: ManagerDesk, steps: tuple[str, ...], _: Given) -> DeskForm | None:
    """``note/thanks``: a new note of a kind."""
    if len(steps) != 1 or steps[0] not in FILES:
        return None
    kind, model = steps[0], FILES[steps[0]]
    asked = fields_of(desk, model)

    def take(sent: Mapping[str, str]) -> FormResult:
        given = _given(desk, asked, model, sent)
        if wrong := _wrong(desk, given, model):
            return FormResult(wrong=wrong)
        note: Any = checked(desk.hub, given, model)[0]
        if is_noted(desk.notes, note):
            private = desk.hub.settings.private
            told = "That is noted already, in %(private)s/%(kind)s.yml."
            return FormResult(desk.words(told, private=private, kind=kind))
        return written(desk, kind, lambda folder: add(folder, desk.notes, note, given))

    today = [one.name for one in asked if one.required and one.type == "date" and one.name != "due"]
    usual = dict.fromkeys(today, desk.hub.as_of.isoformat())
    return DeskForm(desk.words.noted(TITLES[kind]), _intro(desk, model), asked, take, usual)


def change_form(desk: ManagerDesk, steps: tuple[str, ...], _: Given) -> DeskForm | None:
    """``change/insights/3``: a note that is there, with what is to be added or changed."""
    if len(steps) != 2 or steps[0] not in FILES or not steps[1].isdigit():
        return None
    (kind, number), model = steps, FILES[steps[0]]
    before = _entry(desk, model, int(number))
    if before is None:
        return None
    asked = fields_of(desk, model)
    shown = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in before.items()
    }

    def take(sent: Mapping[str, str]) -> FormResult:
        new = {name: text for name, text in sent.items() if text != shown.get(name)}
        more = _given(desk, asked, model, new)
        more = {name: value for name, value in more.items() if name in new}
        if wrong := _wrong(desk, {**before, **more}, model):
            return FormResult(wrong=wrong)
        return written(
            desk, kind, lambda folder: amend(folder, model, int(number), more, over=more)
        )

    return DeskForm(desk.words.noted(TITLES[kind]), _intro(desk, model), asked, take, shown)


def step_form(desk: ManagerDesk, steps: tuple[str, ...], _: Given) -> DeskForm | None:
    """``step``: how far an introduction has come; one that nobody noted yet is noted with it."""
    if steps:
        return None
    people = fields_of(desk, Introduction)[0]
    words = tuple((step, desk.words.noted(step.replace("-", " "))) for step in STEPS)
    asked = (people, Field("step", desk.words("How far it has come"), "select", True, words))

    def take(sent: Mapping[str, str]) -> FormResult:
        given = _given(desk, (people,), Introduction, {"people": sent.get("people", "")})
        new = {**given, "suggested": desk.hub.as_of.isoformat()}
        field, value = STEPS.get(sent.get("step", ""), ("", None))
        if wrong := _wrong(desk, new, Introduction):
            return FormResult(wrong=wrong)
        if not field:
            return FormResult(wrong={"step": desk.words("Choose one.")})
        more = {field: value or desk.hub.as_of.isoformat()}
        place = introduction_of(desk.notes, given["people"])
        note: Any = checked(desk.hub, {**new, **more}, Introduction)[0]

        def write(folder: Path) -> Path:
            if place is None:
                return append(folder, note)
            return amend(folder, Introduction, place, more)

        return written(desk, kind_of(Introduction), write)

    return DeskForm(desk.words("Introductions"), _intro(desk, Introduction), asked, take)


def _intro(desk: ManagerDesk, model: type[Part]) -> str:
    return desk.words.noted(" ".join((model.__doc__ or "").split()))


def _entry(desk: ManagerDesk, model: type[Part], number: int) -> dict[str, Any] | None:
    """What a note says, as it stands in its file."""
    try:
        entries = notes_in(desk.hub.root / desk.hub.settings.private, model)
    except NotWrittenError:
        return None
    found = entries[number] if number < len(entries) else None
    return found if isinstance(found, dict) else None
