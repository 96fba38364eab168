"""The canonical form of a record file."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.edit.formatter import canonical
from hearth.edit.record_files import field_order
from hearth.edit.texts import read_text
from hearth.kinds import KINDS, Kind, Record
from hearth.read.records import build
from hearth.read.sources import split
from record_texts import record_files

CASES = {
    "fields-in-order": ("joined: 2026-01-05\nname: Ada\n", "name: Ada\njoined: 2026-01-05\n"),
    "common-fields-last": (
        "topics: [a]\nname: Ada\nbody: B\nadded: 2026-01-05\n",
        "name: Ada\nadded: 2026-01-05\ntopics: [a]\nbody: B\n",
    ),
    "unknown-fields-after-all": ("zzz: 1\naaa: 2\nname: Ada\n", "name: Ada\nzzz: 1\naaa: 2\n"),
    "comments-move-along": (
        "# when\njoined: 2026-01-05  # or so\n# who\nname: Ada\n",
        "# who\nname: Ada\n# when\njoined: 2026-01-05  # or so\n",
    ),
    "indented-comments-belong-to-the-list": (
        "skills:\n  - Tea\n  # more to come\nname: Ada\n",
        "name: Ada\nskills:\n  - Tea\n  # more to come\n",
    ),
    "a-comment-apart-stays-behind": (
        "joined: 2026-01-05\n# apart\n\nname: Ada\n",
        "name: Ada\njoined: 2026-01-05\n# apart\n",
    ),
    "the-head-stays": (
        "# a file\n\njoined: 2026-01-05\n\nname: Ada\n",
        "# a file\n\nname: Ada\njoined: 2026-01-05\n",
    ),
    "the-schema-stays": (
        "# yaml-language-server: $schema=x\njoined: 2026-01-05\nname: Ada\n",
        "# yaml-language-server: $schema=x\nname: Ada\njoined: 2026-01-05\n",
    ),
    "the-foot-stays": (
        "joined: 2026-01-05\nname: Ada\n# the end\n",
        "name: Ada\njoined: 2026-01-05\n# the end\n",
    ),
    "nested-fields-stay": (
        "place:\n  country: KE\n  city: X\nname: Ada\n",
        "name: Ada\nplace:\n  country: KE\n  city: X\n",
    ),
    "one-blank-after-a-colon": (
        "name:    Ada\nplace: {city:  X,  country: KE}\nasks:\n  - topic:   a\n",
        "name: Ada\nplace: {city: X,  country: KE}\nasks:\n  - topic: a\n",
    ),
    "comments-keep-their-distance": (
        "name: Ada      # who\nskills:        # what\n  - Tea\n",
        "name: Ada      # who\nskills:        # what\n  - Tea\n",
    ),
    "values-as-written": (
        "name: 'Ada'\nheadline: \"X\"\nskills: [ a,b ]\n",
        "name: 'Ada'\nheadline: \"X\"\nskills: [ a,b ]\n",
    ),
    "blanks-at-line-ends": (
        "name: Ada  \n\nskills: \n  - Tea\t\n",
        "name: Ada\n\nskills:\n  - Tea\n",
    ),
    "blanks-in-a-text-stay": (
        "body: |\n  a  \n\n  b\nname: Ada\n",
        "name: Ada\nbody: |\n  a  \n\n  b\n",
    ),
    "one-line-end-at-the-end": ("name: Ada\n\n\n", "name: Ada\n"),
    "no-line-end-at-the-end": ("joined: 2026-01-05\nname: Ada", "name: Ada\njoined: 2026-01-05\n"),
    "a-record-in-brackets": (
        "{joined: 2026-01-05, name: Ada}\n",
        "{joined: 2026-01-05, name: Ada}\n",
    ),
    "a-document-of-its-own": (
        "---\njoined: 2026-01-05\nname:  Ada\n...\n",
        "---\njoined: 2026-01-05\nname: Ada\n...\n",
    ),
    "lines-of-a-text-are-no-comments": (
        "headline: >-\n  a\n  # b\nname: Ada\n",
        "name: Ada\nheadline: >-\n  a\n  # b\n",
    ),
}


def in_form(text: str, path: str = "members/ada.yml") -> str:
    """The text in the form of a member's file."""
    return canonical(text, path, field_order("member"))


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_form(before: str, after: str) -> None:
    """A file gets the one form, and keeps it."""
    assert in_form(before) == after
    assert in_form(after) == after


def test_front_matter() -> None:
    """Fences are plain, fields are in order, and the body stays as it is."""
    text = "---  \njoined: 2026-01-05\nname: Ada\n--- \nTwo blanks  \n\n\nat the end.  "
    expected = "---\nname: Ada\njoined: 2026-01-05\n---\nTwo blanks  \n\n\nat the end.  \n"
    assert in_form(text, "members/ada.md") == expected
    assert in_form(expected, "members/ada.md") == expected


def test_a_file_of_many_records_keeps_its_order() -> None:
    """Only blanks change in it."""
    text = "- label:  A\n  id: a \n"
    assert canonical(text, "content/topics.yml", ()) == "- label: A\n  id: a\n"


def test_a_file_that_cannot_be_read_has_no_form() -> None:
    """The caller is told, with the place."""
    with pytest.raises(YamlError):
        in_form('name: "Ada\n')


def test_blanks_that_count_stay() -> None:
    """A text that keeps its last blank lines keeps them when it moves."""
    assert in_form("body: |+\n  a\n\n\nname: Ada\n") == "name: Ada\nbody: |+\n  a\n\n\n"


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_its_place(kind: str) -> None:
    """The order names each field of a kind once."""
    assert sorted(field_order(kind)) == sorted(KINDS[kind].model.model_fields)


def test_line_ends() -> None:
    """Lines get the end that most of them have; a mark at the beginning stays."""
    text = read_text(b"\xef\xbb\xbfa\r\nb\r\nc\n")
    assert text.with_text("c\nb\n\n", keep_ends=False) == b"\xef\xbb\xbfc\r\nb\r\n\r\n"
    assert text.with_text("x\ny\nz\n") == b"\xef\xbb\xbfx\r\ny\r\nz\n"


def record_of(kind: Kind, path: str, text: str) -> tuple[Record | None, Any]:
    """The record in a text, and what is wrong with it."""
    fields, body, _ = split(text, path)
    return build(
        kind.model,
        {**read_yaml(fields), "id": "x", "path": path, **({"body": body} if body else {})},
    )


@settings(max_examples=100, deadline=None)
@given(record_files())
def test_any_record(file: tuple[Kind, str, str]) -> None:
    """The form says what the file said, is its own form, and loses no comment."""
    kind, path, text = file
    form = canonical(text, path, field_order(kind.name))
    assert record_of(kind, path, form) == record_of(kind, path, text)
    assert canonical(form, path, field_order(kind.name)) == form
    comments = sorted(line.strip() for line in text.splitlines() if "#" in line)
    squeezed = [" ".join(line.split()) for line in comments]
    assert sorted(squeezed) == sorted(
        " ".join(line.split()) for line in form.splitlines() if "#" in line
    )
    keys = [
        line.partition(":")[0]
        for line in form.splitlines()
        if line[:1].isalpha() and ":" in line.split(" ")[0]
    ]
    in_order = [name for name in field_order(kind.name) if name in keys]
    assert [key for key in keys if key in in_order] == in_order
