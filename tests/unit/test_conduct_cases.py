"""Cases of misconduct: deadlines, who may open one, counts, letters, and how one is let go of."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.base.languages import words_for
from hearth.cli.main import main
from hearth.desk_site.desk import ManagerDesk
from hearth.desk_site.site import DeskSite
from hearth.kinds.community import Conduct
from hearth.manage.cases import (
    ANSWER,
    ASK_BACK,
    DECISION,
    LET_GO,
    OUTCOME_WORDS,
    deadlines,
    moderation_years,
    months_later,
    next_number,
    publishable,
    reduced,
    related,
)
from hearth.manage.private import Notes, read_notes
from hearth.manage.private.cases import OUTCOMES, Case
from hearth.manage.private.notes import Moderation
from hearth.papers.case_letters import LETTERS, letter
from hearth.papers.cases import published_line

KEY = "a-key-for-tests-that-is-long-enough"
RECEIVED = date(2026, 11, 20)
TEAM = (
    "team: [{member: ada, role: Moderator, hat: moderator}, {member: bo, role: Moderator, hat: "
    "moderator}, {member: cy, role: Leader, hat: leader}]\n"
)
FILES: hubs.Files = {"content/community.yml": f"{hubs.BASE['content/community.yml']}{TEAM}"}


def call(root: Path, *words: str, key: str = "", answers: str | None = None) -> Result:
    return CliRunner().invoke(
        main,
        ["case", *words, "--folder", str(root)],
        input=answers,
        env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "HEARTH_ATTENDANCE_KEY": key, "HEARTH_ME": ""},
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hubs.small_hub(tmp_path, FILES)
    return tmp_path


def case(**fields: object) -> Case:
    return Case(received=RECEIVED, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (case(), [(ANSWER, "2026-11-22"), (DECISION, "2026-12-04")]),
        (case(answered=RECEIVED), [(DECISION, "2026-12-04")]),
        (
            case(decide_by=date(2027, 1, 9)),
            [(ANSWER, "2026-11-22"), (DECISION, "2027-01-09")],
        ),
        (case(closed=date(2026, 11, 30)), [(LET_GO, "2028-11-30")]),
        (
            case(closed=date(2026, 11, 30), reporter="A"),
            [(ASK_BACK, "2027-02-28"), (LET_GO, "2028-11-30")],
        ),
        (case(closed=RECEIVED, reporter="A", reduced=RECEIVED), []),
    ],
)
def test_what_is_due(found: Case, due: list[tuple[str, str]]) -> None:
    """By the promise of the community; what is done is not due any more."""
    assert [(one.what, str(one.day)) for one in deadlines(found, Conduct())] == due


def test_a_promise_is_the_communitys_own() -> None:
    """Other days, or none."""
    own = Conduct(answer_within=0, decide_within=30, ask_back_after=0, keep_months=0)
    assert [str(one.day) for one in deadlines(case(), own)] == ["2026-11-20", "2026-12-20"]
    assert deadlines(case(closed=RECEIVED, reporter="A"), own) == []


def test_months_end_where_a_month_ends() -> None:
    """A month without that day gives its last one."""
    assert months_later(date(2024, 8, 31), 6) == date(2025, 2, 28)


def test_numbers_go_up() -> None:
    """Also where one is gone, or is called something else by hand."""
    assert next_number({"2026-1": case(), "2026-12": case(), "2026-x": case()}, 2026) == "2026-13"
    assert next_number({}, 2027) == "2027-1"


def test_what_stays_of_a_case_that_is_reduced() -> None:
    """Nothing of its story and of its people; whom an exclusion is about stays under a pseudonym,
    since it still applies."""
    full = case(
        what="A story",
        reporter="~0123456789ab",
        about=["~ba9876543210"],
        closed=RECEIVED,
        outcome="warning",
        steps=[{"date": RECEIVED, "what": "A talk"}],
    )
    small = reduced(full, RECEIVED)
    assert (small.what, small.people, small.steps) == (None, frozenset(), [])
    assert (small.received, small.closed, small.outcome) == (RECEIVED, RECEIVED, "warning")
    out = reduced(full.model_copy(update={"outcome": "exclusion"}), RECEIVED)
    assert out.people == {"~ba9876543210"}


def test_people_are_known_again_by_pseudonyms_alone() -> None:
    """A letter is of one case."""
    cases = {
        "2026-1": case(about=["~0123456789ab", "A"]),
        "2026-2": case(reporter="~0123456789ab"),
        "2026-3": case(about=["A"]),
    }
    assert related(cases, "2026-1") == ["2026-1", "2026-2"] and related(cases, "2026-3") == []


# -- counts ----------------------------------------------------------------------------------------


def test_years_are_counted_from_cases() -> None:
    """What is not closed by the day is open; a year of which the notes tell more is theirs."""
    notes = Notes(
        moderation=(Moderation(year=2025, reports=9), Moderation(year=2026, reports=1)),
        cases={
            "2025-1": Case(received=date(2025, 5, 1)),
            "2026-1": case(closed=date(2026, 11, 23), outcome="warning"),
            "2026-2": case(closed=date(2026, 11, 29), outcome="talk"),
            "2026-3": case(closed=date(2027, 2, 1), outcome="pause"),
            "2027-1": Case(received=date(2027, 1, 1)),
        },
    )
    years = moderation_years(notes, date(2026, 12, 31))
    assert years == {
        2025: Moderation(year=2025, reports=9),
        2026: Moderation(year=2026, reports=3, measures=1, median_days=6.0, still_open=1),
    }


@pytest.mark.parametrize(
    ("count", "line"),
    [
        ((0, 0, None), "- {year: 2025, reports: 0}"),
        ((4, 2, 3.0), '- {year: 2025, reports: "<5"}'),
        ((7, 2, 9.5), '- {year: 2025, reports: 7, measures: "<5", median_days: 9.5}'),
        ((7, 0, 3.0), "- {year: 2025, reports: 7, measures: 0, median_days: 3}"),
    ],
)
def test_small_numbers_are_hidden(count: tuple[int, int, float | None], line: str) -> None:
    """As the description of the community takes them."""
    reports, measures, days = count
    told = publishable(Moderation(year=2025, reports=reports, measures=measures, median_days=days))
    assert published_line(told) == line


# -- the command -----------------------------------------------------------------------------------


def test_a_case_from_its_receipt_to_its_end(root: Path) -> None:
    """By commands alone; names stand in no file."""
    begun = call(
        root, "new", "A remark about Cy Model", "--from", "cy", "--about", "bo", "--as", "cy",
        "--on", "2026-11-20", key=KEY,
    )  # fmt: skip
    file = root / "private" / "cases" / "2026-1.yml"
    assert begun.exit_code == 0 and "22 November 2026" in begun.output, begun.output
    assert "believes you" in begun.output and file.stat().st_mode & 0o077 == 0
    text = file.read_text()
    assert "Cy Model" not in text and yaml.safe_load(text)["may_see"] == ["ada"]
    assert call(root, "step", "2026-1", "--answered", "--as", "ada").exit_code == 0
    assert call(root, "step", "2026-1", "Talked", "--until", "2026-12-20", "--as", "ada").output
    assert call(root, "close", "2026-1", "warning", "--as", "ada").exit_code == 0
    found = read_notes(hubs.load(root)[0])[0].cases["2026-1"]
    assert [step.what for step in found.steps] == ["Answered", "Talked"]
    assert (found.answered, found.closed, found.decide_by) == (
        hubs.AS_OF,
        hubs.AS_OF,
        date(2026, 12, 20),
    )
    shown = call(root, "show", "2026-1", "--as", "ada", key=KEY).output
    assert "(Cy Model)" in shown and "(Bo Sample)" in shown and "a warning" in shown


def test_a_case_is_asked_for(root: Path) -> None:
    """Without a word of it on the command line."""
    done = call(root, "new", answers="A remark\nA\nB, C\n")
    assert done.exit_code == 0, done.output
    found = yaml.safe_load((root / "private" / "cases" / "2026-1.yml").read_text())
    assert (found["what"], found["reporter"], found["about"]) == ("A remark", "A", ["B", "C"])
    assert found["may_see"] == ["ada", "bo"]


@pytest.mark.parametrize("words", [(), ("--as", "cy")])
@pytest.mark.parametrize("action", ["show", "step", "close", "letter"])
def test_a_case_is_closed_to_others(root: Path, action: str, words: tuple[str, ...]) -> None:
    """Nothing of it is told, and nothing written; lists tell what is due and for whom."""
    call(root, "new", "A secret story", "--who", "ada")
    before = hubs.tree(root / "private")
    done = call(root, action, "2026-1", "receipt", *words)
    assert done.exit_code == 2 and "Ada Example alone" in done.output
    for form in ("text", "html", "json", "markdown"):
        told = call(root, "list", "--format", form, *words).output
        assert "2026-1" in told and "secret" not in told
    assert hubs.tree(root / "private") == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("new", "A remark", "--about", "ada"), "Nobody is named"),
        (("new", "A remark", "--about", "A", "--who", "nobody"), '"nobody"'),
        (("new", "A remark", "--about", "ada", "--who", "ada"), "nobody whom it concerns"),
        (("show", "2025-7"), "no case 2025-7"),
        (("close", "2026-1", "scolding", "--as", "ada"), "is not one of"),
        (("letter", "2026-1", "poem", "--as", "ada"), "to-reporter"),
        (("reduce", "2026-1", "--as", "ada"), "not closed"),
        (("list", "--as", "nobody"), "no member"),
    ],
)
def test_what_is_wrong_is_said(root: Path, words: tuple[str, ...], told: str) -> None:
    """With what is right; nothing is written."""
    call(root, "new", "A remark", "--who", "ada")
    before = hubs.tree(root / "private")
    done = call(root, *words)
    assert done.exit_code == 2 and told in done.output, done.output
    assert hubs.tree(root / "private") == before


def test_a_case_is_let_go_of(root: Path) -> None:
    """When its time is over, first reduced; when it is gone, its year stays counted."""
    file = root / "private" / "cases" / "2024-1.yml"
    file.parent.mkdir(parents=True)
    file.write_text("received: 2024-03-01\nclosed: 2024-03-11\noutcome: talk\nwhat: A story\n")
    assert "Reduced" in call(root, "reduce").output and "story" not in file.read_text()
    years = json.loads(call(root, "years", "--format", "json").output)
    assert call(root, "forget", "2024-1").exit_code == 0 and not file.exists()
    assert json.loads(call(root, "years", "--format", "json").output) == years
    assert years[0]["median_days"] == 10
    call(root, "new", "A remark", "--who", "ada")
    call(root, "close", "2026-1", "talk", "--as", "ada")
    refused = call(root, "forget", "2026-1", "--as", "ada")
    assert refused.exit_code == 2 and "hearth case reduce 2026-1" in refused.output
    assert "No case" in call(root, "reduce").output


@pytest.mark.parametrize("to", LETTERS)
@pytest.mark.parametrize("language", ["en", "de", "ar"])
def test_letters_name_nobody(to: str, language: str, root: Path) -> None:
    """They say what the community promises, in the language of whoever reads them."""
    hub = hubs.load(root)[0]
    found = case(
        what="A story", reporter="A", about=["B"], may_see=["ada", "bo"], outcome="warning"
    )
    told = letter(hub, "2026-1", found, to, words_for(language)).plain_text
    assert "story" not in told and "%" not in told and len(told.splitlines()) > 4
    assert language == "en" or " and " not in told
    assert ("Thank you for telling us." in told) == ((to, language) == ("receipt", "en"))


def test_every_outcome_has_words() -> None:
    """In every language of the interface."""
    assert tuple(OUTCOME_WORDS) == OUTCOMES


def test_forgetting_somebody_knows_of_cases(root: Path) -> None:
    """A case that is closed is reduced, an open one stays and is said; without the key, that nobody
    can tell."""
    call(root, "new", "A story", "--from", "cy", "--about", "bo", "--who", "ada", key=KEY)
    call(root, "close", "2026-1", "talk", "--as", "ada")
    call(root, "new", "Another", "--about", "cy", "--who", "ada", key=KEY)

    def forget(key: str, *words: str) -> Result:
        env = {"SOURCE_DATE_EPOCH": hubs.EPOCH, "HEARTH_ATTENDANCE_KEY": key}
        words = ("forget", "cy", "--yes", "--folder", str(root), *words)
        return CliRunner().invoke(main, [*words], env=env)

    assert "without the key of the pseudonyms" in " ".join(forget("", "--dry-run").output.split())
    done = forget(KEY)
    assert done.exit_code == 0, done.output
    folder = root / "private" / "cases"
    assert "hearth case reduce 2026-2" in done.output
    assert "A story" not in (folder / "2026-1.yml").read_text()
    assert "Another" in (folder / "2026-2.yml").read_text()


def test_the_desk_shows_no_story(root: Path) -> None:
    """Numbers, days and readers stand there; the story on no page and in no search."""
    call(root, "new", "A secret story", "--who", "ada")
    site = DeskSite(ManagerDesk.of(*hubs.load(root)))
    pages = [site.page(address) for address in site.addresses]
    assert any("2026-1" in str(page) for page in pages)
    assert not any("secret story" in str(page) for page in pages)
