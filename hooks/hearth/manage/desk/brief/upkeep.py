"""Parts of the brief about upkeep: topics without resources, what is out of date, what is to be
announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from hearth.base.format import count
from hearth.kinds.group import Group
from hearth.kinds.resource import REVIEW_AFTER, Resource
from hearth.manage.desk.brief.base import (
    ADMINISTRATOR,
    LEADER,
    MANAGER,
    BriefItem,
    Cure,
    due,
    in_words,
    names,
    part,
    within,
)
from hearth.manage.desk.newsletter import place_of
from hearth.manage.figures import MetricContext
from hearth.manage.figures.library import is_gone, kept, topic_needs

PROFILE_AFTER = 365
"""Days after which somebody should look at their profile again."""
GROUP_AFTER = 180
"""Days without a sign of life after which a group is asked how it is."""
SOON = 7
"""Days before something is due at which it is told."""


LACKS = {
    "person": "somebody who offers help",
    "resource": "a resource that was checked lately",
    "event": "an event",
}


@part(
    "gaps",
    "Gaps",
    LEADER,
    MANAGER,
    definition="Topics that at least two members want (asked about within 365 days, sought in "
    "mentoring, or among their topics) and for which there is nobody who offers help, no resource "
    "whose check still counts, or no event within 365 days and none to come; those that most "
    "people want for each thing there is stand first.",
)
def gaps(context: MetricContext) -> Iterator[BriefItem]:
    planned = {topic for item in context.hub.schedule.upcoming for topic in item.event.topics}
    for need in topic_needs(context):
        lacks = [name for name in need.lacks if not (name == "event" and need.topic in planned)]
        if need.wanted and lacks:
            topic = context.hub.topics[need.topic]
            asked = f", {len(need.asking)} of them asked" if need.asking else ""
            text = (
                f"{count(need.demand, 'member')} want it{asked}; it lacks "
                f"{names(LACKS[name] for name in lacks)}"
            )
            yield BriefItem(f"topic/{need.topic}", topic.label, text, _filled(need.topic, lacks[0]))


def _filled(topic: str, lack: str) -> Cure:
    """How the first thing that a topic lacks would come to be."""
    if lack == "person":
        do = (
            f"ask who could help, and let them write it into their profile: `offers: [{{topic: "
            f"{topic}}}]`"
        )
        return Cure("members/", do=do, see="hearth needs")
    return Cure(command=f"hearth add {lack} --set topics={topic}", see="hearth needs")


@part(
    "stale",
    "Grown old",
    MANAGER,
    ADMINISTRATOR,
    definition="Groups at work without a sign of life for 180 days (`last_activity`, `log`, "
    "`reviewed`, `added`, a first day of a lead, or something they held); resources whose last "
    "check no longer counts (`review_after`, else 180 days after `reviewed`), that nobody ever "
    "checked, or that lead nowhere (`gone`) and name nothing to use instead; profiles of active "
    "members nobody looked at for 365 days (`reviewed`, else `added`, else `joined`). The oldest "
    "of each kind in turn.",
)
def stale(context: MetricContext) -> Iterator[BriefItem]:
    kinds = (_groups(context), _resources(context), _profiles(context))
    for row in zip_longest(*kinds):
        yield from (line for line in row if line)


def _groups(context: MetricContext) -> Iterator[BriefItem]:
    held: dict[str, date] = {}
    for item in context.held:
        for group_id in context.hub.groups_of(item.event):
            held[group_id] = item.last_day
    found = []
    for group in context.hub.groups.values():
        last = max(
            [*_signs(group, context.day), *([held[group.id]] if group.id in held else [])],
            default=None,
        )
        began = last is not None or group.added is None or group.added <= context.day
        if (
            began
            and group.status in ("forming", "active")
            and (last is None or last <= context.since(GROUP_AFTER))
        ):
            found.append((last or date.min, group))
    for last, group in sorted(found, key=lambda item: (item[0], item[1].id)):
        text = "no sign of life" + (
            f" since {in_words(last, context)}" if last > date.min else " at all"
        )
        cure = Cure(group.path, f"last_activity: {context.day}", "ask its leads, then write")
        yield BriefItem(f"group/{group.id}", group.name, text, cure)


def _signs(group: Group, day: date) -> list[date]:
    """Days on which a group is known to have lived."""
    said = (
        group.last_activity,
        group.reviewed,
        group.added,
        *(work.date for work in group.log),
        *(lead.since for lead in group.leads),
    )
    return [sign for sign in said if sign and sign <= day]


def _resources(context: MetricContext) -> Iterator[BriefItem]:
    there = list(kept(context))
    gone = {item.id: item.gone for item in there if is_gone(item, context.day) and item.gone}
    waiting = [
        (gone.get(item.id) or item.check_due or date.min, item)
        for item in there
        if item.id in gone or item.check_due is None or item.check_due < context.day
    ]
    for when, item in sorted(waiting, key=lambda pair: (pair[0], pair[1].id)):
        if item.id in gone:
            text = f"leads nowhere since {in_words(when, context)}"
            yield BriefItem(f"resource/{item.id}", item.title, text, _replaced(item))
            continue
        text = (
            f"was to be checked on {in_words(when, context)}"
            if when > date.min
            else "was never checked"
        )
        yield BriefItem(f"resource/{item.id}", item.title, text, _checked(context, item))


def _replaced(item: Resource) -> Cure:
    do = "find what to use instead, and name it; or take the file out"
    return Cure(item.path, "replaced_by: ID", do)


def _checked(context: MetricContext, item: Resource) -> Cure:
    if item.review_after:  # it says for itself when its check no longer counts
        do = "look whether it still holds, write today's day in `reviewed`, and a later one here"
        return Cure(item.path, f"review_after: {context.day + REVIEW_AFTER}", do)
    return Cure(item.path, f"reviewed: {context.day}", "look whether it still holds, then write")


def _profiles(context: MetricContext) -> Iterator[BriefItem]:
    looked = [
        (member.reviewed or member.added or member.joined, member)
        for member in context.hub.members.values()
        if member.status == "active"
    ]
    for when, member in sorted(looked, key=lambda pair: (pair[0], pair[1].id)):
        if when <= context.since(PROFILE_AFTER):
            text = f"profile last looked at on {in_words(when, context)}"
            cure = Cure(
                member.path, f"reviewed: {context.day}", "ask whether it still holds, then write"
            )
            yield BriefItem(f"member/{member.id}", member.name, text, cure)


@part(
    "plans",
    "To be told",
    MANAGER,
    definition=(
        "Entries of the editorial calendar (`plans.yml`) without `done` that were due or are "
        "within a week."
    ),
)
def plans(context: MetricContext) -> Iterator[BriefItem]:
    waiting = [
        (plan.due, number, plan)
        for number, plan in enumerate(context.notes.plans, 1)
        if not plan.done_by(context.day) and within(plan.due, context, SOON)
    ]
    for day, number, plan in sorted(waiting, key=lambda item: item[:2]):
        writer = context.hub.members.get(plan.who or "")
        by = f"{writer.name} writes it" if writer else "nobody is named to write it"
        cure = Cure(command=f"hearth plan --done {number}")
        yield BriefItem(
            f"plan/{number}", plan.what, f"for {plan.where}, {due(day, context)}, {by}", cure
        )


@part(
    "newsletter",
    "Newsletter",
    MANAGER,
    definition=(
        "When the last issue (`newsletters.yml`) was sent at least 28 days ago (the setting "
        "`newsletter_days`; 0 for a community without a newsletter), or no issue is noted."
    ),
)
def newsletter(context: MetricContext) -> Iterator[BriefItem]:
    every = context.hub.settings.newsletter_days
    last = max(
        (issue.date for issue in context.notes.newsletters if issue.date <= context.day),
        default=None,
    )
    if not every or (last and last > context.since(every)):
        return
    number, _ = place_of(context.notes, context.day)
    text = (
        f"the last one was sent on {in_words(last, context)}" if last else "no issue is noted yet"
    )
    cure = Cure(command="hearth newsletter --sent", see="hearth newsletter")
    yield BriefItem(f"newsletter/{number}", f"Issue {number}", text, cure)
