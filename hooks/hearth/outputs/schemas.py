"""JSON Schemas of the source files, for editors: with the ids, zones, countries and languages the
hub knows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pydantic import BaseModel, BeforeValidator

from hearth.base.locale_data import COUNTRIES, LANGUAGES
from hearth.base.zones import zone_names
from hearth.kinds import COMMUNITY, KINDS, SOURCE, Kind
from hearth.kinds.fields import Day, Line
from hearth.model.links import refs
from hearth.read.load import LoadResult
from hearth.read.records import INTERNAL, models_in

MOST = 500
"""Ids of one kind that an editor is given to choose from; beyond that, it is only told how an id is
written."""

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 64}
# Every scalar of a record is read as text, whatever an editor takes it for: `title: 2027`,
# `step_free: true`.
_TEXT = ["string", "number", "boolean"]
_MAPPINGS = "JsonSchemaMappingsProjectConfiguration"

Schema = dict[str, Any]


def editor_schemas(found: LoadResult) -> dict[str, Schema]:
    """The schemas by the name of their file: one per kind, the community's, and one per file that
    lists records."""
    schemas = {
        f"{kind.name}.json": _editor_schema(kind, found) for kind in (*KINDS.values(), COMMUNITY)
    }
    for kind in _listed():
        schemas[f"{kind.name}.list.json"] = _list_of(_editor_schema(kind, found), kind.name)
    return schemas


def _listed() -> list[Kind]:
    """The kinds whose records usually stand together in one file."""
    return [kind for kind in (*KINDS.values(), SOURCE) if kind.in_list]


@cache
def source_schema(kind: Kind) -> Schema:
    """The JSON Schema (2020-12) of a kind's source files in any hub: it knows no ids."""
    return _editor_schema(kind, LoadResult())


def file_patterns() -> dict[str, list[str]]:
    """Which files each schema is for, as editors match them; a pattern that begins with ! leaves
    files out."""
    folders = [kind.folder for kind in KINDS.values()]
    patterns = {}
    for kind in KINDS.values():
        inner = [f"!{other}/**" for other in folders if other.startswith(f"{kind.folder}/")]
        patterns[f"{kind.name}.json"] = [
            f"{kind.folder}/**/*.yml",
            f"{kind.folder}/**/*.yaml",
            *inner,
        ]
    lists = {f"{kind.name}.list.json": [kind.list_file] for kind in _listed()}
    return {**patterns, f"{COMMUNITY.name}.json": ["content/community.yml"], **lists}


def with_settings(text: str, folder: str) -> str:
    """VS Code's settings with the schemas in ``folder`` added, and every other setting as it was.

    Raises ValueError when the text is not plain JSON, such as one with comments, which would be
    lost.
    """
    settings = json.loads(text) if text.strip() else {}
    if not isinstance(settings, dict) or not isinstance(settings.get("yaml.schemas", {}), dict):
        raise ValueError("the settings are not an object")
    ours = {f"{folder}/{name}": patterns for name, patterns in file_patterns().items()}
    settings["yaml.schemas"] = {**settings.get("yaml.schemas", {}), **ours}
    return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def with_mappings(text: str, folder: str) -> str:
    """JetBrains' schema mappings with those in ``folder`` added or renewed, and every other mapping
    as it was.

    Raises ValueError when the text is not a project's settings, or holds comments, which would be
    lost.
    """
    if "<!" in text:
        raise ValueError("comments and declarations cannot be kept")
    try:
        project = ElementTree.fromstring(text if text.strip() else '<project version="4" />')  # noqa: S314 - has no entities
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None
    if project.tag != "project":
        raise ValueError("the settings are not a project's")
    inner = _child(_child(_child(project, "component", "name", _MAPPINGS), "state"), "map")
    for name, patterns in file_patterns().items():
        key = f"Hearth: {name.removesuffix('.json')}"
        for entry in [entry for entry in inner if entry.get("key") == key]:
            inner.remove(entry)
        inner.append(_mapping(key, f"{folder}/{name}", patterns))
    ElementTree.indent(project)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{ElementTree.tostring(project, encoding='unicode')}\n"
    )


def _child(parent: Element, tag: str, name: str = "", value: str = "") -> Element:
    """The first part of that kind, made if there is none."""
    found = next((part for part in parent.iter(tag) if part.get(name, "") == value), None)
    return (
        ElementTree.SubElement(parent, tag, {name: value} if name else {})
        if found is None
        else found
    )


def _mapping(key: str, schema: str, patterns: list[str]) -> Element:
    """One schema with the folder or file it is for; where another kind lives below the folder, with
    a pattern."""
    entry = ElementTree.Element("entry", key=key)
    info = ElementTree.SubElement(ElementTree.SubElement(entry, "value"), "SchemaInfo")
    for name, value in (
        ("name", key),
        ("relativePathToSchema", schema),
        ("schemaVersion", "JSON Schema version 7"),
    ):
        ElementTree.SubElement(info, "option", name=name, value=value)
    folder, is_folder, _ = patterns[0].partition("/**/")
    if not is_folder:
        given = {"path": patterns[0]}
    elif any(pattern.startswith("!") for pattern in patterns):
        given = {"pattern": "true", "path": f"{folder}/*.yml", "mappingKind": "Pattern"}
    else:
        given = {"directory": "true", "path": folder, "mappingKind": "Directory"}
    items = ElementTree.SubElement(ElementTree.SubElement(info, "option", name="patterns"), "list")
    item = ElementTree.SubElement(items, "Item")
    for name, value in given.items():
        ElementTree.SubElement(item, "option", name=name, value=value)
    return entry


def _list_of(schema: Schema, name: str) -> Schema:
    item = {key: value for key, value in schema.items() if key not in ("$schema", "$defs", "title")}
    item["properties"] = {
        "id": {**_ID, "description": "The id; it never changes."},
        **item["properties"],
    }
    item["required"] = ["id", *item.get("required", [])]
    return {
        "$schema": schema["$schema"],
        "title": f"{name} list",
        "type": "array",
        "items": item,
        "$defs": schema.get("$defs", {}),
    }


def _editor_schema(kind: Kind, found: LoadResult) -> Schema:
    schema = _model_schema(kind)
    definitions = schema.get("$defs", {})
    for model in _models(kind.model):
        node = schema if model is kind.model else definitions.get(model.__name__, {})
        for name, shape in node.get("properties", {}).items():
            _extend(model, name, shape, found)
    for name, value in _example(kind).items():
        if name in schema["properties"]:
            schema["properties"][name].setdefault("examples", [value])
    return schema


def model_schema(model: type[BaseModel]) -> Schema:
    """What pydantic says of a model, to be changed by whoever asks."""
    found: Schema = json.loads(_generated(model))
    return found


@cache
def _generated(model: type[BaseModel]) -> str:
    return json.dumps(model.model_json_schema(mode="validation"))


def _model_schema(kind: Kind) -> Schema:
    """What the model says of itself, without what files do not hold."""
    schema = model_schema(kind.model)
    for name in INTERNAL:
        schema["properties"].pop(name, None)
        if name in schema.get("required", []):
            schema["required"].remove(name)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": kind.name}


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The model and all that its fields are made of, each once."""
    waiting, seen = [model], []
    while waiting:
        latest = waiting.pop()
        if latest not in seen:
            seen.append(latest)
            waiting += [
                part for info in latest.model_fields.values() for part in models_in(info.annotation)
            ]
    return seen


def _example(kind: Kind) -> dict[str, str]:
    """The one-line values of the kind's smallest file."""
    pairs = (line.removeprefix("- ").partition(": ") for line in kind.example.split("\n"))
    return {
        name.strip(): value.strip()
        for name, _, value in pairs
        if value and not value.startswith(("[", "{"))
    }


def _extend(model: type[BaseModel], name: str, shape: Schema, found: LoadResult) -> None:
    """Tell an editor more of one field: what may stand there, and that a bare id will do where it
    does."""
    info = model.model_fields[name]
    annotation: Any = (
        Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    )
    known = _known(name, annotation, found)
    # A list first: what is changed below is what the generator walks.
    for text in list(_texts(shape)):
        text.update(known or {"type": _TEXT})
        if known and "type" not in known:
            text.pop("type")
    if get_origin(info.annotation) is list and any(
        isinstance(item, BeforeValidator) for item in info.metadata
    ):
        _allow_short(info.annotation, shape, found)
    if info.annotation in (Day, Day | None):
        shape.setdefault("examples", ["2026-12-03"])


def _allow_short(annotation: Any, shape: Schema, found: LoadResult) -> None:
    """Let the short form stand where the engine takes it: an id for a part, one text for a list of
    texts."""
    inner = get_args(annotation)[0]
    if inner == Line:
        array = {key: shape.pop(key) for key in ("type", "items") if key in shape}
        shape["anyOf"] = [{"type": _TEXT}, array]
        return
    for part in models_in(inner)[:1]:
        first = next(iter(part.model_fields))
        kind = next(refs(Annotated[(str, *part.model_fields[first].metadata)]), None)
        if kind:
            shape["items"] = {"anyOf": [_ids(kind, found), shape["items"]]}


def _known(name: str, annotation: Any, found: LoadResult) -> Schema | None:
    """What may stand in a field, as far as the hub knows it."""
    if name == "timezone":
        return {"anyOf": [{"enum": sorted(zone_names())}, {"type": "string"}]}
    if name == "country":
        return _named(COUNTRIES)
    if name in ("language", "languages"):
        return {
            "anyOf": [
                _named(LANGUAGES),
                {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
            ]
        }
    kind = next(refs(annotation), None)
    return _ids(kind, found) if kind else None


def _ids(kind: str, found: LoadResult) -> Schema:
    """The ids of a kind, to choose from; others stay possible, for what is written at the same
    time."""
    ids = sorted(found.known_ids[kind])
    if not ids or len(ids) > MOST:
        return dict(_ID)
    headings = {
        record_id: record.heading for record_id, record in found.of(KINDS[kind].model).items()
    }
    named = _named({record_id: headings.get(record_id, record_id) for record_id in ids})
    return named if KINDS[kind].vocabulary else {"anyOf": [named, dict(_ID)]}


def _named(words: Mapping[str, str]) -> Schema:
    """A choice among words, each with what it stands for."""
    chosen = sorted(words)
    return {"enum": chosen, "enumDescriptions": [words[word] for word in chosen]}


def _texts(shape: Any) -> Iterator[Schema]:
    """The places in a field's schema where any text may stand."""
    if isinstance(shape, dict):
        if shape.get("type") == "string" and not shape.keys() & {"enum", "pattern", "format"}:
            yield shape
        parts: Iterable[Any] = [
            shape.get("items"),
            *shape.get("anyOf", ()),
            *shape.get("oneOf", ()),
        ]
        for part in parts:
            yield from _texts(part)
