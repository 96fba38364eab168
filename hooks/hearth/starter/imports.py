"""Records to begin with, from the files of other tools."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hearth.base.words import said, said_list
from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.mapping import ImportPlan
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.recognise import UnknownKindError, recognised
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
    try:
        known = recognised(file.name, raw, day, named)
    except UnknownKindError:
        kinds = said_list((kind.plural for kind in KINDS.values() if kind.asking.form), "or")
        raise UnreadableError(
            said(
                "has columns that do not tell for sure whether its rows are %(kinds)s. Say it "
                "before the name, like this: --from member:%(name)s",
                kinds=kinds,
                name=file.name,
            )
        ) from None
    found = by_evidence(known.plan, known.rows.rows)
    return FirstRecords(file, found.plan, known.rows.rows, (*known.rows.notes, *found.notes))


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
