"""The models of private notes: thanks, introductions, pairs, experiments, moderation, plans and
more.

Each kind of note is a list in a file of its own name, such as ``thanks.yml``; what is larger, such
as a case, is a file in a folder of its kind. Everything may be absent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from hearth.kinds.community import METRICS
from hearth.kinds.event_parts import Whole
from hearth.kinds.fields import (
    Day,
    EventId,
    GroupId,
    Line,
    MemberId,
    Part,
    PostId,
    Summary,
    TopicId,
    Url,
    one_of,
    one_of_list,
)
from hearth.kinds.span import Span
from hearth.manage.private.activity import ActivityRow
from hearth.manage.private.cases import Case
from hearth.manage.private.interviews import ResearchInterview
from hearth.manage.private.programmes import (
    Application,
    Commitment,
    ProgrammeEffort,
    TermTalk,
)
from hearth.manage.private.surveys import Survey
from hearth.read.ids import ID

PSEUDONYM = re.compile(r"~[0-9a-f]{12}")
Pseudonym = Annotated[str, StringConstraints(pattern=f"^{PSEUDONYM.pattern}$")]
"""What stands for somebody who is not named: ``~`` and twelve digits that only the holder of a key
can make."""


Newcomer = one_of(
    "person",
    "organisation",
    "team",
    "speaker",
    "host",
    "curator",
    "lead",
    "mentor",
    "ambassador",
)


class Care(Part):
    """What to mind with one member."""

    member: MemberId
    """Who it is about."""
    paused_until: Day | None = None
    """No introductions until this day is over."""
    blocks: list[MemberId] = []
    """Members never to be brought together with this one."""
    most_introductions: Whole | None = None
    """To how many introductions in 30 days the member may be asked to help somebody; two when
    empty."""
    checked_in: Day | None = None
    """When somebody last asked how the member is."""
    next_check: Day | None = None
    """Not to be asked again before this day."""
    away_from: Day | None = None
    """First day on which somebody of the team is away; empty when it has begun."""
    away_until: Day | None = None
    """Last day on which somebody of the team is away."""
    note: Summary | None = None
    """Anything to remember."""
    named_since: Day | None = None
    """Since when the member agrees that lists of who came hold their name; without it, a
    pseudonym."""
    pseudonyms: list[Pseudonym] = []
    """What `hearth attendance --pseudonym` makes of the member's mail addresses."""

    def is_paused(self, day: date) -> bool:
        """Whether the member is not to be introduced to anybody on a day."""
        return self.paused_until is not None and day <= self.paused_until

    def is_away(self, day: date) -> bool:
        """Whether somebody of the team is away on a day, so that a deputy stands in."""
        if self.away_until is None or day > self.away_until:
            return False
        return self.away_from is None or day >= self.away_from

    def is_named(self, day: date) -> bool:
        """Whether the member had agreed, before a day was over, to stand on lists by name."""
        return self.named_since is not None and self.named_since <= day


class Thanks(Part):
    """A thank-you that was said."""

    date: Day
    """When."""
    to: MemberId
    """Who was thanked."""
    by: MemberId | None = None
    """Who said it; empty for the team."""
    reason: Line
    """What for."""
    event: EventId | None = None
    """The event it was about."""
    resource: Line | None = None
    """The resource it was about."""


class Featured(Part):
    """A member in the spotlight."""

    date: Day
    """When."""
    member: MemberId
    """Who."""
    where: Line | None = None
    """Such as newsletter, home page."""


class Introduction(Part):
    """Two members, or three, who should meet: how far it has come. Each step is the day it was
    taken."""

    people: Annotated[list[MemberId], Field(min_length=2, max_length=3)]
    """Who."""
    topics: list[TopicId] = []
    """What about."""
    kind: one_of("introduction", "coffee") = "introduction"  # type: ignore[valid-type]
    """introduction, or coffee for a pair that was drawn."""
    by: MemberId | None = None
    """Who brings them together; empty for the team."""
    suggested: Day
    """When it was thought of."""
    approved: Day | None = None
    """When a person found it right."""
    accepted: Day | None = None
    """When all of them had agreed; only then are contacts passed on."""
    declined: Day | None = None
    """When one of them did not want to."""
    met: Day | None = None
    """When they met."""
    useful: one_of("yes", "no") | None = None  # type: ignore[valid-type]
    """Whether they found it useful."""

    @property
    def last_step(self) -> date:
        """The latest day anything happened."""
        return max(
            day
            for day in (self.suggested, self.approved, self.accepted, self.declined, self.met)
            if day is not None
        )


class Pair(Span, Part):
    """A mentor and a mentee."""

    mentor: MemberId
    """Who helps."""
    mentee: MemberId
    """Who is helped."""
    topic: TopicId | None = None
    """What about."""
    programme: GroupId | None = None
    """The programme they are part of."""
    since: Day
    """First day."""
    until: Day | None = None
    """Last day; empty while it lasts."""


class Ambassador(Part):
    """Something an ambassador did for the community elsewhere."""

    member: MemberId
    """Who."""
    date: Day
    """When."""
    what: Line
    """What."""
    programme: GroupId | None = None
    """The programme it counts for."""
    result: Line | None = None
    """What came of it, as far as it is known."""
    brought: list[MemberId] = []
    """Who joined by way of it."""


class OnboardingStep(Part):
    """One step of somebody's onboarding that is done."""

    member: MemberId
    """Who."""
    step: Line
    """Which step, as the list of steps calls it."""
    date: Day
    """When."""


class MilestoneReached(Part):
    """A milestone of the community's own that a member has reached."""

    member: MemberId
    """Who."""
    milestone: Line
    """Which, as `milestones` in community.yml calls it."""
    date: Day
    """When."""


class Checklist(Part):
    """What is done with everybody who is new as something."""

    new_as: Newcomer  # type: ignore[valid-type]
    """Who it is for: new members, people or organisations; who joined the team; who did something
    for the first time."""
    within: Annotated[int, Field(ge=1, le=730)] = 60
    """For so many days it is asked for."""
    steps: Annotated[list[Line], Field(min_length=1)]
    """What is to be done, in order; each is a `step` in onboarding.yml once it is done."""


class Insight(Part):
    """Something learned that should change something: who takes it on, and what came of it."""

    date: Day
    """When it was learned."""
    insight: Line
    """What was learned."""
    source: Line | None = None
    """How it is known: a figure, a research note, a talk."""
    owner: MemberId | None = None
    """Who takes it on."""
    due: Day | None = None
    """Until when."""
    decision: PostId | None = None
    """The post that tells the decision."""
    outcome: Line | None = None
    """What came of it."""
    closed: Day | None = None
    """When it was done with."""


class Experiment(Part):
    """Something tried out on purpose."""

    title: Line
    """What is tried."""
    expects: Line | None = None
    """What should be seen if it works."""
    started: Day
    """First day."""
    due: Day
    """When to look at what came of it."""
    owner: MemberId | None = None
    """Who looks."""
    decision: PostId | None = None
    """The post that tells why it was tried."""
    step: Line | None = None
    """The step from which more people should go on: joined, first, second or helps, or a
    milestone's title."""
    outcome: Line | None = None
    """What came of it."""


class Issue(Part):
    """An issue of the newsletter that was sent."""

    number: Whole
    """Its number."""
    date: Day
    """When it was sent."""
    subject: Line | None = None
    """Its subject."""


class Moderation(Part):
    """A year of moderation in counts, entered by hand."""

    year: Annotated[int, Field(ge=1990, le=2199)]
    """Which year."""
    reports: Whole
    """Reports received."""
    median_days: Annotated[float, Field(ge=0)] | None = None
    """Median of the days from a report to its close."""
    measures: Whole | None = None
    """Times something was done beyond talking."""
    still_open: Whole = 0
    """Reports not closed yet."""


class Plan(Part):
    """One thing to be told: an entry of the editorial calendar, and the plan of an announcement."""

    due: Day
    """When."""
    what: Line
    """What is told."""
    where: Line
    """The channel."""
    who: MemberId | None = None
    """Who writes it."""
    audience: Line | None = None
    """For whom."""
    why: Line | None = None
    """What should come of it."""
    how: Line | None = None
    """Form: text, picture, call."""
    event: EventId | None = None
    """The event it tells of."""
    done: Day | None = None
    """When it was told."""
    url: Url | None = None
    """Where it can be read."""

    def done_by(self, day: date) -> bool:
        """Whether it was told at the end of a day."""
        return self.done is not None and self.done <= day


class Correction(Part):
    """Something wrong that was told, and how it was put right."""

    date: Day
    """When it was put right."""
    wrong: Line
    """What was wrong."""
    right: Line
    """What is right."""
    where: Line | None = None
    """Where it had been told, and where it was put right."""
    tell: one_of("yes", "no") = "no"  # type: ignore[valid-type]
    """yes when the next newsletter is to say so; everything else in the private folder stays
    there."""


class Done(Part):
    """A line of the weekly brief that was done, or is left alone on purpose."""

    date: Day
    """When."""
    item: Line
    """What the brief calls it, such as welcome/ada."""
    cause: list[Line] = []
    """Why it stood there; with another cause it comes back."""
    by: MemberId | None = None
    """Who did it."""

    def tells_of(self, person: str) -> bool:
        """Whether the line was about a member, or waited because of them."""
        named = rf"(?<![a-z0-9-]){re.escape(person)}(?![a-z0-9-])"
        return any(re.search(named, words) for words in (self.item, *self.cause))


AUDIENCES = (
    "everyone",
    "brand",
    "customers",
    "employees",
    "department",
    "volunteers",
    "practice",
)
"""Whom a report can be for."""


class Stakeholder(Part):
    """Somebody on whom it hangs whether the community goes on, or to whom it owes an answer."""

    role: Line
    """Who it is, by what they do, such as head of marketing."""
    id: Annotated[str, StringConstraints(pattern=rf"^{ID.pattern}$")] | None = None
    """A short name for commands and addresses, such as head-of-marketing; empty means that of the
    role."""
    name: Line | None = None
    """What the person is called who has the role now."""
    cares: Summary
    """What they care about."""
    figures: list[one_of_list(METRICS)] = []  # type: ignore[valid-type]
    """The figures that answer it, as `hearth insights` names them, the first one first."""
    every: Annotated[int, Field(ge=7, le=730)] = 90
    """They want to hear something again after so many days."""
    report: one_of(*AUDIENCES) = "everyone"  # type: ignore[valid-type]
    """The shape of the report that fits them."""


class NamesStakeholder:
    """Marks a field that names an entry of stakeholders.yml."""


class ToldStakeholder(Part):
    """Something that a stakeholder was told."""

    date: Day
    """When."""
    stakeholder: Annotated[Line, NamesStakeholder()]
    """Who, as stakeholders.yml calls them: the short name or the role."""
    what: Line
    """What they were told, or what they were given to read."""
    by: MemberId | None = None
    """Who told it."""
    answer: Line | None = None
    """What they said to it, or asked for."""


class Words(Part):
    """What a report to the organisation says beside its figures."""

    period: Annotated[str, StringConstraints(pattern=r"^\d{4}-(Q[1-4]|H[12])$")]
    """The quarter or half-year, such as 2026-Q3 or 2026-H2."""
    audiences: list[one_of(*AUDIENCES)] = []  # type: ignore[valid-type]
    """Whose reports say it; empty for all."""
    foreword: Summary | None = None
    """A few sentences to begin with. Name nobody: the report tells of no person."""
    asks: list[Line] = []
    """What the community asks of the organisation."""


FILES: dict[str, type[Part]] = {
    "people": Care,
    "thanks": Thanks,
    "featured": Featured,
    "introductions": Introduction,
    "mentoring": Pair,
    "ambassadors": Ambassador,
    "applications": Application,
    "commitments": Commitment,
    "renewals": TermTalk,
    "efforts": ProgrammeEffort,
    "onboarding": OnboardingStep,
    "milestones": MilestoneReached,
    "checklists": Checklist,
    "insights": Insight,
    "experiments": Experiment,
    "newsletters": Issue,
    "moderation": Moderation,
    "plans": Plan,
    "corrections": Correction,
    "stakeholders": Stakeholder,
    "told": ToldStakeholder,
    "report": Words,
    "done": Done,
}
"""The files by their names without ending, and what their lists hold."""
FOLDERS: dict[str, type[Part]] = {"cases": Case, "interviews": ResearchInterview, "surveys": Survey}
"""The folders by their names, and what each of their files holds."""


@dataclass(frozen=True)
class Attendance:
    """Who was at one occurrence of an event: members by id, others by a pseudonym."""

    event: str
    original: date | None
    """The occurrence's original day; None for an event that does not repeat."""
    present: tuple[str, ...] = ()
    """Members' ids, and pseudonyms that begin with ``~``."""
    absent: tuple[str, ...] = ()
    """Who had registered and did not come."""


@dataclass(frozen=True)
class Notes:
    """Everything in the private folder; empty without one."""

    people: tuple[Care, ...] = ()
    thanks: tuple[Thanks, ...] = ()
    featured: tuple[Featured, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    mentoring: tuple[Pair, ...] = ()
    ambassadors: tuple[Ambassador, ...] = ()
    applications: tuple[Application, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    renewals: tuple[TermTalk, ...] = ()
    efforts: tuple[ProgrammeEffort, ...] = ()
    onboarding: tuple[OnboardingStep, ...] = ()
    milestones: tuple[MilestoneReached, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    insights: tuple[Insight, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    newsletters: tuple[Issue, ...] = ()
    moderation: tuple[Moderation, ...] = ()
    plans: tuple[Plan, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    told: tuple[ToldStakeholder, ...] = ()
    report: tuple[Words, ...] = ()
    done: tuple[Done, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    activity: Mapping[str, tuple[ActivityRow, ...]] = field(default_factory=dict)
    """What was done in chats and forums, by service."""
    cases: Mapping[str, Case] = field(default_factory=dict)
    """Cases by their numbers."""
    interviews: Mapping[str, ResearchInterview] = field(default_factory=dict)
    """Interviews by their numbers."""
    surveys: Mapping[str, Survey] = field(default_factory=dict)
    """Surveys by their names."""
    care: Mapping[str, Care] = field(default_factory=dict)
    """What to mind, by member."""
    wrong: frozenset[str] = frozenset()
    """Files with a mistake, so that something they say may be missing here."""

    @cached_property
    def never(self) -> Mapping[str, AbstractSet[str]]:
        """Whom each must not be brought together with, whichever of the two said so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for care in self.people:
            for other in care.blocks:
                found[care.member].add(other)
                found[other].add(care.member)
        return dict(found)

    def is_done(self, item: str, cause: Iterable[str], day: date) -> bool:
        """Whether a line of the brief is noted as done by a day, with all that makes it wait."""
        noted = [note.cause for note in self._done.get(item, ()) if note.date <= day]
        return bool(noted) and {*cause} <= {one for causes in noted for one in causes}

    @cached_property
    def _done(self) -> Mapping[str, list[Done]]:
        """The lines that are noted as done, by name."""
        found: defaultdict[str, list[Done]] = defaultdict(list)
        for note in self.done:
            found[note.item].append(note)
        return found

    def kept_apart(self, one: str, other: str) -> bool:
        """Whether two people must not be brought together, or nobody can tell because the file that
        would say so is wrong."""
        return "people.yml" in self.wrong or other in self.never.get(one, ())

    @classmethod
    def of(
        cls,
        lists: Mapping[str, Any],
        attendance: tuple[Attendance, ...],
        wrong: frozenset[str] = frozenset(),
        folders: Mapping[str, Any] | None = None,
        activity: Mapping[str, tuple[ActivityRow, ...]] | None = None,
    ) -> Notes:
        """Notes of the lists of the files, and of the files of the folders."""
        care = {note.member: note for note in lists.get("people", ())}
        found: dict[str, Any] = {name: tuple(items) for name, items in lists.items()}
        return cls(
            **found,
            **(folders or {}),
            attendance=attendance,
            activity=activity or {},
            care=care,
            wrong=wrong,
        )
