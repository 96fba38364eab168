"""The style sheet of feeds: words in the language of the hub, inside strings of CSS."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hubs
from hearth.outputs.feed_style import css_string, feed_style


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words, and more: yes!", '"plain words, and more: yes!"'),
        ('"; } * { display: none', '"\\22 ; \\7d  \\2a  \\7b  display: none"'),
        ("a\\b\nc", '"a\\5c b\\a c"'),
        ("</style>", '"\\3c \\2f style\\3e "'),
        ("פיד, d’abord", '"פיד, d’abord"'),
    ],
)
def test_no_text_leaves_its_string(text: str, written: str) -> None:
    """Quotes, backslashes, line ends and all that could close a rule are escaped."""
    assert css_string(text) == written


@pytest.mark.parametrize(
    ("language", "about", "start"),
    [("en", "This is a feed", "left"), ("he", "זהו פיד", "right"), ("de", "Das ist ein", "left")],
)
def test_the_hub_s_language_is_spoken(
    tmp_path: Path, language: str, about: str, start: str
) -> None:
    """The sentence above the entries is in it, and lines begin at its side."""
    community = f"{hubs.BASE['content/community.yml']}language: {language}\n"
    hub = hubs.small_hub(tmp_path, {"content/community.yml": community})
    style = feed_style(hub).content.decode()
    assert re.search(f'--about: "{about}', style)
    assert f"--start: {start}; direction: {'rtl' if start == 'right' else 'ltr'};" in style
