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
from hearth.base.locale_data import WEEKDAYS
from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.event import Event
from hearth.kinds.event_parts import Repeats
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.instead import instead as alternative
from hearth.wording.statuses import INSTEAD

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


def instead(hub: Hub, item: Occurrence) -> str:
    """What there is in place of a date, as plain text; empty when there is nothing."""
    found, words = alternative(hub, item), hub.words
    if found is None:
        return ""
    title = found.title
    if found.item:
        title = f"{title}, {day(found.item, words)}"
    said = " – ".join(part for part in (found.note, title) if part)
    return f"{words('%(label)s:', label=words.noted(INSTEAD[found.how]))} {said}"


def host(url: str) -> str:
    """The name of the site an address leads to."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def length(minutes: int | None, words: Translations = ENGLISH) -> str:
    """90 min, 2 h, 2 h 30, 3 days; no line ends within it."""
    return _length(minutes, words).replace(" ", "\N{NO-BREAK SPACE}") if minutes else ""


def _length(minutes: int, words: Translations) -> str:
    if minutes >= 24 * 60:
        return words.count(-(-minutes // (24 * 60)), "day")
    hours, rest = divmod(minutes, 60)
    if minutes <= 90 or not hours:
        return words("%(minutes)s min", minutes=minutes)
    if rest:
        return words("%(hours)s h %(minutes)s", hours=hours, minutes=f"{rest:02}")
    return words("%(hours)s h", hours=hours)


def lengths(words: Translations) -> list[str]:
    """The forms of ``length`` for scripts, with {h} and {m}; none where they are those of
    English."""
    forms = [
        words("%(minutes)s min", minutes="{m}"),
        words("%(hours)s h", hours="{h}"),
        words("%(hours)s h %(minutes)s", hours="{h}", minutes="{m}"),
    ]
    return forms if forms != ["{m} min", "{h} h", "{h} h {m}"] else []


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


_ANSWERS = {"yes": N_("yes"), "no": N_("no")}


def answer(given: str, words: Translations = ENGLISH) -> str:
    """An answer to a question about access, which is yes, no or what somebody wrote."""
    return words.noted(_ANSWERS[given]) if given in _ANSWERS else given


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


EACH, SPAN, ON = "repetition", "repetition: every", "repetition: on"
"""Where messages of rules stand: the rule as a whole, how long it is from one time to the next, and
the days, each of which brings the article or the preposition that its language wants."""
_NUMBERS = ("two", "three", "four", "five", "six")
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_EACH = {
    "daily": ("every day", "every %(span)s"),
    "weekly": ("every %(days)s", "every %(span)s on %(days)s"),
    "monthly by day": ("every %(days)s of the month", "every %(span)s on the %(days)s"),
    "monthly": ("every month on the %(days)s", "every %(span)s on the %(days)s"),
    "yearly by day": (
        "every year on the %(days)s of %(month)s",
        "every %(span)s on the %(days)s of %(month)s",
    ),
    "yearly": ("every year on %(day)s", "every %(span)s on %(day)s"),
}
"""What a rule says each time, and every so many times."""
REPETITION = (
    *((EACH, each) for both in _EACH.values() for each in both),
    *((SPAN, f"{number} {unit}s") for unit in _UNITS.values() for number in _NUMBERS),
    *((ON, f"{which} {day}") for which in _ORDINALS.values() for day in WEEKDAYS),
    *((ON, day) for day in (*WEEKDAYS, "last day")),
)
"""(context, message) of all that rules of repetition say, beside days by their number."""


def repetition(event: Event, words: Translations = ENGLISH) -> str:
    """Every first Tuesday of the month; every two weeks on Friday, until 3 June 2027; nothing for
    an event that comes once."""
    rule = event.repeats
    if rule is None:
        return ""
    if rule.rule is None:
        return words("On %(dates)s", dates=words.count(1 + len(rule.also), "single date"))
    said = _each(words, event.first_day, rule, rule.rule)
    if rule.until:
        said = words("%(rule)s, until %(day)s", rule=said, day=words.long_day(rule.until))
    elif rule.count:
        said = words("%(rule)s, %(times)s", rule=said, times=words.count(rule.count, "time"))
    if rule.also:
        also = words.count(len(rule.also), "more date")
        said = words("%(rule)s, and on %(dates)s", rule=said, dates=also)
    return f"{said[0].upper()}{said[1:]}"


def _each(words: Translations, first: date, rule: Repeats, name: str) -> str:
    """What a rule says, without how long it holds."""
    days = [
        *(_weekday(words, *day) for day in rule.weekdays()),
        *(_month_day(words, day) for day in rule.month_days()),
    ]
    form = f"{name} by day" if days and name in ("monthly", "yearly") else name
    otherwise = {
        "weekly": _weekday(words, first.weekday()),
        "monthly": _month_day(words, first.day),
    }
    return words.inside(EACH, _EACH[form][rule.interval > 1]) % {
        "days": words.listed(days) or otherwise.get(name, ""),
        "day": words.day_month(first),
        "month": words.month_name(first.month),
        "span": _span(words, _UNITS[name], rule.interval),
    }


def _span(words: Translations, unit: str, many: int) -> str:
    """Two weeks"""
    if 2 <= many < 2 + len(_NUMBERS):
        return words.inside(SPAN, f"{_NUMBERS[many - 2]} {unit}s")
    return words.count(many, unit)


def _weekday(words: Translations, day: int, which: int | None = None) -> str:
    return words.inside(ON, f"{_ORDINALS[which]} {WEEKDAYS[day]}" if which else WEEKDAYS[day])


def _month_day(words: Translations, day: int) -> str:
    return words.day_of_month(day) if day > 0 else words.inside(ON, "last day")
