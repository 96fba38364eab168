"""The forms of the web editor: for each kind of record, which fields it asks for and how, read from
the models."""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from hearth.base.locale_data import COUNTRIES, LANGUAGES
from hearth.base.zones import zone_names
from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.event_parts import LAST_DAY, ORDINALS, WEEKDAYS, OnDay, nth
from hearth.kinds.fields import (
    Clock,
    ContactUrl,
    Country,
    Day,
    Guest,
    Language,
    LastDay,
    MemberId,
    Moment,
    Prose,
    Slug,
    Summary,
    Url,
    Zone,
)
from hearth.kinds.member import HANDLES
from hearth.model.hub import Hub
from hearth.model.links import refs
from hearth.outputs.schemas import MOST
from hearth.read.records import INTERNAL, field_doc, models_in

EditorConfig = dict[str, Any]
"""A collection, field or widget as the editor's configuration writes it."""

FILE_NAME = "file_name"
"""The field of a form that names a new file; it is not written into it."""
PERSON = "person"
"""The part of a form that holds a member where a guest could stand; the file holds the bare id."""
PARTS = "parts"
"""Where the fields of a part stand. Under its own name for them, the editor would refuse a bare id
in a part's place before start.js can show it in full."""

_ID = ["^[a-z0-9]+(-[a-z0-9]+)*$", "is made of small letters a to z, digits and single hyphens"]
_ADDRESS = ["^https?://[^ ]+$", "starts with https:// or http://"]
_CONTACT = ["^(https?://|mailto:)[^ ]+$", "starts with https://, http:// or mailto:"]
_MOMENT = [
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{1,2}:[0-9]{2})?$",
    "is written 2026-12-03 or 2026-12-03T18:00",
]
_CLOCK = ["^[0-9]{1,2}:[0-9]{2}$", "is written 18:30"]

_DAY: EditorConfig = {
    "widget": "datetime",
    "format": "YYYY-MM-DD",
    "date_format": "YYYY-MM-DD",
    "time_format": False,
}
_TIME: EditorConfig = {
    "widget": "datetime",
    "format": "YYYY-MM-DDTHH:mm",
    "date_format": "YYYY-MM-DD",
    "time_format": "HH:mm",
}
_TIMES = ("start", "end", "previous_start")
"""Fields an event is timed by: picked with a time, which start.js takes away from events of whole
days."""
_PICTURES = ("avatar", "src")

_PLAIN: tuple[tuple[Any, EditorConfig], ...] = (
    (Summary, {"widget": "text"}),
    (Prose, {"widget": "markdown", "modes": ["rich_text", "raw"], "editor_components": []}),
    (Slug, {"widget": "string", "pattern": _ID}),
    (Day, _DAY),
    (LastDay, {"widget": "string"}),
    (Moment, {"widget": "string", "pattern": _MOMENT}),
    (Clock, {"widget": "string", "pattern": _CLOCK}),
    (Url, {"widget": "string", "pattern": _ADDRESS}),
    (ContactUrl, {"widget": "string", "pattern": _CONTACT}),
)
_LABELS = {
    "lat": "Latitude",
    "lon": "Longitude",
    "url": "Web address",
    "src": "Picture",
    "alt": "Picture in words",
    "body": "Text",
    "at": "Begins at",
    "do": "To do",
}


def forms(hub: Hub) -> list[EditorConfig]:
    """The editor's collections: one per kind, and a further one where a kind's files have several
    endings."""
    choices = Choices(hub)
    return [
        _collection(kind, ending, choices, first=place == 0)
        for kind in KINDS.values()
        if not _stands_in_a_list(kind, hub)
        for place, ending in enumerate(_endings(kind, hub))
    ]


def _stands_in_a_list(kind: Kind, hub: Hub) -> bool:
    """Whether the hub keeps the kind's records together in one file, which the editor cannot
    write."""
    return any(record.path == f"{kind.folder}.yml" for record in hub.records[kind.name].values())


def _endings(kind: Kind, hub: Hub) -> list[str]:
    """The endings of the kind's files, the usual one first: the editor shows files of one ending at
    a time."""
    usual = "md" if kind.example.startswith("---") else "yml"
    count = Counter(record.path.rpartition(".")[2] for record in hub.records[kind.name].values())
    return sorted(count, key=lambda ending: (-count[ending], ending)) or [usual]


def _collection(kind: Kind, ending: str, choices: Choices, first: bool) -> EditorConfig:
    heading = kind.title_field
    fields = _fields(kind.model, choices)
    fields.insert(1 + [field["name"] for field in fields].index(heading), _file_name())
    return {
        "name": kind.name if first else f"{kind.name}-{ending}",
        "label": kind.plural.capitalize() + ("" if first else f" (.{ending} files)"),
        "label_singular": kind.name.capitalize(),
        "description": kind.model.__doc__,
        "folder": kind.folder,
        "extension": ending,
        "format": "yaml-frontmatter" if ending == "md" else "yaml",
        "create": first,
        "delete": False,  # others may refer to it
        "identifier_field": heading,
        "slug": f"{{{{{FILE_NAME}}}}}",
        "summary": f"{{{{{heading}}}}}",
        "editor": {"preview": False},
        "fields": fields,
    }


def _file_name() -> EditorConfig:
    hint = (
        "For a new record: its id, which becomes its address and never changes. Left empty, it is "
        "made from the name; give one when the name is not in Latin letters."
    )
    return {
        "name": FILE_NAME,
        "label": "Id",
        "widget": "string",
        "required": False,
        "hint": hint,
        "pattern": _ID,
    }


def _fields(model: type[BaseModel], choices: Choices, firm: bool = True) -> list[EditorConfig]:
    """A form for the model's fields; without ``firm`` none is demanded, for what may be left out as
    a whole."""
    hints = typing.get_type_hints(model, include_extras=True)
    return [_field(model, name, hints[name], choices, firm) for name in _order(model, hints)]


def _order(model: type[BaseModel], hints: Mapping[str, Any]) -> list[str]:
    """Required fields first, then the text, the other fields of the kind, and last what records of
    every kind carry."""
    shared = Record.model_fields if issubclass(model, Record) else {}
    # Former ids and what calendars count by are for people who know the files.
    left_out = {
        *INTERNAL,
        "revision",
        *(("aliases",) if hints.get("aliases") == list[Slug] else ()),
    }

    def rank(name: str) -> int:
        if model.model_fields[name].is_required():
            return 0
        return 1 if name == "body" else 3 if name in shared and name != "aliases" else 2

    return sorted((name for name in model.model_fields if name not in left_out), key=rank)


def _field(
    model: type[BaseModel], name: str, annotation: Any, choices: Choices, firm: bool
) -> EditorConfig:
    info = model.model_fields[name]
    field = {
        "name": name,
        "label": label(name),
        "required": firm and info.is_required(),
        "hint": _hint(model, name, firm),
        **_widget(name, annotation, choices, firm and info.is_required()),
    }
    # Only of a record itself: a part with a day in it would be one that somebody had begun to fill
    # in.
    if (
        issubclass(model, Record)
        and annotation in (Day, Day | None)
        and (name == "added" or field["required"])
    ):
        field["default"] = "{{now}}"
    return field


def label(name: str) -> str:
    """A field's name as words."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def _hint(model: type[BaseModel], name: str, firm: bool) -> str:
    """What the field says, from the models."""
    if name == "body":
        return "Whatever there is to tell."
    info = model.model_fields[name]
    hint = " ".join(field_doc(model, (name,)).split()).replace("`", '"')
    if isinstance(info.default, str) and info.default:
        hint += f" Left empty: {info.default}."
    if info.is_required() and not firm:
        hint += " Needed when anything here is filled in."
    return hint


def _widget(name: str, annotation: Any, choices: Choices, firm: bool) -> EditorConfig:
    """How a value of this annotation is asked for."""
    annotation = _given(annotation)
    item = _item(annotation)
    if item is None:
        return _single(name, annotation, choices, firm)
    single = _single(name, item, choices, True)
    if single["widget"] == "object":
        shown = {"summary": f"{{{{{PERSON}}}}} {{{{guest}}}}"} if models_in(item) == [Guest] else {}
        return {
            "widget": "list",
            "collapsed": True,
            **shown,
            **_at_least(annotation),
            PARTS: single[PARTS],
        }
    if single["widget"] == "select":
        return {**single, "multiple": True}
    return {"widget": "list", "field": {"name": "entry", "label": "Entry", **single}}


def _single(name: str, annotation: Any, choices: Choices, firm: bool) -> EditorConfig:
    parts = models_in(annotation)
    if parts == [Guest]:
        return {"widget": "object", "collapsed": True, PARTS: _person(choices)}
    if parts:
        return {"widget": "object", "collapsed": True, PARTS: _fields(parts[0], choices, firm)}
    if name in _PICTURES:
        return {"widget": "image", "choose_url": False}
    if options := choices.of(annotation):
        return {"widget": "select", "options": options}
    if next(refs(annotation), None):
        return {"widget": "string", "pattern": _ID}
    if name in HANDLES:
        return {
            "widget": "string",
            "pattern": [f"^({HANDLES[name]})$", "is the name alone, without the address"],
        }
    if name in _TIMES and annotation == Moment:
        return dict(_TIME)
    found = next((form for alias, form in _PLAIN if alias == annotation), None)
    return dict(found) if found else _by_type(annotation)


def _by_type(annotation: Any) -> EditorConfig:
    base = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    if base is bool:
        return {"widget": "boolean"}
    if base in (int, float):
        return {
            "widget": "number",
            "value_type": base.__name__,
            "step": 1 if base is int else 0.0001,
            **_bounds(annotation),
        }
    return {"widget": "string"}


def _person(choices: Choices) -> list[EditorConfig]:
    """A member, or a guest: the form holds both, the file one of them."""
    member = _single(PERSON, MemberId, choices, False)
    chosen = {
        "name": PERSON,
        "label": "Member",
        "required": False,
        "hint": "A member of this hub.",
        **member,
    }
    guest = _fields(Guest, choices, firm=False)
    guest[0]["hint"] = "The name of somebody who is not a member; then choose no member."
    return [chosen, *guest]


def _given(annotation: Any) -> Any:
    """The annotation of a value that is given: without None."""
    if get_origin(annotation) not in (typing.Union, types.UnionType):
        return annotation
    return next(option for option in get_args(annotation) if option is not type(None))


def _item(annotation: Any) -> Any:
    """The annotation of a list's entries, or None when it is not of a list."""
    inner = get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation
    return get_args(inner)[0] if get_origin(inner) is list else None


def _limits(annotation: Any) -> Iterator[Any]:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, FieldInfo):
            yield from mark.metadata


def _at_least(annotation: Any) -> EditorConfig:
    least = next(
        (limit.min_length for limit in _limits(annotation) if hasattr(limit, "min_length")), None
    )
    return {"min": least} if least else {}


def _bounds(annotation: Any) -> EditorConfig:
    names = (("ge", "min"), ("le", "max"))
    limits = list(_limits(annotation))
    return {
        theirs: getattr(limit, ours)
        for ours, theirs in names
        for limit in limits
        if hasattr(limit, ours)
    }


@dataclass(frozen=True)
class Choices:
    """What can be chosen from in a hub; each list is made once, so that the configuration holds it
    once."""

    hub: Hub

    def of(self, annotation: Any) -> list[Any]:
        """The choices for a value of this annotation; none when anything may be written."""
        if kind := next(refs(annotation), None):
            return self._ids[kind]
        if annotation == OnDay:
            return [
                *WEEKDAYS,
                *(f"{ordinal} {day}" for ordinal in ORDINALS for day in WEEKDAYS),
                *(nth(day) for day in range(1, 32)),
                LAST_DAY,
            ]
        fixed = next((options for alias, options in self._fixed if alias == annotation), None)
        return fixed or next(self._words(annotation), [])

    def _words(self, annotation: Any) -> Iterator[list[str]]:
        for mark in getattr(annotation, "__metadata__", ()):
            if isinstance(mark, WithJsonSchema) and mark.json_schema and "enum" in mark.json_schema:
                yield mark.json_schema["enum"]

    @cached_property
    def _fixed(self) -> tuple[tuple[Any, list[Any]], ...]:
        return (
            (Zone, sorted(zone_names())),
            (Country, named(COUNTRIES)),
            (Language, named(LANGUAGES)),
        )

    @cached_property
    def _ids(self) -> dict[str, list[EditorConfig]]:
        """The ids of each kind by their headings; beyond ``MOST`` they are typed, not chosen."""
        return {
            kind: named({record.id: record.heading for record in records.values()})
            if len(records) <= MOST
            else []
            for kind, records in self.hub.records.items()
        }


def named(words: Mapping[str, str]) -> list[EditorConfig]:
    """Options with what each stands for, in the order of the words; equal words are told apart by
    the value."""
    often = Counter(words.values())
    options = [
        {"label": word if often[word] == 1 else f"{word} ({value})", "value": value}
        for value, word in words.items()
    ]
    return sorted(options, key=lambda option: (option["label"].casefold(), option["value"]))
