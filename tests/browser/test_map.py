"""The map of places: it draws, in every scheme, and leads on without a mouse or a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
DRAWN = """() => {
  const shown = [...document.querySelectorAll(".hb-map")].filter((map) => map.clientWidth);
  const land = shown.flatMap((map) => [...map.querySelectorAll("use")]).map((use) => use.getBBox());
  return land.map((box) => box.width > 300 && box.height > 150);
}"""


@pytest.mark.parametrize("path", ["venues/", "venues/acacia-hall/", "map/"])
def test_the_land_is_drawn(page: Any, home: str, path: str) -> None:
    """The outlines come from one file and have an extent on the page."""
    page.goto(home + path, wait_until="networkidle")
    drawn = page.evaluate(DRAWN)
    assert drawn and all(drawn)
    assert page.locator(".hb-map:visible").evaluate(
        "map => getComputedStyle(map).backgroundColor"
    ) != page.locator(".hb-map__land:visible").evaluate("land => getComputedStyle(land).fill")


def test_every_place_is_a_link_with_a_name(page: Any, home: str) -> None:
    """As many dots as places that say where they lie, each called by its name and town."""
    page.goto(f"{home}venues/")
    links = page.get_by_role("group", name="Map of the places").get_by_role("link")
    assert links.count() == page.locator(".hb-venue").count()
    assert page.get_by_role("link", name="Acacia Hall, Nairobi").count() == 1


def test_a_dot_leads_to_its_place_with_the_keyboard(page: Any, home: str) -> None:
    """Tab reaches the dots, the reader sees which one, Enter follows."""
    page.goto(f"{home}venues/")
    dot = page.get_by_role("link", name="Acacia Hall, Nairobi")
    for _ in range(60):
        page.keyboard.press("Tab")
        if dot.evaluate("dot => dot === document.activeElement"):
            break
    ring = dot.locator(".hb-map__reach")
    assert ring.evaluate("ring => getComputedStyle(ring).stroke") not in (
        "none",
        "rgba(0, 0, 0, 0)",
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/venues/acacia-hall/")
    assert page.locator("h1").inner_text() == "Acacia Hall"


def test_a_dot_can_be_touched_on_a_phone(reader: Callable[..., Any], home: str) -> None:
    """Without scripts, and over at least 24 pixels."""
    page = reader(viewport={"width": 390, "height": 844}, java_script_enabled=False, has_touch=True)
    page.goto(f"{home}venues/")
    dot = page.locator(".hb-map a", has=page.locator("title", has_text="Acacia Hall"))
    box = dot.locator(".hb-map__reach").bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/venues/acacia-hall/")


def test_words_keep_their_size(page: Any, home: str) -> None:
    """Names of towns are as large on a phone as at a desk, within reason, and inside the map."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{home}venues/", wait_until="networkidle")
        edge = page.locator(".hb-map").bounding_box()
        for words in page.locator(".hb-map__words:visible").all():
            box = words.bounding_box()
            assert 11 <= box["height"] <= 30
            assert edge["x"] <= box["x"] and box["x"] + box["width"] <= edge["x"] + edge["width"]


def test_the_members_map_shows_a_part_of_the_world_without_a_script(
    reader: Callable[..., Any], home: str
) -> None:
    """A dot of several towns leads to the map where they lie apart, and a town to its people."""
    page = reader(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(f"{home}map/")
    around = page.locator(".hb-map:visible a", has_text="Berlin")
    assert around.get_attribute("href") == "#part-150"
    page.get_by_role("link", name="Europe", exact=True).click()
    assert page.locator(".hb-map:visible").count() == 1
    porto = page.locator(".hb-map:visible a", has_text="Porto")
    assert porto.get_attribute("aria-label") == "Porto: 2 profiles"
    card = page.locator(porto.get_attribute("href"))
    assert card.get_by_role("link", name="Rosa Salgado").is_visible()
