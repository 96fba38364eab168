"""facets: questions a list can be narrowed by."""

from __future__ import annotations

from pathlib import Path

from hearth.kinds.member import KIND
from hearth.views.facets import Choice, counted, facet, facets, keys
from hubs import small_hub


def test_values_are_counted_per_facet() -> None:
    """Each word is ``facet:value``; a value may hold a colon."""
    counts = counted(["topic:a topic:b", "topic:a kind:x:y"], ("topic", "kind", "mode"))
    assert {name: dict(count) for name, count in counts.items()} == {
        "topic": {"a": 2, "b": 1},
        "kind": {"x:y": 1},
        "mode": {},
    }


def test_the_most_frequent_come_first() -> None:
    """Then in the order of their labels; what has no label is left out."""
    counts = counted(["t:b t:c", "t:a", "t:c", "t:z"], ("t",))["t"]
    found = facet("t", "Topic", counts, {"a": "Aa", "b": "Bb", "c": "Cc"}, "topics/{}/")
    assert found.choices == (
        Choice("c", "Cc", 2, "topics/c/"),
        Choice("a", "Aa", 1, "topics/a/"),
        Choice("b", "Bb", 1, "topics/b/"),
    )


def test_every_member_can_be_found_by_what_is_offered(tmp_path: Path) -> None:
    """The choices of the directory are exactly the words on its cards."""
    member = (
        "name: Dee\njoined: 2026-01-05\nlanguages: [en, pt-BR]\nopen_to: [coffee]\n"
        "place: {country: NO}\noffers: [{topic: metrics}]\n"
    )
    hub = small_hub(tmp_path, {"members/dee.yml": member})
    filters, members = KIND.listing.filters, hub.members.values()
    words = {word for found in members for word in keys(filters, found).split()}
    offered = {
        f"{found.name}:{choice.key}"
        for found in facets(hub, filters, members)
        for choice in found.choices
    }
    assert offered == words
