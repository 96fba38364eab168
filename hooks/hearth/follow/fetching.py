"""Asks a source for what it has, and reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from email.message import Message
from hashlib import sha256
from urllib.parse import urljoin

from hearth.base.html_tree import read_html
from hearth.base.reasons import reason
from hearth.base.web import Reply, WebError
from hearth.base.words import said
from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.feeds import feed_rows
from hearth.contribute.importing.pages import page_rows
from hearth.contribute.importing.tables import Rows, UnreadableError, checked_size
from hearth.follow.lookup import FOR_GOOD, Asks
from hearth.follow.memory import SourceMemory
from hearth.kinds.source import FollowedSource

READERS: Mapping[str, Callable[[bytes, str, date], Rows]] = {
    "calendar": lambda raw, charset, day: calendar_rows(_unicode(raw, charset), day),
    "feed": lambda raw, charset, day: feed_rows(raw, charset),
    "page": lambda raw, charset, day: page_rows(raw, charset),
}
"""How what a source gives becomes rows, by its form; with what its server calls the encoding."""
UNCHANGED = 304


@dataclass(frozen=True)
class Answered:
    """What came of asking a source: what is known of it now, and its rows where it gave any."""

    memory: SourceMemory
    rows: Rows | None = None
    notes: tuple[str, ...] = ()
    """What is to be told of the answer as a whole."""
    moved: str = ""
    """Where the address that a person wrote leads for good."""


def fetch(web: Asks, source: FollowedSource, memory: SourceMemory, day: date) -> Answered:
    """Ask a source for what changed since it answered last."""
    given = given_of(source)
    known = memory if memory.given == given else replace(memory, tag="", changed="")
    asking = {"If-None-Match": known.tag, "If-Modified-Since": known.changed}
    try:
        reply = web.ask(
            source.address, headers={name: value for name, value in asking.items() if value}
        )
    except WebError as failed:
        return Answered(memory.failing(day, failed.code))
    answered = replace(known, asked=day.isoformat(), answered=day.isoformat(), failed="")
    moved = _moved(source, reply)
    if reply.status == UNCHANGED:
        return Answered(answered, moved=moved)
    if reply.status != 200:
        return Answered(memory.failing(day, str(reply.status)), moved=moved)
    try:
        reader = READERS[source.service.form]
        rows = reader(checked_size(reply.body), _charset(reply), day)
    except UnreadableError as wrong:
        notes = [said("What it answered %(why)s", why=reason(wrong))]
        if source.service.form == "feed" and (url := named_feed(reply)):
            notes.append(said("The page there names a feed: %(url)s.", url=url))
        return Answered(memory.failing(day, "wrong-answer"), notes=tuple(notes), moved=moved)
    tag, changed = (reply.headers.get(name, "") for name in ("etag", "last-modified"))
    return Answered(replace(answered, tag=tag, changed=changed, given=given), rows, moved=moved)


def given_of(source: FollowedSource) -> str:
    """By what is known whether its entry among the sources is still what it was."""
    value = [source.address, source.becomes, source.set, source.topics]
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:12]


def _moved(source: FollowedSource, reply: Reply) -> str:
    """Where the address that a person wrote leads for good."""
    for_good = bool(reply.hops) and all(hop.status in FOR_GOOD for hop in reply.hops)
    return reply.url if source.url and for_good else ""


FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
HEAD = 200_000
"""So many bytes of a page are looked at for what it names."""


def named_feed(reply: Reply) -> str:
    """The feed that a page names as its own, for whoever wrote the page's address instead."""
    for link in read_html(reply.body[:HEAD].decode("utf-8", "replace")).walk():
        if link.name == "link" and link.attributes.get("type", "").lower() in FEEDS:
            with suppress(ValueError):
                return urljoin(reply.url, link.attributes.get("href", ""))
    return ""


def _charset(reply: Reply) -> str:
    """What a server calls the encoding of its answer, if it can be that one."""
    header = Message()
    header["content-type"] = reply.headers.get("content-type", "")
    charset = header.get_content_charset("")
    try:
        reply.body.decode(charset)
    except (LookupError, ValueError):
        return ""
    return charset


def _unicode(raw: bytes, charset: str) -> bytes:
    """The same in UTF-8 where its server says how to read it."""
    return raw.decode(charset).encode(errors="replace") if charset else raw
