"""The name that is most like a word."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.base import similarity
from hearth.base.similarity import most_like

WORDS = st.text("abAB-é", max_size=8)


def compared_with_each(word: str, names: frozenset[str], cutoff: float) -> str | None:
    """The answer, found by comparing the word with every name."""
    by_fold = {name.casefold(): name for name in sorted(names)}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else None


@given(
    WORDS.filter(bool),
    st.frozensets(WORDS.filter(bool), max_size=12),
    st.sampled_from([0.6, 0.75, 0.9]),
)
def test_it_is_the_same_as_comparing_with_each(
    word: str, names: frozenset[str], cutoff: float
) -> None:
    """The short way never finds another name, and never none where there is one."""
    assert most_like(word, names, cutoff) == compared_with_each(word, names, cutoff)


@pytest.mark.parametrize("word", ["", "\U0001f984", "x" * 100_000])
def test_what_is_like_nothing(word: str) -> None:
    """A word that shares nothing with the names, or is far too long, is like none of them."""
    assert most_like(word, frozenset({"ada", "bo", "xa"}), 0.6) is None


def test_few_names_are_compared_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many names, a slip is compared with those alone that could be as like as the best."""
    compared = []

    class Counting(SequenceMatcher[str]):
        def ratio(self) -> float:
            compared.append(self.a)
            return super().ratio()

    monkeypatch.setattr(similarity, "SequenceMatcher", Counting)
    names = frozenset(
        f"member-of-{first}{second}-{third}"
        for first in "abcdefghij"
        for second in "klmnopqrst"
        for third in "uvwxyz"
    )
    assert most_like("member-of-ak-uu", names, 0.6) == "member-of-ak-u"
    assert 0 < len(compared) < len(names) / 10
