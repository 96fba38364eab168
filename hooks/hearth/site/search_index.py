"""The search index: files of which a search fetches only what it needs.

``index.json.gz`` names all others, and these are named by their content: a page that is still open
when the site changes never mixes two indexes. The terms lie in order, cut into files of about one
size, so that each word a visitor types needs one file, and each result another, with its title.
The reader is theme/assets/hearth/search-index.js.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import sub
from typing import Any

from hearth.outputs import Output
from hearth.outputs.search import SearchRecord, headings
from hearth.outputs.search_terms import LEVELS, RecordTerms, record_terms, stem
from hearth.site.files import gzipped
from hearth.wording.safe import shorten

FOLDER = "search-index"
INDEX = f"{FOLDER}/index.json.gz"

_SHARD = 40_000
"""Bytes of JSON in a file of terms; about a third of it when packed."""
_BLOCK = 96
"""Results in a file of titles."""
_LINE = 110
"""Characters of what stands below a title."""
_STARTED = 300
"""How many are found by a beginning that many terms have."""

Postings = list[int]
"""Which records, and how surely: a level, how many records of that level follow, the first
record, and from each to the next, and so on with the next level."""


def search_index(records: Iterable[SearchRecord]) -> Iterator[Output]:
    """The files of the index, the one that names the others last; none when there is nothing to
    find."""
    found = _in_order(records)
    if not found:
        return
    merged = Merged.of(map(record_terms, found))
    shards = list(merged.shards())
    contents: dict[str, Any] = {
        "count": len(found),
        "block": _BLOCK,
        "kinds": [[kind, len(list(same))] for kind, same in groupby(found, lambda one: one.kind)],
        "starts": [start for start, _ in shards],
    }
    files: dict[str, bytes] = {}
    pages = [_block(found[at : at + _BLOCK]) for at in range(0, len(found), _BLOCK)]
    for name, values in (
        ("terms", [value for _, value in shards]),
        ("pages", pages),
        ("topics", [_topics(found)]),
    ):
        contents[name] = []
        for value in values:
            packed = _packed(value)
            file = hashlib.sha256(packed).hexdigest()[:10]
            contents[name].append(file)
            files[file] = packed
    for file, packed in files.items():
        yield Output(f"{FOLDER}/{file}.json.gz", packed)
    yield Output(INDEX, _packed(contents))


def _in_order(records: Iterable[SearchRecord]) -> list[SearchRecord]:
    """By kinds, as the filters stand; those of a kind by their addresses."""
    ranks = {kind: rank for rank, (kind, _) in enumerate(headings())}
    return sorted(records, key=lambda one: (ranks.get(one.kind, len(ranks)), one.kind, one.url))


def _block(records: Sequence[SearchRecord]) -> list[list[str]]:
    return [[one.url, one.title, shorten(one.line or one.text, _LINE)] for one in records]


def _topics(records: Sequence[SearchRecord]) -> list[list[Any]]:
    """Each topic with the records it can be narrowed to: the first, and from each to the next."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for topic in record.topics:
            found[topic].append(number)
    return [
        [topic, numbers[0], *map(sub, numbers[1:], numbers)]
        for topic, numbers in sorted(found.items())
    ]


def _packed(value: Any) -> bytes:
    return gzipped(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


# -- terms of all records --------------------------------------------------------------------------

Level = tuple[int, list[int]]
"""How surely a term finds records, and their numbers in order."""
FoundBy = list[defaultdict[str, list[int]]]
"""For each level the records that a term finds as surely as that, in order."""


def _found_by() -> FoundBy:
    return [defaultdict(list) for _ in range(LEVELS + 1)]


def _in_script_order(term: str) -> bytes:
    """As a browser's script compares texts: by UTF-16."""
    return term.encode("utf-16-be")


@dataclass(frozen=True)
class Family:
    """Forms of one word and what they find."""

    forms: list[str]
    postings: Postings

    def as_json(self) -> list[Any]:
        """What the forms begin with, how each goes on, and what they find."""
        shortest = min(self.forms, key=len)
        same = range(len(shortest), -1, -1)
        start = next(
            shortest[:end]
            for end in same
            if all(form.startswith(shortest[:end]) for form in self.forms)
        )
        return [start, " ".join(form[len(start) :] for form in self.forms), self.postings]


@dataclass
class Merged:
    """What all records are found by."""

    terms: FoundBy = field(default_factory=_found_by)
    names: FoundBy = field(default_factory=_found_by)
    """By titles and other names alone."""

    @classmethod
    def of(cls, records: Iterable[RecordTerms]) -> Merged:
        merged = cls()
        for number, record in enumerate(records):
            for term, level in record.levels.items():
                merged.terms[level][term].append(number)
            for term, level in record.names.items():
                merged.names[level][term].append(number)
        return merged

    def shards(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(the beginning of its first term, what stands in the file) of each file of terms."""
        families = self._families()
        sized = [
            (form, 12 + 2 * len(entry.postings) // len(entry.forms))
            for form, entry in sorted(families.items(), key=lambda one: _in_script_order(one[0]))
        ]
        cuts = list(_cut(sized, 0))
        started = self._started([start for start, _ in cuts])
        for at, (start, forms) in enumerate(cuts):
            once = {id(families[form]): families[form] for form in forms}
            yield (
                start if at else "",
                {
                    "terms": [entry.as_json() for entry in once.values()],
                    "started": started.get(at, {}),
                },
            )

    def _families(self) -> dict[str, Family]:
        """The family of each form."""
        by_stem: dict[str, list[str]] = defaultdict(list)
        found = _by_term(self.terms)
        for form in sorted(found):
            by_stem[stem(form)].append(form)
        families: dict[str, Family] = {}
        for forms in by_stem.values():
            family = Family(forms, _postings([found[form] for form in forms]))
            families.update(dict.fromkeys(forms, family))
        return families

    def _started(self, starts: Sequence[str]) -> dict[int, dict[str, Postings]]:
        """For each beginning whose terms lie in several files, what is called so, in the file in
        which it would stand as a term."""
        ordered = sorted(starts, key=_in_script_order)
        names = _by_term(self.names)
        forms = sorted(names)
        found: dict[int, dict[str, Postings]] = defaultdict(dict)
        beginnings = {start[:end] for start in starts[1:] for end in range(1, len(start))}
        for beginning in sorted(beginnings):
            first = bisect_left(forms, beginning)
            last = bisect_left(forms, f"{beginning}\U0010ffff")
            if first < last:
                at = _place(ordered, beginning)
                found[at][beginning] = _postings(
                    [names[form] for form in forms[first:last]], _STARTED
                )
        return found


def _place(starts: Sequence[str], term: str) -> int:
    """The file in which a term stands."""
    keys = [_in_script_order(start) for start in starts[1:]]
    wanted = _in_script_order(term)
    at = bisect_left(keys, wanted)
    return at + (at < len(keys) and keys[at] == wanted)


def _by_term(found_by: FoundBy) -> dict[str, list[Level]]:
    """What each term finds, the surest first."""
    found: dict[str, list[Level]] = defaultdict(list)
    for level in range(LEVELS, 0, -1):
        for term, numbers in found_by[level].items():
            found[term].append((level, numbers))
    return found


def _postings(terms: Sequence[list[Level]], most: int | None = None) -> Postings:
    """The postings of terms that count as one: a record has the best of its levels. Only the
    ``most`` sure ones are kept."""
    levels = terms[0] if len(terms) == 1 else _joined(terms)
    found: Postings = []
    left = most
    for level, all_numbers in levels:
        numbers = all_numbers[:left]
        if numbers:
            found += (level, len(numbers), numbers[0])
            found += map(sub, numbers[1:], numbers)
        left = None if left is None else left - len(numbers)
    return found


def _joined(terms: Iterable[list[Level]]) -> Iterator[Level]:
    seen: set[int] = set()
    ordered = sorted(chain.from_iterable(terms), key=lambda one: -one[0])
    for level, same in groupby(ordered, lambda one: one[0]):
        numbers = sorted({number for _, each in same for number in each} - seen)
        seen.update(numbers)
        yield level, numbers


def _cut(sized: Sequence[tuple[str, int]], depth: int) -> Iterator[tuple[str, list[str]]]:
    """Terms with their sizes, in order, cut between beginnings, so that a change in one place moves
    no cut in another; each part with the beginning of its first term."""
    start, part, size = "", list[str](), 0
    for beginning, group in groupby(sized, lambda one: one[0][: depth + 1]):
        terms = list(group)
        weight = sum(one[1] for one in terms)
        if part and size + weight > _SHARD:
            yield start, part
            part, size = [], 0
        if weight > _SHARD and len(terms) > 1:
            yield from _cut(terms, depth + 1)
            continue
        if not part:
            start = beginning
        part, size = [*part, *(term for term, _ in terms)], size + weight
    if part:
        yield start, part
