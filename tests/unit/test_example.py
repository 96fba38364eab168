"""An invented private folder: right, the same again, about nobody who may not be seen, and in no
public byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import hubs
from community import community
from hearth.cli.main import main
from hearth.manage.private import read_notes
from hearth.manage.private.example import INVENTED, example_notes
from hearth.manage.private.notes import FILES, FOLDERS
from hearth.model.hub import Hub

ABSENT = {"corrections", "done", "milestones"}
"""Notes that an example has none of: who errs, what was done from the brief, and what a hub without
milestones has none of."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub of many people with an example beside it."""
    files = community().files.items()
    public = {path: text for path, text in files if not path.startswith("private/")}
    root = hubs.minimal_hub(tmp_path_factory.mktemp("example") / "hub", public)
    call = ["example", "--folder", str(root)]
    done = CliRunner().invoke(main, call, env={"SOURCE_DATE_EPOCH": hubs.EPOCH, "LANGUAGE": "en"})
    assert done.exit_code == 0, done.output
    return hubs.load(root)[0]


def test_every_kind_of_note_is_there_and_right(hub: Hub) -> None:
    """So that no page of the desk is empty; each file says that it is invented."""
    notes, problems = read_notes(hub)
    assert [problem.message for problem in problems] == []
    full = {name for name in (*FILES, *FOLDERS, "attendance", "activity") if getattr(notes, name)}
    assert full == {*FILES, *FOLDERS, "attendance", "activity"} - ABSENT
    texts = [file.read_text("utf-8") for file in (hub.root / "private").rglob("*.yml")]
    assert all(text.startswith(INVENTED) for text in texts)


def test_the_same_again(hub: Hub) -> None:
    """By hub, day and seed; another seed says something else."""
    assert example_notes(hub, 1) == example_notes(hub, 1) != example_notes(hub, 2)
    later = replace(hub, as_of=hubs.AS_OF.replace(year=hubs.AS_OF.year + 1))
    assert example_notes(later, 1) != example_notes(hub, 1)


def test_real_notes_are_left_alone(hub: Hub) -> None:
    """Where the folder holds something, nothing is written."""
    before = {file: file.read_bytes() for file in (hub.root / "private").rglob("*.*")}
    again = CliRunner().invoke(main, ["example", "--folder", str(hub.root), "--seed", "5"])
    assert again.exit_code == 1
    assert {file: file.read_bytes() for file in (hub.root / "private").rglob("*.*")} == before


def test_a_small_hub_will_do(tmp_path: Path) -> None:
    """Whatever a hub lacks is left out, and nobody is named who may not be seen."""
    hidden = "name: Hidden Person\njoined: 2026-01-05\nvisible: hidden\n"
    root = hubs.minimal_hub(tmp_path / "hub", {"members/hid.yml": hidden})
    files = example_notes(hubs.load(root)[0], 3)
    assert "hid" not in {word for text in files.values() for word in text.split()}
    hubs.write(root, {f"private/{path}": text for path, text in files.items()})
    assert not read_notes(hubs.load(root)[0])[1].errors
