"""Write feeds as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

A record's entry is made once and joined into every feed that has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from hearth.base.words import N_
from hearth.kinds import Record
from hearth.kinds.event import CALLED_OFF
from hearth.outputs import Output
from hearth.outputs.faces import face_of
from hearth.outputs.feed_style import styled
from hearth.outputs.feeds import ATOM, FORMATS, JSON, RSS, Feed, Subject, appeared, entry_title
from hearth.outputs.render import Renderer
from hearth.views.planet import BlogPost, feed_of
from hearth.views.reminders import DAYS_BEFORE, Reminder
from hearth.wording import formatting, identity
from hearth.wording.safe import SafeHtml, rooted
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

# Entries are made apart from their feed; without a name for it, the namespace of their content
# would come out as "ns0".
etree.register_namespace("content", "http://purl.org/rss/1.0/modules/content/")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@dataclass(frozen=True)
class _Entry:
    """A record's entry in each format."""

    rss: bytes
    atom: bytes
    json: str


@dataclass(frozen=True)
class _EntryContents:
    """What an entry says, whatever the format."""

    uid: str
    url: str
    published: datetime
    title: str
    summary: str
    html: str
    topics: list[str]
    authors: str
    source: tuple[str, str] | None = None
    """(address, title) of the feed it is taken from."""


def _written(contents: _EntryContents) -> _Entry:
    entry = FeedEntry()
    entry.id(contents.uid)
    entry.guid(contents.uid, permalink=False)
    entry.title(contents.title)
    entry.link(href=contents.url, rel="alternate")
    entry.published(contents.published)
    entry.updated(contents.published)
    if contents.summary:
        entry.summary(contents.summary)
    entry.content(contents.html, type="html")
    entry.author(name=contents.authors)
    for label in contents.topics:
        entry.category(term=label)
    if contents.source:
        entry.source(*contents.source)
    item: dict[str, Any] = {
        "id": contents.uid,
        "url": contents.url,
        "title": contents.title,
        "content_html": contents.html,
        "date_published": formatting.utc(contents.published),
        "authors": [{"name": contents.authors}],
    }
    if contents.summary:
        item["summary"] = contents.summary
    if contents.topics:
        item["tags"] = contents.topics
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
            whole = _before(document, end, body)
            yield Output(feed.uri(form), styled(whole, feed.uri(form)))
        yield Output(feed.uri(JSON), self._json(feed, entries).encode())

    def _head(self, feed: Feed) -> Callable[[str], bytes]:
        """A feed's own XML without entries, by format."""

        def make(form: str) -> bytes:
            generator = FeedGenerator()
            generator.id(f"urn:uuid:{identity.of_edition(self.hub, f'event/feed/{feed.name}')}")
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
        if isinstance(subject, Reminder | BlogPost):
            name = subject.name
        else:
            name = f"{subject.KIND}/{subject.id}"
        if name not in self._entries:
            self._entries[name] = _written(self._told(subject))
        return self._entries[name]

    def _told(self, subject: Subject) -> _EntryContents:
        if isinstance(subject, Reminder):
            return self._of_reminder(subject)
        return self._of_post(subject) if isinstance(subject, BlogPost) else self._of_record(subject)

    def _of_post(self, post: BlogPost) -> _EntryContents:
        """An entry of somebody's own feed: it leads to where it was published."""
        hub, entry = self.hub, post.entry
        return _EntryContents(
            f"urn:uuid:{identity.of_name(hub, post.name)}",
            entry.url,
            _midnight(entry.date),
            entry.title,
            entry.summary or f"{post.owner.heading} · {formatting.host(entry.url)}",
            rooted(self.renderer.render("feeds/blog.html", post=post), hub.settings.site_url),
            [],
            entry.author or post.owner.heading,
            (feed_of(post.owner), post.owner.heading),
        )

    def _of_record(self, record: Record) -> _EntryContents:
        return self._contents(
            identity.of_record(self.hub, record),
            record,
            absolute(self.hub, record),
            appeared(record),
            entry_title(record, self.hub.words),
            record.line_in(self.hub.words),
            self.content(record),
            formatting.names(face_of(record).authors(self.hub, record), self.hub.words),
        )

    def _of_reminder(self, reminder: Reminder) -> _EntryContents:
        item, hub = reminder.item, self.hub
        status = STATUSES[item.status]
        form = (
            N_("%(status)s: %(event)s") if item.status in CALLED_OFF else DAYS_BEFORE[reminder.days]
        )
        said = {"status": hub.words.noted(status.words), "event": item.title}
        words = self.renderer.render("feeds/event.html", event=item.event, item=item)
        return self._contents(
            identity.of_name(hub, reminder.name),
            item.event,
            absolute(hub, item),
            reminder.day,
            hub.words.noted(form) % said,
            f"{formatting.day(item, hub.words)}, {formatting.where(hub, item)}",
            words,
            "",
        )

    def _contents(
        self,
        uid: str,
        record: Record,
        url: str,
        day: date | None,
        title: str,
        summary: str,
        words: SafeHtml,
        authors: str,
    ) -> _EntryContents:
        hub = self.hub
        topics = [hub.topics[topic].label for topic in record.topics if topic in hub.topics]
        return _EntryContents(
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
        templates = (f"feeds/{record.KIND}.html", "feeds/record.html")
        return self.renderer.render(templates, **face_of(record).values(self.hub, record))


def _before(document: bytes, end: bytes, body: bytes) -> bytes:
    """``document`` with ``body`` put before its last ``end``."""
    at = document.rindex(end)
    return document[:at] + body + document[at:]
