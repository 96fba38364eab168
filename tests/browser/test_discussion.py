"""Discussions: nothing is loaded from a service before a reader asks for it, and no page but theirs
lets it in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import hubs
from accessibility import grave

pytestmark = pytest.mark.browser

COMMUNITY = hubs.BASE["content/community.yml"] + (
    "discussions: {service: giscus, repo: circle/talk, repo_id: R_1, category: Hub, "
    "category_id: DIC_1, pages: [posts]}\n"
)
POST = "---\ntitle: {title}\ndate: 2026-11-0{day}\n{more}---\nWhat do you think?\n"
FRAME = """<!doctype html><html lang="en"><title>Comments</title>
<main><h1>Comments</h1></main>
<script>
parent.postMessage({ giscus: { resizeHeight: 777 } }, "*");
addEventListener("message", ({ data }) => { document.title = data.giscus.setConfig.theme; });
</script>
"""


@pytest.fixture(scope="session")
def talked_about(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        files = {"content/community.yml": COMMUNITY}
        for name, title, day, more in (
            ("asked", "Asked", 1, ""),
            ("quiet", "Quiet", 2, "discussion: no\n"),
            (
                "bound",
                "Bound",
                3,
                "discussion: https://github.com/circle/talk/discussions/12\n",
            ),
        ):
            text = POST.format(title=title, day=day, more=more)
            files[f"content/news/2026-11-0{day}-{name}.md"] = text
        hub = hubs.minimal_hub(folder.with_name("talked-about-hub"), files)
        hubs.built(hub, folder, "plain")

    return hubs.once(tmp_path_factory, "talked-about", make)


@pytest.fixture
def home(talked_about: Path, serve: Callable[[Path], str]) -> str:
    return serve(talked_about)


def test_only_pages_with_a_discussion_let_it_in(talked_about: Path) -> None:
    """Each has the policy that all have, with the frames of the one service; none other."""
    strict, opened = set(), {}
    for page in talked_about.rglob("index.html"):
        found = re.findall(r'Content-Security-Policy" content="([^"]*)"', page.read_text("utf-8"))
        if any("giscus" in policy for policy in found):
            opened[page.parent.name] = found
        elif found:
            strict.add(tuple(found))
    strict = {one for one in strict if "frame-src" in one[0]}
    ((policy, *others),) = strict
    assert "frame-src 'none'" in policy
    frames = policy.replace("frame-src 'none'", "frame-src https://giscus.app")
    assert opened == {
        name: [frames, *others] for name in ("2026-11-01-asked", "2026-11-03-bound", "hello")
    }


@pytest.mark.parametrize(
    "name, which", [("01-asked", {"term": "post/2026-11-01-asked"}), ("03-bound", {"number": "12"})]
)
def test_a_discussion_is_loaded_by_a_press(
    reader: Callable[..., Any], home: str, name: str, which: dict[str, str]
) -> None:
    """And not before; the page says where it leads first. The service is told which page, in which
    colours and language, and the frame grows with what it holds."""
    page = reader(color_scheme="dark")
    page.route(
        "https://giscus.app/**",
        lambda route: route.fulfill(body=FRAME, content_type="text/html"),
    )
    page.goto(f"{home}news/2026-11-{name}/", wait_until="networkidle")
    assert [url for url in page.requested if not url.startswith(home)] == []
    section = page.locator(".hb-talk")
    assert grave(page) == []
    assert "giscus.app" in section.inner_text() and "Nothing is sent" in section.inner_text()
    page.keyboard.press("Tab")
    button = section.get_by_role("button", name="Load the comments")
    button.focus()
    page.keyboard.press("Enter")
    frame = section.locator("iframe")
    section.locator("iframe[style*='777px']").wait_for()
    (asked,) = {url for url in page.requested if not url.startswith(home)}
    query = {key: value[0] for key, value in parse_qs(urlsplit(asked).query).items()}
    assert urlsplit(asked).path == "/en/widget" and which.items() <= query.items()
    assert query["repo"] == "circle/talk" and query["origin"] == f"{page.url}#discuss"
    assert query["theme"] in ("dark", "light")
    assert frame.get_attribute("title") == "Comments" and button.count() == 0
    assert page.evaluate("document.activeElement.localName") == "iframe"
    assert grave(page) == []
    assert page.wrong == []


def test_without_script_there_is_a_link(reader: Callable[..., Any], home: str) -> None:
    """To the thread; and no button that would do nothing."""
    page = reader(java_script_enabled=False)
    page.goto(f"{home}news/2026-11-03-bound/")
    link = page.get_by_role("link", name="Go to the discussion")
    assert link.get_attribute("href") == "https://github.com/circle/talk/discussions/12"
    assert not page.get_by_role("button", name="Load the comments").is_visible()
    page.goto(f"{home}news/2026-11-02-quiet/")
    assert page.locator(".hb-talk").count() == 0
