"""The table of criteria claims nothing that is not there."""

from __future__ import annotations

import ast
import datetime as dt
from collections import Counter
from functools import cache

import pytest

from hearth.contribute.accessibility_statement import Criterion, accessibility_page, criteria
from hubs import REPOSITORY

CRITERIA = criteria()


@cache
def functions_in(path: str) -> set[str]:
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_all_criteria_are_there() -> None:
    """31 of level A and 24 of level AA, each once, in the order of the recommendation."""
    assert Counter(one.level for one in CRITERIA) == {"A": 31, "AA": 24}
    places = [tuple(map(int, one.id.split("."))) for one in CRITERIA]
    assert places == sorted(set(places))


@pytest.mark.parametrize("one", CRITERIA, ids=lambda one: one.id)
def test_nothing_is_claimed_without_grounds(one: Criterion) -> None:
    """A test that is named exists; a look by hand has its day and its object; what does not apply
    says why, and nothing more."""
    for test in one.tests:
        path, _, name = test.partition("::")
        assert name.startswith("test_") and name in functions_in(path)
    assert bool(one.looked) == bool(one.at)
    assert not one.looked or dt.date.fromisoformat(one.looked)
    assert bool(one.none) != bool(one.how)
    assert not (one.none and (one.tests or one.looked or one.short))


def test_what_nobody_checked_is_said() -> None:
    """In its row, and in the count at the top."""
    page = accessibility_page()
    unchecked = [one for one in CRITERIA if one.state == "not checked"]
    rows = [line for line in page.splitlines() if line.endswith("| Not checked |")]
    assert [row.split("|")[1].strip() for row in rows] == [
        f"{one.id} {one.name}" for level in ("A", "AA") for one in unchecked if one.level == level
    ]
    assert f"| not checked | {len(unchecked)} |" in page
