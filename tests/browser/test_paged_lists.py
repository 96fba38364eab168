"""Lists of several pages, narrowed and sorted as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hubs

pytestmark = pytest.mark.browser

SOURCES = ("members", "events", "content", "overrides")


@pytest.fixture(scope="session")
def paged(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The address of the sample hub's site with six records on a page, in a folder of its host."""

    def make(folder: Path) -> None:
        root = folder.with_name("paged-hub")
        for name in SOURCES:
            shutil.copytree(hubs.REPOSITORY / name, root / name)
        config = (hubs.REPOSITORY / "mkdocs.yml").read_text("utf-8")
        few = config.replace("extra:\n", "extra:\n  hearth: {page_size: 6}\n", 1)
        (root / "mkdocs.yml").write_text(few, "utf-8")
        hubs.built(root, folder / "circle", "plain")

    return f"{serve(hubs.once(tmp_path_factory, 'paged-site', make))}circle/"


def results(page: Any) -> list[str]:
    """The titles of everything found."""
    page.locator(".hb-results:not(.is-waiting):visible").wait_for()
    while page.locator("[data-filter-more]:visible").count():
        page.locator("[data-filter-more]").click()
    return list(page.locator(".hb-results h3").all_inner_texts())


def shown(page: Any) -> list[str]:
    """The titles of what is found, whether the list has one page or several."""
    several = page.locator(".hb-pages").count()
    return results(page) if several else page.locator(".hb-cell:visible h3").all_inner_texts()


QUERIES = [
    "members/?q=nairobi",
    "members/?helps=events&language=en&sort=newest",
    "members/?mentors=conflict&language=pt",
    "members/?region=150&q=french",
    "members/?sort=newest",
    "events/?mode=hybrid",
    "events/?type=workshop&mode=online",
    "events/?daytime=evening",
    "resources/?type=article&type=guide&sort=minutes",
    "resources/?minutes=15&level=beginner&cost=free",
    "resources/?sort=title",
]


def test_a_long_list_finds_what_a_short_one_does(
    reader: Callable[..., Any], home: str, paged: str
) -> None:
    """The same, in the same order and with the same counts."""
    page, other = reader(), reader()
    for query in QUERIES:
        page.goto(home + query)
        other.goto(paged + query)
        found = results(other)
        assert found == shown(page) and found, query
        for part in ("[data-filter-status]", "[data-filter-chips]", "[data-facet]"):
            said = page.locator(part).all_text_contents()
            assert other.locator(part).all_text_contents() == said, query
    assert other.wrong == []


def test_the_index_is_loaded_on_use(page: Any, paged: str) -> None:
    """A reader who only looks takes nothing more than the page."""
    page.goto(f"{paged}members/page/2/")
    assert page.locator("[data-filter-status]").inner_text() == "36 profiles"
    assert not [url for url in page.requested if "/listings/" in url]
    page.locator("[data-facet='language:fr']").click()
    found = results(page)
    assert page.locator("[data-filter-status]").inner_text() == f"{len(found)} of 36 profiles"
    assert page.url.endswith("/members/page/2/?language=fr")
    assert page.locator(".hb-cell:visible, .hb-pages:visible").count() == 0
    page.locator("[data-filter-clear]:visible").first.click()
    assert page.locator(".hb-cell:visible").count() == 6
    assert page.locator(".hb-pages:visible").count() == 1
    assert page.locator(".hb-results:visible").count() == 0


def test_each_result_leads_to_its_page(page: Any, paged: str) -> None:
    """And says a line of it, which comes with the results."""
    page.goto(f"{paged}members/?sort=newest")
    results(page)
    links = page.locator(".hb-results a")
    assert links.count() == 36
    for at in range(links.count()):
        answer = page.request.get(links.nth(at).get_attribute("href"))
        assert answer.status == 200
        assert links.nth(at).inner_text() in answer.text().replace("&#39;", "'")
    assert page.locator(".hb-results p").first.inner_text().startswith("Parent of two")


@pytest.mark.parametrize("length", ["short", "long"])
def test_the_keyboard_is_soon_at_the_results(page: Any, home: str, paged: str, length: str) -> None:
    """However many questions there are: ten stops at most, from the top of the page and from a
    choice."""
    page.goto(f"{paged if length == 'long' else home}members/")
    held = "document.activeElement.closest('[data-filter-list], .hb-results') !== null"

    def stops() -> int:
        for number in range(1, 30):
            page.keyboard.press("Tab")
            if page.evaluate(held):
                return number
        return 99

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert stops() <= 9
    page.locator("[data-filter-text]").focus()
    page.keyboard.press("Tab")
    for key in ("ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    page.locator("[data-filter-chips] .hb-chip").wait_for()
    page.locator(".hb-results:not(.is-waiting):visible, .hb-cell:visible").first.wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert stops() <= 10
    page.locator("[data-filter-text]").press("Enter")
    assert stops() == 1


@pytest.mark.parametrize("path", ["events/", "resources/"])
def test_a_link_leads_past_the_questions(page: Any, home: str, path: str) -> None:
    """So that what stands above a list does not count twice: ten stops at most."""
    page.goto(home + path)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hb-skip, [data-to-results]')"):
            page.keyboard.press("Enter")
        elif page.evaluate("document.activeElement.closest('[data-filter-list]') !== null"):
            break
    assert page.evaluate("document.activeElement.closest('[data-filter-list]') !== null")


@pytest.mark.parametrize("length", ["short", "long"])
def test_more_answers_are_looked_for_by_typing(
    page: Any, home: str, paged: str, length: str
) -> None:
    """All of them are there, and only those that fit stay."""
    page.goto(f"{paged if length == 'long' else home}members/")
    group = page.locator("[data-facet-group='language']")
    assert group.locator("[data-facet]:visible").count() == 6
    group.locator("[data-facet-more]").click()
    field = group.locator("input")
    field.wait_for()
    assert group.locator("[data-facet]:visible").count() > 20
    field.fill("portu")
    found = group.locator("[data-facet]:visible").all_inner_texts()
    assert [words.split() for words in found] == [
        ["Portuguese", "4"],
        ["Portuguese", "(Brazil)", "1"],
    ]


def test_a_phone_has_a_sheet(reader: Callable[..., Any], paged: str) -> None:
    """It says how many there will be; its button leads to them, and Escape back."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(f"{paged}members/")
    button = page.locator(".hb-facets-toggle")
    button.click()
    page.locator("dialog [data-facet='language:fr']").click()
    go = page.locator("dialog .hb-btn--go", has_text="Show 7 profiles")
    go.wait_for()
    go.click()
    assert page.locator(".hb-sheet").count() == 0
    assert page.evaluate("document.activeElement.matches('[data-filter-status]')")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    assert button.inner_text() == "Filter\n7 of 36 profiles"
    assert button.evaluate("element => element.getBoundingClientRect().y") > 0
    button.click()
    page.keyboard.press("Escape")
    assert page.locator(".hb-sheet").count() == 0
    assert page.evaluate("document.activeElement.matches('.hb-facets-toggle')")
    assert page.wrong == []


LISTEN = """document.addEventListener("hearth:narrowed", async (event) => {
  window.told = event.detail;
  window.items = await event.detail.items();
})"""


@pytest.mark.parametrize("length", ["short", "long"])
def test_back_undoes_each_choice(page: Any, home: str, paged: str, length: str) -> None:
    """A word is one step, however it was typed; what is narrowed is told with its results."""
    page.add_init_script(LISTEN)
    page.goto(f"{paged if length == 'long' else home}members/")
    status = page.locator("[data-filter-status]")
    page.locator("[data-facet='language:en']").click()
    page.wait_for_url("**/?language=en")
    page.locator("[data-filter-text]").press_sequentially("nairobi", delay=130)
    page.wait_for_url("**/?language=en&q=nairobi")
    page.wait_for_function("window.items?.length && told.words === 'nairobi'")
    told = page.evaluate("({ ...told, items: window.items })")
    assert (told["list"], told["chosen"], told["active"]) == ("members", ["language:en"], True)
    assert status.inner_text() == f"{len(told['items'])} of 36 profiles"
    assert all(item["href"].startswith(page.url.split("members/")[0]) for item in told["items"])
    page.go_back()
    page.wait_for_url("**/?language=en")
    assert page.locator("[data-filter-text]").input_value() == ""
    page.go_back()
    page.wait_for_function("!told.active && items.length === 36")
    assert status.inner_text() == "36 profiles"
    page.go_forward()
    page.wait_for_function("told.active")
    assert page.locator("[data-facet='language:en']").get_attribute("aria-pressed") == "true"
    assert page.wrong == []


def test_results_fit_on_a_phone(reader: Callable[..., Any], paged: str) -> None:
    """However long a line is."""
    page = reader(viewport={"width": 360, "height": 740})
    page.goto(f"{paged}members/?sort=newest")
    results(page)
    page.locator(".hb-results p", has_text="Parent of two").wait_for()
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.hb-results *')]"
        ".map((one) => one.getBoundingClientRect().right))"
    )
    assert widest <= 360


def test_more_results_take_the_keyboard_along(page: Any, paged: str) -> None:
    """It stands on the first of those that came."""
    page.goto(f"{paged}members/?sort=newest")
    page.locator("[data-filter-more]:visible").focus()
    page.keyboard.press("Enter")
    held = page.evaluate("document.activeElement.textContent")
    assert held == page.locator(".hb-results h3").nth(30).inner_text()


def test_what_cannot_be_loaded_is_said(page: Any, paged: str) -> None:
    """And the pages stay."""
    page.route("**/listings/*.json", lambda route: route.abort())
    page.goto(f"{paged}members/?language=fr")
    page.locator("[data-filter-status]", has_text="The pages below hold all of it").wait_for()
    assert page.locator(".hb-cell:visible").count() == 6


def test_without_scripts_the_pages_are_there(reader: Callable[..., Any], paged: str) -> None:
    """And the choices that have pages of their own."""
    page = reader(java_script_enabled=False)
    page.goto(f"{paged}members/")
    assert page.locator(".hb-pages a:visible").count() > 1
    assert page.locator("[data-facet^='helps:']:visible").count() > 1
    assert page.locator(".hb-facet__all a:visible").first.get_attribute("href").endswith("topics/")
    assert page.locator("[data-facet^='language:']:visible, .hb-sort:visible").count() == 0


def test_a_short_list_can_be_sorted(page: Any, home: str) -> None:
    """The order stands in the address, and the first one comes back."""
    page.goto(f"{home}members/")
    before = page.locator(".hb-cell h3").all_inner_texts()
    page.locator("[data-filter-sort]").select_option("newest")
    assert page.url.endswith("?sort=newest")
    after = page.locator(".hb-cell h3").all_inner_texts()
    assert sorted(before) == sorted(after) and before != after
    page.locator("[data-filter-sort]").select_option("")
    assert page.locator(".hb-cell h3").all_inner_texts() == before
