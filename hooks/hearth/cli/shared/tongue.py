"""The language in which commands speak to whoever calls them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from pathlib import Path
from typing import Any

from hearth.base.languages import own_name, speaks, words_for
from hearth.base.reasons import reason
from hearth.base.words import ENGLISH, Translations

_COMMUNITY = "content/community.yml"
"""Where a hub says its language; what reads the file rightly takes every kind of record."""
_LANGUAGE = re.compile(
    rb"^language:[ \t]*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.MULTILINE
)
_MOST = 64 * 1024
"""Bytes of a hub's settings in which its language is looked for."""

_WORDS: ContextVar[Translations] = ContextVar("words", default=ENGLISH)


@contextmanager
def speaking(words: Translations) -> Iterator[None]:
    """What runs meanwhile says its messages in these words, and in English otherwise."""
    token = _WORDS.set(words)
    try:
        yield
    finally:
        _WORDS.reset(token)


def words_now() -> Translations:
    """The words in which the running command speaks."""
    return _WORDS.get()


def _(message: str, /, **values: Any) -> str:
    """A message in the language of the running command; ``%(name)s`` are the places of values, and
    what is said itself (a ``Said``, or an error that carries one) is told with it."""
    return words_now()(message, **{name: tell(value) for name, value in values.items()})


def ngettext(one: str, several: str, many: int, /, **values: Any) -> str:
    """The one of two messages that goes with a number, which is their ``%(num)s``."""
    words = words_now()
    told = {name: tell(value) for name, value in values.items()}
    return words.plural(one, several, many) % {"num": words.number(many), **told}


def count(many: int, one: str, several: str = "") -> str:
    """1 person, 2 people"""
    return words_now().count(many, one, several)


def listed(words: Sequence[str], last: str = "and") -> str:
    """One, two and three; ``last`` is "and" or "or"."""
    return words_now().listed(words, last)


def tell(value: Any) -> Any:
    """What the engine has said, in the language of the running command: a text, an error that
    carries one, or anything else, as it is."""
    value = reason(value) if isinstance(value, Exception) else value
    return words_now().told(value) if isinstance(value, str) else value


def spoken(root: Path) -> Translations:
    """The words of the language that LANGUAGE asks for, as gettext reads it; where it is not set,
    of the language of the hub in a folder; else English."""
    return words_for(asked_for() or language_of(root))


def hub_in(arguments: Sequence[str]) -> Path:
    """The folder of the hub that a command line speaks of, before it is understood: that of
    ``--folder``, else the first that it names and that is one, else this one."""
    return next((place for place in _places(arguments) if _is_file(place / _COMMUNITY)), Path())


def _is_file(place: Path) -> bool:
    """Whether there is a file; what may be any word of a command line can be no name of one."""
    try:
        return place.is_file()
    except (OSError, ValueError):
        return False


def _places(arguments: Sequence[str]) -> Iterator[Path]:
    for option, value in pairwise([*arguments, ""]):
        if option == "--folder":
            yield Path(value)
        elif option.startswith("--folder="):
            yield Path(option.partition("=")[2])
    named = [Path(argument) for argument in arguments if not argument.startswith("-")]
    yield from named
    yield Path()
    yield from (parent for place in named if _is_file(place) for parent in place.absolute().parents)


def asked_for() -> str:
    """The first of the languages in LANGUAGE (de_AT:de:en) that the engine speaks; English where
    it speaks none of them, and empty where none is asked for."""
    asked = [_tag(name) for name in os.environ.get("LANGUAGE", "").split(":") if name.strip()]
    return next(filter(speaks, asked), "en") if asked else ""


def usual_language() -> str:
    """The language of whoever sits at this machine, as far as the engine speaks it: by LANGUAGE,
    else by the locale; else English."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return own_name(asked_for() or _tag(locale))


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
