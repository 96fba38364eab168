"""Calendars (RFC 5545, RFC 7986): of everything, and of each topic, group, place, speaker and event.

Every occurrence is written as a concrete event in UTC, once, and joined into each calendar that has it: clients then
need no zone tables and no recurrence rules, which is where they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from icalendar import Event as IcsEvent

from hearth.hub import Hub
from hearth.kinds.event import Event
from hearth.outputs import Output, identity, wording
from hearth.outputs.structured import absolute
from hearth.schedule import Occurrence

REFRESH = "PT6H"
"""How often clients may ask again."""
LINE = 75
"""Octets in a content line at most, its end not counted."""
KEPT_PAST = timedelta(days=90)
"""How long what is over stays in calendars; the archive is the site."""
STATUS = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "postponed": "TENTATIVE"}


@dataclass(frozen=True)
class Calendar:
    """One calendar: its name (part of its address), title, what it is for and its occurrences."""

    name: str
    title: str
    purpose: str
    occurrences: tuple[Occurrence, ...]

    @property
    def uri(self) -> str:
        """Its address, relative to the site's root."""
        return f"calendars/{self.name}.ics"


FACETS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("topics", "topic", "Events about {}", ()),
    ("groups", "group", "Events of {}", ()),
    ("venues", "venue", "Events at {}", ()),
    ("members", "member", "Events {} speaks at or hosts", ("speakers", "hosts", "agenda")),
)
"""What has a calendar of its own: its folder, the kind of record, its purpose, and the fields of an event that name it."""


def calendars(hub: Hub) -> Iterator[Calendar]:
    """Every calendar to subscribe to, the general one first; none that would be empty, which RFC 5545 does not allow."""
    community = hub.community.name
    if everything := _calendar(hub, "all", community, "All events", hub.events.values()):
        yield everything
    for folder, kind, purpose, fields in FACETS:
        for record in hub.records[kind].values():
            events = hub.referring(record, "event", *fields)
            title, words = f"{community}: {record.heading}", purpose.format(record.heading)
            if found := _calendar(hub, f"{folder}/{record.id}", title, words, events):
                yield found


def of_event(hub: Hub, event: Event) -> Calendar | None:
    """The calendar of one event, to put into one's own."""
    found = hub.schedule.by_event.get(event.id)
    return Calendar(f"events/{event.id}", event.title, event.summary, tuple(found)) if found else None


def _calendar(hub: Hub, name: str, title: str, purpose: str, events: Iterable[Event]) -> Calendar | None:
    """The calendar of some events: what is coming and recent, or at least the last one that was."""
    by_event = hub.schedule.by_event
    found = sorted((item for event in events for item in by_event.get(event.id, ())), key=lambda item: item.sort_key)
    since = hub.schedule.day_began - KEPT_PAST
    return (
        Calendar(name, title, purpose, tuple([item for item in found if item.ends_at >= since] or found[-1:]))
        if found
        else None
    )


class CalendarWriter:
    """Writes calendars; keeps each occurrence's text for the next calendar that has it."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._events: dict[tuple[str, str], bytes] = {}

    def write(self, calendar: Calendar) -> Output:
        events = b"".join(self._event(item) for item in calendar.occurrences)
        return Output(calendar.uri, self._head(calendar) + events + b"END:VCALENDAR\r\n")

    def _head(self, calendar: Calendar) -> bytes:
        """The calendar's own lines. They are few and alike in thousands of files, so they are written without the library."""
        lines = (
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//Hearth//{_escaped(self.hub.community.name)}//EN",
            "METHOD:PUBLISH",
            f"NAME:{_escaped(calendar.title)}",
            f"X-WR-CALNAME:{_escaped(calendar.title)}",
            f"DESCRIPTION:{_escaped(calendar.purpose)}",
            f"X-WR-CALDESC:{_escaped(calendar.purpose)}",
            f"X-WR-TIMEZONE:{self.hub.community.timezone}",
            f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
            f"X-PUBLISHED-TTL:{REFRESH}",
            f"SOURCE;VALUE=URI:{absolute(self.hub, calendar.uri)}",
        )
        return b"".join(map(_folded, lines))

    def _event(self, item: Occurrence) -> bytes:
        key = (item.event.id, item.original.isoformat())
        if key not in self._events:
            self._events[key] = self._make(item)
        return self._events[key]

    def _make(self, item: Occurrence) -> bytes:
        event, hub = item.event, self.hub
        entry = IcsEvent()
        stamp = datetime.combine(event.added or event.first_day, time(), UTC)
        entry.add("uid", identity.of_occurrence(hub, item))
        entry.add("dtstamp", stamp)
        entry.add("last-modified", stamp)
        entry.add("sequence", event.revision or 0)
        # The end is exclusive: of whole days it is the day after the last.
        entry.add("dtstart", item.first_day if item.whole_days else item.starts_at)
        entry.add("dtend", item.last_day + timedelta(days=1) if item.whole_days else item.ends_at)
        cancelled = item.status == "cancelled"
        entry.add("summary", f"Cancelled: {item.title}" if cancelled else item.title)
        entry.add("description", self._description(item))
        entry.add("url", absolute(hub, event), parameters={"VALUE": "URI"})
        entry.add("location", wording.where(hub, item))
        entry.add("status", STATUS.get(item.status, "CONFIRMED"))
        if labels := [hub.topics[topic].label for topic in event.topics if topic in hub.topics]:
            entry.add("categories", labels)
        venue = hub.venues.get(item.venue or "")
        if venue and venue.lat is not None and venue.lon is not None and item.mode != "online":
            entry.add("geo", (venue.lat, venue.lon))
        if event.online and event.online.url and item.mode != "in-person":
            entry.add("conference", event.online.url, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
        return bytes(entry.to_ical(sorted=False))

    def _description(self, item: Occurrence) -> str:
        """Plain text; addresses stand here too, since many clients hide the URL property."""
        event, hub = item.event, self.hub
        lines = [event.summary]
        if event.why_come:
            lines.append(event.why_come)
        if speakers := hub.people(event.speakers):
            lines.append(f"With {wording.names(speakers)}")
        if event.registration and event.registration.url:
            lines.append(f"Register: {event.registration.url}")
        lines.append(absolute(hub, event))
        return "\n\n".join(lines)


def _escaped(text: str) -> str:
    """A text as a property's value (RFC 5545, 3.3.11)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line in pieces of at most 75 octets, none of which cuts a character (RFC 5545, 3.1)."""
    raw = line.encode()
    pieces = []
    while len(raw) > LINE:
        cut = LINE
        while raw[cut] & 0xC0 == 0x80:  # the middle of a character
            cut -= 1
        pieces.append(raw[:cut])
        raw = b" " + raw[cut:]
    return b"\r\n".join([*pieces, raw]) + b"\r\n"
