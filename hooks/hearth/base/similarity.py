"""Names that are like a word: the best guess, to be shown to somebody, and the only one that can be
meant, to be written without asking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import TypeVar

from hearth.base.normalize import hyphenated
from hearth.base.words import Said, said

Text = TypeVar("Text", bound=str)

NEAR, APART, SHORT = 0.85, 0.1, 4
"""How alike a word must be to be the only one that is meant, how much more than the second, and
from how many letters on likeness says something."""
REMEMBERED = 2048
"""So many guesses are kept: one slip often stands in many files."""


class NameSet(frozenset[str]):
    """Names that words are compared with; what makes that fast is worked out when it is first
    needed, and kept with them."""

    @classmethod
    def of(cls, names: Iterable[str]) -> NameSet:
        """The names as such a set, the same if they are one."""
        return names if isinstance(names, NameSet) else cls(names)

    def nearest(self, word: str, cutoff: float = 0.6) -> str | None:
        """The name most like a word, capitals aside, or None when none is as like as ``cutoff``; of
        equals the last by the alphabet."""
        key = (word, cutoff)
        if key not in self._guesses:
            if len(self._guesses) >= REMEMBERED:
                self._guesses.clear()
            self._guesses[key] = self._nearest(word.casefold(), cutoff)
        return self._guesses[key]

    def only_match(self, word: str, shortest: int = SHORT) -> str | None:
        """The only name that a word can be a slip for, or None.

        Figures are never a slip: another year is another thing. Nor is a name of fewer letters than
        ``shortest`` meant: many are alike.
        """
        form = hyphenated(word)
        known = self._having_figures(_figures(form))
        if same := known.names.get(form):
            return same[0] if len(same) == 1 else None
        if len(form) < SHORT:
            return None
        first, second = (*_scored(form, known), (0.0, ""), (0.0, ""))[:2]
        if first[0] < NEAR or len(first[1]) < shortest or first[0] - second[0] < APART:
            return None
        return first[1]

    @cached_property
    def _guesses(self) -> dict[tuple[str, float], str | None]:
        return {}

    @cached_property
    def _casefolded(self) -> _Forms:
        return _Forms(self, str.casefold)

    @cached_property
    def _by_figures(self) -> dict[tuple[str, ...], list[str]]:
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in self:
            found[_figures(hyphenated(name))].append(name)
        return dict(found)

    @cached_property
    def _hyphenated(self) -> dict[tuple[str, ...], _Forms]:
        return {}

    def _having_figures(self, figures: tuple[str, ...]) -> _Forms:
        """The names with the same figures; others need not be looked at."""
        names = self._by_figures.get(figures, [])
        if names and figures not in self._hyphenated:
            self._hyphenated[figures] = _Forms(names, hyphenated)
        return self._hyphenated.get(figures) or _Forms((), hyphenated)

    def _nearest(self, form: str, cutoff: float) -> str | None:
        matcher = SequenceMatcher(b=form)
        best: tuple[float, str] | None = None
        for bound, other in self._casefolded.by_shared_letters(form):
            # No form further down can be as like: it shares too few letters.
            if bound < (best[0] if best else cutoff):
                break
            matcher.set_seq1(other)
            ratio = matcher.ratio()
            if ratio >= cutoff and (best is None or (ratio, other) > best):
                best = ratio, other
        return self._casefolded.names[best[1]][-1] if best else None


class _Forms:
    """Names by a form of theirs, and the forms by the letters in them, so that few need be compared
    closely."""

    def __init__(self, names: Iterable[str], form: Callable[[str], str]) -> None:
        self.names: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(names):
            self.names[form(name)].append(name)
        self._having: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        """The forms in which a letter stands at least so often."""
        for known in self.names:
            for letter in _letters(known):
                self._having[letter].append(known)

    def by_shared_letters(self, form: str) -> list[tuple[float, str]]:
        """(what the ratio is at most, form) of each form that shares a letter with this one, the
        highest first."""
        shared: Counter[str] = Counter()
        for letter in _letters(form):
            shared.update(self._having.get(letter, ()))
        length = len(form)
        found = [(2.0 * count / (length + len(other)), other) for other, count in shared.items()]
        return sorted(found, reverse=True)


def _scored(form: str, known: _Forms) -> list[tuple[float, str]]:
    """(how alike, name) of the names that are near, the nearest first."""
    matcher = SequenceMatcher(b=form, autojunk=False)
    scored = []
    for bound, other in known.by_shared_letters(form):
        if bound < NEAR - APART:
            break
        matcher.set_seq1(other)
        # A swap of two letters counts as two changes in the ratio, but is one slip of the hand.
        ratio = max(matcher.ratio(), 0.95 if _swapped(form, other) else 0.0)
        scored += [(ratio, name) for name in known.names[other]]
    return sorted(scored, reverse=True)


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with how often it has come before."""
    seen: Counter[str] = Counter()
    for letter in text:
        yield letter, seen[letter]
        seen[letter] += 1


def _figures(form: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", form))


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


def nearest(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of ``names`` most like ``word``, or None when none is near."""
    return NameSet.of(names).nearest(word, cutoff)


def did_you_mean(word: str, names: Iterable[str], otherwise: Text) -> Said | Text:
    """A question that names the one of ``names`` most like ``word``; ``otherwise`` when none is
    near."""
    near = nearest(word, names)
    return said('Did you mean "%(name)s"?', name=near) if near else otherwise


def only_match(word: str, names: Iterable[str], shortest: int = SHORT) -> str | None:
    """The only one of ``names`` that ``word`` can be a slip for, or None."""
    return NameSet.of(names).only_match(word, shortest)
