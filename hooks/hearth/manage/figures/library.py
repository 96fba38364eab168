"""Figures of the library: freshness, curation, and coverage of what people want."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hearth.base.words import N_, Translations
from hearth.kinds.member import Member
from hearth.kinds.resource import Resource
from hearth.manage.figures.base import (
    Answer,
    Cell,
    MetricContext,
    Table,
    absence_factor,
    figure,
    middle,
    percent,
)

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
        """People who want it for each thing there is; one is added so that nothing at all counts
        most."""
        return self.demand / (1 + self.supply)


_LACKS = {
    "person": N_("no person"),
    "resource": N_("no resource"),
    "event": N_("no event"),
    "person resource": N_("no person or resource"),
    "person event": N_("no person or event"),
    "resource event": N_("no resource or event"),
    "person resource event": N_("no person or resource or event"),
}


def lack_words(lacks: tuple[str, ...], words: Translations) -> str:
    """What a topic lacks, in words."""
    return words.noted(_LACKS[" ".join(lacks)]) if lacks else ""


def topic_needs(context: MetricContext) -> tuple[TopicNeed, ...]:
    """Every topic with demand and supply at the end of the context's day, the most urgent first.

    Members count who belonged to the community then, the team with the rest: help is help, and a
    question is a question.
    """
    people = [context.persons[name] for name in sorted(context.belonging(context.day))]
    asking = _by_topic((topic, person.id) for person in people for topic in _asked(person, context))
    interested = _by_topic((topic, person.id) for person in people for topic in person.topics)
    offering = _by_topic(
        (topic, person.id) for person in people for topic in _offered(person, context.day)
    )
    fresh = _by_topic(
        (topic, item.id)
        for item in live(context)
        if is_fresh(item, context.day)
        for topic in item.topics
    )
    events = _by_topic(
        (topic, item.event.id) for item in context.held_in(YEAR) for topic in item.event.topics
    )
    needs = (
        TopicNeed(
            topic, asking[topic], interested[topic], offering[topic], fresh[topic], events[topic]
        )
        for topic in context.hub.topics
    )
    return tuple(sorted(needs, key=lambda need: (-need.urgency, -need.demand, need.topic)))


def _by_topic(pairs: Iterator[tuple[str, str]]) -> defaultdict[str, tuple[str, ...]]:
    """The ids of each topic, each once and in order."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for topic, name in pairs:
        found[topic].add(name)
    return defaultdict(tuple, {topic: tuple(sorted(names)) for topic, names in found.items()})


def _asked(person: Member, context: MetricContext) -> Iterator[str]:
    """Topics of what somebody asked within a year; what says no day counts while it waits."""
    for ask in person.asks:
        if context.since(YEAR) < ask.since <= context.day if ask.since else not ask.answered:
            yield ask.topic
    yield from person.mentoring.seeks if person.mentoring else ()


def _offered(person: Member, day: date) -> Iterator[str]:
    yield from (offer.topic for offer in person.offers if offer.since is None or offer.since <= day)
    yield from person.mentoring.offers if person.mentoring else ()


def live(context: MetricContext) -> Iterator[Resource]:
    """Resources that could be used at the end of the context's day."""
    return (item for item in kept(context) if not is_gone(item, context.day))


def kept(context: MetricContext) -> Iterator[Resource]:
    """Resources that were in the library at the end of the context's day and are not replaced by
    others."""
    for item in context.hub.resources.values():
        if not item.replaced_by and (item.added is None or item.added <= context.day):
            yield item


def is_gone(resource: Resource, day: date) -> bool:
    """Whether it was known at the end of a day that its address leads nowhere."""
    return resource.gone is not None and resource.gone <= day


def last_check(resource: Resource, day: date) -> date | None:
    """When somebody last looked at it up to a day, adding it included; None when the record does
    not tell, or only of a later check."""
    last = resource.reviewed or resource.added
    return last if last and last <= day else None


def is_fresh(resource: Resource, day: date) -> bool:
    """Whether the last check still counts at the end of a day."""
    due = resource.check_due
    return due is not None and last_check(resource, day) is not None and day <= due


@figure(
    "fresh",
    "Fresh resources",
    "%",
    SECTION,
    dated=False,
    better="up",
    personal=False,
    question="Can people rely on what we recommend?",
    definition="Resources whose last check still counts on the day (180 days, or until "
    "the day that is named), of those that can be used: neither replaced nor gone. Adding one is "
    "its first check. Beside it: the median age of the last check.",
)
def fresh(context: MetricContext) -> Answer:
    words = context.hub.words
    there = list(live(context))
    known = [item for item in there if last_check(item, context.day)]
    good = sum(1 for item in known if is_fresh(item, context.day))
    age = middle(
        (context.day - day).days for item in known if (day := last_check(item, context.day))
    )
    rows = (
        (words("fresh"), good),
        (words("due for a check"), len(known) - good),
        (words("no day of a check"), len(there) - len(known)),
    )
    note = (
        words("median age of a check %(days)s days", days=words.number(age))
        if age is not None
        else ""
    )
    table = Table((words("State"), words("Resources")), rows)
    return Answer(
        percent(good, len(known)),
        len(known),
        len(known),
        len(there),
        words("resources with a day of a check"),
        table,
        note,
    )


@figure(
    "dead_links",
    "Dead links",
    "%",
    SECTION,
    dated=False,
    better="down",
    personal=False,
    question="How much of the library leads nowhere?",
    definition="Resources whose address leads nowhere (`gone`, or failing for days when "
    "`hearth links` looked it up), of those that were looked up: by that command, or by a person "
    "whose last check still counts. Of others nobody can say, and replaced ones do not count.",
)
def dead_links(context: MetricContext) -> Answer:
    words = context.hub.words
    there = list(kept(context))
    found = {item.id: since for item in there if (since := _dead_since(item, context))}
    known = [item for item in there if item.id in found or _looked_up(item, context)]
    dead = sorted((item for item in known if item.id in found), key=lambda item: found[item.id])
    day = context.hub.looked_up.day
    return Answer(
        percent(len(dead), len(known)),
        len(known),
        len(known),
        len(there),
        words("resources that were looked up"),
        Table(
            (words("Resource"), words("Gone since")),
            tuple((item.title, str(found[item.id])) for item in dead),
            "none",
        ),
        words("looked up on %(day)s", day=words.long_day(day)) if day else "",
    )


def _dead_since(resource: Resource, context: MetricContext) -> date | None:
    """The day since when its address leads nowhere, as far as anybody knows."""
    if is_gone(resource, context.day):
        return resource.gone or context.day
    finding = context.hub.looked_up.findings.get(resource.url)
    return finding.since if finding and finding.is_dead else None


def _looked_up(resource: Resource, context: MetricContext) -> bool:
    return is_fresh(resource, context.day) or context.hub.looked_up.knows(
        resource.url, resource.added
    )


@figure(
    "curators",
    "Curators",
    "people",
    SECTION,
    window=YEAR,
    better="up",
    question="How many of us look after the library?",
    definition="Distinct members, the team included, who recommended a resource or a path that was "
    "added within 365 days. Beside it: the smallest number of them with half of it, who suggested "
    "resources, and the share of the suggestions that came from members outside the team.",
)
def curators(context: MetricContext) -> Answer:
    words = context.hub.words
    acts = list(context.everything.of(context.persons).between(context.since(YEAR), context.day))
    counts = Counter(act.person for act in acts if act.kind == "curate")
    suggestions = [act.person for act in acts if act.kind == "suggest"]
    outside = [person for person in suggestions if person not in context.everything.team]
    rows = (
        (words("recommended something"), len(counts)),
        (words("did half of it"), absence_factor(counts.values())),
        (words("suggested something"), len(set(suggestions))),
    )
    share = percent(len(outside), len(suggestions))
    note = (
        words(
            "%(percent)s %% of %(all)s suggestions from outside the team",
            percent=words.number(share),
            all=len(suggestions),
        )
        if share is not None
        else ""
    )
    return Answer(
        len(counts),
        len(counts),
        table=Table((words("Who"), words("People")), rows, "bars", (1,)),
        note=note,
        share_of=len(suggestions) if share is not None else None,
    )


@figure(
    "coverage",
    "Topics that are covered",
    "%",
    SECTION,
    window=YEAR,
    dated=False,
    better="up",
    personal=False,
    question="Is there something for what people ask about?",
    definition="Of the topics that at least two members ask about (within 365 days), seek a mentor "
    "for or name as theirs: the share for which there is a member who offers help, a resource "
    "whose check still counts, and an event within 365 days. What lacks one of the three is a gap. "
    "The table has all topics, the gaps first, by the number of people who want them for each "
    "thing there is.",
)
def coverage(context: MetricContext) -> Answer:
    words = context.hub.words
    needs = topic_needs(context)
    wanted = [need for need in needs if need.wanted]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            context.hub.topics[need.topic].label,
            need.demand,
            len(need.offering),
            len(need.fresh),
            len(need.events),
            lack_words(need.lacks, words) if need.gap else "",
        )
        for need in sorted(needs, key=lambda need: not need.gap)
    )
    columns = (
        words("Topic"),
        words("People who want it"),
        words("Offers"),
        words("Fresh resources"),
        words("Events"),
        words("Gap"),
    )
    met = sum(1 for need in wanted if not need.gap)
    table = Table(columns, rows, "none", (1, 2))
    return Answer(percent(met, len(wanted)), len(wanted), table=table)
