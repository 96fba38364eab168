"""Check that a file of a site can be parsed: JSON, XML, iCalendar, gzip, images."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable

from lxml import etree


def broken(path: str, content: bytes) -> str:
    """Why the programs that read a file of this kind could not; nothing when they can."""
    check = _CHECKS.get(path.rpartition("/")[2].rpartition(".")[2])
    return check(content) if check else ""


def _json(content: bytes) -> str:
    try:
        json.loads(content)
    except ValueError as error:
        return f"is not JSON ({error})"
    return ""


def xml_tree(content: bytes) -> etree._Element:
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def _xml(content: bytes) -> str:
    try:
        xml_tree(content)
    except etree.XMLSyntaxError as error:
        return f"is not XML ({error.msg})"
    return ""


def _calendar(content: bytes) -> str:
    if not content.startswith(b"BEGIN:VCALENDAR"):
        return "is no calendar: it does not begin with BEGIN:VCALENDAR"
    if not content.rstrip().endswith(b"END:VCALENDAR"):
        return "is cut off: it does not end with END:VCALENDAR"
    if content.count(b"\nBEGIN:") != content.count(b"\nEND:") - 1:
        return "is no calendar: something in it begins and does not end"
    return ""


def _gzip(content: bytes) -> str:
    try:
        gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return "cannot be unpacked"
    return ""


def _png(content: bytes) -> str:
    whole = content.startswith(b"\x89PNG\r\n\x1a\n") and content[-8:-4] == b"IEND"
    return "" if whole else "is no whole picture"


_CHECKS: dict[str, Callable[[bytes], str]] = {
    "json": _json,
    "webmanifest": _json,
    "xml": _xml,
    "opml": _xml,
    "ics": _calendar,
    "gz": _gzip,
    "png": _png,
    **dict.fromkeys(("pagefind", "pf_fragment", "pf_index", "pf_meta", "pf_filter"), _gzip),
}
