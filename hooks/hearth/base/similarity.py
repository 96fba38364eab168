"""The one of many names that is most like a word, found without comparing the word with each of
them closely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache


class _Names:
    """Names by the letters in them."""

    def __init__(self, names: frozenset[str]) -> None:
        # Of names that differ by capitals alone the last one stands for all.
        by_fold = {name.casefold(): name for name in sorted(names)}
        self.folded = list(by_fold)
        self.names = list(by_fold.values())
        self.having: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        """The places of the names in which a letter stands at least so often."""
        for place, folded in enumerate(self.folded):
            for letter in _letters(folded):
                self.having[letter].append(place)

    def most_like(self, word: str, cutoff: float) -> str | None:
        """The name of the highest ratio that is no less than ``cutoff``; of equals the last by the
        alphabet."""
        matcher = SequenceMatcher(b=word)
        best: tuple[float, str] | None = None
        found = None
        for bound, place in self._by_shared_letters(word):
            if bound < (best[0] if best else cutoff):
                break
            matcher.set_seq1(self.folded[place])
            ratio = matcher.ratio()
            if ratio >= cutoff and (best is None or (ratio, self.folded[place]) > best):
                best, found = (ratio, self.folded[place]), self.names[place]
        return found

    def _by_shared_letters(self, word: str) -> list[tuple[float, int]]:
        """(what the ratio is at most, place) of each name that shares a letter with the word, the
        highest first."""
        shared: Counter[int] = Counter()
        for letter in _letters(word):
            shared.update(self.having.get(letter, ()))
        length = len(word)
        found = [
            (2.0 * count / (length + len(self.folded[place])), place)
            for place, count in shared.items()
        ]
        return sorted(found, reverse=True)


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Each letter with how often it has come before."""
    seen: Counter[str] = Counter()
    for letter in text:
        yield letter, seen[letter]
        seen[letter] += 1


@lru_cache(maxsize=64)
def _index(names: frozenset[str]) -> _Names:
    return _Names(names)


@lru_cache(maxsize=2048)
def most_like(word: str, names: frozenset[str], cutoff: float) -> str | None:
    """The one of ``names`` most like ``word``, capitals aside, or None when none is as like as
    ``cutoff``."""
    return _index(names).most_like(word.casefold(), cutoff)
