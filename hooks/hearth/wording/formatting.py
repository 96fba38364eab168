"""Format times, places and people for pages and feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from hearth.base.format import count as count
from hearth.base.format import listed as listed
from hearth.base.format import zone_place
from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.event import Event
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence

MODES = {"in-person": N_("in person"), "online": N_("online"), "hybrid": N_("hybrid")}
TONES = 4


@dataclass(frozen=True)
class When:
    """An occurrence's time in words: the event's own wall time, and its instants for scripts and
    calendars."""

    day: str
    """Thu 3 December 2026, or Thu 3 – Sat 5 December 2026."""
    clock: str
    """18:00–19:30; empty for whole days."""
    place: str
    """The place the zone is named after; empty for whole days."""
    zone: str
    """IANA name; empty for whole days."""
    abbreviation: str
    """The zone's short name on that day, such as CET."""
    month: str
    number: str
    start: str
    """ISO 8601: the instant in UTC, or the day."""
    end: str
    """ISO 8601: the instant it is over, in UTC."""
    weekday_clock: str
    """Thu 18:00, or Thu for whole days."""


def when(hub: Hub, item: Occurrence) -> When:
    start, end = item.start, item.end
    zone = hub.zone(item.event) if isinstance(start, datetime) else None
    clock = ""
    if isinstance(start, datetime) and isinstance(end, datetime):
        clock = hub.words.hours(start, end)
    day = hub.words.weekday(item.first_day)
    return When(
        day=hub.words.days(item.first_day, item.last_day),
        clock=clock,
        place=hub.words.among(zone_place(zone)) if zone else "",
        zone=zone or "",
        abbreviation=_abbreviation(start),
        month=hub.words.short_month(item.first_day.month),
        number=f"{item.first_day.day:02}",
        start=utc(item.starts_at) if zone else item.first_day.isoformat(),
        end=utc(item.ends_at),
        weekday_clock=f"{day} {hub.words.clock(start)}" if isinstance(start, datetime) else day,
    )


def _abbreviation(start: date | datetime) -> str:
    """CET and the like; zones without letters of their own are given as UTC and the difference."""
    if not isinstance(start, datetime):
        return ""
    name = start.tzname() or ""
    if name[:1] not in "+-":
        return name
    sign, hours, minutes = name[0].replace("-", "−"), name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{sign}{hours}{':' + minutes if minutes and minutes != '00' else ''}"


def day(item: Occurrence, words: Translations = ENGLISH) -> str:
    """Thu 3 December 2026, or Thu 3 – Sat 5 December 2026."""
    return words.days(item.first_day, item.last_day)


def utc(moment: datetime) -> str:
    """2026-12-03T17:00:00Z"""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def over_at(item: Occurrence) -> str:
    """When it is over: the instant in UTC, or the last of whole days."""
    return item.last_day.isoformat() if item.whole_days else utc(item.ends_at)


def where(hub: Hub, item: Occurrence) -> str:
    """The place in a few words, and the way to take part."""
    return _with_way(hub, item, place(hub, item))


def location(hub: Hub, item: Occurrence) -> str:
    """The whole address with the room, for somebody who sets out with nothing but it, and the way
    to take part online."""
    first, *rest = _address(hub, item) or [""]
    platform = item.event.online.platform if item.event.online else None
    words = _with_way(hub, item, listing([first, item.room or "", *rest]) if first else "")
    return f"{words} ({platform})" if platform and item.mode != "in-person" else words


def place(hub: Hub, item: Occurrence, full: bool = False) -> str:
    """Name and town of the place, or the whole address; nothing online, or when it is not
    stated."""
    venue = hub.venues.get(item.venue or "")
    if venue and not full and item.mode != "online":
        return f"{venue.name}, {venue.city}"
    return listing(_address(hub, item))


def _address(hub: Hub, item: Occurrence) -> list[str | None]:
    """The parts of a place's address, its name or town first; none online."""
    venue, spot = hub.venues.get(item.venue or ""), item.place
    if item.mode == "online":
        return []
    if venue:
        return [
            venue.name,
            venue.address,
            venue.city,
            venue.region,
            hub.words.country(venue.country),
        ]
    if spot:
        return [
            *([spot.name] if spot.name else []),
            spot.city,
            spot.region,
            hub.words.country(spot.country),
        ]
    return []


def listing(parts: Iterable[str | None]) -> str:
    """The parts that are there, each once: a city that is a state says its name once."""
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _with_way(hub: Hub, item: Occurrence, spot: str) -> str:
    if item.mode == "online":
        return hub.words("Online")
    if item.mode == "hybrid" and spot:
        return hub.words("%(place)s and online", place=hub.words.among(spot))
    mode = hub.words.noted(MODES[item.mode])
    return spot or f"{mode[:1].upper()}{mode[1:]}"


def open_link(item: Occurrence) -> str | None:
    """The address to take part online, when everybody may know it."""
    online = item.event.online
    return online.url if online and online.reveal == "public" and item.mode != "in-person" else None


def host(url: str) -> str:
    """The name of the site an address leads to."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def length(minutes: int | None, words: Translations = ENGLISH) -> str:
    """90 min, 2 h, 2 h 30, 3 days."""
    if not minutes:
        return ""
    if minutes >= 24 * 60:
        return words.count(-(-minutes // (24 * 60)), "day")
    hours, rest = divmod(minutes, 60)
    if minutes <= 90 or not hours:
        return words("%(minutes)s min", minutes=minutes)
    if rest:
        return words("%(hours)s h %(minutes)s", hours=hours, minutes=f"{rest:02}")
    return words("%(hours)s h", hours=hours)


def initials(name: str) -> str:
    """Two letters for a picture that is not there."""
    words: list[str] = re.findall(r"\w[\w'’.-]*", name)
    if not words:
        return "?"
    first, last = words[0], words[-1]
    if not first.isascii() and len(words) == 1:
        return first[:2]
    return (first[0] + (last[0] if len(words) > 1 else first[1:2])).upper()


def tone(record_id: str) -> int:
    """One of the four tones of avatars, always the same for one id."""
    return sum(map(ord, record_id)) % TONES + 1


def names(
    people: list[Member | Guest],
    words: Translations = ENGLISH,
    said: Callable[[str], str] = str,
) -> str:
    """Ada, Bo and Cy, each name as ``said`` says it."""
    found = [person.guest if isinstance(person, Guest) else person.name for person in people]
    return words.listed([said(name) for name in found])


def ago(day: date, as_of: date, words: Translations = ENGLISH) -> str:
    """today, 3 days ago, 2 weeks ago, in October, in October 2024: as exact as one wants to
    know."""
    days = (as_of - day).days
    if days <= 0:
        return words("today") if days == 0 else words.long_day(day)
    if days < 14:
        return words("yesterday") if days == 1 else words("%(number)s days ago", number=days)
    if days < 60:
        return words("%(number)s weeks ago", number=days // 7)
    month = words.month_name(day.month) if day.year == as_of.year else words.month(day)
    return words("in %(month)s", month=month)


_ORDINAL_WORDS = {
    1: N_("first"),
    2: N_("second"),
    3: N_("third"),
    4: N_("fourth"),
    5: N_("fifth"),
    -1: N_("last"),
}
_NUMBERS = ("", "", N_("two"), N_("three"), N_("four"), N_("five"), N_("six"))
_EACH = {
    "daily": (N_("every day"), N_("every %(number)s days")),
    "weekly": (N_("every %(days)s"), N_("every %(number)s weeks on %(days)s")),
    "monthly by day": (
        N_("every %(days)s of the month"),
        N_("every %(number)s months on the %(days)s"),
    ),
    "monthly": (N_("every month on the %(days)s"), N_("every %(number)s months on the %(days)s")),
    "yearly by day": (
        N_("every year on the %(days)s of %(month)s"),
        N_("every %(number)s years on the %(days)s of %(month)s"),
    ),
    "yearly": (N_("every year on %(days)s"), N_("every %(number)s years on %(days)s")),
}
"""What a rule says each time, and every so many times."""


def repetition(event: Event, words: Translations = ENGLISH) -> str:
    """Every first Tuesday of the month; every two weeks on Friday, until 3 June 2027; nothing for
    an event that comes once."""
    rule = event.repeats
    if rule is None:
        return ""
    if rule.rule is None:
        return words("On %(dates)s", dates=words.count(1 + len(rule.also), "single date"))
    first = event.first_day
    weekdays = [_weekday_words(words, *day) for day in rule.weekdays()]
    days = words.listed([*weekdays, *(_month_day(words, day) for day in rule.month_days())])
    form = f"{rule.rule} by day" if days and rule.rule in ("monthly", "yearly") else rule.rule
    otherwise = {
        "weekly": words.weekday_name(first.weekday()),
        "monthly": words.nth(first.day),
        "yearly": words.day_month(first),
    }
    number = _NUMBERS[rule.interval] if rule.interval < len(_NUMBERS) else str(rule.interval)
    said = words.noted(_EACH[form][rule.interval > 1]) % {
        "days": days or otherwise.get(rule.rule, ""),
        "month": words.month_name(first.month),
        "number": words.noted(number),
    }
    ends = ""
    if rule.until:
        ends = ", " + words("until %(day)s", day=words.long_day(rule.until))
    elif rule.count:
        ends = ", " + words.count(rule.count, "time")
    also = words.count(len(rule.also), "more date") if rule.also else ""
    more = ", " + words("and on %(dates)s", dates=also) if also else ""
    return f"{said[0].upper()}{said[1:]}{ends}{more}"


def _weekday_words(words: Translations, day: int, which: int | None) -> str:
    name = words.weekday_name(day)
    if which is None:
        return name
    ordinal = words.noted(_ORDINAL_WORDS[which])
    return words("%(ordinal)s %(weekday)s", ordinal=ordinal, weekday=name)


def _month_day(words: Translations, day: int) -> str:
    return words.nth(day) if day > 0 else words("last day")
