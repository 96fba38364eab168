"""Every feed of the sample hub, held against the rules that validators of feeds hold them against,
one test a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
from lxml import etree, html

from hearth.outputs.feeds import FORMATS
from site_pages import URL, pages, target

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LINKING = ("href", "src", "cite", "poster", "data", "action", "longdesc", "srcset")
"""Attributes of HTML that hold addresses."""
WRONG_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML forbids or discourages (section 2.2)."""


@pytest.fixture(scope="module")
def rss(site: Path) -> dict[str, Any]:
    """The <channel> of every RSS feed by its address below the site's root."""
    found = {}
    for file in site.glob("feeds/**/*.rss.xml"):
        root = etree.fromstring(file.read_bytes())
        assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
        found[file.relative_to(site).as_posix()] = root[0]
    return found


@pytest.fixture(scope="module")
def atom(site: Path) -> dict[str, Any]:
    """The <feed> of every Atom feed by its address."""
    return {
        file.relative_to(site).as_posix(): etree.fromstring(file.read_bytes())
        for file in site.glob("feeds/**/*.atom.xml")
    }


@pytest.fixture(scope="module")
def written(
    rss: dict[str, Any], atom: dict[str, Any], json_feeds: dict[str, Any]
) -> list[tuple[str, str]]:
    """(address of the feed, HTML) of every entry's content."""
    return [
        *(
            (uri, item.findtext(f"{CONTENT}encoded"))
            for uri, channel in rss.items()
            for item in channel.iter("item")
        ),
        *(
            (uri, entry.findtext(f"{ATOM}content"))
            for uri, feed in atom.items()
            for entry in feed.iter(f"{ATOM}entry")
        ),
        *(
            (uri, item["content_html"])
            for uri, feed in json_feeds.items()
            for item in feed["items"]
        ),
    ]


def is_absolute(address: str | None) -> bool:
    """Whether an address says all of where it leads."""
    parts = urlsplit(address or "")
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or (
        parts.scheme == "mailto" and bool(parts.path)
    )


def items(rss: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((uri, item) for uri, channel in rss.items() for item in channel.iter("item"))


def entries(atom: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((uri, entry) for uri, feed in atom.items() for entry in feed.iter(f"{ATOM}entry"))


class TestXml:
    def test_it_is_utf_8_without_a_document_type(self, site: Path) -> None:
        """Entities of a document type are a door, and readers guess encodings badly."""
        for file in site.glob("feeds/**/*.xml"):
            raw = file.read_bytes()
            assert re.match(rb"""<\?xml version=['"]1.0['"] encoding=['"]UTF-8['"]\?>""", raw), file
            assert b"<!DOCTYPE" not in raw and b"<!ENTITY" not in raw
            raw.decode("utf-8", "strict")

    def test_only_signs_that_xml_knows(self, rss: dict[str, Any], atom: dict[str, Any]) -> None:
        """No control character, no half of a pair, in texts and attributes."""
        for uri, feed in {**rss, **atom}.items():
            words = [
                *feed.itertext(),
                *(value for element in feed.iter() for value in element.attrib.values()),
            ]
            assert not any(map(WRONG_SIGNS.search, words)), uri

    def test_namespaces_have_their_usual_prefixes(self, site: Path) -> None:
        """Simple readers look for content:encoded and atom:link by these very letters."""
        for file in site.glob("feeds/**/*.xml"):
            prefixes = {element.prefix for element in etree.fromstring(file.read_bytes()).iter()}
            assert prefixes <= {None, "atom", "content"}, file


class TestRss:
    def test_a_channel_is_complete(self, rss: dict[str, Any]) -> None:
        """Title, link and description are required, once each."""
        for uri, channel in rss.items():
            for name in ("title", "link", "description", "language", "lastBuildDate"):
                assert [bool((part.text or "").strip()) for part in channel.findall(name)] == [
                    True
                ], (uri, name)
            assert is_absolute(channel.findtext("link"))
            assert LANGUAGE.fullmatch(channel.findtext("language"))

    def test_a_channel_names_itself(self, rss: dict[str, Any]) -> None:
        """One atom:link rel=self with its address and type."""
        for uri, channel in rss.items():
            found = [
                dict(link.attrib)
                for link in channel.findall(f"{ATOM}link")
                if link.get("rel") == "self"
            ]
            assert found == [{"href": URL + uri, "rel": "self", "type": "application/rss+xml"}]

    def test_an_item_has_nothing_twice(self, rss: dict[str, Any]) -> None:
        """One title, link, guid, date and text; only categories may come several times."""
        for uri, item in items(rss):
            counted = Counter(part.tag for part in item if part.tag != "category")
            assert set(counted.values()) == {1}, uri
            assert counted.keys() >= {"title", "link", "guid", "pubDate", f"{CONTENT}encoded"}, uri

    def test_dates_are_those_of_mail(self, rss: dict[str, Any]) -> None:
        """RFC 822 with four digits of year, the weekday that the day has, and an offset; none from
        before the web."""
        for uri, channel in rss.items():
            for date in [
                channel.findtext("lastBuildDate"),
                *(item.findtext("pubDate") for item in channel.iter("item")),
            ]:
                moment = datetime.strptime(date, "%a, %d %b %Y %H:%M:%S %z")
                assert date == format_datetime(moment.astimezone(UTC)), uri
                assert moment.year >= 1990

    def test_ids_are_no_addresses(self, rss: dict[str, Any]) -> None:
        """A guid that is not the item's address says so, and is there once in a feed."""
        for uri, channel in rss.items():
            found = [item.find("guid") for item in channel.iter("item")]
            assert all(
                guid.get("isPermaLink") == "false" and guid.text.startswith("urn:uuid:")
                for guid in found
            ), uri
            assert len({guid.text for guid in found}) == len(found), uri

    def test_addresses_are_whole(self, rss: dict[str, Any]) -> None:
        """Each link of an item says where it leads without the feed's help."""
        for uri, item in items(rss):
            assert is_absolute(item.findtext("link")), uri

    def test_authors_are_not_put_where_mail_addresses_belong(self, rss: dict[str, Any]) -> None:
        """RSS's author is a mail address, and no feed gives any."""
        for uri, channel in rss.items():
            assert not any(
                list(channel.iter(name)) for name in ("author", "managingEditor", "webMaster")
            ), uri


class TestAtom:
    def test_a_feed_is_complete(self, atom: dict[str, Any]) -> None:
        """RFC 4287, 4.1.1: one id, title and updated; an author; one link to itself and one to its
        page."""
        for uri, feed in atom.items():
            for name in ("id", "title", "updated", "subtitle"):
                assert (
                    len(feed.findall(f"{ATOM}{name}")) == 1
                    and feed.findtext(f"{ATOM}{name}").strip()
                ), (uri, name)
            assert feed.findtext(f"{ATOM}author/{ATOM}name").strip(), uri
            rels = sorted(link.get("rel") for link in feed.findall(f"{ATOM}link"))
            assert rels == ["alternate", "self"], uri
            assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
                URL + uri
            ]
            assert LANGUAGE.fullmatch(feed.get(XML_LANG))

    def test_an_entry_is_complete(self, atom: dict[str, Any]) -> None:
        """RFC 4287, 4.1.2: one id, title and updated, one link to its page, an author with a name,
        one content."""
        for uri, entry in entries(atom):
            for name in ("id", "title", "updated", "published", "content", "author"):
                assert len(entry.findall(f"{ATOM}{name}")) == 1, (uri, name)
            assert entry.findtext(f"{ATOM}author/{ATOM}name").strip(), uri
            (link,) = entry.findall(f"{ATOM}link")
            assert link.get("rel", "alternate") == "alternate" and is_absolute(link.get("href")), (
                uri
            )

    def test_ids_are_iris_and_unique(self, atom: dict[str, Any]) -> None:
        """RFC 4287, 4.2.6: an absolute IRI; the same entry in two feeds has one id, two entries
        never have."""
        told: dict[str, set[str]] = {}
        for uri, feed in atom.items():
            ids = [
                feed.findtext(f"{ATOM}id"),
                *(entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")),
            ]
            assert all(
                re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)
                for name in ids
            ), uri
            assert len(ids) == len(set(ids)), uri
            for entry in feed.iter(f"{ATOM}entry"):
                words = (
                    f"{entry.find(f'{ATOM}link').get('href')} {entry.findtext(f'{ATOM}published')}"
                )
                told.setdefault(entry.findtext(f"{ATOM}id"), set()).add(words)
        assert {name: found for name, found in told.items() if len(found) > 1} == {}

    def test_dates_are_whole(self, atom: dict[str, Any]) -> None:
        """RFC 4287, 3.3: RFC 3339 with a capital T and an offset; nothing is changed before it was
        published."""
        for uri, feed in atom.items():
            assert all(
                RFC_3339.fullmatch(date.text)
                for date in feed.iter(f"{ATOM}updated", f"{ATOM}published")
            ), uri
            for entry in feed.iter(f"{ATOM}entry"):
                first, last = (
                    datetime.fromisoformat(entry.findtext(ATOM + name))
                    for name in ("published", "updated")
                )
                assert first <= last <= datetime.fromisoformat(feed.findtext(f"{ATOM}updated")), uri

    def test_texts_say_what_they_are(self, atom: dict[str, Any]) -> None:
        """RFC 4287, 3.1: titles are plain text, whose signs mean themselves; content is HTML and
        says so."""
        for uri, feed in atom.items():
            for text in feed.iter(f"{ATOM}title", f"{ATOM}subtitle", f"{ATOM}summary"):
                assert text.get("type", "text") == "text" and len(text) == 0, uri
            for content in feed.iter(f"{ATOM}content"):
                assert (
                    content.get("type") == "html"
                    and len(content) == 0
                    and content.get("src") is None
                ), uri


class TestJsonFeed:
    def test_a_feed_is_complete(self, json_feeds: dict[str, Any]) -> None:
        """Version 1.1 and a title are required; the addresses are whole; nothing unknown is in
        it."""
        for uri, feed in json_feeds.items():
            assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"].strip()
            assert feed["feed_url"] == URL + uri and is_absolute(feed["home_page_url"])
            assert LANGUAGE.fullmatch(feed["language"]) and isinstance(feed["items"], list)
            assert feed.keys() <= {
                *(
                    "version",
                    "title",
                    "home_page_url",
                    "feed_url",
                    "description",
                    "language",
                    "authors",
                    "items",
                )
            }

    def test_an_item_is_complete(self, json_feeds: dict[str, Any]) -> None:
        """An id that is text and there once, a content, and the forms of all else."""
        for uri, feed in json_feeds.items():
            ids = [item["id"] for item in feed["items"]]
            assert all(isinstance(name, str) and name for name in ids) and len(ids) == len(
                set(ids)
            ), uri
            for item in feed["items"]:
                assert item["content_html"].strip() and is_absolute(item["url"]), uri
                assert RFC_3339.fullmatch(item["date_published"]), uri
                assert all(isinstance(tag, str) and tag for tag in item.get("tags", ["x"])), uri
                assert all(author["name"] for author in item["authors"]), uri
                assert item.keys() <= {
                    *(
                        "id",
                        "url",
                        "title",
                        "summary",
                        "content_html",
                        "date_published",
                        "authors",
                        "tags",
                    )
                }


class TestContent:
    def test_it_is_html_that_a_strict_reader_takes(self, written: list[tuple[str, str]]) -> None:
        """A feed's content is a piece of a page and follows the same rules."""
        assert len(written) > 500
        for content in {content for _, content in written}:
            html5lib.HTMLParser(strict=True).parseFragment(content)

    def test_its_addresses_are_whole(self, written: list[tuple[str, str]]) -> None:
        """A reader has no page to take a relative address from."""
        for content in {content for _, content in written}:
            tree = html.fragment_fromstring(content, create_parent="div")
            found = [value for name in LINKING for value in tree.xpath(f".//@{name}")]
            assert [address for address in found if not is_absolute(address)] == []

    def test_nothing_in_it_runs_or_dresses(self, written: list[tuple[str, str]]) -> None:
        """Readers throw away scripts, forms, frames, styles and handlers, and validators warn of
        them: there are none."""
        for content in {content for _, content in written}:
            tree = html.fragment_fromstring(content, create_parent="div")
            forbidden = [
                "script",
                "style",
                "iframe",
                "object",
                "embed",
                "form",
                "input",
                "button",
                "link",
                "meta",
                "base",
                "svg",
                "math",
            ]
            assert [element.tag for element in tree.iter() if element.tag in forbidden] == []
            names = {name for element in tree.iter() for name in element.attrib}
            assert not any(
                name.startswith("on") or name in ("style", "id", "srcdoc") for name in names
            ), names


class TestPages:
    def test_pages_name_feeds_by_their_type(self, site: Path) -> None:
        """rel=alternate gives the type that the file has, and leads to a feed that is there."""
        kinds = {kind: form for form, kind in FORMATS.items()}
        seen = set()
        for url, page in pages(site).items():
            for link in page.xpath(
                "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom') "
                "or contains(@type, 'feed')]"
            ):
                found = target(url, link.get("href"))
                assert (
                    found
                    and found[0].endswith(f".{kinds[link.get('type')]}")
                    and (site / found[0]).is_file()
                ), url
                assert link.get("title"), url
                seen.add(found[0])
        assert len(seen) > 20
