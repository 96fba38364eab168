"""Pages of resources and of learning paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hearth.kinds import path as paths
from hearth.kinds.event import Event
from hearth.kinds.path import Path, Step
from hearth.kinds.post import Post
from hearth.kinds.resource import KIND, TYPES, Resource
from hearth.model.hub import Hub
from hearth.outputs.face import Face, RecordList
from hearth.outputs.pages.page import (
    Crumb,
    Page,
    PageView,
    Pagination,
    feed_alternates,
    numbered,
    section,
)
from hearth.views import library
from hearth.wording import structured_data
from hearth.wording.structured_data import Thing


class ResourceFace(Face[Resource]):
    """The library: everything in it, and a list for each type."""

    bounded = True

    def lists(self, hub: Hub) -> Iterator[Page]:
        listed = RecordList[Resource](hub, self.kind)
        yield from self._list(listed, "", listed.records)
        for kind in TYPES:
            found = [resource for resource in listed.records if resource.type == kind]
            if found:
                yield from self._list(listed, kind, found)

    def _list(
        self, listed: RecordList[Resource], kind: str, resources: list[Resource]
    ) -> Iterator[Page]:
        base = f"resources/type/{kind}/" if kind else "resources/"
        for place, part in numbered(base, resources, listed.hub.settings.page_size):
            prepare = partial(
                self._library,
                listed=listed,
                place=place,
                resources=part,
                kind=kind,
                total=len(resources),
            )
            yield Page(
                place.url(place.number),
                "resources.html",
                prepare,
                landing=not kind and place.number == 1,
            )

    def _library(
        self,
        hub: Hub,
        listed: RecordList[Resource],
        place: Pagination,
        resources: Sequence[Resource],
        kind: str,
        total: int,
    ) -> PageView:
        view = self.list_view(hub, listed, place, resources)
        view.values |= {
            "total": total,
            "kind": kind,
            "index": "" if kind else view.values["index"],
            "fresh_share": library.share_fresh(hub),
            "paths": list(hub.paths.values()),
        }
        if kind:
            view.title = place.titled(
                hub.words, hub.words("Library: %(type)s", type=hub.words.noted(kind))
            )
            view.crumbs = [section(hub, self.kind)]
            view.alternates = feed_alternates(f"resources/type/{kind}", view.title)
        return view

    def view(self, hub: Hub, record: Resource) -> PageView:
        return PageView(
            title=record.title,
            description=record.why,
            values={
                "resource": record,
                "curator": hub.members.get(record.curator or ""),
                "replacement": hub.resources.get(record.replaced_by or ""),
                "replaces": hub.referring(record, Resource, "replaced_by"),
                "paths": hub.referring(record, Path),
                "events": hub.referring(record, Event),
                "posts": hub.referring(record, Post),
                "related": related(hub, record),
            },
            crumbs=self.crumbs(hub, record),
            things=[self.thing(hub, record)],
            record=record,
        )

    def pools(self, hub: Hub, record: Resource) -> list[str]:
        return [f"resources about {topic}" for topic in record.topics]

    def crumbs(self, hub: Hub, record: Resource) -> list[Crumb]:
        kind = hub.words.noted(record.type)
        address = f"resources/type/{record.type}/"
        if not record.is_usable(
            hub.as_of
        ):  # nothing that can be used may be of its type, and then no page is
            return [section(hub, self.kind)]
        return [section(hub, self.kind), (kind[:1].upper() + kind[1:], address)]

    def thing(self, hub: Hub, record: Resource) -> Thing:
        return structured_data.resource(hub, record)


FACE = ResourceFace(KIND)


def related(hub: Hub, resource: Resource, count: int = 3) -> list[Resource]:
    """Live resources that share the most topics; the rarer a topic is, the more it counts."""
    shared: dict[str, float] = {}
    for topic in resource.topics:
        others = hub.resources_by_topic.get(topic, ())
        if len(others) > 400:  # a topic of everything says nothing
            continue
        for other in others:
            shared[other] = shared.get(other, 0) + 1 / len(others)
    shared.pop(resource.id, None)
    ranked = sorted(shared, key=lambda other: (-shared[other], other))
    near = (hub.resources[other] for other in ranked[: count + 3])
    return [other for other in near if other.is_usable(hub.as_of)][:count]


class PathFace(Face[Path]):
    """Ways through the library."""

    def lists(self, hub: Hub) -> Iterator[Page]:
        yield Page("paths/", "paths.html", self._paths, landing=True)

    def _paths(self, hub: Hub) -> PageView:
        return PageView(
            title=hub.words("Paths"),
            description=hub.words.noted(self.kind.listing.purpose),
            values={"paths": list(hub.paths.values())},
            crumbs=[section(hub, KIND)],
        )

    def view(self, hub: Hub, record: Path) -> PageView:
        return PageView(
            title=record.title,
            description=record.summary or hub.words("For %(people)s", people=record.for_whom),
            values={
                "path": record,
                "targets": [_target(hub, step) for step in record.steps],
                "curator": hub.members.get(record.curator or ""),
                "minutes": sum(_minutes(hub, record)),
                "untimed": len(record.steps) - len(_minutes(hub, record)),
            },
            crumbs=[section(hub, KIND), section(hub, self.kind)],
            record=record,
        )


PATHS = PathFace(paths.KIND)


def _target(hub: Hub, step: Step) -> Resource | Event | None:
    """The record that a step leads to."""
    return hub.resources.get(step.resource or "") or hub.events.get(step.event or "")


def _minutes(hub: Hub, path: Path) -> list[int]:
    """Reading times of the path's resources that state theirs."""
    found = (hub.resources.get(step.resource or "") for step in path.steps)
    return [resource.minutes for resource in found if resource and resource.minutes]
