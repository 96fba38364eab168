"""Read days, times, zones and ranges as people and programs write them.

What is read comes back in ISO 8601 (2026-12-03T18:00, T18:00 for a time of day alone, 2026-12 for a
month, a slash between beginning and end), with an offset as it stands and a zone or its
abbreviation in brackets (RFC 9557).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hearth.base.calendar_names import (
    MONTH_NUMBERS,
    UNSURE_WEEKDAYS,
    WEEKDAY_NUMBERS,
    single_words,
)
from hearth.base.normalize import fold
from hearth.base.pattern import Pattern
from hearth.base.words import said
from hearth.base.zone_words import (
    LOCAL,
    cities,
    folded_zones,
    minutes_of,
    named_zone,
    written_offset,
    zone_words,
)

Within = tuple[int, int]
"""The year, and the month or 0, that what stands around a text says of it; 0 for none."""
NOWHERE: Within = (0, 0)
MAX_TEXT = 120
DAY_FIRST, MONTH_FIRST = "day-first", "month-first"


class NotATimeError(ValueError):
    """Why a text cannot be read as a time; the words follow the text in quotation marks."""

    not_yet = False
    """Whether the text itself says that the time is not known yet."""


class NotYetError(NotATimeError):
    """A text such as "to be announced"."""

    not_yet = True


@dataclass(frozen=True)
class WrittenTime:
    """What a text says: any part may be missing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    """Of the day, 0 to 1440."""
    half: bool = False
    """Whether the time says am or pm."""
    zone: str = ""
    """An offset (+01:00, Z), a zone or an abbreviation in brackets, or both."""

    @property
    def has_day(self) -> bool:
        return None not in (self.year, self.month, self.day)

    @property
    def iso(self) -> str:
        """The text in ISO 8601; NotATimeError for a day that does not exist."""
        if self.minute is None:
            return f"{self._on()}"
        over, minute = divmod(self.minute, 1440)
        if self.day is None and over:
            return "T24:00"
        if self.day is None:
            return f"T{minute // 60:02}:{minute % 60:02}{self.zone}"
        on = date.fromisoformat(self._on()) + timedelta(days=over)
        return f"{on}T{minute // 60:02}:{minute % 60:02}{self.zone}"

    def _on(self) -> str:
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        try:
            on = date(self.year or 0, self.month, self.day)
        except ValueError:
            raise NotATimeError("is not a day of the calendar") from None
        if self.weekday is not None and on.weekday() != self.weekday:
            raise NotATimeError("is on another day of the week")
        return on.isoformat()


def read_time(text: str, order: str = "", within: Within = NOWHERE) -> str:
    """What a text says of when something is, in ISO 8601; NotATimeError with the reason where it
    cannot be read for sure. ``order`` (day-first or month-first) decides what 3/12/2026 is, and
    ``within`` completes what says no year, or no month."""
    if _ISO.fullmatch(text):
        return _checked_iso(text)
    plain = _plain(_ALONE.sub("", text))
    if len(plain) > MAX_TEXT:
        raise NotATimeError("is too long for a time")
    if _NOT_YET.fullmatch(plain):
        raise NotYetError("says that it is not known yet")
    if _LENGTH.fullmatch(plain):
        raise NotATimeError("is a length and no time: call the column duration")
    if _EITHER.fullmatch(plain):
        raise NotATimeError("can be a length or a time: write 02:00, or call the column duration")
    plain = _OPEN_END.sub("", _DOORS.sub("", _WEEKDAY_IN_BRACKETS.sub("", plain)))
    try:
        return _whole(_placed(_parts(plain, order), within)).iso
    except _UnclearError as unclear:
        if found := next(_ranges(plain, order, within), None):
            return found
        raise NotATimeError(_several(plain) or str(unclear)) from None


def _several(plain: str) -> str:
    """What is to be told of a text that says more than one day, and how to write it; empty of
    others."""
    if _REPEATS.search(plain):
        return said(
            "says that it repeats: write a row for each day, or its first day, and add `repeats` "
            "to the record"
        )
    parts = [part for part in _APART.split(plain) if part.strip()]
    found = [each for each in map(_part, parts) if each]
    if len(found) < 2:
        return ""
    if sum(each.day is not None for each in found) > 1:
        return said("names several days: write a row for each, with the same title")
    if all(each.minute is not None for each in found):
        return said("names several times: write a row for each, or one time and its end")
    return ""


def _part(text: str) -> WrittenTime | None:
    try:
        return _parts(text, DAY_FIRST)
    except NotATimeError:
        return None


_APART = re.compile(
    r" ?[,;+|&\n] ?|(?<=\.) ?/ ?|(?<=\d) ?/ ?(?=\d\d?:)"
    r"| (?:and|und|y|et|e|sowie|plus|or|oder|ou|o) "
)
"""By what several days in one text are parted."""
_REPEATS = Pattern(
    r"(?<!\w)(?:every|each|weekly|monthly|daily|yearly|annually|bi-?weekly|fortnightly|quarterly"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days|of (?:the|each|every) month"
    r"|jede[nrsm]?|alle (?:\d+|zwei|drei|vier) (?:tage|wochen|monate)|(?:woch|monat|tag"
    r"|jahr)ent?lich"
    r"|(?:wochentlich|taglich|monatlich|jahrlich|14-?tag\w*|vierzehntag\w*)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|im monat"
    r"|tous les|toutes les|chaque|hebdomadaire|mensuel\w*|quotidien\w*|du mois"
    r"|todos (?:los|os)|todas (?:las|as)|cada|semanal\w*|mensual\w*|mensal\w*|del mes|do mes"
    r"|ogni|settimanale|mensile|elke|iedere|wekelijks|maandelijks|kazd\w+|varje|joka|каждыи"
    r"|еженедельно"
    r"|כל|שבועי|חודשי|كل|اسبوعي\w*|شهري\w*)(?!\w)|毎[週月日年]|隔週"
)
"""Words of what takes place again and again."""


A_NIGHT = 16 * 60
"""So many minutes a range of hours may last that goes on after midnight."""
_MINUTES = r"(?:minutes?|minuten|minutos?|minuti|min\.?)"
_LENGTH = Pattern(
    r"(?:ca\.? |about |~ ?)?\d{1,3}(?:[.,]\d+)? ?"
    rf"(?:hours?|hrs?\.?|stunden?|std\.?|days?|tage?|jours?|dias?|{_MINUTES})"
    rf"(?:(?: and| und|,)? ?\d{{1,2}} ?{_MINUTES})?",
    re.IGNORECASE,
)
"""A length of time, such as 2 hours or 1 hr 30 min; 1800 hours is a time of day."""
_EITHER = Pattern(r"[1-6] ?(?:heures?|horas?|ore|uur)", re.IGNORECASE)
"""Hours in languages that say a length and a time of day alike."""
_ISO = Pattern(r"\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?")
_ALONE = Pattern(r"^T(?=\d\d:\d\d)")
"""What stands before a time of day alone in ISO 8601."""


def _checked_iso(text: str) -> str:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        raise NotATimeError("is not a day of the calendar") from None
    return text


def is_not_yet(text: str) -> bool:
    """Whether a text says that something is not known yet: TBA, to be announced."""
    return bool(_NOT_YET.fullmatch(_plain(text)))


def ends_of(text: str) -> tuple[str, str]:
    """The beginning and the end of what ``read_time`` gave; no end where it is no range."""
    begins, *ends = re.split(r"/(?![^\[\]]*\])", text)  # a zone's name holds a slash as well
    return begins, "".join(ends)


def read_zone(text: str) -> str:
    """The zone a text names, by a name of the database, or an offset or abbreviation as
    ``read_time`` writes them; empty when it is none."""
    words = _plain(text)
    if found := named_zone(words):
        return found
    first = re.sub(r"^\((?:utc|gmt)[+-]?[\d:]*\) ?", "", words).split(",")[0]
    return named_zone(first) or _zone_of(words)


def date_order(texts: Iterable[str]) -> tuple[str, str]:
    """(day-first or month-first, the text that shows it), where texts of one table do and none
    speaks against it; else nothing."""
    found: dict[str, str] = {}
    for text in texts:
        for one, sign, two, _ in _NUMBERS.findall(_plain(text[:MAX_TEXT])):
            if sign != "." and min(int(one), int(two)) <= 12 < max(int(one), int(two)) <= 31:
                found.setdefault(DAY_FIRST if int(one) > 12 else MONTH_FIRST, text)
    return found.popitem() if len(found) == 1 else ("", "")


def has_two_orders(text: str) -> bool:
    """Whether a text holds a day such as 3/12/2026."""
    return any(
        sign != "." and one != two and 1 <= int(one) <= 12 and 1 <= int(two) <= 12
        for one, sign, two, _ in _NUMBERS.findall(_plain(text[:MAX_TEXT]))
    )


class _UnclearError(NotATimeError):
    """A text that is no single time, and can be a range."""


_NUMBERS = Pattern(r"(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-/.]\d)")
_NOT_YET = Pattern(
    r"(?:date|time|day|termin|datum)?\s*(?:tb[acd]|t\.b\.[acd]\.?|to be (?:announced|confirmed"
    r"|decided|determined|defined)|coming soon|soon|unknown|n/?a|none|null|-+|\?+|offen|folgt"
    r"|wird (?:noch )?bekannt ?gegeben|noch offen|steht noch nicht fest|a confirmer|a definir"
    r"|a preciser|por confirmar|por definir|da definire|da confermare|a confirmar|n\.n\."
    r"|nog niet bekend|nnb|未定|待定|미정)\.?"
)
_WEEKDAY_IN_BRACKETS = Pattern(r" ?\([月火水木金土日월화수목금토일](?:曜日?|요일)?\)")
_DOORS = Pattern(r" ?\((?:einlass|doors?|ouverture|puertas|portas|apertura|arrival)\b[^()]*\)")
"""From when one may come in, behind when it begins."""
_OPEN_END = Pattern(
    r"(?<=\S)(?: ?(?:-|till?|until|bis)) ?(?:late|open end|ende offen|open-end|the end|\?\?+)$"
)
"""What says that the end is open."""
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－~〜～", "-"))
_QUOTES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))


def _plain(text: str) -> str:
    """Small letters without accents, one kind of dash and of blank."""
    folded = unicodedata.normalize("NFC", fold(unicodedata.normalize("NFKC", text)))
    plain = re.sub(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", " ", folded)
    return single_words(plain.translate(_DASHES).translate(_QUOTES)).strip(" ,;")


def _placed(found: WrittenTime, within: Within) -> WrittenTime:
    """A day without its year, or without its month too, in those that are known from elsewhere."""
    year, month = within
    if not year or found.year is not None or found.day is None:
        return found
    if found.month is None and not month:
        return found
    return replace(found, year=year, month=found.month or month)


def says_no_year(text: str) -> bool:
    """Whether a text is a day, or a range of days, that lacks its year alone."""
    if re.search(r"\d{4}", text):
        return False
    try:
        read_time(text)
    except NotATimeError as wrong:
        return str(wrong) == _NO_YEAR or any(_is_day_of(text, year) for year in _ANY_YEAR)
    return False


def _is_day_of(text: str, year: int) -> bool:
    try:
        read_time(text, DAY_FIRST, (year, 0))
    except NotATimeError:
        return False
    return True


_NO_YEAR = "says no year"
_ANY_YEAR = (2024, 2025, 2026, 2027, 2028, 2029, 2031)
"""Years in which a day is on each day of the week, of which one has every day."""


def year_in(text: str) -> int:
    """The one year that a title or a heading says, which is no part of a day; 0 for none."""
    years = {int(year) for year in _LONE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 and not _TWO_YEARS.search(text) else 0


_LONE_YEAR = Pattern(r"(?<![\w./-])(?:(?<![\d])(20\d\d))(?![\d]|[./-]\d)")
_TWO_YEARS = Pattern(r"20\d\d ?[/–-] ?(?:20)?\d\d(?!\d)")


def month_in(text: str) -> int:
    """The month that a heading is the name of, alone or before a year; 0 for none."""
    words = re.sub(r"[ ,./-]*\d{4}$", "", _plain(text))
    found = re.fullmatch(r"(\d{1,2}) ?[月월]", words)
    return int(found[1]) if found else MONTH_NUMBERS.get(words.rstrip("."), 0)


def _whole(found: WrittenTime) -> WrittenTime:
    """A single time that can stand alone."""
    if found.minute is not None and found.day is None and found.month is None and not found.year:
        return found
    if found.month and found.year is None:
        raise _UnclearError(_NO_YEAR)
    if found.year is None or (found.day and found.month is None):
        raise _UnclearError("is not a day")
    if found.minute is not None and not found.has_day:
        raise _UnclearError("is not a day")
    return found


# -- ranges --------------------------------------------------------------------------------------

_BETWEEN = Pattern(
    r" ?(?:->|-|→|/|&|\b(?:to|until|till|til|bis zum|bis|au|a|al|alle|ate|as|tot|do"
    r"|through|thru|and|und|y|e|et)\b|から) ?"
)
_AND = ("&", "and", "und", "y", "e", "et")
_FROM = Pattern(r"\b(?:from|von|vom|de|du|del|dal|dalle|das|fra|van|between|zwischen|od|ab)\b ?")


def _ranges(plain: str, order: str, within: Within) -> Iterator[str]:
    """Every way in which a text can be read as a beginning and an end."""
    for between in _BETWEEN.finditer(plain):
        left, right = plain[: between.start()], plain[between.end() :]
        if not left or not right:
            continue
        if between.group().strip() == "/" and ":" in left and not re.search(r"\d{4}", plain):
            continue  # two times, of which nothing says whether the second is an end
        try:
            begins, ends = _both(left, right, order, within)
            first, last = begins.iso, ends.iso
        except NotATimeError:
            continue
        either = "/" in between.group() and left.rstrip().endswith(".")  # 5./6. December
        if (either or between.group().strip() in _AND) and not _follows(begins, ends):
            continue
        if begins.day is None or _is_before(
            begins, ends
        ):  # of hours alone, midnight may lie between
            yield f"{first}/{last}"


def _follows(one: WrittenTime, other: WrittenTime) -> bool:
    """Whether two days follow each other: 3 and 4 December is a range, 3 and 7 December is none."""
    if one.minute is not None or not one.has_day or not other.has_day:
        return False
    return date.fromisoformat(other.iso) - date.fromisoformat(one.iso) == timedelta(days=1)


def _both(left: str, right: str, order: str, within: Within) -> tuple[WrittenTime, WrittenTime]:
    ends = _parts(right, order)
    begins = _beginning(_FROM.sub("", left, count=1) if _FROM.search(left) else left, ends, order)
    ends = _completed(ends, begins)
    begins = _placed(_completed(begins, ends), within)
    ends = _placed(ends, within)
    if within[0] and begins.year == ends.year == within[0] and _is_before(ends, begins):
        ends = replace(ends, year=within[0] + 1)  # over the turn of the year
    if (begins.minute is None) != (ends.minute is None):
        raise NotATimeError("is not a range")
    if begins.minute is not None and ends.minute is not None:
        if begins.day is None and not ends.has_day:
            return begins, ends
        if ends.minute <= begins.minute and _same_day(begins, ends):
            if ends.minute + 1440 - begins.minute > A_NIGHT:
                raise NotATimeError("ends before it begins")
            ends = _day_after(ends)
    for one in (begins, ends):
        if one.month is None or not one.has_day:
            raise NotATimeError("is not a range")
    return begins, ends


def _beginning(left: str, ends: WrittenTime, order: str) -> WrittenTime:
    """The first part; its last number is an hour where the end says that it is one."""
    try:
        begins = _parts(left, order)
        if ends.minute is None or begins.minute is not None:
            return _in_same_half(begins, ends)
    except NotATimeError:
        if ends.minute is None:
            raise
    found = re.fullmatch(r"(?:(.*?\S)[ ,]+)?(\d{1,2})", left)
    if not found or int(found[2]) > 23:
        raise NotATimeError("is not a range")
    rest = _parts(found[1], order) if found[1] else WrittenTime()
    if rest.minute is not None:
        raise NotATimeError("is not a range")
    return _in_same_half(replace(rest, minute=int(found[2]) * 60), ends)


def _in_same_half(begins: WrittenTime, ends: WrittenTime) -> WrittenTime:
    """Of 6-8 pm the beginning is pm too, of 11-1 pm it is not."""
    if begins.minute is None or begins.half or not ends.half or ends.minute is None:
        return begins
    if not 60 <= begins.minute < 13 * 60:
        return begins
    morning = begins.minute % 720
    same = morning + (720 if ends.minute >= 720 else 0)
    return replace(begins, minute=same if same < ends.minute else morning, half=True)


def _completed(one: WrittenTime, other: WrittenTime) -> WrittenTime:
    """What one end of a range does not say, the other says."""
    if one.day is None and one.month is None and one.year is None:
        found = replace(one, year=other.year, month=other.month, day=other.day)
    else:
        found = replace(
            one,
            year=one.year if one.year is not None else other.year,
            month=one.month if one.month is not None else other.month,
        )
    return replace(found, zone=found.zone or (other.zone if one.minute is not None else ""))


def _same_day(one: WrittenTime, other: WrittenTime) -> bool:
    return (one.year, one.month, one.day) == (other.year, other.month, other.day)


def _day_after(one: WrittenTime) -> WrittenTime:
    """A range of hours that ends earlier than it begins ends on the next day."""
    return replace(one, minute=(one.minute or 0) + 1440, weekday=None)


def _is_before(one: WrittenTime, other: WrittenTime) -> bool:
    def key(each: WrittenTime) -> tuple[int, int, int, int]:
        return each.year or 0, each.month or 0, each.day or 0, each.minute or 0

    return key(one) < key(other)


# -- one time ------------------------------------------------------------------------------------


def _parts(text: str, order: str) -> WrittenTime:
    """Everything a text says; _UnclearError when something of it is not understood."""
    rest, zone_part = _without_zone(text.strip(" ,;"))
    rest, minute, half = _without_clock(rest, bool(zone_part))
    if zone_part and minute is None:
        raise _UnclearError("is not a day")
    found = _day(rest, order) if rest else WrittenTime()
    return replace(found, minute=minute, half=half, zone=zone_part)


_OFFSET_AT_END = Pattern(
    r"(?<=\d)(?P<z>z)$"
    r"|(?P<gmt>(?<![a-z])(?:utc|gmt) ?[+-] ?\d{1,2}(?::?[0-5]\d)?)$"
    r"|(?<=t\d\d:\d\d)(?P<iso>[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$"
    r"|(?<=:\d\d:\d\d)(?P<fraction>[.,]\d{1,9})?(?P<long> ?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$"
    r"|(?<=:\d\d)(?P<plus> ?\+ ?(?:0?\d|1[0-4])(?::?[0-5]\d)?)$"
    r"|(?<=:\d\d )(?P<minus>-(?:0\d|1[0-4])[0-5]\d)$"
)


def _without_zone(text: str) -> tuple[str, str]:
    """The text before what it says of its zone, and that in ISO 8601 or in brackets."""
    if found := re.fullmatch(r"(.*?) ?[(\[]([^()\[\]]*)[)\]]", text):
        inside = found[2].strip()
        if inside in LOCAL or inside in WEEKDAY_NUMBERS:
            return _without_zone(found[1])
        before, zone_part = _without_zone(found[1])
        named = _zone_of(inside)
        if zone_part and not zone_part.startswith("["):  # an offset, explained in brackets
            return before, zone_part + (named if "/" in named else "")
        if named:
            return before, named
        raise _UnclearError("is not a day")
    if found := _OFFSET_AT_END.search(text):
        begins = found.start("long") if found["long"] else found.start()
        minutes = minutes_of(text[begins:].strip())
        if minutes is not None:
            offset = "Z" if minutes == 0 else written_offset(minutes)
            return text[:begins].strip(" ,"), offset
    words = text.split(" ")
    for count in range(1, min(6, len(words))):
        last = " ".join(words[-count:])
        if last in LOCAL:
            return _without_zone(" ".join(words[:-count]))
        named = "" if last in _NO_ZONES or last[0] in "+-" else _zone_of(last)
        if named and not (count == 1 and last.isdigit()):
            longer = " ".join(words[-count - 1 :])
            if count + 1 < len(words) and (more := _zone_of(longer)):
                return " ".join(words[: -count - 1]).strip(" ,"), more
            return " ".join(words[:-count]).strip(" ,"), named
    if found := re.fullmatch(r"(.*\d(?: ?[ap]m)?)([a-z]{2,5})", text):  # 18:00CET
        named = _zone_of(found[2])
        if named and found[2] not in _NO_ZONES:
            return found[1], named
    return text, ""


_NO_ZONES = frozenset(("am", "pm", "h", "uhr", "noon", "as", "a", *MONTH_NUMBERS, *WEEKDAY_NUMBERS))


def _zone_of(words: str) -> str:
    """How a zone is written behind a time; empty when the words are none."""
    words = words.strip(" ,")
    if (minutes := minutes_of(words)) is not None and not words[:1].isdigit() and words != "z":
        return "Z" if minutes == 0 else written_offset(minutes)
    if words in cities() and words not in folded_zones():
        return ""  # a town is no zone unless it says so: Berlin time
    if word := zone_words().get(words):
        name, meaning = word
        if meaning.minutes == 0 and meaning.usual:
            return "Z"
        return f"[{meaning.usual if len(name) == 2 else name}]"
    zone_name = named_zone(words)
    return f"[{zone_name}]" if zone_name and words != "z" else ""


_HALF = (
    r"(?P<half>[ap]\.? ?m\.?(?![a-z])|上午|下午|午前|午後|오전|오후"
    r"|vorm(?:ittags|\.)|nachm(?:ittags|\.)|abends|morgens)"
)
_AM = frozenset(("a", "上", "오전", "v", "m"))
_UNIT = (
    r"(?: ?(?:uhr|hrs?\b\.?|hours?\b|h\b|o'?clock|heures?|horas?|ore\b|uur|u\b|часов|点|時|时|시"
    r"|sharp|s\.? ?t\.?))"
)
_BEFORE = (
    r"(?:(?<=\d)t|\b(?:at|um|ab|kl\.?|klo\.?|klockan|a las|alle ore|alle|as|a l'|om|o|godz\.?"
    r"|starts?|from|von|de|at around|ore|hora|heure|a|ab)(?!\w)|@|,|-|\|)? ?"
)
_FRONT = "上午|下午|午前|午後|오전|오후"
_HOUR = rf"(?P<before>{_BEFORE})(?<![\d.:/])(?P<front>{_FRONT})? ?(?P<hour>\d{{1,2}}) ?"
_CLOCKS = (
    Pattern(
        rf"{_HOUR}(?::|h|(?<! )\.(?! )|時|时|点|시) ?(?P<minute>[0-5]\d)(?:分|분)?"
        rf"(?::(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?![\d:/]|\.[ ,]*\d)"
        rf"(?: ?{_HALF})?{_UNIT}?(?![a-z])"
    ),
    Pattern(
        rf"{_HOUR}(?:{_HALF}{_UNIT}?|{_UNIT}(?: ?(?P<minute>[0-5]\d)\b(?!\d|:|\.)(?: ?分|분)?)?)"
        r"(?![a-z\d])"
    ),
    Pattern(
        r"(?P<before>)(?<![\d.:/])(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d) ?"
        r"(?:uhr|hrs?|hours|h)\b"
    ),
    Pattern(
        r"(?P<before>(?<=\d\d)t|(?<=-\d\d) )(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)"
        r"(?P<second>[0-5]\d)?$"
    ),
)
_NOON = Pattern(
    r"(?P<before>\b(?:at|um|a|am) )?(?:12(?::00)? ?)?(?:noon|midday|mittags?|midi|mediodia)\b"
)


def _without_clock(text: str, zone_known: bool) -> tuple[str, int | None, bool]:
    """The text without its time of day, the minute, and whether it said which half of the day."""
    if found := _NOON.search(text):
        return _beside(text, found), 720, True
    for form in _CLOCKS:
        every = [found for found in form.finditer(text) if _is_clock(text, found)]
        if len(every) > 1:
            raise _UnclearError("is not a day")
        if every:
            minute, half = _minute(every[0])
            return _beside(text, every[0]), minute, half
    if zone_known and (found := re.fullmatch(r"(.*\d{4})[ t,]+(\d{1,2})", text)):
        return found[1], _checked_minute(int(found[2]), 0), False
    return text, None, False


def _is_clock(text: str, found: re.Match[str]) -> bool:
    """Whether 18.30 is a time: only where a day stands before or behind it."""
    named = found.groupdict()
    dotted = "." in text[found.start("hour") : found.end("hour") + 1]
    if not dotted or named.get("second") or named.get("half"):
        return True
    around = (text[: found.start()] + " " + text[found.end() :]).strip()
    unit = re.search(r"uhr|h\b|u\b", found.group())
    return bool(unit) or bool(re.search(r"\d{4}|[^\W\d]{3}", around)) or not around


def _minute(found: re.Match[str]) -> tuple[int, bool]:
    named = found.groupdict()
    hour, minute = int(named["hour"]), int(named.get("minute") or 0)
    half = (named.get("half") or named.get("front") or "").strip()
    if not half:
        return _checked_minute(hour, minute), False
    if half in ("abends", "morgens") or half.startswith(("vorm", "nachm")):
        return _checked_minute(hour, minute), False
    if not 1 <= hour <= 12:
        raise NotATimeError("is not a time of the clock")
    after_noon = half[0] in "p" or half in ("下午", "午後", "오후")
    return hour % 12 * 60 + minute + (720 if after_noon else 0), True


def _checked_minute(hour: int, minute: int) -> int:
    if hour > 24 or (hour == 24 and minute):
        raise NotATimeError("is not a time of the clock")
    return hour * 60 + minute


def _beside(text: str, found: re.Match[str]) -> str:
    """What stands before and behind a part."""
    before, after = text[: found.start()].rstrip(" ,-|@"), text[found.end() :].lstrip(" ,-|")
    after = re.sub(r"^(?:on|am|le|el|den|op|il|em|dia|the|on the)\b\.? ", "", after)
    return f"{before} {after}".strip(" ,;")


# -- the day -------------------------------------------------------------------------------------

_NAME = r"(?P<name>[^\W\d_]{2,14})\.?"
_NTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|o|a|:e|:a|e)?\.?"
_YEAR = r"(?P<year>\d{4}|'\d{2})(?: ?(?:г|г\.|р|r|\.))?"
_OF = r"(?:[ ./-]|\b(?:de|del|of|di|d'|da|do)\b)*"
_DAYS = (
    Pattern(r"(?P<year>\d{4})([-/. ])(?P<month>\d{1,2})\2(?P<day>\d{1,2})\.?"),
    Pattern(r"(?P<year>\d{4})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})\.?"),
    Pattern(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"),
    Pattern(r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])"),
    Pattern(rf"{_NTH}{_OF}{_NAME}{_OF},? ?{_YEAR}"),
    Pattern(rf"{_NAME}[ ./-]*{_NTH}[ ,./-]*{_YEAR}"),
    Pattern(rf"(?P<year>\d{{4}})[ ,./-]*{_NAME}[ ./-]*{_NTH}"),
    Pattern(rf"{_NTH}{_OF}{_NAME}[ ./-]*(?P<short>\d{{2}})"),
    Pattern(rf"{_NTH}{_OF}{_NAME}"),
    Pattern(rf"{_NAME}[ ./-]*{_NTH}"),
    Pattern(rf"{_NAME}{_OF},? ?{_YEAR}"),
    Pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})"),
    Pattern(r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월]"),
    Pattern(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    Pattern(r"(?P<year>(?:19|20)\d{2})"),
    Pattern(r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:,? (?P<year>\d{4}))?"),
    Pattern(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\."),
)
_MONTH_AND_FIGURES = Pattern(r"(?P<name>[^\W\d_]{3,14})-(?P<figures>\d{2})")
"""How programs for tables show months: Jan-20 is that of 2020 to them, and a day to others."""
_DAY_MONTH_YEAR = Pattern(
    r"(?P<one>\d{1,2})(?P<sign>[-/]|\. ?)(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})"
)
_WEEKDAY = Pattern(
    r"([^\W\d_]{2,14}(?:-feira)?)\b\.?,?(?: (?:the|den|dem|le|el|il|on|am|de)\b)?[ ,]*"
)


def _day(text: str, order: str) -> WrittenTime:
    """What a text says of a day, which may be a part of one; _UnclearError for everything else."""
    if (found := _MONTH_AND_FIGURES.fullmatch(text)) and found["name"] in MONTH_NUMBERS:
        if int(found["figures"]) <= 31:
            raise NotATimeError("can be a day or a month of a year")
        return WrittenTime(_year(found["figures"]), MONTH_NUMBERS[found["name"]])
    rest, weekday = _without_weekday(text)
    if found := _DAY_MONTH_YEAR.fullmatch(rest):
        return replace(_ordered(found, order, weekday), weekday=weekday)
    for form in _DAYS:
        if found := form.fullmatch(rest):
            named = found.groupdict()
            month = MONTH_NUMBERS.get(named["name"]) if "name" in named else named.get("month")
            if month is None and "name" in named:
                continue
            if month is not None and not 1 <= int(month) <= 12:
                raise _UnclearError("is not a day of the calendar")
            year = named.get("year") or named.get("short")
            return WrittenTime(
                _year(year) if year else None,
                int(month) if month is not None else None,
                int(named["day"]) if named.get("day") else None,
                weekday,
            )
    raise _UnclearError("is not a day")


def _without_weekday(text: str) -> tuple[str, int | None]:
    """The text without a day of the week before or behind it, and which one."""
    text = re.sub(r"^(?:on|am|le|el|den|the|op|il|em) ", "", text)
    found = _WEEKDAY.match(text)
    if found and found[1] in UNSURE_WEEKDAYS and text[found.end() :]:
        return text[found.end() :], None
    # Some short names are both: French mar. is Tuesday and March.
    if found and found[1] in WEEKDAY_NUMBERS and text[found.end() :]:
        rest = text[found.end() :]
        if found[1] not in MONTH_NUMBERS or re.search(r"[^\W\d_]{3}", rest):
            return rest, WEEKDAY_NUMBERS[found[1]]
    behind = re.fullmatch(r"(.*\d\.?)[ ,]+([^\W\d_]{2,14})\.?", text)
    if behind and behind[2] in WEEKDAY_NUMBERS and behind[2] not in MONTH_NUMBERS:
        return behind[1], WEEKDAY_NUMBERS[behind[2]]
    return text, None


def _year(text: str) -> int:
    number = int(text.lstrip("'"))
    if number >= 100:
        return number
    return number + (2000 if number < 70 else 1900)  # as programs for tables read two figures


def _ordered(found: re.Match[str], order: str, weekday: int | None) -> WrittenTime:
    """3.12.2026, 3/12/2026 and 3-12-2026: which of the two numbers is the month."""
    one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
    day_first, month_first = WrittenTime(year, two, one), WrittenTime(year, one, two)
    if found["sign"].startswith("."):
        order = order or DAY_FIRST
    possible = [each for each in (day_first, month_first) if each.month and 1 <= each.month <= 12]
    if not possible:
        raise _UnclearError("is not a day of the calendar")
    if weekday is not None and len(possible) == 2 and not order:
        possible = [each for each in possible if _weekday_of(each) == weekday]
    if order:
        chosen = month_first if order == MONTH_FIRST else day_first
        return chosen if chosen in possible else possible[0]
    if len(possible) == 1 or one == two:
        return possible[0]
    raise NotATimeError("can be two days: say day-first or month-first in a mapping file")


def _weekday_of(one: WrittenTime) -> int | None:
    try:
        return date(one.year or 0, one.month or 0, one.day or 0).weekday()
    except ValueError:
        return None
