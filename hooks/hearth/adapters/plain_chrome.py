"""The chrome of the plain builder: the theme's templates, given what MkDocs would give them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, TemplateError, pass_context
from jinja2.runtime import Context

from hearth.adapters.compiled_theme import CompiledTheme
from hearth.adapters.plain_config import OWN_THEME
from hearth.adapters.plain_markdown import Heading, relative
from hearth.site.assets import THEME
from hearth.site.builder import BuildFailedError
from hearth.site.content_policy import NO_POLICY, ContentPolicy

TEMPLATE = "main.html"


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation: a page, a link, or a section when it has children."""

    title: str
    url: str = ""
    """Relative to the site's root, or a whole address; a section has none."""
    children: tuple[NavItem, ...] = ()
    is_page: bool = False
    is_index: bool = False
    """Whether its page stands for the folder it lies in."""
    active: bool = False
    """Whether it is, or holds, the page that is shown."""

    @property
    def is_section(self) -> bool:
        return bool(self.children)

    @property
    def is_link(self) -> bool:
        return not self.is_page and not self.children

    @property
    def is_homepage(self) -> bool:
        return self.is_page and not self.url

    def seen_from(self, url: str) -> NavItem:
        """The entry as the page at an address shows it."""
        children = tuple(child.seen_from(url) for child in self.children)
        active = any(child.active for child in children) or (self.is_page and self.url == url)
        return replace(self, children=children, active=active)


@dataclass(frozen=True)
class Navigation:
    """What templates know as ``nav``."""

    items: tuple[NavItem, ...] = ()
    homepage: None = None


@dataclass(frozen=True)
class ChromePage:
    """A page that waits for its chrome; what templates know as ``page``."""

    url: str
    title: str
    meta: Mapping[str, Any]
    content: str
    edit_url: str = ""
    toc: tuple[Heading, ...] = ()
    canonical_url: str = ""
    is_index: bool = False
    ancestors: tuple[NavItem, ...] = field(default=())
    """The sections of the navigation it stands in, the innermost first."""

    @property
    def is_homepage(self) -> bool:
        return not self.url


class Chrome:
    """Puts the chrome around pages."""

    def __init__(
        self,
        overrides: Path,
        config: Mapping[str, Any],
        entries: tuple[NavItem, ...],
        values: Mapping[str, Any],
    ) -> None:
        """``config`` is what mkdocs.yml says; ``values`` is what else the templates ask for."""
        self.overrides, self.config, self.entries, self.values = overrides, config, entries, values
        self.policy = NO_POLICY

    @cached_property
    def _environment(self) -> Environment:
        # The folders in the order in which MkDocs searches them; pages are escaped by the templates
        # themselves, as there.
        folders = [folder for folder in (self.overrides, THEME, OWN_THEME) if folder.is_dir()]
        environment = Environment(
            loader=FileSystemLoader(folders),
            auto_reload=False,
            bytecode_cache=CompiledTheme(self.overrides),
        )
        environment.filters.update(url=_url, script_tag=_script_tag)
        environment.globals.update(self.values, config=self.config)
        return environment

    def know_scripts(self, content: Callable[[str], bytes | None]) -> None:
        """Let pages run the scripts of the chrome, and no others; ``content`` gives their bytes."""
        self.policy = ContentPolicy.allowing(self.lost("./"), content)

    def page(self, page: ChromePage) -> str:
        """The page's whole HTML."""
        entries = tuple(entry.seen_from(page.url) for entry in self.entries)
        above = tuple(entry for entry in entries if entry.is_section and entry.active)
        base = relative("", page.url).rstrip("/")
        template = str(page.meta.get("template") or TEMPLATE)
        return self._filled(template, entries, base, replace(page, ancestors=above))

    def lost(self, root: str) -> str:
        """The page for addresses that lead nowhere; it is shown at any of them, so ``root`` is an
        address from the host on."""
        return self._filled("404.html", self.entries, root, None)

    def _filled(
        self, name: str, entries: tuple[NavItem, ...], base: str, page: ChromePage | None
    ) -> str:
        values = {"nav": Navigation(entries), "base_url": base, "page": page, "wall": self.policy}
        try:
            return self._environment.get_template(name).render(values)
        except (TemplateError, TypeError, ValueError) as error:
            # A setting of another form shows here, as none is read before a template asks for it.
            where = getattr(error, "filename", None) or name
            raise BuildFailedError(f"{where} cannot be filled: {error}.") from None


@pass_context
def _url(context: Context, address: Any) -> str:
    """An address from the site's root as the page names it; any other as it is."""
    url, base, page = str(address) or ".", str(context["base_url"]), context["page"]
    if elsewhere(url) or url.startswith("#"):
        return url
    if page is None:
        return posixpath.join(base, url)
    return base if url == "." else relative(url.removeprefix("./"), page.url)


@pass_context
def _script_tag(context: Context, script: Any) -> str:
    """A script of ``extra_javascript``, which is named by its path or has options beside it."""
    options = script if isinstance(script, dict) else {"path": script}
    kind = options.get("type") or ("module" if str(options["path"]).endswith(".mjs") else "")
    said = f' type="{escape(kind)}"' if kind else ""
    said += "".join(f" {name}" for name in ("defer", "async") if options.get(name))
    return f'<script src="{escape(_url(context, options["path"]))}"{said}></script>'


def elsewhere(url: str) -> bool:
    """Whether an address leads to another site, or is one from the host on."""
    return url.startswith("/") or bool(urlsplit(url).scheme)


def given_titles(nav: list[Any]) -> Iterator[tuple[str, str]]:
    """(path below content/, title) of the pages that ``nav`` in mkdocs.yml calls by a name."""
    for item in nav:
        title, target = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(target, list):
            yield from given_titles(target)
        elif title:
            yield str(target), str(title)


def navigation(
    nav: list[Any], pages: Mapping[str, ChromePage], problems: list[str]
) -> Iterator[NavItem]:
    """The entries of ``nav`` in mkdocs.yml; ``pages`` are known by their paths below content/."""
    for item in nav:
        title, target = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(target, list):
            if children := tuple(navigation(target, pages, problems)):
                yield NavItem(str(title), children=children)
        elif page := pages.get(str(target)):
            yield NavItem(str(title or page.title), page.url, (), True, page.is_index)
        elif elsewhere(str(target)):
            yield NavItem(str(title or target), str(target))
        else:
            problems.append(f'mkdocs.yml: nav names "{target}", and there is no such page')
