"""Ids of new records, made of their name or title in the same way however they come into the
hub."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from hearth.base.normalize import latin
from hearth.kinds import Kind

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 64
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that mean a device on Windows, whatever their ending."""
RESERVED = DEVICES | {
    "index",
    "page",
    "past",
    "series",
    "type",
    "year",
    "month",
    "week",
    "calendar",
    "readme",
}

_SIGNS = (
    (re.compile(r"(?<!\w)c\+\+"), "cpp"),
    (re.compile(r"(?<!\w)([cf])#"), r"\1sharp"),
    (re.compile(r"(?<!\w)\.net(?!\w)"), "dotnet"),
    (re.compile(r"['’‘ʼʻ]"), ""),
)
"""Signs without which names would say something else; all others are gaps between words."""


def slug(text: str, otherwise: str = "") -> str:
    """The words of a name in ASCII letters, digits and single hyphens; ``otherwise`` when none of
    it is Latin."""
    letters = latin(text)
    for sign, words in _SIGNS:
        letters = sign.sub(words, letters)
    return _shortened(re.sub(r"[^a-z0-9]+", "-", letters).strip("-"), MAX_ID) or otherwise


def propose_id(kind: Kind, fields: Mapping[str, Any]) -> str:
    """An id made of a record's name or title, with the year and month before it where the kind is
    dated."""
    titled = (kind.latin_field or "", kind.title_field)
    words = next((str(fields[name]) for name in titled if fields.get(name)), "")
    undated = bool(kind.id_undated and fields.get(kind.id_undated))
    dated = "" if undated else str(fields.get(kind.id_date or "") or "")[:7]
    prefix = f"{dated}-" if re.fullmatch(r"\d{4}-\d{2}", dated) else ""
    name = slug(words) or f"{kind.name}-{_mark(words)}"
    found = _shortened(f"{prefix}{name}", MAX_ID)
    return f"{kind.name}-{found}" if found in RESERVED else found


def _mark(words: str) -> str:
    """Of a name in another script, which gives no letters: the same name still gives the same
    id."""
    return hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()[:8]


def with_suffix(base: str, suffix: str) -> str:
    """An id with a further word at its end; the base is cut where both would be too long."""
    return f"{_shortened(base, MAX_ID - len(suffix) - 1)}-{suffix}"


def _shortened(words: str, limit: int) -> str:
    """As many whole words as fit; of a single long one, its beginning."""
    if len(words) <= limit:
        return words
    return (words[: limit + 1].rpartition("-")[0] or words[:limit]).strip("-")


class Ids:
    """Hands out ids of one kind, each once."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise
        self._taken: set[str] = set(RESERVED)

    def reserve(self, record_id: str) -> None:
        """Never hand out an id that somebody has."""
        self._taken.add(record_id)

    def take(self, *names: str | None) -> str:
        """The first name, then with each further one joined to it, then with a number, until nobody
        has it."""
        first, *more = (name for name in names if name)
        start = candidate = slug(first, self._otherwise)
        for name in more:
            if candidate not in self._taken:
                break
            if further := slug(name):
                candidate = with_suffix(start, further)
        base, number = candidate, 2
        while candidate in self._taken:
            candidate, number = with_suffix(base, str(number)), number + 1
        self._taken.add(candidate)
        return candidate
