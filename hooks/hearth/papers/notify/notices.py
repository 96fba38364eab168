"""What is new or changed since a channel was last told, from the public hub alone.

Each thing is known by a stable key and by what of it matters to people who were told: that it takes
place, when and where. So a second look finds nothing, and an edited summary is no news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from hearth.kinds.event import CALLED_OFF
from hearth.manage.desk.newsletter import CHANGED, CHANGES_AHEAD, POST_TYPES
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.papers.newsletter import Item, coming_item, member_item, post_item, resource_item
from hearth.views import directory, library
from hearth.wording import event_facts

FIRST = timedelta(days=7)
"""How far back a channel is told that never was told anything."""
FRESH = timedelta(days=30)
"""What was added longer ago is no news, even where nobody was told."""
KEPT = timedelta(days=60)
"""How long is remembered what is told no more."""


@dataclass(frozen=True)
class ToldEntry:
    """What a channel knows of a thing."""

    state: str
    """What of it matters, as a machine compares it."""
    until: str
    """The day after which that can be forgotten."""
    time: str = ""
    place: str = ""
    """When and where it was, in the words in which that was told."""


ChannelMemory = Mapping[str, ToldEntry]
"""What a channel knows, by key."""


@dataclass(frozen=True)
class Matter:
    """Something of which channels may be told today."""

    key: str
    topic: str
    """events, news, library or members"""
    told: ToldEntry
    """What a channel knows once it was told."""
    item: Callable[[Hub], Item]
    """How it is told."""
    added: date | None
    tags: Sequence[str] = ()
    """Topics of the hub that it is about."""
    status: str = "there"
    """Of an event: whether it takes place as announced."""
    event: str = ""
    """Of a date of an event: which."""
    is_date: bool = False
    """Whether it is one date of a series, which is news only when it changes."""

    @property
    def is_off(self) -> bool:
        """Whether it is an event that does not take place."""
        return self.status in CALLED_OFF


@dataclass(frozen=True)
class Notice:
    """Something to tell a channel."""

    matter: Matter
    was: ToldEntry | None = None
    """What it had been told before; None for what is new."""


@dataclass(frozen=True)
class Outlook:
    """What a channel is to be told, and what it will know then."""

    notices: tuple[Notice, ...]
    """What changed first, then what is new: events, posts, the library, people."""
    quiet: ChannelMemory
    """What it knows without another word: it was told before, or is no news."""


def outlook(
    hub: Hub,
    found: Iterable[Matter],
    known: ChannelMemory | None,
    topics: Iterable[str],
    since: date | None = None,
) -> Outlook:
    """What is to be told to a channel that knows so much; ``known`` is None when it never was told.

    ``since`` says after which day things are new to such a channel; a week ago when empty.
    """
    first = (since or hub.as_of - FIRST) if known is None else None
    before, wanted = known or {}, frozenset(topics)
    chosen = [matter for matter in found if matter.topic in wanted]
    notices = _collapsed(
        notice for matter in chosen if (notice := _notice(hub, matter, before, first))
    )
    telling = {notice.matter.key for notice in notices}
    kept = {key: each for key, each in before.items() if each.until >= hub.as_of.isoformat()}
    quiet = {each.key: each.told for each in chosen if each.key not in telling}
    return Outlook(tuple(sorted(notices, key=_weight)), {**kept, **quiet})


def matters(hub: Hub) -> tuple[Matter, ...]:
    """Everything of which channels may be told; ``hub`` is the public one."""
    return (
        *_events(hub),
        *_dates(hub),
        *_undated(hub),
        *_posts(hub),
        *_library(hub),
        *_people(hub),
    )


def _notice(hub: Hub, matter: Matter, before: ChannelMemory, first: date | None) -> Notice | None:
    if earlier := before.get(matter.key):
        return None if earlier.state == matter.told.state else Notice(matter, earlier)
    if matter.is_date:
        changed = matter.status in CHANGED and first is None
        return Notice(matter, ToldEntry("", "")) if changed else None
    if matter.is_off:
        return None
    # An event that is ahead is news to those who were told of all others, however old its file is.
    if matter.topic == "events" and first is None:
        return Notice(matter)
    oldest = first or hub.as_of - FRESH
    return Notice(matter) if matter.added and oldest < matter.added <= hub.as_of else None


def _collapsed(notices: Iterable[Notice]) -> list[Notice]:
    """Without the single dates of a series that is new or changed as a whole."""
    found = list(notices)
    whole = {each.matter.event for each in found if not each.matter.is_date}
    return [each for each in found if not each.matter.is_date or each.matter.event not in whole]


def _weight(notice: Notice) -> tuple[bool, bool]:
    """What cannot wait before what is new; what is off first. The rest stays in its order."""
    return notice.was is None, not notice.matter.is_off


# -- events ----------------------------------------------------------------------------------------


def _events(hub: Hub) -> Iterator[Matter]:
    """Each event by its next date, or a series by the next that takes place."""
    coming = list(hub.schedule.upcoming)
    on = {
        item.event.id: item
        for item in reversed(coming)
        if not item.event.repeats or item.status not in CALLED_OFF
    }
    for first in hub.schedule.one_each(coming):
        event = first.event
        item = on.get(event.id, first)
        if event.repeats:
            # A series goes on: it is known until the third month from this one.
            until = hub.as_of.replace(day=1) + CHANGES_AHEAD
            state, status = _series_state(item), str(event.status)
        else:
            until, state, status = item.last_day + KEPT, _state(item), item.status
        told = ToldEntry(state, until.isoformat(), *when_and_where(hub, item))
        yield _date(f"event/{event.id}", item, told, status)


def _dates(hub: Hub) -> Iterator[Matter]:
    """The single dates of series, as far ahead as changes of them are told."""
    for item in hub.schedule.upcoming:
        if item.event.repeats and item.first_day <= hub.as_of + CHANGES_AHEAD:
            until = (item.last_day + KEPT).isoformat()
            told = ToldEntry(_state(item), until, *when_and_where(hub, item))
            matter = _date(f"event/{item.event.id}@{item.original}", item, told, item.status)
            yield replace(matter, is_date=True)


def _date(key: str, item: Occurrence, told: ToldEntry, status: str) -> Matter:
    event = item.event
    return Matter(
        key,
        "events",
        told,
        partial(coming_item, item=item),
        event.added,
        event.topics,
        status,
        event.id,
    )


def _undated(hub: Hub) -> Iterator[Matter]:
    """Events of which no more than the month or the year is known."""
    for event in sorted(hub.events.values(), key=lambda event: (event.first_day, event.id)):
        if event.date_precision != "day" and event.first_day >= hub.as_of.replace(day=1):
            state = f"{_on(event.status)} {event.first_day:%Y-%m} {event.date_precision}"
            until = event.first_day + timedelta(days=366)
            yield Matter(
                f"event/{event.id}",
                "events",
                ToldEntry(state, until.isoformat()),
                partial(coming_item, item=event),
                event.added,
                event.topics,
                event.status,
            )


def when_and_where(hub: Hub, item: Occurrence) -> tuple[str, str]:
    """(when, where) something takes place, in words."""
    return event_facts.time(hub, item).brief, event_facts.where(hub, item)


def _state(item: Occurrence) -> str:
    """Whether it takes place, when, and where."""
    return " ".join([_on(item.status), item.start.isoformat(), *_spot(item)])


def _series_state(item: Occurrence) -> str:
    """The rule of a series, its usual time and place, whichever date comes next."""
    event, rule = item.event, item.event.repeats
    usual = replace(item, change=None)
    parts = [rule.rule, rule.interval, *rule.on] if rule else []
    clock = f"{event.start}"[10:].strip()
    return " ".join(map(str, [_on(event.status), *parts, clock, *_spot(usual)]))


def _on(status: str) -> str:
    return status if status in CHANGED else "on"


def _spot(item: Occurrence) -> list[str]:
    place = item.place
    return [item.mode, item.venue or (place and (place.name or place.city)) or ""]


# -- what is added ---------------------------------------------------------------------------------


def _posts(hub: Hub) -> Iterator[Matter]:
    """The newest first; former issues of the newsletter are none."""
    for post in sorted(hub.posts.values(), key=lambda post: (-post.date.toordinal(), post.id)):
        if post.type in POST_TYPES and _fresh(hub, post.date):
            yield _added(
                f"post/{post.id}", "news", post.date, partial(post_item, post=post), post.topics
            )


def _library(hub: Hub) -> Iterator[Matter]:
    for resource in library.newest_first(hub.resources.values(), hub.as_of):
        if resource.added and _fresh(hub, resource.added) and not resource.replaced_by:
            item = partial(resource_item, resource=resource)
            yield _added(
                f"resource/{resource.id}", "library", resource.added, item, resource.topics
            )


def _people(hub: Hub) -> Iterator[Matter]:
    """Who came and agreed to be shown. What is remembered of them names nobody."""
    for member in directory.in_order(hub, directory.active(hub)):
        came = max(member.joined, member.added or member.joined)
        if _fresh(hub, came) and member.consent:
            digest = sha256(f"{hub.settings.namespace}\0{member.id}".encode()).hexdigest()
            item = partial(member_item, member=member)
            yield _added(f"member/{digest[:16]}", "members", came, item)


def _added(
    key: str, topic: str, added: date, item: Callable[[Hub], Item], tags: Sequence[str] = ()
) -> Matter:
    return Matter(key, topic, ToldEntry("there", (added + KEPT).isoformat()), item, added, tags)


def _fresh(hub: Hub, day: date) -> bool:
    return hub.as_of - KEPT < day <= hub.as_of
