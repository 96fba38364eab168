"""Draw the icons of a hub, each in the sizes and shapes that devices ask for."""

from __future__ import annotations

import io

from PIL import Image

from hearth.base.svg_pixels import NotSimpleError, drawn

LARGE, SMALL, TOUCH = 512, 192, 180
SAFE = 0.7
"""How much of a maskable icon its picture takes: devices cut away up to a fifth all around."""
PAPER = (251, 248, 244, 255)


def icons(*sources: bytes) -> dict[str, bytes]:
    """PNG files by their names, drawn from the first of the sources that can be drawn."""
    picture = next(filter(None, map(_square, sources)))
    ground = _ground(picture)
    return {
        "icon-512.png": _png(picture),
        "icon-192.png": _png(picture.resize((SMALL, SMALL), Image.Resampling.LANCZOS)),
        "maskable-512.png": _png(_on(ground, picture, LARGE, SAFE)),
        # Where it is transparent, it would be black.
        "apple-touch-icon.png": _png(_on(ground, picture, TOUCH, 1)),
    }


def _square(source: bytes) -> Image.Image | None:
    """The picture as a large square; None when it cannot be drawn."""
    if not source.startswith(b"\x89PNG"):
        try:
            return drawn(source, LARGE)
        except NotSimpleError:
            return None
    with Image.open(io.BytesIO(source), formats=("PNG",)) as image:
        picture = image.convert("RGBA")
    scale = LARGE / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    sheet = Image.new("RGBA", (LARGE, LARGE))
    corner = (LARGE - size[0]) // 2, (LARGE - size[1]) // 2
    sheet.paste(picture.resize(size, Image.Resampling.LANCZOS), corner)
    return sheet


def _ground(picture: Image.Image) -> tuple[int, ...]:
    """The colour around the picture: that of its own edge when it fills its square, else paper."""
    edges = ((LARGE // 2, 8), (8, LARGE // 2), (LARGE // 2, LARGE - 8), (LARGE - 8, LARGE // 2))
    found = {picture.getpixel(place) for place in edges}
    colour = found.pop()
    return colour if not found and isinstance(colour, tuple) and colour[3] == 255 else PAPER


def _on(ground: tuple[int, ...], picture: Image.Image, size: int, part: float) -> Image.Image:
    """The picture on a square without transparency, in the middle of which it takes a part."""
    sheet, side = Image.new("RGBA", (size, size), ground), round(size * part)
    corner = ((size - side) // 2, (size - side) // 2)
    sheet.alpha_composite(picture.resize((side, side), Image.Resampling.LANCZOS), corner)
    return sheet.convert("RGB")


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
