"""The document of the register of lessons learned."""

from __future__ import annotations

from typing import Any

from hearth.base.format import long_day, short_day
from hearth.manage.desk.register import Register, RegisterEntry, tally
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Code,
    Inline,
    Link,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    to_do,
)


def register_paper(hub: Hub, register: Register) -> Paper:
    """What waits and what is done with, each with who takes it on and what came of it."""
    pieces: list[Piece] = [
        paragraph(said)
        if (said := tally(register.every))
        else paragraph(
            "Nothing is noted yet. Note what was learned with ",
            Code('hearth note insights insight="…"'),
            ".",
        )
    ]
    if register.waiting:
        pieces += [
            heading("Waiting"),
            *(_waiting(hub, item) for item in register.waiting),
        ]
    if register.closed:
        pieces += [heading("Done with"), *(_closed(hub, item) for item in register.closed)]
    return Paper(f"What we learned, {long_day(hub.as_of)}", tuple(pieces))


def _waiting(hub: Hub, item: RegisterEntry) -> Piece:
    note = item.note
    due = (
        f"was due on {short_day(note.due)}"
        if item.overdue and note.due
        else f"due on {short_day(note.due)}"
        if note.due
        else "no day set"
    )
    return to_do(
        *_lesson(hub, item),
        f" {f'With {item.owner}' if item.owner else 'Nobody has taken it on'}, {due}.",
    )


def _closed(hub: Hub, item: RegisterEntry) -> Piece:
    by = f" {item.owner} closed it" if item.owner else " Closed"
    return entry(
        *_lesson(hub, item), f"{by} on {short_day(item.note.closed)}." if item.note.closed else ""
    )


def _lesson(hub: Hub, item: RegisterEntry) -> list[Inline]:
    """What was learned and how, what was decided and what came of it."""
    note = item.note
    said: list[Inline] = [Strong(closed(note.insight))]
    said += [f" Learned on {short_day(note.date)}{f' from {note.source}' if note.source else ''}."]
    if item.decision:
        said += [
            " Decision: ",
            Link(item.decision.title, f"{hub.settings.site_url}{hub.url(item.decision)}"),
            ".",
        ]
    return [*said, f" {closed(note.outcome)}"] if note.outcome else said


def register_data(register: Register) -> dict[str, Any]:
    """The register as data."""
    return {
        "waiting": [_as_data(item) for item in register.waiting],
        "closed": [_as_data(item) for item in register.closed],
    }


def _as_data(item: RegisterEntry) -> dict[str, Any]:
    return {
        **item.note.model_dump(mode="json"),
        "owner_name": item.owner,
        "decision_title": item.decision.title if item.decision else "",
        "overdue": item.overdue,
    }
