"""What programs find on a page that shuts somebody out: axe, and what is measured beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from axe_core_python.sync_playwright import Axe

# What is right is not listed place by place, which takes longer than to find what is wrong.
EVERYTHING = {"resultTypes": ["violations"]}
CONTRAST = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
GRAVE = ("serious", "critical")
COLOURS = ("dimWords", "dimPlaceholders", "dimFields", "dimMarks", "lostFocus")
ROOM = ("outside", "cutWords", "smallTargets", "lostFocus")
SHAPE = ("headings", "motion", "bareLinks", "otherNames", "smallTargets", *COLOURS)
_SCRIPT = Axe().axe_script
_MEASURES = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""


def violations(page: Any, options: dict[str, Any] = EVERYTHING) -> list[dict[str, Any]]:
    """Everything that axe has to say against a page, in its own form; its script is read by a page
    once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(results => results.violations)", options
    )
    return found


def told(found: list[dict[str, Any]]) -> list[str]:
    """Each in a line: rule, first place and how many."""
    return [
        f"{rule['id']}: {rule['nodes'][0]['html'][:160]} ({len(rule['nodes'])})" for rule in found
    ]


def grave(page: Any, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe calls serious or critical."""
    return told([rule for rule in violations(page, options) if rule["impact"] in GRAVE])


def measured(page: Any, names: Iterable[str]) -> list[str]:
    """What the measures of ``accessibility.js`` find, each sentence with the measure's name.

    Marks of focus are there to measure once a key was pressed.
    """
    found: dict[str, list[str]] = page.evaluate(_MEASURES, list(names))
    return [f"{name}: {sentence}" for name, sentences in found.items() for sentence in sentences]


def unfold(page: Any) -> None:
    """Open everything that a press would open in its place; a menu would lie above it."""
    page.evaluate(
        "document.querySelectorAll('details:not(header *)').forEach((one) => { one.open = true; })"
    )


def space_out(page: Any) -> None:
    """Give the text the room that readers of criterion 1.4.12 give it."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet]; }",
        _SPACED,
    )
