"""Venues: places where events happen."""

from __future__ import annotations

from typing import ClassVar

from hearth.kinds.base import Kind, Record
from hearth.kinds.event_parts import Answer, Whole
from hearth.kinds.fields import ContactUrl, Country, Latitude, Line, Longitude, MemberId, Summary, Url, Zone


class Venue(Record):
    """A place with an address, capacity and access facts."""

    KIND: ClassVar[str] = "venue"

    name: Line
    """The venue's name."""
    summary: Summary | None = None
    """What kind of place it is."""
    address: Line | None = None
    """Street and number."""
    city: Line
    """Town or city."""
    region: Line | None = None
    """State, province or region."""
    country: Country
    """Two letters, such as DE."""
    lat: Latitude | None = None
    """Degrees north."""
    lon: Longitude | None = None
    """Degrees east."""
    timezone: Zone | None = None
    """The zone the place lies in; events there take it when they name none."""
    capacity: Whole | None = None
    """How many people fit in the largest room."""
    step_free: Answer | None = None
    """yes, no, or in which way."""
    transport: Line | None = None
    """How to get there without a car."""
    equipment: list[Line] = []
    """What is in the room, such as projector, room microphone."""
    cost: Line | None = None
    """What it costs the community."""
    contact: ContactUrl | None = None
    """Where to ask for the room."""
    website: Url | None = None
    """The place's own site."""
    host: MemberId | None = None
    """The member organisation that runs it."""

    @property
    def heading(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        return self.city


KIND = Kind(
    name="venue",
    plural="venues",
    model=Venue,
    folder="events/venues",
    section="venues",
    example="name: Acacia Hall\ncity: Nairobi\ncountry: KE\n",
)
