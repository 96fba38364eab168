"""What a draft still needs before it can be a record: a place sorted out, a summary, what the
caller sets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hearth.base.derived import once
from hearth.base.normalize import fold
from hearth.contribute.importing.drafts import EMPTY, RowDraft, put, value_at
from hearth.contribute.importing.matching import name_key
from hearth.contribute.importing.vocabulary import NATIONS, country, one_line
from hearth.edit.record_files import in_order
from hearth.model.hub import Hub

MAX_SUMMARY = 400
_ADDRESS = re.compile(r"https?://\S+")
_ONLINE = frozenset(
    {
        "online",
        "virtual",
        "remote",
        "webinar",
        "zoom",
        "teams",
        "microsoft teams",
        "jitsi",
        "google meet",
    }
)


def finished(hub: Hub, kind: str, draft: RowDraft, given: Mapping[str, str]) -> RowDraft:
    """The draft with what follows from itself, from ``given`` where it says nothing, and from the
    hub's day."""
    fields, notes = dict(draft.fields), list(draft.notes)
    if kind == "event":
        _settle_place(hub, fields, notes)
    for name, value in given.items():
        if value_at(fields, name) in EMPTY and not (name == "venue" and "place" in fields):
            put(fields, name, _as_asked(name, value))
    if kind == "event" and len(str(fields.get("start", ""))) == 10:
        # A whole day is the same day everywhere.
        fields["all_day"] = "true"
        fields.pop("timezone", None)
    if kind in ("event", "resource", "post"):
        _summarise(fields, notes)
    for name in ("title", "name", "headline", "label", "term"):
        if isinstance(fields.get(name), str):
            fields[name] = one_line(fields[name]) or ""
    fields.setdefault("added", hub.as_of.isoformat())
    said = {name: value for name, value in in_order(kind, fields).items() if value not in EMPTY}
    return RowDraft(said, tuple(notes), draft.left_out)


_LISTS = frozenset({"topics", "languages", "skills", "audience", "authors", "open_to"})


def _as_asked(name: str, value: str) -> Any:
    return [part.strip() for part in value.split(",") if part.strip()] if name in _LISTS else value


def _summarise(fields: dict[str, Any], notes: list[str]) -> None:
    """Where only a text is given, its opening is the summary; nothing is made up."""
    body = str(fields.get("body") or "")
    if fields.get("summary"):
        if len(" ".join(fields["summary"].split())) > MAX_SUMMARY:
            fields.setdefault("body", fields["summary"])
            fields["summary"] = one_line(fields["summary"], MAX_SUMMARY)
            notes.append("summary is long: its opening is kept, the whole is the text")
    elif body:
        opening = one_line(body.split("\n\n", 1)[0], MAX_SUMMARY)
        fields["summary"] = opening
        notes.append("summary is the opening of the description")
        if opening == one_line(body, len(body) + 1):
            del fields["body"]


def _settle_place(hub: Hub, fields: dict[str, Any], notes: list[str]) -> None:
    """Find out from one text where an event is, and how people take part."""
    text = one_line(fields.pop("location", None)) or ""
    if not text or "venue" in fields or "place" in fields:
        _mode_of_place(fields)
        return
    if _ADDRESS.search(text):
        # The address of a meeting in public is an invitation to strangers.
        notes.append("the address of the meeting is not imported")
        text = _ADDRESS.sub("", text).strip(" ,;:()-")
        fields.setdefault("mode", "online" if not text or fold(text) in _ONLINE else "hybrid")
    if not text or fold(text) in _ONLINE:
        fields.setdefault("mode", "online")
    elif venue := _venue(hub, text):
        fields["venue"] = venue
    elif place := _place(text):
        fields["place"] = place
    else:
        notes.append(f'no town and country found in "{one_line(text, 80)}"')
    _mode_of_place(fields)


def _mode_of_place(fields: dict[str, Any]) -> None:
    if "venue" in fields or "place" in fields:
        fields.setdefault("mode", "in-person")


@once
def _venues(hub: Hub) -> dict[str, str]:
    return {name_key(venue.name): venue.id for venue in hub.venues.values()}


def _venue(hub: Hub, text: str) -> str | None:
    """The venue of the hub that a text names, alone or before its address."""
    by_name = _venues(hub)
    return by_name.get(name_key(text)) or by_name.get(name_key(text.split(",")[0]))


def _place(text: str) -> dict[str, str] | None:
    """Town and country at the end of an address; what stands before them is the place's name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    code = country(parts[-1]) if len(parts) > 1 else None
    if code is None or (len(parts[-1]) == 2 and not parts[-1].isupper()):
        return None
    # A postal code beside the town is no part of its name.
    town = re.sub(r"^[A-Z]{0,2}-?\d{3,6}\s+|\s+\d{3,6}$", "", parts[-2]).strip()
    if not town or any(sign.isdigit() for sign in town):
        return None
    found = {
        "name": ", ".join(parts[:-2]),
        "city": town,
        "region": NATIONS.get(parts[-1].casefold(), ""),
        "country": code,
    }
    return {name: value for name, value in found.items() if value}
