"""Rows, and how files of JSON and YAML are read into them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.base.written_times import NOWHERE, Within
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.unreadable import MAX_BYTES as MAX_BYTES
from hearth.contribute.importing.unreadable import MAX_ROWS, too_many_rows
from hearth.contribute.importing.unreadable import UnreadableError as UnreadableError


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
    sheet: str = ""
    """The sheet it stands on, where a file has several."""
    under: str = ""
    """The heading among the rows that it stands below."""
    author: str = ""
    """Who wrote it, where the source says so beside what it says."""
    rights: str = ""
    """What the source says of its rights: the address of a licence, and words."""
    within: Within = NOWHERE
    """The year, and the month, that headings around it say of its days."""


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
        raise too_many_rows()
    return rows


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
    notes = (*notes, *_of_more(data))
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


_MORE = ("has_more", "has_more_items", "hasMore", "hasNextPage", "nextPageToken", "next_cursor")
"""By what services say that what they gave is one page of several."""


def _of_more(data: Any) -> Iterator[str]:
    """What is told of a file that says itself that it is not everything."""
    parts = [data, *data.values()] if isinstance(data, dict) else []
    said_ = any(part.get(name) for part in parts if isinstance(part, dict) for name in _MORE)
    meta = data.get("meta") if isinstance(data, dict) else None
    longest = max((len(part) for part in parts if isinstance(part, list)), default=0)
    total = meta.get("total") if isinstance(meta, dict) else None
    if said_ or (isinstance(total, int) and longest and total > longest):
        yield said("The file says that there is more than it holds: get the other pages too.")


def _keyed(data: Any) -> bool:
    """Whether a value is a mapping by ids: each entry has fields of its own."""
    return (
        isinstance(data, dict)
        and bool(data)
        and all(isinstance(item, dict) or item is None for item in data.values())
        and any(data.values())
    )
