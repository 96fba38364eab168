"""Asks a source for what it has, and reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hearth.base.web import WebError
from hearth.contribute.importing.calendar import calendar_rows
from hearth.contribute.importing.feeds import feed_rows
from hearth.contribute.importing.pages import page_rows
from hearth.contribute.importing.tables import Rows, UnreadableError, checked_size
from hearth.follow.lookup import Asks
from hearth.follow.memory import SourceMemory
from hearth.kinds.source import FollowedSource

READERS: Mapping[str, Callable[[bytes, date], Rows]] = {
    "calendar": calendar_rows,
    "feed": lambda raw, day: feed_rows(raw),
    "page": lambda raw, day: page_rows(raw),
}
"""How what a source gives becomes rows, by its form."""
UNCHANGED = 304


@dataclass(frozen=True)
class Answered:
    """What came of asking a source: what is known of it now, and its rows where it gave any."""

    memory: SourceMemory
    rows: Rows | None = None
    moved: str = ""
    """Where its address leads for good."""


def fetch(web: Asks, source: FollowedSource, memory: SourceMemory, day: date) -> Answered:
    """Ask a source for what changed since it answered last."""
    asking = {"If-None-Match": memory.tag, "If-Modified-Since": memory.changed}
    try:
        reply = web.ask(
            source.address, headers={name: value for name, value in asking.items() if value}
        )
    except WebError as failed:
        return Answered(memory.failing(day, failed.code))
    answered = replace(memory, asked=day.isoformat(), answered=day.isoformat(), failed="")
    moved = reply.url if reply.hops and all(hop.status in (301, 308) for hop in reply.hops) else ""
    if reply.status == UNCHANGED:
        return Answered(answered, moved=moved)
    if reply.status != 200:
        return Answered(memory.failing(day, str(reply.status)))
    try:
        rows = READERS[source.service.form](checked_size(reply.body), day)
    except UnreadableError:
        return Answered(memory.failing(day, "wrong-answer"))
    tag, changed = (reply.headers.get(name, "") for name in ("etag", "last-modified"))
    return Answered(replace(answered, tag=tag, changed=changed), rows, moved)
