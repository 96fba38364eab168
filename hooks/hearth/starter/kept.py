"""What is kept up to date in a hub after its beginning: workflows, forms, Makefile, requirements.
What was written is remembered, so that a community's changes can be told from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hearth.base.languages import words_for
from hearth.base.version import __version__
from hearth.base.words import said
from hearth.contribute.forms import form_files
from hearth.starter.fill_in import AsItIs, filled
from hearth.starter.layers import layer, preset, preset_names
from hearth.starter.requirement import Requirement

MANIFEST = ".hearth/starter.json"
FORMS = ".github/ISSUE_TEMPLATE"
_KEPT = ("Makefile", "requirements.txt", "requirements.lock", ".gitignore")
_KEPT_FOLDER = ".github/"


class ManifestError(Exception):
    """Why nothing can be concluded from what was kept, in words for the maintainer."""


@dataclass(frozen=True)
class Beginning:
    """What a hub was written with."""

    version: str
    """Of the engine that wrote the files last."""
    preset: str
    files: Mapping[str, str]
    """Each file that is kept up to date, as the engine wrote it last."""


def kept_files(
    preset_name: str,
    internal: bool,
    topics: Iterable[str],
    engine: Requirement,
    language: str = "en",
) -> dict[str, str]:
    """The files that are kept up to date, as this version writes them."""
    own = preset(preset_name, language).files if preset_name in preset_names() else {}
    inside = layer("internal", language) if internal else {}
    found = {**layer("base", language), **inside, **own}
    values = {"requirement": AsItIs(engine.line)}
    files = {path: filled(path, text, values) for path, text in found.items() if _is_kept(path)}
    forms = form_files(topics, words_for(language))
    return {**{f"{FORMS}/{name}": text for name, text in forms.items()}, **files}


def _is_kept(path: str) -> bool:
    return path in _KEPT or path.startswith(_KEPT_FOLDER)


def manifest_text(preset_name: str, files: Mapping[str, str]) -> str:
    """What the manifest says of a hub whose kept files are as given."""
    found = {
        "about": "What hearth wrote here, so that an upgrade can tell your changes from it.",
        "version": __version__,
        "preset": preset_name,
        "files": {path: text.split("\n") for path, text in sorted(files.items())},
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def read_manifest(root: Path) -> Beginning | None:
    """What the hub was written with; None when nothing tells."""
    file = root / MANIFEST
    if not file.is_file():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        files = {str(path): "\n".join(lines) for path, lines in found["files"].items()}
        return Beginning(str(found["version"]), str(found["preset"]), files)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ManifestError(
            said(
                "%(manifest)s cannot be read. Take it back from the history: git checkout HEAD -- "
                "%(manifest)s",
                manifest=MANIFEST,
            )
        ) from None
