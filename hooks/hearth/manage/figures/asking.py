"""Figures of what people were asked: belonging, feedback on events, who answers, interviews."""

from __future__ import annotations

from hearth.manage.asking import SurveyAnswers, askings, interviews_by_topic, recent_interviews
from hearth.manage.figures.base import Answer, MetricContext, Table, figure, percent

SECTION = "What people say"
YEAR = 365


@figure(
    "belonging",
    "Sense of belonging",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="up",
    source="Bollen and Hoyle (1990): Perceived Cohesion Scale",
    question="Do people feel that they belong?",
    definition="In the last survey of the past 365 days that asks about belonging, how far the "
    "answers are, on average, on the way from the lowest to the highest. A question that somebody "
    "left out is missing and counts as nothing. Who did not answer at all is not in it: the note "
    "and the table say how many were asked. It tells of groups over time, never of a person.",
)
def belonging(context: MetricContext) -> Answer:
    found = askings(context.notes, context.day, "belonging")
    last = found[-1:] if found and found[-1].result.until > context.since(YEAR) else []
    return _mean(context, last, found)


@figure(
    "event_feedback",
    "Feedback on events",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="up",
    question="Was it worth coming?",
    definition="Over all answers to questions about an event, of surveys that ended within 365 "
    "days, how far they are, on average, on the way from the lowest to the highest. The table has "
    "each survey with how many were asked and how many answered.",
)
def event_feedback(context: MetricContext) -> Answer:
    found = askings(context.notes, context.day, "event")
    lately = [one for one in found if one.result.until > context.since(YEAR)]
    return _mean(context, lately, lately)


def _mean(
    context: MetricContext, counted: list[SurveyAnswers], shown: list[SurveyAnswers]
) -> Answer:
    """The mean of some results, with a table of those that are shown."""
    words = context.hub.words
    given, answered = sum(one.given for one in counted), sum(one.result.answered for one in counted)
    rows = tuple(
        (_name(context, one), one.mean, one.result.answered, one.result.asked) for one in shown
    )
    columns = (words("Survey"), "%", words("Answered"), words("Asked"))
    return Answer(
        round(100 * sum(one.way for one in counted) / given, 1) if given else None,
        answered,
        given if counted else None,
        sum(one.possible for one in counted),
        words("answers to its questions"),
        Table(columns, rows),
        _response(context, counted),
    )


def _name(context: MetricContext, one: SurveyAnswers) -> str:
    day = context.hub.words.short_day(one.result.until)
    return f"{one.result.event or one.survey.title}, {day}"


def _response(context: MetricContext, found: list[SurveyAnswers]) -> str:
    """How many of those who were asked answered."""
    if not found:
        return ""
    words, asked = context.hub.words, [one.result.asked for one in found]
    if None in asked:
        return words("how many were asked is not known")
    return words(
        "%(answered)s of %(asked)s who were asked answered",
        answered=sum(one.result.answered for one in found),
        asked=sum(number or 0 for number in asked),
    )


@figure(
    "survey_response",
    "Answers to surveys",
    "%",
    SECTION,
    window=YEAR,
    manager=True,
    better="up",
    source="response rate",
    question="How many of those we ask answer?",
    definition="Of the people who were asked in surveys that ended within 365 days, the share who "
    "answered anything; surveys of which nobody knows how many were asked are left out. Who is "
    "asked in two surveys counts twice.",
)
def survey_response(context: MetricContext) -> Answer:
    words = context.hub.words
    ended = [
        one for one in askings(context.notes, context.day) if one.result.until > context.since(YEAR)
    ]
    known = [one.result for one in ended if one.result.asked]
    asked = sum(result.asked or 0 for result in known)
    rows = tuple((_name(context, one), one.result.answered, one.result.asked) for one in ended)
    return Answer(
        percent(sum(result.answered for result in known), asked),
        asked,
        len(known) if ended else None,
        len(ended),
        words("surveys"),
        Table((words("Survey"), words("Answered"), words("Asked")), rows),
    )


@figure(
    "interviews",
    "Interviews",
    "interviews",
    SECTION,
    window=YEAR,
    manager=True,
    question="Whom do we ask in person, and about what?",
    definition="Interviews in the notebook of the last 365 days. The table has the topics that "
    "came up, each with how many interviews named it.",
)
def interviews(context: MetricContext) -> Answer:
    words, topics = context.hub.words, context.hub.topics
    number = len(recent_interviews(context.notes, context.day))
    counted = interviews_by_topic(context.notes, context.day)
    rows = tuple(
        (topics[name].label, count)
        for name, count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        if name in topics
    )
    return Answer(number, number, table=Table((words("Topic"), words("Interviews")), rows))
