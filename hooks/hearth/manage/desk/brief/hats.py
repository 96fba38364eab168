"""Who wears a hat this week, who stands in, and for how many hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hearth.kinds.community import Role
from hearth.manage.figures import MetricContext
from hearth.manage.ledger import offices

NEXT = {
    "leader": ("manager", "administrator"),
    "manager": ("leader", "administrator"),
    "administrator": ("manager", "leader"),
    "moderator": ("leader", "manager"),
}
"""Which other hat stands in where nobody wears one, the nearest first."""
ALL_HATS = "all"
"""What pays for every task where the hours are those of one person under all hats."""


@dataclass(frozen=True)
class Wearer:
    """Somebody who has a hat this week, or would have it."""

    member: str
    """A member's id; empty where nobody holds an office of that hat."""
    away_until: date | None = None
    """The last day of being away; None for who is here."""
    deputy: str = ""
    """Who stands in; empty where nobody needs to, or nobody does."""

    @property
    def acting(self) -> str:
        """Who does what is to be done; empty for nobody."""
        return self.member if self.member and self.away_until is None else self.deputy


@dataclass(frozen=True)
class Hat:
    """A hat, with everybody who wears it on a day."""

    name: str
    wearers: tuple[Wearer, ...]
    hours: float | None = None
    """A week, of those who are here or are stood in for; None where nobody said."""


def held(context: MetricContext, hat: str) -> Hat:
    """Who wears a hat on the context's day, and who stands in for those who are away; where nobody
    does, somebody with another hat."""
    held_now = [office for office in offices(context.hub, context.day) if office.hat == hat]
    wearers = tuple(_wearer(context, office) for office in held_now)
    hours = [
        office.hours_a_week
        for office, wearer in zip(held_now, wearers, strict=True)
        if office.hours_a_week is not None and wearer.acting
    ]
    if not any(wearer.acting for wearer in wearers):
        wearers = (*wearers, *_instead(context, hat))
    return Hat(hat, wearers, sum(hours) if hours else None)


def _wearer(context: MetricContext, office: Role) -> Wearer:
    until = _away(context, office.member)
    deputy = office.deputy or ""
    here = until is None or (deputy and _away(context, deputy))
    return Wearer(office.member, until, "" if here else deputy)


def _instead(context: MetricContext, hat: str) -> Iterable[Wearer]:
    """The first who is here of those with another hat."""
    others = [
        office
        for other in NEXT[hat]
        for office in offices(context.hub, context.day)
        if office.hat == other
    ]
    here = (office.member for office in others if _away(context, office.member) is None)
    return [Wearer("", deputy=name) for name in here][:1]


def _away(context: MetricContext, member: str) -> date | None:
    """Until when somebody is away; None for who is here."""
    care = context.notes.care.get(member)
    return care.away_until if care and care.is_away(context.day) else None


def budget(hats: Iterable[Hat], hours: float | None) -> Mapping[str, int]:
    """Minutes of the week by hat, those that are known; ``hours`` are for all hats together."""
    known = {hat.name: round(hat.hours * 60) for hat in hats if hat.hours is not None}
    return known if hours is None else {ALL_HATS: round(hours * 60)}
