"""Word how many people there are, and in how many countries and zones, as far as they say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hearth.base.words import Translations
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
            return self.hub.words.plural("organisation", "organisations", self.found.of)
        one = self.found.of == 1
        return self.hub.words("person") if one else self._people_called

    @property
    def _people_called(self) -> str:
        """Only the usual word is the engine's own."""
        return self.hub.words.noted(self.hub.community.people_called)

    @property
    def people(self) -> str:
        """26 members"""
        return f"{self.hub.words.number(self.found.of)} {self.noun}"

    @property
    def countries(self) -> str:
        """in 3 countries (4 of 6 say where); nothing when nobody says."""
        words, found = self.hub.words, self.found
        places = words.count(found.countries, "country", "countries")
        said = ""
        if found.placed != found.of:
            form = words.plural(
                "(%(some)s of %(all)s says where)", "(%(some)s of %(all)s say where)", found.placed
            )
            said = " " + form % {"some": found.placed, "all": found.of}
        return words("in %(places)s", places=places) + said if found.countries else ""

    @property
    def zones(self) -> str:
        """in 3 time zones (4 of 6 say which); nothing when nobody says."""
        words, found = self.hub.words, self.found
        zones = words.count(found.zones, "time zone")
        said = ""
        if found.timed != found.of:
            form = words.plural(
                "(%(some)s of %(all)s says which)", "(%(some)s of %(all)s say which)", found.timed
            )
            said = " " + form % {"some": found.timed, "all": found.of}
        return words("in %(places)s", places=zones) + said if found.zones else ""

    @property
    def beside(self) -> str:
        """Who is in the directory beside those who are counted; nothing when nobody is."""
        return self.hub.words.listed(list(_beside(self.hub.words, self.found)))

    def dates(self, items: Iterable[Occurrence]) -> str:
        """40 dates, 2 more called off"""
        found, words = dates(items), self.hub.words
        held = words.count(found.held, "date")
        off = words("%(number)s more called off", number=found.off)
        return f"{held}, {off}" if found.off else held


def _beside(words: Translations, found: HubCounts) -> Iterator[str]:
    if found.organisations and found.people:
        yield words.count(found.organisations, "organisation")
    if found.former:
        yield words.count(found.former, "person who was here before", "people who were here before")
    if found.remembered:
        yield words.count(found.remembered, "person who is remembered", "people who are remembered")
    if found.expected:
        yield words.count(found.expected, "person who joins later", "people who join later")
