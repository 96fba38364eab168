"""goal_states: how a goal stands by what its figure is and was."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.kinds.community import METRICS, Goal
from hearth.manage.desk.goals import GoalState, goal_states
from hearth.manage.figures import FIGURES, Figure
from hearth.manage.figures.base import Answer

DAY = date(2026, 1, 1)


def state(
    metric: str,
    now: float | None,
    before: float | None,
    target: float,
    by: date | None,
    covered: int | None = None,
) -> GoalState:
    answers = [Answer(value, 20, covered, 20) for value in (now, before)]
    figure = Figure(FIGURES[metric], answers[0], answers[1] if before is not None else None)
    return goal_states(
        [Goal(title="More", metric=metric, target=target, by=by)], {metric: figure}, DAY
    )[0]


@pytest.mark.parametrize(
    ("now", "before", "target", "by", "wanted"),
    [
        (10, 4, 10, None, "reached"),
        (10, 14, 10, date(2025, 1, 1), "reached"),  # however late, and however it came
        (10, 4, 13, date(2026, 7, 3), "on track"),  # six a year are three in half a year
        (10, 4, 13, date(2026, 7, 1), "behind"),
        (10, 4, 11, date(2025, 12, 31), "behind"),  # the day is over
        (10, 4, 11, DAY, "behind"),
        (10, 9, 50, None, "on track"),
        (10, 10, 50, None, "behind"),
        (10, 12, 11, date(2027, 1, 1), "behind"),
        (10, None, 11, date(2027, 1, 1), "behind"),  # without a trend nothing is on its way
        (None, 4, 10, None, "not known"),
        (0, 0, 0, None, "reached"),
    ],
)
def test_a_goal_to_grow_into(
    now: Any, before: Any, target: float, by: date | None, wanted: str
) -> None:
    """Reached at the target; on track when the pace of the last year leads there in time."""
    assert state("speakers", now, before, target, by).state == wanted


def test_a_goal_to_shrink_to() -> None:
    """Of what is better when it is less, less is on track, and at most the target is reached."""
    assert state("first_answer", 3, 9, 3, None).state == "reached"
    assert state("first_answer", 4, 9, 3, date(2026, 7, 1)).state == "on track"
    assert state("first_answer", 9, 4, 3, date(2027, 1, 1)).state == "behind"


def test_thin_figures_tell_nothing() -> None:
    """Neither a value nor a state, when too few records say what is needed; nor what may not be
    shown."""
    thin = state("attendance", 50, 40, 10, None, covered=11)
    assert (thin.value, thin.trend, thin.state) == (None, None, "not known")
    hidden = goal_states([Goal(title="Meet", metric="introductions", target=5)], {}, DAY)[0]
    assert (hidden.value, hidden.trend, hidden.state) == (None, None, "not known")
    assert (state("speakers", 10, 4, 20, None).value, state("speakers", 10, 4, 20, None).trend) == (
        10,
        6,
    )


def test_goals_name_the_figures_there_are() -> None:
    """What a goal can name is what the hub computes."""
    assert list(METRICS) == list(FIGURES)


GOALS = """\
goals:
  - {title: Three of us, metric: members, target: 3, by: 2026-12-31}
  - {title: People meet, metric: introductions, target: 50}
  - {title: A full house, metric: events_held, target: 9, by: 2026-11-30}
"""


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_command_ends_with_the_goals(tmp_path: Path, form: str) -> None:
    """Value, target, day and state of each; what is the manager's is not told in public."""
    introductions = "- {people: [ada, bo], suggested: 2026-09-01, met: 2026-09-09}\n"
    hubs.small_hub(
        tmp_path,
        {
            "content/community.yml": str(hubs.BASE["content/community.yml"]) + GOALS,
            "private/introductions.yml": introductions,
        },
    )
    call = ["insights", "--folder", str(tmp_path), "--as-of", "2026-11-23", "--format", form]

    def lines(*more: str) -> list[list[str]]:
        done = CliRunner(env={"COLUMNS": "120"}).invoke(main, [*call, *more])
        assert done.exit_code == 0
        return [
            line.replace("|", " ").split() for line in done.stdout.split("Goals")[1].splitlines()
        ]

    assert ["People", "meet", "100", "50", "–", "reached"] in lines()
    assert ["Three", "of", "us", "3", "3", "+3", "2026-12-31", "reached"] in lines()
    assert ["A", "full", "house", "0", "9", "0", "2026-11-30", "behind"] in lines()
    assert ["People", "meet", "–", "50", "–", "not", "known"] in lines("--public")


CANARY = {
    "events/secret.yml": "title: Canary evening\nsummary: Hidden.\nstart: 2026-10-01T18:00\n"
    "duration: 60\n"
    "timezone: Europe/Berlin\nmode: online\nhosts: [ada]\n"
    "status: cancelled\nvisible: hidden\n",
    "events/welcome-call.yml": None,
    "content/paths/first-month.yml": None,
    "private/attendance/evening.csv": "person\nada\nbo\ncy\n~0123456789ab\n~0123456789ac\n",
    "events/evening.yml": str(hubs.BASE["events/evening.yml"]).replace("2026-12-10", "2026-11-10"),
}


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_public_figures_count_what_everybody_may_see(tmp_path: Path, form: str) -> None:
    """Neither a hidden event nor a private sheet is behind them; the manager's figures have
    both."""
    hubs.small_hub(tmp_path, dict(CANARY))

    def told(figure: str, *more: str) -> str:
        call = [
            "insights",
            "--folder",
            str(tmp_path),
            "--as-of",
            "2026-11-23",
            "--format",
            form,
            "--figure",
            figure,
            *more,
        ]
        return CliRunner().invoke(main, call).stdout

    assert "Canary evening" in told("cancelled") and "Canary" not in told("cancelled", "--public")
    known = {"json": '"value": 5'}.get(form, "5 people")
    assert known in told("attendance") and known not in told("attendance", "--public")


def test_the_manager_s_figures_are_not_told_in_public(tmp_path: Path) -> None:
    """Neither among the others nor when asked for by name."""
    hubs.small_hub(tmp_path)
    call = ["insights", "--folder", str(tmp_path), "--as-of", "2026-11-23", "--public"]
    assert "Introductions that met" not in CliRunner().invoke(main, call).stdout
    alone = CliRunner().invoke(main, [*call, "--figure", "introductions"])
    assert alone.exit_code == 2 and "manager's eyes" in alone.output
