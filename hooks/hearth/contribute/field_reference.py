"""The generated pages of the guide: every field of every kind, and every problem."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel

from hearth.base.field_docs import field_docs
from hearth.base.problems import CATALOGUE, CodeEntry
from hearth.contribute.accessibility_statement import ACCESSIBILITY_PAGE, accessibility_page
from hearth.contribute.template_reference import TEMPLATES_PAGE, templates_page
from hearth.kinds import COMMUNITY, KINDS, SOURCE, Kind, Record
from hearth.model.links import refs
from hearth.read.records import INTERNAL, models_in

FIELDS_PAGE = "content/guide/fields.md"
PROBLEMS_PAGE = "content/guide/problems.md"


def pages() -> dict[str, str]:
    """Each page's path below the hub's folder and its text."""
    return {
        FIELDS_PAGE: fields_page(),
        PROBLEMS_PAGE: problems_page(),
        TEMPLATES_PAGE: templates_page(),
        ACCESSIBILITY_PAGE: accessibility_page(),
    }


def fields_page() -> str:
    lines = [
        "---",
        "title: Field reference",
        "description: Every field of every kind of record.",
        "---",
        "<!-- Made from the models by `hearth reference`; changes by hand are lost. -->",
        "# Field reference",
        "",
        (
            "Every record is a `.yml` file, or a `.md` file with its fields between two lines of "
            "`---` and its text below them."
        ),
        (
            "The file's name, without its ending, is the record's id. Fields in **bold** are "
            "required. A list of ids may hold"
        ),
        (
            "members, events and so on by the names of their files. Text is plain unless a field "
            "says Markdown."
        ),
        "",
        (
            "Topics, glossary terms and resources can also stand together in one file, "
            "`content/topics.yml` and the like, each"
        ),
        "entry starting with `- id: …`.",
        "",
    ]
    for kind in (*KINDS.values(), COMMUNITY, SOURCE):
        lines += _kind(kind)
    return "\n".join(lines)


def _kind(kind: Kind) -> Iterator[str]:
    place = "`content/community.yml`" if kind is COMMUNITY else f"`{kind.folder}/`"
    yield from (
        f"## {kind.name.capitalize()}",
        "",
        f"{_one_line(kind.model.__doc__)} In {place}.",
        "",
        "The smallest file:",
        "",
    )
    language = "yaml"
    yield from (f"```{language}", kind.example.rstrip(), "```", "")
    yield from _table(kind.model)
    for part in _parts(kind.model):
        yield from (f"### {_title(part)} ({kind.name})", "", _one_line(part.__doc__), "")
        yield from _table(part)


def _title(part: type[BaseModel]) -> str:
    words = "".join(
        f" {char.lower()}" if char.isupper() else char for char in part.__name__
    ).strip()
    return words.capitalize()


def _table(model: type[BaseModel]) -> Iterator[str]:
    yield from ("| field | what it says | kind of value |", "|---|---|---|")
    # A kind's own fields first, then those that every record may carry.
    for name in sorted(
        model.model_fields.keys() - set(INTERNAL),
        key=lambda name: (name in Record.model_fields, list(model.model_fields).index(name)),
    ):
        field = model.model_fields[name]
        shown = f"**`{name}`**" if field.is_required() else f"`{name}`"
        doc = _cell(field_docs(model).get(name, ""))
        yield f"| {shown} | {doc} | {_cell(_value(model, name))} |"
    yield ""


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


@cache
def _schema(model: Any) -> dict[str, Any]:
    return dict(model.model_json_schema())


def _value(model: type[BaseModel], name: str) -> str:
    """The kind of value in words."""
    field = model.model_fields[name]
    schema = _schema(model)["properties"][name]
    wraps_list = "array" in str(schema.get("type")) or any(
        option.get("type") == "array" for option in schema.get("anyOf", [])
    )
    inner = _inner(schema)
    kinds = sorted(
        {
            *refs(
                Annotated[(field.annotation, *field.metadata)]
                if field.metadata
                else field.annotation
            )
        }
    )
    parts = models_in(field.annotation)
    if kinds:
        words = " or ".join(f"id of a {kind}" for kind in kinds) + (
            " or guest" if any(part.__name__ == "Guest" for part in parts) else ""
        )
    elif parts:
        words = _title(parts[0]).lower()
    elif "enum" in inner:
        words = " · ".join(f"`{word}`" for word in inner["enum"])
    else:
        words = _FORMATS.get(inner.get("format", ""), _TYPES.get(inner.get("type", ""), "text"))
    return f"list: {words}" if wraps_list else words


_FORMATS = {"date": "day", "uri": "address"}
_TYPES = {"integer": "whole number", "number": "number", "boolean": "yes or no", "string": "text"}


def _inner(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a single value, without the list or the null around it."""
    for option in schema.get("anyOf", []):
        if option.get("type") != "null":
            return _inner(option)
    return _inner(schema["items"]) if "items" in schema else schema


def _parts(model: type[BaseModel], seen: set[str] | None = None) -> Iterator[type[BaseModel]]:
    """The parts a model is made of, each once, in order."""
    seen = set() if seen is None else seen
    for field in model.model_fields.values():
        for part in models_in(field.annotation):
            if part.__name__ not in seen:
                seen.add(part.__name__)
                yield part
                yield from _parts(part, seen)


def problems_page() -> str:
    lines = [
        "---",
        "title: Problems and their cures",
        "description: Every problem the check can report, why it matters and what to do.",
        "---",
        "<!-- Made from the catalogue by `hearth reference`; changes by hand are lost. -->",
        "# Problems and their cures",
        "",
        (
            "`hearth check` reports every problem of every file at once, one a line: file, line, "
            "column, field, what is wrong,"
        ),
        (
            "what to do, and a code in brackets. The codes never change. A warning does not keep "
            "a hub from being published."
        ),
        "",
    ]
    for entry in sorted(CATALOGUE.values(), key=lambda entry: entry.code):
        lines += _problem(entry)
    return "\n".join(lines)


def _problem(entry: CodeEntry) -> Iterator[str]:
    yield from (f"## {entry.code}", "", f"**{entry.title}.** {entry.why}", "")
    if entry.wrong:
        yield from ("Not:", "", "```text", entry.wrong, "```", "")
    yield from ("But:", "", "```text", entry.right, "```", "")
