"""The report to the organisation as a page that prints on one sheet of A4, as Markdown and as text."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from hearth.desk.report import CYCLES, Report, Said
from hearth.hub import Hub
from hearth.outputs.paper import Paper
from hearth.outputs.render import Renderer
from hearth.outputs.safe import SafeHtml
from hearth.outputs.wording import listed
from hearth.outputs.writing import Piece, Strong, entry, heading, paragraph
from hearth.words import long_day

SIZES = (9.6, 9.0, 8.4, 7.8)
"""Sizes of print in points; the first is used unless the page would be too long."""


@dataclass(frozen=True)
class ReportPaper(Paper):
    """A report; its page has a layout of its own."""

    page: SafeHtml = SafeHtml("")  # type: ignore[arg-type]

    @property
    def html(self) -> SafeHtml:
        return self.page


def report_paper(hub: Hub, report: Report, size: float = SIZES[0]) -> ReportPaper:
    """The report; ``size`` is that of the print, in points."""
    title = f"{report.name}: {report.period.words}"
    return ReportPaper(title, tuple(_pieces(report)), foot(report), page=_page(hub, report, size))


def _page(hub: Hub, report: Report, size: float) -> SafeHtml:
    return Renderer(hub).render("report.html", report=report, size=size, drawing=None, cycles=CYCLES, foot=foot(report))


def foot(report: Report) -> str:
    """How it was counted, and what is not told."""
    unknown = f" Not known well enough to be told: {listed(list(report.unknown))}." if report.unknown else ""
    return (
        f"Counted on {long_day(report.counted_on)} from the community's own records, for {long_day(report.period.first)} to "
        f"{long_day(report.period.last)}; figures within a year end with that day, or are of today where records tell only that. "
        f"Nobody is named, and fewer than five people are not counted.{unknown}"
    )


def _pieces(report: Report) -> list[Piece]:
    pieces: list[Piece] = [paragraph(report.preset.opening), paragraph(report.purpose)]
    if report.foreword:
        pieces.append(paragraph(report.foreword))
    if report.sayings:
        pieces += [heading("How it is going"), *map(_said, report.sayings)]
    pieces.append(heading("What it was worth"))
    pieces += [entry(Strong(f"{story.title}."), f" {CYCLES[story.cycle].capitalize()}. {story.outcome}") for story in report.stories]
    if not report.stories:
        pieces.append(paragraph("No story of this year tells yet what the community was worth to somebody."))
    if report.learned:
        pieces += [heading("What we learned, and what changed"), *(entry(f"{learned} → {came}") for learned, came in report.changes)]
        pieces.append(paragraph(report.learned))
    if report.asks:
        pieces += [heading("What we ask of you"), *(entry(ask) for ask in report.asks)]
    return pieces


def _said(said: Said) -> Piece:
    return entry(Strong(said.number), f" {said.words}{f', {said.change}' if said.change else ''}.")


def report_data(report: Report) -> dict[str, Any]:
    """The report as data."""
    period = {"name": report.period.name, "first": report.period.first.isoformat(), "last": report.period.last.isoformat()}
    return {
        "period": period,
        "for": report.preset.reader,
        "community": report.name,
        "purpose": report.purpose,
        "foreword": report.foreword,
        "figures": [asdict(said) for said in report.sayings],
        "not_known": list(report.unknown),
        "stories": [{**asdict(story), "day": story.day.isoformat()} for story in report.stories],
        "learned": report.learned,
        "changes": [{"learned": learned, "came_of_it": came} for learned, came in report.changes],
        "asks": list(report.asks),
        "counted_on": report.counted_on.isoformat(),
    }
