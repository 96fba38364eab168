"""Pause the garbage collector while large structures are built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gc_paused(lasting: bool = False) -> Iterator[None]:
    """Hold the cyclic collector while many lasting objects are made.

    None of them is garbage, but their number would have it search all of them again and again: a
    fifth of the time of a large build. What is no longer referred to is freed at once as ever. With
    ``lasting``, what was made meanwhile is never searched later either; further processes then
    share its memory longer, too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if lasting:
            gc.freeze()
        if was_on:
            gc.enable()
