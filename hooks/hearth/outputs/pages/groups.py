"""Groups, chapters, projects and programmes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hearth.kinds.event import Event
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.kinds.post import Post
from hearth.model.hub import Hub
from hearth.outputs.calendars import calendars
from hearth.outputs.pages.page import (
    Page,
    PageView,
    Pagination,
    calendar_alternate,
    feed_alternates,
    parts,
)
from hearth.views import topics

GROUPS = ("Groups", "groups/")
STATES = ("active", "forming", "paused", "finished")


def pages(hub: Hub) -> Iterator[Page]:
    found = sorted(
        hub.groups.values(), key=lambda group: (STATES.index(group.status), group.name.casefold())
    )
    chunks = parts(found, hub.settings.page_size)
    for number, chunk in enumerate(chunks, 1):
        place = Pagination("groups/", number, len(chunks))
        yield Page(
            place.url(number),
            "groups.html",
            partial(_groups, groups=chunk, place=place),
            landing=number == 1,
        )
    for group in hub.groups.values():
        yield Page(hub.url(group), "group.html", partial(_group, group=group), source=group.path)


def _groups(hub: Hub, groups: Sequence[Group], place: Pagination) -> PageView:
    return PageView(
        title="Groups at work" if place.number == 1 else f"Groups at work, page {place.number}",
        description=(
            "Chapters, working groups, projects and programmes: what they are for and what they "
            "need."
        ),
        values={"groups": groups, "place": place, "total": len(hub.groups)},
        crumbs=[GROUPS] if place.number > 1 else [],
    )


def _group(hub: Hub, group: Group) -> PageView:
    own = hub.referring(group, Event, "group")
    in_series = [
        hub.events[event]
        for series in group.meets
        for event in hub.events_by_series.get(series, ())
    ]
    events = list({event.id: event for event in (*own, *in_series)}.values())
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return PageView(
        title=group.name,
        description=group.purpose,
        values={
            "group": group,
            "leads": [
                (hub.members[term.member], term) for term in group.leads if term.runs_on(hub.as_of)
            ],
            "members": members(hub, group),
            "coming": coming,
            "past": past,
            "posts": topics.newest_posts(hub.referring(group, Post)),
            "calendar": calendars(hub).get(f"groups/{group.id}"),
        },
        crumbs=[GROUPS],
        alternates=[
            *feed_alternates(f"groups/{group.id}", group.name),
            *calendar_alternate(hub, f"groups/{group.id}"),
        ],
    )


def members(hub: Hub, group: Group) -> list[Member]:
    """Who belongs to it now, by the group's own list or by their profile, without its leads."""
    leads = {term.member for term in group.leads if term.runs_on(hub.as_of)}
    ids = {term.member for term in group.members if term.runs_on(hub.as_of)}
    for member in hub.referring(group, Member, "groups"):
        if any(item.group == group.id and item.runs_on(hub.as_of) for item in member.groups):
            ids.add(member.id)
    return sorted(
        (hub.members[member] for member in ids - leads),
        key=lambda member: (member.sort_name, member.id),
    )
