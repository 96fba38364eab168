"""Answers to a survey as counts: from a table with a row for each person, of which nothing but the
counts is kept, or from a table of counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hearth.base.words import said
from hearth.contribute.importing.tables import Rows, UnreadableError
from hearth.manage.private.surveys import SurveyQuestion

COUNTED = ("question", "answer", "count")
"""The columns of a table of counts."""
_STEP = re.compile(r"(-?\d{1,3})(?:[.,]0+)?(?:\s*(?:[-–—=:.)]|/\s*\d+).*)?")
"""A step of a scale, alone or with what it means: 4, 4.0, 4 - agree, 4/5."""


@dataclass(frozen=True)
class CountedAnswers:
    """What a table says, as counts."""

    answers: Mapping[str, Mapping[str, int]]
    """By question, how often each answer was given."""
    people: int | None
    """How many answered anything; None for a table of counts, which does not tell."""
    missing: tuple[str, ...]
    """Questions that the table has no column of."""
    beside: tuple[str, ...]
    """Columns of no question; nothing of them is kept."""
    odd: int
    """Cells that are no answer to their question."""


def counted_answers(rows: Rows, questions: list[SurveyQuestion]) -> CountedAnswers:
    """The answers of a table; UnreadableError when it has none of the questions."""
    if not rows.rows:
        raise UnreadableError(said("holds nobody."))
    heads = list(dict.fromkeys(head for row in rows.rows for head in row.values))
    if {*COUNTED} <= {_plain(head) for head in heads}:
        return _of_counts(rows, questions)
    asked = {_plain(words): one for one in questions for words in (one.id, one.text)}
    columns = {head: asked[_plain(head)] for head in heads if _plain(head) in asked}
    if not columns:
        raise UnreadableError(
            said("has no column that is called after a question, by its words or its id.")
        )
    counts = {one.id: Counter[str]() for one in columns.values()}
    people = odd = 0
    for row in rows.rows:
        found = {head: _text(row.values.get(head)) for head in columns}
        answers = {
            columns[head].id: answer_of(columns[head], text) for head, text in found.items() if text
        }
        odd += sum(answer is None for answer in answers.values())
        people += any(answer is not None for answer in answers.values())
        for name, answer in answers.items():
            if answer is not None:
                counts[name][answer] += 1
    beside = tuple(head for head in heads if head not in columns)
    return _told(counts, questions, people, beside, odd)


def _of_counts(rows: Rows, questions: list[SurveyQuestion]) -> CountedAnswers:
    asked = {_plain(words): one for one in questions for words in (one.id, one.text)}
    counts = {one.id: Counter[str]() for one in questions}
    odd = 0
    for row in rows.rows:
        cells = {_plain(head): _text(value) for head, value in row.values.items()}
        question = asked.get(_plain(cells.get("question", "")))
        answer = answer_of(question, cells.get("answer", "")) if question else None
        number = cells.get("count", "").removesuffix(".0")
        if question is None or answer is None or not number.isdecimal():
            odd += 1
        else:
            counts[question.id][answer] += int(number)
    return _told(counts, questions, None, (), odd)


def _told(
    counts: Mapping[str, Counter[str]],
    questions: list[SurveyQuestion],
    people: int | None,
    beside: tuple[str, ...],
    odd: int,
) -> CountedAnswers:
    """What nobody answered is missing: nought would be an answer."""
    answers = {
        one.id: {answer: counts[one.id][answer] for answer in one.answers if counts[one.id][answer]}
        for one in questions
        if counts.get(one.id)
    }
    missing = tuple(one.id for one in questions if one.id not in answers)
    return CountedAnswers(answers, people, missing, beside, odd)


def answer_of(question: SurveyQuestion, text: str) -> str | None:
    """The answer that a cell gives: a step of the scale, by its number or by what the lowest and
    the highest mean, or a choice; None when it is none of them."""
    plain = _plain(text)
    if question.choices:
        return next((one for one in question.choices if _plain(one) == plain), None)
    for step, means in (
        (question.low, question.low_means),
        (question.high, question.high_means),
    ):
        if means and _plain(means) == plain:
            return str(step)
    found = _STEP.fullmatch(text.strip())
    inside = found is not None and question.low <= int(found[1]) <= question.high
    return str(int(found[1])) if found and inside else None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _plain(text: str) -> str:
    """The words without what surrounds them: capitals, marks at the end, numbers of questions."""
    bare = unicodedata.normalize("NFKC", text).casefold()
    bare = re.sub(r"^\s*(?:q|frage)?\s*\d+\s*[.):]\s*", "", bare)
    return " ".join(re.sub(r"[\s.?!:*]+", " ", bare).split())
