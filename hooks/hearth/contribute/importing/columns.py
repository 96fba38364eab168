"""Guess the mapping of a file from the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hearth.base.words import said, said_list
from hearth.base.written_times import date_order, has_two_orders
from hearth.contribute.importing.mapping import (
    From,
    ImportPlan,
    column_key,
    column_text,
    is_contact,
    is_private_column,
)
from hearth.contribute.importing.questions import asked
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import USUAL
from hearth.edit.location import annotation_at, choices, mentions
from hearth.kinds import KINDS, Kind
from hearth.kinds.descriptor import SPLIT, Steps
from hearth.kinds.field_words import fields_meant, in_kind
from hearth.kinds.fields import Day, LastDay, Summary, Url
from hearth.read.records import INTERNAL, models_in


@dataclass(frozen=True)
class ImportEvidence:
    """A mapping, and what is to be told of how it was completed."""

    plan: ImportPlan
    notes: tuple[str, ...]


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "topics": ("topic", "tags", "tag", "interests", "subjects", "folders", "categories"),
    "body": ("bio", "biography", "about", "about_me", "text"),
    "place.city": ("city", "town"),
    "place.country": ("country", "nation"),
    "place.region": ("region", "state", "province"),
    "languages": ("spoken_languages", "locales"),
    "timezone": ("time_zone", "tz"),
}
"""Column names that mean a field of any kind that has it."""


def by_names(kind_name: str, columns: Iterable[str], language: str = "") -> ImportPlan:
    """The mapping for these columns, without those that mean nothing here; words that mean
    different fields in several languages are those of ``language``."""
    kind = KINDS[kind_name]
    known = _known(kind)
    fields: dict[str, list[From]] = {}
    unsure: list[tuple[str, tuple[str, ...]]] = []
    for column in columns:
        key = column_key(column)
        contact = key not in kind.importing.not_contacts and (
            is_contact(column) or is_contact(asked(column))
        )
        private = kind.personal and is_private_column(column)
        meant = () if contact or private else _meant(kind, known, column, language)
        if len(meant) == 1:
            way = From(column=column, steps=usual_steps(kind, meant[0]))
            fields.setdefault(meant[0], []).append(way)
        elif meant:
            unsure.append((column, meant))
    named = {name: tuple(ways) for name, ways in fields.items()}
    return ImportPlan(kind.name, named, unsure=tuple(unsure))


def _meant(kind: Kind, known: Mapping[str, str], column: str, language: str) -> tuple[str, ...]:
    """The field a column's name means: as it stands, in words that capitals part (startDate), or
    without the kind's own name before it (Event start); else those it can mean in other
    languages."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    keys = (column_key(column), column_key(parted))
    for key in (*keys, *(each.removeprefix(f"{kind.name}_") for each in keys)):
        if key in known:
            return (known[key],)
    if question := asked(column):
        # Answers in one's own words were given to whoever asked, and not to everybody.
        return tuple(each for each in _meant(kind, known, question, language) if each != "body")
    return in_kind(fields_meant(column, language), known)


_WITH_DAYS = ("day", "time", "deadline")


def by_evidence(plan: ImportPlan, rows: Sequence[Row], order: str = "") -> ImportEvidence:
    """The mapping, completed by what the columns themselves show: which number of 3/12/2026 is the
    month (or ``order``, when the caller says it), and whether names are written with the last
    first."""
    plan, order = _completed(plan), order or plan.order
    notes = [
        said(
            'The column "%(column)s" can be %(fields)s: say which in a mapping file.',
            column=column,
            fields=said_list(meant, "or"),
        )
        for column, meant in plan.unsure
    ]
    fields = dict(plan.fields)
    texts = [column_text(row.values, column) for column in _columns_of_days(plan) for row in rows]
    unsure = [text for text in texts if has_two_orders(text)]
    if unsure:
        found, shown_by = (order, "") if order else date_order(texts)
        if shown_by:
            notes.append(
                said(
                    'Days like "%(unsure)s" are read %(found)s, as "%(shown_by)s" can only be.',
                    unsure=unsure[0][:40],
                    found=found,
                    shown_by=shown_by[:40],
                )
            )
        if found:
            fields = {name: _ordered(ways, found) for name, ways in fields.items()}
            plan = replace(plan, order=found)
    if _last_first(plan, rows):
        fields["name"] = tuple(
            replace(way, steps=(*way.steps, ("last-first", None))) for way in fields["name"]
        )
        notes.append(said("Names are written with the last name first; they are turned round."))
    return ImportEvidence(replace(plan, fields=fields), tuple(notes))


def _completed(plan: ImportPlan) -> ImportPlan:
    """The mapping with what `usual` stands for, and with our words for those of the source."""
    kind = KINDS[plan.kind]
    fields = {
        name: tuple(replace(way, steps=_spelt(plan, kind, name, way)) for way in ways)
        for name, ways in plan.fields.items()
    }
    return replace(plan, fields=fields)


def _spelt(plan: ImportPlan, kind: Kind, name: str, way: From) -> Steps:
    steps = tuple(
        each
        for step in way.steps
        for each in (usual_steps(kind, name) if step[0] == USUAL else (step,))
    )
    if not (ours := {theirs.casefold(): word for theirs, word in plan.words.get(name, {}).items()}):
        return steps
    first = next((at for at, step in enumerate(steps) if step[0] != "split"), len(steps))
    return (*steps[:first], ("ours", ours), *steps[first:])


def _columns_of_days(plan: ImportPlan) -> list[str]:
    found = (
        way.column
        for ways in plan.fields.values()
        for way in ways
        if way.column and any(step in _WITH_DAYS and not more for step, more in way.steps)
    )
    return list(dict.fromkeys(found))


def _ordered(ways: tuple[From, ...], order: str) -> tuple[From, ...]:
    return tuple(
        replace(
            way,
            steps=tuple(
                (step, more or order) if step in _WITH_DAYS else (step, more)
                for step, more in way.steps
            ),
        )
        for way in ways
    )


def _last_first(plan: ImportPlan, rows: Sequence[Row]) -> bool:
    """Whether a guessed column of names holds "Example, Ada" in every row."""
    ways = plan.fields.get("name", ())
    if plan.by_hand or not KINDS[plan.kind].personal or len(ways) != 1 or not ways[0].column:
        return False
    names = list(filter(None, (column_text(row.values, ways[0].column) for row in rows)))
    return bool(names) and all(_LAST_FIRST.fullmatch(name) for name in names)


_LAST_FIRST = re.compile(
    r"[^\W\d][\w.'’ -]{0,40}, ?(?!(?:inc|ltd|llc|gmbh|e\.?v|ag|corp|co|phd|ph\.d|md|jr|sr|dr|msc|ma"
    r"|ba|bsc|esq|iii?|rn|sa|srl|spa|bv)\b)[^\W\d][\w.'’ -]{0,40}",
    re.IGNORECASE,
)


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
    "body": (("markdown", None),),
    "timezone": (("zone", None),),
    "repeats": (),
    "aliases": SPLIT,
}
"""What is done to fields that several kinds have."""


def usual_steps(kind: Kind, field: str) -> Steps:
    """What is done to a field's texts; words of other languages for a choice first of all."""
    steps = _usual_steps(kind, field)
    words = tuple(choices(annotation_at(kind.model, tuple(field.split(".")))))
    return (("choice", words), *steps) if words else steps


def _usual_steps(kind: Kind, field: str) -> Steps:
    own = kind.importing.steps
    if field in own or field in _STEPS:
        return own[field] if field in own else _STEPS[field]
    annotation = annotation_at(kind.model, tuple(field.split(".")))
    if mentions(annotation, Day):
        return (("day", None),)
    if mentions(annotation, LastDay):
        return (("deadline", None),)
    if mentions(annotation, Url):
        return (("line", None), ("address", None))
    # Texts that other tools write in HTML; in a name or title, <T> is meant as it stands.
    return (("plain", None), ("line", None)) if mentions(annotation, Summary) else (("line", None),)
