"""Which events have a social preview, at which address, and with which words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from hearth.kinds.event import CALLED_OFF, Event
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs import Output
from hearth.outputs.card_texts import CardTexts
from hearth.wording import formatting
from hearth.wording.statuses import STATUSES

KEPT_PAST = timedelta(days=90)
"""How long a card stays after the event: links that were shared go on showing it."""
DATES_WITHIN = timedelta(days=56)
"""Dates of a series have a card of their own when they are as near as this; later ones show the
series' card."""


def card_uri(hub: Hub, event: Event, item: Occurrence | None) -> str | None:
    """The address of the picture of an event or of one of its dates, relative to the site's root;
    None when there is none.

    Without ``item`` it is that of a series as a whole.
    """
    dates = hub.schedule.by_event.get(event.id)
    began = hub.schedule.day_began
    last = item or (dates[-1] if dates else None)
    if not hub.settings.pictures or last is None or last.ends_at <= began - KEPT_PAST:
        return None
    own = item is not None and (not event.repeats or began < item.ends_at <= began + DATES_WITHIN)
    return f"cards/{hub.url(item if own and item else event).rstrip('/')}.png"


def cards(hub: Hub) -> Iterator[tuple[str, Event, Occurrence | None]]:
    """(address, event, date or None for a series as a whole) of every card; each once."""
    for event_id, dates in hub.schedule.by_event.items():
        event = hub.events[event_id]
        of_series = card_uri(hub, event, None) if event.repeats else None
        if of_series:
            yield of_series, event, None
        for item in dates:
            uri = card_uri(hub, event, item)
            if uri and uri != of_series:
                yield uri, event, item


def draw_card(hub: Hub, uri: str, event: Event, item: Occurrence | None) -> Output:
    """The card as a PNG."""
    # Pillow: to know which cards there are, and what they say, takes none.
    from hearth.outputs.picture import draw

    return Output(uri, draw(picture(hub, event, item)))


def picture(hub: Hub, event: Event, item: Occurrence | None) -> CardTexts:
    """What the card of a date says, or that of a series."""
    subject = item or event
    shown = item or hub.schedule.next_of(event)
    time = formatting.when(hub, shown) if shown else None
    clock = f"{time.clock} {time.place} ({time.abbreviation})" if time and time.clock else ""
    return CardTexts(
        community=hub.community.name,
        title=subject.title,
        day=(time.day if time else "") if item else formatting.repetition(event, hub.words),
        clock=clock,
        where=formatting.where(hub, shown) if shown else "",
        mode=subject.mode,
        mode_words=hub.words.noted(formatting.MODES[subject.mode]),
        status=""
        if subject.status == "scheduled"
        else hub.words.noted(STATUSES[subject.status].words),
        month=time.month if item and time else "",
        number=time.number.lstrip("0") if item and time else "",
        called_off=subject.status in CALLED_OFF,
        direction=hub.words.direction,
    )


def alt(hub: Hub, event: Event, item: Occurrence | None) -> str:
    """What the card shows, for people who cannot see it."""
    shown = picture(hub, event, item)
    parts = (shown.status, shown.title, shown.day, shown.clock, shown.where, shown.community)
    return ". ".join(part for part in parts if part)
