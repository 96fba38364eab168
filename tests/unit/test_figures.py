"""figures and ledger: small sums, what each record tells, what is hidden, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from hearth.cli.main import main
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure, published
from hearth.manage.figures.base import (
    Answer,
    absence_factor,
    ends,
    last_complete,
    month_ends,
    quartiles,
)
from hearth.manage.ledger import KINDS, MODES, ledger
from hearth.manage.private import read_notes
from hearth.wording.metric_format import coverage_words


def test_the_factor_of_chaoss_s_own_example() -> None:
    """Two people did half of it."""
    assert absence_factor([1000, 202, 90, 33, 332, 343, 42, 433]) == 2
    assert absence_factor([]) is None and absence_factor([5]) == 1


def test_quarters_and_months() -> None:
    """Their ends, on the day before and on the day itself."""
    assert ends((2026, 1)) == date(2026, 3, 31) and ends((2026, 4)) == date(2026, 12, 31)
    assert last_complete(date(2026, 3, 30)) == (2025, 4) and last_complete(date(2026, 3, 31)) == (
        2026,
        1,
    )
    assert month_ends(date(2026, 3, 30), 2) == [date(2026, 1, 31), date(2026, 2, 28)]
    assert quartiles([1, 2, 3, 4]) == (1.75, 2.5, 3.25)


def test_little_coverage_is_said() -> None:
    """Under six of ten there is no figure."""
    assert (
        not Answer(3.0, 9, 5, 9).enough
        and Answer(3.0, 9, 6, 9).enough
        and not Answer(None, 9).enough
    )


@pytest.mark.parametrize(
    ("note", "n", "shown"),
    [
        ("28.6 % for the first time", 7, False),
        ("28.6 % for the first time", 10, True),
        ("50 % of 6 answered within a week", 12, False),
        ("50 % of 60 answered", 80, True),
    ],
)
def test_a_share_of_few_is_hidden_in_words_too(note: str, n: int, shown: bool) -> None:
    """Of seven, 28.6 % are two."""
    assert (
        bool(Figure(FIGURES["speakers"], Answer(float(n), n, note=note), None).public().now.note)
        == shown
    )


def test_nobody_is_no_small_number() -> None:
    """Nought of a few is told, and of how few is not."""
    shown = Figure(FIGURES["inactive"], Answer(0.0, 3), None).public().now
    assert (shown.value, shown.n) == (0, 0)


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("2 who left say no day", ""),
        ("it was 4.", ""),
        ("12 of them", "12 of them"),
        ("4.5 % of the members", "4.5 % of the members"),
        ("2026 Q3", "2026 Q3"),
    ],
)
def test_small_numbers_in_words_are_hidden_too(note: str, shown: str) -> None:
    """A note that tells a small number of people is left away in public."""
    assert Figure(FIGURES["members"], Answer(20.0, 20, note=note), None).public().now.note == shown


ACTS = {
    "members/ada.yml": (
        "name: Ada Example\njoined: 2026-01-05\n"
        "asks: [{topic: metrics, since: 2026-05-01, responses: [{by: bo, date: 2026-05-03}]}]\n"
    ),
    "content/resources/canvas.yml": hubs.BASE["content/resources/canvas.yml"]
    + "suggested_by: bo\ncurator: ada\nreviewed: 2026-10-20\nreviewed_by: ada\n",  # type: ignore[operator]
    "content/groups/crew.yml": hubs.BASE["content/groups/crew.yml"]
    + "log: [{date: 2026-06-01, by: [bo], what: A first letter}]\n",  # type: ignore[operator]
    "private/mentoring.yml": "- {mentor: ada, mentee: bo, since: 2026-07-01}\n",
    "private/introductions.yml": (
        "- {people: [bo, ada], suggested: 2026-08-01, accepted: 2026-08-05, by: ada}\n"
    ),
    "private/ambassadors.yml": "- {member: bo, date: 2026-09-01, what: A talk at the library}\n",
    "private/attendance/evening.csv": "person,attended\nada,yes\n~0123456789ab,yes\nbo,no\n",
    "events/evening.yml": hubs.BASE["events/evening.yml"].replace("2026-12-10", "2026-11-10"),  # type: ignore[union-attr, arg-type]
}


def test_each_record_tells_its_acts(tmp_path: Path) -> None:
    """Who did what on which day; what is still to come is none."""
    hub = hubs.small_hub(tmp_path, ACTS)
    notes, problems = read_notes(hub)
    assert list(problems) == []
    acts = {(act.person, act.kind, act.day.isoformat()) for act in ledger(hub, notes).acts}
    assert acts == {
        ("ada", "join", "2026-01-05"),
        ("bo", "join", "2026-02-10"),
        ("cy", "join", "2026-03-15"),
        ("ada", "buddy", "2026-02-10"),
        ("ada", "ask", "2026-05-01"),
        ("bo", "answer", "2026-05-03"),
        ("bo", "suggest", "2026-10-01"),
        ("ada", "curate", "2026-10-01"),
        ("ada", "verify", "2026-10-20"),
        ("bo", "project", "2026-06-01"),
        ("ada", "mentor", "2026-07-01"),
        ("ada", "introduce", "2026-08-05"),
        ("bo", "ambassador", "2026-09-01"),
        ("bo", "speak", "2026-11-10"),
        ("guest:Gil Guest", "speak", "2026-11-10"),
        ("ada", "attend", "2026-11-10"),
        ("~0123456789ab", "attend", "2026-11-10"),
        ("ada", "author", "2026-11-20"),
    }
    assert all(kind.mode in MODES for kind in KINDS.values())


def test_wrong_notes_are_told_with_their_place(tmp_path: Path) -> None:
    """Like anything else, and the good ones are kept."""
    files = {
        "private/mentoring.yml": (
            "- {mentor: ada, mentee: bo, since: 2026-07-01}\n"
            "- {mentor: adda, mentee: bo, since: tomorrow}\n- mentor\n"
        ),
        "private/thanks.yml": "date: 2026-01-01\n",
        "private/attendance/evenings.csv": "person\nada\n",
        "private/attendance/evening.csv": f"person\nada\n{'a' * 200_000}\n",
    }
    notes, problems = read_notes(hubs.small_hub(tmp_path, files))
    assert len(notes.mentoring) == 1
    told = {(problem.path, problem.line, problem.code) for problem in problems}
    assert told == {
        ("mentoring.yml", 2, "wrong-date"),
        ("mentoring.yml", 1, "not-a-mapping"),
        ("thanks.yml", 1, "not-a-list"),
        ("attendance/evenings.csv", 1, "unknown-id"),
        ("attendance/evening.csv", 3, "unreadable-file"),
    }


def test_a_name_on_a_sheet_is_repeated_nowhere(tmp_path: Path) -> None:
    """A sheet that still holds mail addresses is told of by its lines; a mistyped id is shown."""
    files = {
        "private/attendance/evening.csv": (
            "person,attended\nann.other@example.org,yes\nAnn Other,yes\nadda,yes\n"
        )
    }
    told = [str(problem) for problem in read_notes(hubs.small_hub(tmp_path, {**ACTS, **files}))[1]]
    assert (
        len(told) == 3
        and "Ann" not in "".join(told)
        and "ann" not in "".join(told)
        and '"adda"' in told[2]
    )


def test_the_team_is_counted_apart(tmp_path: Path) -> None:
    """Who holds an office is not among the active, unless it is asked for."""
    team = hubs.BASE["content/community.yml"] + "team: [{member: ada, role: Manager}]\n"  # type: ignore[operator]
    hub = hubs.small_hub(tmp_path, {**ACTS, "content/community.yml": team})
    assert "ada" not in MetricContext.of(hub).active(365) and "ada" in MetricContext.of(
        hub, team=True
    ).active(365)


def test_the_team_of_a_year_ago_is_who_held_an_office_then(tmp_path: Path) -> None:
    """By the terms of the offices, and not by who holds one today."""
    team = (
        "team: [{member: ada, role: Manager, since: 2026-06-01}, {member: bo, role: Leader, "
        "until: 2026-05-31}]\n"
    )
    hub = hubs.small_hub(
        tmp_path, {**ACTS, "content/community.yml": hubs.BASE["content/community.yml"] + team}
    )  # type: ignore[operator]
    context = MetricContext.of(hub)
    assert context.everything.team == {"ada"}
    assert context.at(date(2026, 5, 31)).everything.team == {"bo"} and context.at(
        date(2026, 6, 1)
    ).everything.team == {"ada"}
    assert "ada" in context.at(date(2026, 5, 31)).active(365)


def test_few_people_are_hidden_in_what_stands_beside_a_figure(tmp_path: Path) -> None:
    """What one organisation, one part of the world or one kind of field has of few people: in rows
    and in coverage."""
    files = dict(ACTS)
    for name in ("ada", "bo"):
        fields = files.get(f"members/{name}.yml", hubs.BASE[f"members/{name}.yml"])
        files[f"members/{name}.yml"] = (
            f"{fields}timezone: Europe/Berlin\naffiliations: [{{organisation: lantern}}]\n"
        )
    shown = published(measure(MetricContext.of(hubs.small_hub(tmp_path, files))))
    told = {
        name: shown[name].now for name in ("organisations", "types", "time_fair", "data_quality")
    }
    assert told["organisations"].value is None and told["organisations"].table is None
    assert coverage_words(shown["organisations"].about, told["organisations"]).startswith(
        "<5 of <5 "
    )
    assert told["types"].table is None and told["time_fair"].table is None
    assert {row[1:] for row in told["data_quality"].table.rows if row[0].endswith("member")} <= {
        ("hidden", "<5", "<5"),
        ("hidden", 0, "<5"),
    }


@pytest.mark.parametrize("name", ["organisations", "types", "time_fair"])
def test_rows_of_few_people_hide_all_that_tells_of_them(tmp_path: Path, name: str) -> None:
    """Not only how many they are: what three did, or can do, would tell of them."""
    columns = {"organisations": (3, 25.0, 3), "types": (1, 1), "time_fair": (50.0, 4)}
    shape = FIGURES[name].compute(MetricContext.of(hubs.small_hub(tmp_path, ACTS))).table
    table = replace(shape, rows=(("few", *columns[name]),))
    shown = Figure(FIGURES[name], Answer(60.0, 60, table=table), None).public().now
    assert shown.table and set(shown.table.rows[0][1:]) <= {"<5", "hidden"}


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
def test_the_command_shows_every_figure(tmp_path: Path, form: str) -> None:
    """In each form; one alone with its definition; an unknown name is answered with the nearest."""
    hubs.small_hub(tmp_path, ACTS)
    call = ["insights", "--folder", str(tmp_path), "--as-of", "2026-11-23", "--format", form]
    done = CliRunner().invoke(main, call)
    assert done.exit_code == 0
    assert all(
        (about.title if form == "markdown" else name) in done.output.replace("\n", " ")
        for name, about in FIGURES.items()
    )
    if form == "json":
        assert [figure["id"] for figure in json.loads(done.stdout)] == list(FIGURES)
    if form == "csv":
        assert done.stdout.startswith("figure,value,unit,")
    alone = CliRunner().invoke(
        main, ["insights", "--folder", str(tmp_path), "--figure", "retention"]
    )
    assert alone.exit_code == 0 and "Retention by cohort" in alone.output
    wrong = CliRunner().invoke(
        main, ["insights", "--folder", str(tmp_path), "--figure", "retension"]
    )
    assert wrong.exit_code == 2 and '"retention"' in wrong.output


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_public_coverage_tells_of_no_few_people(tmp_path: Path, form: str) -> None:
    """Of six who contributed, one says for whom they work: that one is nobody's business in any
    form."""
    files = {
        f"members/q{at}.yml": (
            f"name: Q {at}\njoined: 2026-01-05\n"
            f"{'affiliations: [{organisation: lantern}]' if at == 1 else ''}\n"
        )
        for at in range(6)
    }
    files |= {
        f"content/resources/q{at}.yml": (
            f"title: Q {at}\nurl: https://example.org/q{at}\ntype: guide\nwhy: Good.\n"
            f"added: 2026-10-01\ncurator: q{at}\n"
        )
        for at in range(6)
    }
    hubs.minimal_hub(tmp_path, files)
    call = ["insights", "--folder", str(tmp_path), "--as-of", "2026-11-23", "--format", form]
    for public in (False, True):
        said = CliRunner().invoke(main, [*call, *(["--public"] if public else [])]).stdout
        known = {
            "text": "1 of 7 contributors with an organisation" in said,
            "json": form == "json"
            and next(
                one["now"]["covered"] for one in json.loads(said) if one["id"] == "organisations"
            )
            == 1,
            "csv": ",1,7," in said,
        }[form]
        assert known != public


def test_what_is_wrong_is_said_beside_the_figures(tmp_path: Path) -> None:
    """Mistakes in the hub and in the private folder go to the error stream, with their place, and
    spoil no data."""
    hubs.minimal_hub(
        tmp_path,
        {"members/bo.yml": "name: Bo\njoined: soon\n", "private/thanks.yml": "date: 2026-01-01\n"},
    )
    done = CliRunner().invoke(
        main, ["insights", "--folder", str(tmp_path), "--as-of", "2026-11-23", "--format", "json"]
    )
    assert done.exit_code == 0 and json.loads(done.stdout)
    assert "private/thanks.yml:1:1" in done.stderr and "1 problem in the hub's files" in done.stderr


def test_the_guide_tells_of_every_figure() -> None:
    """By its name, with its definition."""
    guide = (hubs.REPOSITORY / "content" / "guide" / "insights.md").read_text(encoding="utf-8")
    assert [
        about.id
        for about in FIGURES.values()
        if f"`{about.id}`" not in guide or about.definition not in guide
    ] == []
