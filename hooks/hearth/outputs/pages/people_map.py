"""The page that shows where members and groups are."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.kinds.member import KIND as MEMBER
from hearth.model.hub import Hub
from hearth.outputs.pages.page import Page, PageView, section
from hearth.views import towns


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("map/", "people-map.html", _map, landing=True)


def _map(hub: Hub) -> PageView:
    found = towns.towns(hub)
    listed, more = towns.largest(found)
    views = list(towns.views(hub))
    return PageView(
        title=hub.words("Where we are"),
        description=hub.words(
            "Members by town, the groups that meet there, and what is coming up in the room."
        ),
        values={
            "towns": listed,
            "more": [(hub.words.country(code), count) for code, count in more.most_common()],
            "views": views,
            "parts": {view.code: hub.words.region(view.code) for view in views if view.code},
            "unmapped": [town for town in listed if not town.point],
            "cards": {town.id for town in listed},
            "faces": towns.FACES,
            "named": towns.NAMED,
        },
        crumbs=[section(hub, MEMBER)],
    )
