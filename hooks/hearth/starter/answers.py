"""What is asked of whoever starts a hub, and what is concluded from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from hearth.base.normalize import fold
from hearth.base.words import said
from hearth.base.written_places import NotAPlaceError, read_place
from hearth.base.zone_words import named_zone, zone_countries
from hearth.kinds.fields import ContactUrl


@dataclass(frozen=True)
class Answers:
    """What a community says of itself before it has a hub."""

    preset: str
    name: str
    headline: str
    purpose: str
    internal: bool = False
    place: str = ""
    """Where it is at home, as people say it; empty when everywhere."""
    timezone: str = "UTC"
    language: str = "en"
    """In which the hub speaks."""
    languages: tuple[str, ...] = ("en",)
    topics: tuple[str, ...] = ()
    """Their names; empty when those of the preset fit."""
    address: str = ""
    """Where the site will be; empty when nobody knows yet."""
    repository: str = ""
    contact: str = ""
    samples: bool = False


_ON_GITHUB = re.compile(r"(?:https://github\.com/)?([\w-]+)/([\w.-]+?)(?:\.git)?/?")


def published_at(text: str) -> tuple[str, str]:
    """(address of the site, address of the repository) that an answer means: owner/name on GitHub,
    or an address; ValueError with what to write when it is neither."""
    text = text.strip()
    if found := _ON_GITHUB.fullmatch(text):
        owner, name = found.groups()
        host = f"{owner.lower()}.github.io"
        path = "" if name.lower() == host else f"{name}/"
        return f"https://{host}/{path}", f"https://github.com/{owner}/{name}"
    parts = urlsplit(text)
    if parts.scheme in ("https", "http") and parts.hostname and not parts.query + parts.fragment:
        return f"{text.rstrip('/')}/", ""
    raise ValueError(
        said(
            "%(text)s is neither a repository on GitHub nor an address. Write owner/name, or "
            "https://hub.example.org/.",
            text=repr(text),
        )
    )


def zones_of(place: str) -> Sequence[str]:
    """The time zones a place may be in, the likeliest first; none when the words do not tell."""
    words = [part.strip() for part in place.split(",")]
    for word in words:
        if sure := named_zone(word):
            return [sure]
    try:
        country = read_place(f"Town, {words[-1]}").country
    except NotAPlaceError:
        return []
    return [name for name, code in zone_countries().items() if code == country]


def town_of(place: str) -> str:
    """The part of a place that one says in a sentence."""
    first = place.split(",")[0].strip()
    return "" if fold(first) in ("", "online", "everywhere", "worldwide", "remote") else first


def contact_of(text: str) -> str:
    """The address that an answer means, a mailbox among them; ValueError when it is none."""
    given = text.strip()
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.\w{2,}", given):
        given = f"mailto:{given}"
    try:
        return TypeAdapter(ContactUrl).validate_python(given) if given else ""
    except ValidationError:
        raise ValueError(
            said(
                "%(text)s is no address. Write https://example.org/contact, or a mailbox that "
                "several people read.",
                text=repr(text),
            )
        ) from None
