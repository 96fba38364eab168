"""What was written when a hub began and is kept up to date since: its files as they were then, so
that later changes can be told from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from hearth.base.version import __version__
from hearth.starter.answers import Answers

MANIFEST = ".hearth/starter.json"
_KEPT = ("Makefile", "requirements.txt", "requirements.lock", ".gitignore")
_KEPT_FOLDER = ".github/"


class ManifestError(Exception):
    """Why nothing can be concluded from what was kept, in words for the maintainer."""


@dataclass(frozen=True)
class Beginning:
    """How a hub began."""

    version: str
    """Of the engine that wrote the files last."""
    answers: Answers
    files: Mapping[str, str]
    """Each file that is kept up to date, as the engine wrote it last."""


def kept(files: Mapping[str, str]) -> dict[str, str]:
    """Of a hub's files those that an upgrade keeps up to date; the others are the community's."""
    return {
        path: text for path, text in files.items() if path in _KEPT or path.startswith(_KEPT_FOLDER)
    }


def manifest_text(answers: Answers, files: Mapping[str, str]) -> str:
    """What the manifest says of a hub whose kept files are as given."""
    found = {
        "about": "What hearth wrote here, so that an upgrade can tell your changes from it.",
        "version": __version__,
        "answers": asdict(answers),
        "files": {path: text.split("\n") for path, text in sorted(kept(files).items())},
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def read_manifest(root: Path) -> Beginning | None:
    """How the hub began; None when it was not begun by ``hearth new``."""
    file = root / MANIFEST
    if not file.is_file():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        files = {path: "\n".join(lines) for path, lines in found["files"].items()}
        return Beginning(str(found["version"]), _answers(found["answers"]), files)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ManifestError(
            f"{MANIFEST} cannot be read. Take it back from the history: git checkout HEAD -- "
            f"{MANIFEST}"
        ) from None


def _answers(given: Mapping[str, Any]) -> Answers:
    """The answers, as far as this version asks for them."""
    known = {field.name for field in fields(Answers)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if name in known
    }
    return Answers(**values)
