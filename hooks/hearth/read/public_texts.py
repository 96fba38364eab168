"""What texts for everybody had better not hold: short links, mailboxes, doors of meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from pydantic import BaseModel

from hearth.base.meetings import MeetingDetail, listed_details, meeting_details
from hearth.base.strict_yaml import Where
from hearth.base.words import said
from hearth.kinds import Complaint, Record, kind_named

SHORTENERS = frozenset(
    [
        *("bit.ly", "buff.ly", "cutt.ly", "goo.gl", "is.gd", "lnkd.in", "ow.ly", "rb.gy"),
        *("rebrand.ly", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd"),
    ]
)
_SHORT = re.compile(rf"//[^/]*(?:{'|'.join(map(re.escape, sorted(SHORTENERS)))})", re.IGNORECASE)
_MAILBOX = re.compile(
    r"(?<![\w.+@/-])(?!git@)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-zA-Z]{2,24}\b"
)
_NOT_SHOWN = frozenset({"consent"})
_MEANT_FOR_ALL = frozenset({("online", "url")})
_DOORS = frozenset({"channels", "links"})
"""Fields that hold addresses for everybody on purpose."""
_WAY_IN = said(
    "Remove it and send it to those who register: `online: {platform: …, reveal: registered}`. If "
    "everybody may walk in: `online: {url: …, reveal: public}`."
)
_WEB = ("https://", "http://")
_PLAIN = frozenset({type(None), bool, int, float, date, datetime})
"""Types of values that are quickly told from a record's parts."""


def notes(record: Record) -> list[Complaint]:
    """What could be better in the texts of a record that is right."""
    found = list(_texts(record))
    addresses = [(where, text) for where, text in found if "@" in text or "://" in text]
    return [
        *_short_links(record, addresses),
        *_mailboxes(record, addresses),
        *_meetings(record, found),
    ]


def _texts(part: BaseModel, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Every text of a record or of a part of it, and where it stands."""
    for name, value in part.__dict__.items():
        kind = value.__class__
        if kind is str:
            yield (*where, name), value
        elif kind is list:
            for index, item in enumerate(value):
                if item.__class__ is str:
                    yield (*where, name, index), item
                elif isinstance(item, BaseModel):
                    yield from _texts(item, (*where, name, index))
        elif kind not in _PLAIN and isinstance(value, BaseModel):
            yield from _texts(value, (*where, name))


PlacedTexts = Sequence[tuple[Where, str]]


def _short_links(record: Record, addresses: PlacedTexts) -> Iterator[Complaint]:
    """Addresses lead straight to the page."""
    if kind_named(record.KIND).straight_links:
        for where, text in addresses:
            if text.startswith(_WEB) and _is_short(text):
                fix = said("Open it, and write the address it leads to.")
                what = said("hides where it leads, and can stop working")
                yield Complaint(where, "short-link", what, fix)


def _is_short(url: str) -> bool:
    if not _SHORT.search(url):
        return False  # as nearly all; to take an address apart takes longer
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False  # a text that only begins like an address
    return host.removeprefix("www.") in SHORTENERS


def _mailboxes(record: Record, addresses: PlacedTexts) -> Iterator[Complaint]:
    """Texts that everybody reads hold no e-mail address."""
    for where, text in addresses:
        if "@" not in text or text.startswith((*_WEB, "mailto:")) or not _is_public(record, where):
            continue
        if found := _MAILBOX.search(text):
            what = said(
                "holds the e-mail address %(address)s, which everybody can read and collect",
                address=found.group(),
            )
            fix = said("Give a page or a form to write to instead.")
            yield Complaint(where, "public-mailbox", what, fix)


def _meetings(record: Record, texts: PlacedTexts) -> Iterator[Complaint]:
    """Texts that everybody reads do not let everybody into a meeting."""
    looked_for = kind_named(record.KIND).ways_in
    for where, text in texts if looked_for else ():
        if looked_for == "any":
            yield from _doors(record, where, meeting_details(text))
        elif "://" in text:
            found = [detail for detail in meeting_details(text) if not detail.of_a_chat]
            yield from _doors(record, where, found)


def _doors(record: Record, where: Where, found: Sequence[MeetingDetail]) -> Iterator[Complaint]:
    meant_for_all = where in _MEANT_FOR_ALL or where[0] in _DOORS
    if found and not meant_for_all and _is_public(record, where):
        what = said(
            "lets everybody into a meeting: it holds %(details)s",
            details=listed_details(found),
        )
        yield Complaint(where, "meeting-address", what, _WAY_IN)


def _is_public(record: Record, where: Where) -> bool:
    if where[0] in _NOT_SHOWN or where == ("links", "mastodon"):
        return False
    return bool(record.visible == "public") and where[0] not in record.not_public
