"""verify: every fault of a site is found and told, and what is right is left in peace."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from hearth.site import verify as module
from hearth.site.leak_check import LeakDetector, canaries
from hearth.site.manifest import Manifest, make_manifest
from hearth.site.verify import verify

PAGE = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>\n"
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
GOOD: dict[str, str | bytes | None] = {
    "index.html": PAGE.format(
        '<b id="a&amp;é"></b> <a href="members/">M</a> <a href="members">M</a> <a href="./">I</a> '
        '<a href=".">I</a> <a href="#top">T</a> <a href="#">T</a> <a id="here" '
        'href="?x=1#here">H</a> <a href="?x=1">Q</a>'
        '<a href="mailto:a@b.example">m</a> <a href="//other.example/x">o</a> <img '
        'src="assets/a%20b.png"> <a href="/elsewhere/">e</a>'
    ),
    "404.html": PAGE.format(
        '<link href="/small/assets/a.css"><a href="/small/.">Home</a><a '
        'href="/small/members/">M</a>'
    ),
    "members/index.html": PAGE.format(
        '<a href="../index.html#a&amp;%C3%A9">I</a> <a href="../#here:~:text=x">I</a> <b '
        'id=c></b><a name="d" href="../members/#c">C</a> <a href=".#d">D</a> <a '
        'href="../members/ada/?q&amp;r">A</a> <a href="..">I</a>'
    ),
    "members/ada/index.html": PAGE.format(
        "<a href=\"../../feeds/all.xml\">F</a> <a href='../../calendar.ics'>C</a> <p>Write "
        'href="nowhere/" or href="../#nowhere" so.</p>'
    ),
    "assets/a b.png": b"\x89PNG\r\n\x1a\n....IEND....",
    "assets/a.css": (
        "/* url(never.png) */ @import 'b.css'; a { b: url('a%20b.png?v=1#c') "
        "url(data:image/png;base64,x) url( #d ) }"
    ),
    "assets/b.css": "",
    "feeds/all.xml": (
        '<?xml version="1.0"?><rss '
        'xmlns:a="a"><channel><link>https://example.org/small/</link><a:link '
        'href="https://example.org/small/feeds/all.xml"/><guid>https://example.org/small/gone/</guid></channel></rss>'
    ),
    "api/all.json": '{"a": 1}',
    "calendar.ics": CALENDAR,
    "search-index/a.json.gz": gzip.compress(b'[["members/#c","C","A line"]]'),
    "sitemap.xml.gz": gzip.compress(b"<urlset/>"),
}
MANIFEST = Manifest(
    "/small/",
    ("index.html", "members/ada/index.html"),
    ("feeds/all.xml",),
    ("Canary Person",),
    ("members/canary/",),
    "https://example.org/small/",
)
FAULTS: dict[str, tuple[str, str | bytes | None, str]] = {
    "a record of the data without a page": (
        "api/jobs.json",
        '{"jobs":[\n{"page":"https://example.org/small/jobs/cook/","id":"cook"}]}',
        'api/jobs.json: names "jobs/cook/", and there is nothing.',
    ),
    "an item of a list": (
        "listings/members.json",
        '{"section": "members/", "titles": "Åda\\nAda\\n李娜", "addresses": "~\\n~-2\\nli-na"}',
        'listings/members.json: names "members/ada-2/", and there is nothing.',
    ),
    "an entry of a JSON feed": (
        "feeds/all.json",
        '{"items": [{"url": "https://example.org/small/gone/"}]}',
        'feeds/all.json: names "gone/", and there is nothing.',
    ),
    "an address in a calendar, over two lines": (
        "more.ics",
        CALENDAR.replace(b"UID:1", b"URL:https://example.org/small/\r\n events/gone/\r\nUID:1"),
        'more.ics: names "events/gone/", and there is nothing.',
    ),
    "something to be found that is not there": (
        "search-index/b.json.gz",
        gzip.compress(b'[["gone/","Gone",""]]'),
        'search-index/b.json.gz: names "gone/", and there is nothing.',
    ),
    "a file of the search index that is not there": (
        "search-index/index.json.gz",
        gzip.compress(b'{"terms":["a"],"pages":["gone"]}'),
        'search-index/index.json.gz: names "search-index/gone.json.gz", and there is nothing.',
    ),
    "a place on a page that is to be found": (
        "search-index/b.json.gz",
        gzip.compress(b'[["members/#e","E",""]]'),
        'search-index/b.json.gz: links to "members/#e", and no place on that page has this name.',
    ),
    "structured data that leads nowhere": (
        "404.html",
        PAGE.format(
            '<script type="application/ld+json">{"url":"https://example.org/small/gone/"}</script>'
        ),
        '404.html: names "gone/", and there is nothing.',
    ),
    "a page that is not there": (
        "members/ada/index.html",
        None,
        "members/ada/index.html: is missing: this page was to be made.",
    ),
    "a feed that is not there": (
        "feeds/all.xml",
        None,
        "feeds/all.xml: is missing: this file was to be made.",
    ),
    "an empty page": ("members/index.html", "", "members/index.html: is empty."),
    "a page that is cut off": (
        "members/index.html",
        "<!doctype html><p>And th",
        "members/index.html: is cut off: it does not end with </html>.",
    ),
    "a dead link": (
        "index.html",
        PAGE.format('<a href="members/bo/">B</a>'),
        'index.html: links to "members/bo/", and there is nothing.',
    ),
    "a dead link to the folder of files": (
        "index.html",
        PAGE.format('<a href="feeds/">B</a>'),
        'index.html: links to "feeds/", and there is nothing.',
    ),
    "a dead link upwards": (
        "members/ada/index.html",
        PAGE.format('<a href="../bo/index.html">B</a>'),
        'members/ada/index.html: links to "../bo/index.html", and there is nothing.',
    ),
    "a dead link from the root": (
        "404.html",
        PAGE.format('<a href="/small/gone/">B</a>'),
        '404.html: links to "/small/gone/", and there is nothing.',
    ),
    "a picture that is not there": (
        "index.html",
        PAGE.format('<img alt="" src="assets/b.png">'),
        'index.html: links to "assets/b.png", and there is nothing.',
    ),
    "a place that is not on its page": (
        "index.html",
        PAGE.format('<i data-id="b"></i><a href="#b">B</a>'),
        'index.html: links to "#b", and no place on that page has this name.',
    ),
    "a place that is not on another page": (
        "members/ada/index.html",
        PAGE.format('<a href="../../#%C3%A9">B</a>'),
        (
            'members/ada/index.html: links to "../../#%C3%A9", and no place on that page has '
            "this name."
        ),
    ),
    "a font that is not there": (
        "assets/a.css",
        "a { src: url(fonts/a.woff2) }",
        'assets/a.css: names "fonts/a.woff2", and there is nothing.',
    ),
    "a style sheet that is not there": (
        "assets/a.css",
        '@import "/small/c.css";',
        'assets/a.css: names "/small/c.css", and there is nothing.',
    ),
    "a dead link in a feed": (
        "feeds/all.xml",
        "<rss><item><link>https://example.org/small/members/bo/</link></item></rss>",
        'feeds/all.xml: links to "https://example.org/small/members/bo/", and there is nothing.',
    ),
    "a dead enclosure": (
        "feeds/all.xml",
        '<rss><enclosure url="https://example.org/small/b.png"/></rss>',
        'feeds/all.xml: links to "https://example.org/small/b.png", and there is nothing.',
    ),
    "a feed that is cut off": ("feeds/all.xml", "<rss><channel>", "feeds/all.xml: is not XML ("),
    "JSON that is cut off": ("api/all.json", '{"a": ', "api/all.json: is not JSON ("),
    "a calendar that is cut off": (
        "calendar.ics",
        CALENDAR[:-20],
        "calendar.ics: is cut off: it does not end with END:VCALENDAR.",
    ),
    "a calendar that is something else": (
        "calendar.ics",
        PAGE,
        "calendar.ics: is no calendar: it does not begin with BEGIN:VCALENDAR.",
    ),
    "an event that does not end": (
        "calendar.ics",
        CALENDAR.replace(b"END:VEVENT\r\n", b""),
        "calendar.ics: is no calendar: something in it begins and does not end.",
    ),
    "a packed file that is cut off": (
        "sitemap.xml.gz",
        gzip.compress(b"<urlset/>")[:-9],
        "sitemap.xml.gz: cannot be unpacked.",
    ),
    "an empty part of the search index": (
        "search-index/a.json.gz",
        "",
        "search-index/a.json.gz: is empty.",
    ),
    "a part of the search index that is cut off": (
        "search-index/a.json.gz",
        gzip.compress(b"[]")[:-9],
        "search-index/a.json.gz: cannot be unpacked.",
    ),
    "a picture that is cut off": (
        "assets/a b.png",
        b"\x89PNG\r\n\x1a\n....",
        "assets/a b.png: is no whole picture.",
    ),
    "the page of somebody who is not public": (
        "members/canary/index.html",
        PAGE,
        "members/canary/index.html: is the page of a member who is not public.",
    ),
    "an address that is not public": (
        "api/all.json",
        '["https://example.org/small/members/canary/"]',
        (
            'api/all.json: holds a private text of 15 letters that begins with "mem", which is '
            "not public."
        ),
    ),
    "a private name": ("api/all.json", '["canary\\nPERSON"]', None),  # type: ignore[dict-item]
    "a private name in a page": ("index.html", PAGE.format("<b>Canary</b>&#32;Person"), None),  # type: ignore[dict-item]
    "a private name in a calendar": (
        "calendar.ics",
        CALENDAR.replace(b"UID:1", b"SUMMARY:Can\r\n ary Person"),
        None,
    ),  # type: ignore[dict-item]
    "a private name in a packed file": (
        "sitemap.xml.gz",
        gzip.compress(b"<u>canary person</u>"),
        None,
    ),  # type: ignore[dict-item]
}


def told(root: Path) -> list[str]:
    return [str(fault) for fault in verify(root, MANIFEST)]


def test_a_good_site_has_no_fault(tmp_path: Path) -> None:
    """All ways to write a link that leads somewhere, and words that only look like one."""
    hubs.write(tmp_path, GOOD)
    assert told(tmp_path) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told(name: str, tmp_path: Path) -> None:
    """The one that is there, by its file, in plain words."""
    path, content, words = FAULTS[name]
    hubs.write(tmp_path, {**GOOD, path: content})
    if content is None:
        (tmp_path / path).unlink(missing_ok=True)
    private = (
        f'{path}: holds a private text of 13 letters that begins with "Can", which is not public.'
    )
    assert any(line.startswith(words or private) for line in told(tmp_path)), told(tmp_path)


def test_a_private_text_is_not_told_whole(tmp_path: Path) -> None:
    """The log of a build may be public where the site is not."""
    hubs.write(tmp_path, {**GOOD, "api/all.json": '["Canary Person"]'})
    assert "Person" not in "".join(told(tmp_path))


def test_neither_links_of_the_file_system_nor_giants_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link could show a file from outside; a host of sites would refuse a giant."""
    hubs.write(tmp_path, GOOD)
    (tmp_path / "leak.txt").symlink_to("/etc/hostname")
    monkeypatch.setattr(module, "LARGEST", 200)
    assert "leak.txt: is neither a file nor a folder." in told(tmp_path)
    assert any(line.startswith("index.html: is larger than") for line in told(tmp_path))


def test_a_copied_page_is_the_maintainers(tmp_path: Path) -> None:
    """What a maintainer publishes as it is, such as the proof for a search engine, is no page of
    the hub; what is private is told all the same."""
    hubs.write(tmp_path, {**GOOD, "proof.html": "proof: 123", "leak.html": "Canary Person"})
    copied = replace(MANIFEST, copied=("proof.html", "leak.html"))
    assert [fault.path for fault in verify(tmp_path, MANIFEST)] == [
        "leak.html",
        "leak.html",
        "proof.html",
    ]
    assert [fault.path for fault in verify(tmp_path, copied)] == ["leak.html"]


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order."""
    hubs.write(
        tmp_path,
        {
            **GOOD,
            "api/all.json": "{",
            "feeds/all.xml": "<",
            "404.html": PAGE.format('<a href="/small/#e">E</a>'),
        },
    )
    monkeypatch.setattr(module, "MANY", 1)
    monkeypatch.setattr(module, "SHARE", 2)
    found = told(tmp_path)
    assert [str(fault) for fault in verify(tmp_path, MANIFEST, 2)] == found and len(found) == 3


def test_a_manifest_can_be_handed_on() -> None:
    """From one process to another."""
    assert Manifest.from_json(MANIFEST.as_json()) == MANIFEST


MEMBER = """\
name: Vera Verborgen
joined: 2026-11-01
visible: members
skills: [A craft that nobody else has, Facilitation]
links: {github: vera-verb}
aliases: [vera-v]
"""


def test_what_is_private_is_known(tmp_path: Path) -> None:
    """Names, addresses, phrases and pages of members who are not public, and fields that are kept
    back."""
    open_one = (
        "name: Open Member\njoined: 2026-11-03\nheadline: Keeps this line to herself\n"
        "not_public: [headline]\n"
    )
    hub = hubs.small_hub(tmp_path, {"members/vera.yml": MEMBER, "members/open.yml": open_one})
    assert canaries(hub, hub.public()) == (
        [
            "A craft that nobody else has",
            "Keeps this line to herself",
            "Vera Verborgen",
            "vera-verb",
        ],
        ["members/vera-v/", "members/vera/"],
    )
    found = make_manifest(
        hub.public(), hub, ["feeds/all.rss.xml", "members/ada/index.html"], ["about/"]
    )
    assert {"index.html", "about/index.html", "members/ada/index.html"} <= set(found.pages)
    assert "members/vera/index.html" not in found.pages and found.files == ("feeds/all.rss.xml",)


def test_what_is_also_said_in_public_is_no_secret(tmp_path: Path) -> None:
    """A hidden member's name on a page that somebody wrote by hand, or in another record, is no
    leak of the build."""
    about = f"{hubs.BASE['content/about.md']}\nFounded by Vera Verborgen.\n"
    post = "---\ntitle: News\ndate: 2026-11-20\n---\nA craft that *nobody else* has.\n"
    hub = hubs.small_hub(
        tmp_path, {"members/vera.yml": MEMBER, "content/about.md": about, "content/news/n.md": post}
    )
    assert canaries(hub, hub.public())[0] == ["vera-verb"]


def test_a_name_within_a_name_is_another() -> None:
    """Only whole words count, and an address only to its end."""
    detector = LeakDetector(["Dana Levi"], ["members/dana/"])
    assert detector.texts_in(b"Dana Levine, members/dana-b/") == []
    assert detector.texts_in(b"DANA\n<b>LEVI</b> /members/dana/") == ["Dana Levi", "members/dana/"]


def test_what_a_contributor_gave_is_their_own(tmp_path: Path) -> None:
    """An address in the structured data that stands on the page as a link, or in the data under
    another name than ours, is not held against the site."""
    page = PAGE.format(
        '<a href="https://example.org/small/old/">Old</a>'
        '<script type="application/ld+json">{"url":"https://example.org/small/old/"}</script>'
    )
    api = '{"resources":[{"page":"https://example.org/small/","url":"https://example.org/small/old/"}]}'
    hubs.write(tmp_path, {**GOOD, "404.html": page, "api/resources.json": api})
    assert verify(tmp_path, MANIFEST) == []


WRITTEN = re.compile(r"""\s(?:href|src|action|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
"""An attribute that names an address, as HTML allows it to be written."""


PIECES = [" ", "\n", "=", '"', "'", "a", "data-", "href", "src", "action"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_addresses_are_found_however_they_are_written(text: str) -> None:
    """With any spaces and quotes, and nowhere but in attributes of these names."""
    assert module._addresses(text) == {one or other for one, other in WRITTEN.findall(text)}
