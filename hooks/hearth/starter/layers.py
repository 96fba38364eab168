"""The starter's files: one layer for every hub, and one for each preset, laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from hearth.base.strict_yaml import read_yaml

DATA: Traversable = files("hearth.starter") / "data"
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


def preset(name: str) -> StarterPreset:
    """The preset of that name."""
    folder = DATA / "presets" / name
    words = read_yaml(_text(folder / "preset.yml"))
    about = words.pop("about")
    conduct, month = _text(folder / "conduct.md"), _text(folder / "month.md")
    return StarterPreset(name, about, words, conduct, month, layer(f"presets/{name}/hub"))


def layer(path: str) -> dict[str, str]:
    """The files of a layer by their paths in a hub."""
    return dict(_below(DATA.joinpath(*path.split("/")), ""))


def _below(folder: Traversable, before: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = entry.name
        shown = f"{before}{'.' + name.removeprefix(_HIDDEN) if name.startswith(_HIDDEN) else name}"
        found += _below(entry, f"{shown}/") if entry.is_dir() else [(shown, _text(entry))]
    return found


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")
