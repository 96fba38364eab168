"""Fix white space: blanks at the ends of lines, and the missing line end of a last line."""

from __future__ import annotations

import re

from hearth.edit.fixes import Fix
from hearth.edit.layout import Layout


def blanks(path: str, layout: Layout) -> list[Fix]:
    """No blanks at the ends of the lines of the fields, outside texts of several lines; a line end
    at the file's end."""
    text = layout.text
    several = [
        (token.start, token.end)
        for token in layout.scalars
        if "\n" in text[token.start : token.end]
    ]
    fixes = []
    for found in re.finditer(r"[ \t]+$", text[: layout.end], re.MULTILINE):
        inside = any(start <= found.start() < end for start, end in several)
        if not inside:
            fixes.append(Fix(path, found.start(), found.end(), "", "blanks"))
    if text and not text.endswith("\n"):
        fixes.append(Fix(path, len(text), len(text), "\n", "line-end"))
    return fixes
