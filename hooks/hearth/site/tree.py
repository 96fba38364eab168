"""A site's folder as it lies on the disk: a file is written only when its bytes change, and removed
only when it is gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from hearth.base.store import digest
from hearth.outputs import Output
from hearth.site.files import Folder


class SiteTree:
    """Files below a folder, of which it is known what lies in them."""

    def __init__(self, root: Path, known: Mapping[str, bytes] | None = None) -> None:
        """``known`` are the digests of the files that are there already, by their addresses."""
        self.root, self.known = root, known or {}
        self._folder = Folder(root)

    def below(self, folder: str) -> SiteTree:
        """The files in a folder of it, which are known by their addresses there."""
        if not folder:
            return self
        known = {
            uri.removeprefix(folder): name
            for uri, name in self.known.items()
            if uri.startswith(folder)
        }
        return SiteTree(self.root / folder, known)

    def write(self, output: Output) -> bytes:
        """Have a file's bytes in its place; returns their digest."""
        name = digest(output.content)
        there = self.known.get(output.uri)
        if there != name:
            if there is not None:  # another site may share the file, and must not change with it
                self._unlink(output.uri)
            self._folder.write(output)
        return name

    def keep_only(self, uris: Iterable[str]) -> None:
        """Remove the files that are known and not among ``uris``, with the folders left empty."""
        remove(self.root, self.known.keys() - set(uris))

    def _unlink(self, uri: str) -> None:
        with suppress(FileNotFoundError):
            (self.root / uri).unlink()


def remove(root: Path, uris: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    folders = set()
    for uri in uris:
        with suppress(FileNotFoundError):
            (root / uri).unlink()
        folders.add(uri.rpartition("/")[0])
    for folder in sorted(folders, key=len, reverse=True):
        while folder:
            with suppress(OSError):
                (root / folder).rmdir()
            folder = folder.rpartition("/")[0]


def twin(folder: Path, other: Path) -> None:
    """Make a folder that holds the same files as another: links to them where that can be, so that
    it costs no room, else copies."""
    for base, folders, files in os.walk(other):
        here, there = folder / os.path.relpath(base, other), Path(base)
        here.mkdir(exist_ok=True)
        for name in files:
            link(there / name, here / name)
        folders.sort()


def link(source: Path, target: Path) -> None:
    """Have a file at another place, too."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
