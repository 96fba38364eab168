"""The model of an interview: what somebody said, by topic, and what they agreed may become of
it."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from hearth.kinds.fields import Day, MemberId, Part, TopicId, one_of
from hearth.manage.private.cases import Account

CONSENTS = ("topics", "quotes", "named")
"""What somebody agrees to, the least first: that topics are counted, that quotes are published
without the name, or with it."""
Spoken = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class InterviewQuote(Part):
    """Something that was said, word for word."""

    topic: TopicId
    """What it is about."""
    said: Spoken
    """The words."""
    publish: one_of("yes", "no") = "yes"  # type: ignore[valid-type]
    """no keeps it in the notebook, whatever else was agreed."""


class ResearchInterview(Part):
    """A talk with somebody who agreed that it is written down; its number is the name of its
    file."""

    date: Day
    """When."""
    consent: one_of(*CONSENTS)  # type: ignore[valid-type]
    """What was agreed: topics, quotes or named."""
    by: MemberId | None = None
    """Who asked."""
    member: MemberId | None = None
    """With whom; may be left out."""
    topics: list[TopicId] = []
    """Topics that came up beside those of the quotes."""
    quotes: list[InterviewQuote] = []
    """What was said."""
    note: Account | None = None
    """Anything to remember; never published."""

    @property
    def named_topics(self) -> frozenset[str]:
        """Every topic that came up."""
        return frozenset({*self.topics, *(quote.topic for quote in self.quotes)})

    def publishable(self, topic: str) -> list[InterviewQuote]:
        """The quotes on a topic that may be published."""
        if self.consent == "topics":
            return []
        return [quote for quote in self.quotes if quote.topic == topic and quote.publish == "yes"]
