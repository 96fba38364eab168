"""Hostile files: enough of them of every class, none that chokes the reader, none that crashes
it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import bombs
import case_files
import hubs
import mutants

CASES = case_files.all_cases()
CLASSES: dict[str, tuple[int, tuple[str, ...]]] = {
    "YAML": (20, ("yaml", "front-matter")),
    "types and dates": (25, ("fields", "dates", "times")),
    "encodings and bidi": (20, ("encodings",)),
    "addresses": (30, ("urls",)),
    "ids": (20, ("ids",)),
    "references": (15, ("references", "twins", "removal")),
    "zones and rules": (25, ("zones", "repeats", "schedule")),
    "pictures": (15, ("pictures",)),
    "paths and links": (10, ("files", "pages")),
}
"""How many wrong files of each class there are at least, and in which folders they lie; bombs are
counted by themselves."""


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_has_its_wrong_files(name: str) -> None:
    """Cases that give a problem are as many as the class needs."""
    least, folders = CLASSES[name]
    wrong = [
        case for case, found in CASES.items() if case.split("/")[0] in folders and found.problems
    ]
    assert len(wrong) >= least


def test_there_are_wrong_files_of_every_class() -> None:
    """Twenty bombs and two hundred wrong files in all."""
    assert len(bombs.everything()) >= 20
    assert sum(least for least, _ in CLASSES.values()) + 20 >= 200


def told(script: str, *words: str) -> list[dict[str, Any]]:
    """What a program beside the tests says, a line of JSON for each thing."""
    tests = hubs.REPOSITORY / "tests"
    path = os.pathsep.join((str(tests), str(hubs.REPOSITORY / "hooks")))
    done = subprocess.run(
        [sys.executable, str(tests / script), *words],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def weighed(*words: str) -> dict[str, dict[str, Any]]:
    """What bombs.py measured, by name."""
    return {found["name"]: found for found in told("bombs.py", *words)}


def test_no_bomb_goes_off() -> None:
    """Every bomb gives a placed problem in two seconds and 300 MB; no pipe or nesting takes the
    reader down."""
    found = weighed()
    assert found.keys() == bombs.everything().keys()
    assert [name for name, said in found.items() if not said["said"]] == []
    assert {
        name: said for name, said in found.items() if said["spent"] > 2 or said["peak"] > 300
    } == {}


BESIDE = ("links/", "settings/extension-", "templates/")
"""Cases of what `hearth check` looks at beside what files say by themselves."""


@pytest.mark.soak
def test_no_wrong_file_takes_long() -> None:
    """Each of the cases that give a problem is read in two seconds and 300 MB, one after the other
    in one process."""
    found = weighed("cases")
    of_git = {
        name
        for name, case in CASES.items()
        if case.changes or any(path.startswith(".git") for path, *_ in case.files)
    }
    wrong = {
        name: len(case.problems)
        for name, case in CASES.items()
        if case.problems and name not in of_git and not name.startswith(BESIDE)
    }
    assert len(wrong) > 200
    assert {name: found[name]["count"] for name in wrong} == wrong
    assert {
        name: said for name, said in found.items() if said["spent"] > 2 or said["peak"] > 300
    } == {}


GOOD = [
    (path, text)
    for path, text in hubs.BASE.items()
    if path.startswith(("members", "events", "content/"))
]
_ANY = st.binary(max_size=200) | st.text(max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
_YAMLISH = st.lists(
    st.sampled_from(
        [
            "name",
            ": ",
            "\n",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "? ",
            "&a",
            "*a",
            "<<",
            "!!str ",
            "'",
            '"',
            "|\n",
            ">\n",
            "#",
            "---\n",
            "...\n",
            "%YAML",
            "  ",
            "\t",
            "2026-01-05",
            "joined",
            "topics",
            "image",
            "src",
            "avatar",
            "start",
            "repeats",
            "rule",
            "weekly",
            "https://",
            "\u202e",
            "0",
            "-1",
            "1e999",
            "null",
            "é",
            "\\x",
            ",",
            "9" * 400,
        ]
    ),
    max_size=40,
).map(lambda parts: "".join(parts).encode())


@st.composite
def _files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of the small hub with anything in it, or with a piece of it replaced."""
    path, text = draw(st.sampled_from(GOOD))
    raw = text.encode() if isinstance(text, str) else text or b""
    piece = draw(_ANY | _YAMLISH)
    if draw(st.booleans()):
        return path, piece
    first = draw(st.integers(0, len(raw)))
    return path, raw[:first] + piece[:60] + raw[first + draw(st.integers(0, 30)) :]


def _read(file: tuple[str, bytes]) -> None:
    path, raw = file
    with tempfile.TemporaryDirectory() as folder:
        root = hubs.minimal_hub(Path(folder), {path: raw})
        _, problems = hubs.load(root, history={})
        for problem in problems:
            assert problem.line >= 1 and problem.column >= 1
            lines = (root / problem.path).read_bytes().replace(b"\r\n", b"\n").replace(
                b"\r", b"\n"
            ).count(b"\n") + 1
            assert problem.line <= lines + 1, problem


QUICK = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
LONG = settings(QUICK, max_examples=10_000)


@QUICK
@given(_files())
def test_any_file_gives_placed_problems(file: tuple[str, bytes]) -> None:
    """Whatever stands in a file, reading it ends in problems whose lines are in the file."""
    _read(file)


@pytest.mark.soak
@LONG
@given(_files())
def test_ten_thousand_files_give_placed_problems(file: tuple[str, bytes]) -> None:
    """The same of ten thousand files."""
    _read(file)


NOT_BY_A_FILE = {
    "raise YamlError('control-character', f'holds a character YAM": (
        "such characters are refused before YAML is read"
    ),
    "return ('', at_top(shown, 'unreadable-file', f'cannot be rea": (
        "an administrator, who may run the tests, can read all"
    ),
    "return ({}, [_unknown('is cut off (a shallow clone)', 'Fetch ": (
        "no file makes one; tests/site/test_calendar_changes.py does"
    ),
    "found.problems.append(problem)": (
        "whoever looks through content/ says the same of the community's file"
    ),
}
"""Refusals that no case can show, and why."""


@pytest.mark.soak
@pytest.mark.parametrize("module", mutants.MODULES)
def test_without_a_refusal_a_case_fails(module: str) -> None:
    """No rule, limit, required field, branch or refusal of a module can be lost without a case that
    shows it."""
    found = told("mutants.py", module)
    assert found and [refusal for refusal in found if "broken" in refusal] == []
    unnoticed = [
        refusal
        for refusal in found
        if refusal["case"] is None and refusal["what"] not in NOT_BY_A_FILE
    ]
    assert unnoticed == []


@pytest.mark.soak
def test_many_refusals_are_taken_out() -> None:
    """Hundreds, of every module that refuses something."""
    counts = {module: len(mutants.refusals(mutants.source(module))) for module in mutants.MODULES}
    assert sum(counts.values()) > 300 and min(counts.values()) > 0
