"""The chrome of the plain builder: one template, templates/plain/page.html, around every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hearth.adapters.plain_config import SiteConfig
from hearth.adapters.plain_markdown import Heading
from hearth.site.build import SiteBuild
from hearth.site.content_policy import NO_POLICY, ContentPolicy
from hearth.wording.safe import SafeHtml, rooted, vouched

TEMPLATE = "plain/page.html"


@dataclass(frozen=True)
class NavEntry:
    """A place in the navigation."""

    title: str
    url: str
    """Relative to the site's root, or a whole address; that of the first below it, if it is a
    section."""
    children: tuple[NavEntry, ...] = ()

    @property
    def folder(self) -> str:
        """What the addresses of the pages below it begin with."""
        return self.url.rpartition("/")[0] + "/" if self.url.endswith("/") else self.url

    def holds(self, url: str) -> bool:
        """Whether it is, or holds, the entry of a page."""
        return url == self.url or any(child.holds(url) for child in self.children)


@dataclass(frozen=True)
class ChromePage:
    """A page that waits for its chrome."""

    url: str
    title: str
    description: str
    head: str
    body: str
    edit_url: str
    by_hand: bool
    headings: tuple[Heading, ...] = ()


LOST = ChromePage("404.html", "Nothing here", "", "", "", "", by_hand=False)


class Chrome:
    """Puts the chrome around pages."""

    def __init__(self, site: SiteBuild, config: SiteConfig, entries: list[NavEntry]) -> None:
        self.site, self.config, self.entries = site, config, entries
        self.policy = NO_POLICY

    def know_scripts(self, content: Callable[[str], bytes | None]) -> None:
        """Let pages run the scripts of the chrome, and no others; ``content`` gives their bytes."""
        self.policy = ContentPolicy.allowing(self.page(LOST, "./"), content)

    def page(self, page: ChromePage, root: str) -> SafeHtml:
        """The page's whole HTML; ``root`` is the site's address as the page names it."""
        renderer = self.site.filler.renderer
        filled = renderer.render(
            TEMPLATE,
            page=page,
            config=self.config,
            words=self.config.extra.theme_words,
            entries=self.entries,
            current=self._current(page.url),
            headings=_below_title(page.headings),
            lost=page is LOST,
            address=lambda url: url if _elsewhere(url) else renderer.url(url),
            copyright=vouched(self.config.copyright),
            policies=[vouched(policy) for policy in self.policy.policies],
            seal=lambda scripts: vouched(self.policy.seal(scripts)),
            **self.site.template_values,
        )
        return rooted(filled, root)

    def lost(self, root: str) -> SafeHtml:
        """The page for addresses that lead nowhere; it is shown at any of them, so ``root`` is an
        address from the host on."""
        return self.page(LOST, root)

    def _current(self, url: str) -> NavEntry | None:
        """The entry under which a page stands: its own, or that with the longest address it begins
        with."""
        if own := next((entry for entry in self.entries if entry.holds(url)), None):
            return own
        above = [entry for entry in self.entries if entry.url and url.startswith(entry.folder)]
        return max(above, key=lambda entry: len(entry.folder), default=None)


def _below_title(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """The table of contents without the page's own title, which stands above it."""
    alone = headings[0].children if headings and headings[0].level == 1 else headings
    return alone if len(alone) > 1 else ()


def _elsewhere(url: str) -> bool:
    """Whether an address leads to another site, or is one from the host on."""
    return ":" in url.split("/")[0] or url.startswith("/")


def given_titles(nav: list[Any]) -> Iterator[tuple[str, str]]:
    """(path below content/, title) of the pages that ``nav`` in mkdocs.yml calls by a name."""
    for item in nav:
        title, target = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(target, list):
            yield from given_titles(target)
        elif title:
            yield str(target), str(title)


def navigation(
    nav: list[Any], pages: Mapping[str, tuple[str, str]], problems: list[str]
) -> Iterator[NavEntry]:
    """The entries of ``nav`` in mkdocs.yml; ``pages`` gives address and title by the path below
    content/."""
    for item in nav:
        title, target = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(target, list):
            children = tuple(navigation(target, pages, problems))
            if children:
                yield NavEntry(str(title), children[0].url, children)
        elif str(target) in pages:
            url, own = pages[str(target)]
            yield NavEntry(str(title or own), url)
        elif _elsewhere(str(target)):
            yield NavEntry(str(title or target), str(target))
        else:
            problems.append(f'mkdocs.yml: nav names "{target}", and there is no such page')
