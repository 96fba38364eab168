"""Days by which something must be done: signing up for an event, answering a call of an event or of
a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from hearth.base.words import Translations
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.group import Group
from hearth.model.hub import Hub


@dataclass(frozen=True)
class Deadline:
    """The first or last day of something that a record asks for."""

    record: Event | Group
    name: str
    """Which of the record's deadlines it is; it identifies the deadline for ever."""
    title: str
    day: date
    url: str | None
    about: str
    """Whose day it is, without what is to be done by then."""
    said: str
    """What the record is about."""
    known_since: date
    """When the record was added, or the first day that it tells of."""

    @property
    def closes(self) -> bool:
        """Whether it is a last day, not a first one."""
        return not self.name.endswith(("-opens", "/opens"))

    @property
    def sort_key(self) -> tuple[date, str, str]:
        return self.day, self.record.id, self.name


def deadlines(hub: Hub) -> list[Deadline]:
    """The deadlines of every event that is not called off, and of groups at work, in order of
    time."""
    found = [
        deadline
        for event in hub.events.values()
        if event.status not in CALLED_OFF
        for deadline in (*_of_registration(event, hub.words), *_of_calls(event, hub.words))
    ]
    groups = (group for group in hub.groups.values() if group.is_at_work)
    found += (deadline for group in groups for deadline in _of_programme(group, hub.words))
    return sorted(found, key=lambda deadline: deadline.sort_key)


def _of_programme(group: Group, words: Translations) -> Iterator[Deadline]:
    """A further call of the same programme is another deadline: the term that it is for tells them
    apart, also where its last day moves, and the last day where no term is said."""
    call = group.call
    if call is None:
        return
    deadline = partial(
        Deadline,
        group,
        said=group.purpose,
        known_since=group.added or call.opens or call.closes,
    )
    name = f"call/{(call.since or call.closes).isoformat()}"
    # A mailbox stays on the page: calendars and newsletters go where nobody can take one back.
    url = None if call.apply and call.apply.startswith("mailto:") else call.apply
    if call.opens:
        title = words("Call opens: %(call)s", call=group.name)
        yield deadline(f"{name}/opens", title, call.opens, url, group.name)
    title = words("Last day of the call: %(call)s", call=group.name)
    yield deadline(name, title, call.closes, url, group.name)


def _deadline_of(event: Event) -> Callable[..., Deadline]:
    known = event.added or event.first_day
    return partial(Deadline, event, said=event.summary, known_since=known)


def _of_registration(event: Event, words: Translations) -> Iterator[Deadline]:
    signup, deadline = event.registration, _deadline_of(event)
    if signup and signup.opens:
        title = words("Registration opens: %(event)s", event=event.title)
        yield deadline("registration-opens", title, signup.opens, signup.url, event.title)
    if signup and signup.closes:
        about = f"{event.title}{signup.closes.when_in(words)}"
        title = words("Last day to register: %(event)s", event=about)
        yield deadline("registration-closes", title, signup.closes, signup.url, about)


def _of_calls(event: Event, words: Translations) -> Iterator[Deadline]:
    named, deadline = dict[str, int](), _deadline_of(event)
    for call in event.calls:
        # Two calls of one name are told apart by their order.
        number = named[call.what] = named.get(call.what, 0) + 1
        name = f"call/{call.what}" if number == 1 else f"call/{call.what}/{number}"
        about = words("%(call)s, %(event)s", call=call.what, event=event.title)
        if call.opens:
            title = words("Call opens: %(call)s", call=about)
            yield deadline(f"{name}/opens", title, call.opens, call.url, about)
        if call.closes:
            about = f"{about}{call.closes.when_in(words)}"
            title = words("Last day of the call: %(call)s", call=about)
            yield deadline(name, title, call.closes, call.url, about)
