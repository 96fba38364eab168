"""Whatever stands in a field, the answer is a record or a problem, never a traceback; and what is a
record has a page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar

from hearth.base.problems import CATALOGUE, Problems
from hearth.kinds import COMMUNITY, KINDS, Kind, Record
from hearth.model.hub import Hub
from hearth.outputs.api import api
from hearth.outputs.calendars import CalendarWriter, calendars, of_event, single_dates
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import feeds
from hearth.outputs.search import search_records
from hearth.read.records import INTERNAL, check_source
from hearth.read.sources import SourceFile, read_file
from hearth.site.build import SiteBuild
from hubs import load, minimal_hub

TEXTS = [
    "",
    " ",
    "ada",
    "lantern",
    "onboarding",
    "hall",
    "canvas",
    "crew",
    "hello",
    "welcome-call",
    "lurker",
    "en",
    "KE",
    "yes",
    "40",
    "-1",
    "0",
    "1e309",
    "nan",
    "9" * 40,
    "2026-12-03",
    "2026-12-03T18:00",
    "2199-12-31",
    "1900-01-01",
    "2199-12-31T23:59",
    "Europe/Berlin",
    "https://example.org/x",
    "https://[",
    "mailto:x@example.org",
    "{}",
    "%s %d {0}",
    "<b>&\"'",
    "a\nb",
    "x" * 5000,
    "李",
    "👩🏽‍💻",
    "\u200f\u200d",
    "../../etc/passwd",
    "/",
    "#",
    "?a=b",
    "null",
]
VALUES = [
    *TEXTS,
    [],
    {},
    [[]],
    [{}],
    ["ada"],
    ["ada", "ada"],
    ["lantern"],
    ["onboarding"],
    ["hello"],
    ["lurker"],
    ["en"],
    ["coffee"],
    [["ada"]],
    [{"guest": "Gil"}],
    [{"topic": "metrics"}],
    [{"topic": "metrics", "since": "2199-12-31"}],
    [{"group": "crew"}],
    [{"member": "ada"}],
    [{"organisation": "lantern"}],
    [{"what": "Talks", "url": "https://example.org/cfp", "closes": "2026-12-01"}],
    [{"title": "Talk", "minutes": "5"}],
    [{"title": "Talk", "at": "23:59"}],
    [{"do": "x"}],
    [{"resource": "canvas"}],
    [{"label": "Chat", "url": "https://example.org/chat"}],
    {"country": "NO"},
    {"city": "Oslo", "country": "NO"},
    {"rule": "daily"},
    {"rule": "yearly", "interval": "60"},
    {"rule": "monthly", "on": "last sunday"},
    {"rule": "weekly", "until": "2199-12-31"},
    {"rule": "daily", "count": "400"},
    {"platform": "Jitsi"},
    {"url": "https://example.org/o", "reveal": "public"},
    {"capacity": {"in_person": "0", "online": "0"}},
    {"attended": {"online": "0"}},
    {"offers": ["metrics"], "seeks": ["metrics"]},
    {"date": "2026-01-01", "by": "x"},
    {"github": "ada", "mastodon": "@ada@example.social"},
    {"events": ["welcome-call"]},
    {"facilitator": "ada"},
    {"step_free": "yes"},
    {"unknown": {"deeper": ["x"]}},
]

NEEDS = {
    "member": {"name": "X", "joined": "2026-01-05"},
    "event": {
        "title": "X",
        "summary": "S",
        "start": "2026-12-03T18:00",
        "timezone": "Europe/Berlin",
        "mode": "online",
        "added": "2026-11-01",
    },
    "venue": {"name": "X", "city": "C", "country": "KE"},
    "resource": {
        "title": "X",
        "url": "https://example.org/{}",
        "type": "guide",
        "why": "W",
        "added": "2026-11-01",
    },
    "path": {"title": "X", "for_whom": "all", "steps": [{"do": "x"}]},
    "group": {"name": "X", "purpose": "P"},
    "post": {"title": "X", "date": "2026-11-01", "summary": "S"},
    "topic": {"label": "X {}", "description": "D"},
    "term": {"term": "x {}", "definition": "D"},
}
"""What a record of each kind needs; {} makes it differ from the others."""

TELLTALE = re.compile(r"pydantic|Input should|validation|NoneType|\bdict\b|ValueError|\bNone\b")


def names(kind: Kind) -> list[str]:
    return [name for name in kind.model.model_fields if name not in INTERNAL]


def record(kind: Kind, number: int, name: str, value: object) -> dict[str, object]:
    """A smallest record with ``value`` in the field ``name``."""
    needed = {
        key: field.format(number) if isinstance(field, str) else field
        for key, field in NEEDS[kind.name].items()
    }
    return {**needed, name: value}


def hub_of(tmp_path: Path, kind: Kind, fields: list[str]) -> tuple[Hub, Problems]:
    """A hub with a record of ``kind`` for every value in each of the fields; JSON is YAML."""
    files: dict[str, str | bytes | None] = {}
    for number, (name, value) in enumerate((name, value) for name in fields for value in VALUES):
        files[f"{kind.folder}/x{number}.yml"] = json.dumps(
            record(kind, number, name, value), ensure_ascii=False
        )
    return load(minimal_hub(tmp_path, files), shells=False, page_size=500, feed_entries=500)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["own fields", "all fields"]
)
def test_any_value(tmp_path: Path, kind: Kind, whole: bool) -> None:
    """A problem has a place, a code of the catalogue and words of its own; a record can be shown
    everywhere.

    The fields that records of every kind have are tried with members; in `make soak` with every
    kind.
    """
    shared = () if whole or kind.name == "member" else Record.model_fields
    hub, problems = hub_of(tmp_path, kind, [name for name in names(kind) if name not in shared])
    for problem in problems:
        assert problem.code in CATALOGUE and problem.line >= 1 and problem.column >= 1, problem
        assert not TELLTALE.search(problem.what + problem.fix), problem
    site = SiteBuild(hub.public(), processes=1)
    assert len(site.hosted) == len(site.plan.pages)
    for page in site.plan.pages:
        if page.landing:
            site.content(page.src_uri)
    feed_writer, calendar_writer = FeedWriter(site.filler.renderer), CalendarWriter(site.hub)
    assert all(output.content for feed in feeds(site.hub) for output in feed_writer.write(feed))
    every = [
        *calendars(site.hub).values(),
        *single_dates(site.hub),
        *(found for event in site.hub.events.values() if (found := of_event(site.hub, event))),
    ]
    for calendar in every:
        written = calendar_writer.write(calendar).content
        # An entry is the same in every calendar, and is read once, in the one of all; of the others
        # what stands above.
        text = (
            written
            if calendar.uri in ("calendars/all.ics", "calendars/deadlines.ics")
            else _above_entries(written)
        )
        assert [
            component.errors for component in Calendar.from_ical(text).walk() if component.errors
        ] == []
    assert list(api(site.hub)) and list(search_records(site.hub))


def _above_entries(calendar: bytes) -> bytes:
    above, entry, _ = calendar.partition(b"BEGIN:VEVENT\r\n")
    return above + b"END:VCALENDAR\r\n" if entry else calendar


def test_any_value_of_the_community(tmp_path: Path) -> None:
    """The community's own fields are as sturdy."""
    root = minimal_hub(tmp_path)
    for name in names(COMMUNITY):
        for value in VALUES:
            fields = {"name": "X", "headline": "H", "purpose": "P", name: value}
            (root / "content" / "community.yml").write_text(json.dumps(fields, ensure_ascii=False))
            sources, problems = read_file(root, SourceFile(COMMUNITY.name, "content/community.yml"))
            found, wrong = check_source(root, sources[0]) if sources else (None, [])
            problems = [*problems, *wrong]
            assert all(
                problem.code in CATALOGUE and not TELLTALE.search(problem.what + problem.fix)
                for problem in problems
            )
            assert problems or found
