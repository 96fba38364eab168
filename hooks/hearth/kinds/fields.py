"""Types of fields that all kinds share: text, days, zones, places, addresses, references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from hearth.base.clock import FIRST_YEAR, LAST_YEAR
from hearth.base.field_docs import field_docs
from hearth.base.locale_data import COUNTRIES
from hearth.base.similarity import NameSet, did_you_mean
from hearth.base.words import N_, Said, Translations, said
from hearth.base.zones import zone_aliases, zone_names
from hearth.kinds.field_words import answer

MAX_LINE = 300
MAX_URL = 2000
LEVELS = ("beginner", "intermediate", "advanced")


def levels(level: str | None) -> tuple[str, ...]:
    """The levels at which something serves: what is for any level is for each."""
    return LEVELS if level == "any" else (level,) if level else ()


@dataclass(frozen=True)
class Ref:
    """Marks a field whose text is the id of a record of ``kind``."""

    kind: str


class Translatable:
    """Marks text that people read, and so may say in another language; all else is the same in
    each."""


class Part(BaseModel):
    """A value made of named fields inside a record; unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    STANDS_ON: ClassVar[tuple[str, ...]] = ()
    """Fields of which one must be there for the value to say anything."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        """The schema as pydantic makes it, with what is said of the fields; the code's own line
        breaks are no part of that."""
        made = handler.resolve_ref_schema(handler(schema))
        fields, docs = made.get("properties", {}), field_docs(cls)
        for name in fields.keys() & docs.keys():
            fields[name].setdefault("description", docs[name])
        for schema_part in (made, *fields.values()):
            if "description" in schema_part:
                schema_part["description"] = " ".join(schema_part["description"].split())
        return made


def mistake(code: str, what: Said, fix: Said, **more: str) -> PydanticCustomError:
    """Return the error by which a validator speaks to a contributor: a catalogued code, what is
    wrong, the cure."""
    return PydanticCustomError("hearth", "{what}", {"code": code, "what": what, "fix": fix, **more})


def _one_line(text: str) -> str:
    if "\n" in text:
        raise mistake("line-break", said("must stand on one line"), said("Remove the line break."))
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LINE),
    AfterValidator(_one_line),
    Translatable(),
]
"""Text on one line, 1 to 300 characters."""

Summary = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    AfterValidator(lambda text: " ".join(text.split())),
    Translatable(),
]
"""A few sentences of plain text; line breaks are only how the file is laid out."""

MAX_PROSE = 60_000
Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=MAX_PROSE), Translatable()
]
"""Markdown."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""Lower-case ASCII letters, digits and single hyphens."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2})?(.*)")


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise mistake(
            "wrong-date", said("is not a date"), said("Write year-month-day, like 2026-12-03.")
        )
    return _calendar_day(value)


def _calendar_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise mistake(
            "wrong-date",
            said("is not a day of the calendar"),
            said("Write a day that exists, like 2026-12-03."),
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise mistake(
            "wrong-date",
            said(
                "is not between %(first)s and %(last)s",
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
            said("Check the year."),
        )
    return day


def _moment(value: object) -> object:
    """A day, or a local wall time to the minute."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _calendar_day(value)
    found = _MINUTE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise mistake(
            "wrong-time",
            said("is not a date or a date with a time"),
            said("Write 2026-12-03T18:00, or 2026-12-03 for a whole day."),
        )
    day, clock, _, rest = found.groups()
    if rest:
        raise mistake(
            "offset-in-time",
            said("carries an offset"),
            said(
                "Write the local time (%(day)sT%(clock)s) and name the zone in `timezone`.",
                day=day,
                clock=f"{clock:0>5}",
            ),
        )
    on = _calendar_day(day)
    try:
        return datetime.fromisoformat(f"{on}T{clock:0>5}")
    except ValueError:
        raise mistake(
            "wrong-time",
            said("is not a time of the clock"),
            said("Write hours 00 to 23 and minutes 00 to 59."),
        ) from None


Day = Annotated[date, BeforeValidator(_day)]
"""A day, written 2026-12-03."""

Moment = Annotated[
    date | datetime,
    BeforeValidator(_moment),
    PlainSerializer(
        lambda moment: (
            moment.isoformat(timespec="minutes")
            if isinstance(moment, datetime)
            else moment.isoformat()
        ),
        when_used="json",
    ),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2})?$"}),
]
"""A local wall time, written 2026-12-03T18:00, or a whole day, written 2026-12-03. No offset."""


class DeadlineDay(date):
    """A last day, with the time of the clock and the zone where they are said."""

    clock: str
    """18:00; empty for the whole day."""
    zone: str
    """A zone's name, an offset, ANYWHERE, or empty for the zone of what it belongs to."""

    @classmethod
    def of(cls, day: date, clock: str = "", zone: str = "") -> DeadlineDay:
        made = cls(day.year, day.month, day.day)
        made.clock, made.zone = clock, zone
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return DeadlineDay.of, (date(self.year, self.month, self.day), self.clock, self.zone)

    def when_in(self, words: Translations) -> str:
        """What stands behind the day: ", 18:00 (Europe/Berlin)" or ", anywhere on earth"."""
        clock = words.clock(time.fromisoformat(self.clock)) if self.clock else ""
        if self.zone == ANYWHERE:
            return ", ".join(("", *filter(None, (clock, words(ANYWHERE)))))
        said = " ".join(filter(None, (clock, self.zone and f"({self.zone})")))
        return f", {said}" if said else ""

    @property
    def last(self) -> date:
        """The last day on which it is not over somewhere: anywhere on earth the day is over half a
        day later than in Greenwich."""
        return date(self.year, self.month, self.day) + timedelta(days=int(self.zone == ANYWHERE))

    @property
    def written(self) -> str:
        """As a file says it."""
        return " ".join(filter(None, (self.isoformat(), self.clock, self.zone)))


ANYWHERE = N_("anywhere on earth")
_DEADLINE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ](?P<clock>\d{1,2}:\d{2})(?::\d{2})?)?"
    r"(?: ?(?P<zone>Z|[+-]\d{2}:\d{2}| aoe| anywhere on earth|[a-z]+(?:/[\w+-]+)*))?",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"to be (?:announced|confirmed|decided)|tb[acd]", re.IGNORECASE)


def _deadline(value: object) -> DeadlineDay | None:
    if isinstance(value, DeadlineDay) or value is None:
        return value
    if isinstance(value, date):
        return DeadlineDay.of(value)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if _NOT_YET.fullmatch(text):
        return None
    found = _DEADLINE.fullmatch(text)
    if not found:
        raise mistake(
            "wrong-date",
            said("is not a date"),
            said(
                "Write year-month-day, like 2026-12-03; behind it a time, a zone or anywhere on "
                "earth, like 2026-12-03 18:00 Europe/Berlin; or to be announced."
            ),
        )
    zone_name = (found["zone"] or "").strip()
    if zone_name.lower() in ("aoe", ANYWHERE):
        zone_name = ANYWHERE
    elif zone_name.upper() == "Z":
        zone_name = "UTC"
    elif zone_name and not re.fullmatch(r"[+-]\d{2}:\d{2}", zone_name):
        zone_name = _zone(zone_name)
    return DeadlineDay.of(
        _calendar_day(found["day"]), _clock(found["clock"]) if found["clock"] else "", zone_name
    )


LastDay = Annotated[
    DeadlineDay | None,
    PlainValidator(_deadline),
    PlainSerializer(lambda day: day.written if day else None, when_used="json"),
    WithJsonSchema({"type": "string", "examples": ["2026-12-03", "2026-12-03 anywhere on earth"]}),
]
"""A last day, written 2026-12-03; behind it a time and a zone, or anywhere on earth, where they
count; or to be announced."""


def day_of(moment: date | datetime) -> date:
    """The day a moment lies on, by its own clock."""
    return moment.date() if isinstance(moment, datetime) else moment


_CLOCK = re.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _clock(value: str) -> str:
    found = _CLOCK.fullmatch(value)
    if not found:
        raise mistake(
            "wrong-time", said("is not a time of day"), said("Write hours and minutes, like 18:30.")
        )
    return f"{int(found[1]):02}:{found[2]}"


Clock = Annotated[str, AfterValidator(_clock)]
"""A time of day, written 18:30."""


def _zone(value: str) -> str:
    names = zone_names()
    if value in names:
        return value
    if value in zone_aliases():
        return zone_aliases()[value]
    city = {name.rsplit("/", 1)[1]: name for name in sorted(names) if "/" in name}
    near = city.get(value.replace(" ", "_")) or names.nearest(value)
    fix = (
        said('Did you mean "%(name)s"?', name=near)
        if near
        else said("Write a name such as Europe/Berlin or Asia/Kolkata.")
    )
    raise mistake("unknown-zone", said("is not a time zone"), fix)


Zone = Annotated[str, AfterValidator(_zone)]
"""A name from the IANA time zone database, such as Europe/Berlin."""


_LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(
    rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]\.?|localhost"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}}"
)
_USUAL_URL = re.compile(
    rf"https?://(?:{_LABEL}\.)+[a-z]{{2,63}}(?:[/?#][\w/.~?#&=%+:;,@!$'()*-]*+)?"
)
"""An address that nothing can be wrong with; others are taken apart to see."""
_NOT_IN_URL = re.compile(r"[\x00- \x7f\\<>\"`{}|^]")


def _coded(host: str) -> Said:
    """The cure for a host in another alphabet."""
    try:
        coded = host.encode("idna").decode()
    except UnicodeError:
        return said("Copy the address again.")
    return said("Write %(host)s, which is the same host.", host=coded)


def _url(value: str, schemes: tuple[str, ...]) -> str:
    """The text as an address that is safe to link to."""
    if len(value) <= MAX_URL and _USUAL_URL.fullmatch(value):
        return value
    if len(value) > MAX_URL:
        raise mistake(
            "wrong-url",
            said("is longer than %(limit)s characters", limit=MAX_URL),
            said("Link to a shorter address."),
        )
    if _NOT_IN_URL.search(value):
        raise mistake(
            "wrong-url",
            said("holds a space or a character no address has"),
            said("Copy the address again, or percent-encode it."),
        )
    try:
        parts = urlsplit(value)
        host, user = parts.hostname or "", "@" in parts.netloc
        _ = parts.port
    except ValueError:
        raise mistake(
            "wrong-url",
            said("is not an address"),
            said("Write a full address that starts with %(scheme)s://.", scheme=schemes[0]),
        ) from None
    if parts.scheme not in schemes:
        raise mistake(
            "wrong-url",
            said("does not start with https: or http: or mailto:")
            if "mailto" in schemes
            else said("does not start with https: or http:"),
            said("Write a full address that starts with %(scheme)s://.", scheme=schemes[0]),
        )
    if parts.scheme == "mailto":
        return value
    if user:
        raise mistake(
            "wrong-url",
            said("carries a user name or password"),
            said("Remove everything before the @."),
        )
    if not host.isascii():
        # In another alphabet a host can look like one it is not; calendars and feeds want the coded
        # form anyway.
        raise mistake("wrong-url", said("names a host in letters beyond a to z"), _coded(host))
    if not _HOST.fullmatch(host):
        raise mistake(
            "wrong-url",
            said("names no host"),
            said("Write a full address such as %(scheme)s://example.org/page.", scheme=schemes[0]),
        )
    return value


Url = Annotated[
    str,
    AfterValidator(lambda value: _url(value, ("https", "http"))),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^https?://"}),
]
"""A web address that starts with https:// or http://."""

FeedUrl = Annotated[
    str,
    AfterValidator(lambda value: _url(_over_https(value), ("https", "http"))),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": "^(https?|webcals?)://"}),
]
"""A web address of something to subscribe to: webcal:// is asked for over https://."""


def _over_https(address: str) -> str:
    return re.sub(r"^webcals?://", "https://", address, flags=re.IGNORECASE)


ContactUrl = Annotated[str, AfterValidator(lambda value: _url(value, ("https", "http", "mailto")))]
"""A web address, or mailto: and a role's address."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2}|-\d{3})?")


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise mistake(
            "unknown-language",
            said("is not a language code"),
            said("Write a code such as en, pt-BR or zh-Hant."),
        )
    return value


Language = Annotated[str, AfterValidator(_language)]
"""A language code (BCP 47), such as en or pt-BR."""


_COUNTRY_NAMES = NameSet(COUNTRIES.values())


def _country(value: str) -> str:
    if value in COUNTRIES:
        return value
    by_name = {name.casefold(): code for code, name in COUNTRIES.items()}
    near = value.upper() if value.upper() in COUNTRIES else by_name.get(value.casefold())
    if not near and (name := _COUNTRY_NAMES.nearest(value, 0.75)):
        near = by_name[name.casefold()]
    fix = (
        said('Did you mean "%(name)s"?', name=near)
        if near
        else said("Write the two capital letters of ISO 3166, such as DE or KE.")
    )
    raise mistake("unknown-country", said("is not a country code"), fix)


Country = Annotated[str, AfterValidator(_country)]
"""A country's two letters in ISO 3166-1, such as DE."""

Latitude = Annotated[float, "degrees north", BeforeValidator(lambda value: _degrees(value, 90))]
Longitude = Annotated[float, "degrees east", BeforeValidator(lambda value: _degrees(value, 180))]


def _degrees(value: Any, limit: int) -> float:
    try:
        degrees = float(value)
    except (TypeError, ValueError):
        degrees = float("nan")
    if not abs(degrees) <= limit:
        raise mistake(
            "wrong-number",
            said("is not between -%(limit)s and %(limit)s", limit=limit),
            said("Write degrees as a decimal number, like 52.52."),
        )
    return degrees


@lru_cache(maxsize=64)
def _names(words: tuple[str, ...]) -> NameSet:
    """The words of a field to compare with, the same for each wrong one."""
    return NameSet(words)


def one_of(*words: str) -> Any:
    """A field that holds one of ``words``; spaces and capitals are forgiven, other spellings are
    not."""
    return one_of_list(list(words))


def one_of_list(words: list[str]) -> Any:
    """A field that holds one of the words which the list has by then: it may grow."""

    def check(value: object) -> str:
        if value.__class__ is str and value in words:
            return value
        if not isinstance(value, str):
            raise mistake(
                "wrong-type",
                said("must be one word"),
                said("Choose one of: %(choices)s.", choices=", ".join(words)),
            )
        word = re.sub(r"[\s_]+", "-", value.strip().lower())
        known = next((known for known in words if known.replace("_", "-") == word), None)
        if known is None:
            listed = ", ".join(words)
            meant = answer(value, words)
            raise mistake(
                "unknown-choice",
                said("is not one of the choices"),
                said("Write %(word)s.", word=meant)
                if meant in words
                else did_you_mean(
                    word, _names(tuple(words)), said("Choose one of: %(choices)s.", choices=listed)
                ),
                choices=listed,
            )
        return known

    return Annotated[str, BeforeValidator(check), WithJsonSchema({"type": "string", "enum": words})]


def short_form(field: str) -> BeforeValidator:
    """Let a text in a list stand for a part that says nothing but ``field``."""

    def spelt_out(value: object) -> object:
        if not isinstance(value, list):
            return value
        return [{field: item} if isinstance(item, str) else item for item in value]

    return BeforeValidator(spelt_out)


MemberId = Annotated[str, Ref("member")]
"""The id of a member: the name of a file in members/ without its ending."""
EventId = Annotated[str, Ref("event")]
VenueId = Annotated[str, Ref("venue")]
ResourceId = Annotated[str, Ref("resource")]
PathId = Annotated[str, Ref("path")]
GroupId = Annotated[str, Ref("group")]
PostId = Annotated[str, Ref("post")]
TopicId = Annotated[str, Ref("topic")]
TermId = Annotated[str, Ref("term")]


class Guest(Part):
    """Someone who is not a member of the hub."""

    guest: Line
    """The person's name."""
    headline: Line | None = None
    """Who they are, in a few words."""
    url: Url | None = None
    """Where to read more about them."""


PERSON_TAGS = ("member-id", "guest-person")


def _person_form(value: object) -> str:
    """Tell a guest from a member's id by its form, so that a mistake is reported once."""
    return PERSON_TAGS[isinstance(value, dict | Guest)]


Person = Annotated[
    Annotated[MemberId, Tag(PERSON_TAGS[0])] | Annotated[Guest, Tag(PERSON_TAGS[1])],
    Discriminator(_person_form),
]
"""A member's id, or a guest written as {guest: Full name}."""


class Image(Part):
    """A picture that lies in the hub's own folder."""

    src: Line
    """The file, relative to content/, such as assets/people/ada.webp."""
    alt: Line
    """What the picture shows, for people who cannot see it."""
    credit: Line
    """Who made it."""
    licence: Line
    """Under which licence it may be shown, such as CC-BY-4.0."""
