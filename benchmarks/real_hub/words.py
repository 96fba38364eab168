"""The words of the sources in the words of the hub; the engine's import knows them."""

from __future__ import annotations

from hearth.importing.words import (
    COUNTRY_NAMES,
    LANGUAGE_CODES,
    NATIONS,
    Ids,
    ascii_fold,
    country,
    day,
    language,
    one_line,
    slug,
    with_suffix,
)

__all__ = [
    "COUNTRY_NAMES",
    "LANGUAGE_CODES",
    "NATIONS",
    "Ids",
    "ascii_fold",
    "country",
    "day",
    "language",
    "one_line",
    "slug",
    "with_suffix",
]
