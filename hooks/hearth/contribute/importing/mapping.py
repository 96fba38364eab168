"""Mapping files (YAML): which columns each field of a record is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from hearth.base.normalize import underscored
from hearth.base.reasons import reason
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import HIDDEN, YamlError, read_yaml
from hearth.base.words import said
from hearth.contribute.importing.contacts import beside_contact, contact_in
from hearth.contribute.importing.drafts import RowDraft, put, value_at
from hearth.contribute.importing.tables import Row
from hearth.contribute.importing.transforms import (
    OTHERS,
    PLAIN,
    USUAL,
    WITH,
    LostError,
    Topics,
    applied,
    in_period,
)
from hearth.edit.location import entry_of
from hearth.kinds import KINDS, Record
from hearth.kinds.lenient import one_line
from hearth.read.records import INTERNAL, model_at

_COLUMN = re.compile(r"\{([^{}]+)\}")
_CONTACT = re.compile(
    r"^(e_?mail|mail|phone|telephone|tel|mobile|cell|fax|whats_?app|street|postal_address"
    r"|address|birthday|date_of_birth)(_|$)|(^|_)(e_?mail|phone|mobile)(_|$)"
)


class MappingError(Exception):
    """A mapping file that cannot be followed; says why and what to do."""


@dataclass(frozen=True)
class From:
    """One way a field gets its value."""

    column: str | None = None
    value: str | None = None
    """A fixed value."""
    text: str | None = None
    """A text in which {column} stands for what a column says."""
    steps: tuple[tuple[str, Any], ...] = ()
    """Transforms, each with the word it takes, or None."""
    when: tuple[str, ...] = ()
    """Columns that must say something (and not no)."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns whose words it takes."""
        return (*([self.column] if self.column else []), *_COLUMN.findall(self.text or ""))


@dataclass(frozen=True)
class Skip:
    """Rows that are not meant to be records."""

    column: str
    starts: str
    because: str

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether a row is one; an empty beginning is that of every word."""
        text = column_text(values, self.column)
        return bool(text) and text.startswith(self.starts)


@dataclass(frozen=True)
class ImportPlan:
    """How the rows of one source become records of one kind."""

    kind: str
    fields: Mapping[str, tuple[From, ...]]
    """For each field the ways it can get a value; the first that gives one counts."""
    required: tuple[str, ...] = ()
    id_from: tuple[str, ...] = ()
    """Columns whose words are the id: rows with equal words are one record."""
    skip: tuple[Skip, ...] = ()
    rows: str = ""
    """Where in a JSON file the list is."""
    unused: tuple[str, ...] = ()
    """Columns that say nothing about the record, and are not missed."""
    unsure: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Columns whose names can mean several fields."""
    by_hand: bool = False
    """Whether somebody wrote it for the source, and no names of columns were guessed."""
    order: str = ""
    """What 3/12/2026 is: day-first or month-first; empty where the file's days tell."""
    defaults: Mapping[str, str] = field(default_factory=dict)
    """Values by field for rows that say nothing there."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Our words for those of the source, by field; an empty one for a word that says nothing."""
    guests: bool = False
    """Whether its rows are people who came to something, and not members: of them only who agrees
    to be shown is taken."""

    @property
    def named(self) -> frozenset[str]:
        """Every column it speaks of."""
        ways = [way for each in self.fields.values() for way in each]
        return frozenset(
            {name for way in ways for name in (*way.columns, *way.when)}
            | {*self.required, *self.id_from, *self.unused}
            | {skip.column for skip in self.skip}
        )

    def leaves(self, columns: Iterable[str]) -> tuple[str, ...]:
        """Those of the columns that nothing is taken from."""
        known = self.named | {name.split(".")[0] for name in self.named}
        return tuple(column for column in columns if column not in known)


def is_contact(column: str) -> bool:
    """Whether a column's name speaks of how to reach a person privately."""
    return bool(_CONTACT.search(column_key(column.rpartition(".")[2])))


_PRIVATE_COLUMN = re.compile(
    r"(?:^|_)(?:notes?|notiz(?:en)?|comments?|remarks?|kommentare?|bemerkung(?:en)?|commentaires?"
    r"|observaciones|internal|intern|admin|moderator|staff|answers?|responses?|feedback|health|medical"
    r"|diet|dietary|allerg\w*|accessibility|access_needs|special_needs|disabilit\w*|emergency|gender"
    r"|geschlecht|ethnic\w*|religion|age|income|salary|sexual\w*|activity|activities|last_seen"
    r"|last_login|last_active\w*|last_visit|ip|ip_address|latitude|longitude|geo\w*|coordinates"
    r"|location|password|token|payment|invoice|iban|donation\w*|score|rating|karma|trust_level"
    r"|warnings?|flags?|dob|nationality|t_?shirt\w*|passport|visa)(?:_|$)"
)


def is_private_column(name: str) -> bool:
    """Whether a column's name speaks of what is nobody's public text: notes, answers, health,
    activity and the like."""
    return bool(_PRIVATE_COLUMN.search(column_key(name)))


def column_key(name: str) -> str:
    """A column's name in plain small letters, words joined by underscores."""
    return underscored(name)


# -- a row becomes a draft -----------------------------------------------------------------------


def drafted(mapping: ImportPlan, row: Row, topics: Topics) -> RowDraft:
    """The draft of one row: fields in the mapping's order, notes on what was lost, or why there is
    none."""
    if row.wrong:
        return RowDraft({}, row.notes, row.wrong)
    for skip in mapping.skip:
        if skip.holds(row.values):
            return RowDraft({}, left_out=skip.because)
    for column in mapping.required:
        if not column_text(row.values, column):
            return RowDraft({}, left_out=said("its %(column)s is empty", column=column))
    fields: dict[str, Any] = {}
    notes = list(row.notes)
    for name, ways in mapping.fields.items():
        lost: list[LostError] = []
        value = _first(ways, row, topics, lost, mapping.kind, name)
        told = [said("%(field)s: %(why)s", field=name, why=_short(reason(wrong))) for wrong in lost]
        not_known = all(wrong.not_yet for wrong in lost)
        if not value and not not_known and name in KINDS[mapping.kind].importing.binding:
            return RowDraft(fields, tuple(dict.fromkeys(notes)), told[0])
        notes += told
        contact = contact_in(name, value) if value and KINDS[mapping.kind].personal else ""
        if contact:
            notes.append(contact)
            if rest := beside_contact(name, value):
                put(fields, name, rest)
        elif value:
            put(fields, name, value)
    return RowDraft(fields, tuple(dict.fromkeys(notes)))


def _short(text: str) -> str:
    """A reason that nobody has to scroll for; one that can be told in other languages stays whole
    where it is short enough."""
    return text if text == one_line(text, 160) else one_line(text, 160) or ""


def column_text(values: Mapping[str, Any], column: str) -> str:
    """What a column says, as one text."""
    return " ".join(_texts(_value(values, column)))


def _holds(values: Mapping[str, Any], column: str) -> bool:
    """Whether a column says something, and not no."""
    return column_text(values, column).casefold() not in ("", "false", "no", "0")


def _value(values: Mapping[str, Any], column: str) -> Any:
    return values[column] if column in values else value_at(values, column)


def _texts(value: Any) -> list[str]:
    """A value of a source as the texts it holds."""
    if isinstance(value, list):
        return [text for item in value for text in _texts(item) if not isinstance(item, list)]
    if value is None or isinstance(value, dict):
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    # A newline stays: prose has it, and a line is joined where a line belongs.
    text = HIDDEN.sub(" ", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return [text] if text else []


def _first(
    ways: Sequence[From],
    row: Row,
    topics: Topics,
    lost: list[LostError],
    kind: str,
    name: str,
) -> Any:
    for way in ways:
        if not all(_holds(row.values, column) for column in way.when):
            continue
        if found := _made(way, row, topics, lost, kind, name):
            return found
    return None


def _made(
    way: From,
    row: Row,
    topics: Topics,
    lost: list[LostError],
    kind: str,
    name: str,
) -> Any:
    values = row.values
    if way.value is not None:
        given: Any = way.value
    elif way.text is not None:
        given = _COLUMN.sub(lambda part: column_text(values, part[1]), way.text)
    else:
        given = _value(values, way.column or "")
        if isinstance(given, dict) and any(step == "time" for step, _ in way.steps):
            given = _as_time(given)
        if isinstance(given, dict) or (
            isinstance(given, list) and any(isinstance(item, dict) for item in given)
        ):
            return as_texts(given)  # parts a reader has put together already
    texts = _texts(given)
    for step, more in way.steps:
        texts = [in_period(step, more, text, row.within) for text in texts]
        kept: list[str] = []
        for text in texts:
            try:
                kept += applied(step, more, text, topics)
            except LostError as wrong:
                lost.append(wrong)
        texts = kept
    if takes_list(KINDS[kind].model, name):
        return list(dict.fromkeys(texts))
    return ", ".join(texts) or None


def _as_time(value: Mapping[str, Any]) -> str:
    """A time in parts, as calendars' interfaces give it: {dateTime, timeZone}, {date, time, tz}."""
    stated = {name.lower(): str(part) for name, part in value.items() if isinstance(part, str)}
    day = stated.get("datetime") or f"{stated.get('date', '')} {stated.get('time', '')}"
    zone_name = stated.get("timezone") or stated.get("tz") or stated.get("zone") or ""
    carries = re.search(r"T.*(?:Z|[+-]\d\d:?\d\d)$", day) or ("T" not in day and ":" not in day)
    return f"{day} [{zone_name}]" if zone_name and not carries else day.strip()


@cache
def takes_list(model: type[Record], name: str) -> bool:
    """Whether a field of a model (dotted) holds several values; asked for every cell of a file."""
    *parts, last = [int(step) if step.isdigit() else step for step in name.split(".")]
    owner = model_at(model, tuple(parts))
    info = owner.model_fields.get(str(last)) if owner else None
    return info is not None and entry_of(info.annotation) is not None


def as_texts(value: Any) -> Any:
    """The same value with every scalar as text, as files of the hub have it; what is empty goes."""
    if isinstance(value, dict):
        return {
            str(key): part
            for key, item in value.items()
            if (part := as_texts(item)) not in (None, "", [], {})
        }
    if isinstance(value, list):
        return [part for item in value if (part := as_texts(item)) not in (None, "", [], {})]
    return next(iter(_texts(value)), None)


# -- a mapping file ------------------------------------------------------------------------------

_TOP = ("kind", "rows", "id", "required", "skip", "days", "fields", "defaults", "values", "unused")
_ORDERS = ("day-first", "month-first")


def read_mapping(text: str, kind: str | None) -> ImportPlan:
    """The mapping a YAML text describes; ``kind`` is what the caller asks for, when it is asked
    for."""
    try:
        data = read_yaml(text)
    except YamlError as error:
        raise MappingError(
            said("line %(line)s %(what)s. %(fix)s", line=error.line, what=error.what, fix=error.fix)
        ) from None
    return read_mapping_of(data, kind)


def read_mapping_of(data: Any, kind: str | None) -> ImportPlan:
    """The mapping that the words of a YAML text describe."""
    if not isinstance(data, dict) or not isinstance(data.get("fields"), dict):
        raise MappingError(said("it needs `fields:` with a line for each field."))
    if unknown := next((name for name in data if name not in _TOP), None):
        raise MappingError(
            said(
                "`%(unknown)s` means nothing here. %(unknown2)s",
                unknown=unknown,
                unknown2=did_you_mean(unknown, list(_TOP), _known(_TOP)),
            )
        )
    named = str(data.get("kind") or kind or "")
    if named not in KINDS:
        raise MappingError(said("say `kind:`, one of %(kinds)s.", kinds=", ".join(KINDS)))
    if kind and kind != named:
        raise MappingError(
            said("it is for the kind %(named)s, and --kind says %(kind)s.", named=named, kind=kind)
        )
    fields = {str(name): tuple(_ways(str(name), value)) for name, value in data["fields"].items()}
    defaults = {str(name): str(value) for name, value in _parts(data, "defaults") if value}
    words = {str(name): _their_words(str(name), value) for name, value in _parts(data, "values")}
    for name in (*fields, *defaults, *words):
        check_field(named, name)
    _check_contacts(named, fields)
    if (order := str(data.get("days") or "")) and order not in _ORDERS:
        raise MappingError(said("`days` is one of %(orders)s.", orders=", ".join(_ORDERS)))
    return ImportPlan(
        named,
        fields,
        _names(data.get("required")),
        _names(data.get("id")),
        tuple(_skips(data.get("skip"))),
        str(data.get("rows") or ""),
        _names(data.get("unused")),
        by_hand=True,
        order=order,
        defaults=defaults,
        words=words,
    )


def _parts(data: Mapping[str, Any], name: str) -> Iterator[tuple[Any, Any]]:
    """The lines below a word of the file."""
    value = data.get(name) or {}
    if not isinstance(value, dict):
        raise MappingError(said("`%(name)s` needs lines of the form `field: value`.", name=name))
    yield from value.items()


def _their_words(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise MappingError(
            said("`%(name)s`: `values` needs lines of the form `their word: our word`.", name=name)
        )
    # A line without an answer is a question that waits; "" says that the word means nothing here.
    return {str(theirs): str(ours) for theirs, ours in value.items() if ours is not None}


def _known(names: Iterable[str]) -> str:
    return said("Known are: %(names)s.", names=", ".join(names))


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(map(str, value or ()))


def _skips(value: Any) -> Iterator[Skip]:
    for item in value or ():
        if not isinstance(item, dict) or not {"column", "starts"} <= item.keys() <= {
            "column",
            "starts",
            "because",
        }:
            raise MappingError(
                said("an entry of `skip` is written {column: …, starts: …, because: …}.")
            )
        yield Skip(
            item["column"],
            str(item["starts"] or ""),
            item.get("because")
            or said(
                "its %(item)s starts with %(item2)s", item=item["column"], item2=item["starts"]
            ),
        )


def check_field(kind: str, name: str) -> None:
    """Raise MappingError when a kind has no such field (dotted)."""
    steps = tuple(int(step) if step.isdigit() else step for step in name.split("."))
    owner = model_at(KINDS[kind].model, steps[:-1])
    last = next((step for step in reversed(steps) if isinstance(step, str)), "")
    known = [field for field in owner.model_fields if field not in INTERNAL] if owner else []
    if last not in known and name not in KINDS[kind].importing.loose:
        raise MappingError(
            said(
                "`%(name)s` is not a field of a %(kind)s. %(last)s",
                name=name,
                kind=kind,
                last=did_you_mean(last, known, "See the field reference."),
            )
        )


def _check_contacts(kind: str, fields: Mapping[str, tuple[From, ...]]) -> None:
    if not KINDS[kind].personal:
        return
    for name in ("body", "headline"):
        texts = (column for way in fields.get(name, ()) for column in way.columns)
        if column := next(filter(is_private_column, texts), None):
            raise MappingError(
                said(
                    "`%(column)s` looks like notes on a person, and those are nobody's public "
                    "text. Remove it from `%(name)s`.",
                    column=column,
                    name=name,
                )
            )
    read = [way.column or "" for ways in fields.values() for way in ways]
    if column := next(filter(is_contact, read), None):
        raise MappingError(
            said(
                "`%(column)s` looks like a personal contact, and those are never imported. Remove "
                "the line.",
                column=column,
            )
        )


def _ways(name: str, value: Any) -> Iterator[From]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield From(column=item)
            continue
        if not isinstance(item, dict) or not item.keys() <= {"from", "value", "text", "as", "when"}:
            raise MappingError(
                said(
                    "`%(name)s` takes a column, or {from: …, as: …}, {value: …}, {text: …}, each "
                    "with `when:`.",
                    name=name,
                )
            )
        given = [key for key in ("from", "value", "text") if key in item]
        if len(given) != 1 or not isinstance(item[given[0]], str):
            raise MappingError(
                said("`%(name)s` needs exactly one of from, value and text.", name=name)
            )
        yield From(
            item.get("from"),
            item.get("value"),
            item.get("text"),
            tuple(_steps(name, item.get("as"))),
            _names(item.get("when")),
        )


def _steps(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    for item in value if isinstance(value, list) else [value] if value else []:
        step, more = (
            next(iter(item.items()), ("", None)) if isinstance(item, dict) else (str(item), None)
        )
        known = [*PLAIN, *WITH, *OTHERS, USUAL]
        if step not in known:
            raise MappingError(
                said(
                    "`%(name)s`: `%(step)s` is not a transform. %(step2)s",
                    name=name,
                    step=step,
                    step2=did_you_mean(step, known, _known(known)),
                )
            )
        if step == "handle" and more is None:
            more = name.rsplit(".", 1)[-1]  # links.github: the service is the field's name
        if step in WITH and not isinstance(more, str):
            raise MappingError(
                said(
                    "`%(name)s`: `%(step)s` needs a word, as in {%(step)s: …}.",
                    name=name,
                    step=step,
                )
            )
        if step == "cut" and not str(more).isdecimal():
            raise MappingError(said("`%(name)s`: `cut` takes a number of letters.", name=name))
        if step == "table" and not isinstance(more, dict):
            raise MappingError(
                said(
                    "`%(name)s`: `table` needs lines of the form `their word: our word`.", name=name
                )
            )
        yield step, more
