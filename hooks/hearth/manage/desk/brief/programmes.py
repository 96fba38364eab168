"""Parts of the brief about programmes: who applied, what was agreed, and whose term ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hearth.base.words import N_
from hearth.manage.desk.brief.base import (
    MANAGER,
    BriefItem,
    Cure,
    Loss,
    due,
    in_entry,
    in_words,
    names,
    part,
    typed,
    within,
)
from hearth.manage.figures import MetricContext
from hearth.manage.private.programmes import Application
from hearth.manage.programmes import (
    ANSWER,
    DECISION,
    LETTING_GO,
    OPEN,
    OVERDUE,
    ApplicationStep,
    name_of,
    programmes,
    state_of,
    step_of,
    talk_about,
)
from hearth.read.ids import slug
from hearth.views.cohorts import terms

SOON = 7
"""Days before the day of a commitment at which somebody is asked about it."""
UNANSWERED = Loss("people", N_("somebody who wanted to help hears nothing"))
FORGOTTEN = Loss("promise", N_("what was agreed is quietly forgotten"))
KEPT_TOO_LONG = Loss("waits", N_("you keep what people told you for nothing"))


@part(
    "applications",
    "Applications",
    MANAGER,
    definition="Applications for programmes (`applications.yml`): those that nobody answered "
    "(due 7 days after they came), that are not decided (14 days after the end of the call, or "
    "after they came where there was none) or whose decision was not told (3 days); and those that "
    "led to nothing and were decided 365 days ago or more, to be taken out.",
    loses=UNANSWERED,
    minutes=10,
)
def applications(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    for note in context.notes.applications:
        group = context.hub.groups[note.programme]
        step = step_of(note, group, context.day)
        if step is None:
            continue
        name = name_of(context.hub, note)
        yield BriefItem(
            f"application/{note.member or slug(name)}",
            name,
            words(
                "%(programme)s, applied on %(day)s: %(what)s",
                programme=group.name,
                day=in_words(note.received, context),
                what=words.noted(step.what),
            ),
            _application_cure(context, note, step),
            until=None if step.what == LETTING_GO else step.until,
            cause=(step.what, str(note.received)),
            detail=group.id,
            alike=step.what,
            loses=KEPT_TOO_LONG if step.what == LETTING_GO else None,
        )


def _application_cure(context: MetricContext, note: Application, step: ApplicationStep) -> Cure:
    see = typed("hearth", "programme", "show", note.programme)
    if step.what == LETTING_GO:
        return Cure(command=typed("hearth", "programme", "let-go", note.programme))
    if step.what == DECISION:
        return replace(in_entry(context, "applications", note, "decision", "DECISION"), see=see)
    field = "answered" if step.what == ANSWER else "told"
    return replace(in_entry(context, "applications", note, field, context.day), see=see)


@part(
    "commitments",
    "Commitments",
    MANAGER,
    definition="What somebody in a programme agreed to do (`commitments.yml`) by a day that is "
    "over or comes within 7 days, neither done nor dropped.",
    loses=FORGOTTEN,
    minutes=5,
)
def commitments(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    open_ = [
        one
        for one in context.notes.commitments
        if state_of(one, context.day) in (OPEN, OVERDUE) and within(one.due, context, SOON)
    ]
    for one in sorted(open_, key=lambda one: (one.due or date.max, one.member, one.what)):
        if one.due:
            yield BriefItem(
                f"member/{one.member}",
                context.hub.members[one.member].name,
                words(
                    "“%(what)s” (%(programme)s) %(due)s",
                    what=one.what,
                    programme=context.hub.groups[one.programme].name,
                    due=due(one.due, context),
                ),
                in_entry(context, "commitments", one, "done", context.day),
                until=one.due,
                cause=(one.programme, one.what, str(one.due)),
                detail=f"{one.programme}/{slug(one.what)}",
                alike="commitment",
            )


def ending_terms(context: MetricContext, last: date) -> Iterator[BriefItem]:
    """Terms in programmes that end soon, those that stand in one file and end on one day
    together."""
    words = context.hub.words
    ending: defaultdict[tuple[date, str, str], list[str]] = defaultdict(list)
    active = {one.id: one for one in programmes(context.hub) if one.status == "active"}
    for group in active.values():
        for term in terms(context.hub, group):
            if (
                term.until
                and context.day <= term.until <= last
                and talk_about(context.notes, group.id, term, context.day) is None
            ):
                ending[term.until, group.id, term.path].append(term.member.id)
    for (day, group_id, path), members in sorted(ending.items()):
        group = active[group_id]
        text = words(
            "%(cohort)s: %(people)s until %(day)s. Who goes on?",
            cohort=group.cohort_on(context.day) or words("terms"),
            people=names(words, (context.hub.members[member].name for member in members)),
            day=in_words(day, context),
        )
        cure = Cure(
            path,
            do=words("write down another term, or let this one end"),
            see=typed("hearth", "programme", "show", group_id),
        )
        yield BriefItem(
            f"group/{group_id}",
            group.name,
            text,
            cure,
            until=day,
            cause=(str(day), *members),
            detail=str(day),
        )
