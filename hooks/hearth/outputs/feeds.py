"""The feeds of a hub: of everything, of each kind, and of each record with a feed of its own, such
as a topic or a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hearth.base.words import Translations
from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.descriptor import KindFeed
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.views.reminders import Reminder, reminders
from hearth.wording.safe import html
from hearth.wording.structured_data import absolute

RSS, ATOM, JSON = "rss.xml", "atom.xml", "json"
FORMATS = {RSS: "application/rss+xml", ATOM: "application/atom+xml", JSON: "application/feed+json"}
FORMAT_NAMES = {RSS: "RSS", ATOM: "Atom", JSON: "JSON Feed"}

Subject = Record | Reminder
"""What an entry is of."""


@dataclass(frozen=True)
class Feed:
    """One feed: its name (part of its address), title, what it is for, the page it belongs to and
    what its entries are of."""

    name: str
    title: str
    purpose: str
    page: str
    records: tuple[Subject, ...]

    def uri(self, form: str) -> str:
        """The address of one format, relative to the site's root."""
        return f"feeds/{self.name}.{form}"


def feeds(hub: Hub) -> Iterator[Feed]:
    """Every feed the hub publishes, general ones first; an internal hub publishes none."""
    if hub.settings.internal:
        return
    community, described = hub.community.name, _with_feeds()
    everything = [record for kind, _ in described for record in hub.records[kind.name].values()]
    names = ", ".join(hub.words.noted(about.called or kind.plural) for kind, about in described)
    yield _feed(
        hub, "all", community, hub.words("Everything new: %(kinds)s", kinds=names), "", everything
    )
    for kind, about in described:
        records = hub.records[kind.name].values()
        title, page = f"{community}: {hub.words.noted(about.title)}", f"{kind.section}/"
        yield _feed(hub, about.name, title, hub.words.noted(about.purpose), page, records)
    yield _of_reminders(hub)
    yield from _of_records(hub)


def _with_feeds() -> list[tuple[Kind, KindFeed]]:
    """The kinds that are told in feeds, in the order of their feeds."""
    found = [(kind, kind.feed) for kind in KINDS.values() if kind.feed]
    return sorted(found, key=lambda pair: pair[1].rank)


def _of_reminders(hub: Hub) -> Feed:
    upcoming = tuple(reminders(hub)[: hub.settings.feed_entries])
    return Feed(
        "reminders",
        f"{hub.community.name}: {hub.words('reminders')}",
        hub.words("What is coming, a week and a day before"),
        "events/",
        upcoming,
    )


def _of_records(hub: Hub) -> Iterator[Feed]:
    """The feeds of single records, of what refers to them."""
    found = [(kind, kind.record_feeds) for kind in KINDS.values() if kind.record_feeds]
    for kind, each in sorted(found, key=lambda pair: pair[1].rank):
        under = [other.model for other, about in _with_feeds() if kind.name in about.under]
        for subject in hub.records[kind.name].values():
            records = [record for model in under for record in hub.referring(subject, model)]
            yield _feed(
                hub,
                f"{kind.plural}/{subject.id}",
                f"{hub.community.name}: {hub.words.among(subject.heading)}",
                hub.words.noted(each.purpose).format(hub.words.among(subject.heading)),
                hub.url(subject),
                records,
            )


def _feed(
    hub: Hub, name: str, title: str, purpose: str, page: str, records: Iterable[Record]
) -> Feed:
    dated = [record for record in records if (day := appeared(record)) and day <= hub.as_of]
    dated.sort(key=lambda record: (-appeared(record).toordinal(), record.KIND, record.id))  # type: ignore[union-attr]
    return Feed(name, title, purpose, page, tuple(dated[: hub.settings.feed_entries]))


def appeared(subject: Subject) -> date | None:
    """The day a record, or a reminder, became news."""
    if isinstance(subject, Reminder):
        return subject.day
    day: date | None = KINDS[subject.KIND].day(subject)
    return day


def entry_title(record: Record, words: Translations) -> str:
    """What a reader of many feeds needs to see at once."""
    feed = KINDS[record.KIND].feed
    return feed.entry_title(record, words) if feed else record.heading


def opml(hub: Hub, found: Iterable[Feed]) -> Output:
    """A list of every feed that readers can import (OPML 2.0)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        html('<opml version="2.0"><head><title>%s</title></head><body>', hub.community.name),
        *(
            html(
                (
                    '<outline type="rss" text="%s" title="%s" description="%s" xmlUrl="%s" '
                    'htmlUrl="%s"/>'
                ),
                *(
                    feed.title,
                    feed.title,
                    feed.purpose,
                    absolute(hub, feed.uri(RSS)),
                    absolute(hub, feed.page),
                ),
            )
            for feed in found
        ),
        "</body></opml>",
    ]
    return Output("feeds/feeds.opml", "\n".join(lines).encode())
