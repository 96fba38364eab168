"""What is mended in the HTML of a theme."""

from __future__ import annotations

from pathlib import Path

import pytest

import hubs
from hearth.site.theme_fixes import fix_theme_output
from hearth.site.theme_words import check_language

PAGE = '<!doctype html><html lang="en" class="no-js"><head></head><body dir="ltr" class="x">'


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", PAGE),
        ("pt-BR", PAGE.replace('lang="en"', 'lang="pt-BR"')),
        ("he", PAGE.replace('lang="en"', 'lang="he" dir="rtl"').replace("ltr", "rtl")),
    ],
)
def test_a_page_says_its_language_whatever_the_theme_was_told(language: str, expected: str) -> None:
    assert fix_theme_output(PAGE, language) == expected
    again = fix_theme_output(expected, "en")
    assert again == PAGE


@pytest.mark.parametrize(
    ("theme", "said"),
    [("", []), (", language: de-AT", []), (", language: fr", ["mkdocs.yml:7:61"])],
)
def test_one_language_is_set_in_one_place(tmp_path: Path, theme: str, said: list[str]) -> None:
    """Another one in mkdocs.yml is told, kindly, and changes nothing."""
    german = f"{hubs.BASE['content/community.yml']}language: de\n"
    root = hubs.minimal_hub(tmp_path, {"content/community.yml": german}, theme=theme)
    problems = check_language(hubs.load(root)[0])
    assert [f"{one.path}:{one.line}:{one.column}" for one in problems] == said
    assert {one.severity for one in problems} <= {"warning"}
