"""What the plain builder takes from mkdocs.yml, so that a hub needs no second file for it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pathspec import GitIgnoreSpec
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from hearth.model.config_file import CONFIG
from hearth.model.hub import Hub
from hearth.model.settings import site_config
from hearth.site.builder import BuildFailedError
from hearth.site.editions import configured

OWN_THEME = Path(__file__).parent / "theme"
"""What stands in the place of Material: templates, styles and a script."""
BUILT_IN = ("toc", "tables", "fenced_code")
"""Extensions of Markdown that MkDocs turns on by itself, in its order."""
NEVER = (".*", "/templates/")
"""Files below content/ that MkDocs does not publish, as patterns of gitignore."""


class SiteConfig(BaseModel):
    """How the site looks, as its maintainer wrote it for MkDocs; what the plain builder has no use
    for is passed over."""

    model_config = ConfigDict(extra="allow", frozen=True)

    site_name: str = ""
    site_url: str = ""
    copyright: str = ""
    nav: list[Any] | None = None
    theme: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    extra_css: list[str] = []
    extra_javascript: list[str | dict[str, Any]] = []
    markdown_extensions: dict[str, dict[str, Any]] = {}
    exclude_docs: str = ""
    draft_docs: str = ""

    @field_validator("theme", mode="before")
    @classmethod
    def _own_theme(cls, value: Any) -> Any:
        """Whatever theme is named, there is one; a theme may be given by its name alone."""
        own = value if isinstance(value, dict) else {}
        return {**_defaults(), **own, "name": "hearth"}

    @field_validator("markdown_extensions", mode="before")
    @classmethod
    def _with_options(cls, value: Any) -> Any:
        """Extensions are a mapping to their options, or a list of names and such mappings."""
        items = value if isinstance(value, list) else [value]
        found: dict[str, Any] = {}
        for item in items:
            found.update(item if isinstance(item, dict) else {item: None})
        return {name: options or {} for name, options in found.items()}

    def for_templates(self, language: str) -> dict[str, Any]:
        """What templates know as ``config``; ``language`` is the hub's, whatever the theme was
        told."""
        scope = {"scope": urlsplit(self.site_url).path or "/"}
        theme, extra = {**self.theme, "language": language}, {**scope, **self.extra}
        return {**self.model_dump(), "theme": theme, "extra": extra}

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


def _defaults() -> dict[str, Any]:
    """What the theme has where mkdocs.yml says nothing."""
    text = (OWN_THEME / "mkdocs_theme.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def read_config(root: Path, config: Path | None, hub: Hub) -> SiteConfig:
    """The settings in the configuration ``config``, else in root/mkdocs.yml, in the language of a
    hub. Raises BuildFailedError."""
    told = site_config(root, config)
    try:
        return SiteConfig.model_validate({"theme": {}, **told, **configured(hub, told)})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BuildFailedError(f"{CONFIG}: {where} cannot be used: {first['msg']}.") from None
