"""Filled forms that change a record which is there: its file with other values, and all else as it
was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import Where, YamlError, read_yaml
from hearth.base.words import said
from hearth.contribute.drafts import headings, put
from hearth.contribute.forms import meant
from hearth.edit.cutting import CannotCutError, cut, outermost, put_within, with_fields
from hearth.edit.record_files import field_order
from hearth.edit.texts import FileChange, read_text
from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.form import NOTHING, Form, FormError, Question
from hearth.read.load import LoadResult
from hearth.read.sources import Source, split


@dataclass(frozen=True)
class RecordChange:
    """What a filled form makes of the file of a record."""

    record: Record
    file: FileChange
    text: str
    """What the file says then."""


def change_from(
    form: Form, given: Mapping[str, str], found: LoadResult, root: Path, as_of: date
) -> RecordChange:
    """The change that a filled form asks for; FormError when there is no such record, or its file
    cannot be changed by itself. Nothing is written."""
    kind = KINDS[form.kind]
    source, record = _named(form, given, found)
    if source.prefix:
        raise FormError(said("The page's file must be changed by a person: it lists several."))
    raw = (root / source.path).read_bytes()
    before = read_text(raw)
    answers = _answers(form, given, found)
    try:
        if form.change:
            fields = source.again(root)[0]
            changes = form.change(fields, answers, as_of.isoformat())
            text = with_fields(before.text, source.path, changes, field_order(kind.name))
        else:
            text = _with_answers(kind, before.text, source.path, answers, found)
    except (CannotCutError, YamlError, KeyError, TypeError) as error:
        why = error.args[0] if isinstance(error, CannotCutError) else said("it is written so")
        raise FormError(
            said("The page's file must be changed by a person: %(why)s.", why=why)
        ) from None
    if text == before.text:
        raise FormError(said("Nothing on that page changes by this."))
    return RecordChange(
        record, FileChange(source.path, raw, before.with_text(text, keep_ends=False)), text
    )


def _named(form: Form, given: Mapping[str, str], found: LoadResult) -> tuple[Source, Record]:
    """The record that the first question names."""
    record_id = _meant_id(form.questions[0], given.get(form.questions[0].field, ""), found)
    return next(
        (source, record)
        for source, record in _public(form.questions[0].names, found)
        if source.id == record_id
    )


def _public(kind: str, found: LoadResult) -> Iterator[tuple[Source, Record]]:
    """The records of a kind that everybody may see; of others no form tells that they are there."""
    for source, record in found.right():
        if source.kind == kind and record.visible == "public":
            yield source, record


def _meant_id(question: Question, text: str, found: LoadResult) -> str:
    """The id of the public record that an answer names; FormError when there is none."""
    public = {source.id for source, _ in _public(question.names, found)}
    if (named := _id_of(KINDS[question.names], text, found)) in public:
        return named
    cure = said("Give the address of its page, as the browser shows it, or its whole name.")
    raise FormError(
        said(
            '%(question)s: there is no %(kind)s "%(name)s" here. %(near)s',
            question=question.label,
            kind=question.names,
            name=text[:80],
            near=did_you_mean(named, sorted(public), cure),
        )
    )


def _id_of(kind: Kind, text: str, found: LoadResult) -> str:
    """The id for a page's address, an id, or a name that only one record has; else the text."""
    text = " ".join(text.split())
    known = found.known_ids[kind.name]
    path = unquote(urlsplit(text).path).rstrip("/") if "/" in text else ""
    last = path.rpartition("/")[2].removesuffix("index.html").removesuffix(".html")
    for one in (text, last):
        if one in known:
            return one
    return headings(found, kind).get(text.casefold(), text)


def _answers(form: Form, given: Mapping[str, str], found: LoadResult) -> dict[str, str]:
    """What was answered, as records have it."""
    answers = {}
    for question in form.questions[1:]:
        text = given.get(question.field, "")
        if not text:
            continue
        text = meant(question, text)
        if question.type == "dropdown" and text not in (question.meant or question.options):
            raise FormError(
                said("%(question)s: choose one of what the form offers.", question=question.label)
            )
        if question.names:
            text = _meant_id(question, text, found)
        is_line = question.type != "textarea"
        answers[question.field] = " ".join(text.split()) if is_line else text
    return answers


def _with_answers(
    kind: Kind, text: str, path: str, answers: Mapping[str, str], found: LoadResult
) -> str:
    """The file's text with each answer in the place of what stood there."""
    order = field_order(kind.name)
    for name, answer in answers.items():
        where = tuple(name.split("."))
        if answer.strip() == NOTHING:
            text = _without(kind, text, path, where)
            continue
        fresh: dict[str, Any] = {}
        put(kind, fresh, name, answer, found)
        value: Any = fresh
        for step in where:
            value = value[step]
        if len(where) == 1:
            text = with_fields(text, path, {name: value}, order)
        else:
            text = put_within(text, path, where, value, order)
    return text


def _without(kind: Kind, text: str, path: str, where: Where) -> str:
    """The file's text without a value, and without the part that is nothing without it."""
    if where == ("body",):
        return with_fields(text, path, {"body": None}, field_order(kind.name))
    fields = read_yaml(split(text, path)[0])
    value: Any = fields
    for step in where:
        if not isinstance(value, dict) or step not in value:
            return text
        value = value[step]
    return cut(text, path, outermost(kind.model, fields, where))


def is_of_sender(form: Form, change: RecordChange, sender: str) -> bool | None:
    """Whether the account that sent a form is the one that the record names; None when nobody can
    tell by that."""
    account = form.account(change.record) if form.account else None
    return account.casefold() == sender.casefold() if account and sender else None
