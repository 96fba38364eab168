"""Find the tables in a grid: which lines name the columns, which are rows, and which are neither.

Nothing is passed over in silence: a line that is no row is a row that is left out, with the reason;
lines before the first table are told of as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearth.base.normalize import fold, word_set
from hearth.base.words import said
from hearth.base.written_times import Within, month_in, year_in
from hearth.contribute.importing.columns import ColumnWords
from hearth.contribute.importing.grids import GridLine, TableGrid, csv_grid, letter
from hearth.contribute.importing.mapping import column_key
from hearth.contribute.importing.tables import Row, Rows
from hearth.contribute.importing.turned_tables import LIES_ON_ITS_SIDE, turned_round
from hearth.contribute.importing.unreadable import MAX_ROWS, UnreadableError, too_many_rows
from hearth.contribute.importing.withheld import below_former
from hearth.contribute.importing.workbooks import workbook_grids

_PEEKED = 40
"""How many lines can stand before a table: a title, a note, an address."""
_DATA = re.compile(
    r"@\w|://|^www\.|^[^\w]*[\d.,:/ -]*\d[\d.,:/ -]*[^\w]*$|^\d{1,4}[-./]\d|^\d{1,2}:\d\d"
    r"|T\d\d:\d\d"
)
"""What names of columns do not look like: addresses, numbers, days, times."""
_LONGEST_NAME = 120
_HEADING = said("is a heading or a note and no record")
_TOO_MANY = said("has more cells than the first line names columns")


def csv_rows(raw: bytes) -> Rows:
    """The rows of a table in text."""
    return rows_of([csv_grid(raw)])


def plain_rows(raw: bytes) -> Rows:
    """The rows of a table in text as a program writes it: its first line with several cells names
    the columns, and every other is a row."""
    grid = csv_grid(raw)
    widest = max((line.filled for line in grid.lines), default=0)
    named = (place for place, line in enumerate(grid.lines) if line.filled > 1 or widest == 1)
    begins = next(named, len(grid.lines))
    lines = grid.lines[begins:]
    columns = _cleaned(lines[0].cells) if lines else ()
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        raise UnreadableError(
            said('has two columns named "%(twice)s". Rename one.', twice=twice[:60])
        )
    if not any(columns):
        raise _no_names()
    rows = (
        Row(
            line.number,
            _values(columns, line),
            line.notes,
            _TOO_MANY if any(line.cells[len(columns) :]) else None,
        )
        for line in lines[1:]
    )
    return Rows(tuple(rows), grid.notes)


def workbook_rows(raw: bytes, sheet: str = "") -> Rows:
    """The rows of a workbook's sheets, or of the one that is called so."""
    grids, notes = workbook_grids(raw, sheet)
    found = rows_of(grids)
    return replace(found, notes=(*notes, *found.notes))


def rows_of(grids: Sequence[TableGrid]) -> Rows:
    """The rows of every grid that holds a table; UnreadableError where none does."""
    known = ColumnWords()
    rows: list[Row] = []
    notes: list[str] = []
    wrong: list[UnreadableError] = []
    for grid in grids:
        try:
            found = _read(grid, known)
        except UnreadableError as error:
            wrong.append(error)
            notes.append(
                said('The sheet "%(sheet)s" is left out: it %(why)s', sheet=grid.sheet, why=error)
            )
            continue
        rows += [replace(row, sheet=grid.sheet if len(grids) > 1 else "") for row in found.rows]
        notes += [*grid.notes, *found.notes]
        if len(rows) > MAX_ROWS:
            raise too_many_rows()
    if wrong and len(wrong) == len(grids):
        raise wrong[0]
    return Rows(tuple(rows), tuple(notes))


# -- lines that name columns ---------------------------------------------------------------------


@dataclass(frozen=True)
class _Names:
    """The names of the columns of one table, and the lines that say them."""

    begins: int
    """The first of these lines, as a place among the lines of the grid."""
    ends: int
    """Where the rows begin."""
    columns: tuple[str, ...]
    notes: tuple[str, ...] = ()


def _known(line: GridLine, known: ColumnWords) -> int:
    return sum(1 for cell in line.cells if known.meaning(cell))


def _data(line: GridLine) -> int:
    return sum(1 for cell in line.cells if _is_data(cell))


def _is_data(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and (len(text) > _LONGEST_NAME or bool(_DATA.search(text)))


def _first_names(lines: Sequence[GridLine], known: ColumnWords) -> int:
    """The place of the line that names the columns: the first with many words for columns, else
    the first that is half as wide as the widest."""
    peeked = lines[:_PEEKED]
    if not peeked:
        raise _no_names()
    weights = [_known(line, known) - 2 * _data(line) for line in peeked]
    widest = max(line.filled for line in peeked)
    enough = max(1 if widest == 1 else 2, max(weights) / 2)
    for place, line in enumerate(peeked):
        if weights[place] >= enough and _known(line, known) * 3 >= line.filled:
            return place
    wide = [line for line in peeked if line.filled > 1]
    for place, line in enumerate(peeked):
        if len(wide) < 2 or (line.filled * 2 >= widest and line.filled > 1):
            if _data(line) and not _known(line, known):
                raise _no_names()
            return place
    raise _no_names()


def _no_names() -> UnreadableError:
    return UnreadableError(
        said("does not name its columns. Its first line should hold their names.")
    )


def _names_at(lines: Sequence[GridLine], place: int, known: ColumnWords) -> _Names:
    """The names that a line says, with the line above or below where they stand in two."""
    line = lines[place]
    above = lines[place - 1] if place and not line.after_gap else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below and not below.after_gap and _names_too(below, known):
        if _goes_on(line, below) or _repeats(line):
            columns = _in_two(line, below, known)
            return _Names(place, place + 2, columns)
        if _says_the_same(line, below, known):
            told = said("Line %(line)s says the names of the columns again.", line=below.number)
            return _Names(place, place + 2, _cleaned(line.cells), (told,))
    if above and not _data(above) and _goes_on(above, line) and _groups(above, line):
        return _Names(place - 1, place + 1, _in_two(above, line, known))
    return _Names(place, place + 1, _cleaned(line.cells))


def _cleaned(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in cells)


def _names_too(line: GridLine, known: ColumnWords) -> bool:
    return line.filled > 1 and not _data(line) and _known(line, known) * 4 >= line.filled * 3


def _goes_on(upper: GridLine, lower: GridLine) -> bool:
    """Whether the lower of two lines names columns that the upper leaves open."""
    return any(
        cell.strip() and not (upper.cells[place : place + 1] or ("",))[0].strip()
        for place, cell in enumerate(lower.cells)
    )


def _groups(upper: GridLine, lower: GridLine) -> bool:
    """Whether a line stands above names to say of what they are, and is no title."""
    return upper.filled > 1 or (_repeats(lower) and len(upper.cells) > 1)


def _repeats(line: GridLine) -> bool:
    """Whether a line says one name for several columns."""
    named = Counter(column_key(cell) for cell in line.cells if cell.strip())
    return max(named.values(), default=0) > 1


def _says_the_same(one: GridLine, other: GridLine, known: ColumnWords) -> bool:
    """Whether two lines name the same fields, in two languages."""
    pairs = list(zip(one.cells, other.cells, strict=False))
    same = sum(1 for mine, theirs in pairs if known.meaning(mine) & known.meaning(theirs))
    return same * 4 >= len([each for each in pairs if all(each)]) * 3 and same > 1


def _in_two(upper: GridLine, lower: GridLine, known: ColumnWords) -> tuple[str, ...]:
    """Names in two lines: what the upper says holds for all columns to its right, up to the
    next."""
    counted = Counter(column_key(cell) for cell in lower.cells if cell.strip())
    group, names = "", []
    for place in range(max(len(upper.cells), len(lower.cells))):
        own = " ".join((upper.cells[place : place + 1] or ("",))[0].split())
        name = " ".join((lower.cells[place : place + 1] or ("",))[0].split())
        group = own or group
        both = f"{group} {name}".strip()
        if not name or name == own:
            names.append(own)
        elif not group:
            names.append(name)
        elif counted[column_key(name)] > 1 or _is_end(known.meaning(both) - known.meaning(name)):
            names.append(both)
        else:
            names.append(name if known.meaning(name) else both)
    return tuple(names)


def _is_end(meaning: frozenset[str]) -> bool:
    """Whether two words mean when something begins or ends, which one of them alone does not."""
    return any(field.startswith(("start", "end")) for field in meaning)


# -- rows ----------------------------------------------------------------------------------------


def _read(grid: TableGrid, known: ColumnWords) -> Rows:
    turned = turned_round(grid, known)
    grid, told = (turned, (LIES_ON_ITS_SIDE,)) if turned else (grid, ())
    lines = grid.lines
    names = _names_at(lines, _first_names(lines, known), known)
    notes = [*told, *_before(grid, names)]
    rows: list[Row] = []
    within = _said_before(grid, names)
    of_all = next(filter(below_former, _titles(grid, names)), "")
    under = of_all
    while True:
        following = _next_names(lines, names, known)
        columns, twice = _columns(names.columns, lines[names.ends : following], bool(grid.sheet))
        notes += [*names.notes, *twice]
        within = _of_names(names, known) or within
        rows += _rows(lines[names.ends : following], columns, within, under)
        within = rows[-1].within[0] if rows else within
        under = rows[-1].under if rows and rows[-1].wrong is _HEADING else of_all
        if following >= len(lines):
            return Rows(tuple(rows), tuple(notes))
        names = _names_at(lines, following, known)
        notes.append(
            said(
                "Another table begins in line %(line)s; its columns: %(header)s.",
                line=lines[following].number,
                header=", ".join(filter(None, names.columns)),
            )
        )


def _before(grid: TableGrid, names: _Names) -> Iterator[str]:
    if names.begins:
        where = said(' of the sheet "%(sheet)s"', sheet=grid.sheet) if grid.sheet else ""
        yield said(
            "Lines before the table%(where)s are passed over; its columns: %(header)s.",
            where=where,
            header=", ".join(filter(None, names.columns)),
        )


def _titles(grid: TableGrid, names: _Names) -> Iterator[str]:
    """What a whole sheet is called: by its own name, and by the lines of one cell above its
    table."""
    yield grid.sheet
    above = (line for line in grid.lines[: names.begins] if line.filled == 1)
    yield from (" ".join(filter(None, _cleaned(line.cells))) for line in above)


def _said_before(grid: TableGrid, names: _Names) -> int:
    """The year that the lines before a table or its sheet's name say, and not a note on when it was
    made; 0 for none."""
    texts = [cell for line in grid.lines[: names.begins] for cell in line.cells]
    texts = [text for text in texts if not _NOTE.match(fold(text))]
    return year_in(" ".join(texts)) or year_in(grid.sheet)


def _of_names(names: _Names, known: ColumnWords) -> int:
    """The year that the name of a column of days says; 0 for none."""
    of_days = (name for name in names.columns if known.meaning(name) & _DAYS)
    return year_in(" ".join(of_days))


_DAYS = frozenset({"date", "start", "start_date", "end", "end_date"})


def _next_names(lines: Sequence[GridLine], names: _Names, known: ColumnWords) -> int:
    """Where another table begins behind an empty line, with names of its own."""
    now = [column_key(name) for name in names.columns]
    for place in range(names.ends, len(lines)):
        line = lines[place]
        above = lines[place - 1] if place > names.ends else None
        apart = line.after_gap or (above is not None and above.after_gap and above.filled == 1)
        new = apart and _names_too(line, known) and place + 1 < len(lines)
        if new and [column_key(cell) for cell in line.cells] != now:
            return place
    return len(lines)


def _columns(
    names: Sequence[str], lines: Sequence[GridLine], in_sheet: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names, each once; a column without one is called by its letter where it says something.
    In a text a further cell can be a sign too much; on a sheet it has a column."""
    filled = {place for line in lines for place, cell in enumerate(line.cells) if cell.strip()}
    if in_sheet:
        names = [*names, *[""] * (max(filled, default=0) + 1 - len(names))]
    found: list[str] = []
    twice: list[str] = []
    for place, name in enumerate(names):
        if not name:
            name = said("column %(letter)s", letter=letter(place)) if place in filled else ""
        elif name in found:
            number = 2 + sum(
                1 for each in found if re.fullmatch(rf"{re.escape(name)} \(\d+\)", each)
            )
            if place in filled:
                twice.append(name)
            name = f"{name} ({number})" if place in filled else ""
        found.append(name)
    if not any(found):
        raise _no_names()
    notes = (
        said(
            "Several columns have one name, and are told apart by numbers: %(names)s.",
            names=", ".join(dict.fromkeys(twice)),
        ),
    )
    return tuple(found), notes if twice else ()


def _rows(
    lines: Sequence[GridLine], columns: Sequence[str], year: int, under: str
) -> Iterator[Row]:
    shape = _Shape(lines)
    within: Within = (year, 0)
    for place, line in enumerate(lines):
        wrong = _wrong(line, columns, place, shape)
        under = " ".join(filter(None, _cleaned(line.cells))) if wrong is _HEADING else under
        if line.filled == 1 and len(columns) > 1 and (said_ := _period(line, within)):
            within, wrong = said_, _HEADING
        values = _values(columns, line)
        yield Row(line.number, values, line.notes, wrong, under=under, within=within)


def _period(line: GridLine, within: Within) -> Within | None:
    """The year or the month that a line of one cell heads: 2027, March, Spring 2027."""
    text = " ".join(filter(None, _cleaned(line.cells)))
    year, month = year_in(text), month_in(text)
    if not (month or _PERIOD.fullmatch(text)):
        return None
    return (year or within[0], month) if year or month else None


_PERIOD = re.compile(r"[^\w]*(?:[^\W\d]+\.?[ /-]*)?20\d\d[^\w]*")


def _values(columns: Sequence[str], line: GridLine) -> dict[str, str]:
    """What a line says by column, and nothing where it ends before."""
    found = dict.fromkeys(filter(None, columns), "")
    found |= {name: cell for name, cell in zip(columns, line.cells, strict=False) if name}
    return found


class _Shape:
    """How the lines of a table usually are."""

    def __init__(self, lines: Sequence[GridLine]) -> None:
        self._many = len(lines)
        self._by_column = Counter(
            place for line in lines for place, cell in enumerate(line.cells) if cell.strip()
        )
        self.usual = sorted(line.filled for line in lines)[len(lines) // 2] if lines else 0
        """How many cells of a line say something."""
        full = [place for place, line in enumerate(lines) if line.filled > 1]
        self.last = full[-1] if full else len(lines)
        """The last line that says several things."""
        self._gaps = [place for place, line in enumerate(lines) if line.after_gap]

    def is_usual(self, column: int) -> bool:
        """Whether most lines say something there."""
        return self._by_column[column] * 2 > self._many

    def is_apart(self, place: int) -> bool:
        """Whether an empty line stands between the rows and what is behind them."""
        return place > self.last and any(self.last < gap <= place for gap in self._gaps)


def _wrong(line: GridLine, columns: Sequence[str], place: int, shape: _Shape) -> str | None:
    """Why a line is no row of the table."""
    cells = _cleaned(line.cells)
    filled = [cell for cell in cells if cell]
    names = {column_key(name) for name in columns if name}
    if len(filled) > 1 and all(column_key(cell) in names for cell in filled):
        return said("repeats the names of the columns")
    if place == 0 and len(filled) > 1 and all(map(_HINT.fullmatch, map(fold, filled))):
        return said("says how the columns are to be filled in")
    if _is_total(filled) or (_is_last(place, line, shape) and _are_numbers(cells)):
        return said("is a sum and no record")
    if any(cells[len(columns) :]):
        return _TOO_MANY
    if len(filled) == 1 and len(names) > 1:
        column = next(at for at, cell in enumerate(cells) if cell)
        apart = shape.is_apart(place) or (line.after_gap and shape.usual > 2)
        heads = shape.usual > 2 and _is_heading(filled[0])
        if apart or heads or not shape.is_usual(column) or _is_note(filled[0], shape.usual):
            return _HEADING
    return None


def _is_last(place: int, line: GridLine, shape: _Shape) -> bool:
    return line.after_gap or place >= shape.last


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether a line says numbers alone, and nothing of what they are."""
    return not cells[0] and all(_NUMBER.fullmatch(cell) for cell in cells if cell)


_TOTALS = word_set(
    "total|totals|sum|sums|subtotal|sub total|grand total|count|average|mean|summe|gesamt"
    "|gesamtsumme|zwischensumme|anzahl|insgesamt|durchschnitt|mittelwert|total general|suma"
    "|promedio|cuenta|totaux|sous-total|total general|somme|moyenne|nombre|soma|media|contagem"
    "|subtotais|totais|subtotales|totales|quantidade|סהכ|סך הכל|סיכום|ממוצע|מספר|المجموع"
    "|الاجمالي|مجموع|المتوسط|العدد|合計|小計|総計|平均|計|件数|σ|totale|totaal"
)
_SUM_OF = ("total ", "sum of ", "summe ", "gesamt ", "suma ", "somme ", "soma ", "סהכ ", "合計 ")
_NUMBER = re.compile(r"[^\w]*\d[\d.,'’  ]*[^\d]{0,12}")
_HINT = re.compile(
    r"\(?(?:required|optional|mandatory|text|free text|date|number|url|link|yes/no|y/n|string"
    r"|pflicht\w*|freiwillig|obligatoire|facultatif|obligatorio|opcional|obrigatorio|חובה|רשות"
    r"|مطلوب|اختياري|必須|任意|https?://…|https?://\.\.\."
    r"|[dtmjyahs]{1,4}([-/.: ][dtmjyahs]{1,4}){1,4}|max\.? .{1,40}|e\.?g\.? .*|z\. ?b\. .*"
    r"|p\. ?ex\. .*|ex\.? ?: .*|example:? .*|beispiel:? .*)\)?\*?"
)
_NOTE = re.compile(
    r"^(?:\*|†|‡|\(?\d\)|notes?\b|sources?\b|exported|generated|created|updated|last update|as of"
    r"|legend|key:|hinweis|anmerkung|quelle|stand\b|exportiert|erstellt|legende|notas?\b|fuente"
    r"|exportado|actualizado|remarque|mise a jour|exporte|fonte|atualizado|gerado|הערה|הערות"
    r"|מקור|עודכן|ملاحظة|المصدر|تحديث|注|備考|出典|更新|※|©|(?:page|seite|pagina) \d)"
    r"|^\d+ (?:\w+ ){0,3}\w+$"
)


def _is_total(filled: Sequence[str]) -> bool:
    """Whether a line adds up: a word for it, and nothing beside it but numbers."""
    words = [re.sub(r"[\s:=.]+$", "", re.sub("[\"״'׳]", "", fold(cell))) for cell in filled]
    named = [word for word in words if word in _TOTALS or word.startswith(_SUM_OF)]
    return bool(named) and all(
        word in named or _NUMBER.fullmatch(cell) for word, cell in zip(words, filled, strict=True)
    )


def _is_heading(text: str) -> bool:
    """Whether a cell that stands alone is one word of a script with capitals, such as Board, or
    says which people those below it are: names seldom do, and seldom stand without anything."""
    alone = text.isalpha() and text.lower() != text.upper()
    return alone or below_former(text) or bool(_GROUPS & set(column_key(text).split("_")))


_GROUPS = word_set(
    "members|mitglieder|board|vorstand|team|staff|volunteers|ehrenamtliche|committee|alumni|guests"
    "|membres|benevoles|miembros|junta|voluntarios|membros|direcao|socios|חברים|חברות|مجلس"
    "|اعضاء|الاعضاء|会員|役員"
)
"""What headings among people call those below them."""


def _is_note(text: str, usual: int) -> bool:
    """Whether a cell that stands alone says something of the table: in the words of notes, or as a
    sentence."""
    sentence = len(text) > 60 or (" " in text and text.endswith((".", "!", ":", "。")))
    return bool(_NOTE.match(fold(text))) or (usual > 2 and sentence)
