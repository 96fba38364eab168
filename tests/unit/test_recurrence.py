"""Series, laid out by others: another library, a second telling of what rules mean, and what
calendars give back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, reset_tzpath

import pytest
import recurring_ical_events
from hypothesis import HealthCheck, Phase, given, settings
from icalendar import Calendar

import hubs
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence, occurrences
from hearth.outputs.calendars import CalendarWriter, of_event
from ics_entries import by_icalendar, moment
from ics_rules import broken
from recurrence import (
    DAY,
    SERIES,
    WEEKDAYS,
    Made,
    days,
    gaps,
    instant,
    instants,
    package_zone,
    rrule,
    series,
    titles,
)

ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Asia/Jerusalem",
    "Australia/Sydney",
    "Asia/Kolkata",
    "America/Havana",
)
YEARS = (2027, 2028, 2041)
"""The last lies beyond 2037, where the zones' tables end and only their rules go on."""
CLOCKS = ("18:00", "00:30", "02:30", "23:30")

USUAL = settings(
    deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
# What fails is not made smaller here, which takes minutes: make soak does that.
FEW = settings(USUAL, max_examples=60, phases=[Phase.explicit, Phase.generate])
MANY = settings(USUAL, derandomize=False, max_examples=10_000, print_blob=True)


@pytest.fixture(scope="module", autouse=True)
def same_zones() -> Iterator[None]:
    """The other library reads the same zones: those of the tzdata package, not the machine's."""
    reset_tzpath(())
    ZoneInfo.clear_cache()
    yield
    reset_tzpath()
    ZoneInfo.clear_cache()


# -- another library -------------------------------------------------------------------------------


def changed(rule: dict[str, Any], start: date, year: int) -> dict[str, Any]:
    """The rule with one date of the year skipped and two moved, if it has so many."""
    given = [day for day in days(rule, start, date(year - 1, 12, 31)) if day.year == year]
    moved = [(given[1], 1, "20:15"), (given[-1], -2, "02:30")] if len(given) > 3 else []
    return {
        **rule,
        "skip": [given[2].isoformat()] if len(given) > 3 else [],
        "moved": [
            {"occurrence": str(day), "start": f"{day + by * DAY}T{clock}"}
            for day, by, clock in moved
        ],
    }


def made(name: str, zone: str, year: int, clock: str) -> Made:
    """A series of the table that began two years ago, as it stands on the eve of a year."""
    day, rule = SERIES[name]
    start = date.fromisoformat(f"{year - 2}-{day}")
    fields = {
        "title": name,
        "summary": "S",
        "mode": "online",
        "start": f"{start}T{clock}",
        "timezone": "Europe/Berlin",
    }
    return Made({**fields, "repeats": changed(rule, start, year)}, zone, date(year - 1, 12, 31))


def as_ics(uid: str, item: Made) -> str:
    """The series as a calendar with rules writes it: RRULE, EXDATE, and an entry with RECURRENCE-ID
    for each moved date."""
    rule, clock = item.fields["repeats"], item.fields["start"][11:].replace(":", "") + "00"
    start = date.fromisoformat(item.fields["start"][:10])
    # RFC 5545, 3.8.5.3: DTSTART must itself be given by the rule. Hearth forgives a start that is
    # not.
    first = days({**rule, "count": 1}, start, item.as_of)[0]
    head = f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n"
    tzid = f";TZID={item.zone}:"
    lines = [
        head,
        f"DTSTART{tzid}{first:%Y%m%d}T{clock}\r\nDURATION:PT1H\r\nRRULE:{rrule(rule, start)}\r\n",
    ]
    lines += [f"EXDATE{tzid}{day.replace('-', '')}T{clock}\r\n" for day in rule["skip"]]
    lines.append("END:VEVENT\r\n")
    for change in rule["moved"]:
        planned, begins = (
            change["occurrence"].replace("-", ""),
            change["start"].replace("-", "").replace(":", ""),
        )
        lines += [
            head,
            (
                f"RECURRENCE-ID{tzid}{planned}T{clock}\r\nDTSTART{tzid}{begins}00\r\n"
                "DURATION:PT1H\r\nEND:VEVENT\r\n"
            ),
        ]
    return "".join(lines)


def expanded(items: dict[str, Made], year: int) -> dict[str, list[datetime]]:
    """The instants of a year (by local time) at which recurring-ical-events lets each series
    begin."""
    text = "".join(as_ics(uid, item) for uid, item in items.items())
    calendar = Calendar.from_ical(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{text}END:VCALENDAR\r\n"
    )
    found: dict[str, list[datetime]] = {uid: [] for uid in items}
    for event in recurring_ical_events.of(calendar).between(
        date(year - 1, 12, 29), date(year + 1, 1, 4)
    ):
        start = event["DTSTART"].dt
        assert isinstance(
            start.tzinfo, ZoneInfo
        )  # a TZID without a table is looked up in the IANA database
        if start.year == year:
            found[str(event["UID"])].append(start.astimezone(UTC))
    return {uid: sorted(starts) for uid, starts in found.items()}


@pytest.mark.parametrize(
    ("zone", "year"),
    [
        pytest.param(zone, year, marks=[] if (place - at) % len(YEARS) == 0 else pytest.mark.soak)
        for place, zone in enumerate(ZONES)
        for at, year in enumerate(YEARS)
    ],
)
def test_another_library_lays_out_the_same_instants(zone: str, year: int) -> None:
    """Every rule at every time of day, with skipped and moved dates, begins when
    recurring-ical-events says.

    So it does in gaps, too: dateutil, which that library asks, keeps the wall time with ``fold=0``,
    and zoneinfo gives that the offset before the gap, which is what RFC 5545, 3.3.5 wants. Each
    zone is tried in one of the years, in `make soak` in all of them.
    """
    items = {
        f"{name} {clock}": made(name, zone, year, clock) for name in SERIES for clock in CLOCKS
    }
    theirs = expanded(items, year)
    for uid, item in items.items():
        ours = [
            found for found in occurrences(item.event, zone, item.as_of) if found.start.year == year
        ]
        assert sorted(found.starts_at for found in ours) == theirs[uid], uid
    assert sum(map(len, theirs.values())) > 366 * len(CLOCKS)


# -- the hours that are not, and those that come twice ---------------------------------------------


GAPS = [
    (zone, gap)
    for zone in (*ZONES, "Australia/Lord_Howe", "Africa/Cairo", "Europe/Dublin")
    for year in YEARS
    for gap in gaps(package_zone(zone), year)
]


def across(zone: str, wall: datetime, **fields: Any) -> Occurrence:
    """The date of a weekly series that falls on ``wall``, four weeks after its start."""
    start = wall - timedelta(weeks=4)
    written = {
        "start": start.isoformat("T", "minutes"),
        "repeats": {"rule": "weekly", "count": 6},
        **fields,
    }
    base = {
        "id": "e",
        "path": "p",
        "title": "E",
        "summary": "S",
        "mode": "online",
        "timezone": "Europe/Berlin",
    }
    return occurrences(Event.model_validate({**base, **written}), zone, wall.date())[4]


def test_there_are_gaps_to_look_at() -> None:
    """All zones but Kolkata put their clocks forward, and what is taken for a gap is one."""
    assert {zone for zone, _ in GAPS} == {
        *ZONES,
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "Europe/Dublin",
    } - {"Asia/Kolkata"}
    assert all(instants(wall, package_zone(zone)) == [] for zone, wall in GAPS)


@pytest.mark.parametrize(("zone", "wall"), GAPS)
@pytest.mark.parametrize("fold", [None, "first", "second"])
def test_a_time_no_clock_shows_has_the_offset_before_the_gap(
    zone: str, wall: datetime, fold: str | None
) -> None:
    """RFC 5545, 3.3.5; icalendar and Hearth agree, whatever ``fold`` says of the hour that comes
    twice in autumn."""
    meant = instant(wall, package_zone(zone))
    event = f"BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID={zone}:{wall:%Y%m%dT%H%M%S}\r\nEND:VEVENT\r\n"
    assert Calendar.from_ical(event)["DTSTART"].dt.astimezone(UTC) == meant
    assert across(zone, wall, fold=fold).starts_at == meant


def test_what_begins_in_a_gap_ends_later() -> None:
    """However short it is: an end that the moved start has overtaken would be no calendar entry at
    all (RFC 5545, 3.6.1)."""
    overtaken = []
    for zone, wall in GAPS:
        for minutes in (5, 30, 60):
            end = wall - timedelta(weeks=4) + timedelta(minutes=minutes)
            item = across(zone, wall, end=end.isoformat("T", "minutes"))
            if item.ends_at <= item.starts_at:
                overtaken.append(
                    f"{minutes} minutes from {wall} in {zone}: {item.starts_at} to {item.ends_at}"
                )
    assert overtaken == []


@pytest.mark.parametrize(
    ("zone", "wall"),
    [
        ("Europe/Berlin", datetime.fromisoformat("2027-10-31T02:30")),
        ("America/New_York", datetime.fromisoformat("2027-11-07T01:30")),
        ("America/Havana", datetime.fromisoformat("2027-11-07T00:30")),
        ("Australia/Lord_Howe", datetime.fromisoformat("2027-04-04T01:45")),
    ],
)
def test_of_two_instants_the_first_is_meant(zone: str, wall: datetime) -> None:
    """RFC 5545, 3.3.5; the second only where ``fold`` asks for it."""
    first, second = instants(wall, package_zone(zone))
    found = [across(zone, wall, fold=fold).starts_at for fold in (None, "first", "second")]
    assert found == [first, first, second]


# -- rules told a second time ----------------------------------------------------------------------


def check_against_the_second_telling(item: Made) -> None:
    found = occurrences(item.event, item.zone, item.as_of)
    expected = item.expected()
    starts = [
        occurrence.start if occurrence.whole_days else occurrence.starts_at for occurrence in found
    ]
    assert [occurrence.original for occurrence in found] == [
        happening.original for happening in expected
    ]
    assert starts == [happening.start for happening in expected]
    for occurrence, happening in zip(found, expected, strict=True):
        ends = occurrence.last_day + DAY if occurrence.whole_days else occurrence.ends_at
        assert happening.end in (None, ends)
        assert occurrence.whole_days or occurrence.minutes == (
            occurrence.ends_at - occurrence.starts_at
        ) // timedelta(minutes=1)
    originals = [occurrence.original for occurrence in found]
    assert originals == sorted(set(originals))
    kept = [occurrence.starts_at for occurrence in found if not occurrence.change]
    assert kept == sorted(kept)


@given(series())
@settings(FEW, max_examples=250)
def test_any_series(item: Made) -> None:
    """Any rule in any zone gives the days and instants it means, in order, each day once."""
    check_against_the_second_telling(item)


@pytest.mark.soak
@given(series())
@MANY
def test_very_many_series(item: Made) -> None:
    """As above, and thousands of them."""
    check_against_the_second_telling(item)


def test_the_second_telling_is_right() -> None:
    """What all else here is measured by gives the days that a wall calendar shows."""
    may = {"rule": "monthly", "on": ["first thursday", "last friday"], "count": 4}
    assert days(may, date(2027, 4, 30), date(2027, 1, 1)) == [
        date(2027, 4, 30),
        date(2027, 5, 6),
        date(2027, 5, 28),
        date(2027, 6, 3),
    ]
    other = {"rule": "weekly", "interval": 2, "on": "monday", "count": 2}
    assert days(other, date(2026, 12, 3), date(2026, 1, 1)) == [
        date(2026, 12, 14),
        date(2026, 12, 28),
    ]
    leap = {"rule": "yearly", "count": 2}
    assert days(leap, date(2096, 2, 29), date(2026, 1, 1)) == [date(2096, 2, 29), date(2104, 2, 29)]
    assert WEEKDAYS[date(2027, 4, 30).weekday()] == "friday"
    berlin = package_zone("Europe/Berlin")
    assert instant(datetime.fromisoformat("2027-03-28T02:30"), berlin) == datetime(
        2027, 3, 28, 1, 30, tzinfo=UTC
    )
    assert instant(datetime.fromisoformat("2027-10-31T02:30"), berlin, second=True) == datetime(
        2027, 10, 31, 1, 30, tzinfo=UTC
    )


# -- what calendars give back ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    return hubs.small_hub(tmp_path_factory.mktemp("circle")).public()


SUMMARY = "Meet, eat; talk."
STATUSES = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "postponed": "TENTATIVE"}
SAID_FIRST = {"cancelled": "Cancelled: ", "postponed": "Postponed: "}
"""What stands before a title, since many clients do not show a status."""


def check_what_a_calendar_gives_back(circle: Hub, item: Made, title: str) -> None:
    made = replace(item, fields={**item.fields, "title": title, "summary": SUMMARY})
    event = made.event.model_copy(update={"timezone": item.zone})
    hub = replace(circle, as_of=item.as_of, records={**circle.records, "event": {"made": event}})
    calendar = of_event(hub, event)
    if calendar is None:
        assert made.expected() == []
        return
    content = CalendarWriter(hub).write(calendar).content
    assert broken(content) == []
    entries, errors = by_icalendar(content)
    assert errors == []
    space = uuid5(NAMESPACE_URL, circle.settings.namespace)
    expected = {
        str(uuid5(space, f"event/made/{happening.original}")): happening
        for happening in made.expected()
    }
    assert sorted(entry.uid for entry in entries) == sorted(expected)
    for entry in entries:
        happening = expected[entry.uid]
        words = happening.change.get("title", title)
        status = happening.change.get("status", "scheduled")
        assert entry.start == moment(happening.start)
        assert happening.end is None or entry.end == moment(happening.end)
        assert entry.summary == SAID_FIRST.get(status, "") + words
        assert entry.status == STATUSES.get(status, "CONFIRMED")
        first, *_, last = entry.description.split("\n\n")
        assert first == SUMMARY and last.startswith("https://example.org/small/events/made/")


@given(item=series(), title=titles())
@FEW
def test_a_calendar_gives_back_what_was_said(circle: Hub, item: Made, title: str) -> None:
    """Every identity, instant, text and status of any series is read from its calendar as it was
    written."""
    check_what_a_calendar_gives_back(circle, item, title)


@pytest.mark.soak
@given(item=series(), title=titles())
@settings(MANY, max_examples=3_000)
def test_very_many_calendars(circle: Hub, item: Made, title: str) -> None:
    """As above, and thousands of them."""
    check_what_a_calendar_gives_back(circle, item, title)


@pytest.mark.parametrize("length", range(60, 80))
def test_no_character_is_cut_where_lines_end(circle: Hub, length: int) -> None:
    """Wherever a family, a flag, an accent or an escape comes to stand, it comes back whole."""
    once = {
        "title": "x",
        "summary": "S",
        "mode": "online",
        "start": "2027-01-05",
        "repeats": {"rule": "daily", "count": 1},
    }
    title = "x" * length + "👩🏽‍💻🏳️‍🌈é\\n,;李🇰🇪" * 3
    check_what_a_calendar_gives_back(circle, Made(once, "UTC", date(2027, 1, 1)), title)


def given_back(circle: Hub, **fields: Any) -> Any:
    """The entry of a single event, read back from its calendar."""
    base = {
        "id": "made",
        "path": "events/made.yml",
        "title": "E",
        "summary": SUMMARY,
        "mode": "online",
        "start": "2027-01-05",
    }
    event = Event.model_validate({**base, **fields})
    hub = replace(circle, records={**circle.records, "event": {"made": event}})
    calendar = of_event(hub, event)
    assert calendar is not None
    ((entry,), errors) = by_icalendar(CalendarWriter(hub).write(calendar).content)
    assert errors == []
    return entry


def test_a_backslash_before_a_capital_n_is_no_line_break(circle: Hub) -> None:
    """RFC 5545, 3.3.11: a backslash in a text is written twice, whatever follows it."""
    assert given_back(circle, title="C:\\New folder").summary == "C:\\New folder"


def test_the_address_of_a_page_stays_whole(circle: Hub) -> None:
    """A page is no mailbox, though its address has an @: the way to register must lead there."""
    page = "https://social.example/@ada@social.example/1"
    assert page in given_back(circle, registration={"url": page}).description
