"""The community's own words: topics and glossary terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import ConfigDict

from hearth.base.words import said
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import (
    SPLIT,
    Importing,
    Kind,
    Listing,
    RecordFeeds,
    Searching,
)
from hearth.kinds.fields import Line, Summary, TermId, TopicId, Url


class Topic(Record):
    """A subject the community cares about."""

    KIND: ClassVar[str] = "topic"

    label: Line
    """What people call it."""
    description: Summary
    """What belongs to it."""
    synonyms: list[Line] = []
    """Other words for it; search finds it by them."""
    parent: TopicId | None = None
    """The wider topic it is part of."""

    @property
    def heading(self) -> str:
        return self.label

    @property
    def line(self) -> str:
        return self.description


class GlossaryTerm(Record):
    """A word explained."""

    model_config = ConfigDict(title="Term")

    KIND: ClassVar[str] = "term"

    term: Line
    """The word or phrase."""
    sorted_as: Line | None = None
    """What the term is sorted by where that is not how it is written: the reading of kanji."""
    aliases: list[Line] = []
    """Other forms and spellings that mean the same."""
    definition: Summary
    """What it means, in plain words."""
    source: Url | None = None
    """Where to read more."""
    see: list[TermId] = []
    """Related terms."""

    @property
    def heading(self) -> str:
        return self.term

    @property
    def sort_name(self) -> str:
        return self.sorted_as or self.term

    @property
    def line(self) -> str:
        return self.definition


def _topic_rules(topic: Topic) -> Iterator[Complaint]:
    if topic.parent == topic.id:
        yield Complaint(
            ("parent",),
            "refers-to-itself",
            said("names the topic's own id"),
            said("Name another topic, or none."),
        )


TOPIC = Kind(
    name="topic",
    plural="topics",
    model=Topic,
    folder="content/topics",
    section="topics",
    example=(
        "- id: onboarding\n  label: Onboarding\n  description: The first weeks of a new member.\n"
    ),
    rules=_topic_rules,
    title_field="label",
    vocabulary=True,
    in_list=True,
    importing=Importing(
        columns={"label": ("name", "title", "topic"), "synonyms": ("aliases",)},
        steps={"synonyms": SPLIT},
    ),
    searching=Searching(
        names=lambda topic: topic.synonyms,
        topics=lambda topic: (topic.id, *topic.topics),
        texts=lambda topic: (topic.description,),
        line=False,
    ),
    listing=Listing(title="What we care about"),
    record_feeds=RecordFeeds("Everything about {}"),
)
TERM = Kind(
    name="term",
    plural="terms",
    model=GlossaryTerm,
    folder="content/glossary",
    section="glossary",
    example=(
        "- id: lurker\n  term: lurker\n"
        "  definition: Someone who reads and does not post, which is a way of taking part.\n"
    ),
    anchored=True,
    listing=Listing(name="Glossary", order=lambda term: (term.sort_name, term.id)),
    title_field="term",
    noun="glossary term",
    in_list=True,
    schema_type="DefinedTerm",
    importing=Importing(
        columns={
            "term": ("name", "word"),
            "definition": ("description", "meaning"),
            "aliases": ("synonyms",),
        }
    ),
    searching=Searching(
        headings={"term": "Words"},
        names=lambda term: term.aliases,
        texts=lambda term: (term.definition,),
        line=False,
    ),
)
