"""Monthly snapshots of figures, for comparing what records cannot tell later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from hearth.manage.figures import Figure
from hearth.manage.figures.base import Answer, year_before
from hearth.model.hub import Hub
from hearth.read.sources import decode

FOLDER = "snapshots"
"""Below the private folder; a file a month, such as snapshots/2026-11.json."""


@dataclass(frozen=True)
class Snapshot:
    """The values of figures on one day."""

    day: date
    values: Mapping[str, float]

    @property
    def month(self) -> str:
        return f"{self.day:%Y-%m}"


def snapshot(figures: Mapping[str, Figure], day: date) -> Snapshot:
    """What is worth keeping of figures measured on a day: those that have a value and no dates in
    the records behind them."""
    return Snapshot(
        day,
        {
            name: figure.now.value
            for name, figure in sorted(figures.items())
            if not figure.about.dated and figure.now.enough and figure.now.value is not None
        },
    )


def as_json(kept: Snapshot) -> str:
    """A snapshot as its file holds it."""
    return (
        json.dumps({"as_of": kept.day.isoformat(), "figures": dict(kept.values)}, indent=1) + "\n"
    )


def from_json(text: str) -> Snapshot | None:
    """The snapshot a file holds; None when it holds something else."""
    try:
        value = json.loads(text)
        figures: dict[str, Any] = value["figures"]
        if not all(
            isinstance(number, int | float) and isfinite(number) for number in figures.values()
        ):
            return None
        return Snapshot(date.fromisoformat(value["as_of"]), dict(figures))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def read_snapshots(hub: Hub) -> tuple[list[Snapshot], list[str]]:
    """(the snapshots in the private folder, earliest first; the files there that hold none)"""
    kept, wrong = [], []
    for file in sorted((hub.root / hub.settings.private / FOLDER).glob("*.json")):
        name = f"{hub.settings.private}/{FOLDER}/{file.name}"
        text, problem = decode(file, shown=name)
        found = None if problem else from_json(text)
        if found and found.month == file.stem:
            kept.append(found)
        else:
            wrong.append(name)
    return kept, wrong


def remembered(
    figures: Mapping[str, Figure], kept: Iterable[Snapshot], day: date
) -> dict[str, Figure]:
    """Figures with what was kept in the same month a year before, where the records do not tell of
    it."""
    earlier = {one.month: one.values for one in kept}.get(f"{year_before(day):%Y-%m}", {})
    return {
        name: Figure(figure.about, figure.now, Answer(earlier[name], figure.now.n))
        if figure.before is None and not figure.about.dated and name in earlier
        else figure
        for name, figure in figures.items()
    }


def history(name: str, kept: Iterable[Snapshot]) -> tuple[tuple[str, float], ...]:
    """(month, value) of a figure, as far as it was kept, earliest first."""
    return tuple(
        (one.month, one.values[name])
        for one in sorted(kept, key=lambda one: one.day)
        if name in one.values
    )
