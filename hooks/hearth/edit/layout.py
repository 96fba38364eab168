"""The layout of a record file: where each key and value begins and ends in its text, and how it is
written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    ScalarEvent,
)

from hearth.base.strict_yaml import Parser, Position, Where, YamlError, read_yaml
from hearth.read.sources import split


@dataclass(frozen=True)
class Token:
    """A scalar, or a collection in brackets, in the file's text."""

    start: int
    end: int
    style: str
    """Empty for plain text, a quotation mark, | or > for a block, [ or { for a collection in
    brackets."""
    in_brackets: bool
    """Whether it stands inside brackets."""


@dataclass
class Layout:
    """A file's text, what its fields say, and where they stand."""

    text: str
    value: Any
    start: int
    """Where the fields begin; the fence of a front matter lies before."""
    end: int
    lines_before: int
    places: dict[Where, Position] = field(default_factory=dict)
    """Line and column, counted in the fields alone."""
    tokens: dict[Where, Token] = field(default_factory=dict)
    scalars: list[Token] = field(default_factory=list)
    """Every scalar, in order, also those that say nothing."""
    explicit: bool = False
    """Whether the document is opened or closed by a line of its own."""

    def at(self, line: int, column: int, keys: bool) -> Where | None:
        """The innermost value, or the key, that stands at a line and column of the file."""
        place = (line - self.lines_before, column)
        found = [
            where
            for where, here in self.places.items()
            if here == place and (where[-1:] == ("#key",)) is keys
        ]
        return max(found, key=len, default=None)

    def get(self, where: Where) -> Any:
        """The value at ``where``."""
        value = self.value
        for step in where:
            value = value[step]
        return value


def lay_out(text: str, path: str) -> Layout:
    """The layout of a file's text with plain line ends; YamlError when it cannot be read."""
    fields, _, lines_before = split(text, path)
    start = text.index("\n") + 1 if lines_before else 0
    layout = Layout(text, None, start, start + len(fields), lines_before)
    layout.value = read_yaml(fields, layout.places)
    scalars, collections = _tokens(fields, layout)
    for where, place in layout.places.items():
        of_key = where[-1:] == ("#key",)
        is_text = of_key or isinstance(layout.get(where), str)
        if found := (scalars if is_text else collections).get(place):
            layout.tokens[where] = found
    return layout


def readable(text: str, path: str) -> bool:
    """Whether a file's text can be read."""
    try:
        lay_out(text, path)
    except YamlError:
        return False
    return True


def _tokens(fields: str, layout: Layout) -> tuple[dict[Position, Token], dict[Position, Token]]:
    """The scalars and the collections in brackets by where they begin."""
    scalars: dict[Position, Token] = {}
    collections: dict[Position, Token] = {}
    open_ones: list[Any] = []

    def token(first: Any, last: Any, style: str) -> Token:
        inside = bool(open_ones) and bool(open_ones[-1].flow_style)
        return Token(
            first.start_mark.index + layout.start, last.end_mark.index + layout.start, style, inside
        )

    for event in _events(fields):
        if isinstance(event, ScalarEvent):
            layout.scalars.append(token(event, event, event.style or ""))
            # An empty scalar stands where the next key begins: it would be taken for that.
            if layout.scalars[-1].end > layout.scalars[-1].start:
                scalars[_place(event)] = layout.scalars[-1]
        elif isinstance(event, CollectionStartEvent):
            open_ones.append(event)
        elif isinstance(event, CollectionEndEvent):
            first = open_ones.pop()
            if first.flow_style:
                collections[_place(first)] = token(first, event, fields[first.start_mark.index])
        elif isinstance(event, DocumentStartEvent | DocumentEndEvent):
            layout.explicit |= bool(event.explicit)
    return scalars, collections


def _place(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _events(fields: str) -> Iterator[Any]:
    parser = Parser(fields)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def written(text: str, style: str, in_brackets: bool) -> str:
    """A text as it is written in the file: with the quotation marks it had, or with those it
    needs."""
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    if style == "" and _can_stay_plain(text, in_brackets):
        return text
    return json.dumps(text, ensure_ascii=False)


def _can_stay_plain(text: str, in_brackets: bool) -> bool:
    """Whether a text can stand without quotation marks."""
    try:
        return bool(
            read_yaml(f"[{text}]") == [text]
            if in_brackets
            else read_yaml(f"key: {text}\n") == {"key": text}
        )
    except YamlError:
        return False
