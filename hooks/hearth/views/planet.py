"""What members and groups post elsewhere, as far as their own records lead there now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from hearth.base.derived import once
from hearth.base.licences import licence_name
from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.read.kept_feeds import KeptEntry

ON_PAGE = 3
"""So many entries stand on the page of their owner."""
TITLES = "titles"
"""What an owner says who wants nothing but titles to be shown."""
MONTHLY = 5
"""So many entries of one owner in a month stand beside those of others."""


@dataclass(frozen=True)
class BlogPost:
    """An entry of somebody's own feed, and whose it is."""

    owner: Record
    entry: KeptEntry

    @property
    def day(self) -> date:
        return self.entry.date

    @property
    def licence(self) -> str:
        """What the licence is called under which its author gives it; empty where there is none."""
        return licence_name(self.entry.licence or "")

    @property
    def name(self) -> str:
        """What it is known by, wherever it is told."""
        return f"planet/{self.entry.url}"


def feed_of(record: Record) -> str:
    """The address of a record's own feed; empty where it has none."""
    name = KINDS[record.KIND].followed_feed
    return (name and getattr(record, name)) or ""


def shows_titles_alone(record: Record) -> bool:
    """Whether a record's owner wants nothing but titles of their feed to be shown."""
    name = KINDS[record.KIND].followed_shows
    return bool(name) and getattr(record, name) == TITLES


@once
def _by_owner(hub: Hub) -> Mapping[Target, tuple[BlogPost, ...]]:
    found = {}
    for (kind, record_id), kept in hub.kept_feeds.items() if hub.settings.blogs else ():
        owner = hub.records[kind].get(record_id)
        # What was kept of an address that is not the record's any more is nobody's word.
        if owner is not None and feed_of(owner) == kept.url:
            shown = kept.with_titles_alone() if shows_titles_alone(owner) else kept
            posts = [BlogPost(owner, entry) for entry in shown.entries if entry.date <= hub.as_of]
            found[kind, record_id] = tuple(sorted(posts, key=_newest_first))
    return {owner: posts for owner, posts in found.items() if posts}


def posts_of(hub: Hub, record: Record | None) -> tuple[BlogPost, ...]:
    """What a record's owner posts elsewhere, the newest first."""
    return _by_owner(hub).get((record.KIND, record.id), ()) if record else ()


def every_post(hub: Hub) -> Iterator[BlogPost]:
    """Every entry of everybody's, in no order."""
    return chain.from_iterable(_by_owner(hub).values())


def latest(hub: Hub, record: Record | None) -> tuple[BlogPost, ...]:
    """What of that stands on the record's own page."""
    return posts_of(hub, record)[:ON_PAGE]


@once
def blog_posts(hub: Hub) -> tuple[BlogPost, ...]:
    """What all post elsewhere, the newest first; what is in two feeds is there once, and of who
    posts very often only the newest of each month, so that others are seen beside them."""
    found: dict[str, BlogPost] = {}
    counts: Counter[tuple[Target, int, int]] = Counter()
    for post in sorted(every_post(hub), key=_newest_first):
        month = ((post.owner.KIND, post.owner.id), post.day.year, post.day.month)
        if post.entry.url not in found and counts[month] < MONTHLY:
            counts[month] += 1
            found[post.entry.url] = post
    return tuple(found.values())


def _newest_first(post: BlogPost) -> tuple[int, str, str, str]:
    return -post.day.toordinal(), post.owner.KIND, post.owner.id, post.entry.url
