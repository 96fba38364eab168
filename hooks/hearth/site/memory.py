"""What a hub's files said when they were last read and checked: kept while the hub is followed, and
in its store for the next command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zlib import crc32

from hearth.base.store import FOLDER, Store, digest
from hearth.kinds import KINDS
from hearth.read.load import FileRead
from hearth.read.sources import SourceFile
from hearth.site.inputs import UNSURE, Stat

SHARDS = 64
"""Into so many parts all that is kept is divided, of which only those that changed are written."""


@dataclass(frozen=True)
class _Kept:
    """What a file said, and which file that was."""

    stat: Stat
    digest: bytes
    said: FileRead


class RecordMemory:
    """Recalls what a file said while it is the same: by its size and time, else by its bytes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # A hub's own kinds could find other records in the same files.
        self.store = Store(root / FOLDER / "records", repr(sorted(KINDS)).encode())
        self._stats: Mapping[str, Stat] = {}
        self._changed: set[str] = set()
        self._read: dict[str, FileRead] = {}

    @cached_property
    def _kept(self) -> dict[str, _Kept]:
        found: dict[str, _Kept] = {}
        for shard in range(SHARDS):
            found.update(self.store.get(str(shard)) or {})
        return found

    @contextmanager
    def following(self, stats: Mapping[str, Stat]) -> Iterator[None]:
        """Answer for files that lie there with these sizes and times, and remember afterwards what
        was read of them."""
        self._stats = stats
        yield
        self._remember()

    def recall(self, file: SourceFile) -> FileRead | None:
        """What a file says, if it is as it was."""
        kept, stat = self._kept.get(file.path), self._stats.get(file.path, UNSURE)
        if kept is None:
            return None
        # Of a file that was written a moment ago only its bytes tell whether it is the same.
        if stat == UNSURE or stat != kept.stat:
            if self._digest(file.path) != kept.digest:
                return None
            if stat != UNSURE:
                self._keep(file.path, replace(kept, stat=stat))
        return kept.said

    def note(self, file: SourceFile, said: FileRead) -> None:
        """Remember what a file says that was read."""
        self._read[file.path] = said

    def _digest(self, path: str) -> bytes:
        with suppress(OSError):
            return digest((self.root / path).read_bytes())
        return b""

    def _keep(self, path: str, kept: _Kept) -> None:
        self._kept[path] = kept
        self._changed.add(path)

    def _remember(self) -> None:
        for path, said in self._read.items():
            self._forget(path)
            stat = self._stats.get(path, UNSURE)
            # Only of what did not change while it was read is it known which bytes it had.
            if stat != UNSURE and stat == self._stat(path):
                self._keep(path, _Kept(stat, self._digest(path), said))
        for path in self._kept.keys() - self._stats.keys():
            self._forget(path)
        for shard in {_shard(path) for path in self._changed}:
            held = {path: kept for path, kept in self._kept.items() if _shard(path) == shard}
            self.store.put(str(shard), held)
        self._read.clear()
        self._changed.clear()

    def _forget(self, path: str) -> None:
        if self._kept.pop(path, None):
            self._changed.add(path)

    def _stat(self, path: str) -> Stat:
        with suppress(OSError):
            found = (self.root / path).lstat()
            return found.st_size, found.st_mtime_ns
        return UNSURE


def _shard(path: str) -> int:
    return crc32(path.encode("utf-8", "surrogateescape")) % SHARDS
