"""Views that many pages share are worked out once for each hub."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from hearth.model.hub import Hub

Answer = TypeVar("Answer")


def once(view: Callable[[Hub], Answer]) -> Callable[[Hub], Answer]:
    """Keep the answer of ``view`` for the hub it was last asked about; a hub never changes."""
    return lru_cache(maxsize=1)(view)
