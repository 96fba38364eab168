"""Derived values, computed once and kept by the value they are derived from, never in a module."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar


class Deriving:
    """A value that never changes, and keeps what was derived from it for as long as it lives; a
    copy begins with nothing."""

    @cached_property
    def derived(self) -> dict[Callable[[Any], Any], Any]:
        return {}


Owner = TypeVar("Owner", bound=Deriving)
Result = TypeVar("Result")


def once(view: Callable[[Owner], Result]) -> Callable[[Owner], Result]:
    """Let ``view`` be worked out only once for each value it is asked of."""

    @wraps(view)
    def kept(owner: Owner) -> Result:
        derived = owner.derived
        if view not in derived:
            derived[view] = view(owner)
        result: Result = derived[view]
        return result

    return kept
