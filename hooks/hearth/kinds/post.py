"""Posts: news, stories, recaps, prompts, research notes, decisions, issues of the newsletter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from hearth.base.words import ENGLISH, Translations, said
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import (
    Asking,
    Importing,
    Kind,
    KindFeed,
    Listing,
    Matching,
    Searching,
)
from hearth.kinds.fields import (
    Day,
    EventId,
    GroupId,
    Line,
    MemberId,
    Part,
    Person,
    PostId,
    ResourceId,
    Summary,
    Url,
    one_of,
)


class About(Part):
    """What a post is about."""

    events: list[EventId] = []
    """Events' ids."""
    groups: list[GroupId] = []
    """Groups' ids."""
    resources: list[ResourceId] = []
    """Resources' ids."""
    members: list[MemberId] = []
    """Members' ids."""


class Post(Record):
    """Something the community wants to tell."""

    KIND: ClassVar[str] = "post"

    title: Line
    """The headline."""
    date: Day
    """When it was published."""
    type: one_of("news", "story", "recap", "prompt", "research", "decision", "newsletter") = "news"  # type: ignore[valid-type]
    """What kind of post it is."""
    summary: Summary | None = None
    """What it says, in a sentence or two; feeds and lists show it."""
    url: Url | None = None
    """Where it stands, when it was published elsewhere first."""
    authors: list[Person] = []
    """Who wrote it: members' ids or guests."""
    about: About | None = None
    """What it is about."""
    follows: list[PostId] = []
    """Posts it builds on, such as the research notes behind a decision, or the decision behind what
    came of it."""
    value_cycle: one_of("immediate", "potential", "applied", "realized", "reframing") | None = None  # type: ignore[valid-type]
    """For stories: which cycle of value it tells of (Wenger-Trayner)."""
    outcome: Line | None = None
    """For decisions and stories: what came of it."""

    @property
    def heading(self) -> str:
        return self.title

    @property
    def line(self) -> str:
        return self.line_in(ENGLISH)

    def line_in(self, words: Translations) -> str:
        return f"{words.noted(self.type)} · {words.long_day(self.date)}"


def _rules(post: Post) -> Iterator[Complaint]:
    if not post.body and not post.summary:
        yield Complaint(
            ("summary",),
            "missing-field",
            said("is missing, and there is no text"),
            said("Write a summary or a text."),
        )
    if post.id in post.follows:
        where = ("follows", post.follows.index(post.id))
        yield Complaint(
            where, "refers-to-itself", said("names the post's own id"), said("Name another post.")
        )


KIND = Kind(
    name="post",
    plural="posts",
    model=Post,
    folder="content/news",
    section="news",
    example="---\ntitle: We have a hub\ndate: 2026-11-20\n---\nAnd this is what it is for.\n",
    ways_in="addresses",
    rules=_rules,
    date_field="date",
    id_date="date",
    schema_type="BlogPosting",
    asking=Asking(
        fields=("title", "summary", "type", "authors", "topics"),
        hints=("summary", "authors", "about", "topics"),
        today="date",
    ),
    importing=Importing(
        columns={
            "title": ("headline", "name"),
            "date": ("published", "day"),
            "body": ("content",),
            "url": ("link",),
        },
        summarised=True,
        formats=frozenset({"feed"}),
        matching=Matching(beside=lambda fields: (str(fields.get("date", "")),)),
    ),
    searching=Searching(
        label=lambda post: "news",
        headings={"news": "News"},
        rank=1,
        texts=lambda post: (post.summary, post.type),
    ),
    listing=Listing(name="News", title="News and stories"),
    feed=KindFeed(
        name="news",
        title="news",
        purpose="News, stories, recaps, prompts, research notes and decisions",
        called="news",
        entry_title=lambda post, words: post.heading,
        rank=-1,
        under=frozenset({"topic", "group"}),
    ),
)
