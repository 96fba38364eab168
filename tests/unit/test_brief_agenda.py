"""The agenda of the brief: three things first, as many as the hours hold, what is left undone and
lost, who stands in for whom, and what stays done."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.cli.main import main
from hearth.manage.desk.brief import Agenda, agenda
from hearth.manage.desk.brief.base import GRAVITY, PARTS, BriefItem, BriefPart, Cure, Loss

DAY = date(2026, 11, 23)
COMMUNITY = yaml.safe_load(hubs.BASE["content/community.yml"])  # type: ignore[arg-type]


def line(name: str, until: str | None, gravity: str, minutes: int, alike: str = "") -> BriefItem:
    last = date.fromisoformat(until) if until else None
    return BriefItem(
        f"thing/{name}", name, "waits", Cure(), last,
        alike=alike, loses=Loss(gravity, "it is lost"), minutes=minutes,
    )  # fmt: skip


def planned(*lines: BriefItem, part: str = "stale", **minutes: int) -> Agenda:
    return agenda([BriefPart(PARTS[part], lines)], DAY, minutes, None)


def names(found: Agenda) -> list[list[str]]:
    tasks = (found.first, found.week, found.undone)
    return [[task.id.partition("/")[2] for task in some] for some in tasks]


def test_the_order_follows_from_day_loss_and_minutes() -> None:
    """What is lost this week, what is late for longer than a week, what has time; in each by what
    is lost, by the last day, and the shorter task first."""
    lines = [
        line("someday", None, "people", 5),
        line("late", "2026-11-15", "people", 5),
        line("sunday", "2026-11-29", "people", 30),
        line("sunday-shorter", "2026-11-29", "people", 10),
        line("monday-after", "2026-11-30", "people", 5),
        line("a-week-late", "2026-11-16", "people", 40),
        *(line(gravity, "2026-11-24", gravity, 5) for gravity in reversed(GRAVITY)),
    ]
    found = planned(*lines)
    assert [one for some in names(found) for one in some] == [
        "a-week-late", "people", "sunday-shorter", "sunday", "promise", "fades", "waits", "late",
        "monday-after", "someday",
    ]  # fmt: skip
    assert len(found.first) == 3 and found.undone == () and found.minutes is None


def test_as_many_as_the_hours_hold() -> None:
    """Three in any case; then what still fits, in order; and of the rest, what will be lost."""
    lines = [
        *(line(f"first-{n}", "2026-11-23", "people", 30) for n in (1, 2, 3)),
        line("long", "2026-11-25", "promise", 60),
        line("short", "2026-11-26", "promise", 20),
        line("can-wait", None, "waits", 30),
    ]
    found = planned(*lines, manager=120, administrator=0)
    assert names(found) == [
        ["first-1", "first-2", "first-3"], ["short"], ["long", "can-wait"],
    ]  # fmt: skip
    assert [task.id for task in found.lost] == ["stale/long"] and found.minutes == 120
    tight = planned(*lines, manager=10, administrator=5)
    assert names(tight)[0] == ["first-1", "first-2", "first-3"] and len(tight.undone) == 3
    # Who looks after the site has hours of their own, and nobody counted the manager's.
    assert names(planned(*lines, administrator=0))[2] == []


def test_a_few_that_are_alike_stay_apart() -> None:
    """More of them are one thing, with the minutes of all; what is late is not among what is
    not."""
    few = [line(f"few-{n}", None, "waits", 5, "few") for n in range(3)]
    many = [line(f"many-{n}", None, "waits", 5, "many") for n in range(4)]
    late = [line("many-late", "2026-01-01", "waits", 5, "many")]
    found = planned(*few, *many, *late)
    ids = [task.id for task in found.tasks]
    assert ids == [
        "stale/many-late", "stale/few-0", "stale/few-1", "stale/few-2", "stale:many:later",
    ]  # fmt: skip
    assert found.tasks[-1].minutes == 20


def test_more_than_a_sitting_is_two_things() -> None:
    """What has waited longest, as much as is done in an hour and a half; and the rest."""
    lines = [line(f"n{n}", f"2026-11-{24 + n}", "people", 40, "new") for n in (4, 3, 2, 1, 0)]
    found = planned(*lines)
    assert [task.id for task in found.tasks] == ["stale:new:now", "stale:new:now:rest"]
    assert [[one.name for one in task.lines] for task in found.tasks] == [
        ["n0", "n1"], ["n2", "n3", "n4"],
    ]  # fmt: skip
    assert [task.among for task in found.tasks] == [5, 3]


def run(root: Path, *words: str) -> Result:
    done = CliRunner().invoke(main, ["brief", "--folder", str(root), "--as-of", str(DAY), *words])
    assert done.exit_code in (0, 2), done.output
    return done


def data(root: Path, *words: str) -> dict[str, object]:
    given = json.loads(run(root, "--format", "json", *words).stdout)
    assert isinstance(given, dict)
    return given


def waiting(root: Path) -> list[str]:
    parts: list[dict[str, list[dict[str, str]]]] = data(root)["parts"]  # type: ignore[assignment]
    return [line["id"] for part in parts for line in part["lines"]]


def test_what_is_done_stays_done_until_its_cause_is_new(tmp_path: Path) -> None:
    """An ask that was looked after is gone for good; when somebody answers, whether it is settled
    is a new question."""
    ask = "name: Dee\njoined: 2026-01-20\nasks:\n  - {topic: metrics, since: 2026-10-01}\n"
    hubs.minimal_hub(tmp_path, {"members/dee.yml": ask})
    assert "asks/dee/metrics" in waiting(tmp_path)
    assert "Noted in" in run(tmp_path, "--done", "asks/dee/metrics").output
    noted = (tmp_path / "private/done.yml").read_text(encoding="utf-8")
    assert noted.count("item: asks/dee/metrics") == 1 and "2026-10-01" in noted
    assert "asks/dee/metrics" not in waiting(tmp_path)
    answered = "responses: [{by: ada, date: 2026-11-20}]}"
    hubs.write(tmp_path, {"members/dee.yml": ask.replace("}\n", f", {answered}\n")})
    assert "asks/dee/metrics" in waiting(tmp_path)


def test_what_an_event_lacks_less_is_no_new_cause(tmp_path: Path) -> None:
    """It was decided to do without; what is missing since then is another matter."""
    event = (
        "title: Call\nsummary: Ours.\nstart: 2026-12-03T18:00\nduration: 60\n"
        "timezone: Europe/Berlin\nmode: online\nadded: 2026-01-01\n%s"
    )
    hubs.minimal_hub(tmp_path, {"events/call.yml": event % "hosts: [ada]\n"})
    id_ = "events/call@2026-12-03"
    run(tmp_path, "--done", id_)
    assert id_ not in waiting(tmp_path)
    hubs.write(tmp_path, {"events/call.yml": event % "hosts: [ada]\nroles: {facilitator: bo}\n"})
    assert id_ not in waiting(tmp_path)
    hubs.write(tmp_path, {"events/call.yml": event % "roles: {facilitator: bo}\n"})
    assert id_ in waiting(tmp_path)


def test_several_are_done_in_one_go(tmp_path: Path) -> None:
    """By the name of the whole, and a name that is a little off is told."""
    new = {f"members/n{n}.yml": f"name: N{n}\njoined: 2026-11-20\n" for n in range(5)}
    hubs.minimal_hub(tmp_path, new)  # type: ignore[arg-type]
    wrong = run(tmp_path, "--done", "welcome:newcomer:nw")
    assert wrong.exit_code == 2 and 'Did you mean "welcome:newcomer:now"' in wrong.output
    assert not (tmp_path / "private/done.yml").exists()
    run(tmp_path, "--done", "welcome:newcomer:now")
    assert not [name for name in waiting(tmp_path) if name.startswith("welcome/")]


@pytest.mark.parametrize(
    ("notes", "acting", "hours", "told"),
    [
        ("", ["ada"], 2, "Manager: Ada Example."),
        (
            "- {member: ada, away_until: 2026-11-30}\n",
            ["bo"],
            2,
            "Manager: Bo Sample for Ada Example, who is away until 30 November.",
        ),
        ("- {member: ada, away_until: 2026-11-22}\n", ["ada"], 2, "Manager: Ada Example."),
        (
            "- {member: ada, away_from: 2026-11-24, away_until: 2026-11-30}\n",
            ["ada"],
            2,
            "Manager: Ada Example.",
        ),
        (
            "- {member: ada, away_until: 2026-11-30}\n- {member: bo, away_until: 2026-11-25}\n",
            ["cy"],
            None,
            "Manager: Ada Example, away until 30 November and Cy Model stands in, since nobody",
        ),
    ],
)
def test_who_stands_in(
    tmp_path: Path, notes: str, acting: list[str], hours: float | None, told: str
) -> None:
    """The deputy of who is away, on the days of being away; when both are, somebody with another
    hat."""
    team = [
        {"member": "ada", "role": "Host", "hat": "manager", "deputy": "bo", "hours_a_week": 2},
        {"member": "cy", "role": "Chair", "hat": "leader", "deputy": "bo"},
    ]
    files: hubs.Files = {"content/community.yml": yaml.safe_dump({**COMMUNITY, "team": team})}
    hubs.minimal_hub(tmp_path, {**files, **({"private/people.yml": notes} if notes else {})})
    given = data(tmp_path, "--role", "manager")
    assert given["hats"] == [{"hat": "manager", "acting": acting, "hours": hours}]
    shown = " ".join(run(tmp_path, "--role", "manager").stdout.split())
    assert told in shown
    assert ("of 2 h are planned" in shown.replace("\N{NO-BREAK SPACE}", " ")) == bool(hours)


def test_the_hours_of_a_week_can_be_told(tmp_path: Path) -> None:
    """What does not fit is folded: how much, what is lost of it, and what shows it."""
    hubs.minimal_hub(tmp_path, {"members/dee.yml": "name: Dee New\njoined: 2026-11-12\n"})
    shown = run(tmp_path, "--hours", "1").stdout
    folded = " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "of 60 min are planned." in folded and "Left for another week" in folded
    assert "hearth brief --all" in folded and "An evening in the hall" not in folded
    assert shown.count("→ ") < run(tmp_path, "--hours", "1", "--all").stdout.count("→ ")


def test_all_of_it_is_told_in_the_language_of_the_hub(tmp_path: Path) -> None:
    """Where more of it stands too."""
    files: hubs.Files = {"content/community.yml": yaml.safe_dump({**COMMUNITY, "language": "de"})}
    hubs.minimal_hub(tmp_path, files)
    shown = run(tmp_path).stdout
    assert "Drei Dinge zuerst" in shown and "; siehe hearth ready" in shown and "see " not in shown


def test_each_cure_is_there_for_programs(tmp_path: Path) -> None:
    """A form with what is known already, a change of a file, a command, or a hand."""
    talk = (
        "title: A talk\nsummary: Ours.\nstart: 2026-11-20T18:00\nduration: 60\n"
        "timezone: Europe/Berlin\nmode: online\nadded: 2026-01-01\nhosts: [ada]\nspeakers: [bo]\n"
    )
    hubs.minimal_hub(
        tmp_path,
        {"events/talk.yml": talk, "members/dee.yml": "name: Dee New\njoined: 2026-11-12\n"},
    )
    parts: list[dict[str, list[dict[str, dict[str, object]]]]] = data(tmp_path)["parts"]  # type: ignore[assignment]
    cures = {str(line["id"]): line["cure"] for part in parts for line in part["lines"]}
    assert cures["thank/bo"] == {
        "kind": "form",
        "note": "thanks",
        "fields": {"to": "bo", "reason": "spoke for the first time at A talk"},
    }
    assert cures["welcome/dee"] == {
        "kind": "change",
        "file": "members/dee.yml",
        "fields": {"welcomed": "2026-11-23"},
    }
    assert cures["newsletter/1"]["kind"] == "command"
    assert cures["safety/moderator"]["kind"] == "by hand"
