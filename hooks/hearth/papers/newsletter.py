"""A newsletter issue as Markdown, as text, as data, and as a post of the hub.

Its HTML for mail programs is made in ``hearth.papers.newsletter_mail``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypeVar

from hearth.base.format import long_day, month
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

    @property
    def title(self) -> str:
        """The newsletter's name and number."""
        return f"{self.community}: newsletter {self.number}"

    @property
    def markdown(self) -> str:
        """As Markdown, for services that send what is written so."""
        leave = paragraph(
            "You get this because you asked for it. ", FilledIn("Unsubscribe", UNSUBSCRIBE)
        )
        return written(
            [
                heading(self.title, 1),
                paragraph(self.opening),
                *_blocks(self.sections, 2),
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
            said += [f"{_left(section)}: {section.more}"] if section.left else []
        said += [f"--\n{self.community}: {self.site}", *([self.note] if self.note else [])]
        return "\n\n".join(
            [*said, f"You get this because you asked for it. Unsubscribe: {UNSUBSCRIBE}"]
        )

    @property
    def _foot(self) -> list[Block]:
        return [
            paragraph(Link(self.community, self.site)),
            *([paragraph(self.note)] if self.note else []),
        ]

    @property
    def body(self) -> str:
        """What stays on the site as a post: without what was only for the day."""
        return written([paragraph(self.opening), *_blocks(lasting(self.sections), 1)]).markdown

    @property
    def data(self) -> dict[str, Any]:
        """As data."""
        return {**asdict(self), "day": self.day.isoformat(), "title": self.title}


def lasting(sections: Iterable[Section]) -> list[Section]:
    """The sections that may stand on the site for years."""
    return [section for section in sections if not section.passing]


def draft(hub: Hub, contents: IssueContents, opening: str = "") -> NewsletterIssue:
    """The letter in words; ``hub`` is the public one. ``opening`` are the editor's own first
    words."""
    sections = tuple(section for section in _sections(hub, contents) if section.items)
    since = f"This is what came and what changed since {long_day(contents.since)}."
    nothing = f"Nothing came and nothing changed since {long_day(contents.since)}."
    community = hub.community
    return NewsletterIssue(
        community=harmless(community.name),
        language=community.language,
        number=contents.number,
        day=contents.day,
        subject=_subject(contents, sections),
        preheader=_preheader(contents),
        opening=harmless(opening) or (since if contents.is_news else nothing),
        sections=sections,
        site=encoded(hub.settings.site_url),
        note=harmless(community.sample or ""),
    )


def harmless(text: str) -> str:
    """Text on one line in which a sending service finds no field to fill in: an invisible joiner
    parts the marks they look for."""
    return broken(flat(text))


# -- what stands above everything ------------------------------------------------------------------


def _subject(contents: IssueContents, sections: Sequence[Section]) -> str:
    """The number and the title of what most people will like to hear: a new event, else a post,
    else whatever comes first."""
    wanted = {section.heading: section for section in sections}
    first = wanted.get(NEW) or wanted.get(WRITTEN) or next(iter(sections), None)
    return shorten(
        f"Newsletter {contents.number}: {first.items[0].title}"
        if first
        else f"Newsletter {contents.number}",
        SUBJECT,
    )


def _preheader(contents: IssueContents) -> str:
    """How much there is of what; empty when there is nothing."""
    counts = (
        (len(contents.changed), "changed date", ""),
        (len(contents.announced), "new event", ""),
        (len(contents.posts), "post", ""),
        (len(contents.members), "new member", ""),
        (len(contents.resources), "find for the library", "finds for the library"),
    )
    return formatting.listed(
        [formatting.count(number, one, many) for number, one, many in counts if number]
    )


# -- sections --------------------------------------------------------------------------------------

NEW = "New events"
WRITTEN = "Written by members"


def _sections(hub: Hub, contents: IssueContents) -> Iterator[Section]:
    """Every section in the letter's order; those without items too."""
    prompts = [post for post in contents.posts if post.type == "prompt"]
    written_ones = [post for post in contents.posts if post.type != "prompt"]
    yield _section(hub, "Please note", contents.changed, _coming, "events/")
    yield _section(hub, "Put right", contents.corrections, _correction, "")
    yield _section(hub, NEW, contents.announced, _coming, "events/")
    yield replace(_section(hub, "Last days", contents.closing, _closing, "events/"), passing=True)
    yield _section(hub, "Also coming", contents.coming, _coming, "events/")
    yield _section(hub, WRITTEN, written_ones, _post, "news/")
    yield _section(hub, "To talk about", prompts, _post, "news/type/prompt/")
    yield replace(_section(hub, "New here", contents.members, _member, "members/"), passing=True)
    yield replace(
        _section(hub, "Who can help?", contents.asks, _ask, "members/", FEW), passing=True
    )
    yield _section(hub, "New in the library", contents.resources, _resource, "resources/")
    yield _section(hub, "Thank you", contents.thanks, _thanked, "events/", FEW)


def _section(
    hub: Hub,
    title: str,
    found: Sequence[Thing],
    item: Callable[[Hub, Thing], Item],
    page: str,
    most: int = MOST,
) -> Section:
    items = tuple(_harmless(item(hub, thing)) for thing in found[:most])
    return Section(title, items, max(0, len(found) - most), encoded(absolute(hub, page)))


def _harmless(item: Item) -> Item:
    """The item on single lines, without anything to be filled in."""
    title, mark, fact, words = map(harmless, (item.title, item.mark, item.fact, item.words))
    return replace(item, title=title, url=encoded(item.url), mark=mark, fact=fact, words=words)


def _coming(hub: Hub, item: Coming) -> Item:
    """An event that is to come; one that is not as announced says so."""
    if not isinstance(item, Occurrence):
        return Item(item.title, absolute(hub, item), fact=closed(item.line), words=item.summary)
    time, when = event_facts.time(hub, item), formatting.when(hub, item)
    where, again = event_facts.where(hub, item), formatting.repetition(item.event)
    changed = item.status in CHANGED
    return Item(
        item.title,
        absolute(hub, item),
        mark=STATUSES[item.status].words if item.status != "scheduled" else "",
        fact=closed(f"{time.brief}, {where}")
        + (f" {closed(again)}" if again and not changed else ""),
        words=event_facts.notice(item) if changed else item.summary,
        leaf=(when.month, when.number),
    )


def _closing(hub: Hub, deadline: Deadline) -> Item:
    what = "Register" if deadline.name.startswith("registration") else "Answer"
    title = deadline.title.partition(": ")[2]
    url = deadline.url or absolute(hub, deadline.event)
    return Item(title, url, fact=f"{what} by {event_facts.near_day(deadline.day)}.")


def _post(hub: Hub, post: Post) -> Item:
    by = formatting.names(hub.people(post.authors))
    return Item(
        post.title,
        absolute(hub, post),
        mark=post.type.capitalize() if post.type != "prompt" else "",
        fact=f"By {closed(by)}" if by else "",
        words=post.summary or shorten(next(iter(paragraphs(post.body)), ""), 240),
    )


def _member(hub: Hub, member: Member) -> Item:
    return Item(member.name, absolute(hub, member), fact=closed(member.line) if member.line else "")


def _ask(hub: Hub, pair: tuple[Member, Ask]) -> Item:
    member, ask = pair
    label = hub.topics[ask.topic].label if ask.topic in hub.topics else ask.topic
    since = f" since {month(ask.since)}" if ask.since else ""
    return Item(
        ask.note or label,
        absolute(hub, member),
        fact=f"{member.name} has waited{since} for an answer on {label}."
        if since
        else f"{member.name} asks about {closed(label)}",
    )


def _resource(hub: Hub, resource: Resource) -> Item:
    takes = formatting.length(resource.minutes)
    known = formatting.listing(
        [resource.type, ", ".join(resource.authors) and f"by {', '.join(resource.authors)}", takes]
    )
    curator = hub.members.get(resource.curator or "")
    by = f" {curator.name} recommends it." if curator else ""
    return Item(
        resource.title,
        absolute(hub, resource),
        fact=closed(known[:1].upper() + known[1:]) + by,
        words=resource.why,
    )


def _thanked(hub: Hub, thanked: Thanked) -> Item:
    names, day = (
        formatting.names(list(thanked.people)),
        event_facts.near_day(thanked.item.first_day),
    )
    return Item(thanked.item.title, absolute(hub, thanked.item), fact=f"To {names}, for {day}.")


def _correction(hub: Hub, note: Correction) -> Item:
    where = f" {closed(note.where)}" if note.where else ""
    return Item(note.right, "", words=f"It had said: {closed(note.wrong)}{where}")


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a text in Markdown, as plain text, each on one line; without tables, whose
    cells say nothing alone."""
    parts = (part for part in re.split(r"\n\s*\n", body) if not part.lstrip().startswith("|"))
    found = (html_to_text(_INLINE.sub("", markdown(part))) for part in parts)
    return [words for words in found if words]


# -- in words --------------------------------------------------------------------------------------


def _left(section: Section) -> str:
    return f"And {section.left} more"


def _blocks(sections: Iterable[Section], level: int) -> Iterator[Block]:
    for section in sections:
        yield heading(section.heading, level)
        yield from (entry(*_parts(item)) for item in section.items)
        if section.left:
            yield entry(Link(_left(section), section.more))


def _parts(item: Item) -> list[Inline]:
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
