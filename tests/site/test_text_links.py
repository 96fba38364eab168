"""Links of texts and pages on the site: they lead where they are meant to, whichever builder makes
it, and to nobody who is not shown."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import html

import hubs
from hearth.site.links import change_links
from site_bytes import unpacked

NAMES = (
    "our story",
    "größe",
    "a&b",
    "日本語",
    "it's",
    "50% c#",
    "v1.2",
    "[x]",
    "a`b",
    "UPPER",
    "a+b",
)
FILES: dict[str, str | bytes | None] = {
    **{f"content/{name}.md": f"# A page\n\nWords of {name}.\n" for name in NAMES},
    "members/eve.yml": "name: Canary Eve\njoined: 2026-01-01\nvisible: hidden\naliases: [evie]\n",
    "members/dee.md": (
        "---\nname: Dee Ample\njoined: 2026-01-02\n---\n"
        "[A](../bo/) [B](bo.yml) [C](/small/members/bo/#x) [D](https://example.org/small/about/)\n"
        "[E](../../our%20story/) [F](<../../größe.md>) [G](../../glossary/#lurker)\n\n"
        "[Her](../eve/), [she](../evie/), [hers](https://example.org/small/members/eve/),"
        " <https://example.org/small/members/eve/>, [him](../nobody/).\n"
    ),
    "content/news/hello.md": (
        "---\ntitle: We have a hub\ndate: 2026-11-20\nauthors: [ada]\n---\n"
        "Thanks to [Dee](../../members/dee.md) and [Eve](../../members/eve.yml).\n"
    ),
    "content/about.md": (
        "# About\n\n[A](members/bo.yml) [B](../members/bo/) [C](/members/bo/) [D](our story.md)\n"
        "[Her](members/eve.md), [she](../members/eve/#x), <a href='../members/evie/'>hers</a>.\n"
        + "".join(f"[{place}](<{quote(name)}.md>)\n" for place, name in enumerate(NAMES))
    ),
}


@pytest.fixture(scope="module", params=["mkdocs", "plain"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hub with links of every kind, made by each builder."""

    def make(folder: Path) -> None:
        root = hubs.minimal_hub(folder.with_name(f"{folder.name}-hub"), FILES)
        hubs.built(root, folder, request.param)

    return hubs.once(tmp_path_factory, f"links-{request.param}", make)


def links(site: Path, page: str) -> dict[str, str]:
    """Where each link on a page leads, by its words."""
    tree = html.parse(str(site / page / "index.html"))
    return {"".join(link.itertext()): link.get("href") for link in tree.xpath("//a[@href]")}


def test_links_of_texts_lead_to_pages(site: Path) -> None:
    """However they are written; on pages within the site, and in data and feeds by the whole
    address."""
    shown = links(site, "members/dee")
    bo, about = "../../members/bo/", "../../about/"
    assert [shown[words] for words in "ABCD"] == [bo, bo, bo, about]
    assert [shown[words] for words in "EF"] == ["../../our%20story/", f"../../{quote('größe')}/"]
    assert shown["G"] == "../../glossary/#lurker"
    assert not {"Her", "she", "hers", "him"} & shown.keys()
    members = json.loads((site / "api/members.json").read_text(encoding="utf-8"))["members"]
    body = next(member["body"] for member in members if member["id"] == "dee")
    assert body.startswith("[A](https://example.org/small/members/bo/) [B](https://example.org/")
    feed = (site / "feeds/news.rss.xml").read_text(encoding="utf-8")
    assert "https://example.org/small/members/dee/" in feed and "Eve." in feed


def test_links_of_pages_lead_to_records(site: Path) -> None:
    """Which the site builder does not know."""
    shown = links(site, "about")
    assert [shown[words] for words in "ABC"] == ["../members/bo/"] * 3
    assert not {"Her", "she", "hers"} & shown.keys()
    text = html.parse(str(site / "about/index.html")).getroot().text_content()
    assert "Her, she, hers." in text


def test_nobody_is_named_who_is_not_shown(site: Path) -> None:
    """Neither by name nor by address, in no file."""
    for uri, raw in hubs.tree(site).items():
        content = unpacked(raw).lower()
        assert b"canary eve" not in content and b"members/eve" not in content, uri
    text = html.parse(str(site / "members/dee/index.html")).getroot().text_content()
    assert "Her, she, hers, a page that is not public, him." in " ".join(text.split())


def test_pages_may_have_any_name(site: Path) -> None:
    """They are there, found from others, listed for search engines, and searched."""
    shown = links(site, "about")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    for place, name in enumerate(NAMES):
        assert (
            f"Words of {name}."
            in html.parse(str(site / name / "index.html")).getroot().text_content()
        )
        assert shown[str(place)] == f"../{quote(name)}/"
        assert f"<loc>https://example.org/small/{quote(name)}/</loc>" in sitemap


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("*a* [b](x) - c", "*a* [b](https://y) - c"),
        ("[b](x) `[b](x)`", "[b](https://y) `[b](x)`"),
        ("- [b][1]\n\n[1]: x", "- [b](https://y)"),
        ("[b](z), _a_", "b, *a*"),
        ("[b](x 'T')", "[b](https://y 'T')"),
    ],
)
def test_only_what_must_be_is_changed(text: str, changed: str) -> None:
    """A link's address alone where it is plain to see; else the text is written anew."""
    assert change_links(text, {"x": "https://y", "z": None}) == changed
