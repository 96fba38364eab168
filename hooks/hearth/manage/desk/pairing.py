"""Maximum matching of people into pairs, improved by swapping partners."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

ROUNDS = 20
"""How often all pairs are looked through for partners to swap."""
ALONE = -1


def most_pairs(near: Sequence[Sequence[int]], mate: list[int]) -> None:
    """Change ``mate`` so that as many as possible have a partner among their neighbours; who has
    one keeps having one.

    ``mate`` has the number of everybody's partner, or ALONE. Edmonds' method (1965): it finds every
    way to make room, also around odd cycles (blossoms).
    """
    for person in range(len(near)):
        if mate[person] == ALONE:
            _Search(near, mate, person).run()


class _Search:
    """Looking for a chain of swaps that ends with somebody who is alone."""

    def __init__(self, near: Sequence[Sequence[int]], mate: list[int], root: int) -> None:
        self.near, self.mate, self.root = near, mate, root
        self.before = [ALONE] * len(mate)
        """From whom somebody at an odd place of a chain was reached."""
        self.base = list(range(len(mate)))
        """Who stands for everybody of the same odd cycle."""
        self.seen = {root}
        self.waiting = deque([root])

    def run(self) -> bool:
        """Swap along the first chain found; False when there is none."""
        while self.waiting:
            here = self.waiting.popleft()
            for there in self.near[here]:
                # In one cycle already, or partners: nothing new is reached that way.
                if self.base[here] == self.base[there] or self.mate[here] == there:
                    continue
                if there == self.root or (
                    self.mate[there] != ALONE and self.before[self.mate[there]] != ALONE
                ):
                    self._shrink(here, there)
                elif self.before[there] == ALONE:
                    self.before[there] = here
                    if self.mate[there] == ALONE:
                        self._swap(there)
                        return True
                    self._reach(self.mate[there])
        return False

    def _reach(self, person: int) -> None:
        if person not in self.seen:
            self.seen.add(person)
            self.waiting.append(person)

    def _swap(self, last: int) -> None:
        """Give everybody along the chain the partner beside them on its other side."""
        while last != ALONE:
            partner = self.before[last]
            after = self.mate[partner]
            # As pairs and gaps alternate along the chain, one more pair comes out than went in.
            self.mate[last], self.mate[partner] = partner, last
            last = after

    def _shrink(self, one: int, other: int) -> None:
        """Take an odd cycle for one person from now on."""
        top = self._common(one, other)
        inside: set[int] = set()
        self._mark(one, top, other, inside)
        self._mark(other, top, one, inside)
        for person, base in enumerate(self.base):
            if base in inside:
                self.base[person] = top
                self._reach(person)

    def _common(self, one: int, other: int) -> int:
        """Where the ways of two back to the root meet."""
        passed = set()
        while True:
            one = self.base[one]
            passed.add(one)
            if self.mate[one] == ALONE:
                break
            one = self.before[self.mate[one]]
        other = self.base[other]
        while other not in passed:
            other = self.base[self.before[self.mate[other]]]
        return other

    def _mark(self, person: int, top: int, child: int, inside: set[int]) -> None:
        """Note the way from somebody to where the cycle begins, so that it can be walked in both
        directions."""
        while self.base[person] != top:
            partner = self.mate[person]
            inside |= {self.base[person], self.base[partner]}
            self.before[person] = child
            child = partner
            person = self.before[partner]


def swapped(
    pairs: Sequence[tuple[int, int]], cost: Callable[[int, int], float | None]
) -> list[tuple[int, int]]:
    """The pairs after swapping partners between two of them wherever that costs less; None is for
    two who must not meet."""
    found = list(pairs)
    for _ in range(ROUNDS):
        better = False
        for first in range(len(found)):
            for second in range(first + 1, len(found)):
                (a, b), (c, d) = found[first], found[second]
                now = _sum(cost(a, b), cost(c, d))
                for new in (((a, c), (b, d)), ((a, d), (b, c))):
                    # The margin keeps equal sums from being swapped to and fro for ever.
                    if _sum(cost(*new[0]), cost(*new[1])) < now - 1e-9:
                        found[first], found[second] = new
                        better = True
                        break
        if not better:
            break
    return found


def _sum(one: float | None, other: float | None) -> float:
    return float("inf") if one is None or other is None else one + other
