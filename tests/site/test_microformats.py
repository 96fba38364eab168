"""Microformats: what a parser of them reads in a page is what the record says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hearth.model.hub import Hub
from site_pages import ordinary

ROOT = re.compile(r"h-(?:[a-z0-9]+-)?[a-z]+(?:-[a-z]+)*")
PROPERTY = re.compile(r"(?:p|u|dt|e)-(?:[a-z0-9]+-)?[a-z]+(?:-[a-z]+)*")
KNOWN = {"h-card", "h-event", "h-entry", "h-feed", "h-adr"}


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, Any]:
    return ordinary(site)


def roots(page: Any) -> list[Any]:
    """What stands on a page by itself, in nothing else."""
    found = [it for it in page.xpath("//*[@class]") if _names(it, ROOT)]
    return [it for it in found if not any(_names(above, ROOT) for above in it.iterancestors())]


def properties(root: Any) -> dict[str, list[str]]:
    """The values that are its own, as text or as an address."""
    found: dict[str, list[str]] = {}
    for element in root.xpath(".//*[@class]"):
        above = next(it for it in element.iterancestors() if it is root or _names(it, ROOT))
        for name in _names(element, PROPERTY) if above is root else ():
            found.setdefault(name, []).append(_value(element, name))
    return found


def _names(element: Any, pattern: re.Pattern[str]) -> list[str]:
    return [name for name in element.get("class", "").split() if pattern.fullmatch(name)]


def _value(element: Any, name: str) -> str:
    marks = {"u": ("href", "src", "value"), "dt": ("datetime", "value"), "p": ("value",)}
    marked = (element.get(mark) for mark in marks.get(name.split("-")[0], ()))
    return next((it for it in marked if it), " ".join("".join(element.itertext()).split()))


def test_no_style_is_taken_for_a_microformat(read: dict[str, Any]) -> None:
    """Class names that only styles ask for are not names of microformats."""
    found = Counter(
        name
        for page in read.values()
        for element in page.xpath("//*[@class]")
        for name in _names(element, ROOT)
    )
    assert set(found) <= KNOWN
    assert found["h-card"] and found["h-event"] and found["h-entry"] and found["h-feed"]


def test_a_members_page_is_one_card(read: dict[str, Any], hub: Hub) -> None:
    """The one that names the page's own address; what is told of others stands beside it."""
    for member in hub.members.values():
        own = [f"../../{hub.url(member)}"]
        found = roots(read[hub.url(member)])
        (root,) = [it for it in found if properties(it).get("u-uid") == own]
        told = properties(root)
        assert root is found[0]
        assert root.get("class").split()[-1] == "h-card"
        assert told["p-name"] == [" ".join(member.name.split())]
        assert ("u-photo" in told) == bool(member.avatar)
        assert told.get("p-locality") == ([member.place.city] if _town(member) else None)
        assert len(told.get("p-org", ())) == sum(
            it.organisation in hub.members for it in member.affiliations
        )
        assert told.get("p-category", []) == [hub.topics[it].label for it in member.topics]


def _town(member: Any) -> bool:
    return bool(member.place and member.place.city)


def test_an_events_page_is_one_event(read: dict[str, Any], hub: Hub) -> None:
    for event in hub.events.values():
        (root,) = roots(read[hub.url(event)])
        told = properties(root)
        assert root.get("class").split()[-1] == "h-event"
        assert len(told["p-name"]) == len(told["u-url"]) == len(told["p-summary"]) == 1
        assert len(told.get("dt-start", ())) == len(told.get("dt-end", ())) <= 1
        if "dt-start" in told:
            assert told["dt-start"][0][:10] <= told["dt-end"][0][:10]


def test_a_posts_page_begins_with_its_entry(read: dict[str, Any], hub: Hub) -> None:
    for post in hub.posts.values():
        root = roots(read[hub.url(post)])[0]
        told = properties(root)
        assert root.get("class").split()[-1] == "h-entry"
        assert told["p-name"] == [post.title]
        assert told["dt-published"] == [post.date.isoformat()]
        assert len(told.get("p-author", ())) == len(list(hub.people(post.authors)))
        assert told["e-content"]
