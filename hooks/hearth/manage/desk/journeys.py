"""Journeys for the manager: how far members have come, who stalls where, and what was tried so that
more go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.member import Member
from hearth.manage.figures import Answer, MetricContext
from hearth.manage.figures.journeys import still_there
from hearth.manage.figures.steps import (
    YEAR,
    Passage,
    StepState,
    passage,
    patience,
    stalled,
    states,
    steps,
    title_of,
)
from hearth.manage.private.notes import Experiment


@dataclass(frozen=True)
class Stall:
    """A member of whom nothing was heard for long, with a step still to take."""

    member: Member
    step: str
    """The title of the furthest step they took."""
    following: str
    """The title of the next one."""
    last: date
    """When anything was heard of them last."""


@dataclass(frozen=True)
class Trial:
    """An experiment about a step: who came to it before and since, and how many of them went on."""

    note: Experiment
    step: str
    within: int
    """Days within which one goes on in time."""
    before: Passage
    """Of those who came to the step in as many days before it began as it lasts."""
    since: Passage
    """Of those who came to the step while it lasted, up to the day."""


@dataclass(frozen=True)
class JourneysContents:
    """Everything on the page."""

    states: tuple[StepState, ...]
    stalls: tuple[Stall, ...]
    """By step; who was heard of last comes first."""
    cohorts: Answer
    trials: tuple[Trial, ...]
    """The one begun last comes first."""
    attendance: tuple[int, int]
    """For how many of the events held within a year it is noted who came, and of how many."""
    untold: tuple[str, ...]
    """Milestones of which nothing tells who reached them."""
    unknown: tuple[str, ...]
    """What notes call a step or a milestone, and is none."""


def journeys_contents(context: MetricContext) -> JourneysContents:
    """How journeys stand on the context's day. Whoever asked not to be asked yet stands in the
    numbers, and on no list."""
    noted = {(sheet.event, sheet.original) for sheet in context.notes.attendance}
    held = context.held_in(YEAR)
    known = [
        item
        for item in held
        if (item.event.id, item.original if item.event.repeats else None) in noted
    ]
    told = {step.name for step in steps(context) if step.milestone}
    return JourneysContents(
        states(context),
        tuple(_stalls(context)),
        still_there(context),
        tuple(sorted(_trials(context), key=lambda one: one.note.started, reverse=True)),
        (len(known), len(held)),
        tuple(one.title for one in context.hub.community.milestones if one.title not in told),
        tuple(_unknown(context)),
    )


def _stalls(context: MetricContext) -> Iterator[Stall]:
    titles = [title_of(context, step) for step in steps(context)]
    for one in sorted(stalled(context), key=lambda one: one.at):
        care = context.notes.care.get(one.person.id)
        if not (care and care.next_check and care.next_check > context.day):
            yield Stall(one.person, titles[one.at], titles[one.at + 1], one.last)


def _place(context: MetricContext, name: str) -> int | None:
    """Where a step stands that a note names, by its name or its title."""
    wanted = name.casefold()
    for place, step in enumerate(steps(context)):
        if wanted in (step.name.casefold(), title_of(context, step).casefold()):
            return place
    return None


def _trials(context: MetricContext) -> Iterator[Trial]:
    for note in context.notes.experiments:
        place = _place(context, note.step) if note.step else None
        within = None if place is None else patience(context, place)
        if place is None or within is None or note.started > context.day:
            continue
        eve = note.started - timedelta(days=1)
        early = eve - (note.due - eve)
        yield Trial(
            note,
            title_of(context, steps(context)[place]),
            within,
            passage(context, place, within, early, eve),
            passage(context, place, within, eve, min(note.due, context.day)),
        )


def _unknown(context: MetricContext) -> Iterator[str]:
    own = {one.title.casefold() for one in context.hub.community.milestones}
    found = [note.milestone for note in context.notes.milestones]
    yield from dict.fromkeys(name for name in found if name.casefold() not in own)
    tried = [note.step for note in context.notes.experiments if note.step]
    yield from dict.fromkeys(
        name for name in tried if _place(context, name) is None and name.casefold() not in own
    )
