"""The plan of a page: its address, template and values, before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hearth.base.words import Translations
from hearth.kinds import Kind, Record
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.outputs import feeds
from hearth.outputs.calendars import by_facet, calendars
from hearth.outputs.feeds import FORMATS
from hearth.outputs.head import Alternate
from hearth.wording.safe import shorten

Template = str | tuple[str, ...]
"""A template's name, or several of which the first that there is is taken."""
Crumb = tuple[str, str]
"""(title, address from the root)"""


def section(hub: Hub, kind: Kind) -> Crumb:
    """What leads to the list of a kind, in the hub's language."""
    name, address = kind.crumb
    return hub.words.noted(name), address


@dataclass
class PageView:
    """What a page shows: plain texts for its head, and the values its template needs."""

    title: str
    description: str
    values: dict[str, Any] = field(default_factory=dict)
    crumbs: Sequence[Crumb] = ()
    """The pages above this one, from the section down."""
    crumb: str = ""
    """What this page is called below them, when not by its title."""
    things: list[dict[str, Any]] = field(default_factory=list)
    alternates: list[Alternate] = field(default_factory=list)
    image: str | None = None
    image_alt: str = ""
    """What the picture shows; a picture with such words is a card of 1200 by 630 pixels."""
    og_type: str = "website"
    record: Record | None = None
    """The record it is the page of."""

    def __post_init__(self) -> None:
        self.description = shorten(" ".join(self.description.split()), 200)


@dataclass(frozen=True)
class Page:
    """A page's place and how to make it. ``prepare`` runs only when the page is written."""

    url: str
    """Relative to the site's root; ends with a slash, and is empty for the home page."""
    template: Template
    prepare: Callable[[Hub], PageView]
    source: str | None = None
    """The file to edit, relative to the hub's folder."""
    landing: bool = False
    """The navigation may name it, so the site builder renders it; a hand-written file of its name
    gives its words."""
    about: Target | None = None
    """The record it belongs to, when what it shows follows from that: see ``Face.bounded``."""
    open: bool = False
    """Whether it shows more than its view holds, with those whom the cards of its records name;
    then it is made again whenever anything changed. A test watches that no other page does."""

    @property
    def section(self) -> str:
        return self.url.split("/", 1)[0]

    @property
    def src_uri(self) -> str:
        """Where the site builder finds it among hand-written pages: ``members/`` is
        ``members/index.md``."""
        return (
            f"{self.url}index.md"
            if self.landing and self.url not in FLAT
            else f"{self.url[:-1]}.md"
        )


FLAT = frozenset({"join/", "my/", "planet/", "strategy/", "subscribe/"})
"""Landing pages written as one file rather than as a folder's index."""


def feed_alternates(name: str, title: str) -> list[Alternate]:
    """A feed in each of its formats."""
    return [
        Alternate(kind, f"{title} ({feeds.FORMAT_NAMES[form]})", f"feeds/{name}.{form}")
        for form, kind in FORMATS.items()
    ]


def kind_feed(kind: Kind) -> list[Alternate]:
    """The feed of a whole kind, if it has one."""
    return feed_alternates(kind.feed.name, kind.feed.title.capitalize()) if kind.feed else []


def calendar_alternate(hub: Hub, name: str) -> list[Alternate]:
    """The calendar of that name, if there is one."""
    found = calendars(hub).get(name)
    return (
        [
            Alternate(
                "text/calendar", hub.words("%(title)s (calendar)", title=found.title), found.uri
            )
        ]
        if found
        else []
    )


def facet_alternates(hub: Hub, name: str) -> list[Alternate]:
    """The calendar and the feed of that name, of events that give an answer to a facet."""
    found = by_facet(hub).get(name)
    fed = feed_alternates(name, found.title(hub)) if found and found.facet.feed else []
    return [*calendar_alternate(hub, name), *fed]


def parts(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """The items in pages of ``size``; at least one, even when it is empty."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [[]]


@dataclass(frozen=True)
class Pagination:
    """Where a page stands in a list that takes several."""

    base: str
    number: int
    total: int

    def url(self, number: int) -> str:
        return self.base if number == 1 else f"{self.base}page/{number}/"

    def titled(self, words: Translations, title: str) -> str:
        """A title with the number of the page, from the second on."""
        if self.number == 1:
            return title
        return words("%(title)s, page %(number)s", title=title, number=self.number)

    @property
    def shown(self) -> list[int]:
        """First, last and the neighbours; 0 stands for a gap."""
        near = sorted(
            {1, 2, self.number - 1, self.number, self.number + 1, self.total - 1, self.total}
            & set(range(1, self.total + 1))
        )
        shown: list[int] = []
        for number in near:
            if shown and number - shown[-1] > 1:
                shown.append(0)
            shown.append(number)
        return shown


def numbered(
    base: str, items: Sequence[Any], size: int
) -> Iterator[tuple[Pagination, Sequence[Any]]]:
    """The items in pages of ``size`` that begin at an address, each with where it stands."""
    chunks = parts(items, size)
    for number, chunk in enumerate(chunks, 1):
        yield Pagination(base, number, len(chunks)), chunk
