"""Journeys of somebody who has a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

MAY_BE_REACHED = """
() => [...document.querySelectorAll(
  "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary, "
  + "[tabindex='0']")].filter((one) => one.tabIndex >= 0 && one.checkVisibility({
    checkVisibilityCSS: true })).map((one, at) => { one.dataset.stop = at; return at; })
"""
STOP = "() => Number(document.activeElement?.dataset.stop ?? -1)"
HELD = "(selector) => document.activeElement.matches(selector)"
INSIDE = "(selector) => document.activeElement.closest(selector) !== null"


def press(page: Any, key: str, until: str, most: int = 40) -> int:
    """Press a key until what has the focus matches; how many times that took."""
    for times in range(1, most + 1):
        page.keyboard.press(key)
        if page.evaluate(HELD, until):
            return times
    raise AssertionError(f"{until} is not reached with {most} times {key}")


@pytest.mark.parametrize("path", ["", "events/2026-12-measuring-belonging/", "guide/roles/"])
def test_tab_goes_through_a_page_and_out_again(page: Any, home: str, path: str) -> None:
    """Every stop in the order of the page, and the other way round; nothing keeps the keyboard,
    and nothing happens before a key asks for it."""
    page.goto(home + path)
    stops = page.evaluate(MAY_BE_REACHED)
    for key, order in (("Tab", stops), ("Shift+Tab", stops[-2::-1])):
        reached = []
        for _ in order:
            page.keyboard.press(key)
            reached.append(page.evaluate(STOP))
        assert reached == order
    assert page.url == home + path and not page.locator("dialog[open]").count()


def test_a_section_of_the_menu_opens_and_gives_back(page: Any, home: str) -> None:
    """Enter shows its pages, Tab enters them; Escape closes it, and so does leaving it."""
    page.goto(home)
    press(page, "Tab", "#hb-nav summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(INSIDE, "#hb-nav details[open] > ul")
    page.keyboard.press("Escape")
    assert page.evaluate(HELD, "#hb-nav details:not([open]) > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert page.locator("#hb-nav details[open]").count() == 0


def test_the_search_keeps_the_keyboard_until_it_is_left(page: Any, home: str) -> None:
    """Tab reaches nothing behind it in either direction; Escape gives the keyboard back to the
    button."""
    page.goto(home)
    press(page, "Tab", "[data-search-open]")
    page.keyboard.press("Enter")
    page.keyboard.type("welcome")
    page.locator("a.hit").first.wait_for()
    for key in ("Tab", "Shift+Tab"):
        for _ in range(24):
            page.keyboard.press(key)
            assert page.evaluate(f"({INSIDE})('.hb-search') || ({HELD})('body')")
    page.keyboard.press("Escape")
    assert page.evaluate(HELD, "[data-search-open]")


def test_a_phone_s_menu_leads_on(reader: Callable[..., Any], home: str) -> None:
    """It opens with Enter, the next Tab is its first entry, and Enter on an entry leads there."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(home)
    press(page, "Tab", "[data-menu]")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(HELD, "#hb-nav a")
    press(page, "Tab", "#hb-nav a[href$='events/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}events/")


def test_a_list_is_narrowed_and_a_result_opened(page: Any, home: str) -> None:
    """A choice that is taken keeps the focus, so that the next one can follow."""
    page.goto(f"{home}members/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    press(page, "Tab", "[data-filter-text]")
    page.keyboard.type("berlin")
    page.wait_for_url("**/members/?q=berlin*")
    press(page, "Tab", "[data-facet-groups] *")
    press(page, "ArrowDown", "[data-facet]:not(.is-none)")
    key = page.evaluate("document.activeElement.dataset.facet")
    page.keyboard.press("Enter")
    assert page.evaluate(HELD, f"[data-facet='{key}'][aria-pressed='true']")
    press(page, "Tab", ".hb-cell h3 a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/members/?" not in url and "/members/" in url)


def test_arrows_pass_what_has_no_more_to_show(page: Any, home: str) -> None:
    """A button that has shown all there is keeps its place and is not seen: the arrows go on, up to
    the first of the questions."""
    page.goto(f"{home}members/?language=pt")
    page.locator("[data-facet='language:pt'][aria-pressed='true']").focus()
    assert page.locator("[data-facet-group='mentors'] .is-spent").count()
    press(page, "ArrowUp", "[data-facet^='mentors:']", most=20)


def test_a_month_leads_to_the_next_and_to_an_event(page: Any, home: str) -> None:
    """From the steps above the grid into the grid."""
    page.goto(f"{home}events/month/2026-11/")
    press(page, "Tab", "a[href*='2026-12']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/month/2026-12/")
    press(page, "Tab", "[data-grid] .hb-slot a", most=80)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/month/" not in url)
    assert page.locator("h1").inner_text()


def test_an_address_of_a_calendar_is_copied(reader: Callable[..., Any], home: str) -> None:
    """The button keeps the focus and says that it is done."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{home}subscribe/")
    press(page, "Tab", "[data-copy]", most=60)
    page.keyboard.press("Enter")
    page.locator("[data-copy]:focus", has_text="Copied").wait_for()


def test_a_definition_comes_with_the_focus_and_goes(page: Any, home: str) -> None:
    """It can be pointed at without going away, Escape closes it, and so does the next Tab."""
    page.goto(f"{home}guide/roles/")
    tip = page.locator(".hb-tip")
    press(page, "Tab", "a.hb-term", most=120)
    tip.hover()
    page.wait_for_timeout(300)
    assert tip.is_visible()
    page.mouse.move(0, 0)
    page.keyboard.press("Escape")
    assert tip.count() == 0
    press(page, "Shift+Tab", ":not(.hb-term)")
    press(page, "Tab", "a.hb-term")
    assert tip.is_visible()
    press(page, "Tab", ":not(.hb-term)")
    assert tip.count() == 0
