"""Fixes to HTML of the theme that no block of its templates lets us override."""

from __future__ import annotations

import re

from hearth.base.words import direction_of
from hearth.wording.safe import html

_BOX = 'type="checkbox" id="{}" autocomplete="off"'
_FAULTS = {_BOX.format(name): f'type="checkbox" id="{name}"' for name in ("__drawer", "__search")}
"""Two switches of the theme's scripts: HTML knows no autocomplete for a checkbox."""
_PAGE = re.compile(r'<html lang="[^"]*"(?: dir="[^"]*")?')
_BODY = re.compile(r'<body dir="[^"]*"')


def fix_theme_output(page: str, language: str) -> str:
    """The page as valid HTML in the language given, whatever the theme was told."""
    for fault, right in _FAULTS.items():
        page = page.replace(fault, right, 1)
    return with_language(page, language)


def with_language(page: str, language: str) -> str:
    """The page, its language and direction said where a browser looks for them."""
    direction = direction_of(language)
    whole = html('<html lang="%s"', language)
    if direction == "rtl":  # the other is what a browser takes for granted
        whole = html('%s dir="rtl"', whole)
    page = _PAGE.sub(lambda _: whole, page, count=1)
    return _BODY.sub(f'<body dir="{direction}"', page, count=1)
