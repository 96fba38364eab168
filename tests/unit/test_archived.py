"""What is gone or replaced keeps its page, and stands in no list, no count and no feed."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.model.hub import Hub
from hearth.outputs.faces import face_of
from hearth.outputs.feeds import feeds
from hearth.outputs.search import search_records
from hearth.views import library, topics

RESOURCE = """\
title: {title}
url: https://example.org/{title}
type: guide
why: It helps.
topics: [metrics]
added: 2026-10-0{day}
"""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A library of one that can be used, one that will be gone one day, one that is gone and one
    that has a replacement."""
    folder: Path = tmp_path_factory.mktemp("archived") / "hub"
    more = {
        "use": "",
        "gone": "gone: 2026-11-01\n",
        "old": "replaced_by: use\n",
        "soon": "gone: 2040-01-01\n",
    }
    files: hubs.Files = {
        f"content/resources/{name}.yml": RESOURCE.format(title=name.title(), day=day) + added
        for day, (name, added) in enumerate(more.items(), 1)
    }
    root = hubs.minimal_hub(folder, {**files, "content/resources/canvas.yml": None})
    return hubs.load(root)[0].public()


def test_lists_and_feeds_have_what_can_be_used(hub: Hub) -> None:
    """Everywhere the same."""
    page = next(iter(face_of(hub.resources["use"]).lists(hub)))
    assert [one.id for one in page.prepare(hub).values["records"]] == ["use", "soon"]
    assert [one.id for one in library.newest_first(hub.resources.values(), hub.as_of)] == [
        "use",
        "soon",
    ]
    assert hub.resources_by_topic["metrics"] == ("soon", "use")
    assert [one.id for one in topics.topic_view(hub, hub.topics["metrics"]).resources] == [
        "use",
        "soon",
    ]
    fed = {one.id for feed in feeds(hub) for one in feed.records if hasattr(one, "id")}
    assert "use" in fed and fed.isdisjoint({"gone", "old"})


def test_the_search_finds_them_and_says_so(hub: Hub) -> None:
    """Below what can be used, with their pages."""
    found = {record.url: record for record in search_records(hub) if "resources/" in record.url}
    use, gone, old = (found[f"resources/{name}/"] for name in ("use", "gone", "old"))
    assert not use.line.startswith("Archived")
    assert not found["resources/soon/"].line.startswith("Archived")
    assert gone.line.startswith("Archived · ") and old.line.startswith("Archived · ")
    assert max(gone.weight, old.weight) < use.weight
