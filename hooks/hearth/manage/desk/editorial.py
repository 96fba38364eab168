"""The editorial calendar: planned announcements that are late, due or to come, and what nobody has
planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.manage.private import Notes
from hearth.manage.private.notes import Plan
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import readiness
from hearth.views.readiness import has_recap

ANNOUNCED_WITHIN = timedelta(days=42)
"""An event this near should have been told of, or it should be planned."""
SOON = timedelta(days=14)
RECAPS_WITHIN = timedelta(days=60)
"""A recap that is older interests few; the event's own list goes on naming it."""
PROMPT_EVERY = timedelta(days=30)
STORY_MONTHS = 6
ASKED = ("who", "audience", "why", "how")
"""What a plan can leave open; what, when and where it always says."""


@dataclass(frozen=True)
class EditorialEntry:
    """A plan with its number in the file, and what it leaves open."""

    number: int
    plan: Plan
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NewsletterDue:
    """When the next newsletter is due."""

    last: date | None
    due: date | None
    """None when none was ever sent."""


@dataclass(frozen=True)
class EditorialCalendar:
    """What is planned, parted by the hub's day, and what is missing."""

    late: tuple[EditorialEntry, ...]
    soon: tuple[EditorialEntry, ...]
    later: tuple[EditorialEntry, ...]
    done: tuple[EditorialEntry, ...]
    """Told within the last 30 days, the latest first."""
    unannounced: tuple[Occurrence, ...]
    """Coming dates that no plan tells of."""
    without_recap: tuple[Occurrence, ...]
    """What took place lately and has no recap."""
    newsletter: NewsletterDue | None
    """Only when it is due within a week, or was never sent."""
    prompt: date | None
    """The day of the last question to talk about, when that is long ago."""
    no_prompt: bool
    """Whether there was no question to talk about for a month."""
    months: tuple[date, ...]
    """The first days of whole months without a story, the latest first."""


def calendar(hub: Hub, notes: Notes) -> EditorialCalendar:
    """Everything that is to be told; ``hub`` is the whole one, but only what is public needs to be
    told of."""
    public, day = hub.public(), hub.as_of
    entries = [
        EditorialEntry(number, plan, _missing(plan)) for number, plan in enumerate(notes.plans, 1)
    ]
    waiting = sorted(
        (entry for entry in entries if not entry.plan.done_by(day)),
        key=lambda entry: (entry.plan.due, entry.number),
    )
    done = [
        entry
        for entry in entries
        if entry.plan.done and timedelta() <= day - entry.plan.done <= timedelta(days=30)
    ]
    prompts = [
        post.date for post in public.posts.values() if post.type == "prompt" and post.date <= day
    ]
    no_prompt = not prompts or day - max(prompts) > PROMPT_EVERY
    return EditorialCalendar(
        late=tuple(entry for entry in waiting if entry.plan.due < day),
        soon=tuple(entry for entry in waiting if day <= entry.plan.due <= day + SOON),
        later=tuple(entry for entry in waiting if entry.plan.due > day + SOON),
        done=tuple(sorted(done, key=lambda entry: (-_done_on(entry).toordinal(), entry.number))),
        unannounced=tuple(_unannounced(public, notes)),
        without_recap=tuple(_without_recap(public)),
        newsletter=_newsletter_due(notes, day, hub.settings.newsletter_days),
        prompt=max(prompts, default=None) if no_prompt else None,
        no_prompt=no_prompt,
        months=tuple(_months_without_story(public)),
    )


def _done_on(entry: EditorialEntry) -> date:
    return entry.plan.done or entry.plan.due


def _missing(plan: Plan) -> tuple[str, ...]:
    return tuple(name for name in ASKED if getattr(plan, name) is None)


def _unannounced(hub: Hub, notes: Notes) -> Iterator[Occurrence]:
    """Coming dates within six weeks that no plan names; of a series, a plan counts for the date it
    comes before."""
    for item in readiness.coming(hub):
        if item.first_day <= hub.as_of + ANNOUNCED_WITHIN and not any(
            _covers(plan, item) for plan in notes.plans
        ):
            yield item


def _covers(plan: Plan, item: Occurrence) -> bool:
    """By the event's id, or by its title in what is told."""
    named = plan.event == item.event.id or item.title.casefold() in plan.what.casefold()
    in_time = not item.event.repeats or item.first_day - ANNOUNCED_WITHIN <= plan.due
    return named and in_time and plan.due <= item.last_day


def _without_recap(hub: Hub) -> Iterator[Occurrence]:
    since = hub.as_of - RECAPS_WITHIN
    return (
        item for item in readiness.over(hub) if item.last_day >= since and not has_recap(hub, item)
    )


def _newsletter_due(notes: Notes, day: date, every: int) -> NewsletterDue | None:
    """Said a week ahead; never in a community without a newsletter."""
    last = max((issue.date for issue in notes.newsletters if issue.date <= day), default=None)
    if not every:
        return None
    if last is None:
        return NewsletterDue(None, None)
    due = last + timedelta(days=every)
    return NewsletterDue(last, due) if due <= day + timedelta(days=7) else None


def _months_without_story(hub: Hub) -> Iterator[date]:
    """Of the last whole months since there are posts at all."""
    published = [post for post in hub.posts.values() if post.date <= hub.as_of]
    with_story = {(post.date.year, post.date.month) for post in published if post.type == "story"}
    first = min((post.date for post in published), default=hub.as_of)
    month = hub.as_of.replace(day=1)
    for _ in range(STORY_MONTHS):
        month = (month - timedelta(days=1)).replace(day=1)
        if month >= first.replace(day=1) and (month.year, month.month) not in with_story:
            yield month
