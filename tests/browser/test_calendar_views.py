"""Agenda, month and week in a browser: filters that hold, a page that grows old, keyboards and
small screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hubs

pytestmark = pytest.mark.browser

DECEMBER, WEEK_50 = "events/month/2026-12/", "events/week/2026-W50/"
SLOT = "[data-grid] [data-facets]"


def titles(page: Any, selector: str = SLOT) -> list[str]:
    """What can be seen, by its title."""
    return [
        words.strip()
        for words in page.locator(f"{selector}:visible a")
        .locator("b, :scope:not(:has(b))")
        .all_inner_texts()
    ]


def seen(page: Any) -> int:
    """How many dates a grid shows; what lasts several days is one."""
    return len(
        set(page.locator(f"{SLOT}:visible").evaluate_all("all => all.map(one => one.dataset.same)"))
    )


def unfold(page: Any) -> None:
    """Open the choices."""
    page.locator(".hb-facets-toggle").click()


# -- filters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DECEMBER, WEEK_50])
def test_a_choice_leaves_as_many_as_it_says(page: Any, home: str, path: str) -> None:
    """Other entries go, the days stay, and the line above says how many are left."""
    page.goto(home + path)
    everything, days = seen(page), page.locator("[data-day]:visible").count()
    unfold(page)
    choice = page.locator("[data-facet='mode:hybrid']")
    number = int(choice.locator("span").last.inner_text())
    choice.click()
    assert page.url.endswith(f"{path}?mode=hybrid")
    assert seen(page) == number < everything
    assert page.locator("[data-day]:visible").count() == days
    assert page.locator("[data-filter-status]").inner_text() == f"{number} of {everything} dates"


def test_a_filter_goes_along(page: Any, home: str) -> None:
    """To the next month, back, to today, to the week, to the agenda; and each of them opens
    filtered."""
    page.goto(home + DECEMBER)
    unfold(page)
    page.locator("[data-facet='mode:hybrid']").click()
    for name, path in (
        ("On: January 2027", "events/month/2027-01/"),
        ("Back: December 2026", DECEMBER),
        ("Today", "events/month/2026-11/"),
        ("Week", "events/week/2026-W48/"),
        ("On: Week 49", "events/week/2026-W49/"),
        ("Agenda", "events/"),
    ):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"{home}{path}?mode=hybrid")
        modes = page.locator("[data-facets]:visible").evaluate_all(
            "all => all.map(one => one.dataset.facets)"
        )
        assert all("mode:hybrid" in words.split() for words in modes), path
    assert modes
    assert page.locator("[data-filter-chips] .hb-chip").all_inner_texts()[0].startswith("hybrid")


def test_an_address_with_a_filter_opens_filtered(page: Any, home: str) -> None:
    """Choices and words are there, and can be taken away again."""
    page.goto(f"{home}{DECEMBER}?mode=online&topic=metrics&q=belonging")
    assert titles(page) == ["Measuring belonging"]
    assert page.locator("[data-filter-text]").input_value() == "belonging"
    page.get_by_role("button", name="Clear", exact=True).click()
    assert seen(page) > 1 and "?" not in page.url
    assert "?" not in page.get_by_role("link", name="On: January 2027").get_attribute("href")


def test_a_choice_this_month_does_not_have_is_kept(page: Any, home: str) -> None:
    """Nothing matches, which is said with a way out, and the next month is filtered as before."""
    page.goto(f"{home}{DECEMBER}?mode=in-person")
    assert seen(page) == 0 and page.locator("table.hb-month").is_visible()
    assert page.locator("[data-filter-empty]").is_visible()
    assert (
        page.get_by_role("link", name="On: January 2027")
        .get_attribute("href")
        .endswith("?mode=in-person")
    )
    page.get_by_role("button", name="Show everything").click()
    assert seen(page) > 1 and not page.locator("[data-filter-empty]").is_visible()


# -- time goes by ----------------------------------------------------------------------------------


def later(page: Any, moment: str) -> None:
    """Look at the same page when that moment has come."""
    page.clock.set_fixed_time(moment)
    page.reload()


def test_what_has_ended_is_just_over(page: Any, home: str) -> None:
    """It leaves the months that come, latest first, the figures follow, and an empty month is
    gone."""
    page.goto(f"{home}events/")
    count = page.locator("[data-coming-count]")
    before, past = (
        int(count.inner_text().split()[0]),
        int(page.locator("[data-past-count]").inner_text()),
    )
    assert not page.locator("[data-over]").is_visible()
    assert page.get_by_role("heading", name="November 2026").is_visible()
    later(page, "2026-11-30T08:00:00Z")
    assert [words.strip() for words in page.locator("[data-over] h3").all_inner_texts()] == [
        "Breakfast at the long table",
        "Show and tell",
        "Counting what matters to newcomers",
    ]
    assert not page.get_by_role("heading", name="November 2026").is_visible()
    assert int(count.inner_text().split()[0]) == before - 3
    assert int(page.locator("[data-past-count]").inner_text()) == past + 3


def test_the_filter_reaches_what_is_just_over(page: Any, home: str) -> None:
    """Without counting it among what comes."""
    page.clock.set_fixed_time("2026-11-30T08:00:00Z")
    page.goto(f"{home}events/?mode=in-person")
    assert page.locator("[data-over] h3:visible").all_inner_texts() == [
        "Breakfast at the long table"
    ]
    listed = page.locator("[data-filter-list] [data-facets]:visible").count()
    assert page.locator("[data-filter-status]").inner_text().startswith(f"{listed} of ")


def test_after_the_last_date_that_is_said(page: Any, home: str) -> None:
    """A page that nobody built for years announces nothing, on the home page neither."""
    page.clock.set_fixed_time("2029-01-01T08:00:00Z")
    page.goto(f"{home}events/")
    assert page.locator("[data-upcoming] [data-end]:visible").count() == 0
    assert page.get_by_role("heading", name="Nothing is planned yet").is_visible()
    assert not page.locator("[data-filter-empty]").is_visible()
    page.goto(home)
    assert page.locator("[data-upcoming] [data-end]:visible").count() == 0
    assert page.get_by_role("heading", name="Nothing is planned yet").is_visible()


@pytest.mark.parametrize(
    "path",
    [
        "venues/acacia-hall/",
        "topics/onboarding/",
        "groups/welcome-crew/",
        "events/type/call/",
        "members/amina-odhiambo/",
    ],
)
def test_every_list_of_what_comes_grows_old_alike(page: Any, home: str, path: str) -> None:
    """What has ended stands under "Just over" there too."""
    page.goto(home + path)
    coming = page.locator("[data-upcoming] > [data-end]").count()
    assert (
        page.locator("[data-upcoming] > [data-end]:visible").count() > 0
        and not page.locator("[data-over]").is_visible()
    )
    later(page, "2029-01-01T08:00:00Z")
    assert page.locator("[data-over] .hb-cell:visible").count() == coming
    assert page.locator("[data-upcoming] [data-end]:visible").count() == 0
    assert page.locator("[data-coming-empty]").is_visible()


def test_a_series_goes_on(page: Any, home: str) -> None:
    """When one date is over the next takes its place, without a new build."""
    page.goto(f"{home}groups/welcome-crew/")
    call = page.locator("[data-upcoming] [data-event='welcome-call']:visible")
    first = call.locator(".hb-date").inner_text().split()
    later(page, "2026-12-02T08:00:00Z")
    assert (first, call.locator(".hb-date").inner_text().split()) == (["DEC", "01"], ["JAN", "12"])
    assert page.locator("[data-over] [data-event='welcome-call']").count() == 1


def test_an_event_s_page_says_when_it_is_over(page: Any, home: str) -> None:
    """Also when nobody has built it again since."""
    path = "events/2026-12-measuring-belonging/"
    page.goto(home + path)
    assert not page.get_by_text("This is over.").is_visible()
    assert page.get_by_role("link", name="Add to calendar").is_visible()
    later(page, "2026-12-09T08:31:00Z")
    assert page.get_by_text("This is over.").is_visible()
    assert not page.get_by_role("link", name="Add to calendar").is_visible()


@pytest.mark.parametrize("path", [DECEMBER, WEEK_50])
def test_a_grid_dims_what_is_over(page: Any, home: str, path: str) -> None:
    """And says it in a word, for those who do not see it."""
    page.goto(home + path)
    assert page.locator(f"{SLOT}.is-over").count() == 0
    everything = seen(page)
    later(page, "2026-12-11T12:00:00Z")
    over = page.locator(f"{SLOT}.is-over")
    assert 0 < over.count() < page.locator(SLOT).count() and seen(page) == everything
    assert all(words.strip().endswith("over") for words in over.locator("a").all_text_contents())
    ends = page.locator(f"{SLOT}:not(.is-over)").evaluate_all(
        "all => all.map(one => one.dataset.end)"
    )
    assert all(end > "2026-12-11T12" for end in ends)


def test_today_is_the_reader_s(reader: Callable[..., Any], home: str) -> None:
    """Not the day the page was made, and another one on the other side of the world."""
    for zone, day, week in (
        ("Pacific/Auckland", "2027-01-01", "2026-W53"),
        ("Pacific/Honolulu", "2026-12-31", "2026-W53"),
    ):
        page = reader(timezone_id=zone)
        page.clock.set_fixed_time("2026-12-31T20:00:00Z")
        page.goto(f"{home}events/month/2026-11/")
        assert (
            page.locator("[aria-current='date']").count() == 0
            and page.locator(".is-today").count() == 0
        )
        page.get_by_role("link", name="Today").click()
        page.wait_for_url(f"{home}events/month/{day[:7]}/")
        assert page.locator("[aria-current='date']").get_attribute("datetime") == day
        page.get_by_role("link", name="Week", exact=True).click()
        page.wait_for_url(f"{home}events/week/{week}/")
        assert page.locator(".is-today").get_attribute("data-day") == day


def test_today_leads_to_no_page_that_is_not_there(page: Any, home: str) -> None:
    """Years later it still leads to the month the site was made in."""
    page.clock.set_fixed_time("2035-01-01T08:00:00Z")
    page.goto(home + DECEMBER)
    assert page.get_by_role("link", name="Today").get_attribute("href").endswith("/2026-11/")


def test_the_week_shows_the_reader_s_own_time(reader: Callable[..., Any], home: str) -> None:
    """Below the event's, where it differs."""
    page = reader(timezone_id="America/New_York")
    page.goto(home + WEEK_50)
    card = page.locator(SLOT).filter(has_text="Measuring belonging")
    assert "08:00 Amsterdam" in card.inner_text() and "2:00 your time" in card.inner_text()


# -- many entries, whole days ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A hub with nine talks on one day, four of them online, and an event of whole days."""
    files: dict[str, str | bytes | None] = {
        f"events/talk-{number}.yml": f"title: Talk {number}\nsummary: S\n"
        f"start: 2026-12-08T1{number}:00\n"
        f"mode: {'online' if number % 2 else 'in-person'}\nvenue: hall\nadded: 2026-11-01\n"
        for number in range(9)
    }
    files["events/camp.yml"] = (
        "title: Camp\nsummary: S\nstart: 2026-11-24\nend: 2026-11-25\nall_day: true\n"
        "mode: in-person\nvenue: hall\nadded: 2026-11-01\n"
    )
    return serve(hubs.built_once(tmp_path_factory, "busy", files))


def test_a_full_day_folds(page: Any, busy: str) -> None:
    """Five are seen, the others wait behind a button; a filter fills up the five."""
    page.goto(busy + DECEMBER)
    day = page.locator("[data-day='2026-12-08']")
    assert day.locator("[data-facets]:visible").count() == 5
    assert "4 more" in day.locator("summary").inner_text()
    day.locator("summary").focus()
    page.keyboard.press("Enter")
    assert day.locator("[data-facets]:visible").count() == 9
    page.goto(f"{busy}{DECEMBER}?mode=online")
    assert titles(page, "[data-day='2026-12-08'] [data-facets]") == [
        "Talk 1",
        "Talk 3",
        "Talk 5",
        "Talk 7",
    ]
    assert not day.locator("details").is_visible()
    page.locator("[data-filter-clear]:visible").first.click()
    assert titles(page, "[data-day='2026-12-08'] [data-facets]") == [
        f"Talk {number}" for number in range(5)
    ]


def test_whole_days_end_with_the_reader_s_day(reader: Callable[..., Any], busy: str) -> None:
    """Not at midnight UTC, which is the afternoon on one side of the world and noon on the
    other."""
    for zone, before, after in (
        ("America/Los_Angeles", "2026-11-26T07:30:00Z", "2026-11-26T08:30:00Z"),
        ("Pacific/Auckland", "2026-11-25T10:30:00Z", "2026-11-25T11:30:00Z"),
    ):
        page = reader(timezone_id=zone)
        for moment, over in ((before, False), (after, True)):
            page.clock.set_fixed_time(moment)
            page.goto(f"{busy}events/")
            assert page.locator("[data-over]").is_visible() == over, (zone, moment)
            page.goto(f"{busy}events/month/2026-11/")
            assert (page.locator(f"{SLOT}.is-over").count() == 2) == over, (zone, moment)


# -- everybody -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [DECEMBER, WEEK_50])
def test_the_keyboard_reaches_everything(page: Any, home: str, path: str) -> None:
    """Views, ways on, filter and every entry, in the order they are seen."""
    page.goto(home + path)
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label') || "
                "document.activeElement.textContent"
            )
        )
        if page.evaluate("!!document.activeElement.closest('.hb-foot')"):
            break
    words = [" ".join(one.split()) for one in reached]
    places = [
        words.index(name) for name in ("Today", "Agenda", "Month", "Week", "Filter", "Subscribe")
    ]
    places += [next(at for at, one in enumerate(words) if title in one) for title in titles(page)]
    assert places == sorted(places) and len(places) > 8


@pytest.mark.parametrize("path", [DECEMBER, WEEK_50, "events/month/2026-11/"])
def test_nothing_is_wider_than_the_screen(page: Any, home: str, path: str) -> None:
    """With the choices open too."""
    for width in (320, 390, 820, 1000):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(home + path)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_month_on_a_phone_is_a_list(reader: Callable[..., Any], home: str) -> None:
    """Of the days that have something, with their weekday; a filter makes it shorter."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(home + DECEMBER)
    days = page.locator("[data-day]:visible")
    assert 0 < days.count() < 15
    assert days.first.locator("time").inner_text() == "Tue 1 December"
    assert days.evaluate_all("all => all.every(day => day.querySelector('[data-facets]'))")
    before = days.count()
    page.goto(f"{home}{DECEMBER}?mode=hybrid")
    assert 0 < days.count() < before


def test_a_month_reads_without_scripts(reader: Callable[..., Any], home: str) -> None:
    """Every entry, the ways on and the choices that have a page; nothing that would need a
    script."""
    page = reader(java_script_enabled=False)
    page.goto(home + DECEMBER)
    assert page.locator(SLOT).count() == page.locator(f"{SLOT}:visible").count() > 0
    page.get_by_role("link", name="On: January 2027").click()
    assert page.locator("h1").inner_text() == "January 2027"
    assert page.locator("[data-needs-script]:visible").count() == 0


# -- whose time ------------------------------------------------------------------------------------


def in_mine(page: Any) -> None:
    page.locator("[data-times] input[value='mine']").check()


def where_is(page: Any, title: str) -> list[tuple[str, str]]:
    """(day, when) of each entry of a title that can be seen."""
    return [
        tuple(found)
        for found in page.locator(f"{SLOT}:visible")
        .filter(has_text=title)
        .evaluate_all(
            "all => all.map(one => [one.closest('[data-day]').dataset.day,"
            " one.querySelector('.hb-slot__when').textContent.trim()])"
        )
    ]


@pytest.mark.parametrize("path", [DECEMBER, WEEK_50])
def test_a_grid_can_show_the_reader_s_time(
    reader: Callable[..., Any], home: str, path: str
) -> None:
    """A choice by keyboard, kept on the device; what is on another day there moves, and back
    again."""
    page = reader(timezone_id="Pacific/Auckland")
    page.goto(home + path)
    own = where_is(page, "Show and tell")
    assert own == [("2026-12-11", "12:00 Toronto")]
    assert "Auckland, yours" in page.locator("[data-times]").inner_text()
    page.locator("[data-times] input[value='own']").focus()
    page.keyboard.press("ArrowDown")
    assert where_is(page, "Show and tell") == [("2026-12-12", "06:00")]
    page.reload()
    assert where_is(page, "Show and tell") == [("2026-12-12", "06:00")]
    everything = seen(page)
    unfold(page)
    page.locator("[data-facet='mode:hybrid']").click()
    assert 0 < seen(page) < everything
    page.locator("[data-times] input[value='own']").check()
    page.get_by_role("button", name="Clear", exact=True).click()
    assert where_is(page, "Show and tell") == own


def test_what_falls_into_the_reader_s_month_comes(
    reader: Callable[..., Any],
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[[Path], str],
) -> None:
    """From the day before the first, and what falls out of it is gone."""
    start = (
        "title: {}\nsummary: S\nstart: {}\nduration: 60\ntimezone: Europe/Berlin\nmode: online\n"
    )
    files: dict[str, str | bytes | None] = {
        "events/in.yml": start.format("Comes in", "2026-11-30T23:00"),
        "events/out.yml": start.format("Goes out", "2026-12-31T23:00"),
    }
    site = serve(hubs.built_once(tmp_path_factory, "edges", files))
    page = reader(timezone_id="Asia/Tokyo")
    page.goto(site + DECEMBER)
    assert where_is(page, "Comes in") == [] and where_is(page, "Goes out") != []
    in_mine(page)
    assert where_is(page, "Comes in") == [("2026-12-01", "07:00")]
    assert where_is(page, "Goes out") == []


def test_a_week_lies_on_an_axis_of_hours(page: Any, home: str) -> None:
    """As high as it is long, at its hour; on a phone a list of the days."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(home + WEEK_50)
    hours = page.locator(".hb-hours span")
    assert hours.first.inner_text() == "08:00"
    ten, eleven = (hours.nth(number).bounding_box()["y"] for number in (2, 3))
    slot = page.locator(SLOT).filter(has_text="Ambassadors").bounding_box()
    assert abs(slot["y"] - ten - 8) < 4
    assert abs(slot["height"] - 6 * (eleven - ten)) < 4
    page.set_viewport_size({"width": 390, "height": 800})
    assert not hours.first.is_visible()
    tops = page.locator(f"{SLOT}:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops) and len(set(tops)) == len(tops)
