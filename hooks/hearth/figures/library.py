"""Figures of what is collected: whether it is fresh, who looks after it, and whether it covers what people want."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hearth.figures.base import Answer, Cell, Ground, Table, figure, percent
from hearth.kinds.member import Member
from hearth.kinds.resource import Resource

SECTION = "Library"
YEAR = 365
WANTED = 2
"""So many people make a topic one that is wanted; one alone may be a passing thought."""


@dataclass(frozen=True)
class TopicNeed:
    """One topic: who wants it, and what there is for them."""

    topic: str
    asking: tuple[str, ...]
    """Members who asked about it within a year, or seek a mentor for it."""
    interested: tuple[str, ...]
    """Members who name it among their topics."""
    offering: tuple[str, ...]
    """Members who offer help or mentoring with it."""
    fresh: tuple[str, ...]
    """Resources on it whose last check still counts."""
    events: tuple[str, ...]
    """Events on it that took place within a year; one that repeats stands here once."""

    @property
    def demand(self) -> int:
        """People who want it, each once."""
        return len({*self.asking, *self.interested})

    @property
    def supply(self) -> int:
        return len(self.offering) + len(self.fresh) + len(self.events)

    @property
    def wanted(self) -> bool:
        return self.demand >= WANTED

    @property
    def lacks(self) -> tuple[str, ...]:
        """Which of the three kinds of supply there is none of."""
        kinds = (("person", self.offering), ("resource", self.fresh), ("event", self.events))
        return tuple(name for name, there in kinds if not there)

    @property
    def gap(self) -> bool:
        """Whether it is wanted and lacks anything."""
        return self.wanted and bool(self.lacks)

    @property
    def urgency(self) -> float:
        """People who want it for each thing there is; one is added so that nothing at all counts most."""
        return self.demand / (1 + self.supply)


def topic_needs(ground: Ground) -> tuple[TopicNeed, ...]:
    """Every topic with demand and supply at the end of the ground's day, the most urgent first.

    Members count who belonged to the community then, the team with the rest: help is help, and a question is a question.
    """
    people = [ground.persons[name] for name in sorted(ground.belonging(ground.day))]
    asking = _by_topic((topic, person.id) for person in people for topic in _asked(person, ground))
    interested = _by_topic((topic, person.id) for person in people for topic in person.topics)
    offering = _by_topic((topic, person.id) for person in people for topic in _offered(person, ground.day))
    fresh = _by_topic((topic, item.id) for item in live(ground) if is_fresh(item, ground.day) for topic in item.topics)
    events = _by_topic((topic, item.event.id) for item in ground.held_in(YEAR) for topic in item.event.topics)
    needs = (
        TopicNeed(topic, asking[topic], interested[topic], offering[topic], fresh[topic], events[topic])
        for topic in ground.hub.topics
    )
    return tuple(sorted(needs, key=lambda need: (-need.urgency, -need.demand, need.topic)))


def _by_topic(pairs: Iterator[tuple[str, str]]) -> defaultdict[str, tuple[str, ...]]:
    """The ids of each topic, each once and in order."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for topic, name in pairs:
        found[topic].add(name)
    return defaultdict(tuple, {topic: tuple(sorted(names)) for topic, names in found.items()})


def _asked(person: Member, ground: Ground) -> Iterator[str]:
    """Topics of what somebody asked within a year; what says no day counts while it waits."""
    for ask in person.asks:
        if ground.since(YEAR) < ask.since <= ground.day if ask.since else not ask.answered:
            yield ask.topic
    yield from person.mentoring.seeks if person.mentoring else ()


def _offered(person: Member, day: date) -> Iterator[str]:
    yield from (offer.topic for offer in person.offers if offer.since is None or offer.since <= day)
    yield from person.mentoring.offers if person.mentoring else ()


def live(ground: Ground) -> Iterator[Resource]:
    """Resources that were there at the end of the ground's day and are not replaced by others."""
    for item in ground.hub.resources.values():
        if not item.replaced_by and (item.added is None or item.added <= ground.day):
            yield item


def last_check(resource: Resource, day: date) -> date | None:
    """When somebody last looked at it up to a day, adding it included; None when the record does not tell."""
    return max((done for done in (resource.added, resource.reviewed) if done and done <= day), default=None)


def is_fresh(resource: Resource, day: date) -> bool:
    """Whether the last check still counts at the end of a day."""
    due = resource.check_due
    return due is not None and last_check(resource, day) is not None and day <= due


@figure("coverage", "Topics that are covered", "%", SECTION, window=YEAR, dated=False, better="up", personal=False,
        question="Is there something for what people ask about?",
        definition="Of the topics that at least two members ask about (within 365 days), seek a mentor for or name as theirs: the share "
                   "for which there is a member who offers help, a resource whose check still counts, and an event within 365 days. "
                   "What lacks one of the three is a gap. The table has all topics, the gaps first, by the number of people who want "
                   "them for each thing there is.")  # fmt: skip
def coverage(ground: Ground) -> Answer:
    needs = topic_needs(ground)
    wanted = [need for need in needs if need.wanted]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (ground.hub.topics[need.topic].label, need.demand, len(need.offering), len(need.fresh), len(need.events),
         f"no {' or '.join(need.lacks)}" if need.gap else "")
        for need in sorted(needs, key=lambda need: not need.gap)
    )  # fmt: skip
    columns = ("Topic", "People who want it", "Offers", "Fresh resources", "Events", "Gap")
    met = sum(1 for need in wanted if not need.gap)
    table = Table(columns, rows, "none", (1, 2))
    return Answer(percent(met, len(wanted)), len(wanted), table=table)
