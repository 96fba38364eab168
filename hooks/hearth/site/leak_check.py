"""Leak check: texts that stand only in records or fields that are not public (canaries), and a
search for them in the files of a site."""

from __future__ import annotations

import gzip
import html
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.read.handwritten import BLOCK
from hearth.views.planet import every_post
from hearth.wording.safe import without_comments

SHORTEST = 8
"""Shorter texts stand on pages by chance."""
_SAID_OF_MANY = frozenset(
    {"id", "path", "kind", "status", "visible", "not_public", "timezone", "languages"}
)
_PROSE = re.compile(r"[^\W_][\w ,;'’-]{24,78}")
_BETWEEN = re.compile(rb"<[^<>]*>")
_WORDS = bytes.maketrans(
    bytes(range(128)),
    bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)),
)
"""Letters and digits, small; everything else in ASCII a space. What is not ASCII stays."""


def canaries(hub: Hub, public: Hub) -> tuple[list[str], list[str]]:
    """(texts, addresses) that are known from records of ``hub`` which ``public`` does not have, and
    from nowhere else."""
    names = frozenset().union(*(kind.distinctive for kind in KINDS.values()))
    texts: dict[str, None] = {}
    addresses: list[str] = []
    for record in (*hub, hub.community):
        if record.KIND in KINDS and record.id not in public.records[record.KIND]:
            if not KINDS[record.KIND].anchored:
                addresses += [KINDS[record.KIND].url(name) for name in (record.id, *record.aliases)]
            texts.update(dict.fromkeys(_distinctive(_texts(record), names)))
        elif record.not_public:
            kept = {name: getattr(record, name, None) for name in record.not_public}
            texts.update(dict.fromkeys(_distinctive(_texts(kept), names)))
    # What somebody says in public, be it the address of a page, is no secret any more.
    said = LeakDetector(texts, addresses)
    known = {one for text in _public_texts(public, said) for one in said.texts_in(text.encode())}
    return sorted(texts.keys() - known), sorted(set(addresses) - known)


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(field, text) of every text in a record or a part of it."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, name)
    elif isinstance(value, BaseModel | dict):
        for field, inner in value.items() if isinstance(value, dict) else value:
            if field not in _SAID_OF_MANY:
                yield from _texts(inner, field)


def _distinctive(found: Iterable[tuple[str, str]], names: Collection[str]) -> Iterator[str]:
    """Names, addresses and whole phrases: what two people do not write by chance. ``names`` are the
    fields that hold nothing else."""
    for field, text in found:
        if field == "body":
            yield from [prose.strip() for prose in _PROSE.findall(text) if prose.count(" ") >= 3][
                :5
            ]
        elif len(text) >= SHORTEST and (
            field in names or text.count(" ") >= 3 or re.search(r"[@/.]", text)
        ):
            yield text


def _public_texts(public: Hub, said: LeakDetector) -> Iterator[str]:
    """Everything people wrote that may be read by all, as far as something may stand in it."""
    for record in (*public, public.community):
        # As JSON a record is written much faster than its texts are told from its other values.
        if said.texts_in(record.model_dump_json().replace(r"\n", " ").replace(r"\t", " ").encode()):
            yield " \n ".join(text for _, text in _texts(record))
    for post in every_post(public):
        yield " \n ".join(text for _, text in _texts(post.entry))
    for page in public.pages.values():
        file = public.root / "content" / page.file
        text = file.read_text(encoding="utf-8", errors="replace")
        yield without_comments(text, but=BLOCK)


class LeakDetector:
    """Finds any of many texts and addresses in files, each file in one pass however many there
    are."""

    def __init__(self, texts: Iterable[str], addresses: Iterable[str] = ()) -> None:
        self._by_word: dict[bytes, list[tuple[str, frozenset[bytes], bytes, bool]]] = {}
        for wanted, is_address in (
            *((text, False) for text in texts),
            *((address, True) for address in addresses),
        ):
            words = _words(wanted.encode())
            if words:
                needle = wanted.encode() if is_address else b" %b " % b" ".join(words)
                self._by_word.setdefault(max(words, key=len), []).append(
                    (wanted, frozenset(words), needle, is_address)
                )

    def texts_in(self, content: bytes) -> list[str]:
        """Which of them stand in ``content``, whatever its capitals, spaces and escapes."""
        if not self._by_word:
            return []
        words = set(_words(content))
        likely = [
            found
            for word in self._by_word.keys() & words
            for found in self._by_word[word]
            if found[1] <= words
        ]
        if not likely:
            return []
        plain = html.unescape(content.decode("utf-8", "replace")).encode("utf-8", "replace")
        # A text may stand in a tag, and tags in a text.
        lines = b" %b | %b " % (
            b" ".join(_words(plain)),
            b" ".join(_words(_BETWEEN.sub(b" ", plain))),
        )
        return sorted(
            wanted
            for wanted, _, needle, is_address in likely
            if needle in (plain if is_address else lines)
        )


def _words(content: bytes) -> list[bytes]:
    return content.translate(_WORDS).split()


def unpacked(path: str, content: bytes) -> bytes:
    """What a reader's program makes of a file: without compression, escaped line breaks and the
    folds of calendars."""
    if content[:2] == b"\x1f\x8b":
        try:
            return gzip.decompress(content)
        except (OSError, EOFError, zlib.error):
            return content
    if path.endswith(".json"):
        return content.replace(b"\\n", b" ")
    return content.replace(b"\r\n ", b"") if path.endswith(".ics") else content
