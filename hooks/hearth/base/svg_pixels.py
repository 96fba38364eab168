"""Draw simple SVG icons in pixels: plain shapes filled with plain colours, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree
from PIL import Image, ImageColor, ImageDraw

FINE = 4
"""So many times finer than asked the shapes are drawn, for smooth edges."""
SMALLEST, LARGEST = 0.01, 1_000_000
"""Between which the longer side of a drawing lies."""
STEPS = 24
"""Into how many straight lines a curve is cut."""

Vertex = tuple[float, float]
_GEOMETRY = {
    "path": {"d"},
    "rect": {"x", "y", "width", "height", "rx", "ry"},
    "circle": {"cx", "cy", "r"},
    "polygon": {"points"},
}
_FRAMES = {"svg": {"viewBox", "width", "height"}, "g": set[str]()}
_MEANINGLESS = {"id", "class", "role", "aria-hidden", "aria-label"}
_TOKEN = re.compile(r"([MLHVCSQTZ])|([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)|[\s,]+", re.I)


class NotSimpleError(Exception):
    """A drawing has more in it than this module draws."""


def drawn(svg: bytes, size: int) -> Image.Image:
    """The drawing as a square of ``size`` pixels, transparent where nothing is drawn; raises
    NotSimpleError."""
    try:
        root = etree.fromstring(svg)
        left, top, wide, high = map(float, root.get("viewBox", "").replace(",", " ").split())
        side = max(wide, high)
        if not SMALLEST < side < LARGEST:
            raise NotSimpleError("viewBox")
        scale = size * FINE / side
        shift = (side - wide) / 2 - left, (side - high) / 2 - top
        sheet = Image.new("RGBA", (size * FINE, size * FINE))
        for colour, outlines in _shapes(root, "#000"):
            scaled = [
                [((x + shift[0]) * scale, (y + shift[1]) * scale) for x, y in one]
                for one in outlines
            ]
            sheet.paste(ImageColor.getrgb(colour), mask=_mask(scaled, sheet.size))
    except (ValueError, IndexError, OverflowError, etree.XMLSyntaxError) as error:
        raise NotSimpleError(str(error)) from None
    return sheet.resize((size, size), Image.Resampling.BOX)


def _mask(outlines: list[list[Vertex]], size: tuple[int, int]) -> Image.Image:
    """What the outlines enclose; one that turns the other way than the first is a hole."""
    mask = Image.new("1", size)
    pen = ImageDraw.Draw(mask)
    turns = [_area(outline) > 0 for outline in outlines]
    for outline, turn in zip(outlines, turns, strict=True):
        if len(outline) > 2:
            pen.polygon(outline, fill=int(turn == turns[0]))
    return mask


def _area(points: list[Vertex]) -> float:
    following = [*points[1:], *points[:1]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, following, strict=True))


def _shapes(element: etree._Element, colour: str) -> Iterator[tuple[str, list[list[Vertex]]]]:
    """(colour, outlines) of every shape, the lowest first."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else "title"
    if name in ("title", "desc"):
        return
    known = _GEOMETRY.get(name, _FRAMES.get(name))
    if known is None or set(element.keys()) - known - _MEANINGLESS - {"fill"}:
        raise NotSimpleError(name)
    colour = element.get("fill", colour)
    for child in element:
        yield from _shapes(child, colour)
    if name in _OUTLINES and colour != "none":
        yield colour, _OUTLINES[name](element)


def _number(element: etree._Element, name: str, default: float = 0) -> float:
    return float(element.get(name, default))


def _rect(element: etree._Element) -> list[list[Vertex]]:
    x, y, wide, high = (_number(element, name) for name in ("x", "y", "width", "height"))
    rx = _number(element, "rx", _number(element, "ry"))
    rx, ry = min(rx, wide / 2), min(_number(element, "ry", rx), high / 2)
    # An arc of a quarter is within a thousandth of this curve.
    kx, ky = rx * 0.44772, ry * 0.44772
    right, low = x + wide, y + high
    return _outlines(
        f"M{x + rx} {y}H{right - rx}C{right - kx} {y} {right} {y + ky} {right} {y + ry}"
        f"V{low - ry}C{right} {low - ky} {right - kx} {low} {right - rx} {low}"
        f"H{x + rx}C{x + kx} {low} {x} {low - ky} {x} {low - ry}"
        f"V{y + ry}C{x} {y + ky} {x + kx} {y} {x + rx} {y}Z"
    )


def _circle(element: etree._Element) -> list[list[Vertex]]:
    cx, cy, r = (_number(element, name) for name in ("cx", "cy", "r"))
    around = {"x": cx - r, "y": cy - r, "width": 2 * r, "height": 2 * r, "rx": r}
    return _rect(etree.Element("rect", {name: str(value) for name, value in around.items()}))


def _polygon(element: etree._Element) -> list[list[Vertex]]:
    return _outlines(f"M{element.get('points', '')}Z")


def _path(element: etree._Element) -> list[list[Vertex]]:
    return _outlines(element.get("d", ""))


_OUTLINES: dict[str, Callable[[etree._Element], list[list[Vertex]]]] = {
    "rect": _rect,
    "circle": _circle,
    "polygon": _polygon,
    "path": _path,
}


def _outlines(path: str) -> list[list[Vertex]]:
    """The outlines that path data describes (SVG 2, 9.3); arcs are not known."""
    found: list[list[Vertex]] = []
    handle: Vertex = (0, 0)
    here: Vertex = (0, 0)
    before = ""
    for command, numbers in _steps(path):
        kind, (ox, oy) = command.upper(), here if command.islower() else (0, 0)
        if kind == "Z":
            here = found[-1][0]
            before = kind
            continue
        if kind == "H":
            points = [(numbers[0] + ox, here[1])]
        elif kind == "V":
            points = [(here[0], numbers[0] + oy)]
        else:
            points = [(x + ox, y + oy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind in "ST":
            mirrored = before in ("CS" if kind == "S" else "QT")
            points.insert(
                0, (2 * here[0] - handle[0], 2 * here[1] - handle[1]) if mirrored else here
            )
        if kind == "M":
            found.append([])
        elif before == "Z":
            found.append([here])
        found[-1] += _curve([here, *points]) if kind in "CSQT" else points
        handle, here, before = points[-2] if len(points) > 1 else here, points[-1], kind
    return found


_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with as many numbers as it takes; one that is not repeated goes on."""
    tokens, at = [], 0
    while at < len(path):
        found = _TOKEN.match(path, at)
        if not found:
            raise NotSimpleError(path[at : at + 20])
        at = found.end()
        tokens += [group for group in found.groups() if group]
    command = ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        elif command in "zZ":  # also when there is none
            raise NotSimpleError(path[:20])
        takes = _TAKES[command.upper()]
        numbers, tokens = [float(token) for token in tokens[:takes]], tokens[takes:]
        if len(numbers) < takes:
            raise NotSimpleError(path[:20])
        yield command, numbers
        command = {"M": "L", "m": "l"}.get(command, command)


def _curve(points: list[Vertex]) -> list[Vertex]:
    """A Bézier curve as points, without its first (de Casteljau)."""
    return [_between(points, step / STEPS) for step in range(1, STEPS + 1)]


def _between(points: list[Vertex], part: float) -> Vertex:
    while len(points) > 1:
        points = [
            (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(points)
        ]
    return points[0]
