"""Figures of the way that members take: from joining to a first act, on to helping and leading, and
whether those who joined together are still there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hearth.base.words import N_
from hearth.manage.figures.base import (
    SMALL,
    Answer,
    Cell,
    MetricContext,
    Table,
    ends,
    figure,
    percent,
    quarter,
    quarter_name,
)
from hearth.manage.figures.steps import (
    PATIENCE,
    YEAR,
    Journey,
    journeys,
    states,
    title_of,
)

SECTION = "Journeys"
STILL = {3: (91, 180), 6: (181, 270), 12: (361, 450)}
"""The days after joining in which who is still there did something, by months."""
COLUMNS = (
    N_("Step"),
    N_("Reached"),
    N_("Here now"),
    N_("Of them quiet"),
    N_("Could go on"),
    N_("Went on in time"),
    N_("Too early to tell"),
    N_("Median days"),
)


@figure(
    "first_step",
    "From joining to a first act",
    "%",
    SECTION,
    window=YEAR,
    better="up",
    source="CHAOSS: Newcomer Experience",
    question="Do those who join find something to do?",
    definition="Of people who joined 90 to 455 days back, who left again included: the share who "
    "did something beyond joining within 90 days.",
)
def first_step(context: MetricContext) -> Answer:
    early, late = context.since(PATIENCE + YEAR), context.since(PATIENCE)
    came = [one for one in journeys(context).values() if early < one.person.joined <= late]
    acted = sum(1 for one in came if _acted(context, one, date.min, PATIENCE))
    return Answer(percent(acted, len(came)), len(came))


def _acted(context: MetricContext, one: Journey, first: date, until: int) -> bool:
    """Whether somebody did something from a day on, and so many days after joining at most."""
    last = one.person.joined + timedelta(days=until)
    return any(first <= act.day <= last for act in context.deeds.get(one.person.id, ()))


@figure(
    "journey",
    "Where members are on their way",
    "%",
    SECTION,
    manager=True,
    better="up",
    question="How far do people come, and where do they stay?",
    definition="Members by the furthest step they have taken up to the day: joined, first act, "
    "second act on another day, helps others (any contribution), leads (hosted, led a group or "
    "mentored), and the community's own milestones. Who takes a later step first has taken those "
    "before it. The value is the share that helps others or "
    "came further. Quiet are those who did nothing for as long as the next step mostly takes (90 "
    "days, unless a milestone says otherwise). Could go on: who came to the step, or one behind "
    "it, in the year before that time; some of them may have left.",
)
def journey(context: MetricContext) -> Answer:
    words, found = context.hub.words, states(context)
    helps = next(state for state in found if state.step.is_own("helps"))
    rows = tuple(
        (
            title_of(context, state.step),
            state.reached,
            state.here,
            state.quiet,
            *(
                (state.passage.known, state.passage.went_on, state.passage.open)
                if state.passage
                else (None, None, None)
            ),
            state.days,
        )
        for state in found
    )
    there = found[0].reached
    table = Table(tuple(map(words.noted, COLUMNS)), rows, "none", tuple(range(1, 7)))
    return Answer(percent(helps.reached, there), there, table=table)


@figure(
    "still_there",
    "Still here a year after joining",
    "%",
    SECTION,
    better="up",
    source="CHAOSS: Conversion Rate; cohort curves",
    question="Of those who joined together, how many still take part?",
    definition="People by the quarter in which they joined, who left again included. Still here "
    "after 3, 6 and 12 months is who did something on days 91 to 180, 181 to 270 and 361 to 450 "
    "after joining. What cannot be known yet for all of a quarter is blank, and quarters with "
    "fewer than five people are put together by year. The value is the share after 12 months, "
    "over all rows that can tell.",
)
def still_there(context: MetricContext) -> Answer:
    words = context.hub.words
    cohorts: defaultdict[tuple[int, int], list[Journey]] = defaultdict(list)
    for one in journeys(context).values():
        cohorts[quarter(one.person.joined)].append(one)
    merged = _merged(cohorts)
    # As the rows tell: a part of one would give away who is in the rest of it.
    decided = [one for _, last, people in merged if _is_known(context, last, 12) for one in people]
    rows = tuple(_cohort(context, *cohort) for cohort in merged)
    months = [words("After %(months)s months", months=months) for months in STILL]
    columns = [words("Joined"), words("People")]
    for name in months:
        columns += [name, "%"]
    shares = tuple(range(3, len(columns), 2))
    counts = tuple(range(2, len(columns), 2))
    still = sum(1 for one in decided if _is_still_there(context, one, 12))
    return Answer(
        percent(still, len(decided)),
        len(decided),
        table=Table(tuple(columns), rows, "none", (1, *counts), shares),
    )


def _is_known(context: MetricContext, last: date, months: int) -> bool:
    """Whether the time of people who joined up to a day is over."""
    return last + timedelta(days=STILL[months][1]) <= context.day


def _is_still_there(context: MetricContext, one: Journey, months: int) -> bool:
    since, until = STILL[months]
    return _acted(context, one, one.person.joined + timedelta(days=since), until)


def _merged(
    cohorts: Mapping[tuple[int, int], Sequence[Journey]],
) -> list[tuple[str, date, list[Journey]]]:
    """(name, last day on which somebody of it could join, people), small cohorts by year."""
    found: dict[str, tuple[date, list[Journey]]] = {}
    for which, people in sorted(cohorts.items()):
        name = quarter_name(which) if len(people) >= SMALL else str(which[0])
        found[name] = ends(which), [*found.get(name, (None, []))[1], *people]
    return [(name, last, people) for name, (last, people) in sorted(found.items())]


def _cohort(
    context: MetricContext, name: str, last: date, people: Sequence[Journey]
) -> tuple[Cell, ...]:
    """A row: for each time how many were still there, and their share."""
    cells: list[Cell] = [name, len(people)]
    for months in STILL:
        still = sum(1 for one in people if _is_still_there(context, one, months))
        known = _is_known(context, last, months)
        cells += [still, percent(still, len(people))] if known else [None, None]
    return tuple(cells)
