"""What a rule means, told a second time: day by day and instant by instant, without the libraries
the engine uses for it.

``rrule`` says the same in the words of RFC 5545, for other engines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from hearth.kinds.event import Event
from hearth.kinds.event_parts import MAX_OCCURRENCES
from hearth.model.schedule import HORIZON

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
FREQUENCIES = ("daily", "weekly", "monthly", "yearly")
DAY = timedelta(days=1)

# -- the forms `on` can take: extend this table with what the engine learns ------------------------

NOT_GIVEN = st.none()
A_WEEKDAY = st.sampled_from(WEEKDAYS)
WHICH_WEEKDAY = st.tuples(st.sampled_from(list(ORDINALS)), A_WEEKDAY).map(" ".join)
SEVERAL_WEEKDAYS = st.lists(A_WEEKDAY, min_size=1, max_size=4, unique=True)
SEVERAL_OF_THE_MONTH = st.lists(WHICH_WEEKDAY, min_size=1, max_size=4, unique=True)
DAY_OF_THE_MONTH = st.sampled_from(["1st", "2nd", "15th", "22nd", "29th", "31st", "last day"])
SEVERAL_DAYS_OF_THE_MONTH = st.lists(DAY_OF_THE_MONTH, min_size=1, max_size=3, unique=True)

FORMS: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "daily": (NOT_GIVEN,),
    "weekly": (NOT_GIVEN, A_WEEKDAY, SEVERAL_WEEKDAYS),
    "monthly": (
        NOT_GIVEN,
        WHICH_WEEKDAY,
        SEVERAL_OF_THE_MONTH,
        DAY_OF_THE_MONTH,
        SEVERAL_DAYS_OF_THE_MONTH,
    ),
    "yearly": (
        NOT_GIVEN,
        WHICH_WEEKDAY,
        SEVERAL_OF_THE_MONTH,
        DAY_OF_THE_MONTH,
        SEVERAL_DAYS_OF_THE_MONTH,
    ),
}
"""For each rule, what may stand in `on`; of a yearly one it is a day of the start's month."""

SERIES: dict[str, tuple[str, dict[str, Any]]] = {
    "daily": ("01-05", {"rule": "daily"}),
    "weekly": ("01-05", {"rule": "weekly"}),
    "every other week": ("01-05", {"rule": "weekly", "interval": 2}),
    "weekly on sunday": ("01-05", {"rule": "weekly", "on": "sunday"}),
    "every third week on monday": ("01-05", {"rule": "weekly", "interval": 3, "on": "monday"}),
    "monthly": ("01-05", {"rule": "monthly"}),
    "monthly on the 31st": ("01-31", {"rule": "monthly"}),
    "monthly on the first sunday": ("01-05", {"rule": "monthly", "on": "first sunday"}),
    "monthly on the second sunday": ("01-05", {"rule": "monthly", "on": "second sunday"}),
    "monthly on the last sunday": ("01-05", {"rule": "monthly", "on": "last sunday"}),
    "every other month on the last friday": (
        "01-05",
        {"rule": "monthly", "interval": 2, "on": "last friday"},
    ),
    "yearly": ("03-28", {"rule": "yearly"}),
    "weekly on sunday and wednesday": ("01-05", {"rule": "weekly", "on": ["sunday", "wednesday"]}),
    "every other week on sunday and monday": (
        "01-06",
        {"rule": "weekly", "interval": 2, "on": ["sunday", "monday"]},
    ),
    "monthly on two sundays": (
        "01-05",
        {"rule": "monthly", "on": ["second sunday", "last sunday"]},
    ),
    "monthly on the fifth friday": ("01-29", {"rule": "monthly", "on": "fifth friday"}),
    "monthly on the last day": ("01-31", {"rule": "monthly", "on": "last day"}),
    "monthly on the 1st and 15th": ("01-01", {"rule": "monthly", "on": ["1st", "15th"]}),
    "yearly on the last day of February": ("02-01", {"rule": "yearly", "on": "last day"}),
    "yearly on the last sunday of March": ("03-01", {"rule": "yearly", "on": "last sunday"}),
    "yearly on the first and last sunday of November": (
        "11-20",
        {"rule": "yearly", "on": ["first sunday", "last sunday"]},
    ),
}
"""Series worth a name: the day of the year they start, and their rule. Many fall on days on which
clocks are changed."""

# -- days ------------------------------------------------------------------------------------------


def each(on: str | Sequence[str] | None) -> list[str]:
    """Everything ``on`` names."""
    return [on] if isinstance(on, str) else [*(on or [])]


def wanted(on: str | Sequence[str] | None) -> list[tuple[int | None, int]]:
    """(which of the month or None, weekday from Monday = 0) of every weekday ``on`` names."""
    found = []
    for words in each(on):
        *ordinal, weekday = words.split()
        if weekday in WEEKDAYS:
            found.append((ORDINALS[ordinal[0]] if ordinal else None, WEEKDAYS.index(weekday)))
    return found


def month_days(on: str | Sequence[str] | None) -> list[int]:
    """Every day of the month ``on`` names; -1 is the last."""
    return [
        -1 if words == "last day" else int(words[:-2])
        for words in each(on)
        if words.split()[-1] not in WEEKDAYS
    ]


def falls_on(rule: dict[str, Any], start: date, day: date) -> bool:
    """Whether a rule that begins with ``start`` gives ``day``, which is not before it."""
    named = any(
        day.weekday() == weekday
        and nth in (None, (day.day + 6) // 7, -1 if (day + 7 * DAY).month != day.month else 0)
        for nth, weekday in wanted(rule.get("on"))
    ) or any(
        wish in (day.day, -1 if (day + DAY).month != day.month else 0)
        for wish in month_days(rule.get("on"))
    )
    given = rule.get("on") is not None
    interval = rule.get("interval", 1)
    match rule["rule"]:
        case "daily":
            return (day - start).days % interval == 0
        case "weekly":
            weeks = ((day - day.weekday() * DAY) - (start - start.weekday() * DAY)).days // 7
            return weeks % interval == 0 and (named if given else day.weekday() == start.weekday())
        case "monthly":
            months = 12 * (day.year - start.year) + day.month - start.month
            return months % interval == 0 and (named if given else day.day == start.day)
        case _:
            same_month = day.month == start.month
            return (
                (day.year - start.year) % interval == 0
                and same_month
                and (named if given else day.day == start.day)
            )


def days(rule: dict[str, Any], start: date, as_of: date) -> list[date]:
    """Every day a rule gives that is to be laid out on ``as_of``, before any is skipped."""
    # No rule of the tests waits longer for its next day than from one leap year to the next.
    candidates = (start + number * DAY for number in range(300 * 366))
    given = (day for day in candidates if falls_on(rule, start, day))
    if rule.get("count"):
        return list(islice(given, rule["count"]))[-MAX_OCCURRENCES:]
    last = min(
        date.fromisoformat(rule["until"]) if rule.get("until") else date.max, as_of + HORIZON
    )
    within = takewhile(lambda day: day <= last, candidates)
    return [day for day in within if falls_on(rule, start, day)][-MAX_OCCURRENCES:]


def rrule(rule: dict[str, Any], start: date) -> str:
    """The rule in the words of RFC 5545, 3.3.10, but for its end."""
    parts = [f"FREQ={rule['rule'].upper()}", f"INTERVAL={rule.get('interval', 1)}"]
    if named := wanted(rule.get("on")):
        parts.append(
            "BYDAY="
            + ",".join(f"{nth or ''}{WEEKDAYS[weekday][:2].upper()}" for nth, weekday in named)
        )
    if of_month := month_days(rule.get("on")):
        parts.append("BYMONTHDAY=" + ",".join(map(str, of_month)))
    if (named or of_month) and rule["rule"] == "yearly":
        parts.append(f"BYMONTH={start.month}")
    if rule.get("count"):
        parts.append(f"COUNT={rule['count']}")
    return ";".join(parts)


# -- instants --------------------------------------------------------------------------------------


@cache
def package_zone(name: str) -> ZoneInfo:
    """A zone of the tzdata package, whatever the machine has."""
    with (files("tzdata") / "zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def zone_names() -> list[str]:
    """Every zone of the IANA database."""
    return sorted((files("tzdata") / "zones").read_text(encoding="utf-8").split())


def instants(wall: datetime, tz: ZoneInfo) -> list[datetime]:
    """Every instant at which the clocks of a zone show ``wall``, in order: none, one or two."""
    around = (wall.replace(tzinfo=UTC) + timedelta(hours=hours) for hours in range(-30, 31, 2))
    offsets = {instant.astimezone(tz).utcoffset() or timedelta() for instant in around}
    tried = {wall.replace(tzinfo=UTC) - offset for offset in offsets}
    return sorted(
        instant for instant in tried if instant.astimezone(tz).replace(tzinfo=None, fold=0) == wall
    )


def instant(wall: datetime, tz: ZoneInfo, second: bool = False) -> datetime:
    """The instant that is meant by a local time.

    The first one unless the second is asked for; a time that no clock shows is taken with the
    offset before the gap (RFC 5545, 3.3.5).
    """
    found = instants(wall, tz)
    if found:
        return found[-1 if second else 0]
    # Well before the gap, wherever on earth and however long it is; the longest was a day
    # (Pacific/Apia, 2011).
    before = (wall.replace(tzinfo=UTC) - timedelta(hours=26)).astimezone(tz)
    return wall.replace(tzinfo=UTC) - (before.utcoffset() or timedelta())


def gaps(tz: ZoneInfo, year: int) -> list[datetime]:
    """A local time in the middle of every gap of a year, to the minute."""
    found = []
    hours = [
        datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=number) for number in range(366 * 24)
    ]
    for one, two in pairwise(hours):
        before, after = one.astimezone(tz), two.astimezone(tz)
        jump = (after.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
        if jump > timedelta():
            # Changes happen on whole minutes; the clock's own first time after it ends the gap.
            minutes = (one + timedelta(minutes=number) for number in range(61))
            first = next(
                minute
                for minute in minutes
                if minute.astimezone(tz).utcoffset() == after.utcoffset()
            )
            found.append(first.astimezone(tz).replace(tzinfo=None) - jump / 2)
    return found


# -- series ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """One time a series happens: the day the rule gave, when it begins, and what was said of it
    alone."""

    original: date
    start: date | datetime
    end: date | datetime | None
    """The instant it is over, or of whole days the day after the last; None where a skipped start
    leaves that open."""
    change: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A series made up for a test: its fields as a contributor writes them, its zone, and the hub's
    day."""

    fields: dict[str, Any]
    zone: str
    as_of: date

    @property
    def event(self) -> Event:
        return Event.model_validate({"id": "made", "path": "events/made.yml", **self.fields})

    def expected(self) -> list[Happening]:
        """When it happens, in the order of the days its rule gives."""
        rule = self.fields["repeats"]
        skipped = set(rule.get("skip", ()))
        moved = {change["occurrence"]: change for change in rule.get("moved", ())}
        first = date.fromisoformat(self.fields["start"][:10])
        also = {moment[:10]: moment for moment in rule.get("also", ())}
        given = [*days(rule, first, self.as_of), *map(date.fromisoformat, also)]
        return [
            self._happening(day, moved.get(day.isoformat(), {}), also.get(day.isoformat(), ""))
            for day in sorted(given)[-MAX_OCCURRENCES:]
            if day.isoformat() not in skipped
        ]

    def _happening(self, day: date, change: dict[str, Any], also: str) -> Happening:
        clock = also[10:] or self.fields["start"][10:]
        written = change.get("start", day.isoformat() + clock)
        end = self.fields.get("end")
        if len(written) == 10:
            begin = date.fromisoformat(written)
            lasts = (
                date.fromisoformat(end) - date.fromisoformat(self.fields["start"])
                if end
                else timedelta()
            )
            return Happening(day, begin, begin + lasts + DAY, change)
        wall, tz, second = (
            datetime.fromisoformat(written),
            package_zone(self.zone),
            self.fields.get("fold") == "second",
        )
        begins = instant(wall, tz, second)
        if end is None:
            return Happening(
                day, begins, begins + timedelta(minutes=self.fields.get("duration", 60)), change
            )
        lasts = datetime.fromisoformat(end) - datetime.fromisoformat(self.fields["start"])
        return Happening(
            day, begins, instant(wall + lasts, tz, second) if instants(wall, tz) else None, change
        )


CLOCK = st.one_of(
    st.sampled_from(["00:00", "00:30", "01:30", "02:00", "02:30", "03:00", "18:00", "23:30"]),
    st.times().map(lambda clock: f"{clock:%H:%M}"),
)
"""Local times, many of them of the hours in which clocks are changed."""


CHANGING = (
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Pacific/Apia",
)
"""Zones that change their clocks, by an hour, by half of one, at midnight, and once by a day."""


@st.composite
def rules(draw: st.DrawFn, start: date) -> dict[str, Any]:
    """A rule of any form, with an end, a number, or neither."""
    frequency = draw(st.sampled_from(FREQUENCIES))
    rule = {"rule": frequency, "interval": draw(st.integers(1, 4) | st.integers(1, 60))}
    if (on := draw(st.one_of(FORMS[frequency]))) is not None:
        rule["on"] = on
    most = {"daily": MAX_OCCURRENCES, "weekly": 200, "monthly": 60, "yearly": 20}[frequency]
    match draw(st.sampled_from(["count", "until", "never"])):
        case "count":
            rule["count"] = draw(st.integers(1, max(1, most // rule["interval"])))
        case "until":
            rule["until"] = (start + draw(st.integers(0, 1500)) * DAY).isoformat()
    return rule


@st.composite
def series(draw: st.DrawFn) -> Made:
    """A series in any zone, with any rule, with dates skipped and moved."""
    start = draw(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
    whole_days = draw(st.integers(0, 4)) == 0
    rule = draw(rules(start))
    as_of = start + draw(st.integers(-400, 1500)) * DAY
    chosen = st.sampled_from(days(rule, start, as_of) or [start])
    clock = "" if whole_days else f"T{draw(CLOCK)}"
    rule["skip"] = [day.isoformat() for day in draw(st.lists(chosen, max_size=3, unique=True))]
    further = draw(st.lists(st.integers(-20, 400).map(lambda by: start + by * DAY), max_size=3))
    rule["also"] = sorted(
        day.isoformat() + ("" if whole_days or draw(st.booleans()) else f"T{draw(CLOCK)}")
        for day in set(further)
        if not falls_on(rule, start, day)
    )
    also = [date.fromisoformat(moment[:10]) for moment in rule["also"]]
    either = st.sampled_from(also) | chosen if also else chosen
    rule["moved"] = [
        draw(changes(day, whole_days)) for day in draw(st.lists(either, max_size=3, unique=True))
    ]
    fields = {
        "title": "A series",
        "summary": "S",
        "mode": "online",
        "start": f"{start}{clock}",
        "repeats": rule,
    }
    lasts = draw(st.integers(5, 3000))
    match draw(st.sampled_from(["end", "duration", "neither"])), whole_days:
        case "end", True:
            fields["end"] = (start + lasts % 5 * DAY).isoformat()
        case "end", False:
            fields["end"] = (
                datetime.fromisoformat(fields["start"]) + timedelta(minutes=lasts)
            ).isoformat("T", "minutes")
        case "duration", False:
            fields["duration"] = lasts
    if not whole_days:
        fields |= {
            "timezone": "Europe/Berlin",
            "fold": draw(st.sampled_from([None, "first", "second"])),
        }
    return Made(fields, draw(st.sampled_from(CHANGING) | st.sampled_from(zone_names())), as_of)


@st.composite
def changes(draw: st.DrawFn, day: date, whole_days: bool) -> dict[str, Any]:
    """What is said of one date of a series."""
    change: dict[str, Any] = {"occurrence": day.isoformat()}
    if draw(st.booleans()):
        change["start"] = (day + draw(st.integers(-10, 10)) * DAY).isoformat() + (
            "" if whole_days else f"T{draw(CLOCK)}"
        )
    if status := draw(
        st.sampled_from([None, "cancelled", "tentative", "postponed", "moved-online", "scheduled"])
    ):
        change["status"] = status
    if draw(st.booleans()):
        change["title"] = draw(titles())
    return change


AWKWARD = [
    ",",
    ";",
    "\\",
    "\\n",
    "\\N",
    "\\,",
    '"',
    ":",
    "=",
    " ",
    "é",
    "e\u0301",
    "李",
    "ß",
    "𝔘",
    "👩🏽‍💻",
    "🏳️‍🌈",
    "🇰🇪",
    "\u00a0",
    "עברית",
]


@st.composite
def titles(draw: st.DrawFn) -> str:
    """One line of any printable text; the start is filled up so that every character comes to stand
    where lines are cut."""
    # Without the @ of mailboxes, which calendars leave out.
    printable = st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="@").filter(
        str.isprintable
    )
    pieces = draw(st.lists(st.sampled_from(AWKWARD) | printable, min_size=1, max_size=60))
    return ("x" * draw(st.integers(1, 80)) + "".join(pieces))[:300].strip()
