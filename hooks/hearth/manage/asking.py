"""What was asked: topics by interviews, quotes that may be published, and surveys' answers on their
way from lowest to highest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.base.words import N_, Translations
from hearth.manage.private import Notes
from hearth.manage.private.interviews import InterviewQuote, ResearchInterview
from hearth.manage.private.surveys import (
    Survey,
    SurveyQuestion,
    SurveyResult,
    SurveyVersion,
)

YEAR = 365


def interviews_by_topic(notes: Notes, day: date) -> Counter[str]:
    """How many interviews of the year up to a day named each topic."""
    return Counter(topic for talk in recent_interviews(notes, day) for topic in talk.named_topics)


def recent_interviews(notes: Notes, day: date) -> list[ResearchInterview]:
    """The interviews of the year up to a day."""
    first = day - timedelta(days=YEAR)
    return [talk for talk in notes.interviews.values() if first < talk.date <= day]


def quotes_to_publish(notes: Notes, topic: str) -> list[tuple[ResearchInterview, InterviewQuote]]:
    """What was said on a topic and may be published, in order of time."""
    talks = sorted(notes.interviews.items(), key=lambda item: (item[1].date, item[0]))
    return [(talk, quote) for _, talk in talks for quote in talk.publishable(topic)]


# -- surveys ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SurveyAnswers:
    """One result with the survey it belongs to, as far as it tells of one measure."""

    name: str
    survey: Survey
    result: SurveyResult
    questions: tuple[SurveyQuestion, ...]
    """Those of the measure."""

    @property
    def given(self) -> int:
        """Answers to these questions."""
        return sum(self.result.given(one.id) for one in self.questions)

    @property
    def possible(self) -> int:
        """Answers there would be if everybody who answered had answered all of them."""
        return self.result.answered * len(self.questions)

    @property
    def way(self) -> float:
        """How far the answers are on the way from the lowest to the highest, summed up: each from 0
        to 1."""
        return sum(
            number * (int(answer) - one.low) / (one.high - one.low)
            for one in self.questions
            for answer, number in self.result.answers.get(one.id, {}).items()
        )

    @property
    def mean(self) -> float | None:
        """The same as a mean in percent; None of no answer."""
        return round(100 * self.way / self.given, 1) if self.given else None


def askings(notes: Notes, day: date, measure: str | None = None) -> list[SurveyAnswers]:
    """Results up to a day that tell of a measure, or all of them, the earliest first."""
    found = [
        SurveyAnswers(name, survey, result, tuple(_measuring(survey, result, measure)))
        for name, survey in notes.surveys.items()
        for result in survey.results
        if result.until <= day
    ]
    told = [one for one in found if measure is None or one.given]
    return sorted(told, key=lambda one: (one.result.until, one.name, one.result.version))


def _measuring(
    survey: Survey, result: SurveyResult, measure: str | None
) -> Iterator[SurveyQuestion]:
    for one in survey.questions_of(result):
        scaled = not one.choices and one.high > one.low
        if scaled and (measure is None or one.measures == measure):
            yield one


# -- questions that are ready ----------------------------------------------------------------------

BELONGING_SOURCE = (
    "Perceived Cohesion Scale, sense of belonging: Bollen & Hoyle (1990), "
    "https://doi.org/10.1093/sf/69.2.479"
)
BELONGING = (
    ("belonging-feel", N_("I feel a sense of belonging to %(community)s.")),
    ("belonging-member", N_("I feel that I am a member of %(community)s.")),
    ("belonging-part", N_("I see myself as part of %(community)s.")),
)
"""The three questions on sense of belonging of the Perceived Cohesion Scale, answered from 0
(strongly disagree) to 10 (strongly agree).

Source: Bollen, K. A., & Hoyle, R. H. (1990). Perceived cohesion: A conceptual and empirical
examination. Social Forces, 69(2), 479-504. In other languages than English they are translations of
ours, which nobody has validated.
"""
FEEDBACK = (
    ("event-worth", N_("The time was well spent for me.")),
    ("event-part", N_("I could take part the way I wanted to.")),
    ("event-met", N_("I got to know somebody, or know somebody better now.")),
    ("event-again", N_("I would come again.")),
)
"""Four questions after an event, answered from 1 to 5."""
READY = ("belonging", "event")
"""The surveys whose questions are ready."""


def ready_questions(like: str, community: str, words: Translations) -> list[SurveyQuestion]:
    """The questions of a survey that is ready, in a language."""
    asked, low, high = (BELONGING, 0, 10) if like == "belonging" else (FEEDBACK, 1, 5)
    return [
        SurveyQuestion(
            id=name,
            text=words.noted(text) % {"community": community},
            measures=like,
            low=low,
            high=high,
            low_means=words("strongly disagree"),
            high_means=words("strongly agree"),
        )
        for name, text in asked
    ]


def with_questions(
    survey: Survey | None,
    title: str,
    questions: list[SurveyQuestion],
    day: date,
    source: str | None = None,
) -> Survey:
    """A survey that asks these questions from a day on: a new one, the same when it asks them
    already, or with a version more."""
    if survey is None:
        first = SurveyVersion(version=1, since=day, questions=questions, source=source)
        return Survey(title=title, versions=[first])
    if survey.newest.questions == questions:
        return survey
    number = survey.newest.version + 1
    more = SurveyVersion(version=number, since=day, questions=questions, source=source)
    return survey.model_copy(update={"versions": [*survey.versions, more]})
