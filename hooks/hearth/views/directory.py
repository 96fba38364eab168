"""Members as a directory: in order, with facets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hearth.base.derived import once
from hearth.base.format import language_name
from hearth.base.locale_data import COUNTRIES
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.views.facets import Facet, counted, facet


def in_order(members: Iterable[Member]) -> list[Member]:
    """People first, then organisations, each by name."""
    return sorted(
        members, key=lambda member: (member.kind != "person", member.sort_name, member.id)
    )


def active(hub: Hub) -> list[Member]:
    return [member for member in hub.members.values() if member.status == "active"]


@once
def people(hub: Hub) -> list[Member]:
    return [member for member in hub.members.values() if member.kind == "person"]


@once
def countries(hub: Hub) -> int:
    """How many countries the people live in, as far as they say so."""
    return len({member.place.country for member in people(hub) if member.place})


def newest(hub: Hub, count: int) -> list[Member]:
    """The people who joined last, up to the hub's day."""
    joined = [
        member for member in active(hub) if member.kind == "person" and member.joined <= hub.as_of
    ]
    return sorted(joined, key=lambda member: (-member.joined.toordinal(), member.sort_name))[:count]


def joined_since(hub: Hub, day: date) -> int:
    return sum(1 for member in people(hub) if day < member.joined <= hub.as_of)


def keys(member: Member) -> str:
    """What the member's card can be found by, as ``facet:value`` words."""
    words = [f"topic:{offer.topic}" for offer in member.offers]
    words += [f"language:{code}" for code in member.languages]
    words += [f"open:{word}" for word in member.open_to]
    words += [f"country:{member.place.country}"] if member.place else []
    words.append(f"kind:{member.kind}")
    return " ".join(dict.fromkeys(words))


@once
def facets(hub: Hub) -> list[Facet]:
    """Can help with, speaks, open to, country, kind: the values that occur, the most frequent
    first."""
    counts = counted(
        map(keys, hub.members.values()), ("topic", "language", "open", "country", "kind")
    )
    topics = hub.topics
    return [
        facet(
            "topic",
            "Can help with",
            counts["topic"],
            {key: topics[key].label for key in counts["topic"] if key in topics},
            "topics/{}/",
        ),
        facet(
            "language",
            "Speaks",
            counts["language"],
            {key: language_name(key) for key in counts["language"]},
        ),
        facet("open", "Open to", counts["open"], {key: key for key in counts["open"]}),
        facet(
            "country",
            "Lives in",
            counts["country"],
            {key: COUNTRIES[key] for key in counts["country"]},
        ),
        facet(
            "kind", "Kind", counts["kind"], {"person": "people", "organisation": "organisations"}
        ),
    ]
