"""Read the letters of a file: Unicode, the encodings of old programs, or both in one file."""

from __future__ import annotations

import codecs
import re

from hearth.base.words import said
from hearth.contribute.importing.unreadable import UnreadableError
from hearth.kinds.field_words import fields_meant

_OLD = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
}
"""Encodings of the languages Hearth speaks, by what people call them; the usual one first."""
_LOST = "\ufffd"
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")
"""A letter that was written in UTF-8, read as Windows-1252 and written again: Ã©."""


def text_of(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and notes on what was not written in Unicode or was not whole before."""
    text, notes = _decoded(raw)
    text, mended = _mended(text)
    if mended:
        notes += (
            said(
                "Lines with letters that were garbled on the way are mended: %(count)s. Look "
                "whether they are right.",
                count=mended,
            ),
        )
    if _LOST in text:
        lines = [str(at) for at, line in enumerate(text.split("\n"), 1) if _LOST in line]
        notes += (
            said(
                "Letters were lost before the file came here (%(sign)s in line %(lines)s).",
                sign=_LOST,
                lines=", ".join(lines[:10]),
            ),
        )
    return text, notes


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16"), ()
        if wide := _without_mark(raw):
            return raw.decode(wide), ()
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _old_text(raw.removeprefix(codecs.BOM_UTF8))


def _without_mark(raw: bytes) -> str | None:
    """The encoding of UTF-16 that does not say it: every other byte of plain letters is zero."""
    start = raw[:200]
    if len(start) < 4 or start.count(0) < len(start) // 3:
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _old_text(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """A text that is not all UTF-8: line by line where some lines are, else in the encoding in
    which the names of its columns are words."""
    lines = raw.split(b"\n")
    utf8 = [_as(line, "utf-8") for line in lines]
    if any(text and not text.isascii() for text in utf8):
        old = [line for line, text in zip(lines, utf8, strict=True) if text is None]
        texts = [
            text if text is not None else line.decode("cp1252", "replace")
            for line, text in zip(lines, utf8, strict=True)
        ]
        note = said(
            "Lines that are not in UTF-8 as the others are were read as Windows-1252: "
            "%(count)s. Look whether accents are right.",
            count=len(old),
        )
        return "\n".join(texts), (note,)
    read = {name: text for name in _OLD if (text := _as(raw, name)) is not None}
    found = {name: text for name, text in read.items() if name == "cp1252" or _known_words(text)}
    if not found:
        raise UnreadableError(said("is not text in UTF-8. Save it again with that encoding."))
    name = max(found, key=lambda each: _known_words(found[each]))
    note = said(
        "The file is not in UTF-8; it was read as %(encoding)s. Look whether accents are right.",
        encoding="Latin-1 (Windows-1252)" if name == "cp1252" else _OLD[name],
    )
    return found[name], (note,)


def _as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known_words(text: str) -> int:
    """How many cells of the first lines are names of columns, in any language."""
    cells = re.split(r"[,;\t|\r\n]", "\n".join(text.split("\n", 20)[:20])[:4000])
    return sum(bool(fields_meant(cell.strip(' "'))) for cell in cells if not cell.isascii())


def _mended(text: str) -> tuple[str, int]:
    """The text with letters that were encoded twice as they were, and in how many lines."""
    if not _TWICE.search(text):
        return text, 0
    lines, count = text.split("\n"), 0
    for at, line in enumerate(lines):
        if _TWICE.search(line) and (once := _once(line)):
            lines[at], count = once, count + 1
    return "\n".join(lines), count


def _once(line: str) -> str | None:
    try:
        raw = b"".join(
            sign.encode("latin-1" if "\u0080" <= sign <= "\u009f" else "cp1252") for sign in line
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return None
