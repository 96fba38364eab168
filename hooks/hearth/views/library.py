"""Resources as a library: newest first, with a state of freshness."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearth.base.derived import once
from hearth.kinds.resource import KIND, Resource
from hearth.model.hub import Hub


def fresh(resource: Resource, as_of: date) -> bool | None:
    """Whether the last check still counts; None when nobody ever checked."""
    return None if resource.check_due is None else as_of <= resource.check_due


def newest_first(resources: Iterable[Resource], as_of: date) -> list[Resource]:
    """Those that can still be recommended, the newest first."""
    return sorted((one for one in resources if one.is_usable(as_of)), key=KIND.listing.order)


def newest(hub: Hub, count: int) -> list[Resource]:
    live = newest_first(hub.resources.values(), hub.as_of)
    return [item for item in live if item.added and item.added <= hub.as_of][:count]


@once
def share_fresh(hub: Hub) -> int | None:
    """How many of a hundred usable resources are fresh; None without any."""
    live = [item for item in hub.resources.values() if item.is_usable(hub.as_of)]
    return (
        round(100 * sum(1 for item in live if fresh(item, hub.as_of)) / len(live)) if live else None
    )
