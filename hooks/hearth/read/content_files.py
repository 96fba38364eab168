"""Which files below content/ are published beside the pages: those of known kinds, and those the
maintainer names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from hearth.base.file_formats import LARGEST, NEVER_EMPTY, Flaw, flaw
from hearth.base.problems import Problem
from hearth.base.svg import NoSvgError, read_svg
from hearth.base.words import Said, said, said_row
from hearth.read.sources import at_top

_OF_SITES = """
    png jpg jpeg webp avif gif ico svg css js mjs woff woff2 ttf otf pdf mp3 m4a ogg oga opus wav
    flac mp4 m4v webm ogv mov vtt srt webmanifest"""
PUBLISHED = frozenset(f".{ending}" for ending in _OF_SITES.split())
"""Endings of files that belong to a site: pictures, styles, fonts, sound, films, documents."""
_ASKED_FOR = """
    robots.txt humans.txt security.txt llms.txt llms-full.txt ads.txt cname browserconfig.xml
    opensearch.xml"""
AT_THE_TOP = frozenset(_ASKED_FOR.split())
"""Names that programs ask for at the root of a site, in small letters."""
PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
"""Endings that site builders take for pages; the hub's are written .md."""

_LEFT_BY_PROGRAMS = re.compile(
    r"""
    .*~ | ~\$.* | \#.*\# | \..* |                       # editors' copies, locks and marks
    .*\.(?:bak|backup|old|orig|rej|save?|sw[a-p]|tmp|temp|part|crdownload|autosave|dirty|mine
        |r\d+|dpkg-(?:old|new|dist)|rpm(?:save|new|orig))\d* |
    .*\.\d{1,3} | 4913 |                                # numbered copies; a trial of Vim's
    thumbs\.db | ehthumbs\.db | desktop\.ini | icon\r |  # of systems
    ___jb_(?:tmp|old)___ | .*___jb_(?:tmp|old)___ | nohup\.out
    """,
    re.IGNORECASE | re.VERBOSE,
)
_COPIES = re.compile(
    r"""
    .*\.sync-conflict-\d{8}.* | .*\(.*conflicted\ copy.*\).* | .*\(case\ conflict.*\).* |
    .*_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.\w+ | .*\.(?:BACKUP|BASE|LOCAL|REMOTE)\.\d+\.\w+ |
    .*\ -\ (?:Copy|Kopie|Copie|Copia)(?:\ \(\d+\))?\.\w+ | Copy\ of\ .* |
    .*\ \((?:another\ |\d+\w\w\ )?(?:copy|Kopie|Copie|copia)(?:\ \d+)?\)\.\w+ |
    (?:Kopie\ von|Copie\ de|Copia\ de)\ .*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Second states of a file that programs keep when two people changed it, and copies by hand: their
endings are those of the file."""


def left_by_programs(name: str) -> bool:
    """Whether a file's name is one that editors and systems give to what they leave behind."""
    return bool(_LEFT_BY_PROGRAMS.fullmatch(name))


def is_copy(name: str) -> bool:
    """Whether a name says that the file is another one's second state."""
    return bool(_COPIES.fullmatch(name))


def no_page(name: str) -> bool:
    """Whether a Markdown file is none of the site's pages: a copy, or a note to those who look into
    the folder, which site builders would take for its index."""
    return is_copy(name) or name.lower() == "readme.md"


def is_published(src_uri: str, patterns: Iterable[str] = ()) -> bool:
    """Whether a file below content/ that is no page is published; ``patterns`` name more of
    them."""
    name = src_uri.rsplit("/", 1)[-1].lower()
    if any(fnmatchcase(src_uri, pattern) for pattern in patterns):
        return True
    if "/" not in src_uri and name in AT_THE_TOP:
        return True
    return src_uri.startswith(".well-known/") or Path(name).suffix in PUBLISHED


def not_published(path: str) -> Problem:
    """What is said of a file that no list names."""
    if is_copy(path.rsplit("/", 1)[-1]):
        what = said("is a copy of another file, so it is not published")
        fix = said("Bring the two together, and remove the copy.")
    elif no_page(path.rsplit("/", 1)[-1]):
        what = said("is a note to those who look into the folder, so it is not published")
        fix = said("Rename it to index.md, if it is to be a page.")
    elif Path(path).suffix.lower() in PAGES:
        what = said("is no page, because it does not end in .md, so it is not published")
        fix = said("Rename it to end in .md.")
    else:
        what = said("is no page, picture, style, font, film, sound or PDF, so it is not published")
        fix = said(
            "Move it out of content/, or name it in mkdocs.yml: extra: {hearth: {publish: "
            '["%(path)s"]}}.',
            path=path.removeprefix("content/"),
        )
    return at_top(path, "not-published", what, fix, severity="warning")


def flaws(root: Path, path: str) -> Iterator[Problem]:
    """What is wrong with a file that is published."""
    size = (root / path).stat().st_size
    name = path.lower()
    if not size and name.endswith(NEVER_EMPTY):
        yield _broken(path, Flaw(said("is empty")), said("Put the file here again, or remove it."))
    elif size > LARGEST:
        words = said("is larger than %(limit)s MB", limit=LARGEST // 1_000_000)
        yield _broken(path, Flaw(words), said("Put it where large files belong, and link to it."))
    elif name.endswith(".svg"):
        yield from _drawing(root, path)
    elif found := flaw(name, _looked_at(root / path, size)):
        yield _broken(path, found, said("Save it again with the program that made it."))


def _broken(path: str, found: Flaw, fix: Said) -> Problem:
    return Problem(path, found.line, found.column, "broken-file", "", found.what, fix)


def _looked_at(file: Path, size: int) -> bytes:
    """What a format is told by: of pictures, beginning and end."""
    with open(file, "rb") as stream:
        if file.suffix.lower() != ".png" or size < 100:
            return stream.read()
        head = stream.read(50)
        stream.seek(-50, os.SEEK_END)
        return head + stream.read()


def _drawing(root: Path, path: str) -> Iterator[Problem]:
    """What is left out of a drawing, or why it is none."""
    try:
        drawn = read_svg(root / path)
    except NoSvgError as error:
        yield _broken(path, error.flaw, said("Save it again with a drawing program."))
        return
    if drawn.left_out:
        what = said(
            "holds %(left_out)s, which is left out of what is published",
            left_out=said_row(drawn.left_out),
        )
        fix = said("Save the drawing without scripts, pages and addresses of other files.")
        yield Problem(path, drawn.line, 1, "unsafe-svg", "", what, fix, None, "warning")
