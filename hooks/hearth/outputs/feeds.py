"""The feeds of a hub: of everything, of each kind, of each record with a feed of its own, such as a
topic or a group, and of each answer to a question with a page or a calendar."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from hearth.base.derived import once
from hearth.base.words import Translations
from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.descriptor import Filter, KindFeed
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.calendars import FACETS, Calendar, by_facet
from hearth.views.facets import answers, labelled, word
from hearth.views.planet import BlogPost, blog_posts
from hearth.views.reminders import Reminder, reminders
from hearth.wording.safe import html
from hearth.wording.structured_data import absolute

RSS, ATOM, JSON = "rss.xml", "atom.xml", "json"
FORMATS = {RSS: "application/rss+xml", ATOM: "application/atom+xml", JSON: "application/feed+json"}
FORMAT_NAMES = {RSS: "RSS", ATOM: "Atom", JSON: "JSON Feed"}
OF_FACET = 20
"""Entries at most in a feed of a facet: there is one for each of hundreds of venues and series, and
every entry stands in several of them."""

Named = TypeVar("Named", "Feed", Calendar)
Subject = Record | Reminder | BlogPost
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


@once
def feeds(hub: Hub) -> tuple[Feed, ...]:
    """Every feed the hub publishes, general ones first; an internal hub publishes none."""
    return () if hub.settings.internal else tuple(_feeds(hub))


def _feeds(hub: Hub) -> Iterator[Feed]:
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
    yield from _of_blogs(hub)
    yield from _of_records(hub)
    yield from _of_facets(hub)
    for kind, about in described:
        for found in kind.listing.filters:
            if found.page:
                yield from _of_answers(hub, kind, about, found)


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


def _of_blogs(hub: Hub) -> Iterator[Feed]:
    """The feed of what is posted elsewhere, as soon as there is anything in it."""
    if posts := blog_posts(hub)[: hub.settings.feed_entries]:
        title = f"{hub.community.name}: {hub.words('From our blogs')}"
        purpose = hub.words("What members and groups write on sites of their own")
        yield Feed("planet", title, purpose, "planet/", posts)


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


def _of_facets(hub: Hub) -> Iterator[Feed]:
    """The feeds of events by what their calendars are parted by."""
    for name, found in by_facet(hub).items():
        if found.facet.feed:
            events = {item.event.id: item.event for item in found.dates}.values()
            fed = _feed(hub, name, found.title(hub), found.purpose(hub), found.page, events)
            yield replace(fed, records=fed.records[:OF_FACET])


def _of_answers(hub: Hub, kind: Kind, about: KindFeed, found: Filter) -> Iterator[Feed]:
    """The feeds of a kind's records by an answer that has a page: each lies where the page does."""
    giving: defaultdict[str, list[Record]] = defaultdict(list)
    for record in hub.records[kind.name].values():
        for answer in () if kind.archived(record, hub.as_of) else answers(hub, found, record):
            giving[answer].append(record)
    counts = {found.name: Counter({answer: len(given) for answer, given in giving.items()})}
    (facet,) = labelled(hub, [found], counts)
    by_key = {word(answer): given for answer, given in giving.items()}
    for choice in sorted(facet.choices, key=lambda choice: choice.key):
        title = f"{hub.community.name}: {hub.words.among(choice.label)}"
        purpose = hub.words.noted(about.purpose)
        yield _feed(hub, choice.url.strip("/"), title, purpose, choice.url, by_key[choice.key])


def _feed(
    hub: Hub, name: str, title: str, purpose: str, page: str, records: Iterable[Record]
) -> Feed:
    dated = [
        record
        for record in records
        if (day := appeared(record)) and day <= hub.as_of
        if not KINDS[record.KIND].archived(record, hub.as_of)
    ]
    dated.sort(key=lambda record: (-appeared(record).toordinal(), record.KIND, record.id))  # type: ignore[union-attr]
    return Feed(name, title, purpose, page, tuple(dated[: hub.settings.feed_entries]))


def appeared(subject: Subject) -> date | None:
    """The day a record, or a reminder, became news."""
    if isinstance(subject, Reminder | BlogPost):
        return subject.day
    day: date | None = KINDS[subject.KIND].day(subject)
    return day


def entry_title(record: Record, words: Translations) -> str:
    """What a reader of many feeds needs to see at once."""
    feed = KINDS[record.KIND].feed
    return feed.entry_title(record, words) if feed else record.heading


def by_folder(found: Iterable[Named]) -> dict[str, list[Named]]:
    """Feeds or calendars by what they are of: ``""`` for the general ones, ``topics``, ``groups``
    …"""
    folders: dict[str, list[Named]] = {}
    for item in found:
        folder, _, rest = item.name.partition("/")
        folders.setdefault(folder if rest else "", []).append(item)
    return folders


def headings(hub: Hub) -> dict[str, str]:
    """What the folders of feeds and calendars are called."""
    kinds = {kind.plural: hub.words.noted(kind.crumb[0]) for kind in KINDS.values()}
    return kinds | {facet.folder: hub.words.noted(facet.heading) for facet in FACETS.values()}


def opml(hub: Hub, found: Iterable[Feed]) -> Output:
    """A list of every feed that readers can import (OPML 2.0), in folders as the subscribe page has
    them."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        html('<opml version="2.0"><head><title>%s</title></head><body>', hub.community.name),
    ]
    said = headings(hub)
    for folder, inside in by_folder(found).items():
        outlines = [_outline(hub, feed) for feed in inside]
        if folder:
            opening = html('<outline text="%s" title="%s">', said[folder], said[folder])
            outlines = [opening, *outlines, "</outline>"]
        lines += outlines
    return Output("feeds/feeds.opml", "\n".join([*lines, "</body></opml>"]).encode())


def _outline(hub: Hub, feed: Feed) -> str:
    return html(
        ('<outline type="rss" text="%s" title="%s" description="%s" xmlUrl="%s" htmlUrl="%s"/>'),
        feed.title,
        feed.title,
        feed.purpose,
        absolute(hub, feed.uri(RSS)),
        absolute(hub, feed.page),
    )
