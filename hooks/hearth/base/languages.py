"""The languages that the engine speaks: their catalogues, and which stands in for another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hearth.base.catalogue import (
    CONTEXT,
    NO_CATALOGUE,
    Catalogue,
    Message,
    read_catalogue,
    read_messages,
)
from hearth.base.words import Translations

LOCALE = Path(__file__).parent.parent / "locale"
"""Where the catalogues lie, each named after its language."""


def words_for(
    language: str,
    own: Mapping[str, tuple[str, ...]] | None = None,
    hour_cycle: str | None = None,
) -> Translations:
    """The words of a language, else of its nearest relative that has a catalogue (de for de-AT,
    pt-BR for pt), else English; ``own`` are messages that are said in other words, and
    ``hour_cycle`` is h12 or h23 where it is not the language's."""
    file = _catalogue_file(language)
    if file is None:
        own_alone = Catalogue(own) if own else NO_CATALOGUE
        return Translations(catalogue=own_alone, hour_cycle=hour_cycle)
    # Babel: most hubs are in English and start without it.
    from hearth.base.local_words import LocalTranslations

    known = _read(str(file))
    catalogue = Catalogue({**known.messages, **own}, known.formula) if own else known
    return LocalTranslations(language, catalogue, hour_cycle)


@cache  # a catalogue is part of an engine and never changes
def _read(file: str) -> Catalogue:
    return read_catalogue(Path(file).read_text(encoding="utf-8"))


def in_all_languages(context: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each language with a catalogue the messages of a context and their translations."""
    found = {}
    for file in sorted(LOCALE.glob("*.po")):
        messages = _read(str(file)).messages.items()
        named = ((key.rpartition(CONTEXT), forms) for key, forms in messages)
        found[file.stem] = {words: forms for (of, _, words), forms in named if of == context}
    return found


def nearest_catalogue(language: str) -> str:
    """The language whose catalogue serves for a language; empty for English and where none does."""
    file = _catalogue_file(language)
    return file.stem if file else ""


def all_messages() -> list[Message]:
    """Every message of the engine."""
    return read_messages((LOCALE / "hearth.pot").read_text(encoding="utf-8"))


def first_weekday(language: str) -> int:
    """The day a week begins with where a language is spoken, 0 for Monday (CLDR); Monday for
    English without a country, which is spoken all over the world."""
    if language == "en":
        return 0
    # Babel: most hubs are in English and start without it.
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    tag = language.replace("-", "_")
    likely = get_global("likely_subtags")
    try:
        return Locale.parse(likely.get(tag) or tag).first_week_day
    except UnknownLocaleError:
        return 0


def own_name(language: str) -> str:
    """The name of the catalogue whose words a language has (de for de-AT); en where it has none."""
    file = _catalogue_file(language)
    return file.stem if file else "en"


def speaks(language: str) -> bool:
    """Whether the engine has words for a language or for a relative of it."""
    return language.split("-")[0] == "en" or _catalogue_file(language) is not None


def _catalogue_file(language: str) -> Path | None:
    own = language.split("-")[0]
    if own == "en":
        return None
    files = {file.stem: file for file in sorted(LOCALE.glob("*.po"))}
    relatives = [name for name in files if name.split("-")[0] == own]
    found = next((name for name in (language, own, *relatives) if name in files), None)
    return files[found] if found else None
