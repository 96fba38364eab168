"""What files of a hub said, by their bytes: a hub that is read again, or a copy of it, costs only
what changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from hearth.read.load import FileRead
from hearth.read.sources import SourceFile


@dataclass(frozen=True)
class Readings:
    """A memory of one command, for the folder of a hub."""

    root: Path
    _kept: dict[SourceFile, tuple[bytes, FileRead]] = field(default_factory=dict)

    def at(self, root: Path) -> Readings:
        """The same for a copy of the hub."""
        return Readings(root, self._kept)

    def recall(self, file: SourceFile) -> FileRead | None:
        """What a file says, if it has the bytes that were read."""
        mark, said = self._kept.get(file, (b"", None))
        return said if said and mark == self._mark(file) else None

    def note(self, file: SourceFile, said: FileRead) -> None:
        """Remember what a file says that was read."""
        if mark := self._mark(file):
            self._kept[file] = mark, said

    def _mark(self, file: SourceFile) -> bytes:
        with suppress(OSError):
            return blake2b((self.root / file.path).read_bytes(), digest_size=16).digest()
        return b""
