"""HTML as people paste it, read into a tree: lenient, and in time that grows with its length."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

DEPTH = 60
"""Elements deeper than this are passed over; what stands in them stays."""
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
_APART = """
    address article aside blockquote body caption center dd details dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(_APART.split())
"""Elements that stand on lines of their own."""
_NO_PROSE = """
    applet audio canvas embed iframe math noembed noframes object script select style svg template
    textarea title video xml"""
OPAQUE = frozenset(_NO_PROSE.split())
"""Elements whose inside is no prose of the page."""
RUNNING = frozenset({"script", "style", "title", "xml"})
"""Those of them whose inside nobody was to read."""

_NAME, _ATTRIBUTES = r"[a-zA-Z][^\s/<>]*", r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+"""
_TOKEN = re.compile(
    rf"<!--(?:-?>|.*?(?:--!?>|\Z))|<(/?)({_NAME})({_ATTRIBUTES})>"
    r"|<[!?/][^<>]*>",
    re.DOTALL,
)
"""A comment, a tag, or what browsers take for a comment."""
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")

# An element that begins ends these, as far as they lie within the ones after them.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
}
_PARAGRAPH = frozenset({"p"})
_INSIDE = frozenset({"table", "td", "th", "li", "blockquote", "div", "dd", "section", "details"})


@dataclass
class Element:
    """A part of a tree: its name in small letters, its attributes, what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    tag: str = ""
    """As it stands in the text."""

    def elements(self) -> Iterator[Element]:
        """The elements that stand in it directly."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator[Element]:
        """Itself, and every element that stands anywhere in it, in the order of the text."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(list(element.elements()))


def read_html(html: str) -> Element:
    """The tree of an HTML text; what is opaque has no children, and comments are gone."""
    root = Element("body")
    stack, at = [root], 0
    for found in _TOKEN.finditer(html):
        start = found.start()
        if start < at:
            continue  # within what is opaque
        if at < start:
            stack[-1].children.append(unescape(html[at:start]))
        at = found.end()
        end, name, attributes = found.groups()
        name = (name or "").lower()
        if end:
            _close(stack, name)
        elif name:
            _open(stack, Element(name, _attributes(attributes), [], found[0]))
            if name in OPAQUE and name not in VOID:
                at = _end_of(html, name, at)
                _close(stack, name)
    if at < len(html):
        stack[-1].children.append(unescape(html[at:]))
    return root


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text) if text else ():
        found.setdefault(name.lower(), unescape(next(filter(None, values), "")))
    return found


def _open(stack: list[Element], element: Element) -> None:
    if element.name in _ENDS:
        _end_open(stack, *_ENDS[element.name])
    if element.name in BLOCKS and len(stack) > 1:
        _end_open(stack, _PARAGRAPH, _INSIDE)
    stack[-1].children.append(element)
    if element.name not in VOID and len(stack) < DEPTH:
        stack.append(element)


def _end_open(stack: list[Element], names: frozenset[str], limit: frozenset[str]) -> None:
    for place in range(len(stack) - 1, 0, -1):
        if stack[place].name in limit:
            return
        if stack[place].name in names:
            del stack[place:]
            return


def _close(stack: list[Element], name: str) -> None:
    for place in range(len(stack) - 1, 0, -1):
        if stack[place].name == name:
            del stack[place:]
            return


def _end_of(html: str, name: str, at: int) -> int:
    """Where an opaque element ends: behind its own end, else where the text does."""
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, at)
    return end.end() if end else len(html)
