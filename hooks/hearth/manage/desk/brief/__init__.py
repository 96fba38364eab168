"""The weekly brief: whom to welcome, thank and ask after, what events lack, what is out of date,
and what is due.

Every line names what clears it; when that is done, or noted as done, the line is gone the next
time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hearth.base.words import ENGLISH, Translations
from hearth.manage.desk.brief import direction, events, people, programmes, upkeep
from hearth.manage.desk.brief.agenda import Agenda, Task, agenda
from hearth.manage.desk.brief.base import (
    PARTS,
    ROLES,
    BriefItem,
    BriefPart,
    Cure,
    PartDefinition,
)
from hearth.manage.desk.brief.hats import ALL_HATS, Hat, budget, held
from hearth.manage.figures import MetricContext
from hearth.manage.private.notes import Done

ORDER = (
    "welcome",
    "settle-in",
    "thank",
    "anniversaries",
    "check-in",
    "introduce",
    "asks",
    "cases",
    "events",
    "wrap-up",
    "spotlight",
    "mentoring",
    "applications",
    "commitments",
    "gaps",
    "plans",
    "newsletter",
    "stale",
    "stakeholders",
    "goals",
    "insights",
    "experiments",
    "roles",
    "safety",
)
"""People first, then what has a day, then what can wait a week."""


@dataclass(frozen=True)
class Brief:
    """What waits in a community on a day, for one hat or for all: part by part, and in order."""

    community: str
    day: date
    role: str | None
    parts: tuple[BriefPart, ...]
    """Those in which something waits."""
    quiet: tuple[PartDefinition, ...]
    """Those in which nothing does."""
    agenda: Agenda
    """All of it in the order in which to do it."""
    hats: tuple[Hat, ...]
    """Who wears the hats that it is for."""
    names: Mapping[str, str]
    """What the people who wear them are called."""
    alone: bool = False
    """Whether it tells of one part alone."""
    wrong: tuple[str, ...] = ()
    """Files of notes with a mistake, so that something may be missing."""
    words: Translations = ENGLISH
    """The language it is told in."""

    @property
    def week(self) -> str:
        """The week by ISO 8601, such as 2026-W48."""
        year, week, _ = self.day.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def waiting(self) -> int:
        """How many things wait, told or not."""
        return sum(len(one.lines) for one in self.parts)

    @property
    def named(self) -> Mapping[str, tuple[Done, ...]]:
        """Everything that waits by what it is called, alone or with what is done in one go: the
        notes that say that it is done."""
        found: dict[str, tuple[Done, ...]] = {
            name: (Done(date=self.day, item=name, cause=list(line.cause)),)
            for part in self.parts
            for line in part.lines
            for name in [f"{part.about.id}/{line.key}"]
        }
        for task in self.agenda.tasks:
            found[task.id] = tuple(
                note for line in task.lines for note in found[f"{task.part.id}/{line.key}"]
            )
        return found


def brief(
    context: MetricContext,
    role: str | None = None,
    only: str | None = None,
    hours: float | None = None,
) -> Brief:
    """What waits on the context's day: in the parts of one hat, in one part alone and whole, or in
    all; with ``hours`` in place of those that the team names."""
    chosen = [
        PARTS[name]
        for name in ORDER
        if only in (None, name) and (role is None or role in PARTS[name].roles)
    ]
    parts = [BriefPart(about, _waiting(context, about)) for about in chosen]
    hats = tuple(held(context, hat) for hat in ROLES if role in (None, hat))
    return Brief(
        context.hub.community.name,
        context.day,
        role,
        tuple(part for part in parts if part.lines),
        tuple(part.about for part in parts if not part.lines),
        agenda(parts, context.day, budget(hats, hours), role if hours is None else ALL_HATS),
        hats,
        _names(context, hats),
        only is not None,
        tuple(sorted(context.notes.wrong)),
        context.hub.words,
    )


def _names(context: MetricContext, hats: Iterable[Hat]) -> Mapping[str, str]:
    wearers = [wearer for hat in hats for wearer in hat.wearers]
    people = {name for wearer in wearers for name in (wearer.member, wearer.deputy) if name}
    return {name: context.hub.members[name].name for name in sorted(people)}


def _waiting(context: MetricContext, about: PartDefinition) -> tuple[BriefItem, ...]:
    """The lines of a part that are not noted as done."""
    return tuple(
        line
        for line in about.lines(context)
        if not context.notes.is_done(f"{about.id}/{line.key}", line.cause, context.day)
    )


__all__ = [
    "ORDER",
    "PARTS",
    "ROLES",
    "Agenda",
    "Brief",
    "BriefItem",
    "BriefPart",
    "Cure",
    "PartDefinition",
    "Task",
    "brief",
    "direction",
    "events",
    "people",
    "programmes",
    "upkeep",
]
