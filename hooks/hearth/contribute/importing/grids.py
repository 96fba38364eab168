"""Read tables in text into lines of cells, as a careful person would where signs are missing."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearth.base.words import said
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.unreadable import MAX_COLUMNS, MAX_ROWS, UnreadableError
from hearth.contribute.importing.unreadable import too_many_rows as too_many

_SIGNS = ",;\t|"
_PEEKED = 60
"""How many lines tell by what the cells are parted."""
_LONGEST_CELL = 500
"""Lines of a text in one cell; a quotation mark that is closed later was never opened."""
_MOST_LINES = MAX_ROWS + 1000
_SEP = re.compile(r'"?sep=(.)"?[ ,;\t]*(?:\r\n|\n|\r)', re.IGNORECASE)
_ORNAMENT = re.compile(r"[-=_*~+:.\s|]+")


@dataclass(frozen=True)
class GridLine:
    """One line of a grid."""

    number: int
    """As a program for tables counts it, or the line of the file where it begins."""
    cells: tuple[str, ...]
    notes: tuple[str, ...] = ()
    after_gap: bool = False
    """Whether an empty line stands before it."""

    @property
    def filled(self) -> int:
        """How many of its cells say something."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True)
class TableGrid:
    """The cells of one sheet, or of a table in text, without the empty lines."""

    lines: tuple[GridLine, ...]
    sheet: str = ""
    notes: tuple[str, ...] = ()


_FAILED = re.compile(
    r"#(?:REF|NAME|VALUE|NUM|NULL|DIV/0|N/A|SPILL|CALC|ERROR|FIELD|BLOCKED|UNKNOWN|CONNECT|GETTING_DATA|BUSY|PYTHON|BEZUG|WERT|NV|ZAHL|NOMBRE|VALOR|NOM)[!?]?"
    r"|Err:\d{3}",
    re.IGNORECASE,
)
"""What programs for tables write where a formula has no value."""
_UNSEEN = re.compile(r"[\ufeff\u200b\u2060\u00ad]|^[\u200e\u200f\s]+|[\u200e\u200f\s]+$")
"""What is seen nowhere, and what stands around words in the other direction."""
_HYPERLINK = re.compile(r'=HYPERLINK\("(https?://[^"\s]+)"(?:[;,] ?"([^"]*)")?\)', re.IGNORECASE)
"""A formula that leads somewhere, where a program wrote it down."""
_AS_TEXT = re.compile(r"^'(?=[\d+=@-])")
"""What stands before figures that are to be taken for a text."""


def _cleaned(cell: str) -> str:
    plain = _UNSEEN.sub("", cell).replace("\u00a0", " ")
    if found := _HYPERLINK.fullmatch(plain):
        return f"{found[2]} <{found[1]}>" if found[2] else found[1]
    return _AS_TEXT.sub("", plain)


def letter(place: int) -> str:
    """What programs for tables call a column, by its place from 0."""
    found = ""
    while place >= 0:
        found = chr(65 + place % 26) + found
        place = place // 26 - 1
    return found


def grid_of(numbered: Iterator[tuple[int, Sequence[str], tuple[str, ...]]]) -> tuple[GridLine, ...]:
    """The lines that say something, of cells with the number of each line and what is noted."""
    found: list[GridLine] = []
    gap = False
    for number, cells, notes in numbered:
        kept = tuple(map(_cleaned, cells))
        if failed := next((cell for cell in kept if _FAILED.fullmatch(cell.strip())), ""):
            kept = tuple("" if _FAILED.fullmatch(cell.strip()) else cell for cell in kept)
            notes = (*notes, said("a formula in it failed (%(sign)s)", sign=failed.strip()))
        if not any(cell.strip() for cell in kept):
            gap = True
            continue
        if len(kept) > 1 and all(_ORNAMENT.fullmatch(cell) or not cell for cell in kept):
            continue  # a rule of dashes below the names
        while kept and not kept[-1].strip():
            kept = kept[:-1]
        if len(kept) > MAX_COLUMNS:
            raise UnreadableError(
                said("has more than %(max_columns)s columns.", max_columns=MAX_COLUMNS)
            )
        if len(found) >= _MOST_LINES:
            raise too_many()
        found.append(GridLine(number, kept, notes, gap))
        gap = False
    return tuple(found)


def csv_grid(raw: bytes) -> TableGrid:
    """The lines of a table whose cells are parted by commas, semicolons, tabs or bars."""
    text, notes = text_of(raw)
    told = _SEP.match(text)
    if '\\"' in text and '""' not in text:
        text = text.replace('\\"', '""')
    lines = re.split(r"\r\n|\n|\r", text)
    if told:
        lines[0] = ""
    sign, width = (told[1], _width(lines, told[1])[1]) if told else _sign(lines)
    return TableGrid(grid_of(_records(lines, sign, width)), notes=notes)


def _sign(lines: Sequence[str]) -> tuple[str, int]:
    """The sign between cells, and how many cells most lines have."""
    found = {sign: _width(lines, sign) for sign in _SIGNS}
    sign = max(found, key=lambda each: found[each][0])
    return sign, found[sign][1]


def _width(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """How well a sign parts the first lines, and into how many cells."""
    said_ = [line for line in lines[: _PEEKED * 2] if line.strip()][:_PEEKED]
    found = _records(said_, sign, 0, told=False)
    widths = Counter(len(cells) for _, cells, wrong in found if not wrong)
    width, count = max(
        widths.items() or [(0, 0)], key=lambda each: (each[1] * (each[0] - 1), each[0])
    )
    return count * (width - 1), width


def _records(
    lines: Sequence[str], sign: str, width: int, told: bool = True
) -> Iterator[tuple[int, list[str], tuple[str, ...]]]:
    """Each line's number, its cells and what is to be told of it; a text in quotation marks goes
    over several lines where its cells then are as many as those of others."""
    at = 0
    while at < len(lines):
        until = _closed(lines, at, sign)
        cells = _cells("\n".join(lines[at:until]), sign, at + 1) if until else []
        notes: tuple[str, ...] = ()
        if not until or (until > at + 1 and width and len(cells) > width):
            cells, until = _alone(lines[at], sign, at + 1), at + 1
            notes = (said("a quotation mark in it is not closed: look at its cells"),)
        if told and width > 1 and len(cells) < width and (other := _other(lines[at], sign, width)):
            cells = _cells(lines[at], other, at + 1)
            notes = (
                *notes,
                said('its cells are parted by "%(sign)s", unlike the others', sign=other),
            )
        yield at + 1, cells, notes
        at = until


def _other(line: str, sign: str, width: int) -> str:
    """The sign that parts a line into as many cells as others have; empty where it is no other."""
    others = (each for each in _SIGNS if each != sign and each in line)
    return next((each for each in others if len(_cells(line, each, 0)) == width > 1), "")


def _cells(text: str, sign: str, number: int) -> list[str]:
    try:
        rows = list(csv.reader([text], delimiter=sign, skipinitialspace=True))
    except csv.Error as error:
        raise UnreadableError(
            said(
                "cannot be read as CSV near line %(line_num)s: %(error)s.",
                line_num=number,
                error=error,
            )
        ) from None
    return rows[0] if rows else []


def _closed(lines: Sequence[str], at: int, sign: str) -> int:
    """Behind which line a record ends whose cells may hold line breaks; 0 where it never does."""
    text = lines[at]
    if (place := _open(text, sign)) < 0:
        return at + 1
    if _QUOTED.match(text, place):
        return 0
    for until in range(at + 1, min(at + _LONGEST_CELL, len(lines))):
        text += f"\n{lines[until]}"
        if '"' not in lines[until]:
            continue
        if (place := _open(text, sign, place)) < 0:
            return until + 1
        if _QUOTED.match(text, place):  # what ends it goes on: no later line can change that
            return 0
    return 0


_ENDS = re.compile(r"\s*$")
_QUOTED = re.compile(r'"(?:[^"]|"")*+"')


def _open(text: str, sign: str, place: int = 0) -> int:
    """Where a quotation mark opens a cell and none closes it, or one that does not end it, from a
    place on that begins a cell; -1 where all are right."""
    while True:
        while text.startswith(" ", place):
            place += 1
        if text.startswith('"', place):
            if not (closed := _QUOTED.match(text, place)):
                return place
            if not _ENDS.match(text, closed.end()) and text[closed.end()] != sign:
                return place
            place = closed.end()
        if (place := text.find(sign, place)) < 0:
            return -1
        place += 1


def _alone(line: str, sign: str, number: int) -> list[str]:
    """The cells of a line in which a quotation mark is not closed: it is one of the text's."""
    kept, begin = [], 0
    while (place := _open(line, sign, begin)) >= 0:
        kept.append(line[begin:place])
        begin = place + 1
    return _cells("".join(kept) + line[begin:], sign, number)
