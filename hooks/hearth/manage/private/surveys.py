"""The model of a survey: its questions in versions, and its answers as counts of which nobody is a
part by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from hearth.base.words import said
from hearth.kinds.event_parts import Whole
from hearth.kinds.fields import Day, Line, Part, mistake, one_of

MEASURES = ("belonging", "event")
"""What the answers to a question tell a figure of: sense of belonging, or how an event was."""
QuestionId = Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9-]{0,40}$")]
ScaleStep = Annotated[int, Field(ge=-100, le=100)]


class SurveyQuestion(Part):
    """One question, answered on a scale or by a choice."""

    id: QuestionId
    """What its answers are kept under; the same in every version in which it asks the same."""
    text: Line
    """How it is asked."""
    measures: one_of(*MEASURES) | None = None  # type: ignore[valid-type]
    """belonging or event, when a figure takes its answers."""
    low: ScaleStep = 1
    """The lowest answer of the scale."""
    high: ScaleStep = 5
    """The highest answer of the scale."""
    low_means: Line | None = None
    """What the lowest answer means."""
    high_means: Line | None = None
    """What the highest answer means."""
    choices: list[Line] = []
    """Answers to choose from, instead of a scale."""

    @property
    def answers(self) -> list[str]:
        """Every answer that can be given, in order."""
        return self.choices or [str(step) for step in range(self.low, self.high + 1)]


class SurveyVersion(Part):
    """The questions as they are asked since a day; a question that asks something else is another
    version's."""

    version: Annotated[int, Field(ge=1, le=999)]
    """Its number."""
    since: Day
    """First day."""
    source: Line | None = None
    """Where the questions come from, when they were published."""
    questions: Annotated[list[SurveyQuestion], Field(min_length=1, max_length=40)]
    """What is asked."""


class SurveyResult(Part):
    """What came of asking once."""

    version: Annotated[int, Field(ge=1, le=999)]
    """Which questions were asked."""
    since: Day
    """First day on which answers came."""
    until: Day
    """Last day."""
    asked: Whole | None = None
    """How many people were asked; empty when nobody knows."""
    answered: Whole
    """How many of them answered anything."""
    event: Line | None = None
    """The event it was about: EVENT, or EVENT@DAY for a date of a series."""
    answers: dict[QuestionId, dict[str, Whole]] = {}
    """By question, how often each answer was given. What nobody answered is missing."""

    def given(self, question: str) -> int:
        """How many answered a question."""
        return sum(self.answers.get(question, {}).values())


class Survey(Part):
    """Questions that are asked again and again, and what came of it; its file is its name."""

    title: Line
    """What it is called."""
    versions: Annotated[list[SurveyVersion], Field(min_length=1)]
    """Its questions, the newest last."""
    results: list[SurveyResult] = []
    """What came of asking."""

    @model_validator(mode="after")
    def _fits(self) -> Survey:
        for wrong in self._misfits():
            raise mistake(
                "wrong-number",
                said("does not fit its questions: %(what)s", what=wrong),
                said("Import the answers again with `hearth survey take`."),
            )
        return self

    def _misfits(self) -> Iterator[str]:
        known = {one.version: {ask.id: ask for ask in one.questions} for one in self.versions}
        for result in self.results:
            questions = known.get(result.version)
            if questions is None:
                yield f"version {result.version}"
                continue
            for name, counts in result.answers.items():
                right = name in questions and counts.keys() <= {*questions[name].answers}
                if not right or result.given(name) > result.answered:
                    yield name
            if result.asked is not None and result.answered > result.asked:
                yield f"{result.answered} > {result.asked}"

    @property
    def newest(self) -> SurveyVersion:
        """The questions as they are asked now."""
        return max(self.versions, key=lambda one: one.version)

    def questions_of(self, result: SurveyResult) -> list[SurveyQuestion]:
        """The questions that a result answers."""
        return next(one.questions for one in self.versions if one.version == result.version)
