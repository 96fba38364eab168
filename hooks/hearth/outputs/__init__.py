"""Outputs: what the hub publishes, each an address and its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearth.model.hub import Hub


@dataclass(frozen=True)
class Output:
    """A file of the site: where it lies, relative to the site's root, and what is in it."""

    uri: str
    content: bytes


@dataclass(frozen=True)
class Writer:
    """Something that makes further files of the public hub, under a name of its own."""

    name: str
    write: Callable[[Hub], Iterable[Output]]


WRITERS: dict[str, Writer] = {}
"""Writers beside the engine's own, by their names: see ``hearth.site.extensions``."""


@contextmanager
def registered(writer: Writer) -> Iterator[None]:
    """Have a writer asked at each build for a while; ValueError when its name is taken."""
    if writer.name in WRITERS:
        raise ValueError(f"there is a writer {writer.name!r} already")
    WRITERS[writer.name] = writer
    try:
        yield
    finally:
        del WRITERS[writer.name]
