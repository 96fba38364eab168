"""The kinds of records. A new kind is one module and one line here; one from outside is
registered."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from hearth.kinds import (
    community,
    event,
    group,
    member,
    path,
    post,
    resource,
    source,
    venue,
    vocabulary,
)
from hearth.kinds.base import Complaint, Record
from hearth.kinds.descriptor import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        member.KIND,
        event.KIND,
        venue.KIND,
        resource.KIND,
        path.KIND,
        group.KIND,
        post.KIND,
        vocabulary.TOPIC,
        vocabulary.TERM,
    )
}

COMMUNITY = community.KIND
"""The community itself: one record, content/community.yml."""

SOURCE = source.KIND
"""What the hub follows elsewhere: content/sources.yml. No page tells of it."""


OTHER_SECTIONS = frozenset(
    [
        "api",
        "assets",
        "calendars",
        "cards",
        "editor",
        "embed",
        "experts",
        "feeds",
        "help-wanted",
        "insights",
        "join",
        "map",
        "my",
        "needs",
        "planet",
        "schemas",
        "search-index",
        "speakers",
        "strategy",
        "subscribe",
        "team",
    ]
)
"""Folders of the site that are no kind's."""
OTHER_FEEDS = frozenset({"all", "planet", "reminders"})
"""Feeds that are no kind's."""
_WORD = re.compile(r"[a-z]+(_[a-z]+)*")


@contextmanager
def registered(kind: Kind) -> Iterator[None]:
    """Add a kind from outside for a while. Raises ValueError when it cannot be one."""
    for wrong in _faults(kind):
        raise ValueError(f"The kind {kind.name} {wrong}")
    KINDS[kind.name] = kind
    try:
        yield
    finally:
        del KINDS[kind.name]


def _faults(kind: Kind) -> Iterator[str]:
    """Why a kind would not work, or would take what belongs to others."""
    for word in (kind.name, kind.plural):
        if not _WORD.fullmatch(word):
            yield f'is called "{word}", which is not one word of small letters'
    if kind.name != kind.model.KIND:
        yield f'has a model whose KIND is "{kind.model.KIND}"'
    for known in (*KINDS.values(), COMMUNITY, SOURCE):
        for part in ("name", "plural", "folder", "section"):
            if getattr(known, part) == getattr(kind, part):
                yield f'has the {part} "{getattr(kind, part)}" of {known.name}'
    if kind.section in OTHER_SECTIONS:
        yield f'has the section "{kind.section}", where other pages of the site are'
    if kind.followed_feed and kind.followed_feed not in kind.model.model_fields:
        yield f'has its feed in "{kind.followed_feed}", which is no field of its model'
    feeds = {known.feed.name for known in KINDS.values() if known.feed} | OTHER_FEEDS
    if kind.feed and kind.feed.name in feeds:
        yield f'has the feed "{kind.feed.name}", which is another\'s'


def kind_named(name: str) -> Kind:
    """The kind of that name, the community and sources among them."""
    return {COMMUNITY.name: COMMUNITY, SOURCE.name: SOURCE}.get(name) or KINDS[name]


def list_files() -> dict[str, Kind]:
    """The files that can hold several records, and of which kind."""
    return {kind.list_file: kind for kind in KINDS.values() if "/" in kind.folder}


def top_folders() -> tuple[str, ...]:
    """The folders at the top of a hub in which its records and pages lie."""
    return tuple(dict.fromkeys(kind.folder.split("/")[0] for kind in (*KINDS.values(), COMMUNITY)))


__all__ = [
    "COMMUNITY",
    "KINDS",
    "SOURCE",
    "Complaint",
    "Kind",
    "Record",
    "kind_named",
    "list_files",
    "registered",
    "top_folders",
]
