"""The document of connectors, as text and as data; for the manager alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearth.base.words import Translations
from hearth.manage.desk.connectors import Bridge
from hearth.manage.figures import FIGURES, MetricContext
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Block,
    DataTable,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
)


def as_data(
    found: Iterable[Bridge], others: Iterable[Bridge]
) -> dict[str, list[dict[str, object]]]:
    """The people as data."""
    return {
        "connectors": [_as_data(bridge) for bridge in found],
        "only_links": [_as_data(bridge) for bridge in others],
    }


def _as_data(bridge: Bridge) -> dict[str, object]:
    return {
        "person": bridge.member.id,
        "name": bridge.member.name,
        "why": bridge.why,
        "without_them": bridge.note,
        "cut_off": bridge.cut_off,
        "did_within_a_year": bridge.does,
        "office": bridge.office,
    }


def paper(context: MetricContext, found: list[Bridge], others: list[Bridge]) -> Paper:
    """The people as a page: why, what would be without them, what they do."""
    words = context.hub.words
    pieces: list[Piece] = []
    if found:
        pieces.append(
            paragraph(
                words(
                    "Many of the shortest ways between people lead over these. Thank them, "
                    "spread what they carry, and give each a second."
                )
            )
        )
        pieces += [block for bridge in found for block in _person(words, bridge)]
    else:
        pieces.append(
            paragraph(
                words(
                    "Nobody stands between others: too few people did something together within "
                    "the year."
                )
            )
        )
    if others:
        pieces += [
            heading(words("The only link to somebody")),
            *(_line(bridge) for bridge in others),
        ]
    pieces += [heading(words("The network")), _figures(context)]
    foot = words(
        "Made of what people did together within a year; having been at the same event is an "
        "occasion to meet, no proof of it. For the manager alone."
    )
    day = words.long_day(context.day)
    title = words("People to thank, and not to overload, %(day)s", day=day)
    return Paper(title, tuple(pieces), foot, words.language)


def _person(words: Translations, bridge: Bridge) -> Iterator[Block]:
    yield heading(bridge.member.name)
    yield paragraph(closed(bridge.why[:1].upper() + bridge.why[1:]))
    yield entry(Strong(words("Without them:")), f" {closed(bridge.note)}")
    if bridge.does:
        yield entry(Strong(words("Within the year:")), f" {closed(bridge.does)}")
    if bridge.office:
        yield entry(Strong(words("Office:")), f" {closed(bridge.office)}")


def _line(bridge: Bridge) -> Block:
    return entry(Strong(bridge.member.name), f": {closed(bridge.note)}")


def _figures(context: MetricContext) -> DataTable:
    table = FIGURES["network"].compute(context).table
    return DataTable(table.columns, table.rows) if table else DataTable((), ())
