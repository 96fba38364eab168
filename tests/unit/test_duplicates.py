"""duplicates: names of one person are found, whatever their number."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hubs
from hearth.model.rules.duplicates import one_slip, spelling

WORD = st.text("abc", max_size=7)


def slips(word: str) -> set[str]:
    """Every word that one slip makes of another, by doing it."""
    shorter = {word[:index] + word[index + 1 :] for index in range(len(word))}
    longer = {
        word[:index] + char + word[index:] for index in range(len(word) + 1) for char in "abc"
    }
    other = {
        word[:index] + char + word[index + 1 :] for index in range(len(word)) for char in "abc"
    }
    swapped = {
        word[:index] + word[index + 1] + word[index] + word[index + 2 :]
        for index in range(len(word) - 1)
    }
    return {word} | shorter | longer | other | swapped


@given(WORD, st.data())
def test_one_slip_is_one_slip(word: str, data: st.DataObject) -> None:
    """A letter more, less or another, or two swapped; and nothing else."""
    near = data.draw(st.sampled_from(sorted(slips(word))))
    assert one_slip(word, near) and one_slip(near, word)
    other = data.draw(WORD)
    assert one_slip(word, other) == (other in slips(word))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Łukasz Nowak", "nowak, lukasz"),
        ("Søren O’Hara", "Soren OHara"),
        ("José  María Núñez", "Jose Maria Nunez"),
        ("Anne-Marie Weiß", "Anne Marie Weiss"),
        ("J.R. Smith", "JR Smith"),
    ],
)
def test_spelling_leaves_signs_and_order_out(first: str, second: str) -> None:
    """Names that differ in them alone are one."""
    assert spelling(first) == spelling(second)


@pytest.mark.parametrize("name", ["Maria Silva {}", "Maria Silva"])
def test_many_members_take_no_longer_each(tmp_path: Path, name: str) -> None:
    """Ten times the members take about ten times the time, even when all have one name."""
    from hearth.base.history import History
    from hearth.model.rules import duplicates
    from hearth.model.rules.facts import Facts
    from hearth.read.load import read_all

    history: History = {}
    taken = []
    for count in (200, 2000):
        root = tmp_path / str(count)
        hubs.write(
            root,
            {
                f"members/m{number}.yml": (
                    f"name: {name.format(number)}\njoined: 2026-01-05\n"
                    f"links: {{github: a{number}}}\n"
                )
                for number in range(count)
            },
        )
        facts = Facts(root, read_all(root), hubs.AS_OF, history)
        began = time.process_time()
        assert list(duplicates.members(facts)) == []
        taken.append(time.process_time() - began)
    assert taken[1] < 40 * taken[0] + 0.05
