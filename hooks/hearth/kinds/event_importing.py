"""Import events: match rows by place and time, either of which may have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hearth.base.locale_data import COUNTRIES
from hearth.base.meetings import (
    MeetingDetail,
    is_online_place,
    listed_details,
    meeting_address,
    without_meetings,
)
from hearth.base.normalize import fold, word_set, words
from hearth.base.written_places import NotAPlaceError, WrittenPlace, country_of_town, read_place
from hearth.base.written_times import is_not_yet
from hearth.base.zones import local, zone, zone_names
from hearth.kinds.descriptor import Fields, Find, Importing, Matching, taken_whole
from hearth.kinds.event_times import BEGINS, ENDS, settle_times
from hearth.kinds.event_times import LOOSE as LOOSE_TIMES
from hearth.kinds.event_titles import MORE, settle_title
from hearth.kinds.field_words import answer, yes_or_no
from hearth.kinds.lenient import country, one_line, town_of

REVEAL = "online.reveal"
LEFT_OUT = "not public, and not imported:"
NEAR = timedelta(days=60)
"""How far an event of the same name is taken for the same one with a new date."""
_ADDRESS = re.compile(r"https?://\S+")
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
_STATUSES = {
    **dict.fromkeys(
        word_set(
            "cancelled|canceled|abgesagt|annulé|annulée|cancelado|cancelada|annullato"
            "|annullata|avlyst|inställd|geannuleerd|peruttu|odwołane"
        ),
        "cancelled",
    ),
    **dict.fromkeys(("postponed", "verschoben", "reporté", "aplazado", "rinviato"), "postponed"),
    **dict.fromkeys(("tentative", "provisional", "planned", "vorläufig"), "tentative"),
    **dict.fromkeys(("moved online", "moved-online", "eventmovedonline"), "moved-online"),
    **dict.fromkeys(
        word_set(
            "scheduled|confirmed|active|open|published|live|public|upcoming|approved"
            "|busy|free|past|done|completed|ended|over|closed|full|bestätigt|confirmé"
            "|confirmado|confermato|accepted"
        ),
        "",
    ),
    **dict.fromkeys(("sold out", "registration open", "registration closed"), ""),
    "rescheduled": "rescheduled",
    "eventcancelled": "cancelled",
    "eventpostponed": "postponed",
    "eventscheduled": "",
    "eventrescheduled": "rescheduled",
    **dict.fromkeys(words("ausgebucht|fully booked|complet|completo|agotado|esgotado"), ""),
    **{word.replace("_", " "): state for state, each in MORE.items() for word in each},
}
"""What other tools call whether an event happens; much of it says nothing of that."""
_MODES = _OTHER_WORDS | {mode: mode for mode in ("online", "in-person", "hybrid")}


# -- where and when ------------------------------------------------------------------------------


def _settle(fields: dict[str, Any], notes: list[str], find: Find, given: Fields) -> None:
    """Sort where and how people take part into fields; nothing that opens a meeting to everybody
    stays."""
    settle_title(fields, notes)
    _settle_registration(fields)
    if place := taken_whole(fields, "place"):
        if isinstance(fields.get("location"), list):
            fields["location"] = place  # points on a map, beside the words for them
        fields.setdefault("location", place)
    _flatten(fields)
    far = _says_online(fields)
    far = _without_meetings(fields, notes) or far
    _settle_online(fields, notes, given)
    address = fields.pop("address", None)
    text = one_line(fields.pop("location", None)) or ""
    if _is_online(text):
        far, text = True, ""
    if _is_online(one_line(fields.get("venue")) or ""):
        far = True
        del fields["venue"]
    zone_name = str(fields.get("timezone") or given.get("timezone") or "")
    usual = str(given.get("place.country") or "")
    _settle_place(fields, notes, find, text or one_line(address) or "", zone_name, usual)
    if "venue" in fields or "place" in fields:
        fields.setdefault("mode", "hybrid" if far else "in-person")
    elif far:
        fields.setdefault("mode", "hybrid" if text else "online")
    if isinstance(fields.get("repeats"), dict):
        for change in fields["repeats"].get("moved", ()):
            _settle_moved(change, fields, notes, find, zone_name)
        _without_empty(fields["repeats"])


def _is_online(text: str) -> bool:
    return is_online_place(text) or answer(text, ("online",)) == "online"


def _settle_registration(fields: dict[str, Any]) -> None:
    """A column on signing up that holds an address: it is where."""
    told = taken_whole(fields, "registration")
    found = _ADDRESS.search(told)
    parts = fields.get("registration") or {}
    if told:
        fields["registration"] = {"url": found.group() if found else told} | parts


def _without_empty(repeats: dict[str, Any]) -> None:
    """Take out dates of which nothing is left that they have of their own."""
    if moved := [change for change in repeats.pop("moved", ()) if len(change) > 1]:
        repeats["moved"] = moved


def _settle_moved(
    change: dict[str, Any], fields: Fields, notes: list[str], find: Find, zone_name: str
) -> None:
    """Sort where one date of a series takes place, when that is somewhere else."""
    text = one_line(change.pop("location", None)) or ""
    if is_online_place(text):
        change.setdefault("mode", "online")
    elif text:
        here: dict[str, Any] = {}
        told: list[str] = []
        _settle_place(here, told, find, text, zone_name)
        notes += [f"{change.get('occurrence')}: {note}" for note in told]
        if not here:
            notes.append(f"{change.get('occurrence')}: the place of the series is kept")
        change |= {name: place for name, place in here.items() if place != fields.get(name)}
        if here and fields.get("mode") == "online":
            change.setdefault("mode", "in-person")


def _flatten(fields: dict[str, Any]) -> None:
    """A place in parts, as schema.org and calendars' interfaces have it, as the columns of a
    table."""
    location = fields.get("location")
    if not isinstance(location, dict):
        return
    del fields["location"]
    parts = {
        name.rpartition("address")[2].lower() or name: value for name, value in location.items()
    }
    address = location.get("address")
    if isinstance(address, dict):
        parts |= {name.removeprefix("address").lower(): value for name, value in address.items()}
    elif isinstance(address, str):
        fields.setdefault("address", address)
    if isinstance(name := location.get("name") or location.get("venue"), str):
        fields.setdefault("venue", name)
    place = fields.setdefault("place", {})
    for name, theirs in (("city", ("city", "town", "locality")), ("region", ("region", "state"))):
        if said := next((parts[each] for each in theirs if isinstance(parts.get(each), str)), None):
            place.setdefault(name, said)
    if isinstance(parts.get("country"), str) and (code := country(parts["country"])):
        place.setdefault("country", code)


def _says_online(fields: dict[str, Any]) -> bool:
    """Whether a column says yes to taking part from elsewhere; it is none of the event's fields."""
    if not isinstance(fields.get("online"), str):
        return False
    said = str(fields.pop("online"))
    return yes_or_no(said) == "yes" or fold(said) in ("true", "1", "x")


_TEXTS = ("location", "body", "summary", "url", "venue", "title", "room")


def _without_meetings(fields: dict[str, Any], notes: list[str]) -> bool:
    """Whoever has the address of a meeting can walk in: it is not taken over; says whether there
    was one."""
    found: list[MeetingDetail] = []
    address = ""
    for name in _TEXTS:
        if isinstance(fields.get(name), str):
            address = address or meeting_address(fields[name])
            fields[name], details = without_meetings(fields[name])
            found += details
    signup = fields.get("registration")
    if isinstance(signup, dict) and isinstance(signup.get("url"), str):
        signup["url"], details = without_meetings(signup["url"])
        found += details
    location = str(fields.get("location") or "")
    if has_address := bool(_ADDRESS.search(location)):
        # The address of a meeting in public is an invitation to strangers.
        notes.append("the address of the meeting is not imported")
        fields["location"] = _ADDRESS.sub("", location).strip(" ,;:()-")
    if not found:
        return has_address
    notes.append(f"{LEFT_OUT} {listed_details(found)}")
    service = next((detail.service for detail in found if detail.service), "")
    online = fields.setdefault("online", {}) if service or address else None
    if isinstance(online, dict):
        for name, value in (("platform", service), ("url", address)):
            if value:
                online.setdefault(name, value)
    return True


def _settle_online(fields: dict[str, Any], notes: list[str], given: Fields) -> None:
    """Whoever has the address of a meeting can walk in: it stays where it is said that everybody
    may."""
    online = fields.get("online")
    if not isinstance(online, dict):
        return
    if (online.get("reveal") or given.get(REVEAL)) == "public":
        if online.get("url"):
            notes[:] = [*filter(None, map(_without_address, notes))]
            notes.append("online.url is the address of the meeting: everybody may walk in")
        return
    if online.pop("url", None) and not any(note.startswith(LEFT_OUT) for note in notes):
        notes.append(f"{LEFT_OUT} the address of the meeting")
    if REVEAL not in given:
        online.setdefault("reveal", "registered")


def _without_address(note: str) -> str:
    """A note on what is left out, without the address that is not; empty when nothing else is."""
    if not note.startswith(LEFT_OUT):
        return note
    listed = note.removeprefix(LEFT_OUT).split(",")
    kept = next((words for words in listed if re.fullmatch(r" the address of an? .+", words)), "")
    rest = ",".join(words for words in listed if words != kept)
    return f"{LEFT_OUT} {rest.strip()}" if rest.strip() else ""


def _finish(fields: dict[str, Any], notes: list[str], given: Fields) -> None:
    settle_times(fields, notes, given)
    if set(fields.get("place") or ()) == {"country"}:
        del fields["place"]  # said for all places, and here is none
    if set(fields.get("online") or ()) == {"reveal"}:
        del fields["online"]  # nobody takes part from elsewhere


def _settle_place(
    fields: dict[str, Any],
    notes: list[str],
    find: Find,
    text: str,
    zone_name: str,
    usual: str = "",
) -> None:
    """The venue of the hub, or the place that a name, a text and a town say together; ``usual`` is
    the country of towns of which nothing says it."""
    called = one_line(fields.pop("venue", None)) or ""
    place = fields.pop("place", None) or {}
    if not_yet := [
        each for each in (called, text, *place.values()) if each and is_not_yet(str(each))
    ]:
        notes.append(f'place: "{one_line(str(not_yet[0]), 40)}" says that it is not known yet')
        called, text = (each if each not in not_yet else "" for each in (called, text))
        place = {name: value for name, value in place.items() if value not in not_yet}
    told: list[str] = []
    found = _read(told, text, str(place.get("country") or ""), zone_name) if text else None
    if found is None and text and not place.get("country"):
        found = _with_known_town(told, text, usual, zone_name)
    if not (place.get("country") or place.get("region")):
        place |= _country_of(str(place.get("city") or ""), usual)
    if place.get("city"):
        if found is None and text:
            told.clear()  # beside a town it is the name of a place, whatever it says
            place = {"name": text if fold(text) != fold(str(place["city"])) else ""} | place
        place = _town_of_columns(told, place, zone_name)
    town = str(place.get("city") or (found.city if found else ""))
    for wanted in (called, text):
        if wanted and (venue := _venue(find, wanted, town)):
            fields["venue"] = venue
            return
    notes += told
    if found is not None:
        name = found.name if fold(found.name) != fold(called) else ""
        place = {"name": name, "city": found.city, "region": found.region} | place
        place.setdefault("country", found.country)
    elif text and not place.get("city"):
        notes.append(
            f'no town and country found in "{one_line(text, 80)}": give the country of all with '
            "--set place.country=…"
            if "," in text
            else f'no town and country found in "{one_line(text, 80)}"'
        )
    if called:
        more = place.get("name")
        place["name"] = called if not more or fold(called) in fold(more) else f"{called}, {more}"
    place = {name: value for name, value in place.items() if value}
    if place.get("city") and place.get("country"):
        fields["place"] = place
    elif called:
        lacks = f" in {town}, and no country is said" if town else ", and no town is said"
        notes.append(f'venue: the hub has none called "{one_line(called, 80)}"{lacks}')
    elif place:
        said = ", ".join(str(value) for value in place.values())
        notes.append(f'place: "{one_line(said, 80)}" is no town with its country')


def _read(notes: list[str], text: str, country: str, zone_name: str) -> WrittenPlace | None:
    """What a text says of a place; its reason where it cannot be read."""
    try:
        found = read_place(text, country, zone_name)
    except NotAPlaceError as wrong:
        if not str(wrong).startswith("names no"):
            notes.append(f'place: "{one_line(text, 80)}" {wrong}')
        return None
    if found.note:
        notes.append(f"place: {found.note}")
    return found


def _country_of(town: str, usual: str) -> dict[str, str]:
    """The country of a town that a column says alone."""
    code = (country_of_town(town) or usual) if town and "," not in town else ""
    return {"country": code} if code else {}


def _with_known_town(
    notes: list[str], text: str, usual: str, zone_name: str
) -> WrittenPlace | None:
    """A place whose text ends with a town and no country: the one that is usual here, or that of a
    town everybody knows."""
    town = re.split("[,，、]", text)[-1].strip()
    known = country_of_town(town)
    if not (country := known or usual):
        return None
    told: list[str] = []
    found = _read(told, text, country, zone_name)
    if found and known:
        told.append(f'place: from "{town}" the country is concluded: {COUNTRIES[country]}')
    notes += told
    return found


def _town_of_columns(notes: list[str], place: Fields, zone_name: str) -> dict[str, Any]:
    """A place whose town can carry its region and its country."""
    country, city = str(place.get("country") or ""), str(place["city"])
    if country and "," not in city:
        return dict(place)
    if not country and "," not in city and place.get("region"):
        city = f"{city}, {place['region']}"
    try:
        found = read_place(city, country, zone_name, is_town=True)
    except NotAPlaceError as wrong:
        notes.append(f'place: "{one_line(city, 80)}" {wrong}')
        return dict(place)
    if found.note:
        notes.append(f"place: {found.note}")
    more = {"name": found.name, "region": found.region, "country": found.country}
    return more | dict(place) | {"city": found.city}


def _venue(find: Find, text: str, town: str) -> str | None:
    """The venue of the hub that a text names, alone or before its address; in no other town than
    is said."""
    name = text.split(",")[0]
    if town and fold(town) != fold(text):
        return find("venue", f"{name}, {town}") or (find("venue", text) if "," in text else None)
    return find("venue", text) or find("venue", name)


# -- the same event -------------------------------------------------------------------------------


def _instant(fields: Fields) -> tuple[str]:
    """When an event begins, in UTC where its zone is said."""
    start, zone_name = str(fields.get("start", "")), str(fields.get("timezone") or "")
    try:
        at = datetime.fromisoformat(start)
    except ValueError:
        return (start,)
    if len(start) > 10 and zone_name in zone_names():
        at = local(at, zone(zone_name)).astimezone(UTC).replace(tzinfo=None)
        zone_name = "UTC"
    return (f"{at:%Y-%m-%dT%H:%M} {zone_name}" if len(start) > 10 else start,)


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
        "title": words(
            "name|event|event_name|event_title|subject|session|topic_title|conference"
            "|session_name|oggetto|onderwerp"
        ),
        "date": words(
            "day|event_date|eventdate|when|dates|wann|quand|cuando|quando|date_time|datetime"
            "|date_and_time"
        ),
        "start_date": words(
            "startdate|starting_date|date_start|begin_date|from_date|date_debut|begintdatum"
            "|data_inizio"
        ),
        "start_time": words(
            "time|begin_time|from_time|time_start|comienzo|ora_inizio|orario|hora_inicio"
            "|heure_debut|klokkeslett|tijd"
        ),
        "start": words(
            "starts|starts_at|begin|begins|from|start_datetime|start_date_time|start_at|dtstart"
            "|scheduled_at|starts_on|start_local"
        ),
        "end_date": words(
            "enddate|ending_date|date_end|to_date|date_fin|last_day|fecha_fin|data_fine"
        ),
        "end_time": words("to_time|time_end|hora_fin|heure_fin|finish_time|finalizacion|ora_fine"),
        "end": words("ends|ends_at|until|to|end_datetime|end_date_time|end_at|finish|dtend"),
        "duration": words("duration_minutes|length|minutes|scheduled_duration"),
        "all_day": words("all_day_event|allday|is_all_day|whole_day|alldayevent|tutto_il_giorno"),
        "body": words("description|details|descrizione"),
        "url": words("link|website|event_url|homepage|website_url|web_site"),
        "mode": words("format|attendance|attendance_mode"),
        "location": words("where|ort|lieu|lugar|luogo|local|place"),
        "venue": words("venue_name|hall|location_name"),
        "address": words("venue_address|street_address"),
        "registration.url": words("registration|tickets|sign_up|rsvp"),
        "languages": words("language"),
    },
    loose=frozenset({"location", "address"}) | LOOSE_TIMES,
    not_contacts=frozenset({"address", "venue_address", "street_address"}),
    formats=frozenset({"ics"}),
    steps={
        **dict.fromkeys((*BEGINS, *ENDS), (("time", None),)),
        "timezone": (("zone", "loose"),),
        "duration": (("minutes", None),),
        "all_day": (("yes-no", None),),
        "mode": (("line", None), ("word", _MODES)),
        "status": (("line", None), ("word", _STATUSES)),
    },
    summarised=True,
    instead={"venue": "place"},
    settle=_settle,
    finish=_finish,
    binding=frozenset({*BEGINS, *ENDS, "timezone", "duration", "all_day", "status"}),
    matching=Matching(
        beside=_instant,
        near=_day,
        apart=_are_apart,
        own=("end", "venue", "place"),
        changed=_is_moved,
        former=_months_near,
        more_for_id=lambda fields: (town_of(fields), str(fields.get("start", ""))[8:10]),
    ),
)
