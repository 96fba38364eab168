"""Guess the mapping of a file from the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hearth.contribute.importing.mapping import From, ImportPlan, column_key, is_contact
from hearth.edit.location import annotation_at, mentions
from hearth.kinds import KINDS, Kind
from hearth.kinds.descriptor import SPLIT, Steps
from hearth.kinds.fields import Day, Summary
from hearth.read.records import INTERNAL, models_in

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "topics": ("topic", "tags", "tag", "interests", "subjects", "folders", "categories"),
    "body": ("bio", "biography", "about", "text", "notes"),
    "place.city": ("city", "town"),
    "place.country": ("country", "nation"),
    "place.region": ("region", "state", "province"),
    "languages": ("spoken_languages", "locales"),
    "timezone": ("time_zone", "tz"),
}
"""Column names that mean a field of any kind that has it."""


def by_names(kind_name: str, columns: Iterable[str]) -> ImportPlan:
    """The mapping for these columns, without those that mean nothing here."""
    kind = KINDS[kind_name]
    known = _known(kind)
    fields: dict[str, list[From]] = {}
    for column in columns:
        contact = is_contact(column) and column_key(column) not in kind.importing.not_contacts
        field = None if contact else known.get(column_key(column))
        if field:
            fields.setdefault(field, []).append(From(column=column, steps=_steps(kind, field)))
    return ImportPlan(kind.name, {name: tuple(ways) for name, ways in fields.items()})


def _known(kind: Kind) -> dict[str, str]:
    """Every column name and the field it means: our own names win over the words of others."""
    known: dict[str, str] = {}
    importing, fields = kind.importing, kind.model.model_fields
    for name, info in fields.items():
        if name in INTERNAL:
            continue
        known[name] = name
        for part in models_in(info.annotation):
            known |= {f"{name}_{inner}": f"{name}.{inner}" for inner in part.model_fields}
    known |= {name: name for name in importing.loose}
    for words in (importing.columns, COLUMNS):
        for field, names in words.items():
            if field.split(".")[0] in fields or field in importing.loose:
                for name in names:
                    known.setdefault(name, field)
    return known


_STEPS: dict[str, Steps] = {
    "topics": (*SPLIT, ("topic", None)),
    "languages": (*SPLIT, ("language", None)),
    "language": (("language", None),),
    "country": (("country", None),),
    "place.country": (("country", None),),
    "body": (("plain", None),),
    "repeats": (),
    "aliases": SPLIT,
}
"""What is done to fields that several kinds have."""


def _steps(kind: Kind, field: str) -> Steps:
    own = kind.importing.steps
    if field in own or field in _STEPS:
        return own[field] if field in own else _STEPS[field]
    annotation = annotation_at(kind.model, tuple(field.split(".")))
    if mentions(annotation, Day):
        return (("day", None),)
    # Texts that other tools write in HTML; in a name or title, <T> is meant as it stands.
    return (("plain", None), ("line", None)) if mentions(annotation, Summary) else (("line", None),)
