"""strict_yaml: every scalar stays text, every position is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.base.strict_yaml import MAX_DEPTH, MAX_NODES, YamlError, read_yaml

WORDS = [
    "no",
    "yes",
    "on",
    "off",
    "NO",
    "true",
    "010",
    "0x1F",
    "1e3",
    "12:30:00",
    "2026-12-03",
    ".inf",
    "1_000",
    "=",
    "-1",
]


@pytest.mark.parametrize("word", WORDS)
def test_scalars_stay_text(word: str) -> None:
    """No spelling of a scalar makes it a number, a date or a switch."""
    assert read_yaml(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(word: str) -> None:
    """An empty value and YAML's words for it are as if they were not written, unless they are
    quoted."""
    assert read_yaml(f"a: {word}\nb:\n- {word}\n- x\n") == {"b": ["x"]}
    assert read_yaml(f'a: "{word}"\n') == {"a": word}


def test_positions_count_from_one() -> None:
    """Values and keys are found by their path, with lines and columns as editors count them."""
    positions: dict = {}
    read_yaml("name: Ada\nplace:\n  city: Nairobi\ntopics: [a, b]\n", positions)
    assert positions[("name",)] == (1, 7)
    assert positions[("place", "city", "#key")] == (3, 3)
    assert positions[("place", "city")] == (3, 9)
    assert positions[("topics", 1)] == (4, 13)


def test_positions_add_the_offset() -> None:
    """Lines above the YAML are counted in."""
    positions: dict = {}
    read_yaml("name: Ada\n", positions, 3)
    assert positions[("name",)] == (4, 7)


def test_columns_count_characters() -> None:
    """A column is a number of characters, not of bytes."""
    positions: dict = {}
    read_yaml('{name: "李 👩", joined: x}\n', positions)
    assert positions[("joined",)] == (1, 23)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", (3, 1)),
        ("a: &x 1\n", "yaml-alias", (1, 4)),
        ("a: *x\n", "yaml-alias", (1, 4)),
        ("<<: {a: 1}\n", "yaml-alias", (1, 1)),
        ("a: !!int 1\n", "yaml-tag", (1, 4)),
        ("a: 1\n---\nb: 2\n", "yaml-documents", (2, 1)),
        ("? {a: 1}\n: b\n", "yaml-key", (1, 3)),
        ("~: b\n", "yaml-key", (1, 1)),
        ("a:\n\t- b\n", "yaml-tab", (2, 1)),
        ("a: b: c\n", "yaml-syntax", (1, 5)),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "yaml-depth", (1, MAX_DEPTH + 1)),
        ("- a\n" * MAX_NODES, "yaml-size", (MAX_NODES, 3)),
    ],
)
def test_what_is_refused(text: str, code: str, place: tuple[int, int]) -> None:
    """What could surprise is refused where it stands."""
    with pytest.raises(YamlError) as caught:
        read_yaml(text)
    assert (caught.value.code, (caught.value.line, caught.value.column)) == (code, place)


def outcome(text: str, positions: dict | None, most: int) -> object:
    """What reading a text gives, or what is wrong with it and where."""
    try:
        return repr(read_yaml(text, positions, most=most))
    except YamlError as error:
        assert error.line >= 1 and error.column >= 1 and error.code
        return error.code, error.what, error.line, error.column


PIECES = [
    "a: ",
    "b: ",
    "- ",
    "? ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "\n",
    "\n  ",
    "~",
    "<<: ",
    "&a ",
    "*a",
]
PIECES += ["!t ", '"x"', '"\\u202e"', "'y'", "|\n  z", "---\n", "...\n", "#", "%", "\t", "é", "李"]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join), st.sampled_from([3, MAX_NODES]))
def test_any_text_gives_a_value_or_a_problem(text: str, most: int) -> None:
    """No text makes the reader fail in a way of its own, and whether positions are asked for makes
    no difference."""
    assert outcome(text, None, most) == outcome(text, {}, most)
