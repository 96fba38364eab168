"""Read tables of web pages into lines of cells: what old programs save as .xls is often one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.html_tree import Element, read_html
from hearth.base.words import said
from hearth.contribute.importing.encodings import text_of
from hearth.contribute.importing.grids import TableGrid, grid_of
from hearth.contribute.importing.headers import rows_of
from hearth.contribute.importing.tables import Rows
from hearth.contribute.importing.unreadable import MAX_COLUMNS, MAX_ROWS, UnreadableError


def html_rows(raw: bytes) -> Rows:
    """The rows of every table of a page that holds no other table and has several lines."""
    text, notes = text_of(raw)
    tables = [each for each in read_html(text).walk() if each.name == "table" and _is_inner(each)]
    grids = [TableGrid(grid_of(_lines(table))) for table in tables]
    grids = [grid for grid in grids if len(grid.lines) > 1]
    if not grids:
        raise UnreadableError(said("is a web page without a table of several lines."))
    named = [
        TableGrid(grid.lines, said("table %(number)s", number=number), notes if number == 1 else ())
        for number, grid in enumerate(grids, 1)
    ]
    return rows_of(named)


def is_html_table(raw: bytes) -> bool:
    """Whether a file begins as a page and holds a table."""
    return raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and b"<table" in raw.lower()


def _is_inner(table: Element) -> bool:
    return sum(1 for each in table.walk() if each.name == "table") == 1


def _lines(table: Element) -> Iterator[tuple[int, Sequence[str], tuple[str, ...]]]:
    """The cells of each line; one that goes over several lines or columns says it in each line,
    and in its first column."""
    rows = [each for each in table.walk() if each.name == "tr"]
    above: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(rows, 1):
        cells: list[str] = []
        for cell in (each for each in row.elements() if each.name in ("td", "th")):
            _go_on(cells, above)
            text, lower = _text(cell), _span(cell, "rowspan", MAX_ROWS)
            if lower > 1:
                above[len(cells)] = lower - 1, text
            cells += [text, *[""] * (_span(cell, "colspan", MAX_COLUMNS) - 1)]
        _go_on(cells, above)
        yield number, cells, ()


def _go_on(cells: list[str], above: dict[int, tuple[int, str]]) -> None:
    """Add the cells that began in lines above."""
    while found := above.pop(len(cells), None):
        left, text = found
        if left > 1:
            above[len(cells)] = left - 1, text
        cells.append(text)


def _span(cell: Element, name: str, most: int) -> int:
    told = cell.attributes.get(name, "1").strip()
    return min(int(told), most) if told.isdecimal() and told != "0" else 1


def _text(cell: Element) -> str:
    """What a cell says, with the address that it leads to."""
    text = " ".join(" ".join(_strings(cell)).split())
    links = (each.attributes.get("href", "") for each in cell.walk() if each.name == "a")
    address = next((href for href in links if href.startswith(("https://", "http://"))), "")
    return f"{text} <{address}>" if address and "://" not in text else text


def _strings(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        else:
            yield from _strings(child)
