"""Read OPML outlines and browsers' bookmarks (Netscape HTML) into rows with title, address and
folders."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from lxml import etree

from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many, text_of

MAX_FOLDERS = 100
"""How deep folders lie in each other at most."""


def opml_rows(raw: bytes) -> Rows:
    """The outlines of an OPML file that lead somewhere; those around them are their folders."""
    # An entity or an address in the file must not make the reader fetch or unfold anything.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"cannot be read as XML: {error.msg}.") from None
    if root.tag != "opml":
        raise UnreadableError("is not OPML: it does not begin with <opml>.")
    found = [item for body in root.iterchildren("body") for item in _outlines(body)]
    return Rows(not_too_many(tuple(Row(number, values) for number, values in enumerate(found, 1))))


def _outlines(body: Any) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [
        (item, ()) for item in reversed(body.findall("outline"))
    ]
    while waiting:
        item, folders = waiting.pop()
        title = item.get("title") or item.get("text") or ""
        address = item.get("htmlUrl") or item.get("xmlUrl") or item.get("url")
        if address:
            yield {
                "title": title,
                "url": address,
                "summary": item.get("description") or "",
                "language": item.get("language") or "",
                "folders": [*folders, *_words(item.get("category"), "/")],
            }
        inside = (*folders, title) if title and not address else folders
        waiting += [(child, inside) for child in reversed(item.findall("outline"))]


def _words(text: str | None, also: str = ",") -> list[str]:
    return [word.strip() for word in (text or "").replace(also, ",").split(",") if word.strip()]


def bookmark_rows(raw: bytes) -> Rows:
    """The links of a bookmarks file, each with the folders it lies in."""
    text, notes = text_of(raw)
    reader = _Bookmarks()
    reader.feed(text)
    reader.close()
    found = [{**item, "title": " ".join(item["title"].split())} for item in reader.found]
    return Rows(
        not_too_many(tuple(Row(number, values) for number, values in enumerate(found, 1))), notes
    )


class _Bookmarks(HTMLParser):
    """Follows the headings and lists as they come; the format closes hardly any of its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, Any]] = []
        self.folders: list[str] = []
        self.named = ""
        """The heading read last: the list that follows lies in that folder."""
        self.into: str | None = None
        """Where text belongs at the moment: a folder's name, a link's title, or its description."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.into = {"h3": "folder", "a": "title", "dd": "summary"}.get(tag)
        if tag == "h3":
            self.named = ""
        elif tag == "dl":
            if len(self.folders) >= MAX_FOLDERS:
                raise UnreadableError(f"has folders more than {MAX_FOLDERS} deep.")
            self.folders.append(self.named)
            self.named = ""
        elif tag == "a":
            given = dict(attrs)
            folders = [name.strip() for name in self.folders if name.strip()]
            tags = _words(given.get("tags"))
            self.found.append(
                {
                    "title": "",
                    "url": given.get("href") or "",
                    "summary": "",
                    "folders": [*folders, *tags],
                }
            )

    def handle_endtag(self, tag: str) -> None:
        self.into = None
        if tag == "dl" and self.folders:
            self.folders.pop()

    def handle_data(self, data: str) -> None:
        if self.into == "folder":
            self.named += data
        elif self.into and self.found:
            self.found[-1][self.into] += data
