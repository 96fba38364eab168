"""Readiness checks of an event, each with its due day; and what is missing when it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

WITH_SPEAKERS = ("talk", "panel", "conference")
"""Kinds of events that are nothing without somebody who speaks."""
RECAP_WITHIN = timedelta(days=365)
"""After this nobody will write a recap any more."""


@dataclass(frozen=True)
class Check:
    """One thing an event needs, due a number of days before it starts (after it, when negative)."""

    name: str
    days: int
    cure: str
    """What to do, naming the field to fill in."""
    applies: Callable[[Hub, Occurrence], bool]
    done: Callable[[Hub, Occurrence], bool]
    fields: Callable[[Occurrence], Mapping[str, str]] = field(default=lambda item: {})
    """The fields that are missing, with what stands for their values; empty where several would
    do, or words are not enough."""


@dataclass(frozen=True)
class CheckResult:
    """The state of one check of one occurrence."""

    item: Occurrence
    check: Check
    due: date
    done: bool
    days_left: int
    """Until it is due; negative when it should have been there."""

    @property
    def state(self) -> str:
        """done, overdue, due (within a week) or later"""
        if self.done:
            return "done"
        return "overdue" if self.days_left < 0 else "due" if self.days_left <= 7 else "later"


def _person(name: str) -> Callable[[Occurrence], Mapping[str, str]]:
    return lambda item: {name: "ID"}


def _address(item: Occurrence) -> Mapping[str, str]:
    return {"registration.url": "URL"}


def _answers(item: Occurrence) -> Mapping[str, str]:
    here = {} if item.mode == "online" else {"access.step_free": "ANSWER"}
    return {**here, **({} if item.mode == "in-person" else {"access.captions": "ANSWER"})}


def _numbers(item: Occurrence) -> Mapping[str, str]:
    """Of an event that repeats, they stand with the date."""
    ways = {"online": ("online",), "in-person": ("in_person",)}.get(
        item.mode, ("in_person", "online")
    )
    return {} if item.event.repeats else {f"outcomes.attended.{way}": "NUMBER" for way in ways}


def _in_a_room(hub: Hub, item: Occurrence) -> bool:
    return item.mode != "online"


def _with_far_side(hub: Hub, item: Occurrence) -> bool:
    return item.mode != "in-person"


def _hybrid(hub: Hub, item: Occurrence) -> bool:
    return item.mode == "hybrid"


def _always(hub: Hub, item: Occurrence) -> bool:
    return True


def _needs_registration(hub: Hub, item: Occurrence) -> bool:
    """Unless the address to take part is public, people must learn it somehow."""
    online = item.event.online
    return not (online and online.url and online.reveal == "public") and not item.event.url


def _remote_host(hub: Hub, item: Occurrence) -> bool:
    """Somebody who does nothing else: who leads the room forgets the people on the screen."""
    roles = item.event.roles
    return bool(roles and roles.remote_host and roles.remote_host != roles.facilitator)


def _access(hub: Hub, item: Occurrence) -> bool:
    access, venue = item.event.access, hub.venues.get(item.venue or "")
    step_free = (access and access.step_free) or (venue and venue.step_free)
    captions = access and access.captions
    return bool((step_free or item.mode == "online") and (captions or item.mode == "in-person"))


def _role(name: str) -> Callable[[Hub, Occurrence], bool]:
    return lambda hub, item: bool(item.event.roles and getattr(item.event.roles, name))


def _agenda_with_minutes(hub: Hub, item: Occurrence) -> bool:
    agenda = item.event.agenda
    return bool(agenda) and all(point.minutes for point in agenda)


def _attendance(hub: Hub, item: Occurrence) -> bool:
    attended = item.outcomes.attended if item.outcomes else None
    return bool(attended and (attended.in_person is not None or attended.online is not None))


def has_recap(hub: Hub, item: Occurrence) -> bool:
    """Whether it is told somewhere what happened: in a recap, or in any post about the event
    itself."""
    if item.outcomes and item.outcomes.recap:
        return True
    return not item.event.repeats and bool(hub.referring(item.event, Post))


BEFORE: tuple[Check, ...] = (
    Check(
        "venue",
        28,
        "Name a place: `venue` (an id from events/venues/) or `place`.",
        _in_a_room,
        lambda hub, item: bool(item.venue or item.place),
    ),
    Check(
        "host",
        28,
        "Say who invites: `hosts`.",
        _always,
        lambda hub, item: bool(item.event.hosts),
        _person("hosts"),
    ),
    Check(
        "registration",
        21,
        (
            "Say how to sign up: `registration: {url}`; or let everybody in: `online: {url, "
            "reveal: public}`."
        ),
        _needs_registration,
        lambda hub, item: bool(item.event.registration and item.event.registration.url),
        _address,
    ),
    Check(
        "speakers",
        14,
        "Name who speaks: `speakers`.",
        lambda hub, item: item.event.type in WITH_SPEAKERS,
        lambda hub, item: bool(item.speakers or any(point.speakers for point in item.event.agenda)),
        lambda item: {} if item.event.repeats else {"speakers": "ID"},
    ),
    Check(
        "stream",
        14,
        "Say how people take part online: `online: {platform}`.",
        _with_far_side,
        lambda hub, item: bool(
            item.event.online and (item.event.online.platform or item.event.online.url)
        ),
    ),
    Check(
        "remote host",
        14,
        (
            "Find somebody who looks after the people online and nothing else, not the "
            "facilitator: `roles: {remote_host}`."
        ),
        _hybrid,
        _remote_host,
        _person("roles.remote_host"),
    ),
    Check(
        "access facts",
        14,
        "Say what is known: `access: {step_free, captions}`; no is an answer too.",
        _always,
        _access,
        _answers,
    ),
    Check(
        "care contact",
        14,
        "Say whom to turn to: `roles: {care_contact}`.",
        _always,
        _role("care_contact"),
        _person("roles.care_contact"),
    ),
    Check(
        "sound and picture",
        7,
        "Name who tests microphones, camera and stream in the room itself: `roles: {av}`.",
        _hybrid,
        _role("av"),
        _person("roles.av"),
    ),
    Check(
        "agenda",
        7,
        "Say what happens when: `agenda`.",
        _always,
        lambda hub, item: bool(item.event.agenda),
    ),
    Check(
        "facilitator",
        7,
        "Say who leads through it: `roles: {facilitator}`.",
        _always,
        _role("facilitator"),
        _person("roles.facilitator"),
    ),
    Check(
        "run sheet",
        2,
        "Give each point of the agenda its `minutes`, and print the run sheet.",
        _always,
        _agenda_with_minutes,
    ),
)
AFTER: tuple[Check, ...] = (
    Check(
        "attendance",
        -1,
        "Count who came: `outcomes: {attended}`; of a series under `moved`.",
        _always,
        _attendance,
        _numbers,
    ),
    Check(
        "recap",
        -7,
        "Tell what happened in a post of type recap, and name it in `outcomes: {recap}`.",
        _always,
        has_recap,
    ),
)
"""Of what is over; for a whole year, since it is never too late to tell."""


def lines(hub: Hub, item: Occurrence) -> list[CheckResult]:
    """Every check of an occurrence with its state, in the order in which things are due."""
    over = item.ends_at <= hub.schedule.day_began
    checks = AFTER if over else BEFORE
    return [_line(hub, item, check) for check in checks if check.applies(hub, item)]


def _line(hub: Hub, item: Occurrence, check: Check) -> CheckResult:
    day = item.last_day if check.days < 0 else item.first_day
    due = day - timedelta(days=check.days)
    return CheckResult(item, check, due, check.done(hub, item), (due - hub.as_of).days)


def coming(hub: Hub) -> Iterator[Occurrence]:
    """What must be made ready: the next date of each event that the community holds and that is not
    called off."""
    for item in hub.schedule.one_each(hub.schedule.upcoming):
        if item.status not in CALLED_OFF and held_here(item.event):
            yield item


def over(hub: Hub) -> Iterator[Occurrence]:
    """What is over and may lack something: of each event the last date, for a year."""
    since = hub.schedule.day_began - RECAP_WITHIN
    for item in hub.schedule.one_each(hub.schedule.past):
        if item.status not in CALLED_OFF and held_here(item.event) and item.ends_at >= since:
            yield item


def held_here(event: Event) -> bool:
    """Whether the community holds the event; one with a site of its own and no host here is only
    listed."""
    return bool(event.hosts or event.group or not event.url)


def lacking(hub: Hub) -> list[CheckResult]:
    """Everything that is overdue or due within a week, for what is coming and what is over, the
    most urgent first."""
    found = [
        line
        for item in (*coming(hub), *over(hub))
        for line in lines(hub, item)
        if line.state in ("overdue", "due")
    ]
    return sorted(
        found,
        key=lambda line: (
            line.item.ends_at <= hub.schedule.day_began,
            line.item.sort_key,
            line.due,
        ),
    )
