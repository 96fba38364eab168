"""Escape text for each context it is written into; ``SafeHtml`` marks what has been escaped.

Only this module makes ``SafeHtml``; whatever else builds HTML goes through ``html``, ``text`` or a
template. What is no HTML has its function here too: JSON inside a page, and the values of a
calendar. Feeds and the API are written by libraries that escape for themselves.

Links inside the site are written from the site's root, which is marked by ``ROOT`` until the page's
own depth is known: so a card is made once and stands on pages of any depth. ``ROOT`` is NUL, which
no source can contain.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import TYPE_CHECKING, Any, NewType

import markupsafe
import nh3
from markupsafe import Markup, escape

from hearth.base.commonmark import render
from hearth.base.words import Translations

if TYPE_CHECKING:
    from jinja2 import Template

SafeHtml = NewType("SafeHtml", Markup)
"""HTML that may be written as it is."""

ROOT = "\x00"

_escaped: Callable[[Any], str] = getattr(markupsafe, "_escape_inner", escape)
"""The same escaping without an object around each piece, where the library has it."""

_TAGS = {
    "a",
    "abbr",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="nofollow noopener ugc"
)
_HEADING = re.compile(r"<(/?)h([1-6])>")
_PICTURE = re.compile(r'<img [^>]*?\balt="([^"]*)"[^>]*>')
_HERE = re.compile(r'<a href="#[^"]*"(?: [a-z]+="[^"]*")*>(.*?)</a>', re.DOTALL)
"""A link to a place on the same page, which no text by a contributor has."""
_TAG = re.compile(r"<[^>]*>")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*(?:>|\Z)", re.DOTALL)
_JOINER = "\u200d"
_JOINED = frozenset(
    (
        _JOINER,
        *map(chr, range(0x1F3FB, 0x1F400)),
        *map(chr, range(0xE0020, 0xE0080)),
        *map(chr, range(0x1160, 0x1200)),
    )
)
"""What goes on with the character before it: joiners, tones of skin, tags of flags, vowels and
finals of Hangul."""
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters of which two make a flag."""
_VIRAMA = 9
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def _safe(html: str) -> SafeHtml:
    return SafeHtml(Markup(html))  # noqa: S704 - the one place that may


ROOT_MARK = _safe(ROOT)


def markdown(text: str, site: str = "") -> SafeHtml:
    """A contributor's Markdown as HTML: GitHub's dialect, no raw HTML, words for pictures, headings
    one level down.

    Headings have no places to link to, so that links to them are words. Full addresses below
    ``site`` become links inside the site.
    """
    if not text:
        return _safe("")
    html = _PICTURE.sub(r"\1", render(text, smart=True))
    clean = _CLEANER.clean(html)
    # After the cleaning, for only then every link is written in one way.
    clean = _HERE.sub(r"\1", clean)
    if site:
        clean = clean.replace(f'<a href="{escape(site)}', f'<a href="{ROOT}')
    return _safe(_HEADING.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + 1, 6)}>", clean))


def without_comments(html: str, but: re.Pattern[str]) -> str:
    """HTML without its comments and what browsers take for comments (HTML, 13.2.5.41 to 52), except
    for those that match ``but`` as a whole."""
    return _COMMENT.sub(lambda found: found[0] if but.fullmatch(found[0]) else "", html)


def html_to_text(html: str) -> str:
    """The text of HTML that is already safe, on one line."""
    return " ".join(unescape(_TAG.sub(" ", html)).split())


def text(value: object) -> SafeHtml:
    """Plain text for HTML or XML, as text or in a quoted attribute; what is safe already stays as
    it is."""
    return SafeHtml(escape(value))


def piece(value: object) -> str:
    """As ``text``, for a piece of HTML that is only to be joined with others."""
    if value.__class__ is str:
        return _escaped(value)
    return value if value.__class__ is Markup else escape(value)


def html(form: str, *values: object) -> SafeHtml:
    """``form`` with a value in the place of each ``%s``, escaped unless it is safe; attributes in
    ``form`` are quoted."""
    return _safe(form % tuple(map(piece, values)))


def isolated(value: object, direction: str) -> SafeHtml:
    """Words of a record among others that run in a ``direction``: they run their own way, and keep
    the order of what stands around them (HTML, ``bdi``); nothing for none."""
    if not value or (direction == "ltr" and str(value).isascii()):
        return _safe(piece(value or ""))
    return _safe(f"<bdi>{piece(value)}</bdi>")


def from_the_right(language: str) -> SafeHtml:
    """The attribute of a document or a part in a language that is written from the right; nothing
    for others, as that is what programs take for granted."""
    return _safe(' dir="rtl"' if Translations(language).direction == "rtl" else "")


def spoken(told: SafeHtml, language: str) -> SafeHtml:
    """HTML in another language than the page it stands on."""
    direction = Translations(language).direction
    return html(
        '<div class="hb-origin hb-prose" lang="%s" dir="%s">%s</div>', language, direction, told
    )


def message_html(message: str, values: Mapping[str, object]) -> SafeHtml:
    """A message of the engine's own, which is HTML, with values in the places of its ``%(name)s``,
    each escaped unless it is safe."""
    return _safe(message % {name: piece(value) for name, value in values.items()})


def joined(parts: Iterable[SafeHtml], between: str = "") -> SafeHtml:
    """Pieces one after the other."""
    return _safe(str(escape(between)).join(parts))


def filled(template: Template, values: Mapping[str, Any]) -> SafeHtml:
    """A template with its values, each of which it escapes."""
    if template.environment.autoescape is not True:
        raise ValueError(f"{template.name} does not escape what it prints")
    environment = template.environment
    # As template.render does, which would gather the names that all templates know one by one.
    names = {**environment.globals, **values}
    context = environment.context_class(environment, names, template.name, template.blocks)
    try:
        return _safe("".join(template.root_render_func(context)))
    except Exception:
        environment.handle_exception()  # raises it, with the template's own lines


def vouched(html: str) -> SafeHtml:
    """HTML the caller answers for: what the site builder made of a page, or safe HTML that was
    changed between its tags."""
    return _safe(html)


def rooted(html: SafeHtml, root: str) -> SafeHtml:
    """HTML whose links inside the site begin with the address ``root``."""
    return _safe(str(html).replace(ROOT, str(escape(root))))


def json_in_html(value: Any) -> SafeHtml:
    """JSON for a script element: nothing in it can end the element or start a comment."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # As JSON escapes: HTML would read "</script" and "<!--" before anybody reads the JSON.
    for char in "<>&\u2028\u2029":
        raw = raw.replace(char, f"\\u{ord(char):04x}")
    return _safe(raw)


def calendar_text(value: str) -> str:
    """A text as the value of a calendar's property (RFC 5545, 3.3.11); nothing in it begins a line
    of its own."""
    quiet = value.translate(_CONTROLS)
    return quiet.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def shorten(value: str, limit: int = 160) -> str:
    """At most ``limit`` characters, cut between words, and never within what a reader sees as one
    character."""
    if len(value) <= limit:
        return value
    cut = value[: _between(value, limit - 1)]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[limit // 2 :] else cut}…"


def _between(value: str, end: int) -> int:
    """The last place up to ``end`` where a text can be cut, near enough to the boundaries of
    Unicode's annex 29."""
    while end > 0 and _hangs_together(value, end):
        end -= 1
    return end


def _hangs_together(value: str, at: int) -> bool:
    """Whether the characters before and after a place are parts of one: accents, joined emoji,
    flags, syllables."""
    before, after = value[at - 1], value[at]
    if after in _JOINED or before == _JOINER or unicodedata.category(after)[0] == "M":
        return True
    if unicodedata.combining(before) == _VIRAMA and after.isalpha():
        return True
    if after in _FLAGS:
        run = len(value[:at]) - len(value[:at].rstrip("".join(_FLAGS)))
        return run % 2 == 1
    return False
