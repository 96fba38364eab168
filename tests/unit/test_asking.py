"""What people say: interviews by consent, surveys as counts, and the figures of both."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.base.words import ENGLISH
from hearth.cli.main import main
from hearth.contribute.importing.detect import read_rows
from hearth.contribute.importing.survey_answers import answer_of, counted_answers
from hearth.contribute.importing.tables import UnreadableError
from hearth.manage.asking import READY, ready_questions, with_questions
from hearth.manage.desk.needs import board
from hearth.manage.figures import FIGURES, MetricContext
from hearth.manage.private import read_notes
from hearth.manage.private.surveys import SurveyQuestion

NEWS = "content/news"


def call(root: Path, *words: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(
        main,
        [*words, "--folder", str(root)],
        input=answers,
        env={"SOURCE_DATE_EPOCH": hubs.EPOCH},
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hubs.small_hub(tmp_path)
    return tmp_path


# -- interviews ------------------------------------------------------------------------------------


def test_nothing_is_kept_without_consent(root: Path) -> None:
    """Who does not say what was agreed writes nothing, and is told how to ask."""
    done = call(root, "interview", "new", "A talk", "--with", "ada", answers="")
    assert done.exit_code == 1 and "Without a yes nothing is kept" in done.output
    assert not (root / "private").exists()
    assert call(root, "interview", "new", "A talk", answers="maybe\ntopics\n").exit_code == 0


def talk(root: Path, consent: str, *words: str) -> None:
    """A talk about metrics with one quote."""
    done = call(root, "interview", "new", "--consent", consent, *words)
    assert done.exit_code == 0, done.output
    number = sorted((root / "private" / "interviews").iterdir())[-1].stem
    said = f"It is {consent}"
    done = call(root, "interview", "quote", number, said, "--topic", "metrics")
    assert done.exit_code == 0, done.output


def test_a_post_quotes_only_who_agreed(root: Path) -> None:
    """With the name where that was agreed, and as a draft; small numbers of talks are hidden."""
    talk(root, "topics", "--with", "bo")
    refused = call(root, "interview", "draft", "metrics")
    assert refused.exit_code == 1 and "may be published" in refused.output
    talk(root, "quotes", "--with", "cy")
    talk(root, "named", "--with", "ada")
    call(root, "interview", "quote", "2026-3", "Kept *here*", "--topic", "metrics", "--keep")
    assert call(root, "interview", "draft", "metrics", "--by", "ada").exit_code == 0
    (draft,) = (root / NEWS).glob("_*.md")
    text = draft.read_text()
    assert "“It is quotes” – a member" in text and "“It is named” – Ada Example" in text
    assert "It is topics" not in text and "Kept" not in text and "Cy Model" not in text
    assert "fewer than five" in text
    draft.rename(draft.with_name("what.md"))
    hub, problems = hubs.load(root)
    assert not problems.errors and hub.posts["what"].type == "research"


def test_needs_count_interviews(root: Path) -> None:
    """Those of a year, each once for a topic, without names; in public there are none."""
    talk(root, "topics", "--with", "ada", "--topic", "metrics")
    talk(root, "topics", "--with", "ada", "--on", "2024-01-01")
    hub = hubs.load(root)[0]
    context = MetricContext.of(hub, read_notes(hub)[0])
    counts = {need.topic.id: need.interviews for need in board(context)}
    assert counts["metrics"] == 1
    assert all(need.interviews == 0 for need in board(MetricContext.of(hub.public())))
    assert "Ada" not in call(root, "needs", "--format", "json").output


def test_a_person_who_goes_takes_their_talks(root: Path) -> None:
    """The file goes as a whole; talks that they led stay."""
    talk(root, "quotes", "--with", "cy")
    talk(root, "quotes", "--with", "ada", "--by", "cy")
    done = call(root, "forget", "cy", "--yes")
    assert done.exit_code == 0, done.output
    (left,) = (root / "private" / "interviews").iterdir()
    assert left.name == "2026-2.yml" and "cy" not in left.read_text()


def test_a_talk_is_shown_and_forgotten(root: Path) -> None:
    """By its number."""
    talk(root, "named", "--with", "ada")
    assert "It is named" in call(root, "interview", "show", "2026-1").output
    assert "Metrics" in call(root, "interview").output
    assert call(root, "interview", "forget", "2026-1").exit_code == 0
    assert call(root, "interview", "show", "2026-1").exit_code == 2


# -- surveys ---------------------------------------------------------------------------------------

SCALE = SurveyQuestion(id="one", text="How was it?", low_means="bad", high_means="good")
CHOICE = SurveyQuestion(id="when", text="When?", choices=["Morning", "Evening"])


@pytest.mark.parametrize(
    ("question", "cell", "answer"),
    [
        (SCALE, "4", "4"),
        (SCALE, "4.0", "4"),
        (SCALE, "4 - rather good", "4"),
        (SCALE, "4/5", "4"),
        (SCALE, "Good.", "5"),
        (SCALE, "0", None),
        (SCALE, "6", None),
        (SCALE, "45", None),
        (SCALE, "x", None),
        (CHOICE, "evening ", "Evening"),
        (CHOICE, "1", None),
    ],
)
def test_what_a_cell_answers(question: SurveyQuestion, cell: str, answer: str | None) -> None:
    """A step of the scale, however forms write it; nothing is guessed."""
    assert answer_of(question, cell) == answer


def test_only_counts_are_taken() -> None:
    """By the words or the id of a question; what nobody answered is missing, not nought."""
    table = "Time,Name,1. How was it,WHEN,two\n1,Ada,4,evening,\n2,Bo,4,,\n3,Cy,,,\n4,Di,9,,\n"
    questions = [SCALE, CHOICE, SurveyQuestion(id="two", text="And two?")]
    found = counted_answers(read_rows("csv", table.encode()), questions)
    assert found.answers == {"one": {"4": 2}, "when": {"Evening": 1}}
    assert (found.people, found.missing, found.odd) == (2, ("two",), 1)
    assert found.beside == ("Time", "Name")


def test_a_table_of_counts_does_too() -> None:
    """It does not tell how many people answered."""
    table = "Question,Answer,Count\nHow was it?,4,12\none,5,3\nWhat?,1,1\n"
    found = counted_answers(read_rows("csv", table.encode()), [SCALE])
    assert (found.answers, found.people, found.odd) == ({"one": {"4": 12, "5": 3}}, None, 1)


def test_a_table_of_something_else_is_refused() -> None:
    """Nothing of it is repeated."""
    with pytest.raises(UnreadableError, match="no column"):
        counted_answers(read_rows("csv", b"Name\nAda\n"), [SCALE])


def test_questions_stand_in_versions() -> None:
    """Asked the same they are no new one."""
    day = date(2026, 11, 1)
    first = with_questions(None, "T", [SCALE], day)
    assert with_questions(first, "T", [SCALE], day) is first
    second = with_questions(first, "T", [SCALE, CHOICE], day)
    assert [one.version for one in second.versions] == [1, 2] and second.newest.version == 2


@pytest.mark.parametrize("like", READY)
def test_questions_that_are_ready(like: str) -> None:
    """Each measures what its figure takes, and names the community."""
    found = ready_questions(like, "us", ENGLISH)
    assert {one.measures for one in found} == {like} and all(one.low < one.high for one in found)
    assert not any("%" in one.text for one in found)


def survey(root: Path, table: str, *words: str, name: str = "autumn") -> Result:
    (root / "t.csv").write_text(table)
    return call(root, "survey", "take", name, str(root / "t.csv"), *words)


HEAD = "belonging-feel,belonging-member,belonging-part,Name\n"


def test_a_survey_from_its_questions_to_its_figure(root: Path) -> None:
    """By commands alone; no row of any person is kept, and taken again it counts once."""
    assert call(root, "survey", "new", "autumn", "--like", "belonging").exit_code == 0
    for _ in range(2):
        done = survey(root, f"{HEAD}10,10,5,Ada Example\n0,,5,Bo\n,,,Cy\n", "--asked", "8")
        assert done.exit_code == 0 and "2 of 8" in done.output, done.output
    text = (root / "private" / "surveys" / "autumn.yml").read_text()
    assert "Ada Example" not in text and len(yaml.safe_load(text)["results"]) == 1
    hub = hubs.load(root)[0]
    context = MetricContext.of(hub, read_notes(hub)[0])
    found = FIGURES["belonging"].compute(context)
    assert (found.value, found.n, found.covered, found.total) == (60.0, 2, 5, 6)
    assert "2 of 8" in found.note
    assert FIGURES["survey_response"].compute(context).value == 25.0
    assert FIGURES["event_feedback"].compute(context).value is None
    later = MetricContext.of(hubs.load(root, date(2028, 1, 1))[0], read_notes(hub)[0])
    assert FIGURES["belonging"].compute(later).value is None


def test_feedback_names_its_event(root: Path) -> None:
    """By the event's id, which has to be one; how many were asked may be unknown, and is said."""
    call(root, "survey", "new", "after", "--like", "event")
    table = "event-worth\n5\n3\n"
    assert survey(root, table, "--event", "nowhere", name="after").exit_code == 2
    done = survey(root, table, "--event", "evening", name="after")
    assert done.exit_code == 0 and "not known" in done.output
    hub = hubs.load(root)[0]
    found = FIGURES["event_feedback"].compute(MetricContext.of(hub, read_notes(hub)[0]))
    assert found.value == 75.0 and found.table is not None
    assert found.table.rows[0][0].startswith("evening") and "not known" in found.note  # type: ignore[union-attr]


def test_a_survey_of_ones_own(root: Path) -> None:
    """A question that is kept keeps its id; a new one gets one of its own."""
    call(root, "survey", "new", "own", "--question", "A?", "--question", "B?")
    call(root, "survey", "new", "own", "--question", "B?", "--question", "C?")
    assert (
        "asks that already"
        in call(root, "survey", "new", "own", "--question", "B?", "--question", "C?").output
    )
    found = json.loads(call(root, "survey", "show", "own", "--format", "json").output)
    ids = [[one["id"] for one in version["questions"]] for version in found["versions"]]
    assert ids == [["q1", "q2"], ["q2", "q3"]]
    assert call(root, "survey", "new", "asked", answers="Why?\n").exit_code == 0


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("version: 2, answered: 1", "version 2"),
        ("version: 1, answered: 1, answers: {one: {5: 2}}", "one"),
        ("version: 1, answered: 1, answers: {one: {6: 1}}", "one"),
        ("version: 1, answered: 1, answers: {two: {5: 1}}", "two"),
        ("version: 1, answered: 3, asked: 2", "3 > 2"),
    ],
)
def test_a_result_that_does_not_fit_is_said(root: Path, result: str, told: str) -> None:
    """And the survey is left out."""
    hubs.write(
        root,
        {
            "private/surveys/s.yml": "title: S\nversions: [{version: 1, since: 2026-01-01, "
            "questions: [{id: one, text: One?}]}]\n"
            f"results: [{{since: 2026-01-01, until: 2026-01-02, {result}}}]\n"
        },
    )
    notes, problems = read_notes(hubs.load(root)[0])
    assert notes.surveys == {} and [told in str(one) for one in problems] == [True]
