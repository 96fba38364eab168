"""A kind that the engine does not know has every way in that the others have: asked for, by a form,
from a table, by an editor; and a change of it is told."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

import hubs
from hearth.base.strict_yaml import read_yaml
from hearth.cli.main import main
from hearth.contribute.field_reference import fields_page
from hearth.contribute.forms import form_files, forms
from hearth.contribute.importing.columns import by_names
from hearth.contribute.importing.mapping import MappingError, read_mapping
from hearth.contribute.importing.preview import prepare
from hearth.contribute.importing.tables import Row
from hearth.edit.format_files import format_files
from hearth.kinds import KINDS, Kind
from hearth.model.hub import load_hub
from hearth.model.settings import Settings
from hearth.outputs.schemas import editor_schemas, file_patterns
from hearth.read.ids import propose_id
from hearth.read.load import read_all
from hearth.review import change_words
from hearth.review.compare import compare, read_side
from job_kind import FILES, JOB, jobs

GIVEN = {
    "title": "Keeper of the minutes",
    "summary": "Write down what was said.",
    "organisation": "lantern",
    "hours": "part-time",
    "apply": "https://example.org/keeper",
}
CALLED = {**GIVEN, "organisation": "Lantern Foundation"}
PATH = "content/jobs/keeper-of-the-minutes.yml"


@pytest.fixture(autouse=True)
def job() -> Iterator[Kind]:
    """The kind is known while a test runs."""
    with jobs() as kind:
        yield kind


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small hub with two jobs in it."""
    return hubs.minimal_hub(tmp_path / "hub", FILES)


def hearth(*words: str | Path, answers: str = "") -> Result:
    """The command with these words on the day of the tests."""
    return CliRunner().invoke(
        main, [str(word) for word in words], input=answers, env={"SOURCE_DATE_EPOCH": hubs.EPOCH}
    )


def fields_of(file: Path) -> dict[str, str]:
    """What a file says beside the day it was written."""
    found = read_yaml(file.read_text(encoding="utf-8"))
    assert found.pop("added") == hubs.AS_OF.isoformat()
    return dict(found)


def form_body(**answers: str) -> str:
    """The body of an issue made with the form of the kind."""
    questions = forms(())[JOB.name].questions
    return "\n\n".join(f"### {item.label}\n\n{answers[item.field]}" for item in questions)


def test_it_is_asked_for(root: Path) -> None:
    """Field by field, a mistake told at once; the file passes the check and hints at the rest."""
    title, summary, organisation, hours, apply = CALLED.values()
    answers = [title, summary, organisation, "half", hours, apply, "", "", ""]
    result = hearth("add", "job", "--folder", root, answers="\n".join(answers))
    assert result.exit_code == 0, result.output
    assert '"half" is not one of the choices' in result.output
    assert fields_of(root / PATH) == GIVEN
    assert "# closes: The last day to apply.\n" in (root / PATH).read_text(encoding="utf-8")
    assert hearth("check", root).exit_code == 0


def test_it_is_added_without_a_question(root: Path) -> None:
    """A name stands for an id there too."""
    given = [word for name, value in CALLED.items() for word in ("--set", f"{name}={value}")]
    assert hearth("add", "job", "--yes", "--folder", root, *given).exit_code == 0
    assert fields_of(root / PATH) == GIVEN


def test_it_has_a_form() -> None:
    """Made from the descriptor, with the model's words to choose from."""
    form = yaml.safe_load(form_files(())["job.yml"])
    assert (form["name"], form["labels"]) == ("Offer a job", ["job"])
    elements = {element["id"]: element for element in form["body"] if "id" in element}
    assert list(elements) == list(GIVEN)
    assert elements["hours"]["attributes"]["options"] == ["full-time", "part-time"]
    assert elements["apply"]["attributes"]["description"] == "Where to apply."


def test_a_filled_form_becomes_a_record(root: Path, tmp_path: Path) -> None:
    """Known by its first question, and written where the kind's records lie."""
    (tmp_path / "body.md").write_text(form_body(**CALLED), encoding="utf-8")
    result = hearth("from-issue", tmp_path / "body.md", "--folder", root)
    assert result.exit_code == 0, result.output
    assert fields_of(root / PATH) == GIVEN


def test_rows_of_a_table_become_records(root: Path, tmp_path: Path) -> None:
    """Columns are known by the descriptor's names and types; a day is read however it is written,
    and what is there already is left alone."""
    table = tmp_path / "jobs.csv"
    rows = [
        ["Position", "Summary", "Organisation", "Hours", "Link", "Closes", "E-mail"],
        [*GIVEN.values(), "24 December 2026", "x@example.org"],
        ["Gardener", "Other words.", "lantern", "", "http://www.example.org/apply/", "", ""],
    ]
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    words = ("import", table, "--kind", "job", "--folder", root, "--write", "--format", "json")
    result = hearth(*words)
    told = json.loads(result.output)
    assert [row["state"] for row in told["rows"]] == ["new", "changed"]
    assert told["rows"][1]["file"] == "content/jobs/gardener.md"
    assert told["written"] == [PATH]
    assert fields_of(root / PATH) == {**GIVEN, "closes": "2026-12-24"}


def test_an_unknown_reference_is_left_out_of_an_import(root: Path) -> None:
    """What a record cannot be without is the reason."""
    hub, _ = load_hub(root, Settings(site_name="Small"), hubs.AS_OF)
    row = Row(1, {**GIVEN, "organisation": "nobody"})
    (line,) = prepare(hub, [row], by_names("job", row.values), {}).lines
    assert (line.state, line.why) == ("left out", ("organisation is not the id of a member",))


def test_its_mistakes_are_told(root: Path) -> None:
    """With the field, the nearest cure, and the words of every other kind."""
    hubs.write(root, {"content/jobs/odd.yml": "titel: X\norganisation: lantren\n"})
    result = hearth("check", root)
    assert result.exit_code == 1
    assert "content/jobs/odd.yml:1:1" in result.output
    for words in ('Write "title".', 'Did you mean "lantern"?', "summary: is missing"):
        assert words in result.output


def test_an_id_is_made_of_its_heading() -> None:
    """By the field that the descriptor names."""
    assert propose_id(JOB, {"title": "C++ für alle"}) == "cpp-fur-alle"
    assert propose_id(JOB, {"title": "Con"}) == "job-con"


def test_its_files_have_a_form_of_their_own(root: Path) -> None:
    """Fields stand in the model's order, then those of every kind."""
    hubs.write(
        root,
        {
            "content/jobs/host.yml": "added: 2026-11-21\napply: https://example.org/host\n"
            "organisation: lantern\nsummary: Open the hall.\ntitle: A host\n"
        },
    )
    (changed,) = [file for file in format_files(root).changed if "jobs" in file.path]
    names = [line.split(b":")[0].decode() for line in changed.after.splitlines()]
    assert names == ["title", "summary", "organisation", "apply", "added"]


def test_a_slip_in_it_is_mended(root: Path) -> None:
    """The fixes know its model and whom it refers to."""
    slips = JOB.example.replace("lantern", "lanterm") + "hours: Part time\n"
    hubs.write(root, {"content/jobs/odd.yml": slips})
    hearth("check", root, "--fix")
    text = (root / "content/jobs/odd.yml").read_text(encoding="utf-8")
    assert "organisation: lantern\n" in text and "hours: part-time\n" in text


def test_editors_know_it(root: Path) -> None:
    """They complete its fields and the ids of those it refers to."""
    schema = editor_schemas(read_all(root))["job.json"]
    assert "lantern" in json.dumps(schema["properties"]["organisation"])
    assert file_patterns()["job.json"] == ["content/jobs/**/*.yml", "content/jobs/**/*.yaml"]


def test_the_field_reference_explains_it() -> None:
    """With what its smallest file says."""
    page = fields_page()
    assert "## Job\n\nPaid work that somebody offers. In `content/jobs/`." in page
    assert "| **`apply`** | Where to apply. | address |" in page
    assert JOB.example.rstrip() in page


def changes_of_jobs(folder: Path) -> str:
    """What is said of a hub in which one job is another, one is gone and two are new."""
    text = str(FILES["content/jobs/gardener.md"])
    after: dict[str, str | bytes | None] = {
        **FILES,
        "content/jobs/gardener.md": text.replace("part-", "full-").replace("Somebody", "Quokka"),
        "content/jobs/host.yml": None,
        "content/jobs/a.yml": JOB.example,
        "content/jobs/b.yml": JOB.example.replace("threads", "tools"),
    }
    sides = hubs.minimal_hub(folder / "old", FILES), hubs.minimal_hub(folder / "new", after)
    return change_words.as_text(compare(*(read_side(side, hubs.AS_OF) for side in sides)))


def test_a_change_of_it_is_told(tmp_path: Path) -> None:
    """In the kind's own noun, field by field; what serves the work alone is not repeated."""
    told = changes_of_jobs(tmp_path)
    assert "It adds 2 vacancies, changes 1 vacancy and removes 1 vacancy." in told
    assert "Adds the vacancy Gardener of tools" in told
    assert "Changes the vacancy Gardener of <threads>: hours: part-time → full-time" in told
    assert "Removes the vacancy A host for evenings" in told
    assert "Quokka" not in told


def test_of_a_kind_that_tells_of_people_less_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fields are named without their values, nobody is named who goes, and no private contact is
    imported."""
    monkeypatch.setitem(KINDS, JOB.name, replace(JOB, personal=True))
    told = changes_of_jobs(tmp_path)
    assert "Changes the vacancy Gardener of <threads>: hours\n" in told
    assert "1 person is no longer in the hub" in told and "A host for evenings" not in told
    with pytest.raises(MappingError, match="personal contact"):
        read_mapping("kind: job\nfields:\n  title: Position\n  agreed_by: E-mail\n", None)
