"""What a rule over all records is given, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

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

    def texts(self, *models: type[R]) -> Iterator[tuple[Source, R, Where, str]]:
        """Every text of the right records of some models, and where it stands."""
        for model in models:
            for source, record in self.sources(model):
                yield from ((source, record, where, text) for where, text in _texts(record, ()))

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

    @cached_property
    def addresses(self) -> list[tuple[Source, Record, Where, str]]:
        """Every text of a right record that is or holds an address of a page or a mailbox, and
        where it stands."""
        found: list[tuple[Source, Record, Where, str]] = []
        texts: list[tuple[Where, str]] = []
        for source, record in self.found.right():
            _note_addresses(record, (), texts)
            if texts:
                found += ((source, record, where, text) for where, text in texts)
                texts.clear()
        return found

    def addresses_of(self, *models: type[Record]) -> list[tuple[Source, Record, Where, str]]:
        """The same of the records of some models alone."""
        kinds = {model.KIND for model in models}
        return [found for found in self.addresses if found[1].KIND in kinds]


def _texts(part: BaseModel, where: Where) -> Iterator[tuple[Where, str]]:
    """Every text of a record or of a part of it, and where it stands."""
    for name, value in part.__dict__.items():
        items = value if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            here = (*where, name, index) if items is value else (*where, name)
            if item.__class__ is str:
                yield here, item
            elif isinstance(item, BaseModel):
                yield from _texts(item, here)


_PLAIN = frozenset({type(None), bool, int, float, date, datetime})
"""Kinds of values that are quickly told from a record's parts."""


def _note_addresses(part: BaseModel, where: Where, found: list[tuple[Where, str]]) -> None:
    # Every text of every record passes here, so nothing is made for those that are not noted.
    for name, value in part.__dict__.items():
        kind = value.__class__
        if kind is str:
            if "@" in value or "://" in value:
                found.append(((*where, name), value))
        elif kind is list:
            for index, item in enumerate(value):
                if item.__class__ is str:
                    if "@" in item or "://" in item:
                        found.append(((*where, name, index), item))
                elif isinstance(item, BaseModel):
                    _note_addresses(item, (*where, name, index), found)
        elif kind not in _PLAIN and isinstance(value, BaseModel):
            _note_addresses(value, (*where, name), found)


Rule = Callable[[Facts], Iterator[Finding]]
