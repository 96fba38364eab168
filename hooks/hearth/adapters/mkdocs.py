"""MkDocs builds the site: pages are handed to it, and what it leaves undone is finished here."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

import hearth
from hearth.base.clock import as_of_day
from hearth.model.hub import load_hub
from hearth.model.quarantine import judge
from hearth.model.settings import read_settings
from hearth.outputs.search import headings
from hearth.site.assets import assets
from hearth.site.build import SiteBuild
from hearth.site.content_policy import OPEN, Wall
from hearth.site.manifest import promise
from hearth.site.search_index import NoIndexError
from hearth.site.theme_fixes import settled

log = logging.getLogger("mkdocs.hooks.hearth")
state: dict[str, Any] = {"serving": False, "in_full": frozenset()}
on_post_page = on_post_template = settled  # pages, and the one for wrong addresses


def on_startup(command: str, **_: Any) -> None:
    state["serving"] = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the hub before the site builder touches the published site."""
    root = Path(config.config_file_path).parent
    settings, wrong = read_settings(root, site_url=config.site_url)
    try:
        day = as_of_day()
    except ValueError as error:
        raise Abort(str(error)) from None
    hub, problems = load_hub(root, settings, day, int(state["serving"]) or None)
    problems.extend(wrong)
    verdict = judge(hub, problems)
    for problem in verdict.reported:
        log.log(logging.WARNING if problem.severity == "error" else logging.INFO, str(problem))
    for line in verdict.report:
        print(
            line, file=sys.stderr
        )  # not a warning to MkDocs, which would stop at it under --strict
    if verdict.refusal and not state["serving"]:
        raise Abort(verdict.refusal)
    config.extra["hearth_internal"] = settings.internal
    state.update(
        hub=verdict.hub,
        site=SiteBuild(verdict.hub.public(), state["in_full"], int(state["serving"])),
    )
    # A community's own overrides come first, then the engine's theme, then the theme it builds on.
    config.theme.dirs.insert(
        1 if config.theme.custom_dir else 0, str(Path(hearth.__file__).parent / "theme")
    )
    # What the theme remembers for a reader is then the same script on every page, and needs one
    # hash.
    config.extra.setdefault("scope", urlsplit(config.site_url or "").path or "/")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take away what is a record, and add what the hub generates."""
    site: SiteBuild = state["site"]
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        if site.plan.leaves_out(file.src_uri, file.is_documentation_page()):
            files.remove(file)
        elif site.plan.draws_anew(file.src_uri):
            file.inclusion = InclusionLevel.EXCLUDED  # links to it hold, but it is not copied
    for hosted in site.hosted.values():
        if files.get_file_from_path(hosted.src_uri):
            continue  # a hand-written page of that name gives the words
        inclusion = InclusionLevel.INCLUDED if hosted.landing else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, hosted.src_uri, content="", inclusion=inclusion)
        file.edit_uri = f"../{hosted.edit_path}" if hosted.edit_path else None
        files.append(file)
    for uri, content in assets().items():
        if not files.get_file_from_path(uri):  # a hub's own file of that name is served instead
            files.append(File.generated(config, uri, content=content))
    return files


def on_page_content(html: str, page: Page, **_: Any) -> str:
    site: SiteBuild = state["site"]
    hosted = site.hosted.get(page.file.src_uri)
    if hosted is None:
        return site.hand_written_body(page.file.src_uri, html)
    meta, body = hosted.meta, hosted.body
    if hosted.page and hosted.page.landing:
        meta, body = site.landing(hosted.page, html, page.meta.get("title"))
    page.meta.update(meta)
    page.toc.items.clear()
    return body


def on_post_build(config: MkDocsConfig) -> None:
    site: SiteBuild = state["site"]
    try:
        report = site.finish(Path(config.site_dir), state["urls"])
    except NoIndexError as error:
        raise Abort(f"The search index could not be made: {error}") from None
    if report.different:
        print(
            report.complaint, file=sys.stderr
        )  # right, only slower to make: no reason to stop under --strict
        state["in_full"] = site.plan.in_full | report.different
        build.build(config)
        return
    if file := os.environ.get(
        "HEARTH_PROMISE"
    ):  # set by `hearth build`, which holds the site against it
        Path(file).write_text(
            promise(site.hub, state["hub"], report.written, state["urls"]).as_json(), "utf-8"
        )
    log.info("%s pages of the hub, %s searchable", report.pages, report.searchable)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    env.globals["search_kinds"] = headings()
    env.globals["wall"] = OPEN
    if not state["serving"]:  # then a script of the server's own reloads the page
        blank = env.get_template("404.html").render(
            build.get_context(Navigation([], []), files, config)
        )
        env.globals["wall"] = Wall.around(
            blank,
            lambda uri: file.content_bytes if (file := files.get_file_from_path(uri)) else None,
        )
    own = (file for file in files.documentation_pages() if file.src_uri not in state["site"].hosted)
    state["urls"] = {file.url.removeprefix("./") for file in own}
