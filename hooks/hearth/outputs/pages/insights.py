"""Pages of public figures: all of them, and one for each that explains it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from hearth.base.words import N_, Translations
from hearth.manage.figures import FIGURES, Figure
from hearth.manage.figures.base import Cell, Table, unit
from hearth.model.hub import Hub
from hearth.outputs.insights import Course, insights, public_figures
from hearth.outputs.pages.page import Page, PageView
from hearth.wording import metric_format
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
        section: [_card(hub.words, figure, public.course(figure)) for figure in figures]
        for section, figures in public.sections.items()
    }
    told = {section: [card for card in found if _known(card)] for section, found in cards.items()}
    untold = [card for found in cards.values() for card in found if not _known(card)]
    return PageView(
        title=hub.words("How we are doing"),
        description=hub.words(
            "%(number)s figures of %(community)s, each with what it counts, over how many, and "
            "what it was a year ago.",
            number=len(public.figures),
            community=hub.community.name,
        ),
        values={
            "sections": {section: found for section, found in told.items() if found},
            "untold": untold,
            "total": len(public.figures),
            "young": 2 * len(untold) > len(public.figures),
        },
    )


def _known(card: Mapping[str, object]) -> bool:
    return card["state"] == "known"


def _card(words: Translations, figure: Figure, course: Course) -> dict[str, object]:
    """What a figure says at a glance."""
    now = figure.now
    known = metric_format.state(now) == "known"
    return {
        "about": figure.about,
        "state": metric_format.state(now),
        "value": words.number(now.value or 0) if known else "",
        "unit": words.noted(unit(figure.about, now.value or 0)) if known else "",
        "why": "" if known else metric_format.value_words(figure.about, now, words),
        "change": metric_format.change_words(figure, words),
        "direction": metric_format.direction(figure),
        "coverage": metric_format.coverage_words(figure.about, now, words) if known else "",
        "note": now.note if known and not now.running else "",
        "running": metric_format.running_words(now, words),
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
    public, words = insights(hub), hub.words
    figure, about = public.figures[name], FIGURES[name]
    course = public.course(figure)
    return PageView(
        title=hub.words.noted(about.question),
        description=words(
            "%(figure)s: %(value)s. %(definition)s",
            figure=words.noted(about.title),
            value=metric_format.value_words(about, figure.now, words),
            definition=words.noted(about.definition),
        ),
        values={
            **_card(words, figure, course),
            "now": figure.now,
            "before": figure.before,
            "before_words": metric_format.value_words(about, figure.before, words),
            "counts": words.noted(N_("a share, in per cent") if about.unit == "%" else about.unit),
            "window": metric_format.window_words(about, words),
            "counted": metric_format.counted_words(about, figure.now, words),
            "covered": metric_format.coverage_words(about, figure.now, words),
            "reading": list(metric_format.reading(figure, words)),
            "chart": _drawing(words, figure),
            "months": _months(words, figure, course),
            "rows": ROWS,
            "neighbours": _neighbours(name),
        },
        crumbs=[(words.noted(INSIGHTS[0]), INSIGHTS[1])],
        crumb=words.noted(about.title),
    )


def _drawing(words: Translations, figure: Figure) -> SafeHtml | None:
    table = figure.now.table
    return (chart(table, words.noted(figure.about.title), words) or None) if table else None


def _months(words: Translations, figure: Figure, course: Course) -> dict[str, object] | None:
    """The figure at the ends of the last months, unless its own numbers are of months or quarters
    already."""
    if not course.days or (figure.now.table and figure.now.table.chart == "line"):
        return None
    title = words.noted(figure.about.title)
    name = f"{title} (%)" if figure.about.unit == "%" else title
    labels = [day.strftime("%Y-%m") for day in course.days[:-1]] + [words(TODAY)]
    rows = tuple(zip(labels, course.values(figure.about), strict=True))
    table = Table((words("End of"), name), rows, "line")
    drawn = chart(table, words("%(figure)s by month", figure=title), words)
    return {"table": table, "chart": drawn} if drawn else None


def _neighbours(name: str) -> tuple[object, object]:
    """The figures before and after it."""
    names = public_figures()
    at = names.index(name)
    return FIGURES[names[at - 1]] if at else None, FIGURES[names[at + 1]] if at + 1 < len(
        names
    ) else None
