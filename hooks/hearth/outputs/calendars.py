"""Calendars (RFC 5545, RFC 7986): of everything, of each facet of events, of deadlines, and of each
event.

Every occurrence is written as a concrete event in UTC, once, and joined into each calendar that has
it: clients then need no zone tables and no recurrence rules, which is where they differ. The lines
are written here, with no library: the one that was tried turned a backslash and a capital N into a
line break.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hearth.base.derived import once
from hearth.base.words import N_, Translations
from hearth.kinds import Record
from hearth.kinds.event import Event
from hearth.kinds.fields import Guest
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import Topic
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs import Output
from hearth.outputs.picture_cards import card_uri
from hearth.views import nearby
from hearth.views.deadlines import Deadline, deadlines
from hearth.views.series import all_series
from hearth.wording import formatting, identity
from hearth.wording.safe import calendar_text
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

REFRESH = "PT6H"
"""How often clients may ask again."""
LINE = 75
"""Octets in a content line at most, its end not counted."""
KEPT_PAST = timedelta(days=90)
"""How long what is over stays in calendars; the archive is the site."""
COLOR = "firebrick"
"""The colour of a calendar and of each way of taking part, among CSS3's names (RFC 7986, 5.9)."""
COLORS = {"online": "seagreen", "hybrid": "rebeccapurple", "in-person": "darkgoldenrod"}
DEADLINES = "deadlines"
_MAILBOX = re.compile(r"(?<![\w.+/@-])[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True)
class Calendar:
    """One calendar: its name (part of its address), title, what it is for, the page it belongs to,
    and what is in it."""

    name: str
    title: str
    purpose: str
    page: str
    entries: tuple[Occurrence | Deadline, ...]

    @property
    def uri(self) -> str:
        """Its address, relative to the site's root."""
        return f"calendars/{self.name}.ics"


@dataclass(frozen=True)
class CalendarFacet:
    """A way to part events: the folder of its calendars, and what each of them is for."""

    folder: str
    purpose: str
    heading: str
    """What the subscribe page calls all of them."""
    model: type[Record] | None = None
    """The records that events are parted by, when they are."""
    feed: bool = True
    """Whether each has a feed of its own, too, of the events as they are announced; topics and
    groups have one of everything in them."""
    question: str = ""
    """What lists of events call the question that it answers, where they ask it."""


FACETS = {
    facet.folder: facet
    for facet in (
        CalendarFacet("topics", N_("Events about {}"), N_("Topics"), Topic, False, "topic"),
        CalendarFacet("groups", N_("Events of {}"), N_("Groups"), Group, False, "group"),
        CalendarFacet("series", N_("Every date of {}"), N_("Series"), question="series"),
        CalendarFacet("modes", N_("Events that are {}"), N_("Ways to take part"), question="mode"),
        CalendarFacet("types", N_("Every {}"), N_("Kinds of events"), question="type"),
        CalendarFacet(
            "languages", N_("Events in this language: {}"), N_("Languages"), question="language"
        ),
        CalendarFacet("levels", N_("Events for this level: {}"), N_("Level"), question="level"),
        CalendarFacet("countries", N_("Events in {}"), N_("Countries"), question="country"),
        CalendarFacet("near", N_("Events in person within 100 km of {}"), N_("Around a town")),
        CalendarFacet("venues", N_("Events at {}"), N_("Places"), Venue, question="venue"),
        CalendarFacet(
            "members",
            N_("Events {} speaks at or hosts"),
            N_("People who speak or host"),
            Member,
            False,
        ),
    )
}
ANY_LEVEL = "any"


@dataclass(frozen=True)
class FacetEvents:
    """One answer to a facet: what is told of it, its page, and every date that gives it."""

    facet: CalendarFacet
    key: str
    label: str
    page: str
    dates: tuple[Occurrence, ...]

    @property
    def name(self) -> str:
        """The name of its calendar, and of its feed."""
        return f"{self.facet.folder}/{self.key}"

    def title(self, hub: Hub) -> str:
        return f"{hub.community.name}: {hub.words.among(self.label)}"

    def purpose(self, hub: Hub) -> str:
        return hub.words.noted(self.facet.purpose).format(hub.words.among(self.label))


@once
def calendars(hub: Hub) -> dict[str, Calendar]:
    """Every calendar to subscribe to, by name, the general ones first; none that would be empty,
    which RFC 5545 does not allow.

    An internal hub has none: a subscribed calendar is fetched without the reader's login, from
    wherever the service runs.
    """
    community: str = hub.community.name
    found: dict[str, Calendar] = {}
    if hub.settings.internal:
        return found
    if hub.schedule.occurrences:
        found["all"] = Calendar(
            "all",
            community,
            hub.words("All events"),
            "events/",
            _kept(hub, hub.schedule.occurrences),
        )
    if due := deadlines(hub):
        since = (hub.schedule.day_began - KEPT_PAST).date()
        kept = tuple([item for item in due if item.day >= since] or due[-1:])
        found[DEADLINES] = Calendar(
            DEADLINES,
            hub.words("%(community)s: deadlines", community=community),
            hub.words("Last days to register and to answer calls"),
            "events/",
            kept,
        )
    found |= {calendar.name: calendar for calendar in _of_facets(hub)}
    return found


def _of_facets(hub: Hub) -> Iterator[Calendar]:
    for found in by_facet(hub).values():
        kept = _kept(hub, found.dates)
        yield Calendar(found.name, found.title(hub), found.purpose(hub), found.page, kept)


@once
def by_facet(hub: Hub) -> dict[str, FacetEvents]:
    """Every answer to a facet that some date gives, by its name, in one pass over all dates."""
    dates: dict[str, defaultdict[str, list[Occurrence]]] = {
        folder: defaultdict(list) for folder in FACETS
    }
    for item in hub.schedule.occurrences:
        for folder, key in _facets(hub, item):
            dates[folder][key].append(item)
    found = (
        FacetEvents(facet, key, *_subject(hub, facet, key), tuple(items))
        for folder, facet in FACETS.items()
        for key, items in sorted(dates[folder].items())
    )
    return {one.name: one for one in found}


def of_event(hub: Hub, event: Event) -> Calendar | None:
    """The calendar of one event with all its dates, to put into one's own."""
    found = hub.schedule.by_event.get(event.id)
    return (
        Calendar(f"events/{event.id}", event.title, event.summary, hub.url(event), tuple(found))
        if found
        else None
    )


def single_dates(hub: Hub) -> Iterator[Calendar]:
    """The calendar of each coming date of a series by itself."""
    for item in hub.schedule.upcoming:
        if item.event.repeats:
            yield Calendar(name_of(item), item.title, item.summary, hub.url(item), (item,))


def name_of(item: Occurrence) -> str:
    """The name of the calendar that has one occurrence alone."""
    return (
        f"events/{item.event.id}/{item.original.isoformat()}"
        if item.event.repeats
        else f"events/{item.event.id}"
    )


def _kept(hub: Hub, items: Any) -> tuple[Occurrence, ...]:
    """What is coming and recent, or at least the last one that was."""
    since = hub.schedule.day_began - KEPT_PAST
    return tuple([item for item in items if item.ends_at >= since] or items[-1:])


def _facets(hub: Hub, item: Occurrence) -> Iterator[tuple[str, str]]:
    """(folder, key) of every calendar an occurrence belongs to, beside the general one."""
    event = item.event
    series = hub.series_of(event)
    yield from (("topics", topic) for topic in event.topics)
    yield from (("groups", group) for group in hub.groups_of(event))
    yield from (("series", name) for name in series)
    yield "modes", item.mode
    yield "types", event.type
    # Who asks for Portuguese is served by Brazilian Portuguese, too.
    codes = (code for named in event.languages for code in (named, named.split("-")[0]))
    yield from (("languages", code) for code in dict.fromkeys(codes))
    yield from (("levels", level) for level in _levels(event))
    if item.mode != "online":
        venue = hub.venues.get(item.venue or "")
        country = venue.country if venue else item.place.country if item.place else ""
        if country:
            yield "countries", country.lower()
        if venue:
            yield "venues", venue.id
        yield from (("near", town) for town in nearby.near(hub, item))
    agenda = (person for point in event.agenda for person in point.speakers)
    people = dict.fromkeys((*event.hosts, *item.speakers, *agenda))
    yield from (("members", person) for person in people if not isinstance(person, Guest))


def _levels(event: Event) -> tuple[str, ...]:
    """The levels at which an event serves; one for any level serves at each."""
    if event.level == ANY_LEVEL:
        return ("beginner", "intermediate", "advanced")
    return (event.level,) if event.level else ()


def _subject(hub: Hub, facet: CalendarFacet, key: str) -> tuple[str, str]:
    """(words for it, its page) of what a calendar is of."""
    if facet.model:
        record = hub.of(facet.model)[key]
        return record.heading, hub.url(record)
    if facet.folder == "modes":
        return hub.words.noted(formatting.MODES[key]), f"events/?mode={key}"
    if facet.folder == "types":
        return hub.words.noted(key.replace("-", " ")), f"events/type/{key}/"
    if facet.folder == "languages":
        return hub.words.language_name(key), f"events/?language={key}"
    if facet.folder == "levels":
        return hub.words.noted(key), f"events/?level={key}"
    if facet.folder == "countries":
        return hub.words.country(key.upper()), "events/"
    if facet.folder == "near":
        town = nearby.towns(hub)[key]
        return town.city, town.url
    series = all_series(hub)[key]
    return series.title, series.url


class CalendarWriter:
    """Writes calendars; keeps each entry's text for the next calendar that has it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._texts: dict[tuple[str, str], bytes] = {}

    def write(self, calendar: Calendar) -> Output:
        entries = b"".join(map(self._text, calendar.entries))
        return Output(calendar.uri, self._head(calendar) + entries + b"END:VCALENDAR\r\n")

    def _head(self, calendar: Calendar) -> bytes:
        """The calendar's own lines."""
        title, purpose = (
            _safe(calendar.title, self.hub.words),
            _safe(calendar.purpose, self.hub.words),
        )
        return _lines(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//Hearth//{_safe(self.hub.community.name, self.hub.words)}//EN",
            "METHOD:PUBLISH",
            f"UID:{identity.of_edition(self.hub, f'calendar/{calendar.name}')}",
            f"LAST-MODIFIED:{_instant(max(map(self._changed, calendar.entries)))}",
            # What follows stands twice: as RFC 7986 has it, and as older clients read it.
            f"NAME:{title}",
            f"X-WR-CALNAME:{title}",
            f"DESCRIPTION:{purpose}",
            f"X-WR-CALDESC:{purpose}",
            f"X-WR-TIMEZONE:{self.hub.community.timezone}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
            f"URL:{absolute(self.hub, calendar.page)}",
            f"SOURCE;VALUE=URI:{absolute(self.hub, calendar.uri)}",
            f"COLOR:{COLOR}",
        )

    def _changed(self, entry: Occurrence | Deadline) -> datetime:
        return self._state(entry)[1]

    def _state(self, entry: Occurrence | Deadline) -> tuple[int, datetime]:
        """(how often it was changed, when that was last)"""
        if isinstance(entry, Occurrence):
            return self.hub.changed(entry)
        return self.hub.changed(entry.record, entry.known_since)

    def _text(self, entry: Occurrence | Deadline) -> bytes:
        key = (
            (entry.event.id, entry.original.isoformat())
            if isinstance(entry, Occurrence)
            else (f"{entry.record.KIND}/{entry.record.id}", entry.name)
        )
        if key not in self._texts:
            made = self._event(entry) if isinstance(entry, Occurrence) else self._deadline(entry)
            self._texts[key] = _lines("BEGIN:VEVENT", *made, "END:VEVENT")
        return self._texts[key]

    def _entry(
        self, uid: str, entry: Occurrence | Deadline, title: str, description: str, url: str
    ) -> Iterator[str]:
        """What every entry begins with."""
        since = (
            entry.event.added or entry.event.first_day
            if isinstance(entry, Occurrence)
            else entry.known_since
        )
        sequence, changed = self._state(entry)
        # No entry was changed before it was made, whatever day the record says it was added.
        created = min(changed, datetime.combine(since, time(), UTC))
        yield f"UID:{uid}"
        # With METHOD, DTSTAMP is when this text was made (RFC 5545, 3.8.7.2): at the last change,
        # so that each build of the same hub writes the same bytes.
        yield f"DTSTAMP:{_instant(changed)}"
        yield f"CREATED:{_instant(created)}"
        yield f"LAST-MODIFIED:{_instant(changed)}"
        yield f"SEQUENCE:{sequence}"
        yield f"SUMMARY:{_safe(title, self.hub.words)}"
        yield f"DESCRIPTION:{_safe(description, self.hub.words)}"
        yield f"URL:{url}"
        yield "CLASS:PUBLIC"

    def _event(self, item: Occurrence) -> Iterator[str]:
        event, hub, status = item.event, self.hub, STATUSES[item.status]
        title = item.title
        if status.in_title:
            said = hub.words.noted(status.words)
            title = hub.words("%(status)s: %(event)s", status=said, event=item.title)
        yield from self._entry(
            identity.of_occurrence(hub, item),
            item,
            title,
            self._description(item),
            absolute(hub, item),
        )
        # The end is exclusive: of whole days it is the day after the last.
        yield (
            _date("DTSTART", item.first_day)
            if item.whole_days
            else f"DTSTART:{_instant(item.starts_at)}"
        )
        yield (
            _date("DTEND", item.last_day + timedelta(days=1))
            if item.whole_days
            else f"DTEND:{_instant(item.ends_at)}"
        )
        yield f"LOCATION:{_safe(formatting.location(hub, item), self.hub.words)}"
        yield f"STATUS:{status.ics}"
        # Whole days and what is off do not block anybody's time (RFC 5545, 3.8.2.7).
        free = item.whole_days or status.ics == "CANCELLED"
        yield f"TRANSP:{'TRANSPARENT' if free else 'OPAQUE'}"
        yield f"COLOR:{COLORS[item.mode]}"
        if labels := [
            _safe(hub.topics[topic].label, self.hub.words)
            for topic in event.topics
            if topic in hub.topics
        ]:
            yield f"CATEGORIES:{','.join(labels)}"
        venue = hub.venues.get(item.venue or "")
        if venue and venue.lat is not None and venue.lon is not None and item.mode != "online":
            yield f"GEO:{venue.lat};{venue.lon}"
        if link := formatting.open_link(item):
            label = _quoted(hub.words("Take part online"))
            yield f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={label}:{link}"
        if picture := event.image.src if event.image else card_uri(hub, event, item):
            yield f"IMAGE;VALUE=URI;DISPLAY=BADGE:{absolute(hub, picture)}"

    def _description(self, item: Occurrence) -> str:
        """Plain text; addresses stand here too, since many clients hide the URL property."""
        event, hub, status = item.event, self.hub, STATUSES[item.status]
        words = hub.words
        lines = [item.summary]
        if status.note:
            said = [f"{words.noted(status.words)}.", words.noted(status.note)]
            if item.previous_start:
                day = words.long_day(item.previous_start)
                said.append(words("It was to begin on %(day)s.", day=day))
            lines.append(" ".join(said))
        if alternative := formatting.instead(hub, item):
            lines.append(alternative)
        if event.why_come:
            lines.append(event.why_come)
        if speakers := hub.people(item.speakers):
            lines.append(words("With %(people)s", people=formatting.names(speakers, words)))
        if event.registration and event.registration.url:
            lines.append(words("Register: %(address)s", address=event.registration.url))
        if link := formatting.open_link(item):
            lines.append(words("Take part online: %(address)s", address=link))
        lines.append(absolute(hub, item))
        return "\n\n".join(lines)

    def _deadline(self, deadline: Deadline) -> Iterator[str]:
        record, url = deadline.record, absolute(self.hub, deadline.record)
        text = "\n\n".join(line for line in (deadline.said, deadline.url, url) if line)
        uid = identity.of_name(self.hub, f"{record.KIND}/{record.id}/{deadline.name}")
        yield from self._entry(uid, deadline, deadline.title, text, deadline.url or url)
        yield _date("DTSTART", deadline.day)
        yield _date("DTEND", deadline.day + timedelta(days=1))
        yield "STATUS:CONFIRMED"
        yield "TRANSP:TRANSPARENT"


def _safe(text: str, words: Translations) -> str:
    """A text as a property's value, without anybody's mailbox.

    Calendars are copied to where nobody can take one back; an address of a page that holds an @ is
    none.
    """
    if "@" in text:
        text = _MAILBOX.sub(words("(address on the page)"), text)
    return calendar_text(text)


def _quoted(words: str) -> str:
    """Words as the value of a parameter (RFC 5545, 3.2)."""
    return f'"{words}"' if set(words) & set(",;:") else words


def _instant(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _date(name: str, day: date) -> str:
    return f"{name};VALUE=DATE:{day:%Y%m%d}"


def _lines(*lines: str) -> bytes:
    return b"".join(map(_folded, lines))


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, none of which cuts a character (RFC 5545,
    3.1)."""
    raw = line.encode()
    pieces = []
    while len(raw) > LINE:
        cut = LINE
        while raw[cut] & 0xC0 == 0x80:  # the middle of a character
            cut -= 1
        pieces.append(raw[:cut])
        # The blank that marks a continued line counts among its octets.
        raw = b" " + raw[cut:]
    return b"\r\n".join([*pieces, raw]) + b"\r\n"


__all__ = [
    "FACETS",
    "Calendar",
    "CalendarWriter",
    "FacetEvents",
    "by_facet",
    "calendars",
    "name_of",
    "of_event",
    "single_dates",
]
