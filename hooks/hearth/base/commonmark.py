"""GitHub's dialect of Markdown as HTML, before anything in it is judged."""

from __future__ import annotations

import re

import cmarkgfm
from cmarkgfm.cmark import Options

EXTENSIONS = ("table", "autolink", "strikethrough", "tasklist")
OMITTED = "<!-- raw HTML omitted -->"
"""Stands where HTML was left out; a text that says the same is escaped."""
_DEEP = re.compile(
    r"^((?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30}[ \t]*)(?=[->+*\d])", re.MULTILINE
)


def render(text: str, smart: bool = False, raw: bool = False) -> str:
    """HTML of a Markdown text; with ``smart``, quotes and dashes are those of print, and with
    ``raw``, HTML in the text is passed on as it is."""
    # What is nested without end takes time without end: the thirty-first level is text.
    shallow = _DEEP.sub(r"\1\\", text)
    options = Options.CMARK_OPT_GITHUB_PRE_LANG
    options |= Options.CMARK_OPT_SMART if smart else 0
    options |= Options.CMARK_OPT_UNSAFE if raw else 0
    html: str = cmarkgfm.markdown_to_html_with_extensions(shallow, options, list(EXTENSIONS))
    return html
