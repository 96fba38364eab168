"""The language in which commands speak to whoever calls them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from hearth.base.languages import speaks, words_for
from hearth.base.words import Translations

_COMMUNITY = "content/community.yml"
"""Where a hub says its language; what reads the file rightly takes every kind of record."""
_LANGUAGE = re.compile(
    rb"^language:[ \t]*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.MULTILINE
)
_MOST = 64 * 1024
"""Bytes of a hub's settings in which its language is looked for."""


def spoken(root: Path) -> Translations:
    """The words of the language that LANGUAGE asks for, as gettext reads it; where it is not set,
    of the language of the hub in a folder; else English."""
    return words_for(asked_for() or language_of(root))


def asked_for() -> str:
    """The first of the languages in LANGUAGE (de_AT:de:en) that the engine speaks; English where
    it speaks none of them, and empty where none is asked for."""
    asked = [_tag(name) for name in os.environ.get("LANGUAGE", "").split(":") if name.strip()]
    return next(filter(speaks, asked), "en") if asked else ""


def _tag(locale: str) -> str:
    """pt-BR for pt_BR.UTF-8"""
    return re.split("[.@]", locale.strip())[0].replace("_", "-")


def language_of(root: Path) -> str:
    """The language of the hub in a folder, before anything else of it is read."""
    try:
        with (root / _COMMUNITY).open("rb") as file:
            found = _LANGUAGE.search(file.read(_MOST))
    except OSError:
        return "en"
    return found[1].decode() if found else "en"
