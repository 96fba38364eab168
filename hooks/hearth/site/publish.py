"""Publish a site atomically: a reader gets the old site whole or the new one whole, even when the
build is killed.

A new site is made in a workspace beside the target, ``.site-xxxxxxxx/new``, and takes the target's
place when it is done. Linux exchanges the two folders in one step (renameat2 with RENAME_EXCHANGE;
ext4, XFS, Btrfs, tmpfs and overlay file systems can). Where that cannot be had, the old site is
moved away and the new one to its place; a build that is killed between these two leaves none, and
the next one first puts the old site back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hearth.base.folders import files_below
from hearth.base.words import said

try:
    import fcntl
# Windows has no such locks; there, two builds at once are up to their callers.
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]

LEFT = ("seal", "state", "changes", "chrome")
"""What a build leaves beside them (hearth/site/workshop.py)."""
NEW, OLD, MANIFEST = "new", "old", "manifest.json"
"""What a workspace holds: the site that is made, the site that was, and the manifest."""
# AT_FDCWD of fcntl.h, and RENAME_EXCHANGE of linux/fs.h.
_HERE, _EXCHANGE = -100, 2
# What renameat2 answers where the kernel or the file system cannot exchange.
_NOT_POSSIBLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class NotASiteError(Exception):
    """The target is something that must not be replaced; carries why."""


class BusyError(Exception):
    """Another build of the same target goes on; carries what is known of it."""


class SiteDifference(NamedTuple):
    """How a site differs from the one before it, in files."""

    new: int
    changed: int
    gone: int


def check_target(target: Path, hub: Path) -> None:
    """Refuse a target that replacing would destroy: the hub itself, or a folder of something that
    is no site.

    Raises NotASiteError.
    """
    folder = hub.resolve()
    if target == folder or target in folder.parents:
        raise NotASiteError(
            said(
                "%(target)s holds the hub itself. Name another folder with --site-dir.",
                target=target,
            )
        )
    if target.exists() and not target.is_dir():
        raise NotASiteError(
            said("%(target)s is a file. Name a folder with --site-dir.", target=target)
        )
    if target.is_dir() and any(target.iterdir()) and not (target / "index.html").is_file():
        raise NotASiteError(
            said(
                "%(target)s holds files, but no index.html: it does not look like a site, and a "
                "build would replace it whole. Empty it, or name another folder with --site-dir.",
                target=target,
            )
        )


# -- one at a time -------------------------------------------------------------------------------


@contextmanager
def locked(target: Path, wait: float, waiting: Callable[[str], None]) -> Iterator[int]:
    """Hold the target against other builds; gives the lock's file descriptor, which processes that
    build may inherit.

    ``waiting`` is told once when another build is waited for, for up to ``wait`` seconds; then
    BusyError. The system lets go of the lock when every process that holds it has ended, however it
    ended, so a lock file that lies about locks nothing.
    """
    file = os.open(
        target.parent / f".{target.name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644
    )
    try:
        _lock(file, wait, waiting)
        # Who builds stands in the file only for others to read; the lock itself is the system's.
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield file
    finally:
        os.close(file)


def _lock(file: int, wait: float, waiting: Callable[[str], None]) -> None:
    if fcntl is None:  # pragma: no cover
        return
    until, reported = time.monotonic() + wait, False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise BusyError(_holder(file)) from None
        if not reported:
            waiting(_holder(file))
            reported = True
        time.sleep(0.1)


def _holder(file: int) -> str:
    """Who holds the lock, as the lock file tells it."""
    since = datetime.fromtimestamp(os.fstat(file).st_mtime, UTC)
    return said(
        "process %(number)s, since %(since)s UTC",
        number=os.pread(file, 20, 0).decode() or "unknown",
        since=f"{since:%Y-%m-%d %H:%M:%S}",
    )


# -- a place to work -----------------------------------------------------------------------------


@contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """A fresh folder beside the target, gone afterwards; first, what killed builds left is cleared
    away.

    Only for the holder of the target's lock: any other workspace of the target is then nobody's.
    """
    for left in leftovers(target):
        # Killed between the two renames of swap(): the old site is put back before anything else.
        if not target.exists() and (left / OLD).is_dir():
            (left / OLD).rename(target)
        shutil.rmtree(left, ignore_errors=True)
    # Beside the target, because only within one file system a folder can be renamed.
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def leftovers(target: Path) -> list[Path]:
    """Workspaces of the target: folders that have their name and hold nothing else than they do."""
    name = re.compile(rf"\.{re.escape(target.name)}-[a-z0-9_]{{8}}")
    beside = [path for path in sorted(target.parent.iterdir()) if name.fullmatch(path.name)]
    return [
        path
        for path in beside
        if path.is_dir()
        and not path.is_symlink()
        and {inner.name for inner in path.iterdir()} <= {NEW, OLD, MANIFEST, *LEFT}
    ]


# -- the stroke ----------------------------------------------------------------------------------


def swap(work: Path, target: Path) -> None:
    """Put the site in ``work``/new into the target's place; what was there is in ``work``
    afterwards.

    Everything is on the disk before, so that a loss of power cannot leave new names for files that
    were not yet written.
    """
    new = work / NEW
    _flush(new)
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        target.rename(work / OLD)
        new.rename(target)
    _flush_folder(target.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    call = (
        getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if sys.platform == "linux"
        else None
    )
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_POSSIBLE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _flush(folder: Path) -> None:
    """Have everything below a folder written to the disk; OSError when it could not be."""
    call = (
        getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if sys.platform == "linux"
        else None
    )
    if call is None:
        os.sync() if hasattr(os, "sync") else None
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        if call(file) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(file)


def _flush_folder(folder: Path) -> None:
    """Have a folder's own entries written; some systems cannot do that for folders, and do it
    unasked."""
    with suppress(OSError):
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.readall()


def compare(new: Path, old: Path) -> SiteDifference:
    """How the files of two sites differ; the first site of all is all new."""
    now = files_below(new)[0]
    before = files_below(old)[0] if old.is_dir() else {}
    both = now.keys() & before.keys()
    changed = sum(
        now[path] != before[path] or _content(f"{new}/{path}") != _content(f"{old}/{path}")
        for path in both
    )
    return SiteDifference(len(now.keys() - both), changed, len(before.keys() - both))
