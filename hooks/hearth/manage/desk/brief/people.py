"""Parts of the brief about people: whom to welcome, thank, ask after and put forward."""

from __future__ import annotations

import math
from calendar import isleap
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from hearth.base.words import N_, Translations
from hearth.kinds.member import Ask, Member
from hearth.manage.desk.brief.base import (
    LEADER,
    MANAGER,
    MODERATOR,
    BriefItem,
    Cure,
    Loss,
    by_change,
    by_note,
    by_thanks,
    in_entry,
    in_words,
    names,
    part,
    people,
)
from hearth.manage.desk.brief.programmes import ending_terms
from hearth.manage.desk.care import OnboardingProgress, onboarding, rotation
from hearth.manage.desk.introductions import FEW, suggest
from hearth.manage.figures import MetricContext
from hearth.manage.ledger import Act
from hearth.manage.private.notes import Introduction

NEW = 14
"""Days in which somebody who came is to be welcomed."""
RECENT = 14
"""Days for which thanks are due here: two weeks, so that a brief nobody read loses nobody."""
WEEK = 7
QUIET = 90
"""Days without an act after which somebody active has gone quiet."""
YEAR = 365
FEATURED_EVERY = 14
"""Days after which it is time to put somebody into the spotlight again."""
HELPERS = 3
"""So many people who could help are named beside an ask."""
RENEW = 30
"""Days before a term of a pair or of a cohort ends at which it is time to talk about it."""
STEPS = {
    "approved": N_("suggested, and nobody has said whether it is right, since %(day)s"),
    "accepted": N_("approved, and not everybody has agreed, since %(day)s"),
    "met": N_("agreed, and not known to have met, since %(day)s"),
    "useful": N_("met, and nobody has asked whether it was useful, since %(day)s"),
}
"""What an introduction waits for, by the field that tells of it."""
LONG = 180
"""Days after which a pair without a last day is asked whether it goes on."""


STRANGER = Loss("people", N_("a newcomer stays a stranger"))
UNHEARD = Loss("people", N_("somebody learns that asking is of no use"))
DRIFTED = Loss("people", N_("somebody drifts away for good"))
COLD = Loss("people", N_("two who said yes wait for nothing"))
ENDED = Loss("people", N_("they stop without knowing whether it goes on"))
LATE_THANKS = Loss("fades", N_("the thanks come too late to be felt"))
UNMET = Loss("fades", N_("two who could help each other do not meet"))
NOT_KNOWN = Loss("fades", N_("nobody knows whether it helped"))
UNSEEN = Loss("waits", N_("the same few are seen"))
WARM = 7
"""Days for which a welcome, an answer or a thank-you is in time."""
EXPECTED = 14
"""Days after somebody has gone quiet in which they still expect to be asked after."""


@part(
    "welcome",
    "Welcome",
    MANAGER,
    MODERATOR,
    definition=(
        "People who came in the last 14 days and whose profile does not say when they were "
        "`welcomed`; who came last stands first."
    ),
    loses=STRANGER,
    minutes=10,
)
def welcome(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    new = [
        member
        for member in people(context).values()
        if member.joined > context.since(NEW)
        and not (member.welcomed and member.welcomed <= context.day)
    ]
    for member in sorted(new, key=lambda member: (-member.joined.toordinal(), member.id)):
        buddy = context.persons.get(member.buddy or "")
        day = in_words(member.joined, context)
        text = (
            words("came on %(day)s, with %(buddy)s as buddy", day=day, buddy=buddy.name)
            if buddy
            else words("came on %(day)s, without a buddy", day=day)
        )
        yield BriefItem(
            f"member/{member.id}",
            member.name,
            text,
            by_change(member.path, {"welcomed": context.day}),
            until=member.joined + timedelta(days=WARM),
            cause=(str(member.joined),),
            alike="newcomer",
        )


@part(
    "settle-in",
    "Help to settle in",
    MANAGER,
    MODERATOR,
    definition="For each list in `checklists.yml`, members who are new as what it is for, as long "
    "as it says (60 days): the first step that `onboarding.yml` does not name as done. New as a "
    "person or an organisation counts from `joined`, in the team from `since`, as a speaker, host, "
    "curator, lead, mentor or ambassador from the first time. Who has waited longest stands first.",
    loses=STRANGER,
    minutes=10,
)
def settle_in(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    for one in onboarding(context):
        checklist = one.checklist
        if one.left:
            text = _newness(words, one) % {
                "role": words.inside("new as", checklist.new_as),
                "day": in_words(one.since, context),
                "step": one.left[0],
                "done": one.done,
                "all": len(checklist.steps),
            }
            cure = by_note("onboarding", member=one.member.id, step=one.left[0])
            share = checklist.within * (one.done + 1) // len(checklist.steps)
            yield BriefItem(
                f"member/{one.member.id}",
                one.member.name,
                text,
                cure,
                until=one.since + timedelta(days=share),
                cause=(one.left[0],),
                detail=checklist.new_as,
                alike="step",
            )


def _newness(words: Translations, one: OnboardingProgress) -> str:
    """What somebody is new as, since when, and what comes next; its places are not yet filled."""
    new_as = one.checklist.new_as
    if new_as == one.member.kind:
        return words("new since %(day)s, next: %(step)s (%(done)s of %(all)s done)")
    if new_as == "team":
        return words("new in the team since %(day)s, next: %(step)s (%(done)s of %(all)s done)")
    return words("new as %(role)s since %(day)s, next: %(step)s (%(done)s of %(all)s done)")


@part(
    "thank",
    "Thank",
    LEADER,
    MANAGER,
    definition="People outside the team who in the last 14 days spoke for the first time, hosted, "
    "or recommended something in the library or a path, and who were not thanked (`thanks.yml`) on "
    "that day or later.",
    loses=LATE_THANKS,
    minutes=5,
)
def thank(context: MetricContext) -> Iterator[BriefItem]:
    belonging = people(context)
    for person, acts in context.gifts.items():
        first = next((act for act in acts if act.kind == "speak"), None)
        recent = [
            act
            for act in acts
            if act.day > context.since(RECENT) and (act.kind in ("host", "curate") or act is first)
        ]
        if not recent or person not in belonging or _thanked(context, person, recent[-1].day):
            continue
        deeds = [_deed(context, act) for act in recent]
        yield BriefItem(
            f"member/{person}",
            belonging[person].name,
            names(context.hub.words, deeds, 2),
            by_thanks(person, deeds[-1]),
            until=recent[-1].day + timedelta(days=WARM),
            cause=tuple(act.object for act in recent),
            alike="deed",
        )


def _thanked(context: MetricContext, person: str, since: date) -> bool:
    return any(
        said.to == person and since <= said.date <= context.day for said in context.notes.thanks
    )


def _deed(context: MetricContext, act: Act) -> str:
    """What somebody did, as it goes on after a name."""
    kind, _, name = act.object.partition("/")
    form = {
        "speak": N_("spoke for the first time at %(what)s"),
        "host": N_("hosted %(what)s"),
        "curate": N_("recommended %(what)s"),
    }[act.kind]
    what = context.hub.records[kind][name.partition("@")[0]].heading
    return context.hub.words.noted(form) % {"what": what}


@part(
    "anniversaries",
    "Anniversaries",
    MANAGER,
    definition="People who came a whole number of years ago, on this day or one of the next six, "
    "and were not thanked (`thanks.yml`) in the seven days before it or later. Who came on a 29th "
    "of February has it on the 28th in other years.",
    loses=LATE_THANKS,
    minutes=5,
)
def anniversaries(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    found = []
    for member in people(context).values():
        if member.joined_precision != "day":
            continue
        for ahead in range(WEEK):
            day = context.day + timedelta(days=ahead)
            years = day.year - member.joined.year
            if years and _in_year(member.joined, day.year) == day:
                found.append((day, years, member))
    for day, years, member in sorted(found, key=lambda item: (item[0], item[2].id)):
        if not _thanked(context, member.id, day - timedelta(days=WEEK)):
            time = words.count(years, "year")
            text = (
                words("has been here for %(time)s today", time=time)
                if day == context.day
                else words(
                    "has been here for %(time)s on %(day)s", time=time, day=in_words(day, context)
                )
            )
            yield BriefItem(
                f"member/{member.id}",
                member.name,
                text,
                by_thanks(member.id, words("%(time)s with us", time=time)),
                until=day,
                cause=(str(day.year),),
                alike="years",
            )


def _in_year(day: date, year: int) -> date:
    """The same day in another year; the 28th where there is no 29th of February."""
    return day.replace(
        year=year, day=28 if (day.month, day.day) == (2, 29) and not isleap(year) else day.day
    )


@part(
    "check-in",
    "Check in",
    MANAGER,
    MODERATOR,
    definition="People outside the team who did nothing for 90 days and are, by what they did in "
    "365 days, among the most active quarter of those who did anything (at least twice; those "
    "level with the last of the quarter count too). Not who was asked in the last 90 days "
    "(`checked_in` in `people.yml`), nor before `next_check`.",
    loses=DRIFTED,
    minutes=15,
)
def check_in(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    belonging = people(context)
    counts = {
        person: sum(1 for act in acts if act.day > context.since(YEAR))
        for person, acts in context.deeds.items()
        if person in belonging
    }
    ranked = sorted((number for number in counts.values() if number), reverse=True)
    bar = max(2, ranked[math.ceil(len(ranked) / 4) - 1]) if ranked else 0
    lately = context.active(QUIET)
    quiet = [
        (context.deeds[person][-1].day, person)
        for person, number in counts.items()
        if ranked and number >= bar and person not in lately and not _minded(context, person)
    ]
    for last, person in sorted(quiet, key=lambda item: (-counts[item[1]], item)):
        text = words(
            "did %(things)s in a year and nothing since %(day)s",
            things=words.count(counts[person], "thing"),
            day=in_words(last, context),
        )
        cure = by_note("people", member=person, checked_in=context.day)
        yield BriefItem(
            f"member/{person}",
            belonging[person].name,
            text,
            cure,
            until=last + timedelta(days=QUIET + EXPECTED),
            cause=(str(last),),
            alike="quiet",
        )


def _minded(context: MetricContext, person: str) -> bool:
    """Whether somebody was asked lately, or is not to be asked yet."""
    care = context.notes.care.get(person)
    if care is None:
        return False
    lately = care.checked_in and care.checked_in > context.since(QUIET)
    return bool(lately or (care.next_check and care.next_check > context.day))


@part(
    "introduce",
    "Introduce",
    MANAGER,
    definition="The five best introductions of the day, as `hearth introduce` chooses them, until "
    "they are noted in `introductions.yml`; and those noted there whose last step is more than 14 "
    "days ago and that are neither declined nor known to have been `useful` or not.",
    loses=UNMET,
    minutes=5,
)
def introduce(context: MetricContext) -> Iterator[BriefItem]:
    for pair in suggest(context, FEW):
        two = [pair.asker, pair.offerer]
        cure = Cure(command="hearth introduce --keep", see="hearth introduce")
        yield BriefItem(
            f"introduction/{'+'.join(two)}",
            _both(context, *two),
            ". ".join(pair.reasons[:2]),
            cure,
            cause=("suggested",),
            alike="suggested",
        )
    for one in sorted(context.notes.introductions, key=lambda one: (one.last_step, one.people)):
        open_still = one.kind == "introduction" and not one.declined and one.useful is None
        if open_still and one.last_step <= context.since(RECENT):
            yield _under_way(context, one)


def _under_way(context: MetricContext, one: Introduction) -> BriefItem:
    """An introduction that has stood still, and the step that comes next."""
    step = next(
        (name for name in ("approved", "accepted", "met") if getattr(one, name) is None), "useful"
    )
    cure = Cure(command=f"hearth introduce --mark {' '.join(one.people)} {step}")
    text = context.hub.words.noted(STEPS[step]) % {"day": in_words(one.last_step, context)}
    return BriefItem(
        f"introduction/{'+'.join(one.people)}",
        _both(context, *one.people),
        text,
        cure,
        until=one.last_step + timedelta(days=RECENT + WARM),
        cause=(step, str(one.last_step)),
        loses=COLD if step in ("accepted", "met") else NOT_KNOWN,
    )


def _both(context: MetricContext, *members: str) -> str:
    return names(context.hub.words, (context.hub.members[member].name for member in members))


@part(
    "asks",
    "Asks that wait",
    MANAGER,
    MODERATOR,
    definition=(
        "What members ask for and is not settled (`answered`), the oldest first; what says no "
        "day stands last. Beside it, up to three people who offer help with the topic."
    ),
    loses=UNHEARD,
    minutes=15,
)
def asks(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    waiting = [
        (ask.since or date.max, member.id, member, member.asks.index(ask) + 1, ask)
        for member in context.hub.members.values()
        if member.status == "active" and member.joined <= context.day
        for ask in member.waiting_asks(context.day)
    ]
    helpers = {topic: _helpers(context, topic) for topic in {ask.topic for *_, ask in waiting}}
    for *_, member, number, ask in sorted(waiting, key=lambda one: (one[0], one[1], one[4].topic)):
        label = context.hub.topics[ask.topic].label
        text = (
            words(
                "asks about %(topic)s since %(day)s", topic=label, day=in_words(ask.since, context)
            )
            if ask.since
            else words("asks about %(topic)s", topic=label)
        )
        text += f": {ask.note}" if ask.note else ""
        text += f" – {_who_could(context, member, ask, helpers[ask.topic])}"
        do, answered = words("once it is settled"), f"asks.{number}.answered"
        cure = by_change(member.path, {answered: context.day}, do)
        heard = _heard(member, ask, context.day)
        yield BriefItem(
            f"member/{member.id}",
            member.name,
            text,
            cure,
            until=ask.since + timedelta(days=WARM) if ask.since and not heard else None,
            cause=(str(ask.since), *heard),
            detail=ask.topic,
            alike="answered" if heard else "open",
            loses=NOT_KNOWN if heard else None,
            minutes=5 if heard else None,
        )


def _heard(member: Member, ask: Ask, day: date) -> list[str]:
    """Who answered, once each; to answer oneself is no answer."""
    return list(
        dict.fromkeys(
            response.by
            for response in ask.responses
            if response.by != member.id and response.date <= day
        )
    )


def _helpers(context: MetricContext, topic: str) -> list[Member]:
    """Active members who offer help with a topic."""
    offering = context.hub.referring(context.hub.topics[topic], Member, "offers")
    return [member for member in offering if member.status == "active"]


def _who_could(context: MetricContext, member: Member, ask: Ask, helpers: Iterable[Member]) -> str:
    """Who answered already, else who says that they can help."""
    words = context.hub.words
    heard = _heard(member, ask, context.day)
    if heard:
        answered = names(words, (context.hub.members[by].name for by in heard))
        return words("%(people)s answered, is it settled?", people=answered)
    could = islice(
        (
            other.name
            for other in helpers
            if other.id != member.id and not context.notes.kept_apart(member.id, other.id)
        ),
        HELPERS,
    )
    found = names(words, could)
    if not found:
        return words("nobody offers help with it")
    return words("could help: %(people)s", people=found)


@part(
    "mentoring",
    "Pairs and cohorts",
    MANAGER,
    definition="Mentoring pairs (`mentoring.yml`) that end within 30 days, or have gone on for 180 "
    "days without a last day; and terms in active programmes that end within 30 days (in the "
    "group's file, or in `groups` of a profile), unless `renewals.yml` tells of a talk about it.",
    loses=ENDED,
    minutes=15,
)
def mentoring(context: MetricContext) -> Iterator[BriefItem]:
    words = context.hub.words
    last = context.day + timedelta(days=RENEW)
    for pair in sorted(
        context.notes.mentoring, key=lambda pair: (pair.until or date.max, pair.since, pair.mentee)
    ):
        ending = pair.until is not None and context.day <= pair.until <= last
        if ending or (pair.until is None and pair.since <= context.since(LONG)):
            both = _both(context, pair.mentor, pair.mentee)
            text = (
                words("end on %(day)s: does it go on?", day=in_words(pair.until, context))
                if pair.until
                else words(
                    "have met since %(day)s: does it go on?", day=in_words(pair.since, context)
                )
            )
            cure = in_entry(context, "mentoring", pair, "until", last + timedelta(days=LONG))
            yield BriefItem(
                f"pair/{pair.mentor}+{pair.mentee}",
                both,
                text,
                cure,
                until=pair.until,
                cause=(str(pair.until or pair.since),),
                alike="pair",
            )
    yield from ending_terms(context, last)


@part(
    "spotlight",
    "Spotlight",
    MANAGER,
    definition="When nobody was featured (`featured.yml`) for 14 days: of the people outside the "
    "team with a public profile who did something in 365 days, the one whose last turn is longest "
    "ago; who never had one comes first, and among these who has been here longest.",
    loses=UNSEEN,
    minutes=10,
)
def spotlight(context: MetricContext) -> Iterator[BriefItem]:
    turns = rotation(context)
    if (
        any(
            context.since(FEATURED_EVERY) < turn.date <= context.day
            for turn in context.notes.featured
        )
        or not turns
    ):
        return
    member, last = turns[0].member, turns[0].last
    words = context.hub.words
    turn_before = (
        words("last featured on %(day)s", day=in_words(last, context))
        if last
        else words("has never been featured")
    )
    cure = by_note("featured", member=member.id, where="newsletter")
    cause = (str(last),)
    yield BriefItem(f"member/{member.id}", member.name, turn_before, cure, cause=cause)
