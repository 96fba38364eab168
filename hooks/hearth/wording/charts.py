"""Charts of figures as inline SVG: lines for time series, bars for comparisons.

Drawings are SVG inside the page, made without script. Text keeps its size on any screen: what lies
along the width is given in percent, heights in pixels. Colours come from the theme's classes; the
attributes beside them are for a page without the theme. What tells series apart is a dash and a
marker too. What is not known is a gap, and a hidden small number the stroke in which it must lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, isfinite, log10
from unicodedata import east_asian_width

from hearth.base.words import ENGLISH, N_, Translations
from hearth.manage.figures.base import HIDDEN, SMALL, Cell, Table
from hearth.wording.safe import SafeHtml, html, joined, text

Points = Sequence[Cell]
"""Numbers, None for what is not known, HIDDEN for one to four, and other words for what is hidden
whatever it is."""

SERIES, BARS = 4, 20
"""Series and bars in one drawing; what is beyond stands in the table."""
APART = 8
"""Series of other sizes than the first, by more than this factor, would lie flat: they stand in the
table."""
MARKED = 13
"""Up to so many points each has its marker."""

_COLOURS = ("#b8431f", "#1f5c50", "#5b3f7a", "#825500")
_DASHES = ("none", "7 4", "2 4", "9 3 2 3")
_MARKERS = (
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "M-4-4h8v8h-8z",
    "M0-5l5 9h-10z",
    "M0-5l5 5l-5 5l-5-5z",
)
_LEFT, _RIGHT = 12.0, 97.0
"""Where the plane of a line chart begins and ends, in percent of the width."""
_TOP, _HIGH = 14, 168
"""Room above the plane, and its height, in pixels."""
TODAY = N_("today")
"""What is written beneath the last point of a line that goes up to the day."""
_LINE = 20
"""The height of a line of words."""


def chart(table: Table, title: str, words: Translations = ENGLISH) -> SafeHtml:
    """The table's drawing; nothing for a table that is better read, or that has no number."""
    draw = {"line": _lines, "bars": _bars}.get(table.chart)
    series = _series(table)
    if draw is None or not any(_known(one.points) for one in series):
        return text("")
    return draw(table, series, title, words)


def sparkline(points: Points) -> SafeHtml:
    """The course of a number as a small line without words, for beside the number itself; nothing
    when less than half is known."""
    numbers = _known(points)
    if len(numbers) < max(2, len(points) / 2):
        return text("")
    low, high = min(numbers), max(numbers)
    at = [(100 * index / (len(points) - 1), _number(point)) for index, point in enumerate(points)]
    spots = [
        (x, None if value is None else 27 - 22 * (value - low) / ((high - low) or 1))
        for x, value in at
    ]
    last = next((x, y) for x, y in reversed(spots) if y is not None)
    return html(
        '<svg class="hb-spark" viewBox="-2 0 104 32" width="100%%" height="32" '
        'preserveAspectRatio="none" aria-hidden="true">'
        '<path class="hb-c1" d="%s" fill="none" stroke="%s" stroke-width="2" '
        'stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
        '<path class="hb-c1" d="M%s %sh0" fill="none" stroke="%s" stroke-width="7" '
        'stroke-linecap="round" vector-effect="non-scaling-stroke"/></svg>',
        _path(spots),
        _COLOURS[0],
        _short(last[0]),
        _short(last[1]),
        _COLOURS[0],
    )


def meter(value: float | None, target: float) -> SafeHtml:
    """How far a value is from its target, as decoration beside the two numbers: a bar, and an
    upright where it should end."""
    numbers = _known((value, target))
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    span = (high - low) or 1

    def at(number: float) -> str:
        return _short(100 * (number - low) / span)

    bar = text("")
    if value is not None:
        left, right = min(0.0, value), max(0.0, value)
        width = _short(100 * (right - left) / span)
        bar = html(
            '<rect class="hb-c-fill hb-c1" x="%s%%" y="7" width="%s%%" height="8" rx="4" '
            'fill="%s"/>',
            at(left),
            width,
            _COLOURS[0],
        )
    return html(
        '<svg class="hb-chart hb-meter" width="100%%" height="22" aria-hidden="true"><rect '
        'class="hb-c-track" x="0" y="7" width="100%%" height="8" rx="4" fill="#e9e1d8"/>%s'
        '<line class="hb-c-target" x1="%s%%" x2="%s%%" y1="2" y2="20" stroke="currentColor" '
        'stroke-width="2.5" transform="translate(%s)"/></svg>',
        bar,
        at(target),
        at(target),
        "-1.25" if target >= high else "1.25" if target <= low else "0",
    )


@dataclass(frozen=True)
class _Series:
    """One column of numbers."""

    name: str
    points: tuple[Cell, ...]


def _series(table: Table) -> list[_Series]:
    """The columns that hold numbers, of which those are drawn that share a scale with the first."""
    found = [
        _Series(name, tuple(row[index] if index < len(row) else None for row in table.rows))
        for index, name in enumerate(table.columns)
        if index
    ]
    found = [one for one in found if _known(one.points)]
    # One bar for each row: further columns stand in the table.
    if not found or table.chart == "bars":
        return found[:1]
    size = _size(found[0])
    alike = [
        one
        for one in found
        if (_size(one) == size or size / APART <= _size(one) <= size * APART)
        and _unit(one) == _unit(found[0])
    ]
    return alike[:SERIES]


def _size(one: _Series) -> float:
    return max(map(abs, _known(one.points)))


def _unit(one: _Series) -> bool:
    return "%" in one.name


def _number(cell: Cell) -> float | None:
    """A cell as a number that can be drawn."""
    return cell if isinstance(cell, int | float) and isfinite(cell) else None


def _known(points: Points) -> list[float]:
    return [number for point in points if (number := _number(point)) is not None]


# -- lines -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Scale:
    """From numbers to pixels from the top."""

    ticks: tuple[float, ...]

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return _TOP + _HIGH * (high - value) / (high - low)


def _scale(numbers: Sequence[float], hidden: bool) -> _Scale:
    """Round steps from nought, or from below it, to above the highest."""
    # From nought: an axis cut off below would make small changes look large.
    low, high = min(0.0, *numbers), max(0.0, *numbers, SMALL if hidden else 0)
    rough = ((high - low) or 1) / 4
    power = 10.0 ** floor(log10(rough))
    step = power * next(factor for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = floor(low / step + 1e-9), -floor(-high / step + 1e-9)
    return _Scale(tuple(number * step for number in range(first, max(last, first + 1) + 1)))


def _lines(table: Table, series: list[_Series], title: str, words: Translations) -> SafeHtml:
    labels = [_label(row[0]) for row in table.rows]
    hidden = any(point == HIDDEN for one in series for point in one.points)
    scale = _scale([number for one in series for number in _known(one.points)], hidden)
    foot = _TOP + _HIGH + _LINE
    notes = [
        *_legend(series, labels, foot, words),
        *(_hidden_note(foot + _LINE * len(series), words) if hidden else ()),
    ]
    parts = [
        *_grid(scale),
        *_dates(labels),
        *(
            part
            for index, one in enumerate(series)
            for part in _course(one, index, labels, scale, words)
        ),
        *notes,
    ]
    height = foot + _LINE * (len(series) + hidden) + 4
    description = " ".join(_line_description(one, labels, words) for one in series)
    return _drawing(height, title, description, parts)


def _x(index: int, count: int) -> float:
    """Where a point lies along the width; one alone lies in the middle."""
    return (_LEFT + _RIGHT) / 2 if count < 2 else _LEFT + (_RIGHT - _LEFT) * index / (count - 1)


def _grid(scale: _Scale) -> Iterator[SafeHtml]:
    for tick in scale.ticks:
        y = _short(scale.y(tick))
        kind, colour = ("hb-c-zero", "#8f857b") if tick == 0 else ("hb-c-grid", "#e9e1d8")
        yield html(
            '<line class="%s" x1="%s%%" x2="100%%" y1="%s" y2="%s" stroke="%s"/>',
            kind,
            _short(_LEFT - 2),
            y,
            y,
            colour,
        )
        yield _words(f"{_LEFT - 3:g}%", scale.y(tick) + 4, _compact(tick), "end", "hb-c-soft")


def _dates(labels: list[str]) -> Iterator[SafeHtml]:
    """Up to four labels along the foot, evenly spread."""
    count = len(labels)
    shown = (
        sorted({round(part * (count - 1) / 3) for part in range(4)}) if count > 4 else range(count)
    )
    for index in shown:
        anchor = (
            "middle" if count < 2 or 0 < index < count - 1 else "start" if index == 0 else "end"
        )
        yield _words(
            f"{_short(_x(index, count))}%",
            _TOP + _HIGH + 18,
            _fit(labels[index], 9),
            anchor,
            "hb-c-soft",
        )


def _course(
    one: _Series, index: int, labels: list[str], scale: _Scale, words: Translations
) -> Iterator[SafeHtml]:
    """A line with its gaps, its markers, and the strokes in which hidden numbers lie."""
    count = len(one.points)
    spots = [
        (_x(at, count), None if (number := _number(point)) is None else scale.y(number))
        for at, point in enumerate(one.points)
    ]
    if path := _path(spots):
        yield html(
            '<svg x="0" y="0" width="100%%" height="%s" viewBox="0 0 100 %s" '
            'preserveAspectRatio="none" overflow="visible">'
            '<path class="hb-c%s" d="%s" fill="none" stroke="%s" stroke-width="2.25" '
            'stroke-dasharray="%s" stroke-linejoin="round" '
            'vector-effect="non-scaling-stroke"/></svg>',
            _TOP + _HIGH,
            _TOP + _HIGH,
            index + 1,
            path,
            _COLOURS[index],
            _DASHES[index],
        )
    last = max((at for at, (_, y) in enumerate(spots) if y is not None), default=-1)
    for at, (x, y) in enumerate(spots):
        if one.points[at] == HIDDEN:
            yield _stroke(x, index, f"{labels[at]}: {HIDDEN}", scale)
        if y is not None and (count <= MARKED or at == last or _alone(spots, at)):
            yield _marker(
                f"{_short(x)}%", y, index, f"{labels[at]}: {_exact(one.points[at], words)}"
            )


def _alone(spots: Sequence[tuple[float, float | None]], at: int) -> bool:
    return all(spots[near][1] is None for near in (at - 1, at + 1) if 0 <= near < len(spots))


def _stroke(x: float, index: int, said: str, scale: _Scale) -> SafeHtml:
    """From 1 to 4: somewhere there the hidden number is."""
    top, bottom = scale.y(SMALL - 1), scale.y(1)
    return html(
        (
            '<rect class="hb-c%s" x="%s%%" y="%s" width="5" height="%s" rx="2.5" '
            'transform="translate(-2.5)" fill="none" stroke="%s"><title>%s</title></rect>'
        ),
        index + 1,
        _short(x),
        _short(min(top, bottom - 6)),
        _short(max(bottom - top, 6)),
        _COLOURS[index],
        said,
    )


def _marker(x: str, y: float, index: int, said: str = "") -> SafeHtml:
    return html(
        (
            '<svg x="%s" y="%s" overflow="visible"><path class="hb-c-fill hb-c%s" d="%s" '
            'fill="%s">%s</path></svg>'
        ),
        x,
        _short(y),
        index + 1,
        _MARKERS[index],
        _COLOURS[index],
        html("<title>%s</title>", said) if said else "",
    )


def _path(spots: Sequence[tuple[float, float | None]]) -> str:
    """The way from point to point, lifted where nothing is known."""
    way, before = [], None
    for x, y in spots:
        if y is not None:
            way.append(f"{'M' if before is None else 'L'}{_short(x)} {_short(y)}")
        before = y
    return (
        "".join(way)
        if any(a[1] is not None and b[1] is not None for a, b in pairwise(spots))
        else ""
    )


def _legend(
    series: list[_Series], labels: list[str], foot: float, words: Translations
) -> Iterator[SafeHtml]:
    """A line of words for each series: how it is drawn, what it is, and its last number."""
    for index, one in enumerate(series):
        y = foot + _LINE * index + 14
        yield html(
            (
                '<line class="hb-c%s" x1="2" x2="34" y1="%s" y2="%s" stroke="%s" '
                'stroke-width="2.25" stroke-dasharray="%s"/>'
            ),
            index + 1,
            _short(y),
            _short(y),
            _COLOURS[index],
            _DASHES[index],
        )
        yield _marker("18", y, index)
        yield _words("42", y + 4.5, f"{_fit(one.name, 30)}: {_latest(one, labels, words)}", "start")


def _latest(one: _Series, labels: list[str], words: Translations) -> str:
    """The last thing known of a series, or that it is hidden; with its label unless it is of
    today."""
    known = [
        (label, point) for label, point in zip(labels, one.points, strict=True) if point is not None
    ]
    label, point = known[-1]
    said = _exact(point, words)
    return said if label == words(TODAY) else f"{said} ({_fit(label, 9)})"


def _hidden_note(y: float, words: Translations) -> Iterator[SafeHtml]:
    yield html(
        (
            '<rect class="hb-c-soft-line" x="16" y="%s" width="5" height="12" rx="2.5" '
            'fill="none" stroke="#6a625b"/>'
        ),
        _short(y + 8),
    )
    said = words("%(number)s: hidden, too few people", number=HIDDEN)
    yield _words("42", y + 18.5, said, "start", "hb-c-soft")


# -- bars ------------------------------------------------------------------------------------------

_ROW = 40
"""The height of a bar with its words above it."""


def _bars(table: Table, series: list[_Series], title: str, words: Translations) -> SafeHtml:
    one = series[0]
    labels = [_label(row[0]) for row in table.rows]
    numbers = [*_known(one.points), *((SMALL - 1,) if HIDDEN in one.points else ())]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    parts = [_words("0", 14, _fit(one.name, 40), "start", "hb-c-soft")]
    for at, (label, point) in enumerate(zip(labels[:BARS], one.points, strict=False)):
        parts += _bar(label, point, _LINE + _ROW * at, low, (high - low) or 1, words)
    shown = min(len(labels), BARS)
    foot = _LINE + _ROW * shown
    if low < 0:
        zero = _short(100 * -low / (high - low))
        parts.append(
            html(
                '<line class="hb-c-zero" x1="%s%%" x2="%s%%" y1="%s" y2="%s" stroke="#8f857b"/>',
                zero,
                zero,
                _LINE,
                foot,
            )
        )
    if len(labels) > shown:
        more = words("and %(number)s more, in the table", number=len(labels) - shown)
        parts.append(_words("0", foot + 16, more, "start", "hb-c-soft"))
    return _drawing(
        foot + (_LINE if len(labels) > shown else 4),
        title,
        _bar_description(one, labels, words),
        parts,
    )


def _bar(
    label: str, point: Cell, top: float, low: float, span: float, words: Translations
) -> Iterator[SafeHtml]:
    """Words and number above, the bar below; a dashed bar for a hidden number, none for what is not
    known."""
    number = _number(point)
    yield _words("0", top + 16, _fit(label, 34), "start")
    yield _words(
        "100%",
        top + 16,
        _exact(point, words),
        "end",
        "hb-c-strong" if number is not None else "hb-c-soft",
    )
    yield html(
        '<rect class="hb-c-track" x="0" y="%s" width="100%%" height="9" rx="4.5" fill="#e9e1d8"/>',
        _short(top + 23),
    )
    if number is None and point != HIDDEN:
        return
    reach = SMALL - 1 if number is None else number
    start, width = 100 * (min(0, reach) - low) / span, 100 * abs(reach) / span
    look = html('class="hb-c-fill hb-c1" fill="%s"', _COLOURS[0])
    if number is None:
        look = html(
            'class="hb-c1 hb-c-maybe" fill="none" stroke="%s" stroke-dasharray="3 3"', _COLOURS[0]
        )
    if width:
        yield html(
            '<rect %s x="%s%%" y="%s" width="%s%%" height="9" rx="4.5"/>',
            look,
            _short(start),
            _short(top + 23),
            _short(width),
        )


# -- words -----------------------------------------------------------------------------------------


def _drawing(height: float, title: str, description: str, parts: Sequence[SafeHtml]) -> SafeHtml:
    return html(
        (
            '<svg class="hb-chart" role="img" width="100%%" height="%s" overflow="visible" '
            'font-family="inherit" font-size="13" fill="currentColor" '
            'xmlns="http://www.w3.org/2000/svg"><title>%s</title><desc>%s</desc>%s</svg>'
        ),
        _short(height),
        title,
        description,
        joined(parts),
    )


def _words(x: str, y: float, said: str, anchor: str, kind: str = "hb-c-words") -> SafeHtml:
    return html(
        '<text class="%s" x="%s" y="%s" text-anchor="%s">%s</text>',
        kind,
        x,
        _short(y),
        anchor,
        said,
    )


def _line_description(one: _Series, labels: list[str], words: Translations) -> str:
    """A series in a sentence, for who cannot see it."""
    known = [
        (label, number)
        for label, point in zip(labels, one.points, strict=True)
        if (number := _number(point)) is not None
    ]
    first, last = known[0], known[-1]
    least, most = min(number for _, number in known), max(number for _, number in known)
    said = words(
        "%(series)s: %(first)s (%(begins)s) to %(last)s (%(ends)s), lowest %(least)s, highest "
        "%(most)s",
        series=one.name,
        first=_exact(first[1], words),
        begins=first[0],
        last=_exact(last[1], words),
        ends=last[0],
        least=_exact(least, words),
        most=_exact(most, words),
    )
    return _closed(said, one, words)


def _bar_description(one: _Series, labels: list[str], words: Translations) -> str:
    ranked = sorted(
        (
            (number, label)
            for label, point in zip(labels, one.points, strict=True)
            if (number := _number(point)) is not None
        ),
        key=lambda item: -item[0],
    )
    most = ", ".join(f"{label} {_exact(number, words)}" for number, label in ranked[:5])
    said = words("%(series)s, most first: %(most)s", series=one.name, most=most)
    return _closed(said, one, words)


def _closed(said: str, one: _Series, words: Translations) -> str:
    """A description with what it leaves open."""
    hidden = sum(1 for point in one.points if isinstance(point, str))
    unknown = len(one.points) - hidden - len(_known(one.points))
    left_open = [words("%(number)s hidden", number=hidden)] if hidden else []
    if unknown:
        left_open.append(words("%(number)s not known", number=unknown))
    if not left_open:
        return words("%(sentence)s.", sentence=said)
    return words("%(sentence)s; %(more)s.", sentence=said, more=words.listed(left_open))


def _label(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _fit(words: str, room: int) -> str:
    """Words cut to so many letters of ordinary width."""
    taken = 0
    for at, letter in enumerate(words):
        taken += 2 if east_asian_width(letter) in "WF" else 1
        if taken > room:
            return f"{words[: max(at - 1, 1)].rstrip()}…"
    return words


def _exact(cell: Cell, words: Translations) -> str:
    """A number in full, up to where nobody would read it."""
    if not isinstance(cell, int | float):
        return words("not known") if cell is None else str(cell)
    if not isfinite(cell):
        return words("not known")
    if abs(cell) >= 1e15:
        return f"{cell:.3g}".replace("-", "−", 1)
    return words.decimal(cell)


def _compact(tick: float) -> str:
    """A number in at most five letters."""
    for limit, letter in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "k")):
        if abs(tick) >= 1e15:
            break
        if abs(tick) >= limit:
            return f"{tick / (1e3 if letter == 'k' else limit):.3g}{letter}".replace("-", "−")
    return f"{tick:.4g}".replace("-", "−", 1)


def _short(number: float) -> str:
    """A coordinate to a hundredth, without noughts at its end."""
    return f"{round(number, 2) + 0.0:g}"
