"""The fields of a record as labels and values, for pages of kinds without a template of their
own."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from hearth.base.words import Translations
from hearth.kinds import KINDS, Record
from hearth.kinds.fields import Country, Guest, Language, Prose
from hearth.model.hub import Hub
from hearth.model.links import refs
from hearth.outputs.editor_forms import label
from hearth.wording import formatting

_ADDRESS = re.compile(r"(https?://|mailto:)[^ ]+")
_WORDS: tuple[tuple[Any, Callable[[Translations, str], str]], ...] = (
    (Country, Translations.country),
    (Language, Translations.language_name),
)


@dataclass(frozen=True)
class FieldValue:
    """Words, and where they lead if they do: a record's page, or an address elsewhere."""

    words: str
    page: str = ""
    link: str = ""


@dataclass(frozen=True)
class FieldFact:
    """What a field says."""

    label: str
    values: tuple[FieldValue, ...]


def facts(hub: Hub, record: Record) -> Iterator[FieldFact]:
    """What the fields of its own kind say, without its heading, its texts and what is nobody's
    business; parts with fields of their own are left to a template."""
    kind, model = KINDS[record.KIND], type(record)
    hints = typing.get_type_hints(model, include_extras=True)
    for name in model.model_fields:
        given = getattr(record, name)
        shown = name == kind.title_field or given == record.line
        if name in Record.model_fields or name in kind.private or shown:
            continue
        items = given if isinstance(given, list) else [given]
        within = list(_within(hints[name]))
        values = tuple(_value(hub, within, item) for item in items if _is_plain(item))
        if values and Prose not in within:
            yield FieldFact(hub.words.noted(label(name)), values)


def _within(annotation: Any) -> Iterator[Any]:
    """An annotation and all it is made of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _within(argument)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | date | Guest) and value != ""


def _value(hub: Hub, within: list[Any], value: Any) -> FieldValue:
    if isinstance(value, Guest):
        return FieldValue(value.guest, link=value.url or "")
    if isinstance(value, bool):
        return FieldValue(hub.words("yes") if value else hub.words("no"))
    if isinstance(value, date):
        clock = f", {hub.words.clock(value)}" if isinstance(value, datetime) else ""
        return FieldValue(f"{hub.words.long_day(value)}{clock}")
    if not isinstance(value, str):
        return FieldValue(f"{value}")
    return _text(hub, within, value)


def _text(hub: Hub, within: list[Any], value: str) -> FieldValue:
    kind = next((kind for annotation in within for kind in refs(annotation)), None)
    if kind and (record := hub.records[kind].get(value)):
        return FieldValue(record.heading, page=hub.url(record))
    if _ADDRESS.fullmatch(value):
        return FieldValue(formatting.host(value), link=value)
    named = next((words for known, words in _WORDS if known in within), None)
    return FieldValue(named(hub.words, value) if named else value)
