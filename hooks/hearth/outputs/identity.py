"""Identities that last: the same for ever, whatever happens to a title, a date or an address."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from hearth.hub import Hub
from hearth.kinds import Record
from hearth.schedule import Occurrence


def _namespace(hub: Hub) -> UUID:
    return uuid5(NAMESPACE_URL, hub.settings.namespace or hub.community.name)


def of_record(hub: Hub, record: Record) -> str:
    """A UUID made from a record's kind and frozen id (RFC 9562, version 5)."""
    return str(uuid5(_namespace(hub), f"{record.KIND}/{record.id}"))


def of_occurrence(hub: Hub, item: Occurrence) -> str:
    """A UUID made from the event's id, and for a series from the day its rule gave, even when it was moved (RFC 7986, 5.3)."""
    return of_event(hub, item.event.id, item.original if item.event.repeats else None)


def of_event(hub: Hub, event_id: str, day: date | None) -> str:
    name = f"event/{event_id}" if day is None else f"event/{event_id}/{day.isoformat()}"
    return str(uuid5(_namespace(hub), name))
