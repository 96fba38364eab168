"""Practical facts of an event in sentences of plain text; what a record does not state is left
out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.event import Event
from hearth.kinds.fields import DeadlineDay
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.programme import end_is_stated
from hearth.wording import formatting

ACCESS = (
    ("step_free", N_("step-free")),
    ("captions", N_("captions")),
    ("sign_language", N_("sign language")),
    ("quiet_room", N_("quiet room")),
    ("childcare", N_("childcare")),
    ("dietary", N_("food")),
    ("low_bandwidth", N_("slow lines")),
    ("recording", N_("recorded")),
)


@dataclass(frozen=True)
class Time:
    """When an occurrence is, said in full and briefly."""

    full: str
    """Saturday 12 December 2026, 10:00–16:00 Nairobi time (EAT), 07:00–13:00 UTC"""
    brief: str
    """Sat 12 Dec 2026, 10:00 Nairobi time (07:00 UTC)"""
    nearly: str
    """Sat 12 Dec, 10:00: close enough to be known without year and zone."""
    spans: bool
    """Whether ``full`` names two days, from which to which."""


def time(hub: Hub, item: Occurrence) -> Time:
    """The event's own time with the name of its zone, and the same in UTC."""
    words, first, last = hub.words, item.first_day, item.last_day
    several = first != last
    if not isinstance(item.start, datetime) or not isinstance(item.end, datetime):
        return Time(
            _from_to(words, words.full_day(first), words.full_day(last)),
            " – ".join(dict.fromkeys(map(words.brief_day, (first, last)))),
            " – ".join(dict.fromkeys(map(words.brief_day_of_year, (first, last)))),
            several,
        )
    start, end = item.start, item.end if end_is_stated(item) else None
    zone = zone_words(words, formatting.when(hub, item).place)
    brief = _at(words, words.brief_day(first), f"{words.clock(start)} {zone}".rstrip())
    if zone != "UTC":
        brief += f" ({_clock_in_utc(words, start)} UTC)"
    spans = several and end is not None
    own = f"{_span(words, start, end)}{',' if spans else ''} {_with_letters(hub, item, zone)}"
    nearly = _at(words, words.brief_day_of_year(first), words.clock(start))
    return Time(_and_utc(words, own, start, end), brief, nearly, spans)


def zone_words(words: Translations, place: str) -> str:
    """Nairobi time; UTC and nothing stay what they are."""
    return place if place in ("", "UTC") else words("%(place)s time", place=place)


def _with_letters(hub: Hub, item: Occurrence, zone: str) -> str:
    letters = formatting.when(hub, item).abbreviation
    return f"{zone} ({letters})" if letters and letters != zone else zone


def _at(words: Translations, day: str, clock: str) -> str:
    return words("%(day)s, %(clock)s", day=day, clock=clock)


def _from_to(words: Translations, first: str, last: str) -> str:
    return first if first == last else words("%(first)s to %(last)s", first=first, last=last)


def _span(words: Translations, start: datetime, end: datetime | None) -> str:
    day = words.full_day(start.date())
    if end is None:
        return _at(words, day, words.clock(start))
    if start.date() == end.date():
        return _at(words, day, words.hours(start, end))
    return words(
        "%(first)s, to %(last)s",
        first=_at(words, day, words.clock(start)),
        last=_at(words, words.full_day(end.date()), words.clock(end)),
    )


def _and_utc(words: Translations, own: str, start: datetime, end: datetime | None) -> str:
    """A span and the same in UTC, with its days only where they differ; alone when the clock shows
    UTC already."""
    utc, until = start.astimezone(UTC), end and end.astimezone(UTC)
    if start.utcoffset() == utc.utcoffset() and (end is None or end.utcoffset() == utc.utcoffset()):
        return own if start.tzname() == "UTC" else words("%(time)s, the same in UTC", time=own)
    if until is None:
        there = _clock_in_utc(words, start)
    elif utc.date() == until.date() == start.date():
        there = words.hours(utc, until)
    else:
        last = _near(words, until) if until.date() != utc.date() else words.clock(until)
        there = _from_to(words, _near(words, utc), last)
    return words("%(time)s, %(there)s UTC", time=own, there=there)


def _clock_in_utc(words: Translations, start: datetime) -> str:
    utc = start.astimezone(UTC)
    return words.clock(utc) if utc.date() == start.date() else _near(words, utc)


def _near(words: Translations, moment: datetime) -> str:
    return f"{words.weekday_name(moment.weekday())} {words.clock(moment)}"


def near_day(day: date, words: Translations = ENGLISH) -> str:
    """Monday 7 December: a day that is close enough to be known without its year."""
    return words.weekday_and_day(day) + (day.when_in(words) if isinstance(day, DeadlineDay) else "")


def where(hub: Hub, item: Occurrence) -> str:
    """Where, as it stands in a sentence: at Acacia Hall, Nairobi, and online."""
    words, spot = hub.words, formatting.place(hub, item)
    named = item.venue in hub.venues or (item.place and item.place.name)
    if item.mode == "online":
        return words.inside("event", "online")
    if not spot:
        return words("in person and online" if item.mode == "hybrid" else "in person")
    there = words.inside("event", "at %(place)s" if named else "in %(place)s") % {"place": spot}
    if item.mode != "hybrid":
        return there
    if "," in there:
        return words("%(place)s, and online", place=there)
    return words("%(place)s and online", place=there)


def online_way(hub: Hub, item: Occurrence) -> str:
    """How people get the link, when the link itself is not for everybody; empty when nothing is
    known."""
    words, online = hub.words, item.event.online
    if item.mode == "in-person" or online is None or (online.url and online.reveal == "public"):
        return ""
    platform = online.platform or ""
    if online.reveal == "public":
        return platform
    if online.reveal == "members":
        if platform:
            return words("%(platform)s; the link is for members", platform=platform)
        return words("The link is for members")
    if platform:
        return words("%(platform)s; the link comes after registering", platform=platform)
    return words("The link comes after registering")


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


def places(item: Occurrence, words: Translations = ENGLISH) -> str:
    """How many can take part, by way of taking part."""
    registration = item.event.registration
    capacity = registration.capacity if registration else None
    if capacity is None:
        return ""
    room = capacity.in_person if item.mode != "online" else None
    far = capacity.online if item.mode != "in-person" else None
    said = [words("%(number)s in the room", number=room)] if room is not None else []
    if far is not None:
        said.append(words("%(number)s online", number=far))
    return words.listed(said)


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
            yield hub.words.noted(words), formatting.answer(answer, hub.words)


def access_words(hub: Hub, item: Occurrence) -> str:
    """All of that on one line: captions: yes; quiet room: no."""
    words = hub.words
    return "; ".join(
        words("%(what)s: %(how)s", what=what, how=how) for what, how in access(hub, item)
    )


def languages(event: Event, words: Translations = ENGLISH) -> str:
    """English, Portuguese (Brazil) and Polish"""
    return words.listed([words.language_name(code) for code in event.languages])


NOTICES = {
    "tentative": N_("It is not certain yet: please look at the page before you make plans."),
    "rescheduled": N_("The date is new."),
    "moved-online": N_("It has moved online: nobody needs to travel."),
    "postponed": N_("It is postponed. A new date will be announced on its page."),
    "cancelled": N_("It is cancelled and does not take place."),
}


def notice(item: Occurrence, words: Translations = ENGLISH) -> str:
    """What differs from an ordinary announcement; empty when nothing does."""
    if item.status == "rescheduled" and item.previous_start:
        before = near_day(item.previous_start, words)
        return words("The date is new. It was planned for %(day)s before.", day=before)
    return words.noted(NOTICES.get(item.status, ""))
