"""An internal hub: pages for its members, and nothing for machines from outside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

import hubs
from hearth.outputs.take_along import ADDRESS

FILES: dict[str, str | bytes | None] = {
    "members/inner.yml": (
        "name: Inner Member\njoined: 2026-11-01\nvisible: members\ngroups: [crew]\n"
    ),
    "members/nobody.yml": "name: Nobody Shown\njoined: 2026-11-01\nvisible: hidden\n",
    "events/weekly.yml": (
        "title: Weekly table\nsummary: We eat.\nstart: 2026-12-01T12:00\nduration: 60\n"
        "timezone: Europe/Berlin\nmode: online\nadded: 2026-11-01\nvisible: members\n"
        "hosts: [inner]\nrepeats: {rule: weekly, count: 4}\n"
    ),
    "members/aliased.yml": "name: Al Iased\njoined: 2026-11-01\naliases: [al]\n",
}


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small hub that is internal."""
    return hubs.built_once(
        tmp_path_factory, "internal", FILES, settings="internal: true, search: false"
    )


def test_nothing_is_there_for_machines(inside: Path) -> None:
    """No feed, sitemap, API, schema or OPML; of calendars only the files of single events and
    dates, and what lists are taken along by names no other."""
    uris = set(hubs.tree(inside))
    machine = {
        uri
        for uri in uris
        if uri.endswith((".xml", ".gz", ".opml", ".json", ".ics")) or "feed" in uri
    }
    assert {uri for uri in machine if not uri.startswith("calendars/events/")} == {ADDRESS}
    assert json.loads((inside / ADDRESS).read_text())["lists"] == {}
    assert {"calendars/events/welcome-call.ics", "calendars/events/weekly/2026-12-01.ics"} <= uris
    assert (inside / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_no_page_wants_to_be_indexed(inside: Path) -> None:
    """Every page says noindex, also those that only lead elsewhere, and carries no data for
    machines."""
    for file in inside.rglob("*.html"):
        page = html.parse(str(file)).getroot()
        assert any("noindex" in words for words in page.xpath("//meta[@name='robots']/@content")), (
            file
        )
        assert not page.xpath(
            "//script[@type='application/ld+json'] | //meta[starts-with(@property, 'og:')]"
        ), file
        assert not page.xpath("//link[@rel='alternate'] | //a[starts-with(@href, 'webcal:')]"), file


def test_every_link_leads_somewhere(inside: Path) -> None:
    """No page links to a feed or calendar that an internal hub does not have."""
    dead = set()
    for file in inside.rglob("*.html"):
        for address in html.parse(str(file)).getroot().xpath("//@href | //@src"):
            path = re.split("[?#]", address)[0]
            if path and not re.match(r"[a-z]+:|//|/", path):
                target = (file.parent / path).resolve()
                dead |= (
                    {(file.name, address)}
                    if not (target.is_file() or (target / "index.html").is_file())
                    else set()
                )
    assert dead == set()


def test_members_see_what_is_for_members(inside: Path) -> None:
    """What is `visible: members` has its page and is named; what is hidden is nowhere."""
    assert "Inner Member" in (inside / "events" / "weekly" / "index.html").read_text()
    assert (inside / "members" / "inner" / "index.html").is_file()
    assert [uri for uri, content in hubs.tree(inside).items() if b"Nobody Shown" in content] == []


def test_an_open_hub_asks_nobody_to_stay_away(small_site: Path) -> None:
    """Without the setting there is no noindex, no robots.txt, and what is for machines is there."""
    assert not (small_site / "robots.txt").exists() and (small_site / "sitemap.xml").is_file()
    assert b"noindex" not in (small_site / "index.html").read_bytes()
