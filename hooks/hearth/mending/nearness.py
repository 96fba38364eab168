"""The one word that can only be meant: two that could be are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

NEAR, APART, SHORT = 0.85, 0.1, 4
"""How alike a word must be, how much more than the second, and from how many letters on likeness says something."""


def folded(word: str) -> str:
    """A word without capitals and accents, its parts joined by hyphens."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return re.sub(r"[\s_-]+", "-", plain.casefold().strip())


def the_one(value: str, words: Iterable[str], shortest: int = SHORT) -> str | None:
    """The only one of ``words`` that ``value`` can be a slip for, or None.

    Figures are never a slip: another year is another thing. Nor is a word of fewer letters than ``shortest`` meant: many are
    alike.
    """
    wanted = folded(value)
    known = sorted(set(words))
    same = [word for word in known if folded(word) == wanted]
    if same:
        return same[0] if len(same) == 1 else None
    figures = re.findall(r"\d+", wanted)
    if len(wanted) < SHORT:
        return None
    scored = sorted(((_likeness(wanted, folded(word)), word) for word in known if re.findall(r"\d+", folded(word)) == figures), reverse=True)  # fmt: skip
    if not scored or scored[0][0] < NEAR or len(scored[0][1]) < shortest:
        return None
    second = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][1] if scored[0][0] - second >= APART else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < NEAR - APART or matcher.quick_ratio() < NEAR - APART:
        return 0.0
    return max(matcher.ratio(), 0.95 if _swapped(one, other) else 0.0)


def _swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places, and nothing else."""
    if len(one) != len(other):
        return False
    apart = [index for index, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]  # fmt: skip
