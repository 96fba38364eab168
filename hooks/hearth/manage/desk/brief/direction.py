"""Parts of the brief about goals and governance: terms in office, experiments, lessons, safety."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hearth.base.words import N_
from hearth.kinds.community import Role
from hearth.manage.cases import (
    ANSWER,
    ASK_BACK,
    DECISION,
    LET_GO,
    deadlines,
    moderation_years,
    unpublished,
)
from hearth.manage.desk.brief.base import (
    ADMINISTRATOR,
    LEADER,
    MANAGER,
    MODERATOR,
    BriefItem,
    Cure,
    Loss,
    by_change,
    by_note,
    due,
    in_entry,
    in_time,
    in_words,
    part,
    typed,
    within,
)
from hearth.manage.desk.goals import GoalState, goal_states
from hearth.manage.desk.register import register
from hearth.manage.figures import MetricContext, measure
from hearth.manage.figures.base import unit
from hearth.manage.ledger import offices
from hearth.manage.private.cases import Case
from hearth.manage.private.stakeholders import standings
from hearth.read.ids import slug

UNSAFE = Loss("people", N_("nobody knows whom to turn to when something happens"))
ALONE = Loss("people", N_("who reported something is left alone"))
EMPTY = Loss("people", N_("nobody holds the office when it is needed"))
DROPPED = Loss("promise", N_("what somebody took on is dropped"))
NOT_SEEN = Loss("fades", N_("nobody looks at what came of it"))
DEPENDENT = Loss("waits", N_("everything hangs on one person"))
AIMLESS = Loss("waits", N_("the goal is missed without a word"))
UNHEARD = Loss("fades", N_("who decides hears of it only when it costs money"))
UNCOUNTED = Loss("waits", N_("the year is not counted"))
ANOTHER_TERM = timedelta(days=365)
HANDED_OVER = 14
"""Days that it takes to find who comes after somebody."""
GOAL_AHEAD = 30
"""Days before the day of a goal in which that day is what the goal waits for."""
TERM_ENDS = 90
"""Days before the end of an office at which somebody should think of the next term."""
SOON = 7
"""Days before something is due at which it is told."""
COMMUNITY = "content/community.yml"


@part(
    "goals",
    "Goals",
    LEADER,
    MANAGER,
    definition=(
        "Goals that going on as in the last year would not reach in time, or that cannot be told "
        "for want of data; and those whose day (`by`) is over, reached or not."
    ),
    loses=AIMLESS,
    minutes=30,
)
def goals(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    wanted = context.hub.community.goals
    for one in goal_states(
        wanted, measure(context, dict.fromkeys(goal.metric for goal in wanted)), context.day
    ):
        goal = one.goal
        over = goal.by is not None and goal.by < context.day
        if one.state in ("behind", "not known") or over:
            do = (
                words("say in `goals` what comes next")
                if over
                else words(
                    "do what leads there, or say in `goals` which target and day are right now"
                )
            )
            yield BriefItem(
                f"goal/{goal.metric}",
                goal.title,
                _standing(context, one, over),
                Cure(COMMUNITY, do=do, see=f"hearth insights --figure {goal.metric}"),
                until=goal.by if within(goal.by, context, GOAL_AHEAD) else None,
                cause=(str(goal.target), str(goal.by), f"{context.day:%Y-%m}"),
            )


def _standing(context: MetricContext, one: GoalState, over: bool) -> str:
    """How far a goal is, by when it was wanted, and what that means."""
    words, goal = context.hub.words, one.goal
    aim = words.number(goal.target)
    aim += f" {words.noted(unit(one.figure.about, goal.target))}" if one.figure else " "
    said = (
        words("%(value)s of %(aim)s", value=words.number(one.value), aim=aim)
        if one.value is not None
        else words("not known, of %(aim)s", aim=aim)
    )
    if running := one.figure.now.running if one.figure else None:
        said = words(
            "%(value)s in %(quarter)s, %(number)s so far in %(running)s,",
            value=said,
            quarter=running.whole,
            number=running.value,
            running=running.name,
        )
    if goal.by:
        form = N_("%(value)s was wanted by %(day)s") if over else N_("%(value)s by %(day)s")
        said = words.noted(form) % {"value": said, "day": in_words(goal.by, context)}
    return said if one.value is None else f"{said}: {words.noted(one.state)}"


@part(
    "stakeholders",
    "Stakeholders",
    LEADER,
    MANAGER,
    definition="Stakeholders (`stakeholders.yml`) who were told something (`told.yml`) longer ago "
    "than they want (`every`), or never.",
    loses=UNHEARD,
    minutes=20,
    label=N_("Tell"),
)
def stakeholders(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    for key, one in standings(context.notes, context.day).items():
        if not one.waits(context.day):
            continue
        text = (
            words(
                "was told something last on %(day)s, and wants to hear every %(number)s days",
                day=in_words(one.last, context),
                number=one.about.every,
            )
            if one.last
            else words("was not told anything yet")
        )
        told = by_note("told", stakeholder=key, what="WORDS")
        yield BriefItem(
            f"stakeholder/{key}",
            one.called,
            text,
            replace(told, see=typed("hearth", "report", "--for", key)),
            until=one.due,
            cause=(str(one.last),),
            alike="stakeholders",
        )


@part(
    "roles",
    "Offices and deputies",
    LEADER,
    ADMINISTRATOR,
    definition="Offices in `team` that are held by one person alone and name no `deputy`; that end "
    "within 90 days; or that ended and that nobody holds now. And leads of groups at work "
    "whose term ends within 90 days.",
    loses=EMPTY,
    minutes=30,
)
def roles(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    team = context.hub.community.team
    now = offices(context.hub, context.day)
    held = [role.role.casefold() for role in now]
    for role in team:
        if role in now:
            yield from _held(context, role, alone=held.count(role.role.casefold()) == 1, team=team)
        elif role.until and role.has_ended(context.day) and role.role.casefold() not in held:
            text = words("nobody since %(day)s", day=in_words(role.until, context))
            yield BriefItem(
                f"office/{role.member}",
                role.role,
                text,
                Cure(
                    COMMUNITY,
                    do=words(
                        "name who holds the office now in `team`, or take the entry of "
                        "`%(member)s` out",
                        member=role.member,
                    ),
                ),
                cause=(str(role.until),),
                detail="ended",
            )
    for group in context.hub.groups.values():
        for number, lead in enumerate(group.leads, 1):
            if (
                group.status in ("forming", "active")
                and lead.until
                and lead.runs_on(context.day)
                and within(lead.until, context, TERM_ENDS)
            ):
                text = words(
                    "%(name)s leads it until %(day)s",
                    name=context.hub.members[lead.member].name,
                    day=in_words(lead.until, context),
                )
                yield BriefItem(
                    f"group/{group.id}",
                    group.name,
                    text,
                    by_change(
                        group.path,
                        {f"leads.{number}.until": lead.until + ANOTHER_TERM},
                        words("agree on another term, or name who comes after"),
                    ),
                    until=_begun(lead.until, context),
                    cause=(lead.member, str(lead.until)),
                    detail="lead",
                )


def _begun(ends: date, context: MetricContext) -> date:
    """When at the latest to begin to look for who comes after."""
    return in_time(ends - timedelta(days=HANDED_OVER), context)


def _held(context: MetricContext, role: Role, alone: bool, team: list[Role]) -> Iterator[BriefItem]:
    """What an office that is held lacks."""
    words, name = context.hub.words, context.hub.members[role.member].name
    office = f"team.{team.index(role) + 1}"
    if alone and not role.deputy:
        text = words("nobody stands in for %(name)s", name=name)
        cure = by_change(COMMUNITY, {f"{office}.deputy": "ID"})
        yield BriefItem(
            f"office/{role.member}",
            role.role,
            text,
            cure,
            cause=(role.role,),
            detail="deputy",
            alike="deputy",
            loses=DEPENDENT,
            minutes=20,
        )
    followed = any(
        other.role.casefold() == role.role.casefold()
        and other.since
        and role.until
        and other.since > role.until
        for other in team
    )
    if role.until and within(role.until, context, TERM_ENDS) and not followed:
        do = words("agree on another term, or name who comes after")
        cure = by_change(COMMUNITY, {f"{office}.until": role.until + ANOTHER_TERM}, do)
        yield BriefItem(
            f"office/{role.member}",
            role.role,
            words("%(name)s's term ends on %(day)s", name=name, day=in_words(role.until, context)),
            cure,
            until=_begun(role.until, context),
            cause=(role.role, str(role.until)),
            detail="term",
        )


@part(
    "safety",
    "A safe place",
    LEADER,
    MODERATOR,
    definition="When `conduct` in the description of the community names no `contact` or no "
    "`promise`, when nobody in the team is a moderator, when the counts of last year's "
    "moderation (cases, or `moderation.yml`) are missing though the community had members then, "
    "and when a year of which there are cases is not told of in `conduct`.",
    loses=UNSAFE,
    minutes=15,
)
def safety(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    community = context.hub.community
    if not community.conduct.contact:
        yield BriefItem(
            "conduct/contact",
            words.inside("safety", "Reports"),
            words("nobody can see where to report something"),
            by_change(COMMUNITY, {"conduct.contact": "URL"}),
            until=context.day,
        )
    if not community.conduct.promise:
        yield BriefItem(
            "conduct/promise",
            words.inside("safety", "Answers"),
            words("nobody can see how soon a report is answered"),
            by_change(COMMUNITY, {"conduct.promise": "WORDS"}),
        )
    if not any(role.hat == "moderator" for role in offices(context.hub, context.day)):
        yield BriefItem(
            "office/moderator",
            words.inside("safety", "Moderator"),
            words("nobody in the team is one"),
            Cure(COMMUNITY, do=words("name one in `team`, with `hat: moderator`")),
            until=context.day,
            minutes=30,
        )
    last = context.day.year - 1
    if last not in moderation_years(context.notes, context.day) and any(
        person.joined.year <= last for person in context.persons.values()
    ):
        cure = by_note("moderation", year=last, reports="NUMBER")
        yield BriefItem(
            f"moderation/{last}",
            words("Moderation in %(year)s", year=last),
            words("is not counted yet; nought is a number too"),
            cure,
            loses=UNCOUNTED,
        )
    for year in unpublished(context.hub, context.notes, context.day):
        yield BriefItem(
            f"conduct/{year}",
            words("Reports in %(year)s", year=year),
            words("are not told of on the team page yet"),
            Cure(command="hearth case years"),
            loses=UNCOUNTED,
        )


@part(
    "cases",
    "Cases",
    MODERATOR,
    LEADER,
    definition="Of each case what is due by the community's promise (`conduct`), was or will be "
    "within a week: the answer, the decision, asking whether it has stopped, and letting go of it. "
    "Nothing of its story stands there.",
    loses=ALONE,
    minutes=30,
)
def cases(context: MetricContext) -> Iterator[BriefItem]:
    words, members = context.hub.words, context.hub.members
    waiting = [
        (first.day, number, case, first.what)
        for number, case in context.notes.cases.items()
        for first in deadlines(case, context.hub.community.conduct)[:1]
        if within(first.day, context, SOON)
    ]
    for day, number, case, what in sorted(waiting, key=lambda one: one[:2]):
        people = words.listed([members[name].name for name in case.may_see])
        text = words("%(due)s: %(what)s", due=due(day, context), what=words.noted(what))
        if people:
            text = words("%(text)s (%(people)s may open it)", text=text, people=people)
        yield BriefItem(
            f"case/{number}",
            words("Case %(number)s", number=number),
            text,
            Cure(
                command=typed("hearth", "case", *_does(what, number), *_as(case)),
                see=typed("hearth", "case", "show", number, *_as(case)),
            ),
            until=day,
            cause=(what, str(day)),
            minutes=2 if what == LET_GO else None,
        )


def _does(what: str, number: str) -> tuple[str, ...]:
    """What says that something of a case is done."""
    return {
        ANSWER: ("step", number, "--answered"),
        DECISION: ("close", number, "OUTCOME"),
        ASK_BACK: ("step", number, "--asked-back"),
        LET_GO: ("reduce", number),
    }[what]


def _as(case: Case) -> tuple[str, ...]:
    return ("--as", case.may_see[0]) if case.may_see else ()


@part(
    "experiments",
    "Experiments",
    LEADER,
    MANAGER,
    definition=(
        "Experiments (`experiments.yml`) without an `outcome` that were to be looked at, or are "
        "within a week."
    ),
    loses=NOT_SEEN,
    minutes=20,
)
def experiments(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    waiting = [
        one
        for one in context.notes.experiments
        if not one.outcome and within(one.due, context, SOON)
    ]
    for one in sorted(waiting, key=lambda one: (one.due, one.title)):
        text = due(one.due, context)
        if one.expects:
            text = words("%(due)s; expected was: %(what)s", due=text, what=one.expects)
        yield BriefItem(
            "experiment",
            one.title,
            text,
            in_entry(context, "experiments", one, "outcome", "WORDS"),
            until=one.due,
            cause=(str(one.due),),
            detail=slug(one.title, "experiment"),
        )


@part(
    "insights",
    "Lessons",
    LEADER,
    MANAGER,
    definition=(
        "Entries of the register (`insights.yml`) that are not `closed`, and that were due, are "
        "within a week, or have neither an `owner` nor a day."
    ),
    loses=DROPPED,
    minutes=15,
)
def insights(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    waiting = [
        entry.note
        for entry in register(context.hub, context.notes).waiting
        if within(entry.note.due, context, SOON)
        or (entry.note.due is None and entry.note.owner is None)
    ]
    for one in waiting:
        owner = context.hub.members.get(one.owner or "")
        when = (
            due(one.due, context)
            if one.due
            else words("learned on %(day)s, has no day", day=in_words(one.date, context))
        )
        text = (
            words("%(when)s; %(name)s has it", when=when, name=owner.name)
            if owner
            else words("%(when)s; nobody has taken it on", when=when)
        )
        write = ("closed", context.day) if one.due else ("owner", "ID")
        yield BriefItem(
            "insight",
            one.insight,
            text,
            in_entry(context, "insights", one, *write),
            until=one.due,
            cause=(str(one.due or one.date),),
            detail=slug(one.insight, "insight"),
        )
