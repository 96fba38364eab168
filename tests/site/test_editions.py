"""A hub in two languages: all pages in both, each leading to the other, and one identity for what
is one thing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import icalendar
import pytest
from test_builders import unlike
from test_store import anew, publish, root  # noqa: F401 - a fixture

import bilingual
import hubs
from site_bytes import unpacked
from site_pages import ordinary

HOME = "https://example.org/small/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the hub in both languages; every link in it was found to lead somewhere."""

    def make(folder: Path) -> None:
        hub = hubs.minimal_hub(folder.with_name("two-languages-hub"), bilingual.FILES)
        hubs.built(hub, folder, "plain")

    return hubs.once(tmp_path_factory, "two-languages", make)


def test_every_page_stands_in_both_languages(site: Path) -> None:
    """At the same address below the folder of the language, and says in which it is."""
    found = ordinary(site)
    hebrew = {url.removeprefix("he/"): page for url, page in found.items() if url[:3] == "he/"}
    english = {url: page for url, page in found.items() if url[:3] != "he/"}
    assert len(english) > 50 and hebrew.keys() - english.keys() == {"404.html"}
    assert english.keys() <= hebrew.keys()
    assert {(page.get("lang"), page.get("dir", "ltr")) for page in english.values()} == {
        ("en", "ltr")
    }
    assert {(page.get("lang"), page.get("dir")) for page in hebrew.values()} == {("he", "rtl")}


def test_a_page_names_itself_in_each_language(site: Path) -> None:
    """For search engines by full addresses, the same on both; for readers in a menu that leads to
    the same page, and marks the language that is read."""
    for url, page in ordinary(site).items():
        if url.endswith("404.html"):
            continue
        bare = url.removeprefix("he/")
        links = page.xpath("//head/link[@hreflang]")
        assert [(link.get("hreflang"), link.get("href")) for link in links] == [
            ("en", f"{HOME}{bare}"),
            ("he", f"{HOME}he/{bare}"),
            ("x-default", f"{HOME}{bare}"),
        ], url
        assert page.xpath("string(//link[@rel='canonical']/@href)") == f"{HOME}{url}"
        way = "../" * url.count("/")
        menu = page.xpath("//details[@class='hb-languages']//a")
        assert [link.text for link in menu] == ["English", "עברית"]
        assert [_plain(link.get("href")) for link in menu] == [
            _plain(f"{way}{bare}"),
            _plain(f"{way}he/{bare}"),
        ], url
        current = [link.get("lang") for link in menu if link.get("aria-current")]
        assert current == ["he" if url[:3] == "he/" else "en"]


def _plain(address: str) -> str:
    return re.sub(r"(?<![\w.])\./|(?<=/)\./", "", f"./{address}".replace("/./", "/"))


def test_what_is_translated_is_read_in_the_language(site: Path) -> None:
    """A record, a page, a topic, the community, a part of a list; links in texts go on as in the
    original."""
    pages = ordinary(site)
    assert pages["he/members/ada/"].xpath("string(//h1)").strip() == "עדה דוגמה"
    evening = pages["he/events/evening/"].text_content()
    assert "ערב באולם" in evening and "אוכל ושאלות." in evening and "Questions" in evening
    assert "Food" not in evening
    about = pages["he/about/"]
    assert about.xpath("string(//h1)").strip("¶ \n") == "אודות"
    links = about.xpath("//article//a[not(contains(@class, 'headerlink'))]/@href")
    assert links == ["../conduct/", "../members/ada/"]
    assert "צעדים ראשונים" in pages["he/topics/"].text_content()
    assert pages["he/"].xpath("string(//title)") == "מעגל קטן"


def test_what_is_not_is_marked_and_said(site: Path) -> None:
    """In the language it is written in; nothing is said of what is translated."""
    pages = ordinary(site)
    notice = "//p[@class='hb-untranslated']"
    for url in ("he/members/bo/", "he/conduct/"):
        assert "אנגלית" in pages[url].xpath(f"string({notice})"), url
    assert pages["he/conduct/"].xpath("//*[@lang='en'][@dir='ltr']//h1")
    people = {
        link.text: link for link in pages["he/members/"].xpath("//article//h2/a | //article//h3/a")
    }
    assert people["Bo Sample"].get("lang") == "en"
    assert people["עדה דוגמה"].get("lang") is None
    assert pages["he/members/cy/"].xpath("//*[@lang='en'][contains(., 'I keep the archive')]")
    for url in ("he/members/ada/", "he/about/", "he/members/", "members/bo/", "conduct/"):
        assert not pages[url].xpath(notice), url


def test_one_thing_has_one_identity(site: Path) -> None:
    """An event is the same in the calendars of both languages, a record in their feeds; the
    calendars and feeds themselves are two."""
    english, hebrew = (
        icalendar.Calendar.from_ical((site / f"{folder}calendars/all.ics").read_text("utf-8"))
        for folder in ("", "he/")
    )
    uids = [[str(event["UID"]) for event in one.events] for one in (english, hebrew)]
    assert uids[0] == uids[1] and len(set(uids[0])) == len(uids[0]) > 1
    assert english["UID"] != hebrew["UID"]
    titles = {str(event["SUMMARY"]) for event in hebrew.events}
    assert "ערב באולם" in titles
    feeds = [
        json.loads((site / f"{folder}feeds/all.json").read_text("utf-8")) for folder in ("", "he/")
    ]
    assert [item["id"] for item in feeds[0]["items"]] == [item["id"] for item in feeds[1]["items"]]
    ids = [
        re.findall("<id>(.*?)</id>", (site / f"{folder}feeds/all.atom.xml").read_text("utf-8"))
        for folder in ("", "he/")
    ]
    assert ids[0][1:] == ids[1][1:] and ids[0][0] != ids[1][0]


def test_search_finds_in_the_language_of_the_page(site: Path) -> None:
    hebrew, english = (
        b"".join(
            unpacked(file.read_bytes())
            for file in sorted((site / folder).rglob("*"))
            if file.is_file()
        )
        for folder in ("he/search-index", "search-index")
    )
    assert "ערב באולם".encode() in hebrew and "ערב באולם".encode() not in english


def test_one_sitemap_names_all_pages(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{HOME}members/ada/</loc>" in text and f"<loc>{HOME}he/members/ada/</loc>" in text
    assert not (site / "he/sitemap.xml").exists()


def test_what_is_hidden_is_hidden_in_every_language(site: Path) -> None:
    for path, content in hubs.tree(site).items():
        assert bilingual.HIDDEN.encode() not in unpacked(content), path
        assert "דב נסתר".encode() not in unpacked(content), path


def test_builders_make_the_same_of_both(
    site: Path, tmp_path: Path, installed: dict[str, str]
) -> None:
    root = hubs.minimal_hub(tmp_path / "hub", bilingual.FILES)  # noqa: F811
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: hearth"))
    assert unlike(hubs.built(root, tmp_path / "site", "mkdocs", **installed), site) == []


def test_an_edit_of_a_translation_is_published(root: Path) -> None:  # noqa: F811
    """Like any other, from what there is; and so is the first translation into a language, and the
    last one that goes."""
    for files in (
        {},
        bilingual.FILES,
        {"members/ada.he.yml": "name: עדה אחרת\n"},
        {
            "members/bo.yml": "name: Bo Sample\nheadline: Listens\njoined: 2026-02-10\n",
            "members/ada.yml": "name: Ada Example\nheadline: Listens\njoined: 2026-01-05\n",
            "members/ada.he.yml": "name: עדה\nheadline: מקשיבה\n",
        },
        # What was not translated anywhere is said by a translated record now.
        {"members/ada.he.yml": "name: עדה\n"},
        {"content/about.he.md": "# אודותינו\n\nמילים חדשות.\n"},
        {"members/ada.yml": "name: Ada Example\nheadline: New\njoined: 2026-01-05\n"},
        {"members/ada.he.yml": None, "content/about.he.md": None},
        {"content/community.yml": hubs.BASE["content/community.yml"]},
    ):
        hubs.write(root, files)
        publish(root)
        assert hubs.different(anew(root), root / "site") == [], files
