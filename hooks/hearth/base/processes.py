"""Share work among forked processes, which inherit everything read so far."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

Share = TypeVar("Share")
Result = TypeVar("Result")


def can_fork() -> bool:
    """Whether this system lets a process have children that share its memory."""
    return hasattr(os, "fork")


def in_children(
    work: Callable[[Share], Result], shares: Iterable[Share], processes: int
) -> Iterator[Result]:
    """What ``work`` makes of each share, in order; each child takes the next when it is done with
    one.

    ``work`` and all it knows are inherited and not copied: only shares and results cross over, so
    these are to be small.
    """
    # Most commands have no children, and start without the modules that lead them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        processes, mp_context=fork, initializer=_inherit, initargs=(work,)
    ) as pool:
        yield from pool.map(_do, shares)


# A pool pickles what it is asked to call, and closures cannot be pickled: so a child finds its work
# here. The parent never sets it, and a child sets it once, before its first share.
_work: Callable[[Any], Any] | None = None


def _inherit(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work


def _do(share: Any) -> Any:
    assert _work  # noqa: S101 - _inherit ran first
    return _work(share)
