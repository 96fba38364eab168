"""Recognition and onboarding: thanks, spotlight rotation, checklists, mentoring, advocates and
programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.manage.cases import moderation_years
from hearth.manage.figures import MetricContext
from hearth.manage.figures.base import month_ends
from hearth.manage.ledger import KINDS
from hearth.manage.private.notes import Checklist, Moderation, Pair
from hearth.views.cohorts import terms

YEAR = 365
MONTHS = 12
TURNS = 3
"""Members whose turn in the spotlight is next."""
RENEW = 60
"""Days before the end of a term at which to ask whether it goes on."""
FIRST = {
    "speaker": "speak",
    "host": "host",
    "curator": "curate",
    "lead": "lead",
    "mentor": "mentor",
    "ambassador": "ambassador",
}
"""What somebody is new as, and the act that began it."""


@dataclass(frozen=True)
class Unthanked:
    """Somebody who did something for others and was not thanked since."""

    member: Member
    first: date
    """Since when they wait: the first thing they did after the last thanks."""
    deeds: tuple[tuple[str, int], ...]
    """What they did since then, by kind of act."""


@dataclass(frozen=True)
class Turn:
    """A member who could be in the spotlight."""

    member: Member
    last: date | None
    """When it was their turn before."""


@dataclass(frozen=True)
class OnboardingProgress:
    """How far somebody's onboarding has come."""

    member: Member
    checklist: Checklist
    since: date
    left: tuple[str, ...]
    """Steps that are still to be done, in order."""

    @property
    def done(self) -> int:
        return len(self.checklist.steps) - len(self.left)


@dataclass(frozen=True)
class Waiting:
    """Somebody who looks for a mentor and has none."""

    member: Member
    topics: tuple[str, ...]
    mentors: tuple[Member, ...]
    """Who offers one of the topics and has no mentee at present."""


@dataclass(frozen=True)
class Ambassadorship:
    """A member's part in a programme."""

    member: Member
    deeds: int
    """What they did for it within 365 days."""
    last: date | None
    until: date | None
    """The last day of the term."""
    due: bool
    """Whether it is time to ask if they go on."""


@dataclass(frozen=True)
class Programme:
    """A programme with the members of its cohort."""

    group: Group
    people: tuple[Ambassadorship, ...]


@dataclass(frozen=True)
class CareContents:
    """Everything on the page."""

    day: date
    thanks: tuple[tuple[str, int, int], ...]
    """(month, thanks said, people thanked), the earliest first; the month that runs is the last."""
    unthanked: tuple[Unthanked, ...]
    featured: tuple[Turn, ...]
    """Those whose turn was last."""
    next: tuple[Turn, ...]
    onboarding: tuple[OnboardingProgress, ...]
    pairs: tuple[Pair, ...]
    """Those that meet now, the one that ends first before the others."""
    waiting: tuple[Waiting, ...]
    programmes: tuple[Programme, ...]
    moderation: tuple[Moderation, ...]


def care(context: MetricContext) -> CareContents:
    """How care and recognition stand on the context's day. What is noted for later days does not
    count yet."""
    turns = rotation(context)
    featured = sorted(
        (turn for turn in turns if turn.last), key=lambda turn: turn.last or date.min, reverse=True
    )
    return CareContents(
        context.day,
        tuple(_thanks(context)),
        tuple(_unthanked(context)),
        tuple(featured[:TURNS]),
        tuple(turns[:TURNS]),
        tuple(onboarding(context)),
        tuple(
            sorted(
                _running(context),
                key=lambda pair: (pair.until or date.max, pair.since, pair.mentee),
            )
        ),
        tuple(_waiting(context)),
        tuple(_programmes(context)),
        tuple(moderation_years(context.notes, context.day).values()),
    )


def _thanks(context: MetricContext) -> Iterator[tuple[str, int, int]]:
    for end in [*month_ends(context.day.replace(day=1), MONTHS - 1), context.day]:
        said = [note for note in context.notes.thanks if end.replace(day=1) <= note.date <= end]
        yield end.strftime("%Y-%m"), len(said), len({note.to for note in said})


def _unthanked(context: MetricContext) -> list[Unthanked]:
    """Members outside the team who gave something within 365 days and were not thanked since; who
    waits longest comes first."""
    thanked: dict[str, date] = {}
    for note in context.notes.thanks:
        if note.date <= context.day:
            thanked[note.to] = max(note.date, thanked.get(note.to, note.date))
    found = []
    for person in sorted(context.gifts.keys() & context.belonging(context.day)):
        since = max(context.since(YEAR), thanked.get(person, date.min))
        acts = [act for act in context.gifts[person] if act.day > since]
        if acts:
            deeds = Counter(KINDS[act.kind].words for act in acts)
            found.append(Unthanked(context.persons[person], acts[0].day, tuple(deeds.items())))
    return sorted(found, key=lambda one: (one.first, one.member.id))


def rotation(context: MetricContext) -> list[Turn]:
    """Members outside the team with a public profile who did something within 365 days: who was in
    the spotlight longest ago, or never, comes first, and among equals who has been here longest."""
    last: dict[str, date] = {}
    for turn in context.notes.featured:
        if turn.date <= context.day:
            last[turn.member] = max(turn.date, last.get(turn.member, turn.date))
    there = context.active(YEAR) & context.belonging(context.day)
    turns = [
        Turn(context.persons[name], last.get(name))
        for name in there
        if context.persons[name].visible == "public"
    ]
    return sorted(
        turns, key=lambda turn: (turn.last or date.min, turn.member.joined, turn.member.id)
    )


def onboarding(context: MetricContext) -> list[OnboardingProgress]:
    """For each checklist, the members who are new as what it is for; who has been waiting longest
    comes first."""
    done = {
        (step.member, step.step.casefold())
        for step in context.notes.onboarding
        if step.date <= context.day
    }
    found = []
    for checklist in context.notes.checklists:
        for name, since in new_as(context, checklist.new_as).items():
            member = context.hub.members[name]
            if member.status == "active" and context.since(checklist.within) < since <= context.day:
                left = tuple(
                    step for step in checklist.steps if (name, step.casefold()) not in done
                )
                found.append(OnboardingProgress(member, checklist, since, left))
    return sorted(found, key=lambda one: (one.since, one.member.name, one.checklist.new_as))


def new_as(context: MetricContext, what: str) -> dict[str, date]:
    """Since when each member is what a checklist is for."""
    if what in ("person", "organisation"):
        return {
            member.id: member.joined
            for member in context.hub.members.values()
            if member.kind == what
        }
    if what == "team":
        since = [(role.since, role.member) for role in context.hub.community.team if role.since]
        return {member: day for day, member in sorted(since, reverse=True)}
    found: dict[str, date] = {}
    for act in context.everything.acts:
        if act.kind == FIRST[what] and act.person in context.hub.members:
            found.setdefault(act.person, act.day)
    return found


def _running(context: MetricContext) -> list[Pair]:
    return [pair for pair in context.notes.mentoring if pair.runs_on(context.day)]


def _waiting(context: MetricContext) -> Iterator[Waiting]:
    """Who seeks and has no mentor; a mentor with a mentee is not proposed, nor anybody who must not
    be brought together with them."""
    running = _running(context)
    mentored, busy = {pair.mentee for pair in running}, {pair.mentor for pair in running}
    there = [context.persons[name] for name in sorted(context.belonging(context.day))]
    for member in there:
        seeks = member.mentoring.seeks if member.mentoring and member.id not in mentored else []
        if seeks:
            free = [
                other
                for other in there
                if other.id not in busy
                and other.id != member.id
                and not context.notes.kept_apart(member.id, other.id)
            ]
            could = [
                other
                for other in free
                if other.mentoring and not set(seeks).isdisjoint(other.mentoring.offers)
            ]
            yield Waiting(
                member, tuple(context.hub.topics[topic].label for topic in seeks), tuple(could)
            )


def _programmes(context: MetricContext) -> Iterator[Programme]:
    """Programmes at work, with who takes part by the group's file or the own profile."""
    for group in context.hub.groups.values():
        if group.type != "programme" or group.status not in ("forming", "active"):
            continue
        now = {one.member.id: one for one in terms(context.hub, group) if one.runs_on(context.day)}
        yield Programme(
            group,
            tuple(
                _part(context, group, name, now[name].until)
                for name in sorted(now)
                if name in context.persons
            ),
        )


def _part(context: MetricContext, group: Group, name: str, until: date | None) -> Ambassadorship:
    days = [
        deed.date
        for deed in context.notes.ambassadors
        if deed.member == name
        and deed.programme in (None, group.id)
        and context.since(YEAR) < deed.date <= context.day
    ]
    due = until is not None and until <= context.day + timedelta(days=RENEW)
    return Ambassadorship(context.persons[name], len(days), max(days, default=None), until, due)
