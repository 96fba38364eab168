"""Hand-written pages become HTML, by Python-Markdown and the rules of MkDocs for links."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from hearth.adapters.plain_config import SiteConfig
from hearth.read.handwritten import HandWritten, front_matter
from hearth.read.sources import MAX_FILE, decode
from hearth.site.builder import BuildFailedError

_ADDRESSES = {"a": "href", "img": "src"}
"""The attribute in which an element names a file."""


@dataclass(frozen=True)
class Heading:
    """An entry in a page's table of contents."""

    level: int
    title: str
    """Its text, as HTML."""
    anchor: str
    children: tuple[Heading, ...]

    @property
    def url(self) -> str:
        return f"#{self.anchor}"


@dataclass(frozen=True)
class MarkdownText:
    """What a hand-written page's file says."""

    html: str
    fields: dict[str, Any]
    """Those at its top."""
    headings: tuple[Heading, ...]

    @property
    def heading(self) -> str | None:
        """Its first heading of the first level."""
        return next((heading.title for heading in self.headings if heading.level == 1), None)


class MarkdownPages:
    """Reads the pages of a hub."""

    def __init__(self, root: Path, config: SiteConfig, targets: Mapping[str, str]) -> None:
        """``targets`` gives the address of every file that links may name, by its path below
        content/."""
        self.root, self.config, self.targets = root, config, targets

    def read(self, page: HandWritten) -> MarkdownText:
        """A page as HTML, its links relative to its address."""
        text, _ = decode(self.root / "content" / page.file, MAX_FILE)
        fields, words = front_matter(text)
        markdown = self._markdown()
        links = _Links(markdown, lambda address: self._resolved(page, address))
        markdown.treeprocessors.register(links, "relpath", 0)
        html = markdown.convert(words.lstrip("\n"))
        return MarkdownText(html, fields, _headings(getattr(markdown, "toc_tokens", [])))

    def _markdown(self) -> Markdown:
        try:
            return Markdown(
                extensions=self.config.extensions, extension_configs=self.config.markdown_extensions
            )
        except (ImportError, AttributeError, KeyError, TypeError) as error:
            raise BuildFailedError(
                f"mkdocs.yml: markdown_extensions cannot be used by the plain builder ({error})."
            ) from None

    def _resolved(self, page: HandWritten, address: str) -> str:
        """A link to a file as a link to its address; any other as it is."""
        scheme, host, path, query, anchor = urlsplit(address)
        if scheme or host or not path or address.startswith(("/", "\\")):
            return address
        if AMP_SUBSTITUTE in address or not posixpath.splitext(path)[1]:
            return address
        folder = posixpath.dirname(page.src_uri)
        target = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if target not in self.targets:
            return address  # the engine has looked at every link, and knows where this one leads
        url = relative(self.targets[target], page.url)
        return f"{url}{'?' if query else ''}{query}{'#' if anchor else ''}{anchor}"


def relative(url: str, page: str) -> str:
    """An address from the site's root, as the page at another one names it."""
    there = url.split("/")
    here = page.split("/")[:-1]
    while here and len(there) > 1 and here[0] == there[0]:
        here, there = here[1:], there[1:]
    return "/".join([".."] * len(here) + there) or "./"


def _headings(tokens: list[dict[str, Any]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(token["level"], token["name"], token["id"], _headings(token["children"]))
        for token in tokens
    )


class _Links(Treeprocessor):  # type: ignore[misc]
    """Passes every address on a page through a function."""

    def __init__(self, markdown: Markdown, resolved: Callable[[str], str]) -> None:
        super().__init__(markdown)
        self.resolved = resolved

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ADDRESSES.get(element.tag, "")
            if address := element.get(name):
                element.set(name, self.resolved(address))
