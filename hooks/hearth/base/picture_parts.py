"""What the parts of a picture's file ask of a decoder, told before any of them is decoded."""

from __future__ import annotations

import re

from hearth.base.words import Said, said

MAX_PASSES = 40
"""How often a decoder may have to go through a channel of a JPEG: encoders need 14 at most for
colour and 24 for print, and each costs as much as the picture has pixels, however few bytes it is
made of."""
MAX_PARTS = 1000
"""How many parts a file may have beside its pixels: cameras and editors write some dozens."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\x01\xff\xd0-\xd8]")
"""A JPEG's markers that begin or end something (ITU-T T.81, B.1.1.3): what follows the two bytes
of the others is not their length, and FF 00 is a byte of the pixels."""


def too_costly(raw: bytes) -> Said | None:
    """Why a file would keep a decoder busy for longer than its pixels are worth; None when it would
    not."""
    if raw.startswith(_PNG):
        return _png(raw)
    return _jpeg(raw) if raw.startswith(_JPEG) else None


def _png(raw: bytes) -> Said | None:
    """A PNG's parts (W3C PNG, 5.3) are its pixels, one colour profile, and little else."""
    at, parts, profiles = len(_PNG), 0, 0
    while at + 8 <= len(raw):
        size, name = int.from_bytes(raw[at : at + 4]), raw[at + 4 : at + 8]
        parts += name != b"IDAT"
        profiles += name == b"iCCP"
        at += 12 + size
    if profiles > 1:
        return said("holds %(number)s colour profiles", number=profiles)
    return _many_parts(parts)


def _jpeg(raw: bytes) -> Said | None:
    at, parts, passes = len(_JPEG), 0, 0
    while found := _MARKER.search(raw, at):
        at, marker = found.end(), raw[found.end() - 1]
        if marker == _END:
            break
        if marker == _SCAN:
            passes += raw[at + 2] if at + 2 < len(raw) else 0
        parts += 1
        at += max(2, int.from_bytes(raw[at : at + 2]))
    if passes > MAX_PASSES:
        return said("is made of %(number)s passes over its pixels", number=passes)
    return _many_parts(parts)


def _many_parts(parts: int) -> Said | None:
    return said("is made of %(number)s parts", number=parts) if parts > MAX_PARTS else None
