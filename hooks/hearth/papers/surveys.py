"""Surveys as documents: what is asked, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hearth.base.words import Translations
from hearth.manage.private import Notes
from hearth.manage.private.surveys import Survey, SurveyQuestion, SurveyResult
from hearth.model.hub import Hub
from hearth.papers.paper import Paper
from hearth.wording.document import (
    Code,
    DataTable,
    Inline,
    Piece,
    Strong,
    entry,
    heading,
    paragraph,
    placed,
)


def surveys_paper(hub: Hub, notes: Notes, named: Callable[[str], Inline] = Strong) -> Paper:
    """Every survey with its last result; ``named`` is how its name stands there."""
    words = hub.words
    pieces: tuple[Piece, ...] = tuple(
        entry(named(name), f" – {survey.title}. ", *_last(words, survey))
        for name, survey in notes.surveys.items()
    )
    begin = placed(
        words("There is no survey. %(command)s begins one."),
        command=Code("hearth survey new belonging --like belonging"),
    )
    return Paper(words("Surveys"), pieces or (paragraph(*begin),), "", words.language)


def _last(words: Translations, survey: Survey) -> Iterator[str]:
    newest = survey.newest
    yield words(
        "Version %(number)s, since %(day)s",
        number=newest.version,
        day=words.short_day(newest.since),
    )
    if survey.results:
        last = max(survey.results, key=lambda one: one.until)
        yield f"; {words.short_day(last.until)}: {_response(words, last)}"


def _response(words: Translations, result: SurveyResult) -> str:
    if result.asked is None:
        return words("%(number)s answered", number=result.answered)
    return words(
        "%(answered)s of %(asked)s who were asked answered",
        answered=result.answered,
        asked=result.asked,
    )


def survey_paper(hub: Hub, survey: Survey) -> Paper:
    """One survey: its questions as they are to be asked now, and every result, the newest first."""
    words, newest = hub.words, survey.newest
    pieces: list[Piece] = [
        paragraph(
            words(
                "Version %(number)s, since %(day)s",
                number=newest.version,
                day=words.long_day(newest.since),
            )
        ),
        *(entry(question.text, f" ({_scale(question)})") for question in newest.questions),
    ]
    if newest.source:
        pieces.append(paragraph(newest.source))
    for result in sorted(survey.results, key=lambda one: one.until, reverse=True):
        pieces += _result(words, survey, result)
    return Paper(survey.title, tuple(pieces), "", words.language)


def _scale(question: SurveyQuestion) -> str:
    if question.choices:
        return " / ".join(question.choices)
    low, high = question.low_means, question.high_means
    lowest = f"{question.low} = {low}" if low else f"{question.low}"
    return f"{lowest} … {question.high} = {high}" if high else f"{lowest} … {question.high}"


def _result(words: Translations, survey: Survey, result: SurveyResult) -> Iterator[Piece]:
    day = words.long_day(result.until)
    yield heading(f"{result.event}, {day}" if result.event else day)
    yield paragraph(_response(words, result))
    rows = tuple(
        (
            question.text,
            result.given(question.id) if question.id in result.answers else None,
            mean_of(question, result),
            " · ".join(
                f"{answer}: {number}"
                for answer, number in result.answers.get(question.id, {}).items()
            ),
        )
        for question in survey.questions_of(result)
    )
    yield DataTable((words("Question"), words("Answers"), words("Mean"), words("How often")), rows)


def mean_of(question: SurveyQuestion, result: SurveyResult) -> float | None:
    """The mean of the answers on the question's own scale; None of a choice and of no answer."""
    given = result.given(question.id)
    if question.choices or not given:
        return None
    found = result.answers[question.id].items()
    return round(sum(int(answer) * number for answer, number in found) / given, 2)
