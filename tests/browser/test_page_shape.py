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


@pytest.mark.parametrize("path", ["glossary/", "resources/", "insights/", "topics/facilitation/"])
def test_a_long_list_stays_short_on_a_phone(reader: Any, home: str, path: str) -> None:
    """What is many is folded or told in lines, without a script too."""
    page = reader(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(home + path)
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_word_of_the_glossary_is_unfolded_for_whom_it_is_linked(page: Any, home: str) -> None:
    """From another page, from a word beside it, and again after it was folded."""
    page.goto(f"{home}glossary/#lurker")
    word = page.locator("#lurker dd")
    assert word.is_visible() and page.locator("#lurker").evaluate(
        "word => word.getBoundingClientRect().top >= 0 && word.getBoundingClientRect().top < 600"
    )
    page.locator(".hb-letter[open] > summary").click()
    assert not word.is_visible()
    page.locator(".hb-letters a", has_text="L").click()
    word.wait_for()


def test_the_glossary_narrows_while_one_types(page: Any, home: str) -> None:
    """What is found is unfolded, letters without it are gone; nothing typed, all is as before."""
    page.goto(f"{home}glossary/")
    assert page.locator(".hb-terms dd:visible").count() == 0
    page.get_by_label("Find in this list").fill("lurker")
    page.locator("#lurker dd").wait_for()
    assert page.locator(".hb-letter h2:visible").all_inner_texts() != []
    assert page.locator(".hb-letter h2:visible").count() < 8
    page.get_by_label("Find in this list").fill("")
    page.locator("#lurker dd").wait_for(state="hidden")
    assert page.locator(".hb-letter h2:visible").count() > 15


def test_states_of_goals_differ_without_colour(page: Any, home: str) -> None:
    """Each has a word and a sign of its own."""
    page.goto(f"{home}strategy/")
    told = page.locator(".hb-standing").evaluate_all(
        "all => all.map(one => [one.textContent, getComputedStyle(one, '::before').content])"
    )
    signs = dict(told)
    assert signs["Reached"] != signs["Behind"]


def test_a_profile_on_a_phone_begins_with_what_somebody_says(reader: Any, home: str) -> None:
    """The facts come after it, for eyes, ears and keys alike."""
    page = reader(viewport={"width": 390, "height": 844})
    page.goto(f"{home}members/kwame-mensah/")
    story, facts = page.locator(".hb-split > div"), page.locator(".hb-split > aside")
    assert story.bounding_box()["y"] < facts.bounding_box()["y"]
    assert page.evaluate(
        "document.querySelector('.hb-split > div').compareDocumentPosition("
        "document.querySelector('.hb-split > aside')) & Node.DOCUMENT_POSITION_FOLLOWING"
    )
