"""Subscribing: the ways are there, lead where they should, and fit on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

ADDRESS = "https://example.org/community-circle/calendars/series/welcome-call.ics"


@pytest.fixture
def page(reader: Callable[..., Any], serve: Callable[[Path], str], site: Path) -> Any:
    """The page of a series on a phone, with the ways to subscribe unfolded by the keyboard."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(f"{serve(site)}events/welcome-call/")
    page.locator(".hb-subscribe > summary").first.focus()
    page.keyboard.press("Enter")
    return page


def test_it_fits_on_a_phone(page: Any) -> None:
    """Nothing sticks out of the card, and buttons have one height."""
    card = page.locator(".hb-subscribe > .hb-card").first.bounding_box()
    for part in page.locator(".hb-subscribe > .hb-card :is(input, a.hb-btn, button)").all():
        box = part.bounding_box()
        assert (
            box["x"] >= card["x"]
            and box["x"] + box["width"] <= card["x"] + card["width"]
            and box["height"] <= 46
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_each_way_leads_to_this_calendar(page: Any) -> None:
    """A program of the reader's own, Google, both Outlooks, and the address itself."""
    panel = page.locator(".hb-subscribe").first
    assert panel.locator("input").input_value() == ADDRESS
    links = {link.inner_text(): link.get_attribute("href") for link in panel.locator("a").all()}
    assert links["My calendar program"] == ADDRESS.replace("https:", "webcal:")
    assert parse_qs(urlsplit(links["Google"]).query)["cid"] == [
        ADDRESS.replace("https:", "webcal:")
    ]
    for service, host in (
        ("Outlook.com", "outlook.live.com"),
        ("Microsoft 365", "outlook.office.com"),
    ):
        found = urlsplit(links[service])
        assert (found.hostname, parse_qs(found.query)["url"]) == (host, [ADDRESS])
    assert links["Download the file once (.ics)"].endswith("calendars/series/welcome-call.ics")
