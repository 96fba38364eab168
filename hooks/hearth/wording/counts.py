"""Word how many people there are, and in how many countries and zones, as far as they say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearth.base.format import count, listed
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views.counts import HubCounts, counts, dates


@dataclass(frozen=True)
class Headcount:
    """What pages say of how many there are."""

    hub: Hub

    @property
    def found(self) -> HubCounts:
        """The numbers."""
        return counts(self.hub)

    @property
    def noun(self) -> str:
        """What those are called who are counted: by the hub's own name for its people."""
        if self.found.organisations and not self.found.people:
            return "organisation" if self.found.of == 1 else "organisations"
        return "person" if self.found.of == 1 else self.hub.community.people_called

    @property
    def people(self) -> str:
        """26 members"""
        return count(self.found.of, self.noun, self.noun)

    @property
    def countries(self) -> str:
        """in 3 countries (4 of 6 say where); nothing when nobody says."""
        places = count(self.found.countries, "country", "countries")
        said = _said(self.found.placed, self.found.of, "where")
        return f"in {places}{said}" if self.found.countries else ""

    @property
    def zones(self) -> str:
        """in 3 time zones (4 of 6 say which); nothing when nobody says."""
        zones = count(self.found.zones, "time zone")
        said = _said(self.found.timed, self.found.of, "which")
        return f"in {zones}{said}" if self.found.zones else ""

    @property
    def beside(self) -> str:
        """Who is in the directory beside those who are counted; nothing when nobody is."""
        return listed(list(_beside(self.found)))

    @staticmethod
    def dates(items: Iterable[Occurrence]) -> str:
        """40 dates, 2 more called off"""
        found = dates(items)
        return count(found.held, "date") + (f", {found.off} more called off" if found.off else "")


def _said(some: int, of: int, what: str) -> str:
    return "" if some == of else f" ({some} of {of} {'says' if some == 1 else 'say'} {what})"


def _beside(found: HubCounts) -> Iterator[str]:
    if found.organisations and found.people:
        yield count(found.organisations, "organisation")
    if found.former:
        yield count(found.former, "person who was here before", "people who were here before")
    if found.remembered:
        yield count(found.remembered, "person who is remembered", "people who are remembered")
    if found.expected:
        yield count(found.expected, "person who joins later", "people who join later")
