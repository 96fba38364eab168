"""What becomes of the rows of a table that somebody keeps."""

from __future__ import annotations

import re

from hearth.contribute.importing.columns import by_evidence
from hearth.contribute.importing.preview import Preview, prepare
from hearth.contribute.importing.recognise import recognised
from hearth.model.hub import Hub

GIVEN = {"summary": "As usual.", "timezone": "Europe/Berlin", "mode": "online"}
"""What somebody says for all events that do not say it."""


def read(
    hub: Hub,
    kind: str,
    raw: str | bytes,
    name: str = "list.csv",
    sheet: str = "",
    year: int = 0,
) -> tuple[Preview, str, tuple[str, ...]]:
    """What becomes of the rows, what is asked, and what is told of the file."""
    given = GIVEN if kind == "event" else {}
    raw = raw.encode() if isinstance(raw, str) else raw
    found = recognised(name, raw, hub.as_of, kind, sheet=sheet, year=year)
    evidence = by_evidence(found.plan, found.rows.rows)
    preview = prepare(hub, found.rows.rows, evidence.plan, given)
    return preview, evidence.question, (*found.rows.notes, *evidence.notes)


def said_of(preview: Preview) -> list[str]:
    """Each row in a line: what it becomes, or why it does not."""
    told = []
    for line in preview.lines:
        text = re.sub(r"\s*\n\s*", " / ", (line.text or "").strip())
        text = re.sub(r"summary: As usual\. / | / added: [-0-9]+| /( ?$)", "", text)
        told.append(text if line.state == "new" else f"- {line.why[0]}")
    return told
