"""The order of the brief, held against what a manager of long standing would do first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

import hubs
from hearth.manage.desk.brief import brief
from hearth.manage.figures import MetricContext
from hearth.manage.private import read_notes

DAY = date(2026, 11, 23)
WEEKS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[1] / "weeks" / "twenty.yml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # noqa: S506 - all of it is text
)
TEAM = [
    {"member": "ada", "role": "Manager", "hat": "manager", "deputy": "bo"},
    {"member": "bo", "role": "Leader", "hat": "leader", "deputy": "ada"},
    {"member": "cy", "role": "Moderator", "hat": "moderator", "deputy": "ada"},
]
CONDUCT = {"contact": "https://example.org/report", "promise": "Within two days."}
NOTES = ("plans", "introductions", "checklists", "onboarding", "mentoring", "insights")
ROLES = ("care_contact", "facilitator", "remote_host", "av")


def event(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    """One that lacks nothing but what it is ``without``."""
    day = date.fromisoformat(fields["on"])
    lacks = fields.get("without", ())
    crew = ("ada", "bo", "cy", "bo")
    whole = {
        "title": name.title(),
        "summary": "One of ours.",
        "start": f"{day}T18:00",
        "duration": "60",
        "timezone": "Europe/Berlin",
        "mode": "online",
        "added": "2026-01-01",
        "hosts": ["ada"],
        "registration": {"url": "https://example.org/in"},
        "access": {"captions": "yes", "step_free": "yes"},
        "agenda": [{"title": "Hello", "minutes": "60"}],
        **{key: value for key, value in fields.items() if key not in ("on", "without")},
        "roles": {role: who for role, who in zip(ROLES, crew, strict=True) if role not in lacks},
    }
    if whole["mode"] != "in-person":
        whole["online"] = {"platform": "Jitsi"}
    if day < DAY:
        told = {} if "recap" in lacks else {"recap": "told"}
        whole["outcomes"] = {"attended": {"online": "9"}, **told, "notes": "https://example.org/n"}
    return {key: value for key, value in whole.items() if key not in lacks}


def files(week: dict[str, Any]) -> hubs.Files:
    """The records and notes of a week; whoever is not said to be new is looked after."""
    base = yaml.safe_load(hubs.BASE["content/community.yml"])  # type: ignore[arg-type]
    community = {
        **base,
        "team": week.get("team", TEAM),
        "conduct": week.get("conduct", CONDUCT),
        "goals": week.get("goals", []),
    }
    found: dict[str, Any] = {"content/community.yml": community}
    people = {name: {"joined": "2025-01-05"} for name in ("ada", "bo", "cy")}
    for name, fields in {**people, **week.get("members", {})}.items():
        found[f"members/{name}.yml"] = {
            "name": name.title(), "added": "2026-10-20", "reviewed": "2026-10-20", **fields
        }  # fmt: skip
    for name, fields in week.get("events", {}).items():
        found[f"events/{name}.yml"] = event(name, fields)
    for name, fields in week.get("resources", {}).items():
        about = {"title": name, "url": f"https://example.org/{name}", "type": "guide"}
        found[f"content/resources/{name}.yml"] = {
            **about, "why": "It helps.", "added": "2026-01-01", **fields
        }  # fmt: skip
    for name, fields in week.get("groups", {}).items():
        found[f"content/groups/{name}.yml"] = {"name": name, "purpose": "To be.", **fields}
    notes = {
        "newsletters": [{"number": "4", "date": "2026-11-20"}],
        "featured": [{"date": "2026-11-20", "member": "ada"}],
        "moderation": [{"year": "2025", "reports": "0"}],
        **{name: [] for name in (*NOTES, "experiments")},
    }
    for name, usual in notes.items():
        found[f"private/{name}.yml"] = week.get(name, usual)
    posts = {"told": {"date": "2026-10-20", "authors": ["ada"]}, **week.get("posts", {})}
    told = {
        f"content/news/{name}.md": f"---\n{yaml.safe_dump({'title': name, **post})}---\nGood.\n"
        for name, post in posts.items()
    }
    gone = (
        "members/cy.md", "members/lantern.yml", "events/welcome-call.yml", "events/evening.yml",
        "content/resources/canvas.yml", "content/paths/first-month.yml", "content/news/hello.md",
        "content/groups/crew.yml",
    )  # fmt: skip
    texts = {path: yaml.safe_dump(fields, allow_unicode=True) for path, fields in found.items()}
    return {**dict.fromkeys(gone), **texts, **told}


def orders(root: Path, week: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What the brief would do, by name, in its order; and as its parts tell it one after the
    other."""
    hub, problems = hubs.load(hubs.minimal_hub(root, files(week)), history={})
    notes, wrong = read_notes(hub)
    assert [*map(str, problems.errors), *map(str, wrong)] == []
    made = brief(MetricContext.of(hub, notes))
    lines = [f"{part.about.id}/{line.key}" for part in made.parts for line in part.lines]
    return [task.id for task in made.agenda.tasks], lines


def tau(wanted: list[str], given: list[str]) -> float:
    """Kendall's, of the three that were wanted: 1 where all stand in that order, -1 where they
    stand the other way round; what is not there stands last."""
    places = [
        next((place for place, id_ in enumerate(given) if fnmatchcase(id_, one)), len(given))
        for one in wanted
    ]
    pairs = list(combinations(places, 2))
    return sum((one < other) - (one > other) for one, other in pairs) / len(pairs)


@dataclass(frozen=True)
class Agreement:
    """How far an order is the one that was wanted, over all weeks."""

    first: int = 0
    """Weeks in which the same thing comes first."""
    three: int = 0
    """Of the three things of each week, those that are among the first three."""
    tau: float = 0

    @property
    def row(self) -> str:
        return f"first {self.first:2}  three {self.three:2}  tau {self.tau:5.2f}"

    def with_week(self, wanted: list[str], given: list[str]) -> Agreement:
        same = sum(any(fnmatchcase(id_, one) for id_ in given[:3]) for one in wanted)
        begins = fnmatchcase(given[0], wanted[0])
        return Agreement(self.first + begins, self.three + same, self.tau + tau(wanted, given))


FLOOR = Agreement(16, 55, 13.5)
"""What the order reached when it was made, but for one thing: of 20 weeks, 60 things, and 20."""


def test_the_order_is_that_of_somebody_who_knows(tmp_path: Path) -> None:
    """Of twenty weeks: how often the same thing comes first, how many of the first three are the
    same, and how far these stand in the same order; part by part it would be far less."""
    ordered, by_parts = Agreement(), Agreement()
    for number, week in enumerate(WEEKS):
        given, lines = orders(tmp_path / str(number), week)
        ordered = ordered.with_week(week["first"], given)
        by_parts = by_parts.with_week(week["first"], lines)
        print(f"{week['week']:45} {ordered.row}   part by part {by_parts.row}")
    assert len(WEEKS) == 20
    assert ordered.first >= FLOOR.first and ordered.three >= FLOOR.three, ordered
    assert ordered.tau >= FLOOR.tau, ordered
    assert ordered.first > by_parts.first and ordered.three > by_parts.three, by_parts
