"""Members as a directory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearth.base.derived import once
from hearth.kinds.member import KIND, Member
from hearth.model.hub import Hub


def in_order(members: Iterable[Member]) -> list[Member]:
    """People first, then organisations, each by name."""
    return sorted(members, key=KIND.listing.order)


def active(hub: Hub) -> list[Member]:
    return [member for member in hub.members.values() if member.status == "active"]


@once
def people(hub: Hub) -> list[Member]:
    return [member for member in hub.members.values() if member.is_person]


@once
def countries(hub: Hub) -> int:
    """How many countries the people live in, as far as they say so."""
    return len({member.place.country for member in people(hub) if member.place})


def newest(hub: Hub, count: int) -> list[Member]:
    """The people who joined last, up to the hub's day."""
    joined = [member for member in active(hub) if member.is_person and member.joined <= hub.as_of]
    return sorted(joined, key=lambda member: (-member.joined.toordinal(), member.sort_name))[:count]


def joined_since(hub: Hub, day: date) -> int:
    return sum(1 for member in people(hub) if day < member.joined <= hub.as_of)
