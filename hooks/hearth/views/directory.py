"""Members as a directory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearth.kinds.member import KIND, Member
from hearth.model.hub import Hub


def in_order(hub: Hub, members: Iterable[Member]) -> list[Member]:
    """People first, then organisations, each by name."""
    return hub.in_order(KIND, members)


def active(hub: Hub) -> list[Member]:
    return [member for member in hub.members.values() if member.status == "active"]


def belongs(member: Member, day: date) -> bool:
    """Whether a person had joined and not left at the end of a day; who is an alumna or alumnus
    without a day of leaving is not counted at any time."""
    there = member.left > day if member.left else member.status == "active"
    return member.is_person and member.joined <= day and there


def newest(hub: Hub, count: int) -> list[Member]:
    """The people who joined last, up to the hub's day."""
    joined = [member for member in active(hub) if member.is_person and member.joined <= hub.as_of]
    by = hub.collation.by
    return sorted(joined, key=lambda one: by((-one.joined.toordinal(), one.sort_name)))[:count]
