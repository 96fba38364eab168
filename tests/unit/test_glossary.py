"""glossary: the first use of each term is explained, and nothing else."""

from __future__ import annotations

import pytest

from hearth.kinds.vocabulary import GlossaryTerm
from hearth.views.glossary import Glossary

TERMS = tuple(
    GlossaryTerm(
        id=name.replace(" ", "-"),
        path="content/glossary.yml",
        term=name,
        definition="d",
        aliases=aliases,
    )
    for name, aliases in (("lurker", []), ("code of conduct", ["CoC"]), ("code", []), ("C++", []))
)


def mark(html: str) -> str:
    return Glossary(TERMS).mark(html, lambda term, words: f"[{term.id}|{words}]")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>A lurker and a lurker.</p>", "<p>A [lurker|lurker] and a lurker.</p>"),
        ("<p>Lurker, LURKER</p>", "<p>[lurker|Lurker], LURKER</p>"),
        ("<p>The code of conduct.</p>", "<p>The [code-of-conduct|code of conduct].</p>"),
        (
            "<p>Our CoC is the code of conduct.</p>",
            "<p>Our [code-of-conduct|CoC] is the code of conduct.</p>",
        ),
        ("<p>Lurkers and non-lurker</p>", "<p>Lurkers and non-lurker</p>"),
        ("<h2>Lurker</h2><p>lurker</p>", "<h2>Lurker</h2><p>[lurker|lurker]</p>"),
        ('<a href="/lurker/">lurker</a> lurker', '<a href="/lurker/">lurker</a> [lurker|lurker]'),
        (
            "<pre><code>lurker</code> lurker</pre>lurker",
            "<pre><code>lurker</code> lurker</pre>[lurker|lurker]",
        ),
        ('<p title="lurker">x</p>', '<p title="lurker">x</p>'),
        ("<a><b>lurker</b></a><b>lurker</b>", "<a><b>lurker</b></a><b>[lurker|lurker]</b>"),
        ("<p>nothing</p>", "<p>nothing</p>"),
        ("", ""),
    ],
)
def test_marking(html: str, marked: str) -> None:
    """Once per term, whole words only, never inside links, headings, code or attributes, the
    longest term first."""
    assert mark(html) == marked


def test_marking_twice_marks_once() -> None:
    """What is marked already is a link and left alone."""
    glossary = Glossary(TERMS)
    link = lambda term, words: f'<a href="#{term.id}">{words}</a>'  # noqa: E731
    once = glossary.mark("<p>lurker</p>", link)
    assert glossary.mark(once, link) == once


def test_without_terms_nothing_happens() -> None:
    """A hub without a glossary leaves its pages alone."""
    assert Glossary(()).mark("<p>lurker</p>", lambda *_: "x") == "<p>lurker</p>"


def test_a_comment_is_no_text() -> None:
    """Comments stay as they are, with whatever they hold."""
    assert mark("<!-- lurker <b> --> lurker") == "<!-- lurker <b> --> [lurker|lurker]"
