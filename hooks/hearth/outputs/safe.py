"""How text leaves the hub: each place it can land in has one function here, and ``SafeHtml`` marks what has passed.

Links inside the site are written from the site's root, which is marked by ``ROOT`` until the page's own depth is
known: so a card is made once and stands on pages of any depth. ``ROOT`` is NUL, which no source can contain.
"""

from __future__ import annotations

import json
import re
from typing import Any

import cmarkgfm
import nh3
from cmarkgfm.cmark import Options
from markupsafe import Markup, escape

SafeHtml = Markup
"""HTML that may be written as it is."""

ROOT = "\x00"

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_TAG = re.compile(r"<[^>]*>")


def markdown(text: str) -> SafeHtml:
    """A contributor's Markdown as HTML: GitHub's dialect, no raw HTML, no pictures, headings one level down."""
    if not text:
        return SafeHtml("")
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_SMART)
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener ugc")
    return SafeHtml(_HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + 1, 6)}>", clean))


def plain(html: str) -> str:
    """The text of HTML that is already safe, on one line."""
    text = _TAG.sub(" ", html)
    for entity, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#34;", '"'),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, char)
    return " ".join(text.split())


def text(value: str) -> str:
    """Plain text for HTML text or a quoted attribute."""
    return str(escape(value))


def json_in_html(value: Any) -> SafeHtml:
    """JSON for a script element: nothing in it can end the element or start a comment."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        raw = raw.replace(char, f"\\u{ord(char):04x}")
    return SafeHtml(raw)


def shorten(value: str, limit: int = 160) -> str:
    """At most ``limit`` characters, cut between words."""
    if len(value) <= limit:
        return value
    cut = value[: limit - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[limit // 2 :] else cut}…"
