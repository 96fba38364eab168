"""The report to the organisation as a document that prints on one sheet of A4."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from hearth.base.format import long_day, number
from hearth.manage.desk.goals import GoalState
from hearth.manage.desk.report import CYCLES, SAYINGS, ReportContents
from hearth.manage.figures import Figure
from hearth.manage.figures.base import unit
from hearth.model.hub import Hub
from hearth.outputs.render import Renderer
from hearth.papers.paper import Paper
from hearth.wording.charts import chart
from hearth.wording.document import Piece, Strong, closed, entry, heading, paragraph
from hearth.wording.formatting import listed
from hearth.wording.metric_format import change_words, direction, running_words
from hearth.wording.safe import SafeHtml

SIZES = (9.6, 9.1, 8.5, 7.6)
"""Sizes of print in points; the first is used unless the page would be too long."""


@dataclass(frozen=True)
class ReportPaper(Paper):
    """A report; its page has a layout of its own."""

    page: SafeHtml = field(kw_only=True)

    @property
    def html(self) -> SafeHtml:
        return self.page


@dataclass(frozen=True)
class FigureSaid:
    """A number with what it means."""

    figure: str
    number: str
    words: str
    change: str
    """Against a year ago; empty when that is not known."""
    good: bool | None
    """Whether the change is for the better; None when there is none, or no way is better."""


@dataclass(frozen=True)
class GoalSaid:
    """A goal with how far it has come."""

    title: str
    state: str
    good: bool | None
    words: str
    share: float | None
    """From 0 to 1; None when it is not known."""


def said(figure: Figure, report: ReportContents) -> FigureSaid:
    """A figure, which must be known, in words; one of another day than the rest names it."""
    saying, value = SAYINGS[figure.about.id], figure.now.value or 0
    share = " %" if figure.about.unit == "%" else ""
    words = saying.one if value == 1 and saying.one else saying.words
    other = not figure.about.dated and report.day != report.counted_on
    when = f", on {long_day(report.counted_on)}" if other else ""
    good = {"better": True, "worse": False}.get(direction(figure))
    return FigureSaid(
        figure.about.id,
        f"{number(value)}{share}",
        words + when,
        change_words(figure),
        good,
    )


def goal_said(state: GoalState) -> GoalSaid:
    """A goal in words."""
    goal, value = state.goal, state.value
    if state.figure is None or value is None:
        return GoalSaid(goal.title, "not known", None, "", None)
    share = (
        value / goal.target
        if state.figure.about.better != "down" and goal.target
        else goal.target / value
        if value
        else 1.0
    )
    now = f"{number(value)} {unit(state.figure.about, value)}".strip()
    aim = f"{number(goal.target)} %" if state.figure.about.unit == "%" else number(goal.target)
    running = running_words(state.figure.now)
    now += f" {running}" if running else " now"
    words = f"{now}; the aim is {aim}{f' by {long_day(goal.by)}' if goal.by else ''}"
    good = {"reached": True, "on track": True, "behind": False}.get(state.state)
    return GoalSaid(goal.title, state.state, good, words, min(1.0, max(0.0, share)))


def report_paper(hub: Hub, report: ReportContents, size: float = SIZES[0]) -> ReportPaper:
    """The report; ``size`` is that of the print, in points."""
    title = f"{report.name}: {report.period.words}"
    return ReportPaper(title, tuple(_pieces(report)), foot(report), page=_page(hub, report, size))


def _page(hub: Hub, report: ReportContents, size: float) -> SafeHtml:
    drawing = chart(report.drawn[1], report.drawn[0]) if report.drawn else None
    values = {
        "report": report,
        "goals": list(map(goal_said, report.goals)),
        "sayings": [said(figure, report) for figure in report.figures],
        "going": going(report),
        "size": size,
        "drawing": drawing,
        "cycles": CYCLES,
        "foot": foot(report),
    }
    return Renderer(hub).render("report.html", **values)


def going(report: ReportContents) -> str:
    """The heading above the figures, with their day where that is not the day of counting."""
    if report.day == report.counted_on:
        return "How it is going"
    return f"How it was going on {long_day(report.day)}"


def foot(report: ReportContents) -> str:
    """How it was counted, and what is not told."""
    unknown = (
        f" Not known well enough to be told: {listed(list(report.unknown))}."
        if report.unknown
        else ""
    )
    return (
        f"Counted on {long_day(report.counted_on)} from the community's own records, for "
        f"{long_day(report.period.first)} to "
        f"{long_day(report.period.last)}; figures within a year end with that day, or are of "
        "the day of counting where records tell only that, and so are the goals. "
        f"Nobody is named, and numbers of people below five are hidden.{unknown}"
    )


def _pieces(report: ReportContents) -> list[Piece]:
    pieces: list[Piece] = [paragraph(report.preset.opening), paragraph(report.purpose)]
    if report.foreword:
        pieces.append(paragraph(report.foreword))
    if report.figures:
        figures = [_said(said(figure, report)) for figure in report.figures]
        pieces += [heading(going(report)), *figures]
    if report.goals:
        pieces += [
            heading("What we set out to do"),
            *(_goal(goal_said(goal)) for goal in report.goals),
        ]
    pieces.append(heading("What it was worth"))
    pieces += [
        entry(Strong(f"{story.title}."), f" {CYCLES[story.cycle].capitalize()}. {story.outcome}")
        for story in report.stories
    ]
    if not report.stories:
        pieces.append(
            paragraph("No story of this year tells yet what the community was worth to somebody.")
        )
    if report.learned:
        pieces += [
            heading("What we learned, and what changed"),
            *(entry(f"{learned} → {came}") for learned, came in report.changes),
        ]
        pieces.append(paragraph(report.learned))
    if report.asks:
        pieces += [heading("What we ask of you"), *(entry(ask) for ask in report.asks)]
    return pieces


def _said(said: FigureSaid) -> Piece:
    return entry(Strong(said.number), f" {said.words}{f', {said.change}' if said.change else ''}.")


def _goal(goal: GoalSaid) -> Piece:
    return entry(
        Strong(closed(goal.title)),
        f" {goal.state.capitalize()}{f': {goal.words}' if goal.words else ''}.",
    )


def report_data(report: ReportContents) -> dict[str, Any]:
    """The report as data."""
    period = {
        "name": report.period.name,
        "first": report.period.first.isoformat(),
        "last": report.period.last.isoformat(),
    }
    return {
        "period": period,
        "for": report.preset.reader,
        "community": report.name,
        "purpose": report.purpose,
        "foreword": report.foreword,
        "figures": [asdict(said(figure, report)) for figure in report.figures],
        "goals": [asdict(goal_said(goal)) for goal in report.goals],
        "not_known": list(report.unknown),
        "stories": [{**asdict(story), "day": story.day.isoformat()} for story in report.stories],
        "learned": report.learned,
        "changes": [{"learned": learned, "came_of_it": came} for learned, came in report.changes],
        "asks": list(report.asks),
        "day": report.day.isoformat(),
        "counted_on": report.counted_on.isoformat(),
    }
