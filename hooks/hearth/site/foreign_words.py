"""Words in the language a hub is written in, on its pages in a further one: each is marked, so that
browsers and screen readers speak it rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import Any

from pydantic import BaseModel

from hearth.base.store import digest
from hearth.model.hub import Hub
from hearth.wording.safe import SafeHtml, html, vouched

_WORDS_OF_A_RECORD = re.compile(r'<(?:bdi(?=>)|[a-z]\w*(?: [^<>]*)? dir="auto")([^<>]*)>([^<>]+)<')
"""Templates say of words of records that they run their own way: these are looked at."""


class ForeignWords:
    """Marks what is not translated on the pages of a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def marked(self, page: SafeHtml) -> SafeHtml:
        """The HTML of a page with the language of what is in another than the page's."""
        language = html(' lang="%s"', self.hub.origin)

        def mark(found: re.Match[str]) -> str:
            if "lang=" in found[0] or " ".join(unescape(found[2]).split()) not in self._foreign:
                return found[0]
            at = found.start(1) - found.start()
            return f"{found[0][:at]}{language}{found[0][at:]}"

        return vouched(_WORDS_OF_A_RECORD.sub(mark, page))

    @property
    def key(self) -> bytes:
        """Of what decides about words on any page, beside the records it shows: what is said in a
        record that is translated is marked nowhere."""
        return digest("\n".join(sorted(self._said(True))).encode()) if self.hub.origin else b""

    @cached_property
    def _foreign(self) -> frozenset[str]:
        """All that only records say which are not translated."""
        found = self._said(False)
        # Templates put topics into sentences in small letters.
        return frozenset(found.union(map(str.lower, found)) - self._said(True))

    def _said(self, translated: bool) -> set[str]:
        records = (*self.hub, self.hub.community)
        those = (one for one in records if self.hub.is_translated(one) == translated)
        return {words for record in those for words in _texts(record)}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record or a part of it."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, BaseModel):
        for _, inner in value:
            yield from _texts(inner)
