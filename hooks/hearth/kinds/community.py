"""The community itself: what it is for, who looks after it, how to join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from hearth.base.words import N_, said
from hearth.kinds.base import Complaint, Record, wrong_way_round
from hearth.kinds.descriptor import Kind
from hearth.kinds.discussion import Discussion, discussion_rules
from hearth.kinds.fields import (
    ContactUrl,
    Day,
    EventId,
    Language,
    Line,
    MemberId,
    Part,
    Summary,
    Url,
    Zone,
    mistake,
    one_of,
    one_of_list,
)
from hearth.kinds.group import Channel
from hearth.kinds.span import Span

METRICS = [
    "members",
    "newcomers",
    "active_90",
    "active_180",
    "active_365",
    "modes",
    "moves",
    "second_act",
    "retention",
    "inactive",
    "returned",
    "occasional",
    "absence_factor",
    "organisations",
    "types",
    "first_step",
    "journey",
    "still_there",
    "events_held",
    "cancelled",
    "attendance",
    "fill",
    "show_up",
    "first_timers",
    "speakers",
    "time_fair",
    "access",
    "conduct_coverage",
    "followup",
    "fresh",
    "dead_links",
    "curators",
    "coverage",
    "first_answer",
    "introductions",
    "mentoring",
    "buddies",
    "stories",
    "conduct_reports",
    "data_quality",
    "network",
    "isolates",
    "crossing",
    "connectors",
    "belonging",
    "event_feedback",
    "survey_response",
    "interviews",
    "programme_answers",
    "programme_kept",
    "programme_renewed",
    "programme_hours",
]
"""The figures a goal can name: those that `hearth insights` computes, and what extensions add."""


class Role(Span, Part):
    """One person's office in the team."""

    member: MemberId
    """The member's id."""
    role: Line
    """What it is called here."""
    hat: one_of("leader", "manager", "administrator", "moderator", "other") = "other"  # type: ignore[valid-type]
    """Which of the offices it is: leader, manager, administrator, moderator or other."""
    duties: Summary | None = None
    """What people can turn to this person for."""
    since: Day | None = None
    """First day."""
    until: Day | None = None
    """Last day of the term."""
    deputy: MemberId | None = None
    """Who stands in."""
    hours_a_week: Annotated[float, Field(gt=0, le=80)] | None = None
    """Hours a week there are for it; the weekly brief plans with them, and no page tells them."""


class Goal(Part):
    """Something the community wants to reach."""

    title: Line
    """The goal in words."""
    metric: one_of_list(METRICS)  # type: ignore[valid-type]
    """The figure that tells, as `hearth insights` names it."""
    target: float
    """The value to reach."""
    by: Day | None = None
    """When."""
    owner: MemberId | None = None
    """Who answers for it."""


ACTS = [
    "join",
    "attend",
    "react",
    "ask",
    "answer",
    "message",
    "reply",
    "suggest",
    "curate",
    "verify",
    "author",
    "speak",
    "host",
    "organise",
    "moderate",
    "project",
    "lead",
    "welcome",
    "buddy",
    "mentor",
    "introduce",
    "ambassador",
]
"""The kinds of what people do, as the ledger of acts has them."""


class Milestone(Part):
    """A step of the community's own on the way of its members, such as a lesson or the end of a
    probation."""

    title: Line
    """What it is called, such as "lesson 3"."""
    after: one_of("joined", "first", "second", "helps", "leads") = "joined"  # type: ignore[valid-type]
    """The step behind which it stands: joined, first act, second act, helps others or leads; of
    several behind the same one, the first in the list comes first."""
    acts: list[one_of(*ACTS)] = []  # type: ignore[valid-type]
    """Kinds of acts; the first one a member does reaches it."""
    events: list[EventId] = []
    """Events; who came to one, or had a part in it, has reached it. Without acts and events,
    `milestones.yml` in the private folder says who reached it and when."""
    within: Annotated[int, Field(ge=1, le=730)] = 90
    """Days within which it is mostly reached from the step before."""


class Join(Part):
    """How somebody becomes a member."""

    url: ContactUrl | None = None
    """Where to sign up."""
    steps: list[Line] = []
    """What to do, in order."""
    expect: list[Line] = []
    """What new members can expect."""


_COUNT = re.compile("[0-9]{1,6}")
SMALL = 5
"""Numbers of reports below it are told as such: in a community of some dozens, two can have a
name."""


def _anonymous_count(value: object) -> object:
    """A count that nobody can be recognised by: nought, five and more, or "<5"."""
    text = str(value).strip()
    if text == f"<{SMALL}" or (_COUNT.fullmatch(text) and int(text) not in range(1, SMALL)):
        return text
    if _COUNT.fullmatch(text):
        what = said("is so small that somebody could be recognised by it, and this file is public")
        raise mistake("wrong-number", what, said('Write "<%(limit)s".', limit=SMALL))
    raise mistake(
        "wrong-number",
        said("is not a count"),
        said('Write a number, or "<%(limit)s" for one to four.', limit=SMALL),
    )


AnonymousCount = Annotated[
    str,
    BeforeValidator(_anonymous_count),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": f"<{SMALL}"}]}),
]
"""A number of reports that may be public."""


FORMAT = 2
"""The form in which the files of a new hub are written."""


def _known_format(number: int) -> int:
    if 1 <= number <= FORMAT:
        return number
    what = said("is not a form that this engine knows; it knows 1 to %(newest)s", newest=FORMAT)
    raise mistake(
        "wrong-number", what, said("Install the version of the engine that the hub asks for.")
    )


class YearOfReports(Part):
    """How many reports there were in a year."""

    year: Annotated[int, Field(ge=1990, le=2199)]
    """Which year."""
    reports: AnonymousCount
    """Reports received; for one to four write "<5"."""
    measures: AnonymousCount | None = None
    """Times something was done beyond talking; for one to four write "<5"."""
    median_days: Annotated[float, Field(ge=0)] | None = None
    """Median of the days from a report to its close; told when there were five or more."""

    @property
    def enough(self) -> bool:
        """Whether there were so many that more than their number may be told."""
        return self.reports not in ("0", f"<{SMALL}")


class Conduct(Part):
    """How the community keeps people safe."""

    contact: ContactUrl | None = None
    """Where to report something."""
    promise: Summary | None = None
    """How soon and how reports are answered."""
    answer_within: Annotated[int, Field(ge=0, le=365)] = 2
    """Days within which whoever reported something has an answer, as the promise says."""
    decide_within: Annotated[int, Field(ge=0, le=365)] = 14
    """Days within which a report is decided, as the promise says."""
    ask_back_after: Annotated[int, Field(ge=0, le=730)] = 90
    """Days after a decision at which whoever reported is asked whether it has stopped; 0 when
    nobody asks."""
    keep_months: Annotated[int, Field(ge=0, le=240)] = 24
    """Months after its close at which a case is reduced to what the yearly counts need; 0 when
    cases are kept."""
    reports: list[YearOfReports] = []
    """How many reports there were, by year; `hearth case years` has the lines."""

    @property
    def years(self) -> list[YearOfReports]:
        """The years, the latest first."""
        return sorted(self.reports, key=lambda one: one.year, reverse=True)


def _lines(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Community(Record):
    """Everything the hub says about the community as a whole."""

    KIND: ClassVar[str] = "community"

    format: Annotated[int, AfterValidator(_known_format)] = 1
    """The form in which the hub's files are written; `hearth upgrade` raises it."""
    name: Line
    """The community's name."""
    short_name: Line | None = None
    """What people call it in a sentence, such as "the guild"; empty means its name."""
    people_called: Line = N_("members")
    """What its people are called, more than one of them, such as "fellows"."""
    headline: Line
    """What it is, in one sentence; the home page opens with it."""
    purpose: Summary
    """What it is there for."""
    audience: Annotated[list[Line], BeforeValidator(_lines)] = []
    """Whom it is for."""
    kind: one_of("internal", "external") = "external"  # type: ignore[valid-type]
    """external is public; internal is for the members of one organisation, as the setting
    `internal` makes it: behind a login."""
    language: Language = "en"
    """The language most things are written in."""
    translations: list[Language] = []
    """The further languages in which the site is published, each in a folder of its own."""
    timezone: Zone = "UTC"
    """Where "today" is decided."""
    week_begins: one_of("monday", "sunday", "saturday") | None = None  # type: ignore[valid-type]
    """The first day of a week in calendars; empty means as its language and country have it."""
    hour_cycle: one_of("h23", "h12") | None = None  # type: ignore[valid-type]
    """How hours are told: h23 is 18:00, h12 is 6:00 pm; empty means as its language has it."""
    goals: list[Goal] = []
    """What it wants to reach."""
    team: list[Role] = []
    """Who looks after it."""
    milestones: list[Milestone] = []
    """Steps of its own between joining and leading, in their order."""
    channels: list[Channel] = []
    """Where people talk."""
    join: Join = Field(default_factory=Join)
    """How to become a member."""
    conduct: Conduct = Field(default_factory=Conduct)
    """How people are kept safe."""
    discussions: Discussion | None = None
    """Where pages are talked about; empty means nowhere."""
    contact: ContactUrl | None = None
    """Where to ask anything."""
    repository: Url | None = None
    """Where the sources of the hub lie."""
    visible: one_of("public") = "public"  # type: ignore[valid-type]
    """Always public: without it there is no site. To keep the whole hub among its members, set
    `internal` in mkdocs.yml."""
    sample: Line | None = None
    """A notice for the foot of the newsletter, such as "sample data, all people invented"; for the
    foot of every page there is `copyright` in mkdocs.yml."""

    @property
    def heading(self) -> str:
        return self.name


def _rules(community: Community) -> Iterator[Complaint]:
    spoken = [community.language.lower()]
    for index, language in enumerate(community.translations):
        if language.lower() in spoken:
            what, fix = said("is named already"), said("Take one of the two out.")
            yield Complaint(("translations", index), "unknown-choice", what, fix)
        spoken.append(language.lower())
    if community.discussions:
        for name, code, what, fix in discussion_rules(community.discussions):
            yield Complaint(("discussions", name), code, what, fix)
    for index, role in enumerate(community.team):
        yield from wrong_way_round(role, ("team", index), "since", "until")


KIND = Kind(
    name="community",
    plural="community",
    model=Community,
    folder="content",
    section="",
    noun="description of the community",
    rules=_rules,
    example=(
        "name: Our community\nheadline: For people who look after communities.\n"
        "purpose: We learn the craft from each other.\n"
    ),
)
