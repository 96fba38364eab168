"""Pages that describe their events for machines (schema.org, JSON-LD): each becomes a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from lxml import html
from lxml.etree import LxmlError

from hearth.base.words import said
from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many
from hearth.contribute.importing.transforms import prose

STATUSES = {
    "EventCancelled": "cancelled",
    "EventPostponed": "postponed",
    "EventRescheduled": "rescheduled",
    "EventMovedOnline": "moved-online",
}
MODES = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "in-person",
    "MixedEventAttendanceMode": "hybrid",
}
_DEEPEST = 30
"""Levels of lists and parts that are looked into."""

Described = Mapping[str, Any]


def page_rows(raw: bytes, charset: str = "") -> Rows:
    """A row for each event that a page describes; UnreadableError when it describes nothing for
    machines, such as one on which to sign in. ``charset`` is what its server calls its encoding,
    if it does."""
    scripts = _descriptions(raw, charset)
    if not scripts:
        raise UnreadableError(said("is no page that can be read."))
    found: dict[str, Row] = {}
    for script in scripts:
        for thing in _events(_read(script.text or "")):
            row = _row(len(found) + 1, thing)
            found.setdefault(row.key or str(row.number), row)
    return Rows(not_too_many(tuple(found.values())))


def _descriptions(raw: bytes, charset: str) -> list[Any]:
    """What stands for machines in a page. One that does not say its encoding is read as UTF-8."""
    try:
        parser = html.HTMLParser(encoding=charset or _unicode(raw))
        page = html.fromstring(raw, parser=parser) if raw.strip() else None
    except (LxmlError, LookupError, ValueError):
        return []
    found = [] if page is None else page.xpath("//script[@type='application/ld+json']")
    return list(found)


def _unicode(raw: bytes) -> str | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _events(value: Any, depth: int = 0) -> Iterator[Described]:
    """The events in a description, however deep; those an event is made of are its agenda."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _events(inner, depth + 1)
    elif isinstance(value, dict):
        if any(
            kind.endswith(("Event", "Festival", "Hackathon")) for kind in _texts(value, "@type")
        ):
            yield value
        else:
            for inner in value.values():
                yield from _events(inner, depth + 1)


def _texts(thing: Described, name: str) -> list[str]:
    value = thing.get(name)
    return [
        each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)
    ]


def _text(thing: Described, name: str) -> str:
    return next(iter(_texts(thing, name)), "").strip()


def _last(thing: Described, name: str) -> str:
    """The last part of an address of the vocabulary: EventCancelled."""
    return _text(thing, name).rpartition("/")[2]


def _row(number: int, event: Described) -> Row:
    url = _text(event, "url")
    where = [_place(each) for each in _things(event, "location")]
    values = {
        "title": prose(_text(event, "name")),
        "description": prose(_text(event, "description")),
        "url": url,
        "start": _moment(event, "startDate"),
        "end": _moment(event, "endDate"),
        "location": next(filter(None, where), ""),
        "status": STATUSES.get(_last(event, "eventStatus"), ""),
        "mode": MODES.get(_last(event, "eventAttendanceMode"), ""),
    }
    return Row(number, values, key=_text(event, "@id") or url)


def _moment(event: Described, name: str) -> str:
    """A moment as ISO 8601 has it, without parts of seconds, which no list of events means."""
    text = _text(event, name)
    try:
        return datetime.fromisoformat(text).isoformat(timespec="minutes") if "T" in text else text
    except ValueError:
        return text


def _things(thing: Described, name: str) -> list[Any]:
    value = thing.get(name)
    return value if isinstance(value, list) else [value]


def _place(value: Any) -> str:
    """What a place is called and where it is, on one line; where one meets online is no place."""
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, dict) or "VirtualLocation" in _texts(value, "@type"):
        return ""
    address = value.get("address")
    parts = [_text(value, "name")]
    if isinstance(address, dict):
        names = ("streetAddress", "postalCode", "addressLocality", "addressRegion")
        parts += [_text(address, name) for name in names]
        country = address.get("addressCountry")
        parts.append(_text(country, "name") if isinstance(country, dict) else str(country or ""))
    elif isinstance(address, str):
        parts.append(address)
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))
