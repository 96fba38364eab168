"""Feeds (RSS, Atom, JSON Feed): each entry becomes a row."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import feedparser

from hearth.base.html_markdown import markdown_to_text
from hearth.base.words import said
from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many
from hearth.contribute.importing.transforms import prose
from hearth.kinds.lenient import one_line

MAX_TITLE = 80
"""Characters of a title that is made of an entry's text."""


def feed_rows(raw: bytes, charset: str = "") -> Rows:
    """A row for each entry of a feed; UnreadableError when it is none. ``charset`` is what its
    server calls its encoding, if it does."""
    if raw.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{":
        return Rows(not_too_many(tuple(_json_rows(raw))))
    found = _parsed(raw, charset)
    if not found or not found.get("version"):
        raise UnreadableError(said("is no feed that can be read."))
    of_all = _rights(found.feed)
    rows = (_row(number, entry, of_all) for number, entry in enumerate(found.entries, 1))
    return Rows(not_too_many(tuple(rows)))


def _parsed(raw: bytes, charset: str) -> Any:
    told = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    try:
        # Given as bytes, nothing is fetched; nothing is resolved against addresses of this machine.
        return feedparser.parse(
            raw, response_headers=told, sanitize_html=True, resolve_relative_uris=False
        )
    except (AttributeError, LookupError, TypeError, ValueError):
        return None  # over some broken feeds the parser itself stumbles


def _row(number: int, entry: Any, of_all: str) -> Row:
    texts = [part.get("value", "") for part in entry.get("content", ())]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    url = entry.get("link", "")
    text = prose(entry.get("summary") or next(iter(texts), ""))
    values = {
        "title": _title(entry.get("title", ""), text),
        "url": url,
        "date": _day(*moment[:3]) if moment else "",
        "summary": text,
    }
    author = entry.get("author_detail", {}).get("name") or entry.get("author", "")
    return Row(
        number,
        values,
        key=entry.get("id") or url,
        author=prose(str(author)),
        rights=_rights(entry) or of_all,
    )


def _rights(part: Any) -> str:
    """What a feed, or an entry of its own, says of its rights: the address of a licence and words
    (RFC 4946; `copyright`, `rights` and the license of Creative Commons in RSS)."""
    links = [link.get("href", "") for link in part.get("links", ()) if link.get("rel") == "license"]
    return " ".join(filter(None, [*links, str(part.get("rights") or "")]))


def _title(given: str, text: str) -> str:
    """What an entry is called, in plain words; the first words of a note that has no title, as
    notes of Mastodon have none."""
    title = markdown_to_text(prose(given)) if "<" in given else prose(given)
    return title or one_line(markdown_to_text(text), MAX_TITLE) or ""


def _day(year: int, month: int, day: int) -> str:
    """A day as a date; nothing for one that no calendar has."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


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
            yield _json_row(number, item, _json_rights(value))


def _json_rights(part: Mapping[str, Any]) -> str:
    """What JSON says of rights: the form has no field for it, and people use these."""
    names = ("license", "licence", "_license", "rights", "copyright")
    texts = (part.get(name) for name in names)
    parts = (text.get("url") if isinstance(text, dict) else text for text in texts)
    return " ".join(text for text in parts if isinstance(text, str))


def _json_row(number: int, item: Mapping[str, Any], of_all: str) -> Row:
    texts = {name: value for name, value in item.items() if isinstance(value, str)}
    first = ("summary", "content_text", "content_html")
    url = texts.get("url") or texts.get("external_url", "")
    text = prose(next((texts[name] for name in first if texts.get(name)), ""))
    values = {
        "title": _title(texts.get("title", ""), text),
        "url": url,
        "date": (texts.get("date_published") or texts.get("date_modified", ""))[:10],
        "summary": text,
    }
    return Row(
        number,
        values,
        key=str(item.get("id") or url),
        author=_json_author(item),
        rights=_json_rights(item) or of_all,
    )


def _json_author(item: Mapping[str, Any]) -> str:
    """The first author, as version 1.1 or 1.0 has it."""
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return str(first.get("name") or "") if isinstance(first, Mapping) else ""
