"""A programme as its manager sees it: the call, who waits for an answer, who takes part and what
they agreed to, and what earlier cohorts took and brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.group import Cohort, Group
from hearth.manage.desk.care import RENEW
from hearth.manage.figures import MetricContext
from hearth.manage.private.notes import Ambassador
from hearth.manage.private.programmes import Application, Commitment, TermTalk
from hearth.manage.programmes import (
    ApplicationStep,
    decision_on,
    ended_terms,
    programmes,
    state_of,
    step_of,
    talk_about,
)
from hearth.views.cohorts import ProgrammeTerm, cohorts, terms

STILL = 90
"""Days within which somebody did something who is still there."""


@dataclass(frozen=True)
class Applied:
    """An application, and what it waits for."""

    place: int
    """Which note of its file it is, from 1."""
    note: Application
    step: ApplicationStep | None


@dataclass(frozen=True)
class TakesPart:
    """Somebody in a programme, as far as their term has come."""

    term: ProgrammeTerm
    commitments: tuple[tuple[int, Commitment, str], ...]
    """(which note of its file, the commitment, how it stands)"""
    deeds: tuple[Ambassador, ...]
    """What they did elsewhere for the community in this term."""
    talk: TermTalk | None
    """The talk about the end of the term."""
    due: bool
    """Whether it is time for that talk."""


@dataclass(frozen=True)
class CohortResult:
    """What a cohort took, and what it brought; over for one that is over, else so far."""

    cohort: Cohort
    terms: tuple[ProgrammeTerm, ...]
    outcomes: Counter[str]
    """Of terms that are over: how many went on, stopped, or are too early to tell."""
    commitments: Counter[str]
    """Commitments that were made in it, by how they stand."""
    hours: float
    cost: float
    deeds: int
    results: int
    """Deeds of which it is known what came of them."""
    brought: int
    """People who joined by way of what they did."""
    still: int
    """Those of the cohort who did something in the last 90 days."""


@dataclass(frozen=True)
class ProgrammeContents:
    """Everything that is known of one programme."""

    group: Group
    applications: tuple[Applied, ...]
    """Those that wait for something, the most urgent first, and then the waiting list."""
    decided: Counter[str]
    """All applications that are known, by decision; "" for those that are not decided."""
    people: tuple[TakesPart, ...]
    cohorts: tuple[CohortResult, ...]
    """The latest first."""


def programme_contents(context: MetricContext, only: str | None = None) -> list[ProgrammeContents]:
    """Every programme, or one, on the context's day."""
    return [
        _contents(context, group)
        for group in programmes(context.hub)
        if only is None or group.id == only
    ]


def _contents(context: MetricContext, group: Group) -> ProgrammeContents:
    known = [
        (place, note)
        for place, note in enumerate(context.notes.applications, 1)
        if note.programme == group.id and note.received <= context.day
    ]
    applied = [Applied(place, note, step_of(note, group, context.day)) for place, note in known]
    shown = [one for one in applied if one.step or _is_open(one.note, context.day)]
    return ProgrammeContents(
        group,
        tuple(sorted(shown, key=_urgency)),
        Counter(decision_on(note, context.day) or "" for _, note in known),
        tuple(
            _takes_part(context, group, term)
            for term in terms(context.hub, group)
            if term.runs_on(context.day)
        ),
        tuple(_cohorts(context, group)),
    )


def last_part(context: MetricContext, group: Group, name: str) -> tuple[TakesPart, str] | None:
    """(the last term of somebody that has begun, the name of its cohort or nothing)"""
    mine = [one for one in terms(context.hub, group) if one.member.id == name]
    begun = [one for one in mine if one.has_begun(context.day)]
    if not begun:
        return None
    last = begun[-1]
    cohort = (one.cohort.name for one in cohorts(context.hub, group) if last in one.terms)
    return _takes_part(context, group, last), next(cohort, "")


def parts_of(context: MetricContext, group: Group) -> list[str]:
    """The ids of everybody who takes part, or once did."""
    found = (one for one in terms(context.hub, group) if one.has_begun(context.day))
    return list(dict.fromkeys(one.member.id for one in found))


def _is_open(note: Application, day: date) -> bool:
    return decision_on(note, day) in (None, "waiting-list")


def _urgency(one: Applied) -> tuple[date, date, int]:
    return (one.step.until if one.step else date.max, one.note.received, one.place)


def _takes_part(context: MetricContext, group: Group, term: ProgrammeTerm) -> TakesPart:
    who, day = term.member.id, context.day
    agreed = tuple(
        (place, one, state_of(one, day))
        for place, one in enumerate(context.notes.commitments, 1)
        if one.member == who and one.programme == group.id and _lies_in(term, one.since, day)
    )
    deeds = tuple(one for one in _deeds(context, group, [term]))
    talk = talk_about(context.notes, group.id, term, day)
    due = term.until is not None and talk is None and term.until <= day + timedelta(days=RENEW)
    return TakesPart(term, agreed, deeds, talk, due)


def _lies_in(term: ProgrammeTerm, moment: date, day: date) -> bool:
    """Whether something was up to a day, and in a term."""
    return moment <= day and term.runs_on(moment)


def _deeds(
    context: MetricContext, group: Group, found: Sequence[ProgrammeTerm]
) -> Iterator[Ambassador]:
    """What people did elsewhere in their terms; what names no programme counts for any."""
    for one in context.notes.ambassadors:
        theirs = (term for term in found if term.member.id == one.member)
        if one.programme in (None, group.id) and any(
            _lies_in(term, one.date, context.day) for term in theirs
        ):
            yield one


def _cohorts(context: MetricContext, group: Group) -> Iterator[CohortResult]:
    notes, day = context.notes, context.day
    ended = ended_terms(context.hub, notes, date.min, day)
    for found in cohorts(context.hub, group):
        cohort, who = found.cohort, {term.member.id for term in found.terms}
        if cohort.since > day:
            continue
        spent = [
            one
            for one in notes.efforts
            if one.programme == group.id and one.date <= day and cohort.runs_on(one.date)
        ]
        deeds = list(_deeds(context, group, found.terms))
        yield CohortResult(
            cohort,
            found.terms,
            Counter(one.outcome for one in ended if one.term in found.terms),
            Counter(
                state_of(one, day)
                for one in notes.commitments
                if one.programme == group.id
                and one.member in who
                and one.since <= day
                and cohort.runs_on(one.since)
            ),
            round(sum(one.hours for one in spent), 1),
            round(sum(one.cost for one in spent), 2),
            len(deeds),
            sum(1 for one in deeds if one.result),
            len({name for one in deeds for name in one.brought}),
            sum(1 for name in who if _is_still_there(context, name)),
        )


def _is_still_there(context: MetricContext, name: str) -> bool:
    acts = context.everything.by_person.get(name, ())
    return any(act.kind != "join" and act.day > context.since(STILL) for act in acts)
