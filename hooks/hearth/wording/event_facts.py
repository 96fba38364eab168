"""Practical facts of an event in sentences of plain text; what a record does not state is left
out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hearth.base.format import day_month, language_name, long_day, short_day, weekday, weekday_name
from hearth.kinds.event import Event
from hearth.kinds.fields import DeadlineDay
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.programme import end_is_stated
from hearth.wording import formatting

ACCESS = (
    ("step_free", "step-free"),
    ("captions", "captions"),
    ("sign_language", "sign language"),
    ("quiet_room", "quiet room"),
    ("childcare", "childcare"),
    ("dietary", "food"),
    ("low_bandwidth", "slow lines"),
    ("recording", "recorded"),
)


@dataclass(frozen=True)
class Time:
    """When an occurrence is, said in full and briefly."""

    full: str
    """Saturday 12 December 2026, 10:00–16:00 Nairobi time (EAT), 07:00–13:00 UTC"""
    brief: str
    """Sat 12 Dec 2026, 10:00 Nairobi time (07:00 UTC)"""
    preposition: str
    """What comes before ``full`` in a sentence: on, or from when it names two days."""


def time(hub: Hub, item: Occurrence) -> Time:
    """The event's own time with the name of its zone, and the same in UTC."""
    first, last = item.first_day, item.last_day
    several = first != last
    if not isinstance(item.start, datetime) or not isinstance(item.end, datetime):
        full = f"{_day(first)} to {_day(last)}" if several else _day(first)
        return Time(
            full,
            f"{_short(first)} – {_short(last)}" if several else _short(first),
            "from" if several else "on",
        )
    start, end = item.start, item.end if end_is_stated(item) else None
    zone = _zone(hub, item)
    brief = f"{_short(first)}, {start:%H:%M} {zone}".rstrip()
    if zone != "UTC":
        brief += f" ({_clock_in_utc(start)} UTC)"
    full = (
        f"{_span(start, end)}{',' if several and end else ''} "
        f"{_with_letters(hub, item, zone)}{_in_utc(start, end)}"
    )
    return Time(full, brief, "from" if several and end else "on")


def _zone(hub: Hub, item: Occurrence) -> str:
    place = formatting.when(hub, item).place
    return place if place in ("", "UTC") else f"{place} time"


def _with_letters(hub: Hub, item: Occurrence, zone: str) -> str:
    letters = formatting.when(hub, item).abbreviation
    return f"{zone} ({letters})" if letters and letters != zone else zone


def _span(start: datetime, end: datetime | None) -> str:
    if end is None:
        return f"{_day(start.date())}, {start:%H:%M}"
    if start.date() == end.date():
        return f"{_day(start.date())}, {start:%H:%M}–{end:%H:%M}"
    return f"{_day(start.date())}, {start:%H:%M}, to {_day(end.date())}, {end:%H:%M}"


def _in_utc(start: datetime, end: datetime | None) -> str:
    """The same span in UTC, with its days only where they differ; nothing when the clock shows UTC
    already."""
    utc, until = start.astimezone(UTC), end and end.astimezone(UTC)
    if start.utcoffset() == utc.utcoffset() and (end is None or end.utcoffset() == utc.utcoffset()):
        return "" if start.tzname() == "UTC" else ", the same in UTC"
    if until is None:
        return f", {_clock_in_utc(start)} UTC"
    if utc.date() == until.date() == start.date():
        return f", {utc:%H:%M}–{until:%H:%M} UTC"
    return (
        f", {_near(utc)} to {_near(until) if until.date() != utc.date() else f'{until:%H:%M}'} UTC"
    )


def _clock_in_utc(start: datetime) -> str:
    utc = start.astimezone(UTC)
    return f"{utc:%H:%M}" if utc.date() == start.date() else _near(utc)


def _near(moment: datetime) -> str:
    return f"{weekday_name(moment)} {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{weekday_name(day)} {long_day(day)}"


def _short(day: date) -> str:
    return f"{weekday(day)} {short_day(day)}"


def near_day(day: date) -> str:
    """Monday 7 December: a day that is close enough to be known without its year."""
    when = day.when if isinstance(day, DeadlineDay) else ""
    return f"{weekday_name(day)} {day_month(day)}{when}"


def where(hub: Hub, item: Occurrence) -> str:
    """Where, as it stands in a sentence: at Acacia Hall, Nairobi, and online."""
    spot = formatting.place(hub, item)
    named = item.venue in hub.venues or (item.place and item.place.name)
    there = f"{'at' if named else 'in'} {spot}" if spot else ""
    if item.mode == "online":
        return "online"
    if item.mode == "hybrid":
        return (
            f"{there}{',' if ',' in there else ''} and online" if there else "in person and online"
        )
    return there or "in person"


def online_way(item: Occurrence) -> str:
    """How people get the link, when the link itself is not for everybody; empty when nothing is
    known."""
    online = item.event.online
    if item.mode == "in-person" or online is None or (online.url and online.reveal == "public"):
        return ""
    if online.reveal == "public":
        return online.platform or ""
    gets = "is for members" if online.reveal == "members" else "comes after registering"
    return f"{online.platform}; the link {gets}" if online.platform else f"The link {gets}"


@dataclass(frozen=True)
class SignUp:
    """What can be done about registering on a day."""

    state: str
    """later, open or closed"""
    day: date | None
    """When it opens, closes or closed."""
    url: str | None
    """Where, unless it is closed."""


def sign_up(item: Occurrence, day: date) -> SignUp | None:
    """Whether people can register on ``day``; None when nothing is said about how."""
    registration = item.event.registration
    if registration is None or not (registration.url or registration.closes or registration.opens):
        return None
    if registration.opens and day < registration.opens:
        return SignUp("later", registration.opens, registration.url)
    if registration.closes and day > registration.closes.last:
        return SignUp("closed", registration.closes, None)
    return SignUp("open", registration.closes, registration.url)


def places(item: Occurrence) -> str:
    """How many can take part, by way of taking part."""
    registration = item.event.registration
    capacity = registration.capacity if registration else None
    if capacity is None:
        return ""
    room = capacity.in_person if item.mode != "online" else None
    far = capacity.online if item.mode != "in-person" else None
    said = [f"{room} in the room"] if room is not None else []
    return " and ".join([*said, *([f"{far} online"] if far is not None else [])])


def access(hub: Hub, item: Occurrence) -> list[tuple[str, str]]:
    """(what, how) for each fact about access that is stated and goes with the way of taking
    part."""
    return list(_access(hub, item))


def _access(hub: Hub, item: Occurrence) -> Iterator[tuple[str, str]]:
    stated = item.event.access
    venue = hub.venues.get(item.venue or "") if item.mode != "online" else None
    for name, words in ACCESS:
        answer = getattr(stated, name) if stated else None
        if name == "step_free":
            answer = (
                (answer or (venue.step_free if venue else None)) if item.mode != "online" else None
            )
        if answer:
            yield words, answer


def languages(event: Event) -> str:
    """English, Portuguese (Brazil) and Polish"""
    return formatting.listed([language_name(code) for code in event.languages])


def notice(item: Occurrence) -> str:
    """What differs from an ordinary announcement; empty when nothing does."""
    previous = item.previous_start
    before = f" It was planned for {near_day(previous)} before." if previous else ""
    return {
        "tentative": "It is not certain yet: please look at the page before you make plans.",
        "rescheduled": f"The date is new.{before}",
        "moved-online": "It has moved online: nobody needs to travel.",
        "postponed": "It is postponed. A new date will be announced on its page.",
        "cancelled": "It is cancelled and does not take place.",
    }.get(item.status, "")
