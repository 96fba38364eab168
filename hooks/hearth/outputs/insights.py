"""The public figures of a hub: measured once, for the pages and for machines (insights/metrics.json
and CSV)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from hearth.base.derived import once
from hearth.base.words import Translations
from hearth.manage.figures import FIGURES, Figure, MetricContext, measure, published
from hearth.manage.figures.base import (
    COUNTS,
    HIDDEN,
    HIDDEN_SHARE,
    Answer,
    Cell,
    Definition,
    month_ends,
)
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.search import PAGE, SearchRecord
from hearth.wording.document import flat
from hearth.wording.metric_format import counted, note_words, state
from hearth.wording.structured_data import absolute

MONTHS = 12
ACTS = 6_000
"""With more acts than this the months are left out: each costs as much as all figures do."""


@dataclass(frozen=True)
class Course:
    """What a figure was at the ends of months, and is on the day."""

    days: tuple[date, ...] = ()
    answers: tuple[Answer, ...] = ()

    def values(self, about: Definition) -> tuple[Cell, ...]:
        """A number, None for what is not known, or what stands for a hidden one."""
        hidden = HIDDEN if about.unit in COUNTS else HIDDEN_SHARE
        shown: Mapping[str, Cell] = {"hidden": hidden}
        return tuple(
            answer.value if state(answer) == "known" else shown.get(state(answer))
            for answer in self.answers
        )


@dataclass(frozen=True)
class Insights:
    """Every figure as everybody may see it."""

    figures: Mapping[str, Figure]
    courses: Mapping[str, Course]

    @property
    def sections(self) -> dict[str, list[Figure]]:
        """The figures in the order in which they are told."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures.values():
            found.setdefault(figure.about.section, []).append(figure)
        return found

    def course(self, figure: Figure) -> Course:
        return self.courses.get(figure.about.id, Course())


def public_figures() -> list[str]:
    """The figures that everybody may know."""
    return [about.id for about in FIGURES.values() if not about.manager]


@once
def public_context(hub: Hub) -> MetricContext:
    """What figures of a public hub are computed from, without the manager's notes."""
    return MetricContext.of(hub)


@once
def insights(hub: Hub) -> Insights:
    """The figures of a public hub; nothing of the manager's notes is in them."""
    context = public_context(hub)
    figures = published(measure(context, public_figures()))
    return Insights(figures, _courses(context, figures))


def _courses(context: MetricContext, figures: Mapping[str, Figure]) -> dict[str, Course]:
    """A year of each figure that is known now or was, unless there is too much to work through."""
    if len(context.everything.acts) > ACTS:
        return {}
    public = [
        figure.about
        for figure in figures.values()
        if figure.about.dated and {state(figure.now), state(figure.before)} & {"known", "hidden"}
    ]
    ends = [end for end in month_ends(context.day, MONTHS) if end < context.day]
    then = [context.at(end) for end in ends]
    return {
        about.id: Course(
            (*ends, context.day),
            (*(_public(about, earlier) for earlier in then), figures[about.id].now),
        )
        for about in public
    }


def _public(about: Definition, context: MetricContext) -> Answer:
    return Figure(about, about.compute(context), None).public().now


def findable(hub: Hub) -> Iterator[SearchRecord]:
    """A search record for the page of every public figure, found by its name, its question and what
    it counts."""
    for about in (FIGURES[name] for name in public_figures() if hub.settings.insights):
        said = hub.words.noted
        words = " · ".join(map(said, (about.question, about.definition, about.source)))
        yield SearchRecord(
            f"insights/{about.id}/",
            said(about.title),
            PAGE,
            words,
            said(about.question),
            weight=0.7,
        )


# -- for machines ----------------------------------------------------------------------------------


def insight_files(hub: Hub) -> Iterator[Output]:
    """insights/metrics.json and metrics.csv of all public figures, and a CSV of the numbers behind
    each that has them."""
    if not hub.settings.insights:
        return
    public = insights(hub)
    yield Output(
        "insights/metrics.json",
        f"{json.dumps(as_data(hub, public), ensure_ascii=False, indent=1)}\n".encode(),
    )
    yield Output(
        "insights/metrics.csv",
        as_csv(COLUMNS, (_line(hub.words, one) for one in public.figures.values())).encode(),
    )
    for name, figure in public.figures.items():
        if figure.now.table:
            yield Output(
                f"insights/{name}.csv",
                as_csv(figure.now.table.columns, figure.now.table.rows).encode(),
            )


def as_data(hub: Hub, public: Insights) -> dict[str, Any]:
    """The figures as data: in every value ``state`` says whether ``value`` is there, and why
    not."""
    return {
        "community": hub.community.name,
        "as_of": hub.as_of.isoformat(),
        "figures": [
            _figure(hub, figure, public.course(figure)) for figure in public.figures.values()
        ],
    }


def _figure(hub: Hub, figure: Figure, course: Course) -> dict[str, Any]:
    about, now = figure.about, figure.now
    return {
        "id": about.id,
        "title": hub.words.noted(about.title),
        "section": hub.words.noted(about.section),
        "question": hub.words.noted(about.question),
        "definition": hub.words.noted(about.definition),
        "source": hub.words.noted(about.source),
        "page": absolute(hub, f"insights/{about.id}/"),
        "unit": about.unit,
        "window": about.window,
        "better": about.better,
        **_answer(about, now),
        "note": note_words(replace(now, running=None), hub.words),
        "running": asdict(now.running) if now.running else None,
        "a_year_ago": _answer(about, figure.before) if figure.before else None,
        "course": [
            {"day": day.isoformat(), **_value(answer)}
            for day, answer in zip(course.days, course.answers, strict=True)
        ],
        "table": {"columns": now.table.columns, "rows": now.table.rows} if now.table else None,
    }


def _value(answer: Answer) -> dict[str, Any]:
    return {"state": state(answer), "value": answer.value if answer.enough else None}


def _answer(about: Definition, answer: Answer) -> dict[str, Any]:
    return {**_value(answer), "n": counted(about, answer.n), **_covered(about, answer)}


def _covered(about: Definition, answer: Answer) -> dict[str, int | str]:
    """How many say what the figure needs; nothing when all do by their nature."""
    if answer.covered is None:
        return {}
    return {
        "covered": counted(about, answer.covered),
        "total": counted(about, answer.total),
        "of": answer.of,
    }


COLUMNS = (
    "figure",
    "title",
    "state",
    "value",
    "unit",
    "n",
    "covered",
    "total",
    "state a year ago",
    "value a year ago",
    "note",
)


def _line(words: Translations, figure: Figure) -> tuple[Cell, ...]:
    about, now, before = figure.about, figure.now, figure.before
    value, earlier = _value(now), _value(before) if before else {"state": "unknown", "value": None}
    covered = _covered(about, now)
    return (
        about.id,
        words.noted(about.title),
        value["state"],
        value["value"],
        about.unit,
        counted(about, now.n),
        covered.get("covered"),
        covered.get("total"),
        earlier["state"],
        earlier["value"],
        note_words(replace(now, running=None), words),
    )


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as CSV; a cell that a spreadsheet would take for a formula begins with an
    apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(_cell, columns))
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    words = flat(cell)
    return f"'{words}" if words.lstrip().startswith(tuple("=+-@")) else words
