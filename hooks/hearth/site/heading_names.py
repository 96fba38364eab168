"""The names by which links reach the places on a hand-written page, as Python-Markdown gives
them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hearth.base.html_markdown import markdown_to_text

_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)
_HEADING = re.compile(
    r"^(?:#{1,6}[ \t]*(?P<line>[^\n]*?)[ \t]*#*[ \t]*|(?P<above>[^\n]+)\n(?:=+|-+)[ \t]*)$",
    re.MULTILINE,
)
_GIVEN = re.compile(r"\{:?[^{}\n]*#(?P<name>[^\s{}.#]+)[^{}\n]*\}")
_IN_HTML = re.compile(r"<[^<>]*\b(?:id|name)\s*=\s*[\"']?(?P<name>[^\s\"'<>]+)")
_NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\n]+)\]:", re.MULTILINE)
_COUNTED = re.compile(r"^(.+)_([0-9]+)$")


def names_in(markdown: str) -> frozenset[str]:
    """The places on a page that its text makes."""
    text = _FENCE.sub("", markdown)
    given = {found["name"] for found in _GIVEN.finditer(text)}
    given |= {found["name"] for found in _IN_HTML.finditer(text)}
    for found in _NOTE.finditer(text):
        given |= {f"fn:{found['name']}", f"fnref:{found['name']}"}
    return frozenset(given | set(_headings(text, set(given))))


def _headings(text: str, taken: set[str]) -> Iterator[str]:
    for found in _HEADING.finditer(text):
        words = found["line"] or found["above"] or ""
        if not _GIVEN.search(words):
            name = _unique(_slug(markdown_to_text(words.strip())), taken)
            taken.add(name)
            yield name


def _slug(words: str) -> str:
    """As the extension ``toc`` has it when nobody sets it otherwise."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower())


def _unique(name: str, taken: set[str]) -> str:
    while name in taken or not name:
        counted = _COUNTED.match(name)
        name = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{name}_1"
    return name
