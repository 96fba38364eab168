"""Read the components of a calendar file (RFC 5545, and vCalendar 1.0) as people's programs write
them: in any encoding, folded in any way, cut off."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from hearth.base.words import said
from hearth.contribute.importing.tables import UnreadableError

DEEPEST = 20
"""How far components of a file can be nested; a calendar needs four."""
_NAME = re.compile(r"(?:[A-Z][A-Z0-9-]*|[a-z][a-z-]*|[Xx]-[A-Za-z0-9-]+)(?=[;:])")
_KNOWN = frozenset(
    (
        "BEGIN",
        "END",
        "UID",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "STATUS",
        "CLASS",
        "METHOD",
    )
) | {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "TZID"}
_PARAMETER = re.compile(
    r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?', re.ASCII
)
_TIMES = re.compile(r"((?:;.*)?):([0-9TtZz/,.:+ PWDHMSpwdhms-]*)")
"""The rest of a line whose value is a time: a zone's name before it may hold colons."""
_NAMES_OF_TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
_EACH_LINE = re.MULTILINE | re.IGNORECASE
_NEARLY_NAME = re.compile(r"[A-Z-]{4,}\s*=")
_TEXT = re.compile(
    r"(?:SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|CATEGORIES|RESOURCES|X-[\w-]*)[;:]",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Property:
    """One line of a component: its parameters by name in capitals, and its value as written."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as a text, without the signs that kept it on one line."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Component:
    """A calendar, an entry, or a part of one."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    cut_off: bool = False
    """Whether the file ends before it does."""

    def all(self, name: str) -> list[Property]:
        return [given for given in self.properties if given.name == name]

    def first(self, name: str) -> Property | None:
        return next((given for given in self.properties if given.name == name), None)

    def text(self, name: str) -> str:
        given = self.first(name)
        return given.text.strip() if given else ""

    def walk(self, name: str) -> Iterator[Component]:
        for part in self.parts:
            if part.name == name:
                yield part
            yield from part.walk(name)


def read_calendars(raw: bytes) -> tuple[list[Component], list[str]]:
    """The calendars of a file, and what is to be told of the file; UnreadableError when it holds
    none."""
    text, notes = _decoded(raw)
    if not text.strip():
        raise UnreadableError(said("is empty."))
    calendars = _nested(_lines(text)) if re.search(r"^BEGIN:V", text, _EACH_LINE) else []
    if not calendars:
        if re.search(r"<(?:!doctype|html|body)\b", text[:4000], re.IGNORECASE):
            raise UnreadableError(
                said(
                    "is a web page, not a calendar. Is it the page where one logs in? Look for the "
                    "address that ends in .ics."
                )
            )
        raise UnreadableError(
            said("cannot be read as a calendar. It should begin with BEGIN:VCALENDAR.")
        )
    if any(calendar.cut_off for calendar in calendars):
        notes.append(said("The file is cut off before END:VCALENDAR. Fetch it again."))
    return calendars, notes


def _decoded(raw: bytes) -> tuple[str, list[str]]:
    marks = {
        codecs.BOM_UTF32_LE: "utf-32",
        codecs.BOM_UTF32_BE: "utf-32",
        codecs.BOM_UTF8: "utf-8-sig",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    guessed = next((name for mark, name in marks.items() if raw.startswith(mark)), None)
    if guessed is None and b"\0" in raw[:4]:
        guessed = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    try:
        return raw.decode(guessed or "utf-8"), []
    except UnicodeDecodeError:
        # A line may be folded within a letter (RFC 5545, 3.1).
        with suppress(UnicodeDecodeError):
            return re.sub(rb"\r?\n[ \t]", b"", raw).decode(), []
        text = raw.decode("utf-8", "replace")
        if text.count("\ufffd") * 2 < sum(sign > "\x7f" for sign in text):
            return text, [said("Some letters of the file are damaged, and shown as �.")]
        note = said(
            "The file is not in UTF-8; it was read as Latin-1 (Windows-1252). Look whether accents "
            "are right."
        )
        return raw.decode("cp1252", "replace"), [note]


def _lines(text: str) -> Iterator[str]:
    """The lines as they were before they were folded; one that no program could have meant as a
    line of its own goes on with the text before."""
    whole: str | None = None
    for line in _unfolded(text):
        if whole is None or _is_property(line):
            if whole is not None:
                yield whole
            whole = line
        elif _TEXT.match(whole) and not _NEARLY_NAME.match(line):
            whole += f"\\n{line}"
    if whole is not None:
        yield whole


def _is_property(line: str) -> bool:
    """Whether a line begins as one of a component does; in small letters only by a name we know,
    since a text may have colons too."""
    name = _NAME.match(line)
    return name is not None and (not name[0].islower() or name[0].upper() in _KNOWN)


def _unfolded(text: str) -> Iterator[str]:
    line: str | None = None
    for part in re.split(r"\r\n|\r\r\n|\n|\r", text):
        if line is not None and line.endswith("=") and _is_quoted(line):
            line = line[:-1] + part.lstrip("\t ")
        elif line is not None and part[:1] in (" ", "\t"):
            line += part[1:]
        elif part.strip():
            if line is not None:
                yield line
            line = part
    if line is not None:
        yield line


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _property(line: str) -> Property | None:
    name = _NAME.match(line)
    if name is None:
        return None
    called, rest = name[0].upper(), line[name.end() :]
    head, value = "", ""
    if called in _NAMES_OF_TIMES and (times := _TIMES.fullmatch(rest)):
        head, value = times[1], times[2]
    else:
        at = 0
        while given := _PARAMETER.match(rest, at):
            at = given.end()
        head, value = rest[:at], rest[at:].partition(":")[2]
    parameters = _parameters(head)
    if "QUOTED-PRINTABLE" in (parameters.get("ENCODING", "").upper(), *parameters):
        value = _unquoted(value, parameters.get("CHARSET", "utf-8"))
    return Property(called, parameters, value.strip())


def _parameters(head: str) -> dict[str, str]:
    found = {
        given[1].upper(): (given[2] or "").replace('"', "") for given in _PARAMETER.finditer(head)
    }
    # Some write a zone's name with its commas and colons as it is.
    if "TZID" in found and (
        zone := re.search(r';TZID=([^";]*[:,][^";]*)(?=;[A-Z-]+=|$)', head, re.IGNORECASE)
    ):
        found["TZID"] = zone[1]
    return found


def _unquoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode())
    try:
        text = raw.decode(charset)
    except (LookupError, UnicodeDecodeError):
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _nested(lines: Iterator[str]) -> list[Component]:
    """The components that stand in no other, each closed where its end is missing."""
    calendars: list[Component] = []
    stack: list[Component] = []
    for line in lines:
        given = _property(line)
        if given is None:
            continue
        called = given.value.upper()
        if given.name == "BEGIN":
            # An entry holds no entry: the end of the one before is missing.
            while stack and (called == "VCALENDAR" or stack[-1].name == called):
                stack.pop()
            opened = Component(called)
            if stack:
                stack[-1].parts.append(opened)
            else:
                # An entry outside of any calendar is taken as if it stood in one.
                around = opened if called == "VCALENDAR" else Component("VCALENDAR", [], [opened])
                calendars.append(around)
            if len(stack) < DEEPEST:
                stack.append(opened)
        elif given.name == "END":
            if called in (part.name for part in stack):
                while stack.pop().name != called:
                    pass
        elif stack:
            stack[-1].properties.append(given)
    for part in stack:
        part.cut_off = True
    return calendars
