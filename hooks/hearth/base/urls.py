"""Compare web addresses: which of them lead to one page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKER = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|matomo_\w+|hsa_\w+|_hs(?:enc|mi)"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh"
    r"|mc_[ce]id|mkt_tok|vero_id|oly_(?:anon|enc)_id|s_cid|__hs\w+|trk(?:info|campaign)?|ref_src|ref_url"
    r"|originalsubdomain|_ga|_gl|wt_mc|cmpid|spm|scid|guccounter|at_(?:medium|campaign)\w*)",
    re.IGNORECASE,
)
"""What only tells where a click came from; the page is the same without it."""


def same_address(url: str) -> str:
    """A form in which addresses of one page are most often equal; ValueError for what is none."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{_untracked(parts.query)}"


def without_trackers(url: str) -> str:
    """The address without what only tells where a click came from; a text that is none stays."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = _untracked(parts.query)
    return url if query == parts.query else urlunsplit(parts._replace(query=query))


def _untracked(query: str) -> str:
    kept = [part for part in query.split("&") if not _TRACKER.fullmatch(part.split("=", 1)[0])]
    return "&".join(kept)
