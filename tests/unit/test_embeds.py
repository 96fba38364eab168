"""Embeds: what other sites show of a hub, and the code of the frame they copy."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import bilingual
import hubs
from hearth.model.hub import Hub
from hearth.outputs.embed_code import embed_code
from hearth.outputs.embeds import Embed, embeds, write
from hearth.outputs.render import Renderer

FILES: hubs.Files = {
    "content/groups/guides.yml": (
        "name: Guides\npurpose: We show the way.\naliases: [scouts]\nleads: [{member: ada}]\n"
    ),
    "content/paths/first.yml": (
        "title: First steps\nfor_whom: newcomers\naliases: [begin]\nsteps:\n"
        "- do: Say hello\n- {url: 'https://example.com/read', title: Read <this>}\n"
        "- {event: evening}\n- {page: about.md}\n"
    ),
}


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return hubs.small_hub(tmp_path, FILES).public()


def of(hub: Hub, name: str) -> tuple[Embed, Any, bytes]:
    """(embed, its page as a tree, its bytes)."""
    found = next(embed for embed in embeds(hub) if embed.name == name)
    (output,) = write(Renderer(hub), found)
    assert output.uri == f"embed/{name}/index.html"
    return found, html.fromstring(output.content), output.content


def test_every_part_has_one_and_keeps_it_under_former_names(hub: Hub) -> None:
    """A page of somebody else's that shows one does not break when an id is changed."""
    names = [embed.name for embed in embeds(hub)]
    assert len(names) == len(set(names))
    assert {"coming", "new", "groups/guides", "groups/scouts", "paths/first", "paths/begin"} < set(
        names
    )
    assert {f"topics/{topic}" for topic in hub.topics} < set(names)


def test_an_embed_is_a_small_page_without_scripts(hub: Hub) -> None:
    """One style sheet and nothing else, no place in search engines, links in tabs of their own."""
    for embed in embeds(hub):
        _, page, raw = of(hub, embed.name)
        assert len(gzip.compress(raw)) < 10_000
        assert page.xpath("//script | //style | //@style | //img | //form | //iframe") == []
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel='canonical']/@href") == [
            f"https://example.org/small/{embed.page}"
        ]
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'self' https://example.org;")
        for link in page.xpath("//a"):
            assert link.get("target") == "_blank" and "noopener" in link.get("rel")
        assert page.xpath("//footer//a/text()") == ["From Small Circle"]
        assert "As of 23 November 2026" in page.xpath("string(//footer)")


def test_a_path_shows_its_steps_in_order(hub: Hub) -> None:
    """Each as the path's page does, with what it is; words stay words."""
    _, page, _ = of(hub, "paths/first")
    steps = page.xpath("//ol/li")
    assert [" ".join(step.text_content().split()) for step in steps] == [
        "Say helloTo do",
        "Read <this>Elsewhere",
        "An evening in the hallEvent",
        "AboutPage",
    ]
    assert page.xpath("//ol//a/@href") == [
        "https://example.com/read",
        "../../../events/evening/",
        "../../../about/",
    ]


def test_a_group_without_a_date_says_so(hub: Hub) -> None:
    """Rather than to show an empty frame; it names nobody."""
    _, page, raw = of(hub, "groups/guides")
    assert page.xpath("//main/p/text()") == ["We show the way.", "No date yet"]
    assert b"Ada" not in raw


def test_what_is_off_is_marked(tmp_path: Path) -> None:
    """Before somebody sets out."""
    event = hubs.BASE["events/evening.yml"] + "status: cancelled\n"
    _, page, _ = of(hubs.small_hub(tmp_path, {"events/evening.yml": event}).public(), "coming")
    assert page.xpath("//li/strong/text()") == ["Cancelled"]


@pytest.mark.parametrize("settings", [{"embeds": False}, {"internal": True}])
def test_a_hub_can_offer_none(tmp_path: Path, settings: dict[str, bool]) -> None:
    """When it is switched off, and always behind a login; then no page has a code either."""
    loaded, _ = hubs.load(hubs.minimal_hub(tmp_path, FILES), **settings)
    hub = loaded.public()
    assert list(embeds(hub)) == [] and embed_code(hub, "coming", "Coming up") is None


def test_the_code_is_a_frame_that_may_only_open_links(tmp_path: Path) -> None:
    """Whatever the hub is called, its name stays in the title."""
    community = hubs.BASE["content/community.yml"].replace("Small Circle", '"<b> \\" &"')
    hub = hubs.small_hub(tmp_path, {"content/community.yml": community}).public()
    found = embed_code(hub, "coming", "Coming up")
    assert found
    frame = html.fragment_fromstring(found.code)
    assert (frame.tag, frame.get("title")) == ("iframe", '<b> " &: Coming up')
    assert frame.get("src") == "https://example.org/small/embed/coming/"
    assert frame.get("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    assert frame.get("loading") == "lazy" and frame.get("width") == "100%"


def test_each_language_has_its_own(tmp_path: Path) -> None:
    """Read from its side, with foreign titles marked."""
    files = {**FILES, **bilingual.FILES}
    (edition,) = hubs.small_hub(tmp_path, files).public().editions()
    _, page, _ = of(edition, "paths/first")
    assert (page.get("lang"), page.get("dir")) == ("he", "rtl")
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/small/he/paths/first/")
    _, coming, _ = of(edition, "coming")
    assert {(link.text, link.get("lang")) for link in coming.xpath("//li/a")} == {
        ("ערב באולם", None),
        ("Welcome call", "en"),
    }
