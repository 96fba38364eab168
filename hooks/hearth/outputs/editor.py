"""The web editor: its page, its configuration made from the models, and the scripts that are
vendored for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from hearth.kinds import KINDS
from hearth.model.hub import Hub
from hearth.model.settings import Backend
from hearth.outputs import Output
from hearth.outputs.editor_forms import forms
from hearth.outputs.render import Renderer
from hearth.wording.safe import ROOT

SCRIPTS = Path(__file__).parent.parent / "editor"
FILES = ("decap-cms.js", "decap-cms.js.LICENSE.txt", "LICENSE-decap-cms.txt", "ids.js", "start.js")

_GITLAB, _GITHUB = "https://gitlab.com", "https://api.github.com"
_GITHUB_FACES = "https://avatars.githubusercontent.com"


def editor(hub: Hub, renderer: Renderer) -> Iterator[Output]:
    """The files of the web editor, below editor/; none when the maintainer has not switched it
    on."""
    if hub.settings.editor is None:
        return
    backend = hub.settings.editor.backend
    page = renderer.render("editor.html", policy=policy(backend), ids=id_rules()).replace(
        ROOT, "../"
    )
    yield Output("editor/index.html", page.encode())
    yield Output("editor/config.yml", written(configuration(hub, backend)))
    for name in FILES:
        yield Output(f"editor/{name}", (SCRIPTS / name).read_bytes())


def id_rules() -> dict[str, dict[str, object]]:
    """What the script that names new files knows of each kind: which fields an id is made of."""
    return {
        kind.name: {
            "titles": [name for name in (kind.latin_field, kind.title_field) if name],
            "date": kind.id_date,
            "undated": kind.id_undated,
        }
        for kind in KINDS.values()
    }


def policy(backend: Backend) -> str:
    """The page's Content-Security-Policy: its own files, and the addresses of the forge the
    maintainer named."""
    connect = " ".join(sorted({_origin(address) for address in _interfaces(backend)}))
    faces = _GITHUB_FACES if backend.name == "github" else connect
    rules = {
        "default-src": "'none'",
        # The editor compiles the check of its own configuration when it starts.
        "script-src": "'self' 'unsafe-eval'",
        # Decap CMS writes its styles into the page.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' blob: data: {faces}",
        "font-src": "'self' data:",
        "connect-src": f"'self' blob: {connect}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}".strip() for name, sources in rules.items())


def _interfaces(backend: Backend) -> Iterator[str]:
    """The addresses the editor asks once somebody has logged in."""
    if backend.name == "github":
        yield backend.api_root or _GITHUB
    elif backend.name == "gitlab":
        yield from (backend.api_root or _GITLAB, backend.base_url or _GITLAB)
    else:
        yield from (
            url for url in (backend.api_root, backend.identity_url, backend.gateway_url) if url
        )


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def configuration(hub: Hub, backend: Backend) -> dict[str, Any]:
    """What the editor is told of the hub; the same hub gives the same configuration."""
    return {
        "backend": backend.model_dump(exclude_none=True),
        "publish_mode": "editorial_workflow",
        "site_url": hub.settings.site_url,
        "display_url": hub.settings.site_url,
        "logo": {"src": "../assets/images/favicon.svg"},
        "media_folder": "content/assets/uploads",
        "public_folder": "assets/uploads",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": forms(hub),
    }


def written(config: dict[str, Any]) -> bytes:
    """The configuration as YAML in which a list that stands in several places is written once."""
    head = "# Made from the models at every build; changes by hand are lost.\n"
    return (
        # One line each: a folded text would be harder to compare between builds.
        head + yaml.safe_dump(config, sort_keys=False, allow_unicode=True, width=10_000)
    ).encode()
