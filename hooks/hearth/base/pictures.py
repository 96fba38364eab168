"""Validate pictures that records name, and re-encode them without metadata.

What a decoder gets to see is small, of three formats and quickly gone through. What the site shows
is drawn anew from the pixels, in the colours of the web: no place, no camera's number, no comment
and no second file behind the picture comes along.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from hearth.base.picture_limits import FORMATS as FORMATS
from hearth.base.picture_limits import MAX_FILE, RefusedError
from hearth.base.picture_limits import SHOWN as SHOWN
from hearth.base.picture_limits import SHOWN_AVATAR as SHOWN_AVATAR
from hearth.base.picture_limits import Refusal as Refusal
from hearth.base.picture_parts import too_costly
from hearth.base.words import said


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: its path below content/, which is its address too, and its size
    as published."""

    src: str
    width: int
    height: int
    content: bytes = field(default=b"", compare=False, repr=False)
    """What is published, when it was drawn."""


Entry = Literal["file", "folder", "other"]


class Gallery:
    """The pictures below one folder; each of its folders is listed once."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._listed: dict[str, Mapping[str, Entry]] = {}

    def look(self, src: str, longest: int = SHOWN) -> Picture | Refusal:
        """The picture at ``src`` as it will be published, or why it cannot be; the whole file is
        decoded for it."""
        return self._looked(src, longest, draw=False)

    def draw(self, src: str, longest: int = SHOWN) -> Picture | Refusal:
        """The same with what is published: the picture drawn anew from its pixels, to the same
        bytes for the same file."""
        return self._looked(src, longest, draw=True)

    def _looked(self, src: str, longest: int, draw: bool) -> Picture | Refusal:
        try:
            raw = self._read(src)
            if why := too_costly(raw):
                raise RefusedError(
                    "picture-costly",
                    why,
                    said("Save it again with a picture editor, in its usual form."),
                )
            # Pillow: most commands look at no picture, and start without it.
            from hearth.base.picture_pixels import decoded

            return Picture(src, *decoded(raw, FORMATS[_ending(src)], longest, draw))
        except RefusedError as error:
            return error.refusal

    def _read(self, src: str) -> bytes:
        steps = src.split("/")
        if "\\" in src or any(step in ("", ".", "..") for step in steps):
            raise RefusedError(
                "unknown-file",
                said("is not a path below content/"),
                said("Write it like assets/people/ada.webp."),
            )
        if _ending(src) not in FORMATS:
            raise RefusedError(
                "picture-type",
                said("is not a picture the hub shows"),
                said(
                    "Export it as JPEG, PNG or WebP and name that file (%(endings)s): another "
                    "ending alone does not change a picture.",
                    endings=", ".join(FORMATS),
                ),
            )
        folder = ""
        for depth, step in enumerate(steps):
            wanted: Entry = "file" if depth == len(steps) - 1 else "folder"
            # By the names as they are written: what a system that knows no capitals finds would be
            # missing on the server.
            if self._entries(folder).get(step) != wanted:
                raise RefusedError(
                    "unknown-file",
                    said("is not a file below content/"),
                    said("Add the file, or correct its name."),
                )
            folder += f"/{step}"
        with open(f"{self.content}{folder}", "rb") as stream:
            # One byte more tells a file that is too large without reading it.
            raw = stream.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise RefusedError(
                "picture-too-large",
                said("is larger than %(limit)s KiB", limit=MAX_FILE // 1024),
                said(
                    "Make it smaller: %(enough)s pixels along the longer side are enough.",
                    enough=SHOWN,
                ),
            )
        return raw

    def _entries(self, folder: str) -> Mapping[str, Entry]:
        """The names in a folder exactly as they are written, and what they are; links are neither
        file nor folder."""
        found = self._listed.get(folder)
        if found is None:
            try:
                with os.scandir(f"{self.content}{folder}") as entries:
                    found = {entry.name: _what(entry) for entry in entries}
            except OSError:
                found = {}
            self._listed[folder] = found
        return found


def _what(entry: os.DirEntry[str]) -> Entry:
    if entry.is_file(follow_symlinks=False):
        return "file"
    return "folder" if entry.is_dir(follow_symlinks=False) else "other"


def _ending(src: str) -> str:
    return Path(src).suffix.lower()
