"""The run sheet: the agenda with its minutes, who does what, what to ask and what to remember."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hearth.kinds.event import TYPES
from hearth.model.schedule import Occurrence
from hearth.outputs.pages.event import agenda
from hearth.outputs.run_sheet import (
    QUESTIONS,
    ProgrammeRow,
    RunSheet,
    run_sheet,
    run_sheet_markdown,
)
from hearth.views.programme import prepared
from hearth.wording import structured_data
from hubs import small_hub

BASE = """\
title: A call
summary: We talk about what we make.
start: 2026-12-03T18:00
end: 2026-12-03T20:00
timezone: Europe/Berlin
mode: online
added: 2026-11-01
topics: [metrics]
"""
SERIES = """\
repeats:
  rule: weekly
  on: thursday
  count: 4
"""


def occurrence(
    root: Path, event: str, files: dict[str, str | bytes | None] | None = None
) -> tuple[object, Occurrence]:
    hub = small_hub(root, {"events/call.yml": event, **(files or {})}).public()
    item = prepared(hub, hub.events["call"])
    assert item
    return hub, item


def made(root: Path, event: str, files: dict[str, str | bytes | None] | None = None) -> RunSheet:
    return run_sheet(*occurrence(root, event, files))  # type: ignore[arg-type]


def programme(sheet: RunSheet) -> list[tuple[str, str, str, str]]:
    """(clock, minute, title, warning) of what lies between the doors and the end, both left out."""
    return [
        (row.clock, row.minute, row.title, row.warning)
        for row in sheet.rows
        if row.kind in ("day", "point", "free")
    ]


def kinds(sheet: RunSheet, kind: str) -> list[ProgrammeRow]:
    return [row for row in sheet.rows if row.kind == kind]


# -- minutes ---------------------------------------------------------------------------------------


def test_minutes_since_the_start(tmp_path: Path) -> None:
    """Each point has the clock and the minute; one without a time follows the one before."""
    sheet = made(
        tmp_path, BASE + "agenda:\n  - {minutes: 30, title: One}\n  - {minutes: 90, title: Two}\n"
    )
    assert programme(sheet) == [("18:00", "0′", "One", ""), ("18:30", "+30′", "Two", "")]
    assert [row.length for row in kinds(sheet, "point")] == ["30 min", "90 min"]
    assert [(row.clock, row.minute) for row in kinds(sheet, "end")] == [("20:00", "+120′")]


def test_what_is_free_is_named(tmp_path: Path) -> None:
    """Before the first point, between two, and before the end."""
    sheet = made(
        tmp_path,
        BASE
        + (
            'agenda:\n  - {at: "18:05", minutes: 15, title: One}\n'
            '  - {at: "18:30", minutes: 60, title: Two}\n'
        ),
    )
    assert programme(sheet) == [
        ("18:00", "0′", "5 min free", ""),
        ("18:05", "+5′", "One", ""),
        ("18:20", "+20′", "10 min free", ""),
        ("18:30", "+30′", "Two", ""),
        ("19:30", "+90′", "30 min free", ""),
    ]


def test_what_does_not_fit_is_named(tmp_path: Path) -> None:
    """The point that runs into the next one says by how much, and the one that runs over the end
    too."""
    sheet = made(
        tmp_path,
        BASE
        + (
            'agenda:\n  - {at: "18:00", minutes: 35, title: One}\n'
            '  - {at: "18:30", minutes: 100, title: Two}\n'
        ),
    )
    assert programme(sheet) == [
        ("18:00", "0′", "One", "5 min over"),
        ("18:30", "+30′", "Two", "10 min over the end"),
    ]


def test_nothing_is_claimed_of_an_unknown_length(tmp_path: Path) -> None:
    """After a point without minutes nobody knows what is free."""
    sheet = made(
        tmp_path, BASE + 'agenda:\n  - {title: One}\n  - {at: "19:00", minutes: 60, title: Two}\n'
    )
    assert programme(sheet) == [("18:00", "0′", "One", ""), ("19:00", "+60′", "Two", "")]


def test_an_end_nobody_stated_is_not_made_up(tmp_path: Path) -> None:
    """The hour that calendars assume is no end to run over."""
    event = BASE.replace("end: 2026-12-03T20:00\n", "") + "agenda:\n  - {minutes: 90, title: One}\n"
    sheet = made(tmp_path, event)
    assert programme(sheet) == [("18:00", "0′", "One", "")]
    assert [(row.title, row.clock) for row in kinds(sheet, "end")] == [("End (not stated)", "")]


HYBRID = BASE.replace("mode: online", "mode: hybrid\nvenue: hall")


def test_two_sides_at_once_are_no_overrun(tmp_path: Path) -> None:
    """Room and online may do different things at one time; the same side may not."""
    points = [
        '{at: "18:00", minutes: 30, title: Soup, where: room}',
        '{at: "18:15", minutes: 15, title: Sound check, where: online}',
        '{at: "18:30", minutes: 60, title: Talk, where: both}',
        '{at: "19:20", minutes: 40, title: Walk, where: room}',
    ]
    sheet = made(tmp_path, HYBRID + "agenda:\n" + "".join(f"  - {point}\n" for point in points))
    assert [(title, warning) for _, _, title, warning in programme(sheet)] == [
        ("Soup", ""),
        ("Sound check", ""),
        ("Talk", "10 min over"),
        ("Walk", ""),
    ]
    assert [row.where for row in kinds(sheet, "point")] == [
        "room",
        "online",
        "room + online",
        "room",
    ]


def test_parallel_tracks_are_no_overrun(tmp_path: Path) -> None:
    """Each track has its own time and its column; what is for everybody waits for all of them."""
    points = [
        '{at: "18:00", minutes: 60, title: Making, track: Practice, room: Big room}',
        '{at: "18:00", minutes: 30, title: Why, track: Theory}',
        '{at: "18:30", minutes: 50, title: What now, track: Theory}',
        '{at: "19:00", minutes: 60, title: Supper}',
    ]
    agenda_lines = "agenda:\n" + "".join(f"  - {point}\n" for point in points)
    hub, item = occurrence(tmp_path, BASE + agenda_lines)
    sheet = run_sheet(hub, item)  # type: ignore[arg-type]
    assert [(title, warning) for _, _, title, warning in programme(sheet)] == [
        ("Making", ""),
        ("Why", ""),
        ("What now", "20 min over"),
        ("Supper", ""),
    ]
    assert [row.where for row in kinds(sheet, "point")] == [
        "Practice · Big room",
        "Theory",
        "Theory",
        "",
    ]
    (day,) = agenda(item.event, item)
    assert day.tracks == 2
    assert [slot.columns for slot in day.slots] == [(1, 2), (2,), ()]
    inside = structured_data.event(hub, item.event, item)["subEvent"]  # type: ignore[arg-type]
    assert inside[0]["location"] == {"@type": "Place", "name": "Big room"}


def test_a_series_keeps_its_own_clock(tmp_path: Path) -> None:
    """The agenda is written for the usual time; a date that begins later begins all of it later."""
    points = (
        'agenda:\n  - {at: "18:00", minutes: 60, title: One}\n'
        '  - {at: "19:10", minutes: 50, title: Two}\n'
    )
    moved = "  moved:\n    - occurrence: 2026-12-03\n      start: 2026-12-04T19:30\n"
    event = BASE + points + SERIES + moved
    hub, item = occurrence(tmp_path, event)
    assert programme(run_sheet(hub, item)) == [  # type: ignore[arg-type]
        ("19:30", "0′", "One", ""),
        ("20:30", "+60′", "10 min free", ""),
        ("20:40", "+70′", "Two", ""),
    ]
    shown = [agenda(item.event, item), agenda(item.event)]
    assert [[slot.clock for slot in days[0].slots] for days in shown] == [
        ["19:30", "20:40"],
        ["18:00", "19:10"],
    ]


THREE_DAYS = BASE.replace("end: 2026-12-03T20:00", "end: 2026-12-05T20:00")


def test_evenings_stand_under_their_days(tmp_path: Path) -> None:
    """As many points as days at one time are one a day, on page, sheet and in structured data."""
    points = "agenda:\n" + "".join(
        f'  - {{at: "18:00", minutes: 60, title: {title}}}\n' for title in ("One", "Two", "Three")
    )
    hub, item = occurrence(tmp_path, THREE_DAYS + points)
    assert [(day.heading, day.slots[0].clock) for day in agenda(item.event, item)] == [
        ("Day 1: Thursday 3 December", "18:00"),
        ("Day 2: Friday 4 December", "18:00"),
        ("Day 3: Saturday 5 December", "18:00"),
    ]
    assert programme(run_sheet(hub, item)) == [  # type: ignore[arg-type]
        ("", "", "Thursday 3 December", ""),
        ("18:00", "0′", "One", ""),
        ("", "", "Friday 4 December", ""),
        ("18:00", "0′", "Two", ""),
        ("", "", "Saturday 5 December", ""),
        ("18:00", "0′", "Three", ""),
        ("19:00", "+60′", "60 min free", ""),
    ]
    parts = structured_data.event(hub, item.event, item)["subEvent"]  # type: ignore[arg-type]
    assert [part["startDate"] for part in parts] == [
        f"2026-12-0{day}T18:00:00+01:00" for day in (3, 4, 5)
    ]
    assert parts[0]["endDate"] == "2026-12-03T19:00:00+01:00"


def test_points_at_one_time_stand_side_by_side(tmp_path: Path) -> None:
    """Nothing is over because of what is beside it; the longest decides what is free."""
    points = (
        'agenda:\n  - {day: 2, at: "10:00", minutes: 90, title: One}\n'
        '  - {at: "10:00", minutes: 30, title: Two}\n'
        '  - {at: "11:30", title: Three}\n  - {day: 3, title: Four}\n'
    )
    hub, item = occurrence(tmp_path, THREE_DAYS + points)
    second, third = agenda(item.event, item)
    assert [
        [point.title for point in found] for found in (slot.points for slot in second.slots)
    ] == [
        ["One", "Two"],
        ["Three"],
    ]
    assert (third.heading, third.slots[0].clock) == ("Day 3: Saturday 5 December", "")
    assert programme(run_sheet(hub, item))[1:] == [  # type: ignore[arg-type]
        ("", "", "Friday 4 December", ""),
        ("10:00", "0′", "One", ""),
        ("10:00", "0′", "Two", ""),
        ("11:30", "+90′", "Three", ""),
        ("", "", "Saturday 5 December", ""),
        ("", "", "Four", ""),
    ]


def test_days_of_a_series_are_counted(tmp_path: Path) -> None:
    """Its own page names no dates; the page of a date does."""
    points = 'agenda:\n  - {at: "18:00", title: One}\n  - {day: 2, at: "10:00", title: Two}\n'
    event = BASE.replace("end: 2026-12-03T20:00", "end: 2026-12-04T12:00") + points + SERIES
    _, item = occurrence(tmp_path, event)
    assert [day.heading for day in agenda(item.event)] == ["Day 1", "Day 2"]
    assert agenda(item.event, item)[1].heading.startswith("Day 2: ")


def test_a_second_day_counts_anew(tmp_path: Path) -> None:
    """An earlier time is the next day's; the night is not free time."""
    event = BASE.replace("end: 2026-12-03T20:00", "end: 2026-12-04T12:00") + (
        'agenda:\n  - {at: "18:00", minutes: 60, title: One}\n'
        '  - {at: "10:00", minutes: 60, title: Two}\n'
        "  - {minutes: 60, title: Three}\n"
    )
    assert programme(made(tmp_path, event)) == [
        ("", "", "Thursday 3 December", ""),
        ("18:00", "0′", "One", ""),
        ("", "", "Friday 4 December", ""),
        ("10:00", "0′", "Two", ""),
        ("11:00", "+60′", "Three", ""),
    ]


def test_past_midnight(tmp_path: Path) -> None:
    """A night goes on after twelve, and the clock that is changed in it does not change the
    minutes."""
    event = BASE.replace("2026-12-03T18:00", "2027-03-27T23:00").replace(
        "2026-12-03T20:00", "2027-03-28T04:00"
    )
    sheet = made(
        tmp_path,
        event + "agenda:\n  - {minutes: 120, title: One}\n  - {minutes: 120, title: Two}\n",
    )
    assert [(row.clock, row.title) for row in kinds(sheet, "point")] == [
        ("23:00", "One"),
        ("01:00", "Two"),
    ]
    assert [row.clock for row in kinds(sheet, "end")] == ["04:00"]
    assert kinds(sheet, "free") == []


def test_whole_days_have_points_without_minutes(tmp_path: Path) -> None:
    """Where no start is given, the clock of the points alone is shown."""
    event = BASE.replace(
        "start: 2026-12-03T18:00\nend: 2026-12-03T20:00\ntimezone: Europe/Berlin\n",
        "start: 2026-12-03\n",
    )
    assert programme(
        made(tmp_path, event + 'agenda:\n  - {at: "10:00", minutes: 60, title: One}\n')
    ) == [("10:00", "", "One", "")]


@pytest.mark.parametrize("days", ["", "start: 2026-12-03\n"])
def test_without_an_agenda_there_are_lines_to_write_on(tmp_path: Path, days: str) -> None:
    """Between start and end, or alone for whole days."""
    event = BASE
    if days:
        event = BASE.replace(
            "start: 2026-12-03T18:00\nend: 2026-12-03T20:00\ntimezone: Europe/Berlin\n", days
        )
    sheet = made(tmp_path, event)
    assert len(kinds(sheet, "empty")) == 4 and not sheet.planned
    assert [row.title for row in kinds(sheet, "point")] == ([] if days else ["Start"])


@pytest.mark.parametrize(
    ("event", "rows"),
    [
        (BASE, [("17:40", "−20′"), ("17:50", "−10′")]),
        (
            BASE.replace("mode: online", "mode: in-person\nvenue: hall"),
            [("17:15", "−45′"), ("17:45", "−15′")],
        ),
        (HYBRID, [("17:00", "−60′"), ("17:45", "−15′")]),
    ],
)
def test_people_come_before_the_start(
    tmp_path: Path, event: str, rows: list[tuple[str, str]]
) -> None:
    """The team first, then the doors, as early as the way of meeting asks for."""
    assert [(row.clock, row.minute) for row in kinds(made(tmp_path, event), "before")] == rows


# -- roles, care, questions ------------------------------------------------------------------------


def test_roles_that_nobody_has_are_lines_to_fill_in(tmp_path: Path) -> None:
    """Every task is named with what it is; members and guests stand beside it."""
    sheet = made(
        tmp_path,
        HYBRID + "roles: {facilitator: ada, notes: {guest: Gil Guest}, care_contact: bo}\n",
    )
    assert {role.title: role.name for role in sheet.roles} == {
        "Facilitator": "Ada Example",
        "Remote host": "",
        "Sound and picture": "",
        "Greeter": "",
        "Notes": "Gil Guest",
    }
    assert all(role.task.endswith(".") for role in sheet.roles)
    assert sheet.care.contact == "Bo Sample"
    assert "- **Remote host:** ______________" in run_sheet_markdown(sheet)


@pytest.mark.parametrize(
    ("mode", "there"),
    [("in-person\nvenue: hall", False), ("online", True), ("hybrid\nvenue: hall", True)],
)
def test_a_remote_host_is_asked_for_where_there_is_somebody_far(
    tmp_path: Path, mode: str, there: bool
) -> None:
    """Online and hybrid, but not in a room alone."""
    roles = [
        role.title for role in made(tmp_path, BASE.replace("mode: online", f"mode: {mode}")).roles
    ]
    assert ("Remote host" in roles) == there


def test_names_can_be_read_out(tmp_path: Path) -> None:
    """A name in another script is followed by its Latin form."""
    files: dict[str, str | bytes | None] = {
        "members/hana.yml": "name: 鈴木 花\nlatin: Hana Suzuki\njoined: 2026-01-05\n"
    }
    assert (
        made(tmp_path, BASE + "roles: {facilitator: hana}\n", files).roles[0].name
        == "鈴木 花 (Hana Suzuki)"
    )


def test_care(tmp_path: Path) -> None:
    """The rules' address and where to report, from the community unless the event has rules of its
    own."""
    files: dict[str, str | bytes | None] = {
        "content/community.yml": (
            "name: C\nheadline: H\npurpose: P\n"
            "conduct: {contact: 'mailto:care@example.org', promise: We answer soon.}\n"
        )
    }
    care = made(tmp_path, BASE, files).care
    assert (care.conduct, care.report, care.promise, care.contact) == (
        "https://example.org/small/conduct/",
        "care@example.org",
        "We answer soon.",
        "",
    )
    own = made(tmp_path, BASE + "policies: {conduct: https://example.org/rules}\n", files)
    assert own.care.conduct == "https://example.org/rules"


def prompt(day: str, title: str, topic: str = "metrics") -> str:
    return f"---\ntitle: {title}\ndate: {day}\ntype: prompt\ntopics: [{topic}]\n---\nSay.\n"


def test_the_event_s_own_questions_come_first(tmp_path: Path) -> None:
    """Then two that the community asked about its topics, the newest first, then some that are
    always good."""
    files: dict[str, str | bytes | None] = {
        "content/news/a.md": prompt("2026-10-01", "Old?"),
        "content/news/b.md": prompt("2026-11-01", "New?"),
        "content/news/c.md": prompt("2026-09-01", "Older?"),
        "content/news/d.md": prompt("2026-11-02", "Elsewhere?", "onboarding"),
    }
    sheet = made(tmp_path, BASE + "type: workshop\nprompts: [Mine?]\n", files)
    assert (sheet.own_questions, sheet.asked_questions) == (("Mine?",), ("New?", "Old?"))
    assert sheet.good_questions == QUESTIONS["workshop"][:2]
    document = run_sheet_markdown(sheet)
    assert (
        document.index("Mine?") < document.index("New?") < document.index(sheet.good_questions[0])
    )


def test_every_type_of_event_has_good_questions() -> None:
    """Three each, all of them questions."""
    assert QUESTIONS.keys() == set(TYPES)
    assert all(
        len(found) == 3 and all(words.endswith("?") for words in found)
        for found in QUESTIONS.values()
    )


def test_what_was_promised_is_remembered(tmp_path: Path) -> None:
    """Captions, recording, photos and the end of registration stand on the list of this event
    only."""
    event = HYBRID + (
        "access: {captions: yes, recording: only the talks, childcare: no}\n"
        "policies: {photo: Ask first.}\n"
        "registration: {url: https://example.org/r, closes: 2026-12-01}\n"
    )
    said = " ".join(task for _, tasks in made(tmp_path, event).checklist for task in tasks)
    for words in (
        "Registration closes on Tuesday 1 December",
        "Captions are promised",
        "only the talks",
        "Ask first.",
    ):
        assert words in said
    assert "Childcare" not in said
    bare = " ".join(task for _, tasks in made(tmp_path, BASE).checklist for task in tasks)
    assert not any(
        words in bare
        for words in ("Captions", "Photos", "Registration", "Room:", "nothing is recorded")
    )


# -- which occurrence ------------------------------------------------------------------------------


def test_a_cancelled_date_is_not_prepared(tmp_path: Path) -> None:
    """Of a series the next date that happens is; of what is over or cancelled none."""
    cancelled = "  moved:\n    - occurrence: 2026-12-03\n      status: cancelled\n"
    hub = small_hub(
        tmp_path,
        {
            "events/call.yml": BASE + SERIES + cancelled,
            "events/off.yml": BASE + "status: cancelled\n",
            "events/old.yml": BASE.replace("2026-12-03", "2026-11-03"),
        },
    )
    found = {name: prepared(hub, hub.events[name]) for name in ("call", "off", "old")}
    assert found["call"] and found["call"].first_day == date(2026, 12, 10)
    assert (found["off"], found["old"]) == (None, None)


def test_the_sheet_as_a_document_escapes_what_people_wrote(tmp_path: Path) -> None:
    """Stars and brackets of titles stay what they are."""
    document = run_sheet_markdown(
        made(tmp_path, BASE + "agenda:\n  - {minutes: 60, title: '*One* [two]'}\n")
    )
    assert "- 18:00 (0′) **\\*One\\* \\[two\\]** · 60 min\n" in document
    assert "None" not in document
