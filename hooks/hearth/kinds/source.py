"""Sources that a hub follows: where a community already posts its events and its news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from urllib.parse import quote

from hearth.base.words import said
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import Kind
from hearth.kinds.fields import FeedUrl, Line, Slug, one_of


@dataclass(frozen=True)
class Service:
    """A service whose public addresses give, without a key, what somebody posts there."""

    form: Literal["calendar", "feed", "page"]
    """What is there: a calendar (RFC 5545), a feed (RSS, Atom, JSON Feed), or a page that describes
    its events (schema.org)."""
    address: str = ""
    """Where it is: {of} stands for whose, {at} for the server; empty where the address is given."""

    def needs(self) -> tuple[str, ...]:
        """The fields that a source of the service has."""
        if not self.address:
            return ("url",)
        return tuple(name for name in ("of", "at") if f"{{{name}}}" in self.address)


SERVICES: Mapping[str, Service] = {
    "calendar": Service("calendar"),
    "feed": Service("feed"),
    "page": Service("page"),
    "google-calendar": Service(
        "calendar", "https://calendar.google.com/calendar/ical/{of}/public/basic.ics"
    ),
    "meetup": Service("calendar", "https://www.meetup.com/{of}/events/ical/"),
    "luma": Service("calendar", "https://api.lu.ma/ics/get?entity=calendar&id={of}"),
    "eventbrite": Service("page", "https://www.eventbrite.com/o/{of}"),
    "pretalx": Service("calendar", "https://{at}/{of}/schedule/export/schedule.ics"),
    "indico": Service("calendar", "https://{at}/category/{of}/events.ics"),
    "mobilizon": Service("calendar", "https://{at}/@{of}/feed/ics"),
    "gancio": Service("calendar", "https://{at}/feed/ics"),
    "github-discussions": Service("feed", "https://github.com/{of}/discussions.atom"),
    "github-releases": Service("feed", "https://github.com/{of}/releases.atom"),
    "youtube": Service("feed", "https://www.youtube.com/feeds/videos.xml?channel_id={of}"),
    "mastodon": Service("feed", "https://{at}/@{of}.rss"),
}
"""What each is known by, and where what it gives stands: as found in the services' own sources
(Indico, Mobilizon, Gancio), in their help (Luma, YouTube), or as others read and publish it
(Google, GitHub, Mastodon, Meetup, pretalx; Eventbrite: schema.org in the organiser's page)."""


class FollowedSource(Record):
    """Where a community posts elsewhere, and what becomes of it here."""

    model_config = Record.model_config | {"title": "Source"}

    KIND: ClassVar[str] = "source"

    type: one_of(*SERVICES)  # type: ignore[valid-type]
    """What it is: a calendar, a feed or a page with an address of its own, or a service."""
    url: FeedUrl | None = None
    """The address of a calendar, a feed or a page."""
    of: Line | None = None
    """Of a service: whose. The group's, channel's or calendar's name as its addresses have it."""
    at: Line | None = None
    """Of a service that many run: the server, such as indico.example.org."""
    becomes: Slug | None = None
    """The kind of record that is made of each entry; events of calendars and pages, posts of
    feeds, where it is not said."""
    set: dict[str, Any] = {}
    """Values of fields for entries that say nothing there, such as `timezone`, `mode` or
    `topics`."""
    trust: bool = False
    """Whether what it says is written without anybody looking at it first."""
    paused: bool = False
    """Whether it is left alone for now."""

    @property
    def heading(self) -> str:
        return self.id

    @property
    def service(self) -> Service:
        return SERVICES[self.type]

    @property
    def address(self) -> str:
        """Where it is asked for."""
        of = quote((self.of or "").removeprefix("@"), safe="@/-_.~")
        at = (self.at or "").removeprefix("https://").rstrip("/")
        return self.url or self.service.address.format(of=of, at=at)


def _rules(source: FollowedSource) -> Iterator[Complaint]:
    needs = source.service.needs()
    for name in needs:
        if not getattr(source, name):
            what = said("is missing for a source of this type")
            yield Complaint((name,), "missing-field", what, said("Write it below `type`."))
    for name in ("url", "of", "at"):
        if getattr(source, name) and name not in needs:
            what = said("means nothing for a source of this type")
            yield Complaint((name,), "unknown-field", what, said("Take it out."))


KIND = Kind(
    name="source",
    plural="sources",
    model=FollowedSource,
    folder="content/sources",
    section="sources",
    example=(
        "- id: circle-meetup\n  type: meetup\n  of: community-circle\n"
        "  set: {timezone: Europe/Berlin, mode: in-person}\n"
    ),
    title_field="id",
    in_list=True,
    rules=_rules,
)
