"""What narrowed lists are taken along by: every address is there, and every key is a choice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hearth.outputs.take_along import ADDRESS
from site_pages import pages


@pytest.fixture(scope="module")
def told(site: Path) -> Any:
    return json.loads((site / ADDRESS).read_text("utf-8"))


def test_every_address_is_there(site: Path, told: Any) -> None:
    """Of calendars and of feeds, each with a title."""
    for ways in told["lists"].values():
        for title, calendar, feed, _, _ in ways.values():
            assert title and (calendar or feed)
            assert all((site / uri).is_file() for uri in (calendar, feed) if uri)


def test_choices_with_a_calendar_are_known(site: Path, told: Any) -> None:
    """Each mode, type, topic and language that the list of events offers, and each type and topic
    of the library."""
    for name, asked in (
        ("events", ("mode", "type", "topic", "language", "level", "country")),
        ("resources", ("type", "topic")),
    ):
        offered = {
            link.get("data-facet")
            for link in pages(site)[f"{name}/"].xpath("//*[@data-facet]")
            if link.get("data-facet").split(":")[0] in asked and link.xpath("span")[-1].text != "0"
        }
        assert offered and offered - set(told["lists"][name]) == set()


def test_the_calendar_of_an_event_follows_the_rule(site: Path, told: Any) -> None:
    """By which the script finds it from the event's page."""
    for url in ("events/welcome-call/", "events/welcome-call/2026-12-01/"):
        path = url.removeprefix(told["pages"]).strip("/")
        assert url in pages(site)
        assert (site / f"{told['files']}{path}.ics").is_file()
