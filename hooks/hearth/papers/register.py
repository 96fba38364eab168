"""The document of the register of lessons learned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hearth.base.words import N_
from hearth.manage.desk.register import Register, RegisterEntry, tally
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Below,
    Code,
    Inline,
    Link,
    Piece,
    Strong,
    closed,
    entry,
    heading,
    paragraph,
    placed,
    to_do,
)


def register_paper(hub: Hub, register: Register) -> Paper:
    """What waits and what is done with, each with who takes it on and what came of it."""
    words = hub.words
    pieces: list[Piece] = [
        paragraph(said)
        if (said := tally(register.every, words))
        else paragraph(
            *placed(
                words("Nothing is noted yet. Note what was learned with %(command)s."),
                command=Code('hearth note insights insight="…"'),
            )
        )
    ]
    if register.waiting:
        pieces += [
            heading(words("Waiting")),
            *(_waiting(hub, item) for item in register.waiting),
        ]
    if register.closed:
        pieces += [heading(words("Done with")), *(_closed(hub, item) for item in register.closed)]
    title = words("What we learned, %(day)s", day=words.long_day(hub.as_of))
    return Paper(title, tuple(pieces), language=words.language)


def _waiting(hub: Hub, item: RegisterEntry) -> Piece:
    words, note = hub.words, item.note
    due = words("no day set")
    if note.due:
        form = N_("was due on %(day)s") if item.overdue else N_("due on %(day)s")
        due = words.noted(form) % {"day": words.short_day(note.due)}
    said = (
        words("With %(name)s, %(due)s.", name=item.owner, due=due)
        if item.owner
        else words("Nobody has taken it on, %(due)s.", due=due)
    )
    return to_do(*_lesson(hub, item), f" {said}", *_close(hub, item))


def _close(hub: Hub, item: RegisterEntry) -> Iterator[Inline]:
    """What notes that it is done with, and what came of it."""
    if item.number is None:
        return
    file = f"{hub.settings.private}/insights.yml"
    fields = f"outcome=OUTCOME closed={hub.as_of}"
    yield Below(("→ ", Code(f"hearth set {file} --entry {item.number} {fields}")))


def _closed(hub: Hub, item: RegisterEntry) -> Piece:
    words, lesson = hub.words, _lesson(hub, item)
    if not item.note.closed:
        return entry(*lesson)
    day = words.short_day(item.note.closed)
    said = (
        words("%(name)s closed it on %(day)s.", name=item.owner, day=day)
        if item.owner
        else words("Closed on %(day)s.", day=day)
    )
    return entry(*lesson, f" {said}")


def _lesson(hub: Hub, item: RegisterEntry) -> list[Inline]:
    """What was learned and how, what was decided and what came of it."""
    words, note = hub.words, item.note
    day = words.short_day(note.date)
    learned = (
        words("Learned on %(day)s from %(source)s.", day=day, source=note.source)
        if note.source
        else words("Learned on %(day)s.", day=day)
    )
    said: list[Inline] = [Strong(closed(note.insight)), f" {learned}"]
    if item.decision:
        address = f"{hub.settings.site_url}{hub.url(item.decision)}"
        link = Link(item.decision.title, address)
        said += [" ", *placed(words("Decision: %(post)s."), post=link)]
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
