"""Embeds in a browser: inside a page of somebody else's that allows nothing but the frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from accessibility import violations

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
FOREIGN = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; frame-src {address}">
<meta name="viewport" content="width=device-width"><title>Somebody else</title></head>
<body><h1>Elsewhere</h1>{code}</body></html>"""
PAGES = (("groups/east-africa-chapter/", 1), ("subscribe/", 2))


@pytest.fixture
def codes(site: Path) -> list[str]:
    """The codes as they stand on pages to be copied."""
    found = []
    for page, count in PAGES:
        tree = html.fromstring((site / page / "index.html").read_bytes())
        texts = [code.text_content() for code in tree.xpath("//details//pre/code")]
        assert len(texts) == count
        found += texts
    return found


@pytest.fixture
def stranger(browser: Any) -> Iterator[Any]:
    """A reader without a clock of the tests, which is a script that a sandbox refuses, and says."""
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    page.wrong = []
    page.on("console", lambda message: page.wrong.append((message.type, message.text)))
    yield page
    context.close()


def test_a_strict_page_shows_it(
    stranger: Any, home: str, serve: Callable[[Path], str], tmp_path: Path, codes: list[str]
) -> None:
    """As it was copied, from another origin: it loads with its style, nothing is refused, it is no
    wider than its frame, and by keyboard its links open in a tab of their own."""
    code = codes[0].replace("https://example.org/community-circle/", home)
    (tmp_path / "index.html").write_text(FOREIGN.format(address=home, code=code))
    with stranger.expect_response("**/embed/embed.css") as style:
        stranger.goto(serve(tmp_path).replace("127.0.0.1", "localhost"))
    assert style.value.ok
    stranger.frame_locator("iframe").locator("footer").wait_for()
    stranger.keyboard.press("Tab")
    with stranger.context.expect_page() as opened:
        stranger.keyboard.press("Enter")
    page = opened.value
    page.wait_for_load_state()
    assert page.url == f"{home}groups/east-africa-chapter/" and page.evaluate("opener") is None
    assert stranger.wrong == []
    lines = stranger.frame_locator("iframe").locator("li").all()
    assert lines and all(line.bounding_box()["width"] <= 304 for line in lines)


@pytest.mark.parametrize("name", ["coming", "new", "groups/east-africa-chapter"])
def test_it_shuts_nobody_out(reader: Callable[..., Any], home: str, name: str) -> None:
    """axe finds nothing in light or dark, and nothing is wider than a small screen."""
    page = reader(viewport=NARROW)
    page.goto(f"{home}embed/{name}/")
    assert page.evaluate("getComputedStyle(document.querySelector('ul')).listStyleType") == "none"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.wrong == []
