"""One build of a hub, as a site builder goes through it (see hearth/site/builder.py)."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from hearth.base.memory import gc_paused
from hearth.kinds import KINDS
from hearth.model.config_file import config_path
from hearth.model.hub import CONDUCT, Hub
from hearth.model.quarantine import Verdict, judge
from hearth.outputs.pages.page import Page
from hearth.outputs.render import TemplateFaultError
from hearth.outputs.search import headings
from hearth.read.handwritten import BLOCK, HandWritten
from hearth.read.load import Memory
from hearth.site.builder import BuildFailedError, Content, Hosted, Report
from hearth.site.chrome import Deferred, SiteChrome, WrittenWords
from hearth.site.editions import menu
from hearth.site.extensions import open_hub
from hearth.site.files import SITEMAPS
from hearth.site.fill import PageFiller, Slots, check_filling
from hearth.site.links import LinkSettler, check_links
from hearth.site.manifest import Manifest, make_manifest
from hearth.site.plan import SitePlan, shell_key
from hearth.site.shells import TITLED, ShellKey, sentinel
from hearth.site.theme_words import SCRIPTS, THEME, check_language, translated
from hearth.site.tree import SiteTree
from hearth.site.write import NOTHING, Earlier, Made, SiteWriter, filled_page
from hearth.wording.formatting import lengths
from hearth.wording.safe import text, vouched, without_comments


def read_hub(
    root: Path,
    day: date,
    processes: int | None = None,
    config: Path | None = None,
    own: Mapping[str, Any] | None = None,
    site_url: str | None = None,
    memory: Memory | None = None,
) -> Verdict:
    """The hub in ``root`` with everything that is wrong with it, and whether it can be published.

    ``config`` is the file the site is configured by; None is the hub's own. ``own`` is what the
    builder has found there under ``extra: hearth:``, and ``site_url`` where the site will be
    served, when that is not what the settings say. Files that ``memory`` recalls are not read
    again.
    """
    given = {"config": config, "own": own, "site_url": site_url}
    hub, problems = open_hub(root, day, processes, draw=True, memory=memory, **given)
    problems.extend(check_links(hub, config))
    problems.extend(check_language(hub, config))
    problems.extend(check_filling(hub))
    return judge(hub, problems)


def watched(root: Path, config: Path | None = None) -> list[Path]:
    """The files and folders whose change changes the site, as far as they are there."""
    folders = {kind.folder.split("/")[0] for kind in KINDS.values()} | {"content", "overrides"}
    paths = [*(root / name for name in sorted(folders)), config_path(root, config)]
    return [path for path in paths if path.exists()]


@contextmanager
def _told() -> Iterator[None]:
    """A template of the hub's own that cannot be filled fails the build, in words."""
    try:
        yield
    except TemplateFaultError as fault:
        raise BuildFailedError(fault.problem.told(fault.words)) from None


class SiteBuild:
    """The public part of a hub on its way to becoming files."""

    def __init__(
        self,
        hub: Hub,
        in_full: frozenset[str] = frozenset(),
        processes: int = 0,
        deferred: bool = True,
    ) -> None:
        """``in_full`` names sections whose pages the builder renders one by one, and pages it gets
        whole; ``processes`` 0 means one per processor. Without ``deferred``, the builder gets every
        page but those of records whole, because it looks at what stands on them."""
        self.whole, self.links = hub, LinkSettler(hub)
        self.hub = self.links.hub()
        self.plan, self.filler = SitePlan(self.hub, in_full), PageFiller(self.hub)
        self.processes = processes or hub.settings.workers or os.cpu_count() or 1
        self.in_full, self.deferred = in_full, deferred
        self.pages: dict[str, Deferred] = {}
        """What the builder has handed over of pages that are not records' own."""

    @property
    def template_values(self) -> dict[str, Any]:
        """What the templates of a chrome must know, by the names they use."""
        words = self.hub.words
        return {
            "hearth_internal": self.hub.settings.internal,
            "hearth_languages": menu(self.hub),
            "hearth_home": self.hub.home_url,
            "hearth_folder": self.hub.folder,
            "hearth_conduct": self._conduct,
            "search_ask": self.hub.community.contact or "",
            "search_kinds": [(kind, words.noted(name)) for kind, name in headings()],
            "theme_words": translated(words, THEME),
            "script_words": translated(words, SCRIPTS) | self._ways,
        }

    @property
    def _conduct(self) -> dict[str, str]:
        """Where every page leads when something is wrong: to the rules, and to who is told."""
        contact = self.hub.community.conduct.contact
        page = CONDUCT if CONDUCT in self.hub.page_urls else ""
        return {"page": page, "report": contact or ""}

    @property
    def _ways(self) -> dict[str, str]:
        """How scripts tell hours, weeks and lengths, where it is not as they do by themselves."""
        hours, first = self.hub.words.hour_cycle, self.hub.first_weekday
        told = {
            "hourCycle": hours if hours != "h23" else "",
            "firstWeekday": str(first or ""),
            "lasting": "|".join(lengths(self.hub.words)),
        }
        return {name: way for name, way in told.items() if way}

    def language(self, src_uri: str = "") -> str:
        """The language of a page, by its path below content/, or of the site."""
        return self.hub.community.language

    # -- before and while the site builder renders -------------------------------------------------

    @cached_property
    @_told()
    def hosted(self) -> dict[str, Hosted]:
        """Pages for the site builder by their src_uri: landing pages, shells, witnesses, and
        sections rendered in full."""
        found = [self._host(page) for page in self.plan.rendered]
        found += map(_host_shell, self.plan.shells)
        return {hosted.src_uri: hosted for hosted in found}

    @property
    def asked(self) -> list[tuple[str, str | None, str]]:
        """(path, source to edit, title where the navigation can name it) of every hosted page."""
        pages = [
            (page.src_uri, page.source, self.filler.view(page).title if page.landing else "")
            for page in self.plan.rendered
        ]
        return sorted((*pages, *((key.url, str(key.editable), "") for key in self.plan.shells)))

    def _host(self, page: Page) -> Hosted:
        # A hand-written page of its name gives a landing page words, and is not read yet.
        filled = None if page.landing else _content(self.filler.slots(page))
        return Hosted(page.src_uri, page.source, page, filled)

    @_told()
    def content(self, src_uri: str, words: str = "", title: str | None = None) -> Content:
        """What stands on a page; ``words`` is the HTML of the hand-written one of this name, and
        ``title`` the one it gives itself."""
        hosted = self.hosted.get(src_uri)
        if hosted and hosted.filled:
            return hosted.filled
        page = Deferred(self._url(src_uri, hosted), WrittenWords(words, title))
        self.pages[src_uri] = page
        if not self.deferred or src_uri in self.in_full:
            return self._whole(src_uri, page)
        body = vouched(sentinel("body") + (TITLED if "<h1" in words else ""))
        if not hosted:
            return Content(body)
        assert hosted.page  # noqa: S101 - a landing page
        # The navigation, too, calls it by its title.
        shown = title or self.filler.view(hosted.page).title
        slots = {slot: text(sentinel(slot)) for slot in ("description", "head")}
        return _content({**slots, "title": text(shown), "body": body})

    def _url(self, src_uri: str, hosted: Hosted | None) -> str:
        if hosted and hosted.page:
            return hosted.page.url
        return self._by_hand(src_uri).url

    def _by_hand(self, src_uri: str) -> HandWritten:
        return self.hub.pages.get(src_uri) or HandWritten(src_uri, src_uri)

    def _whole(self, src_uri: str, page: Deferred) -> Content:
        hosted, words = self.hosted.get(src_uri), self._settled(src_uri, page)
        if hosted is None or hosted.page is None:
            return Content(self.filler.hand_written(self._by_hand(src_uri), words))
        return _content(self.filler.slots(hosted.page, words, page.words.title))

    def _settled(self, src_uri: str, page: Deferred) -> str:
        return self.links.page(src_uri, without_comments(page.words.html, but=BLOCK))

    # -- after the site builder --------------------------------------------------------------------

    @gc_paused()
    @_told()
    def finish(
        self, site_dir: Path, other_urls: Collection[str] = (), manifest: Path | None = None
    ) -> Report:
        """Fill the shells and write everything else below ``site_dir``, and the manifest.

        ``other_urls`` are the addresses of the builder's own pages.
        """
        report = Report(pages=len(self.plan.pages))
        chrome = self.take_chrome(site_dir, other_urls, report)
        if not report.different:
            made = self.complete(chrome, SiteTree(site_dir), report)
            report.written = [output.uri for job in made.values() for output in job.outputs]
            if manifest:
                told = self.manifest(chrome, report.written)
                if self.hub.origin:
                    told = Manifest.from_json(manifest.read_text("utf-8")).joined(told)
                manifest.write_text(told.as_json(), "utf-8")
        return report

    def take_chrome(
        self, site_dir: Path, other_urls: Collection[str], report: Report
    ) -> SiteChrome:
        """What the builder made in ``site_dir``, taken apart; ``report`` says where a filled shell
        would differ from what it made itself."""
        pages = {
            src_uri: page
            for src_uri, page in self.pages.items()
            if self.deferred and src_uri not in self.in_full
        }
        chrome, broken = SiteChrome.take(site_dir, self.plan.shells, pages, other_urls)
        report.different |= broken
        # Without its shells a section cannot be compared; the build is made again anyway.
        if not report.different:
            self._check_witnesses(site_dir, chrome, report)
        for name in SITEMAPS:  # the site builder has written one of its own
            (site_dir / name).unlink(missing_ok=True)
        return chrome

    @_told()
    def complete(
        self, chrome: SiteChrome, tree: SiteTree, report: Report, earlier: Earlier = NOTHING
    ) -> Mapping[str, Made]:
        """Make everything that has changed since ``earlier``, and write what came out otherwise."""
        words = {src_uri: self._settled(src_uri, page) for src_uri, page in self._pages(chrome)}
        return SiteWriter(self.plan, self.filler, tree, chrome, words).write(
            self.processes, report, earlier
        )

    def _pages(self, chrome: SiteChrome) -> Iterable[tuple[str, Deferred]]:
        whole = ((src_uri, page) for src_uri, page in self.pages.items())
        return {**dict(whole), **{name: page for name, (page, _) in chrome.pages.items()}}.items()

    def manifest(self, chrome: SiteChrome, written: Iterable[str]) -> Manifest:
        """What the site must hold."""
        return make_manifest(self.hub, self.whole, written, chrome.other_urls)

    def _check_witnesses(self, site_dir: Path, chrome: SiteChrome, report: Report) -> None:
        """Compare pages made both ways, byte for byte."""
        for page in self.plan.witnesses:
            slow = (site_dir / page.url / "index.html").read_bytes()
            if slow != filled_page(self.filler, page, chrome.shells[shell_key(page)]).content:
                report.different.add(page.section)


def _host_shell(key: ShellKey) -> Hosted:
    slots = {slot: text(sentinel(slot)) for slot in ("title", "description", "head", "body")}
    edit_path = sentinel("edit") if key.editable else None
    return Hosted(f"{key.url.rstrip('/')}.md", edit_path, filled=_content(slots))


def _content(slots: Slots) -> Content:
    meta = {
        "hearth": True,
        "title": slots["title"],
        "description": slots["description"],
        "head_html": slots["head"],
        "frames": slots.get("frames", text("")),
    }
    return Content(slots["body"], meta)
