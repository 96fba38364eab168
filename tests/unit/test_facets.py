"""facets: questions a list can be narrowed by."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hearth.base.collation import Collation
from hearth.kinds.descriptor import Filter
from hearth.kinds.member import KIND
from hearth.views.facets import Choice, counted, facet, facets, keys
from hubs import small_hub


def test_answers_are_counted_per_filter() -> None:
    """Each once for a subject, however often it is given; what is not given counts nowhere."""
    filters = (
        Filter("topic", "About", lambda subject: subject["topics"]),
        Filter("mode", "How", lambda subject: (subject.get("mode"), "")),
    )
    subjects = [{"topics": ["a", "b", "a"]}, {"topics": ["a"], "mode": "x:y"}]
    counts = counted(filters, subjects)
    assert {name: dict(count) for name, count in counts.items()} == {
        "topic": {"a": 2, "b": 1},
        "mode": {"x:y": 1},
    }


def test_an_answer_is_one_word_on_a_card(tmp_path: Path) -> None:
    """Whatever spaces it has, a card is found by the word that the list offers."""
    filters = (Filter("city", "Where", lambda city: (city,)),)
    assert keys(filters, "Cape  Town") == "city:Cape-Town"
    (found,) = facets(small_hub(tmp_path), filters, ["Cape  Town"])
    assert found.choices == (Choice("Cape-Town", "Cape  Town", 1),)


def test_the_most_frequent_come_first() -> None:
    """Then in the order of their labels; what has no label is left out."""
    counts = Counter({"b": 1, "c": 2, "a": 1, "z": 1})
    labels = {"a": "Aa", "b": "Bb", "c": "Cc"}
    found = facet("t", "Topic", counts, labels, Collation(), "topics/{}/")
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
