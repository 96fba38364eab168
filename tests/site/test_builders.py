"""The hub is the same under every site builder."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import test_crawl
import test_html
from click.testing import CliRunner
from lxml import html

import hubs
from hearth.cli.main import main
from site_pages import ordinary, pages


def test_mkdocs_is_missed_where_it_is_asked_for(tmp_path: Path) -> None:
    """By its name, and what could not be imported is not shown as a mistake of the engine's."""
    root = hubs.minimal_hub(tmp_path / "hub")
    done = hubs.without_mkdocs(tmp_path, "mkdocs", root, tmp_path / "site")
    assert done.returncode == 1
    assert done.stderr == "MkDocs needs the package mkdocs, which is not installed here.\n"


@pytest.fixture
def made_by(tmp_path: Path, installed: dict[str, str]) -> Callable[[str, str], Path]:
    """Makes the small hub's site by a builder and a theme that one line names; skips where either
    is not installed."""

    def make(builder: str, theme: str) -> Path:
        pytest.importorskip(builder)
        if theme != "hearth" and not entry_points(group="mkdocs.themes", name=theme):
            pytest.skip(f"the theme {theme} is not installed here")
        root = hubs.minimal_hub(tmp_path / "hub")
        config = root / "mkdocs.yml"
        config.write_text(config.read_text().replace("name: material", f"name: {theme}"))
        return hubs.built(root, tmp_path / "site", builder, **installed)

    return make


def test_properdocs_makes_the_same_site(
    made_by: Callable[[str, str], Path], request: pytest.FixtureRequest
) -> None:
    """But for the line that names the builder."""
    site = made_by("properdocs", "material")
    assert unlike(site, request.getfixturevalue("small_site")) == []


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_our_own_theme_is_the_same_everywhere(
    builder: str, made_by: Callable[[str, str], Path], small_plain_site: Path
) -> None:
    """MkDocs, ProperDocs and the plain builder make the same files of it, but for the line that
    names the builder."""
    assert unlike(made_by(builder, "hearth"), small_plain_site) == []


@pytest.mark.parametrize("theme", ["material", "materialx"])
@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_themes_change_the_chrome_alone(
    builder: str, theme: str, made_by: Callable[[str, str], Path], small_plain_site: Path
) -> None:
    """The same addresses, and feeds, calendars, data and search byte for byte."""
    assert_only_chromes_differ(made_by(builder, theme), small_plain_site)


def unlike(site: Path, other: Path) -> list[str]:
    """The files of two sites that differ in more than the line that names the builder."""
    generator = re.compile(rb'<meta name="generator" content="[^"]*">')
    first, second = hubs.tree(site), hubs.tree(other)
    return sorted(
        path
        for path in first.keys() | second.keys()
        if generator.sub(b"", first.get(path, b"gone"))
        != generator.sub(b"", second.get(path, b"gone"))
    )


def assert_only_chromes_differ(site: Path, other: Path) -> None:
    """The same addresses, and nothing but pages differs; what two chromes are made of is their
    own."""
    theirs, ours = (
        {path for path in hubs.tree(built) if not path.startswith("assets/")}
        for built in (other, site)
    )
    assert theirs == ours
    differing = [path for path in hubs.different(other, site) if path in ours]
    assert [path for path in differing if not path.endswith(".html")] == []


def test_without_mkdocs_all_but_the_chrome_is_the_same(site: Path, plain_site: Path) -> None:
    """Feeds, calendars, data, pictures, search and sitemap byte for byte; the same pages."""
    assert_only_chromes_differ(plain_site, site)
    folders = {path.split("/")[0] for path in hubs.tree(plain_site) if not path.endswith(".html")}
    assert {
        "api",
        "calendars",
        "cards",
        "feeds",
        "schemas",
        "search-index",
        "sitemap.xml",
    } <= folders


def test_without_mkdocs_pages_say_the_same(site: Path, plain_site: Path) -> None:
    """Each has the same title, description and machine-readable data, and the same article."""
    said = (
        "string(//title)",
        "//meta[@name='description']/@content",
        "//link[@rel='canonical']/@href",
        "//*[@rel='edit']/@href",
        "//script[@type='application/ld+json']/text()",
        "//nav//a/@href",
    )
    theirs = ordinary(site)
    for url, page in ordinary(plain_site).items():
        for what in said:
            assert page.xpath(what) == theirs[url].xpath(what), (url, what)
        article, other = (
            html.tostring(built.get_element_by_id("hb-content")) for built in (page, theirs[url])
        )
        assert article == other, url


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
    """Each script has its hash in the policy, which is the same on every page and knows no
    other."""
    policies, hashes = set(), set()
    for url, page in ordinary(plain_site).items():
        policies.add(tuple(page.xpath("//meta[@http-equiv]/@content")))
        for script in page.xpath("//script[not(@type='application/ld+json')]"):
            source = script.get("src")
            raw = (plain_site / url / source).read_bytes() if source else script.text.encode()
            digest = base64.b64encode(hashlib.sha256(raw).digest()).decode()
            assert script.get("integrity") == (f"sha256-{digest}" if source else None), url
            hashes.add(f"'sha256-{digest}'")
    (policy,) = policies
    assert set(re.findall(r"'sha256-[^']+'", policy[0])) == hashes
    assert "unsafe-inline" not in policy[0]


def test_where_addresses_lead_nowhere_links_begin_at_the_host(plain_site: Path) -> None:
    """That page is shown at any address; only the way to report leads to another host."""
    links = pages(plain_site)["404.html"].xpath("//@href | //@src")
    found = {link for link in links if not link.startswith(("/community-circle/", "#"))}
    assert found == {"https://example.org/report"}


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
