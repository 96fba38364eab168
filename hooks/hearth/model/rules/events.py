"""Rules about time: zones, repetitions, people and groups in two places at once, rooms that are too
small, late changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from hearth.base.strict_yaml import Where
from hearth.base.words import said, said_day, said_many, said_number, said_weekday
from hearth.base.zones import comes_twice, exists, zone
from hearth.kinds import Complaint
from hearth.kinds.event import Event, clock_change_complaints
from hearth.kinds.event_parts import MAX_OCCURRENCES, Repeats
from hearth.kinds.fields import Guest, day_of
from hearth.model.rules.facts import Facts, Finding
from hearth.model.schedule import Occurrence, times
from hearth.read.sources import Source

LATE = timedelta(hours=24)
"""A change nearer to the start than this does not reach every subscriber: some services ask once a
day."""


def zones(facts: Facts) -> Iterator[Finding]:
    """An event without a zone takes its venue's; there must be one, and the local times must exist
    in it."""
    for source, event in facts.sources(Event):
        if event.timezone or event.whole_days or event.venue not in facts.venues:
            continue
        name = facts.zone(event)
        if not name:
            yield (
                source,
                Complaint(
                    ("timezone",),
                    "missing-zone",
                    said("is missing, and %(venue)s has none either", venue=event.venue),
                    said("Name the zone of the local time, such as Europe/Berlin."),
                ),
            )
        else:
            for complaint in clock_change_complaints(event, name):
                yield source, complaint


def _series(facts: Facts) -> Iterator[tuple[Source, Event, Repeats]]:
    for source, event in facts.sources(Event):
        if event.repeats:
            yield source, event, event.repeats


def repetitions(facts: Facts) -> Iterator[Finding]:
    """A rule gives days, not too many, and days that are skipped or moved are among them."""
    for source, event, rule in _series(facts):
        skipped = set(rule.skip)
        # One day more than are skipped tells that one is left; the rule itself may have no end.
        given = [*islice(times(rule, event.start), len(skipped) + 1), *rule.also]
        if not {day_of(moment) for moment in given} - skipped:
            yield (
                source,
                Complaint(
                    ("repeats",),
                    "no-occurrence",
                    said("leaves no day"),
                    said("Give a later `until`, or skip less."),
                ),
            )
        elif (
            rule.until
            and len(list(islice(times(rule, event.start), MAX_OCCURRENCES + 1))) > MAX_OCCURRENCES
        ):
            yield (
                source,
                Complaint(
                    ("repeats", "until"),
                    "too-many-occurrences",
                    said(
                        "gives more than %(limit)s days",
                        limit=f"{MAX_OCCURRENCES:,}",
                    ),
                    said(
                        "Give an earlier `until` or a larger `interval`; without `until` the "
                        "series goes on."
                    ),
                ),
            )
        else:
            yield from ((source, complaint) for complaint in _strange_days(event, rule))


def _strange_days(event: Event, rule: Repeats) -> Iterator[Complaint]:
    """Days that are skipped or moved without being any of the series, and those named twice."""
    also = [day_of(moment) for moment in rule.also]
    named: list[tuple[Where, date]] = [
        (("repeats", "skip", index), day) for index, day in enumerate(rule.skip)
    ]
    named += [
        (("repeats", "moved", index, "occurrence"), change.occurrence)
        for index, change in enumerate(rule.moved)
    ]
    given = _given_until(event, rule, max([*also, *(day for _, day in named)], default=None))
    for index, day in enumerate(also):
        if day in given or day in also[:index]:
            what = said("is a day the series has already")
            fix = said("Remove it; another time of that day stands in `moved`.")
            yield Complaint(("repeats", "also", index), "wrong-rule", what, fix)
    for where, day in named:
        if day not in given and day not in also:
            yield Complaint(
                where,
                "wrong-rule",
                said("is not a day the rule gives"),
                said("Write the day the event would have by its rule."),
            )


def _given_until(event: Event, rule: Repeats, last: date | None) -> set[date]:
    """The days a rule gives, as far as the last one that is asked for."""
    given: set[date] = set()
    for moment in times(rule, event.start) if last else ():
        given.add(day_of(moment))
        if last and day_of(moment) >= last:
            break
    return given


def first_days(facts: Facts) -> Iterator[Finding]:
    """The first day is one that the rule gives, and one that every month or year has."""
    for source, event, rule in _series(facts):
        given = next(times(rule, event.start), None)
        if given is None:
            continue
        named = {day_of(moment) for moment in rule.also}
        if (first := day_of(given)) != event.first_day and event.first_day not in named:
            what = said(
                "is a %(weekday)s, so the rule begins on %(day)s",
                weekday=said_weekday(event.first_day.weekday()),
                day=said_day(first),
            )
            yield (
                source,
                Complaint(
                    ("start",),
                    "start-outside-rule",
                    what,
                    said("Write %(day)s in `start`.", day=first.isoformat()),
                ),
            )
        elif not rule.on and rule.rule == "monthly" and event.first_day.day > 28:
            what = said(
                "is day %(day)s of its month, which not every month has: shorter ones are left out",
                day=said_number(event.first_day.day),
            )
            yield (
                source,
                Complaint(
                    ("start",),
                    "uneven-days",
                    what,
                    said("Take a day up to the 28th, or say which weekday in `on`."),
                ),
            )
        elif (
            not rule.on
            and rule.rule == "yearly"
            and (event.first_day.month, event.first_day.day) == (2, 29)
        ):
            what = said("is 29 February, which only leap years have: other years are left out")
            yield (
                source,
                Complaint(("start",), "uneven-days", what, said("Take 28 February or 1 March.")),
            )


def clock_changes(facts: Facts) -> Iterator[Finding]:
    """A coming date of a series whose time the clock skips, or shows twice, is told before it
    surprises anybody."""
    for source, item in facts.coming:
        rule, name = item.event.repeats, facts.zone(item.event)
        own_time = item.change is not None and item.change.start is not None
        if rule is None or name is None or own_time or not isinstance(item.planned, datetime):
            continue
        when = f"{item.planned:%Y-%m-%d at %H:%M}"
        if not exists(item.planned, zone(name)):
            what = said(
                "gives %(when)s, which does not exist in %(name)s: the clock is put forward "
                "then, and %(start)s is shown",
                when=when,
                name=name,
                start=f"{item.start:%H:%M}",
            )
            yield (
                source,
                Complaint(
                    ("repeats",),
                    "time-does-not-exist",
                    what,
                    said("Give that day its own `start` under `moved`."),
                ),
            )
        elif item.event.fold is None and comes_twice(item.planned, zone(name)):
            what = said(
                "gives %(when)s, which comes twice in %(name)s: the clock is put back then, and "
                "the first is taken",
                when=when,
                name=name,
            )
            yield (
                source,
                Complaint(
                    ("repeats",),
                    "time-is-ambiguous",
                    what,
                    said("Add `fold: first` or `fold: second` to the event."),
                ),
            )


def people_in_two_places(facts: Facts) -> Iterator[Finding]:
    """Nobody can speak at two things at once."""
    busy: defaultdict[str, list[tuple[Source, Occurrence]]] = defaultdict(list)
    for source, item in facts.coming:
        if not item.whole_days:
            for person in dict.fromkeys(_speaking(item)):
                busy[person].append((source, item))
    for person, engagements in busy.items():
        for source, item, other in _overlapping(engagements):
            what = said(
                "speaks at %(id)s at the same time, %(when)s", id=other.event.id, when=_when(item)
            )
            yield (
                source,
                Complaint(
                    _place_of(item, person),
                    "speaks-twice",
                    what,
                    said("Move one of the two, or ask somebody else."),
                ),
            )
    for source, event in facts.sources(Event):
        yield from ((source, complaint) for complaint in _two_points_at_once(event))


def _speaking(item: Occurrence) -> list[str]:
    everybody = [
        *item.speakers,
        *(person for point in item.event.agenda for person in point.speakers),
    ]
    return [person for person in everybody if not isinstance(person, Guest)]


def _place_of(item: Occurrence, person: str) -> Where:
    """Where the file of an occurrence names a speaker."""
    event, rule = item.event, item.event.repeats
    if rule and item.change and person in (item.change.speakers or ()):
        return (
            "repeats",
            "moved",
            rule.moved.index(item.change),
            "speakers",
            (item.change.speakers or []).index(person),
        )
    if person in event.speakers:
        return "speakers", event.speakers.index(person)
    point = next(index for index, point in enumerate(event.agenda) if person in point.speakers)
    return "agenda", point, "speakers", event.agenda[point].speakers.index(person)


def _two_points_at_once(event: Event) -> Iterator[Complaint]:
    """Points of the agenda that one person would have to speak at together."""
    taken: defaultdict[str, list[tuple[datetime, datetime, str]]] = defaultdict(list)
    for index, (point, on) in enumerate(zip(event.agenda, event.agenda_days, strict=True)):
        if not point.at or not point.minutes:
            continue
        begin = datetime.combine(on.day, time.fromisoformat(point.at))
        end = begin + timedelta(minutes=point.minutes)
        for place, person in enumerate(point.speakers):
            if isinstance(person, Guest):
                continue
            clash = next(
                (title for start, over, title in taken[person] if start < end and begin < over),
                None,
            )
            if clash:
                where = ("agenda", index, "speakers", place)
                yield Complaint(
                    where,
                    "speaks-twice",
                    said("speaks at “%(title)s” at the same time", title=clash),
                    said("Move one of the two."),
                )
            taken[person].append((begin, end, point.title))


def unclear_days(facts: Facts) -> Iterator[Finding]:
    """It is clear on which day each point of an agenda begins."""
    for source, event in facts.sources(Event):
        found = event.agenda_days
        index = next((number for number, on in enumerate(found) if not on.clear), None)
        if index is None:
            continue
        point = event.agenda[index]
        if event.first_day == event.last_day:
            what = said("is earlier than the point before it")
            fix = said(
                "Put the points in order; if it is at the same time as others, say which day it "
                'is on: {day: 1, at: "%(at)s", title: …}',
                at=point.at,
            )
        else:
            what = said("can be beside the point before it, or on the next day")
            fix = said('Say the day: {day: 2, at: "%(at)s", title: …}', at=point.at)
        yield source, Complaint(("agenda", index, "at"), "unclear-day", what, fix)


def groups_in_two_places(facts: Facts) -> Iterator[Finding]:
    """A group does not hold two events at once."""
    held: defaultdict[str, list[tuple[Source, Occurrence]]] = defaultdict(list)
    for source, item in facts.coming:
        if item.event.group and not item.whole_days:
            held[item.event.group].append((source, item))
    for events in held.values():
        for source, item, other in _overlapping(events):
            what = said(
                "holds %(id)s at the same time, %(when)s", id=other.event.id, when=_when(item)
            )
            yield source, Complaint(("group",), "group-twice", what, said("Move one of the two."))


def _overlapping(
    items: Iterable[tuple[Source, Occurrence]],
) -> Iterator[tuple[Source, Occurrence, Occurrence]]:
    """Of occurrences in order of time, each that begins before an earlier one is over; each pair of
    events once."""
    reported: set[tuple[str, str]] = set()
    latest: Occurrence | None = None
    for source, item in items:
        pair = (latest.event.id, item.event.id) if latest else ("", "")
        if latest and item.starts_at < latest.ends_at and pair not in reported:
            reported.add(pair)
            yield source, item, latest
        # Held against the one that lasts longest: a short one within it may be over long before.
        if latest is None or item.ends_at > latest.ends_at:
            latest = item


def _when(item: Occurrence) -> str:
    return f"{item.start:%Y-%m-%d %H:%M}"


def full_rooms(facts: Facts) -> Iterator[Finding]:
    """No more places are offered than the room, or else the venue, has."""
    for source, event in facts.sources(Event):
        places = event.registration.capacity if event.registration else None
        venue = facts.venues.get(event.venue or "")
        if not places or not venue or event.mode == "online":
            continue
        room = next((room for room in venue.rooms if room.name == event.room), None)
        name, holds = (
            (room.name, room.capacity)
            if room and room.capacity is not None
            else (venue.name, venue.capacity)
        )
        if holds is not None and (places.in_person or 0) > holds:
            where = ("registration", "capacity", "in_person")
            fix = said("Offer fewer, or find a larger place.")
            yield (
                source,
                Complaint(
                    where,
                    "too-many-places",
                    said("is more than %(name)s holds (%(holds)s)", name=name, holds=holds),
                    fix,
                ),
            )


def late_changes(facts: Facts) -> Iterator[Finding]:
    """What was changed less than a day before it starts does not reach every calendar in time."""
    reported: set[str] = set()
    for source, item in facts.coming:
        change = facts.history.get(source.path)
        if change and change.last.date() > facts.as_of:
            continue  # on the hub's day nobody knew
        if (
            change
            and source.path not in reported
            and timedelta() <= item.starts_at - change.last < LATE
        ):
            reported.add(source.path)
            hours = int((item.starts_at - change.last).total_seconds() // 3600)
            what = said_many(
                "was changed %(hours)s hour before it starts: calendars that ask once a day will "
                "not know",
                "was changed %(hours)s hours before it starts: calendars that ask once a day will "
                "not know",
                hours,
                hours=hours,
            )
            yield (
                source,
                Complaint(
                    (),
                    "late-change",
                    what,
                    said("If time or place changed, write to those who registered."),
                ),
            )
