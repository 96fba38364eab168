"""Hubs in other languages in a browser: read from the right, and by keys alone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe

import hubs
from hearth.adapters import plain
from hearth.base import languages
from hearth.site.builder import Order
from pseudo_words import pseudo, pseudo_catalogue

pytestmark = pytest.mark.browser

BUILDERS = {"he": "mkdocs", "de": "plain"}
PAGES = ("", "members/", "members/omar-haddad/", "events/month/2026-12/", "subscribe/")


@pytest.fixture(scope="session")
def spoken(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Callable[[str], str]:
    """The address of the sample hub in a language."""

    def address(language: str) -> str:
        site = hubs.once(
            tmp_path_factory, f"site-{language}", lambda folder: _made(folder, language)
        )
        folder = tmp_path_factory.mktemp("web")
        (folder / "community-circle").symlink_to(site)
        return f"{serve(folder)}community-circle/"

    return address


def _made(site: Path, language: str) -> None:
    root = site.with_name(f"hub-{language}")
    for name in ("members", "events", "content", "overrides"):
        shutil.copytree(hubs.REPOSITORY / name, root / name)
    config = (hubs.REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    hook = str(hubs.REPOSITORY / "hooks" / "hub.py")
    (root / "mkdocs.yml").write_text(config.replace("hooks/hub.py", hook), encoding="utf-8")
    community = root / "content" / "community.yml"
    said = community.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    community.write_text(said, encoding="utf-8")
    hubs.built(root, site, BUILDERS[language])


@pytest.mark.parametrize("language", BUILDERS)
def test_another_language_shuts_nobody_out(page: Any, spoken: Any, language: str) -> None:
    """Pages say what they speak, axe finds nothing, and nothing is wider than the screen."""
    home = spoken(language)
    for path in PAGES:
        page.goto(home + path)
        assert page.locator("html").get_attribute("lang") == language
        found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
        told = [(path, rule["id"], rule["nodes"][0]["html"][:160]) for rule in found]
        assert told == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        page.set_viewport_size({"width": 1280, "height": 800})
    assert page.wrong == []


@pytest.mark.parametrize("language", BUILDERS)
def test_keys_lead_to_a_profile(page: Any, spoken: Any, language: str) -> None:
    """Past the header, into the search, and to what it found."""
    page.goto(spoken(language))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "hb-content"
    page.keyboard.press("/")
    page.keyboard.type("omar haddad")
    page.locator("a.hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/omar-haddad/")


def test_pages_from_the_right_are_mirrored(page: Any, spoken: Any) -> None:
    """The brand stands on the right, a full stop at the end of an English sentence, and time runs
    from right to left."""
    page.goto(f"{spoken('he')}events/month/2026-12/")
    boxes = [page.locator(name).first.bounding_box() for name in (".hb-brand", ".hb-tools")]
    assert boxes[0]["x"] > boxes[1]["x"]
    days = page.locator(".hb-month td:not(.is-out)")
    assert days.nth(0).bounding_box()["x"] > days.nth(1).bounding_box()["x"]
    assert page.locator("thead th").nth(1).inner_text() == "יום ראשון"
    back = page.locator(".hb-steps-nav [aria-hidden]").first
    assert back.evaluate("(arrow) => getComputedStyle(arrow).transform").startswith("matrix(-1")


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        (["he-IL", "he", "en-US", "en"], "Fri, 4 Dec"),
        (["de"], "Fri, 4 Dec"),
        (["en"], "Fri, 4 Dec"),
        (["en-US"], "Fri, Dec 4"),
    ],
)
def test_days_stand_in_the_order_of_the_reader_s_country(
    reader: Callable[..., Any], home: str, languages: list[str], shown: str
) -> None:
    """In the page's words and hours; nobody gets the order of a country they did not name."""
    page = reader(timezone_id="Asia/Tokyo", locale=languages[0])
    page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{value: {languages}}})")
    page.goto(f"{home}events/2026-12-a-year-told-by-members/")
    words = page.locator("dl .hb-your-time [data-slot]").inner_text()
    assert words.startswith(f"{shown}, 03:30")


@pytest.fixture
def wordy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Callable[[Path], str]
) -> Iterator[tuple[str, list[str]]]:
    """The address of the small hub in a language whose words are 1.4 times as long, and its pages,
    one of each template."""
    (tmp_path / "ru.po").write_text(pseudo_catalogue(longer), encoding="utf-8")
    monkeypatch.setattr(languages, "LOCALE", tmp_path)
    community = f"{hubs.BASE['content/community.yml']}language: ru\n"
    root = hubs.minimal_hub(tmp_path / "hub", {"content/community.yml": community})
    site = tmp_path / "web" / "small"
    made = plain.made(Order(root, site), hubs.AS_OF)
    pages = {page.template: page.url for page in made.plan.pages}
    yield f"{serve(site.parent)}small/", list(pages.values())


def longer(message: str) -> str:
    """A message with two fifths more letters, in words that a line can break between."""
    more = len(re.sub(r"%\(\w+\)s|<[^>]*>", "", message)) * 2 // 5
    return pseudo(message) + (" ëñëñë" * round(more / 6) if more > 3 else "ëñ")


def test_longer_words_have_room(page: Any, wordy: tuple[str, list[str]]) -> None:
    """German needs more letters than English: no page becomes wider than a phone for it."""
    home, urls = wordy
    page.set_viewport_size({"width": 390, "height": 800})
    assert len(urls) > 20
    for url in urls:
        page.goto(home + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, url
