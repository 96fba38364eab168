"""The texts of records as they are meant: HTML in them becomes Markdown, and what nobody is to see
goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hearth.base.commonmark import OMITTED, render
from hearth.base.html_markdown import SCHEMES, html_to_markdown
from hearth.base.html_tree import OPAQUE, RUNNING, Element, read_html
from hearth.base.words import NOTHING, Said, said, said_row
from hearth.kinds import Complaint
from hearth.kinds.fields import MAX_PROSE
from hearth.read.handwritten import UNCLOSED

_HTML = re.compile(r"<[a-zA-Z/!?]")
_DEFINITION = re.compile(r"^[ \t>*+-]*\[(?P<label>(?:[^\[\]\\]|\\.){1,999})\]:", re.MULTILINE)
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_FOREIGN = re.compile(
    rf"{_COMMENT.pattern}|(?P<tag></?(?:[a-z]|st\d|u\d)\d?:[a-z]\w*[^<>]*>|<!\[[^<>]*\]>)",
    re.IGNORECASE | re.DOTALL,
)
"""Tags of word processors that Markdown takes for words: <o:p>, <st1:place>, <![if !vml]>; and
comments, which may hold such tags."""
_SHOWN = {
    "img": said("pictures"),
    "script": said("scripts"),
    "style": said("style sheets"),
    "title": said("its title"),
    "xml": said("settings of a word processor"),
    "input": said("form fields"),
    "button": said("form fields"),
    "form": said("forms"),
    "u": said("underlining"),
    "center": said("alignment"),
}
_LOOK = re.compile(
    r"\b(?:color|background(?:-color)?|font|font-family|font-size|text-align)\s*:", re.IGNORECASE
)
_FACE = ("color", "face", "size", "bgcolor", "align")


def read_text(text: str) -> tuple[str, list[Complaint]]:
    """A record's text without HTML, and what is to be said of it.

    Paragraphs, lists, emphasis, links, tables and headings of pasted HTML are Markdown in it;
    comments are gone, however they are written. A text without such things is left as it is.
    """
    if len(text) > MAX_PROSE or not (_HTML.search(text) or _DEFINITION.search(text)):
        return text, []
    marked, tags = _without_foreign_tags(text)
    html = render(marked, raw=True)
    if "<!--" in _COMMENT.sub("", html) and "<!--" not in _COMMENT.sub("", text):
        # Behind a comment that begins a line Markdown reads no other of that line as one: its end
        # would be words, and all that follows a comment.
        return read_text(_COMMENT.sub("", text))
    tree = read_html(html)
    if OMITTED not in render(marked) and not tags and not _hides_words(text):
        return text, list(_unclosed(html, tree, text))
    plain = html_to_markdown(html)
    for mark, tag in tags.items():  # in code they are shown
        plain = plain.replace(mark, tag)
    return plain, [*_unclosed(html, tree, text), *_left_out(tree)]


def without_comments(fields: Mapping[str, Any]) -> tuple[dict[str, Any], list[Complaint]]:
    """The fields of a record, but for its text, without comments in their words."""
    found: list[Complaint] = []
    if "<!--" not in str(fields):  # as in nearly all, whatever they hold
        return dict(fields), found
    return {
        name: value if name == "body" else _bare(value, (name,), found)
        for name, value in fields.items()
    }, found


def _bare(value: Any, where: tuple[str | int, ...], found: list[Complaint]) -> Any:
    if isinstance(value, str):
        if "<!--" not in value or not _COMMENT.search(value):
            return value
        what = said("holds a comment, which is left out")
        found.append(
            Complaint(where, "html-in-text", what, said("Write it behind a # of its own line."))
        )
        return " ".join(_COMMENT.sub(" ", value).split())
    if isinstance(value, list):
        return [_bare(item, (*where, index), found) for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {name: _bare(item, (*where, name), found) for name, item in value.items()}
    return value


def _without_foreign_tags(text: str) -> tuple[str, dict[str, str]]:
    """The text with comments in the place of tags that Markdown does not know, and what they
    are."""
    tags: dict[str, str] = {}

    def comment(found: re.Match[str]) -> str:
        if not found["tag"]:
            return found[0]
        mark = f"<!--tag {len(tags)} of a word processor-->"
        tags[mark] = found[0]
        return mark

    return _FOREIGN.sub(comment, text), tags


def _hides_words(text: str) -> bool:
    """Whether a text defines a link that it does not use: such lines are comments in Markdown."""
    labels = [_label(found["label"]) for found in _DEFINITION.finditer(text)]
    if not labels:
        return False
    used = {_label(label) for label in re.findall(r"\[((?:[^\[\]\\]|\\.)+)\](?!:)", text)}
    return len(set(labels)) < len(labels) or not used.issuperset(labels)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unclosed(html: str, tree: Element, text: str) -> Iterator[Complaint]:
    """A comment that has no end hides nobody knows how much."""
    bare = _COMMENT.sub("", text)
    if "<!--" in bare and ("<!--" in _COMMENT.sub("", html) or _shows(tree, "<!--")):
        code, _, what, fix = UNCLOSED
        words = bare[bare.rindex("<!--") :].split("\n")[0]
        yield Complaint(("body",), code, what, fix, words[:40])


def _shows(tree: Element, words: str) -> bool:
    """Whether words stand outside of code."""
    return any(
        isinstance(child, str) and words in child and element.name not in ("code", "pre")
        for element in tree.walk()
        for child in element.children
    )


def _left_out(tree: Element) -> Iterator[Complaint]:
    """What of the HTML is not in the Markdown: words first, then what only was to be seen."""
    lost: dict[str, str] = {}
    unseen: dict[Said, str] = {}
    for element in tree.walk():
        tag = element.tag.split("\n")[0][:40]
        if element.name in OPAQUE and element.name not in RUNNING:
            lost.setdefault(element.name, tag)
        elif shown := _SHOWN.get(element.name) or _look(element):
            unseen.setdefault(shown, tag)
    if lost:
        names = ", ".join(f"<{name}>" for name in lost)
        what = said("holds %(names)s, and what stands in it is not shown", names=names)
        fix = said("Write the words as they are to be read, or a link.")
        yield Complaint(("body",), "lost-words", what, fix, next(iter(lost.values())))
    if unseen:
        what = said("holds HTML; left out of it: %(unseen)s", unseen=said_row(unseen))
        fix = said("Write Markdown: **bold**, *italic*, - lists, [words](https://…).")
        yield Complaint(("body",), "html-in-text", what, fix, next(iter(unseen.values())))


def _look(element: Element) -> Said:
    """What an element's attributes give it beside words and emphasis."""
    attributes = element.attributes
    if element.name == "a" and (href := attributes.get("href")):
        scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", href)
        if scheme and scheme[1].lower() not in SCHEMES:
            return said("links to %(scheme)s: addresses", scheme=scheme[1].lower())
    if _LOOK.search(attributes.get("style", "")) or any(name in attributes for name in _FACE):
        in_cell = element.name in ("td", "th")
        return NOTHING if in_cell else said("colours, fonts and alignment")
    return NOTHING
