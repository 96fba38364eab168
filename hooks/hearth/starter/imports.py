"""Records to begin with, from the files of other tools."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.detect import form_of, kind_of, read_rows
from hearth.contribute.importing.mapping import ImportPlan
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.tables import MAX_BYTES, Row, UnreadableError
from hearth.edit.record_files import write_new
from hearth.kinds import KINDS
from hearth.model.hub import Hub


@dataclass(frozen=True)
class FirstRecords:
    """A file that was read, and what its rows are."""

    file: Path
    plan: ImportPlan
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.plan.kind


def read_records(file: Path, day: date) -> FirstRecords:
    """The rows of a file, and of which kind they are; UnreadableError when it cannot be read."""
    with file.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    form = form_of(file.name)
    rows = read_rows(form, raw, None, day)
    columns = list(dict.fromkeys(name for row in rows.rows for name in row.values))
    kind = kind_of(form) or likely_kind(columns)
    if kind is None:
        raise UnreadableError(
            "has columns that tell neither people nor events nor links. Say which: hearth import "
            f"{file.name} --kind member"
        )
    found = by_evidence(by_names(kind, columns), rows.rows)
    return FirstRecords(file, found.plan, tuple(rows.rows), (*rows.notes, *found.notes))


def likely_kind(columns: list[str]) -> str | None:
    """What rows with these columns are, of the kinds that people give by a form: the one that most
    columns speak of, if all of it that is needed and has no default is among them."""
    found = {
        kind.name: {name.split(".")[0] for name in by_names(kind.name, columns).fields}
        for kind in KINDS.values()
        if kind.asking.form
    }
    fitting = [name for name, fields in found.items() if _telling(name) <= fields]
    return max(fitting, key=lambda name: len(found[name]), default=None)


def _telling(kind: str) -> set[str]:
    """Fields without which a row is no record of the kind, whatever else is added: what it is
    called, and when or where it is."""
    fields = KINDS[kind].model.model_fields
    return {KINDS[kind].title_field} | (
        {"start", "url"} & {name for name, info in fields.items() if info.is_required()}
    )


def written_records(hub: Hub, found: FirstRecords) -> tuple[Preview, list[str]]:
    """What became of each row, and the files that were written; a record that needs a day has the
    hub's where its row has none."""
    dated = KINDS[found.kind].asking.today
    given = {dated: hub.as_of.isoformat()} if dated else {}
    preview = prepare(hub, found.rows, found.plan, given)
    written = []
    for line in preview.lines:
        if line.state == "new" and line.path and line.text is not None:
            write_new(hub.root, line.path, line.text)
            written.append(line.path)
    return preview, written
