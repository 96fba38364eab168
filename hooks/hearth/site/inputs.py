"""What a build reads: whether anything of it changed since the last one, and what of it a builder's
chrome depends on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hearth.base.git import git, in_repository
from hearth.base.store import FOLDER, Store, digest
from hearth.model.config_file import ConfigFile, config_path, read_config_file
from hearth.site.builder import Order

SEAL = "seal"
"""The name under which a store holds the seal of a site."""
RACY = 2_000_000_000
"""Nanoseconds: a file that was changed as shortly before a build may change once more and show the
same time."""
Stat = tuple[int, int]
"""(size, time of the last change in nanoseconds) of a file."""
UNSURE: Stat = (-1, 0)
"""Of one that may have changed since without a trace."""
_PURE = frozenset(
    [
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
    ]
)
"""Markdown's own extensions, which look at nothing but the page."""
_IMPURE = frozenset({"pymdownx.b64", "pymdownx.pathconverter", "pymdownx.snippets"})
"""Those of PyMdown that read other files."""


def store_of(root: Path, site_dir: Path) -> Store:
    """The store of what is published at a place."""
    name = digest(str(site_dir).encode()).hex()[:16]
    return Store(root / FOLDER / f"site-{name}")


@dataclass(frozen=True)
class Inputs:
    """Everything that a build of a hub can read, as it lay there."""

    files: Mapping[str, Stat]
    """Of every file below the hub's folder."""
    more: bytes
    """Of what is no file there: the configuration with all it names, the commit, the day."""
    builder: bytes
    """Of that without the commit and the day."""

    def settled(self, now: int) -> Inputs:
        """The same at an instant in nanoseconds, as it can be kept: what changed just before is
        looked at again by the next build."""
        files = {
            path: found if found[1] < now - RACY else UNSURE for path, found in self.files.items()
        }
        return replace(self, files=files)


def look(order: Order, day: str) -> Inputs:
    """What lies in the hub's folder now; neither the site nor what is hidden is read."""
    skipped = {str(order.published), str(order.root / "site")}
    files = dict(_below(str(order.root), "", skipped))
    commit = git(order.root, "rev-parse", "HEAD").stdout if in_repository(order.root) else ""
    config, _ = read_config_file(order.root, config_path(order.root, order.config))
    told = (order.builder, order.strict, config.values)
    of_builder = digest(repr(told).encode() + b"".join(_layers(order, config)))
    return Inputs(files, digest(f"{day}\n{commit}".encode() + of_builder), of_builder)


def _below(root: str, base: str, skipped: set[str]) -> Iterator[tuple[str, Stat]]:
    with suppress(OSError), os.scandir(f"{root}/{base}") as entries:
        for entry in entries:
            if not base and skipped and entry.name.startswith((".", "_")):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.path.replace("//", "/") not in skipped and entry.name != "__pycache__":
                    yield from _below(root, f"{base}{entry.name}/", skipped)
            else:
                found = entry.stat(follow_symlinks=False)
                yield f"{base}{entry.name}", (found.st_size, found.st_mtime_ns)


def _layers(order: Order, config: ConfigFile) -> Iterator[bytes]:
    """The files a configuration is made of, the hooks and the templates it names, wherever they
    lie."""
    values = config.values if isinstance(config.values, dict) else {}
    theme = values.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    yield from contents(
        (
            *(order.root / path for path, _ in config.trees),
            *(order.root / str(hook) for hook in values.get("hooks") or ()),
            *(files_in(order.root / str(own)) if own else ()),
        )
    )


def files_in(folder: Path, pattern: str = "*") -> Iterator[Path]:
    """The files below a folder, sorted."""
    return (path for path in sorted(folder.rglob(pattern)) if path.is_file())


def contents(paths: Any) -> Iterator[bytes]:
    """Names and bytes of files, each in a form that cannot be mistaken for another."""
    for path in paths:
        with suppress(OSError):
            yield f"\n{path}\n".encode() + digest(path.read_bytes())


Stats = dict[str, Stat]


def stats(folder: Path) -> Stats:
    """Of every file below a folder."""
    return dict(_below(str(folder), "", set()))


@dataclass(frozen=True)
class Seal:
    """Of a published site: what it was made from, and how it lay there afterwards."""

    inputs: Inputs
    stats: Stats
    pages: int
    files: int
    """How many pages and other files the hub made."""

    def holds(self, order: Order, day: str) -> bool:
        """Whether a build would make just the site that is there."""
        assert order.published  # noqa: S101 - what is not published has no seal
        return self.inputs == look(order, day) and self.stats == stats(order.published)


def is_pure(config: ConfigFile) -> bool:
    """Whether a builder with this configuration makes the same of the same pages: nothing runs in
    it that could look elsewhere."""
    values = config.values if isinstance(config.values, dict) else {}
    hooks, plugins = values.get("hooks") or [], values.get("plugins", ["search"])
    return (
        set(_names(plugins or ())) <= {"hearth"}
        and all(Path(str(hook)).name == "hub.py" for hook in hooks)
        and values.get("docs_dir", "content") == "content"
        and all(_is_pure(name) for name in _names(values.get("markdown_extensions") or []))
    )


def _names(extensions: Any) -> Iterator[str]:
    if isinstance(extensions, dict):
        yield from map(str, extensions)
        return
    for item in extensions:
        yield from map(str, item) if isinstance(item, dict) else (str(item),)


def _is_pure(extension: str) -> bool:
    name = extension.removeprefix("markdown.extensions.")
    return name in _PURE or (name.startswith("pymdownx.") and name not in _IMPURE)
