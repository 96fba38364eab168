"""Searching the hub."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def search(page: Any, words: str) -> list[str]:
    """Type words into the open search; give the titles that are found."""
    page.locator(".h-search__input").fill(words)
    page.locator(f"[data-search-results][data-for='{words}']").wait_for()
    return page.locator("a.hit .t").all_inner_texts()


@pytest.mark.parametrize("way", ["button", "/", "s", "Control+k"])
def test_nothing_is_loaded_before_the_search_is_opened(page: Any, home: str, way: str) -> None:
    """The index is fetched when the search is opened, by a button or a key, and not before."""
    page.goto(f"{home}members/", wait_until="networkidle")
    assert [url for url in page.requested if "/pagefind/" in url] == []
    page.locator(
        "[data-search-open]"
    ).first.wait_for()  # on a busy machine the scripts may come late
    page.locator("[data-search-open]").first.click() if way == "button" else page.keyboard.press(
        way
    )
    page.locator("dialog.h-search[open]").wait_for()
    assert page.evaluate("document.activeElement.matches('.h-search__input')")
    page.locator(".h-search__note b").wait_for()
    assert [url for url in page.requested if "/pagefind/" in url] != []


def test_a_letter_in_a_field_is_a_letter(page: Any, home: str) -> None:
    """Who types into the directory's filter does not open the search."""
    page.goto(f"{home}members/")
    page.locator("[data-filter-text]").press_sequentially("s/")
    assert page.locator("dialog.h-search[open]").count() == 0
    assert page.locator("[data-filter-text]").input_value() == "s/"


def test_results_are_grouped_by_kind(page: Any, home: str) -> None:
    """Under a heading for each kind, with the number found said aloud."""
    page.goto(home)
    page.keyboard.press("/")
    assert len(search(page, "welcome")) > 3
    headings = page.locator("[data-search-results] h2").all_inner_texts()
    assert len(headings) == len(set(headings)) > 1
    assert "result" in page.locator("[data-search-status]").inner_text()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Amina Odhiambo", "Amina Odhiambo"),
        ("sinead", "Sinéad O'Brien"),
        ("buddy system", "Onboarding"),
        ("trolls", "Moderation"),
        ("community canvas", "The Community Canvas"),
        ("lurker", "lurker"),
    ],
)
def test_what_is_looked_for_is_found(page: Any, home: str, words: str, title: str) -> None:
    """Names with and without accents, topics by their synonyms, terms, resources: among the first
    five."""
    page.goto(home)
    page.keyboard.press("/")
    assert title.casefold() in [found.casefold() for found in search(page, words)[:5]]


def test_a_result_leads_to_its_page(page: Any, home: str) -> None:
    """From a page two levels deep, in a site that lies in a folder."""
    page.goto(f"{home}events/2026-12-measuring-belonging/")
    page.keyboard.press("/")
    search(page, "Amina Odhiambo")
    page.locator("a.hit", has_text="Amina Odhiambo").first.click()
    page.wait_for_url(f"{home}members/amina-odhiambo/")
    assert page.locator("h1").inner_text() == "Amina Odhiambo"


def test_the_keyboard_does_it_all(page: Any, home: str) -> None:
    """Arrows move, Enter opens, Escape closes and gives the keyboard back."""
    page.goto(home)
    page.keyboard.press("/")
    search(page, "welcome")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator("a.hit").nth(1)
    assert second.evaluate("hit => hit === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.h-search__input')")
    page.keyboard.press("Escape")
    assert page.locator("dialog.h-search[open]").count() == 0
    page.keyboard.press("/")
    search(page, "Amina Odhiambo")
    address = page.locator("a.hit").first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(str(address)))


@pytest.mark.parametrize("facet", ["kind", "topic"])
def test_results_can_be_narrowed(page: Any, home: str, facet: str) -> None:
    """By kind and by topic; as many are left as the button said."""
    page.goto(home)
    page.keyboard.press("/")
    search(page, "community")
    button = page.locator(f"[data-search-facets] button[data-value^='{facet}:']").last
    number = int(button.locator("span").inner_text())
    value = button.get_attribute("data-value")
    button.click()
    page.locator(f"[data-value='{value}'][aria-pressed='true']").wait_for()
    page.locator("[data-search-status]", has_text=f"{number} result").wait_for()
    assert page.locator("a.hit").count() == min(number, 20)


def test_nothing_found_is_said(page: Any, home: str) -> None:
    """With ways to go on."""
    page.goto(home)
    page.keyboard.press("/")
    assert search(page, "qqxxzz") == []
    assert page.locator(".h-search__note a").count() > 3


def test_no_markup_is_run(page: Any, home: str) -> None:
    """What is typed is text, in the message too."""
    page.goto(home)
    page.keyboard.press("/")
    page.locator(".h-search__input").fill("<img src=x onerror=alert(1)>")
    page.locator(".h-search__note, a.hit").first.wait_for()
    assert page.locator("dialog img").count() == 0 and page.wrong == []


def test_a_missing_index_is_said(reader: Callable[..., Any], home: str) -> None:
    """Without a connection there is a word about it and a button to try again."""
    page = reader()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(home)
    page.keyboard.press("/")
    page.locator(".h-search__note button").wait_for()
    page.unroute("**/pagefind/**")
    assert page.locator(".h-search__note b").inner_text() == "Search is not available"
