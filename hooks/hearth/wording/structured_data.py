"""schema.org data for search engines and assistants, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hearth.base.format import iso
from hearth.base.words import N_, Translations
from hearth.kinds import Record
from hearth.kinds.event import Event
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.kinds.venue import Venue
from hearth.kinds.vocabulary import GlossaryTerm
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.views import world
from hearth.views.programme import ProgrammePoint, points
from hearth.views.series import all_series
from hearth.wording.statuses import STATUSES

Thing = dict[str, Any]

ATTENDANCE = {
    "in-person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
LEARNING = {
    "article": "Article",
    "book": "Book",
    "course": "Course",
    "video": "VideoObject",
    "podcast": "PodcastSeries",
    "paper": "ScholarlyArticle",
    "dataset": "Dataset",
    "tool": "SoftwareApplication",
}


def absolute(hub: Hub, target: Record | Occurrence | str) -> str:
    """The full address of a record's or an occurrence's page, or of an address relative to the
    site's root."""
    return f"{hub.settings.site_url}{target if isinstance(target, str) else hub.url(target)}"


def thing(kind: str, **properties: Any) -> Thing:
    """A schema.org thing without the properties that are not known."""
    return {
        "@type": kind,
        **{name: value for name, value in properties.items() if value not in (None, "", [], {})},
    }


def organizer(hub: Hub) -> Thing:
    return thing("Organization", name=hub.community.name, url=hub.settings.site_url)


def person(hub: Hub, member: Member | Guest) -> Thing:
    """A member or guest, in short, for use inside another thing."""
    if isinstance(member, Guest):
        return thing("Person", name=member.guest, url=member.url)
    return thing(
        "Organization" if member.kind == "organisation" else "Person",
        name=member.name,
        url=absolute(hub, member),
    )


def member(hub: Hub, member: Member) -> Thing:
    """A profile."""
    place = member.place
    common: dict[str, Any] = {
        "name": member.name,
        "alternateName": member.latin,
        "url": absolute(hub, member),
        "description": member.headline,
        "image": absolute(hub, member.avatar) if member.avatar else None,
        "sameAs": [address for _, address in member.links.addresses()] if member.links else None,
        "address": thing(
            "PostalAddress",
            addressLocality=place.city,
            addressRegion=place.region,
            addressCountry=place.country,
        )
        if place
        else None,
    }
    if member.kind == "organisation":
        return thing("Organization", **common)
    employers = [
        hub.members[item.organisation]
        for item in member.affiliations
        if item.organisation in hub.members
    ]
    return thing(
        "Person",
        **common,
        pronouns=member.pronouns,
        knowsLanguage=member.languages,
        knowsAbout=[hub.topics[item.topic].label for item in member.expert_in],
        affiliation=[person(hub, employer) for employer in employers],
        memberOf=organizer(hub),
    )


def event(hub: Hub, event: Event, item: Occurrence | None, picture: str | None = None) -> Thing:
    """An event; its times carry their offset, and it is a date alone while the time is not known.

    ``picture`` is the address of a picture, relative to the site's root, for an event that has none
    of its own.
    """
    start: date | datetime = item.start if item else event.start
    end: date | datetime | None = item.end if item else None
    before = item.previous_start if item else event.previous_start
    image = event.image.src if event.image else picture
    return thing(
        "Event",
        name=item.title if item else event.title,
        description=item.summary if item else event.summary,
        url=absolute(hub, item or event),
        startDate=start.isoformat() if event.date_precision == "day" else start.isoformat()[:7],
        endDate=end.isoformat() if end else None,
        previousStartDate=before.isoformat() if before else None,
        eventStatus=f"https://schema.org/{STATUSES[item.status if item else event.status].schema}",
        eventAttendanceMode=f"https://schema.org/{ATTENDANCE[item.mode if item else event.mode]}",
        location=_locations(hub, event, item),
        image=absolute(hub, image) if image else None,
        inLanguage=event.languages,
        # An event with a site of its own and no host here is listed, not held, by the community.
        organizer=[person(hub, host) for host in hub.people(event.hosts)]
        or (None if event.url else organizer(hub)),
        sameAs=event.url,
        performer=[
            person(hub, speaker)
            for speaker in hub.people(item.speakers if item else event.speakers)
        ],
        sponsor=[person(hub, sponsor) for sponsor in hub.people(event.sponsors)],
        offers=_offer(event),
        maximumAttendeeCapacity=_capacity(event),
        about=[hub.topics[topic].label for topic in event.topics],
        superEvent=_series(hub, event, item),
        subEvent=[_point(event, point) for point in points(event, item)],
    )


def _point(event: Event, point: ProgrammePoint) -> Thing:
    """A point of the agenda; of an event of several days, with its day or its times."""
    starts: date | None = point.starts
    if event.first_day == event.last_day:
        starts = None
    elif starts is None and not event.repeats:
        starts = point.day
    return thing(
        "Event",
        name=point.item.title,
        description=point.item.abstract,
        startDate=starts.isoformat() if starts else None,
        endDate=point.ends.isoformat() if starts and point.ends else None,
        location=thing("Place", name=point.item.room) if point.item.room else None,
    )


def _series(hub: Hub, event: Event, item: Occurrence | None) -> Thing | None:
    """The series that an occurrence is one of."""
    if item and event.repeats:
        return thing("EventSeries", name=event.title, url=absolute(hub, event))
    found = all_series(hub).get(event.series or "")
    shared = found is not None and len(found.events) > 1
    return (
        thing("EventSeries", name=found.title, url=absolute(hub, found.url))
        if found and shared
        else None
    )


def series(hub: Hub, title: str, description: str, url: str, items: Iterable[Occurrence]) -> Thing:
    """A series with some of its dates."""
    dates = [
        thing(
            "Event",
            name=item.title,
            url=absolute(hub, item),
            startDate=item.start.isoformat(),
            endDate=item.end.isoformat(),
            eventStatus=f"https://schema.org/{STATUSES[item.status].schema}",
            eventAttendanceMode=f"https://schema.org/{ATTENDANCE[item.mode]}",
            location=_locations(hub, item.event, item),
        )
        for item in items
    ]
    return thing(
        "EventSeries",
        name=title,
        description=description,
        url=absolute(hub, url),
        organizer=organizer(hub),
        subEvent=dates,
    )


def _locations(hub: Hub, event: Event, item: Occurrence | None) -> list[Thing]:
    places = []
    subject = item or event
    known = hub.venues.get(subject.venue or "")
    if subject.mode != "online" and known:
        places.append(place(hub, known))
    elif subject.mode != "online" and (spot := subject.place):
        address = thing(
            "PostalAddress",
            addressLocality=spot.city,
            addressRegion=spot.region,
            addressCountry=spot.country,
        )
        places.append(thing("Place", name=spot.name or spot.city, address=address))
    if subject.mode != "in-person":
        registration = event.registration.url if event.registration else None
        places.append(
            thing(
                "VirtualLocation",
                url=(event.online and event.online.url) or registration or absolute(hub, event),
            )
        )
    return places


def _offer(event: Event) -> Thing | None:
    registration = event.registration
    if not registration or not registration.url:
        return None
    return thing(
        "Offer",
        url=registration.url,
        description=registration.cost,
        price="0" if registration.is_free else None,
        validFrom=iso(registration.opens),
        validThrough=iso(registration.closes),
    )


def _capacity(event: Event) -> int | None:
    places = event.registration.capacity if event.registration else None
    if not places or (places.in_person is None and places.online is None):
        return None
    return (places.in_person or 0) + (places.online or 0)


AMENITIES = {
    "step_free": N_("Step-free access"),
    "accessible_toilet": N_("Accessible toilet"),
    "hearing_loop": N_("Hearing loop"),
    "quiet_room": N_("Quiet room"),
    "parking": N_("Reserved parking"),
    "assistance_dogs": N_("Assistance dogs welcome"),
    "all_gender_toilet": N_("All-gender toilet"),
    "wifi": N_("Wi-Fi"),
}


def place(hub: Hub, venue: Venue) -> Thing:
    """A venue in short, for use inside an event."""
    address = thing(
        "PostalAddress",
        streetAddress=venue.address,
        addressLocality=venue.city,
        addressRegion=venue.region,
        addressCountry=venue.country,
    )
    point = world.point_of(venue)
    return thing(
        "Place",
        name=venue.name,
        url=absolute(hub, venue),
        address=address,
        geo=thing("GeoCoordinates", latitude=point[0], longitude=point[1]) if point else None,
        hasMap=world.open_map(venue),
        maximumAttendeeCapacity=venue.capacity,
    )


def venue(hub: Hub, venue: Venue) -> Thing:
    """A place with what is known of access to it."""
    more = thing(
        "Place",
        description=venue.summary,
        sameAs=venue.website,
        amenityFeature=_amenities(hub.words, venue),
    )
    return place(hub, venue) | more


def _amenities(words: Translations, venue: Venue) -> list[Thing]:
    """Stated facts only: yes and no as such, other answers in their own words."""
    access = venue.access.model_dump() if venue.access else {}
    stated = {"step_free": venue.step_free, **access, "wifi": venue.wifi}
    return [
        thing(
            "LocationFeatureSpecification",
            name=words.noted(label),
            value={"yes": True, "no": False}.get(answer, answer),
        )
        for name, label in AMENITIES.items()
        if (answer := stated.get(name))
    ]


def resource(hub: Hub, resource: Resource) -> Thing:
    return thing(
        LEARNING.get(resource.type, "CreativeWork"),
        name=resource.title,
        url=resource.url,
        description=resource.summary or resource.why,
        author=[thing("Person", name=name) for name in resource.authors],
        inLanguage=resource.language,
        isAccessibleForFree={"free": True, "paid": False}.get(resource.cost or ""),
        license=resource.licence,
        timeRequired=f"PT{resource.minutes}M" if resource.minutes else None,
        datePublished=iso(resource.published),
    )


def post(hub: Hub, post: Post) -> Thing:
    return thing(
        "BlogPosting",
        headline=post.title,
        url=absolute(hub, post),
        datePublished=post.date.isoformat(),
        description=post.summary,
        author=[person(hub, author) for author in hub.people(post.authors)],
        publisher=organizer(hub),
    )


def glossary(hub: Hub) -> Thing:
    return {
        "@type": "DefinedTermSet",
        "@id": absolute(hub, "glossary/"),
        "name": hub.words("Glossary of %(community)s", community=hub.community.name),
        "hasDefinedTerm": [defined_term(hub, term) for term in hub.terms.values()],
    }


def defined_term(hub: Hub, term: GlossaryTerm) -> Thing:
    return thing(
        "DefinedTerm",
        name=term.term,
        alternateName=list(term.aliases),
        description=term.definition,
        url=absolute(hub, term),
        inDefinedTermSet=absolute(hub, "glossary/"),
    )


def breadcrumbs(hub: Hub, crumbs: list[tuple[str, str]]) -> Thing:
    """Where a page stands: (title, address from the root) from the section down to the page
    itself."""
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": absolute(hub, url)}
        for position, (title, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
