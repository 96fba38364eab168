"""The page of an event: what comes first on a phone, what stands beside what, and paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser

CONFERENCE = "events/2027-05-circle-days/"
SERIES = "events/facilitation-clinic/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def top(page: Any, selector: str) -> float:
    return float(page.locator(selector).first.bounding_box()["y"])


@pytest.mark.parametrize("path", [CONFERENCE, SERIES])
def test_a_phone_begins_with_what_it_is(page: Any, home: str, path: str) -> None:
    """Kind, title, when and where, what for and how to sign up are on the first screen, in this
    order."""
    page.set_viewport_size(PHONE)
    page.goto(home + path)
    order = [".hb-event-page .hb-tags", "h1", ".hb-brief", ".hb-lead", ".hb-btn--go", ".hb-facts"]
    tops = [top(page, selector) for selector in order]
    assert tops == sorted(tops) and tops[-2] < PHONE["height"] - 44


def test_tracks_stand_side_by_side_at_a_desk_alone(page: Any, home: str) -> None:
    """Each point of a track names it, which is all that tells them apart on a phone."""
    tracks = page.locator(".hb-tracks").first.locator("> li")
    for size, beside in ((DESK, True), (PHONE, False)):
        page.set_viewport_size(size)
        page.goto(home + CONFERENCE)
        boxes = [tracks.nth(number).bounding_box() for number in range(2)]
        assert (boxes[0]["y"] == boxes[1]["y"]) is beside
        assert page.locator(".hb-track").all_inner_texts()[:2] == ["In the house", "Online"]


@pytest.mark.parametrize("path", [CONFERENCE, SERIES])
def test_an_event_fits_on_two_sheets(page: Any, home: str, path: str) -> None:
    """Agenda, facts and the page's own address, on at most two pages of A4."""
    page.goto(home + path)
    page.emulate_media(media="print")
    for selector in ("#agenda", ".hb-facts >> nth=0", "#details", ".hb-onpaper"):
        assert page.locator(selector).is_visible(), selector
    assert page.locator(".hb-onpaper").inner_text().endswith(path)
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "13mm")
    sheets = page.pdf(format="A4", margin=margin)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", sheets)) <= 2
