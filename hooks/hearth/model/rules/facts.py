"""What a rule over all records is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from hearth.base.history import History
from hearth.base.pictures import SHOWN, SHOWN_AVATAR, Gallery, Picture, Refusal
from hearth.base.processes import can_fork, in_children
from hearth.base.strict_yaml import Where
from hearth.kinds import Complaint, Record
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.venue import Venue
from hearth.model.schedule import Occurrence, occurrences
from hearth.read.load import LoadResult
from hearth.read.sources import Source

MANY_PICTURES = 20
"""From this many on, further processes pay for themselves."""

R = TypeVar("R", bound=Record)
Finding = tuple[Source, Complaint]


@dataclass(frozen=True)
class Facts:
    """Everything that was read, the hub's day, and what is known of changes."""

    root: Path
    found: LoadResult
    as_of: date
    history: History
    draw: int = 0
    """In how many processes pictures are drawn as they will be published; 0 when nothing is."""

    def sources(self, model: type[R]) -> Iterator[tuple[Source, R]]:
        """The sources of a model whose record is right by itself, with the record."""
        return iter(self._right.get(model.KIND, ()))

    @cached_property
    def _right(self) -> dict[str, list[tuple[Source, Any]]]:
        """The same of every kind; most rules ask for it."""
        found: dict[str, list[tuple[Source, Any]]] = {}
        for source, record in self.found.right():
            found.setdefault(record.KIND, []).append((source, record))
        return found

    @cached_property
    def venues(self) -> dict[str, Venue]:
        return self.found.of(Venue)

    def zone(self, event: Event) -> str | None:
        """The event's zone, else its venue's."""
        venue = self.venues.get(event.venue or "")
        return event.timezone or (venue.timezone if venue else None)

    @cached_property
    def coming(self) -> list[tuple[Source, Occurrence]]:
        """Occurrences that have not ended when the hub's day begins and take place, in order of
        time."""
        began = datetime.combine(self.as_of, time(), UTC)
        found = [
            (source, item)
            for source, event in self.sources(Event)
            if event.whole_days or self.zone(event)
            for item in occurrences(event, self.zone(event), self.as_of)
            if item.ends_at > began and item.status not in CALLED_OFF
        ]
        return sorted(found, key=lambda pair: pair[1].sort_key)

    @cached_property
    def named_pictures(self) -> list[tuple[Source, Where, str]]:
        """Every picture that a right record names, and where it does."""
        return [
            (source, where, src)
            for source, record in self.found.right()
            for where, src in record.pictures
        ]

    @cached_property
    def pictures(self) -> Mapping[str, Picture | Refusal]:
        """What each named picture is found to be; each file is looked at once."""
        gallery = Gallery(self.root / "content")
        large = {src for _, where, src in self.named_pictures if where[0] == "image"}
        named = sorted({src for _, _, src in self.named_pictures})

        def found(src: str) -> Picture | Refusal:
            look = gallery.draw if self.draw else gallery.look
            return look(src, SHOWN if src in large else SHOWN_AVATAR)

        if self.draw < 2 or len(named) < MANY_PICTURES or not can_fork():
            return {src: found(src) for src in named}
        return dict(zip(named, in_children(found, named, self.draw), strict=True))

    @cached_property
    def pictures_of_wrong_records(self) -> frozenset[str]:
        """What records that are not right name as their pictures: nobody has looked at these."""
        named: list[object] = []
        for checked in self.found.sources:
            if checked.record is None:
                fields = checked.source.again(self.root)[0]
                image = fields.get("image")
                named += [
                    fields.get("avatar"),
                    image.get("src") if isinstance(image, dict) else None,
                ]
        return frozenset(src for src in named if isinstance(src, str))

    @cached_property
    def copied(self) -> frozenset[str]:
        """The files below content/ that are published and are no record's picture."""
        return self.found.assets - self.pictures.keys() - self.pictures_of_wrong_records


Rule = Callable[[Facts], Iterator[Finding]]
