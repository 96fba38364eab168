"""Terms found in running text, so that their first use can be explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from hearth.kinds.vocabulary import GlossaryTerm

_TAG = re.compile(r"<(/?)([a-z0-9]*)[^>]*>", re.IGNORECASE)
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
    def _words(self) -> dict[str, list[tuple[frozenset[str], str]]]:
        """The words of each form and the form, by the first of them."""
        words: dict[str, list[tuple[frozenset[str], str]]] = {}
        for form in self._by_form:
            if found := _WORD.findall(form):
                words.setdefault(found[0], []).append((frozenset(found), form))
        return words

    def _forms_in(self, html: str) -> list[str]:
        """The forms of which all words are there, the longest first: to look for all of them takes
        much longer."""
        folded = html.casefold()
        if not any(first in folded for first in self._words):
            return []
        there = set(_WORD.findall(folded))
        known = (self._words[first] for first in self._words.keys() & there)
        forms = (form for of_first in known for words, form in of_first if words <= there)
        return sorted(forms, key=lambda form: (-len(form), form))

    def mark(self, html: str, link: LinkToTerm) -> str:
        """``html`` with the first use of each term made into ``link(term, words)``."""
        forms = self._forms_in(html)
        if not forms:
            return html
        pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, forms))})(?![\w-])", re.I)
        begins = {word[0] for form in forms if (word := _WORD.search(form))}
        waiting = {self._by_form[form].id for form in forms}

        def explain(found: re.Match[str]) -> str:
            term = self._by_form.get(found[1].casefold())
            if term is None or term.id not in waiting:
                return found[0]
            waiting.discard(term.id)
            return link(term, found[1])

        marked, at = [], 0
        for start, end in _texts(html):
            if not waiting:
                break
            text = html[start:end]
            folded = text.casefold()
            if any(word in folded for word in begins):
                marked += [html[at:start], pattern.sub(explain, text)]
                at = end
        return "".join((*marked, html[at:]))


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Where in HTML the texts begin and end in which a term may be marked."""
    closed, at = 0, 0
    for tag in _TAG.finditer(html):
        if closed <= 0 and at < tag.start():
            yield at, tag.start()
        if tag[2].lower() in _CLOSED:
            closed += -1 if tag[1] else 1
        at = tag.end()
    if closed <= 0:
        yield at, len(html)
