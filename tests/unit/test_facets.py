"""facets: questions a list can be narrowed by."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hearth.base.collation import Collation
from hearth.base.country_regions import REGION_OF
from hearth.base.locale_data import COUNTRIES, REGIONS
from hearth.kinds import Kind, Record
from hearth.kinds import resource as resources
from hearth.kinds.descriptor import Filter
from hearth.kinds.fields import LEVELS
from hearth.kinds.member import KIND
from hearth.model.hub import Hub
from hearth.views.facets import Choice, Facet, counted, facet, facets, keys, narrowing
from hubs import BASE, small_hub


def test_answers_are_counted_per_filter(tmp_path: Path) -> None:
    """Each once for a subject, however often it is given; what is not given counts nowhere."""
    filters = (
        Filter("topic", "About", lambda subject: subject["topics"]),
        Filter("mode", "How", lambda subject: (subject.get("mode"), "")),
    )
    subjects = [{"topics": ["a", "b", "a"]}, {"topics": ["a"], "mode": "x:y"}]
    counts = counted(small_hub(tmp_path), filters, subjects)
    assert {name: dict(count) for name, count in counts.items()} == {
        "topic": {"a": 2, "b": 1},
        "mode": {"x:y": 1},
    }


def test_an_answer_is_one_word_on_a_card(tmp_path: Path) -> None:
    """Whatever spaces it has, a card is found by the word that the list offers."""
    filters = (Filter("city", "Where", lambda city: (city,)),)
    hub = small_hub(tmp_path)
    assert keys(hub, filters, "Cape  Town") == "city:Cape-Town"
    (found,) = facets(hub, filters, ["Cape  Town"])
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
    words = {word for found in members for word in keys(hub, filters, found).split()}
    offered = {
        f"{found.name}:{choice.key}"
        for found in facets(hub, filters, members)
        for choice in found.choices
    }
    assert offered == words


def answered(hub: Hub, record: Record, kind: Kind) -> set[str]:
    """What a record's card is found by."""
    return set(keys(hub, kind.listing.filters, record).split())


def test_a_language_is_spoken_in_each_of_its_forms(tmp_path: Path) -> None:
    """Who looks for Portuguese finds that of Brazil; a part of the world follows from a country."""
    member = "name: Dee\njoined: 2026-10-05\nlanguages: [pt-BR]\nplace: {country: BR}\n"
    hub = small_hub(tmp_path, {"members/dee.yml": member})
    found = answered(hub, hub.members["dee"], KIND)
    assert {"language:pt-BR", "language:pt", "region:419", "country:BR", "new:new"} <= found


def test_offers_and_wishes_are_told_apart(tmp_path: Path) -> None:
    """Mentoring given from mentoring sought, help offered from help wanted; a wish that was met is
    none."""
    member = (
        "name: Dee\njoined: 2024-01-05\nmentoring: {offers: [metrics], seeks: [onboarding]}\n"
        "asks: [{topic: onboarding}, {topic: metrics, answered: 2026-01-01}]\n"
    )
    hub = small_hub(tmp_path, {"members/dee.yml": member})
    found = answered(hub, hub.members["dee"], KIND)
    assert found == {"mentors:metrics", "seeks:onboarding", "asks:onboarding", "kind:person"}


def test_a_resource_for_any_level_is_for_each(tmp_path: Path) -> None:
    """What takes ten minutes takes an hour at most, too."""
    resource = f"{BASE['content/resources/canvas.yml']}level: any\nminutes: 10\n"
    hub = small_hub(tmp_path, {"content/resources/canvas.yml": resource})
    found = answered(hub, hub.resources["canvas"], resources.KIND)
    assert {f"level:{level}" for level in LEVELS} <= found
    assert {"minutes:15", "minutes:60", "fresh:fresh"} <= found


def test_every_country_is_in_one_part_of_the_world() -> None:
    """Those and no others; nobody lives in Antarctica."""
    assert set(REGION_OF) - {"XK"} == set(COUNTRIES) - {"AQ", "XK"}
    assert set(REGION_OF.values()) == set(REGIONS)


def test_what_leaves_nothing_away_is_not_offered(tmp_path: Path) -> None:
    """One answer that everybody gives, or none at all."""
    one, some = Choice("a", "A", 3), Choice("b", "B", 2)
    found = [Facet("all", "", (one,)), Facet("none", "", ()), Facet("some", "", (some,))]
    assert [facet.name for facet in narrowing(found, 3)] == ["some"]
