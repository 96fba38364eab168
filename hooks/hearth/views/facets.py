"""Facets: the questions a list can be narrowed by, with their answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hearth.base.collation import Collation
from hearth.base.words import Translations
from hearth.kinds import KINDS
from hearth.kinds.descriptor import Filter
from hearth.model.hub import Hub


@dataclass(frozen=True)
class Choice:
    """One answer: its word on cards, the words for it, how many records have it, and a page that
    lists them, if there is one."""

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


def keys(filters: Iterable[Filter], subject: Any) -> str:
    """What a card can be found by, as ``facet:answer`` words."""
    return " ".join(
        f"{found.name}:{word(answer)}" for found in filters for answer in answers(found, subject)
    )


def answers(found: Filter, subject: Any) -> dict[str, None]:
    """What a subject answers, each once."""
    return dict.fromkeys(answer for answer in found.values(subject) if answer)


def word(answer: str) -> str:
    """An answer as one word."""
    return "-".join(answer.split())


def counted(filters: Iterable[Filter], subjects: Iterable[Any]) -> dict[str, Counter[str]]:
    """How many subjects give each answer, by the filters' names."""
    filters = tuple(filters)
    counts: dict[str, Counter[str]] = {found.name: Counter() for found in filters}
    for subject in subjects:
        for found in filters:
            counts[found.name].update(answers(found, subject).keys())
    return counts


def facets(hub: Hub, filters: Iterable[Filter], subjects: Iterable[Any]) -> list[Facet]:
    """The filters with their answers, counted over the subjects."""
    filters = tuple(filters)
    return labelled(hub, filters, counted(filters, subjects))


def labelled(
    hub: Hub, filters: Iterable[Filter], counts: Mapping[str, Counter[str]]
) -> list[Facet]:
    """The filters with answers that are counted already."""
    return [_facet(hub, found, counts[found.name]) for found in filters]


def _facet(hub: Hub, found: Filter, counts: Counter[str]) -> Facet:
    if found.refers:
        records = hub.records[found.refers]
        labels = {key: records[key].heading for key in counts if key in records}
        title = hub.words.noted(found.title)
        return facet(
            found.name, title, counts, labels, hub.collation, KINDS[found.refers].url("{}")
        )
    known = {key: said for key in counts if (said := _label(hub.words, found, key)) is not None}
    title = hub.words.noted(found.title)
    return facet(found.name, title, counts, known, hub.collation, found.page)


def _label(words: Translations, found: Filter, key: str) -> str | None:
    if found.codes:
        return words.language_name(key) if found.codes == "language" else words.country(key)
    label = found.label(key)
    return None if label is None else words.noted(label)


def facet(
    name: str,
    title: str,
    counts: Counter[str],
    labels: Mapping[str, str],
    collation: Collation,
    url: str = "",
) -> Facet:
    """A facet whose answers have words, the most frequent first."""
    found = sorted(
        ((key, count) for key, count in counts.items() if key in labels),
        key=lambda pair: (-pair[1], collation.key(labels[pair[0]]), pair[0]),
    )
    choices = (Choice(word(key), labels[key], count, url.format(word(key))) for key, count in found)
    return Facet(name, title, tuple(choices))
