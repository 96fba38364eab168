"""What holds on every type of page: no errors, room on a small screen, access for everybody as far
as a program can tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accessibility import CONTRAST, grave
from browser_types import TYPES

pytestmark = pytest.mark.browser


def darken(page: Any) -> None:
    """Change the system's colours while the reader looks."""
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme='slate']").wait_for()


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_of_page(page: Any, home: str, kind: str) -> None:
    """Scripts run through, everything loads, axe finds nothing serious in light or dark, and no
    phone scrolls sideways."""
    failed: list[str] = []
    page.on(
        "response", lambda response: failed.append(response.url) if response.status >= 400 else None
    )
    page.goto(home + TYPES[kind], wait_until="load")
    found = {"errors": page.wrong, "missing": failed, "light": grave(page)}
    darken(page)
    found["dark"] = grave(page, CONTRAST)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        found[f"wider than {width}"] = page.evaluate(
            f"document.documentElement.scrollWidth > {width} ? "
            "[document.documentElement.scrollWidth] : []"
        )
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


AMONG_WORDS = r"""() => {
  const flows = (element) => getComputedStyle(element).display.startsWith("inline");
  const bare = (link) => flows(link) && link.getClientRects().length
    && getComputedStyle(link).display === "inline"
    && getComputedStyle(link).textDecorationLine === "none";
  const words = (node) => !node.parentElement.closest("a, .hb-sr") && /\p{L}{2,}/u.test(node.data);
  const among = (link) => {
    let block = link.parentElement;
    while (flows(block)) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (words(walker.currentNode)) return true;
    return false;
  };
  const links = [...document.querySelectorAll("main a[href], .hb-foot a[href]")];
  return links.filter((link) => bare(link) && among(link)).map((link) => link.outerHTML);
}"""
"""Links in one block with other words, and nothing but a colour to tell them from those."""


@pytest.mark.parametrize("kind", TYPES)
def test_links_among_words_are_underlined(page: Any, home: str, kind: str) -> None:
    """Who sees no colours finds them too."""
    page.goto(home + TYPES[kind])
    assert page.evaluate(AMONG_WORDS) == []


def test_the_search_shuts_nobody_out(page: Any, home: str) -> None:
    """axe finds nothing serious on the open search with results either."""
    page.goto(home)
    page.keyboard.press("/")
    page.locator(".hb-search__input").fill("welcome")
    page.locator("a.hit").first.wait_for()
    light = grave(page)
    darken(page)
    assert (light, grave(page, CONTRAST)) == ([], [])


def test_the_phone_s_menu_shuts_nobody_out(reader: Callable[..., Any], home: str) -> None:
    """Nor on a small screen with the menu open."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(home)
    page.locator("[data-menu]").click()
    assert grave(page) == []
