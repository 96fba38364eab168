"""What the plain builder takes from mkdocs.yml, so that a hub needs no second file for it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from hearth.model.config_file import CONFIG
from hearth.model.settings import site_config
from hearth.site.builder import BuildFailedError

BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions of Markdown that MkDocs turns on by itself, in its order."""
NEVER = (".*", "/templates/")
"""Files below content/ that MkDocs does not publish, as patterns of gitignore."""


class _Part(BaseModel):
    """A part of mkdocs.yml; what the plain builder has no use for is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class FooterLink(_Part):
    label: str
    url: str


class Theme(_Part):
    logo: str | None = None
    favicon: str = "assets/images/favicon.png"


class FeedLink(_Part):
    type: str
    title: str
    href: str


class ChromeWords(_Part):
    """What the chrome says; the names are those the theme uses."""

    skip: str = "Skip to content"
    menu: str = "Menu"
    main: str = "Main"
    more: str = "More"
    search: str = "Search the hub"
    search_hint: str = "A person, a topic, an event…"
    close: str = "Close"
    in_this_section: str = "In this section"
    not_found_title: str = "This door leads nowhere"
    not_found_lead: str = (
        "The page may have moved, or the address has a slip in it. "
        "Nothing is lost: look for it, or start from one of these."
    )
    on_this_page: str = "On this page"
    footer: str = "About this hub"
    edit: str = "Edit this page"


class Extra(_Part):
    footer_links: list[FooterLink] = []
    header_items: int = 7
    homepage: str = ""
    hearth_look: list[str] = []
    hearth_alternates: list[FeedLink] = []
    theme_words: ChromeWords = ChromeWords()
    search_words: dict[str, str] = {}


class SiteConfig(_Part):
    """How the site looks, as its maintainer wrote it for MkDocs."""

    copyright: str = ""
    nav: list[Any] | None = None
    theme: Theme = Theme()
    extra: Extra = Extra()
    extra_css: list[str] = []
    markdown_extensions: dict[str, dict[str, Any]] = {}
    exclude_docs: str = ""
    draft_docs: str = ""

    @field_validator("theme", mode="before")
    @classmethod
    def _named_theme(cls, value: Any) -> Any:
        """A theme may be given by its name alone."""
        return {} if isinstance(value, str) else value

    @field_validator("markdown_extensions", mode="before")
    @classmethod
    def _with_options(cls, value: Any) -> Any:
        """Extensions are a mapping to their options, or a list of names and such mappings."""
        items = value if isinstance(value, list) else [value]
        found: dict[str, Any] = {}
        for item in items:
            found.update(item if isinstance(item, dict) else {item: None})
        return {name: options or {} for name, options in found.items()}

    @property
    def extensions(self) -> list[str]:
        """Extensions of Markdown in the order in which MkDocs loads them."""
        return list(dict.fromkeys((*BUILT_IN, *self.markdown_extensions)))

    @cached_property
    def excluded(self) -> GitIgnoreSpec:
        """Files below content/ that are not published."""
        return GitIgnoreSpec.from_lines(
            [*NEVER, *self.exclude_docs.splitlines(), *self.draft_docs.splitlines()]
        )


def read_config(root: Path, config: Path | None = None) -> SiteConfig:
    """The settings in the configuration ``config``, else in root/mkdocs.yml. Raises
    BuildFailedError."""
    try:
        return SiteConfig.model_validate(site_config(root, config))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BuildFailedError(f"{CONFIG}: {where} cannot be used: {first['msg']}.") from None
