"""Check that a file of a site can be parsed: JSON, XML, iCalendar, gzip, images."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from hearth.base.words import Said, said

LARGEST = 100_000_000
"""Bytes; code hosts that serve sites refuse larger files."""
NEVER_EMPTY = (
    ".html",
    ".json",
    ".xml",
    ".opml",
    ".ics",
    ".gz",
    ".svg",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
    ".woff2",
)
"""Endings of files that say something or are broken."""


class Flaw(NamedTuple):
    """Why a file cannot be read as what its name says, and where."""

    what: Said
    line: int = 1
    column: int = 1


def flaw(path: str, content: bytes) -> Flaw | None:
    """Why the programs that read a file of this kind could not; None when they can."""
    check = _CHECKS.get(path.rpartition("/")[2].rpartition(".")[2].lower())
    return check(content) if check else None


def _json(content: bytes) -> Flaw | None:
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        return Flaw(said("is not JSON (%(reason)s)", reason=error.msg), error.lineno, error.colno)
    except (ValueError, RecursionError) as error:
        return Flaw(said("is not JSON (%(reason)s)", reason=error))
    return None


def xml_tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def xml_flaw(error: etree.XMLSyntaxError) -> Flaw:
    """What a parser of XML stumbled over, and where."""
    line, column = error.position
    words = re.sub(r", line \d+, column \d+$", "", error.msg)
    return Flaw(said("is not XML (%(reason)s)", reason=words), max(1, line), max(1, column))


def _xml(content: bytes) -> Flaw | None:
    try:
        xml_tree(content)
    except etree.XMLSyntaxError as error:
        return xml_flaw(error)
    return None


def _calendar(content: bytes) -> Flaw | None:
    if not content.startswith(b"BEGIN:VCALENDAR"):
        return Flaw(said("is no calendar: it does not begin with BEGIN:VCALENDAR"))
    if not content.rstrip().endswith(b"END:VCALENDAR"):
        return Flaw(said("is cut off: it does not end with END:VCALENDAR"))
    if content.count(b"\nBEGIN:") != content.count(b"\nEND:") - 1:
        return Flaw(said("is no calendar: something in it begins and does not end"))
    return None


def _gzip(content: bytes) -> Flaw | None:
    try:
        gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return Flaw(said("cannot be unpacked"))
    return None


def _png(content: bytes) -> Flaw | None:
    whole = content.startswith(b"\x89PNG\r\n\x1a\n") and content[-8:-4] == b"IEND"
    return None if whole else Flaw(said("is no whole picture"))


_CHECKS: dict[str, Callable[[bytes], Flaw | None]] = {
    "json": _json,
    "webmanifest": _json,
    "xml": _xml,
    "opml": _xml,
    "ics": _calendar,
    "gz": _gzip,
    "png": _png,
}
