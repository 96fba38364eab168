"""Languages by what people call them, in every language that the engine speaks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from hearth.base.languages import LOCALE
from hearth.base.locale_data import LANGUAGES
from hearth.base.normalize import fold


@cache  # the catalogues are part of the engine and never change
def language_names() -> Mapping[str, str]:
    """Each name of a language in the languages that the engine speaks, and in its own, folded → its
    code; none that two languages have."""
    found: dict[str, str | None] = {}
    for file in sorted(LOCALE.glob("*.po")):
        for code, name in Locale.parse(file.stem, sep="-").languages.items():
            if code in LANGUAGES:
                key = fold(name)
                found[key] = code if found.get(key, code) == code else None
    for code in LANGUAGES:
        if own := _babel_name(code):
            found.setdefault(fold(own), code)
    return {name: code for name, code in found.items() if code}


def _babel_name(code: str) -> str | None:
    try:
        return Locale.parse(code).get_language_name(code)
    except (UnknownLocaleError, ValueError):
        return None
