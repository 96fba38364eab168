"""Lines whose letters run from the right, in the order in which they are set."""

from __future__ import annotations

import pytest

from hearth.outputs.line_order import visual_order


@pytest.mark.parametrize(
    ("text", "direction", "order"),
    [
        ("Ada (2026).", "ltr", "Ada (2026)."),
        ("אבג", "rtl", "גבא"),
        ("אב (ג).", "rtl", ".(ג) בא"),
        ("אב 12:30, ג", "rtl", "ג ,12:30 בא"),
        ("אב־2026", "rtl", "2026־בא"),
        ("אב Zoom (12) ג", "rtl", "ג Zoom (12) בא"),
        ("Ada אב 3", "ltr", "Ada 3 בא"),
        ("Zoom אב", "rtl", "בא Zoom"),
        ("98% א", "rtl", "א 98%"),
        ("אְב", "rtl", "באְ"),
        ("", "rtl", ""),
    ],
)
def test_letters_of_a_line_are_put_in_order(text: str, direction: str, order: str) -> None:
    """After Unicode's annex 9: numbers, brackets, words of the other direction, accents."""
    assert visual_order(text, direction) == order
