"""Figures of programmes: answers to applications, commitments kept, who goes on, and what was spent
beside what came of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from hearth.base.words import N_
from hearth.kinds.group import Group
from hearth.manage.figures.base import Answer, Cell, MetricContext, Table, figure, middle, percent
from hearth.manage.programmes import (
    DROPPED,
    KEPT,
    KEPT_LATE,
    OVERDUE,
    STOPPED,
    UNKNOWN,
    WENT_ON,
    decision_on,
    ended_terms,
    programmes,
    state_of,
)

SECTION = "Programmes"
YEAR = 365
PROGRAMME = N_("Programme")
APPLICATIONS = (
    PROGRAMME,
    N_("Applied"),
    N_("Accepted"),
    N_("Declined"),
    N_("Waiting list"),
    N_("Not decided"),
)
COMMITMENTS = (PROGRAMME, N_("In time"), N_("Late"), N_("Overdue"), N_("Dropped"))
TERMS = (PROGRAMME, N_("Went on"), N_("Stopped"), N_("Too early to tell"))
SPENT = (
    PROGRAMME,
    N_("Hours"),
    N_("Money"),
    N_("Done elsewhere"),
    N_("With a result"),
    N_("Joined by it"),
)


@figure(
    "programme_answers",
    "Until an application is decided and told",
    "days",
    SECTION,
    window=YEAR,
    manager=True,
    better="down",
    question="How long do we let people wait who would like to take part?",
    definition="Applications for programmes of the last 365 days that are decided and were not "
    "withdrawn: the median of the days from receiving one to telling what was decided, over those "
    "that were told.",
)
def programme_answers(context: MetricContext) -> Answer:
    words, groups = context.hub.words, context.hub.groups
    came = [
        one
        for one in context.notes.applications
        if context.since(YEAR) < one.received <= context.day
        and decision_on(one, context.day) != "withdrawn"
    ]
    told = [one for one in came if one.told and one.told <= context.day]
    waited = [(one.told - one.received).days for one in told if one.told]
    decided: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in came:
        decided[one.programme][decision_on(one, context.day) or ""] += 1
    rows = tuple(
        (
            groups[name].name,
            counts.total(),
            counts["accepted"],
            counts["declined"],
            counts["waiting-list"],
            counts[""],
        )
        for name, counts in sorted(decided.items())
        if name in groups
    )
    return Answer(
        middle(waited),
        len(told),
        len(told),
        sum(1 for one in came if decision_on(one, context.day)),
        words("applications"),
        Table(tuple(map(words.noted, APPLICATIONS)), rows),
    )


@figure(
    "programme_kept",
    "Commitments kept in time",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="up",
    question="Do we ask what people can give?",
    definition="What somebody in a programme had agreed to do by a day of the last 365 that is "
    "over: the share that was done by then. What both agreed to drop is left out, and what has no "
    "last day. A low share says more about what was asked than about who was asked.",
)
def programme_kept(context: MetricContext) -> Answer:
    words = context.hub.words
    states: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in context.notes.commitments:
        if one.due and context.since(YEAR) < one.due < context.day and one.since <= context.day:
            states[one.programme][state_of(one, context.day)] += 1
    counted = Counter[str]()
    for counts in states.values():
        counted.update(counts)
    due = counted.total() - counted[DROPPED]
    order = (KEPT, KEPT_LATE, OVERDUE, DROPPED)
    rows = tuple(_row(group, states[group.id], order) for group in _in(context, states))
    return Answer(
        percent(counted[KEPT], due), due, table=Table(tuple(map(words.noted, COMMITMENTS)), rows)
    )


@figure(
    "programme_renewed",
    "Going on after a term",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="neither",
    question="Would they do it again?",
    definition="Terms in programmes that ended in the last 365 days: the share of people whose "
    "next term in the same programme began within 90 days. As long as it still could, and nobody "
    "said that they stop (`renewals.yml`), a term is too early to tell and left out.",
)
def programme_renewed(context: MetricContext) -> Answer:
    words = context.hub.words
    ended = ended_terms(context.hub, context.notes, context.since(YEAR), context.day)
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in ended:
        outcomes[one.group.id][one.outcome] += 1
    went = sum(1 for one in ended if one.outcome == WENT_ON)
    decided = sum(1 for one in ended if one.outcome != UNKNOWN)
    order = (WENT_ON, STOPPED, UNKNOWN)
    rows = tuple(_row(group, outcomes[group.id], order) for group in _in(context, outcomes))
    return Answer(
        percent(went, decided), decided, table=Table(tuple(map(words.noted, TERMS)), rows)
    )


@figure(
    "programme_hours",
    "Hours spent on programmes",
    "hours",
    SECTION,
    window=YEAR,
    personal=False,
    manager=True,
    better="neither",
    question="Is it worth what it takes?",
    definition="Hours noted in `efforts.yml` for the last 365 days. Beside them for each programme "
    "the money, what was done for the community elsewhere (`ambassadors.yml`, with that which "
    "names no programme left out), how much of it has a result that is known, and how many people "
    "joined by way of it.",
)
def programme_hours(context: MetricContext) -> Answer:
    words, since = context.hub.words, context.since(YEAR)
    spent = [one for one in context.notes.efforts if since < one.date <= context.day]
    done = [one for one in context.notes.ambassadors if since < one.date <= context.day]
    rows = []
    named = [*(one.programme for one in spent), *(one.programme or "" for one in done)]
    for group in _in(context, named):
        mine = [one for one in spent if one.programme == group.id]
        deeds = [one for one in done if one.programme == group.id]
        rows.append(
            (
                group.name,
                round(sum(one.hours for one in mine), 1),
                round(sum(one.cost for one in mine), 2),
                len(deeds),
                sum(1 for one in deeds if one.result),
                len({name for one in deeds for name in one.brought}),
            )
        )
    return Answer(
        round(sum(one.hours for one in spent), 1) if spent else None,
        len(spent),
        table=Table(tuple(map(words.noted, SPENT)), tuple(rows)),
    )


def _row(group: Group, counts: Counter[str], order: Iterable[str]) -> tuple[Cell, ...]:
    return (group.name, *(counts[one] for one in order))


def _in(context: MetricContext, ids: Iterable[str]) -> list[Group]:
    """The programmes of these ids, in their order."""
    wanted = set(ids)
    return [group for group in programmes(context.hub) if group.id in wanted]
