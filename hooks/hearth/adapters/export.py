"""A hub as a folder of Markdown pages, for site builders that know nothing of hubs."""

from __future__ import annotations

import fnmatch
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape

from hearth.adapters.plain import made
from hearth.model.settings import site_config
from hearth.outputs import Output
from hearth.site.builder import Order
from hearth.site.files import Folder

KEPT = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "nav", "theme"),
    *("extra", "extra_css", "extra_javascript", "markdown_extensions", "validation"),
)
"""What mkdocs.yml says that another builder can use."""
OF_THE_BUILDER = ("404.html", "sitemap.xml*", "search-index/*")
"""Files of a site that every builder makes by itself."""
STYLE = "assets/hearth/export.css"
"""Undoes what hearth.css says of the frame around a page, which is another one here."""
_STYLES = ".md-main__inner { display: flex; }\n.md-skip { display: block; }\n"
_FRAME = """\
{% extends "base.html" %}
{% block extrahead %}{{ page.meta.head_html if page and page.meta }}{% endblock %}
"""

_ARTICLE = re.compile(r'<article [^>]*id="hb-content"[^>]*>(.*)</article>', re.DOTALL)
_BY_HAND = re.compile(r'<article class="[^"]*md-typeset')
_CONTENTS = re.compile(r'<details class="hb-onpage">.*?</details>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
_HEAD = re.compile(
    r'<meta (?:property|name="(?:robots|twitter:card)")[^>]*>|<link rel="alternate"[^>]*>'
    r'|<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
_PRE = re.compile(r"<(pre|textarea)\b.*?</\1>", re.DOTALL)


def export(root: Path, folder: Path, day: date, config: Path | None = None) -> int:
    """Write the hub in ``root`` into ``folder``, and say how many pages there are. Raises
    BuildFailedError."""
    with tempfile.TemporaryDirectory() as temporary:
        site_dir = Path(temporary) / "site"
        site = made(Order(root, site_dir, strict=True, config=config), day)
        sources = {page.url: page.src_uri for page in site.plan.pages}
        sources |= {page.url: src_uri for src_uri, page in site.hub.pages.items()}
        target, pages = Folder(folder), 0
        for output in _exported(site_dir, sources, site.hub.settings.site_name):
            target.write(output)
            pages += output.uri.endswith(".md")
    language = site.language().split("-")[0]
    settings = yaml.safe_dump(
        _settings(root, config, language), allow_unicode=True, sort_keys=False
    )
    target.write(Output("mkdocs.yml", settings.encode()))
    target.write(Output("overrides/main.html", _FRAME.encode()))
    target.write(Output(f"content/{STYLE}", _STYLES.encode()))
    return pages


def _exported(site_dir: Path, sources: dict[str, str], site_name: str) -> Iterator[Output]:
    """A Markdown page for each page of a site, and every other file as it is."""
    for file in sorted(path for path in site_dir.rglob("*") if path.is_file()):
        uri = file.relative_to(site_dir).as_posix()
        src_uri = sources.get(uri.removesuffix("index.html")) if file.name == "index.html" else None
        if src_uri:
            page = markdown_page(file.read_text(encoding="utf-8"), site_name)
            yield Output(f"content/{src_uri}", page.encode())
        elif not any(fnmatch.fnmatch(uri, form) for form in OF_THE_BUILDER):
            yield Output(f"content/{uri}", file.read_bytes())


def markdown_page(page: str, site_name: str) -> str:
    """A page of a site as Markdown: fields at the top, and one block of HTML.

    What the fields say is escaped already, since themes print it as it is.
    """
    title = _first(_TITLE, page).removesuffix(f" - {escape(site_name)}")
    fields = {
        # The first page is called by the site's name, which themes add to every other title.
        **({"title": title} if title != escape(site_name) else {}),
        "description": _first(_DESCRIPTION, page),
        # Pages of the hub are as wide as the screen; those written by hand stand beside a section.
        "hide": ["toc"] if _BY_HAND.search(page) else ["navigation", "toc"],
        "head_html": "\n".join(_HEAD.findall(page.partition("</head>")[0])),
    }
    top = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=2**20)
    body = _one_block(_first(_ARTICLE, page))
    return f'---\n{top}---\n\n<div class="hb-exported">\n{body}\n</div>\n'


def _one_block(body: str) -> str:
    """HTML without empty lines, at which a block of it would end (CommonMark, 4.6)."""
    body = _PRE.sub(lambda found: found[0].replace("\n", "&#10;"), _CONTENTS.sub("", body))
    return "\n".join(line for line in body.splitlines() if line.strip())


def _first(form: re.Pattern[str], page: str) -> str:
    found = form.search(page)
    return found[1] if found else ""


def _settings(root: Path, config: Path | None, language: str) -> dict[str, Any]:
    """The configuration of the exported hub; it names Material, which other builders have too."""
    said = site_config(root, config)
    kept = {name: said[name] for name in KEPT if name in said}
    theme, extra = kept.get("theme"), dict(kept.get("extra") or {})
    own = theme if isinstance(theme, dict) else {}
    features = [*own.get("features", []), "navigation.tabs"]
    fixed = {"name": "material", "custom_dir": "overrides", "language": language}
    kept["theme"] = {**own, **fixed, "features": features}
    kept["extra"] = {name: value for name, value in extra.items() if name != "hearth"}
    kept["extra_css"] = ["assets/hearth/hearth.css", STYLE, *kept.get("extra_css", [])]
    script = {"path": "assets/hearth/hub.js", "type": "module"}
    kept["extra_javascript"] = [script, *kept.get("extra_javascript", [])]
    return {**kept, "docs_dir": "content", "plugins": []}
