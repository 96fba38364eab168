"""Drafts of social media posts about an event or a post: in 280 characters, in 500, and at
length."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from hearth.base.words import ENGLISH, N_, Translations
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.picture_cards import card_uri
from hearth.outputs.promotion import SHORT, hashtags, kit
from hearth.papers.newsletter import paragraphs
from hearth.papers.paper import Paper
from hearth.wording import event_facts, formatting
from hearth.wording.document import Address, Piece, closed, flat, heading, paragraph
from hearth.wording.merge_marks import broken, encoded
from hearth.wording.safe import SafeHtml, shorten
from hearth.wording.structured_data import absolute

MEDIUM = 500
LONG = 1500
"""Characters of a post's own text that a long draft takes over at most."""
ENOUGH = 40
"""A sentence of which less than this would be left is left out."""


@dataclass(frozen=True)
class Drafts:
    """What somebody copies into a channel; every text ends with the address and as many hashtags as
    fit."""

    title: str
    address: str
    short: str
    medium: str
    long: str
    hashtags: tuple[str, ...]
    picture: str = ""
    """The full address of the picture, when there is one."""
    alt: str = ""
    """What it shows, for people who cannot see it."""
    words: Translations = field(default=ENGLISH, repr=False, compare=False)
    """The language they are written in."""

    @property
    def data(self) -> dict[str, Any]:
        """As data."""
        fields = asdict(replace(self, words=ENGLISH))
        del fields["words"]
        return fields

    @property
    def plain_text(self) -> str:
        """As plain text; each draft exactly as it is to be copied."""
        return "\n\n".join([self.title, *(f"{title}\n\n{words}" for title, words in self._parts)])

    @property
    def markdown(self) -> str:
        """As Markdown."""
        return self._paper.markdown

    @property
    def html(self) -> SafeHtml:
        """As a page that stands alone."""
        return self._paper.html

    @property
    def _parts(self) -> list[tuple[str, str]]:
        words = self.words
        sized = (
            (N_("Short: %(number)s of %(most)s characters"), SHORT, self.short),
            (N_("Medium: %(number)s of %(most)s characters"), MEDIUM, self.medium),
        )
        found = [
            (words.noted(form) % {"number": len(said), "most": most}, said)
            for form, most, said in sized
        ]
        found.append((words("Long: %(number)s characters", number=len(self.long)), self.long))
        shown = (
            (words("Picture"), self.picture),
            (words("What the picture shows"), self.alt),
        )
        return found + [(name, said) for name, said in shown if said]

    @property
    def _paper(self) -> Paper:
        pieces: list[Piece] = []
        for title, words in self._parts:
            pieces += [heading(title), *(self._line(line) for line in words.splitlines() if line)]
        return Paper(self.title, tuple(pieces), language=self.words.language)

    def _line(self, words: str) -> Piece:
        return paragraph(Address(words) if words in (self.address, self.picture) else words)


def of_event(hub: Hub, item: Occurrence) -> Drafts:
    """The drafts of an occurrence; the short and the long one are those of its kit. ``hub`` is the
    public one."""
    texts, event = kit(hub, item), item.event
    where = f"{event_facts.time(hub, item).brief}, {event_facts.where(hub, item)}."
    notice, tags = event_facts.notice(item, hub.words), texts.hashtags
    said = [
        *([notice] if notice else []),
        *sentences(item.summary),
        *sentences(event.why_come or ""),
    ]
    card = card_uri(hub, event, item)
    return Drafts(
        title=broken(item.title),
        address=texts.address,
        short=_tagged(texts.short.plain_text, tags, SHORT),
        medium=fitted(item.title, said, where, texts.address, tags, MEDIUM),
        long=_tagged(texts.long.plain_text, tags),
        hashtags=tags,
        picture=absolute(hub, event.image.src)
        if event.image
        else absolute(hub, card)
        if card
        else "",
        alt=event.image.alt if event.image else texts.alt if card else "",
        words=hub.words,
    )


def of_post(hub: Hub, post: Post) -> Drafts:
    """The drafts of a post. ``hub`` is the public one."""
    address, tags = encoded(absolute(hub, post)), hashtags(hub, post.topics)
    names = formatting.names(hub.people(post.authors), hub.words)
    by = hub.words("By %(people)s", people=closed(names)) if names else ""
    text = paragraphs(post.body)
    outcome = closed(flat(post.outcome)) if post.outcome else ""
    said = [
        *sentences(post.summary or ""),
        *([outcome] if outcome else []),
        *sentences(next(iter(text), "")),
    ]
    said_in_full = [post.title, by, post.summary or "", *_beginning(text, LONG), outcome]
    return Drafts(
        title=broken(post.title),
        address=address,
        short=fitted(post.title, said, by, address, tags, SHORT),
        medium=fitted(post.title, said, by, address, tags, MEDIUM),
        long=_tagged("\n\n".join([*filter(None, map(_quiet, said_in_full)), address]), tags),
        hashtags=tags,
        picture=encoded(absolute(hub, post.image.src)) if post.image else "",
        alt=broken(post.image.alt) if post.image else "",
        words=hub.words,
    )


def _quiet(text: str) -> str:
    return broken(flat(text))


def sentences(text: str) -> list[str]:
    """A text cut where its sentences end."""
    parts = re.split(r"(?<=[.!?…。؟])\s+", broken(flat(text)).strip())
    return [closed(part) for part in parts if part]


def fitted(
    title: str, said: Sequence[str], fact: str, address: str, tags: Sequence[str], limit: int
) -> str:
    """Title, what is said, fact, address, tags: at most ``limit`` characters.

    The address stands whole. Before it the title gives way, before the title the fact; then as many
    sentences as fit.
    """
    title, fact = broken(flat(title)), broken(shorten(flat(fact), limit // 3))
    form = _form(
        address, fact if len(f"{fact}{address}") + 2 * len("\n\n") + ENOUGH <= limit else ""
    )
    room = limit - len(form("")) - len("\n\n")
    if room < ENOUGH:
        return address
    lead = shorten(closed(title), room)
    for number, sentence in enumerate(said):
        left = room - len(lead) - 1
        if len(sentence) <= left:
            lead = f"{lead} {sentence}"
        elif number == 0 and left >= ENOUGH and not lead.endswith("…"):
            lead = f"{lead} {shorten(sentence, left)}"
            break
        else:
            break
    return _tagged(form(lead), tags, limit)


def _form(address: str, fact: str) -> Callable[[str], str]:
    """How a text is put together of its first words and what stands below them."""
    return lambda lead: "\n\n".join(filter(None, (lead, fact, address)))


def _tagged(text: str, tags: Sequence[str], limit: int | None = None) -> str:
    """The text with as many of the tags below it as fit."""
    for count in range(len(tags), 0, -1):
        whole = f"{text}\n\n{' '.join(tags[:count])}"
        if limit is None or len(whole) <= limit:
            return whole
    return text


def _beginning(text: Sequence[str], limit: int) -> list[str]:
    """The first paragraphs, in full; the first one cut when it alone is too long."""
    found: list[str] = []
    for part in text:
        if sum(map(len, found)) + len(part) > limit:
            return found or [shorten(part, limit)]
        found.append(part)
    return found
