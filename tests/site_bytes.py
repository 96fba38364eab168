"""What the files of a site say to whoever can read their form."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator


def unpacked(content: bytes) -> bytes:
    """What a file says to whoever can read its form: unzipped, unfolded, with the texts that lie
    beside a picture."""
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content.startswith(b"BEGIN:VCALENDAR"):
        content = content.replace(b"\r\n ", b"")
    return b"\n".join([content, *_texts_of_picture(content)])


def _texts_of_picture(content: bytes) -> Iterator[bytes]:
    """The packed texts of a PNG file (zTXt, and iTXt that is packed)."""
    place = 8
    while content.startswith(b"\x89PNG") and place + 8 <= len(content):
        size, name = (
            int.from_bytes(content[place : place + 4], "big"),
            content[place + 4 : place + 8],
        )
        words = content[place + 8 : place + 8 + size].partition(b"\0")[2]
        packed = (
            words[1:]
            if name == b"zTXt"
            else words[2:].split(b"\0", 2)[-1]
            if name == b"iTXt"
            else b""
        )
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed
        place += size + 12
