"""The addresses of a hub's site: what an address in somebody's text means there."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from hearth.base.commonmark import render
from hearth.base.derived import once
from hearth.kinds import KINDS, Kind
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars, of_event, single_dates
from hearth.outputs.feeds import FORMATS, feeds
from hearth.outputs.pages.page import Page
from hearth.outputs.pages.plan import plan
from hearth.read.handwritten import OWN_FOLDERS, HandWritten

State = Literal["elsewhere", "here", "there", "gone", "dead", "broken"]
"""Leads to another site; to the page it stands on; to something of this site; to a record that is
not shown; nowhere; is no address."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE = re.compile(r"\.(?:md|ya?ml)$")


@dataclass(frozen=True)
class Destination:
    """Where an address leads."""

    state: State
    url: str = ""
    """Relative to the site's root, as the hub itself names it; without the place on the page."""
    anchor: str = ""
    direct: bool = False
    """Whether a browser gets there by the address as it is written."""
    kind: Kind | None = None
    """Of a record that is not shown."""


@dataclass(frozen=True)
class TextPlace:
    """Where a text is read, and where it is written."""

    url: str
    """Its page's address, relative to the site's root."""
    path: str
    """Its file, relative to the hub's folder."""


_HREF = re.compile(r'<a href="([^"]*)"')
_OURS = re.compile(r"\]\(\s*<?(?!https?://|mailto:)|\]:|\]\(\s*<?https?://[^)\s]*[\[\]]")


class SiteAddresses:
    """All addresses of the site of a public hub; ``whole`` knows the records that are not shown."""

    def __init__(self, public: Hub, whole: Hub) -> None:
        self.public, self.whole = public, whole
        site = urlsplit(public.settings.site_url)
        self.host, self.base = site.netloc.lower(), site.path
        self._named: dict[str, list[str]] = {}

    def named_in(self, markdown: str) -> list[str]:
        """The addresses that a record's text links to and that may be of this site, each once."""
        if not markdown or not self._may_be_named(markdown):
            return []
        if markdown not in self._named:
            # What Markdown makes is written in one way, without any HTML of the text.
            found = map(unescape, _HREF.findall(render(markdown)))
            self._named[markdown] = list(dict.fromkeys(filter(None, found)))
        return self._named[markdown]

    def _may_be_named(self, markdown: str) -> bool:
        return bool(self.host and self.host in markdown.lower()) or bool(_OURS.search(markdown))

    # -- what there is -----------------------------------------------------------------------------

    @cached_property
    def planned(self) -> list[Page]:
        """The pages the hub makes."""
        return plan(self.public)

    @cached_property
    def pages(self) -> dict[str, str]:
        """SiteAddresses of pages, as letters, and how the hub names each."""
        urls = [*(page.url for page in self.planned), *self.public.page_urls]
        found = {unquote(url): url for url in urls}
        for record in self.public:
            kind = KINDS[record.KIND]
            if not kind.anchored:  # former addresses lead on
                found |= {kind.url(alias): self.public.url(record) for alias in record.aliases}
        return found

    @cached_property
    def sources(self) -> dict[str, str]:
        """The files of records and pages, without their endings, and the addresses they have."""
        found = {f"content/{src_uri}": page.url for src_uri, page in self.public.pages.items()}
        alone = [record for record in self.whole if record.path != KINDS[record.KIND].list_file]
        found |= {record.path: self.whole.url(record) for record in alone}
        if self.whole.origin:  # a text names what it leads to in one way, whatever its language
            end = f".{self.whole.community.language}"
            found |= {_SOURCE.sub("", path).removesuffix(end): url for path, url in found.items()}
        hosted = {page.src_uri: page.url for page in self.planned if page.landing}
        found |= {f"content/{src_uri}": url for src_uri, url in hosted.items()}
        return {_SOURCE.sub("", path): url for path, url in found.items()}

    @cached_property
    def files(self) -> frozenset[str]:
        """SiteAddresses of files that are no pages, as far as texts can name them."""
        named = {
            src for record in (*self.public, self.public.community) for _, src in record.pictures
        }
        return frozenset((self.public.assets - self.public.withheld) | named)

    @cached_property
    def made_files(self) -> frozenset[str]:
        """SiteAddresses of feeds, calendars and data."""
        hub = self.public
        found = {feed.uri(form) for feed in feeds(hub) for form in FORMATS}
        found |= {calendar.uri for calendar in (*calendars(hub).values(), *single_dates(hub))}
        found |= {made.uri for event in hub.events.values() if (made := of_event(hub, event))}
        if not hub.settings.internal:
            found |= {f"api/{kind.plural}.json" for kind in KINDS.values()}
            found |= {f"schemas/{kind.name}.json" for kind in KINDS.values()}
            found |= {"api/index.json", "feeds/feeds.opml", "sitemap.xml"}
        return frozenset(found)

    # -- what an address means ---------------------------------------------------------------------

    def find(self, address: str, place: TextPlace) -> Destination:
        """Where an address in a text leads."""
        try:
            parts = urlsplit(address.strip())
            _ = parts.port
        except ValueError:
            return Destination("broken")
        path = parts.path
        if parts.scheme or parts.netloc:
            if not self._is_own(parts.scheme, parts.netloc, path):
                return Destination("elsewhere")
        elif not path:
            return Destination("here", place.url, parts.fragment)
        candidates = list(self._candidates(unquote(path), parts.netloc, place))
        for direct, candidate in candidates:
            if found := self._there(candidate, parts.fragment, direct):
                return found
        gone = (self._gone(candidate) for _, candidate in candidates)
        return next(filter(None, gone), Destination("dead"))

    def _is_own(self, scheme: str, host: str, path: str) -> bool:
        if scheme not in ("", "http", "https") or host.lower() != self.host:
            return False
        return f"{path}/".startswith(self.base)

    def _candidates(self, path: str, host: str, place: TextPlace) -> Iterator[tuple[bool, str]]:
        """(whether a browser goes there, an address or a source that may be meant), likelier ones
        first."""
        if host or path.startswith("/"):
            own = f"{path}/".startswith(self.base)
            yield own, path.removeprefix(self.base) if own else path.lstrip("/")
            yield False, path.lstrip("/")
            return
        yield True, _joined(unquote(place.url), path)
        if posixpath.splitext(path)[1]:  # a file is named from where the text's own file lies
            yield False, _joined(f"{posixpath.dirname(place.path)}/", path)
            yield False, _joined("content/", path)
            yield False, path

    def _there(self, path: str, anchor: str, direct: bool) -> Destination | None:
        """What is shown at an address, or of a source."""
        if _SOURCE.search(path):
            stem = _SOURCE.sub("", path)
            url = self.sources.get(stem) or self.sources.get(f"content/{stem}")
            return self._page(unquote(url), anchor, False) if url else None
        plain = path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
        for form in (plain, f"{plain.rstrip('/')}/".lstrip("/")):
            if found := self._page(form, anchor, direct):
                return found
        file = path.removeprefix("content/")
        if file in self.files or (file.split("/")[0] in OWN_FOLDERS and file in self.made_files):
            return Destination("there", quote(file), anchor, direct and file == path)
        return None

    def _page(self, path: str, anchor: str, direct: bool) -> Destination | None:
        url = self.pages.get(path)
        if url is None:
            return None
        kind = self.anchored.get(path)
        if kind and anchor in self.whole.records[kind.name].keys() - self.public.records[kind.name]:
            return Destination("gone", url, anchor, kind=kind)
        return Destination("there", url, anchor, direct)

    @cached_property
    def anchored(self) -> dict[str, Kind]:
        """The kinds whose records are places on one page, by its address."""
        return {f"{kind.section}/": kind for kind in KINDS.values() if kind.anchored}

    def _gone(self, path: str) -> Destination | None:
        """The record that would have a page at an address, or that a source would hold."""
        is_source = bool(_SOURCE.search(path))
        if not is_source and posixpath.splitext(path.rstrip("/"))[1]:
            return None  # a picture or a paper
        plain = _SOURCE.sub("", path)
        for kind in KINDS.values():
            folder = f"{kind.folder if is_source else kind.section}/"
            name = plain.removeprefix(folder).split("/")[0]
            if kind.anchored or not plain.startswith(folder) or not _ID.fullmatch(name):
                continue
            if name not in _LISTS and not _YEAR.fullmatch(name) and not self._is_shown(kind, name):
                return Destination("gone", kind.url(name), kind=kind)
        return None

    def _is_shown(self, kind: Kind, name: str) -> bool:
        """Whether a record is on the site, or would be if nothing were wrong in its file."""
        if name in self.public.records[kind.name]:
            return True
        if name in self.whole.records[kind.name]:
            return False
        return any(f"{kind.folder}/{name}{end}" in self.whole.source_paths for end in _ENDINGS)


_ENDINGS = (".md", ".yml", ".yaml")
_YEAR = re.compile(r"\d{4}")
_LISTS = frozenset({"past", "page", "series", "type", "year", "month", "week", "calendar", "index"})
"""What lists of a section are called, and no record."""


def _joined(folder: str, path: str) -> str:
    """A path from where another one lies; ``..`` above the top stays there."""
    steps: list[str] = []
    for step in f"{folder.rpartition('/')[0]}/{path}".split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    ends = "/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else ""
    return "/".join(steps) + (ends if steps else "")


def own_page(page: HandWritten) -> TextPlace:
    """The place of a hand-written page."""
    return TextPlace(page.url, f"content/{page.file}")


@once
def site_addresses(whole: Hub) -> SiteAddresses:
    """Those of the site of a hub."""
    return SiteAddresses(whole.public(), whole)
