"""What a channel is told, in words: the same for all services, before any of their markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hearth.base.words import Translations
from hearth.manage.desk.newsletter import CHANGED
from hearth.model.hub import Hub
from hearth.outputs.promotion import hashtags
from hearth.papers.newsletter import (
    HERE,
    LIBRARY,
    MOST,
    NEW,
    NOTE,
    WRITTEN,
    Item,
    harmless,
    one_lined,
    parts_of,
)
from hearth.papers.notify.notices import Matter, Notice, ToldEntry
from hearth.papers.paper import Paper
from hearth.wording.document import Address, Block, entry, heading, paragraph, sentences
from hearth.wording.merge_marks import encoded
from hearth.wording.safe import shorten
from hearth.wording.structured_data import absolute

TITLE = 150
FACT = 240
WORDS = 240
"""Characters of a title, of what is said beside it, and of what it is about."""
_HEADINGS = {"events": NEW, "news": WRITTEN, "library": LIBRARY, "members": HERE}
_PAGES = {"events": "events/", "news": "news/", "library": "resources/", "members": "members/"}


@dataclass(frozen=True)
class TellingLine:
    """One thing as a channel is told of it, or how many more there are."""

    heading: str
    item: Item
    matters: tuple[Matter, ...]
    """What is known to the channel once it was told this."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Digest:
    """All that a channel is told at once."""

    title: str
    lines: tuple[TellingLine, ...]
    site: str
    language: str
    words: Translations
    sample: str = ""
    """A notice for the foot, such as that everybody in it is invented."""

    @property
    def paper(self) -> Paper:
        """As a paper."""
        return Paper(
            self.title, tuple(_blocks(self)), foot=self.sample, language=self.words.language
        )


def in_words(hub: Hub, notices: Iterable[Notice], most: int = MOST) -> Digest:
    """Notices in words, ``most`` under each heading; ``hub`` is the public one."""
    lines: list[TellingLine] = []
    for (title, page), group in groupby(notices, _place):
        found = list(group)
        said = hub.words.noted(title)
        lines += [_line(hub, said, notice) for notice in found[:most]]
        if rest := found[most:]:
            lines.append(_rest(hub, said, page, rest))
    community = hub.community
    return Digest(
        hub.words("New at %(community)s", community=harmless(community.name)),
        tuple(lines),
        encoded(hub.settings.site_url),
        community.language,
        hub.words,
        harmless(community.sample or ""),
    )


def _place(notice: Notice) -> tuple[str, str]:
    """The heading under which something is told, and the page that has the rest."""
    topic = notice.matter.topic
    return NOTE if notice.was is not None else _HEADINGS[topic], _PAGES[topic]


def _line(hub: Hub, said: str, notice: Notice) -> TellingLine:
    matter = notice.matter
    item = one_lined(matter.item(hub))
    if notice.was is not None:
        item = _changed(hub, notice.was, matter, item)
    title, fact, about = (
        shorten(text, size)
        for text, size in ((item.title, TITLE), (item.fact, FACT), (item.words, WORDS))
    )
    item = replace(item, title=title, fact=fact, words=about)
    return TellingLine(said, item, (matter,), hashtags(hub, matter.tags))


def _changed(hub: Hub, was: ToldEntry, matter: Matter, item: Item) -> Item:
    """What changed, and what was told before; a status that says so itself needs no other word."""
    mark = item.mark if matter.status in CHANGED else hub.words("Changed")
    before, now = (was.time, was.place), (matter.told.time, matter.told.place)
    said = ""
    if was.time and before != now:
        said = hub.words("It was planned for %(time)s, %(place)s.", time=was.time, place=was.place)
    return replace(item, mark=mark, words=sentences(harmless(said), item.words))


def _rest(hub: Hub, said: str, page: str, rest: Sequence[Notice]) -> TellingLine:
    more = hub.words("And %(number)s more", number=len(rest))
    matters = tuple(notice.matter for notice in rest)
    return TellingLine(said, Item(more, encoded(absolute(hub, page))), matters)


def _blocks(digest: Digest) -> Iterator[Block]:
    for said, lines in groupby(digest.lines, lambda line: line.heading):
        yield heading(said)
        yield from (entry(*parts_of(line.item)) for line in lines)
    yield paragraph(Address(digest.site))
