"""Validate pictures that records name, and re-encode them without metadata.

What a decoder gets to see is small, of three formats and quickly gone through. What the site shows
is drawn anew from the pixels, in the colours of the web: no place, no camera's number, no comment
and no second file behind the picture comes along.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageCms, ImageOps

from hearth.base.picture_parts import too_costly

MAX_FILE = 1024 * 1024
MAX_SIDE = 4096
"""Pixels along the longer side of a file; its decoded form then takes 64 MB at most."""
SHOWN = 1600
"""Pixels along the longer side of what is published; a larger picture is made smaller."""
SHOWN_AVATAR = 480

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""Endings of pictures, and what must be in the file."""

_SAVING: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 85, "optimize": True},
    "WEBP": {"quality": 85, "method": 4},
}
_ORIENTATION = 0x0112


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown: its path below content/, which is its address too, and its size
    as published."""

    src: str
    width: int
    height: int
    content: bytes = field(default=b"", compare=False, repr=False)
    """What is published, when it was drawn."""


@dataclass(frozen=True)
class Refusal:
    """Why a picture cannot be shown: a problem code, what is wrong, what to do."""

    code: str
    what: str
    fix: str


class RefusedError(Exception):
    """Carries a Refusal."""

    def __init__(self, code: str, what: str, fix: str) -> None:
        super().__init__(what)
        self.refusal = Refusal(code, what, fix)


Entry = Literal["file", "folder", "other"]
Encoder = Callable[[Image.Image, tuple[int, int]], bytes]
"""Makes the file of a decoded picture in a size."""


class Gallery:
    """The pictures below one folder; each of its folders is listed once."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self._listed: dict[str, Mapping[str, Entry]] = {}

    def look(self, src: str, longest: int = SHOWN) -> Picture | Refusal:
        """The picture at ``src`` as it will be published, or why it cannot be; the whole file is
        decoded for it."""
        return self._looked(src, longest, lambda image, size: b"")

    def draw(self, src: str, longest: int = SHOWN) -> Picture | Refusal:
        """The same with what is published: the picture drawn anew from its pixels, to the same
        bytes for the same file."""
        return self._looked(src, longest, partial(_drawn, kind=FORMATS.get(_ending(src), "")))

    def _looked(self, src: str, longest: int, drawn: Encoder) -> Picture | Refusal:
        try:
            with self._opened(src) as image:
                size = image.size
                # A JPEG can be decoded at half its size or less, in a fraction of the time.
                image.draft(None, (longest, longest))
                turned = _load(image)
                # Turned or not is only known now, and a draft has changed the size.
                width, height = size if turned is image else _turned(size, _orientation(image))
                shown = _fitted(width, height, longest)
                return Picture(src, *shown, drawn(turned, shown))
        except RefusedError as error:
            return error.refusal

    @contextmanager
    def _opened(self, src: str) -> Iterator[Image.Image]:
        """The picture with its header read and found harmless."""
        raw = self._read(src)
        kind = FORMATS[_ending(src)]
        if why := too_costly(raw):
            raise RefusedError(
                "picture-costly", why, "Save it again with a picture editor, in its usual form."
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow warns of is refused below
            try:
                image = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "WEBP"))
            except Image.DecompressionBombError:
                raise _too_many_pixels() from None
            except Exception:  # whatever a decoder stumbles over, the file is at fault
                raise RefusedError(
                    "picture-broken",
                    "is not a picture in PNG, JPEG or WebP",
                    "Save it again with a picture editor.",
                ) from None
            with image:
                _refuse_unfit(image, kind)
                yield image

    def _read(self, src: str) -> bytes:
        steps = src.split("/")
        if "\\" in src or any(step in ("", ".", "..") for step in steps):
            raise RefusedError(
                "unknown-file",
                "is not a path below content/",
                "Write it like assets/people/ada.webp.",
            )
        if _ending(src) not in FORMATS:
            raise RefusedError(
                "picture-type",
                "is not a picture the hub shows",
                f"Export it as JPEG, PNG or WebP and name that file ({', '.join(FORMATS)}): "
                "another ending alone does not change a picture.",
            )
        folder = ""
        for depth, step in enumerate(steps):
            wanted: Entry = "file" if depth == len(steps) - 1 else "folder"
            # By the names as they are written: what a system that knows no capitals finds would be
            # missing on the server.
            if self._entries(folder).get(step) != wanted:
                raise RefusedError(
                    "unknown-file",
                    "is not a file below content/",
                    "Add the file, or correct its name.",
                )
            folder += f"/{step}"
        with open(f"{self.content}{folder}", "rb") as stream:
            # One byte more tells a file that is too large without reading it.
            raw = stream.read(MAX_FILE + 1)
        if len(raw) > MAX_FILE:
            raise RefusedError(
                "picture-too-large",
                f"is larger than {MAX_FILE // 1024} KiB",
                f"Make it smaller: {SHOWN} pixels along the longer side are enough.",
            )
        return raw

    def _entries(self, folder: str) -> Mapping[str, Entry]:
        """The names in a folder exactly as they are written, and what they are; links are neither
        file nor folder."""
        found = self._listed.get(folder)
        if found is None:
            try:
                with os.scandir(f"{self.content}{folder}") as entries:
                    found = {entry.name: _what(entry) for entry in entries}
            except OSError:
                found = {}
            self._listed[folder] = found
        return found


def _what(entry: os.DirEntry[str]) -> Entry:
    if entry.is_file(follow_symlinks=False):
        return "file"
    return "folder" if entry.is_dir(follow_symlinks=False) else "other"


def _ending(src: str) -> str:
    return Path(src).suffix.lower()


def _refuse_unfit(image: Image.Image, kind: str) -> None:
    """Refuse by what the header says, before a pixel is decoded."""
    if max(image.size) > MAX_SIDE:
        raise _too_many_pixels()
    # Telephones write JPEG files with a second picture behind the first (MPO); only the first is
    # read.
    found = "JPEG" if image.format == "MPO" else image.format
    if found != kind:
        raise RefusedError(
            "picture-type",
            f"holds a picture in {found}, not in {kind}",
            "Let its ending say what it is.",
        )
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise RefusedError("picture-type", "moves", "Choose a picture that stands still.")


def _too_many_pixels() -> RefusedError:
    return RefusedError(
        "picture-too-large",
        f"has more than {MAX_SIDE} pixels along a side",
        f"Make it smaller: {SHOWN} pixels along the longer side are enough.",
    )


def _load(image: Image.Image) -> Image.Image:
    """The picture decoded, and turned as its camera was held."""
    try:
        image.load()
        return ImageOps.exif_transpose(image) if _orientation(image) != 1 else image
    except Exception:
        raise _broken() from None


def _broken() -> RefusedError:
    return RefusedError(
        "picture-broken", "breaks off or is damaged", "Save it again with a picture editor."
    )


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # metadata that cannot be read is metadata that is not there
        return 1
    return found if found in range(2, 9) else 1


def _turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """A size after the picture is turned as its camera was held (Exif 2.32, 4.6.4 A)."""
    return (size[1], size[0]) if orientation >= 5 else size


def _fitted(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size of a picture whose longer side is at most ``longest``."""
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _drawn(image: Image.Image, size: tuple[int, int], kind: str) -> bytes:
    """The file of a decoded picture in a size: its pixels in the colours of the web, and nothing
    else that came with them."""
    try:
        plain = _plain_mode(image)
        if plain.size != size:
            plain = plain.resize(size, Image.Resampling.LANCZOS)
        shown = _in_srgb(plain, image.info.get("icc_profile"))
        # A new one: Pillow saves what it read beside the pixels (Exif, texts, profiles) too.
        clean = Image.new(shown.mode, shown.size)
        clean.paste(shown)
        into = io.BytesIO()
        clean.save(into, kind, **_SAVING[kind])
    except Exception:  # whatever cannot be drawn cannot be shown
        raise _broken() from None
    return into.getvalue()


def _plain_mode(image: Image.Image) -> Image.Image:
    """The picture in grey, colour or the four inks of print, with eight bits a channel."""
    if image.mode in ("L", "RGB", "RGBA", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):
        # Sixteen bits of grey; Pillow would cut off what is above eight.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


_SPACES = {"L": "GRAY", "RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK"}
"""The space of colours (ICC.1, 7.2.6) a profile must be of to say something of such a picture."""


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in the colours that browsers take for granted, as its own profile explains it; a
    profile that explains nothing is passed over."""
    mode = "L" if image.mode == "L" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile or b""))
        said = own.profile.profile_description or ""
        if own.profile.xcolor_space != _SPACES[image.mode] or said.startswith("sRGB"):
            raise ValueError(said)
        colours = image.convert("RGB") if image.mode == "RGBA" else image
        turned = ImageCms.profileToProfile(
            colours, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except Exception:  # no profile, or a wrong one
        return image if image.mode == "RGBA" else image.convert(mode)
    assert turned is not None  # noqa: S101 - it was not asked to change the picture in its place
    shown = turned.convert(mode)
    if image.mode == "RGBA":
        shown.putalpha(image.getchannel("A"))
    return shown
