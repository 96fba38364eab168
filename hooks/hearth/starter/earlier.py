"""Hubs from before there was ``hearth new``: copies of the engine's own repository."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearth.base.git import git, in_repository, prefix
from hearth.base.strict_yaml import read_yaml
from hearth.starter.kept import FORMS, Beginning
from hearth.starter.layers import DATA

VERSION = "0.1.0"
ENGINE = "hooks/hearth"
"""Where such a copy has the engine."""
_OF_THE_ENGINE = (
    "hooks",
    "tests",
    "benchmarks",
    ".ci",
    "pyproject.toml",
    ".pre-commit-hooks.yaml",
)
_MADE = "# Made from the models by `hearth forms`;"
MOST_VERSIONS = 50
"""So many versions of a file are looked for in a hub's history."""


def beginning_of(root: Path) -> Beginning:
    """What such a hub was written with, as far as its files and their history tell.

    Files of which no version is known are not in it: they are the community's own.
    """
    known: Any = read_yaml((DATA / "earlier.yml").read_text(encoding="utf-8"))
    files: dict[str, str] = {}
    for path, digests in {**known["files"], **known["gone"]}.items():
        for text in _versions(root, path):
            if hashlib.sha256(text.encode()).hexdigest() in digests:
                files[path] = text
                break
    for file in sorted((root / FORMS).glob("*.yml")):
        text = file.read_text(encoding="utf-8", errors="replace")  # with plain line ends
        if text.startswith(_MADE):
            files[f"{FORMS}/{file.name}"] = text
    return Beginning(VERSION, "", files)


def runs_from(root: Path) -> bool:
    """Whether the engine that runs is the one in the hub's own folder, which is no newer than the
    hub."""
    return Path(__file__).resolve().is_relative_to((root / ENGINE).resolve())


def dispensable(root: Path) -> list[str]:
    """What the engine needed in such a copy, and a hub does not."""
    if not (root / ENGINE).is_dir():
        return []
    named = (root / name for name in _OF_THE_ENGINE)
    return [path.name for path in named if path.is_file() or any(path.glob("*"))]


def _versions(root: Path, path: str) -> Iterator[str]:
    """The texts a file has had, the present one first."""
    if (root / path).is_file():
        yield (root / path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    if not in_repository(root):
        return
    listed = git(root, "log", f"-{MOST_VERSIONS}", "--format=%H", "--", path)
    for commit in listed.stdout.split():
        shown = git(root, "show", f"{commit}:{prefix(root)}{path}")
        if shown.returncode == 0:
            yield shown.stdout
