"""What reads a contributor's text takes time in proportion to its length."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

import pytest

from hearth.base.problem_formats import as_text
from hearth.base.problems import Problem
from hearth.base.yaml_mistakes import conflict_in, fence_in, mistakes_in, odd_spaces_in
from hearth.contribute.forms import clean
from hearth.contribute.importing.contacts import contact_in, without_contacts
from hearth.contribute.importing.withheld import withheld_by_name
from hearth.read.handwritten import _comments, _title
from hearth.wording.merge_marks import broken, encoded

GROWTH = 1.3
"""The exponent: 1 is in proportion, 2 quadratic."""


def problems_of_a_line(text: str) -> str:
    """As many problems as there are commas, all on the one line."""
    places = [index for index, char in enumerate(text) if char == ","]
    found = (Problem("a.yml", 1, index + 1, "x", f"f{index}", "is", "do") for index in places)
    return as_text(found, lambda problem: text)


def mistakes(text: str) -> list[object]:
    """Everything that is looked for in a text that cannot be read."""
    return [conflict_in(text), fence_in(text), *mistakes_in(text), *odd_spaces_in(text)]


READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "titles": (_title, ("# ", "title: ", "# a  \n", " ", "#\t", "\n# ", "<!--", "<!-- -->")),
    "blocks": (
        lambda text: _comments("a.md", text),
        ("<!-- hearth: ", "<!-- hearth: x -->", "<!--", "`", "```\n", " ", "<!-- hearth:\n"),
    ),
    "problems": (problems_of_a_line, ("a,",)),
    "mistakes": (mistakes, ("k: v\n", "=======\n", "k:  ", "- \u00a0", "```\n", "“", "  x")),
    "marks": (broken, ("{", "[[", "%a", "-email", "@a", "#a", "{a", "|")),
    "addresses": (encoded, ("%", "%DA", "-email", "@", "#", "{")),
    "forms": (clean, ("### a\n", "```\n", "<!--", " \n")),
    "contacts": (
        lambda text: [contact_in("body", text), without_contacts({"title": text, "body": text})],
        ("a", "nicht_", "a-", "a.", "a@", "a@b.", "12345 a ", " ", "live at ", "(at) ", "+1"),
    ),
    "refusals": (
        lambda text: withheld_by_name(f"Ada ({text})"),
        ("nicht_", "ne pas ", "a", "not yet, ", "("),
    ),
}


def growth(read: Callable[[str], object], piece: str) -> float:
    """The exponent by which CPU time grows when a text is eight times as long; the best of several
    tries, since other programs run too."""

    def spent(text: str) -> float:
        gc.disable()
        tries = []
        for _ in range(5):
            began = time.process_time()
            read(text)
            tries.append(time.process_time() - began)
        gc.enable()
        return min(tries)

    # Eight times as long is two million characters at most: beyond, memory is what takes time.
    most, times = 250_000 // len(piece), 2_000
    while (short := spent(piece * times)) < 0.01 and times < most:
        times = min(most, times * 4)
    long = spent(piece * (times * 8))
    return math.log(long / short, 8) if long > 0.05 else 1.0


@pytest.mark.soak
@pytest.mark.parametrize(
    ("read", "piece"),
    [(read, piece) for read, pieces in READERS.values() for piece in pieces],
    ids=[
        f"{name}-{number}" for name, (_, pieces) in READERS.items() for number in range(len(pieces))
    ],
)
def test_time_grows_with_the_text(read: Callable[[str], object], piece: str) -> None:
    """And not with its square."""
    assert growth(read, piece) <= GROWTH


@pytest.mark.soak
def test_a_quadratic_reader_is_seen() -> None:
    """The measure knows one."""
    assert growth(lambda text: [text.count("x") for _ in range(len(text) // 2000)], "x") > GROWTH
