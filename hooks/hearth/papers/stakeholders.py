"""The document of stakeholders: what each cares about, how that stands, and when they were last
told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from hearth.base.words import Translations
from hearth.manage.figures import Figure
from hearth.manage.private.notes import ToldStakeholder
from hearth.manage.private.stakeholders import Standing
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Below,
    Code,
    Inline,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    placed,
)
from hearth.wording.metric_format import change_words, value_words

LATEST = 3
"""So many things that somebody was told are shown; the file has all of them."""

FigureName = Callable[[Figure], Inline]


def stakeholders_paper(
    hub: Hub,
    found: Iterable[Standing],
    figures: Mapping[str, Figure],
    astray: Iterable[ToldStakeholder] = (),
    named: FigureName | None = None,
) -> Paper:
    """The page for the manager; ``named`` makes the name of a figure lead somewhere, and ``astray``
    was told to nobody who is known."""
    words, every = hub.words, list(found)
    pieces: list[Piece] = [*_opening(words, every)]
    for one in every:
        pieces += _about(hub, one, figures, named or (lambda figure: Strong(_title(figure, words))))
    pieces += _astray(hub, astray)
    return Paper(
        words("Stakeholders, %(day)s", day=words.long_day(hub.as_of)),
        tuple(pieces),
        words("For the team's eyes: it says what people care about, and what they were told."),
        words.language,
    )


def _opening(words: Translations, every: list[Standing]) -> Iterator[Piece]:
    if every:
        yield paragraph(
            words(
                "Who decides about the community, and whom it owes an answer. Somebody who hears "
                "of it only when it costs money will cut it."
            )
        )
        yield paragraph(Below((Code("hearth pack"),)))
        return
    said = words.noted(
        "No stakeholders are noted yet. %(command)s brings those of a place in an organisation."
    )
    yield paragraph(*placed(said, command=Code("hearth pack")))


def _title(figure: Figure, words: Translations) -> str:
    return words.noted(figure.about.title)


def _about(
    hub: Hub, one: Standing, figures: Mapping[str, Figure], named: FigureName
) -> Iterator[Piece]:
    words = hub.words
    yield heading(one.called)
    yield paragraph(closed(one.about.cares))
    for name in one.about.figures:
        if figure := figures.get(name):
            value, change = (
                value_words(figure.about, figure.now, words),
                change_words(figure, words),
            )
            yield entry(named(figure), f": {value}{f', {change}' if change else ''}")
    yield paragraph(Strong(_when(hub, one)), f" {_rhythm(words, one)}")
    yield from (entry(*_told(hub, note)) for note in one.told[:LATEST])
    yield paragraph(
        Below(
            (
                Code(f"hearth note told stakeholder={one.key} what=WORDS"),
                " · ",
                Code(f"hearth report --for {one.key}"),
            )
        )
    )


def _when(hub: Hub, one: Standing) -> str:
    words = hub.words
    if one.last is None or one.due is None:
        return words("Not told anything yet.")
    if one.waits(hub.as_of):
        return words("Waits since %(day)s.", day=words.long_day(one.due))
    return words("Told; to be told again by %(day)s.", day=words.long_day(one.due))


def _rhythm(words: Translations, one: Standing) -> str:
    return words("Wants to hear something every %(number)s days.", number=one.about.every)


def _told(hub: Hub, note: ToldStakeholder) -> Iterator[Inline]:
    yield f"{hub.words.long_day(note.date)}: {closed(note.what)}"
    if note.by and note.by in hub.members:
        yield f" ({hub.members[note.by].name})"
    if note.answer:
        yield f" → {closed(note.answer)}"


def _astray(hub: Hub, astray: Iterable[ToldStakeholder]) -> Iterator[Piece]:
    words, notes = hub.words, list(astray)
    if notes:
        yield heading(words("Told to somebody who is not in the list"))
        for note in notes:
            yield entry(Strong(note.stakeholder), ": ", *_told(hub, note))


def stakeholders_data(
    hub: Hub, found: Iterable[Standing], figures: Mapping[str, Figure]
) -> dict[str, Any]:
    """The same as data."""
    words = hub.words
    return {
        "day": hub.as_of.isoformat(),
        "stakeholders": [
            {
                "id": one.key,
                "role": one.about.role,
                "cares": one.about.cares,
                "every": one.about.every,
                "last_told": one.last.isoformat() if one.last else None,
                "due": one.due.isoformat() if one.due else None,
                "waits": one.waits(hub.as_of),
                "figures": {
                    name: value_words(figures[name].about, figures[name].now, words)
                    for name in one.about.figures
                    if name in figures
                },
            }
            for one in found
        ],
    }
