"""What a site builder makes of a site: everything but what the engine fills in.

Each of its pages is a *shell*: what records say comes to stand where it has sentinels. So the same
chrome serves until something changes that the builder itself looks at: its configuration, a page
somebody wrote, a template, a file that is copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from hearth.outputs import Output
from hearth.site.shells import BrokenShellError, Shell, ShellKey


@dataclass(frozen=True)
class WrittenWords:
    """What a person wrote on a page, as the builder's Markdown made it."""

    html: str
    title: str | None = None
    """The title the page gives itself."""


@dataclass(frozen=True)
class Deferred:
    """A page whose content the engine fills in: one that a person wrote, or one in the
    navigation."""

    url: str
    words: WrittenWords

    @property
    def uri(self) -> str:
        """Its file, relative to the site."""
        return unquote(f"{self.url}index.html")


@dataclass(frozen=True)
class SiteChrome:
    """What a site builder made, in pieces."""

    shells: Mapping[ShellKey, Shell] = field(default_factory=dict)
    """For pages of records, of which thousands share one."""
    pages: Mapping[str, tuple[Deferred, Shell]] = field(default_factory=dict)
    """By their paths below content/, each with a shell of its own."""
    other_urls: frozenset[str] = frozenset()
    """Addresses of pages that people wrote."""
    folder: str = ""
    """Where the files lie that are published as they are; empty when they are in their place."""

    @classmethod
    def take(
        cls,
        site_dir: Path,
        keys: list[ShellKey],
        pages: Mapping[str, Deferred],
        other_urls: Collection[str],
    ) -> tuple[SiteChrome, set[str]]:
        """Take a builder's site apart; what is a shell is removed from it.

        Also gives the sections and pages of which no shell can be made.
        """
        broken: set[str] = set()
        shells, taken = {}, {}
        for key in keys:
            try:
                shells[key] = Shell.split(_read(site_dir / key.url / "index.html"), key.url)
            except (BrokenShellError, FileNotFoundError):
                broken.add(key.section)
        for src_uri, page in pages.items():
            try:
                taken[src_uri] = page, Shell.split(_read(site_dir / page.uri))
            except (BrokenShellError, FileNotFoundError):
                broken.add(src_uri)
        for key in keys:
            # The whole folder goes: deeper shells of a section lie in each other.
            first = key.url.split("/")[1]
            shutil.rmtree(site_dir / key.section / first, ignore_errors=True)
        return cls(shells, taken, frozenset(other_urls)), broken

    def files(self) -> Iterator[Output]:
        """The files that are published as the builder made them, read one after the other."""
        shells = {page.uri for page, _ in self.pages.values()}
        for base, folders, names in os.walk(self.folder or os.devnull):
            folders.sort()
            for name in sorted(names):
                path = Path(base, name)
                uri = path.relative_to(self.folder).as_posix()
                if uri not in shells:
                    yield Output(uri, path.read_bytes())


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
