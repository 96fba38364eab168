"""Writing files, quickly and without surprises."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from pathlib import Path

from hearth.outputs import Output
from hearth.outputs.safe import text

SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")


class Folder:
    """A folder to write files below; it knows which of its own folders are there already."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self._there: set[str] = set()

    def write(self, output: Output) -> None:
        """Write one file, replacing what was there."""
        target = f"{self.root}/{output.uri}"
        folder = target.rpartition("/")[0]
        if folder not in self._there:
            self._make(folder)
        # Thousands of small files: the plain system calls cost half of what a file object does.
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            rest = memoryview(output.content)
            while rest:
                rest = rest[os.write(file, rest) :]
        finally:
            os.close(file)

    def _make(self, folder: str) -> None:
        try:
            os.mkdir(folder)
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
        self._there.add(folder)


def sitemap(site_url: str, urls: Iterable[tuple[str, str]]) -> list[Output]:
    """sitemap.xml and its gzipped form; ``urls`` are (address from the root, last change as a day or nothing)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for url, changed in sorted(urls):
        lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{text(site_url + url)}</loc>{lastmod}</url>")
    raw = "\n".join([*lines, "</urlset>", ""]).encode()
    return [Output(SITEMAPS[0], raw), Output(SITEMAPS[1], gzip.compress(raw, mtime=0))]


def robots() -> Output:
    """robots.txt that asks every crawler to read nothing; it counts where the site stands at the root of its host."""
    return Output("robots.txt", b"User-agent: *\nDisallow: /\n")


def redirect(site_url: str, old: str, new: str) -> Output:
    """A page at a former address that leads to the present one."""
    target, full = text("../" * old.count("/") + new), text(site_url + new)
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Moved</title><link rel="canonical" href="{full}">'
        f'<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>This page has moved to <a href="{target}">{full}</a>.</p></body></html>\n'
    )
    return Output(f"{old}index.html", html.encode())
