"""Shells: one page per section, rendered by the site builder with sentinels for all that differs.

Split at the sentinels once, a shell becomes thousands of pages by joining its pieces with each
page's own, every one of them escaped already for the place where it lands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hearth.wording.safe import SafeHtml

SLOTS = ("url", "title", "description", "head", "body", "edit")
TITLED = "<!--<h1-->"
"""Behind the sentinel of a body that has a heading of its own: themes look for one, and add the
title where there is none."""


def sentinel(slot: str) -> str:
    """Letters that no template, filter or URL function changes, and that stand on no page by
    chance."""
    return f"hearthxslotx{slot}x"


@dataclass(frozen=True, order=True)
class ShellKey:
    """What pages must have in common to share a shell: all that the theme decides by."""

    section: str
    depth: int
    """Folders above the page: relative links depend on it."""
    editable: bool
    """Whether the page has a source, and so a link to edit it."""

    @property
    def url(self) -> str:
        """The shell's own address, with the sentinel where the page's differs."""
        return f"{self.section}/" + f"{sentinel('url')}{'e' if self.editable else 'f'}/" * (
            self.depth - 1
        )


class BrokenShellError(Exception):
    """The site builder's page does not have every sentinel; the pages of its section must be
    rendered in full."""


@dataclass(frozen=True)
class Shell:
    """A page in pieces: literal text at even places, names of slots at odd ones."""

    pieces: tuple[str, ...]

    @classmethod
    def split(cls, html: str, url: str = "") -> Shell:
        """Take a rendered shell apart; ``url`` is its own address, where pages of several share it.

        Raises BrokenShellError when the body or the title is not there exactly as it should be.
        """
        marks = {sentinel(slot): slot for slot in SLOTS[1:]}
        if url:
            marks[url] = "url"
        html = html.replace(f"{sentinel('body')}{TITLED}", sentinel("body"))
        pieces: list[str] = []
        rest = html
        while found := min(
            ((at, mark) for mark in marks if (at := rest.find(mark)) >= 0), default=None
        ):
            at, mark = found
            pieces += [rest[:at], marks[mark]]
            rest = rest[at + len(mark) :]
        # A theme may print the title twice or leave out the description; a second body, or a rest
        # of the address, means that it changed what it was given.
        slots = pieces[1::2]
        shared_and_untitled = url and "title" not in slots
        if slots.count("body") != 1 or shared_and_untitled or sentinel("url") in rest:
            raise BrokenShellError(f"{url} has {slots}")
        return cls((*pieces, rest))

    def fill(self, values: Mapping[str, SafeHtml]) -> str:
        """A whole page; ``values`` gives HTML for each slot."""
        return "".join(
            [values[piece] if place % 2 else piece for place, piece in enumerate(self.pieces)]
        )
