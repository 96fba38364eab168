"""Calendars (RFC 5545): each entry becomes a row with the fields of an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from hearth.base.html_markdown import markdown_to_text
from hearth.base.meetings import (
    MeetingDetail,
    is_online_place,
    listed_details,
    meeting_address,
    meeting_details,
    without_meetings,
)
from hearth.base.normalize import word_set
from hearth.base.reasons import reason
from hearth.base.words import said, said_list
from hearth.contribute.importing.defaults import MAX_SUMMARY
from hearth.contribute.importing.ical import Component, read_calendars
from hearth.contribute.importing.ical_series import (
    ChangedDate,
    Desk,
    LaidOut,
    NoDateError,
    TimeSpan,
    lay_out,
)
from hearth.contribute.importing.ical_times import NoTimeError, Wall, Zones, parsed
from hearth.contribute.importing.tables import Row, Rows, not_too_many
from hearth.contribute.importing.transforms import prose, strip_markup
from hearth.kinds.event_importing import LEFT_OUT
from hearth.kinds.fields import day_of
from hearth.kinds.lenient import one_line
from hearth.read.ids import slug

STATUS = {"TENTATIVE": "tentative", "CANCELLED": "cancelled"}
PRIVATE = said("(private entry)")
_ANSWERS = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
_OF_MEETINGS = (
    *("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-GOOGLE-HANGOUT", "X-MICROSOFT-SKYPETEAMSMEETINGURL"),
    *("X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"),
    *("X-ZOOM-MEETING-URL", "X-CISCO-MEETING-URL", "X-ALT-DESC", "STYLED-DESCRIPTION"),
)
"""Properties that may hold the address of a meeting, beside those that are taken over."""
_TEXTS = {
    "title": ("SUMMARY",),
    "description": ("DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION"),
    "location": ("LOCATION",),
    "url": ("URL",),
}
_NOT_TAKEN = {
    "ATTENDEE": said("people's mail addresses"),
    "ORGANIZER": said("people's mail addresses"),
    "ATTACH": said("attachments"),
}
_OTHER_PARTS = {
    "VTODO": said("to-dos"),
    "VJOURNAL": said("journal entries"),
    "VFREEBUSY": said("busy times"),
}
_BUSY = frozenset(
    ("busy", "free", "tentative", "out of office", "private appointment", "belegt", "gebucht")
) | {"privater termin", "occupé", "ocupado", "occupato", "bezet", "upptagen"}
"""Titles that say no more than that somebody is busy."""
_PRIVATE_KINDS = word_set(
    "private|privat|privé|privado|privato|personal|persönlich|personnel|pessoal|confidential"
    "|vertraulich|פרטי|אישי|خاص|شخصي|プライベート|個人"
)
"""What people call entries that are their own."""
_BIRTHDAY = re.compile(
    r"\b(?:birthday|b-?day|geburtstag|anniversaire de \w+$|cumpleaños|aniversário d[aeo] \w+$)"
    r"|יום הולדת|عيد ميلاد|誕生日|🎂",
    re.IGNORECASE,
)
"""Titles of what a calendar knows from somebody's contacts."""


@dataclass(frozen=True)
class _Entry:
    """One entry of a file, by its place in it."""

    number: int
    component: Component
    desk: Desk
    is_private: bool
    method: str

    @property
    def uid(self) -> str:
        return self.component.text("UID")

    @property
    def changes(self) -> str | None:
        """The date of its series that it changes, as the file has it."""
        given = self.component.first("RECURRENCE-ID")
        return given.parameters.get("TZID", "") + given.value if given else None

    @property
    def version(self) -> tuple[int, str, str]:
        """By which the newest of several versions is known (RFC 5546, 2.1.5)."""
        number = self.component.text("SEQUENCE")
        stamp, changed = (self.component.text(name) for name in ("DTSTAMP", "LAST-MODIFIED"))
        return int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0, stamp, changed


@dataclass(frozen=True)
class _Said:
    """What an entry says, without what nobody else is to know."""

    title: str
    description: str
    location: str
    url: str
    status: str
    details: tuple[MeetingDetail, ...]
    meeting: str
    """The address of the meeting, which only somebody who is asked may make public."""

    @property
    def platform(self) -> str:
        names = (detail.service for detail in self.details if not detail.of_a_chat)
        return next(filter(None, names), "")

    @property
    def is_met_online(self) -> bool:
        return any(detail.what not in ("entry", "passcode") for detail in self.details)


def calendar_rows(raw: bytes, today: date | None = None) -> Rows:
    """A row for each event and series; changed dates of a series stand in the series' own row.

    What goes on without end is laid out from the hub's day, or from the file's last date.
    """
    calendars, notes = read_calendars(raw)
    today = today or _last_day(calendars)
    entries: list[_Entry] = []
    desks = []
    for calendar in calendars:
        desk, hides = Desk(Zones(calendar, today), today), is_private(calendar)
        desks.append(desk)
        method = calendar.text("METHOD").upper()
        for component in calendar.walk("VEVENT"):
            number, hidden = len(entries) + 1, hides or is_private(component)
            entries.append(_Entry(number, component, desk, hidden, method))
    complete = [entry for entry in entries if not entry.component.cut_off]
    for entry in entries:
        if entry.component.cut_off:
            notes.append(
                said(
                    "Its last entry, %(number)s, is not whole and is left out.", number=entry.number
                )
            )
    found = not_too_many(tuple(_rows(complete)))
    told = dict.fromkeys(note for desk in desks for note in desk.zones.told)
    whole = not any(calendar.cut_off for calendar in calendars)
    return Rows(found, (*notes, *told, *_other_parts(calendars)), whole)


def _last_day(calendars: Iterable[Component]) -> date:
    found = [date(2000, 1, 1)]
    for component in (entry for calendar in calendars for entry in calendar.walk("VEVENT")):
        with suppress(NoTimeError):
            found.append(day_of(parsed(component.text("DTSTART"))[0]))
    return max(found)


def is_private(component: Component) -> bool:
    """Whether an entry, or a calendar, is not for everybody; so is what has a class that nobody
    knows (RFC 5545, 3.8.1.3)."""
    names = ("CLASS", "X-CALENDARSERVER-ACCESS", "X-MICROSOFT-SENSITIVITY")
    stated = {component.text(name).upper() for name in names}
    kinds = {
        word.strip().casefold()
        for given in component.all("CATEGORIES")
        for word in given.text.split(",")
    }
    return not stated <= {"", "PUBLIC", "NORMAL", "0"} or bool(kinds & _PRIVATE_KINDS)


def _other_parts(calendars: Iterable[Component]) -> Iterator[str]:
    for name, words in _OTHER_PARTS.items():
        if count := sum(1 for calendar in calendars for _ in calendar.walk(name)):
            yield said(
                "Not imported, because they are no events: %(parts)s (%(number)s).",
                parts=words,
                number=count,
            )


# -- which entries belong together ---------------------------------------------------------------


def _rows(entries: Sequence[_Entry]) -> Iterator[Row]:
    groups: dict[str, list[_Entry]] = {}
    for entry in entries:
        if entry.method in _ANSWERS:
            why = said("it answers an invitation, and is no event")
            yield Row(entry.number, {"title": _title(entry.component)}, wrong=why)
            continue
        groups.setdefault(entry.uid or f"\0{entry.number}", []).append(entry)
    for group in groups.values():
        yield from _group_rows(group)


def _group_rows(group: Sequence[_Entry]) -> Iterator[Row]:
    """The rows of what has one UID: an event or a series, its changed dates, and older versions
    of both."""
    changes = {}
    for entry in sorted((entry for entry in group if entry.changes), key=lambda it: it.version):
        changes[entry.changes] = entry
    masters = [entry for entry in group if not entry.changes]
    newest = max(masters, key=lambda entry: entry.version, default=None)
    if newest is None:
        for entry in sorted(changes.values(), key=lambda it: it.number):
            note = said("it is one date of a series that the file does not hold")
            yield from _entry_rows(entry, [], (note,))
        return
    for entry in masters:
        if entry is newest:
            rows = list(_entry_rows(entry, [*changes.values()]))
            held = {each.number for each in group if each.changes} - {row.number for row in rows}
            yield from (replace(row, more=0 if at else len(held)) for at, row in enumerate(rows))
        elif entry.version == newest.version and _differ(entry, newest):
            yield from _entry_rows(entry, [])
        else:
            why = said("it is an older version of entry %(number)s", number=newest.number)
            title = PRIVATE if entry.is_private else _title(entry.component)
            yield Row(entry.number, {"title": title}, wrong=why)


def _differ(entry: _Entry, other: _Entry) -> bool:
    """Whether two entries of one UID, of which none is newer, are not the same: some programs give
    all entries one UID."""
    return any(
        entry.component.text(name) != other.component.text(name) for name in ("DTSTART", "SUMMARY")
    )


def _title(component: Component) -> str:
    return one_line(component.text("SUMMARY")) or ""


# -- rows ----------------------------------------------------------------------------------------


def _entry_rows(
    entry: _Entry, changes: Sequence[_Entry], notes: tuple[str, ...] = ()
) -> Iterator[Row]:
    if entry.is_private:
        yield Row(entry.number, {"title": PRIVATE}, wrong=said("it is private"), key=entry.uid)
        return
    stated = _said(entry.component, None, entry.method)
    if stated.title.casefold() in _BUSY and not stated.description and not stated.location:
        yield Row(
            entry.number,
            {"title": stated.title},
            wrong=said("it says only that somebody is busy"),
            key=entry.uid,
        )
        return
    if _BIRTHDAY.search(stated.title) and "YEARLY" in (entry.component.text("RRULE") or "").upper():
        why = said("it is somebody's birthday")
        yield Row(entry.number, {"title": PRIVATE}, wrong=why, key=entry.uid)
        return
    others = [change.component for change in changes]
    try:
        found = lay_out(entry.component, others, entry.desk)
    except NoDateError as wrong:
        yield Row(entry.number, {"title": stated.title}, notes, reason(wrong), entry.uid)
        return
    except (ValueError, OverflowError):
        why = said("its dates cannot be read")
        yield Row(entry.number, {"title": stated.title}, notes, why, entry.uid)
        return
    maker = _Maker(entry, {id(change.component): change for change in changes}, notes)
    for laid in found:
        yield from maker.rows(laid)


class _Maker:
    """Makes the rows of one entry and the changed dates of its series."""

    def __init__(self, entry: _Entry, changes: dict[int, _Entry], notes: tuple[str, ...]) -> None:
        self.entry, self.changes, self.notes = entry, changes, notes

    def _of(self, component: Component) -> _Entry:
        return self.changes.get(id(component), self.entry)

    def _says(self, component: Component) -> _Said:
        whole = None if component is self.entry.component else self.entry.component
        return _said(component, whole, self.entry.method)

    def rows(self, laid: LaidOut) -> Iterator[Row]:
        if self._of(laid.entry).is_private:
            yield Row(self.entry.number, {"title": PRIVATE}, wrong=said("it is private"))
            return
        stated, notes = self._says(laid.entry), [*self.notes, *laid.notes]
        repeats: dict[str, Any] = dict(laid.repeats or {})
        moved, alone = [], [*laid.single]
        only: LaidOut | ChangedDate = laid
        for change in laid.changes:
            if self._of(change.entry).is_private:
                notes.append(said("%(day)s is private: it is left out", day=change.day))
            elif (found := self._moved(stated, laid, change)) is not None:
                if stated.location and not self._names_a_place(change):
                    notes.append(
                        said("%(day)s names no place: the series' is kept", day=change.day)
                    )
                moved += [found] if len(found) > 1 else []
                only = change
                continue
            else:
                alone.append(change)
            _leave_out(repeats, change.day)
        if moved:
            repeats["moved"] = moved
        public = [change for change in alone if not self._of(change.entry).is_private]
        series = slug(stated.title) if public else ""
        if repeats.keys() & {"rule", "also"}:
            yield self._row(laid.entry, laid.span, laid.zone, notes, repeats, series)
        elif day_of(laid.span.start).isoformat() not in repeats.get("skip", ()):
            yield self._row(only.entry, only.span, only.zone, notes, {}, series)
        elif not public:
            yield Row(
                self.entry.number, {"title": PRIVATE}, wrong=said("all its dates are private")
            )
        for change in public:
            note = (said("it is one date of %(title)s", title=stated.title),)
            yield self._row(change.entry, change.span, change.zone, note, {}, series)

    def _names_a_place(self, change: ChangedDate) -> bool:
        given = change.entry.text("LOCATION")
        return bool(given) or change.entry.text("STATUS").upper() == "CANCELLED"

    def _row(
        self,
        component: Component,
        span: TimeSpan,
        zone_name: str | None,
        notes: Sequence[str],
        repeats: dict[str, Any],
        series: str,
    ) -> Row:
        stated = self._says(component)
        told = dict.fromkeys((*notes, *_told(stated, component)))
        times = {
            "start": _written(span.start),
            "end": _written(span.end) if span.end is not None else "",
            "timezone": (zone_name or "") if isinstance(span.start, datetime) else "",
            "all_day": "" if isinstance(span.start, datetime) else "true",
        }
        values = {**_values(stated), **times, "repeats": repeats or None, "series": series}
        given = component.first("RECURRENCE-ID")
        key = f"{self.entry.uid}@{given.value}" if given else self.entry.uid
        return Row(self._of(component).number, values, tuple(told), key=key)

    def _moved(self, usual: _Said, laid: LaidOut, change: ChangedDate) -> dict[str, Any] | None:
        """What one date of a series has of its own; None where it says more than a date of a
        series can."""
        stated = self._says(change.entry)
        found: dict[str, Any] = {"occurrence": change.day.isoformat()}
        if change.span.start != change.planned:
            found["start"] = _written(change.span.start)
        if change.span.end not in (None, laid.span.beginning(change.span.start).end):
            found["end"] = _written(change.span.end or change.span.start)
        if stated.status != usual.status:
            found["status"] = stated.status or "scheduled"
        if stated.title and stated.title != usual.title:
            found["title"] = stated.title
        if stated.location and stated.location != usual.location:
            found["location"] = stated.location
        if stated.description and stated.description != usual.description:
            if len(stated.description) > MAX_SUMMARY or "\n\n" in stated.description:
                return None
            found["summary"] = one_line(markdown_to_text(stated.description))
        return None if stated.url and stated.url != usual.url else found


def _leave_out(repeats: dict[str, Any], day: date) -> None:
    named = repeats.pop("also", [])
    if also := [moment for moment in named if moment[:10] != day.isoformat()]:
        repeats["also"] = also
    if also == named:
        repeats["skip"] = sorted({*repeats.get("skip", []), day.isoformat()})


def _written(moment: Wall) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M") if isinstance(moment, datetime) else moment.isoformat()


def _values(stated: _Said) -> dict[str, str]:
    values = {
        "title": stated.title,
        "description": stated.description,
        "location": stated.location,
        "url": stated.url,
        "status": stated.status,
    }
    if stated.is_met_online:
        somewhere = stated.location and not is_online_place(stated.location)
        values |= {"mode": "hybrid" if somewhere else "online"}
        values |= {"online_platform": stated.platform, "online_url": stated.meeting}
    return values


def _told(stated: _Said, component: Component) -> Iterator[str]:
    if stated.details:
        yield f"{LEFT_OUT} {listed_details(stated.details)}"
    if left := dict.fromkeys(
        words for name, words in _NOT_TAKEN.items() if component.first(name) is not None
    ):
        yield said("%(parts)s are not imported", parts=said_list(left))


def _said(component: Component, series: Component | None, method: str) -> _Said:
    """The texts of an entry; a changed date that lacks one has its series'."""
    people, details, texts, meetings = _mailboxes(component), [], {}, []
    for name, properties in _TEXTS.items():
        raw = _first_text(component, properties)
        if not raw and series is not None:
            raw = _first_text(series, properties)
        meetings.append(meeting_address(raw))
        if "<" in raw:
            details += meeting_details(raw)
            # A title is taken as it stands.
            raw = {"description": prose, "location": strip_markup}.get(name, str)(raw)
        plain, found = without_meetings(raw)
        details += found
        texts[name] = (people.sub("", plain) if people else plain).strip()
    for name in _OF_MEETINGS:
        for given in component.all(name):
            details += meeting_details(given.text)
            meetings.append(meeting_address(given.text))
    meeting = next(filter(None, meetings), "")
    status = "CANCELLED" if method == "CANCEL" else component.text("STATUS").upper()
    state = STATUS.get(status, "")
    return _Said(**texts, status=state, details=tuple(details), meeting=meeting)


def _first_text(component: Component, properties: Iterable[str]) -> str:
    return next(filter(None, map(component.text, properties)), "")


def _mailboxes(component: Component) -> re.Pattern[str] | None:
    """The mail addresses of those who are invited and who invite, wherever a text has them."""
    found = set()
    for name in ("ATTENDEE", "ORGANIZER"):
        for given in component.all(name):
            stated = (given.value, given.parameters.get("EMAIL", ""))
            found |= {text.lower().removeprefix("mailto:") for text in stated if "@" in text}
    words = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.compile(rf"<?(?:mailto:)?(?:{words})>?", re.IGNORECASE) if found else None
