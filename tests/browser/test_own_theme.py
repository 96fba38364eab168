"""Hearth's own theme in a browser: everything Markdown can do, by mouse and by keys, and its
weight."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hubs
from accessibility import told, violations

pytestmark = pytest.mark.browser

EXTENSIONS = """\
theme:
  name: hearth
  features: [content.code.copy, content.tabs.link]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.highlight: {anchor_linenums: true}
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
  - toc: {permalink: true}
"""


@pytest.fixture(scope="session")
def written_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub with a page that holds every form of Markdown."""

    def make(folder: Path) -> None:
        page = Path(__file__).with_name("markdown_page.md").read_text(encoding="utf-8")
        hub = hubs.minimal_hub(folder.with_name("written-hub"), {"content/forms.md": page})
        config = hub / "mkdocs.yml"
        lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = (line for line in lines if not line.startswith(("theme", "markdown_extensions")))
        config.write_text("".join(kept) + EXTENSIONS, encoding="utf-8")
        hubs.built(hub, folder, "plain")

    return hubs.once(tmp_path_factory, "written-site", make)


@pytest.fixture
def forms(written_site: Path, serve: Callable[[Path], str], tmp_path: Path) -> str:
    """The address of that page."""
    (tmp_path / "small").symlink_to(written_site)
    return f"{serve(tmp_path)}small/forms/"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_form_of_text_shuts_anybody_out(
    reader: Callable[..., Any], forms: str, scheme: str, width: int
) -> None:
    """axe finds nothing at all, and the page is no wider than the screen."""
    page = reader(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(forms)
    assert told(violations(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # Markdown says by a style how a column is aligned, which the policy of pages lets nobody do.
    assert [error for error in page.wrong if "inline style" not in error] == []


def test_columns_are_aligned(page: Any, forms: str) -> None:
    """Although their styles may not work."""
    page.goto(forms)
    number = page.get_by_role("cell", name="1", exact=True)
    assert number.evaluate("element => getComputedStyle(element).textAlign") == "right"


def test_tabs_are_turned_by_keys(page: Any, forms: str) -> None:
    """By the arrows, as radio buttons are."""
    page.goto(forms)
    page.locator(".tabbed-set input").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_text("hearth build", exact=True).is_visible()
    assert not page.get_by_text("Say hello").is_visible()


def test_code_is_copied(reader: Callable[..., Any], forms: str) -> None:
    """Without its line numbers and without the button's own word."""
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    page.goto(forms)
    page.locator(".highlighttable .hb-copy").click()
    page.get_by_text("Copied").first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == "name: Ada Example\njoined: 2026-01-05"


def test_the_contents_follow_the_reader(page: Any, forms: str) -> None:
    """The entry of the heading that was passed last is marked, and no other."""
    page.goto(f"{forms}#code")
    marked = page.locator(".hb-toc [aria-current='location']")
    marked.wait_for()
    assert marked.all_inner_texts() == ["Code"]


def test_what_scrolls_can_be_reached_by_keys(page: Any, forms: str) -> None:
    page.goto(forms)
    assert page.locator("pre > code[tabindex='0']").count() == 1


def test_the_keyboard_leads_past_the_header(page: Any, forms: str) -> None:
    """The first stop is a way to the content; ``/`` opens the search and Escape gives back the
    place."""
    page.goto(forms)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "hb-skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "hb-content"
    page.keyboard.press("/")
    page.locator("#hb-search[open]").wait_for()
    page.keyboard.type("Ada")
    page.locator("a.hit").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#hb-search[open]").wait_for(state="detached")
    assert page.evaluate("document.activeElement.id") == "hb-content"


def test_colours_stay_as_they_were_chosen(page: Any, forms: str) -> None:
    """On the next page too, pages of records as well as those written by hand."""
    page.goto(forms)
    for name in ("as the system", "light"):
        page.get_by_role("button", name=f"Colours: {name}").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(forms.replace("forms/", "members/ada/"))
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.get_by_role("button", name="Colours: dark").is_visible()


def test_style_and_script_are_light(written_site: Path) -> None:
    """All that a page written by hand brings, and what the search loads, below 60 KB as served."""
    page = (written_site / "forms" / "index.html").read_text(encoding="utf-8")
    files = {*re.findall(r'(?:src|href)="\.\./(assets/[^"]+\.(?:css|js))"', page)}
    assert len(files) == 6
    files.add("assets/hearth/search-index.js")
    weight = sum(len(gzip.compress((written_site / file).read_bytes())) for file in files)
    assert weight < 60_000
