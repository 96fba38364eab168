"""What a rule that looks at all records may know, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from hearth.history import History
from hearth.kinds import Complaint
from hearth.kinds.event import Event
from hearth.reading import Found
from hearth.schedule import Occurrence, occurrences
from hearth.sources import Source

Finding = tuple[Source, Complaint]


@dataclass(frozen=True)
class Facts:
    """Everything that was read, the hub's day, and what is known of changes."""

    root: Path
    found: Found
    as_of: date
    history: History

    def sources(self, kind: str) -> Iterator[tuple[Source, Any]]:
        """The sources of a kind whose record is right by itself, with the record."""
        return ((source, record) for source, record in self.found.right() if source.kind == kind)

    @cached_property
    def venues(self) -> dict[str, Any]:
        return self.found.of("venue")

    def zone(self, event: Event) -> str | None:
        """The event's zone, else its venue's."""
        venue = self.venues.get(event.venue or "")
        return event.timezone or (venue.timezone if venue else None)

    @cached_property
    def coming(self) -> list[tuple[Source, Occurrence]]:
        """Occurrences that have not ended when the hub's day begins and take place, in order of time."""
        began = datetime.combine(self.as_of, time(), UTC)
        found = [
            (source, item)
            for source, event in self.sources("event")
            if event.whole_days or self.zone(event)
            for item in occurrences(event, self.zone(event), self.as_of)
            if item.ends_at > began and item.status not in ("cancelled", "postponed")
        ]
        return sorted(found, key=lambda pair: pair[1].sort_key)


Rule = Callable[[Facts], Iterator[Finding]]
