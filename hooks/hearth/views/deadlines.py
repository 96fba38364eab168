"""Days by which something must be done: signing up for an event, answering a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
        for deadline in (*_of_registration(event), *_of_calls(event))
    ]
    return sorted(found, key=lambda deadline: deadline.sort_key)


def _of_registration(event: Event) -> Iterator[Deadline]:
    signup = event.registration
    if signup and signup.opens:
        yield Deadline(
            event,
            "registration-opens",
            f"Registration opens: {event.title}",
            signup.opens,
            signup.url,
        )
    if signup and signup.closes:
        yield Deadline(
            event,
            "registration-closes",
            f"Last day to register: {event.title}{signup.closes.when}",
            signup.closes,
            signup.url,
        )


def _of_calls(event: Event) -> Iterator[Deadline]:
    named: dict[str, int] = {}
    for call in event.calls:
        # Two calls of one name are told apart by their order.
        number = named[call.what] = named.get(call.what, 0) + 1
        name = f"call/{call.what}" if number == 1 else f"call/{call.what}/{number}"
        if call.opens:
            yield Deadline(
                event,
                f"{name}/opens",
                f"Call opens: {call.what}, {event.title}",
                call.opens,
                call.url,
            )
        if call.closes:
            title = f"Last day of the call: {call.what}, {event.title}{call.closes.when}"
            yield Deadline(event, name, title, call.closes, call.url)
