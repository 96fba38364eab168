"""The state of each goal: the value of its figure against the target, with the trend of a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hearth.kinds.community import Goal
from hearth.manage.figures import Figure

GoalStanding = Literal["reached", "on track", "behind", "not known"]


@dataclass(frozen=True)
class GoalState:
    """A goal and how it stands on a day."""

    goal: Goal
    figure: Figure | None
    """None when it may not be shown."""
    state: GoalStanding

    @property
    def value(self) -> float | None:
        """What the figure is; None when there is not enough to tell."""
        return self.figure.now.value if self.figure and self.figure.now.enough else None

    @property
    def trend(self) -> float | None:
        """How much more it is than a year ago; None when the records do not tell."""
        return self.figure.change if self.figure else None


def goal_states(
    goals: Iterable[Goal], figures: Mapping[str, Figure], day: date
) -> tuple[GoalState, ...]:
    """How each goal stands on a day, by figures measured on that day."""
    return tuple(
        GoalState(goal, figures.get(goal.metric), _state(goal, figures.get(goal.metric), day))
        for goal in goals
    )


def _state(goal: Goal, figure: Figure | None, day: date) -> GoalStanding:
    """reached at the target or beyond it; on track when going on as in the last year leads there in
    time.

    Without a day to reach it by, on track is what has moved the right way. What has no trend cannot
    be said to be on its way.
    """
    if figure is None or not figure.now.enough or figure.now.value is None:
        return "not known"
    sign = -1 if figure.about.better == "down" else 1
    short = sign * (goal.target - figure.now.value)
    if short <= 0:
        return "reached"
    gained = sign * (figure.change or 0)
    if goal.by is None:
        return "on track" if gained > 0 else "behind"
    return "on track" if gained * max(0, (goal.by - day).days) / 365 >= short else "behind"
