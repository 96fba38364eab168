"""Fixes: every file below tests/fixes is a rule."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hubs
from fix_cases import FixCase, all_cases
from hearth.base.problems import CATALOGUE
from hearth.edit.apply_fixes import FIXERS, fixed_files
from hearth.edit.texts import replace_file
from hearth.kinds import Kind
from record_texts import record_files

CASES = all_cases()


def fix_hub(root: Path) -> None:
    """Fix the hub below ``root`` in place."""
    for file in fixed_files(root, hubs.AS_OF):
        assert replace_file(root, file.path, file.before, file.after) is None


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: FixCase, tmp_path: Path) -> None:
    """The files of a case become exactly what it says; nothing else changes; a second run changes
    nothing."""
    root = hubs.minimal_hub(tmp_path, dict(case.before))
    others = {path: content for path, content in hubs.tree(root).items() if path not in case.before}
    fix_hub(root)
    after = hubs.tree(root)
    assert {path: after[path] for path in case.after} == case.after
    assert {path: after[path] for path in others} == others
    assert fixed_files(root, hubs.AS_OF) == []
    _, problems = hubs.load(root, history={})
    assert [problem.code for problem in problems if problem.path in case.before] == case.left


def test_every_case_states_its_rule() -> None:
    """The first line of a case is a sentence."""
    assert [
        name for name, case in CASES.items() if not re.fullmatch(r"[A-Za-z].*\.", case.rule)
    ] == []


def test_only_catalogued_problems_are_fixed() -> None:
    """Each code in the table of fixes is one that can be found."""
    assert FIXERS.keys() <= CATALOGUE.keys()


@settings(max_examples=8, deadline=None)
@given(st.lists(record_files(tidy=True), min_size=8, max_size=8))
def test_right_files_stay(files: list[tuple[Kind, str, str]]) -> None:
    """A file whose values fit keeps every byte, however it is laid out, even when something is
    missing in it."""
    texts = {
        path.replace("some-record", f"some-record-{number}"): text
        for number, (_, path, text) in enumerate(files)
    }
    with tempfile.TemporaryDirectory() as folder:
        root = hubs.minimal_hub(Path(folder), dict(texts))
        fix_hub(root)
        after = hubs.tree(root)
        assert {path: after[path].decode() for path in texts} == texts
        assert fixed_files(root, hubs.AS_OF) == []


MISTAKES = (
    ("title: A call  # its name", "titel: A call  # its name"),
    ("start: 2026-12-03T18:00 # sharp", "start: 3.12.2026 6pm # sharp"),
    ("end: 2026-12-03T19:30", "end: 2026-12-03T19:30+01:00"),
    ("timezone: 'Europe/Berlin'", "timezone: 'berlin'"),
    ("mode: online", "mode: Onlinee"),
    ("type: workshop", "type: workshopp"),
    ("all_day: no", "all_day: No."),
    ("added: 2026-11-01", "added: 2026-11-1"),
    ("url: https://example.org/call", "url: example.org/call?utm_source=x"),
    ("topics: [onboarding]  # for whom", "topics: welcome  # for whom"),
    ("hosts: [{guest: Gil}]", "hosts: {guest: Gil}"),
    ("sponsors:\n  - lantern", "sponsors:\n\t- lanternn"),
    ("languages: [en, pt-BR]", "languages: [English, pt_br]  "),
    ("place: {city: Bonn, country: DE}", "place: {city: Bonn, contry: Germany}"),
    (
        "agenda:\n  # first\n  - at: 18:00\n    title: Tea",
        "agenda:\n  # first\n  - at: 6 pm\n    titel: Tea",
    ),
    ("outcomes: {slides: [https://example.org/s]}", "outcomes: {slides: 'https://example.org/s '}"),
)
"""Lines that are right, and the same with a mistake that is certain."""


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.sampled_from(range(len(MISTAKES))), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_every_mistake_is_undone(wrong: set[int], end: str, last: bool) -> None:
    """Whatever mistakes are put into a right file together, it becomes the file it was, but for
    lists and quotes."""
    right = "# a call\n\n" + "".join(f"{pair[0]}\n" for pair in MISTAKES) + "summary: What it is.\n"
    text = (
        "# a call\n\n"
        + "".join(f"{pair[number in wrong]}\n" for number, pair in enumerate(MISTAKES))
        + "summary: What it is.\n"
    )
    text = (text if last else text.removesuffix("\n")).replace("\n", end)
    with tempfile.TemporaryDirectory() as folder:
        root = hubs.minimal_hub(Path(folder), {"events/call.yml": text})
        fix_hub(root)
        assert [str(problem) for problem in hubs.load(root, history={})[1]] == []
        found = (root / "events/call.yml").read_bytes().decode()
        assert found.replace(
            "['https://example.org/s']", "[https://example.org/s]"
        ) == right.replace("\n", end)


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """With the mode it had, and nothing beside it."""
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "a.yml").chmod(0o640)
    assert replace_file(tmp_path, "a.yml", b"a", b"b") is None
    assert ((tmp_path / "a.yml").read_bytes(), (tmp_path / "a.yml").stat().st_mode & 0o777) == (
        b"b",
        0o640,
    )
    assert os.listdir(tmp_path) == ["a.yml"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Nobody's work is written over."""
    (tmp_path / "a.yml").write_bytes(b"new")
    assert replace_file(tmp_path, "a.yml", b"a", b"b") == "was changed meanwhile"
    assert (tmp_path / "a.yml").read_bytes() == b"new"


def test_links_are_not_written_through(tmp_path: Path) -> None:
    """Neither a linked file nor one in a linked folder is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yml").write_bytes(b"a")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "a.yml").symlink_to("real/a.yml")
    for path in ("a.yml", "folder/a.yml"):
        assert replace_file(tmp_path, path, b"a", b"b") == "is a symbolic link"
    assert (tmp_path / "real" / "a.yml").read_bytes() == b"a"


def test_a_linked_record_keeps_its_id(tmp_path: Path) -> None:
    """A reference to a file that is a link is no slip for another id."""
    files = {
        "members/ada.yml": "name: Ada\njoined: 2026-01-05\nbuddy: maria-lopez\n",
        "members/maria-lopes.yml": "name: M\njoined: 2026-01-05\nx: 1-1\nreviewed: 2026-1-6\n",
    }
    root = hubs.minimal_hub(tmp_path, dict(files))
    (root / "members/maria-lopez.yml").symlink_to("maria-lopes.yml")
    fix_hub(root)
    assert (root / "members/ada.yml").read_text() == files["members/ada.yml"]
    assert "reviewed: 2026-01-06" in (root / "members/maria-lopes.yml").read_text()
