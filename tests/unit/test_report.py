"""The report to the organisation and the register of insights: what they tell, and whom they do
not."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hubs
from hearth.cli import report as command
from hearth.cli.main import main
from hearth.kinds.community import Goal
from hearth.manage.desk.periods import Period, last_period, period_named
from hearth.manage.desk.register import register, tally
from hearth.manage.desk.report import CYCLES, PRESETS, SAYINGS, report
from hearth.manage.figures import FIGURES, MetricContext, measure
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.notes import Insight, Words
from hearth.model.hub import Hub
from hearth.papers import pdf
from hearth.papers.report import SIZES, report_paper

PEOPLE = 12
FILES: dict[str, str | bytes | None] = {
    **{
        f"members/canary-{number:02}.yml": (
            f"name: Canary Person{number:02}\nlatin: Lati Canary{number:02}\n"
            f"joined: 2026-0{1 + number % 6}-05\n"
        )
        for number in range(PEOPLE)
    },
    **{
        f"content/resources/thing-{number:02}.yml": (
            f"title: Thing {number}\nurl: https://example.org/{number}\ntype: guide\nwhy: Good.\n"
            f"added: 2026-08-0{1 + number % 9}\ncurator: canary-{number:02}\n"
        )
        for number in range(PEOPLE)
    },
    "content/community.yml": hubs.BASE["content/community.yml"]
    + """\
goals:
  - {title: Twenty members, metric: members, target: 20, by: 2027-06-30, owner: ada}
  - {title: Nothing gone stale, metric: fresh, target: 80}
  - {title: Canary Person07 goes on, metric: fresh, target: 80}
  - {title: For the manager alone, metric: conduct_reports, target: 5}
team: [{member: bo, role: Manager}]
""",  # type: ignore[operator]
    "content/news/a-story.md": (
        "---\ntitle: A door that opens\ndate: 2026-08-19\ntype: story\nvalue_cycle: realized\n"
        "authors: [canary-01]\noutcome: Forty people <b>stayed</b>.\n---\nText.\n"
    ),
    "content/news/b-story.md": (
        "---\ntitle: An older one\ndate: 2026-02-19\ntype: story\nvalue_cycle: applied\n"
        "outcome: We meet on Thursdays.\n---\nText.\n"
    ),
    "content/news/c-story.md": (
        "---\ntitle: What Canary Person03 did\ndate: 2026-08-20\ntype: story\n"
        "value_cycle: realized\noutcome: Much.\n---\nText.\n"
    ),
    "content/news/f-story.md": (
        "---\ntitle: What Guesty Canary told\ndate: 2026-08-22\ntype: story\n"
        "value_cycle: realized\nauthors: [{guest: Guesty Canary}]\noutcome: Much.\n---\nText.\n"
    ),
    "content/news/d-story.md": (
        "---\ntitle: Too old\ndate: 2025-02-19\ntype: story\nvalue_cycle: realized\n"
        "outcome: Long ago.\n---\nText.\n"
    ),
    "content/news/e-story.md": (
        "---\ntitle: Nobody may read this\ndate: 2026-08-21\ntype: story\nvalue_cycle: realized\n"
        "visible: hidden\n---\nText.\n"
    ),
    "content/news/canarydecision.md": (
        "---\ntitle: Canary decision\ndate: 2026-08-21\ntype: decision\nvisible: members\n---\n"
        "Text.\n"
    ),
    "private/report.yml": """\
- period: 2026-Q3
  foreword: A quiet summer.
  asks: [A room with step-free access, Ask CANARY  PERSON04 for more]
- {period: 2026-Q3, audiences: [brand], asks: [A line in the yearly report]}
- {period: 2026-Q2, asks: [Something of the past]}
""",
    "private/moderation.yml": "- {year: 2025, reports: 9}\n",
    "private/insights.yml": """\
- {date: 2026-07-08, insight: Letters from people work, owner: ada,
   outcome: Every letter has a name, closed: 2026-09-10}
- {date: 2026-08-02, insight: Two hosts are calmer, owner: canary-02,
   decision: hello, due: 2026-10-01}
- {date: 2026-08-03, insight: Lati Canary05 knows more, outcome: Asked}
- {date: 2026-08-30, insight: Funding waits, due: 2026-12-31, decision: canarydecision}
- {date: 2026-11-02, insight: Learned later}
- {date: 2026-12-02, insight: Not learned yet}
""",
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub of a dozen people whose names must not be told."""
    return hubs.small_hub(tmp_path_factory.mktemp("report"), FILES)


@pytest.fixture(scope="module")
def notes(hub: Hub) -> Notes:
    found, problems = read_notes(hub)
    assert list(map(str, problems)) == []
    return found


def call(hub: Hub, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--folder", str(hub.root), "--as-of", "2026-11-23"])


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
    ],
)
def test_a_period_has_a_name_and_two_days(name: str, first: str, last: str) -> None:
    """Quarters and half-years of the calendar."""
    period = period_named(name)
    assert period and (period.first.isoformat(), period.last.isoformat(), period.name) == (
        first,
        last,
        name.upper(),
    )


@pytest.mark.parametrize(
    "name", ["2026", "2026-Q5", "2026-H3", "0000-Q1", "1989-Q4", "26-Q1", "2026-Q1x"]
)
def test_other_words_are_no_period(name: str) -> None:
    """Nothing is guessed."""
    assert period_named(name) is None


@pytest.mark.parametrize(
    ("day", "parts", "name"),
    [
        ("2026-11-23", 4, "2026-Q3"),
        ("2026-12-31", 4, "2026-Q4"),
        ("2026-02-01", 4, "2025-Q4"),
        ("2026-06-29", 2, "2025-H2"),
        ("2026-06-30", 2, "2026-H1"),
    ],
)
def test_the_last_period_is_over(day: str, parts: int, name: str) -> None:
    """On its last day it counts as over."""
    assert last_period(date.fromisoformat(day), parts).name == name


def test_a_period_holds_its_first_day_and_its_last() -> None:
    """And none beside them; no day lies nowhere."""
    period = Period(2026, 4, 3)
    days = ["2026-06-30", "2026-07-01", "2026-09-30", "2026-10-01"]
    assert [period.holds(date.fromisoformat(day)) for day in days] == [False, True, True, False]
    assert not period.holds(None)


def test_every_figure_of_a_preset_exists_and_has_words() -> None:
    """And none of them is for the manager's eyes only; the note's choices are the presets."""
    named = {name for preset in PRESETS.values() for name in (*preset.figures, preset.chart)}
    assert named <= FIGURES.keys() and named <= SAYINGS.keys() <= FIGURES.keys()
    assert not [name for name in named if FIGURES[name].manager]
    assert all(set(preset.cycles) == set(CYCLES) for preset in PRESETS.values())
    assert Words.model_validate(
        {"period": "2026-Q3", "audiences": list(PRESETS)}
    ).audiences == list(PRESETS)


def test_goals_are_held_against_the_exact_figure(hub: Hub, notes: Notes) -> None:
    """Not against what stands beside it: whole percents, and people in the place of what they
    did."""
    aims = [Goal(title="Much done", metric="types", target=PEOPLE + 2)]
    community = hub.community.model_copy(update={"goals": aims})
    found = report(replace(hub, community=community), notes, Period(2026, 4, 3), "everyone")
    measured = measure(MetricContext.of(hub, notes), ["types"])["types"].now
    assert measured.value != measured.n, "else this would show nothing"
    assert found.goals[0].value == measured.value


def test_a_report_tells_of_its_period(hub: Hub, notes: Notes) -> None:
    """Figures at its end, its own stories first, what was learned in it, and what is asked for in
    it."""
    found = report(hub, notes, Period(2026, 4, 3), "everyone")
    told = {figure.about.id: figure.now.value for figure in found.figures}
    assert told["members"] == PEOPLE + 3 and told["types"] == PEOPLE + 1
    assert [(goal.goal.title, goal.state) for goal in found.goals] == [
        ("Twenty members", "on track"),
        ("Nothing gone stale", "reached"),
        ("For the manager alone", "not known"),
    ]
    assert [story.title for story in found.stories] == ["A door that opens", "An older one"]
    assert found.learned == "Of 4 things learned, 4 led to a decision or a change."
    assert set(found.changes) == {
        ("Letters from people work", "Every letter has a name"),
        ("Two hosts are calmer", "We have a hub"),
    }
    assert (found.foreword, found.asks) == ("A quiet summer.", ("A room with step-free access",))
    early = report(hub, notes, Period(2026, 4, 1), "everyone")
    assert {figure.about.id: figure.now.value for figure in early.figures}["members"] < PEOPLE


def test_who_reads_it_decides_what_comes_first(hub: Hub, notes: Notes) -> None:
    """Other figures, other stories, and what is asked of them alone."""
    brand = report(hub, notes, Period(2026, 4, 3), "brand")
    assert "A line in the yearly report" in brand.asks
    orders = {
        tuple(figure.about.id for figure in report(hub, notes, Period(2026, 4, 3), name).figures)
        for name in PRESETS
    }
    assert len(orders) == len(PRESETS)


@pytest.mark.parametrize("audience", PRESETS)
@pytest.mark.parametrize("form", ["markdown", "html", "json", "text"])
def test_nobody_is_named(hub: Hub, audience: str, form: str) -> None:
    """No name and no id of a member in any form, whoever it is for; texts that name one are left
    out, and said so."""
    done = call(hub, "report", "--for", audience, "--format", form)
    assert done.exit_code == 0
    told = done.stdout.casefold()
    assert "canary" not in told and "ada example" not in told and "bo sample" not in told
    assert done.stderr.count("Left out, because it names somebody") == 5
    assert "<b>stayed" not in told or form != "html"
    assert "nobody may read this" not in told


def test_small_numbers_are_hidden(hub: Hub) -> None:
    """A report of a community of four tells no number of people but nought."""
    files = {
        path: None
        for path in FILES
        if path.startswith(("members/canary", "content/resources/thing"))
    }
    few = hubs.small_hub(
        hub.root.parent / "few",
        {**FILES, **files, "content/news/a-story.md": None, "private/insights.yml": None},
    )
    found = report(few, Notes(), Period(2026, 4, 3), "everyone")
    people = [figure for figure in found.figures if figure.about.unit == "people"]
    assert {figure.now.value for figure in people} <= {0} and "Members" in found.unknown
    assert found.goals[0].state == "not known" and found.drawn is None


def test_the_same_report_twice_is_the_same_bytes(hub: Hub, notes: Notes) -> None:
    """In another order of notes too."""
    turned = Notes.of({"report": notes.report, "insights": notes.insights[::-1]}, ())
    pages = [
        str(report_paper(hub, report(hub, told, Period(2026, 4, 3), "everyone")).html)
        for told in (notes, turned)
    ]
    assert pages[0] == pages[1]


def test_an_empty_hub_has_a_report_too(hub: Hub) -> None:
    """With what there is."""
    bare = hubs.small_hub(hub.root.parent / "bare")
    page = str(report_paper(bare, report(bare, Notes(), Period(2024, 4, 1), "department")).html)
    assert "No story of this year" in page and "What we ask of you" not in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--period", "2026-Q5"], "like 2026-Q3"),
        (["--period", "2027-Q1"], "has not begun"),
        (["--for", "brnad"], "brand"),
        (["--half", "--period", "2026-Q1"], "one of the two"),
        (["--out", "a.pdf"], "say --pdf a.pdf"),
    ],
)
def test_a_wrong_call_is_answered_with_a_right_one(hub: Hub, words: list[str], told: str) -> None:
    """Exit status 2."""
    done = call(hub, "report", *words)
    assert done.exit_code == 2 and told in done.output


def test_a_period_that_runs_is_told_as_such(hub: Hub) -> None:
    """A word beside it."""
    done = call(hub, "report", "--period", "2026-H2", "--format", "json")
    assert (
        done.exit_code == 0
        and "is not over" in done.stderr
        and json.loads(done.stdout)["period"]["last"] == "2026-12-31"
    )


def test_without_a_browser_there_is_a_kind_word(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no file."""
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    done = call(hub, "report", "--pdf", str(hub.root / "report.pdf"))
    assert (
        done.exit_code == 1
        and "print that from a browser" in done.output
        and not (hub.root / "report.pdf").exists()
    )


def test_a_browser_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After its time; one that writes nothing is told of too."""
    slow = tmp_path / "chromium"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    monkeypatch.setattr(pdf.shutil, "which", lambda name: str(slow))
    monkeypatch.setattr(pdf, "PATIENCE", 0.2)
    with pytest.raises(pdf.NoPdfError, match="TimeoutExpired"):
        pdf.pdf_of("<p>Hello</p>")
    slow.write_text("#!/bin/sh\nexit 0\n")
    with pytest.raises(pdf.NoPdfError, match="did not print"):
        pdf.pdf_of("<p>Hello</p>")


@pytest.mark.skipif(not any(shutil.which(name) for name in pdf.BROWSERS), reason="no Chromium here")
def test_the_longest_report_is_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything at its full length fits on one sheet of A4, in the smallest print."""
    monkeypatch.setattr(command, "SIZES", SIZES[-1:])
    long = "Words that go on and on about what it is " * 12
    goals = "".join(
        f"  - {{title: {long[:110]}, metric: members, target: {20 + number}}}\n"
        for number in range(5)
    )
    stories = {
        f"content/news/s{number}.md": (
            f"---\ntitle: {long[:80]}{number}\ndate: 2026-08-19\ntype: story\n"
            f"value_cycle: {cycle}\noutcome: {long[:290]}\n---\nText.\n"
        )
        for number, cycle in enumerate(CYCLES)
    }
    words = (
        f"- {{period: 2026-Q3, foreword: {long[:380]}, asks: "
        f"[{', '.join(f'{long[:190]}{number}' for number in range(4))}]}}\n"
    )
    learned = "".join(
        f"- {{date: 2026-08-0{number}, insight: {long[:280]}{number}, outcome: {long[:280]}}}\n"
        for number in range(1, 5)
    )
    community = (
        f"name: Small Circle\nheadline: Good company.\npurpose: {long[:390]}\ngoals:\n{goals}"
    )
    full = hubs.small_hub(
        tmp_path,
        {
            **FILES,
            **stories,
            "content/community.yml": community,
            "private/report.yml": words,
            "private/insights.yml": learned,
        },
    )
    target = tmp_path / "report.pdf"
    done = call(full, "report", "--pdf", str(target))
    assert done.exit_code == 0 and "pages" not in done.output, done.output
    counted = (
        subprocess.run(["pdfinfo", str(target)], capture_output=True, text=True).stdout
        if shutil.which("pdfinfo")
        else "Pages: 1\n"
    )
    assert "Pages:" in counted and counted.split("Pages:")[1].split()[0] == "1"
    assert pdf.pages_in(target.read_bytes()) == 1


@pytest.mark.parametrize(("fits", "tried"), [(1, 1), (2, 2), (9, 4)])
def test_print_becomes_smaller_until_it_fits(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fits: int, tried: int
) -> None:
    """Step by step; then a word that it is too long."""
    sizes: list[str] = []

    def pdf_of(page: str) -> bytes:
        sizes.append(page.split("html{font-size:")[2].split("pt")[0])
        return b"/Type /Page\n" * (1 if len(sizes) >= fits else 2)

    monkeypatch.setattr(command, "pdf_of", pdf_of)
    done = call(hub, "report", "--pdf", str(tmp_path / "report.pdf"))
    assert sizes == [str(size) for size in SIZES[:tried]] and ("It has 2 pages" in done.stderr) == (
        fits > 4
    )


# -- the register --------------------------------------------------------------------------------


def test_the_register_parts_what_waits_from_what_is_done_with(hub: Hub, notes: Notes) -> None:
    """What is due first comes first; what lies ahead is not in it."""
    found = register(hub, notes)
    assert [entry.note.insight for entry in found.waiting] == [
        "Two hosts are calmer",
        "Funding waits",
        "Lati Canary05 knows more",
        "Learned later",
    ]
    assert [(entry.overdue, entry.owner) for entry in found.waiting][:2] == [
        (True, "Canary Person02"),
        (False, ""),
    ]
    assert [entry.note.insight for entry in found.closed] == ["Letters from people work"]
    assert (
        tally(found.every) == "Of 5 things learned, 4 led to a decision or a change."
        and tally([]) == ""
    )


def test_what_is_due_today_is_not_overdue(hub: Hub) -> None:
    """The day is not over."""
    due = [
        Insight(date=hub.as_of, insight=f"In {days}", due=hub.as_of + timedelta(days=days))
        for days in (-1, 0)
    ]
    assert [entry.overdue for entry in register(hub, Notes.of({"insights": due}, ())).waiting] == [
        True,
        False,
    ]


def test_the_register_is_told_in_every_form(hub: Hub) -> None:
    """With owner, day, decision and outcome."""
    told = call(hub, "register", "--format", "markdown").stdout
    assert (
        "- [ ] **Two hosts are calmer.**" in told
        and "With Canary Person02, was due on 1 Oct 2026." in told
    )
    assert (
        "[We have a hub](http://localhost:8000/news/hello/)" in told
        or "[We have a hub](https://example.org/small/news/hello/)" in told
    )
    assert "Nobody has taken it on, due on 31 Dec 2026." in told
    assert "Ada Example closed it on 10 Sep 2026." in told
    assert (
        json.loads(call(hub, "register", "--format", "json").stdout)["waiting"][0]["overdue"]
        is True
    )
    assert ">Waiting</h2>" in call(hub, "register", "--format", "html").stdout
