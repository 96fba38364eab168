"""What a picture can be, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.base.words import Said

MAX_FILE = 1024 * 1024
MAX_SIDE = 4096
"""Pixels along the longer side of a file; its decoded form then takes 64 MB at most."""
SHOWN = 1600
"""Pixels along the longer side of what is published; a larger picture is made smaller."""
SHOWN_AVATAR = 480

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""Endings of pictures, and what must be in the file."""


@dataclass(frozen=True)
class Refusal:
    """Why a picture cannot be shown: a problem code, what is wrong, what to do."""

    code: str
    what: Said
    fix: Said


class RefusedError(Exception):
    """Carries a Refusal."""

    def __init__(self, code: str, what: Said, fix: Said) -> None:
        super().__init__(what)
        self.refusal = Refusal(code, what, fix)
