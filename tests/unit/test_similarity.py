"""similarity: the name most like a word, and the only one it can be a slip for."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.base import similarity
from hearth.base.normalize import hyphenated
from hearth.base.similarity import APART, NEAR, SHORT, NameSet, did_you_mean, nearest, only_match

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
    assert nearest(word, names, cutoff) == compared_with_each(word, names, cutoff)


@pytest.mark.parametrize("word", ["", "\U0001f984", "x" * 100_000])
def test_what_is_like_nothing(word: str) -> None:
    """A word that shares nothing with the names, or is far too long, is like none of them."""
    assert nearest(word, frozenset({"ada", "bo", "xa"}), 0.6) is None


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
    assert nearest("member-of-ak-uu", names, 0.6) == "member-of-ak-u"
    assert 0 < len(compared) < len(names) / 10


def test_a_slip_that_stands_in_many_files_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And what was found for one set of names says nothing about another."""
    compared = []
    looked_up = NameSet._nearest

    def counting(self: NameSet, form: str, cutoff: float) -> str | None:
        compared.append(form)
        return looked_up(self, form, cutoff)

    monkeypatch.setattr(NameSet, "_nearest", counting)
    names = NameSet({"python", "rust"})
    assert {names.nearest("pyhton") for _ in range(5)} == {"python"} and compared == ["pyhton"]
    assert NameSet({"pylon"}).nearest("pyhton") == "pylon"


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many slips there are, the answers stay right."""
    monkeypatch.setattr(similarity, "REMEMBERED", 2)
    names = NameSet({"ada", "bob"})
    assert [names.nearest(word) for word in ("adda", "bobb", "aada", "adda")] == [
        "ada",
        "bob",
        "ada",
        "ada",
    ]
    assert len(names._guesses) <= 2


def test_a_set_of_names_is_taken_as_it_is() -> None:
    """What it worked out is used again; other names are gathered into one."""
    names = NameSet({"ada"})
    assert NameSet.of(names) is names and NameSet.of(["ada"]) == names


def test_a_question_or_something_else() -> None:
    """A question names what is near; without it stands what the caller says."""
    assert did_you_mean("Pyhton", ["python"], "Choose.") == 'Did you mean "python"?'
    assert did_you_mean("cobol", ["python"], "Choose.") == "Choose."


@pytest.mark.parametrize(
    ("word", "names", "meant"),
    [
        ("Welcome  Crew", {"welcome-crew", "welcome-desk"}, "welcome-crew"),
        ("onbaording", {"onboarding", "events"}, "onboarding"),  # two letters changed places
        ("wrok", {"work", "worm"}, "work"),
        ("circle-days-2026", {"circle-days-2025"}, None),  # another year is another thing
        ("moderators", {"moderator", "moderations"}, None),  # two are as near
        ("zoë-example", {"zoe-example", "Zoe Example"}, None),  # two are the same but for accents
        ("ad", {"ada"}, None),  # too short to be like anything
        ("adda", {"ada"}, None),  # a name too short to be meant
        ("nothing-like-it", {"ada-example"}, None),
    ],
)
def test_the_only_name_that_can_be_meant(word: str, names: set[str], meant: str | None) -> None:
    """Accents, capitals and the marks between words aside; in doubt there is none."""
    assert only_match(word, names) == meant


def only_one_by_comparing_with_each(word: str, names: frozenset[str]) -> str | None:
    form = hyphenated(word)
    same = sorted(name for name in names if hyphenated(name) == form)
    if same or len(form) < SHORT:
        return same[0] if len(same) == 1 else None
    scored = sorted(
        (
            (similarity_of(form, hyphenated(name)), name)
            for name in names
            if not any(char.isdigit() for char in name + word)
        ),
        reverse=True,
    )
    best = [score for score, _ in scored]
    if not best or best[0] < NEAR or len(scored[0][1]) < SHORT:
        return None
    return scored[0][1] if len(best) == 1 or best[0] - best[1] >= APART else None


def similarity_of(one: str, other: str) -> float:
    swapped = {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)} - {
        one
    }
    ratio = SequenceMatcher(a=other, b=one, autojunk=False).ratio()
    return max(ratio, 0.95 if other in swapped else 0.0)


SLIPS = st.text("abcdé -", min_size=1, max_size=12)


@given(SLIPS, st.frozensets(SLIPS, max_size=8))
def test_the_only_one_is_the_same_as_comparing_with_each(word: str, names: frozenset[str]) -> None:
    """Also here the short way finds the same as the long one."""
    assert only_match(word, names) == only_one_by_comparing_with_each(word, names)
