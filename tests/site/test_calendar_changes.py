"""What subscribers see when something changes: numbers that rise, identities that stay, nothing
that is nobody's business."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

import hubs
from hearth.base.history import FileChanges
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.calendars import CalendarWriter, calendars, of_event
from hearth.views.deadlines import Deadline
from hearth.wording import structured_data

CALL = hubs.BASE["events/welcome-call.yml"]


def git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *names, *arguments], check=True, capture_output=True)


def general(root: Path) -> bytes:
    """The general calendar of the hub below ``root``, with what Git knows of it."""
    hub, problems = hubs.load(root)
    assert list(problems) == []
    return CalendarWriter(hub.public()).write(calendars(hub.public())["all"]).content


def entries(calendar: bytes) -> dict[str, dict[str, Any]]:
    """Every entry of a calendar by its UID, as properties."""
    found = Calendar.from_ical(calendar).events
    return {
        str(event["UID"]): {
            name: value.to_ical()
            for name, value in event.property_items()
            if hasattr(value, "to_ical")
        }
        for event in found
    }


def test_a_change_of_one_event_raises_its_sequence_alone(tmp_path: Path) -> None:
    """Two readings of the same commit are equal; after editing one event only its entry differs, in
    the way clients notice."""
    root = hubs.minimal_hub(tmp_path / "hub")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    one = general(root)
    assert one == general(root)

    hubs.write(root, {"events/welcome-call.yml": str(CALL).replace("T18:00", "T19:00")})
    git(root, "add", "-A")
    git(root, "-c", "user.name=T", "commit", "-qm", "later", "--date", "2027-01-01T00:00:00Z")
    before, after = entries(one), entries(general(root))
    assert before.keys() == after.keys()
    changed = {uid for uid in before if before[uid] != after[uid]}
    assert [after[uid]["SUMMARY"] for uid in changed] == [b"Welcome call"]
    (uid,) = changed
    assert (before[uid]["SEQUENCE"], after[uid]["SEQUENCE"]) == (b"0", b"1")
    assert (
        after[uid]["LAST-MODIFIED"] >= before[uid]["LAST-MODIFIED"]
        and after[uid]["DTSTAMP"] == after[uid]["LAST-MODIFIED"]
    )


def test_a_shallow_clone_is_read_and_says_what_is_missing(tmp_path: Path) -> None:
    """The hub is whole, and the maintainer told that changes cannot be counted: a warning, which
    stops nothing."""
    root = hubs.minimal_hub(tmp_path / "hub")
    git(root, "init", "-q", "-b", "main")
    for text in ("first", "second"):
        hubs.write(
            root, {"events/note.md": None, "content/conduct.md": f"# Conduct\n\nBe kind, {text}.\n"}
        )
        git(root, "add", "-A")
        git(root, "commit", "-qm", text)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    hub, problems = hubs.load(tmp_path / "shallow")
    assert [(problem.code, problem.severity) for problem in problems] == [("no-history", "warning")]
    assert len(hub.events) == 2


def hub_of(root: Path, event: str, **changes: FileChanges) -> Hub:
    history = {
        path.replace("__", "/").replace("_", "-") + ".yml": change
        for path, change in changes.items()
    }
    hub, problems = hubs.load(
        hubs.minimal_hub(root, {"events/welcome-call.yml": event}), history=history
    )
    assert problems.errors == []
    return hub.public()


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 9, 30, tzinfo=UTC)


def entry(hub: Hub) -> Any:
    calendar = of_event(hub, hub.events["welcome-call"])
    assert calendar
    return Calendar.from_ical(CalendarWriter(hub).write(calendar).content).events[0]


def numbers(hub: Hub) -> tuple[int, datetime]:
    event = entry(hub)
    return event["SEQUENCE"], event["LAST-MODIFIED"].dt


def test_history_and_revision_add_up(tmp_path: Path) -> None:
    """A revision is never lost, whether or not there is a history; both numbers rise with
    either."""
    known = {"events__welcome_call": FileChanges(3, at(5))}
    assert numbers(hub_of(tmp_path / "a", str(CALL))) == (0, datetime(2026, 11, 1, tzinfo=UTC))
    assert numbers(hub_of(tmp_path / "b", f"{CALL}revision: 2\n")) == (
        2,
        datetime(2026, 11, 1, 0, 0, 2, tzinfo=UTC),
    )
    assert numbers(hub_of(tmp_path / "c", str(CALL), **known)) == (2, at(5))
    assert numbers(hub_of(tmp_path / "d", f"{CALL}revision: 2\n", **known)) == (4, at(5))


def test_a_change_of_the_venue_is_a_change_of_its_events(tmp_path: Path) -> None:
    """The address in the entry comes from there."""
    there = str(CALL).replace("mode: online", "mode: hybrid\nvenue: hall")
    hub = hub_of(
        tmp_path,
        there,
        events__welcome_call=FileChanges(1, at(5)),
        events__venues__hall=FileChanges(4, at(9)),
    )
    assert numbers(hub) == (0, at(9))


def test_new_tables_of_zones_are_a_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may have moved an instant, and some clients pass over what does not look changed; days
    have no zone."""
    before = numbers(hub_of(tmp_path / "a", str(CALL)))
    days = str(CALL).replace("T18:00", "").replace("duration: 60\n", "")
    before_days = numbers(hub_of(tmp_path / "b", days))
    monkeypatch.setattr("hearth.model.hub.release", lambda: 3)
    assert numbers(hub_of(tmp_path / "c", str(CALL))) == (0, before[1].replace(second=3))
    assert numbers(hub_of(tmp_path / "d", days)) == before_days


@pytest.mark.parametrize(
    ("status", "ics", "title", "schema"),
    [
        ("scheduled", "CONFIRMED", "Welcome call", "EventScheduled"),
        ("tentative", "TENTATIVE", "Welcome call", "EventScheduled"),
        ("rescheduled", "CONFIRMED", "Welcome call", "EventRescheduled"),
        ("postponed", "TENTATIVE", "Postponed: Welcome call", "EventPostponed"),
        ("moved-online", "CONFIRMED", "Welcome call", "EventMovedOnline"),
        ("cancelled", "CANCELLED", "Cancelled: Welcome call", "EventCancelled"),
    ],
)
def test_every_status_is_told(
    tmp_path: Path, status: str, ics: str, title: str, schema: str
) -> None:
    """In the words of RFC 5545 and of schema.org; what is called off says so in its title, and
    stays with its UID."""
    plain = entry(hub_of(tmp_path / "plain", str(CALL)))
    before = "" if status == "scheduled" else "previous_start: 2026-12-02T18:00\n"
    hub = hub_of(tmp_path / "it", f"{CALL}status: {status}\n{before}")
    event = entry(hub)
    assert (str(event["STATUS"]), str(event["SUMMARY"]), event["UID"]) == (ics, title, plain["UID"])
    thing = structured_data.event(
        hub, hub.events["welcome-call"], hub.schedule.by_event["welcome-call"][0]
    )
    assert thing["eventStatus"] == f"https://schema.org/{schema}"
    assert thing.get("previousStartDate") == ("2026-12-02T18:00:00" if before else None)


def test_a_moved_date_tells_when_it_was_to_be(tmp_path: Path) -> None:
    """It keeps its UID, is rescheduled for search engines, and its entry has the new time."""
    rule = "repeats:\n  rule: weekly\n  count: 2\n"
    moved = (
        f"{rule}  moved:\n    - {{occurrence: 2026-12-10, start: 2026-12-11T20:00, end: "
        f"2026-12-11T20:45, place: {{city: Porto, country: PT}}, mode: hybrid}}\n"
    )
    before, after = hub_of(tmp_path / "a", CALL + rule), hub_of(tmp_path / "b", CALL + moved)
    one, two = (
        Calendar.from_ical(
            CalendarWriter(hub).write(calendars(hub)["series/welcome-call"]).content
        ).events[1]
        for hub in (before, after)
    )
    assert one["UID"] == two["UID"] and two["DTSTART"].dt == datetime(2026, 12, 11, 19, tzinfo=UTC)
    assert (
        two["DTEND"].dt == datetime(2026, 12, 11, 19, 45, tzinfo=UTC)
        and str(two["LOCATION"]) == "Porto, Portugal and online"
    )
    thing = structured_data.event(
        after, after.events["welcome-call"], after.schedule.by_event["welcome-call"][1]
    )
    assert (
        thing["eventStatus"].endswith("EventRescheduled")
        and thing["previousStartDate"] == "2026-12-10T18:00:00"
    )
    assert thing["superEvent"]["name"] == "Welcome call"


FACETS = """\
title: Hall talk
summary: Write to ada@example.org for a seat.
start: 2026-12-03T18:00
duration: 60
mode: hybrid
venue: hall
type: talk
series: hall-talks
group: crew
topics: [metrics]
hosts: [ada]
speakers: [bo]
online: {platform: Jitsi, reveal: registered}
registration: {url: https://example.org/r, opens: 2026-11-20, closes: 2026-12-01}
calls: [{what: Talks, url: https://example.org/c, closes: 2026-11-25}]
added: 2026-11-01
"""


def _of(entry: Occurrence | Deadline) -> str:
    return (entry.event if isinstance(entry, Occurrence) else entry.record).id


def test_an_event_is_in_the_calendar_of_each_of_its_facets(tmp_path: Path) -> None:
    """Topic, group, place, country, mode, kind, series, host and speaker; and its deadlines in
    theirs."""
    hub = hub_of(tmp_path, FACETS)
    names = {
        name
        for name, calendar in calendars(hub).items()
        if any(_of(one) == "welcome-call" for one in calendar.entries)
    }
    assert names == {
        "all",
        "deadlines",
        "topics/metrics",
        "groups/crew",
        "venues/hall",
        "countries/ke",
        "modes/hybrid",
        "types/talk",
        "series/hall-talks",
        "members/ada",
        "members/bo",
    }
    due = Calendar.from_ical(CalendarWriter(hub).write(calendars(hub)["deadlines"]).content).events
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in due] == [
        (date(2026, 11, 20), "Registration opens: Hall talk"),
        (date(2026, 11, 25), "Last day of the call: Talks, Hall talk"),
        (date(2026, 12, 1), "Last day to register: Hall talk"),
    ]
    assert len({str(event["UID"]) for event in due}) == 3


def test_a_group_s_calendar_has_the_series_it_meets_in(tmp_path: Path) -> None:
    """Whether the event or the group says it."""
    files = {
        "events/welcome-call.yml": f"{CALL}repeats: {{rule: weekly, count: 3}}\n",
        "content/groups/crew.yml": (
            "name: Welcome crew\npurpose: Nobody is alone.\nmeets: [welcome-call]\n"
        ),
    }
    hub = hubs.small_hub(tmp_path, {**files})
    assert len(calendars(hub)["groups/crew"].entries) == 3


def test_no_calendar_carries_a_mailbox_or_a_private_link(tmp_path: Path) -> None:
    """An address in a text is left out; where to meet online is told only when everybody may
    know."""
    hub = hub_of(tmp_path / "a", FACETS)
    raw = CalendarWriter(hub).write(calendars(hub)["all"]).content.replace(b"\r\n ", b"")
    assert b"ada@example.org" not in raw and b"CONFERENCE" not in raw and b"ATTENDEE" not in raw
    assert b"(address on the page)" in raw
    public = FACETS.replace(
        "{platform: Jitsi, reveal: registered}",
        "{platform: Jitsi, url: https://meet.example.org/x, reveal: public}",
    )
    event = entry(hub_of(tmp_path / "b", public))
    assert str(
        event["CONFERENCE"]
    ) == "https://meet.example.org/x" and "https://meet.example.org/x" in str(event["DESCRIPTION"])


def test_an_entry_says_where_in_full(tmp_path: Path) -> None:
    """Whoever has nothing but the calendar finds the place."""
    hall = (
        "name: The Hall\naddress: 3 River Road\ncity: Nairobi\ncountry: KE\n"
        "timezone: Africa/Nairobi\nlat: -1.29\nlon: 36.82\n"
    )
    root = hubs.minimal_hub(
        tmp_path,
        {"events/welcome-call.yml": f"{FACETS}room: Upstairs\n", "events/venues/hall.yml": hall},
    )
    hub, _ = hubs.load(root)
    event = entry(hub.public())
    assert (
        str(event["LOCATION"])
        == "The Hall, Upstairs, 3 River Road, Nairobi, Kenya and online (Jitsi)"
    )
    assert event["GEO"].to_ical() == "-1.29;36.82" and str(event["COLOR"]) == "rebeccapurple"


def test_emoji_at_the_fold(tmp_path: Path) -> None:
    """Wherever the 75 octets end, no character is cut, and the title is read back whole."""
    for length in range(60, 80):
        title = "x" * length + "👩🏽‍💻 é 李" * 8
        folder = tmp_path / str(length)
        hub = hub_of(folder, str(CALL).replace("title: Welcome call", f'title: "{title}"'))
        calendar = of_event(hub, hub.events["welcome-call"])
        assert calendar
        raw = CalendarWriter(hub).write(calendar).content
        for line in raw.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()
        assert str(Calendar.from_ical(raw).events[0]["SUMMARY"]) == title
        shutil.rmtree(folder)
