"""The paper about what a hub follows elsewhere: when each source answered, what was taken, and what
was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hearth.base.web import WHY
from hearth.base.words import Translations
from hearth.follow.blogs import BlogTaking
from hearth.follow.taking import STATES, TakenLine, Taking
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import Code, DataTable, Piece, entry, heading, paragraph

TOLD = STATES[:-1]
"""What is told entry by entry; of those that are the same, the number is enough."""


def paper(hub: Hub, found: Sequence[Taking], blogs: Sequence[BlogTaking] = ()) -> Paper:
    """How following went, the sources in their order, then the blogs."""
    words = hub.words
    columns = (words("Source"), words("Answered"), words("Went wrong"))
    table = DataTable(
        (*columns, *(words.noted(state) for state in STATES)),
        tuple(_row(words, taking) for taking in found),
    )
    pieces: list[Piece] = [table] if found else [paragraph(words("Nothing is followed yet."))]
    if blogs and not found:
        pieces = []
    for taking in found:
        pieces += _source(words, taking)
    pieces += _blogs(hub, blogs) if blogs else ()
    return Paper(words("Sources"), tuple(pieces))


def as_data(
    hub: Hub, found: Sequence[Taking], blogs: Sequence[BlogTaking] = ()
) -> list[dict[str, object]]:
    """The same as data, with all entries."""
    return [
        *_sources_as_data(found),
        *(_blog_as_data(hub, taking) for taking in blogs),
    ]


def _blog_as_data(hub: Hub, taking: BlogTaking) -> dict[str, object]:
    owner, kept = taking.blog.owner, taking.kept
    return {
        "blog": f"{owner.KIND}/{owner.id}",
        "address": taking.blog.url,
        "asked": taking.asked,
        "failing": kept.failing and kept.failing.isoformat(),
        "failed": kept.why,
        "dead": taking.is_dead(hub.as_of),
        "kept": len(kept.entries),
        "new": [{"title": one.title, "url": one.url} for one in taking.new],
        "left_out": dict(taking.left_out),
        "notes": list(taking.notes),
    }


def _sources_as_data(found: Sequence[Taking]) -> list[dict[str, object]]:
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
    return taking.source.id, answered, _failed(words, memory.failed), *taking.counts().values()


def _failed(words: Translations, code: str) -> str:
    if not code:
        return ""
    known = WHY.get(code)
    return words.noted(known) if known else words("status %(status)s", status=code)


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


# -- blogs of members and groups -------------------------------------------------------------------


def _blogs(hub: Hub, blogs: Sequence[BlogTaking]) -> Iterator[Piece]:
    words = hub.words
    yield heading(words("Blogs"))
    dead = [taking for taking in blogs if taking.is_dead(hub.as_of)]
    if dead:
        yield paragraph(words("These have not answered for a month. Ask their owners:"))
    for taking in dead:
        wrong = _failed(words, taking.kept.why or "")
        yield entry(taking.blog.owner.heading, " ", Code(taking.blog.url), f": {wrong}")
    yield DataTable(
        (
            words("Blog"),
            words("Answered"),
            words("Went wrong"),
            words("Newest"),
            words("kept"),
            words("new"),
            words("left out"),
        ),
        tuple(_blog_row(hub, taking) for taking in blogs),
    )
    for taking in blogs:
        yield from _blog(words, taking)


def _blog_row(hub: Hub, taking: BlogTaking) -> tuple[str | float, ...]:
    words, kept = hub.words, taking.kept
    newest = kept.entries[0].date.isoformat() if kept.entries else ""
    left_out = sum(taking.left_out.values())
    numbers = (len(kept.entries), len(taking.new), left_out)
    wrong = _failed(words, kept.why or "")
    return taking.blog.owner.heading, _answered(hub, taking), wrong, newest, *numbers


def _answered(hub: Hub, taking: BlogTaking) -> str:
    """When a feed answered last, as far as that is known: of one that answers, no day is kept."""
    words, kept = hub.words, taking.kept
    if kept.failing:
        return words("not since %(day)s", day=kept.failing.isoformat())
    if taking.asked:
        return hub.as_of.isoformat()
    if not taking.blog.is_asked:
        return words("not asked: an example")
    return words("the last time") if kept.entries else words("never")


def _blog(words: Translations, taking: BlogTaking) -> Iterator[Piece]:
    if not (taking.new or taking.left_out or taking.notes):
        return
    yield heading(taking.blog.owner.heading, 3)
    for note in taking.notes:
        yield paragraph(words.told(note))
    for one in taking.new:
        yield entry(f"{words('new')}: {one.title} ", Code(one.url))
    for why, number in taking.left_out.items():
        yield entry(words.count(number, "entry", "entries"), f": {words.noted(why)}")
