"""Programmes: what became of commitments and terms, and which applications wait for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.words import N_
from hearth.kinds.group import Group
from hearth.manage.private.notes import Notes
from hearth.manage.private.programmes import Application, Commitment, TermTalk
from hearth.model.hub import Hub
from hearth.views.cohorts import GOES_ON, ProgrammeTerm, next_term, terms

PROGRAMME = "programme"
"""The type of groups that this is about."""
RECEIPT = 7
"""Days within which whoever applied hears that it has arrived."""
DECIDE = 14
"""Days after the last day of a call, or where there is none after an application, within which it
is decided."""
TELL = 3
"""Days within which a decision is told."""
KEEP = 365
"""Days for which applications are kept that led to nothing."""
NOT_TAKEN = frozenset(("declined", "waiting-list", "withdrawn"))
ANSWER, DECISION, TELLING, LETTING_GO = (
    N_("waits for word that it has arrived"),
    N_("waits for a decision"),
    N_("waits to hear what was decided"),
    N_("need not be kept any longer"),
)


def programmes(hub: Hub) -> list[Group]:
    """Every programme, those at work first."""
    order = ("active", "forming", "paused", "finished")
    found = (group for group in hub.groups.values() if group.type == PROGRAMME)
    return sorted(found, key=lambda one: (order.index(one.status), one.name, one.id))


# -- applications ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ApplicationStep:
    """What an application waits for, and until when."""

    what: str
    """NOT_TAKEN = frozenset(("declined", "withdrawn"))
ANSWER, DECISION, TELLING or LETTING_GO."""
    until: date


def step_of(application: Application, group: Group | None, day: date) -> ApplicationStep | None:
    """What is to be done about an application on a day; None when nothing is.

    Nothing is decided before a call that is open closes.
    """
    if application.received > day:
        return None
    if decision_on(application, day) is None:
        if application.answered is None:
            return ApplicationStep(ANSWER, application.received + timedelta(days=RECEIPT))
        call = group.call if group else None
        if call and application.received <= call.closes:
            if day <= call.closes:
                return None
            return ApplicationStep(DECISION, call.closes + timedelta(days=DECIDE))
        return ApplicationStep(DECISION, application.received + timedelta(days=DECIDE))
    decided = application.decided or application.received
    if application.told is None and application.decision != "withdrawn":
        return ApplicationStep(TELLING, decided + timedelta(days=TELL))
    if application.decision in NOT_TAKEN and decided + timedelta(days=KEEP) <= day:
        return ApplicationStep(LETTING_GO, decided + timedelta(days=KEEP))
    return None


def over(notes: Notes, group: Group, day: date) -> list[int]:
    """The places, from 0, of the applications for a programme that need not be kept any longer."""
    steps = (
        (place, step_of(one, group, day))
        for place, one in enumerate(notes.applications)
        if one.programme == group.id
    )
    return [place for place, step in steps if step and step.what == LETTING_GO]


def decision_on(application: Application, day: date) -> str | None:
    """What was decided up to a day."""
    decided = application.decided or application.received
    return application.decision if decided <= day else None


def name_of(hub: Hub, application: Application) -> str:
    """Whose application it is, by name."""
    return hub.members[application.member].name if application.member else application.name or ""


# -- commitments -----------------------------------------------------------------------------------

KEPT, KEPT_LATE, OVERDUE, OPEN, DROPPED = "kept", "late", "overdue", "open", "dropped"


def state_of(commitment: Commitment, day: date) -> str:
    """How a commitment stands at the end of a day: kept in time, kept late, overdue, open, or
    dropped by agreement."""
    if commitment.done and commitment.done <= day:
        late = commitment.due is not None and commitment.done > commitment.due
        return KEPT_LATE if late else KEPT
    if commitment.dropped and commitment.dropped <= day:
        return DROPPED
    return OVERDUE if commitment.due and commitment.due < day else OPEN


# -- terms -----------------------------------------------------------------------------------------

WENT_ON, STOPPED, UNKNOWN = "went-on", "stopped", "unknown"


@dataclass(frozen=True)
class EndedTerm:
    """A term that is over, and whether the person went on."""

    group: Group
    term: ProgrammeTerm
    outcome: str
    """WENT_ON, STOPPED, or UNKNOWN while a next term could still begin."""


def ended_terms(hub: Hub, notes: Notes, after: date, day: date) -> list[EndedTerm]:
    """The terms in all programmes whose last day lies after one day and before another."""
    return [
        EndedTerm(group, term, _outcome(notes, group, term, found, day))
        for group in programmes(hub)
        for found in [terms(hub, group)]
        for term in found
        if term.until and after < term.until < day
    ]


def _outcome(
    notes: Notes, group: Group, term: ProgrammeTerm, among: Iterable[ProgrammeTerm], day: date
) -> str:
    further = next_term(term, among)
    if further and further.since and further.since <= day:
        return WENT_ON
    talk = talk_about(notes, group.id, term, day)
    if talk and talk.answer == "stops":
        return STOPPED
    over = term.until is not None and term.until + timedelta(days=GOES_ON) < day
    return STOPPED if over else UNKNOWN


def talk_about(notes: Notes, programme: str, term: ProgrammeTerm, day: date) -> TermTalk | None:
    """The last talk up to a day about the end of a term."""
    found = [
        talk
        for talk in notes.renewals
        if talk.member == term.member.id
        and talk.programme == programme
        and talk.until == term.until
        and talk.date <= day
    ]
    return max(found, key=lambda talk: talk.date, default=None)
