"""Write problems as text, GitHub annotations, JSON or SARIF."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from hearth.base.problems import CATALOGUE, CodeEntry, Problem
from hearth.base.version import __version__
from hearth.base.words import ENGLISH, Translations

FORMATS = ("text", "github", "json", "sarif")
WIDTH = 100
"""So many columns of a source line are shown around the place."""
_NOTHING_TO_POINT_AT = frozenset(
    {"missing-field", "missing-added", "missing-zone", "missing-file", "no-history"}
)

LineOf = Callable[[Problem], str | None]
"""The line of the file in which a problem stands, if it can be read."""
Style = Callable[[str, str], str]
"""A piece of text and its part in the line (place, error, warning, code, quiet) → the text as it is
shown."""


@dataclass(frozen=True)
class Addresses:
    """Where things lie that a report names."""

    prefix: str = ""
    """The hub's folder below the top of its repository, empty or ending in a slash."""
    guide: str = ""
    """The page that explains every code, or nothing when the hub has no such page."""
    home: str = ""
    """The page about the check itself."""

    def of(self, code: str) -> str | None:
        """The place in the guide that explains a code."""
        return f"{self.guide}#{code}" if self.guide and code in CATALOGUE else None


def unstyled(text: str, _part: str) -> str:
    """The text as it is: no colours."""
    return text


def as_text(
    problems: Iterable[Problem],
    line_of: LineOf,
    style: Style = unstyled,
    words: Translations = ENGLISH,
) -> str:
    """A line for each problem, place first and code last, and below it the source line with a caret
    under the place."""
    lines = []
    for problem in problems:
        place = style(printable(f"{problem.path}:{problem.line}:{problem.column}"), "place")
        message = style(printable(words.told(problem.message)), problem.severity)
        lines.append(f"{place}  {message} {style(f'[{problem.code}]', 'code')}")
        lines += (style(line, "quiet") for line in excerpt(problem, line_of(problem)))
    return "\n".join(lines)


def excerpt(problem: Problem, line: str | None) -> tuple[str, ...]:
    """The source line, cut around the place when it is long, and a line with a caret; nothing when
    that would not help."""
    whole_file = not problem.field and (problem.line, problem.column) == (1, 1)
    if whole_file or problem.code in _NOTHING_TO_POINT_AT or not line or not line.strip():
        return ()
    place = problem.column - 1
    if not 0 <= place <= len(line):
        return ()
    first = max(0, min(place - WIDTH // 2, len(line) - WIDTH))
    before, after = "…" if first else "", "…" if first + WIDTH < len(line) else ""
    # Only what is shown is looked at: a long line can have many problems.
    shown = "".join(
        char if char.isprintable() else " " if char == "\t" else "\ufffd"
        for char in line[first : first + WIDTH]
    )
    gutter = f"{problem.line:>5} | "
    text = f"{gutter}{before}{shown}{after}"
    space = _columns(f"{before}{shown[: place - first]}")
    return text.rstrip(), f"{' ' * (len(gutter) - 2)}| {' ' * space}^"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def printable(text: str) -> str:
    """One line without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def as_github(
    problems: Iterable[Problem],
    addresses: Addresses = Addresses(),
    words: Translations = ENGLISH,
) -> str:
    """A workflow command for each problem, by which GitHub shows it beside the line of the file.

    See https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
    """
    lines = []
    for problem in problems:
        entry = CATALOGUE.get(problem.code)
        title = words.noted(entry.short_title) if entry else words("Problem")
        properties = {
            "file": f"{addresses.prefix}{problem.path}",
            "line": str(problem.line),
            "col": str(problem.column),
            "title": f"{title} [{problem.code}]",
        }
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        url = addresses.of(problem.code)
        told = words.told(problem.message)
        message = f"{told}\n{url}" if url else told
        lines.append(f"::{problem.severity} {listed}::{_data(message)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    kept = "".join(char if char in "\r\n" else printable(char) for char in text)
    return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(
    problems: Iterable[Problem],
    addresses: Addresses = Addresses(),
    words: Translations = ENGLISH,
) -> str:
    """A list of objects, one for each problem, with the keys that the guide names; what is not
    known is null."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "code": problem.code,
            "field": problem.field or None,
            "value": problem.value,
            "what": words.told(problem.what),
            "fix": words.told(problem.fix) or None,
            "url": addresses.of(problem.code),
        }
        for problem in problems
    ]
    return _written(rows)


def as_sarif(
    problems: Iterable[Problem],
    addresses: Addresses = Addresses(),
    words: Translations = ENGLISH,
) -> str:
    """A log in SARIF 2.1.0, with every code of the catalogue as a rule."""
    rules = sorted(CATALOGUE)
    driver: dict[str, Any] = {
        "name": "Hearth",
        "version": __version__,
        "rules": [_rule(CATALOGUE[code], addresses, words) for code in rules],
    }
    if addresses.home:
        driver["informationUri"] = addresses.home
    places = {code: index for index, code in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, places, addresses, words) for problem in problems],
    }
    if words.language != ENGLISH.language:  # else it is English (SARIF 2.1.0, 3.14.7)
        run["language"] = words.language
    return _written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )


def _rule(entry: CodeEntry, addresses: Addresses, words: Translations) -> dict[str, Any]:
    named = (
        (words.inside("example", "Not"), entry.wrong),
        (words.inside("example", "But"), entry.right),
    )
    examples = [f"{word}:\n{text}" for word, text in named if text]
    fenced = [f"{word}:\n\n```text\n{text}\n```" for word, text in named if text]
    why = words.noted(entry.why)
    rule: dict[str, Any] = {
        "id": entry.code,
        "shortDescription": {"text": words.noted(entry.short_title)},
        "fullDescription": {"text": why},
        "help": {
            "text": "\n\n".join((why, *examples)),
            "markdown": "\n\n".join((why, *fenced)),
        },
    }
    if url := addresses.of(entry.code):
        rule["helpUri"] = url
    return rule


def _result(
    problem: Problem, places: dict[str, int], addresses: Addresses, words: Translations
) -> dict[str, Any]:
    uri = quote(_valid(f"{addresses.prefix}{problem.path}"))
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": _literal(words.told(problem.message))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
    }
    if problem.code in places:
        result["ruleIndex"] = places[problem.code]
    return result


def _literal(text: str) -> str:
    """A text in which nothing is a placeholder or a link (SARIF 2.1.0, 3.11.5 and 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _written(value: Any) -> str:
    return _valid(json.dumps(value, ensure_ascii=False, indent=2))


def _valid(text: str) -> str:
    """The text with a sign in place of halves of characters, as names of files that are not UTF-8
    have them."""
    return (
        "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
        if not text.isascii()
        else text
    )
