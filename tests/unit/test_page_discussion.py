"""What a page says of the discussion about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.model.hub import Hub
from hearth.outputs.discussion import PageDiscussion, page_discussion

FORUM = 'discussions: {service: discourse, url: "https://forum.example.org/talk/"'
POST = "---\ntitle: Asked\ndate: 2026-11-01\ntype: prompt\n%s---\nWhat do you think?\n"
ID = "2026-11-01-asked"


def hub(root: Path, told: str, more: str = "") -> Hub:
    community = hubs.BASE["content/community.yml"] + told
    files = {"content/community.yml": community, f"content/news/{ID}.md": POST % more}
    found, problems = hubs.load(hubs.minimal_hub(root, files))
    assert list(map(str, problems.errors)) == []
    return found.public()


def talk(root: Path, told: str, more: str = "") -> PageDiscussion | None:
    found = hub(root, told, more)
    return page_discussion(found, found.records["post"][ID])


@pytest.mark.parametrize(
    "told, more",
    [
        ("", ""),
        (f"{FORUM}}}\n", ""),
        (f"{FORUM}, pages: [events]}}\n", ""),
        (f"{FORUM}, pages: [posts]}}\n", "discussion: no\n"),
        ('discussions: {service: mastodon, url: "https://s.example.org", pages: [posts]}\n', ""),
    ],
    ids=["nowhere", "no kind", "another kind", "switched off", "no thread"],
)
def test_there_is_none_unless_it_is_asked_for(tmp_path: Path, told: str, more: str) -> None:
    """By the community for the kind, or by the record; the record has the last word."""
    assert talk(tmp_path, told, more) is None


def test_a_forum_finds_the_topic_by_the_page_or_by_its_number(tmp_path: Path) -> None:
    """The page's address is that of the hub's first language; the frame's site is the forum's."""
    by_page = talk(tmp_path / "page", f"{FORUM}}}\n", "discussion: yes\n")
    assert by_page and by_page.origin == "https://forum.example.org"
    assert by_page.frame.startswith("https://forum.example.org/talk/embed/comments?embed_url=https")
    assert by_page.frame.endswith(f"news%2F{ID}%2F")
    thread = "https://forum.example.org/talk/t/asked/12/3"
    by_number = talk(tmp_path / "number", f"{FORUM}}}\n", f"discussion: {thread}\n")
    assert by_number and by_number.link == thread
    assert by_number.frame == "https://forum.example.org/talk/embed/comments?topic_id=12"


@pytest.mark.parametrize(
    "told, thread",
    [
        ('{service: link, url: "https://chat.example.org/circle", label: our chat}', "yes"),
        ('{service: mastodon, url: "https://s.example.org"}', "https://s.example.org/@circle/109"),
    ],
)
def test_a_link_lets_nothing_in(tmp_path: Path, told: str, thread: str) -> None:
    """Where there is only a link, the page has no frame and stays as strict as all."""
    found = talk(tmp_path, f"discussions: {told}\n", f"discussion: {thread}\n")
    assert found and found.frame == "" and found.origin == ""
    assert found.link in (thread, "https://chat.example.org/circle")
    assert found.place in ("our chat", "s.example.org")
