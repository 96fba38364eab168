"""The order in which the letters of a line are set, where some run from the right.

Unicode's annex 9 without its marks of direction, for one line: enough for names and titles. Letters
that change their form beside each other, as in Arabic, are nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional, combining, mirrored

_TYPES = {"AL": "R", "AN": "EN", "NSM": "", "BN": ""}
_OPENING, _CLOSING = "([{<«‹", ")]}>»›"
_TURNED = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))


def visual_order(text: str, direction: str) -> str:
    """The letters of a line from left to right, accents behind the letter they belong to;
    ``direction`` is that of the text, ltr or rtl."""
    if direction == "ltr" and not any(map(_from_the_right, text)):
        return text
    clusters = list(_clusters(text))
    levels = _levels(clusters, "R" if direction == "rtl" else "L")
    for level in range(max(levels, default=0), 0, -1):
        _turn(clusters, levels, level)
    return "".join(clusters)


def _from_the_right(char: str) -> bool:
    return bidirectional(char) in ("R", "AL")


def _clusters(text: str) -> Iterator[str]:
    """Each letter with the accents behind it."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not combining(text[at]):
            yield text[begin:at]
            begin = at


def _type(cluster: str) -> str:
    name = bidirectional(cluster[0])
    return _TYPES.get(name, name)


def _levels(clusters: list[str], base: str) -> list[int]:
    """The level of each letter (annex 9, W4 to W7, N0 to N2, I1, I2)."""
    types = _numbers([_type(cluster) for cluster in clusters], base)
    sides = [_SIDES.get(name, "") for name in types]
    _settle_brackets(clusters, sides, base)
    _settle_neutrals(sides, base)
    left = 0 if base == "L" else 2
    levels = {"L": left, "R": 1}
    return [2 if name == "EN" else levels[side] for name, side in zip(types, sides, strict=True)]


def _settle_brackets(clusters: list[str], sides: list[str], base: str) -> None:
    """Both brackets of a pair run as what is between them does (N0)."""
    for begin, end in sorted(_pairs(clusters)):
        within = {side for side in sides[begin + 1 : end] if side}
        if not within:
            continue
        before = next((side for side in reversed(sides[:begin]) if side), base)
        side = base if base in within else before
        sides[begin] = sides[end] = side


def _pairs(clusters: list[str]) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for at, cluster in enumerate(clusters):
        if cluster in "([{":
            waiting.append(at)
        elif cluster in ")]}":
            opened = [place for place in waiting if _TURNED[clusters[place]] == cluster]
            if opened:
                del waiting[waiting.index(opened[-1]) :]
                yield opened[-1], at


def _settle_neutrals(sides: list[str], base: str) -> None:
    """What has no side takes that of its neighbours where they agree, else that of the line."""
    at = 0
    while at < len(sides):
        end = next((other for other in range(at, len(sides)) if sides[other]), len(sides))
        before = sides[at - 1] if at else base
        after = sides[end] if end < len(sides) else base
        sides[at:end] = [before if before == after else base] * (end - at)
        at = end + 1


_SIDES = {"L": "L", "R": "R", "EN": "R"}
"""Which way the neighbours of a letter are drawn; neutral ones have no say."""


def _numbers(types: list[str], base: str) -> list[str]:
    """Types with what belongs to a number made a part of it, and numbers among letters from the
    left made such letters."""
    found = list(types)
    for at in range(1, len(found) - 1):
        if found[at] in ("ES", "CS") and found[at - 1] == found[at + 1] == "EN":
            found[at] = "EN"
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for at in order:
            if found[at] == "ET" and found[at + step] == "EN":
                found[at] = "EN"
    strong = base
    for at, name in enumerate(found):
        strong = name if name in ("L", "R") else strong
        if name == "EN" and strong == "L":
            found[at] = "L"
    return found


def _turn(clusters: list[str], levels: list[int], level: int) -> None:
    """Turn each run of at least a level round, brackets too."""
    at = 0
    while at < len(clusters):
        end = at
        while end < len(clusters) and levels[end] >= level:
            end += 1
        if end > at:
            run = [_turned(cluster) for cluster in clusters[at:end]]
            clusters[at:end] = run[::-1]
            levels[at:end] = levels[at:end][::-1]
        at = end + 1


def _turned(cluster: str) -> str:
    return _TURNED.get(cluster, cluster) if mirrored(cluster[0]) else cluster
