"""The page of the guide about accessibility, made from the table of criteria in ``wcag.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hearth.base.strict_yaml import read_yaml

ACCESSIBILITY_PAGE = "content/guide/accessibility.md"

_TABLE = Path(__file__).with_name("wcag.yml")
_HEAD = """\
---
title: Accessibility
description: What a hub does about each of the 55 criteria of WCAG 2.2, and how anybody knows.
---
<!-- Made from hooks/hearth/contribute/wcag.yml by `hearth reference`; changes by hand are lost. -->
# Accessibility

A hub should shut nobody out. The measure is the
[Web Content Accessibility Guidelines 2.2](https://www.w3.org/TR/WCAG22/) of the W3C,
levels A and AA: 55 criteria. This page says of each what the engine does, and how that is known.
It speaks of the pages that the engine makes, in its own look; what a community writes into them,
styles of its own, other themes and the web editor are not looked at here.

**This is no claim of conformance.** Programs find a part of what shuts people out. A test named
here holds something of its criterion, seldom all of it. No check with a screen reader, and none by
people with disabilities, is on record.
"""
_TAIL = """\
## Something shuts you out?

Tell the people of the hub, wherever they can be reached, what you wanted to do and what stood in
the way. What lies in the engine, they can pass on to those who make it.
"""


@dataclass(frozen=True)
class Criterion:
    """A success criterion, and what is known of it."""

    id: str
    name: str
    level: str
    how: str = ""
    tests: tuple[str, ...] = ()
    looked: str = ""
    at: str = ""
    short: str = ""
    none: str = ""

    @property
    def state(self) -> str:
        """What the page says of it, in one or two words."""
        if self.none:
            return "does not apply"
        if self.tests:
            return "tested, at least in part"
        return "looked at by hand" if self.looked else "not checked"


def criteria() -> list[Criterion]:
    """All of them in the order of the recommendation."""
    table: Any = read_yaml(_TABLE.read_text(encoding="utf-8"))
    return [Criterion(**{**row, "tests": tuple(row.get("tests", ()))}) for row in table]


def accessibility_page() -> str:
    """The page as Markdown."""
    known = criteria()
    lines = [_HEAD, *_counts(known), "", *_shortcomings(known), ""]
    for level in ("A", "AA"):
        lines += _level(level, [one for one in known if one.level == level])
    return "\n".join([*lines, _TAIL])


def _counts(known: Iterable[Criterion]) -> Iterator[str]:
    states = [one.state for one in known]
    yield from ("| state | criteria |", "|---|---|")
    for state in ("tested, at least in part", "looked at by hand", "not checked", "does not apply"):
        yield f"| {state} | {states.count(state)} |"


def _shortcomings(known: Iterable[Criterion]) -> Iterator[str]:
    yield from ("## What is known to fall short", "")
    yield from (f"- **{one.id} {one.name}**: {one.short}" for one in known if one.short)


def _level(level: str, known: Iterable[Criterion]) -> Iterator[str]:
    yield from (f"## Level {level}", "", "| criterion | what is done | how it is known |")
    yield "|---|---|---|"
    for one in known:
        yield f"| {one.id} {one.name} | {one.none or one.how} | {_evidence(one)} |"
    yield ""


def _evidence(one: Criterion) -> str:
    if one.tests:
        return "<br>".join(f"`{test.rpartition('::')[2]}`" for test in one.tests)
    if one.looked:
        return f"By hand on {one.looked}: {one.at}"
    return one.state.capitalize()
