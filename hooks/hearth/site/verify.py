"""Holding a finished site against what was promised: what is missing, cut off, unreadable, private, or leads nowhere."""

from __future__ import annotations

import gzip
import html
import json
import multiprocessing
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from hearth.site.promise import Promise
from hearth.site.secrets import Spotter, unpacked

MANY = 2_000
"""From this many files on, further processes pay for themselves."""
SHARE = 250
LARGEST = 100_000_000
"""Bytes; code hosts that serve sites refuse larger files."""
NEVER_EMPTY = (".html", ".json", ".xml", ".opml", ".ics", ".gz", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".woff2",
               ".pagefind", ".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter")  # fmt: skip

_LINK = re.compile(r"""\s(?:href|src|action|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|$")
"""Begins an address that leads to another site, or stays on the page."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with a site: in which file, and what."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}."


@dataclass(frozen=True)
class Site:
    """A folder of files that are to be published."""

    folder: str
    files: frozenset[str]
    """Relative to the folder."""
    targets: frozenset[str]
    """Every address below the site's root that leads to something."""


def files_below(folder: Path) -> tuple[dict[str, int], list[str]]:
    """(size of every plain file by its path below ``folder``, paths of what is neither file nor folder)."""
    sizes: dict[str, int] = {}
    odd: list[str] = []
    waiting = [""]
    while waiting:
        base = waiting.pop()
        with os.scandir(folder / base) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{base}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    sizes[f"{base}{entry.name}"] = entry.stat(follow_symlinks=False).st_size
                else:
                    odd.append(f"{base}{entry.name}")
    return sizes, odd


def verify(folder: Path, promised: Promise, workers: int = 1) -> list[Fault]:
    """Everything that is wrong with the site in ``folder``, sorted; nothing when it can be published.

    Costs grow with the size of the site: each file is read once.
    """
    sizes, odd = files_below(folder)
    faults = [Fault(path, "is neither a file nor a folder") for path in odd]
    faults += _missing(sizes, promised)
    for path, size in sizes.items():
        if not size and path.endswith(NEVER_EMPTY):
            faults.append(Fault(path, "is empty"))
        elif size > LARGEST:
            faults.append(Fault(path, f"is larger than {LARGEST // 1_000_000} MB"))
    whole = [path for path, size in sorted(sizes.items()) if 0 < size <= LARGEST]
    return sorted(faults + _look_into(folder, whole, frozenset(sizes), promised, workers))


def _missing(sizes: dict[str, int], promised: Promise) -> Iterator[Fault]:
    for path in promised.pages:
        if path not in sizes:
            yield Fault(path, "is missing: this page was to be made")
    for path in promised.files:
        if path not in sizes:
            yield Fault(path, "is missing: this file was to be made")
    for address in promised.addresses:
        if f"{address}index.html" in sizes:
            yield Fault(f"{address}index.html", "is the page of a member who is not public")


def _look_into(folder: Path, paths: list[str], files: frozenset[str], promised: Promise, workers: int) -> list[Fault]:
    """The faults inside files; many are read by several processes."""
    folders = {f"{path.rpartition('/')[0]}/" for path in files if path.rpartition("/")[2] == "index.html"}
    targets = files | {"" if name == "/" else name for name in folders} | {name.rstrip("/") for name in folders}
    look = partial(_faults, Site(str(folder), files, frozenset(targets)), promised)
    if workers < 2 or len(paths) < MANY or "fork" not in multiprocessing.get_all_start_methods():
        return look(paths)
    global _looking
    _looking = look  # inherited by the children without copying
    rest = iter(paths)
    shares = iter(lambda: list(islice(rest, SHARE)), [])
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        return list(chain.from_iterable(pool.map(_look, shares)))


_looking: Callable[[list[str]], list[Fault]] | None = None


def _look(paths: list[str]) -> list[Fault]:
    assert _looking  # noqa: S101 - set before the children are made
    return _looking(paths)


def _faults(site: Site, promised: Promise, paths: Iterable[str]) -> list[Fault]:
    spotter = Spotter(promised.texts, promised.addresses)
    faults: list[Fault] = []
    for path in paths:
        with open(f"{site.folder}/{path}", "rb") as file:
            content = file.read()
        if path.endswith(".html"):
            faults += _page_faults(site, path, content, promised.base)
        elif what := _broken(path, content):
            faults.append(Fault(path, what))
        if found := spotter.texts_in(unpacked(path, content)):
            faults.append(Fault(path, f"holds {_veiled(found[0])}, which is not public"))
    return faults


def _veiled(text: str) -> str:
    """Enough of a private text to find it in its source; logs of builds are often public themselves."""
    return f'a private text of {len(text)} letters that begins with "{text[:3]}"'


# -- pages ---------------------------------------------------------------------------------------


def _page_faults(site: Site, path: str, content: bytes, base: str) -> list[Fault]:
    if not content.rstrip().endswith(b"</html>"):
        return [Fault(path, "is cut off: it does not end with </html>")]
    text = content.decode("utf-8", "replace")
    dead = {address for address in set(_addresses(text)) if not _leads(site, path, address, base)}
    if dead:  # an address that only stands in the words of a page is no link
        dead &= set(map(str, lxml_html.fromstring(content).xpath("//@href | //@src | //@action | //@poster")))
    return [Fault(path, f'links to "{address}", and there is nothing') for address in sorted(dead)]


def _addresses(text: str) -> Iterator[str]:
    for double, single in _LINK.findall(text):
        address = double or single
        yield html.unescape(address) if "&" in address else address


def _leads(site: Site, path: str, address: str, base: str) -> bool:
    """Whether an address on a page leads to a file of the site, or out of it."""
    address = address.strip()
    if _ELSEWHERE.match(address):
        return True
    place = address.partition("#")[0].partition("?")[0]
    if "%" in place:
        place = unquote(place)
    if place.startswith("/"):  # another site may live at the same host
        if base == "/" or not place.startswith(base):
            return True
        path, place = "", place.removeprefix(base)
    folder = path.rpartition("/")[0]
    steps = folder.split("/") if folder else []
    for step in place.split("/")[:-1]:
        if step == "..":
            if not steps:
                return True  # above the root nothing is ours to judge
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    last = place.rpartition("/")[2]
    if last == "..":
        steps, last = steps[:-1], ""
    found = "/".join((*steps, "" if last == "." else last))
    return found in site.targets


# -- other files ---------------------------------------------------------------------------------


def _broken(path: str, content: bytes) -> str:
    """Why the programs that read a file of this kind could not; nothing when they can."""
    check = _CHECKS.get(path.rpartition("/")[2].rpartition(".")[2])
    return check(content) if check else ""


def _json(content: bytes) -> str:
    try:
        json.loads(content)
    except ValueError as error:
        return f"is not JSON ({error})"
    return ""


def _xml(content: bytes) -> str:
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return f"is not XML ({error.msg})"
    return ""


def _calendar(content: bytes) -> str:
    if not content.startswith(b"BEGIN:VCALENDAR"):
        return "is no calendar: it does not begin with BEGIN:VCALENDAR"
    if not content.rstrip().endswith(b"END:VCALENDAR"):
        return "is cut off: it does not end with END:VCALENDAR"
    if content.count(b"\nBEGIN:") != content.count(b"\nEND:") - 1:
        return "is no calendar: something in it begins and does not end"
    return ""


def _gzip(content: bytes) -> str:
    try:
        gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return "cannot be unpacked"
    return ""


def _png(content: bytes) -> str:
    whole = content.startswith(b"\x89PNG\r\n\x1a\n") and content[-8:-4] == b"IEND"
    return "" if whole else "is no whole picture"


_CHECKS: dict[str, Callable[[bytes], str]] = {
    "json": _json,
    "webmanifest": _json,
    "xml": _xml,
    "opml": _xml,
    "ics": _calendar,
    "gz": _gzip,
    "png": _png,
    **dict.fromkeys(("pagefind", "pf_fragment", "pf_index", "pf_meta", "pf_filter"), _gzip),
}
