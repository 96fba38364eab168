"""Questions of forms, made of the fields of models."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel

from hearth.base.field_docs import field_docs
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.form import Field
from hearth.kinds import KINDS
from hearth.kinds.fields import MAX_LINE
from hearth.manage.private.notes import NamesStakeholder
from hearth.manage.private.stakeholders import standings
from hearth.model.links import refs

FieldSchema = Mapping[str, Any]
"""A field as JSON Schema has it."""


def field_of(
    desk: ManagerDesk, model: type[BaseModel], name: str, called: str, required: bool
) -> Field:
    """The question for one field of a model, in words; ``called`` is its name in the form."""
    asked, info = model.model_json_schema()["properties"][name], model.model_fields[name]
    said = " ".join(field_docs(model).get(name, name).split())
    label, hint = _parted(desk.words.noted(said))
    return Field(called, label, _type(asked), required, _options(desk, asked, info), hint)


_AFTER = re.compile(r"(?<=\.)\s+|(?<=。)|\s*[;؛:]\s+")
"""Where what a field is called ends, and what else is said of it begins."""


def _parted(said: str) -> tuple[str, str]:
    """(what a field is called, what is good to know) of what is said of it."""
    called, *more = _AFTER.split(said.replace("`", ""), maxsplit=1)
    hint = "".join(more).strip()
    return called.rstrip(".。"), f"{hint[:1].upper()}{hint[1:]}"


def _forms(asked: FieldSchema) -> list[FieldSchema]:
    return [asked, *asked.get("anyOf", ())]


def _type(asked: FieldSchema) -> Literal["text", "prose", "date", "number", "select"]:
    for one in _forms(asked):
        if "enum" in one:
            return "select"
        if one.get("format") == "date":
            return "date"
        if one.get("type") in ("integer", "number"):
            return "number"
        if one.get("maxLength", 0) > MAX_LINE:
            return "prose"
    return "text"


def _options(desk: ManagerDesk, asked: FieldSchema, info: Any) -> tuple[tuple[str, str], ...]:
    for one in _forms(asked):
        if "enum" in one:
            return tuple((word, desk.words.noted(word)) for word in one["enum"])
    if any(isinstance(item, NamesStakeholder) for item in info.metadata):
        found = standings(desk.notes, desk.hub.as_of)
        return tuple((key, one.called) for key, one in found.items())
    kinds = [*refs(info.annotation), *(kind for item in info.metadata for kind in _kind(item))]
    return tuple(
        (record.id, str(getattr(record, KINDS[kind].title_field)))
        for kind in dict.fromkeys(kinds)
        for record in desk.hub.records[kind].values()
    )


def _kind(item: Any) -> list[str]:
    kind = getattr(item, "kind", None)
    return [kind] if isinstance(kind, str) else []


def meant(question: Field, text: str, several: bool) -> str:
    """An answer, in which who is known by name alone is named by the id."""
    if question.type != "text" or not question.options:
        return text
    ids = {value for value, _ in question.options}
    by_name: dict[str, list[str]] = {}
    for value, words in question.options:
        by_name.setdefault(words.casefold(), []).append(value)

    def one(item: str) -> str:
        same = by_name.get(item.casefold(), [])
        return same[0] if item not in ids and len(same) == 1 else item

    items = (item.strip() for item in text.split(",")) if several else (text.strip(),)
    return ", ".join(map(one, items))
