"""What measures pages finds what is wrong with them, each measure its own fault and no other."""

from __future__ import annotations

from typing import Any

import pytest

from accessibility import SHAPE, measured

pytestmark = pytest.mark.browser

PAGE = """<style>
  body {{ margin: 20px; font: 16px/1.5 sans-serif; color: #222; background: #fff; }}
  a {{ color: #0645ad; }} :focus-visible {{ outline: 3px solid #0645ad; }}
  input {{ border: 1px solid #555; min-height: 30px; }} input::placeholder {{ color: #555; }}
</style><main><h1>A page</h1>{fault}</main>"""
FAULTS = {
    "dimWords": "<p style='color: #999'>Pale words</p>",
    "dimWords of a drawing": "<svg role=img><text y=20 fill='#aaa'>Pale</text></svg>",
    "dimPlaceholders": "<style>input::placeholder { color: #aaa }</style><input placeholder=Name>",
    "dimFields": "<input style='border-color: #ccc'>",
    "dimMarks": "<svg role=img><path d='M0 9h90' fill=none stroke='#ddd' /></svg>",
    "smallTargets": (
        "<style>button { all: unset; display: block; line-height: 1 }</style>"
        "<button>a</button><button>b</button>"
    ),
    "lostFocus": "<p>To <a href=x style='outline: none'>a place</a></p>",
    "lostFocus of what is covered": (
        "<p>To <a href=x>a place</a></p><div style='position: fixed; inset: 0'></div>"
    ),
    "cutWords": "<p style='width: 40px; overflow: hidden; white-space: nowrap'>Long words</p>",
    "outside": "<p style='width: 3000px'>Wide</p>",
    "headings": "<h3>Leaps</h3>",
    "motion": "<p style='transition: color 2s'>Moves</p>",
    "bareLinks": "<p>Words and <a href=x style='text-decoration: none'>a link</a></p>",
    "otherNames": "<p><button aria-label='Close'>Save</button></p>",
}
ALL = {*SHAPE, "cutWords", "outside"}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(page: Any, home: str, name: str) -> None:
    """By the measure that is for it."""
    page.keyboard.press("Tab")
    page.set_content(PAGE.format(fault=FAULTS[name]))
    assert {sentence.split(":")[0] for sentence in measured(page, ALL)} == {name.split()[0]}


def test_a_page_without_a_fault_is_left_alone(page: Any, home: str) -> None:
    """Nothing is found where nothing is wrong."""
    page.set_content(
        PAGE.format(fault="<p>Words and <a href=x>a link</a> <input placeholder=Name></p>")
    )
    assert measured(page, ALL) == []
