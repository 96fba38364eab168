"""The document of the figures, all on one page and each on its own, with what only the manager may
see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hearth.base.words import Translations
from hearth.manage.desk.goals import GoalState
from hearth.manage.desk.snapshots import Snapshot, history
from hearth.manage.figures import Figure, Table
from hearth.papers.paper import Drawing, Paper
from hearth.wording.charts import chart
from hearth.wording.document import (
    DataTable,
    Inline,
    Piece,
    Strong,
    entry,
    heading,
    paragraph,
)
from hearth.wording.metric_format import change_words, note_words, value_words


def insights_paper(
    figures: Iterable[Figure],
    goals: Iterable[GoalState],
    words: Translations,
    named: Callable[[Figure], Inline],
) -> Paper:
    """The goals, and every figure by section with its change; ``named`` is what a figure is called
    by."""
    found, pieces = list(figures), list(_goals(goals, words))
    for section in dict.fromkeys(figure.about.section for figure in found):
        pieces.append(heading(words.noted(section)))
        pieces += [
            entry(named(figure), ": ", *_value(figure, words))
            for figure in found
            if figure.about.section == section
        ]
    foot = words("For the manager's eyes: small numbers are not hidden here.")
    return Paper(words("Insights"), tuple(pieces), foot, words.language)


def _value(figure: Figure, words: Translations) -> Iterator[Inline]:
    yield Strong(value_words(figure.about, figure.now, words))
    more = (change_words(figure, words), note_words(figure.now, words))
    if said := "; ".join(filter(None, more)):
        yield f" ({said})"


def _goals(goals: Iterable[GoalState], words: Translations) -> Iterator[Piece]:
    rows = tuple(
        (
            state.goal.title,
            state.value,
            state.goal.target,
            words.short_day(state.goal.by) if state.goal.by else "",
            words.noted(state.state),
        )
        for state in goals
    )
    if rows:
        yield heading(words("Goals"))
        columns = ("Goal", "Now", "Target", "By", "State")
        yield DataTable(tuple(map(words.noted, columns)), rows)


def figure_paper(figure: Figure, kept: Iterable[Snapshot], words: Translations) -> Paper:
    """One figure with its definition, the numbers behind it, and its months where they were
    kept."""
    about, now = figure.about, figure.now
    pieces: list[Piece | Drawing] = [
        paragraph(words.noted(about.question)),
        paragraph(*_value(figure, words)),
        paragraph(words.noted(about.definition)),
    ]
    if now.table and now.table.rows:
        drawing = chart(now.table, words.noted(about.title), words)
        pieces += [Drawing(drawing)] if drawing else []
        pieces.append(DataTable(now.table.columns, now.table.rows))
    if months := history(about.id, kept):
        table = Table((words("Month"), words.noted(about.title)), months)
        pieces += [
            heading(words("Kept month by month")),
            DataTable(table.columns, table.rows),
        ]
    return Paper(words.noted(about.title), tuple(pieces), language=words.language)
