"""Terms found in running text, so that their first use can be explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from hearth.kinds.vocabulary import GlossaryTerm

_PIECES = re.compile(r"(<[^>]*>)")
_CLOSED = frozenset(
    {
        "a",
        "abbr",
        "button",
        "code",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "script",
        "style",
        "svg",
    }
)
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")

LinkToTerm = Callable[[GlossaryTerm, str], str]
"""Makes the HTML for one use of a term."""


@dataclass(frozen=True)
class Glossary:
    """Marks the first use of each term in HTML; text inside links, headings and code is left
    alone."""

    terms: tuple[GlossaryTerm, ...]

    @cached_property
    def _by_form(self) -> dict[str, GlossaryTerm]:
        return {form.casefold(): term for term in self.terms for form in (term.term, *term.aliases)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)

    @cached_property
    def _words(self) -> dict[str, list[frozenset[str]]]:
        """The words of each form, by the first of them."""
        words: dict[str, list[frozenset[str]]] = {}
        for found in filter(None, map(_WORD.findall, self._by_form)):
            words.setdefault(found[0], []).append(frozenset(found))
        return words

    def _may_be_in(self, html: str) -> bool:
        """Whether all words of some form are there; looking for the forms takes much longer."""
        there = set(_WORD.findall(html.casefold()))
        return any(
            words <= there for first in self._words.keys() & there for words in self._words[first]
        )

    def mark(self, html: str, link: LinkToTerm) -> str:
        """``html`` with the first use of each term made into ``link(term, words)``."""
        if not self.terms or not self._may_be_in(html):
            return html
        seen: set[str] = set()

        def explain(found: re.Match[str]) -> str:
            term = self._by_form.get(found[1].casefold())
            if term is None or term.id in seen:
                return found[0]
            seen.add(term.id)
            return link(term, found[1])

        return "".join(
            self._pattern.sub(explain, piece) if open_text else piece
            for piece, open_text in _pieces(html)
        )


def _pieces(html: str) -> Iterable[tuple[str, bool]]:
    """The parts of HTML: tags as they are, and texts with whether a term may be marked in them."""
    closed = 0
    for piece in _PIECES.split(html):
        if piece.startswith("<"):
            name = _NAME.match(piece)
            if name and name[1].lower() in _CLOSED:
                closed += -1 if piece.startswith("</") else 1
            yield piece, False
        else:
            yield piece, closed <= 0 and bool(piece)
