"""Care and recognition on one page: who was thanked, whose turn it is, who settles in, who helps
whom, who speaks for the community."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.manage.figures import Ground
from hearth.manage.figures.base import month_ends
from hearth.manage.ledger import KINDS
from hearth.manage.private.notes import Checklist, Moderation, Pair

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
class Settling:
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
class Care:
    """Everything on the page."""

    day: date
    thanks: tuple[tuple[str, int, int], ...]
    """(month, thanks said, people thanked), the earliest first; the month that runs is the last."""
    unthanked: tuple[Unthanked, ...]
    featured: tuple[Turn, ...]
    """Those whose turn was last."""
    next: tuple[Turn, ...]
    settling: tuple[Settling, ...]
    pairs: tuple[Pair, ...]
    """Those that meet now, the one that ends first before the others."""
    waiting: tuple[Waiting, ...]
    programmes: tuple[Programme, ...]
    moderation: tuple[Moderation, ...]


def care(ground: Ground) -> Care:
    """How care and recognition stand on the ground's day. What is noted for later days does not
    count yet."""
    turns = rotation(ground)
    featured = sorted(
        (turn for turn in turns if turn.last), key=lambda turn: turn.last or date.min, reverse=True
    )
    return Care(
        ground.day,
        tuple(_thanks(ground)),
        tuple(_unthanked(ground)),
        tuple(featured[:TURNS]),
        tuple(turns[:TURNS]),
        tuple(settling(ground)),
        tuple(
            sorted(
                _running(ground), key=lambda pair: (pair.until or date.max, pair.since, pair.mentee)
            )
        ),
        tuple(_waiting(ground)),
        tuple(_programmes(ground)),
        tuple(sorted(ground.notes.moderation, key=lambda counts: counts.year)),
    )


def _thanks(ground: Ground) -> Iterator[tuple[str, int, int]]:
    for end in [*month_ends(ground.day.replace(day=1), MONTHS - 1), ground.day]:
        said = [note for note in ground.notes.thanks if end.replace(day=1) <= note.date <= end]
        yield end.strftime("%Y-%m"), len(said), len({note.to for note in said})


def _unthanked(ground: Ground) -> list[Unthanked]:
    """Members outside the team who gave something within 365 days and were not thanked since; who
    waits longest comes first."""
    thanked: dict[str, date] = {}
    for note in ground.notes.thanks:
        if note.date <= ground.day:
            thanked[note.to] = max(note.date, thanked.get(note.to, note.date))
    found = []
    for person in sorted(ground.gifts.keys() & ground.belonging(ground.day)):
        since = max(ground.since(YEAR), thanked.get(person, date.min))
        acts = [act for act in ground.gifts[person] if act.day > since]
        if acts:
            deeds = Counter(KINDS[act.kind].words for act in acts)
            found.append(Unthanked(ground.persons[person], acts[0].day, tuple(deeds.items())))
    return sorted(found, key=lambda one: (one.first, one.member.id))


def rotation(ground: Ground) -> list[Turn]:
    """Members outside the team with a public profile who did something within 365 days: who was in
    the spotlight longest ago, or never, comes first, and among equals who has been here longest."""
    last: dict[str, date] = {}
    for turn in ground.notes.featured:
        if turn.date <= ground.day:
            last[turn.member] = max(turn.date, last.get(turn.member, turn.date))
    there = ground.active(YEAR) & ground.belonging(ground.day)
    turns = [
        Turn(ground.persons[name], last.get(name))
        for name in there
        if ground.persons[name].visible == "public"
    ]
    return sorted(
        turns, key=lambda turn: (turn.last or date.min, turn.member.joined, turn.member.id)
    )


def settling(ground: Ground) -> list[Settling]:
    """For each checklist, the members who are new as what it is for; who has been waiting longest
    comes first."""
    done = {
        (step.member, step.step.casefold())
        for step in ground.notes.onboarding
        if step.date <= ground.day
    }
    found = []
    for checklist in ground.notes.checklists:
        for name, since in new_as(ground, checklist.new_as).items():
            member = ground.hub.members[name]
            if member.status == "active" and ground.since(checklist.within) < since <= ground.day:
                left = tuple(
                    step for step in checklist.steps if (name, step.casefold()) not in done
                )
                found.append(Settling(member, checklist, since, left))
    return sorted(found, key=lambda one: (one.since, one.member.name, one.checklist.new_as))


def new_as(ground: Ground, what: str) -> dict[str, date]:
    """Since when each member is what a checklist is for."""
    if what in ("person", "organisation"):
        return {
            member.id: member.joined
            for member in ground.hub.members.values()
            if member.kind == what
        }
    if what == "team":
        since = [(hat.since, hat.member) for hat in ground.hub.community.team if hat.since]
        return {member: day for day, member in sorted(since, reverse=True)}
    found: dict[str, date] = {}
    for act in ground.everything.acts:
        if act.kind == FIRST[what] and act.person in ground.hub.members:
            found.setdefault(act.person, act.day)
    return found


def _running(ground: Ground) -> list[Pair]:
    return [
        pair
        for pair in ground.notes.mentoring
        if pair.since <= ground.day and (pair.until is None or pair.until >= ground.day)
    ]


def _waiting(ground: Ground) -> Iterator[Waiting]:
    """Who seeks and has no mentor; a mentor with a mentee is not proposed, nor anybody who must not
    be brought together with them."""
    running = _running(ground)
    mentored, busy = {pair.mentee for pair in running}, {pair.mentor for pair in running}
    there = [ground.persons[name] for name in sorted(ground.belonging(ground.day))]
    for member in there:
        seeks = member.mentoring.seeks if member.mentoring and member.id not in mentored else []
        if seeks:
            free = [
                other
                for other in there
                if other.id not in busy
                and other.id != member.id
                and not ground.notes.kept_apart(member.id, other.id)
            ]
            could = [
                other
                for other in free
                if other.mentoring and not set(seeks).isdisjoint(other.mentoring.offers)
            ]
            yield Waiting(
                member, tuple(ground.hub.topics[topic].label for topic in seeks), tuple(could)
            )


def _programmes(ground: Ground) -> Iterator[Programme]:
    """Programmes at work, with who takes part by the group's file or the own profile."""
    for group in ground.hub.groups.values():
        if group.type != "programme" or group.status not in ("forming", "active"):
            continue
        terms = {
            item.id: own
            for item in ground.persons.values()
            for own in item.groups
            if own.group == group.id
        }
        until = {name: own.until for name, own in terms.items()} | {
            term.member: term.until for term in group.members
        }
        began = {name: own.since for name, own in terms.items()} | {
            term.member: term.since for term in group.members
        }
        there = [
            name
            for name in sorted(until)
            if name in ground.persons
            and (began[name] or date.min) <= ground.day <= (until[name] or date.max)
        ]
        yield Programme(group, tuple(_part(ground, group, name, until[name]) for name in there))


def _part(ground: Ground, group: Group, name: str, until: date | None) -> Ambassadorship:
    days = [
        deed.date
        for deed in ground.notes.ambassadors
        if deed.member == name
        and deed.programme in (None, group.id)
        and ground.since(YEAR) < deed.date <= ground.day
    ]
    due = until is not None and until <= ground.day + timedelta(days=RENEW)
    return Ambassadorship(ground.persons[name], len(days), max(days, default=None), until, due)
