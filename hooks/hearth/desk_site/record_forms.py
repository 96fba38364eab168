"""Forms that set fields of records, as `hearth set` does, and that note what was done of the week's
brief."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hearth.base.reasons import reason
from hearth.contribute.set_fields import NotSetError, set_fields, write_change
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import DeskForm, Field, FormResult
from hearth.desk_site.note_forms import written
from hearth.desk_site.question import field_of, meant
from hearth.edit.format_files import record_files
from hearth.kinds import kind_named
from hearth.manage.private.writing import append
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
