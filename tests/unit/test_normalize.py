"""Words without capitals and accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.base.normalize import fold, latin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë", "zoe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("København", "københavn"),
        ("İzmir", "izmir"),
        ("𝐀da", "ada"),
        ("Й", "и"),
        ("C++ –", "c++ –"),
    ],
)
def test_fold_keeps_letters_of_their_own(text: str, expected: str) -> None:
    """Capitals and accents go; ø is another letter than o."""
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ǿre", "ore"),
        ("Łódź", "lodz"),
        ("Þór", "thor"),
        ("Æsa", "aesa"),
        ("ıŋ", "in"),
        ("会議", "会議"),
    ],
)
def test_latin_writes_letters_that_all_have(text: str, expected: str) -> None:
    """With the accents that stand on them; other scripts stay."""
    assert latin(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded stays as it is, and what is one in the closer folding is one in the other."""
    assert fold(fold(text)) == fold(text)
    assert latin(fold(text)) == latin(text)
