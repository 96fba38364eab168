"""Parts of the brief about upkeep: topics without resources, what is out of date, what is to be
announced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import zip_longest

from hearth.base.words import N_, Translations
from hearth.kinds.group import Group
from hearth.kinds.resource import REVIEW_AFTER, Resource
from hearth.manage.desk.brief.base import (
    ADMINISTRATOR,
    LEADER,
    MANAGER,
    BriefItem,
    Cure,
    Loss,
    by_change,
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


UNTOLD = Loss("promise", N_("what was promised is not told in time"))
ASLEEP = Loss("fades", N_("a group falls asleep"))
IN_VAIN = Loss("waits", N_("people look for it in vain"))
UNTRUE = Loss("waits", N_("what is written may no longer be true"))
LACKS = {
    "person": N_("somebody who offers help"),
    "resource": N_("a resource that was checked lately"),
    "event": N_("an event"),
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
    loses=IN_VAIN,
    minutes=20,
)
def gaps(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    planned = {topic for item in context.hub.schedule.upcoming for topic in item.event.topics}
    for need in topic_needs(context):
        lacks = [name for name in need.lacks if not (name == "event" and need.topic in planned)]
        if need.wanted and lacks:
            topic = context.hub.topics[need.topic]
            want = words.count(need.demand, "member wants it", "members want it")
            asked = words("%(number)s of them asked", number=len(need.asking))
            lack = names(words, (words.noted(LACKS[name]) for name in lacks))
            text = (
                words("%(want)s, %(asked)s; it lacks %(what)s", want=want, asked=asked, what=lack)
                if need.asking
                else words("%(want)s; it lacks %(what)s", want=want, what=lack)
            )
            cure = _filled(words, need.topic, lacks[0])
            cause = tuple(lacks)
            yield BriefItem(
                f"topic/{need.topic}", topic.label, text, cure, cause=cause, alike="topic"
            )


def _filled(words: Translations, topic: str, lack: str) -> Cure:
    """How the first thing that a topic lacks would come to be."""
    if lack == "person":
        do = words(
            "ask who could help, and let them write it into their profile: "
            "`offers: [{topic: %(topic)s}]`",
            topic=topic,
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
    loses=UNTRUE,
    minutes=10,
)
def stale(context: MetricContext) -> Iterator[BriefItem]:
    kinds = (_groups(context), _resources(context), _profiles(context))
    for row in zip_longest(*kinds):
        yield from (line for line in row if line)


def _groups(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
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
        text = (
            words("no sign of life since %(day)s", day=in_words(last, context))
            if last > date.min
            else words("no sign of life at all")
        )
        do = words("ask its leads")
        cure = by_change(group.path, {"last_activity": context.day}, do)
        yield BriefItem(
            f"group/{group.id}",
            group.name,
            text,
            cure,
            cause=(str(last),),
            detail="group",
            alike="group",
            loses=ASLEEP,
            minutes=15,
        )


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
    words = context.hub.words
    there = list(kept(context))
    gone = {item.id: item.gone for item in there if is_gone(item, context.day) and item.gone}
    waiting = [
        (gone.get(item.id) or item.check_due or date.min, item)
        for item in there
        if item.id in gone or item.check_due is None or item.check_due < context.day
    ]
    for when, item in sorted(waiting, key=lambda pair: (pair[0], pair[1].id)):
        if item.id in gone:
            text = words("leads nowhere since %(day)s", day=in_words(when, context))
            yield BriefItem(
                f"resource/{item.id}",
                item.title,
                text,
                _replaced(words, item),
                cause=("gone", str(when)),
                detail="resource",
                alike="gone",
                loses=IN_VAIN,
                minutes=15,
            )
            continue
        text = (
            words("was to be checked on %(day)s", day=in_words(when, context))
            if when > date.min
            else words("was never checked")
        )
        yield BriefItem(
            f"resource/{item.id}",
            item.title,
            text,
            _checked(context, item),
            cause=(str(when),),
            detail="resource",
            alike="resource",
        )


def _replaced(words: Translations, item: Resource) -> Cure:
    do = words("find what to use instead, or take the file out")
    return by_change(item.path, {"replaced_by": "ID"}, do)


def _checked(context: MetricContext, item: Resource) -> Cure:
    words = context.hub.words
    if item.review_after:  # it says for itself when its check no longer counts
        do, later = words("look whether it still holds"), context.day + REVIEW_AFTER
        return by_change(item.path, {"reviewed": context.day, "review_after": later}, do)
    do = words("look whether it still holds")
    return by_change(item.path, {"reviewed": context.day}, do)


def _profiles(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    looked = [
        (member.reviewed or member.added or member.joined, member)
        for member in context.hub.members.values()
        if member.status == "active"
    ]
    for when, member in sorted(looked, key=lambda pair: (pair[0], pair[1].id)):
        if when <= context.since(PROFILE_AFTER):
            text = words("profile last looked at on %(day)s", day=in_words(when, context))
            do = words("ask whether it still holds")
            cure = by_change(member.path, {"reviewed": context.day}, do)
            yield BriefItem(
                f"member/{member.id}",
                member.name,
                text,
                cure,
                cause=(str(when),),
                detail="member",
                alike="member",
                minutes=5,
            )


@part(
    "plans",
    "To be told",
    MANAGER,
    definition=(
        "Entries of the editorial calendar (`plans.yml`) without `done` that were due or are "
        "within a week."
    ),
    loses=UNTOLD,
    minutes=20,
)
def plans(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    waiting = [
        (plan.due, number, plan)
        for number, plan in enumerate(context.notes.plans, 1)
        if not plan.done_by(context.day) and within(plan.due, context, SOON)
    ]
    for day, number, plan in sorted(waiting, key=lambda item: item[:2]):
        writer = context.hub.members.get(plan.who or "")
        by = (
            words("%(name)s writes it", name=writer.name)
            if writer
            else words("nobody is named to write it")
        )
        text = words(
            "for %(channel)s, %(due)s, %(by)s", channel=plan.where, due=due(day, context), by=by
        )
        cure = Cure(command=f"hearth plan --done {number}")
        cause = (str(plan.due), plan.what)
        yield BriefItem(f"plan/{number}", plan.what, text, cure, until=plan.due, cause=cause)


@part(
    "newsletter",
    "Newsletter",
    MANAGER,
    definition=(
        "When the next issue is due or will be within a week, 28 days after the last one in "
        "`newsletters.yml` (the setting `newsletter_days`; 0 for a community without a "
        "newsletter), or when no issue is noted."
    ),
    loses=UNTOLD,
    minutes=60,
)
def newsletter(context: MetricContext) -> Iterator[BriefItem]:
    every = context.hub.settings.newsletter_days
    last = max(
        (issue.date for issue in context.notes.newsletters if issue.date <= context.day),
        default=None,
    )
    next_one = last + timedelta(days=every) if last else None
    if not every or (next_one and not within(next_one, context, SOON)):
        return
    number, _ = place_of(context.notes, context.day)
    words = context.hub.words
    text = (
        words("the last one was sent on %(day)s", day=in_words(last, context))
        if last
        else words("no issue is noted yet")
    )
    cure = Cure(command="hearth newsletter --sent", see="hearth newsletter")
    yield BriefItem(
        f"newsletter/{number}",
        words("Issue %(number)s", number=number),
        text,
        cure,
        until=next_one,
        cause=(str(last),),
    )
