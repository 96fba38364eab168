"""The words of the sources in the words of the hub; the engine's import knows them."""

from __future__ import annotations

from hearth.base.countries import NATIONS
from hearth.base.normalize import latin
from hearth.kinds.lenient import (
    LANGUAGE_CODES,
    country,
    day,
    language,
    one_line,
)
from hearth.read.ids import Ids, slug, with_suffix

__all__ = [
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
