"""The path of the private folder, and a check that nothing is published from there."""

from __future__ import annotations

from pathlib import Path

from hearth.base.git import git, in_repository
from hearth.base.whole_files import write_whole
from hearth.base.words import said
from hearth.model.hub import Hub

PUBLISHED = ("content", "members", "events", "overrides", "site")
"""Folders of a hub that are published, or that publishing reads."""


class NotPrivateError(Exception):
    """Why nothing private may be written there, in words for whoever asked for it."""


def private_folder(hub: Hub, *parts: str) -> Path:
    """The private folder, or a place in it, to write into; links are followed.

    Raises NotPrivateError when that is or lies in a folder that is published, or when the private
    folder holds the hub.
    """
    root, folder = hub.root.resolve(), hub.root / hub.settings.private
    place = folder.joinpath(*parts).resolve()
    published = [(root / name).resolve() for name in PUBLISHED]
    if root.is_relative_to(folder.resolve()) or any(
        place.is_relative_to(other) for other in published
    ):
        raise NotPrivateError(
            said(
                "%(folder)s is among what is published. Set `private` in mkdocs.yml to a folder "
                "of its own.",
                folder=folder.joinpath(*parts),
            )
        )
    return place


def goes_into_git(hub: Hub, place: Path) -> bool:
    """Whether a file there would be kept by the hub's own repository, for whoever reads that."""
    root = hub.root.resolve()
    if (
        not in_repository(root)
        or not place.is_relative_to(root)
        or (root / hub.settings.private / ".git").exists()
    ):
        return False
    return git(root, "check-ignore", "--quiet", str(place)).returncode == 1


def put(place: Path, content: bytes) -> None:
    """Write a file whole or not at all; a new one can be read by nobody else."""
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, content, mode=0o600)
