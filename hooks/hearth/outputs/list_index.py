"""The index of a list: what a reader's browser narrows, sorts and counts it by when it has several
pages.

One file, fetched on first use, holds columns: the titles, the answers to each filter as numbers
into a list of answers (see ``list_columns``), the words beside them, and the ranks in further
orders. What a result says in its second line is fetched with the results that are shown, in blocks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hearth.kinds.descriptor import Filter, SortOrder, Surroundings
from hearth.outputs import Output
from hearth.outputs.list_columns import Column, packed, tables_of, written
from hearth.views.facets import Facet, answers, word

BLOCK = 50
"""Lines in one file: a view of 30 results that lie far apart takes 30 such files at most."""

_OTHERS = re.compile("[^a-z0-9]+")


@dataclass(frozen=True)
class ListIndex:
    """A list, in its order, and how each item on it is described."""

    name: str
    section: str
    """What the addresses of its items begin with."""
    items: Sequence[Any]
    hub: Surroundings
    filters: Sequence[Filter]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    """Its address, relative to the site's root."""
    line: Callable[[Any], str]
    words: Callable[[Any], Iterable[str | None]]
    """What it is found by, beside its title and the words for its answers."""
    orders: Sequence[SortOrder] = ()
    by: Callable[[Any], Any] = lambda key: key
    """How the keys of these are compared."""
    facets: Sequence[Facet] = ()
    """The filters' answers in words, as its pages offer them."""
    start: Callable[[Any], str] | None = None
    """When it begins: an instant in UTC or a day."""
    end: Callable[[Any], str] | None = None
    """When it is over, likewise."""

    @property
    def uri(self) -> str:
        return index_uri(self.name)

    def outputs(self) -> Iterator[Output]:
        """The index, and the blocks of lines."""
        yield _file(self.uri, self._columns())
        lines = [self.line(item) for item in self.items]
        for number, start in enumerate(range(0, len(lines), BLOCK)):
            yield _file(f"listings/{self.name}/{number}.json", lines[start : start + BLOCK])

    def _columns(self) -> dict[str, Any]:
        titles = [" ".join(self.title(item).split()) for item in self.items]
        return {
            "section": self.section,
            "block": BLOCK,
            "titles": "\n".join(titles),
            "addresses": "\n".join(map(self._address, self.items, titles)),
            **self._answered(),
            "orders": {
                order.name: packed(ranks([self.by(order.key(item)) for item in self.items]))
                for order in self.orders
            },
            "starts": [*map(self.start, self.items)] if self.start else [],
            "ends": [*map(self.end, self.items)] if self.end else [],
        }

    def _answered(self) -> dict[str, Any]:
        """The columns of the filters and of the words, and what their answers are called."""
        offered = {
            facet.name: {choice.key: choice.label for choice in facet.choices}
            for facet in self.facets
        }
        columns = {
            found.name: Column(
                [[*map(word, answers(self.hub, found, item))] for item in self.items],
                offered.get(found.name, {}),
                found.refers or found.name,
            )
            for found in self.filters
        }
        words = Column([[*filter(None, self.words(item))] for item in self.items])
        tables = tables_of(columns.values())
        return {
            "filters": written(columns, words, tables),
            "names": {
                name: [
                    ["" if key == derived_address(label) else key, label]
                    for key, label in table.items()
                ]
                for name, table in tables.items()
            },
            "words": {"values": words.values, **words.packed()},
        }

    def _address(self, item: Any, title: str) -> str:
        """The address below the section, without the slash at its end; where it begins with what
        the title gives, only the rest, after a tilde."""
        address = self.url(item).removeprefix(self.section).removesuffix("/")
        derived = derived_address(title)
        return f"~{address.removeprefix(derived)}" if address.startswith(derived) else address


def named_pages(index: Mapping[str, Any]) -> Iterator[str]:
    """The addresses of the items of an index as it is published, relative to the site's root."""
    titles, addresses = (index[name].split("\n") for name in ("titles", "addresses"))
    for title, address in zip(titles, addresses, strict=True):
        derived = derived_address(title) if address.startswith("~") else ""
        yield f"{index['section']}{derived}{address.removeprefix('~')}/"


def index_uri(name: str) -> str:
    """Where the index of a list lies."""
    return f"listings/{name}.json"


def derived_address(title: str) -> str:
    """The beginning of an address that the browser's script makes of a title, too."""
    parts = unicodedata.normalize("NFD", title)
    bare = "".join(char for char in parts if not unicodedata.category(char).startswith("M"))
    # Of letters of another version of Unicode a browser could make something else.
    return _OTHERS.sub("-", bare.lower()).strip("-") if bare.isascii() else ""


def ranks(keys: Sequence[Hashable]) -> list[int]:
    """The place of each key among all different ones."""
    places = {key: place for place, key in enumerate(sorted(set(keys)))}  # type: ignore[type-var]
    return [places[key] for key in keys]


def _file(uri: str, value: Any) -> Output:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Output(uri, f"{text}\n".encode())
