"""The paper about what a hub follows elsewhere: when each source answered, what was taken, and what
was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.web import WHY
from hearth.base.words import Translations
from hearth.follow.memory import SourceMemory
from hearth.follow.taking import STATES, TakenLine, Taking
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import Code, DataTable, Piece, entry, heading, paragraph

TOLD = STATES[:-1]
"""What is told entry by entry; of those that are the same, the number is enough."""


def paper(hub: Hub, found: Sequence[Taking]) -> Paper:
    """How following went, the sources in their order."""
    words = hub.words
    columns = (words("Source"), words("Answered"), words("Went wrong"))
    table = DataTable(
        (*columns, *(words.noted(state) for state in STATES)),
        tuple(_row(words, taking) for taking in found),
    )
    pieces: list[Piece] = [table] if found else [paragraph(words("Nothing is followed yet."))]
    for taking in found:
        pieces += _source(words, taking)
    return Paper(words("Sources"), tuple(pieces))


def as_data(found: Sequence[Taking]) -> list[dict[str, object]]:
    """The same as data, with all entries."""
    return [
        {
            "source": taking.source.id,
            "address": taking.source.address,
            "asked": taking.memory.asked or None,
            "answered": taking.memory.answered or None,
            "failed": taking.memory.failed or None,
            "taken": len(taking.memory.taken),
            "notes": list(taking.notes),
            "entries": [
                {"name": line.name, "state": line.state, "path": line.path, "why": list(line.why)}
                for line in taking.lines
            ],
        }
        for taking in found
    ]


def _row(words: Translations, taking: Taking) -> tuple[str | float, ...]:
    memory = taking.memory
    answered = memory.answered or words("never")
    return taking.source.id, answered, _failed(words, memory), *taking.counts().values()


def _failed(words: Translations, memory: SourceMemory) -> str:
    if not memory.failed:
        return ""
    known = WHY.get(memory.failed)
    return words.noted(known) if known else words("status %(status)s", status=memory.failed)


def _source(words: Translations, taking: Taking) -> Iterator[Piece]:
    lines = [line for line in taking.lines if line.state in TOLD]
    if not lines and not taking.notes:
        return
    yield heading(taking.source.id)
    for note in taking.notes:
        yield paragraph(words.told(note))
    for state in TOLD:
        those = [line for line in lines if line.state == state]
        if those:
            yield heading(words.noted(state).capitalize(), 3)
        for line in those:
            yield _entry(words, line)


def _entry(words: Translations, line: TakenLine) -> Piece:
    why = "; ".join(words.told(each) for each in line.why)
    place = (" ", Code(line.path)) if line.path else ()
    return entry(line.name, *place, f": {why}" if why else "")
