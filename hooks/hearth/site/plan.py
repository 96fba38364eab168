"""The plan of a site: which pages the site builder renders, which are filled into shells, and what
of the hub's folder of pages is not published as it lies there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hearth.base.pictures import Picture
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page
from hearth.outputs.pages.plan import plan
from hearth.site.shells import ShellKey


def shell_key(page: Page) -> ShellKey:
    """The shell a page can be filled into."""
    return ShellKey(page.section, page.url.count("/"), page.source is not None)


@dataclass(frozen=True)
class SitePlan:
    """How the pages of a public hub are to be made."""

    hub: Hub
    in_full: frozenset[str] = frozenset()
    """Sections whose pages the site builder renders one by one."""

    @cached_property
    def pages(self) -> list[Page]:
        """Every page the hub makes."""
        return plan(self.hub)

    @cached_property
    def filled(self) -> list[Page]:
        """Pages made by filling shells."""
        if not self.hub.settings.shells:
            return []
        return [
            page for page in self.pages if not page.landing and page.section not in self.in_full
        ]

    @cached_property
    def rendered(self) -> list[Page]:
        """Pages the site builder renders: all others, and the witnesses."""
        filled = {page.url for page in self.filled}
        return [*(page for page in self.pages if page.url not in filled), *self.witnesses]

    @cached_property
    def shells(self) -> list[ShellKey]:
        """The shells the site builder renders."""
        return sorted({shell_key(page) for page in self.filled})

    @cached_property
    def witnesses(self) -> list[Page]:
        """A few pages of each shell, spread over it, that are made both ways."""
        by_key: dict[ShellKey, list[Page]] = {}
        for page in self.filled:
            by_key.setdefault(shell_key(page), []).append(page)
        count = self.hub.settings.witnesses
        return (
            [
                page
                for _, pages in sorted(by_key.items())
                # Spread over the section: its first pages alone could be alike by chance.
                for page in pages[:: max(1, len(pages) // count)][:count]
            ]
            if count
            else []
        )

    def leaves_out(self, src_uri: str, is_page: bool) -> bool:
        """Whether a file below content/ is not published: all that is neither a page, nor a named
        picture, nor of a kind that belongs to a site, and pictures withheld."""
        if src_uri in self.hub.withheld:
            return True
        if is_page:
            return src_uri not in self.hub.pages
        return src_uri not in self.hub.pictures and src_uri not in self.hub.assets

    def draws_anew(self, src_uri: str) -> bool:
        """Whether a file is a contributor's picture or a drawing, which is never copied as it
        is."""
        return src_uri in self.hub.pictures or src_uri in self.drawings

    @cached_property
    def drawings(self) -> list[str]:
        """The drawings below content/ that are published without what could run in them."""
        return sorted(
            src_uri
            for src_uri in self.hub.assets - self.hub.withheld - self.hub.pictures.keys()
            if src_uri.lower().endswith(".svg")
        )

    @cached_property
    def pictures(self) -> list[Picture]:
        """The pictures that public records name."""
        named = {src for record in (*self.hub, self.hub.community) for _, src in record.pictures}
        return [self.hub.pictures[src] for src in sorted(named)]
