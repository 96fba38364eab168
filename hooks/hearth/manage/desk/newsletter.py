"""The contents of the next newsletter issue: what was added or changed since the last one, most
important first.

What cannot wait comes first: events that are off or moved, then new events, then days by which
something must be done. Then what is coming anyway, what members wrote, who is new, whom nobody has
answered yet, what came to the library, and whom to thank. Everything is taken from the public hub
alone, so that an issue holds nothing that the site does not show.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.fields import Guest
from hearth.kinds.member import Ask, Member
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.manage.private import Notes
from hearth.manage.private.notes import Correction, Issue
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import directory, library
from hearth.views.deadlines import Deadline, deadlines

FIRST = timedelta(days=30)
"""How far back the first issue looks."""
AHEAD = timedelta(days=35)
"""How far ahead events are told that were announced before: a month, and the days until the next
issue is read."""
CHANGES_AHEAD = timedelta(days=92)
CLOSING = timedelta(days=28)
ASKED = timedelta(days=365)
"""How long an ask without an answer is told again."""
CHANGED = (*CALLED_OFF, "rescheduled", "moved-online")
"""Statuses of what is not as people who read of it believe."""
POST_TYPES = ("decision", "story", "recap", "research", "news", "prompt")
"""Posts by weight: what was decided concerns everybody, a question to talk about can wait."""

Coming = Occurrence | Event
"""A date of an event, or an event whose day is not known yet."""


@dataclass(frozen=True)
class Thanked:
    """Who hosted and spoke at something that took place."""

    item: Occurrence
    people: tuple[Member | Guest, ...]


@dataclass(frozen=True)
class IssueContents:
    """What an issue has to tell, each list in the order of its importance."""

    number: int
    since: date
    """What came after this day is new."""
    day: date
    changed: tuple[Occurrence, ...]
    announced: tuple[Coming, ...]
    closing: tuple[Deadline, ...]
    coming: tuple[Occurrence, ...]
    """What takes place soon and is not new."""
    posts: tuple[Post, ...]
    members: tuple[Member, ...]
    asks: tuple[tuple[Member, Ask], ...]
    """Who waits for a first answer, the longest first."""
    resources: tuple[Resource, ...]
    thanks: tuple[Thanked, ...]
    corrections: tuple[Correction, ...]
    """What was put right and may be told."""

    @property
    def is_news(self) -> bool:
        """Whether anything came or changed; what is coming anyway is no news."""
        return any(
            (
                self.changed,
                self.announced,
                self.posts,
                self.members,
                self.resources,
                self.corrections,
            )
        )


def issue_contents(
    hub: Hub, notes: Notes | None = None, since: date | None = None
) -> IssueContents:
    """The issue of the hub's day; of ``notes`` only the list of issues and the corrections that may
    be told are used."""
    notes, shown = notes or Notes(), hub.public()
    number, last = place_of(notes, hub.as_of)
    since = since or last or hub.as_of - FIRST
    changed, announced = _changed(shown, since), _announced(shown, since)
    new = {_event(item).id for item in announced}
    return IssueContents(
        number=number,
        since=since,
        day=hub.as_of,
        changed=changed,
        announced=announced,
        closing=_closing(shown),
        coming=tuple(item for item in _soon(shown) if item.event.id not in new),
        posts=_posts(shown, since),
        members=tuple(
            member
            for member in directory.in_order(shown, directory.active(shown))
            if _new(shown, since, _came(member))
        ),
        asks=_asks(shown),
        resources=tuple(
            resource
            for resource in library.newest_first(shown.resources.values(), shown.as_of)
            if _new(shown, since, resource.added) and not resource.replaced_by
        ),
        thanks=_thanks(shown, since),
        corrections=tuple(
            note
            for note in notes.corrections
            if note.tell == "yes" and _new(shown, since, note.date)
        ),
    )


def place_of(notes: Notes, day: date) -> tuple[int, date | None]:
    """(number of the issue of a day, the day of the issue before it or None); an issue noted for
    that day is that issue."""
    before = [issue for issue in notes.newsletters if issue.date < day]
    own = sent_on(notes, day)
    number = own.number if own else 1 + max((issue.number for issue in before), default=0)
    return number, max((issue.date for issue in before), default=None)


def sent_on(notes: Notes, day: date) -> Issue | None:
    """The issue that was sent on a day."""
    return next((issue for issue in notes.newsletters if issue.date == day), None)


def _new(hub: Hub, since: date, day: date | None) -> bool:
    return day is not None and since < day <= hub.as_of


def _event(item: Coming) -> Event:
    return item.event if isinstance(item, Occurrence) else item


def _came(member: Member) -> date:
    """When a member came to the hub; a profile may be written long after somebody joined."""
    return max(member.joined, member.added or member.joined)


def _soon(hub: Hub) -> Iterable[Occurrence]:
    """The next date of each event that takes place as announced, within five weeks."""
    near = (item for item in hub.schedule.upcoming if item.first_day <= hub.as_of + AHEAD)
    return hub.schedule.one_each(item for item in near if item.status not in CHANGED)


def _changed(hub: Hub, since: date) -> tuple[Occurrence, ...]:
    """Coming dates that are not as announced, unless history says that their file was not touched
    since; the day itself counts."""
    found = []
    for item in hub.schedule.upcoming:
        history = hub.history.get(item.event.path)
        near = item.event.repeats is None or item.first_day <= hub.as_of + CHANGES_AHEAD
        if item.status in CHANGED and near and (history is None or history.last.date() >= since):
            found.append(item)
    return tuple(sorted(found, key=lambda item: (item.status not in CALLED_OFF, item.sort_key)))


def _announced(hub: Hub, since: date) -> tuple[Coming, ...]:
    """Events that are new and still ahead: those with a day, soonest first, then those whose day is
    not known yet."""
    new = {
        event.id: event
        for event in hub.events.values()
        if _new(hub, since, event.added) and event.status not in CALLED_OFF
    }
    dated = [
        item
        for item in hub.schedule.one_each(
            item for item in hub.schedule.upcoming if item.status not in CHANGED
        )
        if item.event.id in new
    ]
    undated = [
        event
        for event in new.values()
        if event.date_precision != "day" and _last_possible(event) >= hub.as_of
    ]
    return (*dated, *sorted(undated, key=lambda event: (event.first_day, event.id)))


def _last_possible(event: Event) -> date:
    """The first day after the month or the year in which the event is."""
    first = event.first_day.replace(day=1)
    return (
        date(first.year + 1, 1, 1)
        if event.date_precision == "year"
        else (first + timedelta(days=31)).replace(day=1)
    )


def _closing(hub: Hub) -> tuple[Deadline, ...]:
    """Last days to register or to answer a call, within four weeks."""
    return tuple(
        deadline
        for deadline in deadlines(hub)
        if hub.as_of <= deadline.day <= hub.as_of + CLOSING and deadline.closes
    )


def _posts(hub: Hub, since: date) -> tuple[Post, ...]:
    """New posts by the weight of their type, the newest first; former issues of the newsletter are
    none."""
    new = [
        post
        for post in hub.posts.values()
        if _new(hub, since, post.date) and post.type in POST_TYPES
    ]
    return tuple(
        sorted(new, key=lambda post: (POST_TYPES.index(post.type), -post.date.toordinal(), post.id))
    )


def _asks(hub: Hub) -> tuple[tuple[Member, Ask], ...]:
    """Asks of the past year that nobody has answered, the oldest first; those without a day
    last."""
    found = [
        (member, ask)
        for member in directory.active(hub)
        for ask in member.waiting_asks(hub.as_of)
        if not any(answer.date <= hub.as_of for answer in ask.responses)
        and (ask.since is None or hub.as_of - ASKED <= ask.since)
    ]
    return tuple(sorted(found, key=lambda pair: _by_age(hub, *pair)))


def _by_age(hub: Hub, member: Member, ask: Ask) -> tuple[date, str, str]:
    return ask.since or date.max, hub.collation.by(member.sort_name), member.id


def _thanks(hub: Hub, since: date) -> tuple[Thanked, ...]:
    """Hosts and speakers of what took place since, the latest first: of all that is over now and
    was not when that day began."""
    began = hub.schedule.day_began - (hub.as_of - since)
    held = [
        item for item in hub.schedule.past if item.status not in CALLED_OFF and item.ends_at > began
    ]
    thanked = [
        Thanked(item, tuple(hub.people(dict.fromkeys((*item.event.hosts, *item.speakers)))))
        for item in held
    ]
    return tuple(one for one in thanked if one.people)
