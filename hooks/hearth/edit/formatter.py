"""Format a record file: fields in the order of the model, even blanks, every value as it was
written.

Fields are moved as blocks of whole lines, so only those at the top of a record that has a file of
its own are put in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hearth.base.strict_yaml import YamlError
from hearth.edit.blanks import blanks
from hearth.edit.fixes import Fix, apply
from hearth.edit.layout import Layout, Token, lay_out
from hearth.read.sources import split

_GAP = re.compile(r"[ \t]*:[ \t]*")
_FIRST = re.compile(r"%|---|#\s*yaml-language-server:")
"""Lines that must stay at the top."""


class NotTheSameError(Exception):
    """The canonical form would not say what the file says; a mistake of this module, so the file is
    left alone."""


@dataclass(frozen=True)
class _Block:
    """A field with the lines that belong to it: blank lines and comments above, its own lines,
    comments that follow."""

    name: str
    blank: list[str]
    lines: list[str]


def canonical(text: str, path: str, order: Sequence[str]) -> str:
    """The canonical form of a file's text with plain line ends; ``order`` names the fields, or none
    for a file of many records.

    YamlError when the file cannot be read, NotTheSameError when the form would change what it says.
    """
    form = _spaced(text, path)
    layout = lay_out(form, path)
    if order and isinstance(layout.value, dict) and not layout.explicit:
        moved = _ordered(layout, order)
        form = form if moved == form else _spaced(moved, path)
    # Proved each time: a formatter that loses a word does more harm than untidy files.
    if form != text and not _same(text, form, path):
        raise NotTheSameError(path)
    return form


def _same(before: str, after: str, path: str) -> bool:
    """Whether two texts give the same fields and the same body; the line end of a last line is no
    difference."""
    try:
        one, other = lay_out(before, path), lay_out(after, path)
    except YamlError:
        return False
    bodies = [(split(text, path)[1] or "").removesuffix("\n") for text in (before, after)]
    return bool(_bare(one.value) == _bare(other.value)) and bodies[0] == bodies[1]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value.removesuffix("\n") if isinstance(value, str) else value


def _spaced(text: str, path: str) -> str:
    """One blank after a colon, none at the ends of lines, plain fences, a line end at the end."""
    layout = lay_out(text, path)
    fixes = [*blanks(path, layout), *_gaps(path, layout), *_fences(path, layout)]
    text = apply(text, fixes)
    if path.endswith(".md"):
        return text
    end = lay_out(text, path).scalars[-1:]
    return (
        text
        if (end and _keeps_blanks(text, end[0])) or not text.strip()
        else text.rstrip("\n") + "\n"
    )


def _keeps_blanks(text: str, token: Token) -> bool:
    """Whether a text is written so that the blank lines after it are part of it."""
    return (
        token.style in ("|", ">")
        and "+" in text[token.start : token.end].partition("\n")[0].partition("#")[0]
    )


def _gaps(path: str, layout: Layout) -> Iterable[Fix]:
    for where, key in layout.tokens.items():
        value = layout.tokens.get(where[:-1]) if where[-1:] == ("#key",) else None
        between = layout.text[key.end : value.start] if value else ""
        if value and between != ": " and _GAP.fullmatch(between):
            yield Fix(path, key.end, value.start, ": ", "gap")


def _fences(path: str, layout: Layout) -> Iterable[Fix]:
    if path.endswith(".md"):
        closing = re.compile(r"---([ \t]+)$", re.MULTILINE).match(layout.text, layout.end)
        if closing:
            yield Fix(path, closing.start(1), closing.end(1), "", "fence")


def _ordered(layout: Layout, order: Sequence[str]) -> str:
    """The text with the fields in order; those the model does not know come last, as they stood."""
    lines = layout.text[layout.start : layout.end].split("\n")
    keys = _key_lines(layout)
    # Fields in brackets on one line are no blocks of lines: they stay.
    if not keys or any(lines[number][:column].strip() for number, column, _ in keys):
        return layout.text
    if lines[-1] == "":
        lines.pop()
    head, blocks, foot = _blocks(
        lines, [(number, name) for number, _, name in keys], _last_lines(layout, keys)
    )
    place = {name: index for index, name in enumerate(order)}
    sorted_blocks = sorted(blocks, key=lambda block: place.get(block.name, len(place)))
    if sorted_blocks == blocks:
        return layout.text
    # The first field has no blank line above it, whatever stood above it before.
    first, *others = sorted_blocks
    moved = [
        *head,
        *first.lines,
        *(line for block in others for line in (*block.blank, *block.lines)),
        *foot,
    ]
    return layout.text[: layout.start] + "\n".join([*moved, ""]) + layout.text[layout.end :]


def _key_lines(layout: Layout) -> list[tuple[int, int, str]]:
    """(line from 0, column from 0, name) of each field at the top, in the file's order."""
    found = [
        (line - 1, column - 1, str(where[0]))
        for where, (line, column) in layout.places.items()
        if len(where) == 2 and where[1] == "#key"
    ]
    return sorted(found)


def _last_lines(layout: Layout, keys: list[tuple[int, int, str]]) -> list[int]:
    """The last line, from 0, on which each field's value stands."""
    text = layout.text
    line_ends = [found.start() for found in re.finditer("\n", text[layout.start : layout.end])]
    finished = []
    for token in (*layout.scalars, *layout.tokens.values()):
        source = text[token.start : token.end]
        written = len(source) if _keeps_blanks(text, token) else len(source.rstrip())
        finished.append(bisect_left(line_ends, token.start + max(written - 1, 0) - layout.start))
    # A value ends before the next field begins; the last may go on to the end.
    borders = [number for number, _, _ in keys[1:]] + [len(line_ends) + 1]
    return [
        max([number, *(line for line in finished if number <= line < border)])
        for (number, _, _), border in zip(keys, borders, strict=True)
    ]


def _blocks(
    lines: list[str], keys: list[tuple[int, str]], last: list[int]
) -> tuple[list[str], list[_Block], list[str]]:
    """What stays at the top, the fields with what belongs to them, what stays at the end."""
    top, above = _split_above(lines[: keys[0][0]])
    head, starts = top, [keys[0][0] - len(above)]
    blanks_above: list[list[str]] = [[]]
    for index, (number, _) in enumerate(keys[1:]):
        between = lines[last[index] + 1 : number]
        comments = _directly_above(between)
        rest = between[: len(between) - len(comments)]
        blank = len(rest) - len(_without_last_blanks(rest))
        starts.append(number - len(comments))
        blanks_above.append(rest[len(rest) - blank :])
    end_of_last = _end_of_last(lines, last[-1])
    ends = [
        start - len(blank) for start, blank in zip(starts[1:], blanks_above[1:], strict=True)
    ] + [end_of_last]
    blocks = [
        _Block(name, blank, lines[start:end])
        for (_, name), blank, start, end in zip(keys, blanks_above, starts, ends, strict=True)
    ]
    return head, blocks, lines[end_of_last:]


def _split_above(lines: list[str]) -> tuple[list[str], list[str]]:
    """Lines before the first field: those that stay at the top, and the comment that belongs to the
    field."""
    comments = _directly_above(lines)
    border = len(lines) - len(comments)
    fixed = [index for index, line in enumerate(lines) if _FIRST.match(line)]
    border = max(border, fixed[-1] + 1 if fixed else 0)
    return lines[:border], lines[border:]


def _directly_above(lines: list[str]) -> list[str]:
    """The comments at the end of some lines, with no blank line after them, that are not
    indented."""
    count = 0
    while count < len(lines) and lines[-1 - count].startswith("#"):
        count += 1
    return lines[len(lines) - count :]


def _without_last_blanks(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _end_of_last(lines: list[str], last: int) -> int:
    """Where the last field ends: indented comments belong to it, others close the file."""
    end = last + 1
    for number in range(last + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith("#"):
            end = number + 1
    return end
