"""What earlier builds made, kept to be used again: never needed, and always safe to delete.

A value is kept together with the stamp of the engine that made it and a digest of its own bytes. Of
another engine, cut off or changed, it counts as not there; so nothing that is read from a store is
older than the code, and damage costs only time. Values are pickled: a store is to be trusted as
much as the engine itself, and nobody else's is to be put in its place.
"""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

ENGINE = Path(__file__).parent.parent
FOLDER = ".cache/hearth"
"""Where a hub's store lies, relative to its folder."""
SIZE = 16
"""Bytes of a digest: two contents that differ share one by chance in no lifetime."""
_HEAD = b"hearth store 1\n"


def digest(content: bytes) -> bytes:
    """A short name for some bytes."""
    return blake2b(content, digest_size=SIZE).digest()


@cache
def engine_stamp() -> bytes:
    """What everything made depends on beside the hub: the engine's own files, the packages that are
    installed, and the Python that runs."""
    found = blake2b(sys.version.encode(), digest_size=SIZE)
    for path in sorted(ENGINE.rglob("*")):
        if path.parent.name != "__pycache__" and path.is_file():
            found.update(f"\n{path.relative_to(ENGINE).as_posix()}\n".encode())
            found.update(path.read_bytes())
    for folder in sys.path:
        with suppress(OSError):
            names = (path.name for path in Path(folder).iterdir())
            found.update("\n".join(sorted(name for name in names if "-info" in name)).encode())
    return found.digest()


class Store:
    """Values by their names, in a folder."""

    def __init__(self, folder: Path, stamp: bytes = b"") -> None:
        """``stamp`` is what all values depend on beside the engine."""
        self.folder, self._mark = folder, _HEAD + digest(engine_stamp() + stamp)

    def get(self, name: str) -> Any:
        """What is kept under a name; None when there is nothing that can be used."""
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        at = len(self._mark) + SIZE
        if not raw.startswith(self._mark) or digest(raw[at:]) != raw[len(self._mark) : at]:
            return None
        try:
            return pickle.loads(memoryview(raw)[at:])  # noqa: S301 - its own bytes, by digest
        except Exception:  # whatever is wrong with it, it is made again
            return None

    def holds(self, name: str) -> bool:
        """Whether anything is kept under a name, usable or not."""
        return (self.folder / name).exists()

    def put(self, name: str, value: Any) -> None:
        """Keep a value under a name. A store that cannot be written to keeps nothing."""
        raw = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            self.make()
            file, path = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(file, "wb") as new:
                    new.write(self._mark + digest(raw) + raw)
                Path(path).replace(self.folder / name)
            except OSError:
                Path(path).unlink()
                raise

    def now(self) -> int:
        """The instant by the clock of the disk, in nanoseconds; 0 where nothing can be written."""
        self.put("now", None)
        with suppress(OSError):
            return (self.folder / "now").stat().st_mtime_ns
        return 0

    def drop(self, name: str) -> None:
        """Keep nothing under a name."""
        with suppress(OSError):
            (self.folder / name).unlink()

    def make(self) -> None:
        """Have the folder there, and Git pass over it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = next((up for up in (self.folder, *self.folder.parents) if up.name == "hearth"), None)
        if mark and not (mark / ".gitignore").exists():
            (mark / ".gitignore").write_text("*\n", encoding="utf-8")
