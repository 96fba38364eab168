"""Permanent identifiers (UUIDs) of records and occurrences, whatever happens to title, date or
address."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from hearth.kinds import Record
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence


def _namespace(hub: Hub) -> UUID:
    return uuid5(NAMESPACE_URL, hub.settings.namespace or hub.community.name)


def of_record(hub: Hub, record: Record) -> str:
    """A UUID made from a record's kind and frozen id (RFC 9562, version 5)."""
    return of_name(hub, f"{record.KIND}/{record.id}")


def of_occurrence(hub: Hub, item: Occurrence) -> str:
    """A UUID made from the event's id, and for a series from the day its rule gave, even when it
    was moved (RFC 7986, 5.3)."""
    name = f"event/{item.event.id}"
    return of_name(hub, f"{name}/{item.original.isoformat()}" if item.event.repeats else name)


def of_edition(hub: Hub, name: str) -> str:
    """A UUID of what the site has once in each of its languages: a feed, a calendar. What stands in
    them is the same event or record in every language, and has one UUID."""
    return of_name(hub, f"{hub.folder}{name}")


def of_name(hub: Hub, name: str) -> str:
    """A UUID made from a name that never changes."""
    return str(uuid5(_namespace(hub), name))
