"""The hub is the same under every site builder."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import test_crawl
import test_html
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from site_pages import ordinary, pages


def test_mkdocs_is_missed_where_it_is_asked_for(tmp_path: Path) -> None:
    """By its name, and what could not be imported is not shown as a mistake of the engine's."""
    root = hubs.minimal_hub(tmp_path / "hub")
    done = hubs.without_mkdocs(tmp_path, "mkdocs", root, tmp_path / "site")
    assert done.returncode == 1
    assert done.stderr == "MkDocs needs the package mkdocs, which is not installed here.\n"


def test_properdocs_makes_the_same_site(small_site: Path, tmp_path: Path) -> None:
    """But for the line that names the builder."""
    pytest.importorskip("properdocs")
    site = hubs.built(hubs.minimal_hub(tmp_path / "hub"), tmp_path / "site", "properdocs")
    ours, theirs = hubs.tree(small_site), hubs.tree(site)
    assert ours.keys() == theirs.keys()
    for path in hubs.different(small_site, site):
        lines = zip(theirs[path].splitlines(), ours[path].splitlines(), strict=True)
        differing = [pair for pair in lines if pair[0] != pair[1]]
        assert path.endswith(".html")
        assert all(b'<meta name="generator" content="Hearth, ' in pair[0] for pair in differing)


def test_without_mkdocs_all_but_the_chrome_is_the_same(site: Path, plain_site: Path) -> None:
    """Feeds, calendars, data, pictures, search and sitemap byte for byte; the same pages; what the
    two chromes are made of is their own."""
    theirs = {path for path in hubs.tree(site) if not path.startswith("assets/")}
    ours = {path for path in hubs.tree(plain_site) if not path.startswith("assets/")}
    assert theirs == ours
    folders = {path.split("/")[0] for path in ours if not path.endswith(".html")}
    assert {
        "api",
        "calendars",
        "cards",
        "feeds",
        "schemas",
        "search-index",
        "sitemap.xml",
    } <= folders
    differing = [path for path in hubs.different(site, plain_site) if path in ours]
    assert [path for path in differing if not path.endswith(".html")] == []


def test_without_mkdocs_pages_say_the_same(site: Path, plain_site: Path) -> None:
    """Each has the same title, description and machine-readable data, and an article of the same
    elements."""
    said = (
        "string(//title)",
        "//meta[@name='description']/@content",
        "//link[@rel='canonical']/@href",
        "//*[@rel='edit']/@href",
        "//script[@type='application/ld+json']/text()",
    )
    theirs = ordinary(site)
    for url, page in ordinary(plain_site).items():
        for what in said:
            assert page.xpath(what) == theirs[url].xpath(what), (url, what)
        article, other = (built.get_element_by_id("h-content") for built in (page, theirs[url]))
        for contents in other.xpath(".//*[contains(@class, 'h-onpage')]"):
            contents.drop_tree()
        shape = [
            [(item.tag, item.get("id"), item.get("href")) for item in part.iter()]
            for part in (article, other)
        ]
        assert shape[0] == shape[1], url
        assert article.text_content().split() == other.text_content().split(), url


@pytest.mark.parametrize(
    "holds",
    [
        test_html.test_every_page_is_valid,
        test_html.test_every_page_says_what_it_is,
        test_html.test_ids_are_unique,
        test_html.test_references_between_elements_hold,
        test_crawl.test_links_work_wherever_the_site_lies,
        test_crawl.test_nothing_is_loaded_from_elsewhere,
        test_crawl.test_every_page_can_be_reached,
        test_crawl.test_no_source_is_published,
    ],
)
def test_the_plain_chrome_is_held_to_the_same(
    holds: Callable[[Path], None], plain_site: Path
) -> None:
    """What is asked of pages is asked of these too."""
    holds(plain_site)


def test_the_plain_chrome_runs_its_own_scripts_alone(plain_site: Path) -> None:
    """Each script is a file that is named with its hash, and every page has one and the same
    policy, which knows these hashes and no other."""
    policies = set()
    for url, page in ordinary(plain_site).items():
        policies.add(tuple(page.xpath("//meta[@http-equiv]/@content")))
        for script in page.xpath("//script[not(@type='application/ld+json')]"):
            file = plain_site / url / script.get("src")
            digest = base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()
            assert script.get("integrity") == f"sha256-{digest}", url
    (policy,) = policies
    assert len(re.findall(r"'sha256-[^']+'", policy[0])) == 3 and "unsafe-inline" not in policy[0]


def test_where_addresses_lead_nowhere_links_begin_at_the_host(plain_site: Path) -> None:
    """That page is shown at any address."""
    links = pages(plain_site)["404.html"].xpath("//@href | //@src")
    assert [link for link in links if not link.startswith(("/community-circle/", "#"))] == []


def test_hearth_build_takes_the_builder_by_name(tmp_path: Path) -> None:
    """With all it promises: a site that is verified, and one that stays when something is wrong."""

    def build() -> tuple[int, str]:
        words = ["build", str(root), "--as-of", "2026-11-23", "--builder", "plain"]
        done = CliRunner().invoke(main, words)
        return done.exit_code, done.output

    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false")
    status, output = build()
    assert status == 0, output
    assert (root / "site" / "assets" / "hearth" / "base.css").is_file()
    before = hubs.tree(root / "site")
    hubs.write(root, {"content/about.md": "# About\n\n[Gone](gone.md) and ![no](assets/no.png)\n"})
    status, output = build()
    assert status == 1 and "site is as it was." in output
    assert 'content/about.md:3:8  this file: "gone.md" leads nowhere.' in output
    assert 'content/about.md:3:27  this file: "assets/no.png" leads nowhere.' in output
    hubs.write(
        root, {"content/about.md": None, "members/ada.yml": "name: Ada\njoined: 3.12.2026\n"}
    )
    status, output = build()
    assert status == 1 and "members/ada.yml:2:9" in output and "nothing was published" in output
    assert hubs.tree(root / "site") == before
