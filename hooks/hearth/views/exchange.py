"""What members look for and offer, and what they would speak on, topic by topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from hearth.kinds.event import CALLED_OFF
from hearth.kinds.group import Group, ProgrammeCall
from hearth.kinds.member import Ask, Member, Offer
from hearth.kinds.vocabulary import Topic
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import directory

Said = TypeVar("Said", Ask, Offer)
WITHIN = timedelta(days=365)
"""How long an ask is shown; one that says no day is."""


@dataclass(frozen=True)
class Exchange:
    """What is looked for and offered on one topic; the newest first."""

    topic: Topic
    asks: tuple[tuple[Member, Ask], ...]
    offers: tuple[tuple[Member, Offer], ...]
    mentees: tuple[Member, ...]
    """Who looks for a mentor on it."""

    @property
    def wanted(self) -> bool:
        return bool(self.asks or self.mentees)


def exchanges(hub: Hub) -> list[Exchange]:
    """Each topic on which somebody asks or offers: what was asked last comes first, then what is
    only offered, by its label."""
    asks: defaultdict[str, list[tuple[Member, Ask]]] = defaultdict(list)
    offers: defaultdict[str, list[tuple[Member, Offer]]] = defaultdict(list)
    mentees: defaultdict[str, list[Member]] = defaultdict(list)
    for member in _there(hub):
        for ask in member.waiting_asks(hub.as_of):
            if ask.since is None or hub.as_of - WITHIN <= ask.since:
                asks[ask.topic].append((member, ask))
        for offer in member.offers:
            offers[offer.topic].append((member, offer))
        for topic in member.mentoring.seeks if member.mentoring else ():
            mentees[topic].append(member)
    found = [
        Exchange(topic, _newest(asks[name]), _newest(offers[name]), tuple(mentees[name]))
        for name, topic in hub.topics.items()
        if name in asks or name in offers or name in mentees
    ]
    by = hub.collation.by
    return sorted(found, key=lambda one: (not one.wanted, -_last(one), by(one.topic.label)))


def open_call(hub: Hub, group: Group) -> ProgrammeCall | None:
    """The call of a programme, as long as somebody can answer it."""
    return group.call if group.call and group.call.is_open(hub.as_of) else None


def groups_in_need(hub: Hub) -> list[Group]:
    """Groups at work that look for something or somebody; what gave a sign of life last comes
    first."""
    needy = [
        one for one in hub.groups.values() if (one.needs or open_call(hub, one)) and one.is_at_work
    ]
    by = hub.collation.by
    return sorted(needy, key=lambda one: (-_ordinal(one.last_activity), by(one.name)))


@dataclass(frozen=True)
class Speaker:
    """Somebody who would speak on a topic."""

    member: Member
    is_glad: bool
    """Whether they say that they may be asked."""
    spoke: Occurrence | None = None
    """Where they last spoke on it."""


def speakers(hub: Hub) -> dict[str, list[Speaker]]:
    """By topic, in the order of labels: who may be asked before who does not say so. Under "" stand
    those who may be asked and name no topic."""
    spoken = _spoken(hub)
    found: defaultdict[str, list[Speaker]] = defaultdict(list)
    for member in _there(hub):
        glad = "speaking" in member.open_to
        for topic in member.speaks_on or ([""] if glad else ()):
            found[topic].append(Speaker(member, glad, spoken.get((member.id, topic))))
    key = hub.collation.key
    order = sorted(found, key=lambda name: (not name, key(hub.topics[name].label) if name else ""))
    return {name: sorted(found[name], key=lambda one: not one.is_glad) for name in order}


def _there(hub: Hub) -> Iterator[Member]:
    """Active members who had joined by the hub's day, in the order of the directory."""
    for member in directory.in_order(hub, directory.active(hub)):
        if member.joined <= hub.as_of:
            yield member


def _spoken(hub: Hub) -> Mapping[tuple[str, str], Occurrence]:
    """The last date on which a member spoke at an event on a topic."""
    found: dict[tuple[str, str], Occurrence] = {}
    for item in hub.schedule.past:
        if item.status not in CALLED_OFF:
            for person in item.speakers:
                if isinstance(person, str):
                    for topic in item.event.topics:
                        found.setdefault((person, topic), item)
    return found


def _newest(items: list[tuple[Member, Said]]) -> tuple[tuple[Member, Said], ...]:
    """By their days, the latest first; those without one last."""
    return tuple(sorted(items, key=lambda item: -_ordinal(item[1].since)))


def _last(exchange: Exchange) -> int:
    return max((_ordinal(ask.since) for _, ask in exchange.asks), default=0)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0
