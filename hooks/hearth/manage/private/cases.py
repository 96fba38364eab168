"""The model of a case: one report of misconduct, from the day it was received to its close."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hearth.kinds.fields import Day, MemberId, Part, one_of

OUTCOMES = (
    "nothing",
    "talk",
    "mediation",
    "correction",
    "warning",
    "pause",
    "exclusion",
    "withdrawn",
)
"""How a case can end."""
MEASURES = frozenset({"correction", "warning", "pause", "exclusion"})
"""Outcomes that go beyond talking; yearly counts tell how many there were."""
LASTING = frozenset({"exclusion"})
"""Outcomes that still apply when the case itself is let go of."""
Account = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
"""What happened, in up to 4,000 characters."""
CasePerson = Annotated[str, StringConstraints(pattern=r"^(~[0-9a-f]{12}|[A-Z])$")]
"""Somebody a case is about: a pseudonym that the holder of the key can know again, or one capital
letter that stands for nobody outside of the case."""


class CaseStep(Part):
    """Something that was done about a case."""

    date: Day
    """When."""
    what: Account
    """What."""
    by: MemberId | None = None
    """Who did it."""


class Case(Part):
    """A report of misconduct and what was done about it; its number is the name of its file."""

    received: Day
    """When it was received."""
    received_by: MemberId | None = None
    """Who received it."""
    what: Account | None = None
    """What was reported, without names."""
    reporter: CasePerson | None = None
    """Who reported it."""
    about: list[CasePerson] = []
    """Whom it is about."""
    may_see: Annotated[list[MemberId], Field(max_length=20)] = []
    """Who may open it."""
    answered: Day | None = None
    """When whoever reported it had an answer."""
    decide_by: Day | None = None
    """Another day for the decision than the promise gives."""
    steps: list[CaseStep] = []
    """What was done, in order of time."""
    outcome: one_of(*OUTCOMES) | None = None  # type: ignore[valid-type]
    """How it ended."""
    closed: Day | None = None
    """When it was decided."""
    asked_back: Day | None = None
    """When whoever reported it was asked whether it has stopped."""
    reduced: Day | None = None
    """When all but what yearly counts need was taken out."""

    @property
    def people(self) -> frozenset[str]:
        """Everybody it concerns."""
        return frozenset({*self.about, *([self.reporter] if self.reporter else [])})
