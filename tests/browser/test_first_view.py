"""The first view of a page: nothing moves, and little comes over the wire."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

import hubs

sys.path.insert(0, str(hubs.REPOSITORY / "benchmarks"))

from first_view import page_types, served, visit

pytestmark = pytest.mark.browser

NOW = "2026-11-23T08:00:00Z"
LEAST_SHIFT = 0.02
LIGHT, LISTS, WHOLE, PEOPLE = 120_000, 130_000, 170_000, 180_000
"""Bytes of a page of the hub, of one with a list that is narrowed, of one written by hand, which
brings Material along, and of the list of people, which may show letters of many languages. Pictures
of people are counted by themselves."""
PICTURES = 70_000
VISITS = {
    ("home", 390): LIGHT,
    ("home", 1280): LIGHT,
    ("event", 390): LIGHT,
    ("profile", 390): LIGHT,
    ("members", 390): PEOPLE,
    ("members", 1280): PEOPLE,
    ("events", 390): LISTS,
    ("month", 390): LISTS,
    ("month", 1280): LISTS,
    ("guide", 390): WHOLE,
}


@pytest.mark.parametrize(("name", "width"), VISITS, ids=lambda value: str(value))
def test_nothing_moves_and_little_is_loaded(
    browser: Any, site: Path, name: str, width: int
) -> None:
    with served(site) as address:
        url = page_types(site)[name].removeprefix("./")
        seen = visit(browser, address + url, width, now=NOW)
    assert seen.shift <= LEAST_SHIFT, seen.shifts
    pictures = seen.bytes.get("Image", 0)
    assert seen.total - pictures <= VISITS[name, width], seen.bytes
    assert pictures <= PICTURES, seen.bytes


def test_pages_of_the_hub_do_without_the_style_and_script_of_the_theme(site: Path) -> None:
    for name, url in page_types(site).items():
        page = (site / url / "index.html").read_text("utf-8")
        by_hand = name == "guide"
        assert ("assets/stylesheets/" in page) == by_hand, name
        assert ("assets/javascripts/bundle" in page) == by_hand, name
        assert ("assets/hearth/base.css" in page) != by_hand, name
