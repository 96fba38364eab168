"""What holds on every type of page: no errors, room on a small screen, access for everybody as far
as a program can tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from accessibility import (
    COLOURS,
    CONTRAST,
    ROOM,
    SHAPE,
    grave,
    measured,
    space_out,
    told,
    unfold,
    violations,
)
from browser_types import TYPES

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390)


def darken(page: Any) -> None:
    """Change the system's colours while the reader looks."""
    page.emulate_media(color_scheme="dark")
    page.locator("body[data-md-color-scheme='slate']").wait_for()


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_of_page(page: Any, home: str, kind: str) -> None:
    """Scripts run through, everything loads, axe finds nothing, and what is measured holds by day
    and by night, on a phone, at 400 %, and with text spaced out."""
    failed: list[str] = []
    page.on(
        "response", lambda response: failed.append(response.url) if response.status >= 400 else None
    )
    page.goto(home + TYPES[kind], wait_until="load")
    page.keyboard.press("Tab")
    found = {
        "errors": page.wrong,
        "missing": failed,
        "axe": told(violations(page)),
        "day": measured(page, SHAPE),
    }
    darken(page)
    unfold(page)
    found["night"] = measured(page, COLOURS)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        found[f"{width} wide"] = measured(page, ROOM)
    space_out(page)
    found["spaced out"] = measured(page, ("outside", "cutWords"))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.soak
@pytest.mark.parametrize("kind", TYPES)
def test_a_type_of_page_in_every_look(page: Any, home: str, kind: str) -> None:
    """axe finds nothing at a desk or on a phone, by day or by night, folded or unfolded."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(home + TYPES[kind])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[f"{width} {scheme}"] = told(violations(page))
        unfold(page)
        found[f"{width} unfolded"] = told(violations(page))
        page.keyboard.press("Tab")
        page.emulate_media(contrast="more")
        found[f"{width} more contrast"] = measured(page, COLOURS)
        page.emulate_media(contrast="no-preference", color_scheme="light", forced_colors="active")
        found[f"{width} forced colours"] = measured(page, ("dimWords", "dimFields", "lostFocus"))
        page.emulate_media(forced_colors="none")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


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


def test_the_sheet_of_choices_shuts_nobody_out(reader: Callable[..., Any], home: str) -> None:
    """On a phone it opens by keys, keeps them until Escape gives them back, and axe finds nothing
    in it; colours and sizes hold by day and by night."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(f"{home}members/")
    toggle = page.locator(".hb-facets-toggle")
    toggle.focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open]").wait_for()
    day = told(violations(page)) + measured(page, ("dimWords", "dimFields", "smallTargets"))
    darken(page)
    assert (day, measured(page, ("dimWords", "dimFields"))) == ([], [])
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('body, dialog *')")
    page.keyboard.press("Escape")
    assert toggle.evaluate("one => one === document.activeElement")


def test_what_other_sites_show_shuts_nobody_out(page: Any, home: str) -> None:
    """axe finds nothing in it, and what is measured holds by day and by night."""
    page.goto(f"{home}embed/coming/")
    page.keyboard.press("Tab")
    found = told(violations(page)) + measured(page, SHAPE)
    page.emulate_media(color_scheme="dark")
    assert found + measured(page, COLOURS) == []
