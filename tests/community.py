"""A community of 400 people over three years, made up by chance with a fixed seed: its files, and
the same truth as tables.

What is written into a record is written into a table of SQLite in the same breath, so that figures
can be counted again by SQL that shares nothing with the engine. All names are invented.
"""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

FIRST, LAST = date(2023, 11, 24), date(2026, 12, 31)
PEOPLE = 400
TEAM = ("p000", "p001", "p002")
ORGANISATIONS = ("north", "south", "east", "west", "hill")
TOPICS = tuple(f"t{number}" for number in range(12))
ZONES = ("Europe/Berlin", "Africa/Nairobi", "America/Bogota", "Asia/Tokyo", "America/Chicago")
TYPES = ("meetup", "workshop", "talk", "panel", "clinic")
MODES = ("in-person", "online", "hybrid")

TABLES = """
create table person (id text primary key, joined text, "left" text, organisation text, team int,
  zone text, consent int, welcomed text,
  buddy text);
create table act (person text, kind text, day text, object text, gives int, mode int,
  unique (person, kind, object));
create table occasion (object text primary key, event text, day text, type text, mode text,
  venue text, series text, off int, minutes int,
  room int, registered int, there int, far int, first int, told text, access int, care int);
create table belonging (person text, circle text, since text);
create table slot (person text, day text, object text);
create table present (person text, day text, object text);
create table fair (object text, zone text, by_day int);
create table resource (id text primary key, added text, reviewed text, review_after text,
  curator text, suggested text, checker text, topic text, gone text);
create table ask (person text, number int, topic text, since text, answered text);
create table response (person text, number int, by text, day text);
create table wish (person text, topic text);
create table offer (person text, topic text, since text);
create table post (id text primary key, day text, type text, cycle text);
create table about (object text, topic text);
create table pair (mentor text, mentee text, since text);
create table moderation (year int, reports int);
create table report (received text, closed text);
create table asking (id text, ended text, measure text, asked int, answered int, questions int);
create table said (asking text, measure text, low int, high int, answer int, number int);
create table talk (id text, day text, topic text);
create table introduction (people text, suggested text, approved text, accepted text, met text,
  useful text);
create table lesson (person text, day text);
create table application (programme text, received text, decision text, decided text, told text);
create table commitment (member text, programme text, since text, due text, done text,
  dropped text);
create table term (member text, programme text, since text, until text);
create table last_talk (member text, programme text, until text, day text, answer text);
create table effort (programme text, day text, hours real, cost real);
create table elsewhere (member text, programme text, day text, result int);
create table brought (programme text, day text, member text);
create table cohort_of (programme text, name text, since text, until text);
"""
MODE = {
    "join": 1,
    "attend": 1,
    "ask": 2,
    "answer": 2,
    "suggest": 2,
    "curate": 2,
    "verify": 2,
    "author": 2,
    "speak": 2,
    "host": 3,
    "organise": 3,
    "moderate": 3,
    "project": 4,
    "lead": 4,
    "buddy": 5,
    "mentor": 5,
    "introduce": 5,
    "ambassador": 5,
}
MILESTONES = """\
milestones:
  - {title: Lesson one, after: joined}
  - {title: Wrote, after: second, acts: [author, ask], within: 60}
  - {title: Never noted, after: helps}
"""
"""One that notes tell of, one by acts, and one that nothing tells of."""
NOTHING_GIVEN = ("join", "attend", "ask")


@dataclass
class Community:
    """The files of the hub, and what they tell as tables."""

    files: dict[str, str | bytes | None] = field(default_factory=dict)
    tables: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    chance: random.Random = field(default_factory=lambda: random.Random(400))  # noqa: S311 - not for secrets
    lived: dict[str, tuple[date, date]] = field(default_factory=dict)
    zeal: dict[str, float] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def add(self, table: str, *row: Any) -> None:
        """A row of a table; days as text."""
        cells = [str(cell) if isinstance(cell, date) else cell for cell in row]
        places = ", ".join("?" * len(cells))
        self.tables.execute(f"insert or ignore into {table} values ({places})", cells)  # noqa: S608

    def act(self, person: str, kind: str, day: date, name: str) -> None:
        """What somebody did."""
        self.add("act", person, kind, day, name, int(kind not in NOTHING_GIVEN), MODE[kind])

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.chance.randrange((last - first).days + 1))

    def some(self, day: date, count: int, keen: bool = True) -> list[str]:
        """People who were there on a day, each once; keen ones more often."""
        there = [name for name, (came, went) in self.lived.items() if came <= day < went]
        weights = [self.zeal[name] if keen else 1.0 for name in there]
        return list(dict.fromkeys(self.chance.choices(there, weights, k=count))) if there else []

    def one(self, day: date) -> str:
        return self.some(day, 1)[0]


def community() -> Community:
    """The whole of it; the same each time."""
    made = Community()
    made.tables.executescript(TABLES)
    for step in (
        _context,
        _people,
        _posts,
        _events,
        _monthly,
        _library,
        _groups,
        _asks,
        _private,
        _asked,
        _lessons,
        _programmes,
    ):
        step(made)
    for name, entries in made.notes.items():
        made.files[f"private/{name}.yml"] = "".join(f"- {{{entry}}}\n" for entry in entries)
    return made


def _context(made: Community) -> None:
    team = "".join(
        f"  - {{member: {name}, role: Team, hat: manager, since: 2023-11-24}}\n" for name in TEAM
    )
    former = "  - {member: p003, role: Once, hat: other, since: 2023-11-24, until: 2025-01-31}\n"
    made.files |= {
        "content/community.yml": "name: Four Hundred\nheadline: For a test.\n"
        "purpose: To be counted.\nlanguage: en\n"
        "timezone: Europe/Berlin\n"
        f"team:\n{team}{former}{MILESTONES}",
        "content/topics.yml": "".join(
            f"- {{id: {name}, label: Topic {name}, description: About {name}.}}\n"
            for name in TOPICS
        ),
        "events/venues/barn.yml": (
            "name: The Barn\ncity: Ghent\ncountry: BE\ntimezone: Europe/Brussels\n"
        ),
    }
    for name in ORGANISATIONS:
        made.files[f"members/{name}.yml"] = (
            f"name: House {name}\nkind: organisation\njoined: 2023-11-24\n"
        )
    for path in (
        "members/ada.yml",
        "members/bo.yml",
        "members/cy.md",
        "members/lantern.yml",
        "events/welcome-call.yml",
        "events/evening.yml",
        "events/venues/hall.yml",
        "content/resources/canvas.yml",
        "content/paths/first-month.yml",
        "content/groups/crew.yml",
        "content/news/hello.md",
    ):
        made.files[path] = None


def _people(made: Community) -> None:
    for number in range(PEOPLE):
        name = f"p{number:03}"
        joined = FIRST if number < 30 else made.day()
        left = (
            joined + timedelta(days=made.chance.randrange(40, 600))
            if number >= 10 and made.maybe(0.2)
            else None
        )
        made.lived[name] = joined, left or date.max
        made.zeal[name] = 40.0 if number < 12 else made.chance.choice((0.2, 0.2, 1, 1, 1, 4))
        lines = [f"name: Person {number}", f"joined: {joined}"]
        lines += ["status: alumni", f"left: {left}"] if left else []
        home = made.chance.choice(ORGANISATIONS) if made.maybe(0.75) else ""
        lines += [f"affiliations: [{home}]"] if home else []
        zone = made.chance.choice(ZONES) if made.maybe(0.7) else ""
        lines += [f"timezone: {zone}"] if zone else []
        consent = made.maybe(0.5)
        lines += [f"consent: {{date: {joined}, by: form}}"] if consent else []
        welcomed = joined + timedelta(days=3) if made.maybe(0.6) else None
        lines += [f"welcomed: {welcomed}"] if welcomed else []
        circles = (
            made.chance.sample([f"g{circle}" for circle in range(6)], made.chance.randrange(1, 3))
            if made.maybe(0.6)
            else []
        )
        lines += [f"groups: [{', '.join(circles)}]"] if circles else []
        for circle in circles:
            made.add("belonging", name, circle, FIRST)
        wished = made.chance.sample(TOPICS, 2) if made.maybe(0.4) else []
        lines += [f"topics: [{', '.join(wished)}]"] if wished else []
        for topic in wished:
            made.add("wish", name, topic)
        made.act(name, "join", joined, f"member/{name}")
        buddy = (
            made.chance.choice([f"p{other:03}" for other in range(12)])
            if number >= 30 and made.maybe(0.2)
            else ""
        )
        if buddy:
            lines.append(f"buddy: {buddy}")
            made.act(buddy, "buddy", joined, f"member/{name}")
        made.add(
            "person",
            name,
            joined,
            left,
            home,
            int(name in TEAM),
            zone,
            int(consent),
            welcomed,
            buddy,
        )
        made.files[f"members/{name}.yml"] = "\n".join(lines) + "\n"


def _posts(made: Community) -> None:
    for number in range(90):
        day, kind = made.day(), made.chance.choice(("news", "story", "story", "prompt", "research"))
        cycle = (
            made.chance.choice(("immediate", "potential", "applied", "realized", "reframing", ""))
            if kind == "story"
            else ""
        )
        author = made.one(day)
        made.files[f"content/news/s{number}.md"] = (
            f"---\ntitle: Piece {number}\ndate: {day}\ntype: {kind}\nauthors: [{author}]\n"
            f"{f'value_cycle: {cycle}' if cycle else ''}\n---\nWords.\n"
        )
        made.add("post", f"s{number}", day, kind, cycle)
        made.act(author, "author", day, f"post/s{number}")


def _cast(made: Community, day: date, name: str, lines: list[str], off: bool) -> None:
    """Who hosts, speaks and helps."""
    host, speakers, helper = made.one(day), made.some(day, 2, keen=made.maybe(0.5)), made.one(day)
    lines += [f"hosts: [{host}]", f"speakers: [{', '.join(speakers)}, {{guest: Gil Guest}}]"]
    care = made.one(day) if made.maybe(0.3) else ""
    lines.append(f"roles: {{facilitator: {helper}{f', care_contact: {care}' if care else ''}}}")
    if off:
        return
    made.act(host, "host", day, name)
    made.act(helper, "organise", day, name)
    if care:
        made.act(care, "moderate", day, name)
    for person in speakers:
        made.act(person, "speak", day, name)
    for person in (*speakers, "Gil Guest"):
        made.add("slot", person, day, name)


def _outcomes(made: Community, number: str, day: date, mode: str) -> tuple[list[Any], str]:
    """(registered, in the room, online, first-timers, day of the recap), and the line that says
    so."""
    said: list[str] = []
    registered = there = far = first = told = None
    if made.maybe(0.75):
        there = made.chance.randrange(4, 40) if mode != "online" else None
        far = made.chance.randrange(3, 60) if mode != "in-person" else None
        heads = [f"in_person: {there}"] if there is not None else []
        said.append(
            f"attended: {{{', '.join([*heads, *([f'online: {far}'] if far is not None else [])])}}}"
        )
        if made.maybe(0.8):
            registered = (there or 0) + (far or 0) + made.chance.randrange(0, 20)
            said.append(f"registered: {registered}")
        if made.maybe(0.5):
            first = made.chance.randrange(0, 4)
            said.append(f"first_timers: {first}")
    if made.maybe(0.55):
        told = day + timedelta(days=made.chance.randrange(1, 30))
        author = made.one(told) if told <= LAST else TEAM[0]
        made.files[f"content/news/recap-{number}.md"] = (
            f"---\ntitle: What happened at {number}\ndate: {told}\ntype: recap\n"
            f"authors: [{author}]\n---\nMuch.\n"
        )
        made.add("post", f"recap-{number}", told, "recap", "")
        made.act(author, "author", told, f"post/recap-{number}")
        said.append(f"recap: recap-{number}")
    return [registered, there, far, first, told], f"{{{', '.join(said)}}}" if said else ""


def _events(made: Community) -> None:
    for number in range(260):
        day, mode = made.day(), made.chance.choice(MODES)
        name, minutes, hour, off = (
            f"event/e{number}",
            made.chance.choice((60, 90, 120)),
            made.chance.choice((9, 14, 18)),
            made.maybe(0.08),
        )
        lines = [
            f"title: Evening {number}",
            "summary: One of many.",
            f"type: {(kind := made.chance.choice(TYPES))}",
            f"start: {day}T{hour:02}:00",
            f"duration: {minutes}",
            f"mode: {mode}",
        ]
        lines += ["venue: barn"] if mode != "online" else ["timezone: Europe/Brussels"]
        series = made.chance.choice(("kitchen", "library", ""))
        lines += [f"series: {series}"] if series else []
        room = made.chance.randrange(20, 60) if mode != "online" and made.maybe(0.8) else None
        lines += [f"registration: {{capacity: {{in_person: {room}}}}}"] if room else []
        access = made.maybe(0.5)
        lines += ["access: {step_free: yes, captions: no}"] if access else []
        topic = made.chance.choice(TOPICS[:9])
        lines.append(f"topics: [{topic}]")
        made.add("about", name, topic)
        lines += ["status: cancelled"] if off else []
        known, said = ([None] * 5, "") if off else _outcomes(made, f"e{number}", day, mode)
        lines += [f"outcomes: {said}"] if said else []
        _cast(made, day, name, lines, off)
        care = int("care_contact" in lines[-1])
        _hours(made, name, datetime.combine(day, time(hour)))
        made.add(
            "occasion",
            name,
            f"e{number}",
            day,
            kind,
            mode,
            "barn" if mode != "online" else "",
            series,
            int(off),
            minutes,
            room,
            *known,
            int(access),
            care,
        )
        made.files[f"events/e{number}.yml"] = "\n".join(lines) + "\n"
        if not off and made.maybe(0.6):
            _sheet(made, f"e{number}", name, day)


def _hours(made: Community, name: str, wall: datetime) -> None:
    """For whom it begins by day: after eight and before nine in the evening."""
    start = wall.replace(tzinfo=ZoneInfo("Europe/Brussels"))
    for zone in ZONES:
        made.add("fair", name, zone, int(8 <= start.astimezone(ZoneInfo(zone)).hour < 21))


def _sheet(made: Community, file: str, name: str, day: date) -> None:
    """Who was there: members by name, others by a pseudonym."""
    unknown = [f"~{made.chance.randrange(16**12):012x}" for _ in range(3)]
    rows = [f"{person},yes" for person in unknown]
    for person in unknown:
        made.add("present", person, day, name)
    for person in made.some(day, made.chance.randrange(3, 14), keen=False):
        came = made.maybe(0.8)
        rows.append(f"{person},{'yes' if came else 'no'}")
        if came:
            made.act(person, "attend", day, name)
            made.add("present", person, day, name)
    made.files[f"private/attendance/{file}.csv"] = "person,attended\n" + "\n".join(rows) + "\n"


def _monthly(made: Community) -> None:
    """One event that comes again on the first Thursday of each month; two dates were called off,
    one was left out."""
    days = [
        day
        for month in range(36)
        for day in [_first_thursday(2024 + month // 12, month % 12 + 1)]
        if day <= LAST
    ]
    off, skipped = {days[4], days[20]}, days[9]
    hosts = [TEAM[0], "p004"]
    moved = "".join(f"    - {{occurrence: {day}, status: cancelled}}\n" for day in sorted(off))
    made.files["events/round.yml"] = (
        "title: Monthly round\nsummary: Again and again.\ntype: call\nstart: 2024-01-04T18:00\n"
        "duration: 60\ntimezone: Europe/Brussels\nmode: online\n"
        f"hosts: [{', '.join(hosts)}]\ntopics: [t0]\nrepeats:\n  rule: monthly\n"
        f"  on: first thursday\n  until: {LAST}\n  skip: [{skipped}]\n  moved:\n{moved}"
    )
    for day in days:
        if day == skipped:
            continue
        name = f"event/round@{day}"
        made.add("about", name, "t0")
        made.add(
            "occasion",
            name,
            "round",
            day,
            "call",
            "online",
            "",
            "",
            int(day in off),
            60,
            *[None] * 6,
            0,
            0,
        )
        _hours(made, name, datetime.combine(day, time(18)))
        if day not in off:
            for host in hosts:
                made.act(host, "host", day, name)


def _first_thursday(year: int, month: int) -> date:
    return next(day for number in range(1, 8) if (day := date(year, month, number)).weekday() == 3)


def _library(made: Community) -> None:
    for number in range(150):
        added, topic = made.day(), made.chance.choice(TOPICS[:10])
        curator, finder = made.one(added), made.one(added) if made.maybe(0.5) else ""
        checked = made.day(added, added + timedelta(days=500)) if made.maybe(0.6) else None
        again = (
            (checked or added) + timedelta(days=made.chance.randrange(60, 700))
            if made.maybe(0.3)
            else None
        )
        lines = [
            f"title: Text {number}",
            f"url: https://example.org/r/{number}",
            "type: guide",
            "why: It helps.",
            f"added: {added}",
            f"curator: {curator}",
            f"topics: [{topic}]",
        ]
        name = f"resource/r{number}"
        made.act(curator, "curate", added, name)
        if finder:
            lines.append(f"suggested_by: {finder}")
            made.act(finder, "suggest", added, name)
        if checked:
            who = made.one(checked) if checked <= LAST else TEAM[1]
            lines += [f"reviewed: {checked}", f"reviewed_by: {who}"]
            made.act(who, "verify", checked, f"{name}@{checked}")
        lines += [f"review_after: {again}"] if again else []
        gone = made.day(added) if made.maybe(0.1) else None
        lines += [f"gone: {gone}"] if gone else []
        made.add(
            "resource",
            f"r{number}",
            added,
            checked,
            again,
            curator,
            finder,
            who if checked else "",
            topic,
            gone,
        )
        made.files[f"content/resources/r{number}.yml"] = "\n".join(lines) + "\n"


def _groups(made: Community) -> None:
    for number in range(6):
        log = []
        for step in range(15):
            day = made.day()
            people = made.some(day, 3)
            log.append(f"  - {{date: {day}, by: [{', '.join(people)}], what: A step}}\n")
            for person in people:
                made.act(person, "project", day, f"group/g{number}/{step}")
        lead, since = f"p{number + 5:03}", date(2024, 2, 1) + timedelta(days=40 * number)
        made.act(lead, "lead", since, f"group/g{number}")
        made.add("belonging", lead, f"g{number}", since)
        made.files[f"content/groups/g{number}.yml"] = (
            f"name: Group {number}\npurpose: To work.\n"
            f"leads: [{{member: {lead}, since: {since}}}]\nlog:\n{''.join(log)}"
        )


def _asks(made: Community) -> None:
    """Asks and offers, on the profiles of people who are there."""
    for name in made.chance.sample(sorted(made.lived), 120):
        came, _ = made.lived[name]
        asks = []
        for number in range(made.chance.randrange(1, 3)):
            since, topic = (
                made.day(came, min(LAST, came + timedelta(days=500))),
                made.chance.choice(TOPICS),
            )
            made.act(name, "ask", since, f"ask/{name}/{number}")
            answers = [
                (made.one(day), day)
                for day in sorted(
                    made.day(since, since + timedelta(days=30))
                    for _ in range(made.chance.randrange(3))
                )
                if day <= LAST
            ]
            settled = answers[-1][1] + timedelta(days=5) if answers and made.maybe(0.6) else None
            made.add("ask", name, number, topic, since, settled)
            for who, day in answers:
                made.add("response", name, number, who, day)
                if who != name:
                    made.act(who, "answer", day, f"ask/{name}/{number}")
            said = ", ".join(f"{{by: {who}, date: {day}}}" for who, day in answers)
            asks.append(
                f"  - {{topic: {topic}, since: {since}, responses: "
                f"[{said}]{f', answered: {settled}' if settled else ''}}}\n"
            )
        made.files[f"members/{name}.yml"] += "asks:\n" + "".join(asks)  # type: ignore[operator]
    for name in made.chance.sample(sorted(made.lived), 60):
        topic, since = made.chance.choice(TOPICS[:7]), made.day(made.lived[name][0])
        made.add("offer", name, topic, since)
        made.files[f"members/{name}.yml"] += f"offers: [{{topic: {topic}, since: {since}}}]\n"  # type: ignore[operator]


def _private(made: Community) -> None:
    notes = {"mentoring": [], "introductions": [], "ambassadors": []}  # type: dict[str, list[str]]
    for number in range(25):
        since = made.day(date(2024, 6, 1))
        mentor, mentee = made.chance.sample(sorted(made.lived), 2)
        notes["mentoring"].append(f"mentor: {mentor}, mentee: {mentee}, since: {since}")
        made.act(mentor, "mentor", since, f"member/{mentee}")
        made.add("pair", mentor, mentee, since)
        day = made.day()
        who = made.one(day)
        notes["ambassadors"].append(f"member: {who}, date: {day}, what: Deed {number}")
        made.act(who, "ambassador", day, f"deed/{day}/Deed {number}")
        made.add("elsewhere", who, None, day, 0)
    for _ in range(60):
        people, suggested = sorted(made.chance.sample(sorted(made.lived), 2)), made.day()
        steps: dict[str, Any] = {"suggested": suggested}
        for step in ("approved", "accepted", "met"):
            if not made.maybe(0.7):
                break
            steps[step] = max(day for day in steps.values()) + timedelta(
                days=made.chance.randrange(1, 9)
            )
        useful = made.chance.choice(("yes", "no")) if "met" in steps and made.maybe(0.7) else None
        by = TEAM[0]
        entry = ", ".join(f"{name}: {day}" for name, day in steps.items())
        notes["introductions"].append(
            f"people: [{', '.join(people)}], by: {by}, {entry}"
            + (f", useful: '{useful}'" if useful else "")
        )
        made.add(
            "introduction",
            "+".join(people),
            suggested,
            *(steps.get(step) for step in ("approved", "accepted", "met")),
            useful,
        )
        if "accepted" in steps:
            made.act(
                by, "introduce", steps["accepted"], f"introduction/{'+'.join(people)}@{suggested}"
            )
    notes["moderation"] = [
        f"year: {year}, reports: {reports}" for year, reports in ((2023, 2), (2024, 7), (2025, 12))
    ]
    made.tables.execute("insert into moderation values (2023, 2), (2024, 7), (2025, 12)")
    for number in range(30):
        received = made.day()
        closed = made.day(received, LAST + timedelta(days=90))
        made.files[f"private/cases/{received.year}-{number + 1}.yml"] = (
            f"received: {received}\nclosed: {closed}\noutcome: talk\n"
        )
        made.add("report", received, closed)
    made.notes = notes


def _asked(made: Community) -> None:
    """Two surveys asked again and again, and talks."""
    for name, measure, low, high, number in (
        ("belonging", "belonging", 0, 10, 3),
        ("evening", "event", 1, 5, 4),
    ):
        questions = [f"{name}-{index}" for index in range(number)]
        asked = "".join(
            f"      - {{id: {one}, text: I say {one}, measures: {measure}, "
            f"low: {low}, high: {high}}}\n"
            for one in questions
        )
        results = "".join(_result(made, name, measure, questions, low, high) for _ in range(9))
        made.files[f"private/surveys/{name}.yml"] = (
            f"title: {name}\nversions:\n  - version: 1\n    since: 2023-11-24\n    questions:\n"
            f"{asked}results:\n{results}"
        )
    for number in range(40):
        day, topics = made.day(), sorted({made.chance.choice(TOPICS) for _ in range(3)})
        made.files[f"private/interviews/{day.year}-{number + 1}.yml"] = (
            f"date: {day}\nconsent: topics\ntopics: [{', '.join(topics[:-1])}]\n"
            f"quotes: [{{topic: {topics[-1]}, said: So it is}}]\n"
        )
        for topic in topics:
            made.add("talk", str(number), day, topic)


def _result(
    made: Community, name: str, measure: str, questions: list[str], low: int, high: int
) -> str:
    ended, answered = made.day(), made.chance.randrange(5, 90)
    asked = answered + made.chance.randrange(200) if made.maybe(0.8) else None
    key = f"{name}-{ended}-{answered}"
    told = [f"version: 1, since: {ended}, until: {ended}, answered: {answered}"]
    told += [f"asked: {asked}"] if asked else []
    counts = []
    for one in questions:
        given: dict[int, int] = {}
        for _ in range(answered):
            if made.maybe(0.9):
                answer = made.chance.randrange(low, high + 1)
                given[answer] = given.get(answer, 0) + 1
        counts.append(
            f"{one}: {{{', '.join(f'{step}: {n}' for step, n in sorted(given.items()))}}}"
        )
        for step, number in given.items():
            made.add("said", key, measure, low, high, step, number)
    made.add("asking", key, ended, measure, asked, answered, len(questions))
    return f"  - {{{', '.join(told)}, answers: {{{', '.join(counts)}}}}}\n"


def _lessons(made: Community) -> None:
    """Who had the first lesson, and when; some twice."""
    for _ in range(150):
        day = made.day()
        who = made.one(day)
        made.notes.setdefault("milestones", []).append(
            f"member: {who}, milestone: LESSON one, date: {day}"
        )
        made.add("lesson", who, day)


def _programmes(made: Community) -> None:
    """Three programmes: terms that follow each other or do not, and all that is noted of them."""
    for number in range(3):
        programme = f"programme-{number}"
        members = _terms(made, programme)
        _applied(made, programme)
        _spent(made, programme, [one for one, _, _ in members])
        cohorts = []
        for half in range(5):
            since = date(2024, 7, 1) + timedelta(days=182 * half)
            until = since + timedelta(days=181)
            cohorts.append(f"  - {{name: Half {half}, since: {since}, until: {until}}}\n")
            made.add("cohort_of", programme, f"Half {half}", since, until)
        listed = "".join(
            f"  - {{member: {one}, since: {since}, until: {until}}}\n"
            for one, since, until in members
        )
        made.files[f"content/groups/{programme}.yml"] = (
            f"name: Programme {number}\npurpose: To go on.\ntype: programme\n"
            f"cohorts:\n{''.join(cohorts)}members:\n{listed}"
        )


def _terms(made: Community, programme: str) -> list[tuple[str, date, date]]:
    """Who takes part and when; some of it stands in profiles."""
    told = []
    for name in made.chance.sample(sorted(made.lived), 30):
        since = made.day(date(2024, 3, 1), date(2026, 6, 30))
        profile = made.files[f"members/{name}.yml"]
        alone = isinstance(profile, str) and "groups:" not in profile and made.maybe(0.3)
        while True:
            until = since + timedelta(days=made.chance.randrange(60, 200))
            made.add("term", name, programme, since, until)
            _agreed(made, name, programme, since, until)
            if alone:
                entry = f"{{group: {programme}, since: {since}, until: {until}}}"
                made.files[f"members/{name}.yml"] = f"{profile}groups: [{entry}]\n"
                break
            told.append((name, since, until))
            since = until + timedelta(days=made.chance.randrange(1, 130))
            if made.maybe(0.4) or since > LAST:
                break
    return told


def _agreed(made: Community, name: str, programme: str, since: date, until: date) -> None:
    """What somebody agreed to in a term, and the talk before its end."""
    for number in range(made.chance.randrange(4)):
        agreed = made.day(since, until)
        due = agreed + timedelta(days=made.chance.randrange(5, 90))
        done = made.day(agreed, due + timedelta(days=20)) if made.maybe(0.7) else None
        dropped = made.day(agreed, due) if done is None and made.maybe(0.4) else None
        told = f"member: {name}, programme: {programme}, what: Thing {number}, since: {agreed}"
        days = {"due": due, "done": done, "dropped": dropped}
        told += "".join(f", {field}: {day}" for field, day in days.items() if day)
        made.notes.setdefault("commitments", []).append(told)
        made.add("commitment", name, programme, agreed, due, done, dropped)
    if made.maybe(0.5):
        day, answer = made.day(since, until), made.chance.choice(("goes-on", "changes", "stops"))
        made.notes.setdefault("renewals", []).append(
            f"date: {day}, member: {name}, programme: {programme}, until: {until}, answer: {answer}"
        )
        made.add("last_talk", name, programme, until, day, answer)


def _applied(made: Community, programme: str) -> None:
    for _ in range(40):
        received = made.day()
        told = f"programme: {programme}, member: {made.chance.choice(sorted(made.lived))}"
        told += f", received: {received}"
        decision, decided, heard = None, None, None
        if made.maybe(0.85):
            decision = made.chance.choice(("accepted", "declined", "waiting-list", "withdrawn"))
            decided = received + timedelta(days=made.chance.randrange(40))
            told += f", decision: {decision}, decided: {decided}"
            if decision != "withdrawn" and made.maybe(0.8):
                heard = decided + timedelta(days=made.chance.randrange(9))
                told += f", told: {heard}"
        made.notes.setdefault("applications", []).append(told)
        made.add("application", programme, received, decision, decided, heard)


def _spent(made: Community, programme: str, people: list[str]) -> None:
    """Hours and money, and what was done elsewhere."""
    for number in range(60):
        day, hours, cost = made.day(), made.chance.randrange(1, 20) / 2, made.chance.randrange(90)
        told = f"date: {day}, programme: {programme}, what: Talks, hours: {hours}, cost: {cost}"
        made.notes.setdefault("efforts", []).append(told)
        made.add("effort", programme, day, hours, cost)
        who, day = made.chance.choice(people), made.day()
        what = f"Elsewhere {programme} {number}"
        told = f"member: {who}, date: {day}, what: {what}, programme: {programme}"
        result = made.maybe(0.5)
        brought = made.chance.sample(sorted(made.lived), 2) if made.maybe(0.3) else []
        told += ", result: It helped" if result else ""
        told += f", brought: [{', '.join(brought)}]" if brought else ""
        made.notes["ambassadors"].append(told)
        made.act(who, "ambassador", day, f"deed/{day}/{what}")
        made.add("elsewhere", who, programme, day, int(result))
        for one in brought:
            made.add("brought", programme, day, one)
