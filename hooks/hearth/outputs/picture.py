"""Draw the social preview of an event: 1200 × 630 pixels, PNG.

It is laid out like a ticket: the date on the stub at the left, the words beside it. Services that
cut a square out of the middle lose the stub and keep where the words begin.

The picture has a palette and no other colours. Every pair of colours that meet in it has a row
there, the steps from the one to the other; so ink is laid on paper by writing the numbers of steps,
and the file stays small.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw

from hearth.base.words import direction_of_text
from hearth.outputs.card_texts import HEIGHT, WIDTH, CardTexts
from hearth.outputs.fonts import (
    ABOVE,
    BESIDE,
    STRONG,
    TEXT,
    TITLE,
    FontFace,
    balanced,
    legible,
    line_mask,
    shortened,
    unbroken,
    width,
    wrapped,
)
from hearth.outputs.line_order import visual_order

STUB = 248
"""Where the stub ends."""
LEFT, RIGHT = 304, 1136
"""The column of words."""
TOP = 58
FOOT = 552
"""The height of the community's name and of the mark: their middle."""
GAP = 30
TAG = 52
BITE = 30
FLAME_ALONE = 300
FACTS_END = 482
FACT, FACT_LINE = 32, 46
TITLES = (120, 108, 100, 92, 84, 76, 68, 62, 56, 50, 46, 42)
LEADING = 1.15

PAPER, INK, SOFT, LINE = "#fbf8f4", "#23201d", "#6a625b", "#e9e1d8"
EMBER, EMBER_SOFT, CREAM, GLOW = "#b8431f", "#fbeae2", "#fff6ee", "#f08a4f"
PINE, PINE_SOFT = "#1f5c50", "#e4f0ec"
PLUM, PLUM_SOFT = "#5b3f7a", "#efe8f6"
SUN, SUN_SOFT = "#825500", "#fbf0d9"
RED, RED_SOFT = "#a3252c", "#fbe7e6"
MODES = {"online": (PINE, PINE_SOFT), "in-person": (SUN, SUN_SOFT), "hybrid": (PLUM, PLUM_SOFT)}

STEPS = 6
TOUCHED = bytes(255 if round(value * STEPS / 255) else 0 for value in range(256))
PAIRS = [
    (INK, PAPER),
    (SOFT, PAPER),
    (LINE, PAPER),
    (RED, PAPER),
    (SOFT, LINE),
    (EMBER, EMBER_SOFT),
    (PAPER, EMBER_SOFT),
    (CREAM, EMBER),
    (GLOW, CREAM),
    (GLOW, EMBER),
    (EMBER, RED_SOFT),
    (PAPER, RED_SOFT),
    (RED, RED_SOFT),
    (RED_SOFT, PAPER),
    *MODES.values(),
    *((soft, PAPER) for _, soft in MODES.values()),
]
"""(on top, below)"""

# The flame, as Bézier curves on a square of 32: where it begins, then two handles and an end,
# relative to the last end.
FLAME = (
    (17.4, 3.8),
    (
        (0.8, 4.2, -1.4, 6.3, -3.7, 8.8),
        (-2.4, 2.4, -4.3, 4.7, -4.3, 7.9),
        (0, 4.3, 3.1, 7.3, 7, 7.3),
        (4, 0, 7, -2.9, 7, -6.8),
        (0, -3.6, -2.2, -5.7, -2.9, -9.3),
        (-1.3, 0.8, -2, 2.1, -2.1, 3.9),
        (-1.8, -3, 0.2, -6.8, -1, -11.8),
    ),
)
HEART = (
    (16.3, 17.8),
    (
        (0.3, 1.8, -0.6, 2.6, -1.4, 3.5),
        (-0.7, 0.8, -1.2, 1.5, -1.2, 2.6),
        (0, 1.5, 1.2, 2.6, 2.6, 2.6),
        (1.5, 0, 2.6, -1.1, 2.6, -2.5),
        (0, -2.2, -1.9, -3.1, -2.6, -6.2),
    ),
)
Curves = tuple[tuple[float, float], tuple[tuple[float, ...], ...]]
FINE = 4
"""Shapes are drawn this many times larger and reduced, which makes their edges smooth."""


class Sheet(NamedTuple):
    """What is drawn on; ``mirrored`` when it will be seen from the other side."""

    image: Image.Image
    mirrored: bool

    def seen(self, shape: Image.Image) -> Image.Image:
        """A shape as it must be drawn to be seen as it is."""
        return shape.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if self.mirrored else shape


@dataclass(frozen=True)
class Fact:
    """A line of when and where, or a part of one."""

    words: str
    face: FontFace
    colour: str
    beside: bool = False
    """Whether it may stand on the line of the one before."""

    def within(self, room: float) -> Fact:
        return replace(self, words=shortened(self.words, self.face, room))


def draw(picture: CardTexts) -> bytes:
    """The picture as PNG: the same bytes for the same words, whatever they contain. For a language
    that is written from the right all is drawn as in a mirror, but for the lines of words, and
    mirrored in the end."""
    paper = _background(RED_SOFT if picture.called_off else EMBER_SOFT)
    sheet = Sheet(paper.copy(), picture.direction == "rtl")
    community = legible(picture.community)
    headline, facts = _said(picture, community)
    # A number that nothing explains would be a riddle: then the flame stands alone.
    _stub(sheet, picture if headline else replace(picture, month="", number=""))
    top = _tags(sheet, picture)
    bottom = _facts(sheet, facts, struck=picture.called_off)
    _headline(sheet, headline, top, bottom)
    _foot(sheet, community if community != headline else "")
    return _png(sheet)


def _said(picture: CardTexts, community: str) -> tuple[str, list[Fact]]:
    """The headline and the facts below it: without a title that can be drawn, the day moves up."""
    day, clock, where = (
        legible(picture.day, STRONG),
        legible(picture.clock, TEXT),
        legible(picture.where, TEXT),
    )
    facts = [Fact(clock, TEXT, SOFT, beside=True), Fact(where, TEXT, SOFT)]
    if title := legible(picture.title):
        return title, [Fact(day, STRONG, INK), *facts]
    if day := legible(picture.day):
        return day, facts
    return community, facts


# Here and below: shapes and colours are the same for every hub, and few; only titles are many.
@cache
def _background(soft: str) -> Image.Image:
    """Paper, and the stub with its perforation."""
    sheet = Image.new("L", (WIDTH, HEIGHT), _number(INK, PAPER, 0))
    sheet.paste(_number(PAPER, soft, 0), (0, 0, STUB, HEIGHT))
    for y in range(0, HEIGHT, BITE):
        _ink(
            Sheet(sheet, mirrored=False),
            _rounded(BITE // 2, BITE // 2, BITE // 4),
            (STUB - BITE // 4, y + BITE // 4),
            PAPER,
            soft,
        )
    sheet.paste(
        _number(INK, PAPER, 0), (STUB, 0, WIDTH, HEIGHT)
    )  # only the inner half of each hole
    return sheet


def _stub(sheet: Sheet, picture: CardTexts) -> None:
    """The date, large, or a flame where there is none; the mark below it."""
    tone, soft = (RED, RED_SOFT) if picture.called_off else (EMBER, EMBER_SOFT)
    month, number = legible(picture.month.upper(), STRONG), legible(picture.number)
    if not (month or number):
        corner = STUB // 2 - FLAME_ALONE // 2, HEIGHT // 2 - FLAME_ALONE // 2
        _ink(sheet, sheet.seen(_curved(FLAME, FLAME_ALONE)), corner, EMBER, soft)
        _ink(sheet, sheet.seen(_curved(HEART, FLAME_ALONE)), corner, GLOW, EMBER)
        return
    if number:
        _centred(sheet, number, TITLE, 136, 262 if month else 200, (tone, soft))
    if month:
        _centred(sheet, month, STRONG, 46, 124, (tone, soft), spaced=0.06)
    if number and picture.called_off:
        _ink(sheet, _rounded(172, 8, 4), (STUB // 2 - 86, 211 if month else 149), tone, soft)
    _mark(sheet, 76, (STUB // 2, FOOT), soft)


def _centred(
    sheet: Sheet,
    text: str,
    face: FontFace,
    size: int,
    baseline: int,
    colours: tuple[str, str],
    spaced: float = 0,
) -> None:
    """A line in the middle of the stub, smaller when it would not fit."""
    room = STUB - 2 * BITE
    # Words of other languages may be longer: they get smaller, and nothing when unreadable.
    size = min(size, int(room / (width(text, face) + spaced * len(text))))
    if size < 12:
        return
    reach = round((width(text, face) + spaced * (len(text) - 1)) * size)
    _write(sheet, text, face, size, ((STUB - reach) // 2, baseline), colours, spaced)


def _tags(sheet: Sheet, picture: CardTexts) -> int:
    """The status, when there is news, and the mode, each in a pill; returns where the next thing
    may begin."""
    status, mode = legible(picture.status, STRONG), legible(picture.mode_words, STRONG)
    x = LEFT
    if status:
        x = _tag(sheet, x, status, (RED, RED_SOFT) if picture.called_off else (SOFT, LINE), "")
    if mode:
        x = _tag(sheet, x, mode, MODES.get(picture.mode, (SOFT, LINE)), picture.mode)
    return TOP + (TAG + GAP if x > LEFT else 0)


def _tag(sheet: Sheet, x: int, words: str, colours: tuple[str, str], mode: str) -> int:
    """One pill. A ring stands for online, a disc for in person, half a disc for both, as on the
    site."""
    size, side, dot = 28, 24, 20
    words = shortened(words, STRONG, (RIGHT - LEFT) / 2 / size - 3)
    lead = dot + 12 if mode in MODES else 0
    wide = side + lead + round(width(words, STRONG) * size) + side
    _ink(sheet, _rounded(wide, TAG, TAG // 2), (x, TOP), colours[1], PAPER)
    if lead:
        _ink(sheet, _dot(dot, mode), (x + side, TOP + (TAG - dot) // 2), *colours)
    _write(sheet, words, STRONG, size, (x + side + lead, TOP + TAG // 2 + 10), colours)
    return x + wide + 12


def _facts(sheet: Sheet, facts: list[Fact], struck: bool) -> int:
    """When and where, above the foot; returns where they begin."""
    rows = _rows([fact for fact in facts if fact.words], sheet.mirrored)
    first = FACTS_END - FACT_LINE * len(rows)
    for at, row in enumerate(rows):
        x, baseline = LEFT, first + at * FACT_LINE + 34
        for fact in row:
            _write(sheet, fact.words, fact.face, FACT, (x, baseline), (fact.colour, PAPER))
            reach = round(width(fact.words, fact.face) * FACT)
            if struck and fact.face is STRONG:
                _ink(sheet, _rounded(reach + 8, 3, 1), (x - 4, baseline - 13), RED, PAPER)
            x += reach
    return first


def _rows(facts: list[Fact], mirrored: bool) -> list[list[Fact]]:
    """The facts in lines, none longer than the column; the clock stands beside the day where there
    is room."""
    room = (RIGHT - LEFT) / FACT
    rows = [[fact.within(room)] for fact in facts]
    if len(rows) > 1 and facts[0].face is STRONG and facts[1].beside:
        # The dot stands between the two, on whichever side the first one is.
        clock = facts[1].words
        turned = mirrored and direction_of_text(clock) == "ltr"
        joined = Fact(f"{clock} · " if turned else f" · {clock}", TEXT, facts[1].colour)
        if sum(width(fact.words, fact.face) for fact in (facts[0], joined)) <= room:
            rows[:2] = [[facts[0], joined]]
    return rows


def _headline(sheet: Sheet, text: str, top: int, bottom: int) -> None:
    """The title, as large as the space between the tags and the facts allows."""
    size, lines = _set(text, bottom - GAP - top)
    direction = direction_of_text(text)
    for at, line in enumerate(lines):
        baseline = top + round((0.8 + at * LEADING) * size)
        line = visual_order(line, direction)
        _write_letters(sheet, line, TITLE, size, (LEFT, baseline), (INK, PAPER))


@lru_cache(maxsize=256)
def _set(text: str, height: int) -> tuple[int, list[str]]:
    """Size and lines of a title: the largest that breaks no word and fits; at the smallest, what
    fits of it."""
    for size in TITLES:
        room = (RIGHT - LEFT) / size
        if unbroken(text, TITLE, room) and len(wrapped(text, TITLE, room)) <= _most(height, size):
            return size, balanced(text, TITLE, room)
    lines, most = wrapped(text, TITLE, room), _most(height, size)
    if len(lines) > most:
        lines[most - 1 :] = [shortened(" ".join(lines[most - 1 :]), TITLE, room)]
    return size, lines


def _most(height: int, size: int) -> int:
    """How many lines a height holds; the last one needs no more than its letters."""
    return int((height / size - 1) / LEADING) + 1


def _foot(sheet: Sheet, community: str) -> None:
    """Who invites, below a line."""
    if not community:
        return
    sheet.image.paste(_number(LINE, PAPER, STEPS), (LEFT, FACTS_END + 20, RIGHT, FACTS_END + 22))
    words = shortened(community, TITLE, (RIGHT - LEFT) / 34)
    _write(sheet, words, TITLE, 34, (LEFT, FOOT + 11), (INK, PAPER))


def _write(
    sheet: Sheet,
    text: str,
    face: FontFace,
    size: int,
    at: tuple[int, int],
    colours: tuple[str, str],
    spaced: float = 0,
) -> None:
    """A line whose baseline begins at a point."""
    letters = visual_order(text, direction_of_text(text))
    _write_letters(sheet, letters, face, size, at, colours, spaced)


def _write_letters(
    sheet: Sheet,
    letters: str,
    face: FontFace,
    size: int,
    at: tuple[int, int],
    colours: tuple[str, str],
    spaced: float = 0,
) -> None:
    """Letters from left to right, from a point on."""
    corner = at[0] - int(BESIDE * size), at[1] - round(ABOVE * size)
    _ink(sheet, sheet.seen(line_mask(letters, face, size, spaced)), corner, *colours)


def _mark(sheet: Sheet, size: int, middle: tuple[int, int], paper: str) -> None:
    """The flame on its tile."""
    corner = middle[0] - size // 2, middle[1] - size // 2
    _ink(sheet, _rounded(size, size, size // 4), corner, EMBER, paper)
    _ink(sheet, sheet.seen(_curved(FLAME, size)), corner, CREAM, EMBER)
    _ink(sheet, sheet.seen(_curved(HEART, size)), corner, GLOW, CREAM)


def _ink(sheet: Sheet, shape: Image.Image, at: tuple[int, int], colour: str, paper: str) -> None:
    """Lay a shape, 0 to 255, on paper of one colour. What it does not touch stays as it is."""
    ink = shape.tobytes()
    steps = Image.frombytes("L", shape.size, ink.translate(_steps(colour, paper)))
    sheet.image.paste(steps, at, Image.frombytes("L", shape.size, ink.translate(TOUCHED)))


@cache
def _steps(colour: str, paper: str) -> bytes:
    """For each strength of ink, the number in the palette."""
    return bytes(_number(colour, paper, round(value * STEPS / 255)) for value in range(256))


@cache
def _number(colour: str, paper: str, step: int) -> int:
    """Where in the palette the colour stands that is so many steps from paper to the colour on
    it."""
    return PAIRS.index((colour, paper)) * (STEPS + 1) + step


@cache
def _palette() -> list[int]:
    """Red, green and blue of each number."""
    values = []
    for colour, paper in PAIRS:
        to, start = bytes.fromhex(colour[1:]), bytes.fromhex(paper[1:])
        for step in range(STEPS + 1):
            values += [round(a + (b - a) * step / STEPS) for a, b in zip(start, to, strict=True)]
    return values


@lru_cache(maxsize=512)
def _rounded(wide: int, high: int, radius: int) -> Image.Image:
    """A rectangle with round corners, smooth."""
    shape = Image.new("L", (wide * FINE, high * FINE))
    ImageDraw.Draw(shape).rounded_rectangle(
        (0, 0, wide * FINE - 1, high * FINE - 1), radius * FINE, 255
    )
    return shape.reduce(FINE)


@cache
def _dot(size: int, mode: str) -> Image.Image:
    """The sign of a mode."""
    shape = Image.new("L", (size * FINE, size * FINE))
    pen, last, rim = ImageDraw.Draw(shape), size * FINE - 1, 3 * FINE
    pen.ellipse((0, 0, last, last), 255)
    if mode != "in-person":
        pen.ellipse((rim, rim, last - rim, last - rim), 0)
    if mode == "hybrid":
        pen.pieslice((rim - FINE, rim - FINE, last - rim + FINE, last - rim + FINE), 90, 270, 255)
    return shape.reduce(FINE)


@cache
def _curved(curves: Curves, size: int) -> Image.Image:
    """An outline of Bézier curves, filled, smooth."""
    scale = size * FINE / 32
    (x, y), segments = curves
    points = []
    for ax, ay, bx, by, ex, ey in segments:
        # Sixteen straight pieces to a curve: at this size no corner shows.
        for at in range(16):
            t = at / 16
            one, two, three = 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            points.append(
                (
                    (x + one * ax + two * bx + three * ex) * scale,
                    (y + one * ay + two * by + three * ey) * scale,
                )
            )
        x, y = x + ex, y + ey
    shape = Image.new("L", (size * FINE, size * FINE))
    ImageDraw.Draw(shape).polygon(points, 255)
    return shape.reduce(FINE)


def _png(sheet: Sheet) -> bytes:
    image = sheet.seen(sheet.image)
    image.putpalette(_palette())
    buffer = io.BytesIO()
    # Runs of one colour are nearly all there is: looking for nothing else halves the time, for a
    # quarter more bytes.
    image.save(buffer, "PNG", compress_level=3, compress_type=3)
    return buffer.getvalue()
