"""What a calendar file must be, read byte by byte: the rules of RFC 5545 that clients trip over,
and the house's own.

It knows nothing of any calendar library, so that what a library overlooks is still seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = 75
"""Octets in a line at most, its end not counted (RFC 5545, 3.1)."""
ONCE = {
    "VCALENDAR": ("VERSION", "PRODID", "METHOD", "NAME", "X-WR-CALNAME", "SOURCE"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"),
}
"""What each component has exactly once; RFC 5545, 3.6 and 3.6.1, and what clients need besides."""
AT_MOST_ONCE = (
    "CREATED",
    "DESCRIPTION",
    "GEO",
    "LAST-MODIFIED",
    "LOCATION",
    "REFRESH-INTERVAL",
    "RRULE",
    "URL",
)
TEXTS = (
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
    "PRODID",
    "CATEGORIES",
)
STATUSES = ("CONFIRMED", "TENTATIVE", "CANCELLED")
DAY, INSTANT = re.compile(r"\d{8}"), re.compile(r"\d{8}T\d{6}Z")
NAME = re.compile(r"[A-Z][A-Z0-9-]*")
CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
MAILBOX = re.compile(r"(?<![\w.+/@-])[\w.+-]+@[\w-]+(\.[\w-]+)+")


@dataclass
class Component:
    """A component's own lines, as (name, parameters, value)."""

    name: str
    lines: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of the only line with this name; empty when there is none."""
        return next((value for other, _, value in self.lines if other == name), "")


def broken(content: bytes) -> list[str]:
    """Every rule the file breaks, in words; none for a file that is right."""
    found = list(_line_rules(content))
    if found:
        return found
    components, wrong = _components(content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1])
    found += wrong
    for component in components:
        found += _component_rules(component)
    found += _privacy_rules(components)
    uids = Counter(component.value("UID") for component in components if component.name == "VEVENT")
    found += [f"UID {uid} stands {times} times" for uid, times in uids.items() if times > 1]
    return found


def _line_rules(content: bytes) -> Iterator[str]:
    """RFC 5545, 3.1: lines end with CRLF, have at most 75 octets, and none is cut within a
    character."""
    if not content.endswith(b"\r\n"):
        yield "does not end with CRLF"
    if not content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r"):
        yield "has a CR or LF alone"
    for number, line in enumerate(content.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if len(line) > LINE:
            yield f"line {number} has {len(line)} octets"
        if not line.strip(b" "):
            yield f"line {number} is empty"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"line {number} is cut within a character, or is not UTF-8"
        else:
            if found := CONTROL.search(text):
                yield f"line {number} has the control character {found[0]!r}"


def _components(lines: list[str]) -> tuple[list[Component], list[str]]:
    """All components with their own lines, and what is wrong with the way they are nested."""
    everything: list[Component] = []
    opened: list[Component] = []
    wrong = []
    for line in lines:
        head, colon, value = _parted(line)
        name, *parameters = head.split(";")
        if not colon or not NAME.fullmatch(name):
            wrong.append(f"{line!r} is no property")
        elif name == "BEGIN":
            if bool(opened) == (value == "VCALENDAR"):
                wrong.append(f"BEGIN:{value} stands where it must not")
            opened.append(Component(value))
            everything.append(opened[-1])
        elif name == "END":
            if not opened or opened.pop().name != value:
                wrong.append(f"END:{value} closes nothing that is open")
        elif opened:
            opened[-1].lines.append((name, tuple(parameters), value))
        else:
            wrong.append(f"{line!r} stands outside the calendar")
    wrong += [f"BEGIN:{component.name} is not closed" for component in opened]
    if [component.name for component in everything].count("VCALENDAR") != 1:
        wrong.append("is not one calendar")
    if not any(component.name == "VEVENT" for component in everything):
        wrong.append("is empty")
    return everything, wrong


def _parted(line: str) -> tuple[str, str, str]:
    """The line before and after its first colon that stands in no quotes."""
    quoted = False
    for place, letter in enumerate(line):
        quoted ^= letter == '"'
        if letter == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _component_rules(component: Component) -> Iterator[str]:
    times = Counter(name for name, _, _ in component.lines)
    who = component.value("UID") or component.name
    for name in ONCE.get(component.name, ()):
        if times[name] != 1 or not component.value(name):
            yield f"{who} has {times[name]} {name}, or an empty one"
    yield from (f"{who} has {times[name]} {name}" for name in AT_MOST_ONCE if times[name] > 1)
    for name, _, value in component.lines:
        if name in TEXTS:
            yield from _text_rules(f"{who} {name}", value, lists=name == "CATEGORIES")
    if component.name == "VEVENT":
        yield from _event_rules(component, who)
    elif component.name != "VCALENDAR":
        yield f"{component.name} is not needed, since times are in UTC or days"


def _event_rules(event: Component, who: str) -> Iterator[str]:
    """RFC 5545, 3.6.1: both ends are instants in UTC or both are days, and the second is later."""
    form = {"": INSTANT, "VALUE=DATE": DAY}
    lines = {name: (";".join(parameters), value) for name, parameters, value in event.lines}
    start, end = lines.get("DTSTART", ("", "")), lines.get("DTEND", ("", ""))
    for name, (parameters, value) in (("DTSTART", start), ("DTEND", end)):
        if parameters not in form or not form[parameters].fullmatch(value):
            yield f"{who} {name};{parameters}:{value} is neither an instant in UTC nor a day"
    if start[0] != end[0]:
        yield f"{who} begins with a time and ends with a day, or the other way round"
    if start[1] >= end[1]:
        yield f"{who} ends at {end[1]} and begins at {start[1]}"
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if name in lines and not INSTANT.fullmatch(lines[name][1]):
            yield f"{who} {name} is no instant in UTC"
    if "DURATION" in lines:
        yield f"{who} has DURATION beside DTEND"
    if not event.value("SEQUENCE").isdigit():
        yield f"{who} SEQUENCE is no number"
    if event.value("STATUS") not in STATUSES:
        yield f"{who} STATUS is {event.value('STATUS')!r}"


def _text_rules(where: str, value: str, lists: bool) -> Iterator[str]:
    """RFC 5545, 3.3.11: a backslash escapes one of four letters; commas and semicolons are
    escaped."""
    rest = re.sub(r"\\[\\;,nN]", "", value)
    if "\\" in rest:
        yield f"{where} has a backslash that escapes nothing"
    if ";" in rest or ("," in rest and not lists):
        yield f"{where} has a comma or semicolon that is not escaped"


def _privacy_rules(components: list[Component]) -> Iterator[str]:
    """Nobody is invited and nobody's mailbox is given away."""
    for component in components:
        for name, parameters, value in component.lines:
            words = " ".join((*parameters, value))
            if (
                name in ("ATTENDEE", "ORGANIZER", "CONTACT")
                or "mailto:" in words.lower()
                or MAILBOX.search(words)
            ):
                yield f"{name}:{value} gives a person's address away"
