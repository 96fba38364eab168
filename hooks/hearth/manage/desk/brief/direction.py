"""Parts of the brief about goals and governance: terms in office, experiments, lessons, safety."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.kinds.community import Role
from hearth.manage.desk.brief.base import (
    ADMINISTRATOR,
    LEADER,
    MANAGER,
    MODERATOR,
    BriefItem,
    Cure,
    by_note,
    due,
    in_entry,
    in_words,
    part,
    within,
)
from hearth.manage.desk.goals import goal_states
from hearth.manage.desk.register import register
from hearth.manage.figures import MetricContext, measure
from hearth.manage.figures.base import unit
from hearth.manage.ledger import offices

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
)
def goals(context: MetricContext) -> Iterator[BriefItem]:
    wanted = context.hub.community.goals
    for one in goal_states(
        wanted, measure(context, dict.fromkeys(goal.metric for goal in wanted)), context.day
    ):
        goal = one.goal
        over = goal.by is not None and goal.by < context.day
        if one.state in ("behind", "not known") or over:
            aim = f"{goal.target:g} {unit(one.figure.about, goal.target) if one.figure else ''}"
            value = f"{one.value:g} of {aim}" if one.value is not None else f"not known, of {aim}"
            running = one.figure.now.running if one.figure else None
            if running:
                value += f" in {running.whole}, {running.value} so far in {running.name},"
            by = (
                f" {'was wanted by' if over else 'by'} {in_words(goal.by, context)}"
                if goal.by
                else ""
            )
            do = (
                "say in `goals` what comes next"
                if over
                else "do what leads there, or say in `goals` which target and day are right now"
            )
            yield BriefItem(
                f"goal/{goal.metric}",
                goal.title,
                f"{value}{by}{f': {one.state}' if one.value is not None else ''}",
                Cure(COMMUNITY, do=do, see=f"hearth insights --figure {goal.metric}"),
            )


@part(
    "roles",
    "Offices and deputies",
    LEADER,
    ADMINISTRATOR,
    definition="Offices in `team` that are held by one person alone and name no `deputy`; that end "
    "within 90 days; or that ended and that nobody holds now. And leads of groups at work "
    "whose term ends within 90 days.",
)
def roles(context: MetricContext) -> Iterator[BriefItem]:
    team = context.hub.community.team
    now = offices(context.hub, context.day)
    held = [role.role.casefold() for role in now]
    for role in team:
        if role in now:
            yield from _held(context, role, alone=held.count(role.role.casefold()) == 1, team=team)
        elif role.until and role.has_ended(context.day) and role.role.casefold() not in held:
            text = f"nobody since {in_words(role.until, context)}"
            yield BriefItem(
                f"office/{role.member}",
                role.role,
                text,
                Cure(
                    COMMUNITY,
                    do=(
                        "name who holds the office now in `team`, or take the entry of "
                        f"`{role.member}` out"
                    ),
                ),
            )
    for group in context.hub.groups.values():
        for lead in group.leads:
            if (
                group.status in ("forming", "active")
                and lead.until
                and lead.runs_on(context.day)
                and within(lead.until, context, TERM_ENDS)
            ):
                text = (
                    f"{context.hub.members[lead.member].name} leads it until "
                    f"{in_words(lead.until, context)}"
                )
                yield BriefItem(
                    f"group/{group.id}",
                    group.name,
                    text,
                    Cure(
                        group.path,
                        do=(
                            f"write a later day in `until` of `{lead.member}`, or name who comes "
                            "after"
                        ),
                    ),
                )


def _held(context: MetricContext, role: Role, alone: bool, team: list[Role]) -> Iterator[BriefItem]:
    """What an office that is held lacks."""
    name = context.hub.members[role.member].name
    if alone and not role.deputy:
        cure = Cure(COMMUNITY, "deputy: ID", f"in the entry of `{role.member}` in `team`")
        yield BriefItem(f"office/{role.member}", role.role, f"nobody stands in for {name}", cure)
    followed = any(
        other.role.casefold() == role.role.casefold()
        and other.since
        and role.until
        and other.since > role.until
        for other in team
    )
    if role.until and within(role.until, context, TERM_ENDS) and not followed:
        cure = Cure(
            COMMUNITY,
            do=(
                f"write a later day in `until` of `{role.member}`, or add who comes after, with "
                "`since`"
            ),
        )
        yield BriefItem(
            f"office/{role.member}",
            role.role,
            f"{name}'s term ends on {in_words(role.until, context)}",
            cure,
        )


@part(
    "safety",
    "A safe place",
    LEADER,
    MODERATOR,
    definition="When `conduct` in the description of the community names no `contact` or no "
    "`promise`, when nobody in the team is a moderator, and when the counts of last year's "
    "moderation (`moderation.yml`) are missing though the community had members then.",
)
def safety(context: MetricContext) -> Iterator[BriefItem]:
    community = context.hub.community
    if not community.conduct.contact:
        yield BriefItem(
            "conduct/contact",
            "Reports",
            "nobody can see where to report something",
            Cure(COMMUNITY, do="say it in `conduct: {contact}`"),
        )
    if not community.conduct.promise:
        yield BriefItem(
            "conduct/promise",
            "Answers",
            "nobody can see how soon a report is answered",
            Cure(COMMUNITY, do="say it in `conduct: {promise}`"),
        )
    if not any(role.hat == "moderator" for role in offices(context.hub, context.day)):
        yield BriefItem(
            "office/moderator",
            "Moderator",
            "nobody in the team is one",
            Cure(COMMUNITY, do="name one in `team`, with `hat: moderator`"),
        )
    last = context.day.year - 1
    if all(year.year != last for year in context.notes.moderation) and any(
        person.joined.year <= last for person in context.persons.values()
    ):
        cure = by_note("moderation", year=last, reports="NUMBER")
        yield BriefItem(
            f"moderation/{last}",
            f"Moderation in {last}",
            "is not counted yet; nought is a number too",
            cure,
        )


@part(
    "experiments",
    "Experiments",
    LEADER,
    MANAGER,
    definition=(
        "Experiments (`experiments.yml`) without an `outcome` that were to be looked at, or are "
        "within a week."
    ),
)
def experiments(context: MetricContext) -> Iterator[BriefItem]:
    waiting = [
        one
        for one in context.notes.experiments
        if not one.outcome and within(one.due, context, SOON)
    ]
    for one in sorted(waiting, key=lambda one: (one.due, one.title)):
        text = f"{due(one.due, context)}" + (
            f"; expected was: {one.expects}" if one.expects else ""
        )
        yield BriefItem(
            "experiment",
            one.title,
            text,
            in_entry(context, "experiments", "outcome: WHAT CAME OF IT"),
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
)
def insights(context: MetricContext) -> Iterator[BriefItem]:
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
            else f"learned on {in_words(one.date, context)}, has no day"
        )
        text = f"{when}; " + (f"{owner.name} has it" if owner else "nobody has taken it on")
        write = f"closed: {context.day}" if one.due else "owner: ID"
        yield BriefItem("insight", one.insight, text, in_entry(context, "insights", write))
