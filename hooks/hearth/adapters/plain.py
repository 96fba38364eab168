"""A hub's site without MkDocs: the same pages, feeds, calendars, data and search, in Hearth's own
theme."""

from __future__ import annotations

import fnmatch
import posixpath
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from hearth.adapters.plain_chrome import Chrome, ChromePage, given_titles, navigation
from hearth.adapters.plain_config import OWN_THEME, SiteConfig, read_config
from hearth.adapters.plain_markdown import MarkdownPages, MarkdownText
from hearth.base.clock import as_of_day
from hearth.base.format import count
from hearth.model.hub import Hub
from hearth.model.quarantine import Verdict
from hearth.outputs import Output
from hearth.read.handwritten import OVERRIDES, HandWritten
from hearth.read.sources import walk
from hearth.site.app_files import app_files
from hearth.site.assets import THEME, assets
from hearth.site.build import SiteBuild, read_hub
from hearth.site.builder import BuildFailedError, Order, Report
from hearth.site.chrome import SiteChrome
from hearth.site.files import Folder
from hearth.site.theme_fixes import with_language

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
NOT_SERVED = (
    ".*",
    "*.py",
    "*.pyc",
    "*.html",
    "*readme*",
    "mkdocs_theme.yml",
    "words.yml",
    "words.*.yml",
)
"""Files of a theme that are not published, by their names in small letters."""


def build(order: Order) -> None:
    """Make the site; nothing is touched before the hub was found right."""
    try:
        made(order, as_of_day())
    except ValueError as error:
        raise BuildFailedError(str(error)) from None


def made(order: Order, day: date) -> SiteBuild:
    """The build of a site that is there now."""
    verdict = read_hub(order.root, day, config=order.config)
    _tell(verdict)
    first = _site(order, verdict.hub)
    for hub in verdict.hub.editions():
        _site(replace(order, site_dir=order.site_dir / hub.folder), hub)
    return first


def _site(order: Order, hub: Hub) -> SiteBuild:
    """Make the site of a hub in one language."""
    config, in_full = read_config(order.root, order.config, hub), frozenset[str]()
    while True:
        site = SiteBuild(hub, in_full)
        pages = _Pages(order.root, config, site)
        _warn(pages.problems, order.strict)
        pages.write(order.site_dir)
        report = site.finish(order.site_dir, pages.own_urls, order.manifest)
        if not report.different:
            return site
        print(report.complaint, file=sys.stderr)
        in_full |= report.different


def chrome(order: Order, hub: Hub) -> tuple[SiteBuild, SiteChrome]:
    """Make the chrome of a hub that was judged, in the folder of the site."""
    config, in_full = read_config(order.root, order.config, hub), frozenset[str]()
    while True:
        site, report = SiteBuild(hub, in_full), Report()
        pages = _Pages(order.root, config, site)
        _warn(pages.problems, order.strict)
        pages.write(order.site_dir)
        found = site.take_chrome(order.site_dir, pages.own_urls, report)
        if not report.different:
            return site, found
        print(report.complaint, file=sys.stderr)
        in_full |= report.different


def _tell(verdict: Verdict) -> None:
    """Show what is wrong with the hub. Raises BuildFailedError when it cannot be published."""
    for problem in verdict.reported:
        print(
            "WARNING" if problem.severity == "error" else "INFO   ",
            f"-  {problem.told(verdict.hub.words)}",
            file=sys.stderr,
        )
    for line in verdict.report:
        print(line, file=sys.stderr)
    if verdict.refusal:
        raise BuildFailedError(verdict.refusal)


def _warn(problems: list[str], strict: bool) -> None:
    for problem in problems:
        print(f"WARNING -  {problem}.", file=sys.stderr)
    if problems and strict:
        raise BuildFailedError(f"{count(len(problems), 'warning')}, and --strict stops at them")


class _Pages:
    """The pages and files of one build, ready to be written; what is wrong in them is known."""

    def __init__(self, root: Path, config: SiteConfig, site: SiteBuild) -> None:
        self.root, self.config, self.site = root, config, site
        self.problems: list[str] = []
        self.files = self._files()
        pages = site.hub.pages.items()
        written = {src: page for src, page in pages if not config.excluded.match_file(src)}
        self.own_urls = {page.url for src, page in written.items() if src not in site.hosted}
        nav = config.nav if config.nav is not None else self._sections()
        self.titles = dict(given_titles(nav))
        self.pages = self._read(written)
        entries = tuple(navigation(nav, self.pages, self.problems))
        told = config.for_templates(site.language())
        self.chrome = Chrome(root / OVERRIDES, told, entries, site.template_values)
        self.chrome.know_scripts(self._content)

    # -- files -------------------------------------------------------------------------------------

    def _files(self) -> dict[str, Path | bytes]:
        """What is served as it is, by its address: the community's own come last and win."""
        icon = str(self.config.theme["favicon"])
        files: dict[str, Path | bytes] = {**assets(), **app_files(self.site.hub, icon)}
        for folder in (OWN_THEME, THEME, self.root / OVERRIDES):
            files.update(_theme_files(folder))
        files.update(self._content_files())
        return files

    def _content_files(self) -> Iterator[tuple[str, Path]]:
        for path, form in walk(self.root, "content", hidden=True):
            src_uri = path.removeprefix("content/")
            is_page = src_uri.endswith(MARKDOWN)
            if form != "file" or is_page or self.config.excluded.match_file(src_uri):
                continue
            plan = self.site.plan
            if not plan.leaves_out(src_uri, is_page) and not plan.draws_anew(src_uri):
                yield src_uri, self.root / path

    def _content(self, uri: str) -> bytes | None:
        found = self.files.get(uri)
        return found if found is None or isinstance(found, bytes) else found.read_bytes()

    # -- pages -------------------------------------------------------------------------------------

    def _read(self, written: dict[str, HandWritten]) -> dict[str, ChromePage]:
        """All pages by their path below content/: those people wrote, and those the hub makes."""
        made = {src: HandWritten(src, src) for src in self.site.hosted}
        landing = [src for src, hosted in self.site.hosted.items() if hosted.landing]
        drawn_anew = (*self.site.hub.pictures, *self.site.plan.drawings)
        targets = {uri: quote(uri) for uri in (*self.files, *drawn_anew)}
        targets |= {src: page.url for src, page in written.items()}
        targets |= {src: made[src].url for src in landing}
        reader = MarkdownPages(self.root, self.config, targets)
        texts = {src: reader.read(page) for src, page in written.items()}
        return {src: self._page(page, texts.get(src)) for src, page in (made | written).items()}

    def _page(self, page: HandWritten, written: MarkdownText | None) -> ChromePage:
        words = written or MarkdownText("", {}, ())
        content = self.site.content(page.src_uri, words.html, words.fields.get("title"))
        meta = {**words.fields, **(content.meta or {})}
        title = self.titles.get(page.src_uri) or meta.get("title") or words.heading or page.title
        settings = self.site.hub.settings
        hosted = self.site.hosted.get(page.src_uri)
        source = f"content/{page.file}" if written else hosted and hosted.edit_path
        return ChromePage(
            page.url,
            str(title),
            meta,
            content.body,
            f"{settings.edit_base}{source}" if settings.edit_base and source else "",
            () if content.meta else words.headings,
            f"{settings.site_url}{page.url}",
            posixpath.basename(page.src_uri) == "index.md",
        )

    def _sections(self) -> list[str]:
        """The navigation of a hub whose mkdocs.yml names none: its sections."""
        landing = (src for src, hosted in self.site.hosted.items() if hosted.landing)
        return [src for src in landing if src != "index.md"]

    # -- the site ----------------------------------------------------------------------------------

    def write(self, site_dir: Path) -> None:
        """Write everything but what ``finish`` writes; what was there is cleared away."""
        shutil.rmtree(site_dir, ignore_errors=True)
        folder = Folder(site_dir)
        for uri in self.files:
            folder.write(Output(uri, self._content(uri) or b""))
        for src_uri, page in self.pages.items():
            whole = with_language(self.chrome.page(page), self.site.language(src_uri)).encode()
            folder.write(Output(f"{unquote(page.url)}index.html", whole))
        base = urlsplit(self.site.hub.settings.site_url).path or "/"
        lost = with_language(self.chrome.lost(base), self.site.language())
        folder.write(Output("404.html", lost.encode()))


def _theme_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        hidden = any(
            fnmatch.fnmatch(part.lower(), form) for part in path.parts for form in NOT_SERVED
        )
        if file.is_file() and not hidden:
            yield path.as_posix(), file
