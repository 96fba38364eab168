"""Write the files of a site below a folder; make the sitemap, robots.txt and redirects."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterable
from pathlib import Path

from hearth.outputs import Output
from hearth.site.content_policy import REDIRECT_POLICY
from hearth.wording.safe import html, vouched

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
        file = os.open(
            target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666
        )
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


def gzipped(raw: bytes, effort: int = 9) -> bytes:
    """The bytes compressed, the same from every version of Python and at every time."""
    # gzip.compress names the system in its head, or does not, depending on the version.
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", effort, packed, mtime=0) as file:
        file.write(raw)
    return packed.getvalue()


def sitemap(site_url: str, urls: Iterable[tuple[str, str]]) -> list[Output]:
    """sitemap.xml and its gzipped form; ``urls`` are (address from the root, last change as a day
    or nothing)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, changed in sorted(urls):
        lastmod = html("<lastmod>%s</lastmod>", changed) if changed else ""
        lines.append(html("<url><loc>%s</loc>%s</url>", site_url + url, lastmod))
    raw = "\n".join([*lines, "</urlset>", ""]).encode()
    return [Output(SITEMAPS[0], raw), Output(SITEMAPS[1], gzipped(raw))]


def robots() -> Output:
    """robots.txt that asks every crawler to read nothing; it counts where the site stands at the
    root of its host."""
    return Output("robots.txt", b"User-agent: *\nDisallow: /\n")


def redirect(site_url: str, old: str, new: str) -> Output:
    """A page at a former address that leads to the present one."""
    target, full = "../" * old.count("/") + new, site_url + new
    page = html(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="%s"><title>Moved</title><link '
        'rel="canonical" href="%s">'
        '<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; '
        'url=%s"></head>'
        '<body><p>This page has moved to <a href="%s">%s</a>.</p></body></html>\n',
        *(vouched(REDIRECT_POLICY), full, target, target, full),
    )
    return Output(f"{old}index.html", page.encode())
