"""What the site's host is to send with each file: as ``_headers`` and ``_redirects`` for hosts that
read such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.embed_code import FOLDER, offered

UNFRAMED: Mapping[str, str] = {"Content-Security-Policy": "frame-ancestors 'none'"}
"""With every page but the embeds: no other site shows it in a frame."""
ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
"""With every file."""
HEADERS: Mapping[str, str] = {**UNFRAMED, **ALWAYS}
"""With every page, what it cannot say of itself."""
DETACHED = {"! Content-Security-Policy": ""}
"""Takes back what a rule for more addresses says, where the host knows how."""
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
EDITOR = "editor"
"""The folder of the web editor, whose page is none of the site's."""
MOST_REDIRECTS = 2_000
"""Hosts read no more; further ones have a page at the former address all the same."""


def host_files(hub: Hub, urls: Iterable[str]) -> Iterator[Output]:
    """``_headers`` and ``_redirects`` for the host that the settings name; nothing without one.
    ``urls`` are the addresses of all pages."""
    if hub.settings.host:
        yield Output("_headers", _headers(hub, urls).encode())
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


def _headers(hub: Hub, urls: Iterable[str]) -> str:
    rules: dict[str, Mapping[str, str]] = {
        "/*": {**ALWAYS, **(UNSEEN if hub.settings.internal else {})}
    }
    for pattern, headers in _frames(hub, urls):
        rules[pattern] = {**rules.get(pattern, {}), **headers}
    rules |= {pattern: {"Content-Type": value} for pattern, value in TYPES.items()}
    rules |= {pattern: {"Cache-Control": value} for pattern, value in KEPT.items()}
    lines = [
        "\n".join([pattern, *(_line(name, value) for name, value in headers.items()), ""])
        for pattern, headers in rules.items()
    ]
    return "\n".join(lines)


def _line(name: str, value: str) -> str:
    return f"  {name}: {value}" if value else f"  {name}"


def _frames(hub: Hub, urls: Iterable[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What is said of frames, by patterns of addresses: only embeds may stand in one."""
    folders = ["/", *(f"/{hub.folder_of(language)}" for language in hub.translations)]
    if not offered(hub):
        yield "/*", UNFRAMED
    elif hub.settings.host == "cloudflare":
        yield "/*", UNFRAMED
        yield from ((f"{folder}{FOLDER}*", DETACHED) for folder in folders)
    else:
        # No rule of this host takes back what another one says: all others are named.
        sections = sorted({url.split("/", 1)[0] for url in urls if "/" in url} | {EDITOR})
        for folder in folders:
            yield from ((f"{folder}{name}", UNFRAMED) for name in ("", "index.html", "404.html"))
            yield from ((f"{folder}{name}/*", UNFRAMED) for name in sections)
