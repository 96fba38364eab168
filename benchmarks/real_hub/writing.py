"""Records and pages become files of a hub."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hearth.edit.record_files import to_yaml
from hearth.kinds import KINDS

PROJECT = Path(__file__).resolve().parents[2]

Records = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Fields by kind and id."""

PAGES = {
    "content/index.md": "---\ntitle: A hub of published lists\n---\n",
    "content/join.md": (
        "---\ntitle: Join\n---\nEach of these communities has its own way in; its page leads "
        "there.\n"
    ),
    "content/conduct.md": "# Conduct\n\nEach event and each group has its own code of conduct.\n",
    "content/subscribe.md": "---\ntitle: Subscribe\n---\n",
    "content/about.md": (
        "# About this hub\n\nMade from published lists of conferences, communities and "
        "organisations.\n"
    ),
}

COMMUNITY = {
    "name": "A hub of published lists",
    "headline": "Conferences, communities and organisations, as their lists give them",
    "purpose": "To show what a hub looks like with as many records as a directory has.",
    "language": "en",
    "timezone": "UTC",
}

CONFIG: dict[str, Any] = {
    "site_name": COMMUNITY["name"],
    "site_url": "https://example.org/lists/",
    "site_description": COMMUNITY["headline"],
    "repo_url": "https://example.org/lists/source",
    "edit_uri": "edit/main/content/",
    "docs_dir": "content",
    "site_dir": "site",
    "theme": {
        "name": "material",
        "custom_dir": str(PROJECT / "overrides"),
        "language": "en",
        "font": False,
        "logo": "assets/images/logo.svg",
        "favicon": "assets/images/favicon.svg",
        "palette": [{"scheme": "default", "primary": "custom", "accent": "custom"}],
    },
    "plugins": [],
    "hooks": [str(PROJECT / "hooks" / "hub.py")],
    "watch": ["members", "events"],
    "markdown_extensions": [
        "tables",
        "attr_list",
        "def_list",
        "footnotes",
        {"toc": {"permalink": True}},
    ],
    "exclude_docs": "*.yml\n*.yaml\n",
    "validation": {
        "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
        "links": {
            "not_found": "warn",
            "anchors": "warn",
            "absolute_links": "warn",
            "unrecognized_links": "warn",
        },
    },
    "nav": [
        {"People": "members/index.md"},
        {"Events": "events/index.md"},
        {"Topics": "topics/index.md"},
        {"Groups": "groups/index.md"},
        {"About": "about.md"},
        {"Join": "join.md"},
        {"Subscribe": "subscribe.md"},
        {"Conduct": "conduct.md"},
    ],
    "extra": {
        "generator": False,
        "footer_links": [
            {"label": "Conduct", "url": "conduct/"},
            {"label": "Subscribe", "url": "subscribe/"},
        ],
    },
}

MARK = ".made-from-lists"
"""Lists the files that were made here, so that the next conversion can take them away."""
LISTED = frozenset({"topic", "term"})
"""Kinds whose records stand in one file."""


def files(records: Records) -> dict[str, str]:
    """Every file of the hub: its path below the hub's folder and its text."""
    found = {**PAGES, "mkdocs.yml": to_yaml(CONFIG), "content/community.yml": to_yaml(COMMUNITY)}
    for kind, by_id in records.items():
        folder = KINDS[kind].folder
        if kind in LISTED:
            found[f"{folder}.yml"] = to_yaml(
                [{"id": record_id, **fields} for record_id, fields in by_id.items()]
            )
        else:
            found |= {
                f"{folder}/{record_id}.yml": to_yaml(fields) for record_id, fields in by_id.items()
            }
    return found


def write(root: Path, texts: Mapping[str, str]) -> None:
    """Write a hub below ``root``; what an earlier conversion wrote there is taken away.

    Raises FileExistsError when the folder holds something else.
    """
    mark = root / MARK
    if mark.is_file():
        for path in mark.read_text(encoding="utf-8").splitlines():
            (root / path).unlink(missing_ok=True)
    elif root.exists() and any(root.iterdir()):
        raise FileExistsError(f"{root} holds files that were not made here. Name another folder.")
    root.mkdir(parents=True, exist_ok=True)
    mark.write_text("".join(f"{path}\n" for path in texts), encoding="utf-8")
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
