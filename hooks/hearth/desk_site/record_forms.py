"""Forms that write records, as `hearth add` and `hearth set` do, and that note what was done of the
week's brief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hearth.base.problems import Problem
from hearth.base.reasons import reason
from hearth.contribute.drafts import (
    Draft,
    DraftError,
    check_id,
    problems_of,
    put,
    refuse_removed,
    write_new,
)
from hearth.contribute.set_fields import NotSetError, set_fields, write_change
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, Field, FormResult
from hearth.desk_site.note_forms import written
from hearth.desk_site.question import field_of, meant
from hearth.edit.format_files import record_files
from hearth.kinds import KINDS, Kind, kind_named
from hearth.manage.private.writing import append
from hearth.read.ids import propose_id
from hearth.read.load import read_all
from hearth.read.records import model_at


def set_form(
    desk: ManagerDesk, steps: tuple[str, ...], given: Mapping[str, str]
) -> DeskForm | None:
    """``set/members/ada.yml?welcomed=today``: the fields that the address names, of a record."""
    path = "/".join(steps)
    file = record_files(desk.hub.root).get(path)
    if file is None or file.is_list:
        return None
    asked = tuple(
        question for name in given if (question := _question(desk, file.kind, name)) is not None
    )

    def take(sent: Mapping[str, str]) -> FormResult:
        if not sent:
            return FormResult(wrong={"": desk.words("Nothing is written here yet.")})
        known = {one.name: one for one in asked}
        values = {name: meant(known[name], text, True) for name, text in sent.items()}
        try:
            write_change(desk.hub.root, set_fields(desk.hub, path, values))
        except NotSetError as error:
            return FormResult(wrong={"": desk.words.told(reason(error))})
        return FormResult(desk.words("Noted in %(file)s.", file=path))

    return DeskForm(_title(desk, file.kind, path), path, asked, take) if asked else None


def add_form(
    desk: ManagerDesk, steps: tuple[str, ...], given: Mapping[str, str]
) -> DeskForm | None:
    """``add/post?type=recap``: a new record of a kind, with what is asked for first."""
    kind = KINDS.get(steps[0]) if len(steps) == 1 else None
    if kind is None or not kind.asking.fields:
        return None
    names = dict.fromkeys((*kind.asking.fields, *given, "body"))
    asked = tuple(
        replace(question, required=needed)
        for name in names
        if (question := _question(desk, kind.name, name)) is not None
        for needed in [_is_needed(kind, name)]
    )
    title = desk.words.noted(kind.name)
    heading = title[:1].upper() + title[1:]

    def take(sent: Mapping[str, str]) -> FormResult:
        return _added(desk, kind, asked, sent)

    return DeskForm(heading, f"{kind.folder}/", asked, take, {"body": ""})


def _is_needed(kind: Kind, name: str) -> bool:
    field = kind.model.model_fields.get(name)
    return field is not None and field.is_required()


def _added(
    desk: ManagerDesk, kind: Kind, asked: tuple[Field, ...], sent: Mapping[str, str]
) -> FormResult:
    """Write a new record; what keeps it from being written, else."""
    root, day = desk.hub.root, desk.hub.as_of
    found, fields, questions = read_all(root), dict[str, Any](), {one.name: one for one in asked}
    try:
        for name, text in sent.items():
            put(kind, fields, name, meant(questions[name], text, True), found)
        today = day.isoformat()
        dated = {kind.asking.today: today} if kind.asking.today else {}
        for name, value in {**dated, "added": today}.items():
            fields.setdefault(name, value)
        draft = Draft(kind, propose_id(kind, fields), fields)
        check_id(draft.id, kind, found)
        refuse_removed(root, draft, allowed=False)
        if problems := problems_of(root, draft, found, day).errors:
            return FormResult(wrong=_by_field(desk, problems, questions))
        write_new(root, draft)
    except DraftError as error:
        return FormResult(wrong={"": desk.words.told(reason(error))})
    return FormResult(desk.words("Noted in %(file)s.", file=draft.path))


def _by_field(
    desk: ManagerDesk, problems: Iterable[Problem], questions: Mapping[str, Field]
) -> dict[str, str]:
    """What is wrong, beside its question; what has none stands above all of them."""
    wrong: dict[str, str] = {}
    for problem in problems:
        at = problem.field.replace("[", ".").split(".")[0]
        name = problem.field if problem.field in questions else at if at in questions else ""
        said = desk.words.told(problem.message)
        wrong[name] = f"{wrong[name]} {said}" if name in wrong else said
    return wrong


def _question(desk: ManagerDesk, kind: str, name: str) -> Field | None:
    """The question for a field at a dotted name; None when the kind has none there."""
    *parents, last = name.split(".")
    where = tuple(int(step) if step.isdigit() else step for step in parents)
    owner = model_at(kind_named(kind).model, where)
    if owner is None or last not in owner.model_fields:
        return None
    return field_of(desk, owner, last, name, required=False)


def _title(desk: ManagerDesk, kind: str, path: str) -> str:
    records = [*desk.hub.records.get(kind, {}).values(), desk.hub.community]
    record = next((one for one in records if one.path == path), None)
    return str(getattr(record, kind_named(kind).title_field, path)) if record else path


def done_form(
    desk: ManagerDesk, steps: tuple[str, ...], given: Mapping[str, str]
) -> DeskForm | None:
    """``done?item=welcome/ada``: a line of the brief that was done, or is left alone on purpose."""
    if steps:
        return None
    item = Field("item", desk.words("What was done"), required=True)

    def take(sent: Mapping[str, str]) -> FormResult:
        notes = desk.waiting.get(sent.get("item", ""))
        if notes is None:
            return FormResult(wrong={"item": desk.words("Nothing of that name waits any more.")})

        def write(folder: Path) -> Path:
            return [append(folder, note) for note in notes][-1]

        return written(desk, "done", write)

    return DeskForm(desk.words("Done"), "", (item,), take)
