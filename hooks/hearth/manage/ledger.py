"""The ledger of acts: one dated entry for everything a person did, derived from the records.

An act is unique by person, kind and object. What lies after the day asked about, and what was
called off, is no act. Kinds of acts have the modes of the participation model of CSCCE (2020):
consume, contribute, collaborate, co-create, champion.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from hearth.kinds.community import Role
from hearth.kinds.event import CALLED_OFF
from hearth.kinds.fields import Guest, Person
from hearth.manage.private import Notes
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

GUEST = "guest:"
"""What acts put before the name of somebody who is no member."""
MODES = ("consume", "contribute", "collaborate", "co-create", "champion")
"""From the least to the most involved."""


@dataclass(frozen=True)
class ActKind:
    """What one kind of act says about who did it."""

    mode: str
    words: str
    """What people did, as in "12 people spoke"."""
    contributes: bool = True
    """Whether it gave something to others."""


KINDS: Mapping[str, ActKind] = {
    "join": ActKind("consume", "joined", contributes=False),
    "attend": ActKind("consume", "came to an event", contributes=False),
    "react": ActKind("consume", "reacted to something in a chat or forum", contributes=False),
    "ask": ActKind("contribute", "asked", contributes=False),
    "answer": ActKind("contribute", "answered"),
    "message": ActKind("contribute", "wrote in a chat or forum"),
    "reply": ActKind("contribute", "replied in a chat or forum"),
    "suggest": ActKind("contribute", "suggested something for the library"),
    "curate": ActKind("contribute", "recommended something in the library"),
    "verify": ActKind("contribute", "checked something in the library"),
    "author": ActKind("contribute", "wrote"),
    "speak": ActKind("contribute", "spoke"),
    "host": ActKind("collaborate", "hosted"),
    "organise": ActKind("collaborate", "helped to run an event"),
    "moderate": ActKind("collaborate", "was there for people's safety"),
    "project": ActKind("co-create", "worked on a project"),
    "lead": ActKind("co-create", "led a group"),
    "welcome": ActKind("champion", "welcomed somebody in a chat or forum"),
    "buddy": ActKind("champion", "was a newcomer's buddy"),
    "mentor": ActKind("champion", "mentored"),
    "introduce": ActKind("champion", "introduced people"),
    "ambassador": ActKind("champion", "stood up for the community elsewhere"),
}


class Act(NamedTuple):
    """Something a person did on a day, for or at an object."""

    day: date
    person: str
    """A member's id; ``~`` and twelve digits for a pseudonym; GUEST and a name for a guest."""
    kind: str
    object: str
    """What it was done for, such as event/hello@2026-05-07."""

    @property
    def mode(self) -> str:
        return KINDS[self.kind].mode

    @property
    def contributes(self) -> bool:
        return KINDS[self.kind].contributes


@dataclass(frozen=True, eq=False)
class Ledger:
    """Acts in order of time."""

    acts: tuple[Act, ...]
    team: frozenset[str] = frozenset()
    """Members who hold an office; their acts are counted apart."""

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Act, ...]]:
        """Each person's acts in order of time."""
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for act in self.acts:
            found[act.person].append(act)
        return {person: tuple(acts) for person, acts in sorted(found.items())}

    @cached_property
    def by_object(self) -> Mapping[str, tuple[Act, ...]]:
        """Who did what for each object."""
        found: defaultdict[str, list[Act]] = defaultdict(list)
        for act in self.acts:
            found[act.object].append(act)
        return {name: tuple(acts) for name, acts in sorted(found.items())}

    def between(self, after: date, until: date) -> Iterator[Act]:
        """Acts after the one day, up to and including the other."""
        return (act for act in self.acts if after < act.day <= until)

    def until(self, day: date, team: frozenset[str]) -> Ledger:
        """The ledger as it was at the end of a day, when these held an office."""
        return Ledger(tuple(act for act in self.acts if act.day <= day), team)

    def of(self, people: Iterable[str]) -> Ledger:
        """The acts of some people alone."""
        wanted = frozenset(people)
        return Ledger(tuple(act for act in self.acts if act.person in wanted), self.team)

    def without_team(self) -> Ledger:
        """The acts of everybody who holds no office."""
        return Ledger(tuple(act for act in self.acts if act.person not in self.team), self.team)


def ledger(hub: Hub, notes: Notes | None = None) -> Ledger:
    """Every act that hub and notes tell of, up to the hub's day."""
    notes = notes or Notes()
    acts = [
        *_of_members(hub),
        *_of_events(hub),
        *_of_library(hub),
        *_of_groups(hub),
        *_of_notes(hub, notes),
        *_of_activity(notes),
    ]
    # By day: of acts that are one by person, kind and object, the first counts.
    first: dict[tuple[str, str, str], Act] = {}
    for act in sorted(act for act in acts if act.day <= hub.as_of):
        first.setdefault((act.person, act.kind, act.object), act)
    return Ledger(tuple(first.values()), team_of(hub, hub.as_of))


def team_of(hub: Hub, day: date) -> frozenset[str]:
    """Members who hold an office on a day."""
    return frozenset(role.member for role in offices(hub, day))


def offices(hub: Hub, day: date) -> list[Role]:
    """The offices that are held on a day."""
    return [role for role in hub.community.team if role.runs_on(day)]


def name_of(item: Occurrence) -> str:
    """How acts name an occurrence."""
    return f"event/{item.name}"


def key(person: Person) -> str:
    """How acts name a member or a guest."""
    return f"{GUEST}{person.guest}" if isinstance(person, Guest) else person


def held(hub: Hub) -> Iterator[Occurrence]:
    """Occurrences that began on or before the hub's day and were not called off."""
    return (
        item
        for item in hub.schedule.occurrences
        if item.first_day <= hub.as_of and item.status not in CALLED_OFF
    )


def ask_name(member: str, number: int) -> str:
    """How acts name an ask: by its place in the profile."""
    return f"ask/{member}/{number}"


def _of_members(hub: Hub) -> Iterator[Act]:
    for member in hub.members.values():
        if not member.is_person:
            continue
        yield Act(member.joined, member.id, "join", f"member/{member.id}")
        if member.buddy:
            yield Act(member.joined, member.buddy, "buddy", f"member/{member.id}")
        for number, ask in enumerate(member.asks):
            if ask.since:
                yield Act(ask.since, member.id, "ask", ask_name(member.id, number))
            for response in ask.responses:
                # To answer oneself is no answer.
                if response.by != member.id:
                    yield Act(response.date, response.by, "answer", ask_name(member.id, number))


def _of_events(hub: Hub) -> Iterator[Act]:
    for item in held(hub):
        for kind, person in _cast(item):
            yield Act(item.first_day, key(person), kind, name_of(item))


def _cast(item: Occurrence) -> Iterator[tuple[str, Person]]:
    """Who did what at an event."""
    event = item.event
    yield from (("host", person) for person in event.hosts)
    yield from (("speak", person) for person in item.speakers)
    yield from (("speak", person) for point in event.agenda for person in point.speakers)
    if roles := event.roles:
        crew = (roles.facilitator, roles.remote_host, roles.av, roles.greeter, roles.notes)
        yield from (("organise", person) for person in crew if person)
        if roles.care_contact:
            yield "moderate", roles.care_contact


def _of_library(hub: Hub) -> Iterator[Act]:
    for resource in hub.resources.values():
        name = f"resource/{resource.id}"
        if resource.added and resource.suggested_by:
            yield Act(resource.added, resource.suggested_by, "suggest", name)
        if resource.added and resource.curator:
            yield Act(resource.added, resource.curator, "curate", name)
        if resource.reviewed and resource.reviewed_by:
            yield Act(
                resource.reviewed, resource.reviewed_by, "verify", f"{name}@{resource.reviewed}"
            )
    for path in hub.paths.values():
        if path.added and path.curator:
            yield Act(path.added, path.curator, "curate", f"path/{path.id}")
    for post in hub.posts.values():
        for person in post.authors:
            yield Act(post.date, key(person), "author", f"post/{post.id}")


def _of_groups(hub: Hub) -> Iterator[Act]:
    for group in hub.groups.values():
        for term in group.leads:
            if term.since:
                yield Act(term.since, term.member, "lead", f"group/{group.id}")
        for number, work in enumerate(group.log):
            for person in work.by:
                yield Act(work.date, person, "project", f"group/{group.id}/{number}")


def _of_notes(hub: Hub, notes: Notes) -> Iterator[Act]:
    days = {
        (item.event.id, item.original if item.event.repeats else None): item for item in held(hub)
    }
    for sheet in notes.attendance:
        if item := days.get((sheet.event, sheet.original)):
            for person in sheet.present:
                yield Act(item.first_day, person, "attend", name_of(item))
    for pair in notes.mentoring:
        yield Act(pair.since, pair.mentor, "mentor", f"member/{pair.mentee}")
    for introduction in notes.introductions:
        if introduction.by and introduction.accepted:
            people = "+".join(sorted(introduction.people))
            yield Act(
                introduction.accepted,
                introduction.by,
                "introduce",
                f"introduction/{people}@{introduction.suggested}",
            )
    for deed in notes.ambassadors:
        yield Act(deed.date, deed.member, "ambassador", f"deed/{deed.date}/{deed.what}")


def _of_activity(notes: Notes) -> Iterator[Act]:
    """What people did in chats and forums. Who agreed to be named stands by name from that day on,
    everybody else by a pseudonym."""
    agreed = {name: care for care in notes.people for name in care.pseudonyms}

    def who(name: str, day: date) -> str:
        care = agreed.get(name)
        return care.member if care and care.is_named(day) else name

    for service, rows in notes.activity.items():
        for row in rows:
            person = who(row.person, row.day)
            where = f"{service}-{row.conversation}"
            if row.act in ("ask", "answer"):
                whose = person if row.act == "ask" else who(row.to, row.day)
                thing = f"ask/{whose}/{where}"
            elif row.conversation:
                thing = f"talk/{where}"
            else:  # to write on the same day is not to meet
                thing = f"talk/{service}@{row.day}/{person}"
            yield Act(row.day, person, row.act, thing)
