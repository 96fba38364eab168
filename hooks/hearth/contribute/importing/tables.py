"""Read CSV and JSON files into rows."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Rows:
    """Everything a file holds, and what is to be told of the file as a whole."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def checked_size(raw: bytes) -> bytes:
    """The bytes, unless there are more than anybody's list has."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError(f"is larger than {MAX_BYTES // 1024 // 1024} MiB. Split it.")
    return raw


def not_too_many(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, unless there are more than anybody could look through."""
    if len(rows) > MAX_ROWS:
        raise UnreadableError(f"holds more than {MAX_ROWS:,} rows. Split it.")
    return rows


def text_of(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and a note when it was not written in Unicode."""
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return raw.decode("utf-16"), ()
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableError("is not text in UTF-8. Save it again with that encoding.") from None
    return text, (
        (
            "The file is not in UTF-8; it was read as Latin-1 (Windows-1252). Look whether "
            "accents are right."
        ),
    )


def csv_rows(raw: bytes) -> Rows:
    """The rows of a table with commas, semicolons or tabs whose first line names the columns."""
    text, notes = text_of(raw)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(lines, [])]
        _check_header(header)
        rows = tuple(_rows(lines, header))
    except csv.Error as error:
        raise UnreadableError(
            f"cannot be read as CSV near line {lines.line_num}: {error}."
        ) from None
    return Rows(rows, notes)


def _delimiter(text: str) -> str:
    """The sign between the names of the columns: the most frequent one outside quotes."""
    # Every second part between quotes lies outside of them.
    outside = "".join(text.lstrip("\r\n").split("\n", 1)[0].split('"')[::2])
    return max(",;\t", key=outside.count)


def _check_header(header: list[str]) -> None:
    named = [name for name in header if name]
    if not named:
        raise UnreadableError("does not name its columns. Its first line should hold their names.")
    if len(header) > MAX_COLUMNS:
        raise UnreadableError(f"has more than {MAX_COLUMNS} columns.")
    if twice := next((name for name in named if named.count(name) > 1), None):
        raise UnreadableError(f'has two columns named "{twice[:60]}". Rename one.')


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
            raise UnreadableError(f"holds more than {MAX_ROWS:,} rows. Split it.")
        values = {name: cell for name, cell in zip(header, cells, strict=False) if name}
        more = any(cell.strip() for cell in cells[len(header) :])
        yield Row(
            number,
            values,
            wrong="has more cells than the first line names columns" if more else None,
        )


def json_rows(raw: bytes, path: str = "") -> Rows:
    """The entries of a list in a JSON file: the file's own, or the one at ``path`` (dotted)."""
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=lambda name: None)
    except (ValueError, RecursionError) as error:
        where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableError(
            f"cannot be read as JSON{where}. Is it complete, and in UTF-8?"
        ) from None
    for step in path.split(".") if path else ():
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict) and not path:
        lists = [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else data
    if not isinstance(data, list):
        raise UnreadableError(
            f"holds no list{f' at {path}' if path else ''}. Say where it is with `rows:` in "
            "a mapping file."
        )
    rows = (
        Row(
            number,
            item if isinstance(item, dict) else {},
            wrong=None if isinstance(item, dict) else "holds no fields",
        )
        for number, item in enumerate(data, 1)
    )
    return Rows(not_too_many(tuple(rows)))
