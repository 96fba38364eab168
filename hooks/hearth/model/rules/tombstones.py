"""Tombstones of removed people: hashed marks, and the rule that nobody is added again by accident.

A name can be guessed, so a plain hash would tell it. Each mark is a scrypt hash with the hub's own
salt, which makes a guess cost some tens of milliseconds. Before it stand twelve bits of a quick
hash: thousands of profiles can then be compared at every build, and only those that share the bits
are hashed the slow way. Whoever guesses the right name can still confirm it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from hearth.base.problems import Problem
from hearth.base.strict_yaml import YamlError, read_yaml
from hearth.base.urls import same_address
from hearth.base.words import Said, said
from hearth.kinds import Complaint
from hearth.kinds.fields import Guest
from hearth.kinds.member import KIND, Links, Member
from hearth.model.rules.duplicates import spelling
from hearth.model.rules.facts import Facts, Finding
from hearth.read.sources import at_top, decode, form_of

FILE = f"{KIND.folder}/.forgotten.yml"
"""Where the marks lie: beside the members, read by no page; a name that begins with a dot is never
published."""
CODE = "forgotten-person"
HEAD = (
    "# Marks of people who were removed, so that an import, a form or an old branch does not bring "
    "them back by accident.\n"
    "# They are hashes and name nobody. `hearth forget` writes them, `hearth check` compares "
    "profiles "
    "and guests with them.\n"
)
# scrypt (RFC 7914) with these takes 16 MiB and some tens of milliseconds for each guess.
_COST = {"n": 2**14, "r": 8, "p": 1, "dklen": 16}
_QUICK = 3
"""Hexadecimal digits of the quick hash."""


@dataclass(frozen=True)
class Tombstone:
    """The marks of one person, and the day of the removal."""

    day: date
    marks: frozenset[str]


@dataclass(frozen=True)
class Tombstones:
    """Everybody who was removed from a hub."""

    salt: bytes = b""
    removed: tuple[Tombstone, ...] = ()
    _quick: frozenset[str] = field(default=frozenset(), repr=False)

    def of(self, words: Iterable[str]) -> Tombstone | None:
        """The latest removal of somebody whom one of the words is a mark of."""
        found = {
            mark(self.salt, word)
            for word in words
            if self.removed and quick(self.salt, word) in self._quick
        }
        return max(
            (stone for stone in self.removed if stone.marks & found),
            key=lambda stone: stone.day,
            default=None,
        )

    def named_in(self, text: str) -> Tombstone | None:
        """The latest removal of somebody whose name of several words stands in a text."""
        return self.of(map(of_name, names_in(text))) if self.removed else None


_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_OWNED = re.compile(r"['’]s?$")
_BETWEEN = frozenset(
    ("af", "al", "bin", "ben", "da", "das", "de", "del", "della", "der", "di", "do", "dos", "du")
) | {"el", "la", "le", "les", "of", "ter", "van", "vom", "von", "y", "zu", "zur"}
"""Words within names that are written small."""
_TOGETHER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Scripts in which a name is written without a blank."""
_LONGEST_NAME = 4


def names_in(text: str) -> Iterator[str]:
    """What could be somebody's name in a text: neighbouring words that begin with a capital, where
    the text has any; of scripts without blanks, neighbouring signs."""
    words = [_OWNED.sub("", word) for word in _WORD.findall(text)]
    plain = text == text.lower()
    may_be = [
        plain or word[:1] != word[:1].lower() or word[:1] == word[:1].upper() for word in words
    ]
    within = [sure or word in _BETWEEN for sure, word in zip(may_be, words, strict=True)]
    for first in range(len(words)):
        for size in range(2, _LONGEST_NAME + 1):
            last = first + size - 1
            if last < len(words) and may_be[first] and may_be[last] and all(within[first:last]):
                yield " ".join(words[first : last + 1])
    for run in _TOGETHER.findall(text):
        for size in range(2, _LONGEST_NAME + 2):
            yield from (run[at : at + size] for at in range(len(run) - size + 1))


def quick(salt: bytes, word: str) -> str:
    """The quick digits of a word's mark, which one in 4,096 others shares."""
    return hmac.new(salt, word.encode(), hashlib.sha256).hexdigest()[:_QUICK]


def mark(salt: bytes, word: str) -> str:
    """A word's mark in the hub with that salt."""
    return f"{quick(salt, word)}-{hashlib.scrypt(word.encode(), salt=salt, **_COST).hex()}"


# -- what a person is known by -------------------------------------------------------------------


def of_name(name: str) -> str:
    """The word for a name: the same in any order, capitals and accents."""
    return f"name {spelling(name)}"


def of_contact(text: str) -> str:
    """The word for an e-mail address or a page."""
    text = text.strip()
    if "://" not in text and "@" in text:
        return f"mail {text.casefold()}"
    try:
        return f"page {same_address(text).casefold()}"
    except ValueError:
        return f"page {text.casefold()}"


def words_of(record_id: str, fields: Mapping[str, Any]) -> list[str]:
    """What tells a member apart: ids, names, accounts and pages; ``fields`` are as a file gives
    them."""
    ids = [record_id, *(alias for alias in fields.get("aliases") or [] if isinstance(alias, str))]
    names = [
        name
        for name in map(fields.get, ("name", "latin", "sorted_as"))
        if isinstance(name, str) and spelling(name)
    ]
    return [*(f"id {text}" for text in ids if text), *map(of_name, names), *_pages(fields)]


def _pages(fields: Mapping[str, Any]) -> Iterator[str]:
    links = fields.get("links")
    for name, value in links.items() if isinstance(links, Mapping) else ():
        try:
            yield from (
                of_contact(page) for _, page in Links.model_validate({name: value}).addresses()
            )
        except ValidationError:
            continue
    if isinstance(fields.get("feed"), str):
        yield of_contact(fields["feed"])


def words_of_member(member: Member) -> list[str]:
    """As ``words_of``, of a member that was read."""
    links = member.links.model_dump(exclude_none=True) if member.links else {}
    return words_of(
        member.id,
        {
            "name": member.name,
            "latin": member.latin,
            "sorted_as": member.sorted_as,
            "aliases": member.aliases,
            "links": links,
            "feed": member.feed,
        },
    )


# -- the file ------------------------------------------------------------------------------------


def read_tombstones(root: Path) -> tuple[Tombstones, list[Problem]]:
    """The marks in the hub below ``root``, or what is wrong with their file."""
    file = root / FILE
    if form_of(file) is None:
        return Tombstones(), []
    text, problem = decode(file, shown=FILE)
    if problem:
        return Tombstones(), [problem]
    try:
        return _read(read_yaml(text)), []
    except YamlError as error:
        return Tombstones(), [
            Problem(FILE, error.line, error.column, error.code, "", error.what, error.fix)
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        what, fix = (
            said("is not what `hearth forget` writes"),
            said("Take it as it was before it was changed."),
        )
        return Tombstones(), [at_top(FILE, "wrong-type", what, fix)]


def _read(value: Any) -> Tombstones:
    removed = tuple(
        Tombstone(date.fromisoformat(item["date"]), frozenset(item["marks"]))
        for item in value["removed"]
    )
    digits = frozenset(text[:_QUICK] for stone in removed for text in stone.marks)
    return Tombstones(bytes.fromhex(value["salt"]), removed, digits)


def with_tombstone(text: str, salt: bytes, day: date, words: Iterable[str]) -> str:
    """The file's text with one more removal; ``salt`` is the file's own, or that of a new file when
    there is no text."""
    start = text or f"{HEAD}salt: '{salt.hex()}'\nremoved:\n"
    marks = "".join(f"      - {found}\n" for found in sorted({mark(salt, word) for word in words}))
    return f"{start.rstrip()}\n  - date: {day.isoformat()}\n    marks:\n{marks}"


# -- nobody comes back by accident ---------------------------------------------------------------


def returned(facts: Facts) -> Iterator[Finding]:
    """Who was removed is not back, as a member or as a guest, unless a later consent says so."""
    stones = read_tombstones(facts.root)[0]
    if not stones.removed:
        return
    for source, member in facts.sources(Member):
        stone = stones.of(words_of_member(member))
        if stone and not (member.consent and member.consent.date > stone.day):
            fix = said(
                "Ask first. If the person wants to be here, or it is somebody else, add "
                "`consent` with today's date; if not, remove the file."
            )
            yield source, Complaint(("name",), CODE, _words(stone), fix)
    for source, record in facts.found.right():
        for where, guest in _guests(record, ()):
            if stone := stones.of(
                [of_name(guest.guest), *([of_contact(guest.url)] if guest.url else [])]
            ):
                yield (
                    source,
                    Complaint(
                        (*where, "guest"),
                        CODE,
                        _words(stone),
                        said("Ask first, or take the name out."),
                    ),
                )


def _words(stone: Tombstone) -> Said:
    return said("is like somebody who was removed on %(day)s", day=stone.day.isoformat())


def _guests(
    part: BaseModel, where: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Guest]]:
    for name, value in part.__dict__.items():
        for index, item in enumerate(value if isinstance(value, list) else (value,)):
            at = (*where, name, index) if isinstance(value, list) else (*where, name)
            if isinstance(item, Guest):
                yield at, item
            elif isinstance(item, BaseModel):
                yield from _guests(item, at)


def like_removed(
    root: Path, record_id: str, fields: Mapping[str, Any], contacts: Iterable[str] = ()
) -> Said | None:
    """Why a new member must not be added without a person's word, if so: it is like somebody who
    was removed."""
    words = [*words_of(record_id, fields), *map(of_contact, contacts)]
    stone = read_tombstones(root)[0].of(words)
    return (
        said(
            "It %(what)s. Ask the person first; --allow-forgotten takes it all the same.",
            what=_words(stone),
        )
        if stone
        else None
    )


def without_removed(stones: Tombstones, value: Any) -> Any:
    """What a source gives, without guests who are like somebody who was removed."""
    if isinstance(value, Mapping):
        return {name: without_removed(stones, inner) for name, inner in value.items()}
    if not isinstance(value, list):
        return value
    kept = [
        item for item in value if not (isinstance(item, Mapping) and stones.of(_names_guest(item)))
    ]
    return [without_removed(stones, item) for item in kept]


def _names_guest(item: Mapping[str, Any]) -> list[str]:
    return [of_name(item["guest"])] if isinstance(item.get("guest"), str) else []
