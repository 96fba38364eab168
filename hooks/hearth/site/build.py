"""One build of a hub, as a site builder goes through it (see hearth/site/builder.py)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from hearth.base.memory import gc_paused
from hearth.kinds import KINDS
from hearth.model.config_file import config_path
from hearth.model.hub import Hub
from hearth.model.quarantine import Verdict, judge
from hearth.outputs.insights import findable
from hearth.outputs.pages.page import Page
from hearth.outputs.render import TemplateFaultError
from hearth.outputs.search import SearchRecord, headings, search_records
from hearth.read.handwritten import BLOCK, HandWritten
from hearth.site.builder import BuildFailedError, Content, Hosted, Report
from hearth.site.extensions import open_hub
from hearth.site.files import SITEMAPS
from hearth.site.fill import PageFiller, Slots, check_filling
from hearth.site.links import LinkSettler, check_links
from hearth.site.manifest import make_manifest
from hearth.site.plan import SitePlan, shell_key
from hearth.site.search_index import write_index
from hearth.site.shells import BrokenShellError, Shell, ShellKey, sentinel
from hearth.site.write import SiteWriter, filled_page
from hearth.wording.safe import html_to_text, text, without_comments


def read_hub(
    root: Path,
    day: date,
    processes: int | None = None,
    config: Path | None = None,
    own: Mapping[str, Any] | None = None,
    site_url: str | None = None,
) -> Verdict:
    """The hub in ``root`` with everything that is wrong with it, and whether it can be published.

    ``config`` is the file the site is configured by; None is the hub's own. ``own`` is what the
    builder has found there under ``extra: hearth:``, and ``site_url`` where the site will be
    served, when that is not what the settings say.
    """
    given = {"config": config, "own": own, "site_url": site_url}
    hub, problems = open_hub(root, day, processes, draw=True, **given)
    problems.extend(check_links(hub, config))
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
        raise BuildFailedError(str(fault.problem)) from None


class SiteBuild:
    """The public part of a hub on its way to becoming files."""

    def __init__(self, hub: Hub, in_full: frozenset[str] = frozenset(), processes: int = 0) -> None:
        """``in_full`` names sections whose pages the builder renders one by one; ``processes`` 0
        means one per processor."""
        self.whole, self.links = hub, LinkSettler(hub.public(), hub)
        self.hub = self.links.hub()
        self.plan, self.filler = SitePlan(self.hub, in_full), PageFiller(self.hub)
        self.processes = processes or hub.settings.workers or os.cpu_count() or 1
        self.hand_written: dict[str, SearchRecord] = {}

    @property
    def template_values(self) -> dict[str, Any]:
        """What the templates of a chrome must know, by the names they use."""
        return {"hearth_internal": self.hub.settings.internal, "search_kinds": headings()}

    # -- before and while the site builder renders -------------------------------------------------

    @cached_property
    @_told()
    def hosted(self) -> dict[str, Hosted]:
        """Pages for the site builder by their src_uri: landing pages, shells, witnesses, and
        sections rendered in full."""
        found = [self._host(page) for page in self.plan.rendered]
        found += map(_host_shell, self.plan.shells)
        return {hosted.src_uri: hosted for hosted in found}

    def _host(self, page: Page) -> Hosted:
        # A hand-written page of its name gives a landing page words, and is not read yet.
        filled = None if page.landing else _content(self.filler.slots(page))
        return Hosted(page.src_uri, page.source, page, filled)

    @_told()
    def content(self, src_uri: str, words: str = "", title: str | None = None) -> Content:
        """What stands on a page; ``words`` is the HTML of the hand-written one of this name, and
        ``title`` the one it gives itself."""
        words = self.links.page(src_uri, without_comments(words, but=BLOCK))
        hosted = self.hosted.get(src_uri)
        if hosted is None:
            return self._hand_written(src_uri, words)
        if hosted.filled:
            return hosted.filled
        assert hosted.page  # noqa: S101 - a landing page
        return _content(self.filler.slots(hosted.page, words, title))

    def _hand_written(self, src_uri: str, words: str) -> Content:
        """A hand-written page with its live blocks filled and first uses of glossary terms
        explained."""
        page = self.hub.pages.get(src_uri) or HandWritten(src_uri, src_uri)
        self.hand_written[page.url] = SearchRecord(
            page.url, page.title, "page", html_to_text(words)
        )
        return Content(self.filler.hand_written(page.url, words))

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
        shells = self._take_shells(site_dir, report)
        # Without its shells a section cannot be compared; the build is made again anyway.
        if not report.different:
            self._check_witnesses(site_dir, shells, report)
        if report.different:
            return report
        if self.hub.settings.internal:  # the site builder has written one of its own
            for name in SITEMAPS:
                (site_dir / name).unlink(missing_ok=True)
        writer = SiteWriter(self.plan, self.filler, site_dir)
        # After the comparison: nothing is written that a second build would only write again.
        report.written = writer.write(shells, other_urls, self.processes)
        # By now the builder has handed over the words of every hand-written page.
        if self.hub.settings.search:
            records = [*search_records(self.hub), *findable(self.hub), *self.hand_written.values()]
            report.searchable = write_index(site_dir, records, self.hub.community.language)
        if manifest:
            made = make_manifest(self.hub, self.whole, report.written, other_urls)
            manifest.write_text(made.as_json(), "utf-8")
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
            # The whole folder goes: deeper shells of a section lie in each other.
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
    return Hosted(f"{key.url.rstrip('/')}.md", edit_path, filled=_content(slots))


def _content(slots: Slots) -> Content:
    meta = {
        "hearth": True,
        "title": slots["title"],
        "description": slots["description"],
        "head_html": slots["head"],
    }
    return Content(slots["body"], meta)
