"""paper: the same words as Markdown, as text and as HTML, whatever stands in them."""

from __future__ import annotations

from pathlib import Path

import click
import html5lib
import pytest

import hostile
from hearth.cli.shared.render_output import form_for
from hearth.papers.paper import Drawing, Paper
from hearth.wording.document import (
    Address,
    Code,
    DataTable,
    Link,
    Strong,
    cell_text,
    entry,
    heading,
    paragraph,
    to_do,
)
from hearth.wording.safe import html, html_to_text, markdown

WORDS = Paper(
    "A week",
    (
        paragraph(
            "Hello, ", Strong("you"), ": read ", Link("this", "https://example.org/a(b)"), "."
        ),
        heading("To do"),
        to_do("Say ", Code("hearth brief")),
        to_do("Rest"),
        heading("Said"),
        entry("See ", Address("https://example.org/")),
        DataTable(("Month", "People"), (("2026-10", 1200), ("2026-11", None), ("a|b", 2.5))),
        Drawing(html('<svg viewBox="0 0 1 1"></svg>'), "A line"),
    ),
    "Only for you.",
)


def test_markdown() -> None:
    """Lists hang together, tables keep their bars, a command stands in ticks."""
    assert WORDS.markdown == (
        "# A week\n\nHello, **you**: read [this](https://example.org/a\\(b\\)).\n\n## To do\n\n"
        "- [ ] Say `hearth brief`\n- [ ] Rest\n\n"
        "## Said\n\n- See https://example.org/\n\n| Month | People |\n|---|---|\n"
        "| 2026-10 | 1 200 |\n| 2026-11 | – |\n| a\\|b | 2.5 |\n\nOnly for you."
    )


def test_plain() -> None:
    """Columns of a table stand below each other."""
    assert "2026-10  1 200\n2026-11  –\na|b      2.5" in WORDS.plain_text
    assert (
        "Say hearth brief" in WORDS.plain_text
        and "this: https://example.org/a(b)" in WORDS.plain_text
    )


def test_html_is_whole_and_stands_alone() -> None:
    """An HTML parser finds no mistake, one list for neighbours, numbers to the right, and nothing
    to be fetched."""
    page = str(WORDS.html)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(page)
    assert parser.errors == []
    assert [len(list(found)) for found in tree.iter("ul")] == [2, 1]
    assert [cell.text for cell in tree.iter("td") if cell.get("class") == "number"] == [
        "1 200",
        "–",
        "2.5",
    ]
    assert (
        not [found for found in tree.iter() if found.tag in ("script", "link", "img")]
        and "url(" not in page
    )


@pytest.mark.parametrize("text", [*hostile.STRINGS, *hostile.BENIGN])
def test_hostile_words_stay_words(text: str) -> None:
    """In every place of a paper."""
    paper = Paper(
        text,
        (
            paragraph(text, Strong(text), Code(text)),
            heading(text),
            entry(Link(text, "https://example.org/")),
            DataTable((text, "n"), ((text, 1),)),
        ),
        text,
    )
    more = "p strong code ul li a div table thead tbody tr th td footer"
    hostile.assert_only(str(paper.html), more)


def test_code_with_ticks_reads_the_same() -> None:
    """However many ticks stand in it."""
    for text in ("a", "`", "``a`b``", "a`"):
        assert html_to_text(markdown(Paper("", (paragraph(Code(text)),)).markdown)) == text


def test_the_ending_of_a_file_says_its_form() -> None:
    """Unless a form is named."""
    assert [form_for(None, Path(name)) for name in ("a.html", "a.md", "a.json", "a.txt", "a")] == [
        "html",
        "markdown",
        "json",
        "text",
        "markdown",
    ]
    assert form_for("text", Path("a.html")) == "text" and form_for(None, None) == "text"
    with pytest.raises(
        click.UsageError, match="End it in"
    ):  # a PDF that holds Markdown opens nowhere
        form_for(None, Path("a.pdf"))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, "–"),
        (0, "0"),
        (2.50, "2.5"),
        (1234567, "1 234 567"),
        (-0.125, "−0.12"),
        ("a\nb", "a b"),
        ("1,200", "1,200"),
    ],
)
def test_a_cell_is_written_in_one_way(cell: str | float | None, words: str) -> None:
    """Numbers to be read, words on one line, and a dash for what is not known."""
    assert cell_text(cell) == words
