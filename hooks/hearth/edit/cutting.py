"""Add, replace or remove one value in a record file; every other character stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import BaseModel

from hearth.base.strict_yaml import Where, YamlError, read_yaml
from hearth.base.words import said
from hearth.edit.layout import written
from hearth.edit.record_files import to_yaml
from hearth.read.records import model_at
from hearth.read.sources import split

# The same parser as the hub's reader: the other one refuses some of what libyaml understands.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CannotCutError(Exception):
    """A value stands in a file in a way that only a person can take out."""


def outermost(model: type[BaseModel], value: Any, where: Where, first: int = 0) -> Where:
    """What goes with the value at ``where``: the part or list that cannot be without it, or that
    holds nothing else.

    The first steps, ``first`` of them, lead to the record in a file that lists several.
    """
    while len(where) > first + 1:
        parent = _at(value, where[:-1])
        if len(parent) > 1 and not _needed(model, parent, where[first:]):
            break
        where = where[:-1]
    if len(where) == first + 1 and _needed(model, _at(value, where[:-1]), where[first:]):
        raise CannotCutError(said("`%(where)s` is required", where=where[-1]))
    return where


def _needed(model: type[BaseModel], parent: Any, where: Where) -> bool:
    """Whether the mapping that holds a field cannot be without it."""
    owner = model_at(model, where[:-1]) if isinstance(parent, dict) else None
    found = owner.model_fields.get(str(where[-1])) if owner else None
    return found is not None and found.is_required()


def cut(text: str, path: str, where: Where) -> str:
    """The file's text without the value at ``where``; CannotCutError when it cannot be taken out
    alone."""
    fields, start, node = _composed(text, path)
    for step in where[:-1]:
        node = _child(node, step)
    begin, end = (_span_in_brackets if node.flow_style else _span_of_lines)(fields, node, where[-1])
    after = text[: start + begin] + text[start + end :]
    wanted = deepcopy(read_yaml(fields))
    del _at(wanted, where[:-1])[where[-1]]
    return _proved(after, path, wanted)


def write(text: str, path: str, where: Where, new: str, value: Any) -> str:
    """The file's text with ``new`` in the place of the one value at ``where``, which is then read
    as ``value``."""
    fields, start, node = _composed(text, path)
    for step in where:
        node = _child(node, step)
    after = text[: start + node.start_mark.index] + new + text[start + node.end_mark.index :]
    wanted = deepcopy(read_yaml(fields))
    _at(wanted, where[:-1])[where[-1]] = value
    return _proved(after, path, wanted)


def put(text: str, path: str, where: Where, value: str, order: Sequence[str]) -> str:
    """The file's text with a text at ``where``: in the place of what stands there, or as a new
    field of the record whose fields have that ``order``; CannotCutError where that needs a
    person."""
    fields, _, node = _composed(text, path)
    try:
        for step in where:
            node = _child(node, step)
    except (StopIteration, IndexError):
        return _added(text, path, where, value, order)
    if not isinstance(node, yaml.ScalarNode):
        raise CannotCutError(said("it stands there in a way that cannot be changed by itself"))
    style = node.style or ""
    new = written(value, "" if style in ("|", ">") else style, "," in fields)
    return write(text, path, where, new, value)


def with_fields(text: str, path: str, changes: Mapping[str, Any], order: Sequence[str]) -> str:
    """The file's text with other values in fields of its one record, None for those that go; the
    record's fields have that ``order``. CannotCutError where that needs a person."""
    for name, value in changes.items():
        if name == "body" and path.endswith(".md"):
            text = _with_body(text, path, value or "")
            continue
        if name in read_yaml(split(text, path)[0]):
            text = cut(text, path, (name,))
        if value is not None:
            text = _added(text, path, (name,), value, order)
    return text


def put_within(text: str, path: str, where: Where, value: Any, order: Sequence[str]) -> str:
    """The file's text with a value at ``where``, and with the parts on the way to it that are not
    there yet; CannotCutError where that needs a person."""
    fields = read_yaml(split(text, path)[0])
    depth = next((n for n in range(len(where)) if not _is_there(fields, where[: n + 1])), None)
    if depth is None and isinstance(value, list) and len(where) == 1:
        return with_fields(text, path, {str(where[0]): value}, order)
    if depth is None:
        return put(text, path, where, value, order)
    for step in reversed(where[depth + 1 :]):
        value = {step: value}
    return _added(text, path, where[: depth + 1], value, order)


def append(text: str, path: str, where: Where, value: Any, order: Sequence[str]) -> str:
    """The file's text with one more entry at the end of the list at ``where``, which may not be
    there yet; no steps where the file is a list. CannotCutError where that needs a person."""
    fields, start, node = _composed(text, path)
    try:
        for step in where:
            node = _child(node, step)
    except StopIteration:
        return put_within(text, path, where, [value], order)
    wanted = deepcopy(read_yaml(fields))
    there = _at(wanted, where) if _is_there(wanted, where) else None
    entries = [*(there or ()), value]
    before, margin, rest = _end_of_list(fields, node, len(where))
    lines = "".join(f"{margin}{line}\n" for line in to_yaml([value]).splitlines())
    if where:
        _at(wanted, where[:-1])[where[-1]] = entries
    whole = f"{text[:start]}{before}{lines}{rest}{text[start + len(fields) :]}"
    return _proved(whole, path, wanted if where else entries)


def _end_of_list(fields: str, node: Any, depth: int) -> tuple[str, str, str]:
    """(what stands before a further entry of a list, its margin, what stands after it)"""
    if node is None:  # comments alone
        return _whole(fields), "", ""
    empty = not node.value
    if not empty and (not isinstance(node, yaml.SequenceNode) or node.flow_style):
        raise CannotCutError(said("it stands there in a way that cannot be changed by itself"))
    if not empty:
        end = fields.find("\n", _end(fields, node)) + 1 or len(fields)
        return _whole(fields[:end]), " " * node.start_mark.column, fields[end:]
    before = fields[: node.start_mark.index].rstrip(" ")  # [], or nothing
    return _whole(before), "  " * depth, fields[node.end_mark.index :].lstrip("\n")


def _whole(text: str) -> str:
    """A text whose last line has an end."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def _is_there(value: Any, where: Where) -> bool:
    try:
        _at(value, where)
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _with_body(text: str, path: str, body: str) -> str:
    before = split(text, path)[1] or ""
    head = text[: len(text) - len(before)]
    return f"{head.rstrip()}\n{body.strip()}\n" if body.strip() else f"{head.rstrip()}\n"


def _added(text: str, path: str, where: Where, value: Any, order: Sequence[str]) -> str:
    fields, start, node = _composed(text, path)
    if len(where) > 1:
        return _added_below(text, path, where, value)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise CannotCutError(said("it stands there in a way that cannot be changed by itself"))
    places = {name: place for place, name in enumerate(order)}
    before = [key for key, _ in node.value if places.get(key.value, 0) < places[str(where[0])]]
    at = _span_of_lines(fields, node, before[-1].value)[1] if before else 0
    gap = "" if not at or fields[:at].endswith("\n") else "\n"
    after = f"{text[: start + at]}{gap}{to_yaml({where[0]: value})}{text[start + at :]}"
    return _proved(after, path, {**read_yaml(fields), str(where[0]): value})


def _added_below(text: str, path: str, where: Where, value: Any) -> str:
    """The text with a new field, the last one of a part of a record."""
    fields, start, node = _composed(text, path)
    for step in where[:-1]:
        node = _child(node, step)
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise CannotCutError(said("it stands there in a way that cannot be changed by itself"))
    end = _end(fields, node.value[-1][1])
    if node.flow_style:
        new = f", {where[-1]}: {written(str(value), '', True)}"
    else:
        margin = "\n" + " " * node.start_mark.column
        lines = to_yaml({where[-1]: value}).splitlines()
        end = (fields.find("\n", end) + 1 or len(fields) + 1) - 1  # after a comment of its line
        new = "".join(f"{margin}{line}" for line in lines)
    wanted = deepcopy(read_yaml(fields))
    _at(wanted, where[:-1])[where[-1]] = value
    return _proved(f"{text[: start + end]}{new}{text[start + end :]}", path, wanted)


def _proved(text: str, path: str, wanted: Any) -> str:
    try:
        if read_yaml(split(text, path)[0]) == wanted:
            return text
    except YamlError:
        pass
    raise CannotCutError(said("it stands there in a way that cannot be changed by itself"))


def _composed(text: str, path: str) -> tuple[str, int, Any]:
    """The fields, where they begin in the text, and their tree."""
    fields, _, before = split(text, path)
    return fields, text.index("\n") + 1 if before else 0, yaml.compose(fields, _LOADER)


def _at(value: Any, where: Where) -> Any:
    for step in where:
        value = value[step]
    return value


@dataclass(frozen=True)
class _Item:
    """An entry of a list, or a field with its value."""

    first: Any
    last: Any

    @property
    def start(self) -> int:
        return int(self.first.start_mark.index)


def _items(node: Any) -> list[_Item]:
    if isinstance(node, yaml.MappingNode):
        return [_Item(key, value) for key, value in node.value]
    return [_Item(item, item) for item in node.value]


def _place(node: Any, step: Any) -> int:
    if isinstance(node, yaml.MappingNode):
        return next(index for index, (key, _) in enumerate(node.value) if key.value == step)
    return int(step)


def _child(node: Any, step: Any) -> Any:
    return _items(node)[_place(node, step)].last


def _span_in_brackets(fields: str, node: Any, step: Any) -> tuple[int, int]:
    items, place = _items(node), _place(node, step)
    if place + 1 < len(items):
        return items[place].start, items[place + 1].start
    return _end(fields, items[place - 1].last), _end(fields, items[place].last)


def _span_of_lines(fields: str, node: Any, step: Any) -> tuple[int, int]:
    items, place = _items(node), _place(node, step)
    begin = items[place].start
    if not isinstance(node, yaml.MappingNode):
        before = fields[:begin].rstrip()
        if not before.endswith("-"):
            raise CannotCutError(said("a comment stands between the dash and what it lists"))
        begin = len(before) - 1
    line = fields.rfind("\n", 0, begin) + 1
    if not fields[line:begin].strip():
        end = fields.find("\n", _end(fields, items[place].last))
        return line, len(fields) if end < 0 else end + 1
    if place + 1 < len(items) and isinstance(
        node, yaml.MappingNode
    ):  # the first field on the line of a dash
        return begin, items[place + 1].start
    raise CannotCutError(said("it shares its line with something else"))


def _end(fields: str, node: Any) -> int:
    """Where the last character of a value stands; the lines and comments after it are not its
    own."""
    if isinstance(node, yaml.ScalarNode):
        end = int(node.end_mark.index)
        return len(fields[:end].rstrip()) if node.style in ("|", ">") else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    return _end(fields, _items(node)[-1].last)
