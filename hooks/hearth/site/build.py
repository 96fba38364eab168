"""One build of a hub: which pages the site builder must render, what goes into them, and everything
it need not see."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from hearth.base.memory import gc_paused
from hearth.base.pictures import Gallery, Picture
from hearth.kinds import KINDS, Record
from hearth.model.hub import Hub
from hearth.outputs import Output
from hearth.outputs.api import api
from hearth.outputs.calendars import Calendar, CalendarWriter, calendars, of_event, single_dates
from hearth.outputs.editor import editor
from hearth.outputs.feeds import Feed, FeedWriter, appeared, feeds, opml
from hearth.outputs.head import head
from hearth.outputs.insights import findable, insight_files
from hearth.outputs.pages import Page, PageView, front, plan
from hearth.outputs.picture_cards import cards, draw_card
from hearth.outputs.render import Renderer
from hearth.outputs.search import SearchRecord, search_records
from hearth.read.handwritten import BLOCK, HandWritten
from hearth.site.files import SITEMAPS, Folder, redirect, robots, sitemap
from hearth.site.search_index import write_index
from hearth.site.shells import BrokenShellError, Shell, ShellKey, sentinel
from hearth.wording import structured_data
from hearth.wording.safe import SafeHtml, html, plain, rooted, text, vouched

MANY = 400
"""From this many pages on, further processes pay for themselves."""
LEFTOVERS = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp")
"""Endings of what editors and tools leave beside a file: an older state of it, which nobody meant
to publish."""
SHARES = 16
"""Into how many parts the work of one process is cut, so that the last to finish is soon done."""

RECORD_FOLDERS = tuple(
    sorted({f"{kind.folder}/" for kind in KINDS.values() if kind.folder.startswith("content/")})
)
"""Folders below content/ that hold records; beside them only pages and named pictures are
published."""


@dataclass(frozen=True)
class Hosted:
    """A page the site builder must render: its place among hand-written pages, its metadata and its
    body."""

    src_uri: str
    meta: dict[str, Any]
    body: SafeHtml
    edit_path: str | None
    """The source to edit, relative to the hub's folder."""
    page: Page | None = None

    @property
    def landing(self) -> bool:
        """Whether it can stand in the navigation: with thousands of others there a build would take
        minutes."""
        return bool(self.page and self.page.landing)


@dataclass
class Report:
    """What a build made."""

    pages: int = 0
    written: list[str] = field(default_factory=list)
    """The files the hub made itself, relative to the site."""
    searchable: int = 0
    different: set[str] = field(default_factory=set)
    """Sections in which a filled shell and the theme's own rendering were not equal."""

    @property
    def complaint(self) -> str:
        """What is said of them."""
        return (
            f"Shells of {', '.join(sorted(self.different))} do not equal the theme's pages; "
            "rendering in full"
        )


class Site:
    """A public hub on its way to becoming files."""

    def __init__(self, hub: Hub, in_full: frozenset[str] = frozenset(), processes: int = 0) -> None:
        """``in_full`` names sections whose pages the theme renders one by one; ``processes`` 0
        means one per processor."""
        self.hub, self.in_full = hub, in_full
        self.processes = processes or hub.settings.workers or os.cpu_count() or 1
        self.renderer = Renderer(hub)
        self.hand_written: list[SearchRecord] = []

    # -- what the site builder renders -------------------------------------------------------------

    def leaves_out(self, src_uri: str, is_page: bool) -> bool:
        """Whether a file below content/ is not published: a draft, a record, what lies among
        records, a picture withheld."""
        if any(part.startswith("_") for part in src_uri.split("/")) or src_uri in self.hub.withheld:
            return True
        if src_uri.endswith(LEFTOVERS) or f"content/{src_uri}" in self.hub.source_paths:
            return True
        if is_page:
            return src_uri not in self.hub.pages
        return src_uri not in self.hub.pictures and f"content/{src_uri}".startswith(RECORD_FOLDERS)

    @cached_property
    def pages(self) -> list[Page]:
        return plan(self.hub)

    @cached_property
    def filled(self) -> list[Page]:
        """Pages made by filling shells."""
        if not self.hub.settings.shells:
            return []
        return [
            page for page in self.pages if not page.landing and page.section not in self.in_full
        ]

    @cached_property
    def hosted(self) -> dict[str, Hosted]:
        """Pages for the site builder by their src_uri: landing pages, shells, witnesses, and
        sections rendered in full."""
        filled = {page.url for page in self.filled}
        whole = [page for page in self.pages if page.url not in filled]
        found = [self._host(page) for page in (*whole, *self.witnesses)]
        found += [
            self._host_shell(key) for key in sorted({self._key(page) for page in self.filled})
        ]
        return {hosted.src_uri: hosted for hosted in found}

    @cached_property
    def witnesses(self) -> list[Page]:
        """A few pages of each shell, spread over it, that are made both ways."""
        by_key: dict[ShellKey, list[Page]] = {}
        for page in self.filled:
            by_key.setdefault(self._key(page), []).append(page)
        count = self.hub.settings.witnesses
        return (
            [
                page
                for _, pages in sorted(by_key.items())
                for page in pages[:: max(1, len(pages) // count)][:count]
            ]
            if count
            else []
        )

    def _key(self, page: Page) -> ShellKey:
        return ShellKey(page.section, page.url.count("/"), page.source is not None)

    def _host(self, page: Page) -> Hosted:
        slots = self._slots(page) if not page.landing else {}
        return Hosted(
            page.src_uri,
            _meta(slots) if slots else {},
            slots.get("body", text("")),
            page.source,
            page,
        )

    def _host_shell(self, key: ShellKey) -> Hosted:
        meta = _meta({slot: text(sentinel(slot)) for slot in ("title", "description", "head")})
        return Hosted(
            f"{key.url.rstrip('/')}.md",
            meta,
            text(sentinel("body")),
            sentinel("edit") if key.editable else None,
        )

    def landing(
        self, page: Page, words: str, title: str | None = None
    ) -> tuple[dict[str, Any], SafeHtml]:
        """(metadata, body) of a landing page; ``words`` is the HTML of a hand-written page of its
        name."""
        slots = self._slots(page, words, title)
        return _meta(slots), slots["body"]

    def hand_written_body(self, src_uri: str, words: str) -> SafeHtml:
        """A hand-written page's HTML with its live blocks filled and first uses of glossary terms
        explained."""
        page = self.hub.pages.get(src_uri) or HandWritten(src_uri, src_uri)
        self.hand_written.append(SearchRecord(page.url, page.title, "page", plain(words)))
        return rooted(self.renderer.explain(self._blocks(words)), _way_up(page.url))

    def _blocks(self, words: str) -> SafeHtml:
        """The HTML the site builder made of a page, with its live blocks filled."""
        if not BLOCK.search(words):
            return vouched(words)
        values = front.home_values(self.hub)

        def block(found: re.Match[str]) -> SafeHtml:
            return html(
                '<div class="h-page">%s</div>',
                self.renderer.render(f"blocks/{found[1]}.html", **values),
            )

        return vouched(BLOCK.sub(block, words))

    # -- what the site builder leaves to the hub ---------------------------------------------------

    def draws_anew(self, src_uri: str) -> bool:
        """Whether a file is a contributor's picture, which is never copied as it is."""
        return src_uri in self.hub.pictures

    @cached_property
    def pictures(self) -> list[Picture]:
        """The pictures that public records name."""
        named = {src for record in (*self.hub, self.hub.community) for _, src in record.pictures}
        return [self.hub.pictures[src] for src in sorted(named)]

    # -- what goes into a page ---------------------------------------------------------------------

    def _slots(self, page: Page, words: str = "", title: str | None = None) -> dict[str, SafeHtml]:
        """HTML for each slot of a page."""
        view = page.prepare(self.hub)
        if title:
            view.title = title
        body = self.renderer.render(
            page.template,
            title=view.title,
            crumbs=view.crumbs,
            crumb=view.crumb,
            text=self._words(words),
            **view.values,
        )
        return {
            "url": text(page.url),
            "title": text(view.title),
            "description": text(view.description),
            "head": self._head(page, view),
            "body": rooted(body, _way_up(page.url)),
            "edit": text(page.source or ""),
        }

    def _words(self, words: str) -> SafeHtml:
        return self.renderer.explain(self._blocks(words)) if words else text("")

    def _head(self, page: Page, view: PageView) -> SafeHtml:
        crumbs = [*view.crumbs, (view.title, page.url)]
        things = (
            [*view.things, structured_data.breadcrumbs(self.hub, crumbs)]
            if view.crumbs
            else view.things
        )
        return head(
            self.hub,
            page.url,
            view.title,
            view.description,
            things,
            view.alternates,
            view.image,
            view.og_type,
            view.image_alt,
        )

    # -- after the site builder --------------------------------------------------------------------

    @gc_paused()
    def finish(self, site_dir: Path, other_urls: Iterable[str] = ()) -> Report:
        """Fill the shells and write everything else below ``site_dir``; ``other_urls`` are the
        builder's own pages."""
        report = Report(pages=len(self.pages))
        shells = self._take_shells(site_dir, report)
        if not report.different:
            self._check_witnesses(site_dir, shells, report)
        if report.different:
            return report
        if self.hub.settings.internal:  # the site builder has written one of its own
            for name in SITEMAPS:
                (site_dir / name).unlink(missing_ok=True)
        report.written = self._run(site_dir, self._jobs(shells, other_urls))
        if self.hub.settings.search:
            records = [*search_records(self.hub), *findable(self.hub), *self.hand_written]
            report.searchable = write_index(site_dir, records, self.hub.community.language)
        return report

    def _take_shells(self, site_dir: Path, report: Report) -> dict[ShellKey, Shell]:
        """Read the rendered shells and remove them from the site."""
        shells = {}
        keys = sorted({self._key(page) for page in self.filled})
        for key in keys:
            file = site_dir / key.url / "index.html"
            try:
                shells[key] = Shell.split(file.read_text(encoding="utf-8"), key)
            except (BrokenShellError, FileNotFoundError):
                report.different.add(key.section)
        for key in keys:
            first = key.url.split("/")[1]
            shutil.rmtree(site_dir / key.section / first, ignore_errors=True)
        return shells

    def _check_witnesses(
        self, site_dir: Path, shells: dict[ShellKey, Shell], report: Report
    ) -> None:
        """Compare pages made both ways, byte for byte."""
        for page in self.witnesses:
            slow = (site_dir / page.url / "index.html").read_bytes()
            if slow != self._page(page, shells[self._key(page)]).content:
                report.different.add(page.section)

    def _page(self, page: Page, shell: Shell) -> Output:
        return Output(f"{page.url}index.html", shell.fill(self._slots(page)).encode())

    def _jobs(
        self, shells: dict[ShellKey, Shell], other_urls: Iterable[str] = ()
    ) -> list[tuple[str, Any]]:
        """Everything to write, as (kind of job, what); what takes longest comes first."""
        jobs: list[tuple[str, Any]] = [("whole", list(other_urls))]
        if self.hub.settings.pictures:
            jobs += [("picture", card) for card in cards(self.hub)]
        jobs += [("drawn anew", picture) for picture in self.pictures]
        jobs += [("page", (page, shells[self._key(page)])) for page in self.filled]
        jobs += [("feed", feed) for feed in feeds(self.hub)]
        jobs += [
            ("calendar", calendar)
            for calendar in (*calendars(self.hub).values(), *single_dates(self.hub))
        ]
        jobs += [
            ("calendar", found)
            for event in self.hub.events.values()
            if (found := of_event(self.hub, event))
        ]
        return jobs

    def _run(self, site_dir: Path, jobs: list[tuple[str, Any]]) -> list[str]:
        """Do the jobs, in several processes when there are many; return which files were
        written."""
        many = min(self.processes, len(jobs) // MANY)
        if many < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return _Writer(self, site_dir).run(jobs)
        for template in sorted({page.template for page in self.filled}):
            self.renderer.template(template)
        # The children inherit everything read so far. Each takes the next run of neighbours when it
        # is done with one: neighbours share cards and texts, and no child waits for another.
        size = max(1, len(jobs) // (many * SHARES))
        _inherited[:] = [(_Writer(self, site_dir), jobs)]
        try:
            with ProcessPoolExecutor(many, mp_context=multiprocessing.get_context("fork")) as pool:
                return list(
                    chain.from_iterable(
                        pool.map(_run_share, range(0, len(jobs), size), repeat(size))
                    )
                )
        finally:
            _inherited.clear()

    def _whole(self, other_urls: Iterable[str]) -> Iterator[Output]:
        """Files that are made of the hub as a whole; an internal hub has none for machines, and
        asks them to stay away."""
        yield from editor(self.hub, self.renderer)
        if self.hub.settings.internal:
            yield robots()
        else:
            yield from api(self.hub)
            yield from insight_files(self.hub)
            yield opml(self.hub, feeds(self.hub))
            changed = {self.hub.url(record): _changed(record, self.hub) for record in self.hub}
            urls = {page.url for page in self.pages} | set(other_urls)
            yield from sitemap(
                self.hub.settings.site_url, ((url, changed.get(url, "")) for url in urls)
            )
        for record in self.hub:
            for alias in record.aliases if not KINDS[record.KIND].anchored else ():
                yield redirect(
                    self.hub.settings.site_url, KINDS[record.KIND].url(alias), self.hub.url(record)
                )


_inherited: list[tuple[_Writer, list[tuple[str, Any]]]] = []
"""What child processes are to work on; a fork hands it down without copying."""


def _run_share(first: int, size: int) -> list[str]:
    writer, jobs = _inherited[0]
    return writer.run(jobs[first : first + size])


class _Writer:
    """Does jobs, keeping what one can use from another."""

    def __init__(self, site: Site, site_dir: Path) -> None:
        self.site, self.folder = site, Folder(site_dir)
        self.gallery = Gallery(site.hub.root / "content")
        self.feeds, self.calendars = FeedWriter(site.renderer), CalendarWriter(site.hub)

    def run(self, jobs: list[tuple[str, Any]]) -> list[str]:
        written = []
        for kind, subject in jobs:
            for output in self._outputs(kind, subject):
                self.folder.write(output)
                written.append(output.uri)
        return written

    def _outputs(self, kind: str, subject: Any) -> Iterable[Output]:
        if kind == "page":
            page, shell = subject
            return (self.site._page(page, shell),)
        if kind == "whole":
            return self.site._whole(subject)
        if kind == "picture":
            return (draw_card(self.site.hub, *subject),)
        if kind == "drawn anew":
            return (Output(subject.src, self.gallery.published(subject)),)
        if isinstance(subject, Feed):
            return self.feeds.write(subject)
        calendar: Calendar = subject
        return (self.calendars.write(calendar),)


def _meta(slots: dict[str, SafeHtml]) -> dict[str, Any]:
    """The metadata the theme prints as it is."""
    return {
        "hearth": True,
        "title": slots["title"],
        "description": slots["description"],
        "head_html": slots["head"],
    }


def _way_up(url: str) -> str:
    """From a page to the site's root."""
    return "../" * url.count("/") or "./"


def _changed(record: Record, hub: Hub) -> str:
    """The day of a record's last known change up to the hub's day, as the sitemap gives it."""
    days = [day for day in (record.reviewed, appeared(record)) if day and day <= hub.as_of]
    return max(days).isoformat() if days else ""
