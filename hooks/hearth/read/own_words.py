"""A community's own words for what the engine says: overrides/words.yml, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearth.base.catalogue import CONTEXT, Message
from hearth.base.languages import all_messages, words_for
from hearth.base.problems import Problem
from hearth.base.similarity import did_you_mean
from hearth.base.strict_yaml import Position, Where, YamlError, read_yaml
from hearth.base.words import Said, said
from hearth.kinds.field_words import ANSWER, COLUMN
from hearth.read.sources import decode, form_of

FILE = "overrides/words.yml"
_NAME = re.compile(r"words(\.[\w-]+)?\.yml")
BETWEEN = " | "
"""What stands between a message's context and its words in the file."""
_PLACE = re.compile(r"%\(\w+\)s|%%|\{\}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SIGN = re.compile(r'[<>"%{}]')
_ALL_WORDS = said("`hearth words` lists all there are.")

OwnWords = Mapping[str, tuple[str, ...]]
"""Messages, by what they are under in a catalogue, and the words for each form."""


def sayable() -> dict[str, Message]:
    """Every message that can have other words, by its name in the file."""
    messages = (message for message in all_messages() if message[0] not in (COLUMN, ANSWER))
    return {
        f"{context}{BETWEEN}{words}" if context else words: (context, words, several)
        for context, words, several in messages
    }


def is_own_words(name: str) -> bool:
    """Whether a file of overrides/ is one of these, by its name there."""
    return bool(_NAME.fullmatch(name))


def own_words_file(language: str, further: bool = False) -> str:
    """Where the words for a language stand, below the hub's folder."""
    return FILE.replace(".yml", f".{language}.yml") if further else FILE


def read_own_words(
    root: Path, language: str, further: bool = False
) -> tuple[OwnWords, list[Problem]]:
    """The words of the hub below ``root``, and what is wrong with the others; those for a
    ``further`` language stand in a file that is named after it, such as words.he.yml."""
    path = own_words_file(language, further)
    if form_of(root / path) is None:
        return {}, []
    text, problem = decode(root / path, shown=path)
    if problem:
        return {}, [problem]
    positions: dict[Where, Position] = {}
    try:
        value = read_yaml(text, positions)
    except YamlError as error:
        place = (error.line, error.column)
        return {}, [Problem(path, *place, error.code, "", error.what, error.fix)]
    catalogue = words_for(language).catalogue
    forms = len({catalogue.plural(many) for many in range(200)})
    return _File(path, value, positions, sayable(), forms).read()


@dataclass(frozen=True)
class _File:
    """What the file says."""

    path: str
    value: Any
    positions: Mapping[Where, Position]
    messages: Mapping[str, Message]
    forms: int
    """How many forms the language has for things that are counted."""

    def read(self) -> tuple[OwnWords, list[Problem]]:
        if self.value is None:
            return {}, []
        if not isinstance(self.value, dict):
            what = said("has no lines of words")
            fix = said("Write lines of the form `Members: The crew`.")
            return {}, [Problem(self.path, 1, 1, "wrong-words", "", what, fix)]
        found: dict[str, tuple[str, ...]] = {}
        problems: list[Problem] = []
        for name, given in self.value.items():
            faults = list(self._faults(name, given))
            problems += faults
            if not faults:
                context, words, _ = self.messages[name]
                key = f"{context}{CONTEXT}{words}" if context else words
                found[key] = (given,) if isinstance(given, str) else tuple(given)
        return found, problems

    def _faults(self, name: str, given: Any) -> Iterator[Problem]:
        if name not in self.messages:
            fix = did_you_mean(name, self.messages, _ALL_WORDS)
            what = said("is not said by Hearth")
            yield self._problem(name, "#key", "unknown-words", name, what, fix)
            return
        _, one, several = self.messages[name]
        listed = given if isinstance(given, list) else [given]
        if not all(isinstance(words, str) and words.strip() for words in listed):
            what, fix = said("has no words"), said("Write some.")
            yield self._problem(name, "", "wrong-words", None, what, fix)
        elif bool(several) != isinstance(given, list) or (several and len(given) != self.forms):
            what = (
                said("needs a list of %(number)s forms", number=self.forms)
                if several
                else said("needs one text")
            )
            shown = _shown(one, several, self.forms)
            fix = said("`hearth words` shows how: %(right)s.", right=shown)
            yield self._problem(name, "", "wrong-words", None, what, fix)
        else:
            yield from self._unfillable(name, one, several, listed)

    def _unfillable(
        self, name: str, one: str, several: str, listed: list[str]
    ) -> Iterator[Problem]:
        """Complains of words that lack a place of the message or have another, and of signs that
        could break a page."""
        places, tags = set(_PLACE.findall(one + several)), sorted(_TAG.findall(one))
        signs = _signs(one + several)
        for words in listed:
            here = set(_PLACE.findall(words))
            if not (here <= places if several else here == places):
                what, fix = said("has not the places of the message"), _keep(places, one)
            elif sorted(_TAG.findall(words)) != tags:
                what, fix = said("has not the tags of the message"), _keep(tags, one)
            elif found := sorted(_signs(words) - signs):
                what = said("holds %(sign)s", sign=found[0])
                fix = said("Leave the sign out; “ and ” may stand.")
            else:
                continue
            yield self._problem(name, "", "wrong-words", words, what, fix)

    def _problem(
        self, name: str, part: str, code: str, value: str | None, what: Said, fix: Said
    ) -> Problem:
        where: Where = (name, part) if part else (name,)
        line, column = self.positions.get(where, (1, 1))
        return Problem(self.path, line, column, code, "words" if part else name, what, fix, value)


def _signs(words: str) -> set[str]:
    """The signs of HTML and of places that stand in words by themselves."""
    return set(_SIGN.findall(_PLACE.sub("", _TAG.sub("", words))))


def _shown(one: str, several: str, forms: int) -> str:
    return f"[{', '.join([one, *([several] * (forms - 1))])}]" if several else f"`{one}`"


def _keep(parts: set[str] | list[str], one: str) -> Said:
    """The cure of words that lack parts of a message, or have others."""
    if not parts:
        return said("Keep it as plain as “%(message)s”.", message=one)
    return said("Keep %(parts)s.", parts=", ".join(sorted(parts)))
