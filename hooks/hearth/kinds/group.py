"""Groups: chapters, working groups, projects, programmes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from hearth.base.words import ENGLISH, Translations
from hearth.kinds.base import Complaint, Record, wrong_way_round
from hearth.kinds.descriptor import Asking, Importing, Kind, Listing, RecordFeeds, Searching
from hearth.kinds.event_parts import Whole
from hearth.kinds.fields import (
    ContactUrl,
    Day,
    Line,
    MemberId,
    Part,
    Slug,
    Summary,
    Url,
    one_of,
    short_form,
)
from hearth.kinds.form import NOTHING, ONE_EACH, Form, Question
from hearth.kinds.span import Span

Type = one_of("chapter", "working-group", "project", "programme", "interest-group")


class Term(Span, Part):
    """A member's time in a group or role."""

    member: MemberId
    """The member's id."""
    role: Line | None = None
    """What the member does."""
    since: Day | None = None
    """First day."""
    until: Day | None = None
    """Last day; empty while it lasts."""


class Channel(Part):
    """A place where people talk."""

    label: Line
    """What it is called."""
    url: ContactUrl
    """Where it is."""
    purpose: Line | None = None
    """What it is for."""


class ProgrammeCall(Part):
    """A call for people who would like to take part in a programme."""

    opens: Day | None = None
    """First day on which somebody can apply."""
    closes: Day
    """Last day on which somebody can apply."""
    apply: ContactUrl | None = None
    """Where to apply: a page or a mail address; empty when people write to the leads."""
    places: Whole | None = None
    """How many people there is room for."""
    criteria: list[Line] = []
    """By what it is decided who takes part."""
    since: Day | None = None
    """First day of the term."""
    until: Day | None = None
    """Last day of the term."""

    def is_open(self, day: date) -> bool:
        """Whether somebody can apply on a day."""
        return day <= self.closes and (self.opens is None or self.opens <= day)


class Cohort(Span, Part):
    """People who take part in a programme over the same time."""

    name: Line
    """What it is called."""
    since: Day
    """First day."""
    until: Day | None = None
    """Last day; empty while it lasts."""
    outcome: Line | None = None
    """What came of it, for everybody to read."""


class Work(Part):
    """Something a group did."""

    date: Day
    """When."""
    by: list[MemberId]
    """Members who did it."""
    what: Line
    """What was done."""


class Group(Record):
    """People who do something together for longer than one event."""

    KIND: ClassVar[str] = "group"

    name: Line
    """The group's name."""
    type: Type = "working-group"  # type: ignore[valid-type]
    """What kind of group it is."""
    status: one_of("forming", "active", "paused", "finished") = "active"  # type: ignore[valid-type]
    """Whether it is at work."""
    purpose: Summary
    """What it is there for."""
    leads: Annotated[list[Term], short_form("member")] = []
    """Who leads it: ids, or {member, role, since, until}."""
    members: Annotated[list[Term], short_form("member")] = []
    """Who belongs to it, beside those who say so in their profile."""
    meets: list[Slug] = []
    """Series it meets in: the `series` of events, or the id of an event that repeats."""
    channels: list[Channel] = []
    """Where it talks."""
    feed: Url | None = None
    """Address of the group's own feed (RSS, Atom, JSON Feed): `hearth follow` brings titles and
    summaries of what is newest there."""
    feed_shows: one_of("summaries", "titles") = "summaries"  # type: ignore[valid-type]
    """What the hub shows of that feed beside days and addresses: titles with summaries, or titles
    alone."""
    needs: list[Line] = []
    """What it is looking for."""
    next_step: Line | None = None
    """What comes next."""
    last_activity: Day | None = None
    """When there was last a sign of life."""
    log: list[Work] = []
    """What was done, by whom and when."""
    cohort: Line | None = None
    """Name of the current cohort, for programmes that keep no history of them."""
    cohorts: list[Cohort] = []
    """The cohorts of a programme. Who belongs to one is told by terms in `members`, or in `groups`
    of a profile: those that run when it begins, or begin while it lasts."""
    call: ProgrammeCall | None = None
    """The call for the next cohort of a programme."""
    commitments: list[Line] = []
    """What taking part asks of people."""

    def cohort_on(self, day: date) -> str | None:
        """What the cohort is called that takes part on a day."""
        now = [one.name for one in self.cohorts if one.runs_on(day)]
        return now[-1] if now else self.cohort

    @property
    def is_at_work(self) -> bool:
        """Whether it does something, or is about to."""
        return self.status in ("active", "forming")

    @property
    def heading(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        return self.line_in(ENGLISH)

    def line_in(self, words: Translations) -> str:
        return words.noted(str(self.type).replace("-", " "))


def _rules(group: Group) -> Iterator[Complaint]:
    for field in ("leads", "members"):
        for index, term in enumerate(getattr(group, field)):
            yield from wrong_way_round(term, (field, index), "since", "until")
    for index, cohort in enumerate(group.cohorts):
        yield from wrong_way_round(cohort, ("cohorts", index), "since", "until")
    if group.call:
        yield from wrong_way_round(group.call, ("call",), "opens", "closes")
        yield from wrong_way_round(group.call, ("call",), "since", "until")


_FORM = Form(
    "Change a group",
    "Change what stands on the page of a group.",
    "Group: ",
    (
        f"What you leave empty stays as it is; a single {NOTHING} takes out what stands there. "
        "Everybody can read what you write here. Somebody of the team looks at it first."
    ),
    (
        Question(
            "record",
            "Which group",
            required=True,
            help="The address of the page, or the name on it.",
            names="group",
        ),
        Question("purpose", "Purpose"),
        Question("next_step", "Next step"),
        Question("needs", "Needs", "textarea", help=ONE_EACH),
        Question(
            "commitments",
            "What taking part asks",
            "textarea",
            help=ONE_EACH,
        ),
    ),
    act="group",
)
_STATES = ("active", "forming", "paused", "finished")
"""In which order groups are listed."""

KIND = Kind(
    name="group",
    plural="groups",
    model=Group,
    folder="content/groups",
    section="groups",
    example="name: Welcome crew\npurpose: Nobody's first week goes by unnoticed.\nleads: [ada]\n",
    ways_in="addresses",
    rules=_rules,
    title_field="name",
    asking=Asking(
        fields=("name", "purpose", "type", "leads", "next_step", "topics"),
        hints=("leads", "meets", "channels", "needs", "next_step", "topics"),
        changes=(_FORM,),
    ),
    importing=Importing(columns={"name": ("title", "group"), "purpose": ("description",)}),
    searching=Searching(texts=lambda group: (group.purpose, *group.needs)),
    listing=Listing(
        title="Groups at work",
        purpose=(
            "Chapters, working groups, projects and programmes: what they are for and what they "
            "need."
        ),
        order=lambda group: (_STATES.index(group.status), group.name),
    ),
    record_feeds=RecordFeeds("Events and posts of {}", rank=1),
    followed_feed="feed",
    followed_shows="feed_shows",
)
