"""Search records: one for each page and each section of a page, made from fields and not from
pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import unquote

from hearth.base.words import N_, Translations
from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.outputs.faces import face_of
from hearth.wording.safe import html_to_text, markdown

PAGE = "page"
"""What results are called that are no record's."""
_SECTION = re.compile(r'<h([23])\b[^>]*?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TO_ITSELF = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|strong)\b[^>]*>")
"""What stands within a line, and parts no words."""
_MARKUP = re.compile(r"[<\[\\&]|://|^ {4}|^\s*```", re.MULTILINE)
"""What makes a difference between a Markdown text and the words it shows."""
_OF_A_SECTION = 0.5
"""How much a section counts among pages, or a single date among events."""
_OF_A_LANDING = 1.3
_OF_AN_ARCHIVED = 0.3
_ALSO = {
    "events/": (N_("upcoming events"), N_("calendar"), N_("agenda")),
    "join/": (N_("become a member"), N_("sign up"), N_("register")),
    "subscribe/": (N_("calendar feed"), N_("feeds"), N_("RSS"), N_("iCal")),
    "team/": (N_("contact"), N_("moderators"), N_("who we are")),
    "experts/": (N_("who knows about it"),),
    "speakers/": (N_("speakers"),),
    "needs/": (N_("questions"),),
    "help-wanted/": (N_("help wanted"),),
    "insights/": (N_("figures"), N_("numbers"), N_("statistics")),
}
"""What visitors call pages of the hub's own, beside what these are called on the site."""


@dataclass(frozen=True)
class SearchRecord:
    """A page as the search sees it: where it is, what it says, and what it can be narrowed by."""

    url: str
    title: str
    kind: str
    text: str
    line: str = ""
    topics: tuple[str, ...] = field(default=())
    words: tuple[str, ...] = field(default=())
    """Other names for it, which find it as surely as its title."""
    weight: float = 1.0
    """How much it counts among others."""


def headings() -> list[tuple[str, str]]:
    """(what a result is called, what such results stand under), in the order of the filters."""
    kinds = sorted(KINDS.values(), key=lambda kind: kind.searching.rank)
    found = (kind.searching.headings or {kind.name: kind.plural.capitalize()} for kind in kinds)
    return [*chain.from_iterable(names.items() for names in found), (PAGE, "Pages")]


def search_records(hub: Hub) -> Iterator[SearchRecord]:
    """A search record for every record of the hub, and for further pages that tell of it."""
    for record in hub:
        found = search_record(hub, record)
        yield found
        for url, title, line in face_of(record).further(hub, record):
            yield SearchRecord(
                url, title, found.kind, "", line, found.topics, weight=found.weight * _OF_A_SECTION
            )


def search_record(hub: Hub, record: Record) -> SearchRecord:
    kind = KINDS[record.KIND]
    known, face = kind.searching, face_of(record)
    ids = dict.fromkeys(known.topics(record))
    called = known.label(record) if known.label else kind.name
    own = [*filter(None, known.texts(record))]
    texts = (
        *own,
        *face.texts(hub, record),
        *dict.fromkeys((called, kind.name)),
        _words(record.body),
    )
    line = record.line_in(hub.words) if known.line else "".join(own[:1])
    archived = kind.archived(record, hub.as_of)
    return SearchRecord(
        url=hub.url(record),
        title=record.heading,
        kind=called,
        text="\n".join(filter(None, texts)),
        line=f"{hub.words('Archived')} · {line}" if archived else line,
        topics=tuple(hub.topics[topic].label for topic in ids if topic in hub.topics),
        words=tuple(known.names(record)),
        weight=face.weight(hub, record) * (_OF_AN_ARCHIVED if archived else 1),
    )


def _words(body: str) -> str:
    """The words of a record's text; only where it holds more than words it is made HTML first."""
    return html_to_text(markdown(body)) if _MARKUP.search(body) else body


def page_records(url: str, title: str, html: str) -> Iterator[SearchRecord]:
    """A search record for a page of safe HTML, and for each of its sections that can be linked
    to."""
    html = _TO_ITSELF.sub("", html)
    address = unquote(url).rstrip("/").rpartition("/")[2].replace("-", " ")
    text = html_to_text(html)
    yield SearchRecord(url, title, PAGE, text, _opening(html), words=(address,))
    parts = _SECTION.split(html)
    for anchor, heading, words in zip(parts[2::4], parts[3::4], parts[4::4], strict=True):
        name, text = html_to_text(heading), html_to_text(words)
        if name:
            yield SearchRecord(f"{url}#{anchor}", name, PAGE, text, title, weight=_OF_A_SECTION)


def landing_record(
    words: Translations, url: str, title: str, description: str, html: str
) -> SearchRecord:
    """A search record for a page of the hub's own: it goes by its title, by what leads to it, by
    the name in its address, and by what a person wrote for it, as safe HTML."""
    listed = (kind for kind in KINDS.values() if kind.crumb[1] == url)
    names = [name for kind in listed for name in (words.noted(kind.crumb[0]), kind.plural)]
    names += (url.strip("/"), *map(words.noted, _ALSO.get(url, ())))
    known = tuple(dict.fromkeys(filter(None, names)))
    text = html_to_text(html)
    return SearchRecord(url, title, PAGE, text, description, words=known, weight=_OF_A_LANDING)


def _opening(html: str) -> str:
    """The first paragraph of a page."""
    found = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    return html_to_text(_INLINE.sub("", found[1])) if found else ""
