"""The report to the organisation as a document that prints on one sheet of A4."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from hearth.base.words import ENGLISH, Translations
from hearth.manage.desk.goals import GoalState
from hearth.manage.desk.report import CYCLES, SAYINGS, ReportContents, Saying
from hearth.manage.figures import Figure
from hearth.manage.figures.base import unit
from hearth.model.hub import Hub
from hearth.outputs.render import Renderer
from hearth.papers.paper import Paper
from hearth.wording.charts import chart
from hearth.wording.document import Piece, Strong, closed, entry, heading, paragraph
from hearth.wording.metric_format import change_words, direction, running_words
from hearth.wording.safe import SafeHtml

READER = "reader of a report"
"""Where it is said for whom a report is."""
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


def said(figure: Figure, report: ReportContents, words: Translations = ENGLISH) -> FigureSaid:
    """A figure, which must be known, in words; one of another day than the rest names it."""
    saying = SAYINGS.get(figure.about.id) or Saying(figure.about.title)
    value = figure.now.value or 0
    share = " %" if figure.about.unit == "%" else ""
    means = saying.after(value, words)
    if not figure.about.dated and report.day != report.counted_on:
        day = words.long_day(report.counted_on)
        means = words("%(means)s, on %(day)s", means=means, day=day)
    good = {"better": True, "worse": False}.get(direction(figure))
    return FigureSaid(
        figure.about.id,
        f"{words.number(value)}{share}",
        means,
        change_words(figure, words),
        good,
    )


def goal_said(state: GoalState, words: Translations = ENGLISH) -> GoalSaid:
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
    about = state.figure.about
    now = f"{words.number(value)} {words.noted(unit(about, value))}".strip()
    aim = f"{words.number(goal.target)} %" if about.unit == "%" else words.number(goal.target)
    running = running_words(state.figure.now, words)
    now = f"{now} {running}" if running else words("%(value)s now", value=now)
    means = (
        words(
            "%(now)s; the aim is %(aim)s by %(day)s", now=now, aim=aim, day=words.long_day(goal.by)
        )
        if goal.by
        else words("%(now)s; the aim is %(aim)s", now=now, aim=aim)
    )
    good = {"reached": True, "on track": True, "behind": False}.get(state.state)
    return GoalSaid(goal.title, state.state, good, means, min(1.0, max(0.0, share)))


def report_paper(hub: Hub, report: ReportContents, size: float = SIZES[0]) -> ReportPaper:
    """The report; ``size`` is that of the print, in points."""
    words = hub.words
    title = f"{report.name}: {report.period.in_words(words)}"
    return ReportPaper(
        title,
        tuple(_pieces(report, words)),
        foot(report, words),
        words.language,
        page=_page(hub, report, size),
    )


def _page(hub: Hub, report: ReportContents, size: float) -> SafeHtml:
    words = hub.words
    drawing = chart(report.drawn[1], report.drawn[0], words) if report.drawn else None
    values = {
        "report": report,
        "period": report.period.in_words(words),
        "reader": words.inside(READER, report.preset.reader),
        "opening": words.noted(report.preset.opening),
        "goals": [goal_said(goal, words) for goal in report.goals],
        "sayings": [said(figure, report, words) for figure in report.figures],
        "going": going(report, words),
        "size": size,
        "drawing": drawing,
        "cycles": {name: words.noted(cycle) for name, cycle in CYCLES.items()},
        "foot": foot(report, words),
    }
    return Renderer(hub).render("report.html", **values)


def going(report: ReportContents, words: Translations = ENGLISH) -> str:
    """The heading above the figures, with their day where that is not the day of counting."""
    if report.day == report.counted_on:
        return words("How it is going")
    return words("How it was going on %(day)s", day=words.long_day(report.day))


def foot(report: ReportContents, words: Translations = ENGLISH) -> str:
    """How it was counted, and what is not told."""
    said = words(
        "Counted on %(day)s from the community's own records, for %(first)s to %(last)s; figures "
        "within a year end with that day, or are of the day of counting where records tell only "
        "that, and so are the goals. Nobody is named, and numbers of people below five are hidden.",
        day=words.long_day(report.counted_on),
        first=words.long_day(report.period.first),
        last=words.long_day(report.period.last),
    )
    if not report.unknown:
        return said
    unknown = words.listed(list(report.unknown))
    return f"{said} {words('Not known well enough to be told: %(figures)s.', figures=unknown)}"


def _pieces(report: ReportContents, words: Translations) -> list[Piece]:
    pieces: list[Piece] = [
        paragraph(words.noted(report.preset.opening)),
        paragraph(report.purpose),
    ]
    if report.foreword:
        pieces.append(paragraph(report.foreword))
    if report.figures:
        figures = [_said(said(figure, report, words)) for figure in report.figures]
        pieces += [heading(going(report, words)), *figures]
    if report.goals:
        pieces += [
            heading(words("What we set out to do")),
            *(_goal(goal_said(goal, words), words) for goal in report.goals),
        ]
    pieces.append(heading(words("What it was worth")))
    pieces += [
        entry(
            Strong(f"{story.title}."),
            f" {_capital(words.noted(CYCLES[story.cycle]))}. {story.outcome}",
        )
        for story in report.stories
    ]
    if not report.stories:
        pieces.append(
            paragraph(
                words("No story of this year tells yet what the community was worth to somebody.")
            )
        )
    if report.learned:
        pieces += [
            heading(words("What we learned, and what changed")),
            *(entry(f"{learned} → {came}") for learned, came in report.changes),
        ]
        pieces.append(paragraph(report.learned))
    if report.asks:
        pieces += [heading(words("What we ask of you")), *(entry(ask) for ask in report.asks)]
    return pieces


def _said(said: FigureSaid) -> Piece:
    return entry(Strong(said.number), f" {said.words}{f', {said.change}' if said.change else ''}.")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _goal(goal: GoalSaid, words: Translations) -> Piece:
    return entry(
        Strong(closed(goal.title)),
        f" {_capital(words.noted(goal.state))}{f': {goal.words}' if goal.words else ''}.",
    )


def report_data(report: ReportContents, words: Translations = ENGLISH) -> dict[str, Any]:
    """The report as data."""
    period = {
        "name": report.period.name,
        "first": report.period.first.isoformat(),
        "last": report.period.last.isoformat(),
    }
    return {
        "period": period,
        "for": words.inside(READER, report.preset.reader),
        "community": report.name,
        "purpose": report.purpose,
        "foreword": report.foreword,
        "figures": [asdict(said(figure, report, words)) for figure in report.figures],
        "goals": [asdict(goal_said(goal, words)) for goal in report.goals],
        "not_known": list(report.unknown),
        "stories": [{**asdict(story), "day": story.day.isoformat()} for story in report.stories],
        "learned": report.learned,
        "changes": [{"learned": learned, "came_of_it": came} for learned, came in report.changes],
        "asks": list(report.asks),
        "day": report.day.isoformat(),
        "counted_on": report.counted_on.isoformat(),
    }
