"""The addresses elsewhere that a hub names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urlsplit

from hearth.base.commonmark import render
from hearth.base.strict_yaml import Where
from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.read.handwritten import words_of
from hearth.read.sources import decode

_HREF = re.compile(r'<a href="([^"]*)"')
_RESERVED = re.compile(r"(^|\.)(example(\.(org|com|net))?|test|invalid|localhost)\.?$")
"""Names for examples, behind which nobody is (RFC 2606)."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """One place in which an address stands."""

    path: str
    """The file."""
    where: Where
    """The field; of a text, only its name."""
    url: str
    """As it is written there, with what follows a #."""
    record: Record | None = None

    @property
    def field(self) -> str:
        return ".".join(map(str, self.where))


def outward(hub: Hub) -> dict[str, list[Named]]:
    """Where each address elsewhere is named, by what is asked for; the hub's own site aside."""
    own = urlsplit(hub.settings.site_url or "").netloc.lower()
    found: dict[str, list[Named]] = {}
    for named in _all(hub):
        url = urldefrag(named.url).url
        parts = urlsplit(url)
        if parts.netloc.lower() != own and not is_example(url):
            found.setdefault(url, []).append(named)
    return dict(sorted(found.items()))


def is_example(url: str) -> bool:
    """Whether an address is none of the open web's: nobody is to be asked for it."""
    return bool(_RESERVED.search(urlsplit(url).hostname or "localhost"))


def _all(hub: Hub) -> Iterator[Named]:
    for kind in KINDS.values():
        for record in hub.records[kind.name].values():
            over = kind.passing(record, hub.as_of)
            yield from _of_record(record, over)
    yield from _of_record(hub.community, frozenset())
    for page in hub.pages.values():
        path = f"content/{page.file}"
        yield from _of_text(path, words_of(decode(hub.root / path, shown=path)[0]), None)


def _of_record(record: Record, over: frozenset[str]) -> Iterator[Named]:
    for name, value in record.model_dump(mode="json", exclude={"body", *over}).items():
        for where, url in _strings(value, (name,)):
            yield Named(record.path, where, url, record)
    yield from _of_text(record.path, record.body, record)


def _strings(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """The addresses in a value, and where each stands."""
    if isinstance(value, str):
        if _WEB.match(value):
            yield where, value
        return
    items = value.items() if isinstance(value, dict) else ()
    for step, inner in items or (enumerate(value) if isinstance(value, list) else ()):
        yield from _strings(inner, (*where, step))


def _of_text(path: str, text: str, record: Record | None) -> Iterator[Named]:
    found = map(unescape, _HREF.findall(render(text))) if _WEB.search(text) else ()
    for url in dict.fromkeys(found):
        if _WEB.match(url):
            yield Named(path, ("body",), url, record)
