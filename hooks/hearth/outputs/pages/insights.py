"""Pages of public figures: all of them, and one for each that explains it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.base.words import N_, Translations
from hearth.manage.figures import FIGURES, Figure
from hearth.manage.figures.base import Cell, Table, unit
from hearth.model.hub import Hub
from hearth.outputs.insights import Course, insights, public_figures
from hearth.outputs.pages.page import Page, PageView
from hearth.wording import metric_format as words
from hearth.wording.charts import TODAY, chart, sparkline
from hearth.wording.safe import SafeHtml

INSIGHTS = (N_("Insights"), "insights/")
ROWS = 60
"""Rows of a table on a page; the file has all of them."""


def pages(hub: Hub) -> Iterator[Page]:
    if not hub.settings.insights:
        return
    yield Page("insights/", "insights.html", _insights, landing=True)
    for name in public_figures():
        yield Page(f"insights/{name}/", "insight.html", partial(_insight, name=name))


def _insights(hub: Hub) -> PageView:
    public = insights(hub)
    cards = {
        section: [
            _card(hub.words, figure, public.course(figure))
            for figure in figures
            if words.state(figure.now) != "unknown"
        ]
        for section, figures in public.sections.items()
    }
    unknown = {
        section: [figure.about for figure in figures if words.state(figure.now) == "unknown"]
        for section, figures in public.sections.items()
    }
    known = sum(1 for figure in public.figures.values() if words.state(figure.now) == "known")
    return PageView(
        title=hub.words("How we are doing"),
        description=hub.words(
            "%(number)s figures of %(community)s, each with what it counts, over how many, and "
            "what it was a year ago.",
            number=len(public.figures),
            community=hub.community.name,
        ),
        values={
            "sections": cards,
            "unknown": unknown,
            "total": len(public.figures),
            "young": 2 * known < len(public.figures),
        },
    )


def _card(said: Translations, figure: Figure, course: Course) -> dict[str, object]:
    """What a figure says at a glance."""
    now = figure.now
    known = words.state(now) == "known"
    return {
        "about": figure.about,
        "state": words.state(now),
        "value": said.number(now.value or 0) if known else "",
        "unit": said.noted(unit(figure.about, now.value or 0)) if known else "",
        "why": "" if known else words.value_words(figure.about, now, said),
        "change": words.change_words(figure, said),
        "direction": words.direction(figure),
        "coverage": words.coverage_words(figure.about, now) if known else "",
        "note": now.note if known and not now.running else "",
        "running": words.running_words(now, said),
        "line": sparkline(course.values(figure.about) or _own_course(now.table)),
    }


def _own_course(table: Table | None) -> list[Cell]:
    """The first column of a table that is a course in time itself."""
    return (
        [row[1] for row in table.rows]
        if table and table.chart == "line" and len(table.columns) > 1
        else []
    )


def _insight(hub: Hub, name: str) -> PageView:
    public = insights(hub)
    figure, about = public.figures[name], FIGURES[name]
    course = public.course(figure)
    return PageView(
        title=hub.words.noted(about.question),
        description=f"{about.title}: {words.value_words(about, figure.now)}. {about.definition}",
        values={
            **_card(hub.words, figure, course),
            "now": figure.now,
            "before": figure.before,
            "before_words": words.value_words(about, figure.before, hub.words),
            "counts": hub.words.noted(
                N_("a share, in per cent") if about.unit == "%" else about.unit
            ),
            "window": words.window_words(about, hub.words),
            "counted": words.counted_words(about, figure.now),
            "covered": words.coverage_words(about, figure.now),
            "reading": list(words.reading(figure, hub.words)),
            "chart": _drawing(figure),
            "months": _months(figure, course),
            "rows": ROWS,
            "neighbours": _neighbours(name),
        },
        crumbs=[(hub.words.noted(INSIGHTS[0]), INSIGHTS[1])],
        crumb=hub.words.noted(about.title),
    )


def _drawing(figure: Figure) -> SafeHtml | None:
    return (chart(figure.now.table, figure.about.title) or None) if figure.now.table else None


def _months(figure: Figure, course: Course) -> dict[str, object] | None:
    """The figure at the ends of the last months, unless its own numbers are of months or quarters
    already."""
    if not course.days or (figure.now.table and figure.now.table.chart == "line"):
        return None
    name = (
        f"{figure.about.title} ({figure.about.unit})"
        if figure.about.unit == "%"
        else figure.about.title
    )
    labels = [day.strftime("%Y-%m") for day in course.days[:-1]] + [TODAY]
    table = Table(
        ("End of", name), tuple(zip(labels, course.values(figure.about), strict=True)), "line"
    )
    drawn = chart(table, f"{figure.about.title} by month")
    return {"table": table, "chart": drawn} if drawn else None


def _neighbours(name: str) -> tuple[object, object]:
    """The figures before and after it."""
    names = public_figures()
    at = names.index(name)
    return FIGURES[names[at - 1]] if at else None, FIGURES[names[at + 1]] if at + 1 < len(
        names
    ) else None
