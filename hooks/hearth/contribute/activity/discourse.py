"""Discourse: posts and user actions as its interface gives them in JSON, tables of the Data
Explorer in CSV or JSON, and what a person downloads of their own (user_archive.csv)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, TextIO

from hearth.contribute.activity.archive import ExportFiles
from hearth.contribute.activity.messages import (
    ExportedMessage,
    account,
    day_of_moment,
    has_question,
    left,
    parts,
)

OWN = "user_archive.csv"
"""What a person downloads of their own posts; the files beside it tell of nothing they said."""
ACTIONS = {"1": "like", "4": "topic", "5": "reply"}
"""What a user action says that somebody did; others say what was done to them, or again."""
_OF_A_PERSON = re.compile(r"user_archive-(?P<name>.+)-\d{6}-\d{6}")
_ADDRESS = re.compile(r"/t/(?:(?!\d+(?:/|$))[^/]+/)?(?P<topic>\d+)(?:/(?P<number>\d+))?")
_YES = frozenset({"yes", "true", "t", "1"})
_TEXTS = ("raw", "post_raw", "post", "cooked", "excerpt", "topic_title", "title")
_PLACES = ("topic_id", "url", "post_url", "topic_title")
"""Columns that say where a post stands; one of them there is in every export."""
_PROGRAMS = frozenset({"system", "discobot"})


def is_discourse(files: ExportFiles) -> bool:
    """Whether the first entry of any file is a post or an action."""
    names = (name for name in files.names if name.endswith((".csv", ".json")))
    return any(_is_post(next(_rows(files, name), None)) for name in names)


def _is_post(row: Mapping[str, Any] | None) -> bool:
    return row is not None and "created_at" in row and any(name in row for name in _PLACES)


def messages(files: ExportFiles) -> Iterator[ExportedMessage]:
    """Every post and like, in the order of the files."""
    own = [name for name in files.names if PurePosixPath(name).name == OWN]
    for name in own or files.names:
        whose = _OF_A_PERSON.search(f"{files.title}/{name}") if own else None
        for row in _rows(files, name):
            yield _message(row, whose["name"] if whose else "")


def _rows(files: ExportFiles, name: str) -> Iterator[Mapping[str, Any] | None]:
    """Each entry by its columns; None for one that is none."""
    if name.endswith(".csv"):
        with files.text(name) as stream:
            yield from _table(stream)
    elif name.endswith(".json"):
        columns: list[str] = []
        for key, value in parts(files, name):
            if key == "columns":
                columns.append(str(value))
            elif key == "rows" and isinstance(value, list) and len(value) == len(columns):
                yield dict(zip(columns, value, strict=True))
            elif key in ("", "latest_posts", "user_actions", "posts", "rows"):
                yield value if isinstance(value, dict) else None


def _table(stream: TextIO) -> Iterator[Mapping[str, Any] | None]:
    rows = csv.DictReader(stream)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield None


def _message(row: Mapping[str, Any] | None, whose: str) -> ExportedMessage:
    if row is None:
        return left("unreadable")
    if _said(row, "is_pm") in _YES or _said(row, "archetype") == "private_message":
        return left("private")
    action = _said(row, "action_type")
    if (action and action not in ACTIONS) or _said(row, "post_type") in ("2", "3", "4"):
        return left("service")
    own = row.get("acting_username") or row.get("username") or row.get("user_id") or whose
    if str(own) in _PROGRAMS:
        return left("bot")
    address = _ADDRESS.search(str(row.get("url") or row.get("post_url") or ""))
    topic = _said(row, "topic_id") or (address["topic"] if address else "")
    number = _said(row, "post_number") or (address["number"] or "1" if address else "")
    if not topic:
        return left("unreadable")
    begins = number == "1" if number else ACTIONS.get(action) == "topic"
    return ExportedMessage(
        account("discourse", own, row.get("email")),
        day_of_moment(row.get("created_at")),
        str(row.get("category_id") or row.get("categories") or row.get("category") or ""),
        topic,
        begins,
        begins and any(has_question(row.get(name)) for name in _TEXTS),
        reacts=ACTIONS.get(action) == "like",
    )


def _said(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip().casefold()
