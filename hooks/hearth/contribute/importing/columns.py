"""Guess the mapping of a file from the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hearth.base.normalize import word_set
from hearth.base.words import said, said_list
from hearth.contribute.importing.clock_columns import with_clocks
from hearth.contribute.importing.day_order import settled, with_zones
from hearth.contribute.importing.mapping import (
    From,
    ImportPlan,
    column_key,
    column_text,
    is_contact,
    is_private_column,
    takes_list,
)
from hearth.contribute.importing.questions import asked
from hearth.contribute.importing.tables import Row, Rows
from hearth.contribute.importing.transforms import USUAL
from hearth.contribute.importing.withheld import is_consent, only_judges
from hearth.edit.location import annotation_at, choices, mentions
from hearth.kinds import KINDS, Kind
from hearth.kinds.descriptor import SPLIT, Steps
from hearth.kinds.field_words import answer, fields_meant, in_kind, tongue
from hearth.kinds.fields import Day, LastDay, Summary, Url
from hearth.read.records import INTERNAL, models_in


@dataclass(frozen=True)
class ImportEvidence:
    """A mapping, and what is to be told of how it was completed."""

    plan: ImportPlan
    notes: tuple[str, ...]
    question: str = ""
    """What the whole file leaves open, and how to answer; nothing is to be written before."""


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
    columns = list(columns)
    own, spoken = _known(kind, ()), tongue(columns, known)
    fields: dict[str, list[From]] = {}
    unsure: list[tuple[str, tuple[str, ...]]] = []
    for column in columns:
        if _goes_on(kind, column, fields):
            continue
        key = column_key(column)
        contact = key not in kind.importing.not_contacts and (
            is_contact(column) or is_contact(asked(column))
        )
        private = kind.personal and (is_private_column(column) or is_consent(column))
        meant = () if contact or private else _meant(kind, own, known, column, language, spoken)
        if len(meant) == 1:
            way = From(column=column, steps=usual_steps(kind, meant[0]))
            fields.setdefault(meant[0], []).append(way)
        elif state := "" if contact or private else _state_named(kind, column):
            steps: Steps = (("yes-no", None), ("table", {"yes": state, "no": []}))
            fields.setdefault("status", []).append(From(column=column, steps=steps))
        elif meant:
            unsure.append((column, meant))
    _settle_title(kind, known, fields, unsure)
    _settle_date(known, columns, fields)
    named = {name: _ways(kind, name, ways) for name, ways in fields.items()}
    return ImportPlan(kind.name, named, unsure=tuple(unsure))


def _goes_on(kind: Kind, column: str, fields: Mapping[str, Sequence[From]]) -> bool:
    """Whether a column is a further one of its name (Date 2) for a field of one value: nothing is
    taken from it, and that is told."""
    bare = _COUNTED.sub("", column).strip()
    if bare == column or not bare:
        return False
    named = (name for name, ways in fields.items() for way in ways if _is_first(way, bare, column))
    return any(not takes_list(kind.model, name) for name in named)


def _is_first(way: From, bare: str, column: str) -> bool:
    first = way.column or ""
    return first != column and bare == _COUNTED.sub("", first).strip()


def _settle_title(
    kind: Kind,
    known: Mapping[str, str],
    fields: dict[str, list[From]],
    unsure: list[tuple[str, tuple[str, ...]]],
) -> None:
    """Where no column is what records are called by, the only one that may be is."""
    title = kind.title_field
    columns = [way.column or "" for ways in fields.values() for way in ways]
    columns += [column for column, _ in unsure]
    may_be = [column for column in columns if title in in_kind(fields_meant(column), known)]
    if any(title in name.split("_") for name in fields) or len(may_be) != 1:
        return
    for name in list(fields):
        fields[name] = [way for way in fields[name] if way.column != may_be[0]]
        if not fields[name]:
            del fields[name]
    fields[title] = [From(column=may_be[0], steps=usual_steps(kind, title))]
    unsure[:] = [each for each in unsure if each[0] != may_be[0]]


_DATE_PARTS = (
    word_set("year|jahr|annee|an|ano|año|שנה|السنة|سنة|年"),
    word_set("month|monat|mois|mes|חודש|الشهر|شهر|月"),
    word_set("day|tag|jour|dia|יום|اليوم|يوم|日"),
)


def _settle_date(
    known: Mapping[str, str], columns: Sequence[str], fields: dict[str, list[From]]
) -> None:
    """A day in three columns: its year, month and day."""
    parts = [
        next((column for column in columns if column_key(column) in names), "")
        for names in _DATE_PARTS
    ]
    if not all(parts) or "date" not in known or any("{" in part for part in parts):
        return
    text = "-".join(f"{{{part}}}" for part in parts)
    for name in list(fields):
        fields[name] = [way for way in fields[name] if way.column not in parts]
        if not fields[name]:
            del fields[name]
    fields.setdefault("date", []).append(
        From(text=text, steps=(("time", None),), when=tuple(parts))
    )


def _state_named(kind: Kind, column: str) -> str:
    """The state that a column of yes and no is named after (Cancelled)."""
    if "status" not in kind.model.model_fields:
        return ""
    states = tuple(choices(annotation_at(kind.model, ("status",))))
    english = {column_key(state): state for state in states}
    named = english.get(column_key(column)) or answer(column, states)
    return named if named in states else ""


def _ways(kind: Kind, field: str, ways: Sequence[From]) -> tuple[From, ...]:
    """The ways to a field: of several columns for a list, each adds to it (Topic 1, Topic 2)."""
    columns = [way.column or "" for way in ways]
    several = len(columns) > 1 and takes_list(kind.model, field)
    if not several or any("{" in column or "}" in column for column in columns):
        return tuple(ways)
    steps = ways[0].steps if ("split", None) in ways[0].steps else (*SPLIT, *ways[0].steps)
    return (From(text=";".join(f"{{{column}}}" for column in columns), steps=steps),)


def _meant(
    kind: Kind,
    own: Mapping[str, str],
    known: Mapping[str, str],
    column: str,
    language: str,
    spoken: str,
) -> tuple[str, ...]:
    """The fields a column's name can mean, which for a question are those it asks for."""
    if not (question := asked(column)):
        return _named(kind, own, known, column, language, spoken)
    found = _named(kind, own, known, question, language, spoken) or _named(
        kind, own, known, column, language, spoken
    )
    # Answers in one's own words were given to whoever asked, and not to everybody.
    return tuple(each for each in found if each != "body")


def _named(
    kind: Kind,
    own: Mapping[str, str],
    known: Mapping[str, str],
    column: str,
    language: str,
    spoken: str,
) -> tuple[str, ...]:
    """The field a column's name means: as the kind names it, as it stands or in another of its
    writings, without the kind's own name before it (Event start); in the language the table is
    ``spoken`` in; in the words of any kind; else those it can mean in other languages, and what it
    means in two words (Beginn Datum)."""
    written = writings(column)
    keys = [
        each
        for word in written
        for key in (column_key(word),)
        for each in (key, key.removeprefix(f"{kind.name}_"))
    ]
    if named := next((own[key] for key in keys if key in own), ""):
        return (named,)
    if spoken and len(meant := in_kind(fields_meant(column, spoken), known)) == 1:
        return meant
    if named := next((known[key] for key in keys if key in known), ""):
        return (named,)
    for word in written:
        if meant := in_kind(fields_meant(word, language), known):
            return meant
    both = next(filter(None, map(_in_two_words, written)), "")
    return (known[both],) if both in known else ()


_ASIDE = re.compile(r"\s*[(\[（【][^()\[\]（）【】]*[)\]）】]\s*")
_PARTED = re.compile(r"\s*[/|\n·•,]\s*|\s+(?:[-–—&]|and|und|et|y|e)\s+")
_COUNTED = re.compile(r"(?<=[^\W\d])[\s_#-]*\(?\d{1,2}\)?$")


def writings(column: str) -> tuple[str, ...]:
    """The ways to read a column's name: as it stands, in words that capitals part (startDate),
    without what stands in brackets, before a number (Topic 2), or in one of two languages (Ort /
    City)."""
    bare = _ASIDE.sub(" ", column).strip(" *:?#.")
    parts = [part for part in _PARTED.split(bare) if part.strip()]
    plain = [column, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column), bare, _COUNTED.sub("", bare)]
    return tuple(dict.fromkeys(filter(None, (*plain, *(parts if len(parts) > 1 else ())))))


_ENDS_OF_TIMES = ("start", "end")
_PARTS_OF_TIMES = {"date": "date", "day": "date", "start_date": "date", "start_time": "time"}


def _in_two_words(column: str) -> str:
    """start_date and its like, where one part of a name says which end it is, and the rest which
    part of it."""
    words = column.split()
    for at in range(1, len(words)):
        one, other = " ".join(words[:at]), " ".join(words[at:])
        for which, part in ((one, other), (other, one)):
            ends = _ENGLISH.get(column_key(which), frozenset()) | fields_meant(which)
            parts = _ENGLISH.get(column_key(part), frozenset()) | fields_meant(part)
            end = next((each for each in _ENDS_OF_TIMES if each in ends), "")
            of = next(
                (_PARTS_OF_TIMES[each] for each in sorted(parts) if each in _PARTS_OF_TIMES), ""
            )
            if end and of:
                return f"{end}_{of}"
    return ""


_ENGLISH: Mapping[str, frozenset[str]] = {
    "from": frozenset({"start"}),
    "start": frozenset({"start"}),
    "begin": frozenset({"start"}),
    "to": frozenset({"end"}),
    "until": frozenset({"end"}),
    "end": frozenset({"end"}),
    "date": frozenset({"date"}),
    "day": frozenset({"date"}),
    "time": frozenset({"start_time"}),
}


class ColumnWords:
    """What names of columns can mean, in any kind and language: to tell them from what stands in
    rows."""

    def __init__(self) -> None:
        self._known: dict[str, set[str]] = {}
        for kind in KINDS.values():
            for name, field in _known(kind).items():
                self._known.setdefault(name, set()).add(field)

    def meaning(self, cell: str) -> frozenset[str]:
        """The fields that a cell would name; for other things that tables keep, a word of ours."""
        if not cell.strip() or len(cell) > _LONGEST_NAME:
            return frozenset()
        found: set[str] = set()
        for word in writings(cell):
            found |= self._known.get(column_key(word), set()) | fields_meant(word)
        if not found and (both := _in_two_words(cell)):
            found.add(both)
        key = column_key(cell)
        if key in _OF_TABLES or is_contact(cell) or is_private_column(cell):
            found.add(key)
        return frozenset(found)


_LONGEST_NAME = 80
_OF_TABLES = word_set(
    "id|no|nr|number|timestamp|zeitstempel|submitted_at|created|updated|horodateur|numero"
    "|marca_temporal|carimbo_de_data_hora|タイムスタンプ|חותמת_זמן|طابع_زمني|year|month|jahr|monat|annee|mois"
    "|ano|mes"
)
"""What tables keep for themselves."""


def by_evidence(plan: ImportPlan, rows: Sequence[Row], order: str = "") -> ImportEvidence:
    """The mapping, completed by what the columns themselves show: which number of 3/12/2026 is the
    month (or ``order``, when the caller says it), and whether names are written with the last
    first."""
    plan, clocks = with_clocks(_completed(_by_values(plan, rows)), rows)
    order = order or plan.order
    notes = [*clocks]
    notes += [
        said(
            'The column "%(column)s" can be %(fields)s: say which in a mapping file.',
            column=column,
            fields=said_list(meant, "or"),
        )
        for column, meant in plan.unsure
    ]
    days = settled(plan, rows, order)
    fields = dict(days.fields)
    if _last_first(plan, rows):
        fields["name"] = tuple(
            replace(way, steps=(*way.steps, ("last-first", None))) for way in fields["name"]
        )
        notes.append(said("Names are written with the last name first; they are turned round."))
    plan = replace(plan, fields=fields, order=days.order or plan.order)
    found = with_zones(plan, rows)
    return ImportEvidence(found, (*notes, *days.notes), days.question)


def _by_values(plan: ImportPlan, rows: Sequence[Row]) -> ImportPlan:
    """The mapping, in which a column that could be several fields is the one of whose words some of
    its cells are: Estado, with confirmado and cancelado."""
    kind, fields = KINDS[plan.kind], dict(plan.fields)
    for name, ways in () if plan.by_hand else plan.fields.items():
        if not (kept := tuple(way for way in ways if not _only_judges(way, rows))):
            del fields[name]
        elif len(kept) < len(ways):
            fields[name] = kept
    unsure = []
    for column, meant in plan.unsure:
        cells = {text for row in rows if (text := column_text(row.values, column))}
        fits = [name for name in meant if cells and _answers_some(kind, name, cells)]
        if len(fits) == 1:
            way = From(column=column, steps=usual_steps(kind, fits[0]))
            fields[fits[0]] = (*fields.get(fits[0], ()), way)
        else:
            unsure.append((column, meant))
    return replace(plan, fields=fields, unsure=tuple(unsure))


def _only_judges(way: From, rows: Sequence[Row]) -> bool:
    """Whether a column asks whether rows are public, and is no field of theirs."""
    cells = {text for row in rows if (text := column_text(row.values, way.column or ""))}
    return bool(way.column) and only_judges(way.column or "", cells)


def _answers_some(kind: Kind, field: str, cells: Iterable[str]) -> bool:
    words = tuple(choices(annotation_at(kind.model, tuple(field.split(".")))))
    return any(answer(cell, words) in words for cell in cells)


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


def of_use(plan: ImportPlan, rows: Rows) -> Rows:
    """The rows, without sheets that name nothing such records could be called by; all of them where
    no sheet does."""
    title = KINDS[plan.kind].title_field
    columns = {
        way_column
        for name, ways in plan.fields.items()
        if title in name.split("_")
        for way in ways
        for way_column in way.columns
    }
    sheets = dict.fromkeys(row.sheet for row in rows.rows)
    useful = {row.sheet for row in rows.rows if columns & row.values.keys()}
    if len(sheets) < 2 or not useful or plan.by_hand:
        return rows
    notes = tuple(
        said(
            'The sheet "%(sheet)s" is left out: it has no column for the %(title)s of a %(kind)s.',
            sheet=sheet,
            title=title,
            kind=plan.kind,
        )
        for sheet in sheets
        if sheet not in useful
    )
    kept = tuple(row for row in rows.rows if row.sheet in useful)
    return Rows(kept, (*rows.notes, *notes))


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


def _known(
    kind: Kind, more: Sequence[Mapping[str, tuple[str, ...]]] = (COLUMNS,)
) -> dict[str, str]:
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
    for words in (importing.columns, *more):
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
