"""Decode pictures and draw them anew: the only module that opens a contributor's picture."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageCms, ImageOps

from hearth.base.picture_limits import MAX_SIDE, SHOWN, RefusedError
from hearth.base.words import said

_SAVING: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 85, "optimize": True},
    "WEBP": {"quality": 85, "method": 4},
}
_ORIENTATION = 0x0112


def decoded(raw: bytes, kind: str, longest: int, draw: bool) -> tuple[int, int, bytes]:
    """The width and height of a picture as it will be published, with its longer side in at most
    ``longest`` pixels, and its file where it is to be drawn. Raises RefusedError."""
    with _opened(raw, kind) as image:
        size = image.size
        # A JPEG can be decoded at half its size or less, in a fraction of the time.
        image.draft(None, (longest, longest))
        turned = _load(image)
        # Turned or not is only known now, and a draft has changed the size.
        width, height = size if turned is image else _turned(size, _orientation(image))
        shown = _fitted(width, height, longest)
        return *shown, _drawn(turned, shown, kind) if draw else b""


@contextmanager
def _opened(raw: bytes, kind: str) -> Iterator[Image.Image]:
    """The picture with its header read and found harmless."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of is refused below
        try:
            image = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "WEBP"))
        except Image.DecompressionBombError:
            raise _too_many_pixels() from None
        except Exception:  # whatever a decoder stumbles over, the file is at fault
            raise RefusedError(
                "picture-broken",
                said("is not a picture in PNG, JPEG or WebP"),
                said("Save it again with a picture editor."),
            ) from None
        with image:
            _refuse_unfit(image, kind)
            yield image


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
            said("holds a picture in %(found)s, not in %(kind)s", found=found, kind=kind),
            said("Let its ending say what it is."),
        )
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise RefusedError(
            "picture-type", said("moves"), said("Choose a picture that stands still.")
        )


def _too_many_pixels() -> RefusedError:
    return RefusedError(
        "picture-too-large",
        said("has more than %(limit)s pixels along a side", limit=MAX_SIDE),
        said("Make it smaller: %(enough)s pixels along the longer side are enough.", enough=SHOWN),
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
        "picture-broken",
        said("breaks off or is damaged"),
        said("Save it again with a picture editor."),
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
