"""Days by which something must be done: signing up for an event, answering a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hearth.base.words import Translations
from hearth.kinds.event import CALLED_OFF, Event
from hearth.model.hub import Hub


@dataclass(frozen=True)
class Deadline:
    """The first or last day of something an event asks for."""

    event: Event
    name: str
    """Which of the event's deadlines it is; it identifies the deadline for ever."""
    title: str
    day: date
    url: str | None
    about: str
    """Whose day it is, without what is to be done by then."""

    @property
    def closes(self) -> bool:
        """Whether it is a last day, not a first one."""
        return not self.name.endswith(("-opens", "/opens"))

    @property
    def sort_key(self) -> tuple[date, str, str]:
        return self.day, self.event.id, self.name


def deadlines(hub: Hub) -> list[Deadline]:
    """The deadlines of every event that is not called off, in order of time."""
    found = [
        deadline
        for event in hub.events.values()
        if event.status not in CALLED_OFF
        for deadline in (*_of_registration(event, hub.words), *_of_calls(event, hub.words))
    ]
    return sorted(found, key=lambda deadline: deadline.sort_key)


def _of_registration(event: Event, words: Translations) -> Iterator[Deadline]:
    signup = event.registration
    if signup and signup.opens:
        title = words("Registration opens: %(event)s", event=event.title)
        yield Deadline(event, "registration-opens", title, signup.opens, signup.url, event.title)
    if signup and signup.closes:
        about = f"{event.title}{signup.closes.when_in(words)}"
        title = words("Last day to register: %(event)s", event=about)
        yield Deadline(event, "registration-closes", title, signup.closes, signup.url, about)


def _of_calls(event: Event, words: Translations) -> Iterator[Deadline]:
    named: dict[str, int] = {}
    for call in event.calls:
        # Two calls of one name are told apart by their order.
        number = named[call.what] = named.get(call.what, 0) + 1
        name = f"call/{call.what}" if number == 1 else f"call/{call.what}/{number}"
        about = words("%(call)s, %(event)s", call=call.what, event=event.title)
        if call.opens:
            title = words("Call opens: %(call)s", call=about)
            yield Deadline(event, f"{name}/opens", title, call.opens, call.url, about)
        if call.closes:
            about = f"{about}{call.closes.when_in(words)}"
            title = words("Last day of the call: %(call)s", call=about)
            yield Deadline(event, name, title, call.closes, call.url, about)
