"""Resources: things elsewhere that are worth somebody's time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from hearth.base.words import ENGLISH, N_, Translations, said
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import (
    SPLIT,
    Asking,
    Fields,
    Filter,
    Importing,
    Kind,
    KindFeed,
    Listing,
    Matching,
    Searching,
    SortOrder,
    Surroundings,
)
from hearth.kinds.fields import (
    LEVELS,
    Day,
    Language,
    Line,
    MemberId,
    Moment,
    ResourceId,
    Summary,
    Url,
    levels,
    one_of,
)
from hearth.kinds.form import ONE_EACH, RIGHTS, TOPICS, Form, Question
from hearth.kinds.lenient import name_key

TYPES = (
    "article",
    "book",
    "guide",
    "handbook",
    "course",
    "video",
    "podcast",
    "template",
    "tool",
    "dataset",
    "paper",
    "community",
    "newsletter",
    "standard",
    "example",
)

REVIEW_AFTER = timedelta(days=180)
"""How long a check counts when the resource does not say otherwise."""


class Resource(Record):
    """An article, book, tool or other thing the community recommends, and why."""

    KIND: ClassVar[str] = "resource"

    title: Line
    """Its own title."""
    url: Url
    """Where it is."""
    type: one_of(*TYPES)  # type: ignore[valid-type]
    """What it is."""
    why: Summary
    """Why it is worth the reader's time, honestly, in a sentence or two."""
    summary: Summary | None = None
    """What is in it."""
    audience: list[Line] = []
    """For whom."""
    level: one_of("any", "beginner", "intermediate", "advanced") | None = None  # type: ignore[valid-type]
    """How much one should know before; empty means not stated."""
    language: Language | None = None
    """The language it is in; empty means not stated."""
    minutes: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How long it takes."""
    cost: one_of("free", "paid", "partly-free") | None = None  # type: ignore[valid-type]
    """free, paid or partly-free; empty means not stated."""
    licence: Line | None = None
    """Its licence, such as CC-BY-4.0."""
    authors: list[Line] = []
    """Who made it."""
    curator: MemberId | None = None
    """The member who recommends it."""
    suggested_by: MemberId | None = None
    """The member who found it."""
    reviewed_by: MemberId | None = None
    """The member who last checked that it is still worth it."""
    published: Moment | None = None
    """When it was published."""
    review_after: Day | None = None
    """When to check it again; else 180 days after `reviewed`."""
    replaced_by: ResourceId | None = None
    """The resource to use instead."""
    gone: Day | None = None
    """Since when its address leads nowhere; empty while it can be opened."""
    archived: Url | None = None
    """Where an archive keeps a copy of it."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        return self.line_in(ENGLISH)

    def line_in(self, words: Translations) -> str:
        return " · ".join(
            part for part in (words.noted(self.type), ", ".join(self.authors)) if part
        )

    def is_gone(self, day: date) -> bool:
        """Whether its address leads nowhere on a day."""
        return self.gone is not None and self.gone <= day

    def is_usable(self, day: date) -> bool:
        """Whether it can be recommended on a day: it is neither replaced nor gone."""
        return not self.replaced_by and not self.is_gone(day)

    @property
    def check_due(self) -> date | None:
        """The last day on which the last check still counts; None when nobody ever checked."""
        checked = self.reviewed or self.added
        return (self.review_after or checked + REVIEW_AFTER) if checked else None


def _rules(resource: Resource) -> Iterator[Complaint]:
    if resource.replaced_by == resource.id:
        yield Complaint(
            ("replaced_by",),
            "refers-to-itself",
            said("names the resource's own id"),
            said("Name another resource."),
        )
    if resource.added and resource.reviewed and resource.reviewed < resource.added:
        yield Complaint(
            ("reviewed",),
            "ends-before-start",
            said("lies before `added`"),
            said("Check the two days."),
        )
    if resource.added and resource.gone and resource.gone < resource.added:
        yield Complaint(
            ("gone",), "ends-before-start", said("lies before `added`"), said("Check the two days.")
        )


def _same_title(now: Fields, known: Fields, _today: object) -> bool:
    return name_key(str(now.get("title", ""))) == name_key(str(known.get("title", "")))


_FORM = Form(
    "Recommend a resource",
    "Share something that is worth other people's time.",
    "New resource: ",
    "The heart of it is why: what it gave you, and where it falls short.",
    questions=(
        Question("title", "Title of the resource", required=True),
        Question(
            "url",
            "Address",
            required=True,
            help="Where it is: a full address that starts with https://.",
        ),
        Question("type", "Type of resource", "dropdown", True),
        Question("why", "Why", "textarea", True),
        Question("summary", "What is in it", "textarea"),
        Question(
            "language",
            "Language",
            help="The language it is in: its name in English, or a code such as pt-BR.",
        ),
        Question("level", "Level", "dropdown"),
        Question("minutes", "Minutes", help="How long it takes, in minutes."),
        Question("cost", "Cost", "dropdown"),
        Question("authors", "Authors", "textarea", help=f"Who made it. {ONE_EACH}"),
        TOPICS,
        Question("curator", "Recommended by", help="Your name in the hub, if you are a member."),
        RIGHTS,
    ),
)


def _newest_first(resource: Resource) -> tuple[bool, int, str]:
    """Usable ones before those that are replaced or gone."""
    added = resource.added.toordinal() if resource.added else 0
    return bool(resource.replaced_by or resource.gone), -added, resource.id


_TIMES = {"15": N_("15 minutes at most"), "60": N_("an hour at most")}


def _at_most(minutes: int | None) -> list[str]:
    return [limit for limit in _TIMES if minutes and minutes <= int(limit)]


def _fresh(resource: Resource, hub: Surroundings) -> tuple[str, ...]:
    return ("fresh",) if resource.check_due and hub.as_of <= resource.check_due else ()


KIND = Kind(
    name="resource",
    plural="resources",
    model=Resource,
    folder="content/resources",
    section="resources",
    example=(
        "title: How to run a good call\nurl: https://example.org/calls\ntype: guide\n"
        "why: Shows an agenda that leaves room for people.\n"
    ),
    rules=_rules,
    straight_links=True,
    schema_type="CreativeWork",
    asking=Asking(
        form=_FORM,
        fields=(
            "title",
            "url",
            "type",
            "why",
            "summary",
            "language",
            "minutes",
            "topics",
            "curator",
        ),
        hints=("summary", "audience", "minutes", "licence", "authors", "topics", "curator"),
        from_page={"title": "title", "summary": "description", "language": "language"},
    ),
    importing=Importing(
        columns={
            "title": ("name",),
            "url": ("link", "address", "href", "website"),
            "type": ("format",),
            "why": ("reason", "recommendation"),
            "summary": ("description",),
            "authors": ("author", "by", "creator"),
            "licence": ("license",),
            "language": ("lang",),
        },
        not_contacts=frozenset({"address"}),
        formats=frozenset({"opml", "html"}),
        steps={
            "published": (("time", None),),
            "audience": SPLIT,
            "authors": (("split", ";"),),  # names of people may hold commas
        },
        summarised=True,
        matching=Matching(address="url", changed=_same_title),
    ),
    archived=lambda resource, day: not resource.is_usable(day),
    searching=Searching(
        headings={"resource": "Library"},
        texts=lambda resource: (resource.why, resource.summary, resource.type, *resource.authors),
    ),
    feed=KindFeed(
        name="resources",
        title="resources",
        purpose="What members found worth your time",
        entry_title=lambda resource, words: resource.heading,
        under=frozenset({"topic"}),
    ),
    listing=Listing(
        name="Library",
        title="Worth your time",
        purpose=(
            "Resources members recommend, each with why it is worth it and when it was last "
            "checked."
        ),
        filters=(
            Filter(
                "type",
                "What it is",
                lambda resource: (resource.type,),
                page="resources/type/{}/",
            ),
            Filter("topic", "About", lambda resource: resource.topics, refers="topic"),
            Filter(
                "level",
                "Level",
                lambda resource: levels(resource.level),
                order=LEVELS,
            ),
            Filter(
                "minutes",
                "Time it takes",
                lambda resource: _at_most(resource.minutes),
                _TIMES.get,
                order=tuple(_TIMES),
            ),
            Filter(
                "cost",
                "Cost",
                lambda resource: (resource.cost,),
                lambda cost: cost.replace("-", " "),
            ),
            Filter(
                "language",
                "Language",
                lambda resource: (resource.language,),
                codes="language",
                folded=True,
            ),
            Filter(
                "fresh",
                "Last checked",
                label=lambda _: N_("lately enough"),
                inside=_fresh,
                folded=True,
            ),
        ),
        order=_newest_first,
        order_title="Newest first",
        orders=(
            SortOrder("title", "By title", lambda resource: resource.title),
            SortOrder("minutes", "Shortest first", lambda resource: resource.minutes or math.inf),
        ),
        text=lambda resource: resource.authors,
    ),
)
