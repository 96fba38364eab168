"""Detect the format of a file, and read its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from hearth.base.words import said
from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.headers import csv_rows, workbook_rows
from hearth.contribute.importing.html_tables import html_rows, is_html_table
from hearth.contribute.importing.mapping import ImportPlan
from hearth.contribute.importing.opml import bookmark_rows, opml_rows
from hearth.contribute.importing.tables import (
    Rows,
    UnreadableError,
    checked_size,
    json_rows,
    not_too_many,
    yaml_rows,
)
from hearth.kinds import KINDS


@dataclass(frozen=True)
class ImportSource:
    """A form of file that can be imported: how its bytes become rows."""

    name: str
    """What --format calls it."""
    endings: tuple[str, ...]
    """Of files' names, without the dot; the usual one first."""
    rows: Callable[..., Rows]
    """Reads a file (bytes), by a mapping (ImportPlan) or None where none was given; raises
    UnreadableError when it cannot."""
    kind: str | None = None
    """What its rows are when nobody says it; None when that must be said."""
    dated: bool = False
    """Whether its rows depend on the hub's day, which `rows` then takes as well (None where nobody
    says it)."""
    in_sheets: bool = False
    """Whether it has sheets with names, of which `rows` then takes one (all where it is empty)."""


def _bookmarks(raw: bytes, plan: ImportPlan | None) -> Rows:
    head = raw[:2000].lower()
    if b"netscape-bookmark" not in head and b"pocket export" not in head:
        raise UnreadableError(said("is a web page, not the bookmarks file of a browser."))
    return bookmark_rows(raw)


def _json(raw: bytes, plan: ImportPlan | None) -> Rows:
    return json_rows(raw, plan.rows if plan else "")


def _yaml(raw: bytes, plan: ImportPlan | None) -> Rows:
    return yaml_rows(raw, plan.rows if plan else "")


def _workbook(raw: bytes, plan: ImportPlan | None, sheet: str) -> Rows:
    return workbook_rows(raw, sheet)


SOURCES: dict[str, ImportSource] = {
    source.name: source
    for source in (
        ImportSource("csv", ("csv", "tsv", "txt"), lambda raw, plan: csv_rows(raw)),
        ImportSource("xlsx", ("xlsx", "xlsm", "ods"), _workbook, in_sheets=True),
        ImportSource("json", ("json", "jsonl", "ndjson"), _json),
        ImportSource("yaml", ("yml", "yaml"), _yaml),
        ImportSource(
            "ics",
            ("ics", "ical", "ifb", "vcs"),
            lambda raw, plan, today: calendar_rows(raw, today),
            dated=True,
        ),
        ImportSource("opml", ("opml", "xml"), lambda raw, plan: opml_rows(raw)),
        ImportSource("html", ("html", "htm"), _bookmarks),
        ImportSource("html-table", ("xls",), lambda raw, plan: html_rows(raw)),
    )
}
"""Every form that can be imported, by its name."""


@contextmanager
def registered(source: ImportSource) -> Iterator[None]:
    """Have a form of file for a while; ValueError when its name or an ending is taken."""
    endings = {ending for known in SOURCES.values() for ending in known.endings}
    if source.name in SOURCES or endings & set(source.endings):
        raise ValueError(f"there is a source for {source.name!r} or one of its endings already")
    SOURCES[source.name] = source
    try:
        yield
    finally:
        del SOURCES[source.name]


def kind_of(form: str) -> str | None:
    """The kind of what files of a form hold when nobody says it."""
    usual = next((kind.name for kind in KINDS.values() if form in kind.importing.formats), None)
    return usual or SOURCES[form].kind


_OURS = frozenset(SOURCES)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, whatever they are called; other archives are unpacked before."""
_SIGNATURES = (
    (re.compile(r"(?i)BEGIN:VCALENDAR"), "ics"),
    (re.compile(r"(?is)(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<opml"), "opml"),
    (
        re.compile(r".{0,1000}(?:netscape-bookmark|pocket export)", re.IGNORECASE | re.DOTALL),
        "html",
    ),
)


def form_of(name: str, raw: bytes = b"") -> str:
    """The name of the source that reads a file: what it begins with tells, else the ending of its
    name."""
    ending = name.rpartition(".")[2].lower()
    found = next((source for source in SOURCES.values() if ending in source.endings), None)
    if found is None or found.name in _OURS:
        if raw.startswith(_WORKBOOKS):
            return "xlsx"
        if told := _told(raw, found is not None and found.name != "html-table"):
            return told
    if found is None:
        known = ", ".join(f".{source.endings[0]}" for source in SOURCES.values())
        raise UnreadableError(
            said(
                "has an ending that is not known here. Files that can be imported end in "
                "%(known)s.",
                known=known,
            )
        )
    return found.name


def _told(raw: bytes, known: bool) -> str | None:
    """The form that a file's beginning shows; where nobody ``known`` claims its ending, also what
    it merely looks like."""
    try:
        text = text_of(raw[:4000].rsplit(b"\n", 1)[0])[0].lstrip("\ufeff \t\r\n")
    except UnreadableError:
        return None
    told = next((form for sign, form in _SIGNATURES if sign.match(text)), None)
    if told is None and is_html_table(raw):
        return "html-table"
    if told or known:
        return told
    line = text.split("\n", 1)[0]
    if re.match(r"[\[{]\s*[\[{\"]", text):
        return "json"
    return "csv" if max(map(line.count, "\t;,|")) > 0 and "\0" not in text else None


def read_rows(
    form: str,
    raw: bytes,
    plan: ImportPlan | None = None,
    today: date | None = None,
    sheet: str = "",
) -> Rows:
    """The rows of a file of that form, on the hub's day where one is given, and of one sheet where
    one is named; UnreadableError when it is none or too large."""
    checked_size(raw)
    source = SOURCES[form]
    if sheet and not source.in_sheets:
        raise UnreadableError(said("has no sheets."))
    more = (*((today,) if source.dated else ()), *((sheet,) if source.in_sheets else ()))
    found = source.rows(raw, plan, *more)
    return replace(found, rows=not_too_many(found.rows))
