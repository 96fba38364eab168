"""The paper about a hub's further languages: what is translated, what is old, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.words import Translations, plural_of
from hearth.kinds import COMMUNITY, KINDS
from hearth.manage.desk.translations import PAGES, KnownChanges, TranslationState, translatables
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import Code, DataTable, Piece, entry, heading, paragraph

SHOWN = 20
"""So many of what is missing are named; as data there are all."""
AND_MORE = plural_of("and %(num)s more", "and %(num)s more")


def paper(hub: Hub, languages: Sequence[str], known: KnownChanges) -> Paper:
    """How the hub stands in some of its further languages."""
    words = hub.words
    pieces = [piece for language in languages for piece in _language(hub, language, known)]
    return Paper(words("Translations"), tuple(pieces))


def as_data(hub: Hub, languages: Sequence[str], known: KnownChanges) -> dict[str, object]:
    """The same as data, with all that is missing."""
    return {
        language: [_data(one) for one in translatables(hub, language, known)]
        for language in languages
    }


def _data(one: TranslationState) -> dict[str, object]:
    return {
        "kind": one.kind,
        "id": one.id or None,
        "path": one.path,
        "translation": one.translated or None,
        "original_changed": one.changed.isoformat() if one.changed else None,
    }


def _language(hub: Hub, language: str, known: KnownChanges) -> Iterator[Piece]:
    words, found = hub.words, list(translatables(hub, language, known))
    yield heading(words.language_name(language))
    yield DataTable(
        (words("What"), words("Translated"), words("Older than the original"), words("Missing")),
        tuple(_row(words, kind, found) for kind in dict.fromkeys(one.kind for one in found)),
    )
    if old := [one for one in found if one.changed]:
        yield heading(words("Older than the original"), 3)
        for one in old:
            assert one.changed  # noqa: S101
            told = words(": its original changed on %(day)s", day=words.long_day(one.changed))
            yield entry(Code(one.translated), told)
    if missing := [one for one in found if not one.translated]:
        yield heading(words("Not translated yet"), 3)
        for one in missing[:SHOWN]:
            yield entry(Code(one.path), f" ({one.id})" if _is_listed(one) else "")
        if (more := len(missing) - SHOWN) > 0:
            yield paragraph(words.plural(*AND_MORE, more) % {"num": words.number(more)})


def _is_listed(one: TranslationState) -> bool:
    """Whether its file holds others too."""
    return one.kind in KINDS and one.path == KINDS[one.kind].list_file


def _row(
    words: Translations, kind: str, found: Sequence[TranslationState]
) -> tuple[str | float, ...]:
    those = [one for one in found if one.kind == kind]
    there = sum(bool(one.translated) for one in those)
    old = sum(bool(one.changed) for one in those)
    return _name(words, kind), there, old, len(those) - there


def _name(words: Translations, kind: str) -> str:
    if kind == PAGES:
        return words("Pages")
    return words("Community") if kind == COMMUNITY.name else words.noted(KINDS[kind].crumb[0])
