"""Where the events of a week lie on an axis of hours: by when they begin and how long they take,
side by side where they overlap, and across the days above the hours where they take a day or
longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearth.model.schedule import Occurrence
from hearth.views.calendar_grid import GridDay, days_of

EARLY, LATE = 8, 20
"""Hours that are always shown; more where something begins earlier or ends later."""
SHORTEST = 45
"""Minutes that an event is drawn as at least, so that its time and title have room."""
SIDE_BY_SIDE, MOST_ROWS = 4, 6
"""How many overlapping events of a day, and how many bars above each other, can still be read."""
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class TimedBlock:
    """A piece of an event in the hours of one day: minutes since midnight, in whole quarters."""

    begins: int
    minutes: int
    column: int = 0
    columns: int = 1

    @property
    def classes(self) -> str:
        """The names by which the style sheet places it."""
        hour, minute = divmod(self.begins, 60)
        hours, minutes = divmod(self.minutes, 60)
        return (
            f"hb-at-{hour} hb-atq-{minute // 15} hb-for-{hours} hb-forq-{minutes // 15} "
            f"hb-col-{self.column} hb-of-{self.columns}"
        )


@dataclass(frozen=True)
class DayBar:
    """An event above the hours, on the first of the days that the week shows of it."""

    row: int
    days: int

    @property
    def classes(self) -> str:
        """The names by which the style sheet places it."""
        return f"hb-span hb-span-{self.days} hb-row-{self.row}"


@dataclass(frozen=True)
class WeekAxis:
    """A week's days with the place of each of their events, in the order of the day."""

    first_hour: int
    last_hour: int
    rows: int
    """How many rows the bars take."""
    days: tuple[tuple[TimedBlock | DayBar | None, ...], ...]
    """For each event of each day where it lies; nothing where its bar began on a day before."""

    @property
    def classes(self) -> str:
        """The names by which the style sheet makes room."""
        return f"hb-from-{self.first_hour} hb-to-{self.last_hour} hb-rows-{self.rows}"


def week_axis(days: Sequence[GridDay]) -> WeekAxis | None:
    """The axis of a week, or nothing where more is at the same time than can stand side by
    side."""
    bars = _bars(days)
    pieces = [[_piece(item, day.date) for item in day.items if not _is_bar(item)] for day in days]
    packed = [_packed(found) for found in pieces]
    rows = max((bar.row + 1 for bar in bars.values()), default=0)
    widest = max((block.columns for found in packed for block in found), default=1)
    if rows > MOST_ROWS or widest > SIDE_BY_SIDE:
        return None
    blocks = [iter(found) for found in packed]
    placed = tuple(
        tuple(
            bars.get((item.event.id, item.original, day.date)) if _is_bar(item) else next(left)
            for item in day.items
        )
        for day, left in zip(days, blocks, strict=True)
    )
    begins = [begin for found in pieces for begin, _ in found]
    ends = [end for found in pieces for _, end in found]
    return WeekAxis(
        min([EARLY, *(begin // 60 for begin in begins)]),
        max([LATE, *(-(-end // 60) for end in ends)]),
        rows,
        placed,
    )


def _is_bar(item: Occurrence) -> bool:
    """Whether it stands above the hours: whole days, and what takes a day or longer."""
    return item.whole_days or item.ends_at - item.starts_at >= timedelta(days=1)


def _bars(days: Sequence[GridDay]) -> dict[tuple[str, date, date], DayBar]:
    """The bar of each event above the hours by event, date and the first day shown, each in the
    first row that is free."""
    first, last = days[0].date, days[-1].date
    spans: dict[tuple[str, date], tuple[date, date]] = {}
    for item in (item for day in days for item in day.items if _is_bar(item)):
        begins, ends = days_of(item)
        spans[item.event.id, item.original] = (max(begins, first), min(ends, last))
    rows: list[date] = []
    found = {}
    for key, (begins, ends) in sorted(spans.items(), key=lambda pair: (pair[1][0], pair[0])):
        row = next((at for at, busy in enumerate(rows) if busy < begins), len(rows))
        rows[row : row + 1] = [ends]
        found[(*key, begins)] = DayBar(row, (ends - begins).days + 1)
    return found


def _piece(item: Occurrence, day: date) -> tuple[int, int]:
    """(begin, end) on a day in minutes from its midnight, in whole quarters, never too short."""
    start, end = item.start, item.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return 0, MIDNIGHT
    begin = (start.hour * 60 + start.minute) // 15 * 15 if start.date() == day else 0
    over = end.hour * 60 + -(-end.minute // 15) * 15 if end.date() == day else MIDNIGHT
    begin = min(begin, MIDNIGHT - SHORTEST)
    return begin, max(over, begin + SHORTEST)


def _packed(pieces: list[tuple[int, int]]) -> list[TimedBlock]:
    """The pieces of a day, each in a column in which nothing else is at the same time."""
    blocks: dict[int, TimedBlock] = {}
    for group in _together(sorted(range(len(pieces)), key=lambda at: pieces[at]), pieces):
        ends: list[int] = []
        columns = []
        for at in group:
            begin, end = pieces[at]
            column = next((one for one, busy in enumerate(ends) if busy <= begin), len(ends))
            ends[column : column + 1] = [end]
            columns.append(column)
        for at, column in zip(group, columns, strict=True):
            begin, end = pieces[at]
            blocks[at] = TimedBlock(begin, end - begin, column, len(ends))
    return [blocks[at] for at in range(len(pieces))]


def _together(order: Iterable[int], pieces: list[tuple[int, int]]) -> Iterator[list[int]]:
    """Pieces that overlap, directly or by way of others."""
    group: list[int] = []
    over = 0
    for at in order:
        begin, end = pieces[at]
        if group and begin >= over:
            yield group
            group = []
        over = max(over, end) if group else end
        group.append(at)
    if group:
        yield group
