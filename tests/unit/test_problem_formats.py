"""problem_formats: whatever a file holds, each form of a report stays what its readers expect."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from hearth import __version__
from hearth.base.problem_formats import (
    WIDTH,
    Addresses,
    as_github,
    as_json,
    as_sarif,
    as_text,
    excerpt,
)
from hearth.base.problems import CATALOGUE, Problem, Problems

SCHEMA = Path(__file__).parent.parent / "vendor" / "sarif" / "sarif-2.1.0-rtm.5.json"
SARIF = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
ADDRESSES = Addresses(
    "hubs/ours/", "https://example.org/guide/problems/", "https://example.org/guide/checking/"
)

CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from("\r\n\t\0\x1b\x85\u2028\u202e%:,\"'[](){}<>&\\|^`"),
    st.characters(categories=["Cs"]),
)
TEXT = st.text(CHARACTERS, max_size=30)
PROBLEMS = st.builds(
    Problem,
    path=st.one_of(TEXT, st.just("members/ada.yml")),
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    code=st.one_of(
        st.sampled_from(sorted(CATALOGUE)), st.text(st.sampled_from("abc-"), min_size=1, max_size=9)
    ),
    field=TEXT,
    what=TEXT,
    fix=TEXT,
    value=st.none() | TEXT,
    severity=st.sampled_from(["error", "warning"]),
)


def problem(**given: Any) -> Problem:
    """A problem of which only some fields matter."""
    usual: dict[str, Any] = {
        "path": "members/ada.yml",
        "line": 2,
        "column": 9,
        "code": "wrong-date",
        "field": "joined",
        "what": "is not a date",
        "fix": "Write it.",
        "value": "soon",
    }
    return Problem(**{**usual, **given})


def whole(text: str) -> str:
    """A text as it comes back from a file in UTF-8: halves of characters cannot."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


@given(st.lists(PROBLEMS, max_size=4), st.sampled_from([Addresses(), ADDRESSES]))
def test_an_annotation_is_one_line(problems: list[Problem], addresses: Addresses) -> None:
    """And its properties are those that were given: nothing in a file adds a command or a
    property."""
    lines = as_github(problems, addresses).splitlines()
    assert len(lines) == len(problems)
    for line, one in zip(lines, problems, strict=True):
        found = re.fullmatch(
            r"::(error|warning) file=([^,:]*),line=(\d+),col=(\d+),title=([^,:]*)::(.*)", line
        )
        assert found and line.encode("utf-8")
        assert found.group(1, 3, 4) == (one.severity, str(one.line), str(one.column))


def test_an_annotation_is_escaped_as_documented() -> None:
    """Percent signs and line ends everywhere, colons and commas in properties alone."""
    line = as_github(
        [problem(path="a,b:c%.yml", what="is 100 %, so: no\r\nreally", code="own-code")]
    )
    assert line == (
        "::error file=a%2Cb%3Ac%25.yml,line=2,col=9,title=Problem [own-code]"
        '::joined: "soon" is 100 %25, so: no%0D%0Areally. Write it.'
    )


def test_an_annotation_names_file_title_and_explanation() -> None:
    """The file from the top of the repository; a warning is a warning, which its title need not
    repeat."""
    line = as_github([problem(code="short-link", severity="warning")], ADDRESSES)
    assert line.startswith(
        "::warning file=hubs/ours/members/ada.yml,line=2,col=9,title=An address behind a "
        "shortener ["
    )
    assert line.endswith("%0Ahttps://example.org/guide/problems/#short-link")


@given(st.lists(PROBLEMS, max_size=4))
def test_json_gives_back_what_was_found(problems: list[Problem]) -> None:
    """Every object has the same keys, and the values of its problem."""
    written = as_json(problems, ADDRESSES).encode("utf-8")
    rows = json.loads(written)
    assert [list(row) for row in rows] == [
        ["path", "line", "column", "severity", "code", "field", "value", "what", "fix", "url"]
        for _ in problems
    ]
    for row, one in zip(rows, problems, strict=True):
        assert (row["path"], row["what"], row["line"]) == (
            whole(one.path),
            whole(one.what),
            one.line,
        )
        assert row["value"] == (None if one.value is None else whole(one.value))
        assert row["url"] == (f"{ADDRESSES.guide}#{one.code}" if one.code in CATALOGUE else None)


def test_json_without_a_guide_has_no_addresses() -> None:
    """A hub that explains no codes links to nothing."""
    assert [row["url"] for row in json.loads(as_json([problem()]))] == [None]


@given(st.lists(PROBLEMS, max_size=3), st.sampled_from([Addresses(), ADDRESSES]))
def test_sarif_is_valid(problems: list[Problem], addresses: Addresses) -> None:
    """By the standard's own schema, with a relative address for every file."""
    log = json.loads(as_sarif(problems, addresses).encode("utf-8"))
    assert [error.message for error in SARIF.iter_errors(log)] == []
    for result, one in zip(log["runs"][0]["results"], problems, strict=True):
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert urlsplit(uri)[:2] == ("", "") and re.fullmatch(r"[\w./~%-]*", uri, re.ASCII)
        assert unquote(uri) == addresses.prefix + whole(one.path)
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert place["region"] == {"startLine": one.line, "startColumn": one.column}
        # Nothing is a placeholder or a link.
        text = result["message"]["text"]
        assert (
            re.search(r"(?<!\{)(\{\{)*\{(?!\{)", text) is None
            and re.search(r"(?<!\\)\]\(", text) is None
        )


def test_the_validator_finds_what_is_wrong() -> None:
    """A log without a version is refused, so that the test above says something."""
    log = json.loads(as_sarif([problem()]))
    del log["version"]
    assert not SARIF.is_valid(log)


def test_sarif_has_the_catalogue_as_rules() -> None:
    """Each with its id, its title, help and where to read more, and results point to theirs."""
    run = json.loads(as_sarif([problem(severity="warning")], ADDRESSES))["runs"][0]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["informationUri"]) == (
        "Hearth",
        __version__,
        ADDRESSES.home,
    )
    assert [rule["id"] for rule in driver["rules"]] == sorted(CATALOGUE)
    result = run["results"][0]
    rule = driver["rules"][result["ruleIndex"]]
    assert (result["ruleId"], result["level"], rule["id"]) == (
        "wrong-date",
        "warning",
        "wrong-date",
    )
    assert (
        rule["shortDescription"]["text"] == "Not a day"
        and "joined: 2026-12-03" in rule["help"]["text"]
    )
    assert rule["helpUri"] == "https://example.org/guide/problems/#wrong-date"


def test_no_problems_are_a_report_too() -> None:
    """Every form says so in its own way."""
    assert (as_text([], lambda _: None), as_github([]), json.loads(as_json([]))) == ("", "", [])
    log = json.loads(as_sarif([]))
    assert SARIF.is_valid(log) and log["runs"][0]["results"] == []


@given(PROBLEMS, st.none() | TEXT)
def test_text_is_a_line_a_source_line_and_a_caret(one: Problem, line: str | None) -> None:
    """Nothing else, whatever stands in the file; and nothing a terminal would obey."""
    lines = as_text([one], lambda _: line).splitlines()
    assert len(lines) in (1, 3)
    assert all(char.isprintable() for shown in lines for char in shown)


def test_the_first_line_is_the_problem() -> None:
    """As it always was, for editors."""
    assert as_text([problem()], lambda _: None) == str(problem())


def test_a_caret_stands_under_the_place() -> None:
    """Tabs are one column, letters of East Asia two, accents none."""
    assert excerpt(problem(), "joined: soon") == ("    2 | joined: soon", "      |         ^")
    for line, column in (("a:\t\tsoon", 5), ("名前: soon", 5), ("e\u0301a: soon", 6)):
        shown, caret = excerpt(problem(column=column), line)
        before = shown[: shown.index("soon")]
        wide = sum(char in "名前" for char in before) - before.count("\u0301")
        assert caret.index("^") == len(before) + wide


@pytest.mark.parametrize("column", [1, 40, 500, 990, 1001])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    """So that the caret stays on the screen, under its character."""
    line = "".join(chr(0x100 + index % 200) for index in range(1000))
    shown, caret = excerpt(problem(column=column), line)
    place = caret.index("^")
    assert len(shown) <= WIDTH + 10 and place <= WIDTH + 10
    assert shown[place : place + 1] == line[column - 1 : column]
    assert ("…" in shown[:10]) == (column > 60)


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (problem(), None),
        (problem(), "   "),
        (problem(column=99), "joined: soon"),
        (problem(code="missing-field", line=1, column=1), "name: Ada"),
        (problem(line=1, column=1, field=""), "name: Ada"),
    ],
)
def test_no_caret_where_it_does_not_help(one: Problem, line: str | None) -> None:
    """A line that is not there, what is missing, a whole file."""
    assert excerpt(one, line) == ()


@given(st.lists(PROBLEMS, max_size=6), st.randoms(use_true_random=False))
def test_problems_stand_in_one_order_however_they_were_found(
    found: list[Problem], chance: Any
) -> None:
    """Also two that stand at one place and differ in their words alone."""
    alike = [problem(what=word, value=value) for word in "abc" for value in (None, "x", "y")]
    listed = [*Problems([*found, *alike])]
    mixed = [*found, *alike]
    chance.shuffle(mixed)
    assert [*Problems(mixed)] == listed
    assert [each for each in listed if each in alike] == alike
