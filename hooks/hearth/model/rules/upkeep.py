"""Rules about what will not last: short links, years in series, mailboxes and meetings in public
texts, late deadlines, old reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from hearth.base.format import long_day
from hearth.base.meetings import MeetingDetail, listed_details, meeting_details
from hearth.base.strict_yaml import Where
from hearth.kinds import KINDS, Complaint, Record
from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.model.rules.facts import Facts, Finding
from hearth.read.sources import Source

SHORTENERS = frozenset(
    {
        "bit.ly",
        "buff.ly",
        "cutt.ly",
        "goo.gl",
        "is.gd",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "v.gd",
    }
)
_SHORT = re.compile(rf"//[^/]*(?:{'|'.join(map(re.escape, sorted(SHORTENERS)))})", re.IGNORECASE)
OLDEST = 20
"""So many resources are named that wait for a check; the last of them says how many more there
are."""
_MAILBOX = re.compile(
    r"(?<![\w.+@/-])(?!git@)[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-zA-Z]{2,24}\b"
)
_YEAR = re.compile(r"(?:^|-)(?:19|20)\d\d(?=-|$)")
_NOT_SHOWN = frozenset({"consent"})
_MEANT_FOR_ALL = frozenset({("online", "url")})
_DOORS = frozenset({"channels", "links"})
"""Fields that hold addresses for everybody on purpose."""
_WAY_IN = (
    "Remove it and send it to those who register: `online: {platform: …, reveal: registered}`. If "
    "everybody may walk in: `online: {url: …, reveal: public}`."
)
_WEB = ("https://", "http://")


def short_links(facts: Facts) -> Iterator[Finding]:
    """Addresses lead straight to the page."""
    watched = {name for name, kind in KINDS.items() if kind.straight_links}
    for source, _, where, text in facts.addresses:
        if source.kind in watched and text.startswith(_WEB) and _is_short(text):
            fix = "Open it, and write the address it leads to."
            yield (
                source,
                Complaint(where, "short-link", "hides where it leads, and can stop working", fix),
            )


def _is_short(url: str) -> bool:
    if not _SHORT.search(url):
        return False  # as nearly all; to take an address apart takes longer
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False  # a text that only begins like an address
    return host.removeprefix("www.") in SHORTENERS


def series_of_a_year(facts: Facts) -> Iterator[Finding]:
    """The id of a series holds for all its years."""
    reported: set[str] = set()
    for source, event in facts.sources(Event):
        name = event.series
        if name and name not in reported and _YEAR.search(name):
            reported.add(name)
            without = _YEAR.sub("", name).strip("-")
            fix = (
                f'Write "{without}" in all its events.'
                if without
                else "Name what the events have in common."
            )
            yield (
                source,
                Complaint(
                    ("series",), "year-in-series", "holds a year, so the series ends with it", fix
                ),
            )


def mailboxes(facts: Facts) -> Iterator[Finding]:
    """Texts that everybody reads hold no e-mail address."""
    for source, record, where, text in facts.addresses:
        if "@" not in text or text.startswith((*_WEB, "mailto:")) or not _is_public(record, where):
            continue
        if found := _MAILBOX.search(text):
            what = f"holds the e-mail address {found.group()}, which everybody can read and collect"
            yield (
                source,
                Complaint(
                    where, "public-mailbox", what, "Give a page or a form to write to instead."
                ),
            )


def meetings(facts: Facts) -> Iterator[Finding]:
    """Texts that everybody reads do not let everybody into a meeting."""
    known: dict[str, list[MeetingDetail]] = {}  # most texts of events are those of others too
    for source, event, where, text in facts.texts(Event):
        if text not in known:
            known[text] = meeting_details(text)
        if known[text]:
            yield from _doors(source, event, where, known[text])
    # Elsewhere an invitation to a chat is meant for everybody, and what is no address for nobody.
    for source, record, where, text in facts.addresses_of(Post, Group, Member):
        if "://" in text:
            found = [detail for detail in meeting_details(text) if not detail.of_a_chat]
            yield from _doors(source, record, where, found)


def _doors(
    source: Source, record: Record, where: Where, found: Sequence[MeetingDetail]
) -> Iterator[Finding]:
    meant_for_all = where in _MEANT_FOR_ALL or where[0] in _DOORS
    if found and not meant_for_all and _is_public(record, where):
        what = f"lets everybody into a meeting: it holds {listed_details(found)}"
        yield source, Complaint(where, "meeting-address", what, _WAY_IN)


def _is_public(record: Record, where: Where) -> bool:
    if where[0] in _NOT_SHOWN or where == ("links", "mastodon"):
        return False
    return bool(record.visible == "public") and where[0] not in record.not_public


def late_registration(facts: Facts) -> Iterator[Finding]:
    """Nobody can sign up for what has begun."""
    for source, event in facts.sources(Event):
        closes = event.registration.closes if event.registration else None
        if (
            closes
            and closes > event.first_day
            and not event.repeats
            and event.date_precision == "day"
        ):
            what = f"lies after the event begins ({long_day(event.first_day)})"
            fix = "Give the day it begins, or an earlier one."
            yield source, Complaint(("registration", "closes"), "closes-after-start", what, fix)


def old_checks(facts: Facts) -> Iterator[Finding]:
    """Somebody looks at every resource now and then; those that wait longest are named."""
    waiting: list[tuple[str, Source, Resource]] = []
    for source, resource in facts.sources(Resource):
        due = resource.check_due
        if due and due < facts.as_of and resource.usable:
            waiting.append((due.isoformat(), source, resource))
    waiting.sort(key=lambda item: (item[0], item[1].path, item[1].id))
    more = len(waiting) - OLDEST
    for place, (_, source, resource) in enumerate(waiting[:OLDEST], 1):
        field, what, fix = _waiting(resource)
        if place == OLDEST and more > 0:
            what += f" ({more:,} more resource{'s wait' if more > 1 else ' waits'} for a check)"
        yield source, Complaint((field,), "stale-review", what, fix)


def gone_for_good(facts: Facts) -> Iterator[Finding]:
    """What leads nowhere names what to use instead."""
    for source, resource in facts.sources(Resource):
        if resource.gone and resource.gone <= facts.as_of and not resource.replaced_by:
            what = "is the day since when it leads nowhere, and nothing takes its place"
            fix = "Name what to use instead, `replaced_by: its-id`, or take the file out."
            yield source, Complaint(("gone",), "gone-unreplaced", what, fix)


def _waiting(resource: Resource) -> tuple[str, str, str]:
    """The field that says since when a resource waits for a check, what is wrong, and what to
    do."""
    fix = "Look whether it still holds, and write today's date in `reviewed`."
    if resource.review_after:
        fix = "Look whether it still holds, write today's date in `reviewed`, and a later day here."
        return "review_after", "was the day to check it again", fix
    if resource.reviewed:
        return "reviewed", "was the last check, and that is too long ago", fix
    return "added", "was its first day here, and nobody has checked it since", fix
