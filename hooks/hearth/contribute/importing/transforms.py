"""Transforms of values on their way into a field, each under the name a mapping file uses."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import nh3

from hearth.base.locale_data import LANGUAGES, MONTHS
from hearth.base.strict_yaml import HIDDEN
from hearth.kinds import lenient
from hearth.read.ids import slug

Topics = Mapping[str, str]
"""Every word for a topic of the hub, in lower case, and the topic's id."""


class LostError(Exception):
    """A value the hub cannot take; says which and why."""


def day(text: str, order: str = "") -> str:
    """2026-12-03, from the forms people write; with ``order`` (day-first or month-first) also
    3/12/2026."""
    if found := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text):
        return _checked(found[1], found[2], found[3], text)
    if found := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text):
        one, sign, two, year = found.groups()
        if order == "month-first" or (not order and sign != "." and int(two) > 12):
            return _checked(year, one, two, text)
        if order == "day-first" or sign == "." or int(one) > 12:
            return _checked(year, two, one, text)
        raise LostError(f'"{text}" can be two days: say day-first or month-first in a mapping file')
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)? ([A-Za-z]{3,9})\.?,? (\d{4})", text):
        return _checked(found[3], _month(found[2], text), found[1], text)
    if found := re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", text):
        return _checked(found[3], _month(found[1], text), found[2], text)
    raise LostError(f'"{text}" is not a day')


def _month(name: str, text: str) -> str:
    for number, month in enumerate(MONTHS, 1):
        if month.lower().startswith(name.lower()[:4].rstrip(".")) and len(name) >= 3:
            return str(number)
    raise LostError(f'"{text}" is not a day')


def _checked(year: str, month: str, number: str, text: str) -> str:
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        raise LostError(f'"{text}" is not a day of the calendar') from None


_CLOCK = re.compile(
    r"(?P<day>.+?)(?:T|,? +(?:at )?)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)? "
    r"?(?P<half>[AaPp]\.?[Mm]\.?)?"
)


def moment(text: str, order: str = "") -> str:
    """A day, or a day with a local time to the minute."""
    found = _CLOCK.fullmatch(text)
    if not found:
        if re.search(r"\d:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$", text):
            raise LostError(f'"{text}" carries an offset: write the local time, and name the zone')
        return day(text, order)
    hour, half = int(found["hour"]), (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        raise LostError(f'"{text}" is not a time of the clock')
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{day(found['day'].strip(), order)}T{hour:02}:{found['minute']}"


def country(text: str) -> str:
    """Two letters, from them or from a name."""
    if code := lenient.country(text):
        return code
    raise LostError(f'"{text}" is not a country')


_LANGUAGE_NAMES = {name.casefold(): code for code, name in LANGUAGES.items()}


def language(text: str) -> str:
    """A language's code, from it, from a common mistake for it, or from its English name."""
    if code := lenient.language(text) or _LANGUAGE_NAMES.get(text.casefold()):
        return code
    if re.fullmatch(r"[A-Za-z]{2,3}-[A-Za-z]{2}", text):
        return f"{text[:-2].lower()}{text[-2:].upper()}"
    raise LostError(f'"{text}" is not a language')


def strip_markup(text: str) -> str:
    """Text without HTML: breaks and paragraphs become line breaks, everything else of it goes."""
    if re.search(r"<[a-zA-Z/!]", text):
        broken = re.sub(r"(?i)<br\s*/?>|</p\s*>|</li\s*>|</div\s*>", "\n", text)
        text = html.unescape(nh3.clean(broken, tags=set()))
    text = HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def handle(text: str) -> str:
    """A name on a service, from the name or from the address of the profile."""
    found = re.fullmatch(r"https?://(?:www\.)?[^/]+/(?P<name>.+?)/?(?:\?.*)?", text)
    return found["name"] if found else text.removeprefix("@") if text.count("@") == 1 else text


_YES = {
    "yes": "yes",
    "true": "yes",
    "1": "yes",
    "y": "yes",
    "x": "yes",
    "no": "no",
    "false": "no",
    "0": "no",
    "n": "no",
}


def yes_no(text: str) -> str:
    """yes or no."""
    if word := _YES.get(text.casefold()):
        return word
    raise LostError(f'"{text}" is neither yes nor no')


PLAIN: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "day": day,
    "day-first": lambda text: moment(text, "day-first"),
    "month-first": lambda text: moment(text, "month-first"),
    "time": moment,
    "country": country,
    "language": language,
    "plain": strip_markup,
    "handle": handle,
    "yes-no": yes_no,
    "line": lambda text: lenient.one_line(text) or "",
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

OTHERS = ("split", "table", "topic")
"""Those that give several values, or ask the hub."""


def topic(text: str, topics: Topics) -> str:
    """The id of the topic that a word stands for."""
    if found := topics.get(text.casefold()) or topics.get(slug(text)):
        return found
    raise LostError(f'no topic is called "{text}"')


def applied(name: str, more: Any, text: str, topics: Topics) -> list[str]:
    """What a transform makes of one text: one value, or several. Raises LostError when the text is
    none it knows."""
    if name == "split":
        signs = str(more or ",;")
        return [part.strip() for part in re.split(f"[{re.escape(signs)}]", text) if part.strip()]
    if name == "table":
        if text not in more:
            raise LostError(f'"{text}" is not in the table of the mapping file')
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
    made = PLAIN[name](text) if name in PLAIN else WITH[name](text, str(more))
    return [made.strip()] if made.strip() else []
