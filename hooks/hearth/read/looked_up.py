"""What is known of the addresses that a hub names: content/links.yml, which `hearth links`
writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from hearth.base.problems import Problem
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.words import said
from hearth.kinds.fields import Day, Line, Part, Url, one_of
from hearth.read.sources import decode, form_of

FILE = "content/links.yml"

TIMES = 3
"""On so many days an address must have failed before it counts as dead."""
SPAN = 6
"""So many days must lie between the first of them and the last."""


class LinkFinding(Part):
    """What is known of an address that does not simply answer."""

    url: Url
    state: one_of("failing", "moved", "unsure")  # type: ignore[valid-type]
    """failing: nothing is there, or nothing answers; moved: it leads elsewhere for good; unsure:
    it does not answer to programs, so only a person can tell."""
    since: Day
    """The day on which that was seen first."""
    last: Day
    """The day on which that was seen last."""
    times: int = 1
    """On how many days."""
    why: Line
    """What came instead: a status, or what went wrong (see hearth.base.web)."""
    to: Url | None = None
    """Where it leads now."""

    @property
    def is_dead(self) -> bool:
        """Whether it failed often enough, and for long enough, to say so."""
        failing = self.state == "failing" and self.times >= TIMES
        return failing and (self.last - self.since).days >= SPAN


class _File(Part):
    """The whole file."""

    looked_up: Day | None = None
    addresses: list[LinkFinding] = []


@dataclass(frozen=True)
class LookedUp:
    """When the hub's addresses were last asked for, and those that did not simply answer."""

    day: date | None = None
    findings: Mapping[str, LinkFinding] = field(default_factory=dict)

    def knows(self, url: str, added: date | None) -> bool:
        """Whether it was seen if somebody is there, of an address that is in the hub since
        ``added``."""
        found = self.findings.get(url)
        there = self.day is not None and (added is None or added <= self.day)
        return there and not (found and found.state == "unsure")


def read_looked_up(root: Path) -> tuple[LookedUp, list[Problem]]:
    """What the file of the hub below ``root`` says, and what is wrong with it."""
    if form_of(root / FILE) is None:
        return LookedUp(), []
    text, problem = decode(root / FILE, shown=FILE)
    if problem:
        return LookedUp(), [problem]
    try:
        found = _File.model_validate(_typed(read_yaml(text)))
    except YamlError as error:
        place = (error.line, error.column)
        return LookedUp(), [Problem(FILE, *place, error.code, "", error.what, error.fix)]
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"])
        what = said("is not what `hearth links` writes")
        fix = said("Delete the file: the next run writes it anew.")
        return LookedUp(), [Problem(FILE, 1, 1, "links-file", where, what, fix)]
    return LookedUp(found.looked_up, {each.url: each for each in found.addresses}), []


def _typed(value: Any) -> Any:
    """The value with numbers where the file has texts; all else is checked."""
    for entry in value.get("addresses") or [] if isinstance(value, dict) else []:
        if isinstance(entry, dict) and str(entry.get("times", "")).isdigit():
            entry["times"] = int(entry["times"])
    return value


def written(found: LookedUp) -> dict[str, Any]:
    """What the file says of it, in the order of the addresses."""
    findings = (found.findings[url] for url in sorted(found.findings))
    return {
        **({"looked_up": str(found.day)} if found.day else {}),
        "addresses": [
            {name: str(value) for name, value in dict(each).items() if value is not None}
            for each in findings
        ],
    }
