"""What the site's host is to send with each file: as ``_headers`` and ``_redirects`` for hosts that
read such files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.outputs import Output

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""With every file, what a page cannot say of itself."""
UNSEEN = {"X-Robots-Tag": "noindex, nofollow"}
"""With every file of an internal hub."""
TYPES: Mapping[str, str] = {
    "/calendars/*": "text/calendar; charset=utf-8",
    "/feeds/*.rss.xml": "application/rss+xml; charset=utf-8",
    "/feeds/*.atom.xml": "application/atom+xml; charset=utf-8",
    "/feeds/*.json": "application/feed+json; charset=utf-8",
    "/feeds/*.opml": "text/x-opml; charset=utf-8",
}
"""Types that hosts seldom know by a file's ending. No two patterns fit one address: hosts join what
several rules say of one header."""
KEPT: Mapping[str, str] = {
    "/assets/hearth/fonts/*": "public, max-age=604800",
    "/assets/stylesheets/*": "public, max-age=31536000, immutable",
}
"""What browsers need not ask for again for a while: fonts for a week, and for a year what has a sum
in its name. Everything else they ask for each time, and get when it has changed."""
MOST_REDIRECTS = 2_000
"""Hosts read no more; further ones have a page at the former address all the same."""


def host_files(hub: Hub) -> Iterator[Output]:
    """``_headers`` and ``_redirects`` for the host that the settings name; nothing without one."""
    if hub.settings.host:
        yield Output("_headers", _headers(hub.settings.internal).encode())
        # One of them looks for a file first unless it is told not to, the other never does.
        status = "301!" if hub.settings.host == "netlify" else "301"
        moved = [f"/{old} /{new} {status}\n" for old, new in moves(hub)]
        yield Output("_redirects", "".join(moved[:MOST_REDIRECTS]).encode())


def moves(hub: Hub) -> Iterator[tuple[str, str]]:
    """(former address, present one) of every record that has a page of its own."""
    for record in hub:
        kind = KINDS[record.KIND]
        for alias in record.aliases if not kind.anchored else ():
            yield kind.url(alias), hub.url(record)


def _headers(internal: bool) -> str:
    rules = {"/*": {**HEADERS, **(UNSEEN if internal else {})}}
    rules |= {pattern: {"Content-Type": value} for pattern, value in TYPES.items()}
    rules |= {pattern: {"Cache-Control": value} for pattern, value in KEPT.items()}
    lines = [
        "\n".join([pattern, *(f"  {name}: {value}" for name, value in headers.items()), ""])
        for pattern, headers in rules.items()
    ]
    return "\n".join(lines)
