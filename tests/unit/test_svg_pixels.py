"""Simple drawings in pixels, and what is too much for them."""

from __future__ import annotations

import pytest

from hearth.base.svg_pixels import NotSimpleError, drawn

RED, CLEAR = (255, 0, 0, 255), (0, 0, 0, 0)


def svg(inside: str, box: str = "0 0 8 8") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        ('<rect x="2" y="2" width="4" height="4"/>', (4, 4), (1, 1)),
        ('<rect width="8" height="8" rx="4"/>', (4, 0), (0, 0)),
        ('<circle cx="4" cy="4" r="4"/>', (4, 4), (0, 0)),
        ('<polygon points="0,0 8,0 0,8"/>', (1, 1), (7, 7)),
        ('<path d="M0 0h8v8H0z"/>', (7, 7), None),
        ('<path d="M0,0 8,0 8,8z"/>', (7, 1), (1, 7)),
        ('<path d="M0 8C0-2 8-2 8 8"/>', (4, 4), (0, 0)),
        ('<path d="M0 4q2-8 4 0t4 0z"/>', (2, 2), (6, 2)),
        ('<path d="M0 4c1-4 3-4 4 0s3 4 4 0z"/>', (6, 5), (6, 2)),
        ('<path d="M0 0H8V8H0ZM2 2V6H6V2Z"/>', (1, 1), (4, 4)),
        ('<path d="M0 0H8V8H0Z"/><path fill="none" d="M0 0"/>', (4, 4), None),
    ],
)
def test_shapes_are_filled(
    shape: str, inside: tuple[int, int], outside: tuple[int, int] | None
) -> None:
    """In their colour, to their edges; an outline that turns the other way is a hole."""
    picture = drawn(svg(f'<g fill="#f00"><title>T</title>{shape}</g>'), 8)
    assert picture.size == (8, 8) and picture.getpixel(inside) == RED
    assert outside is None or picture.getpixel(outside) == CLEAR


def test_a_wide_drawing_stands_in_the_middle() -> None:
    """And the box may begin anywhere."""
    picture = drawn(svg('<rect x="-4" y="2" width="8" height="4" fill="red"/>', "-4 2 8 4"), 8)
    filled = [picture.getchannel("A").getpixel((4, y)) > 127 for y in (1, 2, 5, 6)]
    assert filled == [False, True, True, False]


@pytest.mark.parametrize(
    "inside",
    [
        '<circle r="4" stroke="red"/>',
        '<text x="1">H</text>',
        '<g transform="scale(2)"><rect width="1" height="1"/></g>',
        '<path d="M0 0A4 4 0 0 1 8 8"/>',
        '<path d="M0 0L1"/>',
        '<path d="0 0"/>',
        '<path d="Z"/>',
        '<path d="M0 0z1 1"/>',
        '<rect width="50%" height="1"/>',
        '<rect width="1" height="1" fill="url(#a)"/>',
        '<rect width="1" height="1" fill="currentColor"/>',
    ],
)
def test_what_is_not_simple_is_refused(inside: str) -> None:
    """Rather nothing than an icon that looks otherwise than the drawing."""
    with pytest.raises(NotSimpleError):
        drawn(svg(inside), 8)


@pytest.mark.parametrize("box", ["", "0 0 0 0", "0 0 8", "a b c d", "0 0 nan nan"])
def test_a_drawing_needs_a_box(box: str) -> None:
    """Of four numbers, with room in it."""
    with pytest.raises(NotSimpleError):
        drawn(svg('<rect width="1" height="1"/>', box), 8)
