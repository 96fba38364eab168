"""Venues: places where events happen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from hearth.base.words import said
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import SPLIT, Asking, Importing, Kind, Listing, Matching, Searching
from hearth.kinds.event_parts import Whole, YesNoText
from hearth.kinds.fields import (
    ContactUrl,
    Country,
    Latitude,
    Line,
    Longitude,
    MemberId,
    Part,
    Summary,
    Url,
    Zone,
)
from hearth.kinds.lenient import name_key


class PlaceAccess(Part):
    """What people need to know before they can come; what is not stated is shown as a question to
    ask."""

    accessible_toilet: YesNoText | None = None
    """A toilet that can be used with a wheelchair: yes, no, or where."""
    hearing_loop: YesNoText | None = None
    """An induction loop, and in which room."""
    quiet_room: YesNoText | None = None
    """A place to withdraw to."""
    parking: YesNoText | None = None
    """A reserved parking place near the door, and how to get it."""
    assistance_dogs: YesNoText | None = None
    """Whether assistance dogs are welcome."""
    all_gender_toilet: YesNoText | None = None
    """A toilet for everybody."""


class Room(Part):
    """One room of the place."""

    name: Line
    """What people at the place call it."""
    capacity: Whole | None = None
    """How many people fit in."""
    step_free: YesNoText | None = None
    """yes, no, or in which way; without it nothing is said about this room."""


class Venue(Record):
    """A place with an address, capacity and access facts."""

    KIND: ClassVar[str] = "venue"
    # Events there take their time from it.
    ALWAYS_SHOWN: ClassVar[frozenset[str]] = Record.ALWAYS_SHOWN | {"timezone"}

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
    step_free: YesNoText | None = None
    """The way in without a step: yes, no, or in which way."""
    access: PlaceAccess | None = None
    """What else makes it possible to take part here."""
    rooms: list[Room] = []
    """The rooms one can have, when there are several."""
    transport: Line | None = None
    """How to get there without a car."""
    equipment: list[Line] = []
    """What is there to use, such as projector, room microphone."""
    wifi: YesNoText | None = None
    """Whether there is a network for guests, and how much it carries."""
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


def _rules(venue: Venue) -> Iterator[Complaint]:
    seen: set[str] = set()
    for index, room in enumerate(venue.rooms):
        if room.name.casefold() in seen:
            what, fix = (
                said("names another room already"),
                said("Give each room a name of its own."),
            )
            yield Complaint(("rooms", index, "name"), "duplicate-word", what, fix)
        seen.add(room.name.casefold())


def _access_words(venue: Venue) -> str:
    """The words by which people look for a place they can get into."""
    return "accessible step-free" if (venue.step_free or "").startswith("yes") else ""


KIND = Kind(
    name="venue",
    plural="venues",
    model=Venue,
    folder="events/venues",
    section="venues",
    example="name: Acacia Hall\ncity: Nairobi\ncountry: KE\n",
    rules=_rules,
    title_field="name",
    schema_type="Place",
    asking=Asking(
        fields=("name", "city", "country", "address", "timezone", "capacity", "step_free"),
        hints=("address", "timezone", "capacity", "step_free", "access", "transport", "contact"),
    ),
    importing=Importing(
        columns={
            "name": ("venue", "title"),
            "city": ("town",),
            "website": ("url", "link"),
            "address": ("street",),
        },
        not_contacts=frozenset({"address"}),
        steps={"equipment": SPLIT},
        matching=Matching(
            beside=lambda fields: (name_key(str(fields.get("city", ""))),),
            more_for_id=lambda fields: (str(fields.get("city", "")),),
        ),
    ),
    listing=Listing(
        name="Places",
        title="Places we meet",
        purpose="Venues with room, access facts and how to get there.",
    ),
    searching=Searching(
        label=lambda venue: "place",
        headings={"place": "Places"},
        rank=2,
        texts=lambda venue: (venue.summary, venue.city, venue.address, _access_words(venue)),
    ),
)
