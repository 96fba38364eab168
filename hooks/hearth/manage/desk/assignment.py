"""Assignment with capacities, by auction: the best pairs, so that nobody gets more than they can
take, and a bound on how good the choice is."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass

STEPS = 300
"""A choice falls short of the best by at most one part in so many of the highest weight for each
pair that is chosen."""

Edge = tuple[str, str]


@dataclass(frozen=True)
class ChosenPairs:
    """The pairs that were chosen, and what is known of the best choice."""

    pairs: tuple[Edge, ...]
    """In order of their ids."""
    value: float
    """The sum of their weights."""
    bound: float
    """No choice is worth more than this."""


def auction(
    weights: Mapping[Edge, float], left: Mapping[str, int], right: Mapping[str, int]
) -> ChosenPairs:
    """Of weighted pairs (left, right) a set of nearly the highest sum in which nobody stands more
    often than allowed.

    An auction (Bertsekas 1979): who is on the left bids for whom they like best at the going price,
    by as much as the next best is worth less, and a little more; who is on the right keeps the
    highest bids, and their price is the lowest of these. Prices only rise, so it ends; prices are
    also what proves the bound, by the duality of linear programmes. The time grows with the number
    of pairs and with STEPS, and not with the number of ways to choose.
    """
    wishes = _wishes(weights, right)
    step = max(weights.values(), default=0.0) / STEPS
    price: dict[str, float] = defaultdict(float)
    bids: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    won: defaultdict[str, set[str]] = defaultdict(set)
    waiting = deque(wishes)
    while waiting:
        bidder = waiting.popleft()
        while len(won[bidder]) < left[bidder]:
            wanted, bid = _bid(wishes[bidder], won[bidder], price)
            if wanted is None:
                break
            won[bidder].add(wanted)
            heapq.heappush(bids[wanted], (bid + step, bidder))
            if len(bids[wanted]) > right[wanted]:
                _, outbid = heapq.heappop(bids[wanted])
                won[outbid].remove(wanted)
                waiting.append(outbid)
            if len(bids[wanted]) == right[wanted]:
                price[wanted] = bids[wanted][0][0]
    pairs = tuple(sorted((one, other) for one, others in won.items() for other in others))
    return ChosenPairs(
        pairs, sum(weights[edge] for edge in pairs), _bound(wishes, left, right, price)
    )


def _wishes(
    weights: Mapping[Edge, float], right: Mapping[str, int]
) -> dict[str, list[tuple[str, float]]]:
    """Whom each on the left would like, the best first; only what is worth something and has room
    at all."""
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if weight > 0 and right[other] > 0:
            found[one].append((other, weight))
    return dict(sorted(found.items()))


def _bid(
    wishes: list[tuple[str, float]], won: set[str], price: Mapping[str, float]
) -> tuple[str | None, float]:
    """(the best that is not won yet, the price up to which it is better than the next best); None
    when nothing is worth its price."""
    best, first, second, worth = None, 0.0, 0.0, 0.0
    for other, weight in wishes:
        if weight <= second:
            break  # prices are not negative: nothing further down is better
        if other not in won:
            gain = weight - price[other]
            if gain > first:
                best, first, second, worth = other, gain, first, weight
            elif gain > second:
                second = gain
    return best, worth - second


def _bound(
    wishes: Mapping[str, list[tuple[str, float]]],
    left: Mapping[str, int],
    right: Mapping[str, int],
    price: Mapping[str, float],
) -> float:
    """What the prices prove: places at their price, and what each on the left would gain at these
    prices at best."""
    places = sum(right[other] * cost for other, cost in price.items())
    gains = (
        heapq.nlargest(left[one], (max(0.0, weight - price[other]) for other, weight in found))
        for one, found in wishes.items()
    )
    return places + sum(map(sum, gains))
