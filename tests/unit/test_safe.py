"""safe: each place text can land in has one function."""

from __future__ import annotations

import ast
import json
import re
import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.wording.safe import ROOT, html_to_text, json_in_html, markdown, shorten, text
from hubs import REPOSITORY


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick=alert(1)>x</b>",
        "<iframe src='https://example.org'></iframe>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "![x](https://tracker.example.org/pixel.png)",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        "<svg/onload=alert(1)>",
        "<a href='https://example.org' style='position:fixed'>x</a>",
        "```html\n<script>\n```",
        '--8<-- ".git/config"',
        "{: onclick=alert(1) }",
    ],
)
def test_nothing_that_runs_or_loads_survives(source: str) -> None:
    """Raw HTML, event handlers, addresses that run code and pictures are gone."""
    html = str(markdown(source)).lower()
    for wrong in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "<b ",
        "style=",
        'href="javascript',
        'href="data',
        'href="vbscript',
    ):
        assert wrong not in html
    assert " onclick=" not in html.replace("{: onclick=", "") and "onerror=" not in html.replace(
        "&lt;", ""
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# One\n\n## Two\n\n###### Six", "<h2>One</h2>\n<h3>Two</h3>\n<h6>Six</h6>\n"),
        ("**a** _b_ `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        (
            "[a](https://example.org/)",
            '<p><a href="https://example.org/" rel="nofollow noopener ugc">a</a></p>\n',
        ),
        (
            "[a](mailto:a@example.org)",
            '<p><a href="mailto:a@example.org" rel="nofollow noopener ugc">a</a></p>\n',
        ),
        ('[*a* b](#agenda "x > y") [c](#)', "<p><em>a</em> b c</p>\n"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
    ],
)
def test_markdown(source: str, html: str) -> None:
    """The usual forms, with headings one level down since the page has its own."""
    assert str(markdown(source)) == html


def test_no_root_mark_comes_out_of_markdown() -> None:
    """The sign for the site's root cannot be written by a contributor."""
    assert ROOT not in markdown("a\x00b &#0; [x](\x00members/)")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_json_in_a_script_ends_nothing(value: str) -> None:
    """What is put in is what a parser reads, and no sign of HTML is left in it."""
    raw = str(json_in_html({"x": value}))
    assert json.loads(raw) == {"x": value}
    assert not set("<>&\u2028\u2029") & set(raw)


def test_text_is_fit_for_an_attribute() -> None:
    """Quotes and angle brackets are escaped."""
    assert text('<a href="x">\'&') == "&lt;a href=&#34;x&#34;&gt;&#39;&amp;"


def test_plain_is_the_text_of_html() -> None:
    """Tags gone, entities read, spaces made one."""
    assert html_to_text("<p>a &amp; b</p>\n<ul><li>&lt;c&gt;</li></ul>") == "a & b <c>"
    assert html_to_text("&amp;lt;") == "&lt;"


@given(st.text(min_size=1, max_size=300), st.integers(min_value=10, max_value=200))
def test_shorten_keeps_its_limit(value: str, limit: int) -> None:
    """Never longer than asked for, and untouched when it fits."""
    short = shorten(value, limit)
    assert len(short) <= limit
    assert short == value if len(value) <= limit else short.endswith("…")


WORST = (
    "[",
    "![",
    "*a **b ",
    "<a ",
    "`",
    ">",
    "- ",
    "1. ",
    "|a",
    "|a|\n|-|\n",
    "&",
    "[a](",
    "_a __b ",
    "<!--",
    "~~a",
    "[^a]:",
    "www.a.",
    "http://",
)


@pytest.mark.parametrize("piece", WORST)
def test_markdown_takes_time_in_proportion(piece: str) -> None:
    """Twice the text takes about twice the time, whatever it is made of: what grows with the square
    would take forty times as long."""

    def seconds(characters: int) -> float:
        text = (piece * characters)[:characters]
        return min(timeit.repeat(lambda: markdown(text), number=1, repeat=2))

    assert seconds(60_000) < max(0.25, 16 * seconds(10_000))


def test_one_module_says_what_is_safe() -> None:
    """No other module makes safe HTML of a text by itself, and no template takes the escaping
    off."""
    makers = set()
    for file in (REPOSITORY / "hooks" / "hearth").rglob("*.py"):
        calls = (
            node.func
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        )
        if any(isinstance(call, ast.Name) and call.id in {"Markup", "SafeHtml"} for call in calls):
            makers.add(file.name)
    assert makers == {"safe.py"}
    for file in (REPOSITORY / "hooks" / "hearth" / "templates").rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape", file.read_text(encoding="utf-8")), file
