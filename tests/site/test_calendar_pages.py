"""Months and weeks as pages: all are there, and everything stands where it belongs."""

from __future__ import annotations

from pathlib import Path

from hearth.model.hub import Hub
from hearth.views import calendar_grid as grid
from site_pages import pages, target


def entries(site: Path, url: str) -> set[tuple[str, str]]:
    """(day, event's address) of everything on a month's or week's page."""
    found = set()
    for cell in pages(site)[url].xpath("//*[@data-day]"):
        for link in cell.xpath(".//*[@data-facets]//a/@href"):
            file, _ = target(url, link) or ("", "")
            found.add((cell.get("data-day"), file.removesuffix("index.html")))
    return found


def test_there_is_a_page_for_every_month_and_week(site: Path, hub: Hub) -> None:
    """From the first to the last, without a gap."""
    wanted = {grid.month_url(first) for first in grid.months(hub)} | {
        grid.week_url(first) for first in grid.weeks(hub)
    }
    assert {
        url for url in pages(site) if url.startswith(("events/month/", "events/week/"))
    } == wanted
    assert len(wanted) > 60


def test_every_coming_date_stands_in_its_month_and_week(site: Path, hub: Hub) -> None:
    """On its first and its last day, with a link that leads to the event."""
    assert hub.schedule.upcoming
    last_week = grid.weeks(hub)[-1] + grid.WEEK
    for item in hub.schedule.upcoming:
        for day in grid.days_of(item):
            views = [grid.month_url(day), *([grid.week_url(day)] if day < last_week else [])]
            for url in views:
                there = {address for on, address in entries(site, url) if on == str(day)}
                assert any(address.startswith(hub.url(item.event)) for address in there), (
                    url,
                    item.event.id,
                )


def test_a_month_is_a_table(site: Path) -> None:
    """Columns are headed by weekdays and rows by weeks, each day is a time, and one of them is
    today."""
    page = pages(site)["events/month/2026-11/"]
    assert [head.text_content() for head in page.xpath("//table//th[@scope='col']")][1:] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    assert len(page.xpath("//tbody//th[@scope='row']")) == len(page.xpath("//tbody/tr"))
    assert page.xpath("//td//time/@datetime") == [f"2026-11-{day:02}" for day in range(1, 31)]
    assert page.xpath("//time[@aria-current='date']/@datetime") == ["2026-11-23"]


def test_what_is_not_as_planned_says_so(site: Path, hub: Hub) -> None:
    """Cancelled dates stay, and carry the word."""
    cancelled = [item for item in hub.schedule.upcoming if item.status == "cancelled"]
    assert cancelled
    for item in cancelled:
        for url in (grid.month_url(item.first_day), grid.week_url(item.first_day)):
            cell = pages(site)[url].xpath(f"//*[@data-day='{item.first_day}']")[0]
            slots = [
                slot
                for slot in cell.xpath(".//*[@data-facets]")
                if item.title in slot.text_content()
            ]
            assert "cancelled" in slots[0].text_content(), url


def test_every_view_leads_to_the_current_month_and_week(site: Path) -> None:
    """Agenda, month and week lead to one another, and the home page leads to the month."""
    for url in ("events/", "events/month/2027-03/", "events/week/2026-W50/"):
        links = pages(site)[url].xpath("//nav[@aria-label='View']//a/@href")
        assert [target(url, link) for link in links] == [
            ("events/index.html", ""),
            ("events/month/2026-11/index.html", ""),
            ("events/week/2026-W48/index.html", ""),
        ]
    home = {
        target("", link)
        for link in pages(site)[""].xpath("//section[@aria-labelledby='coming-up']//a/@href")
    }
    assert ("events/month/2026-11/index.html", "") in home


def test_an_empty_month_shows_a_way_out(site: Path, hub: Hub) -> None:
    """It names what comes next or was last, and leads there."""
    empty = [first for first in grid.months(hub) if not grid.month_grid(hub, first).items]
    assert empty
    for first in empty:
        page = pages(site)[grid.month_url(first)]
        assert len(page.xpath("//*[contains(@class, 'hb-empty') and not(@hidden)]//a")) >= 2


def test_lists_of_what_comes_can_be_sorted_again(site: Path) -> None:
    """Each card in a list of what is coming says when it is over, on every page that has one."""
    with_lists = [url for url, page in pages(site).items() if page.xpath("//*[@data-upcoming]")]
    assert {"", "events/", "join/"} < set(with_lists)
    assert {url.split("/")[0] for url in with_lists} >= {
        "events",
        "groups",
        "topics",
        "venues",
        "members",
    }
    for url in with_lists:
        for entry in pages(site)[url].xpath("//*[@data-upcoming]/*"):
            assert entry.get("data-end"), url
