"""Where the Internet Archive keeps copies of addresses that lead nowhere any more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from hearth.base.web import WebError
from hearth.follow.lookup import Asks

AVAILABLE = "https://archive.org/wayback/available"
"""Says which copy of an address is kept, without a key."""
_COPIES = "https://web.archive.org/web/"


def copies(web: Asks, urls: Iterable[str]) -> dict[str, str]:
    """The newest copy of each address of which there is one; one that cannot be asked for has
    none."""
    return {url: copy for url in urls if (copy := _copy(web, url))}


def _copy(web: Asks, url: str) -> str | None:
    try:
        reply = web.ask(f"{AVAILABLE}?{urlencode({'url': url})}")
        found: Any = json.loads(reply.body)["archived_snapshots"]["closest"]
        copy = str(found["url"]).replace("http://", "https://", 1)
        right = reply.status == 200 and found["available"] is True and found["status"] == "200"
    except (WebError, ValueError, KeyError, TypeError):
        return None
    return copy if right and copy.startswith(_COPIES) else None
