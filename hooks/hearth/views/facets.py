"""Facets: the questions a list can be narrowed by, with their answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hearth.kinds import KINDS
from hearth.kinds.descriptor import Filter
from hearth.model.hub import Hub


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


def keys(filters: Iterable[Filter], subject: Any) -> str:
    """What a card can be found by, as ``facet:value`` words."""
    words = (
        f"{found.name}:{value}" for found in filters for value in found.values(subject) if value
    )
    return " ".join(dict.fromkeys(words))


def facets(hub: Hub, filters: Iterable[Filter], subjects: Iterable[Any]) -> list[Facet]:
    """The filters with their answers, counted over the subjects."""
    filters = tuple(filters)
    counts = counted(
        (keys(filters, subject) for subject in subjects), (found.name for found in filters)
    )
    return labelled(hub, filters, counts)


def labelled(
    hub: Hub, filters: Iterable[Filter], counts: Mapping[str, Counter[str]]
) -> list[Facet]:
    """The filters with answers that are counted already."""
    return [_facet(hub, found, counts[found.name]) for found in filters]


def _facet(hub: Hub, found: Filter, counts: Counter[str]) -> Facet:
    if found.refers:
        records = hub.records[found.refers]
        labels = {key: records[key].heading for key in counts if key in records}
        return facet(found.name, found.title, counts, labels, KINDS[found.refers].url("{}"))
    known = {key: words for key in counts if (words := found.label(key)) is not None}
    return facet(found.name, found.title, counts, known, found.page)
