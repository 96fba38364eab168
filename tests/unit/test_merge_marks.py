"""Merge marks of sending services: nothing of a contributor's is filled in."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.wording import document, merge_marks
from hearth.wording.document import FilledIn, Link, entry, escaped, paragraph, written
from hearth.wording.merge_marks import broken, encoded

MARKS = (
    "%%email%%",
    "[[email]]",
    "%EMAIL%",
    "%recipient.email%",
    "%DATE%",
    "{email}",
    "{{email}}",
    "*|EMAIL|*",
    "-email-",
    "-first_name-",
    "<%email%>",
    "${email}",
    "$[EMAIL]$",
    "[email]",
    "@EMAIL@",
    "#EMAIL#",
    "|EMAIL|",
)


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_is_left_in_text(mark: str) -> None:
    """The words look the same."""
    said = broken(f"Hello {mark}, hello")
    assert mark not in said and said.replace("\u2060", "") == f"Hello {mark}, hello"
    assert broken(said) == said


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_is_left_in_an_address(mark: str) -> None:
    """It leads to the same page: only what is percent-encoded differs."""
    url = f"https://example.org/a?to={mark}&x=1"
    coded = encoded(url)
    assert mark not in coded and encoded(coded) == coded
    assert re.fullmatch(r"(?:[^%]|%[0-9A-F]{2})*", coded)
    whole = url.replace("%", "%25") if not mark.startswith("%DA") else url
    assert unquote(coded) == unquote(whole)
    assert urlsplit(coded).hostname == "example.org"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.org/caf%C3%A9/a-b-c/?q=1&r=%20#part",
        "https://example.social/@ada",
        "mailto:ada@example.org",
        "https://example.org/well-known-pages/",
        "",
    ],
)
def test_other_addresses_stay(url: str) -> None:
    """Letter by letter."""
    assert encoded(url) == url


def test_documents_hold_our_own_mark_alone() -> None:
    """In both forms, in words and in links."""
    mark = "{{unsubscribe}}"
    made = written(
        [
            paragraph("To {{email}} ", Link("at [[x]]", "https://example.org/?e=[[email]]")),
            entry(FilledIn("Leave", mark)),
        ]
    )
    for form in (made.markdown, made.plain_text):
        assert form.count("{{") == form.count(mark) == 1
        assert "[[" not in form and "%5B%5Bemail" in form


@pytest.mark.parametrize(
    "words", ["@everyone", "see #12", "GH-12", "ada@example.org", "mailto:ada", "owner/name#3"]
)
def test_markdown_calls_nobody(words: str) -> None:
    """Mentions, references to issues and mail addresses stay words where they are pasted."""
    said = escaped(words)
    assert not re.search(r"@\w|#\d|GH-\d|mailto:\w", said)
    assert said.replace("\u2060", "").replace("\\", "") == words


@given(st.text("{}[]$*|<>%@#-_&;:~`\\\\./ \u2060aeimlEMAILwGH12\u017f\u212a", max_size=30))
def test_a_glance_overlooks_nothing(text: str) -> None:
    """What is passed over, because it has no sign of a mark, holds none."""
    if broken(text) == text:
        assert merge_marks._IN_TEXT.sub(merge_marks.JOINER, text) == text
    if escaped(text) == text == document.flat(text):
        assert document._CALLS.sub("", text) == document._SPECIAL.sub("", text) == text
