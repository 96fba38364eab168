"""The shape of pages: they fill their width, and are no longer than a reader scrolls."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.browser

BLANK_BESIDE = """() => {
  const page = document.querySelector('.hb-page');
  const { top, left, width, height } = page.getBoundingClientRect();
  const ends = new Array(Math.ceil(height / 8)).fill(0);
  const note = (box) => {
    if (box.width < 2) return;
    for (let y = Math.max(0, box.top - top); y < Math.min(height, box.bottom - top); y += 8)
      ends[Math.floor(y / 8)] = Math.max(ends[Math.floor(y / 8)], (box.right - left) / width);
  };
  const words = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    if (!data.trim() || !parentElement.checkVisibility()) continue;
    range.selectNodeContents(words.currentNode);
    [...range.getClientRects()].forEach(note);
  }
  for (const box of page.querySelectorAll('.hb-card, .hb-steps > li, img'))
    note(box.getBoundingClientRect());
  const used = ends.filter((end) => end > 0);
  return used.filter((end) => end < 0.66).length / used.length;
}"""
"""The share of a page's height where something stands and its last third is empty."""


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("members/kwame-mensah/", 0.35),
        ("groups/mentoring-programme/", 0.35),
        ("resources/ally-skills-workshop/", 0.35),
        ("topics/facilitation/", 0.35),
        ("paths/first-ninety-days/", 0.45),
        ("join/", 0.35),
    ],
)
def test_nothing_stands_alone_beside_a_blank(page: Any, home: str, path: str, most: float) -> None:
    """The story has its facts beside it, and what belongs to it fills the width below."""
    page.goto(home + path)
    assert page.evaluate(BLANK_BESIDE) < most
