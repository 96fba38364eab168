"""Write a file whole or not at all: whoever is stopped on the way leaves what was there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

NEW = 0o644
"""The mode of a file that was not there."""


def write_whole(target: Path, content: bytes | str, mode: int = NEW) -> None:
    """Put the content in the place of a file in one step; a file that is there keeps its mode, and
    a link leads where it led."""
    raw = content.encode() if isinstance(content, str) else content
    place = target.resolve() if target.is_symlink() else target
    new = staged(place, raw, mode)
    try:
        new.replace(place)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    sync_folder(place.parent)


def staged(target: Path, content: bytes, mode: int = NEW) -> Path:
    """The content in a new file beside its target, on the disk, with the target's mode."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".hearth-", delete=False) as stream:
        new = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
            new.chmod(target.stat().st_mode & 0o7777 if target.exists() else mode)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    return new


def sync_folder(folder: Path) -> None:
    """Bring the names of a folder to the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
