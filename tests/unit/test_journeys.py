"""Journeys: the steps people have taken, who stalls where, and what was tried."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from desks import base as base
from desks import context
from hearth.cli.main import main
from hearth.kinds.community import ACTS, Milestone
from hearth.manage.desk.journeys import journeys_contents
from hearth.manage.figures import Answer, Definition, Figure, MetricContext, Table
from hearth.manage.figures.steps import Passage, journeys, steps
from hearth.manage.ledger import KINDS
from hearth.model.hub import Hub
from hearth.papers.journeys import journeys_data, journeys_paper

LESSON = Milestone(title="Lesson one")
WROTE = Milestone(title="Wrote", after="second", acts=["ask"], within=30)


def asked(*days: str) -> dict[str, Any]:
    """A member who asked on these days."""
    return {"asks": [{"topic": "metrics", "note": "?", "since": day} for day in days]}


def told(
    hub: Hub, members: dict[str, dict[str, Any]], /, *own: Milestone, **notes: Any
) -> MetricContext:
    community = hub.community.model_copy(update={"milestones": list(own)})
    return context(replace(hub, community=community), members, **notes)


def at(found: MetricContext, name: str) -> str:
    return steps(found)[journeys(found)[name].at].name


def test_milestones_know_every_kind_of_act() -> None:
    """Those of the ledger, in its order."""
    assert list(KINDS) == ACTS


def test_each_stands_at_the_furthest_step(base: Hub) -> None:
    """And who took a later one first has taken those before it on that day."""
    people = {
        "none": {},
        "once": asked("2025-03-01"),
        "twice": asked("2025-03-01", "2025-03-01", "2025-04-01"),
        "helper": {},
        "leader": {},
    }
    people["none"]["asks"] = [
        {
            "topic": "metrics",
            "note": "?",
            "responses": [{"by": "helper", "date": "2025-02-02"}],
        }
    ]
    mentoring = [{"mentor": "leader", "mentee": "none", "since": "2025-02-03"}]
    found = told(base, people, mentoring=mentoring)
    assert {name: at(found, name) for name in people} == {
        "none": "joined",
        "once": "first",
        "twice": "second",
        "helper": "helps",
        "leader": "leads",
    }
    assert set(journeys(found)["leader"].reached[1:]) == {date(2025, 2, 3)}


def test_milestones_are_reached_by_act_or_note(base: Hub) -> None:
    """The first of either; one that nothing tells of is no step, and is said to be missing."""
    people = {"ina": {}, "jo": asked("2025-03-01", "2025-04-01")}
    noted = [{"member": "ina", "milestone": "lesson ONE", "date": "2025-02-01"}]
    found = told(base, people, LESSON, WROTE, milestones=noted)
    assert [step.name for step in steps(found)] == [
        "joined",
        "Lesson one",
        "first",
        "second",
        "Wrote",
        "helps",
        "leads",
    ]
    assert (at(found, "ina"), at(found, "jo")) == ("Lesson one", "Wrote")
    before = found.at(date(2025, 1, 31))
    assert "Lesson one" not in [step.name for step in steps(before)]
    bare = told(base, people, LESSON, milestones=[{**noted[0], "milestone": "Lesson 1"}])
    contents = journeys_contents(bare)
    assert (contents.untold, contents.unknown) == (("Lesson one",), ("Lesson 1",))
    said = journeys_paper(bare.hub, contents).plain_text
    assert "Nothing tells who reached Lesson one" in said and "no step: Lesson 1" in said


def test_an_event_can_be_a_milestone(tmp_path: Path) -> None:
    """Who had a part in it has reached it; one that is no event is told."""
    own = "milestones:\n  - {title: The evening, events: [evening]}\n"
    text = f"{hubs.BASE['content/community.yml']}{own}"
    evening = f"{hubs.BASE['events/evening.yml']}hosts: [cy]\n".replace("2026-12", "2026-11")
    files: hubs.Files = {"content/community.yml": text, "events/evening.yml": evening}
    hub = hubs.small_hub(tmp_path, files)
    found = MetricContext.of(hub)
    place = [step.name for step in steps(found)].index("The evening")
    assert journeys(found)["cy"].reached[place] == date(2026, 11, 10)
    assert not any(journeys(found)[name].reached[place] for name in ("ada", "bo") if name in hub)
    (tmp_path / "content/community.yml").write_text(text.replace("[evening]", "[evning]"))
    assert [one.code for one in hubs.load(tmp_path)[1].errors] == ["unknown-id"]


def test_who_stalls_is_named_once(base: Hub) -> None:
    """With the next step; who was heard of last comes first, and who asked for peace is left
    out."""
    people = {
        "old": asked("2025-03-01"),
        "late": asked("2026-06-01"),
        "fresh": asked("2026-11-01"),
        "peace": asked("2026-05-01"),
    }
    found = told(base, people, people=[{"member": "peace", "next_check": "2027-01-01"}])
    contents = journeys_contents(found)
    stalls = [one for one in contents.stalls if one.member.id in people]
    assert [one.member.id for one in stalls] == ["late", "old"]
    assert {(one.step, one.following) for one in stalls} == {("First act", "Second act")}
    (state,) = (state for state in contents.states if state.step.name == "first")
    assert (state.here, state.quiet) == (4, 3)


def test_an_experiment_is_seen_before_and_since(base: Hub) -> None:
    """Two counts beside each other; whose time is not over counts as neither."""
    people = {
        "a": {"joined": "2026-05-10"},
        "b": {"joined": "2026-05-11"} | asked("2026-05-20"),
        "c": {"joined": "2026-07-10"} | asked("2026-07-20"),
        "d": {"joined": "2026-07-11"} | asked("2026-11-20"),
        "e": {"joined": "2026-09-30"} | asked("2026-10-01"),
    }
    tried = {"title": "A buddy", "started": "2026-07-01", "due": "2026-09-30", "step": "Joined"}
    wrong = {"title": "Else", "started": "2026-07-01", "due": "2026-09-30", "step": "arrival"}
    last = {**wrong, "step": "leads"}
    found = told(base, people, experiments=[tried, wrong, last])
    contents = journeys_contents(found)
    (trial,) = contents.trials
    assert (trial.before, trial.since) == (Passage(1, 2, 0), Passage(1, 2, 1))
    assert contents.unknown == ("arrival",)
    said = journeys_paper(found.hub, contents).plain_text
    assert "Went on within 90 days: 1 of 2, as long before 1 of 2" in said
    assert "Too early to tell of: 1" in said
    assert journeys_data(contents)["experiments"][0]["since"]["open"] == 1


def test_cohorts_say_what_is_not_yet_known(base: Hub) -> None:
    """In words; a share stands only beside ten or more, and who left again is counted."""
    people = {
        f"p{number}": {"joined": "2024-01-05"} | asked("2024-05-05") for number in range(8)
    } | {f"q{number}": {"joined": "2024-02-05", "left": "2024-03-01"} for number in range(4)}
    found = told(base, people | {f"r{number}": {"joined": "2026-10-05"} for number in range(5)})
    said = journeys_paper(found.hub, journeys_contents(found)).markdown
    assert "8 of 12 (67 %)" in said
    (row,) = (line for line in said.splitlines() if "2026 Q4" in line)
    assert row.count("not yet known") == 3


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([(40, 3, 7.5), (30, 2, 6.7)], [(40, "<5", "hidden"), (30, "<5", "hidden")]),
        (
            [(40, 3, 7.5), (30, 20, 66.7), (30, 10, 33.3), (30, 0, 0.0)],
            [
                (40, "<5", "hidden"),
                (30, 20, 66.7),
                (30, "hidden", "hidden"),
                (30, 0, 0.0),
            ],
        ),
        ([(40, 20, 50.0)], [(40, 20, 50.0)]),
    ],
)
def test_what_is_hidden_cannot_be_worked_out(rows: list[Any], shown: list[Any]) -> None:
    """Not from the share beside it, nor from what the rest lacks of the whole."""
    answer = Answer(50.0, 80, table=Table(("", "", ""), tuple(rows), "none", (0, 1), (2,)))
    about = Definition("x", "X", "%", "People", lambda _: answer, question="?", definition="It is.")
    table = Figure(about, answer, None).public().now.table
    assert table and list(table.rows) == shown


def test_the_command_tells_it(tmp_path: Path) -> None:
    """On paper and as data; steps and people, and no score."""
    hubs.small_hub(tmp_path, {"members/eve.yml": "name: Eve <b>\njoined: 2025-01-05\n"})
    call = ["journeys", "--folder", str(tmp_path), "--format"]
    env = {"SOURCE_DATE_EPOCH": hubs.EPOCH}
    data = json.loads(CliRunner().invoke(main, [*call, "json"], env=env).output)
    assert {"member": "eve", "step": "Has joined", "last": "2025-01-05"} in data["stalled"]
    page = CliRunner().invoke(main, [*call, "html"], env=env).output
    assert "Eve &lt;b&gt;" in page and "Has joined → First act" in page
