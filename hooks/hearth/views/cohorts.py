"""Who takes part in a programme, and with whom: terms, and the cohorts that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.group import Cohort, Group, Term
from hearth.kinds.member import Member, Membership
from hearth.kinds.span import Span
from hearth.model.hub import Hub

GOES_ON = 90
"""Days after the end of a term within which the next one of the same person goes on from it."""


@dataclass(frozen=True)
class ProgrammeTerm(Span):
    """Somebody's time in a programme."""

    member: Member
    since: date | None
    until: date | None
    path: str
    """The file that says it."""
    role: str | None = None


@dataclass(frozen=True)
class CohortTerms:
    """A cohort, and the terms of those who belong to it."""

    cohort: Cohort
    terms: tuple[ProgrammeTerm, ...]


def terms(hub: Hub, group: Group) -> list[ProgrammeTerm]:
    """Every term in a programme, over or not, by the group's file and by profiles; what both tell
    of one person counts once, as the group tells it."""
    told = [_term(hub.members[one.member], one, group.path) for one in group.members]
    for member in hub.referring(group, Member, "groups"):
        mine = [one for one in told if one.member.id == member.id]
        told += (
            term
            for item in member.groups
            if item.group == group.id
            for term in [_term(member, item, member.path)]
            if not any(_overlap(term, other) for other in mine)
        )
    return sorted(told, key=lambda one: (one.since or date.min, one.member.id))


def _term(member: Member, told: Term | Membership, path: str) -> ProgrammeTerm:
    return ProgrammeTerm(member, told.since, told.until, path, told.role)


def _overlap(one: ProgrammeTerm, other: ProgrammeTerm) -> bool:
    def before(first: ProgrammeTerm, second: ProgrammeTerm) -> bool:
        return bool(first.until and second.since and first.until < second.since)

    return not before(one, other) and not before(other, one)


def cohorts(hub: Hub, group: Group) -> list[CohortTerms]:
    """The cohorts of a programme, the latest first, each with the terms that run when it begins, or
    begin while it lasts."""
    found = terms(hub, group)
    by_start = sorted(group.cohorts, key=lambda one: one.since, reverse=True)
    return [
        CohortTerms(one, tuple(term for term in found if _belongs(term, one))) for one in by_start
    ]


def _belongs(term: ProgrammeTerm, cohort: Cohort) -> bool:
    begins = term.since is not None and cohort.runs_on(term.since)
    return begins or term.runs_on(cohort.since)


def next_term(term: ProgrammeTerm, among: Iterable[ProgrammeTerm]) -> ProgrammeTerm | None:
    """The term with which somebody goes on after the end of one."""
    return next(_after(term, among), None)


def _after(term: ProgrammeTerm, among: Iterable[ProgrammeTerm]) -> Iterator[ProgrammeTerm]:
    end = term.until
    for other in among:
        later = end and other.since and end < other.since <= end + timedelta(days=GOES_ON)
        if other.member.id == term.member.id and later:
            yield other


def following(group: Group, term: ProgrammeTerm) -> tuple[date, date | None]:
    """(first, last day) of the term that usually comes after one: that of the cohort that begins
    then, or that is called for, else one as long."""
    end = term.until or date.max
    spans = [(one.since, one.until) for one in group.cohorts]
    if group.call and group.call.since:
        spans.append((group.call.since, group.call.until))
    for since, until in spans:
        if end < since <= end + timedelta(days=GOES_ON):
            return since, until
    first = end + timedelta(days=1)
    return first, first + (end - term.since) if term.since else None
