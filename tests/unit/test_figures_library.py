"""figures of the library, and what people want of it: each equals a count over the rows the records
were written from, and small cases."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import hubs
from hearth.manage.figures import FIGURES, Answer, MetricContext, measure, published
from hearth.manage.figures.library import TopicNeed, topic_needs
from hearth.outputs.pages.plan import plan
from hearth.outputs.render import Renderer
from hearth.views import library

DAYS = (date(2025, 6, 30), date(2026, 2, 28), hubs.AS_OF)
TOPICS = tuple(f"t{number}" for number in range(12))
Rows = dict[str, list[dict[str, Any]]]
"""Members, resources and events, as this file writes them into the records."""


def community(folder: Path) -> tuple[MetricContext, Rows]:
    """A generated community, and the rows it was written from."""
    chance, files, rows = random.Random(5), {}, {"member": [], "resource": [], "event": []}  # noqa: S311 - not for secrets
    first = date(2024, 6, 1)

    def day(most: int) -> date:
        return first + timedelta(days=chance.randrange(most))

    for number in range(30):
        joined = day(700)
        row = {
            "id": f"p{number}",
            "joined": joined,
            "left": joined + timedelta(days=200) if chance.random() < 0.2 else None,
            "topics": chance.sample(TOPICS[:9], chance.choice([0, 0, 1, 2])),
            "seeks": chance.sample(TOPICS, chance.choice([0, 0, 1])),
            "asks": [
                (
                    chance.choice(TOPICS),
                    day(900) if chance.random() < 0.8 else None,
                    chance.random() < 0.3,
                )
                for _ in range(chance.randrange(3))
            ],
            "offers": [
                (chance.choice(TOPICS), day(900) if chance.random() < 0.6 else None)
                for _ in range(chance.randrange(2))
            ],
        }
        rows["member"].append(row)
        files[f"members/{row['id']}.yml"] = _member(row)
    for number in range(80):
        added = day(880)
        last = added + timedelta(days=chance.randrange(250))
        row = {
            "id": f"r{number}",
            "added": added,
            "reviewed": last if chance.random() < 0.5 else None,
            "review_after": last + timedelta(days=chance.randrange(30, 500))
            if chance.random() < 0.3
            else None,
            "gone": last + timedelta(days=chance.randrange(300))
            if chance.random() < 0.12
            else None,
            "replaced_by": "r0" if number and chance.random() < 0.1 else None,
            "topics": chance.sample(TOPICS, 2),
            "curator": f"p{chance.randrange(8)}",
            "suggested_by": f"p{chance.randrange(30)}" if chance.random() < 0.5 else None,
        }
        rows["resource"].append(row)
        named = "".join(
            f"{name}: {value}\n"
            for name, value in row.items()
            if value and name not in ("id", "topics")
        )
        files[f"content/resources/r{number}.yml"] = (
            f"title: Text {number}\nurl: https://example.org/r/{number}\ntype: guide\n"
            f"why: It helps.\ntopics: [{', '.join(row['topics'])}]\n{named}"
        )
    for number in range(40):
        row = {
            "id": f"e{number}",
            "day": day(1000),
            "off": chance.random() < 0.2,
            "topics": chance.sample(TOPICS, 1),
        }
        rows["event"].append(row)
        files[f"events/e{number}.yml"] = _event(row)
    files["content/topics.yml"] = "".join(
        f"- id: {topic}\n  label: Topic {topic}\n  description: One of twelve.\n"
        for topic in TOPICS
    )
    files["content/community.yml"] = (
        str(hubs.BASE["content/community.yml"]) + "team: [{member: p1, role: Manager}]\n"
    )
    away = (
        path
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
    )
    hub, problems = hubs.load(hubs.minimal_hub(folder, {**dict.fromkeys(away), **files}))
    assert list(map(str, problems.errors)) == []
    return MetricContext.of(hub), rows


def _member(row: dict[str, Any]) -> str:
    asks = "".join(
        f"  - {{topic: {topic}{f', since: {since}' if since else ''}"
        f"{', answered: 2026-11-20' if done else ''}}}\n"
        for topic, since, done in row["asks"]
    )
    offers = "".join(
        f"  - {{topic: {topic}{f', since: {since}' if since else ''}}}\n"
        for topic, since in row["offers"]
    )
    left = f"left: {row['left']}\nstatus: alumni\n" if row["left"] else ""
    return (
        f"name: Person {row['id'].upper()}\njoined: {row['joined']}\n"
        f"{left}topics: [{', '.join(row['topics'])}]\n"
        f"mentoring: {{seeks: [{', '.join(row['seeks'])}]}}\n"
        + (f"asks:\n{asks}" if asks else "")
        + (f"offers:\n{offers}" if offers else "")
    )


def _event(row: dict[str, Any]) -> str:
    return (
        f"title: Evening {row['id']}\nsummary: One of many.\nstart: {row['day']}T18:00\n"
        f"timezone: Europe/Berlin\nmode: online\nhosts: [{{guest: Hal Host}}]\n"
        f"topics: [{', '.join(row['topics'])}]\n"
        f"status: {'cancelled' if row['off'] else 'scheduled'}\n"
    )


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> tuple[MetricContext, Rows]:
    return community(tmp_path_factory.mktemp("library"))


def checked(row: dict[str, Any], day: date) -> bool:
    """Whether the last check of a resource counts on a day, adding it included; of a later check
    nothing was known."""
    last = row["reviewed"] or row["added"]
    return bool(last <= day <= (row["review_after"] or last + timedelta(days=180)))


def share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def independent(rows: Rows, day: date) -> dict[str, tuple[float, int]]:
    """(value, n) of each figure by loops over the rows."""
    year = day - timedelta(days=365)
    shelf = [row for row in rows["resource"] if row["added"] <= day and not row["replaced_by"]]
    dead = [row for row in shelf if row["gone"] and row["gone"] <= day]
    usable = [row for row in shelf if row not in dead]
    known = [row for row in usable if (row["reviewed"] or row["added"]) <= day]
    seen = sum(checked(row, day) for row in usable)
    lately = [row for row in rows["resource"] if year < row["added"] <= day]
    needs = {topic: wanted(rows, topic, day) for topic in TOPICS}
    many = [counts for people, counts in needs.values() if people >= 2]
    return {
        "fresh": (share(sum(checked(row, day) for row in known), len(known)), len(known)),
        "dead_links": (share(len(dead), len(dead) + seen), len(dead) + seen),
        "curators": (
            len({row["curator"] for row in lately}),
            len({row["curator"] for row in lately}),
        ),
        "coverage": (share(sum(all(counts) for counts in many), len(many)), len(many)),
    }


def wanted(rows: Rows, topic: str, day: date) -> tuple[int, tuple[int, int, int]]:
    """(people who want a topic, (offers, fresh resources, events))"""
    year = day - timedelta(days=365)
    there = [
        row
        for row in rows["member"]
        if row["joined"] <= day and not (row["left"] and row["left"] <= day)
    ]
    people = {
        row["id"]
        for row in there
        if topic in row["topics"] + row["seeks"]
        or any(
            name == topic and (year < since <= day if since else not done)
            for name, since, done in row["asks"]
        )
    }
    offers = {
        row["id"]
        for row in there
        if any(name == topic and (since is None or since <= day) for name, since in row["offers"])
    }
    texts = [
        row
        for row in rows["resource"]
        if topic in row["topics"]
        and row["added"] <= day
        and not row["replaced_by"]
        and not (row["gone"] and row["gone"] <= day)
        and checked(row, day)
    ]
    events = [
        row
        for row in rows["event"]
        if topic in row["topics"] and year < row["day"] <= day and not row["off"]
    ]
    return len(people), (len(offers), len(texts), len(events))


@pytest.mark.parametrize("day", DAYS)
def test_figures_equal_a_count_by_loops(truth: Any, day: date) -> None:
    """Value and number of each, on three days."""
    context, rows = truth
    expected = independent(rows, day)
    answers = {name: FIGURES[name].compute(context.at(day)) for name in expected}
    assert {name: (answer.value, answer.n) for name, answer in answers.items()} == expected


@pytest.mark.parametrize("day", DAYS)
def test_each_topic_has_its_people_and_things(truth: Any, day: date) -> None:
    """Demand and the three kinds of supply of all twelve, ranked by people for each thing."""
    context, rows = truth
    needs = topic_needs(context.at(day))
    counts = {
        need.topic: (need.demand, (len(need.offering), len(need.fresh), len(need.events)))
        for need in needs
    }
    assert counts == {topic: wanted(rows, topic, day) for topic in TOPICS}
    assert list(counts) == sorted(
        counts,
        key=lambda topic: (
            -counts[topic][0] / (1 + sum(counts[topic][1])),
            -counts[topic][0],
            topic,
        ),
    )
    assert any(need.gap for need in needs) and any(need.wanted and not need.gap for need in needs)


# -- small cases -----------------------------------------------------------------------------------


def answer(root: Path, name: str, files: dict[str, str]) -> Answer:
    away = {"content/resources/canvas.yml": None, "content/paths/first-month.yml": None}
    return FIGURES[name].compute(MetricContext.of(hubs.small_hub(root, {**away, **files})))


def resource(name: str, more: str) -> str:
    return (
        f"title: Text {name}\nurl: https://example.org/{name}\ntype: guide\nwhy: It helps.\n"
        f"{more}\n"
    )


def test_a_check_counts_half_a_year_or_as_long_as_it_says(tmp_path: Path) -> None:
    """A day too old, just not too old, with a day of its own; replaced and gone ones do not count;
    without a day nobody can say."""
    shelf = {
        "old": "added: 2026-05-26",
        "last": "added: 2026-05-27",
        "own": "added: 2024-01-01\nreview_after: 2026-11-23",
        "bare": "",
        "replaced": "added: 2020-01-01\nreplaced_by: last",
        "gone": "added: 2020-01-01\ngone: 2026-11-01",
    }
    found = answer(
        tmp_path,
        "fresh",
        {f"content/resources/{name}.yml": resource(name, more) for name, more in shelf.items()},
    )
    assert (found.value, found.covered, found.total) == (66.7, 3, 4)
    ages = [
        (hubs.AS_OF - date.fromisoformat(day)).days
        for day in ("2026-05-26", "2026-05-27", "2024-01-01")
    ]
    assert found.note == f"median age of a check {median(ages):g} days"


def test_a_link_nobody_looked_at_may_be_dead(tmp_path: Path) -> None:
    """One dead of three that somebody saw; with two unknown there is too little to tell."""
    shelf = {
        "a": "added: 2026-10-01",
        "b": "added: 2026-10-01",
        "c": "added: 2020-01-01",
        "d": "added: 2020-01-01\ngone: 2026-11-01",
    }
    files = {f"content/resources/{name}.yml": resource(name, more) for name, more in shelf.items()}
    found = answer(tmp_path / "four", "dead_links", files)
    assert (found.value, found.covered, found.total, found.enough) == (33.3, 3, 4, True)
    assert found.table and found.table.rows == (("Text d", "2026-11-01"),)
    found = answer(
        tmp_path / "more",
        "dead_links",
        {**files, "content/resources/b.yml": resource("b", "added: 2020-01-01")},
    )
    assert (found.covered, found.enough) == (2, False)


def test_links_that_were_looked_up_are_known(tmp_path: Path) -> None:
    """What `hearth links` saw counts, and when; of what it could not judge, and of what was added
    since, nothing is known."""
    shelf = {
        "a": "added: 2020-01-01",
        "b": "added: 2020-01-01",
        "c": "added: 2020-01-01",
        "d": "added: 2020-01-01",
    }
    files = {f"content/resources/{name}.yml": resource(name, more) for name, more in shelf.items()}
    urls = {name: str(files[f"content/resources/{name}.yml"]).split("url: ")[1] for name in shelf}
    urls = {name: text.split("\n")[0] for name, text in urls.items()}
    states = {"a": ("failing", "2026-11-01", 3), "b": ("failing", "2026-11-20", 1)}
    states["c"] = ("unsure", "2026-11-20", 1)
    seen = "looked_up: 2026-11-20\naddresses:\n" + "".join(
        f"  - {{url: {urls[name]}, state: {state}, since: {since}, last: 2026-11-20, "
        f"times: {times}, why: 404}}\n"
        for name, (state, since, times) in states.items()
    )
    found = answer(tmp_path, "dead_links", {**files, "content/links.yml": seen})
    assert (found.value, found.covered, found.total) == (33.3, 3, 4)
    assert found.table and found.table.rows == (("Text a", "2026-11-01"),)
    assert found.note == "looked up on 20 November 2026"


def test_what_is_gone_is_recommended_no_more(tmp_path: Path) -> None:
    """Its page says so and has no way to open it; it is not among the newest, and nobody is asked
    to check it."""
    files = {
        "content/resources/canvas.yml": str(hubs.BASE["content/resources/canvas.yml"]).replace(
            "2026-10-01", "2025-01-01"
        )
        + "gone: 2026-05-03\narchived: https://web.archive.org/web/2026/x\n"
    }
    hub, problems = hubs.load(hubs.minimal_hub(tmp_path, dict(files)))
    assert "stale-review" not in {problem.code for problem in problems}
    assert library.newest(hub, 5) == [] and library.share_fresh(hub) is None
    found = next(page for page in plan(hub) if page.url == "resources/canvas/")
    page = str(
        Renderer(hub).render(
            found.template, title="", crumbs=(), crumb="", text="", **found.prepare(hub).values
        )
    )
    assert (
        "Its address has led nowhere since 3 May 2026." in page
        and 'href="https://example.org/canvas"' not in page
        and 'href="https://web.archive.org/web/2026/x"' in page
    )


def test_who_suggests_from_outside(tmp_path: Path) -> None:
    """The team's suggestions are told apart; a path is recommended too."""
    files = {
        f"content/resources/{name}.yml": resource(
            name, f"added: 2026-10-01\ncurator: ada\nsuggested_by: {who}"
        )
        for name, who in {"a": "ada", "b": "bo", "c": "bo"}.items()
    }
    files["content/paths/one.yml"] = (
        "title: A month\nfor_whom: New people\nadded: 2026-10-01\ncurator: bo\n"
        "steps: [{do: Say hello.}]\n"
    )
    files["content/community.yml"] = (
        str(hubs.BASE["content/community.yml"]) + "team: [{member: ada, role: Manager}]\n"
    )
    found = answer(tmp_path, "curators", files)
    assert found.value == 2 and found.note == "66.7 % of 3 suggestions from outside the team"
    assert found.table and dict(found.table.rows) == {
        "recommended something": 2,
        "did half of it": 1,
        "suggested something": 2,
    }


def test_a_gap_lacks_any_of_the_three() -> None:
    """Two people make a topic wanted; who asks and is interested is one person."""
    full = TopicNeed("metrics", ("ada", "bo"), ("bo",), ("cy",), ("canvas",), ("evening",))
    assert (full.demand, full.supply, full.gap, full.urgency) == (2, 3, False, 0.5)
    lacking = TopicNeed("metrics", ("ada",), ("bo",), (), ("canvas",), ())
    assert lacking.gap and lacking.lacks == ("person", "event")
    alone = TopicNeed("metrics", ("ada",), ("ada",), (), (), ())
    assert not alone.gap and alone.urgency == 1


def test_gaps_stand_first(tmp_path: Path) -> None:
    """With what they lack; a topic that only one wants is none, however little there is of it."""
    files = {
        "members/ada.yml": (
            "name: Ada\njoined: 2026-01-05\ntopics: [onboarding]\n"
            "asks: [{topic: metrics, since: 2025-11-23}, {topic: events-craft, answered: "
            "2026-11-20}]\n"
        ),
        "members/bo.yml": (
            "name: Bo\njoined: 2026-01-05\ntopics: [onboarding]\nasks: [{topic: events-craft}]\n"
            "offers: [{topic: onboarding}]\n"
        ),
    }
    found = answer(tmp_path, "coverage", files)
    assert found.table and found.table.rows[0] == ("Onboarding", 2, 1, 0, 0, "no resource or event")
    assert Counter(bool(row[-1]) for row in found.table.rows) == {True: 1, False: 2}
    assert {row[0]: row[1] for row in found.table.rows} == {
        "Onboarding": 2,
        "Events": 1,
        "Metrics": 0,
    }  # a year is over since that ask
    assert (found.value, found.n) == (0, 1)


def test_small_numbers_of_people_are_hidden_beside_any_figure(tmp_path: Path) -> None:
    """What counts topics is shown, what counts people in its table is not."""
    files = {
        name: f"name: {name}\njoined: 2026-01-05\ntopics: [onboarding]\n"
        for name in ("members/ada.yml", "members/bo.yml")
    }
    hub = hubs.small_hub(tmp_path, files)
    shown = published(measure(MetricContext.of(hub)))
    assert shown["coverage"].now.value == 0 and shown["coverage"].now.table
    assert shown["coverage"].now.table.rows[0][:2] == ("Onboarding", "<5")
    assert {"introductions", "mentoring", "conduct_reports"}.isdisjoint(shown)
