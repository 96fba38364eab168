"""Mentions of a person in text: certain ones are replaced, possible ones are listed for a person to
decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearth.kinds.member import Member

FORMER = "A former member"
"""What stands where a name stood."""
_OPENING = " \t\"'“”„‘’«»*_([>#-"
SHORTEST = 3
"""Parts of a name that are shorter stand for too much else."""


@dataclass(frozen=True)
class Mention:
    """A line that may still speak of the person."""

    path: str
    line: int
    word: str
    text: str


@dataclass(frozen=True)
class PersonNames:
    """What somebody is known by in texts."""

    id: str
    names: tuple[str, ...]
    """Full names that nobody else of the hub has."""
    shared: tuple[str, ...]
    """Names of one word, and those somebody else has too."""
    handles: tuple[str, ...]
    pages: tuple[str, ...]
    former: tuple[str, ...] = ()
    """Ids the person had before."""

    @classmethod
    def of(
        cls, member: Member, others: Iterable[Member], elsewhere: Iterable[str] = ()
    ) -> PersonNames:
        """The person behind a profile, among the others of the hub; ``elsewhere`` are the names in
        further languages."""
        given = (member.name, member.latin, member.sorted_as, *elsewhere)
        names = [name for name in dict.fromkeys(given) if name]
        taken = {name.casefold() for other in others for name in (other.name, other.latin) if name}
        sure = tuple(
            name for name in names if len(name.split()) > 1 and name.casefold() not in taken
        )
        links = member.links.addresses() if member.links else []
        pages = [page for _, page in links] + ([member.feed] if member.feed else [])
        raw = member.links.model_dump(exclude_none=True) if member.links else {}
        handles = tuple(
            value for service, value in raw.items() if service not in ("website", "linkedin")
        )
        return cls(
            member.id,
            sure,
            tuple(name for name in names if name not in sure),
            handles,
            tuple(pages),
            tuple(member.aliases),
        )


def replaced(text: str, person: PersonNames) -> str:
    """The text without links to the person, their full name and @id."""
    for pattern in _links(person):
        text = pattern.sub(lambda found: _words_of_link(found, person), text)
    for words in _certain(person):
        text = words.sub(lambda found: _former(found.string, found.start()), text)
    return text


def _links(person: PersonNames) -> Iterator[re.Pattern[str]]:
    page = (
        rf"(?:[^()\s<>]*/)?members/{re.escape(person.id)}(?:\.md"
        rf"|/(?:index\.html)?)?(?:[?#][^()\s]*)?"
    )
    for address in (page, *(rf"{re.escape(one.rstrip('/'))}/?" for one in person.pages)):
        yield re.compile(
            rf"(?<!!)\[(?P<words>[^\]\n]*)\]\(<?(?:{address})>?(?:\s+[\"'(][^\n]*?[\"')])?\)"
        )


def _certain(person: PersonNames) -> Iterator[re.Pattern[str]]:
    for name in person.names:
        words = r"\s+".join(re.escape(word) for word in name.split())
        yield re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    yield re.compile(rf"(?<![\w/@.-])@{re.escape(person.id)}(?![\w@/-])(?!\.\w)")


def _words_of_link(found: re.Match[str], person: PersonNames) -> str:
    words = found["words"]
    bare = " ".join(words.split()).strip("*_@").casefold()
    is_name = bare in {person.id, *(name.casefold() for name in (*person.names, *person.shared))}
    return _former(found.string, found.start()) if is_name else words


def _former(text: str, start: int) -> str:
    """The words that stand for the person, with a capital where a sentence or a value begins."""
    before = text[:start].rstrip(_OPENING)
    opened = text[len(before) : start]
    if not before or before[-1] in ".!?:":
        return FORMER
    if before[-1] == "\n":
        last = before.rstrip(" \t\n")
        fresh = before.endswith("\n\n") or not last or last[-1] in ".!?:" or last.endswith("---")
        return FORMER if fresh or set(opened) & set("-#>*") else FORMER.lower()
    return FORMER.lower()


def left(path: str, text: str, person: PersonNames, closely: bool) -> list[Mention]:
    """Lines that may still speak of the person; ``closely`` also takes single parts of the name for
    them."""
    words = {person.id, *person.names, *person.shared, *person.handles, *person.former}
    words |= set(map(_bare, person.pages))
    if closely:
        words |= {
            part
            for name in (*person.names, *person.shared)
            for part in name.split()
            if len(part) >= SHORTEST
        }
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])", re.IGNORECASE)
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if hit := pattern.search(line):
            found.append(Mention(path, number, hit.group(), line.strip()))
    return found


def _bare(page: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", page).rstrip("/")
