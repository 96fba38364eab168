"""MkDocs builds the site: pages are handed to it, and what it leaves undone is finished here."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.__main__ import cli
from mkdocs.commands import build as commands
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hearth.adapters.theme_templates import theme_environment
from hearth.base.clock import as_of_day
from hearth.model.config_file import config_path
from hearth.model.hub import Hub
from hearth.read.handwritten import HandWritten
from hearth.read.own_words import is_own_words
from hearth.site.app_files import app_files
from hearth.site.assets import THEME, assets
from hearth.site.build import SiteBuild, read_hub, watched
from hearth.site.builder import BuildFailedError, Hosted, Order, Report
from hearth.site.chrome import SiteChrome
from hearth.site.content_policy import NO_POLICY, ContentPolicy
from hearth.site.editions import configured
from hearth.site.theme_fixes import fix_theme_output

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.hearth")


@contextmanager
def _aborting() -> Iterator[None]:
    """What fails a build ends MkDocs in words."""
    try:
        yield
    except BuildFailedError as error:
        raise Abort(str(error)) from None


class Hook:
    """What MkDocs calls while it builds, and the state of the build that goes on.

    MkDocs loads hooks once in a process, and a server builds many times: what belongs to one build
    is set anew in ``on_config``.
    """

    site: SiteBuild | None = None
    own_urls: frozenset[str] = frozenset()
    """Addresses of the hand-written pages."""
    manifest: Path | None = None
    """Where whoever ordered the build wants the manifest."""
    in_full: frozenset[str] = frozenset()
    """Sections of which the builds of this process have seen that shells do not fit."""
    given: Hub | None = None
    """The hub that was read and judged already, when the chrome alone is wanted."""
    chrome: SiteChrome | None = None
    """The chrome that was made of it."""
    edition: Hub | None = None
    """The hub in a further language, while it is built after the first."""
    serving = False
    server: LiveReloadServer | None = None

    def on_startup(self, command: str, **_: Any) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub before MkDocs touches the published site."""
        if self.given:
            self.site = SiteBuild(self.given, self.in_full)
        elif self.edition and self.site:
            self.site = SiteBuild(
                self.edition, self.in_full, self.site.processes, _sees_only_chrome(config)
            )
        else:
            self.site = self._read(config)
        for name, value in configured(self.site.whole, config).items():
            config[name] = value
        # A community's own overrides come first, then the engine's theme, then the theme it builds
        # on.
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.theme.get_env = partial(  # type: ignore[method-assign]
            theme_environment, config.theme
        )
        # What the theme remembers for a reader is then the same script on every page, and needs one
        # hash.
        config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
        config.theme["language"] = _theme_language(config.theme.dirs, self.site.language())
        # The engine has looked at every link by rules that are the same for every builder.
        for name in ("not_found", "anchors", "absolute_links", "unrecognized_links"):
            setattr(config.validation.links, name, logging.DEBUG)
        if self.server:
            self._watch(config)
        return config

    def _read(self, config: MkDocsConfig) -> SiteBuild:
        processes, own = int(self.serving), config.extra.get("hearth", {})
        try:
            verdict = read_hub(
                _root(config),
                as_of_day(),
                processes or None,
                Path(config.config_file_path),
                # Whatever has changed the configuration has changed the hub's settings too.
                own if isinstance(own, dict) else None,
                config.site_url,
            )
        except ValueError as error:
            raise Abort(str(error)) from None
        for problem in verdict.reported:
            grade = logging.WARNING if problem.severity == "error" else logging.INFO
            log.log(grade, problem.told(verdict.hub.words))
        for line in verdict.report:
            # Not a warning to MkDocs, which would stop at it under --strict.
            print(line, file=sys.stderr)
        if verdict.refusal and not self.serving:
            raise Abort(verdict.refusal)
        return SiteBuild(verdict.hub, self.in_full, processes, _sees_only_chrome(config))

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> None:
        self.server = server
        self._watch(config)

    def _watch(self, config: MkDocsConfig) -> None:
        """Have the server build again when a record changes: it knows of content/ alone."""
        assert self.server  # noqa: S101
        for path in watched(_root(config), Path(config.config_file_path)):
            self.server.watch(str(path))

    @_aborting()
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Take away what is a record, and add what the hub generates."""
        assert self.site  # noqa: S101 - on_config has run
        plan = self.site.plan
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            if plan.leaves_out(file.src_uri, file.is_documentation_page()):
                files.remove(file)
            elif plan.draws_anew(file.src_uri):
                file.inclusion = InclusionLevel.EXCLUDED  # links to it hold, but it is not copied
        # What lies in overrides/ is published, but for templates.
        for file in [file for file in files if is_own_words(file.src_uri)]:
            files.remove(file)
        for page in self.site.hub.pages.values():
            if page.translated:
                _translate(files, page, config)
        for hosted in self.site.hosted.values():
            if not files.get_file_from_path(hosted.src_uri):  # else somebody wrote its words
                files.append(_generated(hosted, config))
        app = app_files(self.site.hub, str(config.theme.get("favicon")))
        for uri, content in {**assets(), **app}.items():
            if not files.get_file_from_path(uri):  # a hub's own file of that name is served instead
                files.append(File.generated(config, uri, content=content))
        return files

    @_aborting()
    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        assert self.site  # noqa: S101
        content = self.site.content(page.file.src_uri, html, page.meta.get("title"))
        if content.meta is not None:
            page.meta.update(content.meta)
            page.toc.items.clear()
        return content.body

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        assert self.site  # noqa: S101
        env.globals.update(self.site.template_values, wall=NO_POLICY)
        if not self.serving:  # then a script of the server's own reloads the page
            context = commands.get_context(Navigation([], []), files, config)
            blank = env.get_template("404.html").render(context)
            env.globals["wall"] = ContentPolicy.allowing(blank, lambda uri: _content_of(files, uri))
        own = [file for file in files.documentation_pages() if file.src_uri not in self.site.hosted]
        self.own_urls = frozenset(file.url.removeprefix("./") for file in own)

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        assert self.site  # noqa: S101
        return fix_theme_output(output, self.site.language(page.file.src_uri))

    def on_post_template(self, output_content: str, **_: Any) -> str:
        assert self.site  # noqa: S101
        return fix_theme_output(output_content, self.site.language())

    @_aborting()
    def on_post_build(self, config: MkDocsConfig) -> None:
        assert self.site  # noqa: S101
        site_dir = Path(config.site_dir)
        if self.given:
            report = Report()
            self.chrome = self.site.take_chrome(site_dir, self.own_urls, report)
        else:
            report = self.site.finish(site_dir, self.own_urls, self.manifest)
        if report.different:
            # Right, only slower to make: no reason to stop under --strict.
            print(report.complaint, file=sys.stderr)
            self.in_full |= report.different
            commands.build(config)
            return
        if self.given:
            return
        log.info("%s pages of the hub, %s searchable", report.pages, report.searchable)
        if not self.site.whole.origin:
            for edition in self.site.whole.editions():
                self._further(edition, config)

    def _further(self, edition: Hub, config: MkDocsConfig) -> None:
        """Build the site in a further language, in its folder within that of the first."""
        folder = str(Path(config.site_dir) / edition.folder)
        again = load_config(config.config_file_path, site_dir=folder, strict=config.strict)
        first, self.edition = self.site, edition
        try:
            commands.build(again)
        finally:
            self.site, self.edition = first, None


def _sees_only_chrome(config: MkDocsConfig) -> bool:
    """Whether nothing that runs here looks at what stands on a page: no other plugin or hook."""
    ours = (Path(name).name == "hub.py" for name in config.hooks)
    return set(config.plugins) <= {"hearth"} and all(ours)


def _root(config: MkDocsConfig) -> Path:
    """The hub's folder, wherever in it the configuration lies."""
    docs = Path(config.docs_dir)
    return docs.parent if docs.name == "content" else Path(config.config_file_path).parent


def _theme_language(folders: list[str], language: str) -> str:
    """The language of the theme's own words: the hub's or its nearest relative that the theme
    speaks, else English."""
    names = (language, language.split("-")[0])
    files = [(name, f"partials/languages/{name}.html") for name in names]
    spoken = (name for name, file in files for folder in folders if Path(folder, file).is_file())
    return next(spoken, "en")


def _generated(hosted: Hosted, config: MkDocsConfig) -> File:
    inclusion = InclusionLevel.INCLUDED if hosted.landing else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, hosted.src_uri, content="", inclusion=inclusion)
    file.edit_uri = f"../{hosted.edit_path}" if hosted.edit_path else None
    return file


def _translate(files: Files, page: HandWritten, config: MkDocsConfig) -> None:
    """Have a page say what stands in the file that translates it."""
    words = (Path(config.docs_dir) / page.file).read_text(encoding="utf-8-sig")
    if former := files.get_file_from_path(page.src_uri):
        files.remove(former)
    file = File.generated(config, page.src_uri, content=words)
    file.edit_uri = page.file
    files.append(file)


def _content_of(files: Files, uri: str) -> bytes | None:
    file = files.get_file_from_path(uri)
    return file.content_bytes if file else None


hook = Hook()
# MkDocs calls functions of these names in the module that mkdocs.yml names, which takes them from
# here.
on_startup, on_config, on_serve = hook.on_startup, hook.on_config, hook.on_serve
on_files, on_page_content, on_env = hook.on_files, hook.on_page_content, hook.on_env
on_post_page, on_post_template = hook.on_post_page, hook.on_post_template
on_post_build = hook.on_post_build


def build(order: Order) -> None:
    """Make the site as ``mkdocs build`` does."""
    hook.manifest = order.manifest
    _run(order)


def chrome(order: Order, hub: Hub) -> tuple[SiteBuild, SiteChrome]:
    """Make the chrome of a hub that was judged, in the folder of the site."""
    hook.given = hub
    _run(order)
    assert hook.site and hook.chrome  # noqa: S101 - it went well
    return hook.site, hook.chrome


def _run(order: Order) -> None:
    config, strict = (
        config_path(order.root, order.config),
        f"--{'' if order.strict else 'no-'}strict",
    )
    arguments = ["build", "--config-file", str(config), "--site-dir", str(order.site_dir), strict]
    # Its command sets up the log and ends the process when it fails.
    try:
        cli.main(arguments, prog_name="mkdocs", standalone_mode=False)
    except Abort as error:
        raise BuildFailedError(error.format_message()) from None
    if hook.site is None:
        raise BuildFailedError(
            f"The site cannot be verified: {config.name} names neither hearth under plugins nor "
            "hooks/hub.py under hooks."
        )
