"""What a system that could not write or read says, and what to do about it."""

from __future__ import annotations

import errno

from hearth.base.words import N_
from hearth.cli.shared.tongue import words_now

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CURES = {
    **dict.fromkeys(
        _FULL,
        N_("the disk is full: make room (a build needs as much again as the site that is there)"),
    ),
    errno.EROFS: N_("the place is read-only: make it writable, or name another with --site-dir"),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM),
        N_(
            "you may not write there: ask for the permission, or name another folder with "
            "--site-dir"
        ),
    ),
    **dict.fromkeys(
        (errno.EBUSY, errno.EXDEV),
        N_(
            "the target is a place where another disk or folder is mounted, and cannot be "
            "replaced: name a folder inside it with --site-dir"
        ),
    ),
    errno.EMFILE: N_("too many files are open: raise the limit (ulimit -n)"),
    errno.ENOMEM: N_("the memory is full: end something else, or set workers: 1 in mkdocs.yml"),
    errno.EIO: N_("the disk does not read or write: have it looked at"),
}


def told(error: OSError) -> str:
    """What the system says, and what to do about it."""
    cure = CURES.get(error.errno or 0, "")
    said = f"{error.strerror or error} ({error.filename})"
    return f"{said}: {words_now().noted(cure)}." if cure else f"{said}."
