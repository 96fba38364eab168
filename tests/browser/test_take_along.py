"""What is on screen is taken along, and what was kept stays on the device."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import bilingual
import hubs

pytestmark = pytest.mark.browser
STAR = "article[data-keep='event'] > .hb-star"
THREE = 3


def saved(page: Any, press: Callable[[], None]) -> str:
    """What a press makes the browser save."""
    with page.expect_download() as found:
        press()
    return Path(found.value.path()).read_text("utf-8")


def uids(text: str) -> list[str]:
    """Of every entry of a calendar, in which no parser finds an error."""
    calendar = Calendar.from_ical(text)
    assert not [part.errors for part in calendar.walk() if part.errors]
    return [str(event["UID"]) for event in calendar.events]


def own_uids(site: Path, hrefs: list[str]) -> list[str]:
    """The UIDs of the events' own calendars."""
    paths = [href.split("/events/")[1].strip("/") for href in hrefs]
    files = [site / f"calendars/events/{path}.ics" for path in paths]
    return [uid for file in files for uid in uids(file.read_text("utf-8"))]


def take(page: Any) -> Any:
    """The panel of a list, unfolded by the keyboard."""
    page.locator(".hb-take > summary").focus()
    page.keyboard.press("Enter")
    page.locator(".hb-take button").first.wait_for()
    return page.locator(".hb-take")


def test_three_stars_become_a_calendar(reader: Callable[..., Any], home: str, site: Path) -> None:
    """Three presses and one for the file, whose entries are those of the events' own calendars; no
    request leaves the site, and nothing is sent."""
    page, asked = reader(), []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(f"{home}events/")
    stars = page.locator(STAR)
    for at in range(THREE):
        stars.nth(at).click()
    hrefs = [f"{home}{stars.nth(at).get_attribute('data-path')}" for at in range(THREE)]
    assert page.locator("[data-kept-count]").inner_text() == str(THREE)
    page.locator("[data-kept]").click()
    lines = page.locator("[data-part='coming'] li")
    lines.nth(THREE - 1).wait_for()
    text = saved(page, page.locator("[data-agenda-ics]").click)
    assert uids(text) == own_uids(site, hrefs)
    assert {method for method, _ in asked} == {"GET"}
    assert [url for _, url in asked if not url.startswith((home, "blob:"))] == []


def test_every_language_keeps_the_same(
    reader: Callable[..., Any],
    serve: Callable[[Path], str],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """What was kept in one language is kept in the other."""

    def make(folder: Path) -> None:
        hub = hubs.minimal_hub(folder.with_name("two-languages-hub"), bilingual.FILES)
        hubs.built(hub, folder, "plain")

    (tmp_path / "small").symlink_to(hubs.once(tmp_path_factory, "two-languages", make))
    page, home = reader(), f"{serve(tmp_path)}small/"
    page.goto(f"{home}he/events/")
    page.locator(STAR).first.click()
    page.goto(f"{home}events/")
    assert page.locator(STAR).first.get_attribute("aria-pressed") == "true"
    page.goto(f"{home}my/")
    link = page.locator("[data-part='coming'] li a").first
    assert link.evaluate("a => a.href").startswith(f"{home}events/")


def test_stars_work_by_keyboard_alone(reader: Callable[..., Any], home: str) -> None:
    """Space keeps and lets go; a screen reader hears which, and of what."""
    page = reader()
    page.goto(f"{home}events/")
    star = page.locator(STAR).first
    title = page.locator("article[data-keep='event'] h3").first.inner_text()
    assert star.get_attribute("aria-label") == f"Keep in my agenda: {title}"
    star.focus()
    for pressed in ("true", "false", "true"):
        page.keyboard.press("Space")
        assert star.get_attribute("aria-pressed") == pressed
    page.goto(f"{home}my/")
    page.get_by_role("button", name=f"Remove: {title}").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Nothing kept yet").wait_for()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('hearth:'))") == []


def test_my_agenda_tells_what_is_gone_and_called_off(
    reader: Callable[..., Any], home: str, site: Path
) -> None:
    """Of an event that is no longer there, and of one that will not be."""
    off = next(
        file
        for file in sorted(site.glob("calendars/events/*.ics"))
        if "STATUS:CANCELLED" in (text := file.read_text("utf-8")) and text.count("BEGIN:VEV") == 1
    )
    things = {
        f"events/{name}/": {"kind": "event", "title": name} for name in (off.stem, "never-there")
    }
    page = reader()
    page.goto(f"{home}my/")
    page.locator("[data-agenda-in]").set_input_files(
        {
            "name": "agenda.json",
            "mimeType": "application/json",
            "buffer": json.dumps({"things": things}).encode(),
        }
    )
    page.locator("[data-part='over'] li").first.wait_for()
    told = {
        line.locator("h4").inner_text(): line.locator(".hb-tag").inner_text()
        for line in page.locator("[data-agenda] li").all()
    }
    assert set(told.values()) == {"called off", "no longer there"}
    assert told["never-there"] == "no longer there"


def test_what_was_kept_moves_to_another_device(reader: Callable[..., Any], home: str) -> None:
    """By a file; of a file, only addresses of this hub are taken, and its words stay words."""
    page = reader()
    page.goto(f"{home}resources/")
    page.locator("article[data-keep='resource'] > .hb-star").first.click()
    page.goto(f"{home}my/")
    text = saved(page, page.locator("[data-agenda-out]").click)
    found = json.loads(text)
    bad = {"kind": "resource", "title": "<img src=x onerror=alert(1)>"}
    found["things"] |= {"https://example.com/": bad, "../up/": bad, "javascript:alert(1)": bad}
    found["things"]["resources/odd/"] = bad
    page.evaluate("localStorage.clear()")
    page.reload()
    file = {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(found).encode()}
    page.locator("[data-agenda-in]").set_input_files(file)
    page.get_by_text("Taken over: 2").wait_for()
    lines = page.locator("[data-part='resources'] li")
    assert lines.count() == len(["the first one", "resources/odd/"])
    assert page.locator("[data-agenda] img").count() == 0


def test_a_path_tells_how_far_one_is(reader: Callable[..., Any], home: str) -> None:
    """On its page, on its card and in My agenda; the next step is marked."""
    page = reader()
    page.goto(f"{home}paths/")
    page.locator(".hb-path h3 a").first.click()
    boxes = page.locator(".hb-done input")
    total = boxes.count()
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    boxes.nth(1).check()
    told = page.locator(".hb-progress").inner_text()
    assert told.startswith(f"2 of {total} done")
    assert page.locator(".hb-steps > li").nth(2).get_attribute("class") == "is-next"
    page.goto(f"{home}paths/")
    assert page.locator(".hb-path").first.locator("[data-progress]").inner_text().endswith(told)
    page.goto(f"{home}my/")
    assert page.locator("[data-part='paths'] .hb-meta").inner_text() == told


def test_a_list_leads_to_the_address_of_what_was_chosen(
    reader: Callable[..., Any], home: str
) -> None:
    """Its own where there is one; otherwise the nearest, and it says so."""
    page = reader()
    for query, said, calendar in (
        ("", "The whole list", "calendars/all.ics"),
        ("?mode=hybrid", "Just what you chose", "calendars/modes/hybrid.ics"),
        ("?mode=online&topic=facilitation", "Facilitation”", "calendars/topics/facilitation.ics"),
        ("?q=belonging", "has no address of its own", "calendars/all.ics"),
    ):
        page.goto(f"{home}events/{query}")
        panel = take(page)
        assert said in panel.inner_text()
        assert panel.locator("[data-copy]").get_attribute("data-copy") == f"{home}{calendar}"
        assert page.request.get(f"{home}{calendar}").ok


def test_exactly_what_is_shown_is_downloaded(
    reader: Callable[..., Any], home: str, site: Path
) -> None:
    """Each date by the entry of its own calendar; a list as a table that runs no formula."""
    page = reader()
    page.goto(f"{home}events/?mode=hybrid")
    panel = take(page)
    hrefs = page.evaluate(
        "[...document.querySelectorAll('[data-filter-list] article:not([hidden] *) h3 a')]"
        ".filter((link) => link.checkVisibility()).map((link) => link.href)"
    )
    text = saved(page, panel.get_by_role("button", name="(.ics)").click)
    assert sorted(uids(text)) == sorted(own_uids(site, hrefs)) != []
    table = saved(page, panel.get_by_role("button", name="(.csv)").click)
    assert [line.split('","')[1] for line in table.splitlines()[1:]] == [f'{one}"' for one in hrefs]


def test_a_whole_series_takes_two_presses(reader: Callable[..., Any], home: str) -> None:
    """From its page, and from the page of one of its dates."""
    page = reader()
    for address in ("events/welcome-call/", "events/welcome-call/2026-12-01/"):
        page.goto(f"{home}{address}")
        page.locator(".hb-btns > .hb-subscribe > summary").click()
        way = page.get_by_role("link", name="My calendar program")
        assert way.is_visible()
        assert way.get_attribute("href").endswith("/calendars/series/welcome-call.ics")


def test_my_agenda_says_what_it_is_without_script(browser: Any, home: str) -> None:
    """And what to do instead."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}my/")
    assert page.get_by_role("heading", name="This page needs scripts").is_visible()
    assert page.locator("[data-agenda]").is_hidden()
    context.close()
