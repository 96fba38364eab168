"""Feeds (RSS, Atom, JSON Feed): each entry becomes a row."""

from __future__ import annotations

import json
from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from hearth.base.words import said
from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many
from hearth.contribute.importing.transforms import prose


def feed_rows(raw: bytes) -> Rows:
    """A row for each entry of a feed; UnreadableError when it is none."""
    if raw.lstrip()[:1] == b"{":
        return Rows(not_too_many(tuple(_json_rows(raw))))
    # Given as bytes, nothing is fetched; nothing is resolved against addresses of this machine.
    found = feedparser.parse(raw, sanitize_html=True, resolve_relative_uris=False)
    if not found.version:
        raise UnreadableError(said("is no feed that can be read."))
    rows = (_row(number, entry) for number, entry in enumerate(found.entries, 1))
    return Rows(not_too_many(tuple(rows)))


def _row(number: int, entry: Any) -> Row:
    texts = [part.get("value", "") for part in entry.get("content", ())]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    url = entry.get("link", "")
    values = {
        "title": prose(entry.get("title", "")),
        "url": url,
        "date": datetime.fromtimestamp(timegm(moment), UTC).date().isoformat() if moment else "",
        "summary": prose(entry.get("summary") or next(iter(texts), "")),
    }
    return Row(number, values, key=entry.get("id") or url)


def _json_rows(raw: bytes) -> Iterator[Row]:
    """JSON Feed 1.1."""
    try:
        value = json.loads(raw)
        items = value["items"]
        assert str(value["version"]).startswith("https://jsonfeed.org/")  # noqa: S101
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        raise UnreadableError(said("is no feed that can be read.")) from None
    for number, item in enumerate(items if isinstance(items, list) else (), 1):
        if isinstance(item, dict):
            yield _json_row(number, item)


def _json_row(number: int, item: Mapping[str, Any]) -> Row:
    texts = {name: value for name, value in item.items() if isinstance(value, str)}
    first = ("summary", "content_text", "content_html")
    url = texts.get("url") or texts.get("external_url", "")
    text = next((texts[name] for name in first if texts.get(name)), "")
    values = {
        "title": prose(texts.get("title", "")),
        "url": url,
        "date": (texts.get("date_published") or texts.get("date_modified", ""))[:10],
        "summary": prose(text),
    }
    return Row(number, values, key=str(item.get("id") or url))
