"""Two lists of conferences become events; what both or several of their topics list becomes one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from hearth.base.locale_data import COUNTRIES
from hearth.base.urls import same_address
from real_hub.mapping import EMPTY, Field, Noted, Row, RowDraft, Table, lost
from real_hub.topics import CALL_TOPICS, CONFERENCE_TOPICS, sorted_in
from real_hub.words import NATIONS, country, day, language, latin, one_line, slug, with_suffix

NO_PLACE = "with neither a place nor a way online"
EITHER = "sign language or captions; ask which"
_YEAR = re.compile(r"\b20\d\d\b")
_STATE = re.compile(r"(?P<city>.+), (?P<region>[A-Z]{2})")


def place(city: str | None, name: str | None) -> Any:
    """City, region and country, from "Austin, TX" and "U.S.A."; None for an event that is only
    online."""
    if not city and not name:
        return None
    code = country(name)
    if code is None:
        return lost(f'country "{name}" is not known')
    town = one_line(city)
    if town is None:
        return lost("place without a town")
    parts = _STATE.fullmatch(town)
    region = parts["region"] if parts else NATIONS.get(str(name).casefold())
    where = {"city": parts["city"] if parts else town, "region": region, "country": code}
    return {name: value for name, value in where.items() if value}


def named_place(text: str | None) -> Any:
    """The place in "Utrecht, Netherlands"; None for Online."""
    city, _, name = (text or "").rpartition(", ")
    if not city:
        return None
    # A territory with a code of its own is often written as a town of the country it belongs to.
    return place(city, city if country(city) else name)


def mode(online: bool | None, city: str | None) -> Any:
    """How people take part."""
    if city:
        return "hybrid" if online else "in-person"
    return "online" if online else lost(NO_PLACE)


def mode_of_place(text: str | None) -> Any:
    """How people take part, from a place that may be Online."""
    return "online" if (text or "").casefold() == "online" else mode(False, text)


def languages(codes: str | None) -> list[Any]:
    """Languages from "EN, DE"."""
    parts = [code for code in (codes or "").split(",") if code.strip()]
    return [language(code) or lost(f'language "{code.strip()}" is not known') for code in parts]


def calls(url: str | None, closes: str | None, site: str | None) -> list[Any]:
    """The call for talks; when it names no address, the event's own."""
    if not url and not closes:
        return []
    if not day(closes):
        return [lost("call for talks without a last day")]
    return [{"what": "Talks", "url": url or site, "closes": day(closes)}]


def last_day(deadline: str) -> str | None:
    """The last whole day before a deadline: at midnight, the day that ends then."""
    closes = day(deadline)
    if closes and deadline[10:].strip().startswith("00:00"):
        return (date.fromisoformat(closes) - timedelta(days=1)).isoformat()
    return closes


def calls_with_times(
    url: str | None, site: str | None, talks: str | None, extended: str | None, *others: str | None
) -> list[Any]:
    """Calls whose deadlines have a time of day; the hub knows the day only."""
    found: list[Any] = []
    for what, deadline in zip(
        ("Talks", "Tutorials", "Workshops"), (extended or talks, *others), strict=True
    ):
        if not deadline:
            continue
        closes = last_day(deadline)
        if closes is None:
            found.append(lost(f"call whose deadline is {deadline}"))
        else:
            call = {"what": what, "url": url or site, "closes": closes}
            found.append(
                Noted(
                    call,
                    "time of day of a call's deadline not carried over: a call has a last day only",
                )
            )
    return found


def zone(name: str | None, where: str | None) -> Any:
    """The zone a list gives for deadlines, where it can be the event's own: UTC is nobody's local
    time."""
    if name == "UTC" and mode_of_place(where) != "online":
        return lost("zone UTC of an event in a town")
    return name


def always(value: Any) -> Any:
    """A field that is the same in every row."""
    return lambda: value


CONFERENCES = Table(
    kind="event",
    source="conferences_2024_2026.json",
    fields=(
        Field("title", ("name",), one_line, required=True),
        Field("type", (), always("conference")),
        Field("start", ("startDate",), day, required=True),
        Field("end", ("endDate",), day),
        Field("all_day", (), always("true")),
        Field("mode", ("online", "city"), mode, required=True),
        Field("place", ("city", "country"), place),
        Field("url", ("url",), one_line),
        Field("calls", ("cfpUrl", "cfpEndDate", "url"), calls),
        Field("languages", ("locales",), languages),
        Field(
            "access.captions",
            ("offersSignLanguageOrCC",),
            lambda offered: EITHER if offered else None,
        ),
        Field(
            "access.sign_language",
            ("offersSignLanguageOrCC",),
            lambda offered: EITHER if offered else None,
        ),
        Field("policies.conduct", ("cocUrl",), one_line),
        Field("topics", ("topic",), lambda topic: sorted_in([topic], CONFERENCE_TOPICS)),
    ),
    homeless=dict.fromkeys(
        ("twitter", "mastodon", "bluesky"), "an event has no profiles on services"
    ),
    unused=frozenset({"year"}),
)

CALLS = Table(
    kind="event",
    source="conferences_with_calls.json",
    fields=(
        Field("title", ("conference",), one_line, required=True),
        Field("type", ("sub",), lambda sub: "unconference" if sub == "CAMP" else "conference"),
        Field(
            "status", ("note",), lambda note: "tentative" if "tentative" in (note or "") else None
        ),
        Field("start", ("start",), day, required=True),
        Field("end", ("end",), day),
        Field("all_day", (), always("true")),
        Field("timezone", ("timezone", "place"), zone),
        Field("mode", ("place",), mode_of_place, required=True),
        Field("place", ("place",), named_place),
        Field("url", ("link",), one_line),
        Field(
            "calls",
            ("cfp_link", "link", "cfp", "cfp_ext", "tutorial_deadline", "workshop_deadline"),
            calls_with_times,
        ),
        Field("topics", ("sub",), lambda sub: sorted_in((sub or "").split(","), CALL_TOPICS)),
        Field("body", ("note",), one_line),
    ),
    homeless={
        "alt_name": "an event has one title",
        "bluesky": "an event has no profiles on services",
        "finaid": "an event has no address for grants",
        "location": "a place without a venue's file has no coordinates",
        "mastodon": "an event has no profiles on services",
        "sponsor": "sponsors are members of the hub",
        "twitter": "an event has no profiles on services",
        "youtube": "an event has no profiles on services",
    },
    unused=frozenset({"year"}),
)

_JOINED = ("topics", "languages")


def keys(fields: Row) -> Iterator[tuple[str, ...]]:
    """What two listings of one event share: the first day and the town, with the title or the
    address."""
    town, start = latin(fields.get("place", {}).get("city", "")), fields["start"]
    yield town, start, latin(fields["title"])
    if address := fields.get("url"):
        yield town, start, same_address(address)


def merged(drafts: Iterable[RowDraft]) -> list[RowDraft]:
    """The drafts with listings of one event made one, in the order of their first listing."""
    first: dict[tuple[str, ...], int] = {}
    found: list[RowDraft] = []
    for draft in drafts:
        known = next((first[key] for key in keys(draft.fields) if key in first), None)
        if known is None:
            known = len(found)
            found.append(draft)
        else:
            found[known] = together(found[known], draft)
        for key in keys(draft.fields):
            first.setdefault(key, known)
    return found


def together(one: RowDraft, other: RowDraft) -> RowDraft:
    """One draft of two: topics and languages of both, everything else from the first that says
    it."""
    notes = list(dict.fromkeys((*one.notes, *other.notes)))
    fields = _filled(one.fields, other.fields, "", notes)
    return RowDraft(fields, tuple(notes))


def _filled(
    one: Mapping[str, Any], other: Mapping[str, Any], above: str, notes: list[str]
) -> dict[str, Any]:
    fields = dict(one)
    for name, value in other.items():
        mine: Any = fields.get(name)
        if mine in EMPTY:
            fields[name] = value
        elif name in _JOINED:
            fields[name] = list(dict.fromkeys([*mine, *value]))
        elif isinstance(mine, dict) and isinstance(value, dict):
            fields[name] = _filled(mine, value, f"{above}{name}.", notes)
        elif _differs(mine, value):
            notes.append(f"listings of one event differ in {above}{name}: the first one is kept")
    return fields


def _differs(one: Any, other: Any) -> bool:
    return latin(str(one)).rstrip("/") != latin(str(other)).rstrip("/")


def with_summary(draft: RowDraft, labels: Mapping[str, str]) -> RowDraft:
    """The draft with a sentence made of what is known, since the sources have none."""
    fields = draft.fields
    words = [labels[topic] for topic in fields.get("topics", [])][:4]
    about = (
        f" about {' and '.join(filter(None, (', '.join(words[:-1]), words[-1])))}" if words else ""
    )
    summary = f"{fields['type'].capitalize()}{_where(fields)}{about}."
    return RowDraft(
        {**fields, "summary": summary},
        (*draft.notes, "summary written from place and topics: the source has none"),
    )


def _where(fields: Row) -> str:
    if not (spot := fields.get("place")):
        return " online"
    named = [
        spot["city"],
        *([spot["region"]] if "region" in spot else []),
        COUNTRIES[spot["country"]],
    ]
    towns = ", ".join(dict.fromkeys(named))
    return f" in {towns}{' and online' if fields['mode'] == 'hybrid' else ''}"


def in_series(drafts: list[RowDraft]) -> list[RowDraft]:
    """The drafts, those of one title marked as one series by that title."""
    names = [slug(_YEAR.sub(" ", draft.fields["title"])) for draft in drafts]
    count = Counter(names)
    return [
        RowDraft({**draft.fields, "series": name}, draft.notes)
        if name and count[name] > 1
        else draft
        for draft, name in zip(drafts, names, strict=True)
    ]


def names_for_id(fields: Row) -> tuple[str, ...]:
    """The title with its year, then what tells events of one title and year apart."""
    year, title = fields["start"][:4], fields["title"]
    town = fields.get("place", {}).get("city", "online")
    words = slug(title, "event")
    return (words if year in title else with_suffix(words, year), town, fields["start"][5:7])
