"""The words of the sources in the words of the hub; the engine's import knows them."""

from __future__ import annotations

from hearth.base.normalize import latin
from hearth.kinds.lenient import (
    COUNTRY_NAMES,
    LANGUAGE_CODES,
    NATIONS,
    country,
    day,
    language,
    one_line,
)
from hearth.read.ids import Ids, slug, with_suffix

__all__ = [
    "COUNTRY_NAMES",
    "LANGUAGE_CODES",
    "NATIONS",
    "Ids",
    "country",
    "day",
    "language",
    "latin",
    "one_line",
    "slug",
    "with_suffix",
]
