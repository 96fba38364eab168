"""The register of lessons learned: what was learned, who owns it, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hearth.base.words import ENGLISH, Translations
from hearth.kinds.post import Post
from hearth.manage.private import Notes
from hearth.manage.private.notes import Insight
from hearth.manage.private.noting import kind_of
from hearth.model.hub import Hub


@dataclass(frozen=True)
class RegisterEntry:
    """One insight with what hub and day add to it."""

    note: Insight
    owner: str
    """The owner's name; empty when nobody has taken it on."""
    decision: Post | None
    overdue: bool
    """Whether it should have been done with by now."""
    number: int | None = None
    """Which note of its file it is, from 1; None where one with a mistake was left out."""

    @property
    def led_somewhere(self) -> bool:
        """Whether it led to a decision or an outcome."""
        return bool(self.note.decision or self.note.outcome)


@dataclass(frozen=True)
class Register:
    """All insights, those that wait apart from those that are done with."""

    waiting: tuple[RegisterEntry, ...]
    """What is due first comes first, what has no day last."""
    closed: tuple[RegisterEntry, ...]
    """The latest first."""

    @property
    def every(self) -> tuple[RegisterEntry, ...]:
        return self.waiting + self.closed


def register(hub: Hub, notes: Notes) -> Register:
    """The insights noted up to the hub's day."""
    counted = f"{kind_of(Insight)}.yml" not in notes.wrong
    entries = [
        _entry(hub, note, number if counted else None)
        for number, note in enumerate(notes.insights, 1)
        if note.date <= hub.as_of
    ]
    waiting = [entry for entry in entries if not _is_closed(entry.note, hub.as_of)]
    closed = [entry for entry in entries if _is_closed(entry.note, hub.as_of)]
    return Register(
        tuple(
            sorted(
                waiting,
                key=lambda entry: (entry.note.due or date.max, entry.note.date, entry.note.insight),
            )
        ),
        tuple(
            sorted(
                closed,
                key=lambda entry: (entry.note.closed or entry.note.date, entry.note.insight),
                reverse=True,
            )
        ),
    )


def _is_closed(note: Insight, day: date) -> bool:
    return note.closed is not None and note.closed <= day


def _entry(hub: Hub, note: Insight, number: int | None) -> RegisterEntry:
    owner = hub.members.get(note.owner or "")
    decision = hub.posts.get(note.decision or "")
    overdue = note.due is not None and note.due < hub.as_of and not _is_closed(note, hub.as_of)
    return RegisterEntry(note, owner.name if owner else "", decision, overdue, number)


def tally(entries: Iterable[RegisterEntry], words: Translations = ENGLISH) -> str:
    """Of 7 things learned, 5 led to a decision."""
    listed = list(entries)
    led, learned = sum(1 for entry in listed if entry.led_somewhere), len(listed)
    if not learned:
        return ""
    things = words("one thing") if learned == 1 else words.count(learned, "thing")
    if not led:
        return words("Of %(things)s learned, none led to a decision or a change.", things=things)
    return words(
        "Of %(things)s learned, %(number)s led to a decision or a change.",
        things=things,
        number=led,
    )
