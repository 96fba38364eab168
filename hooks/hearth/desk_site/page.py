"""The pages of the desk: what one is, and the one that lies at an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hearth.base.words import N_
from hearth.desk_site.desk import ManagerDesk
from hearth.papers.paper import Paper

GROUPS = {
    "week": N_("This week"),
    "people": N_("People"),
    "events": N_("Events"),
    "content": N_("Content"),
    "results": N_("Results"),
}
"""The five groups of the desk's navigation, in their order."""


def _none(_: ManagerDesk) -> Iterable[str]:
    return ()


def _nothing(_: ManagerDesk, __: str) -> None:
    return None


@dataclass(frozen=True)
class DeskPage:
    """A page of the desk, and the pages below it that tell of one thing each."""

    address: str
    """From the desk's root, such as ``care/``; empty for the first page."""
    title: str
    """A message: what the navigation calls it."""
    group: str
    """One of GROUPS."""
    paper: Callable[[ManagerDesk], Paper]
    notes: tuple[str, ...] = ()
    """Kinds of notes whose forms the page offers."""
    records: tuple[str, ...] = ()
    """Kinds of records whose forms the page offers."""
    below: str = ""
    """Where the pages of single things lie: ``people/`` for ``people/ada/``."""
    names: Callable[[ManagerDesk], Iterable[str]] = _none
    """Of which things there are pages, as far as something leads to them."""
    one: Callable[[ManagerDesk, str], Paper | None] = _nothing
    """The page of one thing; None when there is none of that name."""


def addresses(pages: Sequence[DeskPage], desk: ManagerDesk) -> Iterator[str]:
    """Of every page, those of single things after the page that leads to them."""
    for page in pages:
        yield page.address
        yield from (f"{page.below}{name}/" for name in page.names(desk))


def found(
    pages: Sequence[DeskPage], desk: ManagerDesk, address: str
) -> tuple[DeskPage, Paper] | None:
    """What lies at an address of the desk, if anything does."""
    for page in pages:
        if address == page.address:
            return page, page.paper(desk)
        name = address.removeprefix(page.below).removesuffix("/")
        if page.below and address == f"{page.below}{name}/" and "/" not in name:
            paper = page.one(desk, name)
            if paper is not None:
                return page, paper
    return None
