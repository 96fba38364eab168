"""Write a large hub of invented records: the same arguments give the same files, byte for byte.

python benchmarks/large_hub.py OUT --members 10000 --events 3000 --resources 5000
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from wordlist import Writer, slug

PROJECT = Path(__file__).resolve().parent.parent
Fields = dict[str, Any]

# city, region, country, zone, degrees north, degrees east
PLACES = (
    ("Nairobi", "Nairobi County", "KE", "Africa/Nairobi", -1.29, 36.82),
    ("Berlin", "Berlin", "DE", "Europe/Berlin", 52.52, 13.4),
    ("Porto", "Norte", "PT", "Europe/Lisbon", 41.15, -8.61),
    ("São Paulo", "São Paulo", "BR", "America/Sao_Paulo", -23.55, -46.63),
    ("Pune", "Maharashtra", "IN", "Asia/Kolkata", 18.52, 73.86),
    ("Montréal", "Québec", "CA", "America/Toronto", 45.5, -73.57),
    ("Lagos", "Lagos", "NG", "Africa/Lagos", 6.52, 3.37),
    ("Tallinn", "Harju", "EE", "Europe/Tallinn", 59.44, 24.75),
    ("Wellington", "Wellington", "NZ", "Pacific/Auckland", -41.29, 174.78),
    ("Osaka", "Osaka", "JP", "Asia/Tokyo", 34.69, 135.5),
    ("Chicago", "Illinois", "US", "America/Chicago", 41.88, -87.63),
    ("Bogotá", "Cundinamarca", "CO", "America/Bogota", 4.71, -74.07),
    ("Kraków", "Małopolska", "PL", "Europe/Warsaw", 50.06, 19.94),
    ("Accra", "Greater Accra", "GH", "Africa/Accra", 5.6, -0.19),
    ("Jakarta", "Jakarta", "ID", "Asia/Jakarta", -6.21, 106.85),
    ("Leeds", "Yorkshire", "GB", "Europe/London", 53.8, -1.55),
    ("Lyon", "Rhône", "FR", "Europe/Paris", 45.76, 4.84),
    ("Mexico City", "CDMX", "MX", "America/Mexico_City", 19.43, -99.13),
    ("Cape Town", "Western Cape", "ZA", "Africa/Johannesburg", -33.92, 18.42),
    ("Seoul", "Seoul", "KR", "Asia/Seoul", 37.57, 126.98),
    ("Turin", "Piemonte", "IT", "Europe/Rome", 45.07, 7.69),
    ("Uppsala", "Uppsala", "SE", "Europe/Stockholm", 59.86, 17.64),
    ("Melbourne", "Victoria", "AU", "Australia/Melbourne", -37.81, 144.96),
    ("Valparaíso", "Valparaíso", "CL", "America/Santiago", -33.05, -71.61),
)
LANGUAGES = ("en", "es", "fr", "de", "pt", "sw", "hi", "ja", "pl", "it", "id", "ko", "sv", "et")
EVENT_TYPES = (
    "meetup",
    "workshop",
    "talk",
    "panel",
    "conference",
    "clinic",
    "course",
    "call",
    "social",
    "sprint",
    "retreat",
)
RESOURCE_TYPES = (
    "article",
    "book",
    "guide",
    "handbook",
    "course",
    "video",
    "podcast",
    "template",
    "tool",
    "dataset",
    "paper",
    "newsletter",
    "example",
)
POST_TYPES = ("news", "story", "recap", "prompt", "research", "decision")
AUDIENCES = (
    "Community managers",
    "Organisers",
    "Moderators",
    "Librarians",
    "Newcomers",
    "Funders",
    "Teachers",
    "Maintainers",
)
SHARES = {"members": 10_000, "events": 3_000, "resources": 5_000}
"""What the full hub holds; the numbers below go with the sum of these."""
BESIDE = {"topics": 160, "groups": 100, "venues": 120, "posts": 300, "paths": 60, "terms": 80}


@dataclass(frozen=True)
class Size:
    """How many records of each kind."""

    members: int
    events: int
    resources: int
    topics: int
    groups: int
    venues: int
    posts: int
    paths: int
    terms: int

    @classmethod
    def of(cls, members: int, events: int, resources: int, scale: float = 1.0) -> Size:
        """The numbers asked for, and of the other kinds as many as go with them."""
        asked = [max(20, round(number * scale)) for number in (members, events, resources)]
        part = sum(asked) / sum(SHARES.values())
        return cls(*asked, *(max(8, round(number * part)) for number in BESIDE.values()))

    @property
    def records(self) -> int:
        """Records in all."""
        return sum(vars(self).values())


# -- YAML, written without a library: thousands of records in a second -----------------------------

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,./'’_()-]*[A-Za-z0-9.)]")
_WORDS = frozenset(("yes", "no", "on", "off", "true", "false", "null", "y", "n"))


def scalar(value: Any) -> str:
    """A value on one line: bare where every YAML reader takes it for the same text, else between
    double quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return (
            value
            if _PLAIN.fullmatch(value) and value.lower() not in _WORDS
            else json.dumps(value, ensure_ascii=False)
        )
    return str(value)


def yaml(fields: Fields, indent: str = "") -> str:
    """Fields as YAML; short lists of words on one line, parts in blocks."""
    lines = []
    for name, value in fields.items():
        if value is None or value == [] or value == {}:
            continue
        if isinstance(value, dict):
            lines.append(f"{indent}{name}:\n{yaml(value, indent + '  ')}")
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            lines.append(f"{indent}{name}:")
            lines.extend(_item(item, indent) for item in value)
        elif isinstance(value, list):
            lines.append(f"{indent}{name}: [{', '.join(_inside(item) for item in value)}]")
        else:
            lines.append(f"{indent}{name}: {scalar(value)}")
    return "\n".join(lines)


def _item(item: Any, indent: str) -> str:
    if not isinstance(item, dict):
        return f"{indent}  - {scalar(item)}"
    return f"{indent}  - {yaml(item, indent + '    ').lstrip()}"


def _inside(item: Any) -> str:
    text = scalar(item)
    return json.dumps(item, ensure_ascii=False) if "," in text and text[0] != '"' else text


# -- records ---------------------------------------------------------------------------------------


def _is_organisation(number: int) -> bool:
    return number % 13 == 5


@dataclass
class World:
    """Every id there will be, so that records can name each other before they are written."""

    size: Size
    as_of: date
    chance: random.Random
    text: Writer = field(init=False)
    names: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = Writer(self.chance)
        for number in range(self.size.members):
            organisation = _is_organisation(number)
            name = (
                (
                    f"{self.text.word().capitalize()} "
                    f"{self.text.pick(('Network', 'Library', 'Trust', 'Lab'))}"
                )
                if organisation
                else self.text.name()
            )
            member = f"{slug(name)}-{number}"
            self.names[member] = name
            (self.organisations if organisation else self.people).append(member)
        self.topics = [f"{slug(self.text.phrase())}-{number}" for number in range(self.size.topics)]
        # A few subjects are in everybody's mouth: the tenth topic is named a fifth as often as the
        # first.
        self.topic_weights = list(
            itertools.accumulate(1 / (1 + 0.4 * rank) + 0.15 for rank in range(self.size.topics))
        )
        self.groups = [
            f"{slug(self.text.phrase())}-group-{number}" for number in range(self.size.groups)
        ]
        self.venues = [f"{self.text.word()}-hall-{number}" for number in range(self.size.venues)]
        self.venue_places = [self.text.pick(PLACES) for _ in self.venues]
        self.series = [
            f"series-{self.text.word()}-{number}"
            for number in range(max(2, self.size.events // 12))
        ]
        self.events = [
            f"{self._event_day(number):%Y-%m}-{slug(self.text.phrase())}-{number}"
            for number in range(self.size.events)
        ]
        self.resources = [
            f"{slug(self.text.phrase())}-{number}" for number in range(self.size.resources)
        ]
        self.posts = [
            f"{self._back(number * 4):%Y-%m}-{slug(self.text.phrase())}-{number}"
            for number in range(self.size.posts)
        ]

    def _event_day(self, number: int) -> date:
        """Events lie evenly over four years, of which the last half year is still to come."""
        return self.as_of + timedelta(days=180 - number * 1460 // self.size.events)

    def _back(self, days: int) -> date:
        return self.as_of - timedelta(days=days)

    def some(self, ids: list[str], low: int, high: int) -> list[str]:
        """Some ids, each once."""
        return self.chance.sample(ids, min(len(ids), self.chance.randint(low, high)))

    def some_topics(self, low: int, high: int) -> list[str]:
        """Some topics, the popular ones more often."""
        found = self.chance.choices(
            self.topics, cum_weights=self.topic_weights, k=self.chance.randint(low, high)
        )
        return list(dict.fromkeys(found))

    def maybe(self, share: float, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, for a share of the records."""
        return make() if self.chance.random() < share else None

    def day(self, oldest: int, newest: int = 0) -> date:
        """A day so many days before the hub's day."""
        return self._back(self.chance.randint(newest, oldest))

    def url(self) -> str:
        return f"https://example.org/{self.text.word()}/{self.text.word()}"


def member(world: World, number: int, member_id: str) -> tuple[Fields, str]:
    """A person, or an organisation."""
    text, chance = world.text, world.chance
    person = not _is_organisation(number)
    city, region, country, zone, north, east = text.pick(PLACES)
    added = world.day(1400, 1)
    handle = f"{slug(world.names[member_id])}-{number}"[:39].strip("-")
    fields: Fields = {
        "name": world.names[member_id],
        "kind": None if person else "organisation",
        "pronouns": world.maybe(0.7, lambda: text.pick(("she/her", "he/him", "they/them")))
        if person
        else None,
        "headline": (
            f"{text.pick(('Looks after', 'Runs', 'Edits', 'Hosts', 'Repairs'))} a "
            f"{text.phrase()} in {city}"
        ),
        "place": {"city": city, "region": region, "country": country, "lat": north, "lon": east},
        "timezone": zone,
        "languages": world.some(list(LANGUAGES), 1, 3),
        "topics": world.some_topics(2, 5),
        "affiliations": world.maybe(
            0.4,
            lambda: [
                {"organisation": text.pick(world.organisations), "role": text.phrase().capitalize()}
            ],
        )
        if person
        else None,
        "groups": world.maybe(
            0.3,
            lambda: [
                {
                    "group": text.pick(world.groups),
                    "role": f"Keeps the {text.pick(('notes', 'list', 'time', 'door'))}",
                    "since": added,
                }
            ],
        ),
        "joined": added,
        "added": added,
        "reviewed": max(added, world.day(400)),
        "welcomed": min(world.as_of, added + timedelta(days=3)),
        "skills": [text.phrase().capitalize() for _ in range(chance.randint(1, 3))],
        "expert_in": [
            {
                "topic": topic,
                "vouched_by": [
                    other for other in world.some(world.people, 0, 2) if other != member_id
                ],
            }
            for topic in world.some_topics(0, 2)
        ],
        "offers": [
            {"topic": topic, "note": text.sentence(), "since": max(added, world.day(500))}
            for topic in world.some_topics(0, 3)
        ],
        "asks": [
            {
                "topic": topic,
                "note": text.sentence()[:-1] + "?",
                "since": max(added, world.day(300)),
            }
            for topic in world.some_topics(0, 2)
        ],
        "mentoring": world.maybe(0.15, lambda: {"offers": world.some_topics(1, 2)}),
        "speaks_on": world.maybe(0.2, lambda: world.some_topics(1, 3)),
        "open_to": world.some(
            ["mentoring", "speaking", "collaborating", "coffee", "interviews"], 0, 3
        ),
        "links": {
            "website": f"https://{handle}.example.org/",
            "github": world.maybe(0.4, lambda: handle),
        },
        "consent": {"date": added, "by": "Own pull request"},
        "aliases": [f"former-{member_id}"] if number % 97 == 0 else None,
    }
    return fields, text.markdown(chance.randint(40, 120))


def event(world: World, number: int, _: str) -> tuple[Fields, str]:
    """A gathering, past or to come."""
    text, chance = world.text, world.chance
    day = world._event_day(number)
    past = day < world.as_of
    mode = text.pick(("in-person", "online", "hybrid"))
    place = chance.randrange(len(world.venues))
    zone = world.venue_places[place][3] if mode != "online" else text.pick(PLACES)[3]
    begins = datetime(day.year, day.month, day.day, chance.randint(9, 20), text.pick((0, 30)))  # noqa: DTZ001 - local wall time
    # In a large community few take the stage, and they do it often.
    stage = world.people[::5]
    speakers = world.some(stage, 1, 3)
    fields: Fields = {
        "title": text.title(),
        "summary": text.sentences(2)[:380],
        "why_come": text.sentence(),
        "type": text.pick(EVENT_TYPES),
        "status": "cancelled" if number % 61 == 7 else None,
        "topics": world.some_topics(1, 3),
        "start": f"{begins:%Y-%m-%dT%H:%M}",
        "duration": text.pick((45, 60, 75, 90, 120, 240)),
        "timezone": zone,
        "repeats": {"rule": "weekly", "count": 12} if number % 100 == 3 else None,
        "mode": mode,
        "venue": world.venues[place] if mode != "online" else None,
        "room": world.maybe(0.5, lambda: f"Room {chance.randint(1, 40)}")
        if mode != "online"
        else None,
        "online": {
            "platform": text.pick(("BigBlueButton", "Jitsi", "Zoom")),
            "reveal": "registered",
        }
        if mode != "in-person"
        else None,
        "registration": {
            "url": f"https://example.org/register/{number}",
            "closes": day - timedelta(days=1),
            "cost": text.pick(("Free", "10 EUR, free for speakers", "Pay what you can")),
            "capacity": {"in_person": chance.randint(12, 200), "online": 300}
            if mode == "hybrid"
            else None,
        },
        "hosts": world.some(stage, 1, 2),
        "speakers": [*speakers, {"guest": text.name(), "headline": text.phrase().capitalize()}]
        if number % 5 == 0
        else speakers,
        "agenda": [
            {"at": f"{begins:%H:%M}", "minutes": 10, "title": "Welcome and names"},
            {
                "minutes": 30,
                "title": text.title(),
                "speakers": speakers[:1],
                "abstract": text.sentences(2)[:380],
            },
            {"minutes": 15, "title": f"Questions to the {text.phrase()}"},
        ],
        "roles": {"facilitator": speakers[0], "care_contact": text.pick(world.people)},
        "access": {
            "step_free": text.pick(("yes", "by the side door")) if mode != "online" else None,
            "captions": text.pick(("yes", "no", "English")),
            "recording": "the talk only",
        },
        "languages": world.some(list(LANGUAGES[:6]), 1, 2),
        "level": text.pick(("any", "beginner", "intermediate", "advanced")),
        "audience": world.some(list(AUDIENCES), 1, 2),
        "series": text.pick(world.series)
        if number % 5
        else world.series[number // 5 % len(world.series)],
        "group": world.maybe(0.5, lambda: text.pick(world.groups)),
        "sponsors": world.maybe(0.2, lambda: world.some(world.organisations, 1, 2)),
        "outcomes": {
            "registered": chance.randint(20, 90),
            "attended": {"online" if mode == "online" else "in_person": chance.randint(8, 80)},
            "first_timers": chance.randint(0, 20),
            "recording": f"https://example.org/recordings/{number}",
            "resources": world.some(world.resources, 0, 2),
            "recap": world.posts[number % len(world.posts)] if number % 11 == 0 else None,
        }
        if past
        else None,
        "added": min(day - timedelta(days=40), world.as_of - timedelta(days=number % 30)),
        "reviewed": min(day, world.as_of),
    }
    return fields, text.markdown(chance.randint(60, 160))


def resource(world: World, number: int, resource_id: str) -> tuple[Fields, str]:
    """Something elsewhere that is worth somebody's time."""
    text, chance = world.text, world.chance
    added = world.day(1400, 1)
    fields: Fields = {
        "title": text.title(),
        "url": f"https://example.org/library/{resource_id}",
        "type": text.pick(RESOURCE_TYPES),
        "why": text.sentences(2)[:380],
        "summary": text.sentences(2)[:380],
        "audience": world.some(list(AUDIENCES), 1, 2),
        "level": text.pick(("any", "beginner", "intermediate", "advanced")),
        "language": text.pick(LANGUAGES),
        "minutes": text.pick((5, 15, 30, 45, 90, 240, 600)),
        "cost": text.pick(("free", "free", "paid", "partly-free")),
        "licence": world.maybe(0.4, lambda: "CC-BY-4.0"),
        "authors": [text.name() for _ in range(chance.randint(1, 3))],
        "curator": text.pick(world.people),
        "published": world.day(4000, 1400),
        "topics": world.some_topics(1, 4),
        "replaced_by": world.resources[number - 1] if number % 83 == 1 else None,
        "added": added,
        "reviewed": max(added, world.day(400)),
    }
    return fields, text.markdown(chance.randint(0, 60)) if number % 3 == 0 else ""


def venue(world: World, number: int, _: str) -> tuple[Fields, str]:
    """A place to meet."""
    text, chance = world.text, world.chance
    city, region, country, zone, north, east = world.venue_places[number]
    fields: Fields = {
        "name": f"{text.word().capitalize()} Hall",
        "summary": text.sentence(),
        "address": f"{chance.randint(1, 200)} {text.word().capitalize()} Street",
        "city": city,
        "region": region,
        "country": country,
        "lat": north,
        "lon": east,
        "timezone": zone,
        "capacity": chance.randint(15, 400),
        "step_free": text.pick(("yes", "no", "with a ramp on request")),
        "transport": f"Tram {chance.randint(1, 30)}, then {chance.randint(2, 9)} minutes on foot",
        "equipment": world.some(
            ["projector", "room microphone", "hearing loop", "whiteboard", "kitchen"], 1, 4
        ),
        "cost": "Free for members",
        "website": world.url(),
        "host": text.pick(world.organisations),
        "reviewed": world.day(300),
    }
    return fields, text.markdown(40)


def group(world: World, number: int, _: str) -> tuple[Fields, str]:
    """People who do something together."""
    text = world.text
    fields: Fields = {
        "name": f"{text.phrase().capitalize()} {text.pick(('circle', 'chapter', 'lab', 'crew'))}",
        "type": text.pick(("chapter", "working-group", "project", "programme", "interest-group")),
        "status": text.pick(("active", "active", "active", "forming", "paused")),
        "purpose": text.sentences(2)[:380],
        "topics": world.some_topics(1, 4),
        "leads": [
            {"member": person, "since": world.day(700, 100)}
            for person in world.some(world.people, 1, 2)
        ],
        "members": world.some(world.people, 3, 12),
        "meets": [world.series[number % len(world.series)]],
        "channels": [
            {"label": "The long table", "url": world.url(), "purpose": text.phrase().capitalize()}
        ],
        "needs": [text.sentence(), text.sentence()],
        "next_step": text.sentence(),
        "commitments": [text.sentence()],
        "last_activity": world.day(60),
        "reviewed": world.day(200),
    }
    return fields, text.markdown(90)


def post(world: World, number: int, _: str) -> tuple[Fields, str]:
    """News and stories."""
    text = world.text
    fields: Fields = {
        "title": text.title(),
        "date": world._back(number * 4),
        "type": POST_TYPES[number % len(POST_TYPES)],
        "summary": text.sentences(2)[:380],
        "authors": world.some(world.people, 1, 2),
        "topics": world.some_topics(1, 4),
        "about": {
            "events": world.some(world.events, 0, 2),
            "groups": world.some(world.groups, 0, 1),
            "resources": world.some(world.resources, 0, 2),
            "members": world.some(world.people, 0, 2),
        },
        "outcome": world.maybe(0.3, text.sentence),
    }
    return fields, text.markdown(250)


def path(world: World, number: int, _: str) -> tuple[Fields, str]:
    """A way through a subject."""
    text = world.text
    steps: list[Fields] = [
        {"resource": found, "note": text.sentence()} for found in world.some(world.resources, 3, 6)
    ]
    steps += [{"event": text.pick(world.events)}, {"page": "join.md"}, {"do": text.sentence()}]
    fields: Fields = {
        "title": f"{text.title()}, step by step",
        "summary": text.sentence(),
        "for_whom": text.pick(AUDIENCES),
        "curator": text.pick(world.people),
        "topics": world.some_topics(1, 3),
        "steps": steps,
        "reviewed": world.day(300),
    }
    return fields, text.markdown(50)


def topic(world: World, number: int, topic_id: str) -> Fields:
    """A subject; every fourth is part of a wider one."""
    text = world.text
    label = topic_id.rsplit("-", 1)[0].replace("-", " ").capitalize()
    return {
        "id": topic_id,
        "label": f"{label} {number}",
        "description": text.sentences(2)[:380],
        "synonyms": [
            f"{text.word()} {text.pick(('work', 'craft', 'care'))} {number}",
            f"{text.word()}{number}",
        ],
        "parent": world.topics[number // 4] if number % 4 == 3 and number > 8 else None,
    }


def term(world: World, number: int) -> Fields:
    """A word explained; some of them do stand in the texts."""
    text = world.text
    return {
        "id": f"term-{number}",
        "term": f"{text.pick(('lively', 'modest', 'wide', 'sudden'))} {text.word()}{number}"
        if number % 2
        else f"{text.phrase()} {number}",
        "definition": text.sentences(2)[:380],
        "topics": world.some_topics(1, 2),
        "see": [f"term-{number - 1}"] if number else None,
    }


def community(world: World) -> Fields:
    """The community itself."""
    text = world.text
    hats = ("leader", "manager", "administrator", "moderator")
    return {
        "name": "Large Circle",
        "headline": "A community of invented people for measuring",
        "purpose": text.sentences(2)[:380],
        "audience": list(AUDIENCES),
        "timezone": "Europe/Berlin",
        "goals": [
            {
                "title": text.sentence(),
                "metric": "newcomers",
                "target": 6,
                "by": world.as_of + timedelta(days=90),
            }
        ],
        "team": [
            {
                "member": world.people[place],
                "role": hat.capitalize(),
                "hat": hat,
                "duties": text.sentence(),
            }
            for place, hat in enumerate(hats)
        ],
        "channels": [
            {"label": "Front porch", "url": "https://example.org/porch", "purpose": "Hello"}
        ],
        "join": {
            "url": "https://example.org/join",
            "steps": [text.sentence(), text.sentence()],
            "expect": [text.sentence()],
        },
        "conduct": {"contact": "https://example.org/report", "promise": text.sentence()},
        "contact": "https://example.org/contact",
        "sample": "Sample data: every person and organisation here is invented",
    }


# -- files -----------------------------------------------------------------------------------------


def hub_files(
    size: Size, seed: int = 7, as_of: date = date(2026, 11, 23), engine: Path = PROJECT
) -> Iterator[tuple[str, str]]:
    """(path, text) of every file of the hub."""
    world = World(size, as_of, random.Random(seed))
    for folder, ids, make in (
        ("members", list(world.names), member),
        ("events/venues", world.venues, venue),
        ("events", world.events, event),
        ("content/resources", world.resources, resource),
        ("content/groups", world.groups, group),
        ("content/news", world.posts, post),
        ("content/paths", [f"path-{number}" for number in range(size.paths)], path),
    ):
        for number, record_id in enumerate(ids):
            yield _file(f"{folder}/{record_id}", number, *make(world, number, record_id))
    yield "content/topics.yml", _listed(topic(world, *item) for item in enumerate(world.topics))
    yield "content/glossary.yml", _listed(term(world, number) for number in range(size.terms))
    yield "content/community.yml", yaml(community(world)) + "\n"
    yield from _pages(world)
    yield "mkdocs.yml", settings(engine)


def _file(stem: str, number: int, fields: Fields, body: str) -> tuple[str, str]:
    """A record as .md where it has a text, as .yml where it has none, and some texts as a field of
    a .yml."""
    if body and number % 4:
        return f"{stem}.md", f"---\n{yaml(fields)}\n---\n{body}\n"
    if body:
        block = "\n".join(f"  {line}" if line else "" for line in body.split("\n"))
        return f"{stem}.yml", f"{yaml(fields)}\nbody: |\n{block}\n"
    return f"{stem}.yml", f"{yaml(fields)}\n"


def _listed(records: Iterator[Fields]) -> str:
    return "\n".join(f"- {yaml(fields, '  ').lstrip()}\n" for fields in records)


def _pages(world: World) -> Iterator[tuple[str, str]]:
    """What people write by hand."""
    for name, title in (
        ("index", "Large Circle"),
        ("join", "Join the circle"),
        ("subscribe", "Subscribe"),
        ("conduct", "Code of conduct"),
        ("about", "About this hub"),
    ):
        heading = f"# {title}\n\n" if name in ("conduct", "about") else ""
        yield (
            f"content/{name}.md",
            (
                f"---\ntitle: {title}\ndescription: {world.text.sentence()}\n---\n\n"
                f"{heading}{world.text.markdown(300)}\n"
            ),
        )


def settings(engine: Path, search: bool = False, workers: int = 0) -> str:
    """mkdocs.yml for a hub that is built by the engine in the folder ``engine``."""
    return f"""site_name: Large Circle
site_url: https://example.org/large-circle/
site_description: A hub of invented people for measuring.
repo_url: https://example.org/large-circle/source
edit_uri: edit/main/content/
docs_dir: content
site_dir: site
theme:
  name: material
  custom_dir: {json.dumps(str(engine / "overrides"))}
  language: en
  font: false
  logo: assets/images/favicon.svg
  favicon: assets/images/favicon.svg
  palette:
    - {{media: "(prefers-color-scheme)", toggle: {{icon: material/brightness-auto, name: Light}}}}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-sunny, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-night, name: System}}
plugins: []
hooks: [{json.dumps(str(engine / "hooks" / "hub.py"))}]
markdown_extensions: [tables, attr_list, def_list, footnotes, {{toc: {{permalink: true}}}}]
exclude_docs: |
  *.yml
  *.yaml
nav:
  - People: members/index.md
  - Events: events/index.md
  - Library: resources/index.md
  - Topics: topics/index.md
  - Groups: groups/index.md
  - News: news/index.md
  - About: about.md
  - Team: team/index.md
  - Join: join.md
  - Subscribe: subscribe.md
  - Conduct: conduct.md
  - Glossary: glossary/index.md
  - Paths: paths/index.md
  - Places: venues/index.md
extra:
  generator: false
  footer_links:
    - {{label: Conduct, url: conduct/}}
    - {{label: Subscribe, url: subscribe/}}
  hearth: {{search: {"true" if search else "false"}, workers: {workers}}}
"""


def write_hub(
    out: Path, size: Size, seed: int = 7, as_of: date = date(2026, 11, 23), engine: Path = PROJECT
) -> int:
    """Write the hub below ``out``; return how many files it has."""
    made: set[Path] = set()
    count = 0
    for name, text in hub_files(size, seed, as_of, engine):
        target = out / name
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_text(text, encoding="utf-8")
        count += 1
    return count


def main() -> None:
    """Read the arguments and write the hub."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    for name, number in SHARES.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--scale", type=float, default=1.0, help="of every number, such as 0.1")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument(
        "--engine", type=Path, default=PROJECT, help="the folder whose hooks/hub.py builds the hub"
    )
    given = parser.parse_args()
    size = Size.of(given.members, given.events, given.resources, given.scale)
    files = write_hub(given.out, size, given.seed, given.as_of, given.engine.resolve())
    print(f"{given.out}: {files} files, {size.records} records")


if __name__ == "__main__":
    main()
