"""The order of the brief: what is done first, what fits into the hours, and what is left undone.

What is lost unless it is done by the next brief comes first, then what is late already, then what
has time. In each, what people lose comes before a promise, a promise before what fades, and that
before what only waits; then the earlier last day, and the shorter task.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from hearth.manage.desk.brief.base import BriefItem, BriefPart, Loss, PartDefinition

FIRST = 3
"""So many things are told before all others."""
FEW = 3
"""So many lines that are alike are told one by one; more are one thing."""
SITTING = 90
"""Minutes that are spent on one thing in one go; what takes longer is another thing."""
STAGES = ("now", "late", "later")
"""Lost by the next brief unless it is done; late already; with time."""
WEEK = timedelta(days=7)
OPEN = date.max
"""What has no last day is asked for after all that has one."""


@dataclass(frozen=True)
class Task:
    """What is done in one go: a line, or several that are alike."""

    part: PartDefinition
    lines: tuple[BriefItem, ...]
    stage: str
    among: int = 1
    """How many lines are alike; more than these where all of them take too long for one go."""
    rest: bool = False
    """Whether these are what is left of them."""

    @property
    def id(self) -> str:
        """What it is called on the command line, the same every week: welcome/ada; of several,
        asks:open:late."""
        if len(self.lines) == 1:
            return f"{self.part.id}/{self.lines[0].key}"
        whole = f"{self.part.id}:{self.lines[0].alike}:{self.stage}"
        return f"{whole}:rest" if self.rest else whole

    @property
    def until(self) -> date | None:
        """The last day on which the first of its lines is in time."""
        return min((line.until for line in self.lines if line.until), default=None)

    @property
    def loses(self) -> Loss:
        return self.lines[0].loses or self.part.loses

    @property
    def minutes(self) -> int:
        return sum(minutes_of(self.part, line) for line in self.lines)


@dataclass(frozen=True)
class Agenda:
    """The tasks of a week, in order."""

    first: tuple[Task, ...]
    week: tuple[Task, ...]
    """What else fits into the hours; all of it where nobody said how many there are."""
    undone: tuple[Task, ...]
    minutes: int | None = None
    """How many there are; None where nobody said."""

    @property
    def lost(self) -> tuple[Task, ...]:
        """What is left undone and will be lost by the next brief."""
        return tuple(task for task in self.undone if task.stage == STAGES[0])

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.first, *self.week, *self.undone)


def minutes_of(part: PartDefinition, line: BriefItem) -> int:
    """How long a line takes."""
    return part.minutes if line.minutes is None else line.minutes


def stage_of(line: BriefItem, day: date) -> str:
    """Whether a line is lost by the next brief, late for more than a week, or has time."""
    if line.until is None or line.until >= day + WEEK:
        return "later"
    return "late" if line.until < day - WEEK else "now"


def tasks(parts: Iterable[BriefPart], day: date) -> list[Task]:
    """What waits in all parts, in the order in which to do it."""
    found = [task for part in parts for task in _of_part(part, day)]
    return sorted(found, key=_urgency)


def _urgency(task: Task) -> tuple[int, int, date, int]:
    return (STAGES.index(task.stage), task.loses.rank, task.until or OPEN, task.minutes)


def _of_part(part: BriefPart, day: date) -> Iterable[Task]:
    """The lines one by one, and together where more than a few are alike: as many as are done in
    one go, and the rest."""
    alike: defaultdict[tuple[str, str], list[BriefItem]] = defaultdict(list)
    for line in part.lines:
        alike[line.alike or line.key, stage_of(line, day)].append(line)
    for (_, stage), lines in alike.items():
        if len(lines) <= FEW:
            yield from (Task(part.about, (line,), stage) for line in lines)
            continue
        ordered, all_ = sorted(lines, key=lambda line: line.until or OPEN), len(lines)
        spent = list(accumulate(minutes_of(part.about, line) for line in ordered))
        most = max(1, bisect_right(spent, SITTING))
        yield Task(part.about, tuple(ordered[:most]), stage, all_)
        if most < all_:
            yield Task(part.about, tuple(ordered[most:]), stage, all_ - most, rest=True)


def agenda(
    parts: Iterable[BriefPart], day: date, minutes: Mapping[str, int], only: str | None
) -> Agenda:
    """The tasks of a week, as far as the minutes of each hat reach, or of ``only`` one.

    What is first is done in any case. A task takes its minutes from the first of its hats that
    has enough of them; where a hat has no number, everything fits.
    """
    ordered, left = tasks(parts, day), dict(minutes)
    week, undone = list[Task](), list[Task]()
    for place, task in enumerate(ordered):
        hats = (only,) if only else task.part.roles
        payer = next((hat for hat in hats if left.get(hat, task.minutes) >= task.minutes), None)
        if payer is None and place >= FIRST:
            undone.append(task)
            continue
        week.append(task)
        spent = payer or hats[0]
        if spent in left:
            left[spent] = max(0, left[spent] - task.minutes)
    return Agenda(
        tuple(week[:FIRST]),
        tuple(week[FIRST:]),
        tuple(undone),
        sum(minutes.values()) if minutes else None,
    )
