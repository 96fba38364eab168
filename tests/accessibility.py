"""What axe finds on a page that shuts somebody out."""

from __future__ import annotations

from typing import Any

from axe_core_python.sync_playwright import Axe

# What is right is not listed place by place, which takes longer than to find what is wrong.
EVERYTHING = {"resultTypes": ["violations"]}
CONTRAST = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
GRAVE = ("serious", "critical")
_SCRIPT = Axe().axe_script


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
