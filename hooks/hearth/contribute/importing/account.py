"""An account of an import: what became of every row, and sums that agree with the rows read."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearth.contribute.importing.preview import Preview, RowResult
from hearth.contribute.importing.tables import Row

PLACED, JOINED, LEFT_OUT = "placed", "joined", "left out"
_BECAME: Mapping[str, str] = {
    "new": PLACED,
    "known": JOINED,
    "changed": JOINED,
    "left out": LEFT_OUT,
}


@dataclass(frozen=True)
class RowAccount:
    """Where each row went: into a file of its own, to a record that is there, or nowhere."""

    lines: tuple[RowResult, ...]
    more: Mapping[tuple[str, int], int]
    """How many further entries rows hold, by sheet and number of the row: changed dates of a
    series."""
    notes: tuple[str, ...] = ()
    """What is to be known of the file as a whole."""

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(self.counts.values())

    @property
    def counts(self) -> Mapping[str, int]:
        """Rows by what became of them; together all that were read."""
        found = Counter(became(line) for line in self.lines)
        states = {(line.sheet, line.number): line.state for line in reversed(self.lines)}
        for place, more in self.more.items():
            found[LEFT_OUT if states.get(place) == "left out" else JOINED] += more
        return {each: found[each] for each in (PLACED, JOINED, LEFT_OUT)}

    @property
    def reasons(self) -> Sequence[tuple[str, int]]:
        """Why rows are left out, the commonest first."""
        out = (line.why[0] for line in self.lines if line.state == "left out" and line.why)
        return Counter(out).most_common()


def became(line: RowResult) -> str:
    """What became of a row: placed, joined or left out."""
    return _BECAME[line.state]


def account_of(preview: Preview, rows: Iterable[Row], notes: Iterable[str] = ()) -> RowAccount:
    """The account of what an import does, or has done."""
    more = {(row.sheet, row.number): row.more for row in rows if row.more}
    return RowAccount(preview.lines, more, tuple(notes))


def account_as_json(account: RowAccount, source: str) -> str:
    """The account for a machine."""
    rows = [
        {
            "row": line.number,
            **({"sheet": line.sheet} if line.sheet else {}),
            "what": line.name,
            "became": became(line),
            "file": line.path,
            "why": list(line.why),
            **({"further": more} if (more := account.more.get((line.sheet, line.number))) else {}),
        }
        for line in account.lines
    ]
    told = {
        "source": source,
        "read": account.read,
        "counts": account.counts,
        "notes": list(account.notes),
        "rows": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def account_as_csv(account: RowAccount) -> str:
    """The account for a spreadsheet."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    in_sheets = any(line.sheet for line in account.lines)
    table.writerow((*(("sheet",) if in_sheets else ()), "row", "what", "became", "file", "why"))
    for line in account.lines:
        cells = (line.name, became(line), line.path or "", "; ".join(line.why))
        sheet = (_no_formula(line.sheet),) if in_sheets else ()
        table.writerow((*sheet, line.number, *map(_no_formula, cells)))
    return text.getvalue()


def _no_formula(cell: str) -> str:
    """A cell that a spreadsheet takes for words and not for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(tuple("=+-@")) else cell
