"""figures of events: each equals a count in SQL over the rows the records were written from, and
small cases done by hand."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import hubs
from hearth.base.history import FileChanges
from hearth.manage.figures import FIGURES, Answer, MetricContext, measure, published
from hearth.manage.private import Notes
from hearth.manage.private.notes import Attendance, Care
from hearth.model.hub import Hub

DAYS = (date(2025, 6, 30), date(2026, 2, 28), hubs.AS_OF)
ZONES = (
    None,
    "Europe/Berlin",
    "Africa/Nairobi",
    "Asia/Tokyo",
    "America/Los_Angeles",
    "Pacific/Auckland",
)
EMPTY: dict[str, str | bytes | None] = {
    path: None
    for path in hubs.BASE
    if path.startswith(
        (
            "members/",
            "events/",
            "content/groups/",
            "content/news/",
            "content/paths/",
            "content/resources/",
        )
    )
}
SCHEMA = """
create table member (id, joined, left_on, zone);
create table event (id, day, hour, mode, type, status, listed, minutes, places, signed, room,
  online, first_timers, recorded, recap, care);
create table speech (event, person);
create table came (event, person);
create table look (today);
create view planned as select event.* from event, look where day > date(today, '-365 days')
  and day <= today and not listed;
create view held as select *, case
    when (mode = 'in-person' and room is not null) or (mode = 'online' and online is not null)
      or (room is not null and online is not null) then coalesce(room, 0) + coalesce(online, 0)
    else nullif((select count(*) from came where came.event = planned.id), 0) end as people
  from planned where status = 'scheduled';
create view did as select person, day from (select * from came union all select * from speech)
  join event on id = event where status = 'scheduled';
create view newcomers as select
    case when people is not null and first_timers is not null then first_timers
      else (select count(*) from came where event = held.id and not exists (
              select 1 from did where did.person = came.person and did.day < held.day)) end as new,
    case when people is not null and first_timers is not null then people
      else (select count(*) from came where event = held.id) end as everybody
  from held where (people is not null and first_timers is not null)
    or id in (select event from came);
create view spoke as select person, min(day) first, max(day) last from speech join event
  on id = event, look
  where status = 'scheduled' and not listed and day <= today group by person;
create view ended as select recorded, recap >= day and recap <= today as told from event, look
  where status = 'scheduled' and not listed and day >= date(today, '-365 days')
    and day <= date(today, '-15 days');
"""


def community(folder: Path) -> tuple[MetricContext, sqlite3.Connection]:
    """A generated community, and the same in tables."""
    chance, files, sheets = random.Random(11), dict(EMPTY), []  # noqa: S311 - not for secrets
    rows = sqlite3.connect(":memory:")
    rows.executescript(SCHEMA)
    first, names = date(2024, 1, 10), [f"p{number}" for number in range(40)]
    for name in names:
        joined = first + timedelta(days=chance.randrange(900))
        left = joined + timedelta(days=chance.randrange(60, 700)) if chance.random() < 0.2 else None
        zone = chance.choice(ZONES)
        rows.execute(
            "insert into member values (?, ?, ?, ?)", (name, str(joined), left and str(left), zone)
        )
        files[f"members/{name}.yml"] = f"name: Person {name.upper()}\njoined: {joined}\n" + "".join(
            line
            for line, there in (
                (f"status: alumni\nleft: {left}\n", left),
                (f"timezone: {zone}\n", zone),
            )
            if there
        )
    for number in range(170):
        event = _event(chance, f"e{number}", first + timedelta(days=chance.randrange(1200)))
        speakers = chance.sample(names[: 10 + number // 6], chance.choice([0, 1, 2]))
        guest = "Gil Guest" if chance.random() < 0.2 else None
        present = (
            chance.sample([*names, "~0123456789ab", "~ba9876543210"], chance.randrange(1, 12))
            if chance.random() < 0.3
            else []
        )
        _keep(rows, event, [*speakers, *([f"guest:{guest}"] if guest else [])], present)
        sheets += [Attendance(event["id"], None, tuple(present))] if present else []
        files |= _written(event, speakers, guest)
    hub, problems = hubs.load(hubs.minimal_hub(folder, files))
    assert list(map(str, problems.errors)) == []
    return MetricContext.of(hub, Notes(attendance=tuple(sheets))), rows


def _event(chance: random.Random, name: str, day: date) -> dict[str, Any]:
    mode = chance.choice(["in-person", "online", "hybrid"])
    counted, room, online = chance.random() < 0.75, mode != "online", mode != "in-person"
    return {
        "id": name,
        "day": str(day),
        "hour": chance.randrange(24),
        "mode": mode,
        "type": chance.choice(["meetup", "talk", "workshop"]),
        "status": chance.choice(["scheduled"] * 8 + ["cancelled", "postponed"]),
        "listed": chance.random() < 0.1,
        "minutes": chance.choice([None, 60, 90]),
        "places": chance.choice([None, 20, 30]) if room else None,
        "signed": chance.choice([None, 15, 40]),
        "room": chance.randrange(40) if counted and room else None,
        # One count in six of a hybrid event forgets the far side.
        "online": chance.randrange(60)
        if counted and online and (not room or chance.random() < 0.84)
        else None,
        "first_timers": chance.choice([None, 2, 3]),
        "recorded": chance.random() < 0.3,
        "recap": str(day + timedelta(days=chance.randrange(-5, 30)))
        if chance.random() < 0.4
        else None,
        "care": chance.random() < 0.5,
    }


def _keep(
    rows: sqlite3.Connection, event: dict[str, Any], speakers: list[str], present: list[str]
) -> None:
    rows.execute(
        "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tuple(event.values()),
    )
    rows.executemany(
        "insert into speech values (?, ?)", [(event["id"], person) for person in speakers]
    )
    rows.executemany(
        "insert into came values (?, ?)", [(event["id"], person) for person in present]
    )


def _written(
    event: dict[str, Any], speakers: list[str], guest: str | None
) -> dict[str, str | bytes | None]:
    """The record of an event, and the post that tells of it."""
    attended = ", ".join(
        f"{way}: {event[key]}"
        for way, key in (("in_person", "room"), ("online", "online"))
        if event[key] is not None
    )
    outcomes = [
        f"{name}: {event[key]}"
        for name, key in (("registered", "signed"), ("first_timers", "first_timers"))
        if event[key] is not None
    ]
    outcomes += [f"attended: {{{attended}}}"] * bool(attended) + [
        "recording: https://example.org/film"
    ] * event["recorded"]
    lines = [
        f"title: Evening {event['id']}",
        "summary: One of many.",
        f"start: {event['day']}T{event['hour']:02}:30",
        "timezone: Etc/UTC",
        f"mode: {event['mode']}",
        f"type: {event['type']}",
        f"status: {event['status']}",
        "place: {city: Berlin, country: DE}",
        f"speakers: [{', '.join([*speakers, *([f'{{guest: {guest}}}'] if guest else [])])}]",
        f"outcomes: {{{', '.join(outcomes)}}}",
        "url: https://example.org/" if event["listed"] else "hosts: [{guest: Hal Host}]",
    ]
    lines += [f"duration: {event['minutes']}"] * bool(event["minutes"])
    lines += [f"registration: {{capacity: {{in_person: {event['places']}}}}}"] * bool(
        event["places"]
    )
    lines += ["roles: {care_contact: {guest: Cara Care}}"] * event["care"]
    files: dict[str, str | bytes | None] = {f"events/{event['id']}.yml": "\n".join(lines) + "\n"}
    if event["recap"]:
        about = (
            f"title: Told\ndate: {event['recap']}\nsummary: It was good.\n"
            f"about: {{events: [{event['id']}]}}\n"
        )
        files[f"content/news/{event['id']}.yml"] = about
    return files


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> tuple[MetricContext, sqlite3.Connection]:
    return community(tmp_path_factory.mktemp("events"))


def share(part: float, whole: float) -> float:
    return round(100 * part / whole, 1)


def independent(rows: sqlite3.Connection, day: date) -> dict[str, tuple[float, int, int | None]]:
    """(value, n, covered) of each figure by SQL alone."""
    rows.execute("delete from look")
    rows.execute("insert into look values (?)", (str(day),))

    def ask(query: str) -> Any:
        return rows.execute(query).fetchall()

    ((held,),) = ask("select count(*) from held")
    ((off,),) = ask("select count(*) from planned where status = 'cancelled'")
    people = [found for (found,) in ask("select people from held where people is not null")]
    ((came, places, rooms),) = ask(
        "select sum(room), sum(places), count(*) from held where room is not null and places"
    )
    ((heads, signed, showed),) = ask(
        "select sum(people), sum(signed), count(*) from held where people is not null and signed"
    )
    ((new, everybody, telling),) = ask("select sum(new), sum(everybody), count(*) from newcomers")
    ((speakers,),) = ask("select count(*) from spoke, look where last > date(today, '-365 days')")
    ((told, ended),) = ask("select sum(coalesce(told, 0) or recorded), count(*) from ended")
    ((care,),) = ask("select count(*) from held where care")
    return {
        "events_held": (held, held, None),
        "cancelled": (share(off, held + off), held + off, None),
        "attendance": (round(median(people), 1), len(people), len(people)),
        "fill": (share(came, places), places, rooms),
        "show_up": (share(heads, signed), signed, showed),
        "first_timers": (share(new, everybody), everybody, telling),
        "speakers": (speakers, speakers, None),
        "time_fair": fair(ask),
        "conduct_coverage": (share(care, held), held, None),
        "followup": (share(told, ended), ended, None),
    }


def fair(ask: Any) -> tuple[float, int, int]:
    """For each member and event, whether the hour there is one of the day."""
    lived = ask(
        "select zone from member, look where zone is not null and joined <= today and "
        "(left_on is null or left_on > today)"
    )
    zones = [ZoneInfo(name) for (name,) in lived]
    starts = [
        datetime.fromisoformat(f"{day}T{hour:02}:30").replace(tzinfo=UTC)
        for day, hour in ask("select day, hour from held where mode != 'in-person'")
    ]
    by_day = [8 <= start.astimezone(zone).hour <= 20 for zone in zones for start in starts]
    return share(sum(by_day), len(by_day)), len(zones), len(zones)


@pytest.mark.parametrize("day", DAYS)
def test_figures_equal_a_count_in_sql(truth: Any, day: date) -> None:
    """Value, number and coverage of each, on three days."""
    context, rows = truth
    wanted = independent(rows, day)
    answers = {name: FIGURES[name].compute(context.at(day)) for name in wanted}
    assert {
        name: (answer.value, answer.n, answer.covered) for name, answer in answers.items()
    } == wanted


def test_a_year_ago_is_what_was_said_a_year_ago(truth: Any) -> None:
    """Looked back from today, a figure is what it was on that day."""
    context, rows = truth
    earlier = independent(rows, date(2025, 11, 23))
    measured = measure(context, earlier)
    assert {name: figure.before.value for name, figure in measured.items() if figure.before} == {
        name: value for name, (value, _, _) in earlier.items() if FIGURES[name].dated
    }


# -- small cases -----------------------------------------------------------------------------------


def event(day: str, more: str = "", mode: str = "online") -> str:
    return (
        f"title: Evening\nsummary: Food and questions.\nstart: {day}T18:00\n"
        f"timezone: Europe/Berlin\nmode: {mode}\nhosts: [ada]\n{more}\n"
    )


def small(root: Path, files: dict[str, str], as_of: date = hubs.AS_OF) -> Hub:
    """A hub with these events alone."""
    away = {
        "events/welcome-call.yml": None,
        "events/evening.yml": None,
        "content/paths/first-month.yml": None,
    }
    return hubs.small_hub(root, {**away, **files}, as_of)


def answer(hub: Hub, name: str, notes: Notes | None = None) -> Answer:
    return FIGURES[name].compute(MetricContext.of(hub, notes))


def told(found: Answer) -> dict[Any, Any]:
    """The rows of an answer by their labels."""
    assert found.table
    return {
        label: cells[0] if len(cells) == 1 else tuple(cells) for label, *cells in found.table.rows
    }


def test_what_is_called_off_or_ahead_is_not_held(tmp_path: Path) -> None:
    """Today counts, tomorrow and the day a year ago do not; each date of a series stands for
    itself, with its own changes."""
    repeats = (
        "duration: 90\nrepeats: {rule: monthly, until: 2026-12-05, skip: [2026-08-05], moved: "
        "[{occurrence: 2026-10-05, status: cancelled}]}"
    )
    hub = small(
        tmp_path,
        {
            "events/today.yml": event("2026-11-23"),
            "events/tomorrow.yml": event("2026-11-24"),
            "events/old.yml": event("2025-11-23"),
            "events/off.yml": event("2026-10-01", "status: cancelled", "in-person")
            + "place: {city: Lisbon, country: PT}\n",
            "events/late.yml": event("2026-10-02", "status: postponed"),
            "events/edge.yml": event("2025-11-23", "status: cancelled"),
            "events/monthly.yml": event("2026-07-05", repeats),
            "events/elsewhere.yml": event("2026-05-05").replace(
                "hosts: [ada]", "url: https://example.org/fair"
            ),
        },
    )
    found = answer(hub, "events_held")
    assert found.value == 4  # today, and the series in July, September and November
    assert told(found) == {
        "Mode: in person": (0, 1, None),
        "Mode: online": (4, 1, 4.5),
        "Place: Lisbon": (0, 1, None),
        "Place: online": (4, 1, 4.5),
        "Series: Evening": (3, 1, 4.5),
        "Series: none": (1, 1, None),
    }
    assert answer(hub, "cancelled").value == 33.3


def test_notice_is_what_the_history_tells(tmp_path: Path) -> None:
    """Days from the last change of the file to the day; nothing where it was changed later, or
    where there is no history."""
    files = {
        f"events/{name}.yml": event("2026-10-10", "status: cancelled")
        for name in ("early", "after", "unknown")
    }
    hubs.minimal_hub(
        tmp_path, {**files, "events/welcome-call.yml": None, "content/paths/first-month.yml": None}
    )
    history = {
        "events/early.yml": FileChanges(2, datetime(2026, 10, 3, 12, tzinfo=UTC)),
        "events/after.yml": FileChanges(2, datetime(2026, 11, 1, tzinfo=UTC)),
    }
    found = answer(hubs.load(tmp_path, history=history)[0], "cancelled")
    assert found.value == 100 and found.note == "median notice at least 7 days, known of 1"
    assert [row[2] for row in found.table.rows] == [None, 7, None]  # type: ignore[union-attr]


def test_a_count_that_is_not_whole_is_none(tmp_path: Path) -> None:
    """A hybrid event with the room alone counted says nothing; noughts count; a sheet counts where
    there is no count."""
    place = "\nplace: {city: Lisbon, country: PT}"
    hub = small(
        tmp_path,
        {
            "events/a.yml": event(
                "2026-10-01", "outcomes: {attended: {in_person: 9}}" + place, "hybrid"
            ),
            "events/b.yml": event(
                "2026-10-02", "outcomes: {attended: {in_person: 10, online: 20}}" + place, "hybrid"
            ),
            "events/c.yml": event("2026-10-03", "outcomes: {attended: {online: 0}}"),
            "events/d.yml": event("2026-10-04"),
            "events/e.yml": event("2026-10-05", "type: talk"),
        },
    )
    sheets = Notes(attendance=(Attendance("d", None, ("ada", "bo", "~0123456789ab", "cy")),))
    found = answer(hub, "attendance", sheets)
    assert (found.value, found.covered, found.total) == (4, 3, 5) and found.enough
    assert told(found)["meetup"] == (4, 3, 2.0, 4, 17.0) and told(found)["talk"] == (
        1,
        0,
        None,
        None,
        None,
    )
    without = answer(hub, "attendance")
    assert (without.covered, without.total) == (2, 5) and not without.enough


def test_sums_are_shared_by_sums(tmp_path: Path) -> None:
    """Nine of ten and ten of ninety are nineteen of a hundred, though the median share is far from
    it."""

    def filled(day: str, heads: int, places: int, signed: int) -> str:
        more = (
            f"registration: {{capacity: {{in_person: {places}}}}}\n"
            f"outcomes: {{registered: {signed}, attended: {{in_person: {heads}}}}}"
        )
        return event(day, more + "\nplace: {city: Lisbon, country: PT}", "in-person")

    bare = event("2026-10-03", "place: {city: Lisbon, country: PT}", "in-person")
    hub = small(
        tmp_path,
        {
            "events/a.yml": filled("2026-10-01", 9, 10, 18),
            "events/b.yml": filled("2026-10-02", 10, 90, 20),
            "events/c.yml": bare,
        },
    )
    found = answer(hub, "fill")
    assert (found.value, found.covered, found.total, found.note) == (
        19,
        2,
        3,
        "median of the events 50.6 %",
    )
    shown = answer(hub, "show_up")
    assert (shown.value, shown.covered, shown.total) == (
        50,
        2,
        2,
    )  # nobody could sign up for the third


def test_a_share_of_few_places_or_few_who_signed_up_is_hidden(tmp_path: Path) -> None:
    """One event may stand for nine people: what is counted are they, and not the event."""
    more = (
        "registration: {capacity: {in_person: 9}}\n"
        "outcomes: {registered: 9, attended: {in_person: 3}}\nplace: {city: Lisbon, country: PT}"
    )
    shown = published(
        measure(
            MetricContext.of(
                small(tmp_path, {"events/a.yml": event("2026-10-01", more, "in-person")})
            )
        )
    )
    assert [(shown[name].now.value, shown[name].now.table) for name in ("fill", "show_up")] == [
        (None, None)
    ] * 2


def test_speakers_are_people_who_spoke_here(tmp_path: Path) -> None:
    """Neither an organisation, nor who spoke at what others hold and the hub only lists."""
    hub = small(
        tmp_path,
        {
            "events/a.yml": event("2026-10-01", "speakers: [ada, lantern]"),
            "events/b.yml": event("2026-10-02", "speakers: [bo, {guest: Gil Guest}]").replace(
                "hosts: [ada]", "url: https://example.org/fair"
            ),
        },
    )
    assert answer(hub, "speakers").value == 1


def test_first_timers_by_count_and_by_name(tmp_path: Path) -> None:
    """A count is believed; else it is who did nothing before, where having joined is nothing and a
    pseudonym is somebody."""
    hub = small(
        tmp_path,
        {
            "events/a.yml": event(
                "2026-10-01", "outcomes: {first_timers: 3, attended: {online: 12}}"
            ),
            "events/b.yml": event("2026-10-02"),
            "events/c.yml": event("2026-10-03"),
            "events/d.yml": event("2026-10-04"),
        },
    )
    sheets = (
        Attendance("b", None, ("bo", "~0123456789ab")),
        Attendance("c", None, ("ada", "bo", "cy", "~0123456789ab")),
    )
    found = answer(hub, "first_timers", Notes(attendance=sheets))
    # b: both are new; c: Cy alone, since Ada hosted before.
    assert (found.value, found.n, found.covered, found.total) == (33.3, 18, 3, 4)
    # Cy is who came to b under a pseudonym, so c has nobody new.
    same = (Care(member="cy", pseudonyms=["~0123456789ab"]),)
    assert answer(hub, "first_timers", Notes(attendance=sheets, people=same)).value == 27.8


def test_speakers_and_who_among_them_is_new(tmp_path: Path) -> None:
    """The team and guests are among them; who spoke two years ago is not new."""
    team = str(hubs.BASE["content/community.yml"]) + "team: [{member: ada, role: Manager}]\n"
    hub = small(
        tmp_path,
        {
            "content/community.yml": team,
            "events/old.yml": event("2024-10-01", "speakers: [bo]"),
            "events/a.yml": event("2026-10-01", "speakers: [ada, bo, {guest: Gil Guest}]"),
            "events/b.yml": event("2026-10-02", "agenda: [{title: Talk, speakers: [bo, ada]}]"),
            "events/c.yml": event("2026-10-03", "speakers: [bo]"),
            "events/off.yml": event("2026-10-04", "speakers: [cy]\nstatus: cancelled"),
        },
    )
    found = answer(hub, "speakers")
    assert told(found) == {
        "Speakers": 3,
        "for the first time": 2,
        "guests": 1,
        "who did half of it": 1,
    }
    assert found.note == "66.7 % for the first time, 2 times each"


def test_an_hour_by_parts_of_the_world(tmp_path: Path) -> None:
    """18:00 in Berlin is evening there, and night in Tokyo; a member without a zone is not
    covered."""
    zones = {"ada": "Europe/Berlin", "bo": "Asia/Tokyo"}
    people = {
        f"members/{name}.yml": f"name: {name.title()}\njoined: 2026-01-05\ntimezone: {zone}\n"
        for name, zone in zones.items()
    }
    place = "place: {city: Lisbon, country: PT}"
    hub = small(
        tmp_path,
        {
            **people,
            "events/a.yml": event("2026-10-01"),
            "events/b.yml": event("2026-10-02", place, "in-person"),
        },
    )
    found = answer(hub, "time_fair")
    assert (found.value, found.covered, found.total, found.note) == (50, 2, 3, "1 event")
    assert told(found) == {"Asia": (0, 1), "Europe": (100, 1)}


def test_no_is_an_answer_and_silence_is_none(tmp_path: Path) -> None:
    """Of what is ahead, known and not off; what concerns a room is not asked of a call; a venue's
    step-free way counts."""
    venue = (
        "name: The Hall\ncity: Nairobi\ncountry: KE\ntimezone: Africa/Nairobi\nstep_free: 'yes'\n"
    )
    hub = small(
        tmp_path,
        {
            "events/venues/hall.yml": venue,
            "events/a.yml": event("2026-12-01", "access: {captions: 'no', recording: 'yes'}"),
            "events/b.yml": event("2026-12-02", "venue: hall", "in-person").replace(
                "timezone: Europe/Berlin\n", ""
            ),
            "events/over.yml": event("2026-11-23"),
            "events/off.yml": event("2026-12-03", "status: cancelled"),
            "events/unknown.yml": event("2026-12-03", "added: 2026-11-24"),
        },
    )
    found = answer(hub, "access")
    assert (found.value, found.n) == (
        27.3,
        2,
    )  # 3 of the 4 that concern a call and the 7 that concern a room
    assert (
        told(found)["step free"] == (100, 1, 1)
        and told(found)["captions"] == (50, 1, 2)
        and told(found)["low bandwidth"] == (0, 0, 1)
    )


def test_rules_without_a_contact_are_not_enough(tmp_path: Path) -> None:
    """The event's own contact counts, then the community's, and that only under the community's
    rules."""
    own = "policies: {conduct: https://example.org/rules}"
    files = {
        "events/a.yml": event("2026-10-01", "roles: {care_contact: bo}"),
        "events/b.yml": event("2026-10-02"),
        "events/c.yml": event("2026-10-03", own),
        "events/d.yml": event("2026-10-04", f"{own}\nroles: {{care_contact: bo}}"),
    }
    assert answer(small(tmp_path / "without", files), "conduct_coverage").value == 50
    community = (
        str(hubs.BASE["content/community.yml"]) + "conduct: {contact: https://example.org/report}\n"
    )
    found = answer(
        small(tmp_path / "with", {**files, "content/community.yml": community}), "conduct_coverage"
    )
    assert found.value == 75 and told(found) == {
        "somebody of the event": 2,
        "the community's contact": 1,
        "nobody": 1,
    }


def test_what_is_told_afterwards(tmp_path: Path) -> None:
    """What is too new is left out; news from before the event is no recap, nor is what will be
    written tomorrow."""

    def post(name: str, day: str) -> str:
        return f"title: Told\ndate: {day}\nsummary: It was good.\nabout: {{events: [{name}]}}\n"

    hub = small(
        tmp_path,
        {
            "events/a.yml": event("2026-10-01"),
            "content/news/a.yml": post("a", "2026-10-11"),
            "events/b.yml": event("2026-10-02"),
            "content/news/b.yml": post("b", "2026-09-20"),
            "events/c.yml": event("2026-10-03"),
            "content/news/c.yml": post("c", "2026-11-24"),
            "events/d.yml": event("2026-10-04", "outcomes: {slides: [https://example.org/slides]}"),
            "events/new.yml": event("2026-11-20"),
            "events/e.yml": event(
                "2026-10-05",
                (
                    "repeats: {rule: monthly, count: 1, moved: [{occurrence: 2026-10-05, "
                    "outcomes: {recap: later}}]}"
                ),
            ),
            "content/news/later.yml": (
                "title: Told\ndate: 2026-10-25\nsummary: Of the first of many.\n"
            ),
        },
    )
    found = answer(hub, "followup")
    assert (found.value, found.n, found.note) == (60, 5, "median 15 days to the recap")
    assert told(found) == {"a recap": 2, "a recording or slides": 1, "nothing": 2}


@pytest.mark.parametrize(
    "name",
    [
        "attendance",
        "fill",
        "show_up",
        "first_timers",
        "time_fair",
        "access",
        "conduct_coverage",
        "followup",
        "cancelled",
    ],
)
def test_of_no_events_nothing_is_said(tmp_path: Path, name: str) -> None:
    """A share or a median of nothing is not nought."""
    assert answer(small(tmp_path, {}), name).value is None
