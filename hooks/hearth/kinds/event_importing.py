"""Import events: match rows by place and time, either of which may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hearth.base.normalize import fold
from hearth.kinds.descriptor import Fields, Find, Importing, Matching
from hearth.kinds.lenient import NATIONS, country, one_line, town_of

NEAR = timedelta(days=60)
"""How far an event of the same name is taken for the same one with a new date."""
_ADDRESS = re.compile(r"https?://\S+")
_ONLINE_PLACES = frozenset(
    {
        "online",
        "virtual",
        "remote",
        "webinar",
        "zoom",
        "teams",
        "microsoft teams",
        "jitsi",
        "google meet",
    }
)
_OTHER_WORDS = {
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
    for word, mode in _OTHER_WORDS.items()
    for name in (word, word.capitalize(), word.title(), word.upper())
}
_MODES |= {
    name: mode
    for mode in ("online", "in-person", "hybrid")
    for name in (mode, mode.capitalize(), mode.upper())
}


# -- where and when ------------------------------------------------------------------------------


def _settle_place(fields: dict[str, Any], notes: list[str], find: Find) -> None:
    """Find out from one text where an event is, and how people take part."""
    text = one_line(fields.pop("location", None)) or ""
    if not text or "venue" in fields or "place" in fields:
        _mode_of_place(fields)
        return
    if _ADDRESS.search(text):
        # The address of a meeting in public is an invitation to strangers.
        notes.append("the address of the meeting is not imported")
        text = _ADDRESS.sub("", text).strip(" ,;:()-")
        fields.setdefault("mode", "online" if _is_online(text) else "hybrid")
    if _is_online(text):
        fields.setdefault("mode", "online")
    elif venue := _venue(find, text):
        fields["venue"] = venue
    elif place := _place(text):
        fields["place"] = place
    else:
        notes.append(f'no town and country found in "{one_line(text, 80)}"')
    _mode_of_place(fields)


def _is_online(text: str) -> bool:
    return not text or fold(text) in _ONLINE_PLACES


def _mode_of_place(fields: dict[str, Any]) -> None:
    if "venue" in fields or "place" in fields:
        fields.setdefault("mode", "in-person")


def _venue(find: Find, text: str) -> str | None:
    """The venue of the hub that a text names, alone or before its address."""
    return find("venue", text) or find("venue", text.split(",")[0])


def _place(text: str) -> dict[str, str] | None:
    """Town and country at the end of an address; what stands before them is the place's name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    code = country(parts[-1]) if len(parts) > 1 else None
    if code is None or (len(parts[-1]) == 2 and not parts[-1].isupper()):
        return None
    # A postal code beside the town is no part of its name.
    town = re.sub(r"^[A-Z]{0,2}-?\d{3,6}\s+|\s+\d{3,6}$", "", parts[-2]).strip()
    if not town or any(sign.isdigit() for sign in town):
        return None
    found = {
        "name": ", ".join(parts[:-2]),
        "city": town,
        "region": NATIONS.get(parts[-1].casefold(), ""),
        "country": code,
    }
    return {name: value for name, value in found.items() if value}


def _finish(fields: dict[str, Any]) -> None:
    """A whole day is the same day everywhere."""
    if len(str(fields.get("start", ""))) == 10:
        fields["all_day"] = "true"
        fields.pop("timezone", None)


# -- the same event -------------------------------------------------------------------------------


def _day(fields: Fields) -> tuple[str]:
    return (str(fields.get("start", ""))[:10],)


def _are_apart(one: Fields, other: Fields) -> bool:
    """Events of one name and day are told apart by their towns."""
    mine, theirs = town_of(one), town_of(other)
    return bool(mine and theirs and mine != theirs)


def _is_moved(now: Fields, known: Fields, today: date) -> bool:
    """Whether an event can have been moved from one day to the other: not far, and not after it was
    over."""
    try:
        one, other = (date.fromisoformat(str(each.get("start", ""))[:10]) for each in (now, known))
    except ValueError:
        return False
    return abs(one - other) <= NEAR and (other >= today or one < today)


def _months_near(fields: Fields) -> Iterator[Fields]:
    """The event in the months in which it can have been before it was moved: 2026-11."""
    if found := re.match(r"(\d{4})-(\d{2})", str(fields.get("start", ""))):
        for step in (-2, -1, 1, 2):
            year, month = divmod(int(found[1]) * 12 + int(found[2]) - 1 + step, 12)
            yield {**fields, "start": f"{year:04}-{month + 1:02}"}


IMPORTING = Importing(
    columns={
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
    loose=frozenset({"location"}),
    formats=frozenset({"ics"}),
    steps={
        "start": (("time", None),),
        "end": (("time", None),),
        "mode": (("table", _MODES),),
    },
    summarised=True,
    instead={"venue": "place"},
    settle=_settle_place,
    finish=_finish,
    matching=Matching(
        beside=_day,
        apart=_are_apart,
        changed=_is_moved,
        former=_months_near,
        more_for_id=lambda fields: (town_of(fields), str(fields.get("start", ""))[8:10]),
    ),
)
