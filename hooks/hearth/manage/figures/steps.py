"""The steps between joining and leading, and the day on which each person reached them.

Who takes a later step first has taken those before it on that day: to give a talk before one has
ever come is no gap. A step says where somebody is, and nothing of how much they are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from hearth.base.derived import once
from hearth.base.words import N_
from hearth.kinds.community import Milestone
from hearth.kinds.member import Member
from hearth.manage.figures.base import MetricContext, middle
from hearth.manage.ledger import Act, held, name_of

YEAR = 365
PATIENCE = 90
"""Days within which people mostly go on to a step that says nothing else, and after which nothing
heard of somebody is long."""
BUILT_IN = {
    "joined": N_("Has joined"),
    "first": N_("First act"),
    "second": N_("Second act"),
    "helps": N_("Helps others"),
    "leads": N_("Leads"),
}
"""The steps that every community has, in their order."""
LEADING = frozenset(("host", "lead", "mentor"))
"""The kinds of acts by which somebody leads."""


@dataclass(frozen=True)
class JourneyStep:
    """A step on the way."""

    name: str
    """One of BUILT_IN, or a milestone's title."""
    milestone: Milestone | None = None
    within: int = PATIENCE
    """Days within which it is mostly reached from the step before."""

    def is_own(self, name: str) -> bool:
        """Whether it is the step of that name that every community has."""
        return self.milestone is None and self.name == name


@dataclass(frozen=True)
class Journey:
    """How far one person has come."""

    person: Member
    reached: tuple[date | None, ...]
    """For each step the first day on which it, or one behind it, was taken."""
    last: date
    """When anything was heard of them last."""

    @property
    def at(self) -> int:
        """Where the step stands that is the furthest."""
        return sum(1 for day in self.reached if day) - 1

    def went_on(self, step: int, within: int) -> bool:
        """Whether the next step was taken within so many days."""
        here, there = self.reached[step], self.reached[step + 1]
        return bool(here and there and there <= here + timedelta(days=within))


@dataclass(frozen=True)
class Passage:
    """How many went on from a step in time, of those of whom it is known by the day."""

    went_on: int
    known: int
    open: int
    """Whose time is not over yet."""


@dataclass(frozen=True)
class StepState:
    """What there is to say of a step on a day; of the last one nobody goes on."""

    step: JourneyStep
    reached: int
    """Members of the day who have come to it or further."""
    here: int
    """Those of them who are there."""
    quiet: int | None
    """Those who are there, and of whom nothing was heard for as long as the next step mostly
    takes."""
    passage: Passage | None
    """Of those who came to it since a year before that."""
    days: float | None
    """Median of the days until the next step, of those who took it by now."""


@once
def steps(context: MetricContext) -> tuple[JourneyStep, ...]:
    """Those of which anything tells who reached them, in their order."""
    own = [one for one in context.hub.community.milestones if _is_told(context, one)]
    return tuple(
        step
        for name in BUILT_IN
        for step in (
            JourneyStep(name),
            *(JourneyStep(one.title, one, one.within) for one in own if one.after == name),
        )
    )


def _is_told(context: MetricContext, milestone: Milestone) -> bool:
    noted = {name for _, name in _noted(context)}
    return bool(milestone.acts or milestone.events) or milestone.title.casefold() in noted


def title_of(context: MetricContext, step: JourneyStep) -> str:
    """What a step is called."""
    return step.name if step.milestone else context.hub.words.noted(BUILT_IN[step.name])


@once
def _noted(context: MetricContext) -> Mapping[tuple[str, str], date]:
    """When members reached milestones by the notes, by member and milestone."""
    days: dict[tuple[str, str], date] = {}
    for note in sorted(context.notes.milestones, key=lambda note: note.date):
        if note.date <= context.day:
            days.setdefault((note.member, note.milestone.casefold()), note.date)
    return days


@once
def journeys(context: MetricContext) -> Mapping[str, Journey]:
    """Of everybody who joined by the day, who left again included, and the team only when it is
    counted."""
    team = frozenset[str]() if context.team else context.everything.team
    return {
        name: _journey(context, person)
        for name, person in context.persons.items()
        if person.joined <= context.day and name not in team
    }


def _journey(context: MetricContext, person: Member) -> Journey:
    acts = context.deeds.get(person.id, ())
    taken = [_taken(context, step, person, acts) for step in steps(context)]
    # From behind: a step is reached on the day on which it or a later one was.
    behind = [*accumulate(reversed(taken), min)][::-1]
    heard = [day for day in (*taken, *(act.day for act in acts[-1:])) if day < date.max]
    return Journey(person, tuple(None if day == date.max else day for day in behind), max(heard))


def _taken(
    context: MetricContext, step: JourneyStep, person: Member, acts: tuple[Act, ...]
) -> date:
    """When a person took a step by itself; the last of all days when they did not."""
    if step.milestone:
        noted = _noted(context).get((person.id, step.name.casefold()), date.max)
        own = (act.day for act in acts if _reaches(context, step.milestone, act))
        return min(noted, next(own, date.max))
    return next(_days(step.name, person, acts), date.max)


def _days(name: str, person: Member, acts: tuple[Act, ...]) -> Iterator[date]:
    """The days on which a step that every community has was taken."""
    if name == "joined":
        yield person.joined
    elif name == "first":
        yield from (act.day for act in acts)
    elif name == "second":
        yield from (act.day for act in acts if act.day > acts[0].day)
    elif name == "helps":
        yield from (act.day for act in acts if act.contributes)
    else:
        yield from (act.day for act in acts if act.kind in LEADING)


def _reaches(context: MetricContext, milestone: Milestone, act: Act) -> bool:
    return act.kind in milestone.acts or _events(context).get(act.object) in milestone.events


@once
def _events(context: MetricContext) -> Mapping[str, str]:
    """Events that took place, by what acts call them."""
    return {name_of(item): item.event.id for item in held(context.hub)}


def passage(context: MetricContext, step: int, within: int, after: date, until: date) -> Passage:
    """How many of those who came to a step after the one day and by the other went on in time."""
    came = [
        (one, here)
        for one in journeys(context).values()
        if (here := one.reached[step]) and after < here <= until
    ]
    # Who went on early counts when the time of those who came beside them is over too.
    known = [one for one, here in came if here <= context.since(within)]
    went_on = sum(1 for one in known if one.went_on(step, within))
    return Passage(went_on, len(known), len(came) - len(known))


@once
def states(context: MetricContext) -> tuple[StepState, ...]:
    """Every step on the context's day."""
    return tuple(_state(context, place, step) for place, step in enumerate(steps(context)))


def _state(context: MetricContext, place: int, step: JourneyStep) -> StepState:
    members = context.belonging(context.day)
    at = [one.at for name, one in journeys(context).items() if name in members]
    reached, here = sum(1 for one in at if one >= place), at.count(place)
    within = patience(context, place)
    if within is None:
        return StepState(step, reached, here, None, None, None)
    after = context.since(within + YEAR)
    lasted = (
        (there - came).days
        for one in journeys(context).values()
        if (came := one.reached[place]) and after < came <= context.since(within)
        if (there := one.reached[place + 1])
    )
    return StepState(
        step,
        reached,
        here,
        sum(1 for one in stalled(context) if one.at == place),
        passage(context, place, within, after, context.day),
        middle(lasted),
    )


def patience(context: MetricContext, place: int) -> int | None:
    """Days within which people mostly go on from a step; None from the last one."""
    return next((step.within for step in steps(context)[place + 1 : place + 2]), None)


@once
def stalled(context: MetricContext) -> tuple[Journey, ...]:
    """Members with a next step of whom nothing was heard for as long as that mostly takes; who was
    heard of last comes first."""
    members = context.belonging(context.day)
    found = [
        one
        for name, one in journeys(context).items()
        if name in members
        and (within := patience(context, one.at)) is not None
        and one.last <= context.since(within)
    ]
    return tuple(sorted(found, key=lambda one: (-one.last.toordinal(), one.person.id)))
