"""Every link of every page leads somewhere, and nothing is fetched from elsewhere."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from hearth.model.hub import Hub
from site_pages import URL, is_redirect, ordinary, pages, target

LOADS = (
    "//link[not(contains(' alternate canonical me edit ', concat(' ', @rel, ' ')))]/@href | "
    "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //audio/@src | "
    "//object/@data | //embed/@src | //use/@href | //form/@action"
)


def test_every_link_inside_leads_somewhere(site: Path) -> None:
    """Files are there, and so are the places on pages that links point to."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    anchors = {
        (f"{url}index.html" if url.endswith("/") or not url else url): set(
            page.xpath("//@id | //a/@name")
        )
        for url, page in pages(site).items()
    }
    broken = []
    for url, page in pages(site).items():
        here = "" if url == "404.html" else url
        for address in page.xpath("//*[not(@rel='edit')]/@href | //@src"):
            found = (
                target(here, address)
                if not address.startswith(("mailto:", "webcal:"))
                else target("", "https:" + address.partition(":")[2])
                if address.startswith("webcal:")
                else None
            )
            if found is None:
                continue
            file, anchor = found
            if file not in files or (anchor and file in anchors and anchor not in anchors[file]):
                broken.append((url, address))
    assert broken == []


def test_links_work_wherever_the_site_lies(site: Path) -> None:
    """Inside the site links are relative; only the head names full addresses, and the page for
    wrong addresses its root."""
    for url, page in ordinary(site).items():
        assert [
            address
            for address in page.xpath("//body//a[not(@rel='edit')]/@href")
            if address.startswith((URL, "/"))
        ] == [], url


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """Only links for people to follow may leave the site."""
    for url, page in pages(site).items():
        assert [
            address
            for address in page.xpath(LOADS)
            if not urljoin(URL + url, address).startswith(URL)
        ] == [], url
        assert [
            style
            for style in page.xpath("//@style | //style/text()")
            if "url(" in style and "//" in style
        ] == [], url


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    """Fonts and pictures are the site's own."""
    for file in (site / "assets").rglob("*.css"):
        assert "url(http" not in file.read_text(encoding="utf-8").replace('"', "").replace(
            "'", ""
        ), file


def test_the_sitemap_is_the_site(site: Path) -> None:
    """Every page is in it, nothing else is, and the gzipped form is the same."""
    raw = (site / "sitemap.xml").read_bytes()
    listed = [element.text for element in etree.fromstring(raw).iter("{*}loc")]
    assert sorted(listed) == sorted(URL + url for url in ordinary(site))
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == raw


def test_every_page_can_be_reached(site: Path) -> None:
    """From the home page, by following links."""
    reached, waiting = set(), [""]
    while waiting:
        url = waiting.pop()
        if url in reached:
            continue
        reached.add(url)
        for address in pages(site)[url].xpath("//a/@href"):
            found = target(url, address)
            if (
                found
                and found[0].endswith("index.html")
                and (other := found[0].removesuffix("index.html")) in pages(site)
            ):
                waiting.append(other)
    assert sorted(set(ordinary(site)) - reached) == []


def test_former_addresses_lead_on(site: Path, hub: Hub) -> None:
    """An alias is a page that leads to the record, and no search engine keeps it."""
    redirects = {url: page for url, page in pages(site).items() if is_redirect(page)}
    for url, page in redirects.items():
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], url
        address = page.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("url=")[2]
        assert (site / target(url, address)[0]).is_file(), url  # type: ignore[index]


def test_no_source_is_published(site: Path) -> None:
    """Neither records nor templates nor placeholders of shells."""
    names = [file.relative_to(site).as_posix() for file in site.rglob("*")]
    assert [name for name in names if name.endswith((".yml", ".yaml", ".md", ".py", ".j2"))] == []
    assert [name for name in names if "hearthxslot" in name] == []
    for file in site.rglob("*.html"):
        raw = file.read_bytes()
        assert b"hearthxslot" not in raw and b"\x00" not in raw, file


def test_edit_links_lead_to_the_source(site: Path, hub: Hub) -> None:
    """ "Edit this page" opens the very file the record was read from."""
    base = "https://example.org/community-circle/source/edit/main/"
    for record in hub:
        if record.KIND != "term":
            found = pages(site)[hub.url(record)].xpath("//a[@rel='edit']/@href")
            assert [urljoin(URL, address) for address in found] == [base + record.path], record.path


def test_every_record_has_its_page(site: Path, hub: Hub) -> None:
    """At the address made of its id; a term has its place in the glossary."""
    for record in hub:
        url, _, anchor = hub.url(record).partition("#")
        assert url in pages(site)
        assert not anchor or anchor in pages(site)[url].xpath("//@id"), anchor
