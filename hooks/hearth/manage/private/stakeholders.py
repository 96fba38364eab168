"""Stakeholders: what each cares about, when they were last told something, and when they want to
hear again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.normalize import fold
from hearth.manage.private.notes import Notes, Stakeholder, ToldStakeholder
from hearth.read.ids import Ids


@dataclass(frozen=True)
class Standing:
    """A stakeholder, and what they were told."""

    key: str
    """The short name, which no other stakeholder has."""
    about: Stakeholder
    told: tuple[ToldStakeholder, ...]
    """The latest first."""

    @property
    def last(self) -> date | None:
        """When they were told something last."""
        return self.told[0].date if self.told else None

    @property
    def due(self) -> date | None:
        """The last day on which they have not waited for longer than they want to; None when they
        were never told anything."""
        return self.last + timedelta(days=self.about.every) if self.last else None

    def waits(self, day: date) -> bool:
        """Whether it is time to tell them something."""
        return self.due is None or self.due <= day

    def is_called(self, name: str) -> bool:
        """Whether a note means this stakeholder: by the short name or by the role."""
        return _is(name, self.about, self.key)

    @property
    def called(self) -> str:
        """The role, with the name of whoever has it."""
        return f"{self.about.role} ({self.about.name})" if self.about.name else self.about.role


def standings(notes: Notes, day: date) -> Mapping[str, Standing]:
    """Every stakeholder by short name, in the order of the file, as things stand on a day."""
    ids, found = Ids("stakeholder"), dict[str, Standing]()
    for one in notes.stakeholders:
        key = ids.take(one.id or one.role)
        said = [note for note in notes.told if note.date <= day and _is(note.stakeholder, one, key)]
        said.sort(key=lambda note: note.date, reverse=True)
        found[key] = Standing(key, one, tuple(said))
    return found


def _is(name: str, one: Stakeholder, key: str) -> bool:
    return fold(name) in (fold(key), fold(one.role))


def told_to_nobody(notes: Notes) -> tuple[ToldStakeholder, ...]:
    """What was told to somebody who is no stakeholder, or whose name is written otherwise."""
    known = standings(notes, date.max)
    return tuple(
        note
        for note in notes.told
        if not any(one.is_called(note.stakeholder) for one in known.values())
    )


def wanted_figures(found: Iterable[Standing]) -> list[str]:
    """The figures that answer what any of them cares about."""
    return list(dict.fromkeys(name for one in found for name in one.about.figures))
