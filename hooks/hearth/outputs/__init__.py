"""Outputs: what the hub publishes, each an address and its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Output:
    """A file of the site: where it lies, relative to the site's root, and what is in it."""

    uri: str
    content: bytes
