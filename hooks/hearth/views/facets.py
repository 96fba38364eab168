"""Facets: the questions a list can be narrowed by, with their answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One answer: its key, the words for it, how many records have it, and a page that lists them,
    if there is one."""

    key: str
    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Facet:
    """One question."""

    name: str
    title: str
    choices: tuple[Choice, ...]


def counted(keys: Iterable[str], names: Iterable[str]) -> dict[str, Counter[str]]:
    """How often each value of each facet occurs in strings of ``facet:value`` words."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for words in keys:
        for word in words.split():
            name, _, key = word.partition(":")
            counts[name][key] += 1
    return counts


def facet(
    name: str, title: str, counts: Counter[str], labels: Mapping[str, str], url: str = ""
) -> Facet:
    """A facet whose answers have words, the most frequent first."""
    found = sorted(
        ((key, count) for key, count in counts.items() if key in labels),
        key=lambda pair: (-pair[1], labels[pair[0]]),
    )
    return Facet(
        name, title, tuple(Choice(key, labels[key], count, url.format(key)) for key, count in found)
    )
