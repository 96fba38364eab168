"""Find addresses that are not for everybody: in a network of one's own, or with a key in them."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hearth.base.words import said

_OWN = re.compile(
    r"localhost|[^.:]+|.+\.(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private"
    r"|home\.arpa)"
)
"""Names of machines that only a network of one's own knows."""
_KEY = re.compile(
    r"(?:access_?|auth_?|api_?|session_?|reset_?|private_?|id_?)?(?:token|key|secret|signature|sig"
    r"|password|passwd|pwd|session|sessionid|jsessionid|phpsessid)",
    re.IGNORECASE,
)
_SHORTEST_KEY = 8


def not_for_all(url: str, internal: bool) -> str:
    """What is told of an address that nobody else can use, or that nobody else is to have; empty of
    others. Who reads an ``internal`` hub is in its network."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").casefold()
        given = parse_qsl(parts.query)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    if not internal and _is_own(host):
        return said("leads into a network of its own")
    if any(_KEY.fullmatch(name) and len(value) >= _SHORTEST_KEY for name, value in given):
        return said("carries a key, which would let everybody in")
    return ""


def _is_own(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return bool(_OWN.fullmatch(host))


def without_private_addresses(
    fields: Mapping[str, Any], internal: bool
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields without addresses that are not for everybody, and what is told of each."""
    notes = tuple(
        said("%(field)s %(why)s: left away", field=name, why=why)
        for name, why in _found(fields, "", internal)
    )
    return (_kept(fields, internal) if notes else dict(fields)), notes


def _found(value: Any, name: str, internal: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _found(inner, f"{name}.{part}".strip("."), internal)
    elif isinstance(value, list):
        for inner in value:
            yield from _found(inner, name, internal)
    elif isinstance(value, str) and (why := not_for_all(value, internal)):
        yield name, why


def _kept(value: Any, internal: bool) -> Any:
    if isinstance(value, Mapping):
        parts = {name: _kept(inner, internal) for name, inner in value.items()}
        return {name: inner for name, inner in parts.items() if inner not in ("", {}, [])}
    if isinstance(value, list):
        return [
            inner
            for inner in (_kept(each, internal) for each in value)
            if inner not in ("", {}, [])
        ]
    return "" if isinstance(value, str) and not_for_all(value, internal) else value
