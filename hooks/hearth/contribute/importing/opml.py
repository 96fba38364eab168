"""Read OPML outlines and browsers' bookmarks (Netscape HTML) into rows with title, address and
folders."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from hearth.base.profiles import web_address
from hearth.base.words import said
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.tables import Row, Rows, UnreadableError, not_too_many

MAX_FOLDERS = 100
"""How deep folders lie in each other at most."""


def opml_rows(raw: bytes) -> Rows:
    """The outlines of an OPML file that lead somewhere; those around them are their folders."""
    root, notes = _outline_tree(raw)
    bodies = [item for item in root.iterchildren() if _name(item) == "body"]
    found = [item for body in bodies for item in _outlines(body)]
    if lacking := [
        str(item["title"])[:60] or said("one without a name") for item in found if not item["url"]
    ]:
        notes = (
            *notes,
            said(
                "Outlines without an address are not taken: %(lacking)s.",
                lacking=", ".join(lacking[:20]),
            ),
        )
    found = [item for item in found if item["url"]]
    return Rows(
        not_too_many(tuple(Row(number, values) for number, values in enumerate(found, 1))), notes
    )


def _outline_tree(raw: bytes) -> tuple[Any, tuple[str, ...]]:
    """The root, and a note where the file is not well-formed and was read all the same."""
    # An entity or an address in the file must not make the reader fetch or unfold anything.
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    raw = raw.strip()
    notes: tuple[str, ...] = ()
    try:
        root = etree.fromstring(raw, etree.XMLParser(**safe))
    except etree.XMLSyntaxError as error:
        # An & alone is the commonest mistake: read on behind it, addresses would lose a part.
        raw = re.sub(rb"&(?!#?\w{1,32};)", b"&amp;", raw)
        root = etree.fromstring(raw, etree.XMLParser(recover=True, **safe)) if raw else None
        told = said(
            "The file is not right XML (%(msg)s): look whether outlines are missing.", msg=error.msg
        )
        notes = (told,)
        if root is None or not root.xpath("//*[local-name()='outline']"):
            raise UnreadableError(said("cannot be read as XML: %(msg)s.", msg=error.msg)) from None
    if _name(root) != "opml":
        raise UnreadableError(said("is not OPML: it does not begin with <opml>."))
    return root, notes


def _name(item: Any) -> str:
    """An element's name in small letters, without a namespace; empty for comments."""
    return etree.QName(item).localname.lower() if isinstance(item.tag, str) else ""


def _outlines(body: Any) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(item, ()) for item in _inside(body)]
    while waiting:
        item, folders = waiting.pop()
        stated = {name.lower(): value.strip() for name, value in item.attrib.items()}
        title = stated.get("title") or stated.get("text") or ""
        named = ("htmlurl", "xmlurl", "url", "feedurl", "feed", "link", "href")
        address = next(filter(None, map(stated.get, named)), "")
        if address or not _inside(item):
            yield {
                "title": title,
                "url": web_address(address),
                "summary": stated.get("description") or "",
                "language": stated.get("language") or "",
                "folders": [*folders, *_words(stated.get("category"), "/")],
            }
        inside = (*folders, title) if title and not address else folders
        waiting += [(child, inside) for child in _inside(item)]


def _inside(item: Any) -> list[Any]:
    """The outlines in an element, the last first."""
    return [child for child in reversed(item) if _name(child) == "outline"]


def _words(text: str | None, also: str = ",") -> list[str]:
    return [word.strip() for word in (text or "").replace(also, ",").split(",") if word.strip()]


def bookmark_rows(raw: bytes) -> Rows:
    """The links of a bookmarks file, each with the folders it lies in."""
    text, notes = text_of(raw)
    reader = _Bookmarks()
    at = 0
    # The format closes hardly any of its elements; a general reader of HTML is not needed, and is
    # slow where a file is broken.
    for tag in _TAG.finditer(text):
        reader.words(text[at : tag.start()])
        if tag[1]:
            reader.begin_or_end(tag[1].lower(), tag[2])
        at = tag.end()
    reader.words(text[at:])
    found = [{**item, "title": " ".join(item["title"].split())} for item in reader.found]
    return Rows(
        not_too_many(tuple(Row(number, values) for number, values in enumerate(found, 1))), notes
    )


# Neither a tag nor a value in quotation marks goes over the next <, so that a broken file is read
# in one pass.
_TAG = re.compile(
    r"<(?:[!?][^<>]*+>?|(/?[A-Za-z][A-Za-z0-9]*+)"
    r"((?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+)[^<>]*+>?)"
)
_ATTRIBUTE = re.compile(
    r"([^\s=>\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?|[\s=\"']++"
)


def _attributes(text: str) -> dict[str, str]:
    found = (match for match in _ATTRIBUTE.finditer(text) if match[1])
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in found
    }


class _Bookmarks:
    """Follows the headings and lists as they come."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self.folders: list[str] = []
        self.named = ""
        """The heading read last: the list that follows lies in that folder."""
        self.into: str | None = None
        """Where text belongs at the moment: a folder's name, a link's title, or its description."""

    def begin_or_end(self, tag: str, attributes: str) -> None:
        if tag.startswith("/"):
            self.into = None
            if tag == "/dl" and self.folders:
                self.folders.pop()
            return
        self.into = {"h3": "folder", "a": "title", "dd": "summary"}.get(tag)
        if tag == "h3":
            self.named = ""
        elif tag == "dl":
            if len(self.folders) >= MAX_FOLDERS:
                raise UnreadableError(
                    said("has folders more than %(max_folders)s deep.", max_folders=MAX_FOLDERS)
                )
            self.folders.append(self.named)
            self.named = ""
        elif tag == "a":
            self._link(_attributes(attributes))

    def _link(self, stated: dict[str, str]) -> None:
        folders = [name.strip() for name in self.folders if name.strip()]
        self.found.append(
            {
                "title": "",
                "url": stated.get("href", "").strip(),
                "summary": "",
                "folders": [*folders, *_words(stated.get("tags"))],
                "private": stated.get("private", ""),
            }
        )

    def words(self, text: str) -> None:
        if self.into == "folder":
            self.named += html.unescape(text)
        elif self.into and self.found:
            self.found[-1][self.into] += html.unescape(text)
