"""Compare web addresses: which of them lead to one page."""

from __future__ import annotations

from urllib.parse import urlsplit


def same_address(url: str) -> str:
    """A form in which addresses of one page are most often equal; ValueError for what is none."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
