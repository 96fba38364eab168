"""How a kind of record appears on the site, as far as that takes the whole hub; what a kind's own
face does not say otherwise serves any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from hearth.kinds import KINDS, Kind, Record
from hearth.kinds.fields import Guest
from hearth.kinds.member import Member
from hearth.model.hub import Hub
from hearth.model.schedule import Occurrence
from hearth.outputs.facts import facts
from hearth.outputs.list_index import ListIndex, index_uri, ranks
from hearth.outputs.pages.page import (
    Crumb,
    Page,
    PageView,
    Pagination,
    kind_feed,
    numbered,
    section,
)
from hearth.views.facets import Facet, facets, keys, narrowing
from hearth.wording.structured_data import Thing, absolute, thing

Of = TypeVar("Of", bound=Record)


def records_of(hub: Hub, kind: Kind) -> Mapping[str, Any]:
    """All records of a kind by their ids."""
    return hub.records[kind.name]


@dataclass(frozen=True)
class RecordList(Generic[Of]):
    """All records of a kind in the order of its list, and what they can be narrowed by."""

    hub: Hub
    kind: Kind

    @cached_property
    def records(self) -> list[Of]:
        records = records_of(self.hub, self.kind).values()
        listed = [record for record in records if not self.kind.archived(record, self.hub.as_of)]
        return self.hub.in_order(self.kind, listed)

    @cached_property
    def ranks(self) -> dict[str, str]:
        """The place of each record, by its id, in each of the further orders."""
        by = self.hub.collation.by
        columns = [
            ranks([by(order.key(one)) for one in self.records])
            for order in self.kind.listing.orders
        ]
        rows = zip(*columns, strict=True)
        return {
            one.id: " ".join(map(str, row)) for one, row in zip(self.records, rows, strict=True)
        }

    @cached_property
    def facets(self) -> list[Facet]:
        found = facets(self.hub, self.kind.listing.filters, self.records)
        return narrowing(found, len(self.records))

    def keys(self, records: Sequence[Of]) -> Callable[[Record], str]:
        """What the cards of records are found by."""
        filters = self.kind.listing.filters
        return partial(_keys_of, {one.id: keys(self.hub, filters, one) for one in records})


class Face(Generic[Of]):
    """What a kind shows of itself on pages, in the search, in feeds and to machines."""

    bounded = False
    """Whether a record's page shows no other records than those it refers to, those that refer to
    it, whom these show ``on_cards``, and those of the pools that it ``sees``. Then it is made again
    only when one of these changed; a test watches that it is so."""
    on_cards: tuple[str, ...] = ()
    """The fields with references that a card of a record shows, or a line about it."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    # -- pages -----------------------------------------------------------------------------------

    def pages(self, hub: Hub) -> Iterator[Page]:
        """Its lists, and a page for each record; none for a record with a place on the list."""
        yield from self.lists(hub)
        if not self.kind.anchored:
            yield from self.record_pages(hub)

    def lists(self, hub: Hub) -> Iterator[Page]:
        """The list of all records, in as many pages as it takes."""
        listed = RecordList[Of](hub, self.kind)
        # A record's address names no page of the list, so that all anchors stand on the first.
        size = len(listed.records) or 1 if self.kind.anchored else hub.settings.page_size
        for place, records in numbered(f"{self.kind.section}/", listed.records, size):
            yield Page(
                place.url(place.number),
                (f"{self.kind.plural}.html", "records.html"),
                partial(self.list_view, listed=listed, place=place, records=records),
                landing=place.number == 1,
            )

    def indexes(self, hub: Hub) -> Iterator[ListIndex]:
        """What its lists are narrowed by in a browser, where they have several pages."""
        kind, listing = self.kind, self.kind.listing
        listed = RecordList[Of](hub, kind)
        records = listed.records
        if listing.filters and not kind.anchored and len(records) > hub.settings.page_size:
            yield ListIndex(
                kind.plural,
                f"{kind.section}/",
                records,
                hub,
                listing.filters,
                title=lambda record: record.heading,
                url=hub.url,
                line=lambda record: record.line_in(hub.words),
                words=listing.text,
                facets=listed.facets,
                orders=listing.orders,
                by=hub.collation.by,
            )

    def list_view(
        self, hub: Hub, listed: RecordList[Of], place: Pagination, records: Sequence[Of]
    ) -> PageView:
        """What a page of the list shows."""
        kind, listing = self.kind, self.kind.listing
        words, (name, _) = hub.words, section(hub, kind)
        title = words.noted(listing.title) if listing.title else name
        purpose = words.noted(listing.purpose) if listing.purpose else ""
        return PageView(
            title=place.titled(words, title),
            description=purpose
            or words("%(kind)s of %(community)s.", kind=name, community=hub.community.name),
            values={
                kind.plural: records,
                "kind": kind,
                "records": records,
                "place": place,
                "total": len(listed.records),
                "facets": listed.facets,
                "index": index_uri(kind.plural) if place.total > 1 and listing.filters else "",
                "listing": listing,
                "ranks": listed.ranks if place.total == 1 and listing.orders else {},
                "keys": listed.keys(records),
            },
            crumbs=[section(hub, kind)] if place.number > 1 else [],
            alternates=kind_feed(kind),
        )

    def record_pages(self, hub: Hub) -> Iterator[Page]:
        """The page of each record."""
        for record in records_of(hub, self.kind).values():
            yield Page(
                hub.url(record),
                (f"{self.kind.name}.html", "record.html"),
                partial(self.view, record=record),
                source=record.path,
                about=(record.KIND, record.id) if self.bounded else None,
            )

    def pools(self, hub: Hub, record: Of) -> list[str]:
        """What a record has in common with others, each under a name of its own, where pages show
        such records though neither refers to the other."""
        return []

    def sees(self, hub: Hub, record: Of) -> list[str]:
        """The pools whose records a record's page may show: its own, unless more are named."""
        return self.pools(hub, record)

    def view(self, hub: Hub, record: Of) -> PageView:
        """What a record's page shows."""
        return PageView(
            title=record.heading,
            description=record.line_in(hub.words) or _at_home(hub, record.heading),
            values={
                **self.values(hub, record),
                "kind": self.kind,
                "facts": list(facts(hub, record)),
                "mentions": list(_mentions(hub, record)),
            },
            crumbs=self.crumbs(hub, record),
            things=[self.thing(hub, record)],
            image=record.image.src if record.image else None,
            record=record,
        )

    def shared(self, hub: Hub) -> Any:
        """What pages of its records show of the hub as a whole, beside records: with another
        ``repr``, all of them are made again."""
        return None

    def crumbs(self, hub: Hub, record: Of) -> list[Crumb]:
        """The pages above a record's."""
        return [section(hub, self.kind)]

    def values(self, hub: Hub, subject: Of | Occurrence) -> dict[str, Any]:
        """What cards and feed entries are filled with."""
        return {"record": subject, self.kind.name: subject}

    # -- search, feeds and machines --------------------------------------------------------------

    def texts(self, hub: Hub, record: Of) -> Iterable[str | None]:
        """What a search finds it by, beside what its own fields say."""
        return ()

    def further(self, hub: Hub, record: Of) -> Iterable[tuple[str, str, str]]:
        """(address, title, secondary line) of other pages about it that a search finds."""
        return ()

    def weight(self, hub: Hub, record: Of) -> float:
        """How much it counts in a search; a half is half as much as usual."""
        return 1.0

    def authors(self, hub: Hub, record: Of) -> list[Member | Guest]:
        """Who wrote it, when not the community as a whole."""
        return []

    def thing(self, hub: Hub, record: Of) -> Thing:
        """The record as a schema.org thing."""
        return thing(
            self.kind.schema_type,
            name=record.heading,
            description=record.line_in(hub.words),
            url=absolute(hub, record),
            image=absolute(hub, record.image.src) if record.image else None,
        )


def _keys_of(found: Mapping[str, str], record: Record) -> str:
    return found[record.id]


def _mentions(hub: Hub, record: Record) -> Iterator[tuple[Kind, list[Record]]]:
    """The records that refer to one, by their kinds, without those that have a block of their
    own."""
    for kind in KINDS.values():
        found = hub.referring(record, kind.model)
        if found and not kind.blocks:
            yield kind, hub.in_order(kind, found)


def appearing(hub: Hub, record: Record | None) -> Iterator[tuple[str, list[Record]]]:
    """(title, records) of what other kinds show on a record's page."""
    if record is None:
        return
    for kind in KINDS.values():
        for block in kind.blocks:
            if found := hub.referring(record, kind.model, block.field):
                yield hub.words.noted(block.title), hub.in_order(kind, found)


def _at_home(hub: Hub, name: str) -> str:
    return hub.words("%(name)s in %(community)s", name=name, community=hub.community.name)
