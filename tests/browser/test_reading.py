"""Reading the hub: lists, times, colours, small screens, keyboards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from browser_types import TYPES

pytestmark = pytest.mark.browser


def visible(page: Any, selector: str) -> int:
    return page.locator(f"{selector}:visible").count()


def test_home_shows_what_is_coming(page: Any, home: str) -> None:
    """Upcoming events, new people and news, without an error in the console."""
    page.goto(home)
    assert visible(page, "[data-upcoming] [data-end]") >= 3
    assert page.locator("h1").inner_text()
    assert page.wrong == []


def test_no_other_host_is_asked(page: Any, home: str) -> None:
    """Over every type of page, with the search opened once."""
    for path in TYPES.values():
        page.goto(home + path, wait_until="load")
    page.keyboard.press("/")
    page.locator(".hb-search__input").fill("welcome")
    page.locator("a.hit").first.wait_for()
    assert {urlsplit(url).netloc for url in page.requested if not url.startswith("data:")} == {
        urlsplit(home).netloc
    }


# -- the directory ---------------------------------------------------------------------------------


def test_words_narrow_the_directory(page: Any, home: str) -> None:
    """Only matching members stay, the count says so, and the address can be shared."""
    page.goto(f"{home}members/")
    everybody = visible(page, ".hb-cell")
    page.locator("[data-filter-text]").fill("nairobi")
    page.wait_for_url("**/members/?q=nairobi")
    assert 0 < visible(page, ".hb-cell") < everybody
    assert (
        page.locator("[data-filter-status]").inner_text()
        == f"{visible(page, '.hb-cell')} of {everybody} profiles"
    )


def test_accents_do_not_matter(page: Any, home: str) -> None:
    """Who cannot type a letter finds it with the plain one."""
    page.goto(f"{home}members/?q=sinead")
    assert page.locator(".hb-cell:visible h3").all_inner_texts() == ["Sinéad O'Brien"]


def test_a_choice_narrows_the_directory(page: Any, home: str) -> None:
    """As many are left as the choice said, and pressing it again brings the others back."""
    page.goto(f"{home}members/")
    everybody = visible(page, ".hb-cell")
    choice = page.locator("[data-facet^='language:']").nth(1)
    number = int(choice.locator("span").last.inner_text())
    choice.click()
    assert choice.get_attribute("aria-pressed") == "true"
    assert visible(page, ".hb-cell") == number < everybody
    choice.click()
    assert visible(page, ".hb-cell") == everybody and "?" not in page.url


def test_a_view_outlasts_a_reload(page: Any, home: str) -> None:
    """Words and choices stand in the address and are there again."""
    page.goto(f"{home}members/")
    page.locator("[data-facet^='language:']").nth(1).click()
    page.locator("[data-filter-text]").fill("a")
    page.wait_for_url("**/members/?language=*&q=a")
    before = page.locator(".hb-cell:visible h3").all_inner_texts()
    page.reload()
    assert page.locator(".hb-cell:visible h3").all_inner_texts() == before
    assert page.locator("[data-filter-text]").input_value() == "a"


def test_an_old_address_shows_everybody(page: Any, home: str) -> None:
    """A choice that no longer exists is not taken from the address."""
    page.goto(f"{home}members/?language=tlh&nonsense=1")
    assert visible(page, ".hb-cell") == page.locator(".hb-cell").count()


def test_nobody_left_is_said(page: Any, home: str) -> None:
    """And one button brings everybody back."""
    page.goto(f"{home}members/?q=zzzzzz")
    assert visible(page, "[data-filter-empty]") == 1 and visible(page, ".hb-cell") == 0
    page.locator("[data-filter-clear]:visible").first.click()
    assert visible(page, ".hb-cell") == page.locator(".hb-cell").count()


@pytest.mark.parametrize("path", ["members/", "events/", "resources/"])
def test_every_list_can_be_narrowed(page: Any, home: str, path: str) -> None:
    """A choice leaves as many as it says."""
    page.goto(home + path)
    choice = page.locator("[data-facet]:visible").first
    if not choice.count():
        pytest.skip("this list takes several pages and its choices have pages of their own")
    number = int(choice.locator("span").last.inner_text())
    choice.click()
    if page.locator(".hb-pages").count():
        page.locator(".hb-results:not(.is-waiting):visible").wait_for()
        assert page.locator("[data-filter-status]").inner_text().startswith(f"{number} of ")
    else:
        assert visible(page, "[data-filter-list] [data-facets]") == number


# -- events ----------------------------------------------------------------------------------------

EVENT = "events/2026-12-measuring-belonging/"


def test_a_reader_elsewhere_sees_the_own_time(reader: Callable[..., Any], home: str) -> None:
    """Beside the event's own time, in the reader's zone and named after it."""
    page = reader(timezone_id="America/New_York")
    page.goto(home + EVENT)
    line = page.locator("dl .hb-your-time")
    assert line.is_visible()
    start = line.get_attribute("data-start")
    expected = page.evaluate(
        (
            "start => new Date(start).toLocaleTimeString('en-GB', {hour: 'numeric', minute: "
            "'2-digit'})"
        ),
        start,
    )
    assert expected in line.inner_text() and "New York" in line.inner_text()


def test_a_reader_in_the_same_zone_sees_one_time(reader: Callable[..., Any], home: str) -> None:
    """No second line that says the same again."""
    page = reader()
    page.goto(home + EVENT)
    page = reader(timezone_id=page.locator("dl .hb-your-time").get_attribute("data-zone"))
    page.goto(home + EVENT)
    assert not page.locator("dl .hb-your-time").is_visible()


def test_another_day_is_named(reader: Callable[..., Any], home: str) -> None:
    """Where it is another day, the line says which day."""
    page = reader(timezone_id="Pacific/Honolulu")
    page.goto(home + EVENT)
    words = page.locator("dl .hb-your-time").inner_text()
    assert any(day in words for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def test_an_event_goes_into_a_calendar(page: Any, home: str) -> None:
    """The download is a calendar with that event."""
    from icalendar import Calendar

    page.goto(home + EVENT)
    title = page.locator("h1").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.events] == [title]


def test_what_is_over_leaves_the_list(reader: Callable[..., Any], home: str) -> None:
    """A page that was built in November does not announce November in March."""
    page = reader()
    page.goto(f"{home}events/")
    before = visible(page, "[data-upcoming] [data-end]:not(.hb-your-time)")
    page.clock.set_fixed_time("2027-03-01T08:00:00Z")
    page.reload()
    after = visible(page, "[data-upcoming] [data-end]:not(.hb-your-time)")
    assert 0 < after < before
    ends = page.locator("[data-upcoming] [data-end]:not(.hb-your-time):visible").evaluate_all(
        "items => items.map(item => item.dataset.end)"
    )
    assert all(end >= "2027-03-01T08" for end in ends)


# -- subscribing -----------------------------------------------------------------------------------


def test_an_address_is_copied(reader: Callable[..., Any], home: str) -> None:
    """The button copies the calendar's address and says so."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{home}subscribe/")
    field, button = page.locator(".hb-copy input").first, page.locator(".hb-copy [data-copy]").first
    button.click()
    button.filter(has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()
    assert field.input_value().endswith(".ics")


# -- colours, screens, keyboards -------------------------------------------------------------------


def test_the_dark_scheme_follows_the_system(reader: Callable[..., Any], home: str) -> None:
    """Dark where the system is dark, light where it is light."""
    ground = {}
    for scheme in ("light", "dark"):
        page = reader(color_scheme=scheme)
        page.goto(home)
        page.locator(
            f"body[data-md-color-scheme='{'slate' if scheme == 'dark' else 'default'}']"
        ).wait_for()
        ground[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground["light"] != ground["dark"]


def test_the_scheme_can_be_chosen_and_stays(page: Any, home: str) -> None:
    """From light by a button to dark, on the next page too."""
    page.goto(home)
    for _ in range(2):
        page.locator("[data-palette]:visible").click()
    scheme = page.locator("body").get_attribute("data-md-color-scheme")
    page.goto(f"{home}members/")
    page.locator(f"body[data-md-color-scheme='{scheme}']").wait_for()
    assert scheme == "slate"


def test_a_phone_has_a_menu(reader: Callable[..., Any], home: str) -> None:
    """It opens on a press, leads on, and closes with Escape."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(home)
    burger = page.locator("[data-menu]")
    burger.click()
    assert (
        page.locator("#hb-nav a").first.is_visible()
        and burger.get_attribute("aria-expanded") == "true"
    )
    page.keyboard.press("Escape")
    assert (
        burger.get_attribute("aria-expanded") == "false"
        and not page.locator("#hb-nav a").first.is_visible()
    )


def test_the_keyboard_can_skip_the_header(page: Any, home: str) -> None:
    """The first Tab is a way to the content, and it leads there."""
    page.goto(f"{home}members/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#hb-content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#hb-content') !== null")


def test_what_is_focused_can_be_seen(page: Any, home: str) -> None:
    """The first twelve stops of the keyboard are visible and marked."""
    page.goto(home)
    for _ in range(12):
        page.keyboard.press("Tab")
        box, outline = page.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), r = "
            "e.getBoundingClientRect(); return [r.width * r.height, s.outlineStyle + "
            "s.boxShadow] })()"
        )
        assert box > 0 and outline != "nonenone"


# -- without scripts -------------------------------------------------------------------------------


def test_lists_are_complete_without_scripts(reader: Callable[..., Any], home: str) -> None:
    """Everything is there to read, and nothing that would need a script is shown: of the choices
    beside a list, those that lead to pages of their own."""
    with_scripts, without = reader(), reader(java_script_enabled=False)
    count = "article h3:visible, article dt:visible, article li:not(.hb-facet li):visible"
    for path in ("members/", "events/", "resources/", "topics/", "glossary/"):
        for page in (with_scripts, without):
            page.goto(home + path)
        assert without.locator(count).count() >= with_scripts.locator(count).count() > 0, path
        assert without.locator("[data-needs-script]:visible").count() == 0, path


def test_an_event_reads_without_scripts(reader: Callable[..., Any], home: str) -> None:
    """Time, place and calendar, without an empty line for the reader's own time."""
    page = reader(java_script_enabled=False)
    page.goto(home + EVENT)
    assert (
        page.locator("dl time").first.is_visible()
        and not page.locator("dl .hb-your-time").first.is_visible()
    )
    assert page.get_by_role("link", name="Add to calendar").is_visible()
