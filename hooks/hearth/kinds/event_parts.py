"""The parts an event is made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from hearth.base.format import nth
from hearth.base.similarity import did_you_mean
from hearth.base.words import said
from hearth.kinds.fields import (
    Clock,
    Country,
    Day,
    EventId,
    LastDay,
    Line,
    MemberId,
    Moment,
    Part,
    Person,
    PostId,
    ResourceId,
    Slug,
    Summary,
    Url,
    VenueId,
    mistake,
    one_of,
)

Whole = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number, 0 or more."""


def _answer(value: str) -> str:
    word = value.lower()
    return {"true": "yes", "false": "no"}.get(word, word if word in {"yes", "no"} else value)


YesNoText = Annotated[Line, AfterValidator(_answer)]
"""yes, no, or a few words that say how."""


EventStatus = one_of(
    "scheduled", "tentative", "rescheduled", "postponed", "moved-online", "cancelled"
)


class EventPlace(Part):
    """A place that is not worth a venue's file: a town at least."""

    name: Line | None = None
    """The place's name."""
    city: Line
    """Town or city."""
    region: Line | None = None
    """State, province or region."""
    country: Country
    """Two letters, such as PT."""


class Online(Part):
    """How to take part from elsewhere."""

    platform: Line | None = None
    """Such as BigBlueButton, Jitsi, Zoom."""
    url: Url | None = None
    """The address, only if everybody may know it."""
    reveal: one_of("public", "registered", "members") = "registered"  # type: ignore[valid-type]
    """Who gets the address: public, registered or members."""


class Places(Part):
    """How many people can take part, by way of taking part."""

    in_person: Whole | None = None
    """Places in the room."""
    online: Whole | None = None
    """Places online."""


class Registration(Part):
    """How to sign up."""

    url: Url | None = None
    """Where."""
    opens: Day | None = None
    """First day."""
    closes: LastDay = None
    """Last day; with a time, a zone or anywhere on earth where they count."""
    cost: Line | None = None
    """What taking part costs; empty means not stated."""
    capacity: Places | None = None
    """How many people can take part."""

    @property
    def is_free(self) -> bool:
        """Whether it says that taking part costs nothing."""
        return (self.cost or "").strip().lower() in {"free", "free of charge", "0"}


class Call(Part):
    """A call with a deadline, such as one for talks."""

    what: Line
    """What is called for."""
    url: Url
    """Where to answer it."""
    opens: Day | None = None
    """First day."""
    closes: LastDay
    """Last day; with a time, a zone or anywhere on earth where they count, or to be announced."""


def _agenda_day(value: object) -> object:
    if isinstance(value, int | date):
        return value
    text = value if isinstance(value, str) else ""
    if re.fullmatch(r"[1-9]\d?", text):
        return int(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        fix = said("Write 2 for the second day, or its date, like 2026-12-03.")
        raise mistake("wrong-date", said("is no day of an event"), fix) from None


AgendaDay = Annotated[
    int | date,
    BeforeValidator(_agenda_day),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 99},
                {"type": "string", "pattern": r"^([1-9]\d?|\d{4}-\d{2}-\d{2})$"},
            ]
        }
    ),
]
"""A day of an event: 2 for the second, or its date."""


class AgendaItem(Part):
    """One point of the agenda."""

    day: AgendaDay | None = None
    """On which day, where the event has several: 2 for the second, or the date. Else that of the
    point before, or the next where the time goes back."""
    at: Clock | None = None
    """Local time it begins; else it follows the one before."""
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    """How long it takes."""
    title: Line
    """What happens."""
    speakers: list[Person] = []
    """Members' ids or guests."""
    abstract: Summary | None = None
    """What to expect."""
    where: one_of("room", "online", "both") | None = None  # type: ignore[valid-type]
    """room, online or both."""
    track: Line | None = None
    """Which of several parallel tracks it belongs to; what names none is for everybody."""
    room: Line | None = None
    """In which room, where the event has several."""


class Roles(Part):
    """Who does what at the event."""

    facilitator: Person | None = None
    """Leads through the session."""
    remote_host: Person | None = None
    """Looks after people who take part online."""
    av: Person | None = None
    """Sound, picture, stream."""
    greeter: Person | None = None
    """Welcomes people at the door or in the waiting room."""
    notes: Person | None = None
    """Writes down what matters."""
    care_contact: Person | None = None
    """Whom to turn to when something is wrong."""


class Access(Part):
    """What makes it possible to take part; what is not stated is shown as a question to ask."""

    step_free: YesNoText | None = None
    """yes, no, or in which way."""
    captions: YesNoText | None = None
    """Live captions."""
    sign_language: YesNoText | None = None
    """Interpretation, and into which language."""
    quiet_room: YesNoText | None = None
    """A place to withdraw to."""
    childcare: YesNoText | None = None
    """Care for children on site."""
    dietary: YesNoText | None = None
    """Food for different diets."""
    recording: YesNoText | None = None
    """Whether the session is recorded."""
    low_bandwidth: YesNoText | None = None
    """A way to take part on a slow line, such as by phone."""


class Policies(Part):
    """Rules of this event where they differ from the community's."""

    conduct: Url | None = None
    """Code of conduct, if not the community's own."""
    photo: Line | None = None
    """Whether and how photos are taken."""
    recording: Line | None = None
    """What is recorded and who can see it."""


class Attended(Part):
    """Heads counted."""

    in_person: Whole | None = None
    """In the room."""
    online: Whole | None = None
    """Online."""


class Outcomes(Part):
    """What is known after the event."""

    registered: Whole | None = None
    """People who had signed up."""
    attended: Attended | None = None
    """People who came."""
    first_timers: Whole | None = None
    """People who came for the first time."""
    recording: Url | None = None
    """Where to watch it."""
    slides: list[Url] = []
    """Where the slides are."""
    notes: Url | None = None
    """Where the notes are."""
    resources: list[ResourceId] = []
    """Resources that came out of it."""
    recap: PostId | None = None
    """The post that tells what happened."""
    feedback: Line | None = None
    """What people said, in one line."""


MAX_OCCURRENCES = 1_000
"""How often a rule can give a day: weekly for nearly twenty years."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_COUNTED = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth"}
LAST_DAY = "last day"
_DAY_OF_MONTH = re.compile(r"([1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?")


def _on(value: str) -> str:
    word = " ".join(value.lower().split()).removesuffix(" of the month")
    if word == LAST_DAY:
        return word
    if found := _DAY_OF_MONTH.fullmatch(word):
        return nth(int(found[1]))
    *before, weekday = word.split(" ")
    ordinal = [_COUNTED.get(each, each) for each in before]
    if weekday in WEEKDAYS and (not ordinal or (len(ordinal) == 1 and ordinal[0] in ORDINALS)):
        return " ".join([*ordinal, weekday])
    if weekday in WEEKDAYS:
        raise mistake("wrong-rule", said("does not say which weekday of the month"), _WHICH)
    if word[:1].isdigit():
        raise mistake(
            "wrong-rule", said("is no day of a month"), said("Write 1st to 31st, or last day.")
        )
    fix = did_you_mean(
        weekday,
        list(WEEKDAYS),
        said('Write a weekday, like thursday, or which one of the month, like "first thursday".'),
    )
    raise mistake("wrong-rule", said("does not say a weekday"), fix)


_WHICH = said("Write first, second, third, fourth, fifth or last before it; or make it weekly.")


OnDay = Annotated[str, AfterValidator(_on)]
"""A weekday, which weekday of the month, or which day of it."""
_DAY_SCHEMA = {
    "type": "string",
    "examples": ["thursday", "first thursday", "last friday", "15th", "last day"],
}
_ONE_OR_MORE_DAYS = {"anyOf": [_DAY_SCHEMA, {"type": "array", "items": _DAY_SCHEMA}]}


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Instead(Part):
    """What there is in place of an event that does not take place as announced."""

    event: EventId | None = None
    """The id of another event to come to."""
    note: Line | None = None
    """What people can do instead, in a sentence."""


class Moved(Part):
    """One occurrence that differs from the rule; what is not given here is as the series says."""

    occurrence: Day
    """The day the rule gives."""
    start: Moment | None = None
    """When it happens instead."""
    end: Moment | None = None
    """When it is over instead."""
    title: Line | None = None
    """Its own title."""
    summary: Summary | None = None
    """What this one is about."""
    speakers: list[Person] | None = None
    """Who speaks this time: members' ids or guests."""
    venue: VenueId | None = None
    """Where it happens instead: a venue's id."""
    place: EventPlace | None = None
    """Where it happens instead, when the place has no file of its own."""
    room: Line | None = None
    """In which room this time."""
    mode: one_of("in-person", "online", "hybrid") | None = None  # type: ignore[valid-type]
    """How it happens instead."""
    status: EventStatus | None = None  # type: ignore[valid-type]
    """Its own status; with another day in `start` it is rescheduled without a word."""
    instead: Instead | None = None
    """What there is in its place: another event, or a note."""
    outcomes: Outcomes | None = None
    """What is known after this one."""


def _every(value: Any) -> Any:
    aliases = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
    return aliases.get(value, value) if isinstance(value, str) else value


class Repeats(Part):
    """The rule of an event that comes again, in local time."""

    rule: Annotated[
        one_of("daily", "weekly", "monthly", "yearly") | None,  # type: ignore[valid-type]
        BeforeValidator(_every),
    ] = None
    """daily, weekly, monthly or yearly; without it the dates are `start` and those in `also`."""
    interval: Annotated[int, Field(ge=1, le=60)] = 1
    """2 with weekly means every other week."""
    on: Annotated[list[OnDay], BeforeValidator(_as_list), WithJsonSchema(_ONE_OR_MORE_DAYS)] = []
    """A weekday, which weekday of the month, such as first thursday, or which day of it, such as
    15th or last day; several in a list; else the day of `start`."""
    until: Day | None = None
    """Last day; without it and `count` the series goes on, and the next twelve months are shown."""
    count: Annotated[int, Field(ge=1, le=MAX_OCCURRENCES)] | None = None
    """How many times in all."""
    also: list[Moment] = []
    """Further dates, beside the rule or without one: days at the time of `start`, or local
    times."""
    skip: list[Day] = []
    """Days of the series on which it does not happen."""
    moved: list[Moved] = []
    """Single occurrences that differ."""

    def weekdays(self) -> list[tuple[int, int | None]]:
        """(weekday from Monday = 0, which one of the month or None) of each day in ``on``."""
        found = []
        for words in self.on:
            *ordinal, weekday = words.split(" ")
            if weekday in WEEKDAYS:
                found.append((WEEKDAYS.index(weekday), ORDINALS[ordinal[0]] if ordinal else None))
        return found

    def month_days(self) -> list[int]:
        """The days of the month in ``on``; -1 is the last."""
        named = [(words, _DAY_OF_MONTH.fullmatch(words)) for words in self.on]
        return [
            int(found[1]) if found else -1 for words, found in named if found or words == LAST_DAY
        ]


__all__ = [
    "Access",
    "AgendaItem",
    "Attended",
    "Call",
    "EventPlace",
    "Instead",
    "MemberId",
    "Moved",
    "Online",
    "Outcomes",
    "Places",
    "Policies",
    "Registration",
    "Repeats",
    "Roles",
    "Slug",
    "Whole",
    "YesNoText",
    "nth",
]
