"""Events on the desk: what each lacks, and for one of them its run sheet and what tells of it."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.desk_site.desk import ManagerDesk, to
from hearth.kinds.event import Event
from hearth.model.schedule import Occurrence
from hearth.outputs.promotion import kit
from hearth.outputs.run_sheet import BLANK, run_sheet, run_sheet_blocks
from hearth.papers.paper import Paper
from hearth.papers.readiness import checks, facts
from hearth.views import readiness
from hearth.views.programme import prepared
from hearth.wording.document import Address, Block, Code, Piece, Strong, entry, heading, paragraph
from hearth.wording.structured_data import absolute


def events_paper(desk: ManagerDesk) -> Paper:
    """What is lacking now, event by event, and everything else that is coming."""
    words, found = desk.words, readiness.lacking(desk.hub)
    items = {(line.item.event.id, line.item.original): line.item for line in found}
    pieces: list[Piece] = []
    for key, item in items.items():
        pieces.append(Block((to(f"events/{item.event.id}/", item.title),), "## "))
        pieces.append(paragraph(facts(desk.hub, item)))
        pieces += checks((line for line in found if _key(line.item) == key), words)
    if not items:
        pieces.append(paragraph(words("Nothing is lacking in the week to come.")))
    rest = [item for item in readiness.coming(desk.hub) if _key(item) not in items]
    if rest:
        pieces.append(heading(words("Coming up")))
    pieces += [
        entry(to(f"events/{item.event.id}/", item.title), f", {facts(desk.hub, item)}")
        for item in rest
    ]
    title = words("What events lack, %(day)s", day=words.short_day(desk.hub.as_of))
    return Paper(title, tuple(pieces), language=words.language)


def _key(item: Occurrence) -> tuple[str, object]:
    return item.event.id, item.original


def organised(desk: ManagerDesk) -> list[str]:
    """The ids of the events that are coming or that still lack something."""
    items = (*readiness.coming(desk.hub), *readiness.over(desk.hub))
    return sorted({item.event.id for item in items})


def event_paper(desk: ManagerDesk, name: str) -> Paper | None:
    """All that an organiser needs of one event's next date, or of its last one."""
    event = desk.hub.events.get(name)
    item = (prepared(desk.hub, event) or _last(desk, event)) if event else None
    if event is None or item is None:
        return None
    words = desk.words
    pieces: list[Piece] = [paragraph(facts(desk.hub, item), ", ", Code(event.path))]
    if event.id in desk.public.events:
        pieces.append(paragraph(Address(absolute(desk.hub, item))))
    pieces += [heading(words("Ready?")), *checks(readiness.lines(desk.hub, item), words)]
    if item.ends_at > desk.hub.schedule.day_began and event.id in desk.public.events:
        pieces += [*_sheet(desk, item), *_kit(desk, item)]
    return Paper(item.title, tuple(pieces), language=words.language)


def _last(desk: ManagerDesk, event: Event) -> Occurrence | None:
    past = [item for item in readiness.over(desk.hub) if item.event.id == event.id]
    return past[0] if past else None


def _sheet(desk: ManagerDesk, item: Occurrence) -> Iterator[Piece]:
    _, *blocks = run_sheet_blocks(run_sheet(desk.public, item), desk.words)
    yield heading(desk.words("Run sheet"))
    for block in blocks:
        # A line to write on is an address to Markdown alone, which would read something else in it.
        parts = tuple(BLANK if part == Address(BLANK) else part for part in block.parts)
        yield Block(parts, "### " if block.mark == "## " else block.mark)


def _kit(desk: ManagerDesk, item: Occurrence) -> Iterator[Piece]:
    """What tells of it, to be copied."""
    words, found = desk.words, kit(desk.public, item)
    yield heading(words("Announcements"))
    for title, text in (
        (words("Short"), found.short),
        (words("Medium"), found.medium),
        (words("Long"), found.long),
        (words("A week before"), found.week_before),
        (words("A day before"), found.day_before),
    ):
        if text:
            yield heading(title, 3)
            yield from (paragraph(line) for line in text.plain_text.splitlines() if line.strip())
    yield heading(words("Subject lines"), 3)
    yield from (entry(subject) for subject in found.subjects)
    yield entry(Strong(words("%(label)s:", label=words("Alt text"))), f" {found.alt}")
