"""The files of templates: which there are, and where. What is in them, templates.py reads."""

from __future__ import annotations

from pathlib import Path

from hearth.kinds import KINDS

TEMPLATES = Path(__file__).parent.parent / "templates"
OWN = "overrides/hearth"
"""Where a hub keeps templates of its own."""
ENGINE = "hearth"
"""What stands before the name of an engine's template, for one's own of that name to extend."""


def template_names(*folders: Path) -> list[str]:
    """The names of the templates in some folders."""
    found = {
        file.relative_to(folder).as_posix()
        for folder in folders
        for file in folder.rglob("*.html")
        if file.is_file()
    }
    return sorted(found)


def engine_folders() -> list[Path]:
    """The folders of kinds from outside that have templates, and the engine's own."""
    return [*(kind.templates for kind in KINDS.values() if kind.templates), TEMPLATES]
