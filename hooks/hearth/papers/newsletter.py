"""A newsletter issue as Markdown, as text, as data, and as a post of the hub.

Its HTML for mail programs is made in ``hearth.papers.newsletter_mail``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.member import Ask, Member
from hearth.kinds.post import Post
from hearth.kinds.resource import Resource
from hearth.manage.desk.newsletter import CHANGED, Coming, IssueContents, Thanked
from hearth.manage.private.notes import Correction
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.promotion import SUBJECT
from hearth.views.deadlines import Deadline
from hearth.wording import event_facts, formatting
from hearth.wording.document import (
    Block,
    FilledIn,
    Inline,
    Link,
    Strong,
    closed,
    entry,
    flat,
    heading,
    paragraph,
    written,
)
from hearth.wording.merge_marks import broken, encoded
from hearth.wording.safe import html_to_text, markdown, shorten
from hearth.wording.statuses import STATUSES
from hearth.wording.structured_data import absolute

UNSUBSCRIBE = "{{unsubscribe}}"
"""Where the sending service puts the address at which a reader leaves the list; nothing else in an
issue is to be filled in."""
MOST = 8
"""Items of a section that are told; of the rest, the number is told and where they are."""
FEW = 5
"""The same, of asks and thanks: more than that nobody reads."""
_INLINE = re.compile(r"</?(?:a|code|del|em|s|strong|sub|sup)\b[^>]*>")

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Item:
    """One thing that is told."""

    title: str
    url: str
    mark: str = ""
    """A word before the title, such as Cancelled."""
    fact: str = ""
    """When and where, or who."""
    words: str = ""
    """What it is, or why it is worth reading."""
    leaf: tuple[str, str] | None = None
    """Month and day, as a leaf of a calendar shows them."""


@dataclass(frozen=True)
class Section:
    """What is told under one heading."""

    heading: str
    items: tuple[Item, ...]
    left: int = 0
    """How many more there are."""
    more: str = ""
    """Where they are."""
    passing: bool = False
    """Whether it is only for the day it is sent: people who are new or wait for help, days that are
    over soon."""


@dataclass(frozen=True)
class NewsletterIssue:
    """A whole issue, ready to be looked through and sent."""

    community: str
    language: str
    number: int
    day: date
    subject: str
    preheader: str
    """What mail programs show beside the subject."""
    opening: str
    sections: tuple[Section, ...]
    site: str
    note: str = ""
    """A notice for the foot, such as that everybody in it is invented."""
    words: Translations = field(default=ENGLISH, repr=False, compare=False)
    """The language it is written in."""

    @property
    def title(self) -> str:
        """The newsletter's name and number."""
        return self.words(
            "%(community)s: newsletter %(number)s", community=self.community, number=self.number
        )

    @property
    def markdown(self) -> str:
        """As Markdown, for services that send what is written so."""
        leave = paragraph(
            self.words("You get this because you asked for it."),
            " ",
            FilledIn(self.words("Unsubscribe"), UNSUBSCRIBE),
        )
        return written(
            [
                heading(self.title, 1),
                paragraph(self.opening),
                *_blocks(self.words, self.sections, 2),
                *self._foot,
                leave,
            ]
        ).markdown

    @property
    def plain_text(self) -> str:
        """As plain text, for the other half of a mail."""
        said = [self.title, self.opening]
        for section in self.sections:
            said += [
                f"{section.heading.upper()}\n{'-' * len(section.heading)}",
                *map(_plain_text, section.items),
            ]
            said += [f"{left(self.words, section)}: {section.more}"] if section.left else []
        said += [f"--\n{self.community}: {self.site}", *([self.note] if self.note else [])]
        leave = f"{self.words('Unsubscribe')}: {UNSUBSCRIBE}"
        said += [f"{self.words('You get this because you asked for it.')} {leave}"]
        return "\n\n".join(said)

    @property
    def _foot(self) -> list[Block]:
        return [
            paragraph(Link(self.community, self.site)),
            *([paragraph(self.note)] if self.note else []),
        ]

    @property
    def body(self) -> str:
        """What stays on the site as a post: without what was only for the day."""
        return written(
            [paragraph(self.opening), *_blocks(self.words, lasting(self.sections), 1)]
        ).markdown

    @property
    def data(self) -> dict[str, Any]:
        """As data."""
        fields = asdict(replace(self, words=ENGLISH))
        del fields["words"]
        return {**fields, "day": self.day.isoformat(), "title": self.title}


def lasting(sections: Iterable[Section]) -> list[Section]:
    """The sections that may stand on the site for years."""
    return [section for section in sections if not section.passing]


def draft(hub: Hub, contents: IssueContents, opening: str = "") -> NewsletterIssue:
    """The letter in words; ``hub`` is the public one. ``opening`` are the editor's own first
    words."""
    sections = tuple(section for section in _sections(hub, contents) if section.items)
    words, community, day = hub.words, hub.community, hub.words.long_day(contents.since)
    said = (
        words("This is what came and what changed since %(day)s.", day=day)
        if contents.is_news
        else words("Nothing came and nothing changed since %(day)s.", day=day)
    )
    return NewsletterIssue(
        community=harmless(community.name),
        language=community.language,
        number=contents.number,
        day=contents.day,
        subject=_subject(words, contents, sections),
        preheader=_preheader(words, contents),
        opening=harmless(opening) or said,
        sections=sections,
        site=encoded(hub.settings.site_url),
        note=harmless(community.sample or ""),
        words=words,
    )


def harmless(text: str) -> str:
    """Text on one line in which a sending service finds no field to fill in: an invisible joiner
    parts the marks they look for."""
    return broken(flat(text))


# -- what stands above everything ------------------------------------------------------------------


def _subject(words: Translations, contents: IssueContents, sections: Sequence[Section]) -> str:
    """The number and the title of what most people will like to hear: a new event, else a post,
    else whatever comes first."""
    wanted = {section.heading: section for section in sections}
    first = (
        wanted.get(words.noted(NEW))
        or wanted.get(words.noted(WRITTEN))
        or next(iter(sections), None)
    )
    number = contents.number
    if first is None:
        return shorten(words("Newsletter %(number)s", number=number), SUBJECT)
    title = first.items[0].title
    return shorten(words("Newsletter %(number)s: %(title)s", number=number, title=title), SUBJECT)


def _preheader(words: Translations, contents: IssueContents) -> str:
    """How much there is of what; empty when there is nothing."""
    said = (
        (contents.changed, words.count(len(contents.changed), "changed date")),
        (contents.announced, words.count(len(contents.announced), "new event")),
        (contents.posts, words.count(len(contents.posts), "post")),
        (contents.members, words.count(len(contents.members), "new member")),
        (
            contents.resources,
            words.count(len(contents.resources), "find for the library", "finds for the library"),
        ),
    )
    return words.listed([how_many for found, how_many in said if found])


# -- sections --------------------------------------------------------------------------------------

NOTE = N_("Please note")
NEW = N_("New events")
WRITTEN = N_("Written by members")
HERE = N_("New here")
LIBRARY = N_("New in the library")


def _sections(hub: Hub, contents: IssueContents) -> Iterator[Section]:
    """Every section in the letter's order; those without items too."""
    prompts = [post for post in contents.posts if post.type == "prompt"]
    written_ones = [post for post in contents.posts if post.type != "prompt"]
    yield _section(hub, NOTE, contents.changed, coming_item, "events/")
    yield _section(hub, N_("Put right"), contents.corrections, _correction, "")
    yield _section(hub, NEW, contents.announced, coming_item, "events/")
    yield replace(
        _section(hub, N_("Last days"), contents.closing, _closing, "events/"), passing=True
    )
    yield _section(hub, N_("Also coming"), contents.coming, coming_item, "events/")
    yield _section(hub, WRITTEN, written_ones, post_item, "news/")
    yield _section(hub, N_("To talk about"), prompts, post_item, "news/type/prompt/")
    yield replace(_section(hub, HERE, contents.members, member_item, "members/"), passing=True)
    yield replace(
        _section(hub, N_("Who can help?"), contents.asks, _ask, "members/", FEW), passing=True
    )
    yield _section(hub, LIBRARY, contents.resources, resource_item, "resources/")
    yield _section(hub, N_("Thank you"), contents.thanks, _thanked, "events/", FEW)


def _section(
    hub: Hub,
    title: str,
    found: Sequence[Thing],
    item: Callable[[Hub, Thing], Item],
    page: str,
    most: int = MOST,
) -> Section:
    items = tuple(one_lined(item(hub, thing)) for thing in found[:most])
    return Section(
        hub.words.noted(title), items, max(0, len(found) - most), encoded(absolute(hub, page))
    )


def one_lined(item: Item) -> Item:
    """The item on single lines, without anything to be filled in."""
    title, mark, fact, words = map(harmless, (item.title, item.mark, item.fact, item.words))
    return replace(item, title=title, url=encoded(item.url), mark=mark, fact=fact, words=words)


def coming_item(hub: Hub, item: Coming) -> Item:
    """An event that is to come; one that is not as announced says so."""
    if not isinstance(item, Occurrence):
        return Item(
            item.title,
            absolute(hub, item),
            fact=closed(item.line_in(hub.words)),
            words=item.summary,
        )
    time, when = event_facts.time(hub, item), formatting.when(hub, item)
    where, again = event_facts.where(hub, item), formatting.repetition(item.event, hub.words)
    changed = item.status in CHANGED
    return Item(
        item.title,
        absolute(hub, item),
        mark=hub.words.noted(STATUSES[item.status].words) if item.status != "scheduled" else "",
        fact=closed(f"{time.brief}, {where}")
        + (f" {closed(again)}" if again and not changed else ""),
        words=event_facts.notice(item, hub.words) if changed else item.summary,
        leaf=(when.month, when.number),
    )


def _closing(hub: Hub, deadline: Deadline) -> Item:
    day = event_facts.near_day(deadline.day, hub.words)
    fact = (
        hub.words("Register by %(day)s.", day=day)
        if deadline.name.startswith("registration")
        else hub.words("Answer by %(day)s.", day=day)
    )
    return Item(deadline.about, deadline.url or absolute(hub, deadline.record), fact=fact)


def post_item(hub: Hub, post: Post) -> Item:
    by = formatting.names(hub.people(post.authors), hub.words)
    return Item(
        post.title,
        absolute(hub, post),
        mark=hub.words.noted(post.type).capitalize() if post.type != "prompt" else "",
        fact=hub.words("By %(people)s", people=closed(by)) if by else "",
        words=post.summary or shorten(next(iter(paragraphs(post.body)), ""), 240),
    )


def member_item(hub: Hub, member: Member) -> Item:
    return Item(
        member.name,
        absolute(hub, member),
        fact=closed(member.line_in(hub.words)) if member.line else "",
    )


def _ask(hub: Hub, pair: tuple[Member, Ask]) -> Item:
    member, ask = pair
    label = hub.topics[ask.topic].label if ask.topic in hub.topics else ask.topic
    fact = (
        hub.words(
            "%(name)s has waited since %(month)s for an answer on %(topic)s.",
            name=member.name,
            month=hub.words.month(ask.since),
            topic=label,
        )
        if ask.since
        else closed(hub.words("%(name)s asks about %(topic)s", name=member.name, topic=label))
    )
    return Item(ask.note or label, absolute(hub, member), fact=fact)


def resource_item(hub: Hub, resource: Resource) -> Item:
    words, authors = hub.words, ", ".join(resource.authors)
    takes = formatting.length(resource.minutes, words)
    by = authors and words("by %(people)s", people=authors)
    known = formatting.listing([words.noted(resource.type), by, takes])
    curator = hub.members.get(resource.curator or "")
    fact = closed(known[:1].upper() + known[1:])
    if curator:
        fact += " " + words("%(name)s recommends it.", name=curator.name)
    return Item(
        resource.title,
        absolute(hub, resource),
        fact=fact,
        words=resource.why,
    )


def _thanked(hub: Hub, thanked: Thanked) -> Item:
    fact = hub.words(
        "To %(people)s, for %(day)s.",
        people=formatting.names(list(thanked.people), hub.words),
        day=event_facts.near_day(thanked.item.first_day, hub.words),
    )
    return Item(thanked.item.title, absolute(hub, thanked.item), fact=fact)


def _correction(hub: Hub, note: Correction) -> Item:
    where = f" {closed(note.where)}" if note.where else ""
    return Item(
        note.right, "", words=hub.words("It had said: %(words)s", words=closed(note.wrong)) + where
    )


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a text in Markdown, as plain text, each on one line; without tables, whose
    cells say nothing alone."""
    parts = (part for part in re.split(r"\n\s*\n", body) if not part.lstrip().startswith("|"))
    found = (html_to_text(_INLINE.sub("", markdown(part))) for part in parts)
    return [words for words in found if words]


# -- in words --------------------------------------------------------------------------------------


def left(words: Translations, section: Section) -> str:
    """And 3 more"""
    return words("And %(number)s more", number=section.left)


def _blocks(words: Translations, sections: Iterable[Section], level: int) -> Iterator[Block]:
    for section in sections:
        yield heading(section.heading, level)
        yield from (entry(*parts_of(item)) for item in section.items)
        if section.left:
            yield entry(Link(left(words, section), section.more))


def parts_of(item: Item) -> list[Inline]:
    """An item as parts of a line."""
    title: list[Inline] = [Link(item.title, item.url)] if item.url else [Strong(item.title)]
    mark: list[Inline] = [Strong(f"{item.mark}:"), " "] if item.mark else []
    stop = "" if item.title.endswith((".", "!", "?", "…")) else "."
    return [*mark, *title, stop, *(f" {words}" for words in (item.fact, item.words) if words)]


def _plain_text(item: Item) -> str:
    lead = f"{item.mark}: {item.title}" if item.mark else item.title
    return "\n".join(filter(None, (lead, item.fact, item.words, item.url)))


def as_post(draft: NewsletterIssue) -> dict[str, Any]:
    """The fields of the post by which an issue stays on the site."""
    summary = (
        f"{draft.preheader[:1].upper()}{draft.preheader[1:]}." if draft.preheader else draft.opening
    )
    return {
        "title": draft.subject,
        "date": draft.day.isoformat(),
        "type": "newsletter",
        "summary": shorten(summary),
        "body": draft.body,
    }
