"""figures of care: answers, introductions, mentors, buddies, stories, reports and the records
themselves, against counts over rows and by hand."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import hubs
from hearth.manage.figures import FIGURES, Answer, MetricContext, measure
from hearth.manage.private import Notes
from hearth.manage.private.notes import Introduction, Moderation, Pair

DAYS = (date(2025, 6, 30), date(2026, 2, 28), hubs.AS_OF)
CYCLES = ("immediate", "potential", "applied", "realized", "reframing")
Rows = dict[str, list[dict[str, Any]]]


def community(folder: Path) -> tuple[MetricContext, Rows]:
    """A generated community with notes, and the rows both were made from."""
    chance, files, rows = (
        random.Random(3),  # noqa: S311
        {},
        {name: [] for name in ("member", "post", "introduction", "pair")},
    )
    first = date(2024, 3, 1)

    def later(day: date, most: int, chances: float) -> date | None:
        return day + timedelta(days=chance.randrange(most)) if chance.random() < chances else None

    for number in range(50):
        joined = first + timedelta(days=chance.randrange(950))
        asks = []
        for _ in range(chance.randrange(3)):
            since = later(joined, 300, 0.85)
            # The own answer is none; some answers lie ahead of the days looked at.
            answers = (
                [
                    (who, since + timedelta(days=chance.randrange(60)))
                    for who in chance.sample(["p0", "p1", f"p{number}"], chance.randrange(3))
                ]
                if since
                else []
            )
            asks.append((since, answers, later(since, 200, 0.2) if since else None))
        row = {
            "id": f"p{number}",
            "joined": joined,
            "welcomed": later(joined, 20, 0.7),
            "buddy": "p0" if number and chance.random() < 0.5 else None,
            "asks": asks,
        }
        rows["member"].append(row)
        files[f"members/p{number}.yml"] = _member(row)
    for number in range(40):
        row = {
            "date": first + timedelta(days=chance.randrange(1100)),
            "type": chance.choice(["story", "story", "news"]),
            "value_cycle": chance.choice([None, *CYCLES]),
            "outcome": chance.choice([None, "It went well."]),
        }
        rows["post"].append(row)
        files[f"content/news/n{number}.yml"] = f"title: News {number}\nsummary: Told.\n" + "".join(
            f"{name}: {value}\n" for name, value in row.items() if value
        )
    for number in range(60):
        suggested = first + timedelta(days=chance.randrange(1000))
        rows["introduction"].append(
            {
                "people": ["p1", f"p{number % 40 + 2}"],
                "kind": chance.choice(["introduction", "coffee"]),
                "suggested": suggested,
                "met": later(suggested, 90, 0.5),
                "useful": chance.choice([None, "yes", "no"]),
            }
        )
        since = first + timedelta(days=chance.randrange(1000))
        rows["pair"].append(
            {
                "mentor": "p1",
                "mentee": f"p{number % 7 + 2}",
                "since": since,
                "until": later(since, 300, 0.6),
            }
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
    notes = Notes(
        introductions=tuple(map(Introduction.model_validate, rows["introduction"])),
        mentoring=tuple(map(Pair.model_validate, rows["pair"])),
    )
    return MetricContext.of(hub, notes), rows


def _member(row: dict[str, Any]) -> str:
    lines = [
        f"name: Person {row['id'].upper()}",
        *(f"{name}: {row[name]}" for name in ("joined", "welcomed", "buddy") if row[name]),
    ]
    lines += ["asks:"] * bool(row["asks"])
    for since, answers, settled in row["asks"]:
        said = ", ".join(f"{{by: {who}, date: {day}}}" for who, day in answers)
        days = f", since: {since}" * bool(since) + f", answered: {settled}" * bool(settled)
        lines.append(f"  - {{topic: metrics{days}, responses: [{said}]}}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> tuple[MetricContext, Rows]:
    return community(tmp_path_factory.mktemp("care"))


def share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)


def independent(rows: Rows, day: date) -> dict[str, tuple[float, int, int | None, str]]:
    """(value, n, covered, note) of each figure by loops over the rows."""
    year = day - timedelta(days=365)
    times: list[tuple[date, int | None]] = []
    silent = 0
    for row in rows["member"]:
        for since, answers, settled in row["asks"]:
            if since is None:
                silent += 1
            elif year < since <= day:
                took = sorted(
                    (when - since).days for who, when in answers if who != row["id"] and when <= day
                )
                if took or not settled or settled > day:
                    times.append((since, took[0] if took else None))
                else:
                    silent += 1
    old = [took for since, took in times if (day - since).days >= 7]
    days = [took for _, took in times if took is not None]
    new = [row for row in rows["member"] if year < row["joined"] <= day]
    waits = [
        (row["welcomed"] - row["joined"]).days
        for row in new
        if row["welcomed"] and row["welcomed"] <= day
    ]
    stories = [row for row in rows["post"] if row["type"] == "story" and year < row["date"] <= day]
    brought = [row for row in rows["introduction"] if year < row["suggested"] <= day]
    running = [
        row
        for row in rows["pair"]
        if row["since"] <= day and not (row["until"] and row["until"] < day)
    ]
    soon = sum(1 for took in old if took is not None and took <= 7)
    outcomes = sum(1 for row in stories if row["outcome"])
    return {
        "first_answer": (
            median(days),
            len(times),
            len(times),
            (
                f"{len(times) - len(days)} waiting, {share(soon, len(old)):g} % of {len(old)} "
                "answered within a week"
            ),
        ),
        "buddies": (
            share(sum(1 for row in new if row["buddy"]), len(new)),
            len(new),
            None,
            f"median {median(waits):g} days to the welcome",
        ),
        "stories": (
            sum(1 for row in stories if row["value_cycle"]),
            len(stories),
            sum(1 for row in stories if row["value_cycle"]),
            f"{outcomes} tell what came of it",
        ),
        "introductions": (
            share(sum(1 for row in brought if row["met"] and row["met"] <= day), len(brought)),
            len(brought),
            None,
            "",
        ),
        "mentoring": (len({row["mentee"] for row in running}), len(running), None, ""),
    }


@pytest.mark.parametrize("day", DAYS)
def test_figures_equal_a_count_by_loops(truth: Any, day: date) -> None:
    """Value, number, coverage and note of each, on three days."""
    context, rows = truth
    wanted = independent(rows, day)
    answers = {name: FIGURES[name].compute(context.at(day)) for name in wanted}
    assert {
        name: (found.value, found.n, found.covered, found.note) for name, found in answers.items()
    } == wanted


def test_a_year_ago_is_what_was_said_a_year_ago(truth: Any) -> None:
    """Looked back from today, a figure is what it was on that day."""
    context, rows = truth
    wanted = {name: found[0] for name, found in independent(rows, date(2025, 11, 23)).items()}
    assert {
        name: figure.before and figure.before.value
        for name, figure in measure(context, wanted).items()
    } == wanted


# -- small cases -----------------------------------------------------------------------------------


def answer(
    root: Path,
    name: str,
    files: dict[str, str] | None = None,
    notes: Notes | None = None,
    day: date = hubs.AS_OF,
) -> Answer:
    return FIGURES[name].compute(
        MetricContext.of(hubs.small_hub(root, dict(files or {})), notes).at(day)
    )


def told(found: Answer) -> dict[Any, Any]:
    assert found.table
    return {
        label: cells[0] if len(cells) == 1 else tuple(cells) for label, *cells in found.table.rows
    }


def test_asks_without_an_answer_are_not_dropped(tmp_path: Path) -> None:
    """The first answer by another counts; one's own and tomorrow's do not; what says no day cannot
    tell."""
    asks = """\
asks:
  - topic: metrics
    since: 2026-10-01
    responses: [{by: ada, date: 2026-10-02}, {by: bo, date: 2026-10-05}, {by: cy, date: 2026-10-04}]
  - {topic: metrics, since: 2026-10-10, responses: [{by: bo, date: 2026-10-17}]}
  - {topic: metrics, since: 2026-11-01}
  - {topic: metrics, since: 2026-11-20, responses: [{by: bo, date: 2026-11-24}]}
  - {topic: metrics, since: 2025-11-23}
  - {topic: metrics}
"""
    found = answer(
        tmp_path, "first_answer", {"members/ada.yml": f"name: Ada\njoined: 2025-01-05\n{asks}"}
    )
    assert (found.value, found.covered, found.total) == (5, 4, 5)
    assert found.note == "2 waiting, 66.7 % of 3 answered within a week"
    assert told(found) == {"answered": 2, "waiting": 2, "cannot tell": 1}


def test_waiting_alone_is_no_time(tmp_path: Path) -> None:
    """When nobody was answered the median is not known, and who waits is told; settled without an
    answerer cannot tell."""
    asks = (
        "asks: [{topic: metrics, since: 2026-11-20}, {topic: metrics, since: 2026-11-01, "
        "answered: 2026-11-09}]\n"
    )
    found = answer(
        tmp_path, "first_answer", {"members/ada.yml": f"name: Ada\njoined: 2025-01-05\n{asks}"}
    )
    assert found.value is None and found.note == "1 waiting" and told(found)["cannot tell"] == 1


def test_each_step_of_an_introduction(tmp_path: Path) -> None:
    """Counted up to the day; useful without a meeting, or one that is to come, is none."""

    def pair(**more: Any) -> Introduction:
        return Introduction.model_validate(
            {"people": ["ada", "bo"], "suggested": date(2026, 9, 1), **more}
        )

    steps = {"approved": date(2026, 9, 2), "accepted": date(2026, 9, 5)}
    notes = Notes(
        introductions=(
            pair(**steps, met=date(2026, 9, 9), useful="yes"),
            pair(**steps, met=date(2026, 12, 1), useful="yes"),
            pair(declined=date(2026, 9, 3)),
            pair(kind="coffee", met=date(2026, 9, 9), useful="no"),
            pair(suggested=date(2026, 12, 1)),
            pair(suggested=date(2025, 11, 23)),
        )
    )
    found = answer(tmp_path, "introductions", notes=notes)
    assert (found.value, found.n) == (50, 4)
    assert told(found) == {
        "suggested": (3, 1),
        "approved": (2, 0),
        "accepted by all": (2, 0),
        "met": (1, 1),
        "found it useful": (1, 0),
        "declined": (1, 0),
    }


def test_pairs_that_run(tmp_path: Path) -> None:
    """On its last day a pair still runs; two mentors of one member are one mentee; wishes stand in
    the profiles."""
    pairs = (
        Pair(mentor="ada", mentee="bo", since=date(2026, 1, 1)),
        Pair(mentor="cy", mentee="bo", since=date(2026, 1, 1)),
        Pair(mentor="ada", mentee="cy", since=date(2026, 1, 1), until=hubs.AS_OF),
        Pair(mentor="cy", mentee="ada", since=date(2026, 1, 1), until=date(2026, 11, 22)),
        Pair(mentor="bo", mentee="ada", since=date(2026, 11, 24)),
    )
    wishes = {
        "members/cy.md": (
            "---\nname: Cy\njoined: 2026-03-15\n"
            "mentoring: {offers: [metrics], seeks: [onboarding]}\n---\n"
        )
    }
    found = answer(tmp_path, "mentoring", wishes, Notes(mentoring=pairs))
    assert found.value == 2 and told(found) == {
        "pairs": 3,
        "pairs that ended": 1,
        "members who offer": 1,
        "members who seek": 1,
    }
    assert answer(tmp_path, "mentoring").value is None  # without notes nothing is known


def test_newcomers_taken_by_the_hand(tmp_path: Path) -> None:
    """Who joined in the year, with a buddy or without; a welcome to come is none yet."""
    files = {
        "members/ada.yml": "name: Ada\njoined: 2025-11-23\nbuddy: bo\n",
        "members/bo.yml": "name: Bo\njoined: 2026-02-10\nbuddy: ada\nwelcomed: 2026-02-14\n",
        "members/cy.md": "---\nname: Cy\njoined: 2026-03-15\nwelcomed: 2026-11-24\n---\n",
    }
    found = answer(tmp_path, "buddies", files)
    assert (found.value, found.n, found.note) == (50, 2, "median 4 days to the welcome")
    assert told(found) == {"joined": 2, "have a buddy": 1, "were welcomed": 1}


def test_stories_that_say_no_cycle_make_a_figure_thin(tmp_path: Path) -> None:
    """One of two is too little to count by cycle; news is no story."""
    story = "title: A story\ndate: {day}\ntype: story\nsummary: It helped.\n{more}"
    files = {
        "content/news/a.yml": story.format(
            day="2026-10-01", more="value_cycle: applied\noutcome: Less work.\n"
        ),
        "content/news/b.yml": story.format(day="2026-10-02", more=""),
        "content/news/c.yml": story.format(day="2026-11-24", more=""),
    }
    found = answer(tmp_path, "stories", files)
    assert (found.value, found.covered, found.total, found.enough) == (1, 1, 2, False)
    assert (
        told(found)["applied"] == 1
        and told(found)["not said"] == 1
        and told(found)["realized"] == 0
    )
    assert answer(tmp_path / "none", "stories").value == 0


def test_reports_of_the_last_year_that_is_over(tmp_path: Path) -> None:
    """The running year is not told; on its last day it is; a year nobody counted is not nought;
    small numbers are hidden."""
    notes = Notes(
        moderation=(
            Moderation(year=2026, reports=3),
            Moderation(year=2024, reports=7, median_days=2.5, measures=2),
        )
    )
    at = {
        day: answer(tmp_path, "conduct_reports", notes=notes, day=day)
        for day in (date(2025, 12, 30), hubs.AS_OF, date(2026, 12, 31))
    }
    assert [found.value for found in at.values()] == [7, None, 3]
    assert told(at[hubs.AS_OF]) == {"2024": (7, 2, 2.5, 0)}
    shown = measure(
        MetricContext.of(hubs.small_hub(tmp_path), notes).at(date(2026, 12, 31)),
        ["conduct_reports"],
    )["conduct_reports"].public()
    assert shown.now.value is None and [row[1] for row in shown.now.table.rows] == [7, "<5"]  # type: ignore[union-attr]


def test_what_is_filled_in(tmp_path: Path) -> None:
    """Each field by the records it is about; what nothing is about is left out; six of ten are
    enough."""
    files = {
        "events/evening.yml": str(hubs.BASE["events/evening.yml"]).replace(
            "2026-12-10", "2026-10-10"
        )
        + "outcomes: {attended: {in_person: 4}}\n",
        "members/ada.yml": "name: Ada\njoined: 2026-01-05\nlanguages: [en]\n",
        "members/bo.yml": "name: Bo\njoined: 2026-01-05\nlanguages: [en]\n",
    }
    found = answer(tmp_path, "data_quality", files)
    fields = told(found)
    assert fields["how many came to an event"] == (100, 1, 1) and fields[
        "languages that a member speaks"
    ] == (66.7, 2, 3)
    assert fields["time zone of a member"] == (0, 0, 3) and fields[
        "day on which a resource was checked"
    ] == (
        0,
        0,
        1,
    )
    assert "day of an ask" not in fields and "how many had signed up" not in fields
    assert found.value == share(2, len(fields))


@pytest.mark.parametrize("name", ["first_answer", "introductions", "mentoring", "conduct_reports"])
def test_of_nothing_nothing_is_said(tmp_path: Path, name: str) -> None:
    """A share or a median of nothing is not nought."""
    assert answer(tmp_path, name).value is None
