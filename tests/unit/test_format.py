"""format: days and lists as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from hearth.base.format import count, day_month, iso, listed, weekday, weekday_name

DAY = date(2026, 12, 3)


def test_a_day_and_its_parts() -> None:
    """Thursday is the third of December 2026."""
    assert (weekday_name(DAY), weekday(DAY), day_month(DAY)) == ("Thursday", "Thu", "3 December")


def test_a_day_as_data() -> None:
    """As ISO 8601 has it; no day is none."""
    assert (iso(DAY), iso(None)) == ("2026-12-03", None)


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["one"], "one"), (["one", "two"], "one or two"), (["a", "b", "c"], "a, b or c")],
)
def test_a_list_ends_with_a_word(words: list[str], text: str) -> None:
    """Which one is the caller's choice; without one it is "and"."""
    assert listed(words, "or") == text and listed(words) == text.replace(" or ", " and ")


def test_one_of_a_kind_counts_as_one() -> None:
    """And thousands stand apart."""
    assert [count(1, "day"), count(1200, "day"), count(2, "person", "people")] == [
        "1 day",
        "1 200 days",
        "2 people",
    ]
