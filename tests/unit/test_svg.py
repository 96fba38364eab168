"""svg: what draws stays, what runs, loads or tells goes."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from hearth.base.svg import MAX_SVG, NoSvgError, clean_svg

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
DANGEROUS = {
    "a script": "<script>alert(1)</script>",
    "a script in capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "a script from elsewhere": '<script href="https://example.org/x.js"/>',
    "a script of XHTML": '<s xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></s>',
    "a handler": '<rect onclick="alert(1)"/>',
    "a handler in capitals": '<rect ONLOAD="alert(1)"/>',
    "a handler of SVG Tiny": '<handler type="text/ecmascript">alert(1)</handler>',
    "a page": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Words</p></foreignObject>',
    "a frame": '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org/"/>',
    "a link that runs": '<a href="javascript:alert(1)"><text>x</text></a>',
    "a link that runs, with spaces": '<a xlink:href=" java&#9;script:alert(1)"><text>x</text></a>',
    "a link to data": '<a href="data:text/html,x"><text>x</text></a>',
    "an animated link": '<a href="#a"><animate attributeName="href" to="javascript:alert(1)"/></a>',
    "an animated link of old": '<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>',
    "an animated handler": '<set attributeName="onmouseover" to="alert(1)"/>',
    "a use of another file": '<use href="https://example.org/x.svg#a"/>',
    "a use of a neighbour": '<use xlink:href="other.svg#a"/>',
    "a use of data": '<use href="data:image/svg+xml,x#a"/>',
    "a picture from elsewhere": '<image href="https://example.org/pixel.png"/>',
    "a picture that is a drawing": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "a filter's picture from elsewhere": '<filter><feImage href="//example.org/x.png"/></filter>',
    "a fill from elsewhere": '<rect fill="url(https://example.org/x.svg#a)"/>',
    "a style from elsewhere": "<rect style=\"mask: url( 'x.svg#a' )\"/>",
    "an import": '<style>@import "https://example.org/x.css";</style>',
    "an import in escapes": '<style>@\\69mport "https://example.org/x.css";</style>',
    "an address in escapes": "<style>a { fill: u\\72l(https://example.org/) }</style>",
    "an address after a comment": "<style>a { fill: url(/* x */https://example.org/) }</style>",
    "a font from elsewhere": "<style>@font-face { src: url(https://example.org/f.woff2) }</style>",
    "an expression": '<rect style="width: expression(alert(1))"/>',
    "a binding": '<rect style="-moz-binding: url(#x)"/>',
    "a set of pictures": "<style>a { mask: image-set('https://example.org/x.png' 1x) }</style>",
}
HARMLESS = (
    '<g id="a" class="b" style="fill: url(#c)"><path d="M0 0h10"/></g>',
    "<style>.a { fill: red; background: url(data:image/png;base64,AAAA) }</style>",
    "<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
    '<a href="https://example.org/" target="_blank"><text>Words &amp; signs</text></a>',
    '<use xlink:href="#a"/><image xlink:href="data:image/jpeg;base64,AAAA"/>',
    '<circle r="1"><animate attributeName="r" values="1;2" dur="1s"/></circle>',
    '<text xml:space="preserve">a  b</text><title>Plan</title><desc>Of the hall</desc>',
    '<linearGradient id="c"><stop offset="0" stop-color="#fff"/></linearGradient>',
)


def drawing(inside: str, more: str = "") -> bytes:
    """A drawing with something in it."""
    return f'{OPENING}{more}>{inside}<rect width="1"/></svg>'.encode()


@pytest.mark.parametrize("inside", DANGEROUS.values(), ids=DANGEROUS)
def test_what_runs_or_loads_goes_and_is_told(inside: str) -> None:
    """The drawing is still a drawing, and nothing of the danger is left in it."""
    clean = clean_svg(drawing(inside))
    assert clean.left_out
    root = etree.fromstring(clean.content)
    assert root[-1].tag == "{http://www.w3.org/2000/svg}rect"
    small = clean.content.decode().lower()
    for wrong in ("script", "alert", "example.org", "x.svg", "xhtml", "svg+xml", "other.svg"):
        assert wrong not in small


@pytest.mark.parametrize("inside", HARMLESS)
def test_what_draws_is_left_as_it_is(inside: str) -> None:
    """Byte for byte, so that nobody's drawing changes without a reason."""
    raw = drawing(inside)
    assert clean_svg(raw).content == raw and clean_svg(raw).left_out == ()


def test_what_tells_of_the_maker_goes_without_a_word() -> None:
    """Comments, metadata, and what editors note in namespaces of their own; the text stays."""
    told = ' xmlns:s="urn:editor" s:file="/home/ada/canary.svg"'
    inside = (
        "<!-- canary --><metadata>canary</metadata><s:view>canary</s:view><?canary x?>"
        '<text s:label="canary">be<!-- canary -->fore</text>'
    )
    clean = clean_svg(b"<?xml version='1.0'?><!-- canary -->" + drawing(inside, told))
    assert b"canary" not in clean.content and clean.left_out == ()
    assert b"<text>before</text>" in clean.content


def test_a_style_sheet_beside_the_drawing_is_told() -> None:
    """It would be loaded, wherever it lies."""
    clean = clean_svg(b'<?xml-stylesheet href="x.css"?>' + drawing(""))
    assert clean.left_out == ("<?xml-stylesheet?>",) and b"x.css" not in clean.content


def test_entities_are_filled_in() -> None:
    """Illustrator names namespaces by entities; what is published needs none."""
    head = b'<!DOCTYPE svg [<!ENTITY w "words"><!ENTITY ns "http://www.w3.org/2000/svg">]>'
    clean = clean_svg(head + b'<svg xmlns="&ns;"><text>&w;</text></svg>')
    assert clean.content == b'<svg xmlns="http://www.w3.org/2000/svg"><text>words</text></svg>'


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<p>Hello</p>",
        b"<svg>",
        b"\x1f\x8b\x08 packed",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>',
        b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://localhost/"> %x;]><svg/>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(98, 110))
        + b"]><svg><text>&m;</text></svg>",
        b"<g>" * 10_000,
        b"<svg>" + b" " * MAX_SVG + b"</svg>",
    ],
    ids=["empty", "page", "open", "packed", "entity", "parameter", "laughs", "deep", "large"],
)
def test_what_is_no_drawing_is_refused(raw: bytes) -> None:
    """With the reason, and at once."""
    began = time.perf_counter()
    with pytest.raises(NoSvgError):
        clean_svg(raw)
    assert time.perf_counter() - began < 2


def test_another_encoding_is_written_anew() -> None:
    """So that no program reads other letters than those that were looked at."""
    raw = "<?xml version='1.0' encoding='UTF-16'?><svg><text>größe</text></svg>".encode("utf-16")
    assert clean_svg(raw).content == "<svg><text>größe</text></svg>".encode()
