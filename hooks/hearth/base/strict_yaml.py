"""A strict YAML reader: every scalar stays text, every position is known, nothing is executed.

Types come from the models, never from the spelling of a scalar, so ``country: NO`` is Norway and
``at: 12:30`` a time. The reader walks libyaml's event stream in a loop: nesting cannot exhaust the
stack, and tags, anchors, aliases and duplicate keys are refused where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hearth.base.words import N_, Said, said
from hearth.base.yaml_mistakes import Mistake, beside, mistakes_in, quoted_line, shown

# Only the parser is used; libyaml's where PyYAML was built with it.
Parser: Any = yaml.SafeLoader
if yaml.__with_libyaml__:
    from yaml import cyaml

    Parser = getattr(cyaml, "CParser")  # noqa: B009 - its stubs do not name it

# C0 and C1 controls but tab and newline, direction overrides, byte order marks, non-characters and
# lone surrogates.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)

# No record comes near these. Beyond them a small file could take a reader long, or much memory.
MAX_DEPTH = 10
MAX_NODES = 20_000

Key = str | int
Where = tuple[Key, ...]
Position = tuple[int, int]

# Null in the core schema of YAML 1.2 (10.3.2); every other plain scalar stays text.
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class YamlError(Exception):
    """A text that is not acceptable YAML; carries a problem code, words and a position (from 1)."""

    def __init__(self, code: str, what: Said, fix: Said, line: int, column: int) -> None:
        super().__init__(what)
        self.code, self.what, self.fix, self.line, self.column = code, what, fix, line, column


@dataclass
class _Frame:
    """One open mapping or sequence while the events stream by."""

    value: dict[str, Any] | list[Any]
    where: Where
    key: str | None = None
    seen: set[str] = field(default_factory=set)


def read_yaml(
    text: str,
    positions: dict[Where, Position] | None = None,
    line_offset: int = 0,
    most: int = MAX_NODES,
) -> Any:
    """Return the text's one document as dicts, lists, strings and None, ``most`` of them; fill
    ``positions`` if given.

    ``positions`` maps the path of a value to where it stands, and ``(*path, "#key")`` to where its
    key stands. Raises YamlError with lines counted from 1 plus ``line_offset``.
    """
    if positions is None:
        try:
            return _read_quickly(text, most)
        except (_UnusualError, yaml.YAMLError):
            pass  # what is wrong, and where, the reader says that looks at each value
    return _Reader(text, positions, line_offset, most).document()


class _UnusualError(Exception):
    """A text holds something that has to be looked at, and is perhaps refused."""


def _read_quickly(text: str, most: int) -> Any:
    """The same document by a loop that calls nothing for each value: nearly every file is right,
    and every value of every file comes by here."""
    parser = Parser(text)
    next_event = parser.get_event
    open_ones: list[tuple[Any, Any, Any]] = []
    # What values go into, the key before a value (None where a key comes next), and all its keys;
    # a document is as a list of one.
    into: Any = []
    key: str | None = None
    keys: set[str] | None = None
    try:
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                style = event.style
                if not style:
                    if value in _NULLS:
                        value = None
                elif style == '"' and HIDDEN.search(value):
                    raise _UnusualError
            elif kind is MappingStartEvent:
                value = {}
            elif kind is SequenceStartEvent:
                value = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                into, key, keys = open_ones.pop()
                continue
            elif kind is AliasEvent:
                raise _UnusualError
            else:
                continue
            most -= 1
            if event.anchor or event.tag or most < 0:
                raise _UnusualError
            if keys is None:
                if value is not None or not open_ones:
                    into.append(value)
            elif key is None:
                if kind is not ScalarEvent or value is None or value == "<<" or value in keys:
                    raise _UnusualError
                keys.add(value)
                key = value
                continue
            else:
                if value is not None:
                    into[key] = value
                key = None
            if kind is not ScalarEvent:
                if len(open_ones) >= MAX_DEPTH:
                    raise _UnusualError
                open_ones.append((into, key, keys))
                into, key, keys = value, None, set() if kind is MappingStartEvent else None
    finally:
        parser.dispose()
    if len(into) > 1:
        raise _UnusualError
    return into[0] if into else None


class _Reader:
    def __init__(
        self, text: str, positions: dict[Where, Position] | None, line_offset: int, most: int
    ) -> None:
        self.text, self.positions, self.line_offset = text, positions, line_offset
        self.most = most
        self.stack: list[_Frame] = []
        self.root: Any = None
        self.nodes = 0

    def document(self) -> Any:
        documents = 0
        for event in self.events():
            # Compared by identity, without isinstance: every value of every file comes by here.
            kind = type(event)
            if kind is ScalarEvent:
                self.refuse_extras(event)
                self.add(self.scalar(event), event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.refuse_extras(event)
                self.open({} if kind is MappingStartEvent else [], event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.stack.pop()
            elif kind is AliasEvent:
                raise self.error(
                    "yaml-alias",
                    said("uses an alias (*name)"),
                    said("Write the value out in full."),
                    event,
                )
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self.error(
                        "yaml-documents",
                        said("holds more than one document"),
                        said("Put each record in its own file."),
                        event,
                    )
        return self.root

    def events(self) -> Iterator[Event]:
        parser = Parser(self.text)
        try:
            while (event := parser.get_event()) is not None:
                yield event
        except yaml.MarkedYAMLError as error:
            raise _syntax_error(error, self.text, self.line_offset) from None
        except yaml.reader.ReaderError as error:
            # The only reader error left after the text was decoded and searched for control
            # characters.
            raise YamlError(
                "control-character",
                said("holds a character YAML does not allow (%(reason)s)", reason=error.reason),
                said("Remove it."),
                1,
                1,
            ) from None
        finally:
            parser.dispose()

    def refuse_extras(self, event: Any) -> None:
        if event.anchor:
            raise self.error(
                "yaml-alias",
                said("names an anchor (&%(anchor)s)", anchor=event.anchor),
                said("Write the value out in full."),
                event,
            )
        if event.tag:
            raise self.error(
                "yaml-tag",
                said("uses the tag %(tag)s", tag=event.tag),
                said("Remove the tag; plain values are enough."),
                event,
            )

    def scalar(self, event: Any) -> str | None:
        """The scalar's text, or None when nothing is written."""
        # Only a plain scalar can say nothing: in quotes even "null" is a text.
        if not event.style:
            return None if event.value in _NULLS else event.value
        # Only between double quotes can an escape stand for a character that the file itself does
        # not show.
        hidden = HIDDEN.search(event.value) if event.style == '"' else None
        if hidden:
            what = said(
                "holds the invisible character U+%(code)s", code=f"{ord(hidden.group()):04X}"
            )
            raise self.error("control-character", what, said("Remove it."), event)
        return str(event.value)

    def open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        where = self.add(value, event)
        if len(self.stack) >= MAX_DEPTH:
            raise self.error(
                "yaml-depth",
                said("is nested deeper than %(limit)s levels", limit=MAX_DEPTH),
                said("Bring the value nearer the top."),
                event,
            )
        self.stack.append(_Frame(value, where))

    def add(self, value: Any, event: Any) -> Where:
        """Put a finished scalar or a just-opened collection where the stream stands; return its
        path."""
        self.nodes += 1
        if self.nodes > self.most:
            raise self.error(
                "yaml-size",
                said("holds more than %(limit)s values", limit=self.most),
                said("Split the file."),
                event,
            )
        if not self.stack:
            self.root = value
            return self.mark((), event)
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            if value is None:  # an entry left empty is no entry
                return frame.where
            frame.value.append(value)
            return self.mark((*frame.where, len(frame.value) - 1), event)
        if frame.key is None:
            self.take_key(frame, value, event)
            return frame.where
        where = (*frame.where, frame.key)
        frame.key = None
        if value is None:  # a field left empty is not given
            return where
        frame.value[str(where[-1])] = value
        return self.mark(where, event)

    def take_key(self, frame: _Frame, key: Any, event: Any) -> None:
        if not isinstance(key, str):
            raise self.error(
                "yaml-key",
                said("has a key that is not plain text"),
                said("Write `name: value`."),
                event,
            )
        if key == "<<":
            raise self.error(
                "yaml-alias",
                said("merges another mapping (<<)"),
                said("Write the values out in full."),
                event,
            )
        if key in frame.seen:
            raise self.error(
                "duplicate-key",
                said('gives "%(key)s" twice', key=key),
                said("Keep one of the two lines."),
                event,
            )
        frame.seen.add(key)
        frame.key = key
        self.mark((*frame.where, key, "#key"), event)

    def mark(self, where: Where, event: Any) -> Where:
        if self.positions is not None:
            self.positions[where] = self.position(event)
        return where

    def position(self, event: Any) -> Position:
        return event.start_mark.line + 1 + self.line_offset, event.start_mark.column + 1

    def error(self, code: str, what: Said, fix: Said, event: Any) -> YamlError:
        return YamlError(code, what, fix, *self.position(event))


def _syntax_error(error: yaml.MarkedYAMLError, text: str, line_offset: int) -> YamlError:
    """Say what libyaml stumbled over in words a contributor can act on."""
    if mistake := next(mistakes_in(text), None):
        return mistake_error(mistake, text, line_offset)
    if near := _in_line(error, text, line_offset):
        return near
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last = text.count("\n") + 1
    if line > last:  # libyaml counts a line after the last
        line, column = last, len(text) - text.rfind("\n")
    line += line_offset
    problem = error.problem or ""
    for sign, code, what, fix in _SYNTAX:
        if sign in problem:
            return YamlError(code, what, fix, line, column)
    return YamlError(
        "yaml-syntax",
        said("is not written as YAML here"),
        said("Check the indentation and the colon; put text that holds `: ` or ` #` in quotes."),
        line,
        column,
    )


def mistake_error(mistake: Mistake, text: str, line_offset: int = 0) -> YamlError:
    """A mistake in a text as the error of reading it."""
    line = text.count("\n", 0, mistake.start) + 1 + line_offset
    return YamlError(mistake.code, mistake.what, mistake.fix, line, mistake.column + 1)


def _in_line(error: yaml.MarkedYAMLError, text: str, line_offset: int) -> YamlError | None:
    """The mistake in the line where libyaml stopped, or where it began to wonder; none when that
    line is right by itself."""
    lines = text.split("\n")
    for mark in (error.problem_mark, error.context_mark):
        if mark is None or mark.line >= len(lines):
            continue
        line, before = lines[mark.line], lines[mark.line - 1] if mark.line else ""
        place = (mark.line + 1 + line_offset, mark.column + 1)
        if (found := beside(line, before)) and line.strip():
            return YamlError("yaml-syntax", *found, *place)
        if not _reads(line.strip()) and (quoted := quoted_line(line)) and _reads(quoted[1].strip()):
            what, right, whole = quoted
            cure = (
                N_("Put the whole text in quotes: %(right)s") if whole else N_("Write: %(right)s")
            )
            fix = said(cure, right=shown(right).strip())
            return YamlError("yaml-syntax", what, fix, *place)
    return None


def _reads(line: str) -> bool:
    """Whether a line is YAML by itself."""
    parser = Parser(line)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError:
        return False
    finally:
        parser.dispose()
    return True


_SYNTAX = (
    (
        "found character that cannot start any token",
        "yaml-tab",
        said("has a character that cannot start a value (often a tab, @ or `)"),
        said("Indent with spaces, and put text that starts with @, ` or % in quotes."),
    ),
    (
        "mapping values are not allowed",
        "yaml-syntax",
        said("has a second colon on the line"),
        said('Put the whole text in quotes: title: "Care: how to".'),
    ),
    (
        "did not find expected",
        "yaml-syntax",
        said("breaks off: a bracket, quote or list item is not closed or not aligned"),
        said("Close it, or give lines of one list the same indentation."),
    ),
    (
        "could not find expected ':'",
        "yaml-syntax",
        said("has a line without a colon"),
        said("Write `name: value`."),
    ),
    (
        "found unexpected end of stream",
        "yaml-syntax",
        said("ends inside quotes or brackets"),
        said("Close them."),
    ),
)
