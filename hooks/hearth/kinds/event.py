"""Events: single, of several days, all-day, and repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from hearth.base.words import ENGLISH, Translations, said
from hearth.base.zones import comes_twice, exists, zone
from hearth.kinds.base import Complaint, Record, wrong_way_round
from hearth.kinds.descriptor import Asking, Fields, Kind, KindFeed, Searching
from hearth.kinds.event_importing import IMPORTING
from hearth.kinds.event_parts import (
    WEEKDAYS,
    Access,
    AgendaItem,
    Call,
    EventPlace,
    EventStatus,
    Instead,
    Moved,
    Online,
    Outcomes,
    Policies,
    Registration,
    Repeats,
    Roles,
    Whole,
)
from hearth.kinds.fields import (
    GroupId,
    Language,
    Line,
    MemberId,
    Moment,
    Person,
    Slug,
    Summary,
    Url,
    VenueId,
    Zone,
    day_of,
    one_of,
)
from hearth.kinds.form import RIGHTS, TOPICS, Form, Question

TYPES = (
    "meetup",
    "workshop",
    "talk",
    "panel",
    "conference",
    "unconference",
    "clinic",
    "course",
    "call",
    "social",
    "sprint",
    "retreat",
    "ask-me-anything",
)

CALLED_OFF = ("cancelled", "postponed")
"""Statuses of what nobody should set out for."""


class Event(Record):
    """Something people meet for, at a time and in a place or online."""

    KIND: ClassVar[str] = "event"
    # Without these an event would be shown at another time than it is.
    ALWAYS_SHOWN: ClassVar[frozenset[str]] = Record.ALWAYS_SHOWN | {
        "end",
        "duration",
        "timezone",
        "fold",
        "previous_start",
        "repeats",
        "series",
        "revision",
    }

    title: Line
    """The name, without date, price or place."""
    summary: Summary
    """What it is and for whom, in one or two sentences."""
    why_come: Line | None = None
    """What people take home."""
    type: one_of(*TYPES) = "meetup"  # type: ignore[valid-type]
    """What kind of event it is."""
    status: EventStatus = "scheduled"
    """Whether it happens as announced."""
    instead: Instead | None = None
    """What there is in its place when it is cancelled, postponed or moved: another event, or a
    note. Without it the next date of the series, or on the same topic, is named."""
    start: Moment
    """Local time it begins, such as 2026-12-03T18:00, or a day for an event of whole days. No
    offset."""
    end: Moment | None = None
    """Local time it ends, or the last day."""
    duration: Annotated[int, Field(ge=5, le=7 * 1440)] | None = None
    """Minutes, instead of `end`."""
    previous_start: Moment | None = None
    """When it was to begin before it was rescheduled."""
    timezone: Zone | None = None
    """Such as Europe/Berlin; required unless the venue has one or the event is of whole days."""
    fold: one_of("first", "second") | None = None  # type: ignore[valid-type]
    """Which of the two, when the clock shows the hour twice."""
    all_day: bool = False
    """True for whole days; then `start` and `end` are days."""
    date_precision: one_of("day", "month", "year") = "day"  # type: ignore[valid-type]
    """month or year while the day is not known; then it stays out of calendars."""
    repeats: Repeats | None = None
    """The rule, when it comes again."""
    mode: one_of("in-person", "online", "hybrid")  # type: ignore[valid-type]
    """in-person, online or hybrid."""
    venue: VenueId | None = None
    """Where: a venue's id."""
    place: EventPlace | None = None
    """Where, when the place has no file of its own."""
    room: Line | None = None
    """Which room."""
    online: Online | None = None
    """How to take part online."""
    url: Url | None = None
    """The event's own site, if it has one."""
    registration: Registration | None = None
    """How to sign up."""
    calls: list[Call] = []
    """Calls with deadlines, such as for talks."""
    hosts: list[Person] = []
    """Who invites: members' ids or guests."""
    speakers: list[Person] = []
    """Who speaks: members' ids or guests."""
    agenda: list[AgendaItem] = []
    """What happens when."""
    prompts: list[Line] = []
    """Questions that start a conversation; they stand on the run sheet."""
    roles: Roles | None = None
    """Who does what."""
    access: Access | None = None
    """What makes it possible to take part."""
    policies: Policies | None = None
    """Rules of this event."""
    languages: list[Language] = []
    """Languages spoken."""
    level: one_of("any", "beginner", "intermediate", "advanced") | None = None  # type: ignore[valid-type]
    """How much people should know before."""
    audience: list[Line] = []
    """Whom it is for."""
    series: Slug | None = None
    """The id that events of one series share."""
    group: GroupId | None = None
    """The group that holds it."""
    sponsors: list[MemberId] = []
    """Organisations that make it possible."""
    outcomes: Outcomes | None = None
    """What is known afterwards."""
    revision: Whole | None = None
    """Raise it by one with every change that calendars must notice, where there is no history to
    count."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        return self.line_in(ENGLISH)

    def line_in(self, words: Translations) -> str:
        if self.date_precision == "year":
            return str(self.first_day.year)
        exact = self.date_precision == "day"
        return words.long_day(self.first_day) if exact else words.month(self.first_day)

    @property
    def whole_days(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        return day_of(self.start)

    @property
    def guests_and_members(self) -> list[Person]:
        """Hosts, speakers and those of the agenda, each once, in that order."""
        everybody = [
            *self.hosts,
            *self.speakers,
            *(person for item in self.agenda for person in item.speakers),
        ]
        return list(dict.fromkeys(everybody))

    @property
    def last_day(self) -> date:
        """The last day it is on, by its own clock."""
        if self.end is not None:
            return max(self.first_day, day_of(self.end))
        if isinstance(self.start, datetime):
            return (self.start + timedelta(minutes=self.duration or 0)).date()
        return self.first_day

    @property
    def agenda_days(self) -> list[AgendaPointDay]:
        """The day on which each point of the agenda begins."""
        return list(_agenda_days(self))


@dataclass(frozen=True)
class AgendaPointDay:
    """The day of a point of an agenda, by the event's own dates."""

    day: date
    clear: bool = True
    """False when it could be on another."""


def _agenda_days(event: Event) -> Iterator[AgendaPointDay]:
    """A point is on the day that it says, else on that of the point before, or on the next where
    its time goes back."""
    first, last = event.first_day, event.last_day
    clocks = [point.at for point in event.agenda]
    named = any(point.day for point in event.agenda)
    # Evenings of a course: as many points as days, all at the same time.
    one_each = not named and len(clocks) == (last - first).days + 1 and len({*clocks}) == 1
    day, before, over = first, "", ""
    for index, point in enumerate(event.agenda):
        at, clear = point.at or "", True
        if point.day:
            day = point.day if isinstance(point.day, date) else first + _days(point.day - 1)
        elif one_each:
            day = first + _days(index)
        elif at and at < before:
            clear = day < last or named
            day = min(day + _days(1), last)
        elif at and at < over:
            # In the room and online at once, or in several rooms, is how such events are.
            before_it = event.agenda[index - 1]
            apart = any(
                own and own != other
                for own, other in (
                    (point.where, before_it.where),
                    (point.track, before_it.track),
                    (point.room, before_it.room),
                )
            )
            clear = apart or at != before or day == last or named
        yield AgendaPointDay(day, clear)
        before = at or before
        over = _clock_after(at or over, point.minutes)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


def _clock_after(at: str, minutes: int | None) -> str:
    """The time of day so many minutes later; after midnight, none that comes before it."""
    if not at:
        return ""
    hours, rest = map(int, at.split(":"))
    total = hours * 60 + rest + (minutes or 0)
    return f"{total // 60:02}:{total % 60:02}"


def _agenda_rules(event: Event) -> Iterator[Complaint]:
    """A point of the agenda is on a day of the event."""
    if event.repeats and any(isinstance(point.day, date) for point in event.agenda):
        index = next(i for i, point in enumerate(event.agenda) if isinstance(point.day, date))
        what = said("is one date, and the event has several")
        yield Complaint(
            ("agenda", index, "day"), "wrong-day", what, said("Write day: 1 or day: 2.")
        )
        return
    for index, found in enumerate(event.agenda_days):
        if event.agenda[index].day and not event.first_day <= found.day <= event.last_day:
            days = (event.last_day - event.first_day).days + 1
            what = said("is no day of the event")
            fix = said(
                "Write day: 1 to day: %(days)s, or a date from %(first)s to %(last)s.",
                days=days,
                first=event.first_day,
                last=event.last_day,
            )
            yield Complaint(("agenda", index, "day"), "wrong-day", what, fix)


def _rules(event: Event) -> Iterator[Complaint]:
    yield from _agenda_rules(event)
    yield from _time_rules(event)
    yield from _place_rules(event)
    yield from _repeat_rules(event)
    registration = event.registration
    if registration:
        yield from wrong_way_round(registration, ("registration",), "opens", "closes")
    for index, call in enumerate(event.calls):
        yield from wrong_way_round(call, ("calls", index), "opens", "closes")


def _time_rules(event: Event) -> Iterator[Complaint]:
    end = event.end
    if end is not None and event.duration is not None:
        yield Complaint(
            ("duration",), "two-answers", said("stands beside `end`"), said("Keep one of the two.")
        )
    if end is not None and isinstance(end, datetime) != isinstance(event.start, datetime):
        yield Complaint(
            ("end",),
            "mixed-times",
            said("is a day and `start` a time, or the other way round"),
            said("Give both with a time, or both without."),
        )
    elif end is not None and end < event.start:
        yield Complaint(
            ("end",), "ends-before-start", said("lies before `start`"), said("Check the two dates.")
        )
    elif end is not None and end == event.start and not event.whole_days:
        yield Complaint(
            ("end",),
            "ends-before-start",
            said("is the same as `start`"),
            said("Say when it is over, or leave `end` away."),
        )
    if event.all_day and not event.whole_days:
        yield Complaint(
            ("all_day",),
            "mixed-times",
            said("is true, but `start` has a time"),
            said("Write `start` as a day, or remove `all_day`."),
        )
    if not event.whole_days and not event.timezone and not event.venue:
        yield Complaint(
            ("timezone",),
            "missing-zone",
            said("is missing"),
            said("Name the zone of the local time, such as Europe/Berlin."),
        )
    if event.timezone and isinstance(event.start, datetime):
        yield from clock_change_complaints(event, event.timezone)
    if event.status == "rescheduled" and event.previous_start is None:
        yield Complaint(
            ("previous_start",),
            "missing-field",
            said("is missing"),
            said("Say when it was to begin before."),
        )


def clock_change_complaints(event: Event, zone_name: str) -> Iterator[Complaint]:
    """A wall time that the zone skips does not exist; one that it shows twice needs ``fold``."""
    tz = zone(zone_name)
    for field, moment in _wall_times(event):
        if not exists(moment, tz):
            what = said(
                "does not exist in %(zone)s: the clock is put forward then",
                zone=zone_name,
            )
            yield Complaint(field, "time-does-not-exist", what, said("Move it by an hour."))
        elif event.fold is None and comes_twice(moment, tz):
            what = said("comes twice in %(zone)s: the clock is put back then", zone=zone_name)
            yield Complaint(
                field,
                "time-is-ambiguous",
                what,
                said("Add `fold: first` or `fold: second` to the event."),
            )


def _wall_times(event: Event) -> Iterator[tuple[tuple[str | int, ...], datetime]]:
    """Every local time the file gives for when the event begins or ends."""
    given: list[tuple[tuple[str | int, ...], object]] = [
        (("start",), event.start),
        (("end",), event.end),
    ]
    for index, moment in enumerate(event.repeats.also if event.repeats else ()):
        given.append((("repeats", "also", index), moment))
    for index, change in enumerate(event.repeats.moved if event.repeats else ()):
        given += [
            (("repeats", "moved", index, name), getattr(change, name)) for name in ("start", "end")
        ]
    yield from ((field, moment) for field, moment in given if isinstance(moment, datetime))


def _place_rules(event: Event) -> Iterator[Complaint]:
    if event.venue and event.place:
        yield Complaint(
            ("place",), "two-answers", said("stands beside `venue`"), said("Keep one of the two.")
        )
    if (
        event.mode in ("in-person", "hybrid")
        and not event.venue
        and not event.place
        and event.status != "tentative"
    ):
        yield Complaint(
            ("venue",),
            "missing-field",
            said("is missing, but the event is %(mode)s", mode=event.mode),
            said("Name a venue's id, or a `place` with city and country."),
        )
    if event.online and event.online.url and event.online.reveal != "public":
        yield Complaint(
            ("online", "url"),
            "private-link",
            said("would be published, but `reveal` is %(reveal)s", reveal=event.online.reveal),
            said("Remove the address, or set `reveal: public`."),
        )


def _repeat_rules(event: Event) -> Iterator[Complaint]:
    rule = event.repeats
    if rule is None:
        return
    yield from _dates_rules(event, rule)
    if rule.until and rule.count:
        yield Complaint(
            ("repeats", "count"),
            "two-answers",
            said("stands beside `until`"),
            said("Keep one of the two."),
        )
    if rule.until and rule.until < event.first_day:
        yield Complaint(
            ("repeats", "until"),
            "ends-before-start",
            said("lies before `start`"),
            said("Give a later day."),
        )
    for index, change in enumerate(rule.moved):
        for complaint in _moved_rules(event, change):
            yield Complaint(
                ("repeats", "moved", index, *complaint.field),
                complaint.code,
                complaint.what,
                complaint.fix,
            )
    yield from _weekday_rules(rule)


def _dates_rules(event: Event, rule: Repeats) -> Iterator[Complaint]:
    """There is a rule, or there are further dates; what belongs to a rule does not stand without
    one."""
    if rule.rule is None and not rule.also:
        what = said("Say daily, weekly, monthly or yearly, or name the further dates in `also`.")
        yield Complaint(("repeats", "rule"), "missing-field", said("is missing"), what)
    if rule.rule is None:
        for field in ("interval", "on", "until", "count"):
            if field in rule.model_fields_set:
                what = said("Say `rule: weekly` or another, or remove it.")
                yield Complaint(
                    ("repeats", field), "wrong-rule", said("has no rule beside it"), what
                )
    for index, moment in enumerate(rule.also):
        if isinstance(moment, datetime) and event.whole_days:
            yield Complaint(
                ("repeats", "also", index),
                "mixed-times",
                said("has a time, but the event has none"),
                said("Write the day alone."),
            )


def _moved_rules(event: Event, change: Moved) -> Iterator[Complaint]:
    for field in ("start", "end"):
        moment = getattr(change, field)
        if moment is not None and isinstance(moment, datetime) == event.whole_days:
            yield Complaint(
                (field,),
                "mixed-times",
                said("is a day and the event has times, or the other way round"),
                said("Write it as `start` of the event is written."),
            )
            return
    if change.end is not None and _ends_too_soon(change):
        yield Complaint(
            ("end",),
            "ends-before-start",
            said("lies before it begins"),
            said("Check the two dates."),
        )
    if change.venue and change.place:
        yield Complaint(
            ("place",), "two-answers", said("stands beside `venue`"), said("Keep one of the two.")
        )


def _ends_too_soon(change: Moved) -> bool:
    start, end = change.start, change.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end <= start
    first = start or change.occurrence
    return end is not None and day_of(end) < first


def _weekday_rules(rule: Repeats) -> Iterator[Complaint]:
    weekdays = {words.split(" ")[-1] for words in rule.on} & {*WEEKDAYS}
    for index, words in enumerate(rule.on):
        alone, of_a_month = words in WEEKDAYS, words.split(" ")[-1] not in WEEKDAYS
        what = said("does not go with %(rule)s", rule=rule.rule)
        if rule.rule == "daily":
            fix = said("Remove it, or use weekly or monthly.")
        elif rule.rule == "weekly" and not alone:
            fix = said("Write the weekday alone, like thursday.")
        elif rule.rule in ("monthly", "yearly") and alone:
            fix = said("Say which one, like first thursday.")
        elif of_a_month and weekdays:
            what, fix = said("stands beside a weekday"), said("Make two events of it.")
        else:
            continue
        yield Complaint(("repeats", "on", index), "wrong-rule", what, fix)


def _is_needless(name: str, given: Fields) -> bool:
    return name == "venue" and given.get("mode") == "online"


def _lacking_place(given: Fields) -> tuple[str, ...]:
    in_a_room = given.get("mode") in ("in-person", "hybrid")
    placed = given.keys() & {"venue", "place"}
    return ("place.city", "place.country") if in_a_room and not placed else ()


_FORM = Form(
    "Announce an event",
    "Put an event into the hub's calendar.",
    "New event: ",
    (
        "Write the time as the clock on the wall shows it, and name the zone. An event in "
        "person needs a venue, or a city and a country."
    ),
    questions=(
        Question("title", "Name of the event", required=True),
        Question("summary", "Summary", "textarea", True),
        Question("type", "Type of event", "dropdown"),
        Question("start", "Start", required=True),
        Question("duration", "Minutes", help="How long it takes, in minutes."),
        Question(
            "timezone",
            "Time zone",
            help=(
                "The zone of that local time, such as Europe/Berlin. Only a venue of the hub has "
                "one of its own."
            ),
        ),
        Question("mode", "In person, online or both", "dropdown", True),
        Question(
            "venue",
            "Venue",
            help=(
                "The name or the id of a venue of the hub. If there is none, give city and "
                "country below."
            ),
        ),
        Question("place.city", "City"),
        Question(
            "place.country", "Country", help="Its name in English, or its two letters, such as PT."
        ),
        Question(
            "registration.url",
            "Where to sign up",
            help="A full address. Never the address of the online room itself.",
        ),
        Question("hosts", "Hosts", help="Who invites: names, separated by commas."),
        Question(
            "languages",
            "Languages",
            help="Languages spoken: names in English or codes, separated by commas.",
        ),
        TOPICS,
        Question(
            "body",
            "Description",
            "textarea",
            help="What happens, what to bring, for whom it is: in Markdown.",
        ),
        RIGHTS,
    ),
)


def _passing(event: Event, day: date) -> frozenset[str]:
    """Where one signed up for what is over, or took part."""
    over = not event.repeats and event.last_day < day
    return frozenset({"url", "registration", "online", "calls"}) if over else frozenset()


KIND = Kind(
    name="event",
    plural="events",
    model=Event,
    passing=_passing,
    folder="events",
    section="events",
    example=(
        "title: Welcome call\nsummary: Meet the others and say what brings you here.\n"
        "start: 2026-12-03T18:00\nduration: 60\ntimezone: Europe/Berlin\nmode: online\n"
    ),
    rules=_rules,
    straight_links=True,
    id_date="start",
    id_undated="repeats",
    ways_in="any",
    schema_type="Event",
    asking=Asking(
        form=_FORM,
        fields=(
            "title",
            "summary",
            "type",
            "start",
            "duration",
            "mode",
            "venue",
            "timezone",
            "topics",
            "hosts",
        ),
        hints=(
            "why_come",
            "registration",
            "hosts",
            "speakers",
            "agenda",
            "access",
            "topics",
            "repeats",
        ),
        from_page={"title": "title", "summary": "description"},
        needless=_is_needless,
        lacking=_lacking_place,
    ),
    importing=IMPORTING,
    searching=Searching(
        texts=lambda event: (event.summary, event.why_come, event.type, event.mode)
    ),
    feed=KindFeed(
        name="events",
        title="events",
        purpose="Events, as they are announced",
        called="events as they are announced",
        under=frozenset({"topic", "group"}),
    ),
)
