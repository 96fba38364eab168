"""Joining two changes of one text."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.starter.merge import merged

BASE = "one\ntwo\nthree\nfour\nfive\n"


def test_changes_of_different_lines_are_joined() -> None:
    """Each where it belongs, and what was added or taken away too."""
    assert merged(BASE, "ONE\n" + BASE[4:], BASE + "six\n") == "ONE\n" + BASE[4:] + "six\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (BASE.replace("three", "THREE"), BASE.replace("three", "3")),
        (BASE.replace("two", "2"), BASE.replace("three", "3")),
        (BASE.replace("three\n", ""), BASE.replace("three", "3")),
        (BASE + "six\n", BASE + "seven\n"),
    ],
    ids=["same", "beside", "taken-away", "added"],
)
def test_the_same_lines_changed_twice_are_nobody_s(ours: str, theirs: str) -> None:
    """Nothing is guessed: neither change wins."""
    assert merged(BASE, ours, theirs) is merged(BASE, theirs, ours) is None


words = st.lists(st.sampled_from("abcd"), max_size=12).map(lambda it: "".join(f"{w}\n" for w in it))


@given(words, words)
def test_who_changed_nothing_loses_nothing(base: str, other: str) -> None:
    """The other's text is the result; two equal changes are one."""
    assert merged(base, base, other) == merged(base, other, base) == other
    assert merged(base, other, other) == other


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("far", [True, False])
def test_git_would_join_them_the_same_way(tmp_path: Path, far: bool) -> None:
    """As `git merge-file` does, which says with its status whether it could."""
    lines = [f"line {number}\n" for number in range(20)]
    ours, theirs = [*lines], [*lines]
    ours[3] = "mine\n"
    theirs[12 if far else 4] = "theirs\n"
    texts = {"ours": "".join(ours), "base": "".join(lines), "theirs": "".join(theirs)}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    command = ["git", "merge-file", "-p", "ours", "base", "theirs"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = merged(texts["base"], texts["ours"], texts["theirs"])
    assert found == (done.stdout if done.returncode == 0 else None)
