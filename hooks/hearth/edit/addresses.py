"""Fix addresses: a missing scheme, spaces around, tracking parameters; and handles on services."""

from __future__ import annotations

import re

from hearth.edit.fixes import Fix
from hearth.edit.location import Location, mentions
from hearth.kinds.fields import ContactUrl, Url
from hearth.kinds.member import PROFILES

_HOST = re.compile(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<last>[a-z]{2,}))(?::\d+)?(?P<rest>[/?#].*)?",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(?P<scheme>https?)(?::/?|//)(?=[a-z0-9])(?P<rest>.+)", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_FOLLOWING = re.compile(r"utm_\w+=[^&#]*")
_FILES = frozenset(
    {
        "md",
        "html",
        "htm",
        "pdf",
        "yml",
        "yaml",
        "txt",
        "png",
        "jpg",
        "jpeg",
        "webp",
        "svg",
        "csv",
        "json",
        "ics",
        "xml",
        "zip",
        "py",
        "sh",
        "rs",
        "pl",
        "doc",
        "docx",
        "odt",
    }
)
"""Endings that could be a file's as well as a host's."""


def url(location: Location, code: str) -> list[Fix]:
    """The address as it can be linked to."""
    to_people = mentions(location.annotation, ContactUrl)
    if not isinstance(location.value, str) or not (to_people or mentions(location.annotation, Url)):
        return []
    value = location.value.strip()
    if value.startswith("<") and value.endswith(">"):
        value = value[1:-1].strip()
    if to_people and _MAIL.fullmatch(value):
        return location.becomes(f"mailto:{value}", code)
    return location.becomes(_unfollowed(_with_scheme(value)), code)


def unfollowed(location: Location, code: str) -> list[Fix]:
    """An address without what only follows people."""
    value = _unfollowed(location.value)
    is_address = value != location.value and (
        mentions(location.annotation, Url) or mentions(location.annotation, ContactUrl)
    )
    return location.becomes(value, code) if is_address else []


def handle(location: Location, code: str) -> list[Fix]:
    """The name alone, where the address of the profile on the field's own service stands."""
    service = str(location.where[-1])
    if not isinstance(location.value, str):
        return []
    value = re.sub(r"^https?://(?:www\.)?", "", location.value.strip()).rstrip("/")
    if service == "mastodon":
        found = re.fullmatch(r"([\w.-]+)/@([\w.-]+)", value)
        return location.becomes(f"{found[2]}@{found[1]}", code) if found else []
    home = re.sub(r"^https://(?:www\.)?", "", PROFILES.get(service, "").partition("{}")[0])
    if home and value.lower().startswith(home):
        return location.becomes(value[len(home) :], code)
    return (
        location.becomes(value.removeprefix("@"), code) if value == location.value.strip() else []
    )


def _with_scheme(value: str) -> str:
    broken = _BROKEN.fullmatch(value)
    if broken and _HOST.fullmatch(broken["rest"]):
        return f"{broken['scheme'].lower()}://{broken['rest']}"
    if value.startswith("//") and _HOST.fullmatch(value[2:]):
        return f"https:{value}"
    host = _HOST.fullmatch(value)
    # "readme.md" could be a host in Moldova: an ending that files have needs www. or a path.
    sure = host and (
        host["rest"]
        or host["host"].lower().startswith("www.")
        or host["last"].lower() not in _FILES
    )
    return f"https://{value}" if sure else value


def _unfollowed(value: str) -> str:
    before, mark, rest = value.partition("?")
    if not mark:
        return value
    query, hashed, fragment = rest.partition("#")
    kept = "&".join(part for part in query.split("&") if not _FOLLOWING.fullmatch(part))
    if kept == query:
        return value
    return f"{before}{mark if kept else ''}{kept}{hashed}{fragment}"
