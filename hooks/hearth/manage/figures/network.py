"""Figures of the network: connected components, isolates, ties across groups, and connectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hearth.base.derived import once
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.manage.figures.base import Answer, Cell, MetricContext, Table, figure, middle, percent
from hearth.manage.figures.ties import (
    YEAR,
    Ties,
    betweenness,
    components,
    pairs,
    single_bridges,
    ties,
)

SECTION = "Network"
SHOWN = 5
"""How many connectors are named."""
TIED = 3
"""With so many ties a person would still know somebody if one went."""


@figure(
    "network",
    "In one network",
    "%",
    SECTION,
    window=YEAR,
    better="up",
    source="social network analysis: size, density, components",
    question="Are we one community, or several that do not meet?",
    definition="People are tied who, within 365 days, did something for the same event, project, "
    "group or text, who answered one another, were introduced and met, are mentor and mentee, "
    "buddy and newcomer, or thanked one another; doing the same thing in a crowd of more than 25 "
    "ties nobody. Coming to the same event is an occasion to meet, no proof of it. The team is "
    "included. The value is the share of people who hang together in the largest part, of members "
    "who did something within the year or are tied to somebody.",
)
def network(context: MetricContext) -> Answer:
    words = context.hub.words
    graph = ties(context)
    people, links, parts = len(graph), sum(1 for _ in pairs(graph)), components(graph)
    degrees = [len(others) for others in graph.values()]
    largest, alone = len(parts[0]) if parts else 0, degrees.count(0)
    well_tied = sum(1 for degree in degrees if degree >= TIED)
    rows: tuple[tuple[Cell, ...], ...] = (
        (words("active or tied"), people, None, None),
        (words("together in the largest part"), largest, percent(largest, people), None),
        (words("tied to nobody"), alone, percent(alone, people), None),
        (words("tied to three and more"), well_tied, percent(well_tied, people), None),
        (words("ties"), None, None, links),
        (
            words("ties, in %(sign)s of all there could be", sign="%"),
            None,
            None,
            percent(2 * links, people * (people - 1)),
        ),
        (words("parts of two people and more"), None, None, len(parts) - alone),
        (words("ties of a person, median"), None, None, middle(degrees)),
    )
    table = Table(("", words("People"), "%", words("Number")), rows, "none", (1,), (2,))
    return Answer(percent(largest, people), people, table=table)


@figure(
    "isolates",
    "Active, and tied to nobody",
    "people",
    SECTION,
    window=YEAR,
    better="down",
    source="social network analysis: isolates",
    question="Who does something, and does it alone?",
    definition="Members who did something within 365 days and have no tie to another member, as "
    "the network figure counts ties. The table has beside them the members of whom nothing is "
    "known within the year.",
)
def isolates(context: MetricContext) -> Answer:
    words = context.hub.words
    graph = ties(context)
    alone = sum(1 for others in graph.values() if not others)
    silent = len(context.belonging(context.day) - graph.keys())
    rows: tuple[tuple[Cell, ...], ...] = (
        (words("tied to somebody"), len(graph) - alone),
        (words("active, tied to nobody"), alone),
        (words("not seen within the year"), silent),
    )
    return Answer(
        alone, len(graph), table=Table((words("Members"), words("People")), rows, "bars", (1,))
    )


@once
def groups_of(context: MetricContext) -> Mapping[str, frozenset[str]]:
    """The groups each member is part of on the context's day, by their profile or by the group's
    own lists."""
    hub = context.hub
    return memberships(hub.members.values(), hub.groups.values(), context.day)


def memberships(
    members: Iterable[Member], groups: Iterable[Group], day: date
) -> Mapping[str, frozenset[str]]:
    """The groups people are part of on a day: as members say, and as groups do."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        found[member.id] |= {term.group for term in member.groups if term.runs_on(day)}
    for group in groups:
        for own in (*group.leads, *group.members):
            if own.runs_on(day):
                found[own.member].add(group.id)
    return {person: frozenset(own) for person, own in found.items() if own}


@figure(
    "crossing",
    "Ties across groups",
    "ratio",
    SECTION,
    window=YEAR,
    source="Krackhardt and Stern: E-I index",
    question="Do groups work with each other, or each by itself?",
    definition="Of the ties between people who are in groups: those between people who share none, "
    "less those between people who share one, divided by both. 1 is only across, -1 only within. "
    "The table has it for each group: ties of its people with others in it, and with people of "
    "other groups.",
)
def crossing(context: MetricContext) -> Answer:
    words = context.hub.words
    graph, groups = ties(context), groups_of(context)
    every = list(pairs(graph))
    known = [(one, other) for one, other in every if one in groups and other in groups]
    inside = sum(1 for one, other in known if groups[one] & groups[other])
    people = Counter(group for person in graph for group in groups.get(person, ()))
    within = Counter(group for one, other in known for group in groups[one] & groups[other])
    out = Counter(group for one, other in known for group in groups[one] ^ groups[other])
    rows = tuple(
        (
            context.hub.groups[group].name,
            people[group],
            within[group],
            out[group],
            _index(within[group], out[group]),
        )
        for group in sorted(context.hub.groups)
    )
    columns = (
        words("Group"),
        words("People"),
        words("Ties within"),
        words("Ties across"),
        words("E-I"),
    )
    return Answer(
        _index(inside, len(known) - inside),
        len(known),
        len(known),
        len(every),
        words("ties"),
        Table(columns, rows, "none", (1, 2, 3), (4,)),
    )


def _index(inside: int, across: int) -> float | None:
    return round((across - inside) / (across + inside), 2) if across + inside else None


@dataclass(frozen=True)
class Connector:
    """Somebody over whom ways between others lead."""

    person: str
    cut_off: int
    """How many people would be without a way to most of the others, were this one away."""
    parts: tuple[frozenset[str], ...]
    """What the network around this person would fall into, the largest first; one when it would
    hold."""


@once
def connectors(context: MetricContext) -> tuple[Connector, ...]:
    """The people over whom the most of the shortest ways between others lead."""
    graph = ties(context)
    over = betweenness(graph)
    ranked = sorted(
        (person for person in graph if over[person] > 0),
        key=lambda person: (-round(over[person], 9), person),
    )
    alone = single_bridges(graph)
    return tuple(_connector(graph, person, alone.get(person, 0)) for person in ranked[:SHOWN])


def only_links(context: MetricContext) -> list[Connector]:
    """Everybody without whom somebody would be cut off, those with the most people first."""
    graph = ties(context)
    ranked = sorted(single_bridges(graph).items(), key=lambda item: (-item[1], item[0]))
    return [_connector(graph, person, count) for person, count in ranked[: 2 * SHOWN]]


def _connector(graph: Ties, person: str, cut_off: int) -> Connector:
    around = graph[person].keys()
    return Connector(
        person, cut_off, tuple(part for part in components(graph, without=person) if part & around)
    )


@figure(
    "connectors",
    "People who are the only link",
    "people",
    SECTION,
    window=YEAR,
    better="down",
    manager=True,
    dated=False,
    source="social network analysis: articulation points; betweenness (Freeman; Brandes)",
    question="Whose absence would leave others without a way to the rest?",
    definition="Members without whom people who are tied to them would have no way to the largest "
    "part of the network any more. The table names the five over whom the most of the shortest "
    "ways between others lead, a strong tie being a short way: people to thank, and not to "
    "overload. It is for the manager alone.",
)
def connecting(context: MetricContext) -> Answer:
    words = context.hub.words
    graph = ties(context)
    rows = tuple(
        (context.hub.members[found.person].name, len(graph[found.person]), found.cut_off)
        for found in connectors(context)
    )
    table = Table((words("Person"), words("Ties"), words("Would be cut off")), rows, "none", (1, 2))
    return Answer(len(single_bridges(graph)), len(graph), table=table)
