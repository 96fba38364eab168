"""Read workbooks (.xlsx, .ods) into lines of cells, each as a careful person would write it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from hearth.base.normalize import word_set
from hearth.base.words import said
from hearth.contribute.importing.grids import TableGrid, grid_of, letter
from hearth.contribute.importing.unreadable import MAX_ROWS, UnreadableError
from hearth.contribute.importing.workbook_parts import (
    SheetPart,
    broken,
    parts_of,
    with_failed_as_text,
)


def workbook_grids(raw: bytes, sheet: str = "") -> tuple[list[TableGrid], tuple[str, ...]]:
    """The sheets of a workbook, or the one that is called so, and what is to be told of others.

    Hidden sheets are read only when they are named: somebody has put them away.
    """
    parts = parts_of(raw)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(with_failed_as_text(raw))) as book:
            return _grids(book, parts, sheet)
    except UnreadableError:
        raise
    except BaseException as wrong:  # the library can also panic, which is no Exception
        if isinstance(wrong, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise broken() from None


def _grids(
    book: CalamineWorkbook, parts: Mapping[str, SheetPart], sheet: str
) -> tuple[list[TableGrid], tuple[str, ...]]:
    names = [each.name for each in book.sheets_metadata]
    if sheet and sheet not in names:
        raise UnreadableError(
            said(
                'has no sheet "%(sheet)s". Its sheets are: %(names)s.',
                sheet=sheet,
                names=", ".join(names),
            )
        )
    found, notes = [], []
    for each in book.sheets_metadata:
        if sheet not in ("", each.name):
            continue
        part = parts.get(each.name)
        hidden = each.visible != SheetVisibleEnum.Visible or (part is not None and part.hidden)
        if hidden and not sheet:
            notes.append(
                said(
                    'The sheet "%(sheet)s" is hidden and not read. To read it: '
                    '--sheet "%(sheet2)s"',
                    sheet=each.name,
                    sheet2=each.name,
                )
            )
            continue
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        if part is None:  # somewhere else in the archive, where nobody has weighed it
            raise broken()
        page = book.get_sheet_by_name(each.name)
        cells = page.to_python(skip_empty_area=False)
        _fill_merged(cells, page.merged_cell_ranges or ())
        grid = TableGrid(grid_of(_lines(cells, part)), each.name, tuple(_hidden(each.name, part)))
        if grid.lines:
            found.append(grid)
        else:
            notes.append(said('The sheet "%(sheet)s" is empty.', sheet=each.name))
    return found, tuple(notes)


def _fill_merged(
    rows: list[list[Any]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """What a cell that goes over several rows says holds for each of them."""
    for (top, left), (bottom, right) in merged[:MAX_ROWS]:
        if left == right and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : min(bottom, top + _TALLEST) + 1]:
                row[left] = rows[top][left]


_TALLEST = 500
"""Rows that one cell may go over."""


def _hidden(sheet: str, part: SheetPart) -> Iterator[str]:
    if columns := [letter(each) for each in sorted(part.hidden_columns) if each < part.columns]:
        yield said(
            'Hidden columns of the sheet "%(sheet)s" are read like the others: %(columns)s.',
            sheet=sheet,
            columns=", ".join(columns[:20]),
        )
    if part.hidden_rows:
        rows = sorted(part.hidden_rows)
        yield said(
            'Hidden rows of the sheet "%(sheet)s" are not read: %(rows)s. Show them to import '
            "them too.",
            sheet=sheet,
            rows=", ".join(map(str, rows[:20])) + (" …" if len(rows) > 20 else ""),
        )


# -- cells ---------------------------------------------------------------------------------------


def _lines(
    rows: Sequence[Sequence[object]], part: SheetPart
) -> Iterator[tuple[int, Sequence[str], tuple[str, ...]]]:
    for number, row in enumerate(rows, 1):
        if number in part.hidden_rows:
            continue
        cells = [written(cell) for cell in row]
        for column, address in part.links.get(number, {}).items():
            if column < len(cells) and "://" not in cells[column]:
                cells[column] = _with_link(cells[column], address)
        yield number, cells, ()


def _with_link(text: str, address: str) -> str:
    """A cell that leads somewhere: the address, where its words only say so, and else both."""
    return address if text.casefold().strip(" .:") in _HERE else f"{text} <{address}>"


_HERE = word_set(
    "|link|here|url|website|web|click here|more|details|register|hier|mehr|ici|lien|aquí|enlace"
    "|aqui|ligação|קישור|כאן|هنا|رابط|リンク|こちら|ここ"
)


def written(cell: object) -> str:
    """A cell's value as a careful person writes it: days and times in ISO 8601, numbers without a
    fraction that says nothing, yes and no."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return f"{_rounded(cell):%Y-%m-%dT%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{_rounded(datetime.combine(date(2000, 1, 1), cell)):%H:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 9))
    return "" if cell is None else str(cell)


def _rounded(moment: datetime) -> datetime:
    """To the minute: times are kept as fractions of a day, and 18:00 can be 17:59:59.9."""
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)
