"""Groups, chapters, projects and programmes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hearth.hub import Hub
from hearth.kinds.group import Group
from hearth.kinds.member import Member
from hearth.outputs.pages.page import Page, PageView, calendar_alternate, feed_alternates
from hearth.views import topics

GROUPS = ("Groups", "groups/")


def pages(hub: Hub) -> Iterator[Page]:
    yield Page("groups/", "groups.html", _groups, landing=True)
    for group in hub.groups.values():
        yield Page(hub.url(group), "group.html", partial(_group, group=group), source=group.path)


def _groups(hub: Hub) -> PageView:
    order = ("active", "forming", "paused", "finished")
    found = sorted(hub.groups.values(), key=lambda group: (order.index(group.status), group.name.casefold()))
    return PageView(
        title="Groups at work",
        description="Chapters, working groups, projects and programmes: what they are for and what they need.",
        values={"groups": found},
    )


def _group(hub: Hub, group: Group) -> PageView:
    own = hub.referring(group, "event", "group")
    in_series = [hub.events[event] for series in group.meets for event in hub.events_by_series.get(series, ())]
    events = list({event.id: event for event in (*own, *in_series)}.values())
    coming, past = topics.occurrences_of(hub, {event.id for event in events})
    return PageView(
        title=group.name,
        description=group.purpose,
        values={
            "group": group,
            "leads": [
                (hub.members[term.member], term)
                for term in group.leads
                if term.until is None or term.until >= hub.as_of
            ],
            "members": members(hub, group),
            "coming": coming,
            "past": past,
            "posts": topics.newest_posts(hub.referring(group, "post")),
            "has_calendar": any(hub.schedule.by_event.get(event.id) for event in own),
        },
        crumbs=[GROUPS],
        alternates=[
            *feed_alternates(f"groups/{group.id}", group.name),
            *calendar_alternate(hub, f"groups/{group.id}", group.name, own),
        ],
    )


def members(hub: Hub, group: Group) -> list[Member]:
    """Who belongs to it now, by the group's own list or by their profile, without its leads."""
    leads = {term.member for term in group.leads if term.until is None or term.until >= hub.as_of}
    ids = {term.member for term in group.members if term.until is None or term.until >= hub.as_of}
    for member in hub.referring(group, "member", "groups"):
        if any(item.group == group.id and (item.until is None or item.until >= hub.as_of) for item in member.groups):
            ids.add(member.id)
    return sorted((hub.members[member] for member in ids - leads), key=lambda member: member.sort_name)
