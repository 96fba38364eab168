"""The menu: sections by press and by key, narrow and wide, and always a way to say that something
is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
WIDER = """() => {
  const row = document.querySelector(".hb-nav > ul");
  for (const title of ["A very long name of an entry", "Another very long name of one"]) {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = "x/";
    link.textContent = title;
    entry.append(link);
    row.prepend(entry);
  }
  dispatchEvent(new Event("resize"));
}"""
ROW = """() => {
  const entries = [...document.querySelectorAll(".hb-nav > ul > li")];
  const shown = entries.filter((one) => one.offsetParent);
  const ends = shown.map((one) => one.getBoundingClientRect());
  const tools = document.querySelector(".hb-tools").getBoundingClientRect();
  return [ends.every((one) => one.top === ends[0].top && one.right <= tools.left),
    document.documentElement.scrollWidth <= innerWidth,
    document.querySelector(".hb-more").hidden];
}"""
"""Whether all entries stand in one row beside the tools, nothing is wider than the screen, and
there is nothing more."""


def test_sections_open_by_key_and_close_with_escape(page: Any, home: str) -> None:
    """A section's name leads to its first page, the button behind it shows all of them."""
    page.goto(f"{home}experts/")
    section = page.locator(".hb-menu").filter(has_text="Members")
    assert section.locator("> a").get_attribute("aria-current") == "true"
    section.locator("> a").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Experts", exact=True).get_attribute("aria-current")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Members"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator(".hb-nav details[open]").count() == 0
    page.keyboard.press("Enter")
    for _ in range(8):
        page.keyboard.press("Tab")
    assert page.locator(".hb-nav details[open]").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
def test_something_is_reported_in_two_presses(
    reader: Callable[..., Any], home: str, width: int
) -> None:
    """From any page: at a desk over the rules, on a phone from the menu; Join is one press away."""
    page = reader(viewport={"width": width, "height": 844})
    page.goto(f"{home}members/amina-odhiambo/")
    assert page.locator(".hb-join").is_visible()
    if width < 960:
        page.locator("[data-menu]").click()
        assert page.locator("#hb-nav").get_by_role("link", name="Conduct").last.is_visible()
        report = page.locator("#hb-nav").get_by_role("link", name="Report something")
    else:
        page.locator("#hb-nav").get_by_role("link", name="Conduct").last.click()
        page.wait_for_url("**/conduct/")
        report = page.locator("main a[href='https://example.org/report']").first
    assert report.is_visible()
    assert report.get_attribute("href") == "https://example.org/report"


def test_the_drawer_opens_where_the_reader_is(reader: Callable[..., Any], home: str) -> None:
    """The section of the page is open in it, the others wait."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(f"{home}glossary/")
    page.locator("[data-menu]").click()
    shown = page.locator("#hb-nav details[open]")
    assert shown.count() == 1
    assert shown.locator("[aria-current]").all_inner_texts() == ["Glossary"]


def test_what_has_no_room_goes_into_more(page: Any, home: str) -> None:
    """And comes back when there is room again."""
    page.goto(home)
    assert page.evaluate(ROW) == [True, True, True]
    page.evaluate(WIDER)
    assert page.evaluate(ROW) == [True, True, False]
    page.locator(".hb-more > details > summary").click()
    page.locator(".hb-more .hb-menu summary").last.click()
    assert page.locator(".hb-more .hb-menu a:visible").count() > 1
    page.set_viewport_size({"width": 768, "height": 844})
    page.locator("[data-menu]").click()
    assert page.locator(".hb-nav > ul > li > a:visible").count() > 7
    assert page.evaluate("document.documentElement.scrollWidth") == 768


def test_sections_open_without_a_script(reader: Callable[..., Any], home: str) -> None:
    page = reader(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(home)
    page.locator(".hb-menu summary").nth(2).click()
    page.locator("#hb-nav").get_by_role("link", name="Glossary").click()
    page.wait_for_url("**/glossary/")
