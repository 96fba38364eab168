"""Resources and the paths through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hearth.kinds.event import Event
from hearth.kinds.path import Path
from hearth.kinds.post import Post
from hearth.kinds.resource import TYPES, Resource
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page, PageView, Pagination, feed_alternates, parts
from hearth.views import library
from hearth.wording import structured_data

LIBRARY = ("Library", "resources/")
PATHS = ("Paths", "paths/")


def pages(hub: Hub) -> Iterator[Page]:
    yield from _lists(
        "resources/", "", library.newest_first(hub.resources.values()), hub.settings.page_size
    )
    for kind in TYPES:
        found = [resource for resource in hub.resources.values() if resource.type == kind]
        if found:
            yield from _lists(
                f"resources/type/{kind}/", kind, library.newest_first(found), hub.settings.page_size
            )
    for resource in hub.resources.values():
        yield Page(
            hub.url(resource),
            "resource.html",
            partial(_resource, resource=resource),
            source=resource.path,
        )
    yield Page("paths/", "paths.html", _paths, landing=True)
    for path in hub.paths.values():
        yield Page(hub.url(path), "path.html", partial(_path, path=path), source=path.path)


def _lists(base: str, kind: str, resources: list[Resource], size: int) -> Iterator[Page]:
    chunks = parts(resources, size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination(base, number, len(chunks))
        prepare = partial(_library, resources=chunk, place=place, kind=kind, total=len(resources))
        yield Page(place.url(number), "resources.html", prepare, landing=not kind and number == 1)


def _library(
    hub: Hub, resources: Sequence[Resource], place: Pagination, kind: str, total: int
) -> PageView:
    title = f"Library: {kind}" if kind else "Worth your time"
    return PageView(
        title=title if place.number == 1 else f"{title}, page {place.number}",
        description=(
            "Resources members recommend, each with why it is worth it and when it was last "
            "checked."
        ),
        values={
            "resources": resources,
            "place": place,
            "total": total,
            "kind": kind,
            "fresh_share": library.share_fresh(hub),
            "facets": library.facets(hub),
            "keys": library.keys,
            "paths": list(hub.paths.values()),
        },
        crumbs=[LIBRARY] if kind or place.number > 1 else [],
        alternates=feed_alternates("resources", "Resources"),
    )


def _resource(hub: Hub, resource: Resource) -> PageView:
    return PageView(
        title=resource.title,
        description=resource.why,
        values={
            "resource": resource,
            "curator": hub.members.get(resource.curator or ""),
            "replacement": hub.resources.get(resource.replaced_by or ""),
            "replaces": hub.referring(resource, Resource, "replaced_by"),
            "paths": hub.referring(resource, Path),
            "events": hub.referring(resource, Event),
            "posts": hub.referring(resource, Post),
            "related": related(hub, resource),
        },
        crumbs=[LIBRARY, (resource.type.capitalize(), f"resources/type/{resource.type}/")],
        things=[structured_data.resource(hub, resource)],
    )


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
    return [hub.resources[other] for other in ranked[: count + 3] if hub.resources[other].usable][
        :count
    ]


def _paths(hub: Hub) -> PageView:
    return PageView(
        title="Paths",
        description="Resources, events and small tasks in an order worth following.",
        values={"paths": list(hub.paths.values())},
        crumbs=[LIBRARY],
    )


def _path(hub: Hub, path: Path) -> PageView:
    return PageView(
        title=path.title,
        description=path.summary or f"For {path.for_whom}",
        values={
            "path": path,
            "curator": hub.members.get(path.curator or ""),
            "minutes": _minutes(hub, path),
        },
        crumbs=[LIBRARY, PATHS],
    )


def _minutes(hub: Hub, path: Path) -> int:
    """Reading time of the path's resources that state theirs."""
    found = (hub.resources.get(step.resource or "") for step in path.steps)
    return sum(resource.minutes or 0 for resource in found if resource)
