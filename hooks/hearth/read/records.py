"""Validate sources into records with pydantic, and translate its errors into a contributor's
words."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hearth.base.field_docs import field_docs
from hearth.base.problems import Problem
from hearth.base.similarity import NameSet, did_you_mean
from hearth.base.strict_yaml import Position, Where, read_yaml
from hearth.base.words import N_, NOTHING, Said, said, said_together
from hearth.base.yaml_mistakes import IN_CURLY_QUOTES, without_curly
from hearth.base.zones import zone_aliases, zone_names
from hearth.kinds import KINDS, Complaint, Kind, Record, kind_named
from hearth.kinds.base import kept_back_rules, with_article
from hearth.kinds.field_words import meant_field
from hearth.kinds.fields import PERSON_TAGS
from hearth.read import public_texts
from hearth.read.examples import is_other_picture, line_for
from hearth.read.handwritten import UNCLOSED
from hearth.read.sources import Source, decode, split
from hearth.read.texts import read_text, without_comments

INTERNAL = ("id", "path")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Checked:
    """A source and what became of it."""

    source: Source
    record: Record | None
    """The record, if the source is right by itself."""
    sketch: Record | None = None
    """Of a wrong source, a record of the fields that are right, so that they can be checked
    further."""
    given_fields: frozenset[str] = frozenset()
    """The fields of the sketch that the source gives; the others are made up."""


def check_source(root: Path, source: Source) -> tuple[Checked, list[Problem]]:
    """The record a source describes, or every problem that keeps it from being one."""
    kind = kind_named(source.kind)
    if other := reads_like(source, kind):
        return Checked(source.without_fields(), None), [_misplaced(source, other)]
    given = {name: value for name, value in source.fields.items() if name not in INTERNAL}
    complaints = [
        Complaint(
            (name, "#key"),
            "unknown-field",
            said("is not written in the file"),
            said("Remove it: the file's name is the id."),
        )
        for name in INTERNAL
        if name in source.fields
    ]
    given, notes = without_comments(given)
    fields = {**given, "id": source.id, "path": source.path}
    body = source.body or given.get("body")
    if isinstance(body, str):
        fields["body"], told = read_text(body)
        complaints += (found for found in told if found.code == UNCLOSED[0])
        notes += (found for found in told if found.code != UNCLOSED[0])
    record, wrong = build(kind.model, fields)
    if record is not None:
        complaints += kept_back_rules(record)
        complaints += kind.rules(record) if kind.rules else ()
        given_fields = frozenset(given) if complaints else frozenset()
        # Kept without what the file says: of thousands of sources that would fill the memory.
        checked = Checked(
            source.without_fields(),
            None if complaints else record,
            record if complaints else None,
            given_fields,
        )
    else:
        # Rules are asked of what is right even so: a contributor hears everything at once.
        sketch, given_fields = _sketch(kind, fields, wrong)
        complaints += wrong
        if sketch is not None and kind.rules:
            complaints += (
                complaint for complaint in kind.rules(sketch) if complaint.field[0] in given_fields
            )
        checked = Checked(source.without_fields(), None, sketch, given_fields)
    problems = place(root, source, complaints) if complaints else []
    notes += _notes(given)
    if checked.record is not None:
        notes += public_texts.notes(checked.record)
    if notes:
        problems += place(root, source, notes, "warning")
    return checked, problems


def reads_like(source: Source, kind: Kind) -> Kind | None:
    """The only kind but its own that a source's fields are those of; None when they could be
    slips."""
    required = _required(kind)
    unknown = source.fields.keys() - kind.model.model_fields.keys()
    if source.prefix or len(unknown) < 2 or required <= source.fields.keys():
        return None
    fitting = [other for other in KINDS.values() if other is not kind and fits(other, source)]
    return fitting[0] if len(fitting) == 1 else None


def fits(kind: Kind, source: Source) -> bool:
    """Whether a source has all fields that a kind requires, and no others than it knows."""
    given = source.fields.keys()
    return _required(kind) <= given <= kind.model.model_fields.keys()


@cache  # asked of every kind for every record
def _required(kind: Kind) -> frozenset[str]:
    fields = kind.model.model_fields.items()
    return frozenset(name for name, field in fields if field.is_required()) - set(INTERNAL)


def _misplaced(source: Source, kind: Kind) -> Problem:
    """The one problem with a record that lies among those of another kind."""
    names = ", ".join(source.fields)
    return Problem(
        source.path,
        1,
        1,
        "wrong-folder",
        "",
        said("is %(kind)s by its fields (%(names)s)", kind=with_article(kind.name), names=names),
        said("Move it to %(path)s.", path=f"{kind.folder}/{source.path.rsplit('/', 1)[1]}"),
    )


def _notes(given: dict[str, Any]) -> Iterator[Complaint]:
    """What is understood as it is, but could be said better."""
    name = given.get("timezone")
    if isinstance(name, str) and name not in zone_names() and name in zone_aliases():
        yield Complaint(
            ("timezone",),
            "former-zone",
            said("is a former name"),
            said('Write "%(right)s".', right=zone_aliases()[name]),
        )


def _sketch(
    kind: Kind, fields: dict[str, Any], wrong: list[Complaint]
) -> tuple[Record | None, frozenset[str]]:
    """A record of the fields that nothing is wrong with; what is required beside them comes from
    the kind's example."""
    bad = {complaint.field[0] for complaint in wrong if complaint.field}
    good = {name: value for name, value in fields.items() if name not in bad}
    text, body, _ = split(
        kind.example, "example.md" if kind.example.startswith("---") else "example.yml"
    )
    example = read_yaml(text)
    if isinstance(example, list):
        example = {name: value for name, value in example[0].items() if name != "id"}
    sketch, _ = build(kind.model, {"body": body or "", **example, **good})
    return sketch, frozenset(good) - set(INTERNAL)


def build(model: type[Model], fields: dict[str, Any]) -> tuple[Model | None, list[Complaint]]:
    """Validate ``fields``; return the record, or another model, or what is wrong with them."""
    try:
        return model.model_validate(fields), []
    except ValidationError as error:
        found = [_complaint(model, detail) for detail in error.errors(include_url=False)]
        return None, _without_renamed(found)


def _without_renamed(complaints: list[Complaint]) -> list[Complaint]:
    """A field that stands there under another name is not missing as well."""
    renamed = {
        (*complaint.field[:-2], complaint.fix.split('"')[1])
        for complaint in complaints
        if complaint.code == "unknown-field" and '"' in complaint.fix
    }
    return [
        complaint
        for complaint in complaints
        if complaint.code != "missing-field" or complaint.field not in renamed
    ]


def place(
    root: Path, source: Source, complaints: Iterable[Complaint], severity: Any = "error"
) -> list[Problem]:
    """Complaints as problems, each where its value stands in the file."""
    fields, positions = source.again(root)
    problems = []
    for complaint in complaints:
        where, value = _written(fields, complaint)
        line, column = _find(positions, where)
        if complaint.words:
            value = complaint.words
            line, column = _within(root / source.path, (line, column), value)
        complaint = _in_curly_quotes(complaint, where, value)
        problems.append(
            Problem(
                source.path,
                line,
                column,
                complaint.code,
                dotted(where),
                complaint.what,
                complaint.fix,
                value,
                severity,
            )
        )
    return problems


_OF_A_WORD = re.compile(r"(?:wrong|unknown)-(?!type|field)")


def _in_curly_quotes(complaint: Complaint, where: Where, value: str | None) -> Complaint:
    """What is wrong with a value that is refused because quotes stand around it that are none."""
    inner = without_curly(value or "")
    if inner is None or not _OF_A_WORD.match(complaint.code):
        return complaint
    name = next((f"{step}: " for step in where[-1:] if isinstance(step, str)), "")
    return replace(
        complaint,
        code="curly-quotes",
        what=IN_CURLY_QUOTES,
        fix=said("Write: %(right)s", right=f"{name}{inner}"),
    )


def _find(positions: dict[Where, Position], where: Where) -> Position:
    """The place of a value, or of the nearest thing that contains it."""
    for length in range(len(where), -1, -1):
        if found := positions.get(where[:length]):
            return found
    return 1, 1


def _within(file: Path, start: Position, words: str) -> Position:
    """Where words stand in a file at or after a place; the place when they are written
    otherwise."""
    lines = decode(file)[0].split("\n")
    for number, text in enumerate(lines[start[0] - 1 :], start[0]):
        if (at := text.find(words)) >= 0:
            return number, at + 1
    return start


def dotted(where: Where) -> str:
    """A path as people write it: ``agenda[2].title``."""
    text = ""
    for step in where:
        if step == "#key":
            continue
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


# A value is repeated in the message unless what is wrong is that it is absent, or the words name it
# already.
_NO_VALUE = {
    "missing-field",
    "missing-zone",
    "unknown-field",
    "empty-text",
    "public-mailbox",
    "meeting-address",
}


def _written(fields: Any, complaint: Complaint) -> tuple[Where, str | None]:
    """Where the value stands as the file has it, and the value: a bare id may stand where the model
    has a part."""
    value = fields
    for depth, step in enumerate(complaint.field):
        if step == "#key":
            return complaint.field, None
        if isinstance(value, str):
            return complaint.field[:depth], value
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return complaint.field, None
    known = isinstance(value, str) and complaint.code not in _NO_VALUE
    return complaint.field, value if known else None


def _complaint(model: type[BaseModel], detail: ErrorDetails) -> Complaint:
    """One of pydantic's findings in a contributor's words."""
    # pydantic puts the branch of a union into the path; in the file there is no such step.
    where = tuple(step for step in detail["loc"] if step not in PERSON_TAGS)
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "hearth":
        return Complaint(where, context["code"], context["what"], context["fix"])
    if kind == "extra_forbidden":
        return _unknown_field(model, where)
    if kind == "missing":
        return Complaint(
            where, "missing-field", said("is missing"), _first_sentence(field_doc(model, where))
        )
    if kind in _NEEDS_FIELDS and (inner := _model_of(model, where)):
        return _needs_fields(where, inner, detail["input"])
    code, what, fix = _WORDS.get(kind, ("wrong-type", N_("is not what belongs here"), ""))
    context = {**context, "field": str(where[-1]) if where else ""}
    cure = said(fix, **context) if fix else _first_sentence(field_doc(model, where))
    return Complaint(where, code, said(what, **context), cure)


_WORDS = {
    "string_type": ("wrong-type", N_("must be text"), N_("Write it on one line: %(field)s: text.")),
    "list_type": (
        "not-a-list",
        N_("must be a list"),
        N_("Put each value in the list: %(field)s: [one, two]."),
    ),
    "model_type": ("wrong-type", N_("must have fields of its own"), ""),
    "model_attributes_type": ("wrong-type", N_("must have fields of its own"), ""),
    "dict_type": ("wrong-type", N_("must have fields of its own"), ""),
    "string_too_short": (
        "empty-text",
        N_("is empty"),
        N_("Write something, or leave the field out."),
    ),
    "string_too_long": (
        "too-long",
        N_("is longer than %(max_length)s characters"),
        N_("Shorten it."),
    ),
    "string_pattern_mismatch": (
        "wrong-id",
        N_("is not made of lower-case letters, digits and hyphens"),
        N_("Write it like community-care."),
    ),
    "too_short": ("empty-list", N_("is empty"), N_("Add at least one entry.")),
    "int_parsing": (
        "wrong-number",
        N_("is not a whole number"),
        N_("Write digits alone, like 40."),
    ),
    "int_type": ("wrong-number", N_("is not a whole number"), N_("Write digits alone, like 40.")),
    "int_from_float": (
        "wrong-number",
        N_("is not a whole number"),
        N_("Write digits alone, like 40."),
    ),
    "int_parsing_size": (
        "wrong-number",
        N_("is too large"),
        N_("Write a number people can count to."),
    ),
    "float_parsing": ("wrong-number", N_("is not a number"), N_("Write a number like 12.5.")),
    "float_type": ("wrong-number", N_("is not a number"), N_("Write a number like 12.5.")),
    "finite_number": ("wrong-number", N_("is not a number"), N_("Write a number like 12.5.")),
    "greater_than_equal": ("wrong-number", N_("is less than %(ge)s"), N_("Write %(ge)s or more.")),
    "less_than_equal": ("wrong-number", N_("is more than %(le)s"), N_("Write %(le)s or less.")),
    "bool_parsing": ("wrong-answer", N_("is neither yes nor no"), N_("Write yes or no.")),
    "bool_type": ("wrong-answer", N_("is neither yes nor no"), N_("Write yes or no.")),
}


_NEEDS_FIELDS = frozenset({"model_type", "model_attributes_type", "dict_type"})


def _model_of(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    return model_at(model, where) if where and isinstance(where[-1], str) else None


def _needs_fields(where: Where, model: type[BaseModel], value: Any) -> Complaint:
    """A text or a list where fields of their own belong, and the line with them."""
    fix = said("Write: %(right)s", right=line_for(str(where[-1]), model, value, _takes))
    if is_other_picture(value):
        export = said("Export the picture as JPEG: another name alone does not change it.")
        fix = said_together(export, fix)
    return Complaint(where, "wrong-type", said("must have fields of its own"), fix)


def _takes(model: type[BaseModel], name: str, text: str) -> bool:
    """Whether a field of a model takes a text."""
    try:
        model.model_validate({name: text})
    except ValidationError as error:
        return all(detail["loc"][:1] != (name,) for detail in error.errors(include_url=False))
    return True


def _unknown_field(model: type[BaseModel], where: Where) -> Complaint:
    owner = model_at(model, where[:-1])
    names = _field_names(owner) if owner else NameSet()
    name = str(where[-1])
    if meant := meant_field(name, names):
        fix = said('Write "%(right)s".', right=meant)
    else:
        fix = did_you_mean(name, names, _known_fields(owner))
    # The mistake is in the name, so it is shown there and not at the value.
    return Complaint((*where, "#key"), "unknown-field", said("is not a field here"), fix)


@cache  # a file can be wrong thousands of times, and models are few and never change
def _field_names(model: type[BaseModel]) -> NameSet:
    return NameSet(name for name in model.model_fields if name not in INTERNAL)


_FEW = 12
"""So many names of fields can be read in one message."""


@cache
def _known_fields(owner: type[BaseModel] | None) -> Said:
    names = [name for name in owner.model_fields if name not in INTERNAL] if owner else []
    if owner is None or len(names) <= _FEW or not issubclass(owner, Record):
        return said("Known fields: %(names)s.", names=", ".join(names))
    asked = kind_named(owner.KIND).asking.fields
    usual = dict.fromkeys(
        [name for name in names if owner.model_fields[name].is_required()]
        + [name.split(".")[0] for name in asked]
    )
    listed = ", ".join(usual)
    return said("Usual fields: %(names)s; the field reference has all of them.", names=listed)


def field_doc(model: type[BaseModel], where: Where) -> str:
    """What the model says about the field at ``where``."""
    names = [index for index, step in enumerate(where) if isinstance(step, str)]
    if not names:
        return ""
    last = names[-1]
    owner = model_at(model, where[:last])
    return field_docs(owner).get(str(where[last]), "") if owner else ""


def cures(model: type[BaseModel]) -> Iterator[Said]:
    """What is said of each field of a model, and of its parts, where it is missing or wrong."""
    waiting, seen = [model], {model}
    while waiting:
        owner = waiting.pop()
        docs = field_docs(owner)
        yield from (_first_sentence(docs[name]) for name in owner.model_fields if docs.get(name))
        parts = {
            part for field in owner.model_fields.values() for part in models_in(field.annotation)
        }
        waiting += parts - seen
        seen |= parts


def _first_sentence(doc: str) -> Said:
    sentence = " ".join(doc.split()).split(". ")[0].rstrip(".")
    return said(f"{sentence[:1].upper()}{sentence[1:]}.") if sentence else NOTHING


def model_at(model: type[BaseModel], where: Where) -> type[BaseModel] | None:
    """The model whose fields stand at ``where`` inside ``model``."""
    owner: type[BaseModel] | None = model
    for step in where:
        if isinstance(step, int) or step == "#key":
            continue
        field = owner.model_fields.get(step) if owner else None
        owner = next(iter(models_in(field.annotation)), None) if field else None
    return owner


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models a type annotation mentions, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Annotated, list, typing.Union, types.UnionType):
        return [model for argument in get_args(annotation) for model in models_in(argument)]
    return []
