"""The manifest of a build: every file that its site must have, and every private text that must be
in none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from hearth.model.hub import Hub
from hearth.outputs.pages.plan import plan
from hearth.site.leak_check import canaries


@dataclass(frozen=True)
class Manifest:
    """What a finished site is verified against."""

    base: str = "/"
    """The path of the site's address: links from the site's root begin with it."""
    pages: tuple[str, ...] = ()
    """The pages' files, relative to the site."""
    files: tuple[str, ...] = ()
    """The other files the hub makes."""
    texts: tuple[str, ...] = ()
    """Private texts."""
    addresses: tuple[str, ...] = ()
    """Addresses of pages that are not public, relative to the site."""
    site: str = ""
    """The site's full address, with which links in feeds begin."""
    copied: tuple[str, ...] = ()
    """Files of the hub that are published as they are."""
    folder: str = ""
    """Where it lies, when it is the site in a further language."""

    def joined(self, further: Manifest) -> Manifest:
        """The manifest of this site with that in a further language in its folder."""

        def both(name: str, prefix: str) -> tuple[str, ...]:
            more = (f"{prefix}{one}" for one in getattr(further, name))
            return tuple(sorted({*getattr(self, name), *more}))

        return replace(
            self,
            pages=both("pages", further.folder),
            files=both("files", further.folder),
            copied=both("copied", further.folder),
            addresses=both("addresses", further.folder),
            texts=both("texts", ""),
        )

    def as_json(self) -> str:
        """As another process can read it."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """What ``as_json`` wrote."""
        values: dict[str, Any] = json.loads(text)
        values.update(
            {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
        )
        return cls(**values)


def make_manifest(
    public: Hub, hub: Hub, written: Iterable[str], other_urls: Iterable[str]
) -> Manifest:
    """The manifest of the site of ``public``; ``hub`` knows what is not public, ``other_urls`` are
    hand-written pages."""
    urls = {page.url for page in plan(public)} | set(other_urls)
    pages = {unquote(f"{url}index.html" if url.endswith("/") or not url else url) for url in urls}
    texts, addresses = canaries(hub, public)
    return Manifest(
        urlsplit(public.settings.site_url).path,
        tuple(sorted(pages)),
        tuple(sorted(set(written) - pages)),
        tuple(texts),
        tuple(addresses),
        public.settings.site_url,
        tuple(sorted(public.assets)),
        public.folder,
    )
