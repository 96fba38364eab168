"""Transforms of values on their way into a field, each under the name a mapping file uses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import nh3
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from hearth.base.html_tree import OPAQUE, RUNNING
from hearth.base.language_names import language_names
from hearth.base.locale_data import LANGUAGES
from hearth.base.normalize import fold, word_set
from hearth.base.profiles import NotAProfileError, profile_name, web_address
from hearth.base.reasons import reason
from hearth.base.strict_yaml import HIDDEN
from hearth.base.words import said
from hearth.base.written_times import (
    NotATimeError,
    Within,
    ends_of,
    read_time,
    read_zone,
)
from hearth.base.zone_words import written_offset, zone_words
from hearth.kinds import lenient
from hearth.kinds.field_words import answer, yes_or_no
from hearth.read.ids import slug
from hearth.read.texts import read_text

_NO_PAGE = re.compile(rf"</?(?:{'|'.join(OPAQUE - RUNNING)})\b[^<>]*>", re.IGNORECASE)
Topics = Mapping[str, str]
"""Every word for a topic of the hub, in lower case, and the topic's id."""


class LostError(Exception):
    """A value the hub cannot take; says which and why."""

    def __init__(self, why: str, not_yet: bool = False) -> None:
        super().__init__(why)
        self.not_yet = not_yet
        """Whether the value itself says that it is not known yet."""


def day(text: str, order: str = "") -> str:
    """2026-12-03, or 2026-12 for a month, from the forms people write; with ``order`` (day-first or
    month-first) also 3/12/2026."""
    begins, ends = ends_of(moment(text, order))
    found, last = begins.partition("T")[0], ends.partition("T")[0]
    if not found or (last and last != found):
        raise LostError(said('"%(text)s" is not one day', text=_shown(text)))
    return found


def moment(text: str, order: str = "") -> str:
    """A day, a local time or a range of either, in ISO 8601; with its offset or zone where it says
    one."""
    if is_serial(text):
        return _of_serial(float(text))
    if fold(text).strip(" .!") in _ALL_DAY:
        return ""  # says no time
    try:
        return read_time(text, order)
    except NotATimeError as wrong:
        raise LostError(
            said('"%(text)s" %(wrong)s', text=_shown(text), wrong=reason(wrong)),
            not_yet=wrong.not_yet,
        ) from None


_ALL_DAY = word_set(
    "all day|all-day|allday|whole day|full day|ganztagig|ganztags|den ganzen tag|ganzer tag"
    "|toute la journee|journee entiere|todo el dia|dia completo|o dia todo|dia inteiro|todo o dia"
    "|כל היום|יום שלם|طوال اليوم|كل اليوم|終日|一日中"
)
"""What a column of times says of what takes whole days."""


def clock(text: str) -> str:
    """A time of day, also from its figures alone: 18, 1830."""
    if found := re.fullmatch(r"(\d{3,4}) ?[-–] ?(\d{3,4})", text):
        return moment("-".join(f"{part[:-2]}:{part[-2:]}" for part in found.groups()))
    if not re.fullmatch(r"\d{1,4}", text):
        return moment(text)
    hour, minute = (text, "00") if len(text) < 3 else (text[:-2], text[-2:])
    return moment(f"{hour}:{minute}")


def in_period(name: str, order: Any, text: str, within: Within) -> str:
    """A text for a transform of days that says no year, with that of what it stands below."""
    if within[0] and name in ("day", "time", "deadline"):
        try:
            read_time(text, str(order or ""))
        except NotATimeError:
            with suppress(NotATimeError):
                return read_time(text, str(order or ""), within)
    return text


def is_serial(text: str) -> bool:
    """Whether a text is a day (of 1982 to 2064) or a time of day as programs for tables keep
    them: days since the end of 1899, and parts of one."""
    return bool(re.fullmatch(r"[3-5]\d{4}(?:\.\d+)?|0\.\d+", text))


def _of_serial(number: float) -> str:
    at = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(minutes=round(number * 1440))
    clock = f"T{at:%H:%M}"
    if number < 1:
        return clock
    return f"{at:%Y-%m-%d}{clock}" if number % 1 else f"{at:%Y-%m-%d}"


def _shown(text: str) -> str:
    return lenient.one_line(text, 60) or ""


def deadline(text: str, order: str = "") -> str:
    """A last day with its time and zone, as a file writes them; "to be announced" stays."""
    words, found = re.subn(r"(?i)[ ,(]*\b(?:aoe|anywhere on earth)\b[ )]*", " ", text)
    try:
        begins, ends = ends_of(moment(words.strip(), order))
    except LostError as wrong:
        if wrong.not_yet:
            return "to be announced"
        raise
    parts = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)([^\[\]]*)(?:\[(.+)\])?)?", begins)
    if not parts or ends:
        raise LostError(said('"%(text)s" is not one day', text=_shown(text)))
    on, clock, offset, named = (part or "" for part in parts.groups())
    if named and "/" not in named and not offset:
        usual = zone_words()[named.lower()][1]
        if usual.minutes is None:
            raise LostError(
                said(
                    '"%(text)s" names %(named)s, which has several meanings',
                    text=_shown(text),
                    named=named,
                )
            )
        named, offset = "", written_offset(usual.minutes)
    where = "anywhere on earth" if found or offset == "-12:00" else named or offset
    return " ".join(filter(None, (on, clock, where)))


def instant(text: str) -> str:
    """The moment, in UTC, that a number of seconds or of thousandths since 1970 is."""
    number = text.strip()
    if not re.fullmatch(r"\d{9,13}", number):
        raise LostError(said('"%(text)s" is not a number of seconds', text=_shown(text)))
    seconds = int(number) // (1000 if len(number) > 11 else 1)
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")


def milliseconds(text: str) -> str:
    """How many minutes a number of thousandths of a second is."""
    if not re.fullmatch(r"\d{5,9}", number := text.strip()):
        raise LostError(said('"%(text)s" is not a length of time', text=_shown(text)))
    return str(int(number) // 60_000)


def zone(text: str, loose: str = "") -> str:
    """The zone of the database that a name stands for; with ``loose`` also an offset or an
    abbreviation, as ``read_time`` writes them."""
    name = text.strip()
    found = read_zone(WINDOWS_TO_OLSON.get(name, name))
    if found and (loose or not found.startswith(("[", "+", "-"))):
        return found
    raise LostError(
        said(
            '"%(text)s" is not the zone of a place: write Europe/Berlin or the like',
            text=_shown(text),
        )
    )


def minutes(text: str) -> str:
    """How many minutes 90 min, 1 h 30, 1:30 or 1.5 hours are."""
    words = text.casefold().strip().replace(",", ".")
    if found := re.fullmatch(r"(\d{1,5})(?:\.0+)? ?(?:m|min|mins|minutes?|minuten|')?\.?", words):
        return found[1]
    if found := re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", words):
        return str(int(found[1]) * 60 + int(found[2]))
    if found := re.fullmatch(
        r"(?:pt ?)?(\d{1,3}(?:\.\d+)?) ?(?:h|hr|hrs|hours?|std|stunden?|heures?|horas?|ore|uur)\.?"
        r"(?: ?(?:and|und|et|y|e)? ?(\d{1,2}) ?(?:m|min|mins|minutes?|minuten)?\.?)?",
        words,
    ):
        return str(round(float(found[1]) * 60) + int(found[2] or 0))
    if found := re.fullmatch(r"pt(\d{1,5})m", words):
        return found[1]
    raise LostError(said('"%(text)s" is not a length of time', text=_shown(text)))


def hours(text: str) -> str:
    """How many minutes so many hours are; a length that says its unit is read by that."""
    number = text.strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})?", number):
        return minutes(text)
    return str(round(float(number) * 60))


_ON_CARS = {
    **{code[0]: code for code in ("DE", "ES", "FR", "HU", "IT", "JP", "LU", "MT", "NO")},
    "A": "AT",
    "B": "BE",
    "P": "PT",
    "S": "SE",
}
"""Countries by the letter on their cars."""


def country(text: str) -> str:
    """Two letters, from them or from a name."""
    if code := lenient.country(text) or _ON_CARS.get(text.strip().upper()):
        return code
    raise LostError(said('"%(text)s" is not a country', text=text))


_LANGUAGE_NAMES = {name.casefold(): code for code, name in LANGUAGES.items()}


def language(text: str) -> str:
    """A language's code, from it, from a common mistake for it, or from its English name."""
    if code := lenient.language(text) or _LANGUAGE_NAMES.get(text.casefold()):
        return code
    if code := language_names().get(fold(text).strip(" .")):
        return code
    if re.fullmatch(r"[A-Za-z]{2,3}-[A-Za-z]{2}", text):
        return f"{text[:-2].lower()}{text[-2:].upper()}"
    raise LostError(said('"%(text)s" is not a language', text=text))


def strip_markup(text: str) -> str:
    """Text without HTML: breaks and paragraphs become line breaks, everything else of it goes."""
    if re.search(r"<[a-zA-Z/!]", text):
        broken = re.sub(r"(?i)<br\s*/?>|</p\s*>|</li\s*>|</div\s*>", "\n", text)
        text = html.unescape(nh3.clean(broken, tags=set()))
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def prose(text: str) -> str:
    """Text as Markdown: paragraphs, lists, emphasis and links of HTML stay, its tags go."""
    if not re.search(r"<[a-zA-Z/!]", text):
        return strip_markup(text)
    # Of what no page shows the words are kept: whoever imports cannot look at every row.
    open_text = _NO_PAGE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return HIDDEN.sub("", read_text(open_text)[0]).strip()


def handle(text: str, service: str = "") -> str:
    """A name on a service, from the name or from the address of the profile."""
    try:
        return profile_name(service, text)
    except NotAProfileError as wrong:
        raise LostError(
            said('"%(text)s" %(wrong)s', text=_shown(text), wrong=reason(wrong))
        ) from None


def first_last(text: str) -> str:
    """Ada Example, from Example, Ada."""
    last, _, first = text.partition(",")
    return f"{first.strip()} {last.strip()}".strip()


_YES = dict.fromkeys(
    word_set("yes|true|1|y|x|ja|wahr|oui|vrai|si|sí|verdadero|sim|verdadeiro|vero|waar|on|ein"),
    "yes",
) | dict.fromkeys(
    word_set("no|false|0|n|nein|falsch|non|faux|falso|não|nee|onwaar|off|aus"),
    "no",
)


def yes_no(text: str) -> str:
    """yes or no."""
    if (word := _YES.get(text.casefold(), yes_or_no(text))) in ("yes", "no"):
        return word
    raise LostError(said('"%(text)s" is neither yes nor no', text=text))


_ENTITY = re.compile(r"&(?:amp|quot|apos|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});")


def _unescaped(found: re.Match[str]) -> str:
    return html.unescape(found[0])


def _only_address(text: str) -> str:
    """The one address in a text that says more, such as "More: https://…"."""
    found = set(re.findall(r"https?://[^\s<>\"'()\[\]]+", text))
    return found.pop().rstrip(".,;:!?") if len(found) == 1 and not _WHOLE.fullmatch(text) else text


_WHOLE = re.compile(r"\s*<?https?://\S+>?\s*")


PLAIN: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "day": day,
    "day-first": lambda text: moment(text, "day-first"),
    "month-first": lambda text: moment(text, "month-first"),
    "time": moment,
    "deadline": deadline,
    "clock": clock,
    "zone": zone,
    "minutes": minutes,
    "hours": hours,
    "milliseconds": milliseconds,
    "instant": instant,
    "country": country,
    "language": language,
    "plain": strip_markup,
    "markdown": prose,
    "handle": handle,
    "address": lambda text: web_address(_only_address(text)),
    "last-first": first_last,
    "yes-no": yes_no,
    "line": lambda text: lenient.one_line(_ENTITY.sub(_unescaped, text)) or "",
}
"""Transforms that need nothing but the text."""

WITH: dict[str, Callable[[str, str], str]] = {
    "prefix": lambda text, more: f"{more}{text}",
    "without-end": lambda text, end: text.removesuffix(end),
    "before": lambda text, sign: text.split(sign, 1)[0],
    "after": lambda text, sign: text.split(sign, 1)[1] if sign in text else "",
    "after-last": lambda text, sign: text.rsplit(sign, 1)[1] if sign in text else "",
    "cut": lambda text, limit: lenient.one_line(text, int(limit)) or "",
}
"""Transforms with a word of their own, written ``{prefix: "https://"}``."""

_WITH_ORDER = {"day": day, "deadline": deadline, "time": moment, "zone": zone, "handle": handle}
"""Those of ``PLAIN`` that can take a word as well."""

OTHERS = ("split", "table", "topic")
"""Those that give several values, or ask the hub."""

USUAL = "usual"
"""Stands for what is done to a field's texts where no mapping says it."""


_BETWEEN_VALUES = r"[,;|\n、，；،؛•·]| / "
"""What people part values in one cell by."""


def joined(text: str) -> str:
    """A word for a topic as those write it who leave blanks and hyphens out: opensource."""
    return slug(text).replace("-", "")


def by_joined_words(topics: Topics) -> Topics:
    """The words for topics, and those without blanks that no other topic has."""
    found: dict[str, set[str]] = {}
    for word, topic_id in topics.items():
        found.setdefault(joined(word), set()).add(topic_id)
    return {word: min(ids) for word, ids in found.items() if word and len(ids) == 1} | dict(topics)


def topic(text: str, topics: Topics) -> str:
    """The id of the topic that a word stands for."""
    text = text.lstrip("#") or text
    for word in (text.casefold(), slug(text), joined(text)):
        if found := topics.get(word):
            return found
    raise LostError(said('no topic is called "%(text)s"', text=text))


def applied(name: str, more: Any, text: str, topics: Topics) -> list[str]:
    """What a transform makes of one text: one value, or several. Raises LostError when the text is
    none it knows."""
    if name == "split":
        signs = f"[{re.escape(str(more))}]" if more else _BETWEEN_VALUES
        if re.fullmatch(r"\[\s*\".*\"\s*\]", text):  # a list as programs write it
            text = text.strip("[] ").replace('"', "")
        return [part.strip() for part in re.split(signs, text) if part.strip()]
    if name == "table":
        if text not in more:
            raise LostError(said('"%(text)s" is not in the table of the mapping file', text=text))
        found = more[text]
        return (
            list(map(str, found))
            if isinstance(found, list)
            else [str(found)]
            if found is not None
            else []
        )
    if name == "topic":
        return [topic(text, topics)]
    if name == "choice":  # what no language says so is judged later
        return [answer(text, more)]
    if name == "ours":  # what somebody said of the source's words; the others stay
        ours = more.get(text.casefold(), text)
        return [ours] if ours else []
    if name == "word":  # a table of our own, without regard to capitals
        if (word := more.get(text.casefold(), more.get(fold(text)))) is None:
            raise LostError(said('"%(text)s" is none of the words known here', text=_shown(text)))
        return [word] if word else []
    if more and name in _WITH_ORDER:
        made = _WITH_ORDER[name](text, str(more))
    else:
        made = PLAIN[name](text) if name in PLAIN else WITH[name](text, str(more))
    return [made.strip()] if made.strip() else []
