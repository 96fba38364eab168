"""Feeds, read by somebody else's parser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

import hubs
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.outputs.calendars import by_facet
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import Subject, appeared, feeds
from hearth.site.build import SiteBuild
from hearth.views.planet import BlogPost
from hearth.views.reminders import Reminder
from hearth.wording import identity
from site_pages import pages

URL = "https://example.org/community-circle/"
ROOT_LINK = "https://example.org/"


@pytest.fixture(scope="module")
def parsed(site: Path) -> dict[str, Any]:
    """Every RSS and Atom file by its address below feeds/."""
    files = [*site.glob("feeds/**/*.rss.xml"), *site.glob("feeds/**/*.atom.xml")]
    return {
        file.relative_to(site).as_posix(): feedparser.parse(
            file.read_bytes(), sanitize_html=False, resolve_relative_uris=False
        )
        for file in files
    }


def test_there_is_a_feed_for_everything(
    parsed: dict[str, Any], json_feeds: dict[str, Any], hub: Hub
) -> None:
    """Each feed comes in three formats."""
    names = {f"feeds/{feed.name}" for feed in feeds(hub)}
    assert len(names) > 20
    assert set(parsed) == {f"{name}.{form}" for name in names for form in ("rss.xml", "atom.xml")}
    assert set(json_feeds) == {f"{name}.json" for name in names}


def test_every_feed_is_well_formed(parsed: dict[str, Any]) -> None:
    """A strict reader finds nothing to complain about."""
    assert {uri: str(feed.bozo_exception) for uri, feed in parsed.items() if feed.bozo} == {}
    assert {uri: feed.version for uri, feed in parsed.items()} == {
        uri: "rss20" if uri.endswith("rss.xml") else "atom10" for uri in parsed
    }


def test_every_feed_says_what_it_is(parsed: dict[str, Any]) -> None:
    """Title, description, language, and its own address as rel=self."""
    for uri, feed in parsed.items():
        head = feed.feed
        assert head.title and head.subtitle and head.link.startswith(URL), uri
        assert [link.href for link in head.links if link.rel == "self"] == [f"{URL}{uri}"], uri


def place(uri: str) -> str:
    """Where the entries of a feed lead: those of the planet, to where they were published."""
    return "https://" if uri.startswith("feeds/planet.") else URL


def test_every_entry_is_complete(parsed: dict[str, Any]) -> None:
    """Title, stable id, absolute link, date and content."""
    for uri, feed in parsed.items():
        for entry in feed.entries:
            assert entry.title and entry.link.startswith(place(uri)), uri
            assert (
                entry.id.startswith("urn:uuid:")
                and entry.published_parsed
                and (entry.get("content") or entry.summary)
            ), uri
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), uri


def test_feeds_of_the_feeds_have_ids_of_their_own(parsed: dict[str, Any]) -> None:
    """No two Atom feeds share an id, and none has that of an entry."""
    ids = [feed.feed.id for uri, feed in parsed.items() if uri.endswith("atom.xml")]
    assert len(ids) == len(set(ids))
    assert set(ids).isdisjoint(entry.id for feed in parsed.values() for entry in feed.entries)


def test_entries_are_the_hub_s_records(parsed: dict[str, Any], hub: Hub) -> None:
    """Identity, title, address and date are the records' own, the newest first, none from after the
    hub's day."""

    def uid(subject: Subject) -> str:
        if isinstance(subject, Reminder | BlogPost):
            name = subject.name
        else:
            name = f"{subject.KIND}/{subject.id}"
        return f"urn:uuid:{identity.of_name(hub, name)}"

    def url(subject: Subject) -> str:
        if isinstance(subject, BlogPost):
            return subject.entry.url
        return f"{URL}{hub.url(subject.item if isinstance(subject, Reminder) else subject)}"

    for feed in feeds(hub):
        for form in ("rss.xml", "atom.xml"):
            entries = parsed[feed.uri(form)].entries
            assert [entry.id for entry in entries] == list(map(uid, feed.records))
            assert [entry.link for entry in entries] == list(map(url, feed.records))
            days = [tuple(entry.published_parsed[:3]) for entry in entries]
            assert days == [appeared(record).timetuple()[:3] for record in feed.records]  # type: ignore[union-attr]
            assert days == sorted(days, reverse=True)
            assert all(day <= hubs.AS_OF.timetuple()[:3] for day in days)


def test_the_three_formats_agree(parsed: dict[str, Any], json_feeds: dict[str, Any]) -> None:
    """The same entries with the same words in the same order."""
    for uri, feed in json_feeds.items():
        base = uri.removesuffix("json")
        rss, atom = parsed[f"{base}rss.xml"], parsed[f"{base}atom.xml"]
        assert feed["title"] == rss.feed.title == atom.feed.title
        for other in (rss, atom):
            found = [
                (
                    entry.id,
                    entry.link,
                    entry.title,
                    entry.content[0].value.strip(),
                    [tag.term for tag in entry.get("tags", [])],
                )
                for entry in other.entries
            ]
            assert found == [
                (
                    item["id"],
                    item["url"],
                    item["title"],
                    item["content_html"].strip(),
                    item.get("tags", []),
                )
                for item in feed["items"]
            ]


def test_json_feeds_follow_version_1_1(json_feeds: dict[str, Any]) -> None:
    """The keys that the specification requires, and its forms of address and date."""
    for uri, feed in json_feeds.items():
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert (feed["feed_url"], bool(feed["title"])) == (f"{URL}{uri}", True)
        for item in feed["items"]:
            assert (
                isinstance(item["id"], str)
                and item["url"].startswith(place(uri))
                and item["content_html"]
            )
            assert item["date_published"].endswith("T00:00:00Z") and item["authors"][0]["name"]


def test_links_in_entries_are_absolute(json_feeds: dict[str, Any]) -> None:
    """A reader has no page to take a relative link from."""
    for uri, feed in json_feeds.items():
        for item in feed["items"]:
            tree = etree.HTML(f"<div>{item['content_html']}</div>")
            relative = [
                address
                for address in tree.xpath("//@href | //@src")
                if not address.startswith(("http://", "https://", "mailto:", "webcal:"))
            ]
            assert relative == [], (uri, item["url"])
            assert "\x00" not in item["content_html"]


def test_the_list_of_feeds_is_complete(site: Path, parsed: dict[str, Any]) -> None:
    """OPML names every RSS feed with its title, once."""
    outlines = etree.parse(str(site / "feeds/feeds.opml")).findall(".//outline[@xmlUrl]")
    listed = {outline.get("xmlUrl"): outline.get("text") for outline in outlines}
    assert len(outlines) == len(listed)
    assert listed == {
        f"{URL}{uri}": feed.feed.title for uri, feed in parsed.items() if uri.endswith("rss.xml")
    }


def test_the_list_of_feeds_has_folders(site: Path, hub: Hub) -> None:
    """What is of a topic, a place or a series lies in a folder under its name; none is empty."""
    folders = etree.parse(str(site / "feeds/feeds.opml")).findall("body/outline[outline]")
    assert {"Topics", "Groups", "Series", "Places", "Library"} <= {
        one.get("text") for one in folders
    }
    assert sum(len(one) for one in folders) == len([f for f in feeds(hub) if "/" in f.name])


def test_events_have_a_feed_for_each_answer_with_a_calendar(hub: Hub) -> None:
    """By series, mode, type, language, level, country, town and place; of the events as they are
    announced, each once."""
    found = {feed.name: feed for feed in feeds(hub)}
    folders = set()
    for name, one in by_facet(hub).items():
        if one.facet.feed:
            folders.add(one.facet.folder)
            events = [record.id for record in found[name].records]
            assert len(events) == len(set(events)) > 0
            assert set(events) <= {item.event.id for item in one.dates}
    assert folders == {
        "series",
        "modes",
        "types",
        "languages",
        "levels",
        "countries",
        "near",
        "venues",
    }


def test_a_feed_of_an_answer_has_twenty_entries_at_most(tmp_path: Path) -> None:
    """The newest; the feed of all events has as many as the hub says."""
    call = hubs.BASE["events/welcome-call.yml"]
    many = {
        f"events/call-{number}.yml": call.replace("title: ", f"title: {number} ")
        for number in range(24)
    }
    hub, _ = hubs.load(hubs.minimal_hub(tmp_path, many))
    found = {feed.name: feed.records for feed in feeds(hub)}
    online = [one.id for one in found["events"] if isinstance(one, Event) and one.mode == "online"]
    assert len(online) > 20
    assert [one.id for one in found["modes/online"] if isinstance(one, Event)] == online[:20]


def test_a_page_of_an_answer_names_its_feed(site: Path, hub: Hub) -> None:
    """A reader of feeds finds it by the address of the page alone."""
    venue = next(iter(hub.venues.values()))
    for url, name in (
        ("events/type/workshop/", "types/workshop"),
        ("events/welcome-call/", "series/welcome-call"),
        (hub.url(venue), f"venues/{venue.id}"),
        ("resources/type/guide/", "resources/type/guide"),
    ):
        links = pages(site)[url].xpath("//link[@rel='alternate']/@href")
        assert {f"{URL}feeds/{name}.{form}" for form in ("rss.xml", "atom.xml", "json")} <= set(
            links
        )


def test_hard_words_come_through(tmp_path: Path) -> None:
    """Markup, quotes, emoji and scripts of the world are text in every format."""
    name = """<b>Zoë</b> & "O'Brien" ]]> 李 נועה 👩🏽‍💻"""
    zoe = f"name: '{name.replace(chr(39), chr(39) * 2)}'\njoined: 2026-11-22\n"
    site = SiteBuild(hubs.small_hub(tmp_path, {"members/zoe.yml": zoe}).public(), processes=1)
    writer = FeedWriter(site.filler.renderer)
    written = {
        output.uri: output.content for feed in feeds(site.hub) for output in writer.write(feed)
    }
    title = f"{name} joined"
    for form in ("rss.xml", "atom.xml"):
        entries = feedparser.parse(written[f"feeds/members.{form}"], sanitize_html=False).entries
        assert (
            etree.HTML(f"<p>{entries[0].title}</p>").xpath("string()") == title
            or entries[0].title == title
        )
    assert json.loads(written["feeds/members.json"])["items"][0]["title"] == title


def test_a_browser_is_told_how_to_show_a_feed(site: Path) -> None:
    """RSS and Atom name, before anything else, the one style sheet of the site's feeds."""
    for file in [*site.glob("feeds/**/*.rss.xml"), *site.glob("feeds/**/*.atom.xml")]:
        before = etree.fromstring(file.read_bytes()).getprevious()
        assert (before.target, before.get("type")) == ("xml-stylesheet", "text/css")
        assert (file.parent / before.get("href")).resolve() == (site / "feeds/feed.css").resolve()
