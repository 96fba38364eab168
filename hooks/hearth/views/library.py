"""Resources as a library: newest first, with a state of freshness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearth.base.derived import once
from hearth.base.format import language_name
from hearth.kinds.resource import Resource
from hearth.model.hub import Hub
from hearth.views.facets import Facet, counted, facet


def fresh(resource: Resource, as_of: date) -> bool | None:
    """Whether the last check still counts; None when nobody ever checked."""
    return None if resource.check_due is None else as_of <= resource.check_due


def newest_first(resources: Iterable[Resource]) -> list[Resource]:
    """Usable ones, the newest first; those that are replaced or gone last."""

    def rank(resource: Resource) -> tuple[bool, int, str]:
        return (
            not resource.usable,
            -(resource.added.toordinal() if resource.added else 0),
            resource.id,
        )

    return sorted(resources, key=rank)


def newest(hub: Hub, count: int) -> list[Resource]:
    live = newest_first(hub.resources.values())
    return [item for item in live if item.added and item.added <= hub.as_of and item.usable][:count]


@once
def share_fresh(hub: Hub) -> int | None:
    """How many of a hundred usable resources are fresh; None without any."""
    live = [item for item in hub.resources.values() if item.usable]
    return (
        round(100 * sum(1 for item in live if fresh(item, hub.as_of)) / len(live)) if live else None
    )


def keys(resource: Resource) -> str:
    words = [
        f"type:{resource.type}",
        f"level:{resource.level}",
        f"language:{resource.language}",
        f"cost:{resource.cost}",
    ]
    return " ".join(words + [f"topic:{topic}" for topic in resource.topics])


@once
def facets(hub: Hub) -> list[Facet]:
    counts = counted(
        map(keys, hub.resources.values()), ("type", "topic", "level", "language", "cost")
    )
    labels = {
        "type": {key: key for key in counts["type"]},
        "topic": {key: topic.label for key in counts["topic"] if (topic := hub.topics.get(key))},
        "level": {key: "any level" if key == "any" else key for key in counts["level"]},
        "language": {key: language_name(key) for key in counts["language"]},
        "cost": {key: key.replace("-", " ") for key in counts["cost"]},
    }
    addresses = {"type": "resources/type/{}/", "topic": "topics/{}/"}
    titles = {
        "type": "What it is",
        "topic": "About",
        "level": "Level",
        "language": "Language",
        "cost": "Cost",
    }
    return [
        facet(name, titles[name], counts[name], labels[name], addresses.get(name, ""))
        for name in titles
    ]
