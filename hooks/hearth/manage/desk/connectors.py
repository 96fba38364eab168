"""Connectors: members who link groups, and whom the network would fall apart without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hearth.kinds.member import Member
from hearth.manage.figures import MetricContext
from hearth.manage.figures.network import Connector, connectors, groups_of, only_links
from hearth.manage.figures.ties import YEAR, ties
from hearth.manage.ledger import KINDS, offices

NAMED = 3
"""As many people, groups or kinds of acts are called by name."""


@dataclass(frozen=True)
class Bridge:
    """Somebody to thank, and not to overload."""

    member: Member
    why: str
    """Whom they bring together."""
    note: str
    """What would happen without them."""
    does: str
    """What they did within the year; empty when nothing is known."""
    office: str
    """The office they hold and who stands in; empty without one."""
    cut_off: int
    """How many people would be cut off without them."""


def bridges(context: MetricContext) -> list[Bridge]:
    """The people over whom the most ways between others lead."""
    return [_bridge(context, found) for found in connectors(context)]


def other_links(context: MetricContext) -> list[Bridge]:
    """People beside them who are the only link to somebody."""
    listed = {found.person for found in connectors(context)}
    return [_bridge(context, found) for found in only_links(context) if found.person not in listed]


def _bridge(context: MetricContext, found: Connector) -> Bridge:
    member = context.hub.members[found.person]
    return Bridge(
        member,
        _why(context, found),
        _note(context, found),
        _does(context, found),
        _office(context, member),
        found.cut_off,
    )


def _why(context: MetricContext, found: Connector) -> str:
    """Whom they bring together: the groups of those they are tied to, else their topics, else their
    names."""
    words, around = context.hub.words, sorted(ties(context)[found.person])
    tied = words.count(len(around), "person", "people")
    groups = _common(around, lambda person: groups_of(context).get(person, ()))
    if len(groups) > 1:
        named = words.listed([context.hub.groups[group].name for group, _ in groups[:NAMED]])
        return words(
            "is tied to %(people)s and brings together %(groups)s", people=tied, groups=named
        )
    topics = _common(around, lambda person: context.hub.members[person].topics)
    if len(topics) > 1:
        named = words.listed([context.hub.topics[topic].label for topic, _ in topics[:NAMED]])
        return words("is tied to %(people)s, who care about %(topics)s", people=tied, topics=named)
    return words("is tied to %(people)s: %(names)s", people=tied, names=_names(context, around))


def _note(context: MetricContext, found: Connector) -> str:
    """Between whom they are the only link."""
    words = context.hub.words
    if len(found.parts) < 2:
        return words("others would still find a way to each other")
    largest, *cut_off = found.parts
    sides = [_side(context, part) for part in cut_off[:NAMED]]
    if len(cut_off) > NAMED:
        sides.append(words("%(number)s more", number=len(cut_off) - NAMED))
    rest = _rest(context, largest)
    if len(sides) == 1:
        return words("the only link between %(some)s and %(others)s", some=sides[0], others=rest)
    *first, last = sides
    return words(
        "the only link of %(some)s and of %(last)s to %(others)s",
        some=words.inside("the only link", ", of ").join(first),
        last=last,
        others=rest,
    )


def _side(context: MetricContext, part: frozenset[str]) -> str:
    """A few people by their names; more by what most of them share."""
    if len(part) <= NAMED:
        return _names(context, part)
    words, number = context.hub.words, len(part)
    group, topic = _shared(context, part)
    if group:
        return words("%(number)s people in %(group)s", number=number, group=group)
    if topic:
        return words("%(number)s people who care about %(topic)s", number=number, topic=topic)
    return words("%(number)s people (%(names)s)", number=number, names=_names(context, part))


def _rest(context: MetricContext, part: frozenset[str]) -> str:
    if len(part) <= NAMED:
        return _names(context, part)
    words, number = context.hub.words, len(part)
    group, topic = _shared(context, part)
    if group:
        return words("the other %(number)s, most of them in %(group)s", number=number, group=group)
    if topic:
        return words(
            "the other %(number)s, most of them who care about %(topic)s",
            number=number,
            topic=topic,
        )
    return words("the other %(number)s", number=number)


def _shared(context: MetricContext, part: frozenset[str]) -> tuple[str, str]:
    """The group, else the topic, that more than half of some people have in common."""
    hub = context.hub
    groups = _common(part, lambda person: groups_of(context).get(person, ()))
    if groups and 2 * groups[0][1] > len(part):
        return hub.groups[groups[0][0]].name, ""
    topics = _common(part, lambda person: hub.members[person].topics)
    if topics and 2 * topics[0][1] > len(part):
        return "", hub.topics[topics[0][0]].label
    return "", ""


def _common(people: Iterable[str], of: Callable[[str], Iterable[str]]) -> list[tuple[str, int]]:
    """(id, how many of the people have it), the most frequent first."""
    return sorted(
        Counter(item for person in people for item in of(person)).items(),
        key=lambda item: (-item[1], item[0]),
    )


def _names(context: MetricContext, people: Iterable[str]) -> str:
    """Ada, Bo, Cy and 4 more"""
    names = [context.hub.members[person].name for person in sorted(people)]
    words, left = context.hub.words, len(names) - NAMED
    more = [words("%(number)s more", number=left)] if left > 0 else []
    return words.listed([*names[:NAMED], *more])


def _does(context: MetricContext, found: Connector) -> str:
    """What they did within the year, the most frequent first."""
    acts = context.everything.by_person.get(found.person, ())
    kinds = Counter(
        act.kind for act in acts if act.day > context.since(YEAR) and act.kind != "join"
    )
    ranked = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(
        f"{context.hub.words.noted(KINDS[kind].words)} ({times})" for kind, times in ranked[:NAMED]
    )


def _office(context: MetricContext, member: Member) -> str:
    """Every office of theirs, each with its deputy."""
    held = [role for role in offices(context.hub, context.day) if role.member == member.id]
    return context.hub.words.listed(
        [f"{role.role} ({_deputy(context, role.deputy)})" for role in held]
    )


def _deputy(context: MetricContext, deputy: str | None) -> str:
    words = context.hub.words
    if not deputy:
        return words("no deputy")
    return words("deputy: %(name)s", name=context.hub.members[deputy].name)
