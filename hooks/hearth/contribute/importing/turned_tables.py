"""Find tables that lie on their side, with a record in each column, and turn them round."""

from __future__ import annotations

from itertools import zip_longest

from hearth.base.words import said
from hearth.contribute.importing.columns import ColumnWords
from hearth.contribute.importing.grids import GridLine, TableGrid
from hearth.contribute.importing.unreadable import MAX_COLUMNS

LIES_ON_ITS_SIDE = said(
    "The table lies on its side: each of its columns is read as a row. Their numbers are those of "
    "the columns (B is 2)."
)
_FEWEST = 3
"""Names of columns that have to stand below each other."""


def turned_round(grid: TableGrid, known: ColumnWords) -> TableGrid | None:
    """The table turned round where the names of its columns stand below each other in the first one
    that says anything; None where it stands upright."""
    place = _first_column(grid)
    lines = [line for line in grid.lines if line.filled > 1]
    named = [line for line in lines if _says(line, place) and known.meaning(line.cells[place])]
    if len(named) < _FEWEST or len(named) * 3 < len(lines) * 2 or lines[0] is not named[0]:
        return None
    across = max(
        len({cell.casefold() for cell in line.cells[place + 1 :] if known.meaning(cell)})
        for line in named
    )
    if across > 1 or not _differ(named, place, known):
        return None
    cells = zip_longest(*(line.cells[place:] for line in lines), fillvalue="")
    columns = [
        GridLine(number, column)
        for number, column in enumerate(cells, place + 1)
        if any(cell.strip() for cell in column)
    ]
    if len(lines) > MAX_COLUMNS or len(columns) < 2:
        return None
    above = tuple(line for line in grid.lines[: grid.lines.index(lines[0])] if line.filled == 1)
    return TableGrid((*above, *columns), grid.sheet, grid.notes)


def _first_column(grid: TableGrid) -> int:
    """The first column that several lines say something in."""
    for place in range(max((len(line.cells) for line in grid.lines), default=0)):
        if sum(_says(line, place) for line in grid.lines if line.filled > 1) > 1:
            return place
    return 0


def _says(line: GridLine, place: int) -> bool:
    return place < len(line.cells) and bool(line.cells[place].strip())


def _differ(named: list[GridLine], place: int, known: ColumnWords) -> bool:
    """Whether the lines say different things: a list of equal words is a column of values."""
    words = {line.cells[place].strip().casefold() for line in named}
    return len(words) == len(named)
