"""What is not public is in no byte of the site."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import hubs

CANARIES = {
    "a member for members only": "canaryone",
    "a hidden member": "canarytwo",
    "a field kept back": "canarythree",
    "how somebody heard of the hub": "canaryfour",
    "who recorded the consent": "canaryfive",
    "a buddy's name behind a hidden profile": "canarysix",
    "a draft": "canaryseven",
    "a draft page": "canaryeight",
    "a picture's folder of private notes": "canarynine",
}

FILES = {
    "members/canaryone.yml": "name: Canaryone\njoined: 2026-11-01\nvisible: members\nheadline: canaryone\noffers: [{topic: metrics, note: canaryone}]\nasks: [{topic: metrics, note: canaryone}]\nspeaks_on: [metrics]\nbuddy: canarysix\n",
    "members/canarytwo.md": "---\nname: Canarytwo\njoined: 2026-11-02\nvisible: hidden\naliases: [canarytwo-before]\nexpert_in: [metrics]\nplace: {city: Canarytwo, country: NO}\n---\nI am canarytwo.\n",
    "members/canarysix.yml": "name: Canarysix\njoined: 2026-11-02\nvisible: hidden\n",
    "members/open.yml": "name: Open Member\njoined: 2026-11-03\nfound_via: canaryfour\nconsent: {date: 2026-11-03, by: canaryfive}\nheadline: canarythree\nskills: [canarythree]\nplace: {city: Canarythree, country: KE}\nlinks: {website: 'https://canarythree.example.org/'}\nnot_public: [headline, skills, place, links]\nbuddy: canarytwo\nexpert_in: [{topic: metrics, vouched_by: [canaryone]}]\n",
    "events/evening.yml": hubs.BASE["events/evening.yml"] + "hosts: [canaryone, bo]\nroles: {facilitator: canarytwo}\nagenda: [{title: Start, speakers: [canaryone]}]\n",  # type: ignore[operator]
    "content/groups/crew.yml": "name: Welcome crew\npurpose: Welcome.\nleads: [canaryone, ada]\nmembers: [{member: canarytwo}]\n",
    "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"] + "curator: canaryone\n",  # type: ignore[operator]
    "content/news/hello.md": "---\ntitle: We have a hub\ndate: 2026-11-20\nauthors: [canaryone, ada]\nabout: {members: [canarytwo]}\n---\nText.\n",
    "content/community.yml": hubs.BASE["content/community.yml"] + "team: [{member: canaryone, role: Leader, deputy: canarytwo}, {member: ada, role: Manager, deputy: canarytwo}]\ngoals: [{title: More, metric: newcomers, target: 3, owner: canaryone}]\n",  # type: ignore[operator]
    "events/venues/hall.yml": hubs.BASE["events/venues/hall.yml"] + "host: canarytwo\n",  # type: ignore[operator]
    "content/resources/_draft.md": "---\ntitle: canaryseven\n---\ncanaryseven\n",
    "content/_note.md": "# canaryeight\n",
    "private/notes.md": "canarynine\n",
    ".hidden/notes.md": "canarynine\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a site whose sources are full of secrets, unpacked, in small letters, with its name."""
    folder = tmp_path_factory.mktemp("privacy")
    site = hubs.built(hubs.minimal_hub(folder / "hub", FILES), folder / "site")
    return {uri: (uri.encode() + b"\n" + _unpacked(content)).lower() for uri, content in hubs.tree(site).items()}


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


@pytest.mark.parametrize("secret", CANARIES, ids=list(CANARIES))
def test_a_secret_is_nowhere(published: dict[str, bytes], secret: str) -> None:
    """Not in a page, feed, calendar, search index, file name, sitemap or API."""
    assert [uri for uri, content in published.items() if CANARIES[secret].encode() in content] == []


def test_what_is_public_is_there(published: dict[str, bytes]) -> None:
    """The search for secrets would have found them: public words are found in all these places."""
    where = {uri.split("/")[0] for uri, content in published.items() if b"open member" in content}
    assert where >= {"members", "feeds", "api", "pagefind"}


def test_a_link_for_the_registered_stops_the_build(tmp_path: Path) -> None:
    """A meeting's address that not everybody may know is not published: nothing is, until it is taken away."""
    event = (
        hubs.BASE["events/welcome-call.yml"] + "online: {url: 'https://meet.example.org/canary', reveal: registered}\n"
    )  # type: ignore[operator]
    done = hubs.build(hubs.minimal_hub(tmp_path / "hub", {"events/welcome-call.yml": event}), tmp_path / "site")
    assert done.returncode == 1 and "[private-link]" in done.stderr
    assert not (tmp_path / "site").exists()


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """What a symbolic link below content/ leads to is not published."""
    root = hubs.minimal_hub(tmp_path / "hub", settings="search: false")
    (tmp_path / "secret.md").write_text("# canaryten\n")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "more.md").write_text("# canaryten\n")
    (root / "content" / "leak.md").symlink_to(tmp_path / "secret.md")
    (root / "content" / "leaks").symlink_to(tmp_path / "secrets")
    hubs.build(root, tmp_path / "site")
    assert [uri for uri, content in hubs.tree(tmp_path / "site").items() if b"canaryten" in content] == []


def test_markup_in_a_record_is_text(tmp_path: Path) -> None:
    """A name, title or description that is markup runs nothing, on no page and in no list."""
    wrong = "<img src=x onerror=alert(1)>\\\"'><script>alert(1)</script>"
    member = f'name: "{wrong}"\njoined: 2026-11-03\nheadline: "{wrong}"\nskills: ["{wrong}"]\n'
    event = f'title: "{wrong}"\nsummary: "{wrong}"\nstart: 2026-12-01\nmode: online\nadded: 2026-11-01\nspeakers: [{{guest: "{wrong}"}}]\n'
    body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n"
    post = f'---\ntitle: "{wrong}"\ndate: 2026-11-20\nsummary: "{wrong}"\n---\n{body}'
    files = {"members/mallory.yml": member, "events/trap.yml": event, "content/news/trap.md": post}
    site = hubs.built(hubs.minimal_hub(tmp_path / "hub", files, settings="search: false"), tmp_path / "site")
    for uri, content in hubs.tree(site).items():
        if uri.endswith(".html"):
            assert (
                b"<script>alert" not in content
                and b"<img src=x" not in content
                and b'href="javascript' not in content.lower()
            ), uri
