"""One build of a hub, as a site builder goes through it: what it must render, what it gets for
that, and how the site is finished."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from hearth.base.memory import gc_paused
from hearth.model.hub import Hub
from hearth.outputs.insights import findable
from hearth.outputs.pages import Page
from hearth.outputs.search import SearchRecord, search_records
from hearth.read.handwritten import HandWritten
from hearth.site.files import SITEMAPS
from hearth.site.fill import PageFiller, Slots
from hearth.site.plan import SitePlan, shell_key
from hearth.site.search_index import write_index
from hearth.site.shells import BrokenShellError, Shell, ShellKey, sentinel
from hearth.site.write import SiteWriter, filled_page
from hearth.wording.safe import SafeHtml, html_to_text, text


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


class SiteBuild:
    """A public hub on its way to becoming files."""

    def __init__(self, hub: Hub, in_full: frozenset[str] = frozenset(), processes: int = 0) -> None:
        """``in_full`` names sections whose pages the theme renders one by one; ``processes`` 0
        means one per processor."""
        self.hub, self.plan, self.filler = hub, SitePlan(hub, in_full), PageFiller(hub)
        self.processes = processes or hub.settings.workers or os.cpu_count() or 1
        self.hand_written: list[SearchRecord] = []

    # -- before and while the site builder renders -------------------------------------------------

    @cached_property
    def hosted(self) -> dict[str, Hosted]:
        """Pages for the site builder by their src_uri: landing pages, shells, witnesses, and
        sections rendered in full."""
        found = [self._host(page) for page in self.plan.rendered]
        found += map(_host_shell, self.plan.shells)
        return {hosted.src_uri: hosted for hosted in found}

    def _host(self, page: Page) -> Hosted:
        if page.landing:  # filled when the hand-written page of its name is known
            return Hosted(page.src_uri, {}, text(""), page.source, page)
        slots = self.filler.slots(page)
        return Hosted(page.src_uri, _meta(slots), slots["body"], page.source, page)

    def landing(
        self, page: Page, words: str, title: str | None = None
    ) -> tuple[dict[str, Any], SafeHtml]:
        """(metadata, body) of a landing page; ``words`` is the HTML of a hand-written page of its
        name."""
        slots = self.filler.slots(page, words, title)
        return _meta(slots), slots["body"]

    def hand_written_body(self, src_uri: str, words: str) -> SafeHtml:
        """A hand-written page's HTML with its live blocks filled and first uses of glossary terms
        explained."""
        page = self.hub.pages.get(src_uri) or HandWritten(src_uri, src_uri)
        self.hand_written.append(SearchRecord(page.url, page.title, "page", html_to_text(words)))
        return self.filler.hand_written(page.url, words)

    # -- after the site builder --------------------------------------------------------------------

    @gc_paused()
    def finish(self, site_dir: Path, other_urls: Iterable[str] = ()) -> Report:
        """Fill the shells and write everything else below ``site_dir``; ``other_urls`` are the
        builder's own pages."""
        report = Report(pages=len(self.plan.pages))
        shells = self._take_shells(site_dir, report)
        if not report.different:
            self._check_witnesses(site_dir, shells, report)
        if report.different:
            return report
        if self.hub.settings.internal:  # the site builder has written one of its own
            for name in SITEMAPS:
                (site_dir / name).unlink(missing_ok=True)
        writer = SiteWriter(self.plan, self.filler, site_dir)
        report.written = writer.write(shells, other_urls, self.processes)
        if self.hub.settings.search:
            records = [*search_records(self.hub), *findable(self.hub), *self.hand_written]
            report.searchable = write_index(site_dir, records, self.hub.community.language)
        return report

    def _take_shells(self, site_dir: Path, report: Report) -> dict[ShellKey, Shell]:
        """Read the rendered shells and remove them from the site."""
        shells = {}
        for key in self.plan.shells:
            file = site_dir / key.url / "index.html"
            try:
                shells[key] = Shell.split(file.read_text(encoding="utf-8"), key)
            except (BrokenShellError, FileNotFoundError):
                report.different.add(key.section)
        for key in self.plan.shells:
            first = key.url.split("/")[1]
            shutil.rmtree(site_dir / key.section / first, ignore_errors=True)
        return shells

    def _check_witnesses(
        self, site_dir: Path, shells: dict[ShellKey, Shell], report: Report
    ) -> None:
        """Compare pages made both ways, byte for byte."""
        for page in self.plan.witnesses:
            slow = (site_dir / page.url / "index.html").read_bytes()
            if slow != filled_page(self.filler, page, shells[shell_key(page)]).content:
                report.different.add(page.section)


def _host_shell(key: ShellKey) -> Hosted:
    slots = {slot: text(sentinel(slot)) for slot in ("title", "description", "head", "body")}
    edit_path = sentinel("edit") if key.editable else None
    return Hosted(f"{key.url.rstrip('/')}.md", _meta(slots), slots["body"], edit_path)


def _meta(slots: Slots) -> dict[str, Any]:
    """The metadata the theme prints as it is."""
    return {
        "hearth": True,
        "title": slots["title"],
        "description": slots["description"],
        "head_html": slots["head"],
    }
