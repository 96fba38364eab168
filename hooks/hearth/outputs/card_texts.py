"""What the social preview of an event says, and its size in pixels."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True)
class CardTexts:
    """What a picture says, in words. Any of them may be empty."""

    community: str
    title: str
    day: str
    """Thu 10 December 2026; for a series without dates, its rhythm in words."""
    clock: str
    where: str
    mode: str
    """online, in-person or hybrid."""
    mode_words: str
    status: str = ""
    """Cancelled and the like; empty when the event takes place as announced."""
    month: str = ""
    number: str = ""
    called_off: bool = False
    """Whether the date no longer stands: it is struck out, in red."""
    direction: str = "ltr"
    """rtl where the hub's language is written from the right."""
