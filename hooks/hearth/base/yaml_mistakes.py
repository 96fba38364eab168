"""Common mistakes of people who write YAML by hand: where one is, and the line as it should be.

They are looked for where a text cannot be read, or reads as something else: a parser names the
place where it gave up, which is often not the place of the mistake.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hearth.base.words import Said, said

ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000]")
"""Spaces that look like a blank, or like nothing, and are letters to YAML."""
_SPACE_NAMES = {
    "\u00a0": said("no-break space"),
    "\u202f": said("no-break space"),
    "\u3000": said("wide space"),
}
_WITHOUT_WIDTH = "\u200b\u2060"

_ODD = ODD_SPACE.pattern
_ITEM = "(?P<lead> *(?:- +)?)"
_KEY = r"(?P<key>[A-Za-z_][\w-]*)"
_ODD_LINE = re.compile(
    rf"(?P<lead>(?: |{_ODD})*(?:-(?: |{_ODD})+)?)(?:{_KEY} ?:(?P<gap>(?: |{_ODD})*))?(?P<rest>.*)"
)
_GLUED = re.compile(rf"{_ITEM}{_KEY}(?P<sign>):(?![\s/])(?P<rest>.+)")
_WIDE_COLON = re.compile(rf"{_ITEM}{_KEY} ?(?P<sign>[：﹕꞉∶])\s?(?P<rest>.*)")
_EQUALS = re.compile(rf"{_ITEM}{_KEY} ?(?P<sign>=) ?(?P<rest>[^=:]+)")
_STARRED = re.compile(
    rf"(?P<sign>[*+•] \*{{0,2}}|\*{{1,2}}){_KEY}\*{{0,2}}:\*{{0,2}} +(?P<rest>.*)"
)
_CURLY = re.compile(rf"{_ITEM}{_KEY}: +(?P<sign>[“”„«‟‘’‚])(?P<rest>[^“”„‟«»\n]*)[“”»‘’]\s*")
_FIELD = re.compile(rf"{_ITEM}{_KEY}: +(?P<rest>\S.*)")
_IN_CURLY = re.compile(r"[“”„«‟‘’‚]\s*([^“”„‟«»\n]*[^“”„‟«»\s])\s*[“”»‘’]")
IN_CURLY_QUOTES = said("is between curly quotes, which are no quotes to YAML")
_HASH = re.compile(
    r"(?P<lead> *(?:- +)*(?:[A-Za-z_][\w-]*: +)?)(?![\"'{|>&*!%@`])(?P<value>[^#\n]*?)"
    r"(?P<sign>(?<=\s)#(?=[^\W_])[^\n]*)"
)
_BLOCK = re.compile(r"( *)(?:- +)*\S[^#]*: +[|>][-+\d]*\s*")
_SCHEMES = frozenset({"mailto", "tel", "acct"})


@dataclass(frozen=True)
class Mistake:
    """A line that is wrong: where it begins and ends, where in it to look, and what to do."""

    start: int
    end: int
    column: int
    code: str
    what: Said
    fix: Said
    text: str | None = None
    """The line as it should be; None where only the author knows."""


def mistakes_in(text: str) -> Iterator[Mistake]:
    """The lines of a text that cannot be read as they were meant, as far as that is certain."""
    for start, line in _structure(text):
        found = (
            _odd_space(start, line)
            or _other_sign(start, line)
            or _curly(start, line)
            or _hash_in_brackets(start, line)
        )
        if found:
            yield found


def odd_spaces_in(text: str) -> Iterator[Mistake]:
    """The lines with spaces of other kinds where only a plain one is read as a space."""
    if not text.isascii() and ODD_SPACE.search(text):
        yield from filter(None, (_odd_space(*line) for line in _structure(text)))


def _structure(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no part of a text in several lines, with where they begin."""
    start, inside = 0, -1
    for line in text.split("\n"):
        if inside >= 0 and line.strip() and len(line) - len(line.lstrip(" ")) <= inside:
            inside = -1
        if inside < 0:
            yield start, line
            if block := _BLOCK.fullmatch(line):
                inside = len(block[1])
        start += len(line) + 1


def shown(line: str) -> str:
    """A line to copy: printable, and of a length that can be read."""
    text = "".join(char if char.isprintable() else " " for char in line.rstrip())
    return text if len(text) <= 120 else f"{text[:119]}…"


def _mended(start: int, line: str, column: int, code: str, what: Said, right: str) -> Mistake:
    """The mistake of a line that can have been meant in one way alone."""
    fix = said("Write: %(right)s", right=shown(right))
    return Mistake(start, start + len(line), column, code, what, fix, right)


def _odd_space(start: int, line: str) -> Mistake | None:
    found = _ODD_LINE.fullmatch(line)
    if not found or not (odd := ODD_SPACE.search(found["lead"] + (found["gap"] or ""))):
        return None
    head = f"{found['key']}: " if found["key"] else ""
    right = f"{_with_plain_spaces(found['lead'])}{head}{found['rest']}".rstrip()
    name = _SPACE_NAMES.get(odd[0], said("character that looks like a space or like nothing"))
    what = said(
        "has a %(name)s (U+%(code)s) where a plain space belongs",
        name=name,
        code=f"{ord(odd[0]):04X}",
    )
    return _mended(start, line, line.index(odd[0]), "odd-space", what, right)


def _with_plain_spaces(lead: str) -> str:
    return ODD_SPACE.sub(lambda space: "" if space[0] in _WITHOUT_WIDTH else " ", lead)


_SIGNS = (
    (_GLUED, "missing-space", said("has no space after the colon")),
    (_WIDE_COLON, "wrong-colon", said("has another sign where a colon and a space belong")),
    (_EQUALS, "wrong-colon", said("has = where a colon and a space belong")),
    (_STARRED, "wrong-colon", said("has asterisks or a bullet around a field's name")),
)


def _other_sign(start: int, line: str) -> Mistake | None:
    """A line whose name and value are not kept apart by a colon and a space, or not by these
    alone."""
    for pattern, code, what in _SIGNS:
        found = pattern.fullmatch(line)
        if not found or found["key"] in _SCHEMES:
            continue
        lead = "" if pattern is _STARRED else found["lead"]
        right = f"{lead}{found['key']}: {found['rest'].rstrip()}"
        return _mended(start, line, found.start("sign"), code, what, right)
    return None


def _curly(start: int, line: str) -> Mistake | None:
    """A value between quotation marks that are letters to YAML, which holds what needs real
    ones."""
    found = _CURLY.fullmatch(line)
    if not found or not re.search(r":(\s|$)|\s#", found["rest"]):
        return None
    right = f"{found['lead']}{found['key']}: {json.dumps(found['rest'], ensure_ascii=False)}"
    return _mended(start, line, found.start("sign"), "curly-quotes", IN_CURLY_QUOTES, right)


def without_curly(value: str) -> str | None:
    """What stands between curly quotes, where a value is nothing else."""
    found = _IN_CURLY.fullmatch(value.strip())
    return found[1] if found else None


def hashes_in(text: str) -> Iterator[Mistake]:
    """The lines that can be read and end in a comment which looks like a part of the value."""
    if "#" in text:
        yield from filter(None, (_hash(*line) for line in _structure(text)))


def _hash(start: int, line: str) -> Mistake | None:
    found = _HASH.fullmatch(line)
    if not found or not found["lead"].strip() or found["value"].startswith("["):
        return None
    lost = found["sign"].rstrip()
    right = found["lead"] + _quoted(f"{found['value']}{lost}")
    what = said('does not read "%(lost)s": a # behind a space begins a comment', lost=shown(lost))
    fix = said(
        "If it is a note, leave a space after the #; to keep it, write: %(right)s",
        right=shown(right.strip()),
    )
    return Mistake(start, start + len(line), found.start("sign"), "hash-sign", what, fix)


def _hash_in_brackets(start: int, line: str) -> Mistake | None:
    """A list that a # within it breaks off."""
    found = _FIELD.fullmatch(line.rstrip())
    if not found or not re.match(r"\[[^\"'#]*\s#\w[^\"'#]*\]", found["rest"]):
        return None
    right = re.sub(r"(?<=\s)#[\w-]+", lambda word: f'"{word[0]}"', found["rest"])
    what = said("has a # within brackets, which begins a comment")
    right = f"{found['lead']}{found['key']}: {right}"
    return _mended(start, line, line.index("#"), "yaml-syntax", what, right)


_CLOSED_BY = {'"': '"', "'": "'", "[": "]", "{": "}"}


class QuotedLine(NamedTuple):
    """What is wrong with the value of a line, and the line as it may be meant."""

    what: Said
    right: str
    whole: bool = False
    """Whether the value stands in quotes now that has to."""


def quoted_line(line: str) -> QuotedLine | None:
    """The value of a line that a parser stumbled over, as it may be meant."""
    found = _FIELD.fullmatch(line.rstrip())
    if not found:
        return None
    value, sign = found["rest"], found["rest"][0]
    start = f"{found['lead']}{found['key']}: "
    if ending := re.fullmatch(r"(([\"'])[^\"']*\2)\s*[,;]", value):
        return QuotedLine(said("has a comma after the quotes"), start + ending[1])
    if sign in _CLOSED_BY and _CLOSED_BY[sign] not in value[1:]:
        what = said("opens %(sign)s and does not close it", sign=sign)
        return QuotedLine(what, start + value + _CLOSED_BY[sign])
    if sign in "\"'":
        inner = value[1:-1] if len(value) > 1 and value[-1] == sign else value
        what = said("has quotes inside the quotes, or text after them")
        return QuotedLine(what, start + _quoted(inner), whole=True)
    if re.search(r":(\s|$)", value):
        return QuotedLine(
            said("has a second colon on the line"), start + _quoted(value), whole=True
        )
    if sign in "@`%*&!|>{}[],?-":
        what = said("starts with %(sign)s, which means something else here", sign=sign)
        return QuotedLine(what, start + _quoted(value), whole=True)
    return None


def _quoted(text: str) -> str:
    """The text in the quotes in which fewer signs have to be changed."""
    if '"' in text and "\\" not in text:
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)


def beside(line: str, before: str) -> tuple[Said, Said] | None:
    """What is wrong with a line that does not fit to the one before it, and what to do."""
    known, bare = _FIELD.fullmatch(before.rstrip()), line.strip()
    if not known:
        return None
    depth, above = len(line) - len(line.lstrip(" ")), len(known["lead"])
    if depth != above and _FIELD.fullmatch(bare):
        right = " " * (0 if above < 2 or depth < 2 else above) + bare
        what = said("does not begin in the same column as the field above it")
        return what, said("Begin all fields in the first column: %(right)s", right=shown(right))
    if bare and not re.search(r":( |$)", bare):
        fix = said(
            "To go on from the line above, begin it with two spaces:   %(line)s", line=shown(bare)
        )
        return said("has a line without a colon"), fix
    return None


_MARKS = ("<<<<<<<", "=======", ">>>>>>>")
"""What Git writes before, between and after two versions of the same lines."""


def conflict_in(text: str) -> Mistake | None:
    """The first place where two versions of a text stand between Git's marks."""
    if any(mark not in text for mark in _MARKS):
        return None
    at: list[int] = []
    start = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.split(" ")[0] == _MARKS[len(at)]:
            at.append(number)
            if len(at) == len(_MARKS):
                break
        if not at:
            start += len(line) + 1
    if len(at) < len(_MARKS):
        return None
    ours, theirs = lines[at[0] + 1 : at[1]], lines[at[1] + 1 : at[2]]
    cut = next((n for n, line in enumerate(ours) if line.startswith("|" * 7)), len(ours))
    what = said("holds two versions of the same lines, between marks of a merge in Git")
    fix = said(
        'Keep one of the two and delete the lines with <<<<<<<, ======= and >>>>>>>: "%(first)s" '
        'or "%(theirs)s".',
        first=_first(ours[:cut]),
        theirs=_first(theirs),
    )
    end = start + sum(len(line) + 1 for line in lines[at[0] : at[2] + 1])
    same = "".join(f"{line}\n" for line in theirs) if ours[:cut] == theirs else None
    return Mistake(start, min(end, len(text)), 0, "conflict-marker", what, fix, same)


def _first(lines: list[str]) -> str:
    return shown(next((line for line in lines if line.strip()), "")).strip()


_FENCED = re.compile(
    r"\s*(?P<mark>`{3,}|~{3,})[ \w-]*\n(?P<text>.*?)\n?(?P=mark)(?P<rest>.*)", re.DOTALL
)


def fence_in(text: str) -> Mistake | None:
    """The fence of a block of code in which a whole text was pasted."""
    found = _FENCED.fullmatch(text)
    if not found:
        return None
    rest = found["rest"].lstrip()
    right = f"---\n{found['text']}\n---\n{rest}" if rest else f"{found['text']}\n"
    what = said("is pasted in a block of code (%(marks)s)", marks=found["mark"])
    first = _first(found["text"].splitlines())
    fix = said(
        "Delete the lines with %(marks)s; the first line is then: %(first)s",
        marks=found["mark"],
        first=first,
    )
    return Mistake(0, len(text), text.index(found["mark"]), "code-fence", what, fix, right)
