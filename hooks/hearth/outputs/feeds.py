"""Feeds: RSS 2.0, Atom and JSON Feed 1.1 of everything, of each kind, and of each topic and group.

A record's entry is made once and joined into every feed that has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from hearth.kinds import KINDS, Record
from hearth.kinds.event import CALLED_OFF, Event
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.render import Renderer
from hearth.views.reminders import DAYS_BEFORE, Reminder, reminders
from hearth.wording import formatting, identity
from hearth.wording.safe import SafeHtml, html, rooted
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

RSS, ATOM, JSON = "rss.xml", "atom.xml", "json"
FORMATS = {RSS: "application/rss+xml", ATOM: "application/atom+xml", JSON: "application/feed+json"}
FORMAT_NAMES = {RSS: "RSS", ATOM: "Atom", JSON: "JSON Feed"}
# Entries are made apart from their feed; without a name for it, the namespace of their content
# would come out as "ns0".
etree.register_namespace("content", "http://purl.org/rss/1.0/modules/content/")


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


GENERAL: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    (
        "all",
        "",
        "Everything new: news, events as they are announced, resources, members",
        "",
        ("post", "event", "resource", "member"),
    ),
    (
        "news",
        ": news",
        "News, stories, recaps, prompts, research notes and decisions",
        "news/",
        ("post",),
    ),
    ("events", ": events", "Events, as they are announced", "events/", ("event",)),
    ("resources", ": resources", "What members found worth your time", "resources/", ("resource",)),
    ("members", ": new members", "Who joined", "members/", ("member",)),
)
"""Feeds of whole kinds: name, what follows the community's name in the title, purpose, page,
kinds."""

FACETS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("topics", "topic", "Everything about {}", ("post", "event", "resource")),
    ("groups", "group", "Events and posts of {}", ("post", "event")),
)
"""What has a feed of its own: its folder, the kind of record, its purpose, and the kinds that refer
to it."""


def feeds(hub: Hub) -> Iterator[Feed]:
    """Every feed the hub publishes, general ones first; an internal hub publishes none."""
    if hub.settings.internal:
        return
    community = hub.community.name
    for name, after, purpose, page, kinds in GENERAL:
        records = [record for kind in kinds for record in hub.records[kind].values()]
        yield _feed(hub, name, f"{community}{after}", purpose, page, records)
    upcoming = tuple(reminders(hub)[: hub.settings.feed_entries])
    yield Feed(
        "reminders",
        f"{community}: reminders",
        "What is coming, a week and a day before",
        "events/",
        upcoming,
    )
    for folder, kind, purpose, kinds in FACETS:
        for subject in hub.records[kind].values():
            records = [
                record for kind in kinds for record in hub.referring(subject, KINDS[kind].model)
            ]
            title, words = f"{community}: {subject.heading}", purpose.format(subject.heading)
            yield _feed(hub, f"{folder}/{subject.id}", title, words, hub.url(subject), records)


def _feed(
    hub: Hub, name: str, title: str, purpose: str, page: str, records: Iterable[Record]
) -> Feed:
    dated = [record for record in records if (day := appeared(record)) and day <= hub.as_of]
    dated.sort(key=lambda record: (-appeared(record).toordinal(), record.KIND, record.id))  # type: ignore[union-attr]
    return Feed(name, title, purpose, page, tuple(dated[: hub.settings.feed_entries]))


def appeared(record: Subject) -> date | None:
    """The day a record, or a reminder, became news."""
    if isinstance(record, Reminder):
        return record.day
    if isinstance(record, Post):
        return record.date
    return record.joined if isinstance(record, Member) else record.added


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@dataclass(frozen=True)
class _Entry:
    """A record's entry in each format."""

    rss: bytes
    atom: bytes
    json: str


@dataclass(frozen=True)
class _Told:
    """What an entry says, whatever the format."""

    uid: str
    url: str
    published: datetime
    title: str
    summary: str
    html: str
    topics: list[str]
    authors: str


def _written(told: _Told) -> _Entry:
    entry = FeedEntry()
    entry.id(told.uid)
    entry.guid(told.uid, permalink=False)
    entry.title(told.title)
    entry.link(href=told.url, rel="alternate")
    entry.published(told.published)
    entry.updated(told.published)
    if told.summary:
        entry.summary(told.summary)
    entry.content(told.html, type="html")
    entry.author(name=told.authors)
    for label in told.topics:
        entry.category(term=label)
    item: dict[str, Any] = {
        "id": told.uid,
        "url": told.url,
        "title": told.title,
        "content_html": told.html,
        "date_published": formatting.utc(told.published),
        "authors": [{"name": told.authors}],
    }
    if told.summary:
        item["summary"] = told.summary
    if told.topics:
        item["tags"] = told.topics
    return _Entry(
        etree.tostring(entry.rss_entry()),
        etree.tostring(entry.atom_entry()),
        json.dumps(item, ensure_ascii=False),
    )


class FeedWriter:
    """Writes feeds; keeps each record's entry for the next feed that has it."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer, self.hub = renderer, renderer.hub
        self._entries: dict[str, _Entry] = {}

    def write(self, feed: Feed) -> Iterator[Output]:
        """The feed in every format."""
        entries = [self._entry(record) for record in feed.records]
        head = self._head(feed)
        for form, end, body in (
            (RSS, b"</channel>", b"".join(entry.rss for entry in entries)),
            (ATOM, b"</feed>", b"".join(entry.atom for entry in entries)),
        ):
            document: bytes = head(form)
            yield Output(feed.uri(form), _before(document, end, body))
        yield Output(feed.uri(JSON), self._json(feed, entries).encode())

    def _head(self, feed: Feed) -> Callable[[str], bytes]:
        """A feed's own XML without entries, by format."""

        def make(form: str) -> bytes:
            generator = FeedGenerator()
            generator.id(f"urn:uuid:{identity.of_name(self.hub, f'event/feed/{feed.name}')}")
            generator.title(feed.title)
            generator.description(feed.purpose)
            generator.subtitle(feed.purpose)
            generator.language(self.hub.community.language)
            generator.author(name=self.hub.community.name)
            generator.generator("Hearth")
            # The link added last becomes the RSS channel's own, so rel=self comes first.
            generator.link(href=absolute(self.hub, feed.uri(form)), rel="self", type=FORMATS[form])
            generator.link(href=absolute(self.hub, feed.page), rel="alternate")
            newest = (
                _midnight(appeared(feed.records[0]) or self.hub.as_of)
                if feed.records
                else _midnight(self.hub.as_of)
            )
            generator.updated(newest)
            generator.lastBuildDate(newest)
            return bytes(generator.rss_str() if form == RSS else generator.atom_str())

        return make

    def _json(self, feed: Feed, entries: list[_Entry]) -> str:
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "description": feed.purpose,
            "home_page_url": absolute(self.hub, feed.page),
            "feed_url": absolute(self.hub, feed.uri(JSON)),
            "language": self.hub.community.language,
        }
        opening = json.dumps(head, ensure_ascii=False)[:-1]
        return f'{opening}, "items": [{", ".join(entry.json for entry in entries)}]}}\n'

    def _entry(self, subject: Subject) -> _Entry:
        name = subject.name if isinstance(subject, Reminder) else f"{subject.KIND}/{subject.id}"
        if name not in self._entries:
            told = (
                self._of_reminder(subject)
                if isinstance(subject, Reminder)
                else self._of_record(subject)
            )
            self._entries[name] = _written(told)
        return self._entries[name]

    def _of_record(self, record: Record) -> _Told:
        authors = self.hub.people(record.authors) if isinstance(record, Post) else []
        return self._told(
            identity.of_record(self.hub, record),
            record,
            absolute(self.hub, record),
            appeared(record),
            entry_title(record),
            record.line,
            self.content(record),
            formatting.names(authors),
        )

    def _of_reminder(self, reminder: Reminder) -> _Told:
        item, hub = reminder.item, self.hub
        status = STATUSES[item.status]
        lead = status.words if item.status in CALLED_OFF else DAYS_BEFORE[reminder.days]
        words = self.renderer.render("feeds/event.html", event=item.event, item=item)
        return self._told(
            identity.of_name(hub, reminder.name),
            item.event,
            absolute(hub, item),
            reminder.day,
            f"{lead}: {item.title}",
            f"{formatting.day(item)}, {formatting.where(hub, item)}",
            words,
            "",
        )

    def _told(
        self,
        uid: str,
        record: Record,
        url: str,
        day: date | None,
        title: str,
        summary: str,
        words: SafeHtml,
        authors: str,
    ) -> _Told:
        hub = self.hub
        topics = [hub.topics[topic].label for topic in record.topics if topic in hub.topics]
        return _Told(
            f"urn:uuid:{uid}",
            url,
            _midnight(day or hub.as_of),
            title,
            summary,
            rooted(words, hub.settings.site_url),
            topics,
            authors or hub.community.name,
        )

    def content(self, record: Record) -> SafeHtml:
        """What an entry says: the facts of the record and its text."""
        if isinstance(record, Event):
            item = self.hub.schedule.next_of(record)
            return self.renderer.render("feeds/event.html", event=record, item=item)
        return self.renderer.render(f"feeds/{record.KIND}.html", **{record.KIND: record})


def entry_title(record: Record) -> str:
    """What a reader of many feeds needs to see at once."""
    if isinstance(record, Member):
        return f"{record.name} joined"
    return (
        record.heading
        if isinstance(record, Post | Resource)
        else f"{record.heading} ({record.line})"
    )


def _before(document: bytes, end: bytes, body: bytes) -> bytes:
    """``document`` with ``body`` put before its last ``end``."""
    at = document.rindex(end)
    return document[:at] + body + document[at:]


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
