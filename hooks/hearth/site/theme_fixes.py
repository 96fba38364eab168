"""Fixes to HTML of the theme that no block of its templates lets us override."""

from __future__ import annotations

from typing import Any

_BOX = 'type="checkbox" id="{}" autocomplete="off"'
_FAULTS = {_BOX.format(name): f'type="checkbox" id="{name}"' for name in ("__drawer", "__search")}
"""Two switches of the theme's scripts: HTML knows no autocomplete for a checkbox."""


def fix_theme_output(page: str, /, **_: Any) -> str:
    """The page as valid HTML; one without such a fault comes back as it is."""
    for fault, right in _FAULTS.items():
        page = page.replace(fault, right, 1)
    return page
