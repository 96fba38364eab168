"""Verify a finished site against its manifest: what is missing, cut off, unreadable, private, or
links to nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import html as lxml_html

from hearth.base.file_formats import LARGEST, NEVER_EMPTY, flaw, xml_tree
from hearth.base.folders import files_below
from hearth.base.processes import can_fork, in_children
from hearth.base.words import Said, said
from hearth.site.leak_check import LeakDetector, unpacked
from hearth.site.manifest import Manifest
from hearth.site.named_addresses import named_addresses, structured_addresses

MANY = 2_000
"""From this many files on, further processes pay for themselves."""
SHARE = 250
_LINKS = ("href", "src", "action", "poster")
_VALUE = re.compile(r"""\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_STYLE_LINK = re.compile(
    r"""(?:\burl\(\s*|@import\s+)(?:"([^"]*)"|'([^']*)')|\burl\(\s*([^)"'\s]+)"""
)
_FEED_LINKS = "//@href | //@url | //*[local-name() = 'link' or local-name() = 'loc']/text()"
_STYLE_WORDS = re.compile(r"/\*.*?\*/", re.DOTALL)
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|$")
"""Begins an address that leads to another site."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with a site: in which file, and what."""

    path: str
    what: Said

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> Said:
        """The fault in a sentence."""
        return said("%(field)s: %(what)s.", field=self.path, what=self.what)


class Jump(NamedTuple):
    """A link to a place on a page, which is still to be held against that page."""

    target: str
    name: str
    path: str
    address: str
    sure: bool = False
    """It is known to be a link, and not only words that look like one."""


Looked = tuple[list[Fault], list[Jump]]


@dataclass(frozen=True)
class BuiltSite:
    """A folder of files that are to be published."""

    folder: str
    files: frozenset[str]
    """Relative to the folder."""
    targets: frozenset[str]
    """Every address below the site's root that leads to something."""


def verify(
    folder: Path, manifest: Manifest, workers: int = 1, only: Collection[str] | None = None
) -> list[Fault]:
    """Everything that is wrong with the site in ``folder``, sorted; nothing when it can be
    published. With ``only``, all other files were looked into before, and are as they were.

    Costs grow with the size of the site: each file is read once, and a page once more that others
    link into.
    """
    sizes, odd = files_below(folder)
    faults = [Fault(path, said("is neither a file nor a folder")) for path in odd]
    faults += _missing(sizes, manifest)
    for path, size in sizes.items():
        if not size and path.endswith(NEVER_EMPTY):
            faults.append(Fault(path, said("is empty")))
        elif size > LARGEST:
            faults.append(
                Fault(path, said("is larger than %(limit)s MB", limit=LARGEST // 1_000_000))
            )
    whole = [
        path
        for path, size in sorted(sizes.items())
        if 0 < size <= LARGEST and (only is None or path in only)
    ]
    return sorted(faults + _look_into(folder, whole, frozenset(sizes), manifest, workers))


def _missing(sizes: dict[str, int], manifest: Manifest) -> Iterator[Fault]:
    for path in manifest.pages:
        if path not in sizes:
            yield Fault(path, said("is missing: this page was to be made"))
    for path in manifest.files:
        if path not in sizes:
            yield Fault(path, said("is missing: this file was to be made"))
    for address in manifest.addresses:
        if f"{address}index.html" in sizes:
            yield Fault(f"{address}index.html", said("is the page of a member who is not public"))


def _look_into(
    folder: Path, paths: list[str], files: frozenset[str], manifest: Manifest, workers: int
) -> list[Fault]:
    """The faults inside files and between them; many are read by several processes."""
    folders = {
        f"{path.rpartition('/')[0]}/" for path in files if path.rpartition("/")[2] == "index.html"
    }
    targets = (
        files
        | {"" if name == "/" else name for name in folders}
        | {name.rstrip("/") for name in folders}
    )
    site = BuiltSite(str(folder), files, frozenset(targets))
    faults: list[Fault] = []
    jumps: list[Jump] = []
    for wrong, found in _looked(partial(_look_at, site, manifest), paths, workers):
        faults += wrong
        jumps += found
    return [*faults, *_lost(site, sorted(jumps))]


def _looked(
    look: Callable[[list[str]], Looked], paths: list[str], workers: int
) -> Iterator[Looked]:
    """What was found in the files, share by share."""
    if workers < 2 or len(paths) < MANY or not can_fork():
        yield look(paths)
        return
    rest = iter(paths)
    yield from in_children(look, iter(lambda: list(islice(rest, SHARE)), []), workers)


def _look_at(site: BuiltSite, manifest: Manifest, paths: Iterable[str]) -> Looked:
    detector = LeakDetector(manifest.texts, manifest.addresses)
    copied, places = frozenset(manifest.copied), _Places(manifest.base)
    faults: list[Fault] = []
    jumps: list[Jump] = []
    for path in paths:
        content = _read(site, path)
        if path in copied and path.endswith(".html"):
            pass  # a maintainer's own, such as the proof that a search engine asks for
        elif path.endswith(".html"):
            wrong, more = _look_at_page(site, path, content, manifest, places)
            faults += wrong
            jumps += more
        elif path.endswith(".css"):
            faults += _style_faults(site, path, content, manifest.base)
        elif broken := flaw(path, content):
            faults.append(Fault(path, broken.what))
        elif path.endswith(".xml"):
            faults += _feed_faults(site, path, content, manifest.site)
        else:
            gone, more = _held(site, path, named_addresses(path, content, manifest.site))
            faults += _names_nothing(path, gone)
            jumps += more
        if found := detector.texts_in(unpacked(path, content)):
            faults.append(
                Fault(path, said("holds %(what)s, which is not public", what=_veiled(found[0])))
            )
    return faults, jumps


def _read(site: BuiltSite, path: str) -> bytes:
    with open(f"{site.folder}/{path}", "rb") as file:
        return file.read()


def _veiled(text: str) -> str:
    """Enough of a private text to find it in its source; logs of builds are often public
    themselves."""
    return f'a private text of {len(text)} letters that begins with "{text[:3]}"'


# -- pages ---------------------------------------------------------------------------------------


def _look_at_page(
    site: BuiltSite, path: str, content: bytes, manifest: Manifest, places: _Places
) -> Looked:
    if not content.rstrip().endswith(b"</html>"):
        return [Fault(path, said("is cut off: it does not end with </html>"))], []
    text = content.decode("utf-8", "replace")
    dead: set[str] = set()
    jumps: list[Jump] = []
    for address in _addresses(text):
        place = places.find(path, address)
        if place is None:
            continue
        if place not in site.targets:
            dead.add(address)
        elif "#" in address and (name := _name(address)):
            target = place if place in site.files else f"{place.rstrip('/')}/index.html".lstrip("/")
            if target.endswith(".html") and not (target == path and _named(text, name)):
                jumps.append(Jump(target, name, path, address))
    # Found by a pattern, which is quick, but also finds addresses in code and comments: only what
    # a parser takes for links counts.
    if dead:
        dead &= _links(content)
    faults = [
        Fault(path, said('links to "%(address)s", and there is nothing', address=address))
        for address in sorted(dead)
    ]
    named = structured_addresses(text, manifest.site)
    gone, more = _held(site, path, named)
    if gone:  # what a contributor gave stands on the page too, as a link to elsewhere
        gone -= {link.removeprefix(manifest.site) for link in _links(content)}
    return [*faults, *_names_nothing(path, gone)], [*jumps, *more]


def _held(site: BuiltSite, path: str, named: set[str]) -> tuple[set[str], list[Jump]]:
    """(of addresses relative to the site's root those that lead to nothing, links into pages)."""
    gone: set[str] = set()
    jumps: list[Jump] = []
    for address in named:
        place = _place("", address, "/")
        if place is not None and place not in site.targets:
            gone.add(address)
        elif place is not None and "#" in address and place not in site.files:
            target = f"{place.rstrip('/')}/index.html".lstrip("/")
            jumps.append(Jump(target, _name(address), path, address, sure=True))
    return gone, jumps


def _names_nothing(path: str, gone: set[str]) -> list[Fault]:
    return [
        Fault(path, said('names "%(address)s", and there is nothing', address=address))
        for address in sorted(gone)
    ]


def _links(content: bytes) -> set[str]:
    """The links of a page: an address that only stands in its words is none."""
    return _values(content, "//@href | //@src | //@action | //@poster")


def _values(content: bytes, path: str) -> set[str]:
    parser = lxml_html.HTMLParser(encoding="utf-8")
    return (
        set(map(str, lxml_html.fromstring(content, parser=parser).xpath(path)))
        if content.strip()
        else set()
    )


def _lost(site: BuiltSite, jumps: list[Jump]) -> Iterator[Fault]:
    """Links to places that their pages do not have."""
    # Sorted by their targets, so that each page is read once, however many links lead into it.
    for target, group in groupby(jumps, lambda jump: jump.target):
        content = _read(site, target)
        text = content.decode("utf-8", "replace")
        missed = [jump for jump in group if not _named(text, jump.name)]
        # The quick way misses unusual spellings; only then is the page parsed.
        names = _values(content, "//@id | //a/@name") if missed else set()
        for jump in missed:
            if jump.name in names:
                continue
            if jump.sure or jump.address in _links(_read(site, jump.path)):
                yield Fault(
                    jump.path,
                    said(
                        'links to "%(address)s", and no place on that page has this name',
                        address=jump.address,
                    ),
                )


def _name(address: str) -> str:
    """The place on its page that an address leads to; nothing when that is the page's top."""
    # A text fragment (#:~:text=…) names no place, and #top is the top of every page (HTML).
    name = address.partition("#")[2].partition(":~:")[0].strip()
    name = unquote(name) if "%" in name else name
    return "" if name.lower() == "top" else name


def _named(text: str, name: str) -> bool:
    """Whether a page has a place of that name, as nearly all pages write it."""
    return f' id="{name}"' in text


def _addresses(text: str) -> set[str]:
    found = {address for name in _LINKS for address in _values_of(name, text)}
    return {html.unescape(address) if "&" in address else address for address in found}


def _values_of(name: str, text: str) -> Iterator[str]:
    """What an attribute says in a text, wherever it stands."""
    # A pattern would be tried at each space; nearly all are written as the builder writes them.
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if text[at - 1 : at].isspace():
            close = text.find('"', end + 2) if text.startswith('="', end) else -1
            if close >= 0:
                yield text[end + 2 : close]
                end = close
            elif value := _VALUE.match(text, end):
                yield value[1] or value[2] or ""
                end = value.end()
        at = text.find(name, end)


class _Places:
    """Where addresses lead, each worked out once: most stand on every page of a section."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._from_root: dict[tuple[int, str], str | None] = {}

    def find(self, path: str, address: str) -> str | None:
        depth = path.count("/")
        if not address.startswith("../" * depth) or not depth:
            return _place(path, address, self._base)
        # From the site's root it leads to the same place from every page so deep.
        key = (depth, address)
        if key not in self._from_root:
            self._from_root[key] = _place(path, address, self._base)
        return self._from_root[key]


def _place(path: str, address: str, base: str) -> str | None:
    """Where in the site an address in a file leads; None when that is out of it."""
    address = address.strip()
    if _ELSEWHERE.match(address):
        return None
    place = address.partition("#")[0].partition("?")[0]
    if not place:
        return path
    if "%" in place:
        place = unquote(place)
    if place.startswith("/"):  # another site may live at the same host
        if base == "/" or not place.startswith(base):
            return None
        path, place = "", place.removeprefix(base)
    folder = path.rpartition("/")[0]
    steps = folder.split("/") if folder else []
    for step in place.split("/")[:-1]:
        if step == "..":
            if not steps:
                return None  # above the root nothing is ours to judge
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    last = place.rpartition("/")[2]
    if last == "..":
        steps, last = steps[:-1], ""
    return "/".join((*steps, "" if last == "." else last))


# -- style sheets --------------------------------------------------------------------------------


def _style_faults(site: BuiltSite, path: str, content: bytes, base: str) -> list[Fault]:
    text = _STYLE_WORDS.sub("", content.decode("utf-8", "replace"))
    addresses = {"".join(found) for found in _STYLE_LINK.findall(text)}
    dead = [
        address
        for address in addresses
        if (place := _place(path, address, base)) is not None and place not in site.targets
    ]
    return [
        Fault(path, said('names "%(address)s", and there is nothing', address=address))
        for address in sorted(dead)
    ]


# -- feeds and the sitemap -------------------------------------------------------------------------


def _feed_faults(site: BuiltSite, path: str, content: bytes, address: str) -> list[Fault]:
    """Full addresses that begin as the site's and lead to nothing; what a feed tells in its texts
    is not looked at."""
    found = {
        link
        for link in map(str, xml_tree(content).xpath(_FEED_LINKS))
        if address and link.startswith(address)
    }
    dead = [
        link
        for link in found
        if (place := _place("", link.removeprefix(address), "/")) and place not in site.targets
    ]
    return [
        Fault(path, said('links to "%(address)s", and there is nothing', address=link))
        for link in sorted(dead)
    ]
