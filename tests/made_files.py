"""Pictures and other bytes that cases name, made when a test needs them."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image

CANARY = "CANARY-52.5163N-13.3777E"
SCRIPT = b"<script>alert('polyglot')</script>"


def bomb() -> bytes:
    """A small file of far more pixels than anybody shows; black, so that it is quickly made."""
    into = io.BytesIO()
    Image.new("1", (9000, 9000)).save(into, "PNG")
    return into.getvalue()


def picture(kind: str, size: tuple[int, int] = (24, 16), **options: Any) -> bytes:
    """A picture of one colour in a format."""
    into = io.BytesIO()
    Image.new("RGB", size, (180, 90, 40)).save(into, kind, **options)
    return into.getvalue()


def moving(kind: str) -> bytes:
    """Two pictures, one after the other."""
    into = io.BytesIO()
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue")]
    frames[0].save(into, kind, save_all=True, append_images=frames[1:], duration=100)
    return into.getvalue()


def telling() -> bytes:
    """A photograph that was held sideways and says where it was taken, in each place a JPEG can; a
    script follows it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = CANARY
    exif.get_ifd(0x8825)[0x1D] = CANARY
    return (
        picture("JPEG", exif=exif, comment=CANARY.encode(), icc_profile=CANARY.encode())
        + SCRIPT
        + CANARY.encode()
    )


def _header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no pixels."""
    fields = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + fields
        + struct.pack(">I", zlib.crc32(fields))
    )


def many_scans(count: int = 400) -> bytes:
    """A JPEG whose last pass over its pixels is there again and again."""
    into = io.BytesIO()
    Image.new("L", (2048, 2048), 128).save(into, "JPEG", progressive=True)
    raw = into.getvalue()
    last = raw.rindex(b"\xff\xda")
    return raw[:-2] + raw[last:-2] * count + raw[-2:]


def chunk(name: bytes, content: bytes = b"") -> bytes:
    """A part of a PNG."""
    size, mark = struct.pack(">I", len(content)), struct.pack(">I", zlib.crc32(name + content))
    return size + name + content + mark


def with_parts(*parts: bytes) -> bytes:
    """A PNG with parts before its pixels."""
    raw = picture("PNG")
    return raw[:33] + b"".join(parts) + raw[33:]


PROFILE_BOMB = chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(1_000_000)))


MADE: dict[str, Callable[[], bytes]] = {
    "png": lambda: picture("PNG"),
    "jpeg": lambda: picture("JPEG"),
    "webp": lambda: picture("WEBP"),
    "gif": lambda: picture("GIF"),
    "bmp": lambda: picture("BMP"),
    "tiff": lambda: picture("TIFF"),
    "wide": lambda: picture("PNG", (4097, 1)),
    "high": lambda: picture("WEBP", (1, 4097)),
    "bomb": bomb,
    "claims": lambda: _header(2**31 - 1, 2**31 - 1),
    "header": lambda: _header(20, 20),
    "cut png": lambda: picture("PNG", (200, 200))[:80],
    "cut jpeg": lambda: picture("JPEG", (400, 400))[:700],
    "cut webp": lambda: picture("WEBP", (200, 200))[:60],
    "moving png": lambda: moving("PNG"),
    "moving webp": lambda: moving("WEBP"),
    "heavy": lambda: picture("PNG") + b"\0" * (1024 * 1024),
    "telling": telling,
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page": lambda: b"<!doctype html>" + SCRIPT,
    "nothing": lambda: b"",
    "many scans": many_scans,
    "many comments": lambda: with_parts(*[chunk(b"tEXt", b"a\0b")] * 1100),
    "two profiles": lambda: with_parts(PROFILE_BOMB, PROFILE_BOMB),
    "many markers": lambda: (raw := picture("JPEG"))[:2] + b"\xff\xfe\0\2" * 1100 + raw[2:],
    "text bombs": lambda: (
        picture("PNG")[:-12]
        + chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(1_000_000))) * 80
        + chunk(b"IEND")
    ),
}
