"""Read JSON that is larger than memory: the elements of its outer list, or of the lists that its
outer object holds, one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

LARGEST = 32 * 1024 * 1024
"""Characters of one element."""
_PIECE = 256 * 1024
_SPACE = re.compile(r"\s*")


class JsonStreamError(ValueError):
    """That what stands there is no JSON, or an element is too large."""


def elements(stream: TextIO) -> Iterator[tuple[str, Any]]:
    """(key, value) of what one document after the other holds: of an object each value that is no
    list, and each element of those that are; of a list each element, under no key."""
    reader = _Reader(stream)
    while char := reader.peek():
        if char == "[":
            yield from (("", value) for value in reader.items())
        elif char == "{":
            yield from _members(reader)
        else:
            yield "", reader.value()


def _members(reader: _Reader) -> Iterator[tuple[str, Any]]:
    reader.take("{")
    while reader.peek() != "}":
        key = str(reader.value())
        reader.take(":")
        if reader.peek() == "[":
            yield from ((key, value) for value in reader.items())
        else:
            yield key, reader.value()
        if reader.peek() != "}":
            reader.take(",")
    reader.take("}")


class _Reader:
    """The part of a stream that is looked at, and where."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._text, self._at, self._ended = stream, "", 0, False
        self._decode = json.JSONDecoder().raw_decode

    def peek(self) -> str:
        """The next sign that is no space; nothing at the end."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._more(_PIECE):
                return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """Pass a sign that must stand there."""
        if self.peek() != sign:
            raise JsonStreamError(sign)
        self._at += 1

    def items(self) -> Iterator[Any]:
        """The elements of a list."""
        self.take("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def value(self) -> Any:
        """A whole value."""
        if not self.peek():
            raise JsonStreamError("value")
        size = _PIECE
        while True:
            value, end = self._decoded()
            # A number that ends where the text ends may go on in the next piece.
            if self._at < end < len(self._text) or (self._ended and end > self._at):
                self._at = end
                return value
            if self._ended or len(self._text) - self._at > LARGEST:
                raise JsonStreamError("value")
            self._more(size)
            size *= 2

    def _decoded(self) -> tuple[Any, int]:
        """(the value, where it ends); -1 when it is not whole."""
        try:
            return self._decode(self._text, self._at)
        except RecursionError:
            raise JsonStreamError("depth") from None
        except ValueError:
            return None, -1

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        piece = self._stream.read(size)
        self._ended = not piece
        self._text, self._at = self._text[self._at :] + piece, 0
        return True
