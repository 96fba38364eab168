"""Facets: the questions a list can be narrowed by, with their answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hearth.base.collation import Collation
from hearth.base.words import Translations
from hearth.kinds import KINDS
from hearth.kinds.descriptor import Filter, Surroundings
from hearth.model.hub import Hub


@dataclass(frozen=True)
class Choice:
    """One answer: its word on cards, the words for it, how many records have it, and a page that
    lists them, if there is one."""

    key: str
    label: str
    count: int | None
    """None where only the reader's browser knows."""
    url: str = ""


@dataclass(frozen=True)
class Facet:
    """One question."""

    name: str
    title: str
    choices: tuple[Choice, ...]
    folded: bool = False
    """Whether its choices are seen only when a reader asks for them."""
    page: str = ""
    """The address of a page that leads to all of them, if there is one."""
    own_time: bool = False
    """Whether it goes by the reader's clock."""


def keys(hub: Surroundings, filters: Iterable[Filter], subject: Any) -> str:
    """What a card can be found by, as ``facet:answer`` words."""
    return " ".join(
        f"{found.name}:{word(answer)}"
        for found in filters
        for answer in answers(hub, found, subject)
    )


def answers(hub: Surroundings, found: Filter, subject: Any) -> dict[str, None]:
    """What a subject answers, each once."""
    given = found.inside(subject, hub) if found.inside else found.values(subject)
    known = (answer for answer in given if answer)
    if found.refers:
        known = (answer for answer in known if answer in hub.records[found.refers])
    if found.codes == "language":
        known = (form for code in known for form in (code, code.split("-")[0]))
    return dict.fromkeys(known)


def word(answer: str) -> str:
    """An answer as one word."""
    return "-".join(answer.split())


def counted(
    hub: Surroundings, filters: Iterable[Filter], subjects: Iterable[Any]
) -> dict[str, Counter[str]]:
    """How many subjects give each answer, by the filters' names."""
    filters = tuple(filters)
    counts: dict[str, Counter[str]] = {found.name: Counter() for found in filters}
    for subject in subjects:
        for found in filters:
            counts[found.name].update(answers(hub, found, subject).keys())
    return counts


def facets(hub: Hub, filters: Iterable[Filter], subjects: Iterable[Any]) -> list[Facet]:
    """The filters with their answers, counted over the subjects."""
    filters = tuple(filters)
    return labelled(hub, filters, counted(hub, filters, subjects))


def labelled(
    hub: Hub, filters: Iterable[Filter], counts: Mapping[str, Counter[str]]
) -> list[Facet]:
    """The filters with answers that are counted already."""
    return [_facet(hub, found, counts[found.name]) for found in filters]


def _facet(hub: Hub, found: Filter, counts: Counter[str]) -> Facet:
    kind = KINDS[found.refers] if found.refers else None
    known = {key: said for key in counts if (said := _label(hub, found, key)) is not None}
    made = facet(
        found.name,
        hub.words.noted(found.title),
        counts,
        known,
        hub.collation,
        kind.url("{}") if kind else found.page,
        found.order,
    )
    return replace(made, folded=found.folded, page=kind.crumb[1] if kind else "")


def _label(hub: Hub, found: Filter, key: str) -> str | None:
    if found.refers:
        record = hub.records[found.refers].get(key)
        return record.heading if record else None
    if found.codes:
        return _NAMES[found.codes](hub.words, key)
    label = found.label(key)
    return None if label is None else hub.words.noted(label)


_NAMES: Mapping[str, Callable[[Translations, str], str]] = {
    "language": lambda words, key: words.language_name(key),
    "country": lambda words, key: words.country(key),
    "region": lambda words, key: words.region(key),
    "weekday": lambda words, key: words.weekday_name(int(key)),
    "name": lambda words, key: key,
}
"""How codes are said."""


def facet(
    name: str,
    title: str,
    counts: Counter[str],
    labels: Mapping[str, str],
    collation: Collation,
    url: str = "",
    order: Sequence[str] = (),
) -> Facet:
    """A facet whose answers have words, in the order given, and then the most frequent first."""
    places = {key: place for place, key in enumerate(order)}
    found = sorted(
        ((key, count) for key, count in counts.items() if key in labels),
        key=lambda pair: (
            places.get(pair[0], len(places)),
            -pair[1],
            collation.key(labels[pair[0]]),
            pair[0],
        ),
    )
    choices = (Choice(word(key), labels[key], count, url.format(word(key))) for key, count in found)
    return Facet(name, title, tuple(choices))


def narrowing(found: Iterable[Facet], total: int) -> list[Facet]:
    """The facets whose choices leave some of ``total`` away, so that they are worth showing."""
    return [
        facet
        for facet in found
        if len(facet.choices) > 1 or any(choice.count != total for choice in facet.choices)
    ]
