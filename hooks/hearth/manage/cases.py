"""Cases of misconduct: what is due and when, who may open one, what yearly counts tell of them,
and how one is let go of."""

from __future__ import annotations

import hmac
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from hearth.base.words import N_
from hearth.kinds.community import SMALL, Conduct, YearOfReports
from hearth.manage.ledger import offices
from hearth.manage.private import Notes
from hearth.manage.private.cases import LASTING, MEASURES, Case
from hearth.manage.private.notes import Moderation
from hearth.model.hub import Hub

ANSWER = N_("the answer to whoever reported it")
DECISION = N_("the decision")
ASK_BACK = N_("asking whether it has stopped")
LET_GO = N_("letting go of what is not needed any more")
OUTCOME = "outcome"
"""The context of the words for outcomes."""
OUTCOME_WORDS = {
    "nothing": (OUTCOME, "nothing to do"),
    "talk": (OUTCOME, "a private talk"),
    "mediation": (OUTCOME, "a talk that a third person led"),
    "correction": (OUTCOME, "something taken down or put right"),
    "warning": (OUTCOME, "a warning"),
    "pause": (OUTCOME, "a pause"),
    "exclusion": (OUTCOME, "the end of membership"),
    "withdrawn": (OUTCOME, "withdrawn"),
}


@dataclass(frozen=True)
class CaseDeadline:
    """Something of a case that is to be done by a day."""

    what: str
    """ANSWER, DECISION, ASK_BACK or LET_GO."""
    day: date


def deadlines(case: Case, conduct: Conduct) -> list[CaseDeadline]:
    """What is still to be done about a case by the community's promise, the earliest first."""
    return sorted(_deadlines(case, conduct), key=lambda one: one.day)


def _deadlines(case: Case, conduct: Conduct) -> Iterator[CaseDeadline]:
    if case.closed is None:
        if case.answered is None:
            yield CaseDeadline(ANSWER, case.received + timedelta(days=conduct.answer_within))
        yield CaseDeadline(
            DECISION, case.decide_by or case.received + timedelta(days=conduct.decide_within)
        )
    elif not case.reduced:
        if conduct.ask_back_after and case.reporter and not case.asked_back:
            yield CaseDeadline(ASK_BACK, case.closed + timedelta(days=conduct.ask_back_after))
        if conduct.keep_months:
            yield CaseDeadline(LET_GO, months_later(case.closed, conduct.keep_months))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def over(case: Case, conduct: Conduct, day: date) -> bool:
    """Whether the time is over for which a case is kept."""
    return any(one.what == LET_GO and one.day <= day for one in deadlines(case, conduct))


def reduced(case: Case, day: date) -> Case:
    """The case without its story and its people: what yearly counts need, and to whom a decision
    applies that has no end."""
    return Case(
        received=case.received,
        answered=case.answered,
        closed=case.closed,
        outcome=case.outcome,
        may_see=case.may_see,
        about=case.about if case.outcome in LASTING else [],
        reduced=day,
    )


def who_decides(hub: Hub, concerned: Iterable[str]) -> list[str]:
    """Who may open a new case unless somebody is named: the moderators of the day, else the
    leaders, without those it concerns."""
    apart = frozenset(concerned)
    for hat in ("moderator", "leader"):
        held = [role.member for role in offices(hub, hub.as_of) if role.hat == hat]
        if found := [name for name in dict.fromkeys(held) if name not in apart]:
            return found
    return []


def next_number(numbers: Iterable[str], year: int) -> str:
    """The number of a new case or interview: its year, and one more than the highest of that
    year."""
    found = (re.fullmatch(rf"{year}-(\d{{1,6}})", name) for name in numbers)
    taken = [int(number[1]) for number in found if number]
    return f"{year}-{max(taken, default=0) + 1}"


def pseudonym_in_cases(person: str, secret: str) -> str:
    """What stands for a person in cases under a key; no sheet of attendance has the same."""
    said = unicodedata.normalize("NFKC", person).strip().casefold()
    return f"~{hmac.digest(secret.encode(), f'case:{said}'.encode(), 'sha256').hex()[:12]}"


def names_of(hub: Hub, case: Case, secret: str) -> dict[str, str]:
    """The members that the pseudonyms of a case stand for; none without the key."""
    if not secret:
        return {}
    marks = {pseudonym_in_cases(name, secret): name for name in hub.members}
    return {one: hub.members[marks[one]].name for one in case.people if one in marks}


def related(cases: Mapping[str, Case], number: str) -> list[str]:
    """The cases that concern one of the people of a case, as far as they stand under pseudonyms:
    letters are of one case alone."""
    known = {one for one in cases[number].people if one.startswith("~")}
    return sorted(name for name, case in cases.items() if known & case.people)


# -- what may be counted ---------------------------------------------------------------------------


def moderation_years(notes: Notes, day: date) -> dict[int, Moderation]:
    """Each year's counts at the end of a day: of its cases, or those of `moderation.yml` where
    these tell of more, since cases are let go of and not every report was one."""
    found = {count.year: count for count in notes.moderation}
    known = [case for case in notes.cases.values() if case.received <= day]
    for year in {case.received.year for case in known}:
        count = _counted(year, [case for case in known if case.received.year == year], day)
        if year not in found or found[year].reports <= count.reports:
            found[year] = count
    return dict(sorted(found.items()))


def _counted(year: int, cases: list[Case], day: date) -> Moderation:
    closed = [case for case in cases if case.closed and case.closed <= day]
    days = [(case.closed - case.received).days for case in closed if case.closed]
    return Moderation(
        year=year,
        reports=len(cases),
        measures=sum(case.outcome in MEASURES for case in closed),
        median_days=round(float(median(days)), 1) if days else None,
        still_open=len(cases) - len(closed),
    )


def publishable(count: Moderation) -> YearOfReports:
    """A year's counts as everybody may know them: small numbers are hidden, and where there were
    few reports nothing more is told."""
    shown = YearOfReports(year=count.year, reports=_few(count.reports))
    if not shown.enough:
        return shown
    measures = None if count.measures is None else _few(count.measures)
    return YearOfReports(
        year=count.year, reports=shown.reports, measures=measures, median_days=count.median_days
    )


def _few(number: int) -> str:
    return f"<{SMALL}" if 0 < number < SMALL else str(number)


def unpublished(hub: Hub, notes: Notes, day: date) -> list[int]:
    """Years that are over, of which there are cases, and which the description of the community
    does not tell of."""
    told = {year.year for year in hub.community.conduct.reports}
    years = {case.received.year for case in notes.cases.values()}
    return sorted(year for year in years - told if year < day.year)
