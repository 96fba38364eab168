"""The mapping of a file that comes without one: columns are known by their names, near our own or
common elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hearth.contribute.importing.mapping import From, ImportPlan, column_key, is_contact
from hearth.kinds import KINDS
from hearth.read.records import INTERNAL, models_in

Steps = tuple[tuple[str, Any], ...]

SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "": {
        "topics": ("topic", "tags", "tag", "interests", "subjects", "folders", "categories"),
        "body": ("bio", "biography", "about", "text", "notes"),
        "place.city": ("city", "town"),
        "place.country": ("country", "nation"),
        "place.region": ("region", "state", "province"),
        "languages": ("spoken_languages", "locales"),
        "timezone": ("time_zone", "tz"),
    },
    "member": {
        "name": ("full_name", "display_name", "member", "organisation", "organization", "company"),
        "joined": ("join_date", "date_joined", "joined_at", "joined_on", "member_since", "since"),
        "headline": ("tagline", "role", "job_title"),
        "links.website": ("website", "url", "homepage", "homepage_url", "site", "web", "link"),
        "links.github": ("github",),
        "links.gitlab": ("gitlab",),
        "links.mastodon": ("mastodon", "fediverse"),
        "links.bluesky": ("bluesky",),
        "links.linkedin": ("linkedin",),
        "links.orcid": ("orcid",),
        "links.youtube": ("youtube",),
        "languages": ("language",),
        "skills": ("skill",),
        "body": ("description",),
    },
    "event": {
        "title": ("name", "event", "event_name", "subject"),
        "start": (
            "start_date",
            "starts",
            "starts_at",
            "begin",
            "begins",
            "date",
            "start_time",
            "from",
        ),
        "end": ("end_date", "ends", "ends_at", "end_time", "until", "to"),
        "body": ("description",),
        "url": ("link", "website", "event_url", "homepage"),
        "mode": ("format", "attendance"),
        "location": ("where",),
        "registration.url": ("registration", "tickets", "sign_up", "rsvp"),
        "languages": ("language",),
    },
    "resource": {
        "title": ("name",),
        "url": ("link", "address", "href", "website"),
        "type": ("format",),
        "why": ("reason", "recommendation"),
        "summary": ("description",),
        "authors": ("author", "by", "creator"),
        "licence": ("license",),
        "language": ("lang",),
    },
    "venue": {
        "name": ("venue", "title"),
        "city": ("town",),
        "website": ("url", "link"),
        "address": ("street",),
    },
    "group": {"name": ("title", "group"), "purpose": ("description",)},
    "post": {"title": ("headline", "name"), "date": ("published", "day"), "body": ("content",)},
    "topic": {"label": ("name", "title", "topic"), "synonyms": ("aliases",)},
    "term": {
        "term": ("name", "word"),
        "definition": ("description", "meaning"),
        "aliases": ("synonyms",),
    },
}
"""Column names that mean one of our fields; the empty kind stands for all."""

_ONLINE = {
    "virtual": "online",
    "remote": "online",
    "webinar": "online",
    "onsite": "in-person",
    "on-site": "in-person",
    "in_person": "in-person",
    "in person": "in-person",
    "physical": "in-person",
    "offline": "in-person",
}
_MODES = {
    name: mode
    for word, mode in _ONLINE.items()
    for name in (word, word.capitalize(), word.title(), word.upper())
}
_MODES |= {
    name: mode
    for mode in ("online", "in-person", "hybrid")
    for name in (mode, mode.capitalize(), mode.upper())
}
_PUBLIC = frozenset({"address"})
"""Columns named like a private contact that are none in a list of places."""


def by_names(kind: str, columns: Iterable[str]) -> ImportPlan:
    """The mapping for these columns, without those that mean nothing here."""
    known = _known(kind)
    fields: dict[str, list[From]] = {}
    for column in columns:
        contact = is_contact(column) and not (
            kind in ("venue", "resource") and column_key(column) in _PUBLIC
        )
        field = None if contact else known.get(column_key(column))
        if field:
            fields.setdefault(field, []).append(From(column=column, steps=_steps(kind, field)))
    return ImportPlan(kind, {name: tuple(ways) for name, ways in fields.items()})


def _known(kind: str) -> dict[str, str]:
    """Every column name and the field it means: our own names win over the words of others."""
    known: dict[str, str] = {}
    for name, info in KINDS[kind].model.model_fields.items():
        if name in INTERNAL:
            continue
        known[name] = name
        for part in models_in(info.annotation):
            known |= {f"{name}_{inner}": f"{name}.{inner}" for inner in part.model_fields}
    if kind == "event":
        known["location"] = "location"
    for words in (SYNONYMS.get(kind, {}), SYNONYMS[""]):
        for field, names in words.items():
            if field.split(".")[0] in KINDS[kind].model.model_fields or field == "location":
                for name in names:
                    known.setdefault(name, field)
    return known


_STEPS: dict[str, Steps] = {
    "start": (("time", None),),
    "end": (("time", None),),
    **dict.fromkeys(("joined", "added", "reviewed", "date", "review_after"), (("day", None),)),
    "published": (("time", None),),
    "topics": (("split", ",;"), ("topic", None)),
    "languages": (("split", ",;"), ("language", None)),
    "language": (("language", None),),
    "country": (("country", None),),
    "place.country": (("country", None),),
    "body": (("plain", None),),
    "mode": (("table", _MODES),),
    **{
        f"links.{name}": (("handle", None),)
        for name in ("github", "gitlab", "linkedin", "orcid", "youtube", "bluesky")
    },
}
_SPLIT = frozenset({"skills", "synonyms", "aliases", "audience", "open_to", "equipment"})
"""Fields that are lists of words; names of people may hold commas, so authors are parted at
semicolons."""
_PROSE = frozenset({"summary", "why", "purpose", "description", "definition"})
"""Texts that other tools write in HTML; in a name or title, <T> is meant as it stands."""
_WHOLE = frozenset({"body", "repeats"})


def _steps(kind: str, field: str) -> Steps:
    if field == "aliases" and kind != "term":
        return (("split", ",;"),)
    if field == "authors":
        return (("split", ";"),)
    if field in _SPLIT:
        return (("split", ",;"),)
    if field in _STEPS or field in _WHOLE:
        return _STEPS.get(field, ())
    return (("plain", None), ("line", None)) if field in _PROSE else (("line", None),)
