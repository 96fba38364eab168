"""Terms of the search: what a text is found by, and how surely each record is found by each.

What a visitor types is cut and folded by the same rules in theme/assets/hearth/search-index.js;
a test holds the two against each other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hearth.base.normalize import LETTERS
from hearth.outputs.search import SearchRecord

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Marks that people leave out: of Latin, Greek and Cyrillic letters, points of Hebrew, vowels of
Arabic. Those of other scripts are letters like any."""
_SIGNS = "\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts whose vowels are marks: Python takes these for no part of a word."""
_WORD = rf"(?:[^\W_]|[{_SIGNS}])+"
_LETTERS = LETTERS | {ord("ς"): "σ"}
_JOINTS = "'’‘ʼʻ`‐-"
_RUN = re.compile(rf"{_WORD}(?:[{_JOINTS}]{_WORD})*")
_JOINT = re.compile(f"[{_JOINTS}]")
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)
"""Scripts that put no blanks between words: found by every two characters that follow each
other."""

_BLANKS = str.maketrans(
    {chr(code): " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "'`-"}
)

STEP = 1.25
"""From one level of weight to the next."""
LEVELS = 28
_FROM = [0.08 * STEP ** (level - 0.5) for level in range(1, LEVELS + 1)]
"""The least weight of each level."""
_TITLE, _NAME, _LINE, _TOPIC, _TEXT = 10.0, 8.0, 1.5, 1.5, 4.0
_ALONE = 1.4
"""How much more a word says that is all of a title."""
_LONG = 60
"""Characters from which on nobody types a title as a whole."""
_SATURATION, _USUAL = 1.2, 80
"""BM25's k1, and how many words a text has that is neither long nor short."""


def fold(text: str) -> str:
    """The text as it is compared: small letters, no accents, letters of some alphabets as all have
    them."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


def terms(text: str) -> list[str]:
    """The terms of a text; what is joined by a hyphen or an apostrophe is one term as a whole, and
    one for each part."""
    folded = fold(text)
    if not folded.isascii():
        return [term for run in _RUN.findall(folded) for term in _of_run(run)]
    words = folded.translate(_BLANKS).split()  # the same, for most texts and ten times as fast
    if "-" not in folded and "'" not in folded and "`" not in folded:
        return words
    found = [word for word in words if word.isalnum()]
    odd = (run for word in words if not word.isalnum() for run in _RUN.findall(word))
    return found + [term for run in odd for term in _of_run(run)]


def phrase(text: str) -> str:
    """A short text as one term: what finds it when a visitor types all of it."""
    runs = _RUN.findall(fold(text))
    return " ".join(term for run in runs for term in _of_run(run, whole=False))


def _of_run(run: str, whole: bool = True) -> Iterator[str]:
    parts = _JOINT.split(run)
    if len(parts) > 1:
        if whole:
            yield "".join(parts)
        if len(parts[-1]) == 1:  # the s of a genitive
            parts.pop()
    for part in parts:
        yield from (part,) if part.isascii() else _pairs(part)


def _pairs(word: str) -> Iterator[str]:
    for part in _UNSPACED.split(word):
        if not _UNSPACED.match(part):
            yield from (part,) if part else ()
        elif len(part) == 1:
            yield part
        else:
            yield from map("".join, pairwise(part))


_ENDINGS = re.compile(r"(?:ations?|ators?|ated|ates|ating|ate)$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


def stem(word: str) -> str:
    """What the forms of a word have in common, roughly; forms of one stem are found by each
    other."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "ches", "shes", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
        word = word[:-1]
    if word.endswith("ship") and len(word) > 7:
        word = word[:-4]
    if (short := _ENDINGS.sub("", word)) != word and len(short) > 3:
        return f"{short}at"
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            word = _DOUBLED.sub(r"\1", rest)
            break
    return word.removesuffix("e") if len(word) > 4 else word


@dataclass(frozen=True)
class RecordTerms:
    """What one record is found by, and how surely, in levels from 1 to LEVELS; it follows from the
    record alone."""

    levels: dict[str, int]
    names: dict[str, int]
    """Of the terms of its title and its other names, as far as these go."""


def record_terms(record: SearchRecord) -> RecordTerms:
    """The terms of a record: weighed by the field they stand in (BM25F), its length, and how much
    the record counts."""
    names: dict[str, float] = {}
    for name, weight in ((record.title, _TITLE), *((word, _NAME) for word in record.words)):
        _weigh(names, weight, name)
        whole = phrase(name)
        if " " in whole and len(whole) < _LONG:
            names[whole] = weight
    found = dict(names)
    for field, weight in ((record.line, _LINE), *((topic, _TOPIC) for topic in record.topics)):
        more: dict[str, float] = {}
        _weigh(more, weight, field)
        for term, share in more.items():
            found[term] = found.get(term, 0) + share
    words = terms(record.text)
    counts = Counter(words)
    length = _SATURATION * (0.25 + 0.75 * len(words) / _USUAL)
    text = {count: _TEXT * count / (count + length) for count in set(counts.values())}
    level = {count: _level(weight * record.weight) for count, weight in text.items()}
    levels = dict(zip(counts, map(level.__getitem__, counts.values()), strict=True))
    for term, weight in found.items():
        levels[term] = _level((weight + text.get(counts[term], 0)) * record.weight)
    return RecordTerms(
        levels, {term: _level(weight * record.weight) for term, weight in names.items()}
    )


def _weigh(found: dict[str, float], weight: float, text: str) -> None:
    """Note the terms of a short text: the fewer words beside it, the more each says."""
    words = terms(text)
    share = weight / (1 + 0.25 * (len(words) - 1)) * (_ALONE if len(words) == 1 else 1)
    for word in words:
        if found.get(word, 0) < share:
            found[word] = share


def _level(weight: float) -> int:
    return max(1, bisect(_FROM, weight))
