"""The models of notes on programmes: applications, commitments, talks before a term ends, and what
was spent."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from hearth.base.words import said
from hearth.kinds.fields import Day, GroupId, Line, MemberId, Part, Summary, mistake, one_of

DECISIONS = ("accepted", "declined", "waiting-list", "withdrawn")
"""How an application can end."""
ANSWERS = ("goes-on", "changes", "stops")
"""What somebody says when their term is about to end."""


class Application(Part):
    """Somebody who would like to take part in a programme, or was proposed for it."""

    programme: GroupId
    """Which programme."""
    member: MemberId | None = None
    """Who it is; empty for somebody without a profile."""
    name: Line | None = None
    """The name of somebody without a profile."""
    received: Day
    """When it was received."""
    proposed_by: MemberId | None = None
    """Who proposed them; empty when they applied themselves."""
    why: Summary | None = None
    """What they would like to do, in their words."""
    answered: Day | None = None
    """When they were told that it has arrived, and when it is decided."""
    decision: one_of(*DECISIONS) | None = None  # type: ignore[valid-type]
    """What was decided."""
    decided: Day | None = None
    """When it was decided."""
    by: list[MemberId] = []
    """Who decided."""
    reason: Line | None = None
    """Why, by the criteria of the call."""
    told: Day | None = None
    """When they were told what was decided."""

    @model_validator(mode="after")
    def _is_somebodys(self) -> Self:
        if (self.member is None) == (self.name is None):
            raise mistake(
                "missing-field",
                said("does not say whose it is"),
                said("Say `member` for a member, or `name` for anybody else, and not both."),
            )
        return self

    @property
    def waits(self) -> bool:
        """Whether nothing is decided yet."""
        return self.decision is None


class Commitment(Part):
    """Something that somebody in a programme has agreed to do."""

    member: MemberId
    """Who."""
    programme: GroupId
    """In which programme."""
    what: Line
    """What they do."""
    since: Day
    """When it was agreed."""
    due: Day | None = None
    """Until when; empty for what has no end."""
    done: Day | None = None
    """When it was done."""
    dropped: Day | None = None
    """When both agreed that it need not be done."""


class TermTalk(Part):
    """A talk before somebody's term in a programme ends."""

    date: Day
    """When."""
    member: MemberId
    """Who."""
    programme: GroupId
    """In which programme."""
    until: Day
    """Last day of the term that it was about."""
    answer: one_of(*ANSWERS)  # type: ignore[valid-type]
    """Whether they go on as before, go on otherwise, or stop."""
    note: Line | None = None
    """What they said, as they would write it."""


class ProgrammeEffort(Part):
    """Time or money that was spent on a programme."""

    date: Day
    """When."""
    programme: GroupId
    """Which programme."""
    what: Line
    """What for."""
    hours: Annotated[float, Field(ge=0, le=10_000)] = 0
    """Hours of the team and of whoever takes part."""
    cost: Annotated[float, Field(ge=0, le=100_000_000)] = 0
    """Money, in the currency that the hub reckons in."""
    by: MemberId | None = None
    """Who spent it."""
