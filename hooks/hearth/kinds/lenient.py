"""Parse values as other tools write them: lines, days, countries, languages; and compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from hearth.base.countries import country_code
from hearth.base.locale_data import LANGUAGES
from hearth.base.normalize import fold
from hearth.base.strict_yaml import HIDDEN
from hearth.base.urls import same_address
from hearth.kinds.fields import MAX_LINE

LANGUAGE_CODES = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "iw": "he",
    "jp": "ja",
    "kr": "ko",
    "se": "sv",
}
"""Codes of countries that are written where the code of a language belongs and are not one
themselves, or an old code."""

_SPACES = re.compile(r"\s+")


def one_line(value: object, limit: int = MAX_LINE) -> str | None:
    """Text without line breaks, hidden characters and doubled spaces; cut at a word when longer
    than ``limit``."""
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", HIDDEN.sub(" ", value))).strip()
    if len(text) <= limit:
        return text or None
    return f"{text[: limit - 1].rsplit(' ', 1)[0]}…"


def day(value: object) -> str | None:
    """A day as the hub writes it, from 2026-12-03 or 03/12/2026; None when it is neither."""
    text = str(value or "").strip()[:10]
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def country(name: object) -> str | None:
    """The two letters of a country's name or code."""
    return country_code(str(name or ""))


def language(code: str) -> str | None:
    """The code of a language that is known by this code, or by a common mistake for it."""
    lowered = code.strip().lower()
    known = LANGUAGE_CODES.get(lowered, lowered)
    return known if known in LANGUAGES else None


def name_key(text: str) -> str:
    """Words without capitals, accents and punctuation; "C", "C++" and "C#" stay three."""
    return " ".join(re.findall(r"[\w+#]+", fold(text))) or " ".join(text.split())


def address_key(url: str) -> str:
    """A form in which addresses of one page are most often equal; a text that is none stays."""
    try:
        return same_address(url)
    except ValueError:
        return url


def town_of(fields: Mapping[str, Any]) -> str:
    """The town of a place that fields name; empty when they name none."""
    place = fields.get("place")
    return name_key(str(place.get("city", ""))) if isinstance(place, dict) else ""
