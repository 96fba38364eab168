"""Look into the archive that a workbook is, before it is read: what would unfold to more than
anybody's list has is refused, and rows that are hidden and cells that lead somewhere are found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath
from typing import IO, Any

from lxml import etree

from hearth.base.words import said
from hearth.contribute.importing.unreadable import MAX_COLUMNS, UnreadableError

MAX_UNFOLDED = 128 * 1024 * 1024
"""Bytes of all parts, and letters of all cells."""
MAX_CELLS = 4_000_000
_OLD = b"\xd0\xcf\x11\xe0"
"""How .xls files begin, and .xlsx files with a password."""
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "encoding": "utf-8",
}
_MANIFEST, _CONTENT, _BOOK = "META-INF/manifest.xml", "content.xml", "xl/workbook.xml"
_SHARED = "xl/sharedStrings.xml"


@dataclass
class SheetPart:
    """What the parts say of one sheet, beside the values of its cells."""

    links: dict[int, dict[int, str]] = field(default_factory=dict)
    """By row and column, where cells lead to; rows counted from 1, columns from 0."""
    hidden: bool = False
    """Whether the whole sheet is, where the reader does not tell."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    """Counted from 0."""
    rows: int = 0
    columns: int = 0


def parts_of(raw: bytes) -> Mapping[str, SheetPart]:
    """The sheets of a workbook by name; UnreadableError when it is none, is locked or would unfold
    to too much."""
    if raw.startswith(_OLD):
        raise UnreadableError(
            said(
                "is protected by a password, or is in the old format .xls. Open it, and save it "
                "as .xlsx without a password."
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MAX_UNFOLDED:
                raise _too_large()
            names = archive.namelist()
            if _two_meanings(names):
                raise broken()
            if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
                raise UnreadableError(
                    said("is protected by a password. Save it without one, and import that.")
                )
            return _in_ods(archive) if _CONTENT in names else _in_xlsx(archive)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ArithmeticError, LookupError, OSError):
        raise broken() from None
    except (NotImplementedError, RuntimeError, EOFError, ValueError):  # of strange archives
        raise broken() from None


def with_failed_as_text(raw: bytes) -> bytes:
    """A workbook that was weighed, in which values of formulas that failed are texts: of newer ones
    (#SPILL!) its reader refuses the whole."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/")]
        texts = {name: archive.read(name) for name in sheets if name.endswith(".xml")}
        changed = {name: _FAILED.sub(_as_text, text) for name, text in texts.items()}
        if changed == texts:
            return raw
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as copy:
            for name in archive.namelist():
                copy.writestr(name, changed[name] if name in changed else archive.read(name))
    return made.getvalue()


_FAILED = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\bt=(?:"e"|'e')""")


def _as_text(found: re.Match[bytes]) -> bytes:
    return found[0][:-3] + b'"str"'


def _two_meanings(names: list[str]) -> bool:
    """Whether readers can take the archive for two books, or a part of it for two parts."""
    folded = {name.casefold() for name in names}
    return len(folded) < len(names) or (
        _CONTENT in folded and any(name.startswith("xl/") for name in folded)
    )


def broken() -> UnreadableError:
    """What is said of a workbook that cannot be read."""
    return UnreadableError(
        said(
            "is no workbook that can be read; it may be cut off. Open it in a program for tables, "
            "and save it again as .xlsx, .ods or .csv."
        )
    )


def _too_large() -> UnreadableError:
    return UnreadableError(
        said("unfolds to more than anybody's list holds. Save the sheet alone as .csv.")
    )


class _Weight:
    """How much the cells of a workbook hold together."""

    def __init__(self, shared: list[int]) -> None:
        self.letters = 0
        self.shared, self.longest = shared, max(shared, default=0)

    def of(self, cell: Any) -> int:
        """The letters of a cell; where it names a shared text in a strange way, of the longest."""
        text = "".join(cell.itertext()).strip()
        if cell.get("t") != "s":
            return len(text)
        known = text.isdecimal() and int(text) < len(self.shared)
        return self.shared[int(text)] if known else self.longest

    def add(self, part: SheetPart, letters: int) -> None:
        self.letters += letters
        if self.letters > MAX_UNFOLDED or part.rows * part.columns > MAX_CELLS:
            raise _too_large()


def _elements(stream: IO[bytes], *names: str) -> Iterator[tuple[str, Any]]:
    """Elements of these names, at their beginning and when they are whole; then they are freed."""
    tags = [f"{{*}}{name}" for name in names]
    for event, element in etree.iterparse(stream, events=("start", "end"), tag=tags, **_SAFE):
        yield event, element
        if event == "end":
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    """An attribute's value, in whatever namespace."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return str(next(found, ""))


# -- .xlsx ---------------------------------------------------------------------------------------


def _in_xlsx(archive: zipfile.ZipFile) -> dict[str, SheetPart]:
    files = [name for name in archive.namelist() if re.search(r"(?i)worksheets/[^/]+\.xml$", name)]
    if _BOOK not in archive.namelist() or not files:
        raise broken()
    weight = _Weight(_shared_lengths(archive))
    parts = {file: _sheet(archive, file, weight) for file in files}
    targets = _targets(archive, _BOOK)
    book = etree.fromstring(archive.read(_BOOK), etree.XMLParser(**_SAFE))
    sheets = (element for element in book.iter() if _name(element) == "sheet")
    found = {_attribute(each, "name"): targets.get(_attribute(each, "id"), "") for each in sheets}
    return {name: parts[file] for name, file in found.items() if file in parts}


def _targets(archive: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Where the relations of a part lead to, by their ids."""
    of = join(dirname(file), "_rels", f"{basename(file)}.rels")
    if of not in archive.namelist():
        return {}
    tree = etree.fromstring(archive.read(of), etree.XMLParser(**_SAFE))
    found = {}
    for each in tree.iterchildren():
        target = str(each.get("Target") or "")
        if each.get("TargetMode") != "External":
            target = normpath(join("/", dirname(file), target)).lstrip("/")
        found[str(each.get("Id"))] = target
    return found


def _shared_lengths(archive: zipfile.ZipFile) -> list[int]:
    """How long the texts are that cells of several sheets share."""
    files = [name for name in archive.namelist() if name.casefold() == _SHARED.casefold()]
    if not files:
        return []
    with archive.open(files[0]) as stream:
        return [
            sum(map(len, element.itertext()))
            for event, element in _elements(stream, "si")
            if event == "end"
        ]


def _sheet(archive: zipfile.ZipFile, file: str, weight: _Weight) -> SheetPart:
    part, number = SheetPart(), 0
    targets = _targets(archive, file)
    with archive.open(file) as stream:
        for event, element in _elements(stream, "row", "sheetData", "hyperlink", "col"):
            if event == "start":
                continue
            if _name(element) == "col":
                _hide(part, element)
            elif _name(element) == "row":
                _only_rows(element.itersiblings(preceding=True))
                number = int(element.get("r") or number + 1)
                _row(part, number, element, weight)
            elif _name(element) == "sheetData":
                _only_rows(element.iterchildren())
            else:
                _link(part, element, targets)
    return part


def _hide(part: SheetPart, element: Any) -> None:
    """Take note of columns that somebody has hidden."""
    first, last = (str(element.get(end) or "") for end in ("min", "max"))
    if element.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
        part.hidden_columns.update(range(int(first) - 1, min(int(last), MAX_COLUMNS)))


def _only_rows(elements: Iterator[Any]) -> None:
    """Refuse cells outside of rows: readers take them, and here nobody would have counted them."""
    if any(_name(each) not in ("", "row") for each in elements):
        raise broken()


def _row(part: SheetPart, number: int, element: Any, weight: _Weight) -> None:
    letters, place = 0, -1
    for cell in element.iter("{*}c"):
        column, row = _place(cell.get("r") or "")
        place = place + 1 if column is None else column
        if not len(cell):
            continue
        part.rows = max(part.rows, row or number)
        part.columns = max(part.columns, place + 1)
        letters += weight.of(cell)
    if letters and element.get("hidden") in ("1", "true"):
        part.hidden_rows.add(number)
    weight.add(part, letters)


def _place(ref: str) -> tuple[int | None, int]:
    """The column, from 0, and the row, from 1, that a cell's name says: those of B3 are 1 and 3;
    None and 0 where it says none. Readers take small letters too, and a row other than the one
    that the cell stands in."""
    found = re.match(r"([A-Za-z]{1,7})(\d*)", ref)
    if not found:
        return None, 0
    place = 0
    for letter in found[1].upper():
        place = place * 26 + ord(letter) - 64
    return place - 1, int(found[2] or 0)


def _link(part: SheetPart, element: Any, targets: Mapping[str, str]) -> None:
    column, row = _place(element.get("ref") or "")
    address = targets.get(_attribute(element, "id"), "")
    if column is not None and row and address.startswith(("http://", "https://")):
        part.links.setdefault(row, {})[column] = address


# -- .ods ----------------------------------------------------------------------------------------


def _in_ods(archive: zipfile.ZipFile) -> dict[str, SheetPart]:
    found: dict[str, SheetPart] = {}
    part, number, weight = SheetPart(), 1, _Weight([])
    put_away: set[str] = set()
    with archive.open(_CONTENT) as stream:
        for event, element in _elements(stream, "table", "table-row", "table-properties"):
            if _name(element) == "table" and event == "start":
                part = found.setdefault(_attribute(element, "name"), SheetPart())
                part.hidden = _attribute(element, "style-name") in put_away
                number = 1
            elif _name(element) == "table-properties" and event == "start":
                if _attribute(element, "display") == "false":
                    put_away.add(_attribute(element.getparent(), "name"))
            elif _name(element) == "table-row" and event == "end":
                number = _ods_row(part, number, element, weight)
    return found


def _ods_row(part: SheetPart, number: int, element: Any, weight: _Weight) -> int:
    """Take a row, which can stand for many; the number of the next."""
    repeats = _repeats(element, "number-rows-repeated")
    letters, column = 0, 0
    for cell in element.iterchildren():
        times = _repeats(cell, "number-columns-repeated")
        if len(cell) or _attribute(cell, "value-type"):
            part.rows = max(part.rows, number + repeats - 1)
            part.columns = max(part.columns, column + times)
            letters += sum(map(len, cell.itertext())) * times * repeats
            leads = next((each for each in cell.iter() if _name(each) == "a"), None)
            address = _attribute(leads, "href") if leads is not None else ""
            if address.startswith(("http://", "https://")):
                part.links.setdefault(number, {})[column] = address
        column += times
    weight.add(part, letters)
    if letters and _attribute(element, "visibility") in ("collapse", "filter"):
        part.hidden_rows.update(range(number, number + repeats))
    return number + repeats


def _repeats(element: Any, name: str) -> int:
    said_ = _attribute(element, name)
    return max(1, int(said_)) if said_.isdecimal() else 1
