"""Build the search index with Pagefind from the hub's search records.

Pagefind is given a folder of bare pages, each with nothing but what is to be found: its command is
the one interface it promises to keep, and words can be given weight there.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from hearth.outputs import Output
from hearth.outputs.search import SearchRecord
from hearth.site.files import Folder
from hearth.site.stable_index import make_stable
from hearth.wording.safe import SafeHtml, html, joined

FOLDER = "pagefind"


class NoIndexError(Exception):
    """Pagefind's program failed; carries what it said."""


def write_index(site_dir: Path, records: Iterable[SearchRecord], language: str) -> int:
    """Write the index of ``records`` below ``site_dir``; return how many there are. Raises
    NoIndexError."""
    found = sorted(records, key=lambda record: record.url)
    if not found:
        return 0
    with tempfile.TemporaryDirectory(prefix="hearth-search-") as bare:
        folder = Folder(Path(bare))
        for record in found:
            uri = f"{record.url.split('#')[0]}{_file(record.url)}"
            folder.write(Output(uri, _bare_page(record, language).encode()))
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            bare,
            "--output-path",
            str(site_dir / FOLDER),
            "--quiet",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoIndexError(
            (done.stderr or done.stdout).strip() or f"pagefind ended with {done.returncode}"
        )
    try:
        make_stable(site_dir / FOLDER)
    except (
        ValueError,
        EOFError,
        LookupError,
        TypeError,
        zlib.error,
        gzip.BadGzipFile,
        FileNotFoundError,
    ):
        # Pagefind says nothing when the disk is full.
        raise NoIndexError("it was not written whole; is the disk full?") from None
    return len(found)


def _file(url: str) -> str:
    """The file that stands for an address; a place on a page is a file of its own."""
    _, hash_sign, anchor = url.partition("#")
    return f"{anchor}.html" if hash_sign else "index.html"


def _bare_page(record: SearchRecord, language: str) -> SafeHtml:
    """A page that holds what is to be found and nothing else."""
    meta = {"kind": record.kind, "line": record.line, "anchor": record.url.partition("#")[2]}
    filters = [("kind", record.kind), *(("topic", topic) for topic in record.topics)]
    attributes = joined(
        [
            *(
                html('<i data-pagefind-meta="%s" data-pagefind-ignore>%s</i>', *pair)
                for pair in meta.items()
                if pair[1]
            ),
            *(
                html('<i data-pagefind-filter="%s" data-pagefind-ignore>%s</i>', *pair)
                for pair in filters
            ),
        ]
    )
    return html(
        '<!doctype html><html lang="%s"><title>%s</title><body data-pagefind-body>'
        '<h1 data-pagefind-weight="10">%s</h1>%s<p data-pagefind-weight="7">%s</p><p>%s</p>',
        *(language, record.title, record.title, attributes, " · ".join(record.words), record.text),
    )
