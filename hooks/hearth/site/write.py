"""Write everything the site builder leaves to the hub, in several processes where that pays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain

from hearth.base.pictures import Picture
from hearth.base.processes import can_fork, in_children
from hearth.base.store import digest
from hearth.base.svg import read_svg
from hearth.kinds import Record
from hearth.kinds.event import Event
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.model.schedule import Occurrence
from hearth.outputs import WRITERS, Output, embeds
from hearth.outputs.api import api, schemas
from hearth.outputs.calendars import Calendar, CalendarWriter, calendars, of_event, single_dates
from hearth.outputs.editor import editor
from hearth.outputs.embed_code import offered
from hearth.outputs.face import appearing
from hearth.outputs.faces import list_indexes
from hearth.outputs.feed_style import feed_style
from hearth.outputs.feed_writer import FeedWriter
from hearth.outputs.feeds import Feed, appeared, feeds, opml
from hearth.outputs.insights import findable, insight_files
from hearth.outputs.pages.page import Page
from hearth.outputs.picture_cards import cards, draw_card, picture
from hearth.outputs.render import Renderer
from hearth.outputs.search import SearchRecord, landing_record, page_records, search_records
from hearth.outputs.take_along import take_along
from hearth.read.handwritten import BLOCK, HandWritten
from hearth.site.builder import BuildFailedError, Report
from hearth.site.chrome import SiteChrome
from hearth.site.content_policy import framing
from hearth.site.files import redirect, robots, sitemap
from hearth.site.fill import PageFiller
from hearth.site.hosts import host_files, moves
from hearth.site.plan import SitePlan, shell_key
from hearth.site.search_index import search_index
from hearth.site.shells import Shell
from hearth.site.shown import ShownDigests
from hearth.site.tree import SiteTree
from hearth.views.counts import counts
from hearth.views.planet import latest

MANY = 400
"""From this many files on, further processes pay for themselves."""
SHARES = 16
"""Into how many parts the work of one process is cut, so that the last to finish is soon done."""

_ADDRESS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)
"""An address below the site's root that leads nowhere else: no step is empty or begins with a
dot."""


@dataclass(frozen=True)
class Job:
    """Some files of the site, and what they depend on."""

    name: str
    make: Callable[[], Iterable[Output]]
    key: bytes = b""
    """Of what it depends on beside records: with another, the files are made again."""
    about: Target | None = None
    """The record whose page it makes, when what that shows follows from the references."""
    exact: bool = False
    """Whether it depends on its key alone."""
    shows: Callable[[], object] | None = None
    """What it shows, when that is all it depends on beside its key and what any page may show."""


@dataclass(frozen=True)
class Written:
    """A file of the site."""

    uri: str
    digest: bytes


@dataclass(frozen=True)
class Made:
    """What a job made, and what it depended on."""

    key: bytes
    outputs: tuple[Written, ...]
    shown: bytes = b""
    """The digest of what it showed, if that is all."""


@dataclass(frozen=True)
class Earlier:
    """What an earlier build made, and what may have changed since."""

    made: Mapping[str, Made] = field(default_factory=dict)
    affected: Set[Target] | None = None
    """The records whose pages may have changed; None when any may, so that only what depends on
    its key alone is kept."""
    unchanged: bool = False
    """Whether nothing changed that a page can show."""
    shown: ShownDigests | None = None
    """What outputs show now, where that is to be known the next time."""

    def keeps(self, job: Job) -> bool:
        """Whether what the job made is what it would make now."""
        made = self.made.get(job.name)
        if made is None or made.key != job.key:
            return False
        if job.exact or self.unchanged:
            return True
        if self.affected is None:
            return False
        if job.about is not None:
            return job.about not in self.affected
        return bool(made.shown) and made.shown == self.shows(job)

    def shows(self, job: Job) -> bytes:
        """The digest of what a job shows; nothing when that is not all it depends on."""
        return self.shown.digest(job.shows()) if self.shown and job.shows else b""


NOTHING = Earlier()


def filled_page(filler: PageFiller, page: Page, shell: Shell) -> Output:
    """A page made by filling its shell."""
    slots = filler.slots(page)
    filled = framing(shell.fill(slots), slots["frames"])
    return Output(f"{page.url}index.html", filled.encode())


def hub_jobs(
    plan: SitePlan, renderer: Renderer, found: Sequence[Feed], other_urls: Iterable[str]
) -> Iterator[Job]:
    """Files that are made of the hub as a whole; an internal hub has none for machines, and asks
    them to stay away."""
    hub = plan.hub
    if hub.settings.internal:
        yield Job("robots", lambda: [robots()] if not hub.origin else [])
    else:
        yield Job("insights", partial(insight_files, hub))
        style = feed_style(hub)
        yield Job(style.uri, lambda: [style], digest(style.content), exact=True)
        yield Job("opml", lambda: [opml(hub, found)])
        yield Job("sitemap", partial(_sitemap, plan, other_urls))
        yield Job("api", partial(api, hub))
        # They change with the engine alone, or with whatever extends it.
        extended = bool(hub.settings.extensions)
        yield Job("schemas", schemas, bytes([extended]), exact=not extended)
    yield Job("take-along", lambda: [take_along(hub)])
    for index in list_indexes(hub):
        yield Job(index.uri, index.outputs, shows=partial(_itself, index.items))
    yield Job("editor", partial(editor, hub, renderer))
    yield Job("redirects", partial(_redirects, hub))
    yield Job("host", partial(_host_files, plan, other_urls))
    yield Job("added", partial(_added_files, hub, {f"{page.url}index.html" for page in plan.pages}))


def _sitemap(plan: SitePlan, other_urls: Iterable[str]) -> Iterable[Output]:
    """That of all languages stands beside the pages in the first."""
    hub = plan.hub
    if hub.origin:
        return ()
    changed = {hub.url(record): _changed(record, hub) for record in hub}
    urls = {page.url for page in plan.pages} | set(other_urls)
    folders = list(map(hub.folder_of, hub.languages))
    found = ((f"{folder}{url}", changed.get(url, "")) for folder in folders for url in urls)
    return sitemap(hub.settings.site_url, found)


def _host_files(plan: SitePlan, other_urls: Iterable[str]) -> Iterable[Output]:
    """Those of all languages lie beside the pages in the first."""
    if plan.hub.origin:
        return ()
    return host_files(plan.hub, {page.url for page in plan.pages} | set(other_urls))


def _redirects(hub: Hub) -> Iterator[Output]:
    """Pages at the former addresses of records."""
    return (redirect(hub.settings.site_url, old, new) for old, new in moves(hub))


def _added_files(hub: Hub, taken: Set[str]) -> Iterator[Output]:
    """What writers from outside make of the public hub; raises BuildFailedError for an address
    that is another file's, or none."""
    seen = set(taken)
    for writer in WRITERS.values():
        for output in writer.write(hub):
            if output.uri in seen or not _ADDRESS.fullmatch(output.uri):
                raise BuildFailedError(
                    f"The extension {writer.name} makes {output.uri!r}, which is the address of "
                    "another file, or none of the site. Mend the extension."
                )
            seen.add(output.uri)
            yield output


def _changed(record: Record, hub: Hub) -> str:
    """The day of a record's last known change up to the hub's day, as the sitemap gives it."""
    days = [day for day in (record.reviewed, appeared(record)) if day and day <= hub.as_of]
    return max(days).isoformat() if days else ""


def _itself(value: object) -> object:
    return value


class SiteWriter:
    """Writes a planned site below a folder; what one file can use from another is kept."""

    def __init__(
        self,
        plan: SitePlan,
        filler: PageFiller,
        tree: SiteTree,
        chrome: SiteChrome,
        words: Mapping[str, str],
    ) -> None:
        """``words`` are those of pages that people wrote, with their links settled."""
        self.plan, self.filler, self.tree = plan, filler, tree
        self.chrome, self.words, self.earlier = chrome, words, NOTHING
        self.feeds, self.calendars = FeedWriter(filler.renderer), CalendarWriter(plan.hub)

    def write(
        self, processes: int, report: Report, earlier: Earlier = NOTHING
    ) -> Mapping[str, Made]:
        """Make what ``earlier`` does not hold, in up to ``processes`` processes, and write what
        came out otherwise; returns what the site holds now, by the names of the jobs."""
        self.earlier, jobs = earlier, list(self._jobs())
        todo = [job for job in jobs if not earlier.keeps(job)]
        made = self._made(todo, processes)
        if self.plan.hub.settings.search:
            by_hand = (*self._pages_by_hand(), *self._landing)
            found = (self.plan.hub, findable(self.plan.hub), by_hand)
            report.searchable = sum(1 for _ in chain(*found))
        return {job.name: made.get(job.name) or earlier.made[job.name] for job in jobs}

    def _made(self, jobs: list[Job], processes: int) -> dict[str, Made]:
        many = min(processes, len(jobs) // MANY)
        if many < 2 or not can_fork():
            return dict(self._do(jobs))
        for template in dict.fromkeys(page.template for page in self.plan.filled):
            self.filler.renderer.template(template)  # read once, before there are children
        # Neighbours stay together, because they share cards and texts.
        size = max(1, len(jobs) // (many * SHARES))
        # The numbers alone are handed over: jobs and shells are inherited, never pickled.
        starts = range(0, len(jobs), size)
        done = in_children(lambda first: self._do(jobs[first : first + size]), starts, many)
        return dict(chain.from_iterable(done))

    def _do(self, jobs: Iterable[Job]) -> list[tuple[str, Made]]:
        return [(job.name, self._make(job)) for job in jobs]

    def _make(self, job: Job) -> Made:
        shown = self.earlier.shows(job)
        written = (Written(output.uri, self.tree.write(output)) for output in job.make())
        return Made(job.key, tuple(written), shown)

    def _jobs(self) -> Iterator[Job]:
        """Everything to write; what takes longest comes first."""
        hub = self.plan.hub
        # As long as thousands of pages: begun last, all other processes would wait for it.
        urls = self.chrome.other_urls
        found = list(feeds(hub))
        yield from hub_jobs(self.plan, self.filler.renderer, found, urls)
        if hub.settings.search:
            yield Job("search", self._search, digest(repr(sorted(self.words.items())).encode()))
        for uri, event, item in cards(hub) if hub.settings.pictures else ():
            key = digest(repr(picture(hub, event, item)).encode())
            yield Job(uri, partial(self._card, uri, event, item), key, exact=True)
        for drawn in self.plan.pictures:
            yield Job(drawn.src, partial(self._picture, drawn), digest(drawn.content), exact=True)
        for src_uri in self.plan.drawings:
            raw = (hub.root / "content" / src_uri).read_bytes()
            yield Job(src_uri, partial(self._drawing, src_uri), digest(raw), exact=True)
        for src_uri, (deferred, own) in self.chrome.pages.items():
            words = self.words[src_uri]
            key = self._key(own) + digest(words.encode()) + self._terms
            # Words alone depend on nothing else: no block in them shows what the hub holds.
            planned, alone = self._landing.get(src_uri), not BLOCK.search(words)
            make = partial(self._deferred, src_uri)
            shows = self._shows(planned) if planned and alone else None
            yield Job(deferred.uri, make, key, exact=alone and not planned, shows=shows)
        for page in self.plan.filled:
            shell = self.chrome.shells[shell_key(page)]
            make = partial(self._page, page, shell)
            yield Job(page.url, make, self._key(shell), page.about, shows=self._shows(page))
        for feed in found:
            yield Job(
                f"feed {feed.name}", partial(self.feeds.write, feed), shows=partial(_itself, feed)
            )
        yield from self._embeds()
        for calendar in (*calendars(hub).values(), *single_dates(hub)):
            yield self._calendar(calendar)
        for event in hub.events.values():
            if dates := of_event(hub, event):
                yield self._calendar(dates, (event.KIND, event.id))

    def _embeds(self) -> Iterator[Job]:
        """What other sites show in a frame."""
        if offered(self.plan.hub):
            rules = embeds.style()
            yield Job(rules.uri, lambda: [rules], digest(rules.content), exact=True)
        for embed in embeds.embeds(self.plan.hub):
            make = partial(embeds.write, self.filler.renderer, embed)
            yield Job(embed.url, make, shows=partial(_itself, embed))

    def _calendar(self, calendar: Calendar, about: Target | None = None) -> Job:
        make = partial(self._written, calendar)
        shows = None if about else partial(_itself, calendar)
        return Job(calendar.uri, make, about=about, shows=shows)

    def _written(self, calendar: Calendar) -> Iterable[Output]:
        return (self.calendars.write(calendar),)

    def _shows(self, page: Page) -> Callable[[], object] | None:
        return None if page.open or page.about else partial(self._shown, page)

    def _shown(self, page: Page) -> object:
        """All that a page shows."""
        view = self.filler.view(page)
        hub, record = self.plan.hub, view.record
        return view, list(appearing(hub, record)), latest(hub, record), counts(hub)

    def _key(self, shell: Shell) -> bytes:
        key = self._shell_keys.get(shell.pieces)
        if key is None:
            key = self._shell_keys[shell.pieces] = digest(repr(shell.pieces).encode())
        return key

    @cached_property
    def _shell_keys(self) -> dict[tuple[str, ...], bytes]:
        return {}

    @cached_property
    def _terms(self) -> bytes:
        """Of the glossary, whose terms are explained in any text."""
        terms = self.plan.hub.terms.values()
        return digest("\n".join(term.model_dump_json() for term in terms).encode())

    def _search(self) -> Iterable[Output]:
        """The files of the search index."""
        hub = self.plan.hub
        told = chain.from_iterable(
            page_records(page.url, page.title, words) for page, words in self._pages_by_hand()
        )
        yield from search_index(
            chain(search_records(hub), findable(hub), told, self._landing_records())
        )

    def _landing_records(self) -> Iterator[SearchRecord]:
        """The hub's own pages that the navigation may name, with the words somebody gave them."""
        hub = self.plan.hub
        for src_uri, page in self._landing.items():
            view, own = page.prepare(hub), hub.pages.get(src_uri)
            title = own.title if own and own.title != src_uri else view.title
            words = self.words.get(src_uri, "")
            yield landing_record(hub.words, page.url, title, view.description, words)

    def _pages_by_hand(self) -> Iterator[tuple[HandWritten, str]]:
        for src_uri, words in self.words.items():
            page = self.plan.hub.pages.get(src_uri)
            if page and page.url in self.chrome.other_urls:
                yield page, words

    def _card(self, uri: str, event: Event, item: Occurrence | None) -> Iterable[Output]:
        return (draw_card(self.plan.hub, uri, event, item),)

    def _picture(self, drawn: Picture) -> Iterable[Output]:
        return (Output(drawn.src, drawn.content),)

    def _drawing(self, src_uri: str) -> Iterable[Output]:
        drawn = read_svg(self.plan.hub.root / "content" / src_uri)
        return (Output(src_uri, drawn.content),)

    def _page(self, page: Page, shell: Shell) -> Iterable[Output]:
        return (filled_page(self.filler, page, shell),)

    def _deferred(self, src_uri: str) -> Iterable[Output]:
        """A page in the navigation, or one that a person wrote."""
        page, shell = self.chrome.pages[src_uri]
        words, planned = self.words[src_uri], self._landing.get(src_uri)
        if planned:
            slots = self.filler.slots(planned, words, page.words.title)
        else:
            own = self.plan.hub.pages.get(src_uri) or HandWritten(src_uri, src_uri)
            slots = {"body": self.filler.hand_written(own, words)}
        return (Output(page.uri, shell.fill(slots).encode()),)

    @cached_property
    def _landing(self) -> dict[str, Page]:
        return {page.src_uri: page for page in self.plan.pages if page.landing}
