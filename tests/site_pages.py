"""Pages of a built site, read without the engine's help."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

URL = "https://example.org/community-circle/"
EMBED = re.compile("([a-z-]+/)?embed/")
REGEXP = {"re": "http://exslt.org/regular-expressions"}


@cache
def pages(site: Path) -> dict[str, Any]:
    """Every HTML page by its address below the site's root, as a tree."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        uri = file.relative_to(site).as_posix()
        found[uri.removesuffix("index.html") if uri.endswith("index.html") else uri] = (
            html.fromstring(file.read_bytes())
        )
    return found


def is_redirect(page: Any) -> bool:
    """Whether a page only leads to another."""
    return bool(page.xpath("//meta[@http-equiv='refresh']"))


def ordinary(site: Path) -> dict[str, Any]:
    """Pages for reading: neither redirects, nor what other sites show in a frame, nor the page for
    wrong addresses."""
    return {
        url: page
        for url, page in pages(site).items()
        if url != "404.html" and not is_redirect(page) and not EMBED.match(url)
    }


def jumps(page: Any) -> list[tuple[int, int]]:
    """Where a page's headings skip a level on their way down; the first one is an h1."""
    levels = [
        int(heading.tag[1])
        for heading in page.xpath("//article//*[re:test(name(), '^h[1-6]$')]", namespaces=REGEXP)
    ]
    return [(one, two) for one, two in itertools.pairwise([0, *levels]) if two > one + 1]


def target(url: str, address: str) -> tuple[str, str] | None:
    """(file below the site's root, anchor) of an address on a page, or None when it leads
    elsewhere."""
    full = urljoin(URL + url, address)
    if not full.startswith(URL):
        return None
    parts = urlsplit(full)
    path = unquote(parts.path.removeprefix(urlsplit(URL).path))
    return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(
        parts.fragment
    )
