"""Which kind of file it is, and the rows in it."""

from __future__ import annotations

from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.mapping import ImportPlan
from hearth.contribute.importing.opml import bookmark_rows, opml_rows
from hearth.contribute.importing.tables import (
    Rows,
    UnreadableError,
    checked_size,
    csv_rows,
    json_rows,
)
from hearth.kinds import KINDS

_ENDINGS = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "json": "json",
    "ics": "ics",
    "ical": "ics",
    "opml": "opml",
    "xml": "opml",
    "html": "html",
    "htm": "html",
}


def kind_of(form: str) -> str | None:
    """The kind of what files of a form hold when nobody says it."""
    return next((kind.name for kind in KINDS.values() if form in kind.importing.formats), None)


def form_of(name: str) -> str:
    """csv, json, ics, opml or html, by the ending of a file's name."""
    ending = name.rpartition(".")[2].lower()
    if ending not in _ENDINGS:
        known = ", ".join(f".{known}" for known in ("csv", "json", "ics", "opml", "html"))
        raise UnreadableError(
            f"has an ending that is not known here. Files that can be imported end in {known}."
        )
    return _ENDINGS[ending]


def read_rows(form: str, raw: bytes, plan: ImportPlan | None = None) -> Rows:
    """The rows of a file of that form; UnreadableError when it is none or too large."""
    checked_size(raw)
    if form == "json":
        return json_rows(raw, plan.rows if plan else "")
    if form == "html" and b"netscape-bookmark" not in raw[:2000].lower():
        raise UnreadableError("is a web page, not the bookmarks file of a browser.")
    return {"csv": csv_rows, "ics": calendar_rows, "opml": opml_rows, "html": bookmark_rows}[form](
        raw
    )
