"""The maintainer's settings: ``extra: hearth:`` in mkdocs.yml, and what else the engine needs to know of the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, ValidationError

from hearth.kinds.fields import Part
from hearth.problems import Problem
from hearth.records import dotted


class Settings(Part):
    """What a maintainer can set."""

    site_name: str = "Community hub"
    """From mkdocs.yml."""
    site_url: str = "http://localhost:8000/"
    """From mkdocs.yml; feeds and calendars need full addresses. Ends with a slash."""
    namespace: str = ""
    """What the identities in calendars and feeds are made from; the site's first address. Never change it."""
    description: str = ""
    """From mkdocs.yml: site_description."""
    edit_base: str | None = None
    """Where sources are edited: repo_url and edit_uri of mkdocs.yml, without the folder of pages."""
    page_size: Annotated[int, Field(ge=6, le=500)] = 60
    """Records on one page of a list."""
    feed_entries: Annotated[int, Field(ge=5, le=500)] = 40
    """Entries in one feed."""
    witnesses: Annotated[int, Field(ge=0, le=20)] = 2
    """Records of each section that every build also renders the slow way, to prove the fast way right."""
    shells: bool = True
    """Write record pages by filling shells; false renders each through the theme."""
    workers: Annotated[int, Field(ge=0, le=64)] = 0
    """Processes that write pages; 0 means one per processor."""
    search: bool = True
    """Build the search index."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags belong to the site builder and say nothing to the engine."""


def _env(loader: Any, node: Any) -> Any:
    """MkDocs' !ENV tag: the first variable that is set, else the last value as the default."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _env)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(root: Path, **overrides: Any) -> tuple[Settings, list[Problem]]:
    """Settings from root/mkdocs.yml; ``overrides`` (not None) win, such as the address a server has at hand."""
    path = "mkdocs.yml"
    try:
        config = yaml.load((root / path).read_text(encoding="utf-8"), _Loader) or {}
    except FileNotFoundError:
        config = {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return Settings(), [Problem(path, *place, "yaml-syntax", "", "is not written as YAML here", "Check it.")]
    own = (config.get("extra") or {}).get("hearth") or {}
    values = {**_from_site(config), **own, **{key: value for key, value in overrides.items() if value is not None}}
    values.setdefault("namespace", config.get("site_url") or "")
    values["site_url"] = f"{values.get('site_url', 'http://localhost:8000/').rstrip('/')}/"
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        problems = [
            Problem(path, 1, 1, "wrong-setting", f"extra.hearth.{dotted(detail['loc'])}", f"is not right: {detail['msg']}",
                    f"Known settings: {', '.join(Settings.model_fields)}.")  # fmt: skip
            for detail in error.errors(include_url=False)
        ]
        return Settings(site_url=values["site_url"]), problems


def _from_site(config: dict[str, Any]) -> dict[str, Any]:
    """The site builder's settings the engine shares."""
    values: dict[str, Any] = {}
    for ours, theirs in (("site_name", "site_name"), ("site_url", "site_url"), ("description", "site_description")):
        if isinstance(config.get(theirs), str):
            values[ours] = config[theirs]
    repository, edit_uri = config.get("repo_url"), config.get("edit_uri")
    if isinstance(repository, str) and isinstance(edit_uri, str):
        docs = str(config.get("docs_dir", "docs")).strip("/") + "/"
        values["edit_base"] = f"{repository.rstrip('/')}/{edit_uri.strip('/').removesuffix(docs.rstrip('/'))}".rstrip("/") + "/"
    return values
