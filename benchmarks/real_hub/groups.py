"""A directory of communities becomes groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from real_hub.mapping import Field, Noted, Table, lost
from real_hub.topics import tagged
from real_hub.words import day, latin, one_line

TYPES = {
    "collaborative-group": "working-group",
    "conference": "project",
    "hacklab": "interest-group",
    "meta-community": "programme",
    "mutual-aid": "interest-group",
    "tech-meetup": "interest-group",
    "umbrella-org": "programme",
}
"""The directory's types in the hub's, the nearest there is."""

STATES = {"active": "active", "inactive": "paused", "unknown": "paused"}

WORDS = {
    "collaborative-group": "Grupo de colaboración sobre tecnología",
    "conference": "Conferencia de tecnología",
    "hacklab": "Hacklab",
    "meta-community": "Comunidad de comunidades de tecnología",
    "mutual-aid": "Grupo de ayuda mutua",
    "tech-meetup": "Encuentros de tecnología",
    "umbrella-org": "Organización que reúne a comunidades de tecnología",
}
FORMATS = {"hybrid": "presencial y en línea", "in-person": "presencial", "online": "en línea"}
NOWHERE = frozenset({"", "n/a", "sin completar", "itinerante"})

CHANNELS = {
    "bluesky": "Bluesky",
    "discord": "Discord",
    "eventsUrl": "Eventos",
    "facebook": "Facebook",
    "flickr": "Flickr",
    "github": "GitHub",
    "instagram": "Instagram",
    "linkAggregator": "Enlaces",
    "linkedin": "LinkedIn",
    "mailingList": "Lista de correo",
    "mastodon": "Mastodon",
    "telegram": "Telegram",
    "tiktok": "TikTok",
    "twitch": "Twitch",
    "twitter": "X (Twitter)",
    "web": "Web",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
}


def kind_of_group(name: str | None, parent: int | None) -> Any:
    """The nearest type; a meetup under an umbrella is a chapter of it."""
    if name == "tech-meetup" and parent is not None:
        return "chapter"
    return TYPES.get(name or "") or lost(f'type "{name}" is not known')


def state(name: str | None) -> Any:
    """The nearest state; one that is not known is told."""
    if name == "unknown":
        return Noted(STATES[name], "state unknown: given as paused")
    return STATES.get(name or "") or lost(f'state "{name}" is not known')


def where(location: str | None) -> str | None:
    """A place, unless the directory only says that there is none."""
    text = one_line(location)
    return None if text is None or latin(text) in NOWHERE else text


def purpose(described: str | None, name: str | None, location: str | None, held: str | None) -> Any:
    """The directory's own words; without any, a sentence made of type, place and format."""
    if words := one_line(described, 400):
        return Noted(words, "purpose shortened") if words.endswith("…") else words
    town = f" en {where(location)}" if where(location) else ""
    online = " en línea" if held == "online" and not town else ""
    return Noted(
        f"{WORDS.get(name or '', 'Comunidad')}{town}{online}.",
        "purpose written from type and place: the source has none",
    )


def channels(site: str | None, addresses: Mapping[str, str] | None) -> list[Any]:
    """The group's own page first, then its profiles, each address once."""
    named = [
        ("Web", site),
        *((CHANNELS.get(name, name), address) for name, address in (addresses or {}).items()),
    ]
    found: dict[str, str] = {}
    for label, address in named:
        if text := one_line(address):
            found.setdefault(text, label)
    return [{"label": label, "url": address} for address, label in found.items()]


def facts(
    location: str | None, held: str | None, audience: list[str] | None, tongues: list[str] | None
) -> Any:
    """What a group has no fields for, as a list in its text."""
    lines = [
        ("Lugar", where(location)),
        ("Formato", FORMATS.get(held or "")),
        ("Para", ", ".join(word.replace("-", " ") for word in audience or [])),
        ("Idiomas", ", ".join(tongues or [])),
    ]
    text = "\n".join(f"- {label}: {value}" for label, value in lines if value)
    return (
        Noted(
            text,
            (
                "place, format, audience and languages put into the text: a group has no fields "
                "for them"
            ),
        )
        if text
        else None
    )


def table(words: Mapping[str, str]) -> Table:
    """The directory's table; ``words`` are those of the topics."""
    return Table(
        kind="group",
        source="communities.json",
        skip=lambda row: "marked as hidden in the source" if row.get("hidden") else None,
        fields=(
            Field("name", ("name",), one_line, required=True),
            Field("type", ("communityType", "parentId"), kind_of_group),
            Field("status", ("status",), state),
            Field(
                "purpose",
                ("shortDescription", "communityType", "location", "eventFormat"),
                purpose,
                required=True,
            ),
            Field("topics", ("tags", "topics"), lambda tags, free: tagged(tags, free, words)),
            Field("channels", ("communityUrl", "urls"), channels),
            Field("reviewed", ("lastReviewed",), day),
            Field("body", ("location", "eventFormat", "targetAudience", "langs"), facts),
        ),
        homeless={
            "latLon": "a group has no place",
            "parentId": "a group has no wider group",
            "thumbnailUrl": "its licence is not stated",
        },
        unused=frozenset(
            {
                "displayOnMap",
                "hidden",
                "humanValidated",
                "id",
                "matchesAllAudience",
                "matchesAllTags",
                "removalReason",
            }
        ),
    )
