"""The one word that can only be meant: two that could be are none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from hearth.base.normalize import fold

NEAR, APART, SHORT = 0.85, 0.1, 4
"""How alike a word must be, how much more than the second, and from how many letters on likeness
says something."""


def folded(word: str) -> str:
    """A word without capitals and accents, its parts joined by hyphens."""
    return re.sub(r"[\s_-]+", "-", fold(word).strip())


def the_one(value: str, words: Iterable[str], shortest: int = SHORT) -> str | None:
    """The only one of ``words`` that ``value`` can be a slip for, or None.

    Figures are never a slip: another year is another thing. Nor is a word of fewer letters than
    ``shortest`` meant: many are alike.
    """
    wanted = folded(value)
    by_form, by_figures = _index(frozenset(words))
    if same := by_form.get(wanted):
        return same[0] if len(same) == 1 else None
    if len(wanted) < SHORT:
        return None
    known = by_figures.get(_figures(wanted), ())
    scored = sorted(((_likeness(wanted, form), word) for form, word in known), reverse=True)
    if not scored or scored[0][0] < NEAR or len(scored[0][1]) < shortest:
        return None
    second = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][1] if scored[0][0] - second >= APART else None


@lru_cache(maxsize=64)
def _index(
    words: frozenset[str],
) -> tuple[dict[str, list[str]], dict[tuple[str, ...], list[tuple[str, str]]]]:
    """The words by their folded form, and by the figures in them; worked out once, since many slips
    are compared with them."""
    by_form: defaultdict[str, list[str]] = defaultdict(list)
    by_figures: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for word in sorted(words):
        form = folded(word)
        by_form[form].append(word)
        by_figures[_figures(form)].append((form, word))
    return dict(by_form), dict(by_figures)


def _figures(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", form))


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
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
