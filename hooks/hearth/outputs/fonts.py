"""Text in pictures: measure, break and draw it with the vendored fonts.

Widths are in em and hold at every size, so a text is measured once and fitted by arithmetic.
Letters are placed one by one, in Pillow's basic layout: the better one needs FriBidi from the
operating system, and the same hub would come out differently on two machines. What that layout
would have done for our languages is done here: the closest pairs of the titles are kerned, and an
accent that has no letter of its own in Unicode (Yoruba ẹ̀) is set over the one it follows.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageFont

FONTS = Path(__file__).parent.parent / "theme" / "assets" / "hearth" / "fonts"
FILES = ("latin", "latin-ext", "latin-more", "vietnamese", "hebrew")
UNITS = 1000
"""The size, in pixels, at which letters are measured."""
STEPS = 2
"""Letters begin on half a pixel at the finest."""
ACCENTS = 2
"""More on one letter, beyond those it has in Unicode, are no language but a prank."""
LONGEST = 600
"""Characters of a text that are looked at: more than any picture shows."""
ABOVE, BELOW, BESIDE = 1.3, 0.5, 0.3
"""Room around a line, in em from its baseline and its ends: Ễ is tall, and an f may lean out."""

# The closest pairs of Fraunces 600, in thousandths of an em, rounded from the font's own table.
_KERNED = {
    "A": {"vwyTVW": -40, "Y": -50, "’”": -70},
    "F": {"acdeoq": -30, "gAJ": -40, ".,:": -60},
    "L": {"T": -40, "VWY": -50, "’”": -80},
    "P": {"A": -50, ".,:": -70},
    "T": {"acdegoqs": -50, "imnrz": -30, "AJ": -40, ".,:": -70},
    "V": {"acdegoqsz": -60, "imnprAJ": -40, "tuvwxy": -30, ".,:": -70},
    "W": {"acdegoqsz": -60, "imnprAJ": -40, "tuvwxy": -30, ".,:": -70},
    "Y": {"acdegopqszA": -60, "imnrvwxyJ": -40, "tu": -30, ".,:": -70},
    "r": {".,:": -30},
    "v": {".,:": -40},
    "w": {".,:": -40},
    "y": {".,:": -40},
    "“": {"AJ": -80},
}
KERNING = {
    left + right: by / UNITS
    for left, groups in _KERNED.items()
    for rights, by in groups.items()
    for right in rights
}


class FontFace(NamedTuple):
    """A family and a weight."""

    family: str
    weight: int
    kerned: bool = False


TITLE = FontFace("fraunces", 600, kerned=True)
TEXT = FontFace("inter", 500)
STRONG = FontFace("inter", 600)


@dataclass(frozen=True)
class Glyph:
    """The ink of one letter, relative to the point on the baseline where it begins."""

    ink: Image.Image
    left: int
    top: int


PixelBox = tuple[int, int, int, int]
"""Left, top, right, bottom."""
OVER, UNDER = 230, 220
"""Unicode's combining classes of accents above and below a letter."""


def legible(text: str, face: FontFace = TITLE) -> str:
    """The text as the fonts can write it, on one line; empty when a letter would be missing, or no
    letter is left.

    Emoji, signs the fonts do not have and what is invisible are left out: a title reads on without
    them. A title that lost letters would say something else, and scripts that join their letters
    are not in the fonts.
    """
    kept = []
    accents = 0
    # Composed, since the fonts have most letters with their accents as one.
    for char in unicodedata.normalize("NFC", " ".join(text.split())[:LONGEST]):
        drawn = _drawn(face, char)
        if not drawn and _counts(char):
            return ""
        accents = accents + 1 if _accent(char) else 0
        if accents <= ACCENTS:
            kept.append(drawn)
    line = " ".join("".join(kept).split())
    return line if any(char.isalnum() for char in line) else ""


def drawable(text: str, face: FontFace = TITLE) -> bool:
    """Whether a picture can show the text without losing a letter."""
    return bool(legible(text, face))


# Here and below: how letters look depends on the fonts alone, which are the same for every hub. The
# caches are bounded because what is drawn is anybody's text.
@lru_cache(maxsize=8192)
def width(text: str, face: FontFace) -> float:
    """How far a line reaches, in em."""
    return sum(step for _, step in _steps(text, face))


def shortened(text: str, face: FontFace, room: float) -> str:
    """The text, cut with … when it is wider than ``room`` em; at the end of a word if one is
    near."""
    if width(text, face) <= room:
        return text
    kept = _fitting(text, face, room - width("…", face))
    head, space, _ = kept.rpartition(" ")
    if space and text[len(kept) :][:1] != " " and len(head) > len(kept) * 0.7:
        kept = head
    return kept.rstrip(" .,;:·–—-/(&") + "…"


def wrapped(text: str, face: FontFace, room: float) -> list[str]:
    """The text in lines of at most ``room`` em, broken between words, and inside a word that is
    wider by itself."""
    lines: list[str] = []
    reach = 0.0
    space = width(" ", face)
    for word in text.split():
        wide = width(word, face)
        if lines and reach + space + wide <= room:
            lines[-1] += f" {word}"
            reach += space + wide
            continue
        while wide > room:
            piece = _fitting(word, face, room)
            lines.append(piece)
            word = word[len(piece) :]
            wide = width(word, face)
        if word:
            lines.append(word)
            reach = wide
    return lines


def balanced(text: str, face: FontFace, room: float) -> list[str]:
    """The text in as few lines as ``wrapped`` needs, of lengths as equal as can be."""
    lines = wrapped(text, face, room)
    low, high = room / 2, room
    # Halving six times comes within a sixty-fourth of the width.
    for _ in range(6):
        middle = (low + high) / 2
        if len(narrower := wrapped(text, face, middle)) == len(lines) and unbroken(
            text, face, middle
        ):
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def unbroken(text: str, face: FontFace, room: float) -> bool:
    """Whether every word fits into a line of ``room`` em."""
    return all(width(word, face) <= room for word in text.split())


@lru_cache(maxsize=64)
def line_mask(text: str, face: FontFace, size: int, spaced: float = 0) -> Image.Image:
    """A line as ink (255) on nothing (0); its baseline is ``ABOVE`` em down, its beginning
    ``BESIDE`` em in.

    ``spaced`` em are added after each letter.
    """
    reach = width(text, face) + spaced * len(text) + 2 * BESIDE
    sheet = Image.new("L", (math.ceil(reach * size), math.ceil((ABOVE + BELOW) * size)))
    pen, baseline = BESIDE * size, round(ABOVE * size)
    under: PixelBox | None = None
    for char, step in _steps(text, face):
        whole, part = divmod(round(pen * STEPS), STEPS)
        if char == " ":
            under = None
        else:
            glyph = _glyph(face, size, char, part)
            left, top = whole + glyph.left, baseline + glyph.top
            if under and _accent(char):
                left, top = _beside(under, char, glyph, top, gap=round(0.05 * size))
            box = (left, top, left + glyph.ink.width, top + glyph.ink.height)
            sheet.paste(255, box, glyph.ink)
            under = _around(under, box) if under and _accent(char) else box
        pen += (step + spaced) * size if step else 0
    return sheet


def _beside(under: PixelBox, char: str, glyph: Glyph, top: int, gap: int) -> tuple[int, int]:
    """Where an accent goes: in the middle of the letter it follows, and clear of it."""
    middle = (under[0] + under[2] - glyph.ink.width) // 2
    if unicodedata.combining(char) == OVER:
        return middle, min(top, under[1] - gap - glyph.ink.height)
    if unicodedata.combining(char) == UNDER:
        return middle, max(top, under[3] + gap)
    return middle, top


def _around(one: PixelBox, other: PixelBox) -> PixelBox:
    """The box that holds both; as wide as the first, over which further accents are centred too."""
    return one[0], min(one[1], other[1]), one[2], max(one[3], other[3])


def _steps(text: str, face: FontFace) -> Iterator[tuple[str, float]]:
    """Each letter, and how far the next one begins from it."""
    following = iter(text[1:])
    for char in text:
        after = next(following, "")
        step = 0.0 if _accent(char) else _advance(face, char)
        if face.kerned and step:
            step += KERNING.get(_base_letter(char) + _base_letter(after), 0)
        yield char, step


def _fitting(text: str, face: FontFace, room: float) -> str:
    """The longest beginning that fits, of at least one letter; a letter keeps its accents."""
    reach = 0.0
    for at, (char, step) in enumerate(_steps(text, face)):
        reach += step
        if at and reach > room and not _accent(char):
            return text[:at]
    return text


def _counts(char: str) -> bool:
    """Whether a text without this character would say something else."""
    kind = unicodedata.category(char)
    if (
        "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or "\U0001f000" <= char <= "\U0001faff"
    ):
        return False  # how to draw an emoji, and emoji that this Python's tables may not know yet
    return kind[0] in "LN" or kind in ("Mn", "Mc", "Cn")


@lru_cache(maxsize=4096)
def _drawn(face: FontFace, char: str) -> str:
    """The character as the fonts write it: itself, the plain letters it stands for (ﬁ, Ａ), or
    nothing."""
    if char == " ":
        return char
    if unicodedata.category(char)[0] in "CZ":
        return ""
    if _file(face, char):
        return char
    simple = unicodedata.normalize("NFKC", char)
    return simple if simple != char and all(_file(face, each) for each in simple) else ""


@lru_cache(maxsize=4096)
def _file(face: FontFace, char: str) -> str:
    """The font file that has a letter. What a file does not have, it draws as nothing: so does what
    is invisible."""
    return next(
        (file for file in FILES if _font(face, file, UNITS // 10).getmask(char).getbbox()), ""
    )


@lru_cache(maxsize=4096)
def _advance(face: FontFace, char: str) -> float:
    return float(_font(face, _file(face, char) or FILES[0], UNITS).getlength(char)) / UNITS


@lru_cache(maxsize=4096)
def _glyph(face: FontFace, size: int, char: str, part: int) -> Glyph:
    """One letter, beginning ``part`` steps after a whole pixel."""
    font = _font(face, _file(face, char), size)
    mask, (left, top) = font.getmask2(char, "L", anchor="ls", start=(part / STEPS, 0))
    crop = mask.getbbox() or (
        0,
        0,
        1,
        1,
    )  # the mask reaches to the baseline and the end of the letter
    ink = Image.frombytes("L", mask.size, bytes(mask)).crop(crop)
    return Glyph(ink, int(left) + crop[0], int(top) + crop[1])


@cache
def _font(face: FontFace, file: str, size: int) -> ImageFont.FreeTypeFont:
    # BASIC lays letters one after the other; the other engine (Raqm) is not in every Pillow.
    font = ImageFont.truetype(
        FONTS / f"{face.family}-{file}.woff2", size, layout_engine=ImageFont.Layout.BASIC
    )
    font.set_variation_by_axes([face.weight])
    return font


@lru_cache(maxsize=4096)
def _base_letter(char: str) -> str:
    """The letter without its accents, as the table of pairs knows it."""
    return unicodedata.normalize("NFD", char)[:1]


def _accent(char: str) -> bool:
    return unicodedata.combining(char) != 0
