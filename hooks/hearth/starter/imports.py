"""Records to begin with, from the files of other tools."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hearth.base.words import said, said_list
from hearth.contribute.importing.columns import by_evidence, by_names
from hearth.contribute.importing.detect import form_of, kind_of, read_rows
from hearth.contribute.importing.mapping import ImportPlan, is_contact, is_private_column
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


def read_records(file: Path, day: date, named: str | None = None) -> FirstRecords:
    """The rows of a file, and of which kind they are, unless it is ``named``; UnreadableError when
    it cannot be read."""
    with file.open("rb") as stream:
        raw = stream.read(MAX_BYTES + 1)
    form = form_of(file.name)
    rows = read_rows(form, raw, None, day)
    columns = list(dict.fromkeys(name for row in rows.rows for name in row.values))
    kind = named or kind_of(form) or likely_kind(columns)
    if kind is None:
        kinds = said_list((kind.plural for kind in KINDS.values() if kind.asking.form), "or")
        raise UnreadableError(
            said(
                "has columns that do not tell for sure whether its rows are %(kinds)s. Say it "
                "before the name, like this: --from member:%(name)s",
                kinds=kinds,
                name=file.name,
            )
        )
    found = by_evidence(by_names(kind, columns), rows.rows)
    return FirstRecords(file, found.plan, tuple(rows.rows), (*rows.notes, *found.notes))


def likely_kind(columns: list[str]) -> str | None:
    """What rows with these columns are, of the kinds that people give by a form: the one that most
    columns speak of; None where it is not sure."""
    telling = [name for name in columns if not is_contact(name) and not is_private_column(name)]
    found = {kind.name: by_names(kind.name, telling) for kind in KINDS.values() if kind.asking.form}
    spoken = {
        name: len(plan.named)
        for name, plan in found.items()
        if _tells(plan) and 2 * len(plan.named) >= len(telling)
    }
    best = [name for name, number in spoken.items() if number == max(spoken.values())]
    return best[0] if len(best) == 1 else None


_WITHOUT = {"start": {"start", "date"}, "url": {"url"}}
"""What a kind cannot be without that needs it, and the beginnings of the fields that give it."""


def _tells(plan: ImportPlan) -> bool:
    """Whether rows would say what they are called, and when or where they are."""
    kind = KINDS[plan.kind]
    told = {re.split("[._]", name)[0] for name in plan.fields}
    required = {name for name, info in kind.model.model_fields.items() if info.is_required()}
    return kind.title_field in told and all(
        told & names for name, names in _WITHOUT.items() if name in required
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
