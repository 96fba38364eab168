"""Writing files, quickly and without surprises."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from pathlib import Path

from hearth.outputs import Output
from hearth.outputs.safe import text


def write(site_dir: Path, output: Output) -> None:
    """Write one file below ``site_dir``; make its folders only when they are missing."""
    target = f"{site_dir}/{output.uri}"
    try:
        file = open(target, "wb", buffering=0)  # noqa: SIM115 - closed below, and the retry needs the name
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        file = open(target, "wb", buffering=0)  # noqa: SIM115
    with file:
        file.write(output.content)


def sitemap(site_url: str, urls: Iterable[tuple[str, str]]) -> list[Output]:
    """sitemap.xml and its gzipped form; ``urls`` are (address from the root, last change as a day or nothing)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for url, changed in sorted(urls):
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{text(site_url + url)}</loc>{lastmod}</url>")
    raw = "\n".join([*lines, "</urlset>", ""]).encode()
    return [Output("sitemap.xml", raw), Output("sitemap.xml.gz", gzip.compress(raw, mtime=0))]


def redirect(site_url: str, old: str, new: str) -> Output:
    """A page at a former address that leads to the present one."""
    target, full = text("../" * old.count("/") + new), text(site_url + new)
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Moved</title><link rel="canonical" href="{full}">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>This page has moved to <a href="{target}">{full}</a>.</p></body></html>\n'
    )
    return Output(f"{old}index.html", html.encode())
