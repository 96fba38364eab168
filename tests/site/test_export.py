"""``hearth export``: the same hub by a site builder that knows nothing of hubs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from lxml import html

import hubs
from hearth.adapters.export import markdown_page
from hearth.cli.main import main
from site_pages import pages


def called(root: Path, out: Path) -> Result:
    words = ["export", str(root), "--out", str(out), "--as-of", hubs.AS_OF.isoformat()]
    return CliRunner().invoke(main, words)


@pytest.fixture(scope="session")
def exported_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub, exported, and built by MkDocs without anything of ours."""

    def make(folder: Path) -> None:
        out = folder.with_name("exported-hub")
        done = called(hubs.minimal_hub(folder.with_name("hub-to-export")), out)
        assert done.exit_code == 0, done.output
        built = hubs.build(out, folder, PYTHONPATH="")
        assert built.returncode == 0, built.stderr

    return hubs.once(tmp_path_factory, "exported-site", make)


def test_addresses_and_files_are_the_same(exported_site: Path, small_plain_site: Path) -> None:
    """Every page, and every feed, calendar and data file byte for byte; the search is the
    builder's own."""
    own = ("assets/", "search", "sitemap.xml")
    theirs, ours = (
        {uri: raw for uri, raw in hubs.tree(site).items() if not uri.startswith(own)}
        for site in (exported_site, small_plain_site)
    )
    assert theirs.keys() == ours.keys()
    files = [uri for uri in ours if not uri.endswith(".html")]
    assert {"feeds", "calendars", "api"} <= {uri.split("/")[0] for uri in files}
    assert [uri for uri in files if theirs[uri] != ours[uri]] == []


def test_pages_say_the_same(exported_site: Path, small_plain_site: Path) -> None:
    """Title, data for machines, and every element of what stands on them with its words."""
    theirs, compared = pages(exported_site), 0
    for url, page in pages(small_plain_site).items():
        if url == "404.html" or (article := page.find(".//article[@id='hb-content']")) is None:
            continue
        other = theirs[url]
        for contents in article.xpath(".//*[@class='hb-onpage']"):
            contents.drop_tree()
        data = "//script[@type='application/ld+json']/text()"
        assert other.xpath(data) == page.xpath(data), url
        assert other.xpath("string(//title)") == page.xpath("string(//title)"), url
        (block,) = other.find_class("hb-exported")
        elements = [[item.tag for item in part.iterdescendants()] for part in (block, article)]
        assert elements[0] == elements[1], url
        assert block.text_content().split() == article.text_content().split(), url
        compared += 1
    assert compared > 50


def test_words_of_contributors_stay_words(tmp_path: Path) -> None:
    """A theme prints the fields of a page as they are."""
    name = "<img src=x onerror=run()> & </title><script>run()</script>"
    root = hubs.minimal_hub(
        tmp_path / "hub", {"members/ada.yml": f"name: {name!r}\njoined: 2026-01-05\n"}
    )
    assert called(root, tmp_path / "out").exit_code == 0
    page = (tmp_path / "out/content/members/ada.md").read_text(encoding="utf-8")
    fields = yaml.safe_load(page.split("---\n")[1])
    assert html.fromstring(f"<p>{fields['title']}</p>").text == name
    assert "<" not in fields["title"] + fields["description"]
    assert "<script>run" not in page and "<img src=x" not in page


def test_a_page_is_one_block_of_html() -> None:
    """Without an empty line, at which Markdown would go on, and code keeps its own."""
    body = '<article id="hb-content" tabindex="-1">\n<p>a</p>\n\n<pre>b\n\n  c</pre>\n</article>'
    written = markdown_page(f"<title>A - Hub</title>{body}", "Hub")
    block = written.split("---\n\n")[1]
    assert "\n\n" not in block and "<pre>b&#10;&#10;  c</pre>" in block
    assert re.search(r"^title: A$", written, re.MULTILINE)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Nor when the hub is wrong."""
    root = hubs.minimal_hub(tmp_path / "hub")
    assert called(root, root).exit_code == 2
    hubs.write(root, {"members/ada.yml": "name: Ada\njoined: yesterday\n"})
    done = called(root, tmp_path / "out")
    assert done.exit_code == 1 and not (tmp_path / "out").exists()
