"""Hostile text in every field that holds words, on every page and in every file: nothing of it is
alive, nothing of it is lost."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import lxml.etree
import lxml.html
import pytest
from PIL import Image

import hostile
import hubs
from hubs import once

# What brings a page to life beside scripts: elements that load, send or change where things lead.
LIVELY = frozenset(
    {
        "script",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "base",
        "form",
        "style",
        "link",
        "meta",
        "svg",
        "math",
        "template",
        "audio",
        "video",
        "img",
        "input",
        "button",
        "dialog",
        "portal",
    }
)
ADDRESSES = frozenset(
    {
        "href",
        "src",
        "action",
        "formaction",
        "srcset",
        "poster",
        "data",
        "xlink:href",
        "ping",
        "background",
        "cite",
        "longdesc",
        "srcdoc",
        "style",
    }
)
SAFE_ADDRESS = re.compile(r"(https?:|mailto:|webcal:|/|\.|#|\?|[\w%][^:]*$|$)", re.IGNORECASE)


def _picture() -> bytes:
    raw = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(raw, "PNG")
    return raw.getvalue()


PICTURE = _picture()


def files_of(strings: list[str]) -> dict[str, str | bytes | None]:
    """A hub's files in which each of the strings stands in each field of each kind that takes
    it."""
    found: dict[str, str | bytes | None] = {"content/assets/p.png": PICTURE}
    for kind in hostile.ALL:
        for number, (fields, _) in enumerate(hostile.records(kind, strings)):
            found[f"{kind.folder}/h{number}.yml"] = hostile.written(kind, fields)
    return found


def make(folder: Path, strings: list[str], page_size: int = 100) -> Path:
    """The site of a hub that is full of the strings."""
    root = hubs.minimal_hub(
        folder.with_name(f"{folder.name}-hub"),
        files_of(strings),
        f"pictures: false, page_size: {page_size}",
    )
    return hubs.built(root, folder)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a hub that is full of our own hostile strings."""
    return once(
        tmp_path_factory, "hostile", lambda folder: make(folder, hostile.readable(hostile.STRINGS))
    )


@pytest.fixture(scope="session")
def benign_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with harmless strings: what lives here is ours."""
    return once(tmp_path_factory, "benign", lambda folder: make(folder, list(hostile.BENIGN), 6))


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """(address, HTML) of every page."""
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")


def kind_of_page(uri: str) -> str:
    """Pages of one make have one name, whatever record they show."""
    return re.sub(r"\bh\d+\b|\d+", "N", uri)


def living(html: str) -> set[tuple[str, str, str]]:
    """(element, attribute, what it is) of everything on a page that acts, without the words in
    it."""
    found = set()
    for element in lxml.html.document_fromstring(html).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in LIVELY:
            found.add((element.tag, "", ""))
        if (
            element.tag == "script"
            and element.get("type") != "application/ld+json"
            and not element.get("src")
        ):
            found.add(("script", "text", element.text or ""))
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "srcdoc":
                found.add((element.tag, name, value))
            if name in ADDRESSES and not SAFE_ADDRESS.match(value.strip()):
                found.add((element.tag, name, value))
            if element.tag in (
                "script",
                "link",
                "iframe",
                "form",
                "meta",
                "base",
                "img",
            ) and name in (
                "src",
                "http-equiv",
                "action",
                "rel",
            ):
                found.add((element.tag, name, re.sub(r"[^/]*/", "", value)))
    return found


def alive(
    site: Path, known: dict[str, set[tuple[str, str, str]]]
) -> list[tuple[str, tuple[str, str, str]]]:
    """What lives on a site's pages and on none of the harmless ones of the same make."""
    everywhere = set.intersection(*known.values()) if known else set()
    return [
        (uri, thing)
        for uri, html in pages(site)
        for thing in sorted(living(html) - known.get(kind_of_page(uri), everywhere))
    ]


@pytest.fixture(scope="session")
def harmless(benign_site: Path) -> dict[str, set[tuple[str, str, str]]]:
    """What lives on harmless pages, by their make."""
    found: dict[str, set[tuple[str, str, str]]] = {}
    for uri, html in pages(benign_site):
        found.setdefault(kind_of_page(uri), set()).update(living(html))
    return found


def test_every_field_for_words_is_tried() -> None:
    """Each kind's form has a place in the fields people write most, and no string is lost on the
    way to them."""
    for kind in hostile.ALL:
        places = [where for where, _ in hostile.blanks(hostile.form_of(kind))]
        assert len(places) >= 7, kind.name
        strings = hostile.readable(hostile.STRINGS)
        met = {where: set() for where in places}
        for _, words in hostile.records(kind, strings):
            for where, text in words.items():
                met[where].add(text)
        prose = met[("body",)]
        assert prose == set(strings), kind.name


def test_nothing_hostile_lives_on_a_page(
    hostile_site: Path, harmless: dict[str, set[tuple[str, str, str]]]
) -> None:
    """To a parser, pages full of hostile text have no element, handler or address that harmless
    ones have not."""
    assert sum(1 for _ in pages(hostile_site)) > 500
    assert alive(hostile_site, harmless) == []


def test_the_scan_sees_what_lives(
    tmp_path: Path, harmless: dict[str, set[tuple[str, str, str]]]
) -> None:
    """One living thing on a page is found."""
    for number, html in enumerate(
        (
            "<p onclick=x>",
            "<a href='javascript:x'>",
            "<script>x</script>",
            "<iframe>",
            "<img src=x>",
            "<form action=x>",
        )
    ):
        (tmp_path / f"members-{number}.html").write_text(f"<html><body>{html}</body></html>")
    assert len({uri for uri, _ in alive(tmp_path, harmless)}) == 6


def test_every_other_file_is_still_well_formed(hostile_site: Path) -> None:
    """Feeds and outlines are XML, JSON is JSON, and no calendar has a component or property that
    the harmless one has not."""
    for file in hostile_site.rglob("*"):
        if file.suffix in (".xml", ".opml"):
            tree = lxml.etree.fromstring(
                file.read_bytes(), lxml.etree.XMLParser(resolve_entities=False)
            )
            assert tree.getroottree().docinfo.doctype == ""
            if ".rss." in file.name or ".atom." in file.name:
                assert not feedparser.parse(file.read_bytes()).bozo, file
        elif file.suffix == ".json":
            json.loads(file.read_text(encoding="utf-8"))
        elif file.suffix == ".ics":
            read = icalendar.Calendar.from_ical(file.read_bytes())
            assert {part.name for part in read.walk()} <= {
                "VCALENDAR",
                "VEVENT",
                "VTIMEZONE",
                "STANDARD",
                "DAYLIGHT",
                "VALARM",
            }
            assert all(not part.errors and "ATTENDEE" not in part for part in read.walk())


def test_harmless_text_comes_through(benign_site: Path) -> None:
    """O'Brien, 李, right-to-left names and `AT&T <3 C++` read on the page, in the feed, the
    calendar and the data as they were written."""
    html = "\n".join(
        lxml.html.document_fromstring(html).text_content()
        for uri, html in pages(benign_site)
        if "members/h" in uri
    )
    data = "".join(file.read_text(encoding="utf-8") for file in benign_site.glob("api/**/*.json"))
    said = json.dumps(
        json.loads((benign_site / "api" / "members.json").read_text(encoding="utf-8")),
        ensure_ascii=False,
    )
    events = [
        icalendar.Calendar.from_ical(file.read_bytes()) for file in benign_site.rglob("*.ics")
    ]
    summaries = {str(part["SUMMARY"]) for read in events for part in read.walk("VEVENT")}
    titles = {
        entry.title
        for file in benign_site.glob("feeds/*.rss.xml")
        for entry in feedparser.parse(file.read_bytes()).entries
    }
    assert data and said and titles
    for text in hostile.BENIGN:
        assert text in html, text
        assert json.dumps(text, ensure_ascii=False)[1:-1] in said, text
        assert any(text in summary for summary in summaries), text


# -- in a browser ----------------------------------------------------------------------------------

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
# A page shown by the site's own scripts is tried by others; here nothing but what text brought
# could run.
OURS = re.compile(
    r'<script\b[^>]*(?:\bsrc="|\bid="__config"|>\s*(?:var |document\.|__md)).*?</script>', re.DOTALL
)


def heaps(site: Path, size: int = 100) -> Iterator[str]:
    """The site's pages with neither policy nor scripts of our own, many in one."""
    bodies = [OURS.sub("", BODY.search(html)[1]) for _, html in pages(site) if BODY.search(html)]  # type: ignore[index]
    for start in range(0, len(bodies), size):
        yield (
            "<!doctype html><meta "
            f"charset=utf-8><title>heap</title><body>{'<hr>'.join(bodies[start : start + size])}"
        )


def fired(browser: Any, address: str, uris: Iterable[str]) -> list[str]:
    """The pages on which something ran, or that asked another server for anything."""
    context = browser.new_context()
    context.add_init_script(
        "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => { "
        "top.fired = 1; };"
    )
    found: list[str] = []
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # What the policy stopped never left the browser.
    page.on(
        "requestfailed",
        lambda request: asked.remove(request.url) if request.failure == "csp" else None,
    )
    for uri in uris:
        asked.clear()
        page.goto(address + uri, wait_until="load")
        page.evaluate(
            "document.querySelectorAll('*').forEach((it) => it.dispatchEvent(new "
            "Event('mouseover')))"
        )
        if page.evaluate("top.fired"):
            found.append(uri)
        found += [f"{uri} asked {url}" for url in asked if not url.startswith((address, "data:"))]
    context.close()
    return found


def test_the_browser_would_tell(browser: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    """A page on which something does run is named."""
    (tmp_path / "good.html").write_text("<p>text")
    (tmp_path / "bad.html").write_text("<p>text<img src=x onerror=top.fired=1>")
    assert fired(browser, serve(tmp_path), ["good.html", "bad.html"]) == ["bad.html"]


def test_nothing_fires_without_the_policy(
    hostile_site: Path, browser: Any, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """The escaping holds alone: in a browser nothing of what was written runs, though no policy
    forbids it."""
    for number, html in enumerate(heaps(hostile_site)):
        (tmp_path / f"{number}.html").write_text(html, encoding="utf-8")
    assert (
        fired(browser, serve(tmp_path), sorted(file.name for file in tmp_path.glob("*.html"))) == []
    )


# Markdown with everything it may say in HTML, and not cleaned: as if the first wall were not there.
UNSAFE = """
import cmarkgfm
from cmarkgfm.cmark import Options
from hearth.wording import safe
from hearth.read import records
UNSAFE = Options.CMARK_OPT_UNSAFE
safe.markdown = lambda text, site="": safe.vouched(cmarkgfm.markdown_to_html(text, UNSAFE))
records.read_text = lambda text: (text, [])
"""


# A policy says what may run and load, not where a page may lead its reader: that the first wall
# alone prevents.
REFRESH = re.compile(r"http-equiv\s*=\s*['\"]?(?=refresh)", re.IGNORECASE)


def unsafe_site(folder: Path, strings: list[str]) -> Path:
    """A site whose posts are hostile text that was never made safe, some strings in each."""
    (folder / "patch").mkdir(parents=True)
    (folder / "patch" / "sitecustomize.py").write_text(UNSAFE)
    posts: dict[str, str | bytes | None] = {}
    for number in range(0, len(strings), 40):
        body = REFRESH.sub("name=", "\n\n".join(strings[number : number + 40]))
        posts[f"content/news/h{number}.yml"] = hostile.written(
            hostile.ALL[0], {"title": "Post", "date": "2026-11-20", "body": body[:59_000]}
        )
    root = hubs.minimal_hub(folder / "hub", posts)
    path = os.pathsep.join([str(folder / "patch"), str(hubs.REPOSITORY / "hooks")])
    done = hubs.build(root, folder / "site", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_policy_holds_alone(browser: Any, serve: Callable[[Path], str], tmp_path: Path) -> None:
    """Text that no sanitiser touched is alive on the page, and yet the browser runs nothing of
    it."""
    site = unsafe_site(tmp_path / "open", hostile.readable(hostile.STRINGS))
    uris = [
        f"{file.parent.relative_to(site).as_posix()}/" for file in site.glob("news/h*/index.html")
    ]
    raw = [(site / uri / "index.html").read_text(encoding="utf-8") for uri in uris]
    assert any("<script>top.fired=1</script>" in html for html in raw)
    assert fired(browser, serve(site), uris) == []
    for uri, html in zip(uris, raw, strict=True):
        (site / uri / "index.html").write_text(POLICY.sub("", html), encoding="utf-8")
    assert fired(browser, serve(site), uris) != []


# -- everything that others collected --------------------------------------------------------------


@pytest.mark.soak
def test_all_known_strings(
    browser: Any,
    serve: Callable[[Path], str],
    tmp_path: Path,
    harmless: dict[str, set[tuple[str, str, str]]],
) -> None:
    """Every string of the collection in HEARTH_DATA, in every field of every kind that takes it:
    neither wall lets one through."""
    strings = hostile.readable(hostile.given(os.environ.get("HEARTH_DATA")))
    if not strings:
        pytest.skip("HEARTH_DATA names no folder of strings")
    site = make(tmp_path / "site", strings)
    assert alive(site, harmless) == []
    test_every_other_file_is_still_well_formed(site)
    (tmp_path / "heaps").mkdir()
    for number, html in enumerate(heaps(site)):
        (tmp_path / "heaps" / f"{number}.html").write_text(html, encoding="utf-8")
    assert (
        fired(
            browser,
            serve(tmp_path / "heaps"),
            sorted(file.name for file in (tmp_path / "heaps").glob("*.html")),
        )
        == []
    )
    bare = unsafe_site(tmp_path / "open", strings)
    uris = [
        f"{file.parent.relative_to(bare).as_posix()}/" for file in bare.glob("news/h*/index.html")
    ]
    assert fired(browser, serve(bare), uris) == []
