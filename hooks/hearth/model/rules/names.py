"""Rules about names that do not show what they are: without letters to see, in letters of several
alphabets, or like another's (UTS 39)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hearth.base.confusables import LOOKS_LIKE
from hearth.base.words import Said, said, said_list
from hearth.kinds import KINDS, Complaint, Record
from hearth.model.rules.facts import Facts, Finding
from hearth.read.sources import Source

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""What shows nothing; joiners are left out, which many scripts write words with."""
_OF_DIRECTION = re.compile("[\u061c\u200e\u200f]|\ufe0f$")
"""Marks that keyboards of scripts from right to left set."""
_JOINERS = re.compile("(?<=[a-zA-Z])[\u200c\u200d]|[\u200c\u200d](?=[a-zA-Z])")
_TOGETHER = (
    frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    frozenset({"LATIN", "CJK", "HANGUL"}),
    frozenset({"LATIN", "CJK", "BOPOMOFO"}),
)
"""Scripts that people write in one word (UTS 39, 5.2: highly restrictive)."""
_ALIKE = {ord(char): like for like, chars in LOOKS_LIKE.items() for char in chars} | {
    ord("I"): "l",
    ord("1"): "l",
    ord("|"): "l",
    ord("0"): "O",
}


def plain_names(facts: Facts) -> Iterator[Finding]:
    """A heading can be seen, and a person's name is in one alphabet a word."""
    for kind in KINDS.values():
        for source, record in facts.sources(kind.model):
            found = _unseen(record.heading)
            if not found and kind.personal:
                found = _mixed(record.heading)
            if found:
                yield source, Complaint((kind.title_field,), "odd-name", *found)


def _unseen(name: str) -> tuple[Said, Said] | None:
    """What is wrong with a name in which not everything shows, and what to do."""
    shown = _JOINERS.sub("", _INVISIBLE.sub("", name))
    if not any(unicodedata.category(char)[0] in "LN" for char in shown):
        return said("holds no letter that can be seen"), said("Write the name as people read it.")
    hidden = _INVISIBLE.search(_OF_DIRECTION.sub("", name)) or _JOINERS.search(name)
    if hidden:
        what = said("holds the invisible character U+%(code)s", code=f"{ord(hidden[0]):04X}")
        return what, said("Write: %(right)s", right=" ".join(shown.split()))
    return None


def _mixed(name: str) -> tuple[Said, Said] | None:
    """What is wrong with a name of which a word mixes alphabets, and what to do."""
    if name.isascii():
        return None
    for word in re.findall(r"[^\W\d_]+", name):
        scripts = {script for char in word if (script := _script(char))}
        if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
            names = said_list(sorted(script.capitalize() for script in scripts))
            what = said(
                "mixes %(scripts)s letters in one word (%(word)s)", scripts=names, word=word
            )
            like = word.translate(_ALIKE)
            if like.isascii():
                return what, said('Write the word in one alphabet, like "%(like)s".', like=like)
            return what, said("Write the word in one alphabet.")
    return None


def _script(char: str) -> str:
    """The script of a letter by its name, empty for what is of none."""
    words = unicodedata.name(char, "").replace("FULLWIDTH ", "").replace("HALFWIDTH ", "").split()
    common = {
        "MATHEMATICAL",
        "MODIFIER",
        "COMBINING",
        "FEMININE",
        "MASCULINE",
        "MICRO",
        "SUPERSCRIPT",
    }
    return "" if not words or words[0] in common else words[0]


def distinct_names(facts: Facts) -> Iterator[Finding]:
    """No two people's names look the same and are different letters."""
    for kind in KINDS.values():
        if not kind.personal:
            continue
        seen: dict[str, Record] = {}
        for source, record in sorted(facts.sources(kind.model), key=_by_age):
            first = seen.setdefault(skeleton(record.heading), record)
            if first.heading != record.heading and _same_letters(first) != _same_letters(record):
                what = said("looks like the name of %(id)s, in other letters", id=first.id)
                fix = said("Write it in the letters of its own alphabet, or tell the two apart.")
                yield source, Complaint((kind.title_field,), "similar-name", what, fix)


def _by_age(pair: tuple[Source, Record]) -> tuple[bool, str, str]:
    """The order in which records came; a name in plain letters is not the one to be looked at."""
    source, record = pair
    plain = record.heading.isascii()
    return not plain, str(KINDS[source.kind].day(record) or ""), record.id


def _same_letters(record: Record) -> str:
    return unicodedata.normalize("NFKC", record.heading).casefold()


def skeleton(name: str) -> str:
    """What a name looks like, after UTS 39: equal for names that can be taken for each other."""
    apart = unicodedata.normalize("NFKD", _JOINERS.sub("", _INVISIBLE.sub("", name)))
    return " ".join(unicodedata.normalize("NFKD", apart.translate(_ALIKE)).split())
