"""What depends on what: which pages of records have to be made again when records changed.

A record's own page shows the record, those it refers to, those that refer to it, and those of pools
that it sees, such as the events of its series. Each of these stands there as a card or a line,
which may name some of those *its* record refers to: an event's card says where it is. A test
renders every page while it watches which records are read, and finds none outside of these.

Other outputs, such as lists and feeds, are made of many records: they are made again when what
their view holds says something else (see hearth/site/shown.py), and a few whenever anything
changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from hearth.base.store import digest
from hearth.kinds import KINDS, Record
from hearth.kinds.community import Community
from hearth.model.hub import Hub
from hearth.model.links import Target
from hearth.outputs.faces import face_of
from hearth.outputs.pages.page import Page
from hearth.views.planet import posts_of

References = Mapping[Target, frozenset[Target]]
Names = Mapping[Target, frozenset[str]]


@dataclass(frozen=True)
class RecordSnapshot:
    """What every record said when a site was made, and what it was next to."""

    whole: bytes
    """Of everything that any page may show."""
    shared: Mapping[str, bytes]
    """Of what all pages of a kind's records show beside records."""
    stamps: Mapping[Target, bytes]
    references: References
    carded: References
    """Those of them that cards show."""
    pools: Names
    """The pools that a record is in."""
    sees: Names
    """The pools whose records its page shows."""
    blogs: Mapping[Target, bytes]
    """Of what the owners of records post elsewhere, which their own pages show."""

    @cached_property
    def referring(self) -> References:
        """Who refers to each record."""
        return _turned(self.references)

    @cached_property
    def carding(self) -> References:
        """Whose card shows each record."""
        return _turned(self.carded)

    @cached_property
    def seen_by(self) -> Mapping[str, frozenset[Target]]:
        """The records whose pages see each pool."""
        return _turned(self.sees)

    @cached_property
    def in_pool(self) -> Mapping[str, frozenset[Target]]:
        """The records of each pool."""
        return _turned(self.pools)

    def of(self, target: Target) -> tuple[object, ...]:
        """All that can change about a record."""
        none: frozenset[Target] = frozenset()
        return (
            self.stamps.get(target),
            self.references.get(target, none),
            self.pools.get(target, none),
            self.sees.get(target, none),
        )

    def shown_by(self, target: Target) -> set[Target]:
        """The records that the page of one may show."""
        shown = {target, *self.references.get(target, ()), *self.referring.get(target, ())}
        for pool in self.sees.get(target, ()):
            shown |= self.in_pool.get(pool, frozenset())
        return shown.union(*(self.carded.get(other, ()) for other in shown))

    def showing(self, target: Target) -> set[Target]:
        """The records whose pages may show one."""
        found: set[Target] = set()
        for card in {target, *self.carding.get(target, ())}:
            found |= {card, *self.references.get(card, ()), *self.referring.get(card, ())}
            for pool in self.pools.get(card, ()):
                found |= self.seen_by.get(pool, frozenset())
        return found


def take(hub: Hub, pages: Iterable[Page], more: bytes = b"") -> RecordSnapshot:
    """The snapshot of a hub with its planned pages; ``more`` is of what else pages may show."""
    references: dict[Target, set[Target]] = defaultdict(set)
    carded: dict[Target, set[Target]] = defaultdict(set)
    vocabulary = {
        (record.KIND, record.id) for record in (*hub.topics.values(), *hub.terms.values())
    }
    for target, links in hub.links.items():
        for link in links if target not in vocabulary else ():
            references[link.kind, link.id].add(target)
            if link.kind in KINDS and link.field in face_of(KINDS[link.kind]).on_cards:
                carded[link.kind, link.id].add(target)
    targets = {(record.KIND, record.id): record for record in hub}
    return RecordSnapshot(
        digest(b"\0".join((*_whole(hub, pages), more))),
        {name: digest(repr(face_of(kind).shared(hub)).encode()) for name, kind in KINDS.items()},
        {target: _stamp(hub, record) for target, record in targets.items()},
        {source: frozenset(found) for source, found in references.items()},
        {source: frozenset(found) for source, found in carded.items()},
        _named(targets, lambda record: face_of(record).pools(hub, record)),
        _named(targets, lambda record: face_of(record).sees(hub, record)),
        _blogs(hub, targets),
    )


def _blogs(hub: Hub, records: Mapping[Target, Record]) -> Mapping[Target, bytes]:
    found = ((target, posts_of(hub, record)) for target, record in records.items())
    return {
        target: digest("\n".join(post.entry.model_dump_json() for post in posts).encode())
        for target, posts in found
        if posts
    }


def _named(records: Mapping[Target, Record], names: Callable[[Record], list[str]]) -> Names:
    found = ((target, frozenset(names(record))) for target, record in records.items())
    return {target: named for target, named in found if named}


Key = TypeVar("Key")


def _turned(steps: Mapping[Target, Iterable[Key]]) -> dict[Key, frozenset[Target]]:
    found: dict[Key, set[Target]] = defaultdict(set)
    for source, targets in steps.items():
        for target in targets:
            found[target].add(source)
    return {target: frozenset(sources) for target, sources in found.items()}


def _whole(hub: Hub, pages: Iterable[Page]) -> Iterator[bytes]:
    yield hub.as_of.isoformat().encode()
    yield hub.settings.model_dump_json().encode()
    yield _stamp(hub, hub.community)
    for word in (*hub.topics.values(), *hub.terms.values()):  # anything can be about one
        yield word.model_dump_json().encode()
    for src_uri, written in sorted(hub.pages.items()):
        yield f"{src_uri} {written.url} {written.title}".encode()
    # A page links to lists where there are such, as to that of its month.
    yield from (page.url.encode() for page in pages if page.about is None)


def _stamp(hub: Hub, record: Record | Community) -> bytes:
    pictures = (hub.pictures.get(src) for _, src in record.pictures)
    history = hub.history.get(record.path)
    return digest(
        b"\0".join(
            (
                record.model_dump_json().encode(),
                str(history).encode() if history else b"",
                *(digest(picture.content) for picture in pictures if picture),
            )
        )
    )


def changed(old: RecordSnapshot, new: RecordSnapshot) -> frozenset[Target]:
    """The records that are not what they were, that came, and that are gone."""
    if old.stamps == new.stamps and old.references == new.references:
        return frozenset()
    return frozenset(
        target
        for target in old.stamps.keys() | new.stamps.keys()
        if old.of(target) != new.of(target)
    )


def affected(old: RecordSnapshot, new: RecordSnapshot, records: Iterable[Target]) -> set[Target]:
    """The records whose own pages may show one of ``records``, in either state of the hub."""
    found = {page for target in records for state in (old, new) for page in state.showing(target)}
    kinds = {kind for kind in new.shared if old.shared.get(kind) != new.shared[kind]}
    found |= {target for target in new.stamps if target[0] in kinds}
    told = old.blogs.keys() | new.blogs.keys()
    return found | {target for target in told if old.blogs.get(target) != new.blogs.get(target)}
