"""The starter's files: one layer for every hub, and one for each preset, laid over it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hearth.base.strict_yaml import read_yaml

DATA: Traversable = files("hearth.starter") / "data"
LANGUAGES = "languages"
"""The folder of translated texts: languages/de/PATH stands for PATH in a German hub."""
INTERNAL = "internal"
"""Another name for the preset that is never open to all."""
_OF_ONE_ORGANISATION = "company"
_WORDS = re.compile("[a-z]+ [a-z]+ [a-z]+")
"""What only a file has that says something by itself."""
_HIDDEN = "dot-"
"""What stands for the dot of a hidden name, which packages leave out."""


@dataclass(frozen=True)
class StarterPreset:
    """What a kind of community begins with."""

    name: str
    about: str
    """For whom it is, in a line."""
    words: Mapping[str, Any]
    """Headline, purpose, topics, goals and the like."""
    conduct: str
    """What it adds to the page about conduct."""
    month: str
    """The tasks of its first month."""
    files: Mapping[str, str]


def preset_names() -> tuple[str, ...]:
    """The presets there are."""
    return tuple(sorted(folder.name for folder in (DATA / "presets").iterdir()))


def preset(name: str, language: str = "en") -> StarterPreset:
    """The preset of that name, in a language as far as it is translated."""
    name = _OF_ONE_ORGANISATION if name == INTERNAL else name
    own = f"presets/{name}"
    words = read_yaml(text(f"{own}/preset.yml", language))
    about = words.pop("about")
    conduct, month = (text(f"{own}/{file}", language) for file in ("conduct.md", "month.md"))
    return StarterPreset(name, about, words, conduct, month, layer(f"{own}/hub", language))


def layer(path: str, language: str = "en") -> dict[str, str]:
    """The files of a layer by their paths in a hub, each in a language if it is translated."""
    return {shown: text(file, language) for shown, file in _below(path, "")}


def text(path: str, language: str = "en") -> str:
    """A file of the starter, in a language if it is translated, else in English."""
    return (_translated(path, language) or _at(path)).read_text(encoding="utf-8")


def untranslated(path: str, language: str) -> list[str]:
    """The files below a path that people read, by their paths in a hub, and that are English
    because nobody has translated them into a language."""
    if not _tags(language):
        return []
    found = _below(path, "") if _at(path).is_dir() else [(path.rpartition("/")[2], path)]
    return [
        shown
        for shown, file in found
        if _is_read(shown) and not _translated(file, language) and _WORDS.search(text(file))
    ]


def _is_read(shown: str) -> bool:
    """Whether a file holds sentences for people, beside those that explain settings."""
    return shown.endswith((".md", ".yml")) and not shown.startswith(".github/workflows/")


def _translated(path: str, language: str) -> Traversable | None:
    places = (DATA.joinpath(LANGUAGES, tag, *path.split("/")) for tag in _tags(language))
    return next((place for place in places if place.is_file()), None)


def _tags(language: str) -> list[str]:
    """The folders in which a language may have a text; none for English, in which all are."""
    first = language.split("-")[0]
    return [] if first == "en" else list(dict.fromkeys((language, first)))


def _at(path: str) -> Traversable:
    return DATA.joinpath(*path.split("/"))


def _below(path: str, before: str) -> list[tuple[str, str]]:
    """(path in a hub, path among the starter's files) of what lies in a folder."""
    found: list[tuple[str, str]] = []
    for entry in sorted(_at(path).iterdir(), key=lambda entry: entry.name):
        name, inside = entry.name, f"{path}/{entry.name}"
        shown = f"{before}{'.' + name.removeprefix(_HIDDEN) if name.startswith(_HIDDEN) else name}"
        found += _below(inside, f"{shown}/") if entry.is_dir() else [(shown, inside)]
    return found
