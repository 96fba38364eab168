"""Build a site from what an earlier build made: only what changed is made again, and the outcome is
the same as that of a build from nothing.

A hub's store keeps, for each place a site is published at, the builder's chrome, a snapshot of the
records, and which files each job made (``SiteState``). Beside it stands the site as it was one
build ago; brought up to date it becomes the new one, so that a reader still gets the old site whole
or the new one whole, and no file is written that is right already.

Whatever does not fit, be it another engine, a file of the site that somebody changed, or a hub with
mistakes, leads to a build from nothing.
"""

from __future__ import annotations

import errno
import re
import shutil
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from hearth.base.memory import gc_paused
from hearth.base.store import Store, digest
from hearth.model.config_file import config_path, read_config_file
from hearth.model.hub import Hub
from hearth.model.quarantine import Verdict
from hearth.model.settings import Settings
from hearth.outputs import Output
from hearth.read.template_files import OWN
from hearth.site.build import SiteBuild, read_hub
from hearth.site.builder import Order, Report
from hearth.site.chrome import SiteChrome
from hearth.site.dependencies import RecordSnapshot, affected, changed, take
from hearth.site.extensions import OWN as OVERRIDES
from hearth.site.inputs import (
    SEAL,
    Inputs,
    Seal,
    Stats,
    contents,
    files_in,
    is_pure,
    look,
    stats,
    store_of,
)
from hearth.site.manifest import Manifest
from hearth.site.memory import RecordMemory
from hearth.site.search_index import FOLDER as SEARCH
from hearth.site.shown import ShownDigests
from hearth.site.tree import SiteTree, link, remove, twin
from hearth.site.write import NOTHING, Earlier, Made

STATE, STANDBY = "state", "standby"
"""What a store holds beside a seal."""
CHANGES, CHROME = "changes", "chrome"
"""What a build needs beside the new site, and nobody afterwards."""
_ID = re.compile(rb' id="([^"]+)"')


@dataclass(frozen=True)
class Changes:
    """How a new site differs from the published one, in files."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]
    partial: bool = False
    """Whether it is enough to verify these: nothing went that others could lead to, and nothing
    became private that others could hold."""

    @property
    def all(self) -> frozenset[str]:
        return self.new | self.changed | self.gone


@dataclass(frozen=True)
class EditionState:
    """How the site in one language was made; addresses are relative to its folder."""

    chrome_key: bytes
    chrome: SiteChrome
    statics: Mapping[str, bytes]
    """Digests of the files that are published as the builder made them."""
    covered: Mapping[str, bytes]
    """Bytes of those that are not, because the engine makes them."""
    in_full: frozenset[str]
    snapshot: RecordSnapshot
    made: Mapping[str, Made]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Digests of all its files."""
        return {**self.statics, **self.by_engine}

    @cached_property
    def by_engine(self) -> Mapping[str, bytes]:
        """Digests of those that the engine makes."""
        return {item.uri: item.digest for job in self.made.values() for item in job.outputs}


@dataclass(frozen=True)
class SiteState:
    """What is known of a published site, and how it was made."""

    seal: Seal
    manifest: Manifest
    editions: Mapping[str, EditionState]
    """By their folders; that in the first language has none."""
    files: Mapping[str, bytes]
    """Digests of all files of the site."""
    lately: frozenset[str] = frozenset()
    """The files in which the site before this one differs from it."""


def keep(root: Path, site_dir: Path, work: Path, old: Path) -> None:
    """Put what a build left in its workspace into the store, now that its site is published; the
    site that was, too."""
    store = store_of(root, site_dir)
    for name in (SEAL, STATE):
        store.drop(name)
    if not (work / STATE).exists():
        return
    store.make()
    shutil.rmtree(store.folder / STANDBY, ignore_errors=True)
    for source, name in ((old, STANDBY), (work / STATE, STATE), (work / SEAL, SEAL)):
        if source.exists():
            _move(source, store.folder / name)


def _move(source: Path, place: Path) -> None:
    """Have a file or folder at a place, which may be on another disk. There a file is copied; a
    whole site is not, since it is of no use but beside the published one."""
    try:
        source.rename(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        if source.is_file():
            shutil.copy2(source, place)


class Builder(Protocol):
    """What the engine asks of an adapter."""

    def build(self, order: Order) -> None:
        """Make the site. Raises BuildFailedError, in words for the maintainer."""

    def chrome(self, order: Order, hub: Hub) -> tuple[SiteBuild, SiteChrome]:
        """Make the site of a hub up to the last step but one, and take it apart: the chrome lies in
        ``order.site_dir``. Raises BuildFailedError."""


@dataclass(frozen=True)
class HubRead:
    """A hub that was read and judged, and how its files lay there before."""

    inputs: Inputs
    verdict: Verdict


def read(order: Order, day: date, memory: RecordMemory | None = None) -> HubRead:
    """Read the hub of a build, as far as ``memory`` does not recall it, else the store."""
    memory = memory or RecordMemory(order.root)
    now = memory.store.now()
    inputs = look(order, day.isoformat())
    with memory.following(inputs.settled(now).files):
        return HubRead(inputs, read_hub(order.root, day, config=order.config, memory=memory))


@gc_paused()
def make(order: Order, builder: Builder, day: date, found: HubRead | None = None) -> None:
    """Make the site that is ordered, with what the store holds, and leave beside it what there is
    to keep; of the hub as it was ``found``, or as it is."""
    config, _ = read_config_file(order.root, config_path(order.root, order.config))
    if not order.published or not is_pure(config):
        builder.build(order)
        return
    found = found or read(order, day)
    verdict = found.verdict
    # What runs in a package that is worked on changes without any trace in the hub.
    foreign = set(verdict.hub.settings.extensions) - {OVERRIDES}
    wrong = any(problem.severity == "error" for problem in verdict.reported)
    if wrong or foreign or verdict.left_out:
        builder.build(order)
        return
    try:
        _Workshop(order, builder, found.inputs).make(verdict)
    except (IsADirectoryError, NotADirectoryError, FileExistsError):
        # A file lies where a folder of the last site was, or the other way round.
        store_of(order.root, order.published).drop(STATE)
        for left in (order.site_dir, order.site_dir.parent / CHROME):
            shutil.rmtree(left, ignore_errors=True)
        _Workshop(order, builder, found.inputs).make(verdict)


def _tell(verdict: Verdict) -> None:
    for problem in verdict.reported:
        print(f"INFO    -  {problem.told(verdict.hub.words)}", file=sys.stderr)


class BuilderNeededError(Exception):
    """The builder has to run, which is to be done in a process of its own."""


class NoBuilder:
    """Stands for a builder where none may run."""

    def build(self, order: Order) -> None:
        raise BuilderNeededError

    def chrome(self, order: Order, hub: Hub) -> tuple[SiteBuild, SiteChrome]:
        raise BuilderNeededError


def _statics(
    chrome: SiteChrome, kept: EditionState | None, tree: SiteTree, by_engine: Collection[str]
) -> tuple[Mapping[str, bytes], Mapping[str, bytes]]:
    """Have the files in place that are published as the builder made them; gives their digests, and
    the bytes of those that the engine makes in their stead."""
    if chrome.folder or not kept:
        files = {output.uri: output.content for output in chrome.files()}
        there: Mapping[str, bytes] = {}
    else:
        files, there = dict(kept.covered), kept.statics
    covered = {uri: content for uri, content in files.items() if uri in by_engine}
    written = {
        uri: tree.write(Output(uri, content))
        for uri, content in files.items()
        if uri not in by_engine
    }
    return {**{uri: there[uri] for uri in there if uri not in by_engine}, **written}, covered


class _Workshop:
    """One build of a hub in which nothing is wrong."""

    def __init__(self, order: Order, builder: Builder, inputs: Inputs) -> None:
        self.order, self.builder, self.inputs = order, builder, inputs

    @cached_property
    def published(self) -> Path:
        assert self.order.published  # noqa: S101 - see make()
        return self.order.published

    @cached_property
    def store(self) -> Store:
        return store_of(self.order.root, self.published)

    @cached_property
    def work(self) -> Path:
        return self.order.site_dir.parent

    @cached_property
    def state(self) -> SiteState | None:
        """What is known of the site that is there; None when somebody else put it there."""
        found = self.store.get(STATE)
        fits = isinstance(found, SiteState) and found.seal.stats == stats(self.published)
        return found if fits else None

    def make(self, verdict: Verdict) -> None:
        chromes = [self._chrome(hub) for hub in (verdict.hub, *verdict.hub.editions())]
        _tell(verdict)
        known, editions = self._begin(), {}
        tree = SiteTree(self.order.site_dir, known)
        manifest, files = Manifest(), {}
        for site, chrome, key in chromes:
            made = self._edition(site, chrome, key, tree)
            editions[site.hub.folder] = made
            files.update({f"{site.hub.folder}{uri}": name for uri, name in made.files.items()})
            told = site.manifest(chrome, made.by_engine)
            manifest = manifest.joined(told) if site.hub.origin else told
        tree.keep_only(files)
        changes = self._changes(files, manifest)
        if self.order.manifest:
            self.order.manifest.write_text(manifest.as_json(), "utf-8")
        seal = self._seal(manifest, changes)
        left = Store(self.work)
        left.put(CHANGES, changes)
        left.put(SEAL, seal)
        left.put(STATE, SiteState(seal, manifest, editions, files, changes.all))

    def _edition(
        self, site: SiteBuild, chrome: SiteChrome, key: bytes, whole: SiteTree
    ) -> EditionState:
        """Have all files in place of the site in one language."""
        kept = self._kept(site.hub)
        own = digest(b"".join(contents(files_in(self.order.root / "overrides"))))
        more = own + site.filler.foreign.key
        snapshot, tree = take(site.hub, site.plan.pages, more), whole.below(site.hub.folder)
        earlier = self._earlier(kept, snapshot, site.hub.settings)
        made = site.complete(chrome, tree, Report(), replace(earlier, shown=ShownDigests(snapshot)))
        by_engine = {item.uri: item.digest for job in made.values() for item in job.outputs}
        statics, covered = _statics(chrome, kept, tree, by_engine)
        bare = replace(chrome, folder="")
        return EditionState(key, bare, statics, covered, site.in_full, snapshot, made)

    def _kept(self, hub: Hub) -> EditionState | None:
        """What is known of the site in the language of a hub."""
        return self.state.editions.get(hub.folder) if self.state else None

    # -- the builder's part ------------------------------------------------------------------------

    def _chrome(self, hub: Hub) -> tuple[SiteBuild, SiteChrome, bytes]:
        """The chrome of the site, which the builder makes only when it has to."""
        kept = self._kept(hub)
        # Pages that the builder makes in full hold what records say.
        if kept and not kept.in_full and hub.settings.shells:
            site = SiteBuild(hub, kept.in_full)
            if (key := self._chrome_key(site)) == kept.chrome_key:
                return site, kept.chrome, key
        folder = self.work / CHROME / (hub.folder or "first")
        site, chrome = self.builder.chrome(replace(self.order, site_dir=folder), hub)
        return site, replace(chrome, folder=str(folder)), self._chrome_key(site)

    def _chrome_key(self, site: SiteBuild) -> bytes:
        """Of all that a builder looks at: with the same key it makes the same chrome."""
        root, plan = self.order.root, site.plan
        drawn = sorted(name for name in plan.hub.assets if plan.draws_anew(name))
        shown = plan.hub.settings.model_dump_json(), plan.hub.community.model_dump_json()
        told = (site.asked, drawn, sorted(plan.hub.pictures), site.template_values, *shown)
        written = (page.file for page in plan.hub.pages.values())
        content = sorted({*written, *(plan.hub.assets - plan.hub.withheld)})
        read = contents(
            (*(root / "content" / name for name in content), *files_in(root / "overrides"))
        )
        return digest(self.inputs.builder + repr(told).encode() + b"".join(read))

    # -- what there is already ---------------------------------------------------------------------

    def _earlier(
        self, state: EditionState | None, snapshot: RecordSnapshot, settings: Settings
    ) -> Earlier:
        """What of the last build still stands."""
        if state is None:
            return NOTHING
        if state.snapshot.whole != snapshot.whole:
            return Earlier(state.made)
        different = changed(state.snapshot, snapshot)
        found = affected(state.snapshot, snapshot, different)
        # A hub's own templates and kinds may show whatever they like.
        bounded = not any(files_in(self.order.root / OWN)) and not settings.extensions
        return Earlier(state.made, found if bounded else None, not different and not found)

    def _begin(self) -> Mapping[str, bytes]:
        """Have the new site begin as a twin of the published one; what lies in it, by digests."""
        new, standby = self.order.site_dir, self.store.folder / STANDBY
        if self.state is None:
            return {}
        with suppress(OSError):
            standby.rename(new)
            remove(new, self.state.lately)
            for uri in self.state.lately & self.state.files.keys():
                (new / uri).parent.mkdir(parents=True, exist_ok=True)
                link(self.published / uri, new / uri)
        if stats(new) != self.state.seal.stats:
            shutil.rmtree(new, ignore_errors=True)
            twin(new, self.published)
        return self.state.files

    # -- what becomes of it ------------------------------------------------------------------------

    def _changes(self, files: Mapping[str, bytes], manifest: Manifest) -> Changes:
        before = self.state.files if self.state else {}
        both = files.keys() & before.keys()
        new, gone = frozenset(files.keys() - both), frozenset(before.keys() - both)
        different = frozenset(uri for uri in both if files[uri] != before[uri])
        # Parts of the index are named by the index alone.
        missed = [uri for uri in gone if not uri.startswith(f"{SEARCH}/")]
        partial = self.state is not None and not missed and self._hides_nothing(manifest)
        partial = partial and not any(map(self._loses_a_place, different))
        return Changes(new, different, gone, partial)

    def _hides_nothing(self, manifest: Manifest) -> bool:
        assert self.state  # noqa: S101
        kept = self.state.manifest
        return set(manifest.texts) <= set(kept.texts) and set(manifest.addresses) <= set(
            kept.addresses
        )

    def _loses_a_place(self, uri: str) -> bool:
        """Whether a page has no place any more that others may lead to."""
        if not uri.endswith(".html"):
            return False
        new, old = ((folder / uri).read_bytes() for folder in (self.order.site_dir, self.published))
        return not set(_ID.findall(old)) <= set(_ID.findall(new))

    def _seal(self, manifest: Manifest, changes: Changes) -> Seal:
        return Seal(
            self.inputs.settled(self.work.stat().st_mtime_ns),
            self._stats(changes),
            len(manifest.pages),
            len(manifest.files),
        )

    def _stats(self, changes: Changes) -> Stats:
        """How the files of the new site lie there, looked at only where they are others."""
        if self.state is None:
            return stats(self.order.site_dir)
        kept = self.state.seal.stats
        found = {uri: stat for uri, stat in kept.items() if uri not in changes.gone}
        for uri in changes.new | changes.changed:
            stat = (self.order.site_dir / uri).stat()
            found[uri] = stat.st_size, stat.st_mtime_ns
        return found
