"""Fair hours: for how many members an online event begins in their day, and whether another hour
suits more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from hearth.base.derived import once
from hearth.base.zones import local, zone
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

DAY = range(8, 21)
"""Hours in which something may begin in somebody's day: from 08:00 until before 21:00 (CHAOSS, Time
Inclusion for Virtual Events)."""


@dataclass(frozen=True)
class Fairness:
    """How an hour suits the members whose zone is known."""

    fair: int
    """Members for whom it begins between 08:00 and 21:00."""
    known: int
    """Members whose zone is known."""
    better: datetime | None = None
    """A start on the same day, by day in the event's own zone too, that suits more members; the
    nearest of the best."""
    better_fair: int = 0

    @property
    def percent(self) -> int:
        return round(100 * self.fair / self.known)

    @property
    def better_percent(self) -> int:
        return round(100 * self.better_fair / self.known)


@once
def zones_of_members(hub: Hub) -> Mapping[str, int]:
    """How many active people live in each zone, as far as they say so."""
    people = (
        member for member in hub.members.values() if member.is_person and member.status == "active"
    )
    return Counter(member.timezone for member in people if member.timezone)


def fairness(hub: Hub, item: Occurrence) -> Fairness | None:
    """How fair the hour of an event is that can be joined from anywhere; None for others, and when
    no member says a zone."""
    zones = zones_of_members(hub)
    if item.mode == "in-person" or not isinstance(item.start, datetime) or not zones:
        return None
    lived = [(zone(name), people) for name, people in zones.items()]
    known, fair = sum(zones.values()), _suited(item.start, lived)
    wall, here = item.start.replace(tzinfo=None), zone(hub.zone(item.event) or "UTC")
    hours = [local(wall.replace(hour=hour), here) for hour in DAY]
    away = [abs(start - item.start) for start in hours]
    suited, _, best = max(
        (_suited(start, lived), -far, start) for start, far in zip(hours, away, strict=True)
    )
    return Fairness(fair, known, best, suited) if suited > fair else Fairness(fair, known)


def _suited(start: datetime, lived: Sequence[tuple[tzinfo, int]]) -> int:
    return sum(people for tz, people in lived if in_their_day(start, tz))


def in_their_day(start: datetime, tz: tzinfo) -> bool:
    """Whether something begins between 08:00 and 21:00 for people of a zone."""
    return start.astimezone(tz).hour in DAY
