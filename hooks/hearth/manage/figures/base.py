"""The definition, registration and evaluation of a figure: a pure function of context and day.

A figure without enough behind it says so instead of showing a number, and in public small numbers
of people are hidden: counts of 1 to 4, and percentages of fewer than ten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from typing import Any, Literal

from hearth.base.derived import Deriving
from hearth.base.words import N_
from hearth.kinds.community import METRICS
from hearth.kinds.community import SMALL as SMALL
from hearth.kinds.member import Member
from hearth.manage.ledger import Act, Ledger, held, ledger, team_of
from hearth.manage.private import Notes
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.readiness import held_here

Cell = float | str | None
Unit = Literal[
    "people",
    "%",
    "ratio",
    "days",
    "events",
    "things",
    "organisations",
    "stories",
    "reports",
    "interviews",
    "hours",
]

ENOUGH = 0.6
"""The share of things that must say what a figure needs; below it there is no figure."""
FEW = 10
"""Public figures hide counts of people below SMALL, what else is told of fewer people, and
percentages of fewer than this."""


@dataclass(frozen=True)
class Table:
    """The numbers behind a figure: a heading for each column, and rows that begin with a label.
    None is not known."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Literal["line", "bars", "none"] = "bars"
    """How it is best drawn."""
    personal: tuple[int, ...] = ()
    """Columns that count people; small numbers in them are hidden in public."""
    shares: tuple[int, ...] = ()
    """Columns of shares of the people in the first personal column; hidden in public when those are
    fewer than ten."""


@dataclass(frozen=True)
class Running:
    """What a figure of whole quarters is so far in the one that is not over."""

    whole: str
    """The last whole quarter, of which the figure tells."""
    name: str
    """The quarter that runs."""
    value: Cell
    """A number, or what stands for a hidden one."""


@dataclass(frozen=True)
class Answer:
    """What a figure is on a day."""

    value: float | None
    """None when nothing can be said."""
    n: int
    """Of how many things, or people, it tells."""
    covered: int | None = None
    """How many of ``total`` say what the figure needs; None when all do by their nature."""
    total: int = 0
    of: str = "records"
    """What was counted in ``covered`` and ``total``."""
    table: Table | None = None
    note: str = ""
    """What a reader of this very number should know."""
    running: Running | None = None
    """The quarter that runs, for figures of whole quarters."""
    share_of: int | None = None
    """Of how many the share in the note is, where there is one."""
    hidden: bool = False
    """Whether it is known and not told, since few people stand behind it."""

    @property
    def coverage(self) -> float | None:
        """The share of things that say what the figure needs; None when it needs nothing
        special."""
        return None if self.covered is None or not self.total else self.covered / self.total

    @property
    def enough(self) -> bool:
        """Whether there is enough behind it to show it."""
        return self.value is not None and (self.coverage is None or self.coverage >= ENOUGH)


@dataclass(frozen=True)
class Definition:
    """What a figure is called, how it is computed and what it is good for."""

    id: str
    title: str
    unit: Unit
    section: str
    compute: Callable[[MetricContext], Answer] = field(repr=False, compare=False)
    _: KW_ONLY
    question: str
    """What somebody asks who wants to know it."""
    definition: str
    """Exactly how it is computed, in plain words."""
    source: str = "Hearth"
    """What it is called elsewhere, and by whom."""
    window: int | None = None
    """Days it looks back; None for how things are on the day."""
    personal: bool = True
    """Whether value, n and note count people, so that small numbers are hidden in public."""
    dated: bool = True
    """Whether the records tell what it was a year ago."""
    manager: bool = False
    """Whether it is for the manager's eyes only."""
    better: Literal["up", "down", "neither"] = "neither"
    """Which way is better, where one is."""


Compute = Callable[["MetricContext"], Answer]
FIGURES: dict[str, Definition] = {}
"""Every figure by its id, in the order in which they are told."""


def figure(
    id: str,  # noqa: A002 - that is what it is
    title: str,
    unit: Unit,
    section: str,
    **more: Any,
) -> Callable[[Compute], Compute]:
    """Note a function in the catalogue of figures; ``more`` are the other fields of a
    Definition."""

    def note(compute: Compute) -> Compute:
        FIGURES[id] = Definition(id, title, unit, section, compute, **more)
        return compute

    return note


@contextmanager
def registered(about: Definition) -> Iterator[None]:
    """Have a figure for a while, which goals can name; ValueError when its name is taken."""
    if about.id in FIGURES:
        raise ValueError(f"there is a figure {about.id!r} already")
    FIGURES[about.id] = about
    METRICS.append(about.id)
    try:
        yield
    finally:
        del FIGURES[about.id]
        METRICS.remove(about.id)


@dataclass(frozen=True, eq=False)
class MetricContext(Deriving):
    """What figures are computed from, as it was at the end of ``day``."""

    hub: Hub
    notes: Notes
    everything: Ledger
    """The ledger with the team."""
    day: date
    team: bool = False
    """Whether what the team does is counted with the rest."""

    @classmethod
    def of(cls, hub: Hub, notes: Notes | None = None, team: bool = False) -> MetricContext:
        """The context of a hub on its day."""
        notes = notes or Notes()
        return cls(hub, notes, ledger(hub, notes), hub.as_of, team)

    def at(self, day: date) -> MetricContext:
        """The same context on an earlier day, as far as dates in the records tell."""
        return replace(self, everything=self.everything.until(day, team_of(self.hub, day)), day=day)

    def since(self, days: int) -> date:
        """The day before a window of so many days that ends with this day."""
        return self.day - timedelta(days=days)

    @cached_property
    def book(self) -> Ledger:
        """What members did who are people; with the team only when it is asked for."""
        book = self.everything.of(self.persons)
        return book if self.team else book.without_team()

    @cached_property
    def persons(self) -> Mapping[str, Member]:
        """Members who are people."""
        return {member.id: member for member in self.hub.members.values() if member.is_person}

    def belonging(self, day: date) -> frozenset[str]:
        """People who were members at the end of a day; who is an alumna or alumnus without a day of
        leaving is not counted."""
        return frozenset(name for name, came, went in self._stays if came <= day < went)

    @cached_property
    def _stays(self) -> list[tuple[str, date, date]]:
        """The day each person came and the day they left, as ``directory.belongs`` has it."""
        return [
            (person.id, person.joined, person.left or date.max)
            for person in self.persons.values()
            if person.left or person.status == "active"
        ]

    @cached_property
    def deeds(self) -> Mapping[str, tuple[Act, ...]]:
        """What each person did beyond joining, in order of time; who did nothing is left out."""
        found = {
            person: tuple(act for act in acts if act.kind != "join")
            for person, acts in self.book.by_person.items()
        }
        return {person: acts for person, acts in found.items() if acts}

    @cached_property
    def gifts(self) -> Mapping[str, tuple[Act, ...]]:
        """What each person did for others, in order of time."""
        found = {
            person: tuple(act for act in acts if act.contributes)
            for person, acts in self.deeds.items()
        }
        return {person: acts for person, acts in found.items() if acts}

    def active(self, days: int) -> frozenset[str]:
        """People with at least one act, joining apart, in the last so many days."""
        since = self.since(days)
        return frozenset(person for person, acts in self.deeds.items() if acts[-1].day > since)

    def recent(self, acts: Mapping[str, tuple[Act, ...]], days: int) -> Iterator[Act]:
        """Of the acts given by person, those of the last so many days."""
        since = self.since(days)
        return (act for own in acts.values() for act in own if act.day > since)

    @cached_property
    def held(self) -> tuple[Occurrence, ...]:
        """Everything that the community held up to this day; what it only lists is left out."""
        return tuple(
            item for item in held(self.hub) if item.first_day <= self.day and held_here(item.event)
        )

    def held_in(self, days: int) -> list[Occurrence]:
        """What took place in the last so many days."""
        since = self.since(days)
        return [item for item in self.held if item.first_day > since]


@dataclass(frozen=True)
class Figure:
    """A figure with its value on the day, and what it was a year before."""

    about: Definition
    now: Answer
    before: Answer | None
    """A year ago; None when the records do not tell."""

    @property
    def change(self) -> float | None:
        """How much it is more than a year ago; None when either is not known."""
        if self.before is None or not (self.now.enough and self.before.enough):
            return None
        return (self.now.value or 0) - (self.before.value or 0)

    def public(self) -> Figure:
        """The figure as everybody may see it."""
        return Figure(
            self.about,
            _hidden(self.about, self.now),
            self.before and _hidden(self.about, self.before),
        )


_ONE = {"people": "person", "stories": "story"}
_BARE = {"ratio": ""}
"""What the number alone says."""


def unit(about: Definition, value: float) -> str:
    """What is counted: 1 person, 2 people."""
    said = _BARE.get(about.unit, about.unit)
    return _ONE.get(said, said.removesuffix("s")) if value == 1 else said


def year_before(day: date) -> date:
    """The same day a year earlier; the 28th for a 29th of February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def measure(context: MetricContext, ids: Iterable[str] | None = None) -> dict[str, Figure]:
    """Every figure, or those named, on the context's day and a year before."""
    earlier = context.at(year_before(context.day))
    chosen = [FIGURES[name] for name in (FIGURES if ids is None else ids)]
    return {
        about.id: Figure(
            about, about.compute(context), about.compute(earlier) if about.dated else None
        )
        for about in chosen
    }


def published(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """Figures as everybody may see them: without the manager's, and without small numbers of
    people."""
    return {name: figure.public() for name, figure in figures.items() if not figure.about.manager}


# A number from 1 to 4 that stands for itself: no part of a longer one, of a word or of a decimal.
_SMALL_NUMBER = re.compile(r"(?<![\w.,])[1-4](?!\w|[.,]\d)")
_OF_FEW = re.compile(r"% of \d(?!\d)")
COUNTS = ("people", "reports")
"""Units of which a small number is hidden itself; of others, what few people stand behind."""
HIDDEN, HIDDEN_SHARE = f"<{SMALL}", "hidden"
"""What stands in public in the place of a small number of people, and of a share of few."""


def _hidden(about: Definition, answer: Answer) -> Answer:
    """An answer without small numbers of people, in its table and its note too."""
    rows = _hidden_rows(answer.table) if answer.table else ()
    shown = replace(
        answer,
        table=answer.table and replace(answer.table, rows=rows),
        running=answer.running and _hidden_running(about, answer.running),
    )
    if not about.personal:
        return shown
    # A note can give away what the table hides: a small count, or a share of few.
    of = answer.n if answer.share_of is None else min(answer.n, answer.share_of)
    shares = answer.share_of is not None or "%" in answer.note
    share_of_few = shares and (of < FEW or _OF_FEW.search(answer.note))
    note = "" if share_of_few or _SMALL_NUMBER.search(answer.note) else answer.note
    shown = replace(shown, n=answer.n if answer.n >= SMALL else 0, note=note)
    counts = about.unit in COUNTS
    # Nought is not hidden: that nobody did something says nothing of anybody.
    few = not counts and 0 < answer.n < (FEW if about.unit == "%" else SMALL)
    if few or (counts and answer.value is not None and 0 < answer.value < SMALL):
        return replace(
            shown,
            value=None,
            table=None if few else shown.table,
            note=N_("hidden: too few people"),
            hidden=True,
        )
    return shown


def _hidden_running(about: Definition, running: Running) -> Running:
    few = isinstance(running.value, int | float) and 0 < running.value < SMALL
    return replace(running, value=HIDDEN) if about.personal and few else running


def _hidden_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    rows = tuple(_hidden_row(row, table) for row in table.rows)
    for index in table.personal[1:]:
        if index + 1 in table.shares and sum(row[index] == HIDDEN for row in rows) == 1:
            rows = _second_hidden(rows, index)
    return rows


def _second_hidden(rows: tuple[tuple[Cell, ...], ...], index: int) -> tuple[tuple[Cell, ...], ...]:
    """Rows in which the smallest count of a column that is left is hidden too, with its share: one
    that is hidden alone is what the others lack of the whole."""
    left = [cell for row in rows if isinstance(cell := row[index], int | float) and cell]
    least = next((row for row in rows if left and row[index] == min(left)), None)
    both = (HIDDEN_SHARE, HIDDEN_SHARE)
    return tuple((*row[:index], *both, *row[index + 2 :]) if row is least else row for row in rows)


def _hidden_row(row: tuple[Cell, ...], table: Table) -> tuple[Cell, ...]:
    of = row[table.personal[0]] if table.shares else None
    few = isinstance(of, int | float) and of < FEW
    small = {
        index
        for index in table.personal
        if isinstance(cell := row[index], int | float) and 0 < abs(cell) < SMALL
    }
    return tuple(
        HIDDEN
        if index in small
        # The share beside a count would tell it.
        else HIDDEN_SHARE
        if index in table.shares and cell is not None and (few or index - 1 in small)
        else cell
        for index, cell in enumerate(row)
    )


# -- small sums that many figures share ------------------------------------------------------------


def percent(part: int, whole: int) -> float | None:
    """A share in percent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def middle(values: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    listed = sorted(values)
    return round(float(median(listed)), 1) if listed else None


def quartiles(values: Iterable[float]) -> tuple[float, float, float] | None:
    """First quartile, median, third quartile, by linear interpolation between the values; None of
    nothing."""
    listed = sorted(values)
    if not listed:
        return None
    return tuple(_quantile(listed, share) for share in (0.25, 0.5, 0.75))  # type: ignore[return-value]


def _quantile(listed: list[float], share: float) -> float:
    place = share * (len(listed) - 1)
    low = int(place)
    high = min(low + 1, len(listed) - 1)
    return round(listed[low] + (listed[high] - listed[low]) * (place - low), 2)


def absence_factor(counts: Iterable[int]) -> int | None:
    """The smallest number of people who did half of it: CHAOSS' contributor absence factor; None of
    nothing."""
    listed = sorted(counts, reverse=True)
    half, done = sum(listed) / 2, 0
    for number, count in enumerate(listed, 1):
        done += count
        if done >= half and done:
            return number
    return None


def quarter(day: date) -> tuple[int, int]:
    """(year, 1 to 4)"""
    return day.year, (day.month - 1) // 3 + 1


def quarter_name(which: tuple[int, int]) -> str:
    return f"{which[0]} Q{which[1]}"


def next_quarter(which: tuple[int, int]) -> tuple[int, int]:
    return (which[0] + which[1] // 4, which[1] % 4 + 1)


def running(day: date, value: float) -> Running | None:
    """The quarter of a day with its value so far; None when it is over with that day."""
    now = quarter(day)
    if complete(now, day):
        return None
    return Running(quarter_name(last_complete(day)), quarter_name(now), value)


def ends(which: tuple[int, int]) -> date:
    """The last day of a quarter."""
    year, number = next_quarter(which)
    return date(year, 3 * number - 2, 1) - timedelta(days=1)


def quarters(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Every quarter from the first to the last."""
    while first <= last:
        yield first
        first = next_quarter(first)


def complete(which: tuple[int, int], day: date) -> bool:
    """Whether a quarter is over at the end of a day."""
    return ends(which) <= day


def last_complete(day: date) -> tuple[int, int]:
    """The latest quarter that is over at the end of a day."""
    year, number = quarter(day)
    if complete((year, number), day):
        return year, number
    return (year, number - 1) if number > 1 else (year - 1, 4)


def month_ends(day: date, count: int) -> list[date]:
    """The ends of the last so many months that are over at the end of a day, earliest first."""
    found: list[date] = []
    last = day + timedelta(days=1)
    while len(found) < count:
        last = last.replace(day=1) - timedelta(days=1)
        found.append(last)
    return found[::-1]
