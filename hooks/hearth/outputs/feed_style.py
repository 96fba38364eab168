"""The style sheet with which a browser shows a feed to a person: CSS alone, as browsers give up
XSLT."""

from __future__ import annotations

from pathlib import Path

from hearth.model.hub import Hub
from hearth.outputs import Output

STYLE = "feeds/feed.css"
_RULES = Path(__file__).with_name("feed.css")


def feed_style(hub: Hub) -> Output:
    """The style sheet of all feeds, with its words in the language of the hub."""
    about = hub.words(
        "This is a feed: it tells programs what is new here. Copy the address of this page into "
        "a feed reader, and what is new will come to you by itself."
    )
    nothing, rtl = hub.words("(nothing yet)"), hub.words.direction == "rtl"
    words = (
        f":root {{ --about: {css_string(about)}; --nothing: {css_string(nothing)}; "
        f"--start: {'right' if rtl else 'left'}; direction: {'rtl' if rtl else 'ltr'}; }}\n"
    )
    return Output(STYLE, (words + _RULES.read_text(encoding="utf-8")).encode())


def css_string(text: str) -> str:
    """A text as a string of CSS (CSS Syntax 3, 4.3.5): whatever it says stays inside."""
    return '"' + "".join(map(_sign, text)) + '"'


def _sign(sign: str) -> str:
    plain = sign in " .,:;!?()-'" or sign.isalnum() or ord(sign) > 0x9F
    return sign if plain else f"\\{ord(sign):x} "


def styled(document: bytes, uri: str) -> bytes:
    """A feed that names its style sheet, relative to where the feed lies (xml-stylesheet 1.0)."""
    declaration, _, rest = document.partition(b"\n")
    href = "../" * (uri.count("/") - 1) + "feed.css"
    return b'%b\n<?xml-stylesheet type="text/css" href="%b"?>\n%b' % (
        declaration,
        href.encode(),
        rest,
    )
