"""Read CSV, JSON and YAML files into rows."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said

MAX_BYTES = 16 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 500


class UnreadableError(Exception):
    """A file that cannot be read as rows; says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One entry of a file: where it stands, what it says by column, and what was noted or wrong
    when it was read."""

    number: int
    """The line or, where a file has no lines, the place of the entry, counted from 1."""
    values: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    wrong: str | None = None
    """Why it cannot be a record."""
    key: str = ""
    """What the source itself knows it by, however it changes; empty where it has nothing."""
    more: int = 0
    """Further entries of the file that it holds, such as changed dates of a series."""


@dataclass(frozen=True)
class Rows:
    """Everything a file holds, and what is to be told of the file as a whole."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    whole: bool = True
    """Whether nothing was cut off its end."""


def checked_size(raw: bytes) -> bytes:
    """The bytes, unless there are more than anybody's list has."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError(
            said("is larger than %(max_bytes)s MiB. Split it.", max_bytes=MAX_BYTES // 1024 // 1024)
        )
    return raw


def not_too_many(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, unless there are more than anybody could look through."""
    if len(rows) > MAX_ROWS:
        raise UnreadableError(
            said("holds more than %(max_rows)s rows. Split it.", max_rows=f"{MAX_ROWS:,}")
        )
    return rows


def text_of(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and a note when it was not written in Unicode."""
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16"), ()
        if wide := _without_mark(raw):
            return raw.decode(wide), ()
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError(
            said("is not text in UTF-8. Save it again with that encoding.")
        ) from None
    return text, (
        (
            said(
                "The file is not in UTF-8; it was read as Latin-1 (Windows-1252). Look whether "
                "accents are right."
            )
        ),
    )


def _without_mark(raw: bytes) -> str | None:
    """The encoding of UTF-16 that does not say it: every other byte of plain letters is zero."""
    start = raw[:200]
    if len(start) < 4 or start.count(0) < len(start) // 3:
        return None
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def csv_rows(raw: bytes) -> Rows:
    """The rows of a table with commas, semicolons, tabs or bars, of which the first line with
    several cells names the columns."""
    text, notes = text_of(raw)
    if text.count('"') % 2:
        notes += (said("A quotation mark in it is not closed: look whether rows are missing."),)
    sign, begins = _delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        for _ in range(begins):
            next(lines, None)
        header = [" ".join(name.replace("\ufeff", "").split()) for name in next(lines, [])]
        _check_header(header)
        rows = tuple(_rows(lines, header))
    except csv.Error as error:
        raise UnreadableError(
            said(
                "cannot be read as CSV near line %(line_num)s: %(error)s.",
                line_num=lines.line_num,
                error=error,
            )
        ) from None
    if begins and not text.lower().startswith("sep="):
        notes += (
            said(
                "Lines before the table are passed over; its columns: %(header)s.",
                header=", ".join(header),
            ),
        )
    return Rows(rows, notes)


_SEP = re.compile(r'"?sep=(.)"?[ ,;\t]*(?:\r?\n|\r)', re.IGNORECASE)
_PEEKED = 20
"""How many lines can stand before a table: a title, a note, an empty line."""


def _delimiter(text: str) -> tuple[str, int]:
    """The sign between the names of the columns, and how many rows stand before them."""
    if told := _SEP.match(text):
        return told[1], 1
    first = text.lstrip("\r\n")
    signs = _most_frequent(_record(first)) or ",;\t|"
    peeked = {sign: _widths(text, sign) for sign in signs}
    sign = max(peeked, key=lambda each: sum(peeked[each]))
    wide = [number for number, width in enumerate(peeked[sign]) if width > 1]
    most = max(peeked[sign], default=0)
    if len(wide) < 2:  # a table of one column
        return sign, next((number for number, width in enumerate(peeked[sign]) if width), 0)
    return sign, next(number for number in wide if peeked[sign][number] * 2 >= most)


def _widths(text: str, sign: str) -> list[int]:
    """How many cells of each of the first rows say something."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        return [sum(1 for cell in row if cell.strip()) for row in islice(lines, _PEEKED)]
    except csv.Error:  # told when the table itself is read
        return []


def _record(text: str) -> str:
    """The first line; a line break in quotation marks does not end it."""
    line = ""
    for part in text.splitlines(keepends=True)[:_PEEKED]:
        line += part
        if line.count('"') % 2 == 0:
            break
    return line


def _most_frequent(line: str) -> str:
    outside = "".join(line.split('"')[::2])
    sign = max(",;\t", key=outside.count)
    return sign if sign in outside else "|" if "|" in outside else ""


def _check_header(header: list[str]) -> None:
    named = [name for name in header if name]
    if not named:
        raise UnreadableError(
            said("does not name its columns. Its first line should hold their names.")
        )
    if len(header) > MAX_COLUMNS:
        raise UnreadableError(
            said("has more than %(max_columns)s columns.", max_columns=MAX_COLUMNS)
        )
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise UnreadableError(
            said('has two columns named "%(twice)s". Rename one.', twice=twice[:60])
        )


def _rows(lines: Any, header: list[str]) -> Any:
    count, begins = 0, lines.line_num + 1
    for cells in lines:
        number, begins = (
            begins,
            lines.line_num + 1,
        )  # a cell may hold line breaks: a row is known by its first line
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableError(
                said("holds more than %(max_rows)s rows. Split it.", max_rows=f"{MAX_ROWS:,}")
            )
        values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        more = any(cell.strip() for cell in cells[len(header) :])
        yield Row(
            number,
            values,
            wrong=said("has more cells than the first line names columns") if more else None,
        )


def json_rows(raw: bytes, path: str = "") -> Rows:
    """The entries of a list in a JSON file, or of one whose lines are JSON each: the file's own
    list, or the one at ``path`` (dotted)."""
    text, notes = text_of(raw)
    try:
        data = json.loads(text, parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        lines = _json_lines(text)
        if lines is None:
            raise UnreadableError(_no_json(error)) from None
        data = lines
    return _entries(data, path, notes)


def _no_json(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return said(
            "cannot be read as JSON in line %(line)s. Is it complete, and in UTF-8?",
            line=error.lineno,
        )
    return said("cannot be read as JSON. Is it complete, and in UTF-8?")


def _json_lines(text: str) -> list[Any] | None:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return [json.loads(line, parse_constant=lambda name: None) for line in lines]
    except (ValueError, RecursionError):
        return None


def yaml_rows(raw: bytes, path: str = "") -> Rows:
    """The entries of a list in a YAML file, or of a mapping by some key."""
    text, notes = text_of(raw)
    try:
        data = read_yaml(text, most=MAX_ROWS * 50)
    except YamlError as error:
        raise UnreadableError(
            said(
                "cannot be read as YAML: line %(line)s %(what)s. %(fix)s",
                line=error.line,
                what=error.what,
                fix=error.fix,
            )
        ) from None
    return _entries(data, path, notes)


def _entries(data: Any, path: str, notes: tuple[str, ...]) -> Rows:
    """The entries of a list, or of a mapping whose values are entries: then what stands before each
    is its ``key``."""
    for step in path.split(".") if path else ():
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict) and not path and (len(data) == 1 or not _keyed(data)):
        lists = [value for value in data.values() if isinstance(value, list) or _keyed(value)]
        data = lists[0] if len(lists) == 1 else data
    if isinstance(data, dict) and _keyed(data):
        data = [{"key": key} | (item or {}) for key, item in data.items()]
    if not isinstance(data, list):
        raise UnreadableError(
            said(
                "holds no list at %(path)s. Say where it is with `rows:` in a mapping file.",
                path=path,
            )
            if path
            else said("holds no list. Say where it is with `rows:` in a mapping file.")
        )
    rows = (
        Row(
            number,
            item if isinstance(item, dict) else {},
            wrong=None if isinstance(item, dict) else said("holds no fields"),
        )
        for number, item in enumerate(data, 1)
    )
    return Rows(not_too_many(tuple(rows)), notes)


def _keyed(data: Any) -> bool:
    """Whether a value is a mapping by ids: each entry has fields of its own."""
    return (
        isinstance(data, dict)
        and bool(data)
        and all(isinstance(item, dict) or item is None for item in data.values())
        and any(data.values())
    )
