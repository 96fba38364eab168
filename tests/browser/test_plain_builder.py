"""The plain builder's site in a browser: its scripts run under its own policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def home(plain_site: Path, serve: Callable[[Path], str], tmp_path: Path) -> str:
    (tmp_path / "community-circle").symlink_to(plain_site)
    return f"{serve(tmp_path)}community-circle/"


def test_search_leads_to_a_page(page: Any, home: str) -> None:
    page.goto(f"{home}events/")
    page.locator("[data-search-open]").click()
    page.locator(".hb-search__input").fill("Amina Odhiambo")
    page.locator("a.hit").first.click()
    page.wait_for_url("**/members/amina-odhiambo/**")
    assert page.locator("h1").inner_text() == "Amina Odhiambo"
    assert page.wrong == []


def test_the_directory_narrows_down(page: Any, home: str) -> None:
    page.goto(f"{home}members/")
    page.locator("[data-filter-text]").fill("amina")
    page.wait_for_url("**q=amina**")
    assert page.get_by_text("Amina Odhiambo").is_visible()
    assert page.wrong == []


def test_the_menu_opens_on_a_small_screen(reader: Callable[..., Any], home: str) -> None:
    page = reader(viewport={"width": 360, "height": 740})
    page.goto(home)
    people = page.locator("#hb-nav").get_by_role("link", name="People")
    assert not people.is_visible()
    page.locator("[data-menu]").click()
    people.click()
    page.wait_for_url("**/members/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.wrong == []


def test_the_page_for_wrong_addresses_is_dressed(page: Any, home: str) -> None:
    """Its styles and links are found from wherever it is shown."""
    page.goto(f"{home}404.html")
    assert page.locator(".hb-doors a").first.get_attribute("href") == "/community-circle/members/"
    assert page.wrong == []
