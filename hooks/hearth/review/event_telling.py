"""What a change of an event means for those who come, and for their calendars."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.base.words import Translations
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.event_parts import Repeats
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.review.telling import Telling
from hearth.wording import formatting
from hearth.wording.document import Block, Strong, entry


class EventTelling(Telling[Event]):
    """Day and place, and what calendars make of a change."""

    def about(self, hub: Hub, record: Event) -> str:
        item = hub.schedule.next_of(record)
        words = hub.words
        if item is None:
            return f" ({record.line_in(words)})"
        spot = formatting.where(hub, item)
        # A place's own name keeps its capital.
        ways = [
            f"{mode[:1].upper()}{mode[1:]}" for mode in map(words.noted, formatting.MODES.values())
        ]
        spot = (
            f"{spot[0].lower()}{spot[1:]}"
            if spot in (words("Online"), *ways)
            else words("in %(place)s", place=spot)
        )
        again = formatting.repetition(record, words)
        times = filter(None, (day_and_clock(hub, item), again.lower() if again else ""))
        return f" ({'; '.join(times)}, {spot})"

    def renamed(self, words: Translations) -> str:
        said = words(
            "Its identity in calendars comes from that name, so subscribers lose the old entry and "
            "get a new one."
        )
        return f"{said} "

    def gone(self, hub: Hub, record: Event) -> Iterator[Block]:
        item = hub.schedule.next_of(record)
        if item and item.ends_at > hub.schedule.day_began and item.status not in CALLED_OFF:
            yield entry(
                Strong(hub.words("An event goes without a word:")),
                " ",
                hub.words(
                    "%(event)s would vanish from calendars. With “status: cancelled” instead, they "
                    "tell people.",
                    event=record.title,
                ),
            )

    def difference(
        self, words: Translations, field: str, before: Event, after: Event
    ) -> str | None:
        if field != "repeats":
            return None
        old, new = formatting.repetition(before, words), formatting.repetition(after, words)
        if old != new:
            once = words("once")
            return words(
                "repetition: %(old)s → %(new)s",
                old=(old or once).lower(),
                new=(new or once).lower(),
            )
        if isinstance(after.repeats, Repeats):
            return words("single dates of the series")
        return words("repetition")


def day_and_clock(hub: Hub, item: Occurrence) -> str:
    """When an occurrence is, as the place where it is says it."""
    when = formatting.when(hub, item)
    return f"{when.day}, {when.clock} {when.place}" if when.clock else when.day
