"""Records to begin with, from the files of other tools."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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


def previewed(hub: Hub, found: FirstRecords, given: Mapping[str, str]) -> Preview:
    """What would become of each row. ``given`` holds values for rows that say nothing there; a
    record that needs a day has the hub's then."""
    dated = KINDS[found.kind].asking.today
    today = {dated: hub.as_of.isoformat()} if dated else {}
    return prepare(hub, found.rows, found.plan, {**today, **given})


def write_records(hub: Hub, preview: Preview) -> int:
    """Write what is new; how many files that are."""
    new = [line for line in preview.lines if line.state == "new"]
    for line in new:
        assert line.path and line.text is not None  # noqa: S101 - a new one has both
        write_new(hub.root, line.path, line.text)
    return len(new)


_MISSING = re.compile(r"([a-z_.]+) is missing")


def missing_fields(preview: Preview) -> Mapping[str, int]:
    """The fields for want of which rows are left out, each with the number of rows."""
    reasons = (line.why[0] for line in preview.lines if line.state == "left out" and line.why)
    return Counter(found[1] for reason in reasons if (found := _MISSING.match(reason)))
